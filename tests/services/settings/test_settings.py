"""目录 and 名册 as sheets: they come back as they went, what would break the county is refused with its cell, the rest is one change."""

import io
from collections.abc import Callable
from datetime import date, datetime

import openpyxl
import pytest

from data_access.database import head, reading
from data_access.versions import check
from domain.permissions import WHOLE_COUNTY, Actor, Moment, Role
from domain.records import (
    Alias,
    CalendarException,
    Form,
    HeaderWord,
    Indicator,
    LightRule,
    Place,
    QualityRule,
    SchemeItem,
    Target,
    Term,
    meanings,
)
from domain.refusals import Moved, Refusal
from services.county.withdraw_change import withdraw_change
from services.measures.list_figures import list_figures
from services.settings.accept_settings import accept_settings
from services.settings.known_settings import CATALOGUE, GROUPS, REGISTER, settings_known
from services.settings.preview_settings import preview_sheet, preview_value
from services.settings.write_settings import write_settings

ADMIN = Actor("孙某", Role.ADMIN)
NOW = datetime(2026, 11, 22, 9, 0)
DAY = date(2026, 11, 19)
HEAD_ROW = 5


def newest(store):
    with reading(store) as connection:
        return head(connection)


def group_of(record):
    return next(group for group, records in GROUPS.items() if record in records)


class Book:
    """A sheet taken away to be edited: cells by the row's first cell and the column's title."""

    def __init__(self, store, record):
        self.record = record
        moment = Moment(DAY, newest(store))
        content = write_settings(store, record, actor=ADMIN, moment=moment, at=NOW, sample=False)
        self.book = openpyxl.load_workbook(io.BytesIO(content))
        self.page = self.book.worksheets[0]
        self.titles = {cell.value: cell.column for cell in self.page[HEAD_ROW]}

    def row(self, *key):
        for row in range(HEAD_ROW + 1, self.page.max_row + 1):
            if all(
                str(self.page.cell(row, at).value).split(" ")[0] == part
                for at, part in enumerate(key, start=1)
            ):
                return row
        raise LookupError(key)

    def write(self, key, **cells):
        row = self.row(*key) if isinstance(key, tuple) else key
        for title, worth in cells.items():
            self.page.cell(row, self.titles[title]).value = worth
        return self

    def add(self, **cells):
        return self.write(self.page.max_row + 1, **cells)

    def drop(self, *key):
        self.page.delete_rows(self.row(*key))
        return self

    def back(self, store):
        held = io.BytesIO()
        self.book.save(held)
        return preview_sheet(
            store, ADMIN, group_of(self.record), name=f"{self.record.TITLE}.xlsx", content=held.getvalue()
        )


def told(preview):
    return [f"{one.cell} {one.code}" for one in preview.issues]


def moved(preview):
    return preview.differences[["who", "field", "old", "new"]].to_numpy().tolist()


@pytest.mark.parametrize("group", GROUPS)
def test_sheets_that_come_back_as_they_went_change_nothing(sample, group):
    """All sheets of a group in one workbook, as an office may put them together."""
    together = openpyxl.Workbook()
    for record in GROUPS[group]:
        own = Book(sample, record)
        assert list(own.titles) == [one.title for one in meanings(record).values()]
        page = together.create_sheet(record.TITLE)
        for row in own.page.iter_rows(values_only=True):
            page.append(row)
    held = io.BytesIO()
    together.save(held)
    preview = preview_sheet(sample, ADMIN, group, name="全部.xlsx", content=held.getvalue())
    assert {one.name for one in preview.sheets} == {record.TITLE for record in GROUPS[group]}
    assert (told(preview), preview.edits) == ([], ())


