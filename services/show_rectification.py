"""Everything the 问题整改 page shows: what moved in the 旬, how old the open ones are, who holds them, which they are."""

from dataclasses import dataclass, replace
from datetime import timedelta
from math import nan

import pandas as pd
from pandas import DataFrame

from data_access.database import Store
from domain.frames import day_stamp, days, is_said
from domain.lights import LightRules, overdue_light
from domain.measures.rectification import AGES, ageing
from domain.measures.strip import Strip as Flow
from domain.permissions import Moment, Scope
from domain.places import Roster
from domain.problem_status import STATUS_WORDS, ProblemStatus
from domain.setting import Setting
from domain.units import UnitNode
from domain.wording.conclusion import Conclusion
from domain.wording.conclusions import rectification_conclusion
from domain.wording.days import minute_words
from services.follow_problems import EVERYTHING, FEEDBACK, SOURCE_WORDS, Followed, follow_problems
from services.judge_measures import read_rules
from services.read_ledgers import read_ledgers
from services.read_setting import read_setting
from services.strip_of import Strip, strip_of

# The columns of the unit matrix, in the order a problem passes them.
OPEN_STATUSES = (
    ProblemStatus.WAITING, ProblemStatus.FIXING, ProblemStatus.RETURNED, ProblemStatus.CHECKING, ProblemStatus.STAGED,
)  # fmt: skip
OPEN_COLUMNS = (
    "problem", "text", "unit_name", "person", "note", "returns", "days_left", "light", "deadline", "status_word",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Closing:
    """已销号, 阶段性完成 and 待复查 of those to be put right; rates are NaN without any."""

    closed: int
    staged: int
    checking: int
    asked: int

    @property
    def rate(self) -> float:
        return self.closed / self.asked if self.asked else nan

    @property
    def rate_with_staged(self) -> float:
        return (self.closed + self.staged) / self.asked if self.asked else nan


@dataclass(frozen=True, slots=True)
class RectificationPage:
    """What the page shows.

    known     whether any problem is known at all, of whatever source or unit
    flow      期初 … 期末 of the 旬; details say more of its terms: 「日督查 43 · 自查 2」
    ages      AGES → open problems
    heads     the words of OPEN_STATUSES; units: unit, name, one column per status, open, late, closed, worst (light)
    quiet     units that hold nothing open but closed some
    open      OPEN_COLUMNS, most overdue first, then by deadline, 阶段性 last; days_left negative when overdue, NaN
              without a clock
    sources   code → word, those that occur; answering  unit key → name, those that hold problems
    """

    known: bool
    strip: Strip
    conclusion: Conclusion
    flow: Flow
    details: dict[str, str]
    ages: dict[str, int]
    closing: Closing
    heads: tuple[str, ...]
    units: DataFrame
    quiet: int
    open: DataFrame
    sources: dict[str, str]
    answering: dict[str, str]
    foot: tuple[str, ...]


def show_rectification(
    store: Store, *, scope: Scope, moment: Moment, source: str, unit: str
) -> RectificationPage:
    """The page at a moment, within a scope and the selection of `follow_problems`."""
    setting, (_, rules) = read_setting(store, moment.known_at), read_rules(store, moment.known_at)
    followed = follow_problems(store, scope=scope, moment=moment, source=source, unit=unit)
    rows, ages = followed.inside, ageing(followed.inside)
    closing = _closing(rows)
    units = _units(rows, setting, rules, moment)
    return RectificationPage(
        known=len(followed.state) > 0,
        strip=_strip(store, followed, scope, moment),
        conclusion=rectification_conclusion(
            followed.strip,
            late=int((rows["days_late"] > 0).sum()),
            late_over_7=int(ages["late_over_7"]),
            checking=closing.checking,
            staged=closing.staged,
            period="本旬",
        ),
        flow=followed.strip,
        details=_details(rows, followed),
        ages={age: int(ages[age]) for age in AGES},
        closing=closing,
        heads=tuple(STATUS_WORDS[status] for status in OPEN_STATUSES),
        units=units[(units["open"] > 0).to_numpy()].reset_index(drop=True),
        quiet=int((units["open"] == 0).sum()),
        open=_open(store, rows, setting, rules, scope, moment),
        sources=_sources(followed.state),
        answering=_answering(followed.state, setting),
        foot=_foot(rules, moment),
    )


def _strip(store: Store, followed: Followed, scope: Scope, moment: Moment) -> Strip:
    """The ledger's own strip: no village reports it, so it says when it was last brought in."""
    plain = strip_of(store, scope=scope, moment=moment, form="REC")
    right = f"最近一次导入 {minute_words(followed.updated)}" if followed.updated else ""
    return replace(plain, period=followed.period.name, right=right)


def _closing(rows: DataFrame) -> Closing:
    """不予受理 is an end of its own and in neither part."""
    counts = rows["status"].value_counts()
    return Closing(
        closed=int(counts.get("closed", 0)),
        staged=int(counts.get("staged", 0)),
        checking=int(counts.get("checking", 0)),
        asked=int(counts.drop("declined", errors="ignore").sum()),
    )


def _details(rows: DataFrame, followed: Followed) -> dict[str, str]:
    """More of single terms: what the new ones came from, how many of the open ones are 阶段性."""
    start = followed.period.start
    eve = start - timedelta(days=1)
    new = rows[(rows["found_on"] >= pd.Timestamp(start)).to_numpy()]["source"].map(SOURCE_WORDS)
    said = [f"{word} {count}" for word, count in new.value_counts().items()]
    staged = int((rows["status"] == "staged").sum())
    return {
        "opening": f"截至{eve.month}月{eve.day}日",
        "new": " · ".join(said[:2]),
        "late_entry": "更早发现的",
        "closing": f"其中阶段性 {staged}" if staged else "",
    }


def _units(rows: DataFrame, setting: Setting, rules: LightRules, moment: Moment) -> DataFrame:
    """unit, name, a column per open status, open, late, closed, worst; most late, then most open first."""
    held = rows.assign(unit=rows["unit"].astype(object).where(rows["unit"].notna(), ""))
    table = held.groupby(["unit", "status"]).size().unstack(fill_value=0)
    table = table.reindex(columns=[*OPEN_STATUSES, ProblemStatus.CLOSED], fill_value=0)
    by_unit = held.groupby("unit")
    table["open"] = by_unit["is_open"].sum()
    table["late"] = by_unit["days_late"].agg(lambda days: int((days > 0).sum()))
    longest = by_unit["days_late"].max()
    table["worst"] = [overdue_light(int(days), rules, moment.as_of).level.value for days in longest]
    table["name"] = [unit_name(unit, setting) for unit in table.index]
    table.columns = table.columns.astype("str")
    return table.sort_values(["late", "open"], ascending=False, kind="stable").reset_index()


def unit_name(unit: object, setting: Setting) -> str:
    """「柳湾乡」 for a town's government, the short name 简称 of a department, 「未定」 where nobody answers."""
    node = setting.units.nodes.get(unit) if isinstance(unit, str) else None
    return _short(node, setting.roster) if node else "未定单位"


def _short(node: UnitNode, roster: Roster) -> str:
    if node.place is not None and node.place in roster:
        return roster[node.place].name
    return node.aliases[0] if node.aliases else node.name


def _open(
    store: Store, rows: DataFrame, setting: Setting, rules: LightRules, scope: Scope, moment: Moment
) -> DataFrame:
    """OPEN_COLUMNS of the open problems."""
    kept = rows[rows["is_open"].to_numpy(dtype=bool)]
    kept = kept.assign(waits=(kept["status"] == "staged") | kept["deadline"].isna())
    kept = kept.sort_values(["waits", "deadline", "problem"], kind="stable")
    left = (kept["deadline"] - pd.Timestamp(moment.as_of)).dt.days.where(kept["status"] != "staged")
    lights = [overdue_light(int(days), rules, moment.as_of).level.value for days in kept["days_late"]]
    notes = last_notes(read_ledgers(store, moment.known_at).events, moment)
    return DataFrame(
        {
            "problem": kept["problem"],
            "text": [
                _told(*said, setting.roster)
                for said in zip(kept["text"], kept["town"], kept["village"], strict=True)
            ],
            "unit_name": [unit_name(unit, setting) for unit in kept["unit"]],
            "person": kept["person"].astype(object).where(is_said(kept["person"]) & scope.may_see_names, ""),
            "note": kept["problem"].map(notes).astype(object).where(kept["problem"].isin(notes.index), ""),
            "returns": kept["returns"],
            "days_left": left.astype("float64"),
            "light": lights,
            "deadline": [_deadline(*said) for said in zip(kept["status"], kept["deadline"], strict=True)],
            "status_word": kept["status"].map(lambda status: STATUS_WORDS[ProblemStatus(status)]),
        }
    ).reset_index(drop=True)


def last_notes(events: DataFrame, moment: Moment) -> pd.Series:
    """What was written last of each problem by the day, by its number."""
    own = events[((events["about"] == "problem") & is_said(events["note"])).to_numpy()]
    own = own[(days(own["day"]) <= day_stamp(moment.as_of)).to_numpy()]
    return own.sort_values(["day", "seq"], kind="stable").groupby("number")["note"].last()


def _told(text: object, town: object, village: object, roster: Roster) -> str:
    """「柳湾乡水口村垃圾围箱」: the problem with its place in front, unless the text begins with that itself."""
    said = text.strip() if isinstance(text, str) and text.strip() else "（没有写问题）"
    names = [roster[key].name for key in (town, village) if isinstance(key, str) and key in roster]
    if names and said.startswith(names[0]):
        return said
    if len(names) > 1 and said.startswith(names[1]):
        return f"{names[0]}{said}"
    return f"{''.join(names)} {said}".strip()


def _deadline(status: str, deadline: pd.Timestamp) -> str:
    if status == "staged":
        return "长期坚持"
    return "未定" if pd.isna(deadline) else f"{deadline:%m-%d}"


def _sources(state: DataFrame) -> dict[str, str]:
    """全部, 除日督查外 and every source that occurs."""
    known = set(state["source"])
    found = {code: word for code, word in SOURCE_WORDS.items() if code in known}
    both = {FEEDBACK: "除日督查外"} if len(found) > 1 and "inspection" in found else {}
    return {EVERYTHING: "全部来源", **both, **found}


def _answering(state: DataFrame, setting: Setting) -> dict[str, str]:
    """Units that hold any problem, in the office's order."""
    known = set(state["unit"].dropna())
    held = [unit for unit in setting.units.nodes if unit in known]
    return {EVERYTHING: "全部单位", **{unit: unit_name(unit, setting) for unit in held}}


def _foot(rules: LightRules, moment: Moment) -> tuple[str, ...]:
    rule = rules.named("overdue", moment.as_of)
    return (
        "口径：销号率＝已销号÷应整改（不予受理的不计）；只有销号时间或同意销号的验收意见才算销号，“已完成”“基本完成”是待复查。",
        "期初是上旬末当时已知的数，此后才录入的更早问题列为补录。",
        f"灯规则：{rule.wording}。责任人变更不清零逾期天数。" if rule else "",
        "来源：日督查台账、反馈问题整改台账。",
    )
