"""Stories told by the villages' own sheets."""

from collections.abc import Iterable

from sample_data.days import XUNS
from sample_data.sanitation import Sanitation, sanitation_in
from sample_data.story import Story, parts
from sample_data.support import UNPAID_MONTH, UNPAID_TOWN, security_in
from sample_data.toilets import LAST, SHRUNK_BASE, SILENT
from sample_data.write_sanitation import MISTYPED, MISTYPED_BY, MISTYPED_XUN


def toilets(rows: Iterable[Sanitation]) -> str:
    listed = list(rows)
    return parts(sum(row.toilets for row in listed), sum(row.eligible for row in listed))


def reported(xun_at: int) -> list[Sanitation]:
    return [row for row in sanitation_in(XUNS[xun_at]) if row.reported]


def one(key: str, xun_at: int) -> Sanitation:
    return next(row for row in sanitation_in(XUNS[xun_at]) if row.village.key == key)


def shrunken_base() -> Story:
    before, after = one(SHRUNK_BASE, 30), one(SHRUNK_BASE, 31)
    return Story(
        "竹坑村普及率上升，全靠分母变小",
        "A village whose toilet rate rose only because its base shrank (denominator guard)",
        "人居环境、上报核对、村情画像",
        (
            f"{parts(before.toilets, before.eligible)} → {parts(after.toilets, after.eligible)}，改厕 0 户，分母少 28 户",
        ),
    )


def silent_villages() -> Story:
    before = [row for row in sanitation_in(MISTYPED_XUN) if row.village.key not in SILENT]
    return Story(
        "8 个村连续两旬未报，全县率因此“上升”",
        "Eight villages silent for two 旬; the county rate rises because the low ones are missing",
        "总览、人居环境、未报清单",
        (
            "柳湾乡 5 村、望峰乡 3 村，11月上旬和中旬已报 112/120",
            f"10月下旬 {toilets(reported(29))}，11月上旬 {toilets(reported(30))}，11月中旬 {toilets(reported(31))}",
            f"同样 112 村 10月下旬为 {toilets(before)}",
        ),
    )


def corrected() -> Story:
    row = one(MISTYPED, 29)
    rows = reported(29)
    right, base = sum(r.toilets for r in rows), sum(r.eligible for r in rows)
    return Story(
        "茶亭村 10月下旬填错一数，11月3日更正",
        "A figure corrected by a later workbook; the first bulletin keeps the old one",
        "变更、修订标记、“当时所知”",
        (
            f"茶亭村 {row.toilets + MISTYPED_BY} → {row.toilets}（共 {row.eligible} 户）",
            f"全县 10月下旬 {parts(right + MISTYPED_BY, base)} → {parts(right, base)}",
        ),
    )


def merged() -> Story:
    parts_before = [one(f"松岗镇{name}", 17) for name in ("上垅村", "下垅村")]
    after = one("松岗镇双垅村", 18)
    olds = "、".join(f"{row.village.name} {row.toilets}/{row.eligible}" for row in parts_before)
    return Story(
        "上垅村、下垅村 7月1日并为双垅村",
        "Two villages merged on 1 July: the seam compares with the sum of the two",
        "人居环境走势、村级排名“新并村”",
        (f"6月下旬 {olds}；7月上旬双垅村 {after.toilets}/{after.eligible}", "121 村 → 120 村"),
    )


def sewage_left_out() -> Story:
    last = [row for row in sanitation_in(LAST) if row.sewage_reported]
    before = reported(30)
    return Story(
        "柳湾乡 11月中旬的表没有污水列",
        "One town's last sheet has no sewage columns: not reported, not zero",
        "人居环境",
        (
            f"全县 {parts(sum(r.treated for r in before), len(before))} → {parts(sum(r.treated for r in last), len(last))}",
        ),
    )


def waste_slipped() -> Story:
    lines = []
    for town in ("双塘镇", "柳湾乡"):
        pairs = []
        for at in (30, 31):
            rows = [row for row in reported(at) if row.village.town.name == town]
            pairs.append(parts(sum(r.collected for r in rows), sum(r.hamlets for r in rows)))
        lines.append(f"{town} {pairs[0]} → {pairs[1]}")
    return Story(
        "双塘镇、柳湾乡垃圾收运回落", "Waste collection slipped in two towns", "人居环境", tuple(lines)
    )


def unpaid_wages() -> Story:
    rows = [row for row in security_in(UNPAID_MONTH) if row.village.town.name == UNPAID_TOWN]
    return Story(
        "柳湾乡 9月公益性岗位工资未发",
        "September wages of 41 public posts unpaid, and the same in the rectification ledger",
        "保障就业、问题整改（整改-047）",
        (f"9月 {sum(r.wages_paid for r in rows)}/{sum(r.wages_due for r in rows)} 人次",),
    )
