"""Sayings and withdrawals, case by case, on both engines."""

from datetime import date

import pytest
from saying import amounts, figures, header, imported, places
from sqlalchemy import text

from data_access.database import head, reading
from data_access.statements import Said
from data_access.versions import check, commit, withdraw
from domain.records import UNSAID, ProjectStatus
from domain.refusals import Moved, Refusal


def say(store, *said, seen=None):
    """One change; its number."""
    if seen is None:
        with reading(store) as connection:
            seen = head(connection)
    return commit(store, header(), said, seen).n


def take_back(store, n):
    return withdraw(store, header("withdrawal"), n)


def amount_at(store, n, project="P1"):
    """The amount a project has at change n, None when nothing stands."""
    with reading(store) as connection:
        return connection.execute(
            text(
                "SELECT amount FROM allocation WHERE project = :project AND opened_by <= :n "
                "AND (closed_by IS NULL OR closed_by > :n)"
            ),
            {"project": project, "n": n},
        ).scalar()


def test_a_saying_opens_a_row_and_the_next_closes_it(store):
    first, second = say(store, amounts({"P1": 37})), say(store, amounts({"P1": 38}))
    assert [amount_at(store, n) for n in (0, first, second)] == [None, 37, 38]
    assert check(store) == []


def test_the_same_value_is_confirmed_not_written_again(store):
    say(store, amounts({"P1": 37, "P2": 5}))
    committed = commit(store, header(), [amounts({"P1": 37, "P2": 6})], 1)
    assert (committed.opened, committed.closed, committed.confirmed) == (1, 1, 1)


def test_withdrawing_the_older_keeps_the_newer_and_withdrawing_both_leaves_nothing(store):
    """5 says 37, 9 says 38; withdraw 5, then 9."""
    five, nine = say(store, amounts({"P1": 37})), say(store, amounts({"P1": 38}))
    assert take_back(store, five).opened == 0
    assert amount_at(store, 3) == 38
    take_back(store, nine)
    assert [amount_at(store, n) for n in (1, 2, 3, 4)] == [37, 38, 38, None]
    assert check(store) == []


def test_withdrawing_the_newer_brings_the_older_back_with_its_cells(store):
    head_5, said = imported([amounts({"P1": 37})])
    five = commit(store, head_5, said, 0).n
    nine = say(store, amounts({"P1": 38}))
    take_back(store, nine)
    assert amount_at(store, 3) == 37
    with reading(store) as connection:
        copy = connection.execute(text("SELECT * FROM allocation WHERE opened_by = 3")).one()
    assert (copy.said_by, copy.copy_of, copy.said_in, copy.said_line) == (five, 1, 1, 2)


def test_what_two_changes_say_stays_when_the_first_is_withdrawn(store):
    """5 and 9 both say 37; withdraw 5."""
    five, nine = say(store, amounts({"P1": 37})), say(store, amounts({"P1": 37}))
    assert take_back(store, five).closed == 0
    assert amount_at(store, 3) == 37
    take_back(store, nine)
    assert amount_at(store, 4) is None
    assert check(store) == []


def test_a_withdrawal_can_be_withdrawn(store):
    five, nine = say(store, amounts({"P1": 37})), say(store, amounts({"P1": 38}))
    back = take_back(store, nine).n
    take_back(store, back)
    take_back(store, five)
    assert [amount_at(store, n) for n in range(1, 6)] == [37, 38, 37, 38, 38]
    assert check(store) == []


def test_a_change_that_no_longer_stands_is_not_withdrawn_twice(store):
    first = say(store, amounts({"P1": 37}))
    take_back(store, first)
    with pytest.raises(Refusal, match="已被第 2 号撤回。要恢复它，请撤回第 2 号"):
        take_back(store, first)
    with pytest.raises(Refusal, match="没有第 9 号变更，最新的是第 2 号"):
        take_back(store, 9)


def status(project, **fields):
    columns = {"project": [project], "day": [date(2026, 11, 20)]}
    return Said(ProjectStatus, None, columns | {name: [value] for name, value in fields.items()}, [2])


def status_now(store):
    with reading(store) as connection:
        row = connection.execute(
            text("SELECT stage, paid, invested FROM project_status WHERE closed_by IS NULL")
        ).first()
        return tuple(row) if row else None


