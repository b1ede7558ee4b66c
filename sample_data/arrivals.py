"""When each workbook came, from whom, and with which others: the office's year as batches."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sample_data import write_feedback, write_inspections, write_money, write_projects, write_screening
from sample_data.county import official, towns
from sample_data.days import AS_OF, XUNS, YEAR, next_working
from sample_data.write_sanitation import MISTYPED, MISTYPED_XUN, RECENT, history_file, recent_file


@dataclass(frozen=True, slots=True)
class Batch:
    """Files brought in together: (file, form, period, as_of, reason)."""

    at: datetime
    actor: str
    files: tuple[tuple[str, str, str, str, str], ...]


def at(day: date, hour: int, minute: int) -> datetime:
    """A moment on the day, or on the first working day after it."""
    return datetime.combine(next_working(day), time(hour, minute))


def one(
    file: str, form: str, period: str = "", as_of: date | str = "", reason: str = ""
) -> tuple[str, str, str, str, str]:
    return file, form, period, str(as_of), reason


LATE_TOWN = "柳湾乡"
CLERK_HOME = f"人居办 {official('clerk', '人居办')}"


CLERK_AGRI = f"农业农村局 {official('clerk', '农业农村局')}"


CLERK_MONEY = f"财政局 {official('clerk', '财政局')}"


CLERK_RECT = f"整改办 {official('clerk', '整改办')}"


CLERK_COUNTY = f"县委农办 {official('clerk', '县委农办')}"


def rosters() -> list[Batch]:
    first = one("00名册/云岭县镇村名册（2026年初）.xlsx", "ROSTER", as_of=date(YEAR, 1, 5))
    second = one(
        "00名册/云岭县镇村名册（2026年7月并村后）.xlsx", "ROSTER", as_of=date(YEAR, 7, 1),
        reason="7月1日上垅村、下垅村合并为双垅村",
    )  # fmt: skip
    return [
        Batch(at(date(YEAR, 1, 5), 9, 10), CLERK_COUNTY, (first,)),
        Batch(at(date(YEAR, 7, 1), 9, 20), CLERK_COUNTY, (second,)),
    ]


def ledgers() -> list[Batch]:
    """Projects, money, inspections and feedback: each version on the day it closed, or the working day after."""
    made = []
    for day in write_projects.VERSIONS:
        made.append(
            Batch(after(day, 16, 20), CLERK_AGRI, (one(write_projects.file_of(day), "PRJ", as_of=day),))
        )
    for day in write_money.VERSIONS:
        made.append(
            Batch(after(day, 16, 40), CLERK_MONEY, (one(write_money.file_of(day), "FND", as_of=day),))
        )
    for day in write_feedback.VERSIONS:
        made.append(
            Batch(after(day, 17, 5), CLERK_RECT, (one(write_feedback.file_of(day), "REC", as_of=day),))
        )
    for ledger in write_inspections.LEDGERS:
        files = [one(write_inspections.file_of(ledger), "INSP", as_of=ledger.last)]
        if not ledger.with_scores:
            files.append(one(write_inspections.SCORES_APART, "INSP", as_of=ledger.last))
        made.append(Batch(after(ledger.last, 17, 30), CLERK_HOME, tuple(files)))
    return made


def after(day: date, hour: int, minute: int) -> datetime:
    """The same afternoon for the last day, else the next working day."""
    return (
        datetime.combine(day, time(hour, minute))
        if day == AS_OF
        else at(day + timedelta(days=1), hour, minute)
    )


def sanitation() -> list[Batch]:
    """The year so far on 21 October, then one change per 旬, and the correction of 10月下旬 on 3 November.

    The last 旬 is due at 18:00; one town comes 40 minutes late.
    """
    history = tuple(one(history_file(town), "ENV") for town in towns())
    made = [Batch(at(date(YEAR, 10, 21), 10, 0), CLERK_HOME, history)]
    for xun in RECENT:
        files = {
            town.name: one(
                recent_file(town, xun), "ENV", xun.code, xun.cutoff, explained(town.name, xun.code)
            )
            for town in towns()
        }
        late = (files.pop(LATE_TOWN),) if xun == XUNS[-1] else ()
        made.append(Batch(at(xun.cutoff, 15, 12), CLERK_HOME, tuple(files.values())))
        if late:
            made.append(Batch(at(xun.cutoff, 18, 40), CLERK_HOME, late))
    wrong = next(town for town in towns() if MISTYPED.startswith(town.name))
    corrected = one(
        recent_file(wrong, MISTYPED_XUN, corrected=True),
        "ENV",
        MISTYPED_XUN.code,
        MISTYPED_XUN.cutoff,
        "茶亭村录入有误，更正",
    )
    made.append(
        Batch(at(date(YEAR, 11, 3), 9, 12), f"{wrong.name} {official('clerk', wrong.name)}", (corrected,))
    )
    return made


def explained(town: str, period: str) -> str:
    """What the towns say to the two changes that have to be explained."""
    if period != XUNS[-1].code:
        return ""
    return {
        "石桥镇": "竹坑村应计户数核减28户：长期外出户不再计入",
        "双塘镇": "2个自然村清运合同到期，暂停收运",
        "柳湾乡": "2个自然村清运合同到期，暂停收运",
    }.get(town, "")


def departments() -> list[Batch]:
    """Monthly and quarterly sheets of the departments."""
    unpaid = "柳湾乡公益性岗位9月资金未下达"
    monthly = tuple(
        one(f"02月报/{name}", form, reason=reason)
        for name, form, reason in (
            ("农业农村局防返贫监测月报（2026年1—9月）.xlsx", "MON", ""),
            ("人社局稳岗就业月报（2026年1—9月）.xlsx", "SEC", unpaid),
            ("12345热线办理情况（2026年1—9月）.xlsx", "HOT", ""),
            (write_screening.EARLIER.split("/")[1], "SCR", ""),
            (write_screening.THIRD.split("/")[1], "SCR", ""),
        )
    )
    october = tuple(
        one(f"02月报/{name}", form, period, as_of)
        for name, form, period, as_of in (
            ("农业农村局防返贫监测月报（2026年10月）.xlsx", "MON", "2026-10", date(YEAR, 10, 31)),
            ("人社局稳岗就业月报（2026年10月）.xlsx", "SEC", "2026-10", date(YEAR, 10, 31)),
            ("12345热线办理情况（2026年10月）.xls", "HOT", "2026-10", date(YEAR, 10, 31)),
            ("医保局参保情况（2026年1—10月）.xlsx", "SEC", "", ""),
            ("住建局农房安全月报（2026年1—10月）.xlsx", "SEC", "", ""),
            ("镇级保障月报（2026年1—10月）.xlsx", "SEC_T", "", ""),
            ("识别认定时长（2026年1—10月）.xlsx", "MON_T", "", ""),
            ("安置点安全月报（2026年1—10月）.xlsx", "RST", "", ""),
            ("部门线索推送（2026年1—10月）.xlsx", "LEAD", "", ""),
        )
    )
    return [
        Batch(at(date(YEAR, 10, 12), 10, 30), CLERK_AGRI, monthly),
        Batch(at(date(YEAR, 11, 4), 10, 30), CLERK_AGRI, october),
        *quarters(),
    ]


def quarters() -> list[Batch]:
    income = tuple(
        one(f"03季报/{name}", form)
        for name, form in (
            ("脱贫人口收入（2025年同期）.xlsx", "INC"),
            ("脱贫人口收入（2026年一至三季度）.xlsx", "INC"),
            ("水利局农村供水（2026年一至三季度）.xlsx", "WAT"),
            ("乡村治理积分制（2026年一至三季度）.xlsx", "GOV"),
        )
    )
    made = [Batch(at(date(YEAR, 10, 15), 11, 0), CLERK_AGRI, income)]
    for quarter, word, ending in ((1, "一", ".xlsx"), (2, "二", ".xls"), (3, "三", ".xlsx")):
        day = date(YEAR, quarter * 3, 31 if quarter == 1 else 30)
        file = one(f"03季报/村集体经济收入（2026年{word}季度）{ending}", "COL", f"{YEAR}-Q{quarter}", day)
        made.append(Batch(at(day + timedelta(days=9), 11, 20), CLERK_AGRI, (file,)))
    return made
