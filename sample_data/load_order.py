"""The year as the office brought it in: which file in which change, when, by whom, and what it speaks of.

Files that came together share a `batch`; a batch is one change. Blank period and as_of: the sheets say it themselves.
Paths are relative to this folder.
"""

import csv
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from sample_data.arrivals import departments, ledgers, rosters, sanitation

FILE = "load_order.csv"
WORKBOOKS = "workbooks"


@dataclass(frozen=True, slots=True)
class Step:
    """One file. `reason` is what the office answers when the upload asks for an explanation."""

    batch: int
    file: str
    form: str
    period: str
    as_of: str
    uploaded_at: str
    actor: str
    reason: str = ""


def steps() -> list[Step]:
    """Every file in the order in which it came."""
    batches = sorted([*rosters(), *ledgers(), *sanitation(), *departments()], key=lambda batch: batch.at)
    return [
        Step(
            number,
            f"{WORKBOOKS}/{file}",
            form,
            period,
            as_of,
            batch.at.isoformat(" ", "minutes"),
            batch.actor,
            reason,
        )
        for number, batch in enumerate(batches, start=1)
        for file, form, period, as_of, reason in batch.files
    ]


def write(folder: Path) -> None:
    """load_order.csv beside the workbooks."""
    with (folder / FILE).open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([field.name for field in fields(Step)])
        writer.writerows(astuple(step) for step in steps())
