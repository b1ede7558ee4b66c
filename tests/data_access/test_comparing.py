"""The preview of an upload: three-way against what is known, and what of it is then committed."""

from datetime import date

from saying import amounts, figures, header, imported
from sqlalchemy import text

from data_access.comparison import changes_anything, compare, missing_rows, to_commit
from data_access.database import head, reading
from data_access.statements import Said
from data_access.versions import check, commit, withdraw
from domain.difference import Outcome
from domain.records import UNSAID, Allocation, Figure, ProjectStatus


def newest(store):
    with reading(store) as connection:
        return head(connection)


def upload(store, *said, form="ledger", content=b"workbook"):
    """What a workbook of that form says, committed."""
    change, sayings = imported(said, form=form, content=content)
    return commit(store, change, sayings, newest(store)).n


def edit(store, *said):
    return commit(store, header(), said, newest(store)).n


def compared(store, said, *, form="ledger"):
    with reading(store) as connection:
        (one,) = compare(connection, [said], seen=head(connection), forms=[form])
    return one


def outcomes(store, said, field="amount", *, form="ledger"):
    return list(compared(store, said, form=form).outcomes[field])


def test_the_first_upload_is_new_and_the_second_says_the_same(store):
    said = amounts({"P1": 37, "P2": 5})
    assert outcomes(store, said) == [Outcome.NEW, Outcome.NEW]
    upload(store, said)
    assert outcomes(store, said) == [Outcome.SAME, Outcome.SAME]
    with reading(store) as connection:
        assert not changes_anything(compare(connection, [said], seen=1, forms=["ledger"]))


def test_only_the_corrected_cell_of_a_corrected_file_changes(store):
    upload(store, amounts({"P1": 37, "P2": 5}))
    one = compared(store, amounts({"P1": 38, "P2": 5}))
    assert list(one.outcomes["amount"]) == [Outcome.CHANGED, Outcome.SAME]
    assert (one.known["amount"][0], one.base["amount"][0]) == (37, 37)


def test_an_old_file_does_not_turn_a_correction_back(store):
    upload(store, amounts({"P1": 37}))
    edit(store, amounts({"P1": 38}))
    one = compared(store, amounts({"P1": 37}))
    assert list(one.outcomes["amount"]) == [Outcome.KEPT]
    committed = commit(store, header(), [to_commit(one)], newest(store))
    assert (committed.opened, committed.confirmed) == (0, 0)
    assert check(store) == []


def test_corrected_here_and_there_is_a_conflict_that_somebody_decides(store):
    upload(store, amounts({"P1": 37, "P2": 5}))
    edit(store, amounts({"P1": 38, "P2": 6}))
    one = compared(store, amounts({"P1": 39, "P2": 7}))
    assert list(one.outcomes["amount"]) == [Outcome.CONFLICT, Outcome.CONFLICT]
    assert to_commit(one).columns["amount"] == [UNSAID, UNSAID]
    chosen = to_commit(one, taken=frozenset({(1, "amount")}))
    commit(store, header(), [chosen], newest(store))
    with reading(store) as connection:
        now = connection.execute(
            text("SELECT project, amount FROM allocation WHERE closed_by IS NULL ORDER BY 1")
        )
        assert [tuple(row) for row in now] == [("P1", 38), ("P2", 7)]


def test_the_base_is_what_this_form_said_not_what_another_did(store):
    upload(store, amounts({"P1": 37}), form="ledger")
    upload(store, amounts({"P1": 38}), form="treasury", content=b"other")
    assert outcomes(store, amounts({"P1": 37}), form="ledger") == [Outcome.KEPT]
    assert outcomes(store, amounts({"P1": 39}), form="treasury") == [Outcome.CHANGED]
    assert outcomes(store, amounts({"P1": 39}), form="third") == [Outcome.CHANGED]


def test_a_confirmation_counts_as_the_forms_word(store):
    upload(store, amounts({"P1": 37}), form="ledger")
    upload(store, amounts({"P1": 37}), form="treasury", content=b"other")
    edit(store, amounts({"P1": 38}))
    assert outcomes(store, amounts({"P1": 37}), form="treasury") == [Outcome.KEPT]


def test_a_withdrawn_word_is_no_base(store):
    first = upload(store, amounts({"P1": 37}))
    edit(store, amounts({"P1": 38}))
    withdraw(store, header("withdrawal"), first)
    assert outcomes(store, amounts({"P1": 37})) == [Outcome.CHANGED]


def test_what_was_withdrawn_altogether_is_new_again(store):
    first = upload(store, amounts({"P1": 37}))
    withdraw(store, header("withdrawal"), first)
    assert outcomes(store, amounts({"P1": 37})) == [Outcome.NEW]


def test_each_field_is_held_against_its_own_last_word(store):
    def status(**fields):
        columns = {"project": ["P1"], "day": [date(2026, 11, 20)]}
        return Said(ProjectStatus, None, columns | {name: [value] for name, value in fields.items()}, [2])

    upload(store, status(stage="building", paid=10))
    upload(store, status(paid=11), content=b"second")
    edit(store, status(stage="completed", paid=12))
    one = compared(store, status(stage="building", paid=13, invested=UNSAID, reimbursed=None))
    assert {name: column[0] for name, column in one.outcomes.items()} == {
        "stage": Outcome.KEPT, "paid": Outcome.CONFLICT, "reimbursed": Outcome.SAME,
    }  # fmt: skip
    assert (one.base["stage"][0], one.base["paid"][0]) == ("building", 11)


def test_the_preview_is_made_at_the_change_it_names(store):
    upload(store, amounts({"P1": 37}))
    edit(store, amounts({"P1": 38}))
    with reading(store) as connection:
        (then,) = compare(connection, [amounts({"P1": 38})], seen=1, forms=["ledger"])
    assert list(then.outcomes["amount"]) == [Outcome.CHANGED]


def test_rows_gone_from_a_full_ledger_are_named_within_its_coverage(store):
    upload(store, amounts({"P1": 1, "P2": 2}), amounts({"P3": 3}, level="city"))
    with reading(store) as connection:
        gone = missing_rows(connection, amounts({"P1": 1}), within={"level": ["county"]}, seen=1)
    assert gone["project"].tolist() == ["P2"]


def test_days_are_compared_as_days(store):
    upload(store, figures({"V0001": 37}), form="sanitation")
    said = figures({"V0001": 37}, cutoff=date(2026, 11, 19))
    one = compared(store, said, form="sanitation")
    assert (one.outcomes["cutoff"][0], one.outcomes["numerator"][0]) == (Outcome.CHANGED, Outcome.SAME)


def test_a_row_that_says_nothing_is_not_recorded(store):
    silent = Said(
        Allocation, None, {"project": ["P1", "P2"], "level": ["county"] * 2, "amount": [UNSAID, 5]}, [2, 3]
    )
    assert commit(store, header(), [silent], 0).opened == 1
    with reading(store) as connection:
        assert connection.execute(text("SELECT project FROM allocation")).scalars().all() == ["P2"]
    assert commit(store, header(), [Said(Figure, None, figures({}).columns, [])], 1).opened == 0
    assert check(store) == []


def test_before_the_first_ledger_nothing_is_missing_from_it(store):
    with reading(store) as connection:
        gone = missing_rows(connection, amounts({"P1": 1}), within={}, seen=0)
    assert gone.empty
    assert "project" in gone
