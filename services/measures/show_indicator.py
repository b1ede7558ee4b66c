"""Any one indicator of the catalogue: how it stands, how it came there, which towns, villages or units lag."""

from dataclasses import dataclass, replace
from math import nan

from pandas import DataFrame, concat

from charts.peers import Band, peer_band
from charts.quantity import Quantity
from data_access.database import Store
from domain.comparisons import Against, since_words
from domain.indicators import Break
from domain.measure_frame import PLACE, UNIT, Status
from domain.periods import parse
from domain.permissions import EVERY_PLACE, Moment, Scope
from domain.places import TOWN, VILLAGE
from domain.records import Indicator
from domain.setting import Setting
from domain.wording.comparison import uncompared_words
from domain.wording.conclusion import Conclusion
from domain.wording.conclusions import Named, indicator_conclusion
from domain.wording.numbers import decimals_of, shown_unit
from services.accounts.rows_in_scope import require_place
from services.completeness.strip_of import FORM, Strip, strip_of
from services.county.show_catalogue import indicator_rows
from services.known.read_setting import read_setting
from services.measures.compare_measures import earlier_measures, restarts
from services.measures.compare_towns import CADENCES, followed_towns
from services.measures.follow_subjects import Asked, Course, follow_units, follow_village
from services.measures.judge_measures import judge, read_rules
from services.measures.key_figures import widest_place
from services.measures.mark_revisions import revised_told
from services.measures.read_measures import read_measures
from services.measures.show_group import line_of, of_units, row_of