def test_an_edited_sheet_is_one_change_of_only_what_was_edited_and_can_be_taken_back(own_sample):
    n = newest(own_sample)
    preview = (
        Book(own_sample, SchemeItem)
        .write(("VILLAGE", "MON_PLAN"), 权重=15)
        .write(("VILLAGE", "TOI_COV"), 零分线=0.75)
        .back(own_sample)
    )
    assert told(preview) == []
    assert [row[1:] for row in moved(preview)] == [["权重", "12", "15"], ["零分线", "70%", "75%"]]
    done = accept_settings(own_sample, ADMIN, preview, reason="县委农办 12 号文", now=NOW)
    assert (done.n, done.opened, done.closed) == (n + 1, 2, 2)
    key = ("VILLAGE", "MON_PLAN", "")
    assert settings_known(own_sample, done.n)[SchemeItem][key]["weight"] == 1500
    assert settings_known(own_sample, done.n)[SchemeItem][key]["full"] == 1_000_000
    withdraw_change(own_sample, ADMIN, n=done.n, reason="文件收回", now=NOW)
    assert settings_known(own_sample, newest(own_sample)) == settings_known(own_sample, n)
    assert check(own_sample) == []


@pytest.mark.soak
def test_a_light_moves_with_its_line_from_the_change_on(own_sample):
    def light(n):
        moment = Moment(DAY, n)
        rows = list_figures(
            own_sample, scope=WHOLE_COUNTY, moment=moment, indicator="ENV_SCORE", level="county"
        )
        return rows["light"].iloc[0]

    before = newest(own_sample)
    preview = Book(own_sample, Indicator).write(("ENV_SCORE",), 一档=100, 二档=99).back(own_sample)
    done = accept_settings(own_sample, ADMIN, preview, reason="从严", now=NOW)
    assert (light(before), light(done.n)) == ("ok", "bad")


def test_one_value_is_typed_as_the_sheet_writes_it(own_sample):
    preview = preview_value(own_sample, ADMIN, Term, ("light.ok", ""), name="word", written="绿灯")
    assert [row[2:] for row in moved(preview)] == [["正常", "绿灯"]]
    done = accept_settings(own_sample, ADMIN, preview, reason="改用灯名", now=NOW)
    assert settings_known(own_sample, done.n)[Term]["light.ok", ""]["word"] == "绿灯"
    wrong = preview_value(
        own_sample, ADMIN, SchemeItem, ("VILLAGE", "TOI_COV", ""), name="floor", written="75"
    )
    assert [one.code for one in wrong.issues] == ["share_unclear"]
    assert "请带上百分号再填" in wrong.issues[0].message


def test_a_new_row_is_added_and_a_holiday_too(own_sample):
    preview = (
        Book(own_sample, CalendarException)
        .add(日期="2026-12-31", 是否上班="否", 名称="县里调休")
        .back(own_sample)
    )
    assert (told(preview), preview.counts()) == ([], (1, 0))
    done = accept_settings(own_sample, ADMIN, preview, reason="县政府办通知", now=NOW)
    assert settings_known(own_sample, done.n)[CalendarException][date(2026, 12, 31),]["works"] is False


def test_a_merger_is_two_ends_and_a_beginning_in_one_sheet(own_sample):
    book = Book(own_sample, Place)
    book.write(("V0002",), 撤销日期="2026-12-31").write(("V0003",), 撤销日期="2026-12-31")
    new = {"地区键": "V0900", "名称": "桃坪村", "级别": "村", "上级": "T01 青石镇", "区划顺序": 2}
    preview = book.add(**new, 生效日期="2027-01-01", 由哪些村并入="V0002;V0003").back(own_sample)
    assert (told(preview), preview.counts()) == ([], (1, 2))
    done = accept_settings(own_sample, ADMIN, preview, reason="民政局批复", now=NOW)
    assert settings_known(own_sample, done.n)[Place]["V0900",]["predecessors"] == "V0002;V0003"


