"""Everything 项目完成 shows of the chosen projects: the funnel, plan against actual, who is off pace and why."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from pandas import DataFrame, Series

from charts.quantity import Quantity
from data_access.database import Store
from domain.comparisons import Against, since_words
from domain.frames import rows_where
from domain.likely_end import likely_ends
from domain.measures.project_course import Stage, done_steps, planned_steps, stages
from domain.measures.projects import is_industry, is_linked
from domain.permissions import Moment, Scope
from domain.project_checks import CHECK_WORDS, contradictions
from domain.records import Indicator
from domain.setting import Setting
from domain.wording.conclusion import Conclusion
from domain.wording.conclusions import Named, projects_conclusion
from domain.wording.definitions import light_words, nodes_words
from domain.wording.numbers import decimals_of
from domain.wording.slips import slip_words
from domain.wording.standing import Standing
from services.accounts.rows_in_scope import require_place
from services.funds.read_money import full_names, read_money, short_unit
from services.known.kept import Shelf
from services.known.read_ledgers import read_ledgers
from services.known.read_setting import read_setting
from services.known.read_states import last_of_work
from services.measures.compare_measures import LEDGER_CADENCE, running_side
from services.measures.follow_measures import subject_name
from services.measures.judge_measures import read_rules
from services.measures.key_figures import KeyFigure, derived_now, figure_of, widest_place
from services.projects.pace_of_work import PLAN_NAME, WorkPace, behind_plan, done_by_group
from services.projects.plan_versions import VERSION_COLUMNS, plan_versions
from services.projects.project_choice import EVERYWHERE, Choice, offered_towns, require_unit
from services.projects.project_lists import list_projects, list_unlinked, reserve_by_town
from services.projects.projects_measured import projects_measured

DONE = "PRJ_DONE"
# The cards below the funnel: the unit of their parts.
CARDS = {"PRJ_INV": "万元", "PRJ_ACPT": "个", "PRJ_LATE": "", "PRJ_RESV": "万元", "PRJ_LINK": "个"}
MOST_NAMED = 2


@dataclass(frozen=True, slots=True)
class ProjectsPage:
    """What the page shows of the chosen projects.

    standing  the completion rate of the headline; late: projects past their planned end
    silent    registered projects without any progress ledger
    subject, name  the place looked at
    funnel    登记 → 报账
    planned, done  cumulative counts for the curves; done is empty while no progress row is known
    counted   how a count is written; rate how a completion rate is
    groups    town, type and unit → point frame: done share against the share whose planned end has come
    figures   cards: investment, acceptance, overdue, reserve, 联农带农
    behind    project, name, light, word, sentence, stage, progress, plan_end, likely, slip, problem, who; most overdue
              first. likely is the day its own pace leads to (None unknown), slip how its planned end was moved (blank)
    checks    rule words, projects, amount, days: what contradicts itself in the ledger
    listed    every chosen project (services/projects/project_lists.py); reserve by town; unlinked: industry projects without a
              mechanism
    """

    conclusion: Conclusion
    standing: Standing
    late: int
    silent: int
    subject: str
    name: str
    since: str
    funnel: tuple[Stage, ...]
    planned: DataFrame
    done: DataFrame
    counted: Quantity
    rate: Quantity
    groups: dict[str, DataFrame]
    figures: tuple[KeyFigure, ...]
    behind: DataFrame
    checks: DataFrame
    listed: DataFrame
    reserve: DataFrame
    unlinked: DataFrame
    foot: tuple[str, ...]


def show_projects(
    store: Store,
    *,
    scope: Scope,
    moment: Moment,
    place: str = EVERYWHERE,
    kind: str = EVERYWHERE,
    unit: str = EVERYWHERE,
    against: str = Against.LAST,
) -> ProjectsPage | None:
    """The page at a moment, within a scope; None without the completion rate in the catalogue.

    place, kind, unit  codes of `choices_of_projects`; against: what the rates are compared with
    Kept until a change alters what pages of work and money are made of
    """
    key = (store, last_of_work(store, moment.known_at), scope, moment.as_of, place, kind, unit, against)
    return _PAGES.answer(key, lambda: _page(store, scope, moment, place, kind, unit, against))


_PAGES: Shelf[ProjectsPage | None] = Shelf(32)


def _page(
    store: Store, scope: Scope, moment: Moment, place: str, kind: str, unit: str, against: str
) -> ProjectsPage | None:
    setting = read_setting(store, moment.known_at)
    _, rules = read_rules(store, moment.known_at)
    indicator = setting.catalogue.version(DONE, moment.as_of)
    if indicator is None:
        return None
    choice = Choice(place, kind, unit).within(scope)
    subject = widest_place(setting, scope, moment.as_of) if place == EVERYWHERE else place
    require_place(scope, subject)
    require_unit(store, unit, scope=scope, moment=moment)
    plan = choice.of(read_money(store, scope=scope, moment=moment, code="FND_PAY"))
    rows = projects_measured(store, scope=scope, moment=moment, codes=(DONE, *CARDS), choice=choice)
    then = _other_days(store, scope, moment, choice)
    figures = _figures(store, rows, then, moment, subject, setting, choice, against)
    pace = WorkPace(indicator, rules, moment)
    done = figures[0]
    names = {"town": "town_name", "type": "type", "unit": "unit_name"}
    return ProjectsPage(
        conclusion=_conclusion(done, plan, _called(choice, setting), since_words(against, LEDGER_CADENCE)),
        standing=done.standing,
        late=int(plan["late"].sum()),
        silent=int((~plan["known"].astype(bool)).sum()),
        subject=subject if choice.is_of_places_only else "",
        name=_called(choice, setting) or subject_name(subject, setting),
        since=since_words(against, LEDGER_CADENCE),
        funnel=stages(plan, settled_known=_settled_known(store, moment)),
        planned=planned_steps(plan, year=moment.as_of.year),
        done=done_steps(plan, as_of=moment.as_of) if plan["known"].any() else DataFrame(),
        counted=Quantity("项目", "个", "", 0),
        rate=Quantity("完工率", "%", "个", decimals_of(indicator)),
        groups={
            column: done_by_group(plan, column, pace, dict(zip(plan[column], plan[name], strict=True)))
            for column, name in names.items()
        },
        figures=tuple(_told(figure, plan) for figure in figures[1:]),
        behind=_slipped(behind_plan(plan, pace), plan, store, moment),
        checks=_checks(plan, moment),
        listed=list_projects(plan, rules=rules, day=moment.as_of),
        reserve=reserve_by_town(rows, offered_towns(setting, scope, moment.as_of), indicator_code="PRJ_RESV"),
        unlinked=list_unlinked(plan),
        foot=_foot(store, indicator, subject, moment),
    )


def _slipped(behind: DataFrame, plan: DataFrame, store: Store, moment: Moment) -> DataFrame:
    """With where its own pace leads, and how far its planned end was moved by later ledgers."""
    likely = dict(zip(plan["project"], likely_ends(plan), strict=True))
    versions = plan_versions(store, moment.known_at)
    rows = zip(*(versions[name].tolist() for name in VERSION_COLUMNS), strict=True)
    moved = {project: slip_words(first, before, now) for project, first, before, now in rows}
    return behind.assign(
        likely=Series([likely[project] for project in behind["project"]], index=behind.index, dtype=object),
        slip=Series(
            [moved.get(project, "") for project in behind["project"]], index=behind.index, dtype="str"
        ),
    )


def _called(choice: Choice, setting: Setting) -> str:
    """「柳湾乡住建局产业发展」: what was chosen, blank for everything."""
    unit = setting.units.nodes.get(choice.unit)
    parts = (
        subject_name(choice.place, setting) if choice.place != EVERYWHERE else "",
        short_unit(unit, setting) if unit else "",
        choice.kind if choice.kind != EVERYWHERE else "",
    )
    return "".join(parts)


def _other_days(store: Store, scope: Scope, moment: Moment, choice: Choice) -> Callable[[date], DataFrame]:
    """Reads the same projects' measures on another day, once for all cards."""

    @lru_cache(maxsize=4)
    def read(day: date) -> DataFrame:
        then = Moment(day, moment.known_at)
        return projects_measured(store, scope=scope, moment=then, codes=(DONE, *CARDS), choice=choice)

    return read