def test_each_field_is_worth_what_the_newest_standing_change_says_of_it(store):
    stage = say(store, status("P1", stage="building", paid=10))
    paid = say(store, status("P1", paid=20))
    invested = say(store, status("P1", invested=5))
    assert status_now(store) == ("building", 20, 5)
    take_back(store, paid)
    assert status_now(store) == ("building", 10, 5)
    take_back(store, stage)
    assert status_now(store) == (None, None, 5)
    take_back(store, invested)
    assert status_now(store) is None
    assert check(store) == []


def test_a_blank_never_deletes_but_an_empty_value_said_on_purpose_does(store):
    say(store, status("P1", stage="building", paid=10))
    assert commit(store, header(), [status("P1", stage=UNSAID, paid=10)], 1).confirmed == 1
    say(store, status("P1", stage=None, paid=UNSAID))
    assert status_now(store) == (None, 10, None)


def test_two_sheets_of_one_change_may_complete_each_other(store):
    committed = commit(store, header(), [status("P1", paid=10), status("P1", stage="building", paid=10)], 0)
    assert (committed.opened, committed.confirmed) == (1, 1)
    assert status_now(store) == ("building", 10, None)
    take_back(store, 1)
    take_back(store, 2)
    assert status_now(store) == ("building", 10, None)
    assert check(store) == []


def test_two_sheets_of_one_change_that_contradict_are_refused(store):
    with pytest.raises(Refusal, match="“累计支付”一处是“10”，一处是“11”"):
        say(store, status("P1", paid=10), status("P1", paid=11))
    with reading(store) as connection:
        assert head(connection) == 0


VILLAGE = {"name": "石湾村", "level": "village"}


def test_a_new_row_without_what_it_cannot_do_without_is_refused(store):
    with pytest.raises(Refusal, match="地区“V0001”第一次出现，应写明“级别”，现在没有写"):
        say(store, places({"V0001": {"name": "石湾村"}}))


def test_a_withdrawal_that_leaves_half_a_row_is_refused_naming_the_rest(store):
    first = say(store, places({"V0001": VILLAGE}))
    later = say(store, places({"V0001": {"households": 120}}))
    with pytest.raises(Refusal, match=f"地区“V0001”只剩第 {later} 号变更所报的部分，缺“名称”、“级别”"):
        take_back(store, first)
    take_back(store, later)
    take_back(store, first)
    assert check(store) == []


def test_a_withdrawal_that_would_take_the_place_from_under_facts_is_refused_naming_them(store):
    roster = say(store, places({"V0001": VILLAGE, "V0002": VILLAGE}))
    reported = say(store, figures({"V0001": 37}))
    with pytest.raises(
        Refusal, match=r"数据“TOI_COV·place·V0001·2026-11-X2”会失去所属的地区。请先撤回第 2 号变更"
    ):
        take_back(store, roster)
    with reading(store) as connection:
        assert head(connection) == reported
    take_back(store, reported)
    take_back(store, roster)
    with pytest.raises(Refusal, match="会失去所属的地区"):
        take_back(store, 3)
    assert check(store) == []


def test_a_touched_key_that_moved_since_the_preview_stops_the_whole_change(store):
    say(store, amounts({"P1": 37}))
    with pytest.raises(Moved) as moved:
        say(store, amounts({"P1": 38, "P2": 1}), seen=0)
    assert moved.value.keys == 1
    with reading(store) as connection:
        assert head(connection) == 1
    assert say(store, amounts({"P2": 1}), seen=0) == 2


def test_a_key_that_was_withdrawn_since_the_preview_has_moved(store):
    first = say(store, amounts({"P1": 37}))
    take_back(store, first)
    with pytest.raises(Moved):
        say(store, amounts({"P1": 37}), seen=first)


def test_a_confirmation_moves_nothing(store):
    first = say(store, amounts({"P1": 37}))
    say(store, amounts({"P1": 37}))
    assert say(store, amounts({"P1": 38}), seen=first) == 3


def test_a_field_not_spoken_of_keeps_its_value_while_a_new_row_takes_the_default(store):
    say(store, places({"V0001": {**VILLAGE, "position": 5}}))
    say(store, places({"V0001": {"name": "石湾社区", "level": "village"}, "V0002": VILLAGE}))
    with reading(store) as connection:
        rows = connection.execute(
            text("SELECT place, name, position FROM place WHERE closed_by IS NULL ORDER BY place")
        )
        assert [tuple(row) for row in rows] == [("V0001", "石湾社区", 5), ("V0002", "石湾村", 0)]
