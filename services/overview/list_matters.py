"""需要今天定的事: overdue problems and directives, projects far behind in money or work, places that do not report; most urgent first."""

from datetime import date

from pandas import DataFrame, Series

from data_access.database import Store
from domain.frames import text_or_none, with_texts
from domain.lights import LightRules
from domain.matter_kinds import (
    LateDirective,
    OverdueProblem,
    OverdueSpots,
    Silence,
    SlowProject,
    directive_matter,
    problem_matter,
    project_matter,
    silent_matter,
    spots_matter,
)
from domain.matters import Matter, most_urgent_first
from domain.measures.moved_problems import EVERY_FIELD
from domain.measures.rectification import INSPECTION
from domain.periods import parse, period_containing, previous_period
from domain.permissions import Moment, Scope
from domain.setting import Setting
from services.completeness.read_completeness import Completeness, read_completeness
from services.funds.read_money import named, read_money, seen, short_unit
from services.known.kept import Shelf
from services.known.read_directives import directives_on
from services.known.read_setting import read_setting
from services.known.read_states import last_of_funds, last_of_problems_read, problems_on
from services.measures.judge_measures import last_of_judgement, read_rules
from services.problems.problem_words import unit_name

# A project is told once it is this far behind its own due in money: where 预警 begins (light rule pace).
FAR_BEHIND = -0.10
# How many 旬 back money is looked at: after a month everything is equally long stuck (domain/matters.py).
STEPS_BACK = 3
PAYMENT, FORM = "FND_PAY", "ENV"
NOBODY = "台账没有写责任人"
_READ = (
    "problem", "source", "text", "village", "town", "unit", "leader", "person", "deadline", "status", "returns", "days_late",
)  # fmt: skip


def list_matters(
    store: Store, *, scope: Scope, moment: Moment, reports: Completeness | None = None
) -> tuple[Matter, ...]:
    """Every matter at the moment, most urgent first (domain/matters.py).

    reports  the 旬报's completeness where the caller has read it already
    """
    heard = reports or read_completeness(store, scope=scope, moment=moment, form=FORM)
    silent = _silent(heard, read_setting(store, moment.known_at), scope)
    return most_urgent_first(
        [*_late(store, scope, moment), *_undone(store, scope, moment), *_slow(store, scope, moment), *silent]
    )


def _late(store: Store, scope: Scope, moment: Moment) -> tuple[Matter, ...]:
    """Overdue problems, kept until a change alters how any problem stands that day or what it is judged by."""

    def work() -> tuple[Matter, ...]:
        setting = read_setting(store, moment.known_at)
        _, rules = read_rules(store, moment.known_at)
        return tuple(_overdue(store, setting, rules, scope, moment))

    moved = last_of_problems_read(store, moment.known_at, moment.as_of, _read_late, EVERY_FIELD)
    last = max(last_of_judgement(store, moment.known_at), moved)
    return _LATE.answer((store, scope, moment.as_of, last), work)


def _slow(store: Store, scope: Scope, moment: Moment) -> tuple[Matter, ...]:
    """Slow projects, kept until a change alters the ledgers of projects and money or what they are judged by."""

    def work() -> tuple[Matter, ...]:
        _, rules = read_rules(store, moment.known_at)
        return tuple(_far_behind(store, rules, scope, moment))

    last = max(last_of_judgement(store, moment.known_at), last_of_funds(store, moment.known_at))
    return _SLOW.answer((store, scope, moment.as_of, last), work)


_LATE: Shelf[tuple[Matter, ...]] = Shelf(32)
_SLOW: Shelf[tuple[Matter, ...]] = Shelf(32)


def _overdue(store: Store, setting: Setting, rules: LightRules, scope: Scope, moment: Moment) -> list[Matter]:
    state = problems_on(store, moment.known_at, moment.as_of)
    late = named(with_texts(seen(_read_late(state), scope)), setting, scope)
    is_spot = (late["source"] == INSPECTION).to_numpy()
    found = [problem_matter(one, rules, moment.as_of) for one in _problems(late[~is_spot], scope)]
    for town, own in late[is_spot].groupby("town", sort=False):
        spots = OverdueSpots(
            town=texts(own["town_name"])[0],
            responsible=responsible(str(town), setting, scope, moment.as_of),
            numbers=tuple(own["problem"]),
            villages=tuple(own["village_name"].dropna().drop_duplicates()),
            days_late=int(own["days_late"].max()),
        )
        found.append(spots_matter(spots, rules, moment.as_of))
    return found


def _read_late(state: DataFrame) -> DataFrame:
    """What is told of overdue problems."""
    return state[list(_READ)][(state["days_late"] > 0).to_numpy()]


def _problems(late: DataFrame, scope: Scope) -> list[OverdueProblem]:
    columns = (
        texts(late[name]) for name in ("problem", "source", "text", "unit_name", "town_name", "person")
    )
    days = [None if day != day else day.date() for day in late["deadline"]]
    nobody = NOBODY if scope.may_see_names else ""
    rest = (late["status"], late["returns"], late["days_late"])
    return [
        OverdueProblem(
            number, source, text, unit or town, person or nobody, day, status, int(returns), int(days_late)
        )
        for number, source, text, unit, town, person, day, status, returns, days_late in zip(
            *columns, days, *rest, strict=True
        )
    ]


