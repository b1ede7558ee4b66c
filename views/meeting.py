"""Meeting mode: a deck of full-screen slides that all lie ready in the browser; type and charts follow the window.

Turning asks nobody: the browser shows one slide and hides the others (views/meeting_keys.py). The address carries
slide, day and version, so that a reload, or somebody's upload meanwhile, changes nothing. Every number, row and point
leads on: to its parts, beside the slide, or to a page of the normal view with the way back.
"""

from collections.abc import Iterator, Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from charts.tokens import Theme
from domain.permissions import Moment
from domain.wording.days import day_words
from services.meeting.rows_that_fit import MOST_NOTE_LINES, fit
from services.meeting.slides import NOWHERE, Fact, Row, Slide
from views.chips import chip, listed
from views.frame import Page
from views.links import page_link
from views.markup import Html, join, show, tag, two_lines
from views.meeting_keys import listen_to_keys
from views.meeting_room import PAGE, PLACE, address_of, enter_room
from views.meeting_ways import follow_point, led
from views.navigation import PAGES
from views.paper import INTERNAL
from views.plot import draw_on_wall, show_figure

ON_TWO_LINES = 14  # signs of a name that the narrowest table shows whole
OTHER_LOOK = {"light": ("dark", "深色"), "dark": ("light", "浅色")}


def open_deck(page: Page, names: Sequence[str]) -> Iterator[tuple[int, DeltaGenerator]]:
    """The slides' places in the page, the one asked for first: it is filled first and shown at once.

    Fixes day and version in the address for the whole meeting.
    """
    here = asked_slide(len(names))
    for name, worth in {**address_of(page.moment), PLACE: str(here)}.items():
        if st.query_params.get(name) != worth:
            st.query_params[name] = worth
    enter_room(here, page.moment)
    show_first = f"html:not([data-kb-slide]) .st-key-kbm_slide_{here}{{visibility:visible}}"
    st.html(f"<style>{show_first}</style>")
    listen_to_keys(count=len(names), here=here)
    places = [st.container(key=f"kbm_slide_{number}") for number in range(1, len(names) + 1)]
    order = [*range(here, len(names) + 1), *range(here - 1, 0, -1)]
    return iter([(number, places[number - 1]) for number in order])


def asked_slide(count: int) -> int:
    """The slide of the address, from 1; the first where it names none of them."""
    written = st.query_params.get(PLACE, "")
    number = int(written) if written.isascii() and written.isdigit() else 0
    if written and not 1 <= number <= count:
        st.toast(f"网址里的第“{written}”页没有，现在从第 1 页开始。")
    return number if 1 <= number <= count else 1


def show_slide(slide: Slide, page: Page, number: int, names: Sequence[str]) -> None:
    """One slide: title, chart, facts over a short table, foot."""
    title = slide.title
    show(slide_head(title.plain, title.red, title.sub), css="kb kbm")
    with st.container(key=f"kbm_chart_{number}"):
        if slide.chart is None:
            show(tag("div", slide.missing, css="kbm-missing"), css="kb kbm")
        else:
            alt = f"{title.plain}{title.red}"
            picked = follow_point(slide.leads, page.moment, number)
            show_figure(draw_on_wall(slide.chart), key=f"kbm_figure_{number}", alt=alt, on_pick=picked)
    table = join(rows_html(slide, page, number), notes_html(slide))
    show(facts_html(slide.facts, page.moment, number, table), css="kb kbm")
    show(slide_foot(slide, page, number, names), css="kb kbm")


def slide_head(plain: str, red: str = "", sub: str = "") -> Html:
    """The slide's sentence (at most 24 characters) and what stands under it."""
    title = tag("h1", plain, tag("span", red, css="kb-red") if red else "")
    return join(title, tag("div", sub, css="kb-sub") if sub else "")


def facts_html(facts: Sequence[Fact], moment: Moment, number: int, table: Html = Html("")) -> Html:
    """The right column: facts over a table of four to seven rows."""
    told = [_fact(fact, moment, number) for fact in facts]
    return join(tag("div", *told, css="kbm-facts") if told else "", table)


