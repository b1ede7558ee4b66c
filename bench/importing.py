"""From bytes to the difference on the screen, and into the store: the whole of an import, beside bare calamine.

100,000 × 20 cells read, checked and compared; a 300 × 25 report to its difference. Real SQLite file, real child process.
"""

import subprocess
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path

from bench.reading import knowledge, large_ledger, seconds_of_calamine, small_report
from data_access.database import Store, migrate, open_store
from data_access.versions import Header, Said, commit
from domain.permissions import WHOLE_COUNTY, Actor, Role
from domain.records import Place, Unit, meanings
from services.county.load_catalogue import load_catalogue
from services.county.progress import silent
from services.taking_in.import_files import accept, preview
from services.taking_in.preview import Preview, Upload

NOW = datetime(2026, 11, 21, 9, 0)
REPORT, LEDGER = "青石镇2026年11月中旬旬报.xlsx", "2026年日督查问题台账.xlsx"
ME = Actor("测速", Role.ADMIN)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        report, ledger = Path(folder, REPORT), Path(folder, LEDGER)
        report.write_bytes(small_report())
        ledger.write_bytes(large_ledger())
        for file, words, limits in (
            (report, "300 × 25 to its difference", "1 s"),
            (ledger, "100,000 × 20 read, checked, compared", "10 s, 600 MB"),
        ):
            floor = seconds_of_calamine(file.read_bytes())
            # A process of its own, so that the memory is that of the import and of nothing else.
            run = subprocess.run(
                [sys.executable, "-m", "bench.importing", str(file)],
                capture_output=True,
                text=True,
                check=True,
            )
            seconds, taken_in, cells, memory = run.stdout.split()
            print(
                f"{words}: {float(seconds):.2f} s = {float(seconds) / floor:.1f} × calamine; limit {limits}"
            )
            print(f"   {int(cells):,} cells, {memory} MB in all, taken in in {float(taken_in):.2f} s")


def import_one(file: Path) -> None:
    """Preview and accept one file in a fresh county; prints seconds, seconds, cells and megabytes."""
    with tempfile.TemporaryDirectory() as folder:
        store = a_county(Path(folder))
        seen, seconds = timed(store, file.name, file.read_bytes())
        memory = peak_megabytes()
        started = time.perf_counter()
        accept(store, ME, WHOLE_COUNTY, seen, reason="测速", now=NOW)
        print(seconds, time.perf_counter() - started, seen.counts().filled(), memory)
        store.engine.dispose()


def peak_megabytes() -> int:
    """The most memory this process ever held. Not ru_maxrss, which begins with what the parent held."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) // 1024


def timed(store: Store, name: str, content: bytes) -> tuple[Preview, float]:
    started = time.perf_counter()
    seen = preview(store, ME, WHOLE_COUNTY, [Upload(name, content)], now=NOW, progress=silent)
    return seen, time.perf_counter() - started


def a_county(folder: Path) -> Store:
    """The county of bench/reading.py in a SQLite file, with the shipped catalogue."""
    store = open_store(f"sqlite:///{folder / 'bench.db'}")
    migrate(store)
    load_catalogue(store, ME, now=NOW)
    known = knowledge()
    nodes = known.roster.nodes.values()
    places = {
        name: [getattr(node, name, None) for node in nodes]
        for name in ("place", "name", "level", "parent", "position")
    }
    units = {
        name: known.units[name].astype(object).where(known.units[name].notna(), None).tolist()
        for name in meanings(Unit)
    }
    header = Header("import", ME.name, ME.role.value, "测速", NOW, (), ())
    said = [
        Said(Place, None, places, [None] * len(places["place"])),
        Said(Unit, None, units, [None] * len(units["unit"])),
    ]
    commit(store, header, said, seen=1)
    return store


if __name__ == "__main__":
    if len(sys.argv) > 1:
        import_one(Path(sys.argv[1]))
    else:
        main()