def _undone(store: Store, scope: Scope, moment: Moment) -> list[Matter]:
    """Directives past their day; a scope of units sees those its units lead."""
    setting, (_, rules) = read_setting(store, moment.known_at), read_rules(store, moment.known_at)
    state = directives_on(store, moment.known_at, moment.as_of)
    late = state[(state["days_late"] > 0).to_numpy(dtype=bool)]
    if scope.is_limited():
        late = late[late["lead_unit"].isin(list(scope.units or ())).to_numpy(dtype=bool)]
    found = [
        LateDirective(
            number=str(row["directive"]),
            text=text_or_none(row["text"]) or "",
            decided_at=str(row["decided_at"]),
            unit=unit_name(row["lead_unit"], setting),
            person=f"{row['post']} {row['person']}" if scope.may_see_names else str(row["post"]),
            due=row["due"].date(),
            days_late=int(row["days_late"]),
        )
        for row in late.to_dict("records")
    ]
    return [directive_matter(one, rules, moment.as_of) for one in found]


def _far_behind(store: Store, rules: LightRules, scope: Scope, moment: Moment) -> list[Matter]:
    now = read_money(store, scope=scope, moment=moment, code=PAYMENT)
    is_slow = (now["gap"] <= FAR_BEHIND) | now["late"].astype(bool)
    if not is_slow.any():
        return []
    since = _behind_since(store, scope, moment)
    most = float(now["plan"].max())
    slow = now[is_slow.to_numpy()]
    return [project_matter(one, rules, moment.as_of) for one in _projects(slow, since, most, scope)]


def _behind_since(store: Store, scope: Scope, moment: Moment) -> dict[str, int]:
    """Project → for how many days its money has been far behind without a break, seen at the ends of the last 旬."""
    period = previous_period(period_containing("xun", moment.as_of, week_starts=1))
    days: dict[str, int] = {}
    still: set[str] | None = None
    for _ in range(STEPS_BACK):
        then = Moment(period.end, moment.known_at)
        rows = read_money(store, scope=scope, moment=then, code=PAYMENT)
        behind = set(rows["project"][(rows["gap"] <= FAR_BEHIND).to_numpy()])
        still = behind if still is None else still & behind
        days |= dict.fromkeys(still, (moment.as_of - period.end).days)
        period = previous_period(period)
    return days


def _projects(rows: DataFrame, since: dict[str, int], most: float, scope: Scope) -> list[SlowProject]:
    keys, problems, lights = (texts(rows[name]) for name in ("project", "problem", "light"))
    who = [
        " ".join(filter(None, (unit, person or (NOBODY if scope.may_see_names else ""))))
        for unit, person in zip(texts(rows["unit_name"]), texts(rows["person"]), strict=True)
    ]
    numbers = (rows[name].astype("float64") for name in ("plan", "rate", "gap", "progress"))
    flags = (rows["done"], rows["days_late"])
    return [
        SlowProject(
            number=key,
            name=name,
            responsible=responsible,
            plan=plan,
            weight=plan / most if plan == plan and most else 0.5,
            rate=rate,
            gap=gap,
            light=light,
            progress=progress,
            is_done=bool(done),
            days_late=int(days_late),
            since=since.get(key, 0),
            problem=problem,
            is_far_behind=gap <= FAR_BEHIND,
        )
        for key, name, responsible, problem, light, plan, rate, gap, progress, done, days_late in zip(
            keys, full_names(rows), who, problems, lights, *numbers, *flags, strict=True
        )
    ]


def full_names(rows: DataFrame) -> list[str]:
    """「柳湾乡污水管网二期」: project names with their town in front where it is not in them already."""
    pairs = zip(texts(rows["name"]), texts(rows["town_name"]), strict=True)
    return [name if town in name else f"{town}{name}" for name, town in pairs]


def texts(column: Series) -> list[str]:
    """A column's texts, blank where nothing is said."""
    return [text_or_none(worth) or "" for worth in column.tolist()]


def _silent(found: Completeness, setting: Setting, scope: Scope) -> list[Matter]:
    """Places that said nothing, those equally long silent together."""
    told = []
    for silent, own in found.missing.groupby("silent"):
        counts = own.groupby("town", sort=False).size().sort_values(ascending=False, kind="stable")
        towns = [str(town) for town in counts.index]
        last = own["last"].dropna()
        silence = Silence(
            towns=tuple(setting.roster[town].name for town in towns),
            responsible=_in_charge(towns, setting, scope, found.periods[-1].end),
            periods=int(str(silent)),
            silent=len(own),
            asked=int(found.rows["town"].isin(towns).sum()),
            last=parse(str(last.max())).short_name if len(last) else "",
            form=setting.forms[FORM].name.removeprefix("村级"),
        )
        told.append(silent_matter(silence))
    return told


def _in_charge(towns: list[str], setting: Setting, scope: Scope, day: date) -> str:
    """「分管 常务副县长 林某、县委副书记 郑某」: the county leaders of several towns; one town is told with its government."""
    if len(towns) == 1:
        return responsible(towns[0], setting, scope, day)
    units = [unit for town in towns if (unit := setting.units.of_place(town, day)) is not None]
    leaders = list(dict.fromkeys(unit.leader for unit in units if unit.leader)) if scope.may_see_names else []
    return f"分管 {'、'.join(leaders[:3])}" if leaders else ""


def responsible(town: str, setting: Setting, scope: Scope, day: date) -> str:
    """「柳湾乡（分管 常务副县长 林某）」: the unit that answers for a town, and its county leader."""
    unit = setting.units.of_place(town, day)
    if unit is None:
        return setting.roster[town].name if town in setting.roster else ""
    name = short_unit(unit, setting)
    return f"{name}（分管 {unit.leader}）" if unit.leader and scope.may_see_names else name
