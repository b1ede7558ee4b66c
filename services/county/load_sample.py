"""Fill the sample county by replaying its year: the same import the office uses, file by file, change by change."""

import csv
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from pathlib import Path

from data_access.database import Store
from domain.permissions import WHOLE_COUNTY, Actor, Role
from domain.refusals import Refusal
from services.county.progress import Progress, silent
from services.taking_in.explain_figures import WHOLE_FILE
from services.taking_in.import_files import Opener, accept, preview
from services.taking_in.preview import Upload
from uploads.knowledge import Answer, Hints
from uploads.reading import read_workbook
from uploads.sheets import Workbook

SAMPLE = Path(__file__).parents[2] / "sample_data"
ORDER = "load_order.csv"
REASON = "示例县装入"


@dataclass(frozen=True, slots=True)
class Arrival:
    """One file of the sample county and when it arrived."""

    batch: str
    file: str
    form: str | None
    period: str | None
    as_of: date | None
    at: datetime
    actor: str
    reason: str


def arrivals(folder: Path = SAMPLE) -> list[Arrival]:
    """The files in the order they came."""
    with (folder / ORDER).open(encoding="utf-8-sig", newline="") as file:
        return [
            Arrival(
                batch=row["batch"],
                file=row["file"],
                form=row["form"] or None,
                period=row["period"] or None,
                as_of=date.fromisoformat(row["as_of"]) if row["as_of"] else None,
                at=datetime.fromisoformat(row["uploaded_at"]),
                actor=row["actor"],
                reason=row["reason"],
            )
            for row in csv.DictReader(file)
        ]


def load_sample(store: Store, *, progress: Progress, folder: Path = SAMPLE) -> int:
    """Import every batch of the load order; the number of changes made."""
    waiting = arrivals(folder)
    done = changes = 0
    with reading_ahead([folder / arrival.file for arrival in waiting]) as opener:
        for _batch, group in groupby(waiting, key=lambda arrival: arrival.batch):
            files = list(group)
            progress(done, len(waiting), f"导入 {Path(files[0].file).name}")
            changes += load_batch(store, files, folder, opener)
            done += len(files)
    progress(done, len(waiting), "示例县已装好")
    return changes


@contextmanager
def reading_ahead(files: Sequence[Path]) -> Iterator[Opener]:
    """An opener for these files in their order: the next ones are parsed while the present ones are compared.

    Each is parsed in a watched process of its own, as ever, one at a time. What is read waits in memory, which
    a sample can afford. A file that cannot be read raises its Refusal when its turn comes.
    """
    with ThreadPoolExecutor(max_workers=1) as reader:
        coming: dict[tuple[bytes, str], Future[Workbook]] = {}
        for file in files:
            content = file.read_bytes()
            coming[content, file.name] = reader.submit(read_workbook, content, file.name)

        def opened(content: bytes, name: str) -> Workbook:
            waiting = coming.pop((content, name), None)
            return read_workbook(content, name) if waiting is None else waiting.result()

        try:
            yield opened
        finally:
            reader.shutdown(cancel_futures=True)


def load_batch(store: Store, files: list[Arrival], folder: Path, opener: Opener = read_workbook) -> int:
    """One change from the files of a batch. A sample file that blocks is our fault, so it is refused loudly."""
    actor = Actor(files[0].actor, Role.CLERK)
    uploads = [
        Upload(
            name=Path(arrival.file).name,
            content=(folder / arrival.file).read_bytes(),
            hints=hints_of(arrival),
        )
        for arrival in files
    ]
    now = files[0].at
    seen = preview(store, actor, WHOLE_COUNTY, uploads, now=now, progress=silent, opener=opener)
    if seen.blocking():
        raise Refusal(f"示例县的文件没有读通：{seen.blocking()[0].message}", code="sample_broken")
    accepted = accept(store, actor, WHOLE_COUNTY, seen, reason=reason_of(files), now=now)
    return int(accepted.change is not None)


def reason_of(files: list[Arrival]) -> str:
    """What the senders wrote with the files of a batch, each once."""
    return "；".join(dict.fromkeys(arrival.reason for arrival in files if arrival.reason)) or REASON


def hints_of(arrival: Arrival) -> Hints:
    """What a sender says of his own file; his reason explains no other one of the batch."""
    answers = {WHOLE_FILE: Answer("", arrival.reason or REASON)}
    return Hints(form=arrival.form, period=arrival.period, as_of=arrival.as_of, answers=answers)
