"""A county built once for a run: who was killed at it does not keep the others waiting."""

import subprocess
import sys

from tests.loaded_county import built_once


def test_a_claim_whose_builder_was_killed_is_taken_over(tmp_path):
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    (tmp_path / "county.claim").write_text(str(gone.pid))

    def build(folder):
        made = folder / "made"
        made.write_text("built anew")
        return made

    assert built_once(tmp_path / "county.db", build).read_text() == "built anew"


def test_what_stands_is_not_built_again(tmp_path):
    (tmp_path / "county.db").write_text("stands")
    (tmp_path / "county.claim").write_text("")
    assert built_once(tmp_path / "county.db", lambda folder: folder / "never").read_text() == "stands"
