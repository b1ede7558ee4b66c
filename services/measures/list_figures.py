"""The figures of one indicator with names, verdicts and completeness: what `manage.py figures` answers."""

from pandas import DataFrame, Series, concat

from data_access.database import Store
from domain.measure_frame import PLACE, UNIT
from domain.permissions import Moment, Scope
from domain.refusals import Refusal
from domain.setting import Setting
from services.known.read_setting import read_setting
from services.measures.judge_measures import judge
from services.measures.read_measures import read_measures, read_trend

FIGURE_COLUMNS = (
    "indicator", "subject_kind", "subject", "code", "name", "town", "period", "numerator", "denominator", "value",
    "reported", "expected", "status", "light",
)  # fmt: skip
HISTORY = 12


def list_figures(store: Store, *, scope: Scope, moment: Moment, indicator: str, level: str) -> DataFrame:
    """FIGURE_COLUMNS of one indicator at one level, in the order of administrative division."""
    setting = known_indicator(store, moment, indicator)
    found = read_measures(store, scope=scope, moment=moment, codes=(indicator,))
    return _named(judge(store, found, moment=moment), setting, level)


def list_figure_history(
    store: Store, *, scope: Scope, moment: Moment, indicator: str, level: str
) -> DataFrame:
    """FIGURE_COLUMNS of the last periods of an indicator, oldest first; each judged on its own last day."""
    setting = known_indicator(store, moment, indicator)
    version = setting.catalogue.versions[indicator][-1]
    form = setting.forms.get(version.form)
    cadence = form.cadence if form and form.cadence != "any" else "xun"
    found = read_trend(store, scope=scope, moment=moment, code=indicator, count=HISTORY, cadence=cadence)
    parts = []
    for period, own in found.groupby("period", sort=False):
        end = min(setting.period(str(period)).end, moment.as_of)
        parts.append(_named(judge(store, own, moment=Moment(end, moment.known_at)), setting, level))
    if not parts:
        return _named(judge(store, found, moment=moment), setting, level)
    return concat(parts, ignore_index=True)


def known_indicator(store: Store, moment: Moment, indicator: str) -> Setting:
    """The setting, refused when the catalogue has no such code."""
    setting = read_setting(store, moment.known_at)
    if indicator not in setting.catalogue.versions:
        raise Refusal(f"指标目录里没有“{indicator}”。代码见“指标口径”页。", code="unknown_indicator")
    return setting


def _named(judged: DataFrame, setting: Setting, level: str) -> DataFrame:
    """Rows of one level, with official code, name and town."""
    rows = []
    for at, (kind, subject) in enumerate(zip(judged["subject_kind"], judged["subject"], strict=True)):
        described = _described(str(kind), str(subject), setting)
        if described is not None and described[0] == level:
            rows.append((at, *described[1:]))
    kept = judged.iloc[[row[0] for row in rows]].reset_index(drop=True)
    kept = kept.assign(
        code=Series([row[1] for row in rows], dtype="str"),
        name=Series([row[2] for row in rows], dtype="str"),
        town=Series([row[3] for row in rows], dtype="str"),
    )
    return kept[list(FIGURE_COLUMNS)]


def _described(kind: str, subject: str, setting: Setting) -> tuple[str, str | None, str, str | None] | None:
    """level, code, name, town of a subject; 跨区域 stands among the towns."""
    if kind == UNIT:
        node = setting.units.nodes.get(subject)
        return ("unit", None, node.name, None) if node else None
    if kind == PLACE and subject in setting.roster:
        place = setting.roster[subject]
        town = setting.roster.town_of(subject)
        return place.level, place.code, place.name, setting.roster[town].name if town else None
    return ("town", None, "跨区域", None)
