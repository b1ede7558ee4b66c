"""Plotly reads tags in hovers, axis labels and notes: a name from a workbook or the catalogue stays a name there."""

import json
from dataclasses import replace

import pytest

from charts.tokens import LIGHT
from tests.charts import pointframes, test_every_figure
from tests.charts.test_every_figure import FULL

EVIL = "<a href='http://evil.example'>"

OWN_NAMES = {"deadlines"}  # charts whose example has names of its own


@pytest.mark.parametrize("chart", FULL)
def test_a_name_is_text_in_every_chart(chart, monkeypatch):
    named = tuple((key, f"{EVIL}{name}") for key, name in pointframes.TOWNS)
    monkeypatch.setattr(pointframes, "TOWNS", named)
    monkeypatch.setattr(
        pointframes.months, "__kwdefaults__", {**pointframes.months.__kwdefaults__, "name": EVIL}
    )
    for quantity in ("PAID", "DONE", "SCORE"):
        known = getattr(test_every_figure, quantity)
        monkeypatch.setattr(test_every_figure, quantity, replace(known, name=f"{EVIL}{known.name}"))
    blocks = pointframes.BLOCKS.assign(name=[f"{EVIL}{name}" for name in pointframes.BLOCKS["name"]])
    monkeypatch.setattr(test_every_figure, "BLOCKS", blocks)
    nodes = pointframes.NODES.assign(
        label=[f"{EVIL}{label}" if label else "" for label in pointframes.NODES["label"]]
    )
    monkeypatch.setattr(test_every_figure, "NODES", nodes)
    drawn = json.dumps(FULL[chart](LIGHT).to_plotly_json(), default=str, ensure_ascii=False)
    assert "<a href" not in drawn
    assert chart in OWN_NAMES or "evil.example" in drawn, "the name is shown, as text"
