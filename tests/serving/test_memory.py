"""What was taken and freed goes back to the system; what nobody uses is not there in the first place."""

import subprocess
import sys

import plotly.graph_objects as go
import psutil
import pytest
from plotly.validator_cache import ValidatorCache

from serving.memory import forget_other_charts, give_memory_back

FILL, PIECES = b"x" * 1_000, 100_000


@pytest.mark.skipif(sys.platform != "linux", reason="only glibc can be told")
def test_memory_freed_between_what_stays_is_given_back():
    process = psutil.Process()
    taken = [bytearray(FILL) for _ in range(PIECES)]
    full = process.memory_info().rss
    kept = taken[::50]
    del taken
    give_memory_back()
    assert full - process.memory_info().rss > 0.6 * len(FILL) * PIECES
    assert len(kept) == PIECES // 50


@pytest.fixture
def rules():
    before, ValidatorCache._json_cache = ValidatorCache._json_cache, None
    ValidatorCache.get_validator("bar", "opacity")
    yield
    ValidatorCache._json_cache = before


def test_of_plotlys_rules_those_of_bars_lines_and_points_are_kept(rules):
    every = len(ValidatorCache._json_cache)
    forget_other_charts()
    assert len(ValidatorCache._json_cache) < every / 3
    assert "bar.marker.color" in ValidatorCache._json_cache
    assert "pie.labels" not in ValidatorCache._json_cache


def test_a_chart_of_another_kind_is_drawn_all_the_same(rules):
    forget_other_charts()
    drawn = go.Figure(go.Funnelarea(labels=["柳湾乡"], values=[1], opacity=0.5))
    assert drawn.data[0].opacity == 0.5
    with pytest.raises(ValueError, match="opacity"):
        go.Funnelarea(opacity=2)


OPENED = """
import sys
from data_access.database import open_store, migrate
import serve
serve.import_ahead()
migrate(open_store(sys.argv[1]))
print(*sorted({"alembic", "mako", "docx"} & set(sys.modules)))
"""


def test_a_server_of_an_up_to_date_database_holds_neither_migrations_nor_word(sqlite_store):
    told = subprocess.run(
        [sys.executable, "-c", OPENED, str(sqlite_store.engine.url)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == ""
