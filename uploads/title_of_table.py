"""What stands around one table; where several share a sheet, the first title speaks for those that say nothing else."""

from dataclasses import replace

from uploads.desk import Desk, names_of, sources_above, sources_below
from uploads.sheets import Sheet
from uploads.titles import Title, read_title


def title_of(sheet: Sheet, top: int, end: int, desk: Desk) -> Title:
    """Title, filler rows, notes below, sheet and file name of the table whose header begins in `top`."""
    roster, today = desk.knowledge.roster, desk.knowledge.today
    above, names = sources_above(sheet, top), names_of(desk.workbook, sheet)
    whole = read_title((*above, *sources_below(sheet, end), *names), roster, today=today)
    first = next(one for one in desk.workbook.sheets if one.name == sheet.name)
    if sheet.part == 0 or first.key not in desk.heads:
        return whole
    own = read_title(above, roster, today=today)
    outer = read_title((*sources_above(first, desk.heads[first.key][0]), *names), roster, today=today)
    return replace(
        whole,
        mentions=whole.mentions if own.mentions else outer.mentions,
        year=own.year or outer.year,
        unit=own.unit or outer.unit,
        towns=whole.towns if own.towns else outer.towns,
        filled=whole.filled or outer.filled,
        until=whole.until or outer.until,
    )
