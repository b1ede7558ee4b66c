"""Everything the 人居环境 page shows: three rates against their targets, what moved them, villages week by week."""

from dataclasses import dataclass
from math import nan

from pandas import DataFrame

from charts.aligned_texts import DotPanel
from data_access.database import Store
from domain.comparisons import AGAINST_WORDS, Against
from domain.permissions import Moment, Scope
from domain.places import COUNTY, TOWN, VILLAGE, Roster
from domain.setting import Setting
from domain.wording.comparison import uncompared_words
from domain.wording.conclusion import Conclusion
from domain.wording.definitions import parts_words
from domain.wording.numbers import percent
from domain.wording.rate_changes import base_only_words, change_words, joined_words
from domain.wording.sanitation import RateTold, TownRate, sanitation_conclusion
from services.completeness.strip_of import Strip, strip_of
from services.known.read_setting import read_setting
from services.measures.compare_rates import RateNow, compare_rates
from services.measures.key_figures import widest_place
from services.measures.read_measures import read_measures
from services.sanitation.base_changes import base_changes
from services.sanitation.score_weeks import ScoreWeeks, score_weeks

CODES = {"TOI_COV": "厕所", "SEW_RATE": "污水", "GAR_RATE": "垃圾"}


@dataclass(frozen=True, slots=True)
class SanitationPage:
    """What the page shows; empty tuples and frames before the first report.

    told     what the headline is told of each rate; lacking: villages that did not report, of those expected
    since    the period compared with: 「上旬」; uncompared: why nothing is compared, blank where something is
    panels   one per rate: its towns in 区划顺序
    rates    the same rates with every place, for the villages of a town
    towns    town key → name, those the scope may see
    notes    sentences on what moved the county's rates: 做得多, 算得少
    warned   villages whose rate rose only by a smaller base, one sentence; blank without any
    bases    CHANGE_COLUMNS of `base_changes`
    covered  「近 30 天督查覆盖 103 / 120 村（85.8%）」, blank where nobody inspects
    foot     口径 and sources
    """

    strip: Strip
    conclusion: Conclusion
    told: tuple[RateTold, ...]
    lacking: int
    expected: int
    since: str
    uncompared: str
    panels: tuple[DotPanel, ...]
    rates: tuple[RateNow, ...]
    towns: dict[str, str]
    weeks: ScoreWeeks
    notes: tuple[str, ...]
    warned: str
    bases: DataFrame
    covered: str
    foot: tuple[str, ...]


def show_sanitation(
    store: Store, *, scope: Scope, moment: Moment, against: str = Against.LAST
) -> SanitationPage:
    """The page at a moment, within a scope; against: what the rates are compared with."""
    setting = read_setting(store, moment.known_at)
    rates = compare_rates(store, scope=scope, moment=moment, codes=tuple(CODES), against=against)
    spoken = tuple(rate for rate in rates if rate.period is not None)
    since = next((rate.since_words for rate in spoken), AGAINST_WORDS[Against(against)])
    toilets = next((rate for rate in spoken if rate.code == "TOI_COV"), None)
    asked = toilets.at(VILLAGE) if toilets else DataFrame({"reported": [], "expected": []})
    told = tuple(_told(rate) for rate in spoken)
    expected = int(asked["expected"].sum())
    lacking = expected - int(asked["reported"].sum())
    return SanitationPage(
        strip=strip_of(store, scope=scope, moment=moment, baseline=_baseline(spoken)),
        conclusion=sanitation_conclusion(told, lacking=lacking, expected=expected, since=since),
        told=told,
        lacking=lacking,
        expected=expected,
        since=since,
        uncompared=uncompared_words(next((rate.why for rate in spoken), ""), since=since),
        panels=tuple(_panel(rate) for rate in spoken if len(rate.at(TOWN))),
        rates=spoken,
        towns=dict(_towns(rates)),
        weeks=score_weeks(store, scope=scope, moment=moment),
        notes=tuple(note for rate in spoken for note in _notes(rate, since)),
        warned=" ".join(filter(None, (_base_only(rate, setting) for rate in spoken))),
        bases=base_changes(store, spoken, setting, moment=moment, names=CODES),
        covered=_covered(store, scope, moment, setting),
        foot=_foot(spoken, setting, moment),
    )


