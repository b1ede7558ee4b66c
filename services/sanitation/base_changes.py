"""基数变化: places whose base moved since the last period, what it did to their rate, and what was said about it."""

from pandas import DataFrame, concat

from data_access.database import Store
from domain.frames import text_or_none
from domain.permissions import Moment
from domain.places import TOWN, VILLAGE
from domain.setting import Setting
from services.measures.compare_rates import RateNow
from services.measures.read_measures import read_figures

CHANGE_COLUMNS = (
    "level", "subject", "name", "town_name", "indicator", "rate_name", "base_name", "before", "now", "numerator_before",
    "denominator_before", "numerator", "denominator", "done", "counted", "only_base", "said",
)  # fmt: skip


def base_changes(
    store: Store, rates: tuple[RateNow, ...], setting: Setting, *, moment: Moment, names: dict[str, str]
) -> DataFrame:
    """CHANGE_COLUMNS, towns before villages, greatest effect of the base first.

    names    code → short name of the rate
    returns  done and counted as fractions; only_base: the rate rose though nothing more was done; said the
             explanation given with the figure, of a town those of its villages, blank without any
    """
    parts = [
        _of_rate(store, rate, setting, moment, names.get(rate.code, rate.quantity.name)) for rate in rates
    ]
    parts = [part for part in parts if len(part)]
    if not parts:
        return DataFrame(columns=list(CHANGE_COLUMNS))
    rows = concat(parts, ignore_index=True)
    rows = rows.assign(effect=-rows["counted"].abs(), order=rows["level"] == VILLAGE)
    rows = rows.sort_values(["order", "effect"], kind="stable")
    return rows[list(CHANGE_COLUMNS)].reset_index(drop=True)


def _of_rate(store: Store, rate: RateNow, setting: Setting, moment: Moment, name: str) -> DataFrame:
    told = [
        side.assign(level=level)
        for level, side in ((TOWN, rate.moved_towns), (VILLAGE, rate.moved))
        if len(side)
    ]
    if not told or rate.period is None:
        return DataFrame(columns=list(CHANGE_COLUMNS))
    rows = concat(told, ignore_index=True)
    said = _with_towns(_explanations(store, rate, moment), rows, setting)
    return rows.assign(
        name=[setting.roster[place].name for place in rows["subject"]],
        town_name=[_town_name(setting, place) for place in rows["subject"]],
        indicator=rate.code,
        rate_name=name,
        base_name=rate.base_name,
        only_base=rows["subject"].isin(set(rate.base_only["subject"])),
        said=[said.get(place, "") for place in rows["subject"]],
    )


def _with_towns(said: dict[str, str], rows: DataFrame, setting: Setting) -> dict[str, str]:
    """A town collects what its villages whose base moved said, by name."""
    told: dict[str, list[str]] = {}
    for village in rows[(rows["level"] == VILLAGE).to_numpy()]["subject"]:
        if village in said:
            town = setting.roster.town_of(village) or ""
            told.setdefault(town, []).append(f"{setting.roster[village].name}：{said[village]}")
    return {**said, **{town: "；".join(parts) for town, parts in told.items()}}


def _town_name(setting: Setting, place: str) -> str:
    town = setting.roster.town_of(place)
    return setting.roster[town].name if town and town != place else ""


def _explanations(store: Store, rate: RateNow, moment: Moment) -> dict[str, str]:
    """What was said of the figures of the period, by place."""
    figures = read_figures(store, moment.known_at, (rate.code,))
    own = figures[(figures["period"] == (rate.period.code if rate.period else "")).to_numpy()]
    told = {
        str(place): text_or_none(said) for place, said in zip(own["subject"], own["explanation"], strict=True)
    }
    return {place: said for place, said in told.items() if said}
