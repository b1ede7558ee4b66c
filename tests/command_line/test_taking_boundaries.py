"""`manage.py boundaries`: outlines come in as one change, are drawn, and can be withdrawn like everything else."""

from datetime import date, datetime

import pytest

from domain.permissions import WHOLE_COUNTY, Moment, Scope
from domain.places import TOWN, VILLAGE
from services.county.installation import open_installation
from services.county.read_boundaries import read_boundaries
from services.known.read_setting import read_setting
from tests.outlines import outlines_of, write_outlines

DAY = date(2026, 11, 19)


@pytest.fixture
def drawn(database, command, tmp_path):
    """The outlines of every village of the sample county, in a file."""
    store = open_installation(database).store
    newest = command("changes")[1]["rows"][0]["n"]
    document = outlines_of(read_setting(store, newest).roster, DAY)
    return store, newest, document, tmp_path / "界线.geojson"


def test_outlines_come_in_once_and_a_town_is_its_villages(drawn, command):
    store, newest, document, file = drawn
    write_outlines(file, document)
    assert command("boundaries", str(file), "--dry-run")[1]["change"] is None
    code, answer = command("boundaries", str(file))
    assert (code, answer["villages"], answer["without"]) == (0, 120, [])
    assert answer["change"] == newest + 1
    assert command("boundaries", str(file))[1]["change"] is None
    now = Moment(DAY, answer["change"])
    found = read_boundaries(store, scope=WHOLE_COUNTY, moment=now, level=VILLAGE)
    assert len(found) == 120
    assert len(read_boundaries(store, scope=WHOLE_COUNTY, moment=now, level=TOWN)) == 8
    [one, *_] = found
    alone = Scope(frozenset({one}), None, may_see_names=True, may_see_small_counts=True)
    assert list(read_boundaries(store, scope=alone, moment=now, level=VILLAGE)) == [one]
    assert read_boundaries(store, scope=WHOLE_COUNTY, moment=Moment(DAY, newest), level=VILLAGE) == {}
    assert command("withdraw", str(answer["change"]), "--reason", "换新界线")[0] == 0
    assert command("check")[0] == 0


def test_an_outline_that_means_nobody_refuses_the_file_until_it_is_left_out(drawn, command):
    _, _, document, file = drawn
    document["features"][3]["properties"] |= {"区划代码": "", "名称": "不存在村"}
    write_outlines(file, document)
    code, answer = command("boundaries", str(file))
    assert (code, answer["code"]) == (1, "outlines_unmatched")
    assert "第 4 个图形" in answer["refused"]
    code, answer = command("boundaries", str(file), "--leave-out")
    assert (code, answer["villages"], len(answer["unmatched"])) == (0, 119, 1)
    assert len(answer["without"]) == 1


def test_the_change_is_told_in_words(drawn, command):
    from services.county.show_change import show_change

    store, _, document, file = drawn
    write_outlines(file, document)
    n = command("boundaries", str(file))[1]["change"]
    told = show_change(store, scope=WHOLE_COUNTY, moment=Moment(datetime(2026, 11, 20).date(), n), n=n)
    assert told.touched["new"].str.contains("个点的图形").all()
    assert set(told.touched["what"]) == {"界线"}