def _fact(fact: Fact, moment: Moment, number: int) -> Html:
    value = join(fact.value, tag("small", fact.unit) if fact.unit else "")
    big = tag("div", led(value, fact.way, moment, number), css="kb-big kb-red" if fact.bad else "kb-big")
    return tag("div", tag("span", fact.name), big, css="kbm-fact")


def rows_html(slide: Slide, page: Page, number: int) -> Html:
    """The short table; a row's name opens its page in the normal view, with the way back to this slide."""
    if not slide.rows:
        return Html("")
    heads = [
        tag("th", head, css="kb-n" if 0 < place <= len(slide.rows[0].cells) else "", scope="col")
        for place, head in enumerate(slide.heads)
    ]
    body = [tag("tr", *_cells(row, page, number)) for row in slide.rows]
    return tag("table", tag("thead", tag("tr", *heads)), tag("tbody", *body), css="kb-t")


def notes_html(slide: Slide) -> Html:
    """What was said of the numbers, on the lines the table leaves; what does not fit is read by pointing at it."""
    said = "".join(slide.notes)
    roomy = fit(slide.rows, facts=bool(slide.facts), lines=MOST_NOTE_LINES)
    css = "kbm-notes" if roomy else "kbm-notes kbm-one"
    return tag("div", said, css=css, title=said) if said else Html("")


def _cells(row: Row, page: Page, number: int) -> list[Html]:
    name = led(row.name, row.way, page.moment, number)
    css = "kbm-short" if len(row.name) <= ON_TWO_LINES else ""
    first = tag("td", two_lines(name, [row.detail]) if row.detail else tag("b", name), css=css)
    ways = (*row.ways, *[NOWHERE] * (len(row.cells) - len(row.ways)))
    numbers = [
        tag("td", led(cell, way, page.moment, number), css="kb-n")
        for cell, way in zip(row.cells, ways, strict=True)
    ]
    return [first, *numbers, *_mark(row, page.theme)]


def _mark(row: Row, theme: Theme) -> list[Html]:
    """The light's or the list's chip in a column of its own."""
    if row.light:
        return [tag("td", chip(row.light, theme, row.word), css="kbm-mark")]
    return [tag("td", listed(row.listed, theme), css="kbm-mark")]


def slide_foot(slide: Slide, page: Page, number: int, names: Sequence[str]) -> Html:
    """As-of, version, source and baseline; which slide of how many; ways on, to the other look and out."""
    moment = page.moment
    said = [
        f"数据截至 {day_words(moment.as_of)}",
        f"会前版本：第 {moment.known_at} 号",
        f"来源：{slide.source}" if slide.source else "",
        f"基准：{slide.baseline}" if slide.baseline else "",
        "示例 · 虚构" if page.here.sample else "",
    ]
    printed = tag("span", INTERNAL, css="kbm-printed")
    right = tag("span", *_turning(number, names), *_leaving(page, number), css="kb-right")
    return tag("div", *(tag("span", part) for part in said if part), printed, right, css="kb-foot")


def _turning(number: int, names: Sequence[str]) -> list[Html]:
    dots = [
        tag("button", css="kbm-dot kb-here" if to == number else "kbm-dot", title=name, data_kbm_to=to)
        for to, name in enumerate(names, start=1)
    ]
    back = tag("button", "←", title="上一页", data_kbm_to=number - 1) if number > 1 else ""
    ahead = tag("button", "→", title="下一页", data_kbm_to=number + 1) if number < len(names) else ""
    return [*dots, tag("b", f"{number} / {len(names)}"), Html(back), Html(ahead)]


def _leaving(page: Page, number: int) -> list[Html]:
    """Both load the page anew: the look is chosen when a page is loaded, and leaving ends the meeting."""
    look, word = OTHER_LOOK[page.theme.name]
    how = {"embed": "true", "embed_options": f"{look}_theme", PLACE: str(number)}
    other = page_link(word, PAGE, anew=True, **address_of(page.moment), **how)
    leave = page_link("退出", PAGES[0].code, anew=True, css="kbm-leave", **_outside(page))
    return [tag("button", "打印", title="整场会议，一页一张", data_kbm_print="1"), other, leave]


def _outside(page: Page) -> dict[str, str]:
    """The meeting's moment, where the board would not open with it anyway."""
    newest = Moment(page.here.opening_day, page.here.head)
    return {} if page.moment == newest else address_of(page.moment)
