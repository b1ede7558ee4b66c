"""Villages ranked from the database at the latest day: their rate and place, beside one plain select of the figures.

3,000 and 30,000 villages with three 旬 of 卫生厕所普及率, in SQLite; the first county of a size takes a while to write.
"""

import tempfile
from pathlib import Path

import numpy as np

from bench.store import least, said
from bench.year import AS_OF, figures, moment_of, say
from data_access.bulk import fetch
from data_access.database import Store, migrate, open_store, reading
from data_access.figures import figures_as_of
from domain.ranking import competition_ranks
from sample_data import scaled

LIMITS = {3_000: "20; limit 50 ms", 30_000: "20; limit 300 ms"}
CODE = "TOI_COV"


def main() -> None:
    for count, limit in LIMITS.items():
        with tempfile.TemporaryDirectory() as folder:
            store = a_county(Path(folder), count)
            plain = f"SELECT * FROM figure_latest WHERE indicator = '{CODE}'"
            floor = least(lambda: select(store, plain))  # noqa: B023 - called at once
            taken = least(lambda: ranked(store))  # noqa: B023 - called at once
            print(f"floor: {count:,} figures by one plain select: {floor * 1000:.0f} ms")
            said(f"{count:,} villages ranked at the latest day", taken, floor, limit)
            store.engine.dispose()


def a_county(folder: Path, count: int) -> Store:
    store = open_store(f"sqlite:///{folder / 'county.db'}")
    migrate(store)
    rows = scaled.figure_frame(scaled.scaled_villages(count))
    own = rows[(rows["indicator"] == CODE).to_numpy()]
    days = {day.isoformat(): day for day in scaled.ENDS.values()}
    columns: dict[str, list[object]] = {name: own[name].tolist() for name in own}
    columns["cutoff"] = [days[str(day)] for day in columns["cutoff"]]
    columns["status"] = ["reported"] * len(own)
    say(store, figures(columns))
    return store


def ranked(store: Store) -> np.ndarray:
    """The place of every village by its rate, the best first."""
    moment = moment_of(store)
    with reading(store) as connection:
        rows = figures_as_of(connection, [CODE], AS_OF, moment.known_at, places=None, units=None)
    rate = rows["numerator"].to_numpy(dtype="float64") / rows["denominator"].to_numpy(dtype="float64")
    return competition_ranks(rate)


def select(store: Store, query: str) -> None:
    with reading(store) as connection:
        fetch(connection, query, {})


if __name__ == "__main__":
    main()
