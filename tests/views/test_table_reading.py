"""A table's words, cell by cell, from our own HTML."""

import pandas as pd

from views.heat import HeatRow, heat_html
from views.markup import Html, join, two_lines
from views.table_reading import read_table
from views.tables import Column, OutsideRow, table_html


def test_heads_and_rows_are_the_words_of_the_screen():
    rows = pd.DataFrame({"name": ["水口<村>"], "value": [None]})
    columns = [Column("村", "name"), Column("率", "value", kind="number")]
    assert read_table(table_html(rows, columns)) == (["村", "率"], [["水口<村>", "未报"]])


def test_two_lines_of_a_cell_are_joined_by_a_semicolon():
    rows = pd.DataFrame({"name": ["围箱"]})
    columns = [Column("事项", write=lambda row: two_lines(row.name, ["柳湾乡", "11-05"]))]
    assert read_table(table_html(rows, columns))[1] == [["围箱；柳湾乡 · 11-05"]]


def test_a_row_that_takes_no_part_keeps_its_reason():
    columns = [Column("名次", "rank"), Column("村", "name"), Column("得分", "score")]
    outside = [OutsideRow(("—", "竹坑村"), "不参评：缺项")]
    markup = table_html(pd.DataFrame({"rank": [], "name": [], "score": []}), columns, outside=outside)
    assert read_table(markup)[1] == [["—", "竹坑村", "不参评：缺项"]]


def test_a_hatched_cell_says_why_it_is_empty():
    heads, rows = read_table(
        heat_html([HeatRow("水口村", "柳湾乡", (float("nan"), 79.6), 79.6, 1)], ["45周", "46周"])
    )
    assert heads == ["村", "45周", "46周", "均分", "低于80"]
    assert rows == [["水口村；柳湾乡", "当期未查", "79.6", "79.6", "1"]]


def test_tables_beside_one_another_are_one_below_the_other():
    half = table_html(pd.DataFrame({"name": ["甲"]}), [Column("村", "name")])
    assert read_table(join(half, half)) == (["村"], [["甲"], ["甲"]])


def test_a_column_of_pictures_without_words_is_left_out():
    columns = [Column("村", "name"), Column("条", write=lambda _row: Html('<img src="data:," alt="">'))]
    assert read_table(table_html(pd.DataFrame({"name": ["甲"]}), columns)) == (["村"], [["甲"]])
