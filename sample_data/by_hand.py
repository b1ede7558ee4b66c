"""What the people of the sample county did by hand, at the end of its last day: read by services/county/replay_by_hand.py.

All of it is invented. Times are civil times of 2026-11-19, after the last file came.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time

DAY = date(2026, 11, 19)


def at(hour: int, minute: int) -> datetime:
    return datetime.combine(DAY, time(hour, minute))


@dataclass(frozen=True, slots=True)
class DirectiveGiven:
    """unit and subject by their names; promise (indicator, subject, from and to as typed, by when); steps (kind, day, note)."""

    text: str
    unit: str
    post: str
    person: str
    deadline: date
    standard: str = ""
    promise: tuple[str, str, str, str, date] | None = None
    steps: tuple[tuple[str, date, str], ...] = ()


MEETING, MEETING_DAY = "11月上旬调度会", date(2026, 11, 10)
DIRECTIVES = (
    DirectiveGiven(
        "反馈问题逾期的逐项定包案领导", "县农业农村局", "局长", "汤某", date(2026, 11, 15), "包案表印发到镇",
        steps=(("taken_up", date(2026, 11, 11), "起草包案表"), ("finished", date(2026, 11, 14), "包案表已印发")),
    ),
    DirectiveGiven(
        "水口村反复出现的点位集中整治", "柳湾乡人民政府", "乡长", "任某", date(2026, 11, 18), "连续一周复查无反弹",
        steps=(("taken_up", date(2026, 11, 12), "已清一遍，七组集市口又有粪污"),),
    ),
    DirectiveGiven(
        "衔接资金支付提速", "县财政局", "局长", "邵某", date(2026, 11, 30), "欠支项目逐个销号",
        promise=("FND_PAY", "云岭县", "80.9", "85", date(2026, 11, 30)),
    ),
    DirectiveGiven(
        "柳湾乡户厕补短板", "柳湾乡人民政府", "副乡长", "韩某", date(2026, 12, 20),
        promise=("TOI_COV", "柳湾乡", "70.8", "90", date(2026, 12, 20)),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Photographed:
    """A problem with drawn pictures: the scene's number, when the pictures before and after were taken (after: None, not yet)."""

    problem: str
    scene: int
    before: datetime
    after: datetime | None


PHOTOGRAPHED = (
    Photographed("日督-20261117-014", 3, datetime(2026, 11, 17, 9, 42), datetime(2026, 11, 19, 10, 5)),
    Photographed("日督-20261118-005", 5, datetime(2026, 11, 18, 14, 20), datetime(2026, 11, 19, 9, 31)),
    Photographed("日督-20261116-004", 8, datetime(2026, 11, 16, 10, 8), datetime(2026, 11, 19, 15, 40)),
    Photographed("日督-20261112-006", 9, datetime(2026, 11, 12, 16, 2), None),
)


@dataclass(frozen=True, slots=True)
class ExposureStep:
    """A step of domain.exposure.STEPS; told the field it fills and its text."""

    problem: str
    kind: str
    actor: str
    told: dict[str, str] = field(default_factory=dict)


INSPECTOR, REVIEWER = "督查 石某", "审核 葛某"
EXPOSURES = (
    ExposureStep("日督-20261117-014", "proposed", INSPECTOR,
                 {"sentence": "柳湾乡水口村九组晒谷场，房前屋后杂物乱堆乱放"}),
    ExposureStep("日督-20261117-014", "answered", INSPECTOR, {"reply": "已清运两车，晒谷场划线定点堆放，每天专人看一遍。"}),
    ExposureStep("日督-20261117-014", "approved", REVIEWER),
    ExposureStep("日督-20261117-014", "exposed", REVIEWER, {"channel": "工作群"}),
    ExposureStep("日督-20261112-006", "proposed", INSPECTOR,
                 {"sentence": "柳湾乡柳林村四组主路口，垃圾箱满溢、箱外堆积，过期三天没清"}),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DrawnForReview:
    """A village by town and name; steps (step of domain.spot_check.STEPS, when, note)."""

    town: str
    village: str
    told: datetime
    reviewer: str
    leader: str
    steps: tuple[tuple[str, datetime, str], ...]


SPOT_CHECK = DrawnForReview(
    "柳湾乡", "柳湾村", at(17, 50), "省后评估组", "常务副县长 林某",
    (
        ("county", at(18, 5), "电话报"),
        ("leader", at(18, 32), ""),
        ("committee", at(18, 20), "5 人"),
        ("town", at(18, 55), "3 人"),
        ("stationed", at(19, 35), "2 人"),
        ("helpers", at(20, 10), "在外务工的 1 人未到"),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Published:
    """A rate of the whole province as its circulars gave it: indicator by its code; rates (day, percent)."""

    indicator: str
    rates: tuple[tuple[date, str], ...]
    reason: str


PUBLISHED = Published(
    "FND_PAY",
    ((date(2026, 3, 31), "26.4"), (date(2026, 6, 30), "52.7"), (date(2026, 9, 30), "76.1"), (date(2026, 10, 31), "84.6")),
    "省厅通报的全省平均支出率（虚构）",
)  # fmt: skip
