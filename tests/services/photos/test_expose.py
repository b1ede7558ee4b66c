"""A problem on its way to the wall and back: photos looked at, the unit's reply, another reviewer, recall, erasure."""

from datetime import date, datetime

import pytest

from data_access.database import head, reading
from data_access.erasure import erase
from data_access.statements import Header
from domain.exposure import ABOUT
from domain.permissions import WHOLE_COUNTY, Actor, Moment, Role, Scope
from domain.records import Event, Photo, Problem
from domain.refusals import Refusal
from services.accounts.rows_in_scope import rows_in_scope
from services.known.known_rows import known_rows
from services.photos.expose import expose
from services.photos.exposure_case import exposure_case
from services.photos.look_at_photo import look_at_photo
from services.photos.read_photos import read_photos
from services.photos.show_exposed import show_exposed
from services.photos.show_wall import show_wall
from services.photos.taken_in import PhotoFile
from services.problems.record_finding import Finding, record_finding
from tests.photographs import drawn, jpeg

DAY, NOW = date(2026, 11, 23), datetime(2026, 11, 25, 9, 0)
INSPECTOR, KEEPER = Actor("督查 甲某", Role.INSPECTOR), Actor("审核 乙某", Role.REVIEWER)
REPLY = {"reply": "明天中午以前清运完", "actor": "青石镇"}


@pytest.fixture
def way(own_sample):
    class Way:
        store = own_sample
        number = record_finding(
            own_sample, INSPECTOR,
            Finding("V0003", DAY, "沟边存量垃圾未清理", "垃圾积存", "二组桥头", person="村支书 陶某某"), scope=WHOLE_COUNTY,
            team="", now=NOW, photos=[PhotoFile("a.jpg", jpeg(drawn(1)))],
        ).number  # fmt: skip

        def go(self, kind, by=KEEPER, **told):
            seen = exposure_case(own_sample, scope=WHOLE_COUNTY, number=self.number).n
            said = {"actor": by.name, **told}
            return expose(own_sample, by, scope=WHOLE_COUNTY, number=self.number, kind=kind, day=DAY, told=said,
                          seen=seen, now=NOW)  # fmt: skip

        def moment(self):
            with reading(own_sample) as connection:
                return Moment(NOW.date(), head(connection))

        def page(self):
            return show_exposed(own_sample, scope=WHOLE_COUNTY, moment=self.moment())

        def exposed(self):
            return {one.number: one for one in self.page().exposed}

        def hung(self):
            shown = show_wall(own_sample, scope=WHOLE_COUNTY, moment=self.moment())
            return {one.number: one for one in shown}

        def look(self):
            (photo, *_) = read_photos(
                own_sample, scope=WHOLE_COUNTY, moment=self.moment(), number=self.number
            )
            boxes = [(0.1, 0.1, 0.2, 0.2)]
            look_at_photo(own_sample, INSPECTOR, scope=WHOLE_COUNTY, number=self.number, photo=photo.photo, boxes=boxes,
                          now=NOW)  # fmt: skip
            return photo.photo

    return Way()


def test_a_photo_nobody_looked_at_is_not_exposed_and_nothing_is_by_default(way):
    assert way.number not in way.exposed()
    assert way.number not in way.hung()
    with pytest.raises(Refusal, match="还有 1 张照片没人看过有没有人脸车牌"):
        way.go("proposed", INSPECTOR, sentence="二组桥头沟边垃圾未清")


def test_from_proposal_to_the_wall_and_back(way):
    original = way.look()
    way.go("proposed", INSPECTOR, sentence="二组桥头沟边垃圾未清")
    with pytest.raises(Refusal, match="单位还没有回应"):
        way.go("approved")
    way.go("answered", **REPLY)
    with pytest.raises(Refusal, match="提出的人不能自己审核"):
        way.go("approved", actor=INSPECTOR.name)
    assert way.number in set(way.page().waiting["problem"])
    way.go("approved")
    assert way.number not in way.exposed()
    way.go("exposed", channel="工作群")

    hung, shown = way.hung()[way.number], way.exposed()[way.number]
    assert (hung.before, hung.after) == (shown.before, "")
    assert (shown.place, shown.spot) == ("青石镇桃源坞村", "二组桥头")
    assert (shown.sentence, shown.reply) == ("二组桥头沟边垃圾未清", "明天中午以前清运完")
    assert (shown.day, shown.channel, shown.after) == ("2026-11-23", "工作群", "")
    assert shown.before not in ("", original), "the covered copy is shown"
    assert "陶某某" not in repr(shown)
    assert way.page().conclusion.plain == "正在曝光 2 处，其中 1 处已销号；"

    way.go("recalled", INSPECTOR, note="镇里已经清完")
    assert way.number not in way.exposed()
    problems = known_rows(way.store, Problem, way.moment().known_at).set_index("problem")
    assert problems.loc[way.number, "exposed"] is False or not problems.loc[way.number, "exposed"]


def test_what_is_shown_names_no_person_and_can_be_erased(way):
    way.look()
    with pytest.raises(Refusal, match="文字里写着“陶某某”"):
        way.go("proposed", INSPECTOR, sentence="陶某某不清垃圾")
    with pytest.raises(Refusal, match="手机号"):
        way.go("proposed", INSPECTOR, sentence="举报电话 13812345678")
    way.go("proposed", INSPECTOR, sentence="二组桥头沟边垃圾未清")
    way.go("answered", **REPLY)
    way.go("approved")
    way.go("exposed", channel="工作群")
    key = (ABOUT, way.number, DAY.isoformat(), 1)
    header = Header("erasure", "王某", "admin", "申请删除", NOW, (), ())
    erase(way.store, header, Event, key, fields=("note",), files=())
    assert way.exposed()[way.number].sentence == ""


def test_a_town_sees_its_own_photos_and_exposures_only(way):
    way.look()
    way.go("proposed", INSPECTOR, sentence="二组桥头沟边垃圾未清")
    n = way.moment().known_at
    for record in (Photo, Event, Problem):
        rows = known_rows(way.store, record, n)
        own = (rows["about"] == ABOUT) if record is Event else rows["problem"] == way.number
        for places, sees in ((frozenset({"V0003"}), 1), (frozenset({"T08"}), 0)):
            scope = Scope(places, None, may_see_names=False, may_see_small_counts=False)
            seen = rows_in_scope(way.store, record, rows, scope=scope, known_at=n)
            assert (seen & own).sum() == sees
