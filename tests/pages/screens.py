"""A page run as the office runs it, for one role and one database, and every text a person would see on it."""

import html
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from google.protobuf.message import Message
from streamlit.testing.v1 import AppTest

from data_access.database import head, open_store, reading
from domain.permissions import WHOLE_COUNTY, Actor, Role, Scope
from views.session import Entrance

ROOT = Path(__file__).parents[2]
PATIENCE = 180  # the first page of a county works everything out, on machines that are busy too
STORY_ENDS = date(2026, 11, 19)
STORY_BEGINS = date(2026, 1, 5)

# Fields of an element that a person reads; the rest are keys, formats and settings.
READ = {
    "body", "label", "placeholder", "help", "options", "content", "text", "alt", "caption", "title", "message",
    "instructions", "max_length_text",
}  # fmt: skip
_STYLE = re.compile(r"<style.*?</style>", re.DOTALL)
_TOLD = re.compile(r'(?:title|alt)="([^"]*)"')
_TAG = re.compile(r"<[^>]*>")
_BOUND = re.compile(r"%\{[^}]*\}|<[^>]*>")
_DRAWN = {"text", "ticktext", "hovertext", "hovertemplate", "texttemplate", "title"}


def run_page(code: str, role: Role, database: str, *, scope: Scope = WHOLE_COUNTY, **address: str) -> AppTest:
    """A page file as dashboard.py would run it for this role and scope: behind its guard, on this database."""
    app = AppTest.from_file(str(ROOT / "pages" / f"{code}.py"), default_timeout=PATIENCE)
    app.session_state["_entrance"] = entrance_to(database, role, scope)
    for name, worth in address.items():
        app.query_params[name] = worth
    return app.run()


def entrance_to(database: str, role: Role, scope: Scope = WHOLE_COUNTY) -> Entrance:
    store = open_store(database)
    with reading(store) as connection:
        newest = head(connection)
    store.engine.dispose()
    return Entrance(
        actor=Actor("王某", role),
        scope=scope,
        database=database,
        head=newest,
        first_day=STORY_BEGINS,
        opening_day=STORY_ENDS,
    )


def words_on(app: AppTest) -> list[str]:
    """Every text a person sees or is told on hover: fragments, labels, options, cells of grids, charts."""
    found: list[str] = []
    for node in app._tree:
        proto = getattr(node, "proto", None)
        if isinstance(proto, Message):
            found += _texts(proto)
        if node.type == "arrow_data_frame":
            found += [str(name) for name in node.value.columns]
            found += [str(cell) for cell in node.value.to_numpy().ravel()]
    return [text for text in found if text.strip()]


def seen(app: AppTest) -> str:
    return "\n".join(words_on(app))


def _texts(proto: Message) -> Iterator[str]:
    for field, worth in proto.ListFields():
        if field.name == "spec":
            yield from _chart(json.loads(worth))
        elif field.name in READ:
            for text in worth if field.is_repeated else [worth]:
                yield from _plain(text) if isinstance(text, str) else _texts(text)
        elif field.message_type is not None and not field.is_repeated:
            yield from _texts(worth)


def _plain(text: str) -> Iterator[str]:
    """A text without markup, and what its marks tell on hover."""
    bare = _STYLE.sub("", text)
    yield from (html.unescape(told) for told in _TOLD.findall(bare))
    yield html.unescape(_TAG.sub("\n", bare))


def _chart(part: object) -> Iterator[str]:
    """The texts drawn in a figure, however deep, without what is filled in per point."""
    if isinstance(part, dict):
        for name, worth in part.items():
            if name in _DRAWN and isinstance(worth, (str, list)):
                yield from (
                    _BOUND.sub(" ", str(text)) for text in (worth if isinstance(worth, list) else [worth])
                )
            elif name != "customdata":
                yield from _chart(worth)
    elif isinstance(part, list):
        for one in part:
            yield from _chart(one)
