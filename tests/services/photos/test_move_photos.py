"""Photos of a heap moved between its drafts: each is in exactly one place, whatever is done."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.refusals import Refusal
from services.photos.draft_findings import DraftedPhoto, DraftFinding
from services.photos.move_photos import ASIDE, NEW, move_photos, parted, without
from uploads.photos import ReadPhoto

DAY = date(2026, 11, 19)


def photo(place):
    return DraftedPhoto(place, ReadPhoto(b"", datetime(2026, 11, 18, 9, place), ""), "")


def draft(place, *photos, village=""):
    return DraftFinding(place, DAY, "09:00", f"文字 {place}", village, "", "", (), tuple(map(photo, photos)))


def held(kept):
    return [[one.place for one in group.photos] for group in kept.drafts], [one.place for one in kept.aside]


def test_a_photo_goes_to_another_draft_and_back_to_its_place():
    kept = parted([draft(0, 0, 1, 2), draft(1, 3)])
    away = move_photos(kept, [1], 1, beside=0)
    assert held(away) == ([[0, 2], [1, 3]], [])
    assert move_photos(away, [1], 0, beside=1) == kept


def test_photos_aside_belong_to_no_draft_until_they_are_moved_into_one():
    kept = move_photos(parted([draft(0, 0, 1)]), [0], ASIDE, beside=0)
    assert held(kept) == ([[1]], [0])
    assert held(move_photos(kept, [0], 0, beside=0)) == ([[0, 1]], [])


def test_a_new_draft_stands_behind_the_one_it_came_from_with_its_village_offered_and_its_own_time():
    kept = move_photos(parted([draft(0, 0, 1, village="V1"), draft(1)]), [1], NEW, beside=0)
    first, new, last = kept.drafts
    assert (first.place, new.place, last.place) == (0, 2, 1)
    assert (new.text, new.village, new.likely, new.day, new.at) == (
        "",
        "",
        ("V1",),
        date(2026, 11, 18),
        "09:01",
    )


def test_photos_aside_become_a_draft_when_no_other_is_left():
    kept = move_photos(parted([draft(0, 0), draft(1, 1)]), [0], ASIDE, beside=0)
    kept = without(kept, 0)
    assert held(kept) == ([[1]], [0])
    kept = without(kept, 1)
    assert held(kept) == ([[0]], [])
    assert without(kept, kept.drafts[0].place).drafts == ()


@given(st.data())
def test_every_photo_stays_in_exactly_one_place(data):
    kept = parted([draft(0, 0, 1, 2), draft(1, 3, 4), draft(2)])
    for _ in range(data.draw(st.integers(1, 8))):
        places = [one.place for one in kept.drafts]
        chosen = data.draw(st.sets(st.integers(0, 4), min_size=1))
        to, beside = data.draw(st.sampled_from([*places, NEW, ASIDE])), data.draw(st.sampled_from(places))
        kept = move_photos(kept, chosen, to, beside=beside)
        groups, aside = held(kept)
        assert sorted([*aside, *(place for group in groups for place in group)]) == [0, 1, 2, 3, 4]
        assert len({one.place for one in kept.drafts}) == len(kept.drafts)


def test_no_photo_chosen_or_a_draft_that_is_over_is_refused():
    kept = parted([draft(0, 0), draft(1)])
    with pytest.raises(Refusal, match="没有选照片"):
        move_photos(kept, [], 1, beside=0)
    with pytest.raises(Refusal, match="已经记下或放下"):
        move_photos(without(kept, 1), [0], 1, beside=0)