MERGED = {"名称": "新村", "级别": "村", "上级": "T01", "生效日期": "2027-01-01"}
TARGET = {"指标": "FND_PAY", "对象": "全部", "基准": "目标"}
Edit = Callable[[Book], Book]
BROKEN: dict[type, list[tuple[Edit, str]]] = {
    SchemeItem: [
        (lambda b: b.add(方案="VILLAGE", 指标="NO_SUCH", 板块="产业", 权重=1, 零分线=0, 满分线=1), "unknown_indicator"),
        (lambda b: b.write(("VILLAGE", "TOI_COV"), 零分线=0.95), "lines_wrong_way"),
        (lambda b: b.write(("VILLAGE", "MON_PLAN"), 权重="七"), "not_a_number"),
        (lambda b: b.write(("VILLAGE", "MED_KEY"), 权重=7.005), "not_whole"),
        (lambda b: b.write(("VILLAGE", "COL_DIV"), 权重=-1), "out_of_bounds"),
    ],
    Target: [
        (lambda b: b.add(**{**TARGET, "对象": "V9999"}, 日期="2026-12-31", 数值=1), "unknown_key"),
        (lambda b: b.add(**TARGET, 日期="年底", 数值=1), "not_a_day"),
        (lambda b: b.add(**TARGET, 日期="2026-12-30", 数值=95), "share_unclear"),
    ],
    Indicator: [
        (lambda b: b.write(("INSP_FIX",), 一档=0.8, 二档=0.9), "lines_wrong_way"),
        (lambda b: b.write(("INSP_REB",), 一档=0.2, 二档=0.1), "lines_wrong_way"),
        (lambda b: b.write(("TSK_DONE",), 报表="没有的表"), "unknown_form"),
        (lambda b: b.write(("TOI_COV",), 小数位=2), "scale_in_use"),
        (lambda b: b.write(("GAR_RATE",), 方向="往上"), "not_a_choice"),
        (lambda b: b.write(("TOI_USE",), 名称=None), "setting_blank"),
        (lambda b: b.write(("ENV_SCORE",), 单位="<b>分</b>", 报表=None), "sign_of_markup"),
    ],
    Term: [(lambda b: b.write(("baseline.target",), 写法="<a href=x>目标</a>"), "sign_of_markup")],
    LightRule: [
        (lambda b: b.write(("序时型",), 提醒线=-20), "lines_wrong_way"),
        (lambda b: b.add(规则="NO_SUCH", 提醒线=0), "unknown_indicator"),
    ],
    Form: [
        (lambda b: b.write(("ENV",), 截数时点=25), "out_of_bounds"),
        (lambda b: b.write(("MON",), 全量="看情况"), "not_yes_or_no"),
    ],
    QualityRule: [
        (lambda b: b.add(规则="rate_disagrees", 指标="NO_SUCH", 名称="率", 强度="须说明"), "unknown_indicator"),
    ],
    HeaderWord: [(lambda b: b.add(写法="卫厕", 指的是="没有这个分子"), "unknown_part")],
    Alias: [(lambda b: b.add(对象="地区", 所在地区="T01", 写法="老坪", 指的是="V9999"), "unknown_key")],
    Place: [
        (lambda b: b.add(地区键="V0901", **MERGED, 由哪些村并入="V9999"), "unknown_key"),
        (lambda b: b.add(地区键="V0902", **MERGED, 由哪些村并入="V0002"), "merger_day"),
        (lambda b: b.add(地区键="V0903", **{**MERGED, "上级": "V0002"}), "wrong_parent"),
        (lambda b: b.add(地区键="V0001", **MERGED), "duplicate_row"),
        (lambda b: b.write(("V0122",), 撤销日期="2026-01-01"), "ends_before"),
    ],
}  # fmt: skip


