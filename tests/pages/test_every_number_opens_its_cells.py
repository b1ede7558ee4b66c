"""From a number on any page to file, sheet and cell: every kind of number link of every page, walked to its end."""

import html
import re
from collections.abc import Iterator
from urllib.parse import parse_qs

import pytest
from google.protobuf.message import Message

from data_access.database import Store, open_store
from domain.permissions import WHOLE_COUNTY, Moment, Role
from services.measures.trace_number import trace
from tests.pages.screens import ROOT, STORY_ENDS, entrance_to, run_page
from views.navigation import PAGES
from views.provenance import PARAMETER, Trace, read_trace

pytestmark = pytest.mark.xdist_group("pages")

LINK = re.compile(r'href="\?([^"]*)"')
# So many links of one page and kind (a measure, a record) are walked: the first, the last, and between.
OF_A_KIND = 4
DEEPEST = 4
TRACED = [
    page.code
    for page in PAGES
    if "show_provenance(" in (ROOT / "pages" / f"{page.code}.py").read_text(encoding="utf-8")
]


# What a page has to be told before it shows a number.
ADDRESS = {
    "indicator": {"indicator": "TOI_COV", "sight": "各村"},
    "project": {"project": "YL-2026-055"},
    "ranking": {"closer": "逐项得分"},
}


def links_of(code: str, database: str) -> list[Trace]:
    """The traces a page offers, some of each kind."""
    kinds: dict[tuple[str, str], list[Trace]] = {}
    for node in run_page(code, Role.ADMIN, database, **ADDRESS.get(code, {}))._tree:
        proto = getattr(node, "proto", None)
        if isinstance(proto, Message):
            for found in _traces(getattr(proto, "body", "")):
                kinds.setdefault(
                    (found.record, found.key[0] if found.record in ("measure", "figure") else ""), []
                ).append(found)
    return [
        own[at]
        for own in kinds.values()
        for at in sorted({len(own) * n // OF_A_KIND for n in range(OF_A_KIND)})
    ]


def _traces(body: str) -> Iterator[Trace]:
    for address in LINK.findall(body):
        for written in parse_qs(html.unescape(address)).get(PARAMETER, []):
            found = read_trace(written)
            assert found is not None, written
            yield found


def lost(store: Store, moment: Moment, asked: Trace, depth: int = 0) -> str:
    """Where the way to a cell ends without one; blank where it does not."""
    if depth > DEEPEST:
        return f"{asked.written()}: no end"
    parts = trace(store, scope=WHOLE_COUNTY, moment=moment, record=asked.record, key=asked.key).parts
    if parts.empty:
        return f"{asked.written()}: nothing behind it"
    for part in parts.drop_duplicates("status").to_dict("records"):
        if part["change"] is None or part["change"] != part["change"]:
            if part["status"] in ("reported", "stale"):
                return f"{asked.written()}: {part['name']} is said by nobody"
        elif all(isinstance(part[name], str) and part[name] for name in ("file", "sheet", "cell")):
            continue
        elif isinstance(part["key"], tuple) and tuple(map(str, part["key"])) != (asked.record, *asked.key):
            record, *own = map(str, part["key"])
            if told := lost(store, moment, Trace(record, tuple(own)), depth + 1):
                return told
        else:
            return f"{asked.written()}: {part['name']} has no cell"
    return ""


@pytest.mark.parametrize("code", TRACED)
def test_every_number_of_a_page_leads_to_its_cells(code, sample_url):
    moment = Moment(STORY_ENDS, entrance_to(sample_url, Role.ADMIN).head)
    asked = links_of(code, sample_url)
    assert asked
    store = open_store(sample_url)
    assert [told for one in asked if (told := lost(store, moment, one))] == []
    store.engine.dispose()
