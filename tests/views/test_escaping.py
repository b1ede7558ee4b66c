"""Names come from workbooks: nothing of them ever becomes markup, wherever they are written."""

from datetime import date

import pandas as pd
import pytest

from charts.points import Point
from charts.quantity import Quantity
from charts.tokens import LIGHT
from domain.issues import issue
from domain.permissions import Moment
from services.completeness.strip_of import Strip
from services.meeting.slides import Fact
from views.asof import strip_html
from views.cards import Card, card_html, measure_card
from views.chips import chip, state
from views.frame import section_html
from views.heat import HeatRow, UnitRow, heat_html, matrix_html
from views.issues import issues_html
from views.links import link, page_link
from views.markup import Html, code, esc, join, tag, two_lines, whole_numbers
from views.meeting import facts_html
from views.progress import how_far_html
from views.provenance import PART_COLUMNS, Provenance, provenance_html, source_html
from views.strips import Flow, equation_html
from views.tables import Column, OutsideRow, changed, revised, table_html

EVIL = "<img src=x onerror=alert(1)>\"'&"
PARTS = pd.DataFrame([[EVIL] * 8 + [418, (EVIL,) * 4]], columns=list(PART_COLUMNS)).assign(status="reported")
FRAME = pd.DataFrame({"name": [EVIL], "key": [EVIL]})

WRITTEN = {
    "text": esc(EVIL),
    "attribute": tag("a", "x", title=EVIL),
    "two lines": two_lines(EVIL, [EVIL]),
    "whole numbers": whole_numbers(f"日督-20261112-006 {EVIL}"),
    "code": code(EVIL),
    "chip": chip("bad", LIGHT, EVIL, rule=EVIL),
    "state": state("stale", LIGHT, EVIL),
    "strip": strip_html(Strip(EVIL, EVIL, 3, 1, EVIL, (EVIL,), EVIL, EVIL, EVIL), LIGHT),
    "card": card_html(
        Card(EVIL, EVIL, EVIL, "bad", EVIL, EVIL, EVIL, EVIL, EVIL, trace=EVIL), LIGHT, level=True
    ),
    "section": section_html(EVIL, EVIL, EVIL),
    "table": table_html(FRAME, [Column(EVIL, "name"), Column("", write=lambda row: row.name)], subject="key"),
    "outside": table_html(FRAME, [Column("", "name")] * 3, outside=[OutsideRow((EVIL,), EVIL)]),
    "changed": changed(EVIL, EVIL),
    "revised": revised(EVIL, EVIL),
    "heat": heat_html([HeatRow(EVIL, EVIL, (80.0,), 80.0, 0)], [EVIL]),
    "matrix": matrix_html([UnitRow(EVIL, (1,)), UnitRow(EVIL, None, note=EVIL)], {EVIL: EVIL}),
    "issue": issues_html(
        [issue("unknown_place", EVIL, cell=EVIL, column=EVIL, found=EVIL, expected=EVIL)], LIGHT
    ),
    "equation": equation_html([Flow(EVIL, 1, 0, EVIL)], Flow(EVIL, 1, 0, EVIL)),
    "fact": facts_html([Fact(EVIL, EVIL, EVIL)], Moment(date(2026, 11, 19), 7), 1),
    "progress": how_far_html(EVIL, 1, 2, EVIL),
    "provenance": provenance_html(Provenance(EVIL, EVIL, EVIL, PARTS, PARTS, corrected=(EVIL,)), LIGHT),
    "source": source_html(EVIL, EVIL, EVIL),
    "link": link(EVIL, trace=EVIL, title=EVIL),
    "page link": page_link(EVIL, "funds", place=EVIL),
}


@pytest.mark.parametrize("place", WRITTEN)
def test_a_name_is_text_everywhere(place: str) -> None:
    html = WRITTEN[place]
    assert "<img src=x" not in html
    assert 'onerror=alert(1)>"' not in html


def test_markup_is_only_what_we_built() -> None:
    assert join(tag("b", "村"), "<b>") == "<b>村</b>&lt;b&gt;"
    assert isinstance(join("a"), Html)


def test_markup_put_into_a_frame_turns_into_text_again() -> None:
    frame = pd.DataFrame({"name": [tag("b", "村")]})
    assert "&lt;b&gt;" in table_html(frame, [Column("", "name")])


def test_a_measure_card_escapes_the_name_of_its_measure() -> None:
    point = Point("C01", EVIL, "2026-11-X2", date(2026, 11, 19), 0.5)
    card = measure_card(point, Quantity(EVIL, "%", EVIL), LIGHT)
    assert "<img src=x" not in card_html(card, LIGHT, level=True)
