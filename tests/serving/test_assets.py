"""What is kept of Streamlit's assets: each once, and nothing but them."""

import asyncio
from pathlib import Path

import pytest

from serving.assets import Assets, names, takes_gzip
from tests.serving.own_loop import run

SCRIPT = "static/js/a.js"


@pytest.fixture
def assets(tmp_path: Path) -> Assets:
    (tmp_path / "static/js").mkdir(parents=True)
    (tmp_path / SCRIPT).write_text("let a = 1;\n" * 1000, encoding="utf-8")
    (tmp_path / "static/js/small.js").write_text("1", encoding="utf-8")
    (tmp_path / "static/js/font.woff2").write_bytes(b"0" * 5000)
    return Assets(tmp_path)


@pytest.mark.parametrize(
    ("accepted", "taken"),
    [
        ("gzip", True),
        ("GZIP, br", True),
        ("deflate, gzip;q=0.5", True),
        ("br;q=1.0, gzip; q=0.8, *;q=0.1", True),
        ("*", True),
        ("", False),
        ("br", False),
        ("gzip;q=0", False),
        ("gzip; q=0.000", False),
        ("*;q=0", False),
        ("gzip;q=0, *", False),
        ("xgzip", False),
    ],
)
def test_which_browsers_take_gzip(accepted, taken):
    assert takes_gzip(accepted) is taken


@pytest.mark.parametrize(
    ("said", "same"),
    [
        ('"x-gzip"', True),
        ('W/"x-gzip"', True),
        ('"y", "x-gzip"', True),
        ("*", True),
        ("", False),
        ('"x"', False),
    ],
)
def test_which_browsers_have_it_already(said, same):
    assert names(said, '"x-gzip"') is same


def test_a_file_is_compressed_once_however_many_ask_at_once(assets):
    async def many() -> list[bytes]:
        return await asyncio.gather(*(assets.gzipped(SCRIPT) for _ in range(50)))

    found = run(many())
    assert all(body is found[0] for body in found)


def test_one_visitor_who_leaves_takes_nothing_from_the_next(assets):
    async def leaving() -> bytes:
        asked = asyncio.create_task(assets.gzipped(SCRIPT))
        await asyncio.sleep(0)
        asked.cancel()
        return await assets.gzipped(SCRIPT)

    assert run(leaving())


def test_a_file_that_could_not_be_read_is_tried_again(assets, tmp_path):
    kept = (tmp_path / SCRIPT).read_bytes()

    async def twice() -> bytes:
        (tmp_path / SCRIPT).unlink()
        with pytest.raises(FileNotFoundError):
            await assets.gzipped(SCRIPT)
        (tmp_path / SCRIPT).write_bytes(kept)
        return await assets.gzipped(SCRIPT)

    assert run(twice())


def test_only_scripts_and_styles_worth_it_are_ours(assets):
    assert SCRIPT in assets
    assert "static/js/small.js" not in assets
    assert "static/js/font.woff2" not in assets
    assert "static/js/../js/a.js" not in assets
