"""What the difference screen says of a file, cell by cell."""

from datetime import datetime

from data_access.database import head, reading
from domain.permissions import WHOLE_COUNTY, Actor, Role
from services.county.progress import silent
from services.known.read_setting import read_setting
from services.taking_in.import_files import preview
from services.taking_in.preview import Upload
from services.taking_in.tell_differences import difference_rows
from tests.pages.books import TOWN, corrected

CLERK = Actor("王某", Role.CLERK)


def test_a_cell_that_several_indicators_read_is_told_once(sample):
    upload = Upload(TOWN, corrected({"E11": 421}))
    seen = preview(sample, CLERK, WHOLE_COUNTY, [upload], now=datetime(2026, 11, 20, 9), progress=silent)
    with reading(sample) as connection:
        setting = read_setting(sample, head(connection))
    assert len(seen.files[0].differences) > 1, "more than one indicator is counted against this base"
    rows = difference_rows(seen.files[0], seen, setting, {}, {})
    assert rows[["title", "old", "new", "cell"]].to_numpy().tolist() == [
        ["应计户数", "422", "421", "Sheet1!E11"]
    ]
