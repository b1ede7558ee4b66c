"""The office's habits stand among its terms: the newest word that holds on the day, as shipped where there is none."""

from datetime import date

from domain.practice import Practice, practice
from domain.records import Term
from services.county.load_catalogue import SHIPPED, rows_of


def shipped():
    return [(row.term, row.valid_from, row.word) for row in rows_of(SHIPPED / "terms.csv", Term)]


def test_what_ships_is_what_holds_without_a_word():
    told, plain = practice(shipped(), date(2026, 11, 19)), Practice()
    for name in ("rebound_days", "look_back_share", "unvisited_weeks", "drawn"):
        assert getattr(told, name) == getattr(plain, name)
    assert told.slips == {"note": "蓝单·提醒函", "warn": "黄单·督办函", "bad": "红单·约谈通报"}


def test_a_number_the_office_sets_holds_from_its_day():
    terms = [*shipped(), ("rule.rebound_days", "2026-07-01", "60")]
    assert practice(terms, date(2026, 6, 30)).rebound_days == 30
    assert practice(terms, date(2026, 7, 1)).rebound_days == 60


def test_a_word_that_is_no_number_changes_nothing():
    for word in ("三十", "0", "", "-5"):
        assert practice([("rule.rebound_days", "", word)], date(2026, 7, 1)).rebound_days == 30
