"""Each workbook of the door is wrong in exactly the way it says."""

import re
import zipfile

import openpyxl
import pytest

from sample_data import write_door
from sample_data.county import villages_on
from sample_data.days import AS_OF
from tests.sample_data.conftest import HOME, WORKBOOKS, cells_of


def test_the_unit_slip_is_one_town_ten_thousand_times_too_much():
    right = cells_of(WORKBOOKS / "03季报/村集体经济收入（2026年三季度）.xlsx")["3季度"]
    wrong = cells_of(HOME / write_door.UNIT_SLIP)["3季度"]
    ratios, town = {}, ""
    for good, bad in zip(right[4:-2], wrong[4:-2], strict=True):
        town = good[1] or town
        ratios.setdefault(town, set()).update(
            round(b / g) for g, b in zip(good[3:11], bad[3:11], strict=True) if g
        )
    assert ratios.pop("松岗镇") == {10_000}
    assert len(ratios) == 7
    assert all(found == {1} for found in ratios.values())


def test_the_unknown_village_is_in_no_roster():
    names = {village.name for village in villages_on(AS_OF)}
    (sheet,) = cells_of(HOME / write_door.UNKNOWN_VILLAGE).values()
    written = {row[2] for row in sheet[7:] if row[2]}
    assert written - names == {"云合村", "樟木下村"}


def test_the_four_slips_stand_where_they_are_said_to():
    page = openpyxl.load_workbook(HOME / write_door.SLIPS).active
    assert page["H8"].value == "三十"
    assert page["I11"].value == "约66.6%"
    assert int(page["H9"].value[:-1]) > int(page["G9"].value[:-1])
    listed = [page[f"H{row}"].value for row in range(7, 22) if row != 8]
    hidden = int(page["H22"].value[:-1].replace(",", "")) - sum(int(text[:-1]) for text in listed)
    right = openpyxl.load_workbook(WORKBOOKS / "01人居环境旬报/双塘镇11月中旬农村人居环境情况.xlsx").active
    assert hidden == int(right["H8"].value[:-1]) + 100


def test_the_truncated_workbook_cannot_be_opened():
    with pytest.raises(zipfile.BadZipFile):
        zipfile.ZipFile(HOME / write_door.TRUNCATED)


def test_household_numbers_carry_a_right_check_digit_and_exist_only_for_a_test(tmp_path):
    path = write_door.write_households(tmp_path)
    rows = cells_of(path)["监测户明细"][1:]
    assert len(rows) == 15
    for row in rows:
        number = str(row[3])
        assert re.fullmatch(r"990101\d{11}[\dX]", number)
        weighed = sum(int(digit) * pow(2, 17 - at, 11) for at, digit in enumerate(number[:17]))
        assert (weighed + (10 if number[-1] == "X" else int(number[-1]))) % 11 == 1
    assert not list(HOME.rglob(write_door.HOUSEHOLDS))
