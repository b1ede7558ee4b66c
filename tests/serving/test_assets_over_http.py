"""Streamlit's assets and start page as a started server sends them, asked over real HTTP."""

import gzip
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from streamlit import file_util

from services.county.installation import sqlite_url
from serving.charts_script import PAUSE, charts_script
from serving.start_page import FIRST_NEEDED
from tests.browser.servers import our_server

FOLDER = Path(file_util.get_static_dir())
PLOTLY = next((FOLDER / "static/js").glob("PlotlyChart.*.js"))
SCRIPTS = [file for file in (FOLDER / "static/js").glob("*.js") if file != PLOTLY]
LARGEST = max(SCRIPTS, key=lambda file: file.stat().st_size)
STYLE = next((FOLDER / "static/css").glob("index.*.css"))
FONT = next((FOLDER / "static/media").glob("*.woff2"))
GZIP = {"Accept-Encoding": "gzip, deflate"}
FOREVER = "public, immutable, max-age=31536000"


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("served")
    with our_server(sqlite_url(folder / "county.db"), folder / "log") as address:
        yield urlsplit(address).netloc


def ask(host: str, path: str | Path, method: str = "GET", **headers: str) -> tuple[HTTPResponse, bytes]:
    address = f"/{path.relative_to(FOLDER).as_posix()}" if isinstance(path, Path) else path
    connection = HTTPConnection(host, timeout=60)
    connection.request(
        method, address, headers={name.replace("_", "-"): worth for name, worth in headers.items()}
    )
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


@pytest.mark.parametrize("file", [LARGEST, STYLE], ids=["script", "style"])
def test_a_browser_that_takes_gzip_gets_the_same_bytes_in_a_third_of_the_size(host, file):
    answer, body = ask(host, file, Accept_Encoding="gzip")
    assert answer.status == 200
    assert gzip.decompress(body) == file.read_bytes()
    assert len(body) < file.stat().st_size / 3
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Content-Length"] == str(len(body))
    assert answer.headers["Cache-Control"] == FOREVER
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert answer.headers["Content-Type"].split(";")[0] in ("text/javascript", "text/css")


def test_only_the_script_of_the_charts_waits_for_the_headline(host):
    waiting = [
        file.name
        for file in (PLOTLY, LARGEST, STYLE, next((FOLDER / "static/js").glob("index.*.js")))
        if gzip.decompress(ask(host, file, Accept_Encoding="gzip")[1]).startswith(PAUSE)
    ]
    assert waiting == [PLOTLY.name]


def test_the_script_of_the_charts_is_sent_with_what_our_charts_need(host):
    sent = gzip.decompress(ask(host, PLOTLY, **GZIP)[1])
    assert sent == charts_script(PLOTLY.read_bytes())


@pytest.mark.parametrize("accepted", ["", "br", "gzip;q=0", "identity"])
def test_a_browser_that_does_not_gets_the_file_as_it_is(host, accepted):
    answer, body = ask(host, STYLE, Accept_Encoding=accepted)
    assert body == STYLE.read_bytes()
    assert "Content-Encoding" not in answer.headers
    assert answer.headers["Vary"] == "Accept-Encoding", "a cache between us must not hand one for the other"
    assert answer.headers["Cache-Control"] == FOREVER


def test_the_two_have_names_of_their_own(host):
    packed, _ = ask(host, STYLE, **GZIP)
    raw, _ = ask(host, STYLE)
    assert packed.headers["ETag"] != raw.headers["ETag"]


def test_a_browser_that_has_it_is_told_so_without_the_bytes(host):
    etag = ask(host, PLOTLY, **GZIP)[0].headers["ETag"]
    for named in (etag, f"W/{etag}", f'"other", {etag}', "*"):
        answer, body = ask(host, PLOTLY, **GZIP, If_None_Match=named)
        assert (answer.status, body) == (304, b"")
        assert answer.headers["ETag"] == etag
        assert "Content-Encoding" not in answer.headers
    assert ask(host, PLOTLY, **GZIP, If_None_Match='"another"')[0].status == 200


