"""资金支出: are we on pace, which sources and projects lag, what is stuck and with whom."""

import streamlit as st

from charts.dots_to_due import dots_to_due
from charts.trajectory import trajectory
from services.funds.funds_cards import funds_cards
from services.funds.show_funds import EVERYWHERE, funds_choices, show_funds
from services.measures.trace_number import trace
from services.projects.project_notes import project_notes
from views.asof import show_strip
from views.chips import shape_key
from views.compare import choose_against, told
from views.county import the_store
from views.early import stop_before_the_data
from views.empty import nothing_yet
from views.filters import choose, choose_one, filter_row
from views.frame import conclude, foot, open_page, section
from views.funds import open_then, show_sources, show_stuck, show_towns, show_waiting
from views.markup import join, show, tag
from views.overview import show_figures
from views.plot import draw, show_figure
from views.project_links import go_to_project
from views.provenance import show_provenance
from views.tables import count_words
from views.trail import show_towns_beside

page = open_page("funds")
store = the_store()
stop_before_the_data(page, store)
choices = page.ask(funds_choices, store)
top = st.container()
with filter_row("funds"):
    line = choose("基准", choices.lines, key="baseline")
    base = choose("分母", choices.bases, key="base")
    place = choose_one("乡镇", choices.places, key="town", width=160)
    against = choose_against()
if choices.unsaid:
    show(tag("div", choices.unsaid, css="kb-parts"))
answer = page.ask(show_funds, store, line=line, base=base, place=place, against=against)
with top:
    show_strip(page, answer.strip)
    show_towns_beside(choices.places, place, page.theme)
    conclude(answer.conclusion.plain, answer.conclusion.red, told(answer.conclusion.sub, answer.uncompared))
pace, quantity = answer.pace, answer.quantity
left, right = st.columns([57, 43], gap="medium")
with left:
    section(f"{answer.name}累计支出率与{pace.baseline or '基准'}", f"按旬{answer.whole}")
    if pace.now.missing:
        nothing_yet("到这一天还没有支付数据。", "办公室可在“数据上报”页放入资金下达支付台账。")
    else:
        figure = draw(
            trajectory,
            pace.actual,
            pace.nodes,
            quantity=quantity,
            baseline=pace.baseline,
            theme=page.theme,
            last_year=pace.last_year,
            projection=pace.projection,
            shortfall=pace.shortfall,
            height=330,
        )
        alt = answer.conclusion.plain + answer.conclusion.red
        show_figure(
            figure, key="pace", alt=alt, on_pick=open_then(page, answer.code), download="资金支出_走势"
        )
        show(tag("div", join(pace.needed, pace.grown, between=" "), css="kb-parts"))
    if not answer.projects_said:
        section("慢在哪里", answer.stuck_said)
        show_stuck(answer.stuck, quantity, page.theme)
with right:
    show_sources(answer, page.theme)
    lights = {"bad": "滞后", "warn": "预警", "note": "提醒", "ok": "正常"}
    section("按项目：实际支出率与应达", join("竖线＝应达；", shape_key(page.theme, lights)))
    if answer.projects_said:
        nothing_yet(answer.projects_said, "项目台账补上后，这里会自动显示。")
    else:
        figure = draw(dots_to_due, answer.projects, quantity=quantity, due="应达", theme=page.theme)
        alt = answer.stuck_said or "各项目都在应达附近或以上"
        show_figure(figure, key="projects", alt=alt, on_pick=go_to_project, download="资金支出_各项目")
        if answer.hidden:
            show(count_words(len(answer.projects) + answer.hidden, "个项目", answer.hidden))
if not answer.pace.now.missing:
    left, right = st.columns([57, 43], gap="medium")
    with left:
        section("钱卡在哪一步", "每步金额最大的几笔；点文号、项目看台账")
        show_waiting(answer)
    with right:
        if len(answer.towns):
            section("各乡镇欠支", f"低于{answer.pace.baseline or '基准'}的部分，不与超前的抵消；点镇名只看它")
            show_towns(answer, page.theme)
cards = page.ask(funds_cards, store, against=against) if place == EVERYWHERE else ()
if cards:
    section("产业占比、下达时长和闲置", "按全县的资金文件算；闲置＝到位满一年还没有支出")
    show_figures(cards, answer.since, page.theme)
foot((*answer.foot, *page.ask(project_notes, store)))
show_provenance(lambda asked: page.ask(trace, store, record=asked.record, key=asked.key), page.theme)
