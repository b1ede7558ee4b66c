"""How a problem is written in any list: with its place in front, who answers by a short name, what was said last."""

import pandas as pd
from pandas import DataFrame

from domain.frames import words_of
from domain.places import Roster
from domain.problem_status import STATUS_WORDS, ProblemStatus
from domain.setting import Setting
from services.funds.read_money import short_unit


def unit_name(unit: object, setting: Setting) -> str:
    """「柳湾乡」 for a town's government, the short name 简称 of a department, 「未定单位」 where nobody answers."""
    node = setting.units.nodes.get(unit) if isinstance(unit, str) else None
    return short_unit(node, setting) if node else "未定单位"


def unit_names(units: pd.Series, setting: Setting) -> list[str]:
    """`unit_name` of each of many."""
    return words_of(units, lambda unit: unit_name(unit, setting), unit_name(None, setting))


def status_words(statuses: pd.Series) -> list[str]:
    return words_of(statuses, lambda status: STATUS_WORDS[ProblemStatus(status)])


def problem_texts(rows: DataFrame, roster: Roster) -> list[str]:
    """「柳湾乡水口村垃圾围箱」 of each row: text, town, village."""
    towns, villages = (_names(rows[name], roster) for name in ("town", "village"))
    said = zip(rows["text"].tolist(), towns, villages, strict=True)
    return [_told(text, [name for name in names if name]) for text, *names in said]


def _names(places: pd.Series, roster: Roster) -> list[str]:
    """The name of each place; blank for none and for one the roster does not know. Each is looked up once."""
    return words_of(places, lambda key: roster[key].name if key in roster else "")


def _told(text: object, names: list[str]) -> str:
    """The problem with its place in front, unless the text begins with that itself."""
    said = text.strip() if isinstance(text, str) and text.strip() else "（没有写问题）"
    if names and said.startswith(names[0]):
        return said
    if len(names) > 1 and said.startswith(names[1]):
        return f"{names[0]}{said}"
    return f"{''.join(names)} {said}".strip()


def deadline_words(rows: DataFrame) -> list[str]:
    """「11-05」 of each row; 长期坚持 has none, and one nobody wrote is 未定."""
    at, found = pd.factorize(rows["deadline"])
    known = [*(f"{day:%m-%d}" for day in found), "未定"]
    staged = (rows["status"] == "staged").to_numpy(dtype=bool)
    told = zip(at.tolist(), staged.tolist(), strict=True)
    return ["长期坚持" if long else known[place] for place, long in told]
