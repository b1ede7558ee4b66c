"""指标口径: what every number means, how it is judged, who reports it and until when."""

import streamlit as st

from services.completeness.strip_of import Strip
from services.county.show_catalogue import show_catalogue
from services.taking_in.list_quality_rules import list_quality_rules
from views.asof import show_strip
from views.catalogue import (
    of_aspect,
    search,
    show_forms,
    show_indicators,
    show_quality,
    show_rules,
    show_schemes,
)
from views.county import the_store
from views.filters import choose, filter_row
from views.frame import conclude, foot, open_page, section

page = open_page("catalogue")
head = st.container()
with filter_row("catalogue"):
    parts = {
        "indicators": "指标",
        "forms": "报表",
        "lights": "灯规则",
        "schemes": "考核方案",
        "quality": "核对规则",
    }
    part = choose("看什么", parts, key="part")
    sought = search() if part == "indicators" else ""

answer = page.ask(show_catalogue, the_store(), sought=sought)
with head:
    show_strip(page, Strip(answer.as_of, right=page.title))
    conclude(answer.plain, sub=answer.sub)

if part == "indicators" and answer.aspects and not sought:
    with filter_row("aspects"):
        aspect = choose("方面", {aspect: aspect for aspect in answer.aspects}, key="aspect")
    section(aspect, f"{answer.aspects[aspect]} 项指标：口径、算法、灯和截止")
    show_indicators(of_aspect(answer.indicators, aspect))
elif part == "indicators":
    section("找到的指标", "名称、口径、代码、单位里含有所查的字")
    show_indicators(answer.indicators)
elif part == "forms":
    section("报表", "谁报、多久一次、什么时候截止")
    show_forms(answer.forms)
elif part == "lights":
    section("灯规则", "差距都按与所列基准相比；逾期按天")
    show_rules(answer.rules)
elif part == "quality":
    section("核对规则", "上报时逐条核；疑似值只提示，从不自动改")
    show_quality(page.ask(list_quality_rules, the_store()))
else:
    section("考核方案", "每项得分＝权重 ×（数值－零分线）÷（满分线－零分线），不低于 0，不高于权重")
    show_schemes(answer.items)
foot(answer.sources)
