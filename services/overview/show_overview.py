"""Everything 总览 shows but the towns' curves: strip, headline, key figures, what to decide today, sources."""

from collections.abc import Sequence
from dataclasses import dataclass

from data_access.database import Store
from domain.baselines import LINE_NAMES
from domain.comparisons import Against, since_words
from domain.matters import Matter
from domain.permissions import Moment, Scope
from domain.wording.conclusion import Conclusion
from domain.wording.conclusions import overview_conclusion
from domain.wording.definitions import parts_words
from services.completeness.read_completeness import read_completeness
from services.completeness.strip_of import FORM, Strip, strip_from
from services.known.read_setting import read_setting
from services.measures.compare_measures import LEDGER_CADENCE
from services.measures.key_figures import CARDS, PROJECTS, RECTIFIED, KeyFigure, key_figures, overdue_feedback
from services.overview.list_matters import list_matters


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """What the page shows.

    since    what every 「较…」 compares with
    figures  the cards, in their order; empty before there is a catalogue
    matters  everything to decide, most urgent first
    foot     口径 and sources, one sentence each
    """

    strip: Strip
    conclusion: Conclusion
    since: str
    figures: tuple[KeyFigure, ...]
    matters: tuple[Matter, ...]
    foot: tuple[str, ...]


def show_overview(store: Store, *, scope: Scope, moment: Moment, against: str = Against.LAST) -> OverviewPage:
    """The page at a moment, within a scope; against: what the figures are compared with."""
    since = since_words(against, LEDGER_CADENCE)
    reports = read_completeness(store, scope=scope, moment=moment, form=FORM)
    overdue = overdue_feedback(store, scope=scope, moment=moment)
    figures = key_figures(store, scope=scope, moment=moment, overdue=overdue, against=against)
    conclusion = overview_conclusion(
        [figure.standing for figure in figures],
        late=overdue.count,
        late_over_7=overdue.over_week,
        news=_news(figures) if against == Against.LAST else [],
        since=since,
    )
    baseline = next((figure.baseline for figure in figures if figure.baseline), LINE_NAMES["node"])
    return OverviewPage(
        strip=strip_from(store, reports, moment=moment, baseline=baseline),
        conclusion=conclusion,
        since=since,
        figures=figures,
        matters=list_matters(store, scope=scope, moment=moment, reports=reports),
        foot=_foot(store, moment),
    )


def _news(figures: Sequence[KeyFigure]) -> list[str]:
    """「完工1个项目」, 「销号1个问题」: how many more than one 旬 ago, where the base allows to say so."""
    words = {PROJECTS: "完工{}个项目", RECTIFIED: "销号{}个问题"}
    said = []
    for figure in figures:
        more = figure.more
        if figure.code in words and more > 0:
            said.append(words[figure.code].format(round(more)))
    return said


def _foot(store: Store, moment: Moment) -> tuple[str, ...]:
    """How each card's measure is counted, and who keeps its ledger."""
    setting = read_setting(store, moment.known_at)
    known = [found for code in CARDS if (found := setting.catalogue.version(code, moment.as_of)) is not None]
    owners = dict.fromkeys(indicator.unit_owner for indicator in known if indicator.unit_owner)
    parts = "；".join(f"{indicator.name}＝{parts_words(indicator)}" for indicator in known)
    return (
        f"来源：{'、'.join(owners)}。" if owners else "",
        f"口径：{parts}；各级的率由分子、分母相加后再算，不取平均。" if parts else "",
        "排序：差距 × 分量 × 已拖天数（30 天封顶）。",
    )
