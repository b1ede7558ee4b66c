"""The real server on a free port, with a database of its own."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).parents[2]
PATIENCE_SECONDS = 90


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(command: list[str], port: int, log: Path, **environment: str) -> Iterator[str]:
    """The address of a started server; ended when the block is left."""
    with log.open("w", encoding="utf-8") as said:
        server = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **environment}, stdout=said, stderr=subprocess.STDOUT
        )
        try:
            _wait_for(f"http://127.0.0.1:{port}/_stcore/health", server, log)
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.terminate()
            server.wait(timeout=20)


@contextmanager
def our_server(database: str, log: Path) -> Iterator[str]:
    """As the office starts it: `manage.py run`."""
    port = free_port()
    command = [sys.executable, "manage.py", "run", "--port", str(port), "--database", database]
    with served(command, port, log) as address:
        yield address


@contextmanager
def plain_streamlit(database: str, log: Path) -> Iterator[str]:
    """As a developer may: `streamlit run dashboard.py`."""
    with plain_page(Path("dashboard.py"), log, DATABASE_URL=database) as address:
        yield address


@contextmanager
def plain_page(script: Path, log: Path, **environment: str) -> Iterator[str]:
    """Any script under Streamlit as it comes, without our server around it."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script), f"--server.port={port}"]
    with served(command, port, log, **environment) as address:
        yield address


def _wait_for(url: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        if server.poll() is not None:
            break
        try:
            urlopen(url, timeout=2).close()
        except (URLError, OSError):
            time.sleep(0.2)
        else:
            return
    raise RuntimeError(f"the server did not start:\n{log.read_text(encoding='utf-8')[-2000:]}")