def _covered(store: Store, scope: Scope, moment: Moment, setting: Setting) -> str:
    """How many villages were inspected in the last 30 days: a score speaks of those alone."""
    place = widest_place(setting, scope, moment.as_of)
    rows = read_measures(store, scope=scope, moment=moment, codes=("INSP_COV",))
    own = rows[((rows["subject"] == place) & rows["value"].notna()).to_numpy()].tail(1)
    if not len(own):
        return ""
    seen, asked = (int(own[name].iloc[0]) for name in ("numerator", "denominator"))
    return f"近 30 天督查覆盖 {seen} / {asked} 村（{percent(float(own['value'].iloc[0]))}）"


def _baseline(rates: tuple[RateNow, ...]) -> str:
    """「目标」: what the rates are held against."""
    return "、".join(dict.fromkeys(rate.target_name for rate in rates))


def _towns(rates: tuple[RateNow, ...]) -> list[tuple[str, str]]:
    rows = rates[0].at(TOWN) if rates else DataFrame({"subject": [], "name": []})
    return list(zip(rows["subject"], rows["name"], strict=True))


def _told(rate: RateNow) -> RateTold:
    towns = rate.at(TOWN)
    columns = (towns[name] for name in ("name", "value", "previous", "light"))
    county = rate.at(COUNTY)
    return RateTold(
        short=CODES[rate.code],
        county=float(county["value"].iloc[0]) if len(county) else nan,
        previous=float(county["previous"].iloc[0]) if len(county) else nan,
        towns=[
            TownRate(name, value, previous, rate.target, light)
            for name, value, previous, light in zip(*columns, strict=True)
        ],
    )


def _panel(rate: RateNow) -> DotPanel:
    """The towns of one rate; the county's own worth stands in the panel's head."""
    county = rate.at(COUNTY)["value"].dropna()
    whole = f"，全县 {percent(float(county.iloc[0]))}" if len(county) else ""
    # A clicked dot tells its period; all dots of a panel share one, so it carries the rate instead.
    rows = rate.at(TOWN).assign(period=rate.code)
    return DotPanel(rate.quantity, rows, rate.target, f"{rate.counted_by}{whole}", rate.target_name)


def _notes(rate: RateNow, since: str) -> list[str]:
    """How the county's rate split, where a base moved it or other villages reported than last time."""
    if rate.change is None or not len(rate.at(COUNTY)):
        return []
    name = f"全县{CODES[rate.code]}"
    return [said for words in (change_words, joined_words) if (said := words(name, rate.change, since=since))]


def _base_only(rate: RateNow, setting: Setting) -> str:
    columns = (rate.base_only[name] for name in ("before", "now", "denominator_before", "denominator"))
    names = [full_name(setting.roster, village) for village in rate.base_only["subject"]]
    return base_only_words(list(zip(names, *columns, strict=True)), base=rate.base_name)


def full_name(roster: Roster, village: str) -> str:
    """「石桥镇竹坑村」: two towns may each have a village of one name."""
    town = roster.town_of(village)
    return f"{roster[town].name if town and town != village else ''}{roster[village].name}"


def _foot(rates: tuple[RateNow, ...], setting: Setting, moment: Moment) -> tuple[str, ...]:
    """口径 of each rate and of the score, the rule of the lights, and who reports."""
    asked = [setting.catalogue.version(code, moment.as_of) for code in (*CODES, "ENV_SCORE")]
    known = [indicator for indicator in asked if indicator is not None]
    parts = [f"{i.name.removeprefix('农村')}＝{parts_words(i)}" for i in known if i.code in CODES]
    owners = dict.fromkeys(indicator.unit_owner for indicator in known if indicator.unit_owner)
    score = [f"{i.name}：{i.definition}" for i in known if i.code == "ENV_SCORE"]
    return (
        f"口径：{'；'.join(parts)}；镇、县由各村分子、分母相加后再算。" if parts else "",
        *score,
        f"来源：{'、'.join(owners)}。" if owners else "",
    )
