"""Files in, on both engines: what a second upload changes, what a correction keeps, what a refusal writes."""

from datetime import date, datetime
from pathlib import Path

import pytest

from data_access.database import head, reading
from data_access.statements import Header, Said
from data_access.versions import commit
from domain.permissions import WHOLE_COUNTY, Actor, Moment, Role
from domain.records import Figure
from domain.refusals import Moved
from services.county.check_county import check_county
from services.county.load_catalogue import load_catalogue
from services.county.progress import silent
from services.measures.list_figures import list_figures
from services.taking_in.import_files import accept, preview
from services.taking_in.preview import Upload
from uploads.knowledge import Hints

BOOKS = Path(__file__).parents[3] / "sample_data" / "workbooks"
ROSTER = "00名册/云岭县镇村名册（2026年7月并村后）.xlsx"
TOWN = "01人居环境旬报/青石镇人居环境11月中旬报表.xlsx"
CORRECTED = ("01人居环境旬报/梨园人居环境10月下旬.xlsx", "01人居环境旬报/梨园人居环境10月下旬（更正）.xlsx")
ADMIN = Actor("李某", Role.ADMIN)
NOW = datetime(2026, 11, 19, 17, 45)


def upload(name):
    return Upload(Path(name).name, (BOOKS / name).read_bytes(), Hints())


def look(store, *names):
    return preview(store, ADMIN, WHOLE_COUNTY, [upload(name) for name in names], now=NOW, progress=silent)


def take(store, *names):
    return accept(store, ADMIN, WHOLE_COUNTY, look(store, *names), reason="试", now=NOW)


def newest(store):
    with reading(store) as connection:
        return head(connection)


@pytest.fixture
def county(store):
    load_catalogue(store, ADMIN, now=NOW)
    take(store, ROSTER)
    return store


def test_the_catalogue_loads_once_and_a_second_time_changes_nothing(store):
    assert load_catalogue(store, ADMIN, now=NOW).change == 1
    again = load_catalogue(store, ADMIN, now=NOW)
    assert (again.change, again.offered) == (None, ())


def test_every_filled_cell_ends_in_exactly_one_count(county):
    seen = look(county, TOWN)
    [file] = seen.files
    assert file.counts.filled() == file.reading.cells
    assert file.counts.new > 50


def test_a_roster_with_a_merger_keeps_the_old_villages_to_the_eve_of_it(county):
    before = list_figures(
        county,
        scope=WHOLE_COUNTY,
        moment=Moment(date(2026, 6, 20), newest(county)),
        indicator="TOI_COV",
        level="county",
    )
    after = list_figures(
        county,
        scope=WHOLE_COUNTY,
        moment=Moment(date(2026, 11, 19), newest(county)),
        indicator="TOI_COV",
        level="county",
    )
    assert int(before["expected"].iloc[0]) == int(after["expected"].iloc[0]) + 1


def test_the_same_file_again_is_answered_from_the_record(county):
    change = take(county, TOWN).change
    again = look(county, TOWN)
    assert again.files[0].known.change == change
    assert accept(county, ADMIN, WHOLE_COUNTY, again, reason="", now=NOW).change is None


def test_a_corrected_file_changes_only_the_corrected_cells(county):
    take(county, CORRECTED[0])
    counts = look(county, CORRECTED[1]).counts()
    assert counts.changed == 2
    assert counts.new == 0
    assert counts.same > 100


def test_a_cell_somebody_corrected_since_is_kept_and_not_turned_back(county):
    first = take(county, CORRECTED[0]).change
    seen = look(county, CORRECTED[1])
    cells = seen.files[0].differences
    key = next(
        one.keys[at]
        for one in seen.compared
        for at, _ in enumerate(one.keys)
        if one.keys[at][0] == "GAR_RATE"
    )
    said = Said(
        Figure, None,
        {"indicator": [key[0]], "subject_kind": [key[1]], "subject": [key[2]], "period": [key[3]], "numerator": [3]},
        [None],
    )  # fmt: skip
    header = Header("edit", "王某", "reviewer", "现场核实", NOW, (), ())
    commit(county, header, [said], seen=first)
    again = look(county, CORRECTED[1])
    kept = again.files[0].differences
    mine = kept[(kept["outcome"] == "kept")]
    assert len(mine) == 1
    assert mine["old"].iloc[0] == 3
    assert len(cells) == 2


def test_a_preview_made_before_somebody_else_wrote_is_refused_and_writes_nothing(county):
    take(county, CORRECTED[0])
    early = look(county, CORRECTED[1])
    take(county, CORRECTED[1])
    before = newest(county)
    with pytest.raises(Moved, match="没有写入"):
        accept(county, ADMIN, WHOLE_COUNTY, early, reason="试", now=NOW)
    assert newest(county) == before


def test_what_was_taken_in_checks_out_whole(county):
    take(county, TOWN)
    assert check_county(county) == []
