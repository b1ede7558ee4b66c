"""Two files of one box that say different things of the same: which of them holds, only a person can say."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from data_access.bulk import Key
from data_access.comparison import Compared
from domain.records import RECORDS, UNSAID, Record, key_fields, meanings
from domain.setting import Setting
from domain.wording.values import value_words
from services.taking_in.count_cells import field_code, part_title, parts_of, subject_words
from services.taking_in.preview import FilePreview, Preview
from uploads.statements import SheetBlock

Part = tuple[str, SheetBlock, Compared]
RowKey = tuple[type[Record], Key]


@dataclass(frozen=True, slots=True)
class Said:
    """One field of one line: which file, from which line of which part."""

    sha256: str
    block: SheetBlock
    part: Compared
    at: int
    name: str

    @property
    def value(self) -> object:
        return self.part.said.columns[self.name][self.at]


@dataclass(frozen=True, slots=True)
class Clash:
    """Two files, by fingerprint, how many fields they contradict each other in, and the first of these in both."""

    first: str
    second: str
    count: int
    one: Said
    other: Said


def find_clashes(seen: Preview) -> tuple[Clash, ...]:
    """Every pair of files that cannot both be taken in as one change; the later file in the box is `second`."""
    if sum(file.reading is not None for file in seen.files) < 2:
        return ()
    parts = list(_parts(seen))
    shared = _shared_keys(parts)
    if not shared:
        return ()
    told: dict[tuple[object, ...], Said] = {}
    found: dict[tuple[str, str], list[tuple[Said, Said]]] = {}
    for said in _all_said(parts, shared):
        before = told.setdefault((said.part.said.record, said.part.keys[said.at], said.name), said)
        if before.sha256 != said.sha256 and before.value != said.value:
            found.setdefault((before.sha256, said.sha256), []).append((before, said))
    return tuple(Clash(*pair, len(said), *said[0]) for pair, said in found.items())


def _parts(seen: Preview) -> Iterator[Part]:
    first = 0
    for file in seen.files:
        if file.reading is None:
            continue
        count = sum(len(block.statements) for block in file.reading.blocks)
        for block, one in parts_of(file.reading, seen.compared[first : first + count]):
            yield file.sha256, block, one
        first += count


def _shared_keys(parts: Sequence[Part]) -> set[RowKey]:
    """What more than one file speaks of: nearly always nothing."""
    said_by: dict[RowKey, str] = {}
    shared: set[RowKey] = set()
    for sha256, _, one in parts:
        for key in one.keys:
            if said_by.setdefault((one.said.record, key), sha256) != sha256:
                shared.add((one.said.record, key))
    return shared


def _all_said(parts: Sequence[Part], shared: set[RowKey]) -> Iterator[Said]:
    for sha256, block, one in parts:
        lines = [at for at, key in enumerate(one.keys) if (one.said.record, key) in shared]
        for name in one.said.columns.keys() - set(key_fields(one.said.record)):
            column = one.said.columns[name]
            yield from (Said(sha256, block, one, at, name) for at in lines if column[at] is not UNSAID)


def clash_words(clash: Clash, files: tuple[FilePreview, ...], setting: Setting) -> str:
    """「“甲.xlsx”和“乙.xlsx”有 2 处说法不一：青石镇 东关村 卫生厕所户数，一份是 172（Sheet1!D3），一份是 180（…）。请…」"""
    names = {file.sha256: file.name for file in files}
    one, other = clash.one, clash.other
    who = subject_words(one.part, one.at, setting)
    return (
        f"“{names[clash.first]}”和“{names[clash.second]}”有 {clash.count} 处说法不一：{who} {_title(one, setting)}，"
        f"一份是 {_written(one, setting)}，一份是 {_written(other, setting)}。"
        "请移去不要的一份，或先后分开入库，以后入的为准。"
    )


def _title(said: Said, setting: Setting) -> str:
    record = said.part.said.record
    if record.NAME == "figure":
        return part_title(field_code(said.part, said.at, said.name), setting)
    return meanings(RECORDS[record.NAME])[said.name].title


def _written(said: Said, setting: Setting) -> str:
    code = field_code(said.part, said.at, said.name)
    worth = value_words(
        said.part.said.record, said.name, said.value, setting=setting, indicator=code.split(".", 1)[0]
    )
    letter = said.block.columns.get(code)
    line = said.part.said.lines[said.at]
    return f"{worth}（{said.block.sheet}{f'!{letter}{line}' if letter else f' 第 {line} 行'}）"
