"""需要今天定的事: overdue problems and directives, projects far behind in money or work, places that do not report; most urgent first."""

from pandas import DataFrame

from data_access.database import Store
from domain.frames import text_or_none, texts
from domain.lights import LightRules
from domain.matter_kinds import (
    LateDirective,
    Silence,
    SlowProject,
    directive_matter,
    project_matter,
    silent_matter,
)
from domain.matters import Matter, most_urgent_first
from domain.periods import parse, period_containing, previous_period
from domain.permissions import Moment, Scope
from domain.setting import Setting
from services.completeness.read_completeness import Completeness, read_completeness
from services.funds.read_money import full_names, read_money
from services.known.kept import Shelf
from services.known.read_directives import directives_on
from services.known.read_setting import read_setting
from services.known.read_states import last_of_funds
from services.measures.judge_measures import last_of_judgement, read_rules
from services.overview.in_charge import in_charge
from services.overview.late_problems import NOBODY, late_problems
from services.problems.problem_words import unit_name

# A project is told once it is this far behind its own due in money: where 预警 begins (light rule pace).
FAR_BEHIND = -0.10
# How many 旬 back money is looked at: after a month everything is equally long stuck (domain/matters.py).
STEPS_BACK = 3
PAYMENT, FORM = "FND_PAY", "ENV"


def list_matters(
    store: Store, *, scope: Scope, moment: Moment, reports: Completeness | None = None
) -> tuple[Matter, ...]:
    """Every matter at the moment, most urgent first (domain/matters.py).

    reports  the 旬报's completeness where the caller has read it already
    """
    heard = reports or read_completeness(store, scope=scope, moment=moment, form=FORM)
    silent = _silent(heard, read_setting(store, moment.known_at), scope)
    return most_urgent_first(
        [
            *late_problems(store, scope=scope, moment=moment),
            *_undone(store, scope, moment),
            *_slow(store, scope, moment),
            *silent,
        ]
    )


def _slow(store: Store, scope: Scope, moment: Moment) -> tuple[Matter, ...]:
    """Slow projects, kept until a change alters the ledgers of projects and money or what they are judged by."""

    def work() -> tuple[Matter, ...]:
        _, rules = read_rules(store, moment.known_at)
        return tuple(_far_behind(store, rules, scope, moment))

    last = max(last_of_judgement(store, moment.known_at), last_of_funds(store, moment.known_at))
    return _SLOW.answer((store, scope, moment.as_of, last), work)


_SLOW: Shelf[tuple[Matter, ...]] = Shelf(32)


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


def _silent(found: Completeness, setting: Setting, scope: Scope) -> list[Matter]:
    """Places that said nothing, those equally long silent together."""
    told = []
    for silent, own in found.missing.groupby("silent"):
        counts = own.groupby("town", sort=False).size().sort_values(ascending=False, kind="stable")
        towns = [str(town) for town in counts.index]
        last = own["last"].dropna()
        silence = Silence(
            towns=tuple(setting.roster[town].name for town in towns),
            responsible=in_charge(towns, setting, scope, found.periods[-1].end),
            periods=int(str(silent)),
            silent=len(own),
            asked=int(found.rows["town"].isin(towns).sum()),
            last=parse(str(last.max())).short_name if len(last) else "",
            form=setting.forms[FORM].name.removeprefix("村级"),
        )
        told.append(silent_matter(silence))
    return told
