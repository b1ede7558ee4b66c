"""Photos of a problem: kept once, paired, doubted where they are old or used again, looked at, covered, erased."""

from datetime import date, datetime

import pytest
from PIL import ImageOps

from data_access.database import head, reading
from domain.permissions import WHOLE_COUNTY, Actor, Moment, Role
from domain.refusals import Refusal
from services.county.check_county import check_county
from services.photos.add_photos import add_photos
from services.photos.erase_photo import erase_photo
from services.photos.kept_pictures import shown_picture
from services.photos.look_at_photo import look_at_photo
from services.photos.read_photos import pairs, read_photos
from services.photos.taken_in import PhotoFile
from services.problems.record_finding import Finding, record_finding
from tests.photographs import drawn, jpeg

DAY, NOW = date(2026, 11, 23), datetime(2026, 11, 25, 9, 0)
INSPECTOR, KEEPER = Actor("督查 甲某", Role.INSPECTOR), Actor("审核 乙某", Role.REVIEWER)


def file(scene, heap=True, **more):
    return PhotoFile(f"{scene}.jpg", jpeg(drawn(scene, heap), **more))


@pytest.fixture
def county(own_sample):
    class County:
        store = own_sample

        def finding(self, *photos, **more):
            asked = {"village": "V0003", "day": DAY, "text": "沟边存量垃圾未清理", "kind": "垃圾积存", **more}
            return record_finding(own_sample, INSPECTOR, Finding(**asked), scope=WHOLE_COUNTY, team="", now=NOW,
                                  photos=photos).number  # fmt: skip

        def add(self, number, *photos, side="after", by=INSPECTOR):
            return add_photos(
                own_sample, by, scope=WHOLE_COUNTY, number=number, side=side, files=photos, now=NOW
            )

        def seen(self, number):
            with reading(own_sample) as connection:
                moment = Moment(NOW.date(), head(connection))
            return read_photos(own_sample, scope=WHOLE_COUNTY, moment=moment, number=number)

    return County()


def test_an_honest_after_photo_stands_beside_its_before_without_a_doubt(county):
    number = county.finding(file(1, taken=datetime(2026, 11, 23, 10, 5)))
    added = county.add(number, file(1, heap=False, taken=datetime(2026, 11, 24, 15, 0)))
    assert (added.added, added.refused) == (1, ())
    ((before, after),) = pairs(county.seen(number))
    assert (before.taken, after.taken) == ("2026-11-23 10:05", "2026-11-24 15:00")
    assert before.doubts == after.doubts == ()
    assert shown_picture(county.store, after.shown, 200).startswith("data:image/jpeg;base64,")


def test_a_photo_used_again_is_doubted_with_the_other_beside_it(county):
    old = county.finding(file(1))
    number = county.finding(file(2), text="另一处", spot="二组")
    mirrored = PhotoFile("m.jpg", jpeg(ImageOps.mirror(drawn(1)), quality=40))
    county.add(number, mirrored, file(2))
    doubts = {one.doubts[0].words: one.doubts[0] for one in county.seen(number) if one.doubts}
    assert {(words.split(" 的")[0], one.other_problem) for words, one in doubts.items()} == {
        (f"左右翻转后就是 {old}", old),
    }
    (first,) = county.seen(old)
    assert doubts.popitem()[1].other == first.photo


def test_the_very_photo_from_before_is_known_already_and_goes_in_once(county):
    number = county.finding(file(1))
    added = county.add(number, file(1))
    assert (added.n, added.known) == (None, 1)
    other = county.finding(file(3), text="另一处", spot="三组")
    county.add(other, file(1))
    assert [doubt.other_problem for one in county.seen(other) for doubt in one.doubts] == [number]


def test_a_photo_taken_before_the_finding_is_doubted(county):
    number = county.finding(file(1))
    county.add(number, file(2, heap=False, taken=datetime(2026, 10, 2, 8, 0)))
    assert [doubt.words for one in county.seen(number) for doubt in one.doubts] == [
        "照片记着拍于 2026-10-02，早于发现问题的 2026-11-23"
    ]


def test_what_cannot_be_read_is_named_and_the_rest_goes_in(county):
    number = county.finding()
    added = county.add(number, file(1, heap=False), PhotoFile("单子.pdf", b"%PDF-1.7"))
    assert (added.added, len(added.refused)) == (1, 1)
    assert "《单子.pdf》不是照片" in added.refused[0]
    with pytest.raises(Refusal, match="《单子.pdf》不是照片"):
        county.finding(PhotoFile("单子.pdf", b"%PDF-1.7"), spot="五组")
    with pytest.raises(Refusal, match="您的角色是领导"):
        county.add(number, file(2), by=Actor("领导", Role.LEADER))


def test_looking_says_who_and_covering_shows_the_copy_from_then_on(county):
    number = county.finding(file(1))
    (photo,) = county.seen(number)
    assert (photo.looked, photo.look) == (False, "还没人看过有没有人脸车牌")

    def look(*boxes):
        look_at_photo(
            county.store,
            INSPECTOR,
            scope=WHOLE_COUNTY,
            number=number,
            photo=photo.photo,
            boxes=boxes,
            now=NOW,
        )
        return county.seen(number)[0]

    clear = look()
    assert (clear.look, clear.shown) == ("已看过：无人脸车牌（督查 甲某）", photo.photo)
    once = look((0.1, 0.1, 0.3, 0.3))
    assert once.look == "已遮盖（督查 甲某）"
    assert once.shown != photo.photo
    assert look((0.9, 0.9, 0.6, 0.6)).shown not in (once.shown, photo.photo)
    assert look().look == "已遮盖（督查 甲某）"


def test_an_erased_photo_is_a_drawn_state_and_the_county_is_whole(county):
    number = county.finding(file(1))
    (photo,) = county.seen(number)
    ask = {"scope": WHOLE_COUNTY, "number": number, "photo": photo.photo, "now": NOW}
    with pytest.raises(Refusal, match="由审核、管理来做"):
        erase_photo(county.store, INSPECTOR, reason="拍到了人", **ask)
    with pytest.raises(Refusal, match="没有写为什么涂除"):
        erase_photo(county.store, KEEPER, reason=" ", **ask)
    erase_photo(county.store, KEEPER, reason="拍到了人", **ask)
    (gone,) = county.seen(number)
    assert gone.erased
    assert shown_picture(county.store, gone.shown, 200) == ""
    assert check_county(county.store) == []
