"""How a problem is written in any list: with its place in front, who answers by a short name, what was said last."""

import pandas as pd
from pandas import DataFrame

from domain.places import Roster
from domain.problem_status import STATUS_WORDS
from domain.setting import Setting
from services.funds.read_money import short_unit


def unit_name(unit: object, setting: Setting) -> str:
    """「柳湾乡」 for a town's government, the short name 简称 of a department, 「未定单位」 where nobody answers."""
    node = setting.units.nodes.get(unit) if isinstance(unit, str) else None
    return short_unit(node, setting) if node else "未定单位"


def unit_names(units: pd.Series, setting: Setting) -> list[str]:
    """`unit_name` of each of many."""
    known = {unit: unit_name(unit, setting) for unit in units.unique()}
    return [known[unit] if isinstance(unit, str) else unit_name(None, setting) for unit in units.tolist()]


def status_words(statuses: pd.Series) -> list[str]:
    known: dict[str, str] = {status.value: word for status, word in STATUS_WORDS.items()}
    return [known[status] for status in statuses.tolist()]


def problem_texts(rows: DataFrame, roster: Roster) -> list[str]:
    """「柳湾乡水口村垃圾围箱」 of each row: text, town, village."""
    said = zip(*(rows[name].tolist() for name in ("text", "town", "village")), strict=True)
    return [_told(text, town, village, roster) for text, town, village in said]


def _told(text: object, town: object, village: object, roster: Roster) -> str:
    """The problem with its place in front, unless the text begins with that itself."""
    said = text.strip() if isinstance(text, str) and text.strip() else "（没有写问题）"
    names = [roster[key].name for key in (town, village) if isinstance(key, str) and key in roster]
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
    return ["长期坚持" if long else known[place] for place, long in zip(at, staged, strict=True)]