def _figures(
    store: Store, rows: DataFrame, then: Callable[[date], DataFrame], moment: Moment, subject: str, setting: Setting,
    choice: Choice, against: str,
) -> tuple[KeyFigure, ...]:  # fmt: skip
    """The completion rate first, then the cards; those of a choice within a place have no row to be traced to."""
    told = []
    for code in (DONE, *CARDS):
        version = setting.catalogue.version(code, moment.as_of)
        if version is not None:
            history = _of(rows, subject, code)
            side = running_side(store, version, moment=moment, against=against)
            earlier = history[:0]
            if side.day is not None:
                earlier = rows_where(history, (day == side.day for day in history["day"]))
                earlier = earlier if len(earlier) else _of(then(side.day), subject, code)
            words = (version.name.removesuffix("率"), CARDS.get(code, "个"), "个项目")
            now = derived_now(history, earlier, side)
            card = replace(figure_of(version, now, history, subject, words), history=())
            told.append(card if choice.is_of_places_only else replace(card, trace=("", ())))
    return tuple(told)


def _of(rows: DataFrame, subject: str, code: str) -> DataFrame:
    return rows[((rows["subject"] == subject) & (rows["indicator"] == code)).to_numpy()]


def _told(figure: KeyFigure, plan: DataFrame) -> KeyFigure:
    """How long the longest is overdue; which industry projects lack a 联农带农 mechanism."""
    longest = int(plan["days_late"].max()) if len(plan) and plan["late"].any() else 0
    if figure.code == "PRJ_LATE" and longest:
        return replace(figure, gap=f"最长 {longest} 天", gap_bad=figure.now.light == "bad")
    if figure.code == "PRJ_LINK":
        lacking = plan[(is_industry(plan) & ~is_linked(plan)).to_numpy(dtype=bool)]
        names = full_names(lacking)
        more = f"等 {len(names)} 个" if len(names) > MOST_NAMED else ""
        said = f"没有机制：{'、'.join(names[:MOST_NAMED])}{more}" if names else figure.reported
        return replace(figure, reported=said)
    return figure


