"""Every chart drawn here is what Plotly makes of it when it validates all of it."""

import json

import plotly.graph_objects as go
import pytest

from charts.drawing import Drawing


@pytest.fixture(autouse=True)
def as_validated(monkeypatch):
    finished = Drawing.finished

    def compared(drawing):
        figure = finished(drawing)
        assert json.loads(figure.to_json()) == json.loads(go.Figure(drawing.told()).to_json())
        return figure

    monkeypatch.setattr(Drawing, "finished", compared)
