"""Every figure the county reports, by the catalogue's codes: what a reader of all workbooks must end up with.

Money in fen; 是/否 as 1 and 0 without a denominator; both parts None where the sheet says 不适用.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sample_data.days import MONTHS, QUARTERS, XUNS, YEAR, month_code, quarter_code
from sample_data.economy import economy_in, living_in
from sample_data.hotline import calls_in, leads_in
from sample_data.sanitation import Sanitation, sanitation_in
from sample_data.screening import ROUNDS, round_code, screening_in
from sample_data.support import Monitoring, Security, monitoring_in, security_in
from sample_data.townships import incomes, sites_in, town_months

Parts = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Reported:
    """One figure. `subject` is 青石镇上坪村 for a village, the name for a town or unit."""

    indicator: str
    subject: str
    period: str
    numerator: int | None
    denominator: int | None = None


def of_sanitation(row: Sanitation) -> Iterator[tuple[str, Parts]]:
    if row.reported:
        yield "TOI_COV", (row.toilets, row.eligible)
        yield "TOI_HARM", (row.harmless, row.eligible)
        yield "TOI_USE", (row.usable, row.sampled)
        yield "GAR_RATE", (row.collected, row.hamlets)
        yield "CLN_STAFF", (int(row.staffed), None)
    if row.sewage_reported:
        yield "SEW_RATE", (int(row.treated), None)


def of_monitoring(row: Monitoring) -> Iterator[tuple[str, Parts]]:
    counts = {
        "MON_HH": row.registered, "MON_PP": row.people, "MON_T1_HH": row.unstable, "MON_T1_PP": row.unstable_people,
        "MON_T2_HH": row.marginal, "MON_T2_PP": row.marginal_people, "MON_T3_HH": row.sudden,
        "MON_T3_PP": row.sudden_people, "MON_NEW_HH": row.new,
    }  # fmt: skip
    yield from ((code, (count, None)) for code, count in counts.items())
    yield "MON_CLR", (row.cleared, row.registered)
    yield "MON_CLR_PP", (row.cleared_people, row.people)
    yield "MON_PLAN", (row.helped, row.uncleared)
    yield "MON_OBS", (row.made_visits, row.due_visits)


def of_security(row: Security) -> Iterator[tuple[str, Parts]]:
    yield "MED_KEY", (row.insured, row.insurable)
    yield "HOU_RISK", (row.unsafe_houses, None)
    yield "JOB_TASK", (row.working, row.work_target)
    yield "JOB_ZERO", (row.workless, None)
    yield "JOB_PAY", (row.wages_paid, row.wages_due)


def by_xun() -> Iterator[Reported]:
    for xun in XUNS:
        for row in sanitation_in(xun):
            for code, parts in of_sanitation(row):
                yield Reported(code, row.village.key, xun.code, *parts)


def of_villages_by_month() -> Iterator[Reported]:
    for month in MONTHS:
        for row in monitoring_in(month):
            for code, parts in of_monitoring(row):
                yield Reported(code, row.village.key, month_code(month), *parts)
        for row in security_in(month):
            for code, parts in of_security(row):
                yield Reported(code, row.village.key, month_code(month), *parts)


def of_towns_and_units_by_month() -> Iterator[Reported]:
    for month in MONTHS:
        period = month_code(month)
        for row in town_months(month):
            yield Reported("EDU_DROP", row.town.name, period, row.dropouts)
            yield Reported("MED_ALL", row.town.name, period, row.insured, row.insurable)
            yield Reported("PEN_ALL", row.town.name, period, row.pensioned, row.pensionable)
            yield Reported("MON_DAYS", row.town.name, period, row.days, row.cases)
        for row in sites_in(month):
            faults = {
                "RST_WATER": row.water,
                "RST_HEAT": row.heat,
                "RST_POWER": row.power,
                "RST_FIRE": row.fire,
            }
            for code, count in faults.items():
                yield Reported(code, row.town.name, period, count if row.has_sites else None)
        for row in calls_in(month):
            yield Reported("HOT_ONTIME", row.unit.name, period, row.in_time, row.total)
            yield Reported("HOT_SAT", row.unit.name, period, row.satisfied, row.called_back)
            yield Reported("HOT_REP", row.unit.name, period, row.repeated, row.total)
        for row in leads_in(month):
            yield Reported("MON_PUSH", row.unit.name, period, row.answered, row.pushed)
            yield Reported("MON_HIT", row.unit.name, period, row.hit, row.pushed)
            yield Reported("MON_CHECK", row.unit.name, period, row.checked, row.pushed)


def by_round() -> Iterator[Reported]:
    for number in ROUNDS:
        for row in screening_in(number):
            key, period = row.village.key, round_code(number)
            yield Reported("SCR_ROUND", key, period, row.held_rounds, row.due_rounds)
            yield Reported("SCR_COV", key, period, row.screened, row.due)
            yield Reported("SCR_PP", key, period, row.people)
            yield Reported("SCR_NEW_HH", key, period, row.found)
            yield Reported("SCR_NEW_PP", key, period, row.found_people)


def by_quarter() -> Iterator[Reported]:
    for quarter in QUARTERS:
        period = quarter_code(quarter)
        for row in economy_in(quarter):
            amounts = {
                "COL_INC": row.total, "COL_OPR": row.operating, "COL_RUN": row.run, "COL_LEASE": row.lease,
                "COL_RET": row.returns, "COL_SUB": row.subsidy, "COL_OTH": row.other,
            }  # fmt: skip
            for code, amount in amounts.items():
                yield Reported(code, row.village.key, period, amount)
            yield Reported(
                "COL_DIV", row.village.key, period, int(row.dividend_paid) if row.dividend_due else None
            )
        for row in living_in(quarter):
            yield Reported("WAT_TAP", row.village.key, period, row.tapped, row.people)
            yield Reported("GOV_POINT", row.village.key, period, int(row.pointed))
        for year in (YEAR - 1, YEAR):
            for row in incomes(year, quarter):
                yield Reported("INC_PC", row.town.name, f"{year}-Q{quarter}", row.yuan, row.people)


def reported_figures() -> list[Reported]:
    """All of them, each (indicator, subject, period) once."""
    return [*by_xun(), *of_villages_by_month(), *of_towns_and_units_by_month(), *by_quarter(), *by_round()]