def test_head_tells_what_get_would_without_a_body(host):
    head, body = ask(host, STYLE, "HEAD", **GZIP)
    get, sent = ask(host, STYLE, **GZIP)
    assert body == b""
    assert head.headers["Content-Length"] == str(len(sent))
    assert {name: head.headers[name] for name in ("ETag", "Vary", "Content-Encoding", "Content-Type")} == {
        name: get.headers[name] for name in ("ETag", "Vary", "Content-Encoding", "Content-Type")
    }


def test_a_part_of_a_file_is_a_part_of_the_raw_file(host):
    answer, body = ask(host, PLOTLY, **GZIP, Range="bytes=100-199")
    assert answer.status == 206
    assert body == PLOTLY.read_bytes()[100:200]
    assert "Content-Encoding" not in answer.headers
    packed = ask(host, PLOTLY, **GZIP)[0].headers["ETag"]
    whole, _ = ask(host, PLOTLY, **GZIP, Range="bytes=100-199", If_Range=packed)
    assert whole.status == 200, "the rest of a gzipped file is not cut out of the raw one"


def test_what_is_compressed_already_and_what_is_tiny_is_sent_as_it_is(host):
    answer, body = ask(host, FONT, **GZIP)
    assert body == FONT.read_bytes()
    assert "Content-Encoding" not in answer.headers
    tiny = min((FOLDER / "static/js").glob("*.js"), key=lambda file: file.stat().st_size)
    assert "Content-Encoding" not in ask(host, tiny, **GZIP)[0].headers


def test_an_address_of_no_file_is_answered_as_before(host):
    answer, body = ask(host, "/static/js/nothing.js")
    assert answer.headers["Content-Type"].startswith("text/html"), (
        "any unknown address is a page of the board"
    )
    assert b"<title>" in body
    assert ask(host, "/static/js/../../../config.py", **GZIP)[0].status == 400
    assert ask(host, "/_stcore/health", **GZIP)[1] == b"ok"


def test_posting_to_an_asset_is_refused_as_before(host):
    assert ask(host, STYLE, "POST", **GZIP)[0].status == 405


def test_twenty_at_once_for_the_largest_each_get_it_whole(host):
    with ThreadPoolExecutor(20) as pool:
        found = list(pool.map(lambda _: ask(host, LARGEST, **GZIP)[1], range(20)))
    assert len(set(found)) == 1
    assert gzip.decompress(found[0]) == LARGEST.read_bytes()


@pytest.mark.parametrize("path", ["/", "/funds", "/overview?as_of=2026-11-10"])
def test_every_page_starts_in_chinese_and_asks_early_for_what_it_needs(host, path):
    answer, body = ask(host, path, **GZIP)
    text = gzip.decompress(body).decode()
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert '<html lang="zh-CN">' in text
    assert "<title>乡村振兴调度看板</title>" in text
    assert "JavaScript" not in text
    hinted = re.findall(r'<link rel="modulepreload" crossorigin href="\./(static/js/[^"]+)">', text)
    assert len(hinted) == len(set(hinted))
    assert all((FOLDER / address).is_file() for address in hinted)
    for name in FIRST_NEEDED:
        assert any(address.startswith(f"static/js/{name}.") for address in hinted), name


def test_a_browser_that_has_the_start_page_is_told_so(host):
    etag = ask(host, "/", **GZIP)[0].headers["ETag"]
    assert ask(host, "/funds", **GZIP, If_None_Match=etag)[0].status == 304
    head, body = ask(host, "/", "HEAD")
    assert body == b""
    assert head.headers["Content-Length"] == str(len(ask(host, "/")[1]))


def test_a_page_of_another_machine_gets_no_asset_either(host):
    assert ask(host, STYLE, **GZIP, Host="board.example")[0].status == 403
