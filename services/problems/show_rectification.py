"""Everything the 问题整改 page shows: what moved in the span, how old the open ones are, who holds them, which they are."""

from dataclasses import dataclass, replace
from datetime import date
from math import nan

from pandas import DataFrame

from data_access.database import Store
from domain.comparisons import Against
from domain.frames import day_stamp
from domain.lights import LightRules, overdue_levels
from domain.measures.on_time import OnTime, on_time
from domain.measures.problem_state import AGES
from domain.measures.rectification import ageing, by_unit_and_status
from domain.measures.strip import Strip as Flow
from domain.permissions import Moment, Scope
from domain.problem_selection import SELECTED_FIELDS, SOURCE_WORDS, Selection
from domain.problem_status import STATUS_WORDS, ProblemStatus
from domain.setting import Setting
from domain.spans import Span
from domain.wording.comparison import Uncompared, uncompared_words
from domain.wording.conclusion import Conclusion
from domain.wording.conclusions import rectification_conclusion
from domain.wording.days import minute_words
from services.completeness.strip_of import Strip, strip_of
from services.known.kept import Shelf
from services.known.read_setting import read_setting
from services.known.read_states import last_of_problems_on
from services.measures.compare_measures import running_side
from services.measures.judge_measures import read_rules
from services.problems.follow_problems import Followed, follow_problems, inside_of, state_on
from services.problems.list_open import list_open
from services.problems.original_deadlines import original_deadlines
from services.problems.problem_words import unit_names

# The columns of the unit matrix, in the order a problem passes them.
OPEN_STATUSES = (
    ProblemStatus.WAITING, ProblemStatus.FIXING, ProblemStatus.RETURNED, ProblemStatus.CHECKING, ProblemStatus.STAGED,
)  # fmt: skip

# Whose definition and running period the closing rates are compared by.
RATE = "REC_DONE"


@dataclass(frozen=True, slots=True)
class Closing:
    """已销号, 阶段性完成 and 待复查 of those to be put right; rates are NaN without any.

    before, before_with_staged  both rates at the period compared with, NaN where nothing is; since its name
    uncompared  why nothing is compared, in words
    """

    closed: int
    staged: int
    checking: int
    asked: int
    before: float = nan
    before_with_staged: float = nan
    since: str = ""
    uncompared: str = ""

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
    span      the span the flow is told of; flow its 期初 … 期末; details say more of its terms: 「日督查 43 · 自查 2」
    ages      AGES → open problems
    heads     code → word of OPEN_STATUSES; units: unit, name, one column per status, open, late, closed, worst (light)
    quiet     units that hold nothing open but closed some
    open      OPEN_COLUMNS of `list_open`
    """

    known: bool
    strip: Strip
    conclusion: Conclusion
    span: Span
    flow: Flow
    details: dict[str, str]
    ages: dict[str, int]
    closing: Closing
    in_time: OnTime
    heads: dict[str, str]
    units: DataFrame
    quiet: int
    open: DataFrame
    foot: tuple[str, ...]


def show_rectification(
    store: Store, *, scope: Scope, moment: Moment, span: str = "xun", since: date | None = None,
    against: str = Against.LAST, **asked: str,
) -> RectificationPage:  # fmt: skip
    """The page at a moment, within a scope.

    span, since  the span of the flow, see domain.spans
    against      what the closing rates are compared with (domain.comparisons.Against)
    asked        fields of `Selection` and what each asks for
    """
    setting, (_, rules) = read_setting(store, moment.known_at), read_rules(store, moment.known_at)
    followed = follow_problems(
        store, scope=scope, moment=moment, selection=Selection(**asked), span=span, since=since
    )
    rows = followed.inside
    ages = ageing(rows)
    closing = _against(_closing(rows), store, scope, moment, Selection(**asked), against)
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
            period=followed.span.word,
        ),
        span=followed.span,
        flow=followed.strip,
        details=_details(rows, followed),
        ages={age: int(ages[age]) for age in AGES},
        closing=closing,
        in_time=on_time(
            rows[["problem", "status", "deadline", "closed_on"]][~rows["is_task"].to_numpy(dtype=bool)],
            original_deadlines(store, moment.known_at),
            as_of=moment.as_of,
        ),
        heads={status.value: STATUS_WORDS[status] for status in OPEN_STATUSES},
        units=units[(units["open"] > 0).to_numpy()].reset_index(drop=True),
        quiet=int((units["open"] == 0).sum()),
        open=list_open(store, rows, scope=scope, moment=moment),
        foot=_foot(rules, followed.span, moment),
    )


def _strip(store: Store, followed: Followed, scope: Scope, moment: Moment) -> Strip:
    """The ledger's own strip: no village reports it, so it says when it was last brought in."""
    plain = strip_of(store, scope=scope, moment=moment, form="REC")
    right = f"最近一次导入 {minute_words(followed.updated)}" if followed.updated else ""
    return replace(plain, period=followed.span.name, right=right)


