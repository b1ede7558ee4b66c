"""Safe HTML: whatever is not built here is text and is escaped, names from workbooks first of all."""

import re
from collections.abc import Iterable
from html import escape

import streamlit as st

from views.drawn import step

_NUMBER = re.compile(r"(?<![\w-])([A-Za-z\u4e00-\u9fff]{0,4}\d*(?:-\d+)+)")


class Html(str):
    """Markup built by our own functions; any other string is text."""

    __slots__ = ()


def esc(content: object) -> Html:
    """Content as markup: Html stays, everything else is escaped text."""
    return content if isinstance(content, Html) else Html(escape(str(content)))


def join(*parts: object, between: str = "") -> Html:
    """Parts in a row, each escaped unless it is Html."""
    return Html(esc(between).join(esc(part) for part in parts))


def tag(name: str, *children: object, **attributes: object) -> Html:
    """`tag("td", "水口村", css="kb-n", title="…")`; `css` is the class; attributes that are "" are left out."""
    written = "".join(
        f' {("class" if key == "css" else key.replace("_", "-"))}="{escape(str(worth))}"'
        for key, worth in attributes.items()
        if worth != ""
    )
    return Html(f"<{name}{written}>{join(*children)}</{name}>")


def two_lines(title: object, details: Iterable[object] = ()) -> Html:
    """A bold 事项 over a grey line of 责任 · 期限 · 经过; blank details are left out."""
    said = [detail for detail in details if detail not in ("", None)]
    return tag("span", tag("b", title), tag("span", join(*said, between=" · ")), css="kb-two")


def whole_numbers(text: str) -> Html:
    """A text whose running numbers and dates (「日督-20261112-006」) are never broken over two lines."""
    parts = _NUMBER.split(text)
    return join(*(tag("span", part, css="kb-whole") if at % 2 else part for at, part in enumerate(parts)))


def code(text: str) -> Html:
    """A cell address as it can be typed into the name box: Sheet1!D47."""
    return tag("span", text, css="kb-code")


class Whole:
    """Markup as it goes out: Streamlit takes it as it is, without looking for a file of that name or for indents."""

    __slots__ = ("_markup",)

    def __init__(self, markup: str) -> None:
        self._markup = markup

    def _repr_html_(self) -> str:
        return self._markup


def show(*parts: object, css: str = "kb") -> None:
    """Write a fragment to the page."""
    body = Whole(tag("div", *parts, css=css))
    step(lambda: st.html(body))
