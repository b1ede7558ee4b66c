"""Issues 问题提示 and questions 待确认事项: what is wrong or unclear in somebody's file, as data.

An issue is a code with coordinates; its sentence is rendered from one table: where, what is wrong, what it is now,
what to do. block: the cell is not taken until it is corrected. explain: taken with a reason. note: taken, and said.
"""

from dataclasses import dataclass

BLOCK, EXPLAIN, NOTE = "block", "explain", "note"

# code → (level, sentence). {where} is the cell with its column; found, expected and detail come from the issue.
KINDS: dict[str, tuple[str, str]] = {
    # one cell
    "not_a_number": (BLOCK, "{where}应为{expected}，现在是“{found}”。请改成数字后重新上传。"),
    "not_whole": (BLOCK, "{where}应为{expected}，现在是“{found}”，小数多了。请核对后改正。"),
    "negative": (BLOCK, "{where}不应小于 0，现在是“{found}”。请核对后改正。"),
    "out_of_bounds": (BLOCK, "{where}应在{expected}，现在是“{found}”。请核对后改正。"),
    "error_value": (
        BLOCK,
        "{where}的公式已失效，现在显示“{found}”。请在原表修好公式，或改填数值后重新上传。",
    ),
    "uncached_formula": (
        BLOCK,
        "{where}是公式，文件里没有存下结果，读不到数。请用 WPS 打开原文件，保存一次后重新上传。",
    ),
    "not_yes_or_no": (BLOCK, "{where}应填“是”或“否”，现在是“{found}”。请改正后重新上传。"),
    "not_a_day": (BLOCK, "{where}应为日期，现在是“{found}”。请改成“2026年11月19日”这样的写法。"),
    "day_without_year": (
        BLOCK,
        "{where}只写了“{found}”，标题里也没有年份。请补上年份，或在标题写明年度。",
    ),
    "day_ambiguous": (
        BLOCK,
        "{where}是数字 {found}，可能是{expected}。请把这一格设为文本，写全年月后重新上传。",
    ),
    "day_imprecise": (NOTE, "{where}写的是“{found}”，没有具体到日，按{expected}记。如需改动，请写明日期。"),
    "not_a_choice": (BLOCK, "{where}应为{expected}之一，现在是“{found}”。请改成其中一种写法。"),
    "stage_unread": (
        BLOCK,
        "{where}看不出项目到了哪一步，现在是“{found}”。请写明前期、招投标、在建、已完工、已验收或已报账。",
    ),
    "status_unread": (
        EXPLAIN,
        "{where}看不出整改状态，现在是“{found}”，暂按{expected}记。请写明未启动、正在整改、阶段性完成、已完成或已销号。",
    ),
    "step_not_allowed": (
        BLOCK,
        "{where}写的是“{found}”，而问题现在是{expected}，不能直接变为{detail}。请补上中间的复查或重开记录。",
    ),
    "directive_unread": (
        EXPLAIN,
        "{where}看不出办到哪一步，现在是“{found}”，暂按{expected}记。请写明在办、办结或未办结。",
    ),
    "directive_step": (
        BLOCK,
        "{where}写的是“{found}”，而这件事项现在是{expected}，不能记成{detail}。请核对状态和日期，或在“问题整改”页恢复在办后再改。",
    ),
    "tasks_still_open": (
        BLOCK,
        "{where}写的是“{found}”，而各镇的分解任务还有 {detail} 个没有销号（{expected}），总账不能先销。"
        "请先销各镇的任务；这一行的镇自己改完了的，写“已完成”，先记待复查。",
    ),
    "status_moved_since": (
        BLOCK,
        "{where}改成了“{found}”，而这个问题在导出以后已由{detail}变为{expected}。请重新导出台账再改，或在“问题整改”页点开它办理。",
    ),
    "extension_refused": (BLOCK, "{where}写的是“{found}”，这次延期没有记。{detail}请核对后改正。"),
    "deadline_unread": (
        EXPLAIN,
        "{where}看不出是哪一天，现在是“{found}”。原文已保留，不计逾期；请写明日期，或说明原因。",
    ),
    "qualified": (NOTE, "{where}写的是“{found}”，按约数记，带“{expected}”字样。如有准数，请改填。"),
    "unit_differs": (EXPLAIN, "{where}的单位应为“{expected}”，现在写的是“{found}”。请核对，确认无误请说明。"),
    # a cell against others
    "above_whole": (BLOCK, "{where}是 {found}，大于{detail} {expected}。部分不能大于全体，请核对两个数。"),
    "score_disagrees": (
        EXPLAIN,
        "{where}填的得分是 {found}，而这次督查的扣分合计 {detail}，应得 {expected}。请核对，或说明是否另有加分。",
    ),
    "rate_disagrees": (
        EXPLAIN,
        "{where}填的是 {found}，按分子分母计算应为 {expected}，相差 {detail} 个百分点。请核对，或说明口径。",
    ),
    "rate_hundredfold": (
        EXPLAIN,
        "{where}是“{found}”，与同列其他数差约 100 倍，疑应为“{expected}”。没有自动改动，请核对。",
    ),
    "total_disagrees": (
        EXPLAIN,
        "{where}填的是 {found}，各行相加是 {expected}，差 {detail}。请核对是漏了行还是合计未更新。",
    ),
    "cumulative_fell": (
        EXPLAIN,
        "{where}是累计数，上次是 {expected}，这次是 {found}，少了 {detail}。请改正，或写明减少的原因。",
    ),
    "base_shrank": (
        EXPLAIN,
        "{where}是基数，上次是 {expected}，这次是 {found}，少了 {detail}。基数变小会抬高比率，请改正，或写明核减的原因。",
    ),
    "base_grew": (
        EXPLAIN,
        "{where}是基数，上次是 {expected}，这次是 {found}，多了 {detail}。基数变动较大，请改正，或写明核增的原因。",
    ),
    "parts_not_whole": (
        EXPLAIN,
        "{where}是 {found}，而{detail}相加是 {expected}。分项之和应等于合计，请核对，或说明原因。",
    ),
    "out_of_ratio": (
        EXPLAIN,
        "{where}是 {found}，{detail}，应在{expected}。请核对是否少写一位或错了单位，确认无误请说明。",
    ),
    "rounds_due_differ": (
        EXPLAIN,
        "{where}是 {found}，而这一轮是第 {expected} 轮，应排查 {expected} 轮。轮次照目录里的编号算，不按月份折算；请核对，或说明原因。",
    ),
    "far_below_target": (
        EXPLAIN,
        "{where}算得 {found}，比目标 {expected} 低 {detail} 个百分点。请核对口径和两个数，确认无误请说明。",
    ),
    "above_benchmark": (
        NOTE,
        "{where}合计算得 {found}，比全国 {expected} 高 {detail} 个百分点。请核对口径：治理不等于管控。",
    ),
    "rose_fast": (
        EXPLAIN,
        "{where}使比率由 {expected} 升到 {found}，一期升了 {detail} 个百分点。请核实是否“快进快出”，或说明原因。",
    ),
    "moved_unlike_peers": (
        EXPLAIN,
        "{where}上次是 {expected}，这次是 {found}，{detail}。请核对，确认无误请写明原因。",
    ),
    "frozen": (
        NOTE,
        "{where}这一列有 {found} 格连续{expected}期没有变（{detail}），而同表多数行有变动。请核对是否漏填了本期的数。",
    ),
    "copied_last": (
        EXPLAIN,
        "工作表“{sheet}”的 {found} 个数与{expected}逐格相同。请核对是否误用了上期的表；确实没有变化，请说明。",
    ),
    "round_numbers": (
        NOTE,
        "{where}这一列 {expected} 个数里有 {found} 个是整十整百，一般只有一成左右。请抽查是不是估报。",
    ),
    "unit_slip": (
        BLOCK,
        "{where}是 {found}，{detail}，疑似单位错位，应为 {expected}。没有自动改动，请核对单位后改正。",
    ),
    "project_contradiction": (NOTE, "{where}“{found}”{expected}，涉及 {detail}。请与项目单位核对。"),
    "beside_table": (
        NOTE,
        "工作表“{sheet}”的表格旁边另有内容（{found}），不是这张表的数据，没有读入。如是报表，请移到单独的工作表。",
    ),
    # rows and names
    "unknown_place": (
        BLOCK,
        "{where}里的“{found}”在{detail}名册里没有对上。请在“问题与待答”里选定是哪一个，或改成名册上的名称。",
    ),
    "retired_place": (
        BLOCK,
        "{where}里的“{found}”{detail}。请在“问题与待答”里选定这一期的数应记到哪里，或改成这一期的名称。",
    ),
    "missing_place": (BLOCK, "{where}没有写{expected}，这一行没有读入。请补上后重新上传。"),
    "unknown_unit": (
        EXPLAIN,
        "{where}里的“{found}”在单位名册里没有对上，这一格没有读入。请在“问题与待答”里选定是哪一个单位。",
    ),
    "several_units": (
        NOTE,
        "{where}写了几个单位“{found}”，按第一个“{expected}”记。如不对，请只留一个责任单位。",
    ),
    "rate_alone": (
        EXPLAIN,
        "{where}只有率，表里没有它的分子和分母，不能入库计算。请补上户数、人数等原始数，或说明原因。",
    ),
    "duplicate_row": (
        BLOCK,
        "{where}里的“{found}”在第 {expected} 行已经出现过，后一行没有读入。请删去重复的一行。",
    ),
    "missing_key": (BLOCK, "{where}没有写{expected}，这一行没有读入。请补上后重新上传。"),
    "code_rounded": (
        BLOCK,
        "{where}的编号太长，表格按数字保存后末几位已丢失，现在是“{found}”。请设为文本、重填编号后上传。",
    ),
    "unknown_project": (
        EXPLAIN,
        "{where}里的“{found}”在项目台账里没有找到，这一格没有读入。请先导入项目台账，或核对编号。",
    ),
    # columns, sheets, the file
    "column_unread": (
        NOTE,
        "{where}没有认出是什么内容，这一列 {found} 格没有读入。如需读入，请对照表样改表头。",
    ),
    "column_compared": (NOTE, "{where}只供查看或核对，不入库，这一列 {found} 格已略去。"),
    "column_twice": (NOTE, "{where}与{expected}列内容重复，以前一列为准，这一列没有读入。如不对，请改表头。"),
    "sheet_unread": (
        NOTE,
        "工作表“{sheet}”{detail}，没有读入。如需读入，请取消隐藏或对照表样改表头后重新上传。",
    ),
    "sheet_repeats": (
        BLOCK,
        "工作表“{sheet}”与前面的工作表有 {found} 行说的是同一件事，这张表没有读入。请只保留一张后重新上传。",
    ),
    "rows_after_end": (
        NOTE,
        "{where}之后的说明、签名下面还有 {found} 行内容，没有读入。如是数据，请移到表内后重新上传。",
    ),
    "hidden_rows": (
        NOTE,
        "工作表“{sheet}”有 {found} 行被隐藏或筛选掉（{detail}），已一并读入。如不要，请在“问题与待答”里选“略去”。",
    ),
    "hidden_columns": (NOTE, "工作表“{sheet}”有 {found} 个隐藏列（{detail}），已一并读入。请核对是否需要。"),
    "contact_left_out": (
        NOTE,
        "{where}是联系方式，按规定不入库，这一列 {found} 格已略去，原文件不保存。其余各列照常读入。",
    ),
    "contact_in_text": (
        NOTE,
        "{where}的文字里有手机号，按规定不入库，这一格已略去，原文件不保存。请删去号码后重新上传。",
    ),
    "contact_beside": (
        NOTE,
        "{where}{found}里有手机号，按规定不入库，原文件不保存。表里的数照常读入；请删去号码后重新上传。",
    ),
    # settings
    "share_unclear": (
        BLOCK,
        "{where}应为百分数，现在是“{found}”，看不出是不是 {expected}。请带上百分号再填。",
    ),
    "setting_blank": (BLOCK, "{where}必须填写，现在是空的。请填上后再来。"),
    "unknown_indicator": (
        BLOCK,
        "{where}写的“{found}”不在指标目录里。请改成目录里的代码，或先加上这项指标。",
    ),
    "unknown_form": (BLOCK, "{where}写的“{found}”不在报表目录里。请改成报表目录里的代码。"),
    "unknown_key": (
        BLOCK,
        "{where}写的“{found}”在名册里没有，或有几个同名的。请写名册里的键，如“V0012 某村”。",
    ),
    "unknown_part": (
        BLOCK,
        "{where}写的“{found}”不是任何指标的分子或分母。请照指标目录里的分子、分母名称写。",
    ),
    "scale_in_use": (
        BLOCK,
        "{where}原来是 {expected}，库里已有 {detail} 个数按它存着，不能改成“{found}”。请另立一项指标。",
    ),
    "lines_wrong_way": (BLOCK, "{where}现在是“{found}”，方向反了：{expected}。请把两档改过来。"),
    "sign_of_markup": (
        BLOCK,
        "{where}写的是“{found}”，里面有“{expected}”。单位和用语要写在图上，不能有这样的符号。请换成汉字。",
    ),
    "wrong_parent": (BLOCK, "{where}现在是“{found}”，上级应是一个{expected}。请改成名册里的{expected}。"),
    "not_a_round": (BLOCK, "{where}应写成年份和第几轮，如 R2026-3，现在是“{found}”。请改正。"),
    "ends_before": (BLOCK, "{where}现在是“{found}”，早于生效日期 {expected}。请核对两个日期。"),
    "merger_day": (
        BLOCK,
        "{where}里的{detail}，并村的前一天 {expected} 才是它的最后一天。请先把它的撤销日期改成 {expected}。",
    ),
    "setting_moved": (
        BLOCK,
        "{where}下载以后别人已改为“{expected}”，表里写的是“{found}”。请下载最新的表，再改这一格。",
    ),
    "setting_gone_used": (
        BLOCK,
        "工作表“{sheet}”少了指标“{found}”，它还有 {expected} 个数，不能去掉。请把这一行补回。",
    ),
    "setting_gone": (
        NOTE,
        "工作表“{sheet}”比库里少 {found} 行（{detail}）。没有删除，照旧有效；不再用的请写撤销日期、权重 0 或强度“不用”。",
    ),
    "period_disagrees": (
        EXPLAIN,
        "工作表“{sheet}”的期次写法不一致：{detail}。请在“问题与待答”里选定是哪一期。",
    ),
    "round_days_differ": (
        EXPLAIN,
        "工作表“{sheet}”写的排查日期是{found}，目录里是{expected}，按目录的记。如目录不对，请先改目录里的排查轮次。",
    ),
    "period_inferred": (
        NOTE,
        "工作表“{sheet}”的标题只写到{expected}，按填报日期 {found} 记为{detail}。如不对，请在“问题与待答”里改选。",
    ),
}


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing wrong or worth saying. cell is an A1 address, "" for a whole sheet or file; column its header text."""

    code: str
    level: str
    sheet: str
    cell: str = ""
    column: str = ""
    found: str = ""
    expected: str = ""
    detail: str = ""

    @property
    def where(self) -> str:
        """「Sheet1!E12 “出栏数（头）”」, as far as it is known; blank of the file as a whole."""
        if not self.sheet:
            return ""
        place = f"{self.sheet}!{self.cell}" if self.cell else self.sheet
        return f"{place} “{self.column}”" if self.column else f"{place} "

    @property
    def message(self) -> str:
        """The sentence a person reads."""
        return KINDS[self.code][1].format(
            where=self.where,
            sheet=self.sheet,
            found=self.found,
            expected=self.expected,
            detail=self.detail,
        )


@dataclass(frozen=True, slots=True)
class Question:
    """Something only a person can decide. The same file asked again gives the same id.

    choices  the answers as shown; an answer is one of them, or a free value where the text asks for one
    cells    Sheet!A1 addresses the answer decides about
    default  what is done until it is answered; "" where it must be answered before anything is accepted
    """

    id: str
    text: str
    choices: tuple[str, ...]
    cells: tuple[str, ...] = ()
    default: str = ""


def issue(
    code: str,
    sheet: str,
    *,
    cell: str = "",
    column: str = "",
    found: str = "",
    expected: str = "",
    detail: str = "",
    level: str = "",
) -> Issue:
    """An issue with the level its code carries, unless the office's rules give it another."""
    return Issue(code, level or KINDS[code][0], sheet, cell, column, found, expected, detail)
