"""How a problem is written in any list: with its place in front, who answers by a short name, what was said last."""

import pandas as pd
from pandas import DataFrame

from domain.frames import day_stamp, days, is_said
from domain.permissions import Moment
from domain.places import Roster
from domain.setting import Setting
from services.funds.read_money import short_unit


def unit_name(unit: object, setting: Setting) -> str:
    """「柳湾乡」 for a town's government, the short name 简称 of a department, 「未定单位」 where nobody answers."""
    node = setting.units.nodes.get(unit) if isinstance(unit, str) else None
    return short_unit(node, setting) if node else "未定单位"


def problem_texts(rows: DataFrame, roster: Roster) -> list[str]:
    """「柳湾乡水口村垃圾围箱」 of each row: text, town, village."""
    said = zip(rows["text"], rows["town"], rows["village"], strict=True)
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


def last_notes(events: DataFrame, moment: Moment) -> pd.Series:
    """What was written last of each problem by the day, by its number."""
    own = events[((events["about"] == "problem") & is_said(events["note"])).to_numpy()]
    own = own[(days(own["day"]) <= day_stamp(moment.as_of)).to_numpy()]
    return own.sort_values(["day", "seq"], kind="stable").groupby("number")["note"].last()


def deadline_words(status: str, deadline: pd.Timestamp) -> str:
    """「11-05」; 长期坚持 has none, and one nobody wrote is 未定."""
    if status == "staged":
        return "长期坚持"
    return "未定" if pd.isna(deadline) else f"{deadline:%m-%d}"
