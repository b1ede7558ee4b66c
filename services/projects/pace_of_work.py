"""Whose work is behind: towns and types against the share that should be done, projects past their end or slow."""

from collections.abc import Mapping
from dataclasses import dataclass

from pandas import DataFrame

from domain.baselines import Baseline
from domain.frames import texts
from domain.lights import Light, LightRules, light, no_light, overdue_light
from domain.measures.own_due import time_gone
from domain.measures.project_course import done_by
from domain.permissions import Moment
from domain.project_stage import STAGE_WORDS, Stage
from domain.records import Indicator
from domain.wording.numbers import plain
from services.funds.read_money import full_names

PLAN_NAME, TIME_NAME = "应完工", "工期进度"
# Work this far behind its own planned time is told, where 预警 begins (light rule pace).
SLOW = -0.10


@dataclass(frozen=True, slots=True)
class WorkPace:
    """The completion rate's own light rule, to judge shares held against 应完工."""

    indicator: Indicator
    rules: LightRules
    moment: Moment

    def judge(self, value: float, due: float, base: float, *, name: str = PLAN_NAME) -> Light:
        if value != value or due != due:
            return no_light("")
        against = Baseline("own", due, name)
        return light(
            self.indicator, value, base=base, against=against, rules=self.rules, day=self.moment.as_of
        )


def done_by_group(plan: DataFrame, column: str, pace: WorkPace, names: Mapping[str, str]) -> DataFrame:
    """A point frame of one grouping, its keys named where `names` knows them; a single group is no comparison."""
    if plan.empty or not plan["known"].any() or plan[column].nunique(dropna=False) < 2:
        return DataFrame()
    groups = done_by(plan, column, as_of=pace.moment.as_of)
    asked = groups["asked"].where(groups["asked"] > 0)
    value, due = groups["done"] / asked, groups["due"] / asked
    verdicts = [pace.judge(*pair) for pair in zip(value, due, groups["asked"].astype(float), strict=True)]
    return DataFrame(
        {
            "subject": groups["group"],
            "name": [names.get(group, group) for group in groups["group"]],
            "period": "",
            "value": value,
            "numerator": groups["done"],
            "denominator": groups["asked"].astype(float),
            "baseline": due,
            "status": ["reported" if count else "not_reported" for count in groups["asked"]],
            "light": [verdict.level.value for verdict in verdicts],
            "sentence": [verdict.sentence() for verdict in verdicts],
        }
    )


def behind_plan(plan: DataFrame, pace: WorkPace) -> DataFrame:
    """Projects past their planned end, then those whose work lags their own time; most overdue, then slowest first."""
    open_rows = plan[(plan["known"] & ~plan["done"].astype(bool)).to_numpy(dtype=bool)]
    gone = time_gone(open_rows["plan_start"], open_rows["plan_end"], as_of=pace.moment.as_of)
    gap = (open_rows["progress"] - gone).fillna(0.0)
    slow = open_rows.assign(gone=gone, gap=gap)[((open_rows["days_late"] > 0) | (gap <= SLOW)).to_numpy()]
    slow = slow.sort_values(["days_late", "gap"], ascending=[False, True], kind="stable")
    told = [
        _verdict(*row, pace) for row in zip(slow["days_late"], slow["progress"], slow["gone"], strict=True)
    ]
    stages_said = [STAGE_WORDS[Stage(stage)] if isinstance(stage, str) else "" for stage in slow["stage"]]
    who = zip(texts(slow["unit_name"]), texts(slow["person"]), strict=True)
    return DataFrame(
        {
            "project": slow["project"],
            "name": full_names(slow),
            "light": [level for level, _, _ in told],
            "word": [word for _, word, _ in told],
            "sentence": [said for _, _, said in told],
            "stage": stages_said,
            "progress": slow["progress"],
            "plan_end": slow["plan_end"],
            "problem": texts(slow["problem"]),
            "who": [" ".join(filter(None, pair)) for pair in who],
        }
    ).reset_index(drop=True)


def _verdict(days_late: float, progress: float, gone: float, pace: WorkPace) -> tuple[str, str, str]:
    """Light, its own word and the rule: by days past the planned end, else by how far the work lags its time."""
    if days_late > 0:
        late = overdue_light(int(days_late), pace.rules, pace.moment.as_of)
        return late.level.value, f"逾期 {int(days_late)} 天", late.sentence()
    found = pace.judge(progress, gone, 1.0, name=TIME_NAME)
    return (
        found.level.value,
        f"慢 {plain((gone - progress) * 100, 1)}",
        found.sentence(),
    )
