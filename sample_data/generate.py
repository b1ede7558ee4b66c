"""`python -m sample_data.generate` writes the sample county's workbooks anew; with --villages, a county for benchmarks.

The workbooks are kept beside this file, under workbooks/, and their order in load_order.csv.
"""

import argparse
from pathlib import Path

from sample_data import (
    load_order,
    scaled,
    stories,
    write_door,
    write_feedback,
    write_inspections,
    write_money,
    write_monthly,
    write_projects,
    write_quarterly,
    write_roster,
    write_sanitation,
    write_screening,
    write_towns_units,
)

HERE = Path(__file__).parent
WORKBOOKS = HERE / "workbooks"
README = HERE / "README.md"

WRITERS = (
    write_roster,
    write_sanitation,
    write_monthly,
    write_screening,
    write_towns_units,
    write_quarterly,
    write_projects,
    write_money,
    write_inspections,
    write_feedback,
)


def write_county(workbooks: Path, beside: Path) -> None:
    """The workbooks into one folder; the door and the load order beside it."""
    for writer in WRITERS:
        writer.write(workbooks)
    write_door.write(beside)
    load_order.write(beside)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m sample_data.generate", description=__doc__)
    parser.add_argument(
        "--villages", type=int, help="a county of this many villages instead of the sample county"
    )
    parser.add_argument("--out", type=Path, help="folder to write into")
    options = parser.parse_args()
    if options.villages:
        scaled.write(options.villages, options.out or Path("var/bench"))
        return
    out = options.out
    write_county(out / "workbooks" if out else WORKBOOKS, out or HERE)
    if not out:
        README.write_text(stories.told(README.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
