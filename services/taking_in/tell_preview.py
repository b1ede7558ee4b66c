"""A preview in the office's words: the conclusion, what has to be done before, and every file of it.

Nothing is decided here; services/taking_in/preview.py and services/taking_in/import_files.py do that.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from data_access.database import Store
from domain.issues import BLOCK, EXPLAIN, Issue, Question
from domain.periods import parse
from domain.setting import Setting
from domain.wording.days import day_words
from services.known.read_ledgers import read_ledgers
from services.known.read_setting import read_setting
from services.known.read_states import problems_on
from services.taking_in.find_clashes import clash_words, find_clashes
from services.taking_in.preview import COUNT_WORDS, Counts, FilePreview, Preview, known_words
from services.taking_in.tell_columns import UNREAD, column_rows
from services.taking_in.tell_differences import STEP, difference_rows
from uploads.statements import Reading


@dataclass(frozen=True)
class FileTold:
    """One file.

    about        「村级人居环境旬报 · 11月中旬 · 截至 2026年11月19日 · 15 行」; blank for a file that was not read
    answered     the sentence for a file that is known already; refusal the one for a file that cannot be read
    columns      COLUMNS_SHOWN, one row per column in the order of the file; recognised of them feed something
    differences  DIFFERENCES_SHOWN, conflicts first, then the biggest; level and hint come from an issue at the cell
    awaiting     how many blocking issues an open question asks about: its answer settles them
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
    awaiting: int = 0


@dataclass(frozen=True)
class PreviewTold:
    """conclusion in plain, red and sub; sums is the equation of the counts, which adds up to the filled cells.

    clashes  a sentence for every two files that contradict each other
    """

    plain: str
    red: str
    sub: str
    sums: str
    files: tuple[FileTold, ...]
    clashes: tuple[str, ...] = ()

    @property
    def is_read(self) -> bool:
        """Whether any file was read: not when all are known already or refused."""
        return any(file.about for file in self.files)


def tell_preview(store: Store, seen: Preview) -> PreviewTold:
    """The preview in words, named by the setting it was made from."""
    setting = read_setting(store, seen.seen)
    projects = read_ledgers(store, seen.seen).projects
    names = dict(zip(projects["project"], projects["name"], strict=True))
    clashes = find_clashes(seen)
    return PreviewTold(
        plain=headline(seen),
        red=obstacles(seen, len(clashes)),
        sub=what_next(seen),
        sums=sums_words(seen.counts()),
        files=tuple(_file(one, seen, setting, names, _stood(store, one, seen)) for one in seen.files),
        clashes=tuple(clash_words(clash, seen.files, setting) for clash in clashes),
    )


def gravest_first(files: Sequence[FileTold]) -> list[FileTold]:
    """What cannot be read, must be corrected, answered, explained first; equals as they were dropped."""
    return sorted(files, key=_gravity)


def _gravity(file: FileTold) -> int:
    levels = {issue.level for issue in file.issues}
    asked = any(not question.default for question in file.questions)
    order = (bool(file.refusal), BLOCK in levels, asked, EXPLAIN in levels, not file.answered)
    return next((at for at, holds in enumerate(order) if holds), len(order))


def headline(seen: Preview) -> str:
    """「核对后再入库：新增 14 格、变更 9 格、不变 136 格、缺失 2 格」."""
    counts = seen.counts()
    if all(file.reading is None for file in seen.files):
        known = sum(file.known is not None for file in seen.files)
        return f"{known} 份文件此前已导入，没有要改的" if known else "没有读到可入库的内容"
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


def obstacles(seen: Preview, clashes: int = 0) -> str:
    """The red clause: what has to be done before anything is taken in; blank without any."""
    parts = [
        (clashes, "处两份文件说法不一"),
        (len(seen.refusals()), "份文件读不了"),
        (len(to_correct(seen)), "处必须先改"),
        (len(seen.open_questions()), "个问题要先回答"),
    ]
    said = [f"{count} {words}" for count, words in parts if count]
    return f"；{'、'.join(said)}" if said else ""


def to_correct(seen: Preview) -> list[Issue]:
    """Blocking issues that no answer can settle: what an open question asks about is counted there."""
    return [one for file in seen.files for one in _blocking(file, asked=False)]


def _blocking(file: FilePreview, *, asked: bool) -> list[Issue]:
    """The blocking issues of a file at cells a question asks about, or at the others."""
    cells = {cell for question in file.questions for cell in question.cells}
    return [
        one for one in file.issues if one.level == BLOCK and (f"{one.sheet}!{one.cell}" in cells) == asked
    ]


def what_next(seen: Preview) -> str:
    if seen.refusals():
        return "读不了的文件请按提示处理后重新放入；其余文件可以照常核对、入库。现在什么都没有写入。"
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


def _stood(store: Store, one: FilePreview, seen: Preview) -> dict[str, str]:
    """Problem → its status on the file's day before the file; empty where it says of none that it moved."""
    if one.reading is None or one.reading.as_of is None or STEP not in set(one.differences["field"]):
        return {}
    state = problems_on(store, seen.seen, one.reading.as_of)
    return dict(zip(state["problem"].tolist(), state["status"].tolist(), strict=True))


def _file(
    one: FilePreview, seen: Preview, setting: Setting, names: Mapping[str, str], stood: Mapping[str, str]
) -> FileTold:
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
        differences=difference_rows(one, seen, setting, names, stood),
        issues=one.issues,
        questions=one.questions,
        awaiting=len(_blocking(one, asked=True)),
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
