"""项目进度台账: one row is a project, its progress on the ledger's day, its sources of money and what is in the way.

The key is the office's code; without one it is year + place + name, because 「产业路建设项目」 stands in every village.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from domain.names import clean
from domain.parsing.dates import Precision, read_days
from domain.parsing.percents import ppm, read_rates
from domain.parsing.text import squeezed
from domain.project_stage import stage_of_words
from domain.records import UNSAID, Allocation, Project, ProjectStatus
from uploads.fields import read_amounts, read_field
from uploads.forms.blocks import block, stated
from uploads.forms.codes import read_codes
from uploads.forms.project_checks import check_projects
from uploads.knowledge import Knowledge
from uploads.mentioned_places import MentionedPlaces
from uploads.named_units import NamedUnits
from uploads.occasion import Occasion
from uploads.statements import Coverage, SheetBlock, Statements
from uploads.tables import Table

LEVELS = ("central", "province", "city", "county", "other")
_PROJECT = ("type", "nature", "content", "invest_total", "fund_received", "impl_unit", "leader", "person", "plan_start", "plan_end",
            "benefit_hh", "benefit_pp", "link_mode")  # fmt: skip
_STATUS = (
    "act_start",
    "act_end",
    "accept_date",
    "invested",
    "paid",
    "reimbursed",
    "transferred",
    "problem",
    "next_step",
)


def read_projects(table: Table, knowledge: Knowledge, occasion: Occasion) -> list[SheetBlock]:
    """Projects, their progress on the day the ledger speaks for, and their sources of money."""
    table.identifying.add("project.project")
    places = MentionedPlaces(table, knowledge, occasion.names_on)
    located = places.keys()
    names = table.texts("project.name")
    keys = _keys(table, knowledge, names, located, occasion.year)
    units = NamedUnits(table, knowledge, occasion.names_on)
    read = {name: read_field(table, Project, name, year=occasion.year) for name in _PROJECT}
    _period_of_building(table, read, occasion.year)
    read["lead_unit"] = (
        units.mentioned("project.lead_unit") if table.has("project.lead_unit") else [UNSAID] * len(names)
    )
    if table.has("project.lead_unit"):
        table.say("project.lead_unit", read["lead_unit"])
    table.say("project.name", [name or None for name in names])
    statuses, day = _statuses(table, occasion)
    sources = {
        level: read_amounts(table, f"allocation.{level}")
        for level in LEVELS
        if table.has(f"allocation.{level}")
    }
    check_projects(table, names, read, statuses, sources, as_of=day or occasion.today)
    _check_paid_rate(table, read, statuses)
    kept = table.kept()
    projects: dict[str, Sequence[object]] = {
        "project": keys, "name": names, "year": [occasion.year] * len(names), "reserve": [_is_reserve(table)] * len(names),
        "place": located, **read,
    }  # fmt: skip
    main = [stated(Project, projects, kept, table)]
    if day is not None and statuses:
        main.append(
            stated(ProjectStatus, {"project": keys, "day": [day] * len(keys), **statuses}, kept, table)
        )
    letters = table.letters(
        [f"project.{name}" for name in ("name", *_PROJECT, "lead_unit")]
        + [f"project_status.{name}" for name in ("stage", "progress", *_STATUS)]
    )
    if day is not None and table.has("project_status.stage") and not table.has("project_status.progress"):
        letters["project_status.progress"] = table.letter("project_status.stage")
    within = knowledge.roster.county.place if knowledge.roster.county else None
    period = occasion.period.code if occasion.period else None
    among = (("year", occasion.year), ("reserve", _is_reserve(table)))
    listed = tuple(str(keys[i]) for i in kept)
    coverage = Coverage(tuple(letters), listed, within, period, table.form.full, among)
    letters |= table.place_letter("project.place")
    confirmed = (*places.statements(), *units.statements())
    return [
        block(table, occasion, letters, (*main, *confirmed), coverage),
        *_allocations(table, occasion, keys, sources, kept),
    ]


def _keys(
    table: Table, knowledge: Knowledge, names: list[str], located: Sequence[object], year: int
) -> list[str | None]:
    """One key per row; a row without a name, or with the key of an earlier row, is refused."""
    codes = read_codes(table, "project.project")
    known = _known_by_name(knowledge)
    first: dict[str, int] = {}
    keys: list[str | None] = []
    for i, name in enumerate(names):
        place = located[i] if isinstance(located[i], str) else ""
        key = (
            codes[i]
            or known.get((clean(name), year, str(place)))
            or f"{year}-{place or '县'}-{squeezed(name)}"
        )
        if not name:
            table.report("missing_key", i, "project.name", expected="项目名称")
        elif key in first:
            table.report(
                "duplicate_row",
                i,
                "project.project" if codes[i] else "project.name",
                expected=str(table.rows[first[key]] + 1),
            )
        else:
            first[key] = i
            keys.append(key)
            continue
        table.refused_rows.add(i)
        keys.append(None)
    return keys


def _known_by_name(knowledge: Knowledge) -> dict[tuple[str, int, str], str]:
    """(name, year, place) → key of the projects known so far."""
    known = knowledge.projects
    rows = zip(known["name"], known["year"], known["place"], known["project"], strict=True)
    return {
        (clean(name), int(year), place if isinstance(place, str) else ""): key
        for name, year, place, key in rows
    }


def _statuses(table: Table, occasion: Occasion) -> tuple[dict[str, list[object]], date | None]:
    """Progress fields, and the day they speak for; asked where the ledger has progress and names no day."""
    has_any = any(table.has(f"project_status.{name}") for name in ("stage", "progress", *_STATUS))
    day = occasion.day() if has_any else None
    if day is None:
        for name in ("stage", "progress", *_STATUS):
            if table.has(f"project_status.{name}"):
                for i in range(len(table.rows)):
                    table.refuse(f"project_status.{name}", i)
        return {}, None
    statuses = {name: read_field(table, ProjectStatus, name, year=occasion.year) for name in _STATUS}
    statuses["progress"] = read_field(table, ProjectStatus, "progress", year=occasion.year)
    statuses["stage"] = [UNSAID] * len(table.rows)
    if table.has("project_status.stage"):
        _read_stages(table, statuses)
    return statuses, day


def _read_stages(table: Table, statuses: dict[str, list[object]]) -> None:
    """「主体完成80%」, 「已完工，待验收」: a stage, and a share where one is written and no column of its own says it."""
    own_share = table.has("project_status.progress")
    stages: list[object] = []
    for i, text in enumerate(table.texts("project_status.stage")):
        read = stage_of_words(text) if text else None
        if text and read is None:
            table.report("stage_unread", i, "project_status.stage")
            table.refuse("project_status.stage", i)
        stages.append(str(read.stage) if read else UNSAID)
        if read and read.progress is not None and not own_share:
            statuses["progress"][i] = round(read.progress * 1_000_000)
    statuses["stage"] = stages
    table.say("project_status.stage", stages)


def _period_of_building(table: Table, read: dict[str, list[object]], year: int) -> None:
    """建设期限 「2023.3-2023.10」 gives both planned days where they have no columns of their own."""
    if not table.has("check.period") or table.has("project.plan_start") or table.has("project.plan_end"):
        return
    for i, cell in enumerate(table.cells("check.period")):
        days = read_days(cell, year=year)
        if days.precision in (Precision.SPAN, Precision.YEAR, Precision.MONTH):
            read["plan_start"][i], read["plan_end"][i] = days.first, days.last
    table.say("check.period", read["plan_end"])


def _is_reserve(table: Table) -> bool:
    return (
        any("储备" in squeezed(source.text) for source in table.title.sources[:4])
        or "储备" in table.sheet.name
    )


def _check_paid_rate(
    table: Table, read: Mapping[str, list[object]], statuses: Mapping[str, list[object]]
) -> None:
    """A typed payment rate must be paid over plan or over what was received; which one, the ledger rarely says."""
    if not table.has("check.paid_rate"):
        return
    rates = read_rates(table.cells("check.paid_rate")).values
    for i, rate in enumerate(rates):
        paid = statuses.get("paid", [UNSAID] * len(rates))[i]
        bases = [
            base
            for name in ("invest_total", "fund_received")
            if isinstance(base := read[name][i], int) and base
        ]
        if rate is None or not isinstance(paid, int) or not bases:
            continue
        gaps = [abs(ppm(rate) - round(paid * 1_000_000 / base)) for base in bases]
        if min(gaps) > 5_000:
            computed = paid * 1_000_000 / bases[gaps.index(min(gaps))]
            table.report(
                "rate_disagrees",
                i,
                "check.paid_rate",
                expected=f"{computed / 10_000:.1f}%",
                detail=f"{min(gaps) / 10_000:.1f}",
            )


def _allocations(
    table: Table,
    occasion: Occasion,
    keys: Sequence[str | None],
    sources: Mapping[str, list[int | None]],
    kept: Sequence[int],
) -> list[SheetBlock]:
    """One block per source column, so that every amount knows its own cell."""
    blocks = []
    for level, amounts in sources.items():
        field = f"allocation.{level}"
        table.say(field, amounts)
        rows = [i for i in kept if amounts[i] is not None]
        columns: dict[str, list[object]] = {
            "project": [keys[i] for i in rows], "level": [level] * len(rows), "amount": [amounts[i] for i in rows],
        }  # fmt: skip
        statements = Statements(Allocation, columns, [table.rows[i] + 1 for i in rows])
        letters = {"allocation.amount": table.letter(field)}
        blocks.append(block(table, occasion, letters, [statements]))
    return blocks
