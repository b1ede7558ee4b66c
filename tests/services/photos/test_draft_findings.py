"""From a heap of photos and a pasted message to findings: by village and time, each confirmed, nobody's name kept."""

from datetime import date, datetime

import pytest

from data_access.database import head, reading
from domain.permissions import WHOLE_COUNTY, Actor, Moment, Role
from domain.refusals import Refusal
from services.photos.draft_findings import draft_findings
from services.photos.read_photos import read_photos
from services.photos.taken_in import PhotoFile
from services.problems.record_finding import Finding, record_finding
from tests.photographs import drawn, jpeg

NOW = datetime(2026, 11, 25, 18, 0)
INSPECTOR = Actor("督查 甲某", Role.INSPECTOR)
PASTED = "钱某某 2026/11/23 9:12:33\n青石镇桃源坞村沟边存量垃圾没清\n[图片]\n孙某某 2026/11/23 10:40\n某某村路边乱堆\n"


def drafts_from(store, message, *files, by=INSPECTOR):
    return draft_findings(store, by, scope=WHOLE_COUNTY, message=message, files=files, now=NOW)


def photo(scene, hour, minute, name="a.jpg"):
    return PhotoFile(name, jpeg(drawn(scene), taken=datetime(2026, 11, 23, hour, minute)))


def test_drafts_become_findings_with_their_photos_when_confirmed(own_sample):
    with reading(own_sample) as connection:
        before = head(connection)
    found = drafts_from(
        own_sample, PASTED, photo(1, 9, 10), photo(2, 9, 20), PhotoFile("微信图片_20261123104500.jpg", jpeg(drawn(3))),
        PhotoFile("单子.pdf", b"%PDF-1.7"),
    )  # fmt: skip
    first, second = found.drafts
    assert (first.village, first.named, first.asked, len(first.photos)) == ("V0003", "桃源坞村", "", 2)
    assert (second.village, second.asked, len(second.photos)) == ("", "没有认出村名，请选村。", 1)
    assert (first.day, first.at, second.at) == (date(2026, 11, 23), "09:12", "10:40")
    assert len(found.refused) == 1
    assert not any(name in repr(found) for name in ("钱某某", "孙某某"))
    with reading(own_sample) as connection:
        assert head(connection) == before, "a draft writes nothing"

    done = record_finding(
        own_sample, INSPECTOR, Finding(first.village, first.day, first.text, "垃圾积存"), scope=WHOLE_COUNTY, team="", now=NOW,
        photos=[one.photo for one in first.photos],
    )  # fmt: skip
    kept = read_photos(own_sample, scope=WHOLE_COUNTY, moment=Moment(NOW.date(), done.n), number=done.number)
    assert [one.taken for one in kept] == ["2026-11-23 09:10", "2026-11-23 09:20"]


def test_a_village_named_without_its_suffix_is_offered_first_and_asked(own_sample):
    (draft,) = drafts_from(own_sample, "钱某某 2026/11/23 9:12\n桃源坞沟边垃圾没清").drafts
    assert (draft.village, draft.likely) == ("", ("V0003",))
    assert draft.asked == "没有写村的全名。文字里有“桃源坞”，像是桃源坞村，排在最前，请选定。"


def test_nothing_too_much_or_another_role_is_told(own_sample):
    with pytest.raises(Refusal, match="没有照片，也没有文字"):
        drafts_from(own_sample, " ")
    with pytest.raises(Refusal, match="一次最多 60 张照片"):
        drafts_from(own_sample, "", *[PhotoFile("a.jpg", b"x")] * 61)
    with pytest.raises(Refusal, match="您的角色是科员"):
        drafts_from(own_sample, PASTED, by=Actor("科员", Role.CLERK))