@pytest.mark.parametrize("record", BROKEN)
def test_what_would_break_the_county_is_told_with_its_cell_and_cannot_be_confirmed(sample, record):
    book = Book(sample, record)
    for edit, _code in BROKEN[record]:
        book = edit(book)
    preview = book.back(sample)
    assert sorted(one.code for one in preview.issues) == sorted(code for _edit, code in BROKEN[record])
    for issue in preview.issues:
        assert issue.message.startswith(f"{record.TITLE}!{issue.cell} “")
    before = newest(sample)
    with pytest.raises(Refusal, match="还有必须先改的问题"):
        accept_settings(sample, ADMIN, preview, reason="试", now=NOW)
    assert newest(sample) == before


def test_an_indicator_that_has_figures_cannot_be_left_out(sample):
    preview = Book(sample, Indicator).drop("TOI_COV").back(sample)
    assert [one.code for one in preview.issues] == ["setting_gone_used"]
    assert preview.blocked
    assert "少了指标“TOI_COV”" in preview.issues[0].message


def test_rows_left_out_are_kept_and_named(sample):
    preview = Book(sample, HeaderWord).drop("自然村个数").back(sample)
    assert [(one.code, one.found, one.detail) for one in preview.issues] == [
        ("setting_gone", "1", "自然村个数")
    ]
    assert preview.edits == ()


def test_two_who_edit_the_same_sheet_keep_each_other_s_cells_and_are_told_of_the_same_one(own_sample):
    first, second = Book(own_sample, SchemeItem), Book(own_sample, SchemeItem)
    first.write(("VILLAGE", "MON_PLAN"), 权重=15)
    accept_settings(own_sample, ADMIN, first.back(own_sample), reason="甲", now=NOW)
    second.write(("VILLAGE", "MED_KEY"), 权重=7)
    preview = second.back(own_sample)
    assert [row[1:] for row in moved(preview)] == [["权重", "10", "7"]], (
        "what the other changed is not turned back"
    )
    second.write(("VILLAGE", "MON_PLAN"), 权重=11)
    preview = second.back(own_sample)
    assert [(one.code, one.found, one.expected) for one in preview.issues] == [("setting_moved", "11", "15")]


def test_a_change_between_looking_and_confirming_is_not_overwritten(own_sample):
    key = ("light.ok", "")
    one = preview_value(own_sample, ADMIN, Term, key, name="word", written="绿灯")
    other = preview_value(own_sample, ADMIN, Term, key, name="word", written="绿")
    accept_settings(own_sample, ADMIN, other, reason="甲", now=NOW)
    with pytest.raises(Moved):
        accept_settings(own_sample, ADMIN, one, reason="乙", now=NOW)


def test_the_sheet_itself_is_not_kept_and_a_foreign_file_is_refused(own_sample):
    preview = Book(own_sample, Term).write(("light.ok",), 写法="绿灯").back(own_sample)
    accept_settings(own_sample, ADMIN, preview, reason="改用灯名", now=NOW)
    with own_sample.engine.connect() as connection:
        last = connection.exec_driver_sql(
            "SELECT name, body, length(sha256) FROM file ORDER BY id DESC LIMIT 1"
        )
        assert last.one() == ("用语.xlsx", None, 64)
    with pytest.raises(Refusal, match="没有认出这里的表"):
        preview_sheet(own_sample, ADMIN, REGISTER, name="用语.xlsx", content=_bytes(Book(own_sample, Term)))


def _bytes(book):
    held = io.BytesIO()
    book.book.save(held)
    return held.getvalue()


def test_only_an_administrator_changes_settings_and_says_why(own_sample):
    preview = Book(own_sample, Term).write(("light.ok",), 写法="绿灯").back(own_sample)
    for role in set(Role) - {Role.ADMIN}:
        with pytest.raises(Refusal, match="由管理员来改"):
            preview_sheet(own_sample, Actor("王某", role), CATALOGUE, name="a.xlsx", content=b"")
        with pytest.raises(Refusal, match="由管理员来改"):
            accept_settings(own_sample, Actor("王某", role), preview, reason="试", now=NOW)
    with pytest.raises(Refusal, match="写明理由和依据"):
        accept_settings(own_sample, ADMIN, preview, reason=" ", now=NOW)
