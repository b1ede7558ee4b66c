"""One record's settings as a sheet to edit: words instead of codes, lines in their own unit; it comes back as it went."""

from datetime import datetime
from decimal import Decimal

from bulletins.cells import GENERAL, PERCENT, Cell, SheetColumn
from bulletins.sheet import Sheet, workbook
from data_access.database import Store
from domain.permissions import Actor, Moment
from domain.records import Record, field_type, meanings
from domain.settings.cells import cell_text
from domain.settings.state import Naming, Row, naming_of
from services.known.write_sheet import INTERNAL, SAMPLE, file_name
from services.settings.known_settings import ABOUT, settings_known
from uploads.settings_sheets import OURS

HOW = "改好后放回“管理”页，先看差异再确认；表头和键不要改；少了的行不会删除"


def write_settings(
    store: Store, record: type[Record], *, actor: Actor, moment: Moment, at: datetime, sample: bool
) -> bytes:
    """The workbook's bytes, with every row as known at the moment's version."""
    state = settings_known(store, moment.known_at)
    rows, naming = list(state[record].values()), naming_of(state)
    columns = tuple(
        SheetColumn(meaning.title, tuple(_cell(record, name, row, naming) for row in rows))
        for name, meaning in meanings(record).items()
    )
    notes = (
        f"{ABOUT[record]}。{HOW}",
        f"版本第 {moment.known_at} 号变更，{actor.name} 导出于 {at:%Y-%m-%d %H:%M}，{INTERNAL}{f'，{SAMPLE}' if sample else ''}",
    )
    return workbook(Sheet(record.TITLE, notes, columns, kept=(OURS, (str(moment.known_at),))))


def settings_file_name(record: type[Record], moment: Moment) -> str:
    return file_name(f"设置_{record.TITLE}", moment)


def _cell(record: type[Record], name: str, row: Row, naming: Naming) -> Cell:
    """Numbers as numbers, shares as percent, everything else as it is read."""
    text = cell_text(record, name, row, naming)
    if text == "":
        return Cell(None)
    if field_type(record, name) is not int:
        return Cell(text, "@")
    if text.endswith(PERCENT):
        places = len(text.rstrip(PERCENT).partition(".")[2])
        share = Decimal(text.rstrip(PERCENT)) / 100
        return Cell(float(share), f"0{'.' + '0' * places if places else ''}%")
    return Cell(float(text) if "." in text else int(text), GENERAL)
