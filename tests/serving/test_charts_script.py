"""The script of the charts: Plotly's basic bundle in the place of the whole one, and nothing else of it changed."""

import hashlib
from pathlib import Path

import plotly
import pytest
from streamlit import file_util

from serving.charts_script import BASIC, PAUSE, basic_version, charts_script, with_basic_plotly

STREAMLITS = next((Path(file_util.get_static_dir()) / "static/js").glob("PlotlyChart.*.js"))
PUBLISHED = "99784e3abfb07b142a15e521a439e6d9addceadb3f79553fd24c72774f0649ba"
AROUND = (
    "import{t as n}from'./x.js';var W=n(((e,t,n)=>{%s})),G=t({default:()=>K}),K=W();export{K as default};"
)
WHOLE = (
    "(function(e,n){typeof t==`object`&&t.exports?t.exports=n():0})(0,()=>{"
    'var _=({"src/version.js"(e){e.version=`%s`}});return window.Plotly=e,e})'
)


@pytest.fixture(scope="module")
def theirs() -> bytes:
    return STREAMLITS.read_bytes()


def test_streamlits_script_carries_the_basic_bundle_in_the_place_of_its_own(theirs):
    ours = charts_script(theirs)
    assert ours.startswith(PAUSE)
    assert BASIC.read_bytes() in ours
    assert b"maplibre" in theirs
    assert b"maplibre-gl" not in ours, "no maps: they would ask other hosts for their tiles"
    assert len(ours) < len(theirs) / 3


def test_what_surrounds_plotly_stays_as_it_is(theirs):
    before, after = with_basic_plotly(theirs).split(BASIC.read_bytes())
    assert theirs.startswith(before.replace(b",module,", b",t,"))
    assert theirs.endswith(after)
    assert after.startswith(b"})),")


def test_the_basic_bundle_is_the_published_one_and_of_the_version_figures_are_written_for():
    assert hashlib.sha256(BASIC.read_bytes()).hexdigest() == PUBLISHED
    whole = Path(plotly.__file__).parent / "package_data/plotly.min.js"
    assert b"plotly.js v%s\n" % basic_version(BASIC.read_bytes()) in whole.read_bytes()[:200]


@pytest.mark.parametrize(
    "text",
    [
        AROUND % (WHOLE % "5.0.0"),
        AROUND % (WHOLE % "4.2.0").replace("src/version.js", "src/other.js"),
        AROUND % "t.exports=window.Plotly",
        "export const chart = 1;",
        "",
    ],
    ids=["another generation", "no version", "packed otherwise", "no Plotly", "empty"],
)
def test_a_script_that_is_not_known_keeps_all_of_its_plotly(text):
    assert charts_script(text.encode()) == PAUSE + text.encode()


def test_a_later_version_of_the_same_generation_is_replaced():
    ours = with_basic_plotly((AROUND % (WHOLE % "4.9.1")).encode()).decode()
    assert ours.startswith(
        "import{t as n}from'./x.js';var W=n(((e,module,n)=>{/**\n* plotly.js (basic - minified) v4."
    )
    assert ours.endswith("})),G=t({default:()=>K}),K=W();export{K as default};")
