"""What is worked out once for all viewers is what Streamlit and Plotly work out themselves, and is not worked out again."""

import json

import plotly.graph_objects as go
import plotly.io
import pytest
from streamlit import string_util
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

import serve  # noqa: F401 - it puts the kept answers in place
from views.plot import KeptFigure


@pytest.mark.parametrize("section", ["theme", "theme.light", "theme.dark", "theme.sidebar"])
def test_the_colours_are_those_streamlit_reads_itself(section: str) -> None:
    kept, own = CustomThemeConfig(), CustomThemeConfig()
    app_session._populate_theme_msg(kept, section)
    app_session._populate_theme_msg.__wrapped__(own, section)
    assert kept == own


def test_the_colours_of_one_session_are_not_another_s() -> None:
    first, second = CustomThemeConfig(), CustomThemeConfig()
    app_session._populate_theme_msg(first)
    first.primary_color = "#000000"
    app_session._populate_theme_msg(second)
    assert second.primary_color != "#000000"


@pytest.mark.parametrize("words", ["上期", "🚨 超期", "🚨", "", "overdue"])
def test_the_words_of_a_control_are_taken_apart_as_before(words: str) -> None:
    taken_apart = string_util.extract_leading_emoji
    assert taken_apart(words) == taken_apart.__wrapped__(words)


def test_a_kept_chart_goes_out_as_the_text_it_was_made_into() -> None:
    figure = go.Figure(go.Scatter(x=[1, 2], y=[3.5, None], text=["甲镇", "乙镇"]))
    kept = KeptFigure(figure).to_dict()
    sent = plotly.io.to_json(kept, validate=False)
    assert sent is kept.text
    assert json.loads(sent) == json.loads(plotly.io.to_json.__wrapped__(figure, validate=False))


def test_any_other_chart_is_written_by_plotly() -> None:
    figure = go.Figure(go.Scatter(y=[1, 2]))
    assert json.loads(plotly.io.to_json(figure, validate=False))["data"][0]["y"] == [1, 2]
