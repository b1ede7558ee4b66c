"""Small pictures: data URIs with literal colours, hatched where something is missing, never an inline svg."""

import re
from base64 import b64decode
from math import nan
from xml.etree import ElementTree

import pytest

from charts.sketches import days_to_due, mark, pennant, rank_interval, report_bar, score_bar, spark, strip
from charts.tokens import LIGHT


def svg(html: str) -> str:
    """The picture inside an `<img>`; it must be well-formed, or browsers draw nothing."""
    code = re.search(r'src="data:image/svg\+xml;base64,([^"]+)"', html)
    assert code
    text = b64decode(code[1]).decode()
    ElementTree.fromstring(text)
    return text


EVERY = {
    **{f"mark {code}": mark(code, LIGHT) for code in ("ok", "note", "warn", "bad", "none", "under_review")},
    "pennant": pennant(LIGHT),
    "spark": spark([1, nan, 3], LIGHT, alt="走势", baseline=[2, 2, 2]),
    "empty spark": spark([nan, nan], LIGHT, alt="未报"),
    "score": score_bar(76.8, 100, LIGHT),
    "no score": score_bar(nan, 100, LIGHT),
    "interval": rank_interval(2, 3, 5, 17, LIGHT),
    "overdue": days_to_due(-14, "bad", LIGHT),
    "left": days_to_due(3, "none", LIGHT),
    "no deadline": days_to_due(nan, "none", LIGHT),
    "report": report_bar(163, 171, LIGHT),
    "nothing due": report_bar(0, 0, LIGHT),
    "strip": strip(
        [(5, "hatch", LIGHT.ink), (10, LIGHT.ctx2, LIGHT.ink), (0, LIGHT.bad, "#FFFFFF")], LIGHT, alt="未结"
    ),
}


@pytest.mark.parametrize("name", EVERY)
def test_a_picture_is_an_image_with_an_alt_and_literal_colours(name: str) -> None:
    html = EVERY[name]
    assert html.startswith("<img")
    assert " alt=" in html
    assert "currentColor" not in svg(html)
    assert "var(" not in svg(html)


def test_the_five_marks_differ_in_shape_not_only_in_colour() -> None:
    shapes = [
        re.sub(r"#[0-9A-F]{6}", "", svg(mark(code, LIGHT))) for code in ("ok", "note", "warn", "bad", "none")
    ]
    assert len(set(shapes)) == 5


def test_a_hole_in_a_spark_is_dotted() -> None:
    assert "stroke-dasharray" in svg(spark([1, nan, 3], LIGHT, alt=""))
    assert "stroke-dasharray" not in svg(spark([1, 2, 3], LIGHT, alt=""))


def test_a_spark_that_ends_missing_ends_hollow() -> None:
    assert f'fill="{LIGHT.paper}"' in svg(spark([1, 2, nan], LIGHT, alt=""))
    assert f'fill="{LIGHT.accent}"' in svg(spark([1, 2, 3], LIGHT, alt=""))


def test_a_missing_score_is_hatched_not_an_empty_bar() -> None:
    assert "url(#h)" in svg(score_bar(nan, 100, LIGHT))
    assert "url(#h)" not in svg(score_bar(0, 100, LIGHT))


def test_the_unreported_part_of_the_report_bar_is_hatched() -> None:
    picture = svg(report_bar(80, 100, LIGHT))
    assert "url(#h)" in picture
    assert 'width="104.0"' in picture, "80 of 100 fills 104 of 130 px"


def test_an_interval_is_told_to_those_who_cannot_see_it() -> None:
    assert "第 3 名，可能在第 2—5 名" in rank_interval(2, 3, 5, 17, LIGHT)


def test_overdue_days_lie_left_of_today_and_stop_at_the_edge() -> None:
    def dot(days: float) -> float:
        return float(re.findall(r'circle cx="([\d.]+)"', svg(days_to_due(days, "bad", LIGHT)))[0])

    assert dot(-14) < dot(-5) < 75 < dot(3)
    assert dot(-40) == dot(-15)


def test_an_alt_from_a_workbook_is_escaped() -> None:
    assert '"><script>' not in spark([1, 2], LIGHT, alt='"><script>')
