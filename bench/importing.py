"""From bytes to the difference on the screen, and into the store: the whole of an import, beside bare calamine.

100,000 × 20 cells read, checked and compared; a 300 × 25 report to its difference. Real SQLite file, real child process.
"""

import resource
import tempfile
import time
from datetime import datetime
from pathlib import Path

from bench.reading import knowledge, large_ledger, seconds_of_calamine, small_report
from data_access.database import Store, migrate, open_store
from data_access.versions import Header, Said, commit
from domain.permissions import WHOLE_COUNTY, Actor, Role
from domain.records import Place, Unit, meanings
from services.import_files import accept, preview
from services.load_catalogue import load_catalogue
from services.preview import Preview, Upload
from services.progress import silent

NOW = datetime(2026, 11, 21, 9, 0)
ME = Actor("测速", Role.ADMIN)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = a_county(Path(folder))
        report = small_report()
        floor = seconds_of_calamine(report)
        _, seconds = timed(store, "青石镇2026年11月中旬旬报.xlsx", report)
        print(f"300 × 25 to its difference: {seconds:.2f} s = {seconds / floor:.0f} × calamine; limit 1 s")
        ledger = large_ledger()
        floor = seconds_of_calamine(ledger)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        seen, seconds = timed(store, "2026年日督查问题台账.xlsx", ledger)
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        counts = seen.counts()
        print(
            f"100,000 × 20 read, checked, compared: {seconds:.2f} s = {seconds / floor:.1f} × calamine; limit 10 s"
        )
        print(
            f"   {counts.filled():,} cells, {counts.new:,} new; memory {most // 1024} MB (before it {before // 1024}); limit 600 MB"
        )
        started = time.perf_counter()
        accept(store, ME, WHOLE_COUNTY, seen, reason="测速", now=NOW)
        print(f"   taken in: {time.perf_counter() - started:.2f} s")
        store.engine.dispose()


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
    main()
