"""Everything the 日督查 page shows: the day's inspections, what they found, who has not been visited, what is drawn next."""

from dataclasses import dataclass
from datetime import timedelta

from pandas import DataFrame

from data_access.database import Store
from domain.frames import day_stamp, is_said
from domain.lights import overdue_levels
from domain.measures.rectification import of_inspection
from domain.permissions import Moment, Scope
from domain.wording.conclusion import Conclusion
from domain.wording.daily import Covered, Day, daily_conclusion
from domain.wording.numbers import score_points
from services.completeness.strip_of import Strip, strip_of
from services.known.read_checklist import read_checklist
from services.known.read_practice import read_practice
from services.known.read_setting import read_setting
from services.known.read_states import problems_on
from services.measures.judge_measures import read_rules
from services.problems.cover_villages import Coverage, cover_villages
from services.problems.follow_problems import seen_by
from services.problems.look_back import LookBack, look_back
from services.problems.problem_words import deadline_words, problem_texts, status_words, unit_names
from services.problems.record_finding import returns_of

PARTS = {
    "found": "今日发现",
    "fixed": "当场整改",
    "handed": "已交办",
    "waiting": "待交办",
    "rebounded": "反弹",
    "overdue": "逾期",
}
LIST_COLUMNS = (
    "problem",
    "text",
    "unit_name",
    "person",
    "severity",
    "deadline",
    "days_late",
    "light",
    "status_word",
)

_READ = (
    "problem", "text", "town", "village", "unit", "person", "severity", "deadline", "days_late", "status", "found_on",
    "closed_on", "category", "spot", "rebound_of", "source", "is_task",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DailyPage:
    """parts  code of PARTS → its problems, LIST_COLUMNS
    coverage  who was visited when, by town and village, and the draw for the next day
    """

    strip: Strip
    conclusion: Conclusion
    day: Day
    parts: dict[str, DataFrame]
    coverage: Coverage
    look_back: LookBack
    foot: tuple[str, ...]


def show_daily(store: Store, *, scope: Scope, moment: Moment) -> DailyPage:
    """The page at a moment, within a scope; as_of is the day."""
    state = problems_on(store, moment.known_at, moment.as_of)
    seen = seen_by(state[list(_READ)], scope)
    coverage = cover_villages(store, scope=scope, moment=moment)
    habits = read_practice(store, moment)
    parts = _parts(seen, moment, habits.rebound_days)
    told = Day(
        towns=coverage.towns_today,
        visited=coverage.visited_today,
        **{part: len(parts[part]) for part in PARTS},
    )
    covered = Covered(
        coverage.recent, len(coverage.villages), coverage.long, habits.unvisited_weeks, habits.coverage_days
    )
    return DailyPage(
        strip=strip_of(store, scope=scope, moment=moment, form="INS"),
        conclusion=daily_conclusion(told, covered, day=moment.as_of, last=coverage.last_day),
        day=told,
        parts={part: _list(store, rows, scope, moment) for part, rows in parts.items()},
        coverage=coverage,
        look_back=look_back(store, scope=scope, moment=moment),
        foot=(
            "口径：当场整改＝发现当天看着改好；逾期数的是日督查全部未结问题；反弹＝同村同类、写了点位的同点位，"
            f"销号后 {habits.rebound_days} 天内又出现。",
            f"村的得分＝100 分减去这次发现的扣分（{_deduction_words(store, moment)}，勾清单的按清单），反弹的重一档、清单上的加倍。",
            "来源：日督查台账和本页登记。",
        ),
    )


def _deduction_words(store: Store, moment: Moment) -> str:
    """「一般 2 分、较重 4 分、严重 6 分」."""
    checks = read_checklist(store, moment)
    return "、".join(f"{word} {score_points(taken)} 分" for word, taken in checks.deductions.items())


def _parts(rows: DataFrame, moment: Moment, within: int) -> dict[str, DataFrame]:
    """What the daily inspection found today, part by part, and all of its problems that are late."""
    own = of_inspection(rows)
    today = rows[own & (rows["found_on"] == day_stamp(moment.as_of)).to_numpy(dtype=bool)]
    fixed = ((today["status"] == "closed") & (today["closed_on"] == today["found_on"])).to_numpy(dtype=bool)
    waiting = (today["status"] == "waiting").to_numpy(dtype=bool)
    ended = (today["status"] == "declined").to_numpy(dtype=bool)
    recent = (rows["closed_on"] >= day_stamp(moment.as_of - timedelta(days=within))).to_numpy(dtype=bool)
    returned = returns_of(today, rows[own & recent], within)
    back = (is_said(today["rebound_of"]) | returned).to_numpy(dtype=bool)
    late = rows[own & (rows["days_late"] > 0).to_numpy(dtype=bool)]
    return {
        "found": today,
        "fixed": today[fixed],
        "handed": today[~fixed & ~waiting & ~ended],
        "waiting": today[waiting],
        "rebounded": today[back],
        "overdue": late.sort_values(["days_late", "problem"], ascending=[False, True], kind="stable"),
    }


def _list(store: Store, rows: DataFrame, scope: Scope, moment: Moment) -> DataFrame:
    setting, (_, rules) = read_setting(store, moment.known_at), read_rules(store, moment.known_at)
    person = rows["person"].astype("str").where(is_said(rows["person"]) & scope.may_see_names, "")
    return DataFrame(
        {
            "problem": rows["problem"],
            "text": problem_texts(rows, setting.roster),
            "unit_name": unit_names(rows["unit"], setting),
            "person": person,
            "severity": rows["severity"].astype("str").where(is_said(rows["severity"]), ""),
            "deadline": deadline_words(rows),
            "days_late": rows["days_late"],
            "light": overdue_levels(rows["days_late"], rules, moment.as_of),
            "status_word": status_words(rows["status"]),
        },
        columns=list(LIST_COLUMNS),
    ).reset_index(drop=True)
