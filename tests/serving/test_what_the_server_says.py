"""What a newcomer reads in the window the server was started in: our sentences, and nothing of Streamlit's; what browsers are told."""

import json
import re
from pathlib import Path
from urllib.request import urlopen

from services.county.installation import sqlite_url
from tests.browser.servers import our_server


def test_the_server_starts_with_sentences_in_chinese_alone(tmp_path: Path) -> None:
    with our_server(sqlite_url(tmp_path / "sample.db"), tmp_path / "log") as address:
        told_browsers = json.load(urlopen(f"{address}_stcore/host-config"))
        said = (tmp_path / "log").read_text(encoding="utf-8")
    told = re.sub(r"https?://\S+|Ctrl\+C|[\w./-]+\.db", "", said)
    assert "看板已打开" in said
    assert re.findall(r"[A-Za-z]{3,}", told) == []
    assert told_browsers["allowedOrigins"] == [], "no page of another host steers ours"
