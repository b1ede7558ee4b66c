"""Whatever somebody drops: any known headers over any cells are read or refused, and the cells add up."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.refusals import Refusal
from tests.uploads.offices import TODAY, accounts, office
from uploads.recognition import Answer, Hints, read
from uploads.refusals import SENTENCES
from uploads.sheets import Merge, Sheet, Workbook
from uploads.vocabulary import JOIN, layout_vocabularies

WORDS = {
    layout: sorted(vocabulary.words)
    for layout, vocabulary in layout_vocabularies(office().catalogue, office().header_words, TODAY).items()
}
# A header each layout cannot do without.
NEEDED = {
    "roster": ["乡镇", "村", "区划代码"], "units": ["单位名称", "单位类别"], "indicators": ["乡镇", "村", "卫生厕所户数", "应计户数"],
    "projects": ["项目名称"], "funds": ["下达文号", "支付日期", "支付金额"], "inspections": ["督查日期", "村", "问题描述"],
    "rectification": ["问题来源", "反馈时间", "反馈问题"], "requests": ["工单编号", "诉求内容"],
    "directives": ["调度事项", "牵头单位", "责任人", "办理时限"],
}  # fmt: skip
TITLES = (
    "云岭县2026年11月中旬旬报",
    "青石镇2026年10月月报",
    "2026年项目台账　单位：万元　填报时间：2026年11月10日",
    "台账",
    "云岭县镇村名册",
)
CELLS = (
    None, "-", "无", "东关村", "青石镇", "王庄村", "合计", "小计", "说明：x", "同上", "2026.10", 2026.1, "11月底", "86%", 0.86,
    12.0, "1,200", "约5", "不适用", "#REF!", "是", "否", "已完成", "正在整改", "通过，销号", "农业农村局", "某公司", "中央",
    "20万元", "立行立改", "长期坚持", date(2026, 11, 1), True, "三十", "填表人：", "YL-1", "其他", "全县", 46000.0,
    "主体完成80%", 1.0, -3.0,
)  # fmt: skip


@st.composite
def workbooks(draw) -> Workbook:
    layout = draw(st.sampled_from(sorted(NEEDED)))
    heads = NEEDED[layout] + draw(st.lists(st.sampled_from(WORDS[layout]), max_size=6, unique=True))
    levels = [head.split(JOIN) for head in heads]
    rows = [[draw(st.sampled_from(TITLES)), *[None] * (len(heads) - 1)], [level[0] for level in levels]]
    if any(len(level) > 1 for level in levels):
        rows.append([level[-1] if len(level) > 1 else None for level in levels])
    rows += draw(
        st.lists(st.lists(st.sampled_from(CELLS), min_size=len(heads), max_size=len(heads)), max_size=6)
    )
    last = len(rows) - 1
    column = draw(st.integers(0, len(heads) - 1))
    merges = (Merge(3, column, last, column),) if last > 3 and draw(st.booleans()) else ()
    hidden = frozenset({last}) if draw(st.booleans()) else frozenset()
    uncached = frozenset({(last, column)}) if draw(st.booleans()) else frozenset()
    columns = tuple([row[at] for row in rows] for at in range(len(heads)))
    sheet = Sheet("表", columns, len(rows), merges=merges, hidden_rows=hidden, uncached=uncached)
    copies = draw(st.sampled_from([(sheet,), (sheet, Sheet("表2", columns, len(rows)))]))
    return Workbook("表.xlsx", "0" * 64, copies)


@settings(max_examples=120)
@given(workbooks(), st.randoms(use_true_random=False))
def test_any_headers_over_any_cells_are_read_or_refused_and_the_cells_add_up(workbook, chance):
    questions = outcome(workbook, {})
    outcome(workbook, {q.id: Answer(chance.choice(q.choices) if q.choices else "云岭县") for q in questions})


def outcome(workbook, answers):
    """The open questions; every issue renders its sentence, every refusal is one of ours."""
    try:
        found = read(workbook, office(), Hints(answers=answers))
    except Refusal as caught:
        refused = caught
    else:
        accounts(found)
        assert all(issue.message for issue in found.issues)
        return found.questions
    assert refused.code in SENTENCES
    return ()
