"""Everything 项目完成 shows: the funnel, plan against actual, who is off pace, what is behind and why, contradictions."""

from dataclasses import dataclass, replace

from pandas import DataFrame, Series

from charts.quantity import Quantity
from data_access.database import Store
from domain.measures.project_course import Stage, done_steps, planned_steps, stages
from domain.measures.projects import is_industry, is_linked
from domain.permissions import Moment, Scope
from domain.places import TOWN
from domain.project_checks import CHECK_WORDS, contradictions
from domain.records import Indicator
from domain.setting import Setting
from domain.wording.conclusion import Conclusion
from domain.wording.conclusions import Named, projects_conclusion
from domain.wording.definitions import light_words, nodes_words
from domain.wording.numbers import decimals_of
from services.follow_measures import follow_measures, subject_name
from services.judge_measures import read_rules
from services.key_figures import KeyFigure, derived_now, figure_of, widest_place
from services.list_matters import full_names
from services.pace_of_work import PLAN_NAME, WorkPace, behind_plan, done_by_group
from services.read_ledgers import read_ledgers
from services.read_money import read_money
from services.read_setting import read_setting
from services.strip_of import Strip, strip_of

DONE = "PRJ_DONE"
# The cards below the funnel: the unit of their parts.
CARDS = {"PRJ_INV": "万元", "PRJ_ACPT": "个", "PRJ_LATE": "", "PRJ_RESV": "万元", "PRJ_LINK": "个"}
EVERYWHERE = "all"
SINCE = "上旬"
MOST_NAMED = 2


@dataclass(frozen=True, slots=True)
class ProjectsPage:
    """What the page shows.

    subject, name  the place looked at
    funnel    登记 → 报账
    planned, done  cumulative counts for the curves; done is empty while no progress row is known
    counted   how a count is written; rate how a completion rate is
    towns, types  point frames: done share against the share whose planned end has come; worst last known
    figures   cards: investment, acceptance, overdue, reserve, 联农带农
    behind    project, name, light, word, sentence, stage, progress, plan_end, problem, who; most overdue first
    checks    rule words, projects, amount, days: what contradicts itself in the ledger
    """

    strip: Strip
    conclusion: Conclusion
    subject: str
    name: str
    since: str
    funnel: tuple[Stage, ...]
    planned: DataFrame
    done: DataFrame
    counted: Quantity
    rate: Quantity
    towns: DataFrame
    types: DataFrame
    figures: tuple[KeyFigure, ...]
    behind: DataFrame
    checks: DataFrame
    foot: tuple[str, ...]


def places_of_projects(store: Store, *, scope: Scope, moment: Moment) -> dict[str, str]:
    """What the control offers: 全县 and the towns the scope may see."""
    roster = read_setting(store, moment.known_at).roster
    towns = [
        t for t in roster.valid_on(moment.as_of, TOWN) if scope.places is None or t.place in scope.places
    ]
    return {EVERYWHERE: "全县"} | {town.place: town.name for town in towns}


def show_projects(store: Store, *, scope: Scope, moment: Moment, place: str) -> ProjectsPage | None:
    """The page at a moment, within a scope; None without the completion rate in the catalogue.

    place  a key of `places_of_projects`
    """
    setting = read_setting(store, moment.known_at)
    _, rules = read_rules(store, moment.known_at)
    indicator = setting.catalogue.version(DONE, moment.as_of)
    if indicator is None:
        return None
    subject = widest_place(setting, scope, moment.as_of) if place == EVERYWHERE else place
    within = scope if place == EVERYWHERE else replace(scope, places=frozenset({place}))
    plan = read_money(store, scope=within, moment=moment, code="FND_PAY")
    figures = _figures(store, scope, moment, subject, setting)
    pace = WorkPace(indicator, rules, moment)
    behind = behind_plan(plan, pace)
    done = figures[0]
    return ProjectsPage(
        strip=strip_of(store, scope=scope, moment=moment, baseline=done.baseline),
        conclusion=_conclusion(done, plan, subject if place != EVERYWHERE else "", setting),
        subject=subject,
        name=subject_name(subject, setting),
        since=SINCE,
        funnel=stages(plan, settled_known=_settled_known(store, moment)),
        planned=planned_steps(plan, year=moment.as_of.year),
        done=done_steps(plan, as_of=moment.as_of) if plan["known"].any() else DataFrame(),
        counted=Quantity("项目", "个", "", 0),
        rate=Quantity("完工率", "%", "个", decimals_of(indicator)),
        towns=done_by_group(plan, "town", pace, _town_names(plan)),
        types=done_by_group(plan, "type", pace, {}),
        figures=tuple(_told(figure, plan) for figure in figures[1:]),
        behind=behind,
        checks=_checks(plan, moment),
        foot=_foot(store, indicator, subject, moment),
    )


def _figures(
    store: Store, scope: Scope, moment: Moment, subject: str, setting: Setting
) -> tuple[KeyFigure, ...]:
    """The completion rate first, then the cards."""
    codes = (DONE, *CARDS)
    rows = follow_measures(store, scope=scope, moment=moment, codes=codes, count=2, cadence="xun")
    own = rows[(rows["subject"] == subject).to_numpy()]
    told = []
    for code in codes:
        version = setting.catalogue.version(code, moment.as_of)
        if version is not None:
            history = own[(own["indicator"] == code).to_numpy()]
            now = derived_now(history, version, setting, moment)
            words = (version.name.removesuffix("率"), CARDS.get(code, "个"), "个项目")
            told.append(replace(figure_of(version, now, history, subject, words), history=()))
    return tuple(told)


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


def _town_names(plan: DataFrame) -> dict[str, str]:
    return dict(zip(plan["town"], plan["town_name"], strict=True))


def _conclusion(done: KeyFigure, plan: DataFrame, place: str, setting: Setting) -> Conclusion:
    late = plan[plan["late"].to_numpy(dtype=bool)].sort_values("days_late", ascending=False, kind="stable")
    longest = Named(full_names(late)[0], float(late["days_late"].iloc[0])) if len(late) else None
    name = f"{subject_name(place, setting)}项目完工率" if place else "项目完工率"
    return projects_conclusion(
        replace(done.standing, name=name),
        late=len(late),
        longest=longest,
        accepted=int(plan["accepted"].sum()),
        since=SINCE,
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