def _closing(rows: DataFrame) -> Closing:
    """不予受理 is an end of its own and in neither part; a task 分解任务 is a part of the problem above it."""
    counts = rows["status"][~rows["is_task"].to_numpy(dtype=bool)].value_counts()
    return Closing(
        closed=int(counts.get("closed", 0)),
        staged=int(counts.get("staged", 0)),
        checking=int(counts.get("checking", 0)),
        asked=int(counts.drop("declined", errors="ignore").sum()),
    )


def _against(
    now: Closing, store: Store, scope: Scope, moment: Moment, selection: Selection, against: str
) -> Closing:
    """With both rates of the same selection at the period compared with."""
    setting = read_setting(store, moment.known_at)
    indicator = setting.catalogue.version(RATE, moment.as_of)
    if indicator is None:
        return now
    side = running_side(store, indicator, moment=moment, against=against)
    if side.day is None:
        return replace(now, since=side.since, uncompared=uncompared_words(side.why, since=side.since))
    asked = selection if scope.may_see_names else selection.without_names()
    then = _closing_on(store, moment.known_at, side.day, scope, asked)
    why = "" if then.asked else uncompared_words(Uncompared.SILENT, since=side.since)
    return replace(
        now, before=then.rate, before_with_staged=then.rate_with_staged, since=side.since, uncompared=why
    )


def _closing_on(store: Store, known_at: int, day: date, scope: Scope, asked: Selection) -> Closing:
    """Of the selection as it stood on an earlier day; kept until a change alters who is in it or how one stood."""
    last = last_of_problems_on(store, known_at, day, SELECTED_FIELDS)

    def work() -> Closing:
        return _closing(inside_of(state_on(store, known_at, day, scope, asked, day)))

    return _CLOSINGS.answer((store, last, day, scope, asked), work)


_CLOSINGS: Shelf[Closing] = Shelf(64)


def _details(rows: DataFrame, followed: Followed) -> dict[str, str]:
    """More of single terms: what the new ones came from, how many of the open ones are 阶段性."""
    eve = followed.span.eve
    is_new = rows["found_on"] >= day_stamp(followed.span.start)
    new = rows["source"][is_new.to_numpy()].astype("str").map(SOURCE_WORDS)
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
    table = by_unit_and_status(rows)
    table = table[((table["open"] > 0) | (table[ProblemStatus.CLOSED] > 0)).to_numpy(dtype=bool)]
    return table.assign(
        name=unit_names(table["unit"], setting), worst=overdue_levels(table["longest"], rules, moment.as_of)
    ).reset_index(drop=True)


def _foot(rules: LightRules, span: Span, moment: Moment) -> tuple[str, ...]:
    rule = rules.named("overdue", moment.as_of)
    return (
        "口径：销号率＝已销号÷应整改（不予受理的不计）；只有销号时间或同意销号的验收意见才算销号，“已完成”“基本完成”是待复查。",
        f"期初是{span.eve.month}月{span.eve.day}日当时已知的数，此后才录入的更早问题列为补录。",
        f"灯规则：{rule.wording}。责任人变更不清零逾期天数。" if rule else "",
        "来源：日督查台账、反馈问题整改台账。",
    )