PERIODS = {"day": 12, "week": 12, "xun": 12, "month": 12, "quarter": 8, "half": 6, "year": 5, "round": 8}
ROWS = (
    "subject", "name", "town", "period", "value", "numerator", "denominator", "baseline", "gap", "status", "light",
    "sentence", "previous", "hidden", "revised",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class IndicatorPage:
    """What the page shows; frames without rows where the indicator has none at that level.

    since       what `previous` is called; uncompared why the headline tells no change, in words, blank where it does
    whole       name of the place whose towns and villages are listed; whose: of the one whose line is drawn, and
                alone its key where it is a village or a unit; by_units: units report it
    series      point frame of the one chosen, oldest first; bands of its peers (peer_name): the other towns of a town,
                the villages of its kind of a village, the other units of a unit
    restarts    a running total that begins anew each January
    line        the baseline's name, blank without one
    towns, villages, units   ROWS, worst first; previous: the value compared with, NaN where nothing is
                hidden: a small count this scope may not see; revised: 「首报 …，第 43 号变更更正为 …」, blank otherwise
    corrected   of the line drawn, one sentence per period in which numbers were corrected since
    facts       title → text: 口径, 怎么算, 灯, 报表, 依据
    """

    code: str
    quantity: Quantity
    direction: str
    strip: Strip
    conclusion: Conclusion
    since: str
    uncompared: str
    whole: str
    whose: str
    alone: str
    by_units: bool
    cadence: str
    series: DataFrame
    bands: tuple[Band, ...]
    peer_name: str
    breaks: tuple[Break, ...]
    restarts: bool
    line: str
    towns: DataFrame
    villages: DataFrame
    units: DataFrame
    facts: dict[str, str]
    corrected: tuple[str, ...] = ()


def offered_indicators(store: Store, *, scope: Scope, moment: Moment) -> dict[str, str]:
    """Code → 「方面 · 名称」 of every indicator defined on the day, in the catalogue's order; no two words alike."""
    known = read_setting(store, moment.known_at).catalogue.valid_on(moment.as_of)
    words = [f"{one.aspect} · {one.name}" for one in known]
    return {
        one.code: said if words.count(said) == 1 else f"{said}（{one.code}）"
        for one, said in zip(known, words, strict=True)
    }


def towns_offered(store: Store, *, scope: Scope, moment: Moment) -> dict[str, str]:
    """Place key → name: the whole within the scope first, then its towns."""
    setting = read_setting(store, moment.known_at)
    whole = widest_place(setting, scope, moment.as_of)
    towns = [
        town.place
        for town in setting.roster.valid_on(moment.as_of, TOWN)
        if scope.places is None or town.place in scope.places
    ]
    return {place: setting.roster[place].name for place in dict.fromkeys([whole, *towns]) if place}


def show_indicator(
    store: Store,
    *,
    scope: Scope,
    moment: Moment,
    code: str,
    place: str,
    alone: str = "",
    against: str = Against.LAST,
) -> IndicatorPage | None:
    """The page at a moment, within a scope; None for a code the catalogue does not know on the day.

    place    whose line is drawn and whose villages are listed: the county or a town
    alone    the village or unit whose line is drawn instead (`subjects_offered`), blank for none
    against  what every number is compared with (domain.comparisons.Against)
    """
    setting = read_setting(store, moment.known_at)
    one = setting.catalogue.version(code, moment.as_of)
    if one is None:
        return None
    found = read_measures(store, scope=scope, moment=moment, codes=(code,))
    whole = widest_place(setting, scope, moment.as_of)
    subject = place or whole
    require_place(scope, subject)
    judged = judge(store, _with_units(found, one, whole), moment=moment)
    cadence = _cadence(one, setting)
    since = since_words(against, cadence)
    course = _course(store, one, subject, alone, scope=scope, moment=moment, cadence=cadence, whole=whole)
    series = course.series
    judged = judged.assign(baseline=judged["baseline"].fillna(line_of(one)))
    own = (judged["subject_kind"] == PLACE) & (judged["subject"] == whole)
    everybody = read_measures(store, scope=EVERY_PLACE, moment=moment, codes=(code,))
    side = earlier_measures(store, everybody, moment=moment, against=against, scope=scope).get(code)
    judged = judged.assign(previous=[side.of(key) if side else nan for key in judged["subject"]])
    keys = list(zip(judged["subject"].tolist(), judged["period"].tolist(), strict=True))
    shown = {*keys, *((alone or subject, str(period)) for period in series["period"])}
    revised = revised_told(store, setting, one, scope=scope, moment=moment, shown=shown)
    judged = judged.assign(revised=[revised.get(key, "") for key in keys])
    figure = row_of(one, judged[own.to_numpy()], setting, whole, moment, side).figure
    towns = _rows(judged, setting, moment, one, TOWN)
    villages = _rows(judged, setting, moment, one, VILLAGE)
    if subject != whole:
        villages = villages[(villages["town"] == _name(setting, subject)).to_numpy()]
    return IndicatorPage(
        code=code,
        quantity=Quantity(one.name, shown_unit(one), "", decimals_of(one)),
        direction=one.direction,
        strip=strip_of(store, scope=scope, moment=moment, form=one.form or FORM, baseline=figure.baseline),
        conclusion=indicator_conclusion(figure.standing, _worst(towns), since=figure.since or since),
        since=figure.since or since,
        uncompared=""
        if figure.now.missing
        else uncompared_words(figure.uncompared, since=figure.since or since),
        whole=_name(setting, subject),
        whose=_name(setting, alone or subject),
        alone=alone,
        by_units=one.report_level == UNIT,
        cadence=cadence,
        series=series,
        bands=course.bands,
        peer_name=course.peer_name,
        breaks=setting.catalogue.breaks(code),
        restarts=one.kind == "cumulative" and restarts(one),
        line=figure.baseline,
        towns=towns,
        villages=villages.reset_index(drop=True),
        units=_unit_rows(judged, setting, one),
        facts=_facts(store, setting, one, moment),
        corrected=tuple(
            f"{parse(str(period)).short_name}{revised[alone or subject, str(period)]}"
            for period in series["period"]
            if (alone or subject, str(period)) in revised
        ),
    )


def _course(
    store: Store,
    one: Indicator,
    subject: str,
    alone: str,
    *,
    scope: Scope,
    moment: Moment,
    cadence: str,
    whole: str,
) -> Course:
    """The line of whoever is chosen, held against the indicator's own threshold where no other line is declared."""
    setting = read_setting(store, moment.known_at)
    asked = Asked(one, scope, moment, cadence, PERIODS[cadence])
    if one.report_level == UNIT:
        found = follow_units(store, asked, whole, alone)
    elif alone:
        require_place(scope, alone)
        found = follow_village(store, asked, alone)
    else:
        rows = followed_towns(store, scope, moment, one, cadence, PERIODS[cadence])
        mine = (rows["subject"] == subject).to_numpy()
        others = rows[rows["subject"].isin(_towns(setting, moment)).to_numpy() & ~mine]
        bands = tuple(peer_band(others)) if subject != whole and len(others) else ()
        found = Course(rows[mine].reset_index(drop=True), bands, "各镇")
    line = found.series["baseline"].fillna(line_of(one)) if len(found.series) else nan
    return replace(found, series=found.series.assign(baseline=line))


def _with_units(found: DataFrame, one: Indicator, whole: str) -> DataFrame:
    told = of_units(found, [one], whole)
    return concat([found, told], ignore_index=True) if len(told) else found


def _cadence(one: Indicator, setting: Setting) -> str:
    form = setting.forms.get(one.form)
    cadence = form.cadence if form else ""
    return CADENCES.get(cadence, cadence)


def _towns(setting: Setting, moment: Moment) -> list[str]:
    return [town.place for town in setting.roster.valid_on(moment.as_of, TOWN)]


def _name(setting: Setting, key: str) -> str:
    if key in setting.units:
        return setting.units[key].name
    return setting.roster[key].name if key in setting.roster else key


def _rows(judged: DataFrame, setting: Setting, moment: Moment, one: Indicator, level: str) -> DataFrame:
    """ROWS of the places of a level, worst first, those without a number last."""
    places = setting.roster.ancestry(moment.as_of)[["place", "name", "level", "town"]]
    own = judged[(judged["subject_kind"] == PLACE).to_numpy()].drop_duplicates("subject")
    rows = places[(places["level"] == level).to_numpy()].merge(own, left_on="place", right_on="subject")
    names = [_name(setting, str(town)) if isinstance(town, str) else "" for town in rows["town"]]
    return _in_order(rows.assign(town=names), one)


def _unit_rows(judged: DataFrame, setting: Setting, one: Indicator) -> DataFrame:
    own = judged[(judged["subject_kind"] == UNIT).to_numpy()]
    names = [setting.units[key].name if key in setting.units else key for key in own["subject"]]
    return _in_order(own.assign(name=names, town=""), one)


def _in_order(rows: DataFrame, one: Indicator) -> DataFrame:
    shown = rows.assign(hidden=(rows["status"] == Status.HIDDEN).to_numpy())
    sign = {"up": 1.0, "down": -1.0}.get(one.direction, 0.0)
    order = (shown["value"] * sign).sort_values(kind="stable", na_position="last").index
    return shown.loc[order, list(ROWS)].reset_index(drop=True)


def _worst(towns: DataFrame) -> Named | None:
    known = towns[(towns["status"] == Status.REPORTED).to_numpy() & towns["value"].notna().to_numpy()]
    if known.empty:
        return None
    first = known.iloc[0]
    return Named(str(first["name"]), float(first["value"]))


def _facts(store: Store, setting: Setting, one: Indicator, moment: Moment) -> dict[str, str]:
    lines, rules = read_rules(store, moment.known_at)
    row = indicator_rows(setting, lines, rules, moment.as_of, [one.code]).iloc[0]
    said = {
        "口径": row["definition"],
        "怎么算": f"{row['parts']}；{row['counting']}",
        "灯和基准": "；".join(text for text in (row["light"], row["nodes"]) if text),
        "报表": "，".join(text for text in (row["form"], row["due"]) if text),
        "来源": row["reporter"],
        "依据": row["source"],
        "口径变更": row["note"],
    }
    return {title: text for title, text in said.items() if text}
