"""Rows as known at a change: what a frame holds, who said each field, and everything a key ever was."""

from datetime import date

import pandas as pd
from saying import amounts, figures, header, imported, places
from sqlalchemy import text

from data_access.database import head, reading
from data_access.rows import history, provenance, rows_known
from data_access.statements import Said
from data_access.versions import commit, withdraw
from domain.records import RECORDS, Allocation, Figure, Form, Place, Problem, Target

LARGE = 2**53 + 1


def say(store, *said):
    with reading(store) as connection:
        seen = head(connection)
    return commit(store, header(), said, seen).n


def known(store, record, n=None, **where):
    with reading(store) as connection:
        return rows_known(connection, record, head(connection) if n is None else n, where=where)


def test_every_record_gives_every_field_even_when_nothing_is_known(store):
    for record in RECORDS.values():
        frame = known(store, record)
        assert list(frame.columns) == [
            *record.model_fields,
            "id",
            "opened_by",
            "said_by",
            "said_in",
            "said_line",
        ]
        assert frame.empty


def test_days_are_dates_amounts_are_exact_and_missing_stays_missing(store):
    village = {
        "name": "石湾村",
        "level": "village",
        "valid_from": date(2026, 7, 1),
        "population": None,
        "code": "00511",
    }
    town = {"name": "青石镇", "level": "town", "valid_from": None, "population": LARGE, "code": None}
    say(store, places({"T01": town, "V0001": village}))
    frame = known(store, Place)
    assert frame["valid_from"].tolist() == [None, date(2026, 7, 1)]
    assert frame["population"].tolist() == [LARGE, pd.NA]
    assert frame["population"].dtype == "Int64"
    assert frame["code"].isna().tolist() == [True, False]
    assert frame["code"].iloc[1] == "00511"
    assert frame["position"].tolist() == [0, 0]


def test_a_truth_is_a_truth_on_both_engines(store):
    form = {
        "form": ["sanitation"], "name": ["人居环境旬报"], "layout": ["indicators"], "level": ["village"], "cadence": ["xun"],
        "full": [True],
    }  # fmt: skip
    say(store, Said(Form, None, form, [2]))
    assert known(store, Form)["full"].tolist() == [True]
    assert len(known(store, Form, full=[False])) == 0


def test_rows_are_chosen_by_any_field(store):
    say(store, figures({"V0001": 1, "V0002": 2}), figures({"V0001": 3}, indicator="WAT_COV"))
    assert known(store, Figure, indicator=["WAT_COV"])["numerator"].tolist() == [3]
    assert known(store, Figure, subject=["V0002"], cutoff=[date(2026, 11, 20)])["numerator"].tolist() == [2]
    assert known(store, Figure, subject=[]).empty


def test_a_field_named_like_a_mark_keeps_its_own_value(store):
    target = {
        "indicator": ["TOI_COV"],
        "subject": ["*"],
        "line": ["node"],
        "day": [date(2026, 11, 20)],
        "value": [900_000],
    }
    say(store, Said(Target, None, target, [7]))
    frame = known(store, Target)
    assert (frame["line"].iloc[0], frame["said_line"].iloc[0]) == ("node", 7)


def test_a_past_version_is_read_as_it_was(store):
    say(store, amounts({"P1": 37}))
    say(store, amounts({"P1": 38, "P2": 1}))
    assert [known(store, Allocation, n)["amount"].tolist() for n in (0, 1, 2)] == [[], [37], [38, 1]]


def test_provenance_names_file_sheet_and_cell_of_every_saying(store):
    change, said = imported(
        [figures({"V0001": 37})], columns={"TOI_COV.numerator": "F", "TOI_COV.denominator": "E"}
    )
    first = commit(store, change, said, 0).n
    corrected = Said(Figure, None, {
        "indicator": ["TOI_COV"], "subject_kind": ["place"], "subject": ["V0001"], "period": ["2026-11-X2"], "numerator": [38],
    }, [None])  # fmt: skip
    second = say(store, corrected)
    withdraw(store, header("withdrawal"), second)
    with reading(store) as connection:
        found = provenance(connection, Figure, ("TOI_COV", "place", "V0001", "2026-11-X2"), 3)
    of_numerator = found[found["field"] == "numerator"]
    told = of_numerator[["value", "change", "file", "sheet", "cell", "standing"]]
    assert told.values.tolist() == [
        [38, second, None, None, None, False],
        [37, first, "青石镇.xlsx", "Sheet1", "F2", True],
    ]
    assert found[found["field"] == "denominator"]["cell"].tolist() == ["E2"]
    assert found[found["field"] == "cutoff"]["value"].tolist() == [date(2026, 11, 20)]
    assert set(found["actor"]) == {"王某"}


def test_provenance_counts_a_confirmation_as_a_saying(store):
    change, said = imported([amounts({"P1": 37})], columns={"allocation.amount": "C"})
    commit(store, change, said, 0)
    change, said = imported([amounts({"P1": 37})], columns={"allocation.amount": "D"}, content=b"other")
    commit(store, change, said, 1)
    with reading(store) as connection:
        found = provenance(connection, Allocation, ("P1", "county"), 2)
        earlier = provenance(connection, Allocation, ("P1", "county"), 1)
    assert found["cell"].tolist() == ["D2", "C2"]
    assert earlier["cell"].tolist() == ["C2"]


def test_the_history_of_a_key_is_every_row_oldest_first(store):
    say(store, amounts({"P1": 37}))
    second = say(store, amounts({"P1": 38}))
    withdraw(store, header("withdrawal"), second)
    with reading(store) as connection:
        found = history(connection, Allocation, ("P1", "county"))
    assert found[["amount", "opened_by", "said_by"]].values.tolist() == [[37, 1, 1], [38, 2, 2], [37, 3, 1]]
    assert found["closed_by"].tolist() == [2, 3, pd.NA]


def test_free_text_is_kept_as_written(store):
    problem = {
        "problem": ["W1"], "source": ["hotline"], "found_on": [date(2026, 11, 3)],
        "text": ["“路灯”不亮\\坏了,\t{第一} \"次\"\n第二次"],
    }  # fmt: skip
    say(store, Said(Problem, None, problem, [2]))
    assert known(store, Problem)["text"].tolist() == problem["text"]
    assert len(known(store, Problem, problem=["W1"])) == 1


def test_a_key_with_quotes_and_commas_is_found_again(store):
    odd = 'P"1\\,{},NULL'
    say(store, amounts({odd: 37}))
    assert commit(store, header(), [amounts({odd: 37})], 1).confirmed == 1
    with reading(store) as connection:
        assert connection.execute(text("SELECT count(*) FROM allocation")).scalar_one() == 1
