"""A preview in the office's words: how every column was understood, what would change old → new, what is wrong.

Nothing is decided here; services/preview.py and services/import_files.py do that.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from data_access.comparison import Compared
from data_access.database import Store
from domain.issues import BLOCK, EXPLAIN, Issue, Question
from domain.periods import parse
from domain.records import RECORDS, meanings
from domain.setting import Setting
from domain.wording.days import day_words
from domain.wording.values import difference_words, field_title, value_words
from services.preview import COUNT_WORDS, Counts, FilePreview, Preview, known_words
from services.read_ledgers import read_ledgers
from services.read_setting import read_setting
from uploads.statements import ColumnSeen, Reading

# Columns that only say which row it is, and the remark that is never stored.
ROW_WORDS = {
    "seq": "序号",
    "county": "县",
    "town": "镇",
    "village": "村",
    "place": "地区",
    "unit": "单位",
    "group": "组",
    "remark": "备注，不入库",
}
# Columns that feed several fields by rule: events of a problem, allocations of a project.
RULED_WORDS = {
    "aliases": "别名",
    "town.code": "镇的区划代码",
    "allocation.central": "中央资金",
    "allocation.province": "省级资金",
    "allocation.city": "市级资金",
    "allocation.county": "县级资金",
    "allocation.other": "其他资金",
    "status": "整改状态",
    "closed_word": "是否销号",
    "progress": "整改进展",
    "assigned": "交办日期",
    "done": "完成日期",
    "rechecked": "复查日期",
    "recheck": "复查结果",
    "closed": "销号日期",
}
ONLY_COMPARED = "只作比对"
READ, COMPARED, ROW, UNREAD = "认出", "比对", "行标识", "未认出"
COLUMNS_SHOWN = ("cell", "text", "meaning", "example", "state")
DIFFERENCES_READ = (
    "record", "who", "field", "title", "old", "new", "outcome", "sheet", "cell", "part", "at",
)  # fmt: skip
DIFFERENCES_SHOWN = (
    "who",
    "title",
    "old",
    "new",
    "moved",
    "outcome",
    "cell",
    "level",
    "hint",
    "part",
    "at",
    "name",
)


@dataclass(frozen=True)
class FileTold:
    """One file.

    about        「村级人居环境旬报 · 11月中旬 · 截至 2026年11月19日 · 15 行」; blank for a file that was not read
    answered     the sentence for a file that is known already; refusal the one for a file that cannot be read
    columns      COLUMNS_SHOWN, one row per column in the order of the file; recognised of them feed something
    differences  DIFFERENCES_SHOWN, conflicts first, then the biggest; level and hint come from an issue at the cell
    """

    name: str
    sha256: str
    about: str
    answered: str
    refusal: str
    columns: pd.DataFrame
    recognised: int
    counts: Counts
    differences: pd.DataFrame
    issues: tuple[Issue, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class PreviewTold:
    """conclusion in plain, red and sub; sums is the equation of the counts, which adds up to the filled cells."""

    plain: str
    red: str
    sub: str
    sums: str
    files: tuple[FileTold, ...]

    @property
    def is_read(self) -> bool:
        """Whether any file was read: not when all are known already or refused."""
        return any(file.about for file in self.files)


def tell_preview(store: Store, seen: Preview) -> PreviewTold:
    """The preview in words, named by the setting it was made from."""
    setting = read_setting(store, seen.seen)
    projects = read_ledgers(store, seen.seen).projects
    names = dict(zip(projects["project"], projects["name"], strict=True))
    return PreviewTold(
        plain=headline(seen),
        red=obstacles(seen),
        sub=what_next(seen),
        sums=sums_words(seen.counts()),
        files=tuple(_file(one, seen, setting, names) for one in seen.files),
    )


def headline(seen: Preview) -> str:
    """「核对后再入库：新增 14 格、变更 9 格、不变 136 格、缺失 2 格」."""
    counts = seen.counts()
    if all(file.reading is None for file in seen.files):
        known = sum(file.known is not None for file in seen.files)
        return f"{known} 份文件此前已导入，没有要改的" if known == len(seen.files) else "没有读到可入库的内容"
    if counts.filled() == counts.refused + counts.left_out:
        return f"没有可入库的格：拒收 {counts.refused:,} 格、略去 {counts.left_out:,} 格"
    if not (counts.new or counts.changed or counts.conflict):
        return f"与库里一致，没有要改的：不变 {counts.same:,} 格、缺失 {counts.missing:,} 格"
    told = ("new", "changed", "same", "conflict", "missing")
    named = [
        f"{COUNT_WORDS[name]} {getattr(counts, name):,} 格"
        for name in told
        if getattr(counts, name) or name != "conflict"
    ]
    return f"核对后再入库：{'、'.join(named)}"


def obstacles(seen: Preview) -> str:
    """The red clause: what has to be done before anything is taken in; blank without any."""
    parts = [
        (len(seen.refusals()), "份文件读不了"),
        (len(to_correct(seen)), "处必须先改"),
        (len(seen.open_questions()), "个问题要先回答"),
    ]
    said = [f"{count} {words}" for count, words in parts if count]
    return f"；{'、'.join(said)}" if said else ""


def to_correct(seen: Preview) -> list[Issue]:
    """Blocking issues that no answer can settle: what an open question asks about is counted there."""
    found = []
    for file in seen.files:
        asked = {cell for question in file.questions for cell in question.cells}
        found += [one for one in file.issues if one.level == BLOCK and f"{one.sheet}!{one.cell}" not in asked]
    return found


def what_next(seen: Preview) -> str:
    if seen.refusals():
        return "读不了的文件请按提示处理后重新放入，或先从 ① 移去；其余文件可以照常核对。"
    if all(file.known is not None for file in seen.files):
        return "同一份文件再放进来不会改动任何数；确要重来，点“仍要重新导入”。"
    if seen.open_questions():
        return "先在 ④ 回答问题，回答后自动重新核对；现在什么都没有写入。"
    if seen.blocking():
        return "④ 列出每一处的单元格地址；在原文件里改好后重新放入，只会再核对一遍。现在什么都没有写入。"
    if seen.to_explain():
        return f"④ 里有 {len(seen.to_explain())} 处须说明，写明原因后可以入库。现在什么都没有写入。"
    return "确认之前什么都没有写入；入库后可以随时撤回这一次，其后的保留。"


def sums_words(counts: Counts) -> str:
    """「新增 14 ＋ 变更 9 ＋ … ＝ 文件里 164 个数据格；缺失 2 格另计」: every filled cell ends in exactly one."""
    named = [f"{word} {getattr(counts, name):,}" for name, word in COUNT_WORDS.items() if name != "missing"]
    return f"{' ＋ '.join(named)} ＝ 文件里 {counts.filled():,} 个数据格；缺失 {counts.missing:,} 格另计"


def _file(one: FilePreview, seen: Preview, setting: Setting, names: Mapping[str, str]) -> FileTold:
    columns = column_rows(one.reading, setting)
    return FileTold(
        name=one.name,
        sha256=one.sha256,
        about=about(one.reading, setting) if one.reading else "",
        answered=known_words(one.known) if one.known else "",
        refusal=one.refusal,
        columns=columns,
        recognised=int((columns["state"] != UNREAD).sum()),
        counts=one.counts,
        differences=difference_rows(one, seen, setting, names),
        issues=one.issues,
        questions=one.questions,
    )


def about(found: Reading, setting: Setting) -> str:
    form = setting.forms.get(found.form)
    periods = "、".join(parse(code).short_name for code in found.periods[:3])
    more = f" 等 {len(found.periods)} 期" if len(found.periods) > 3 else ""
    lines = {
        (block.sheet, line) for block in found.blocks for part in block.statements for line in part.lines
    }
    parts = [
        form.name if form else "",
        periods + more,
        f"截至 {day_words(found.as_of)}" if found.as_of else "",
        f"{len(lines)} 行数据",
    ]
    return " · ".join(part for part in parts if part)


def column_rows(found: Reading | None, setting: Setting) -> pd.DataFrame:
    """COLUMNS_SHOWN of every column that was seen."""
    several = len({one.sheet for one in found.seen}) > 1 if found else False
    rows = [_column(one, setting, several=several) for one in (found.seen if found else ())]
    return pd.DataFrame(rows, columns=list(COLUMNS_SHOWN), dtype=object)


def _column(one: ColumnSeen, setting: Setting, *, several: bool) -> tuple[str, ...]:
    cell = f"{one.sheet}!{one.cell}" if several else one.cell
    meaning, state = meaning_of(one.fields, setting)
    return (cell, one.text.replace("‖", " / "), meaning, one.example, state)


def meaning_of(fields: str, setting: Setting) -> tuple[str, str]:
    """What a column was taken for, and how sure that is."""
    codes = fields.split(";")
    if codes[0] in ROW_WORDS:
        return (ROW_WORDS[codes[0]], ROW)
    if codes[0].startswith("check."):
        return (ONLY_COMPARED, COMPARED)
    titles = list(dict.fromkeys(title for code in codes if (title := _title(code, setting))))
    if titles and all(code.endswith(".typed_rate") for code in codes):
        return (f"{'、'.join(titles)}，{ONLY_COMPARED}", COMPARED)
    return ("、".join(titles), READ) if titles else ("未认出，不读入", UNREAD)


def _title(code: str, setting: Setting) -> str:
    """CODE.field or RECORD.field as the office calls it; blank for what is neither."""
    if code in RULED_WORDS:
        return RULED_WORDS[code]
    owner, _, field = code.partition(".")
    if owner in RECORDS and field in meanings(RECORDS[owner]):
        return field_title(RECORDS[owner], field, setting=setting)
    if owner in setting.catalogue.versions and field in meanings(RECORDS["figure"]):
        return field_title(RECORDS["figure"], field, setting=setting, indicator=owner)
    return ""


def difference_rows(
    one: FilePreview, seen: Preview, setting: Setting, names: Mapping[str, str]
) -> pd.DataFrame:
    """DIFFERENCES_SHOWN of a file, in the order of the preview; hints from the issues at the same cell.

    names  project key → its name; what the file itself names for the first time is called by that name
    """
    hints = issues_by_cell(one.issues)
    columns = (one.differences[name].tolist() for name in DIFFERENCES_READ)
    rows = []
    for record, who, code, title, old, new, outcome, sheet, cell, part, at in zip(*columns, strict=True):
        owner, name = str(code).split(".", 1)
        kind = RECORDS[record]
        before, after = (
            value_words(kind, name, worth, setting=setting, indicator=owner) for worth in (old, new)
        )
        moved = difference_words(kind, name, old, new, setting=setting, indicator=owner)
        where = f"{sheet}!{cell}"
        issue = hints.get(where)
        level, hint = (issue.level, issue.message) if issue else ("", "")
        rows.append(
            (
                called(seen.compared[part], at, who, names),
                title,
                before,
                after,
                moved,
                outcome,
                where,
                level,
                hint,
                part,
                at,
                name,
            )
        )
    return pd.DataFrame(rows, columns=list(DIFFERENCES_SHOWN), dtype=object)


def called(part: Compared, at: int, who: str, names: Mapping[str, str]) -> str:
    """Who a line speaks of: what the line itself names it, else the project's name, else as the preview has it."""
    written = part.said.columns.get("name", ())
    own = written[at] if at < len(written) else None
    return own if isinstance(own, str) else names.get(who, who)


def issues_by_cell(issues: Sequence[Issue]) -> dict[str, Issue]:
    """The gravest issue of every cell that has one."""
    order = {BLOCK: 0, EXPLAIN: 1}
    graded = sorted(issues, key=lambda issue: order.get(issue.level, 2), reverse=True)
    return {f"{issue.sheet}!{issue.cell}": issue for issue in graded if issue.cell}
