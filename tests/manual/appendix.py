"""The generated tables of docs/用户手册.md: every issue, every refused file, every other refusal, from the source itself.

`python -m tests.manual.appendix` rewrites them in the manual.
"""

import re
from collections.abc import Iterable

from domain.issues import BLOCK, EXPLAIN, KINDS, NOTE
from services.county.read_manual import MANUAL
from tests.manual.collected import HOLE, refusals
from uploads.refusals import SENTENCES
from views.issues import LIGHTS, WORDS
from views.manual import SIGNS, UNSHOWN

BEGIN, END = "<!-- generated: begin -->", "<!-- generated: end -->"
GRAVITY = (BLOCK, EXPLAIN, NOTE)
FILLED = {
    "where": "〔单元格〕", "sheet": "〔工作表〕", "found": "〔现在写的〕", "expected": "〔应该是〕", "detail": "〔具体情况〕",
}  # fmt: skip

# Where a person meets a refusal, by the beginning of its module's path.
PLACES = {
    "uploads/": "数据上报",
    "services/taking_in/import_files": "数据上报",
    "services/taking_in/taking_in": "数据上报",
    "services/taking_in/preview": "命令行",
    "services/county/withdraw_change": "变更记录",
    "services/county/show_change": "变更记录",
    "services/county/list_changes": "变更记录",
    "services/measures/trace_": "点数字看出处",
    "services/problems/open_problem": "问题整改",
    "services/projects/open_project": "项目",
    "services/ranking/rank_places": "村级排名",
    "services/county/establish_county": "建立本县",
    "services/county/take_boundaries": "命令行",
    "services/accounts/sign_in": "登录",
    "services/accounts/passwords": "登录",
    "services/accounts/manage_accounts": "账号",
    "services/accounts/give_account": "账号",
    "services/county/load_sample": "打开示例县",
    "services/problems/list_behind": "问题整改",
    "services/problems/act_on_problem": "问题整改",
    "services/problems/problem_case": "问题整改",
    "services/problems/hand_down": "问题整改",
    "services/problems/record_finding": "日督查",
    "services/problems/record_directive": "问题整改",
    "services/problems/promises": "问题整改",
    "services/problems/record_checklist": "日督查",
    "services/problems/visit_said": "日督查",
    "services/spot_checks/": "抽查登记",
    "services/photos/": "照片",
    "data_access/photo_files": "照片",
    "services/known/list_rows": "命令行",
    "services/measures/list_figures": "命令行",
    "services/problems/list_problems": "命令行",
    "data_access/backup": "备份与恢复",
    "data_access/withdrawal": "变更记录",
    "data_access/erasure": "涂除",
    "services/county/erase_text": "涂除",
    "data_access/submissions": "报送审核",
    "data_access/locks": "数据上报",
    "services/locking/": "报送情况",
    "services/review/correct_": "点数字看出处",
    "services/review/one_cell": "点数字看出处",
    "domain/correctable": "点数字看出处",
    "services/review/submit_files": "数据上报",
    "services/review/": "报送审核",
    "services/taking_in/within_scope": "数据上报",
    "services/settings/": "目录、单位与名册",
    "data_access/gathering": "数据上报",
    "data_access/planning": "数据上报",
    "data_access/files": "打开原件",
    "domain/personal_numbers": "凡能填字的地方",
    "domain/refusals": "数据上报",
    "command_line/": "命令行",
}
ELSEWHERE = "各页"

# Refusals whose sentence is only known at run time: what a person reads instead.
TOLD = {
    "not_correctable": "这一格不能在这里更正：为什么、该在哪里改，原话就写在按钮下面，见“更正报错的数”。",
    "step_refused": "这一步现在不能办：角色、状态、分解任务、期限或没填的一项，原话就写在按钮下面，见“办一个问题”。",
    "exposure_refused": "这一步现在不能办：角色、状态、照片没看过、没有回应或写了人名，原话就写在按钮下面，见“曝光一个问题”。",
    "photo_refused": "收不下的照片按它自己的原因说明，原话见“文件拒收一览”。",
    "damaged_photo": "照片与登记的指纹不一致，不能打开。请从备份恢复，并报告管理员。",
    "unreadable": "读不了的文件按它自己的原因拒收，原话见“文件拒收一览”。",
}


def appendix() -> str:
    """The three sections as they stand in the manual between the two marks."""
    parts = [
        "### 表里的问题一览",
        "〔〕里是具体的格、数和日期。■ 不入库，▲ 要说明，◆ 只是提示。",
        table(("轻重", "提示和办法", UNSHOWN), _issues()),
        "### 文件拒收一览",
        "整份文件没有读入，什么都没有写。",
        table(("提示和办法", UNSHOWN), ((_filled(text), code) for code, text in SENTENCES.items())),
        "### 其他提示一览",
        f"现在不能做的事，一句话说明原因和办法。“{HOLE}”处是具体的名字、编号或数。",
        table(("出现在", "提示和办法", UNSHOWN), _refusals()),
    ]
    return "\n\n".join(parts)


def table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [heads, ("---",) * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def rewritten(manual: str) -> str:
    """The manual with the tables made anew."""
    before, _, rest = manual.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{appendix()}\n\n{END}{after}"


def _issues() -> Iterable[tuple[str, str, str]]:
    signs = {code: sign for sign, code in SIGNS.items()}
    ordered = sorted(KINDS.items(), key=lambda kind: GRAVITY.index(kind[1][0]))
    for code, (level, sentence) in ordered:
        yield signs[LIGHTS[level]], sentence.format(**FILLED), code


def _refusals() -> Iterable[tuple[str, str, str]]:
    told = {
        (_place(found.where), _safe(found.sentence or TOLD.get(found.code, "")), found.code)
        for found in refusals()
    }
    order = [*dict.fromkeys(PLACES.values()), ELSEWHERE]
    return sorted(told, key=lambda row: (order.index(row[0]), row))


def _place(where: str) -> str:
    return next((place for start, place in PLACES.items() if where.startswith(start)), ELSEWHERE)


def _filled(sentence: str) -> str:
    return _safe(re.sub(r"\{name\}", "〔文件〕", re.sub(r"\{(?!name)\w+\}", HOLE, sentence)))


def _safe(sentence: str) -> str:
    """On one line of a table, without two holes beside each other."""
    return re.sub(f"{HOLE}{{2,}}", HOLE, sentence.replace("|", "／").replace("\n", " "))


if __name__ == "__main__":
    MANUAL.write_text(rewritten(MANUAL.read_text(encoding="utf-8")), encoding="utf-8")
    assert WORDS.keys() == set(GRAVITY)