def _conclusion(done: KeyFigure, plan: DataFrame, called: str, since: str) -> Conclusion:
    late = plan[plan["late"].to_numpy(dtype=bool)].sort_values("days_late", ascending=False, kind="stable")
    longest = Named(full_names(late)[0], float(late["days_late"].iloc[0])) if len(late) else None
    return projects_conclusion(
        replace(done.standing, name=f"{called}项目完工率"),
        late=len(late),
        longest=longest,
        accepted=int(plan["accepted"].sum()),
        since=since,
    )


def _settled_known(store: Store, moment: Moment) -> bool:
    """Whether any progress row up to the day says anything of 报账: without it nothing is known, not zero."""
    statuses = read_ledgers(store, moment.known_at).statuses
    if statuses.empty:
        return False
    seen = statuses[(statuses["day"] <= moment.as_of).to_numpy(dtype=bool)]
    return bool(seen["reimbursed"].notna().any() or (seen["stage"] == "settled").any())


def _checks(plan: DataFrame, moment: Moment) -> DataFrame:
    """words, projects (number and name of each), amount, days: one row per rule and project."""
    found = contradictions(plan, as_of=moment.as_of)
    names = dict(zip(plan["project"], full_names(plan), strict=True))
    return found.assign(
        words=Series([CHECK_WORDS[rule] for rule in found["rule"]], dtype="str"),
        name=Series([names[project] for project in found["project"]], dtype="str"),
    )


def _foot(store: Store, indicator: Indicator, subject: str, moment: Moment) -> tuple[str, ...]:
    lines, rules = read_rules(store, moment.known_at)
    declared = lines.line(indicator, subject, indicator.baseline)
    nodes = [node for node in declared if node.day.year == moment.as_of.year]
    return (
        f"口径：{indicator.definition}",
        f"{PLAN_NAME}＝计划完工日不晚于截至日的项目。",
        f"{nodes_words(indicator, indicator.baseline, nodes)}，节点间按日内插。" if nodes else "",
        f"灯：{light_words(indicator, rules.of(indicator, moment.as_of))}。",
        "储备项目和已取消项目不计。来源：农业农村局项目进度台账。",
    )
