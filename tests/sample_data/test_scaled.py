"""A larger county has as many villages as asked, all of them different, and the same ones every time."""

import pandas as pd
import pytest

from sample_data import scaled
from tests.sample_data.conftest import cells_of


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bench")
    scaled.write(300, folder)
    return folder


@pytest.mark.parametrize("count", [300, 3000])
def test_a_county_of_any_size_repeats_no_name_within_a_town_and_no_code(count):
    villages = scaled.scaled_villages(count)
    assert len(villages) == count
    assert len({village.key for village in villages}) == count
    assert len({village.code for village in villages}) == count
    assert all(len(village.code) == 12 for village in villages)


def test_the_wide_sheet_has_one_row_of_twenty_five_cells_per_village(county):
    rows = cells_of(county / "wide.xlsx")["Sheet1"]
    assert len(rows) == 3 + 300
    assert len(rows[2]) == 25
    assert "11月中旬" in rows[0][0]


def test_the_frames_speak_of_the_villages_of_the_roster(county):
    places = pd.read_csv(county / "places.csv", dtype=str)
    figures = pd.read_csv(county / "figures.csv")
    roster = cells_of(county / "roster.xlsx")["村名册"][2:]
    villages = places[places["level"] == "village"]
    assert [row[2] for row in roster] == villages["name"].tolist()
    assert [row[3] for row in roster] == villages["code"].tolist()
    assert set(figures["subject"]) == set(villages["place"])
    assert not figures.duplicated(["indicator", "subject", "period"]).any()
    rates = figures[figures["indicator"] != "JOB_TASK"]
    assert (rates["numerator"] <= rates["denominator"]).all()


def test_the_same_size_gives_the_same_county():
    first, again = scaled.frames(300), scaled.frames(300)
    pd.testing.assert_frame_equal(first.places, again.places)
    pd.testing.assert_frame_equal(first.figures, again.figures)
