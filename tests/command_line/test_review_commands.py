"""`manage.py import` of a confined clerk waits; `submissions` decides; `lock` closes a period: scripts do what the pages do."""

import pytest

from data_access.database import open_store
from domain.permissions import Role
from tests.pages.books import TOWN, corrected
from tests.serving.signed_in import PEOPLE, Given, give_accounts

pytestmark = pytest.mark.soak

WHY = ("--accept-warnings", "村里复核")


@pytest.fixture
def staffed(database, tmp_path):
    """Accounts on the copy; a corrected report in a file."""
    store = open_store(database)
    give_accounts(store, (*PEOPLE, Given(Role.CLERK, "周某", "科员", "云溪镇")), own=False)
    store.engine.dispose()
    (tmp_path / TOWN).write_bytes(corrected({"F9": 530}))
    return str(tmp_path / TOWN)


def test_a_clerks_import_waits_and_a_reviewers_accept_makes_it_a_change(command, staffed):
    code, sent = command("import", staffed, *WHY, "--user", "周某")
    assert (code, sent["submission"], sent["change"]) == (0, 1, None)
    assert command("submissions", "accept", "1", "--user", "周某")[1]["code"] == "may_not_review"
    code, shown = command("submissions", "show", "1", "--user", "吴某")
    assert (code, shown["state"], [step["step"] for step in shown["steps"]]) == (0, "waiting", ["sent"])
    assert shown["files"][0]["counts"] == sent["files"][0]["counts"]
    code, done = command("submissions", "accept", "1", "--user", "吴某")
    assert code == 0
    _, listed = command("submissions", "--user", "周某")
    assert [(row["state"], row["decided_by"], row["change"]) for row in listed["rows"]] == [
        ("accepted", "吴某", done["change"])
    ]
    assert command("changes", "--user", "吴某")[1]["rows"][0]["reviewer"] == "吴某"


def test_a_returned_one_tells_its_reason_and_a_locked_period_takes_nothing_in(command, staffed):
    command("import", staffed, *WHY, "--user", "周某")
    assert command("submissions", "return", "1", "--user", "吴某")[1]["code"] == "no_return_reason"
    assert command("submissions", "return", "1", "--words", "F9 不对", "--user", "吴某")[0] == 0
    assert command("submissions", "--user", "周某")[1]["rows"][0]["decision"] == "F9 不对"
    about = ("ENV", "2026-11-X2", "--reason", "旬调度已定稿", "--user", "吴某")
    code, locked = command("lock", *about)
    assert code == 0
    [row] = command("lock")[1]["rows"]
    assert (row["form"], row["period"], row["change"]) == ("ENV", "2026-11-X2", locked["change"])
    code, refused = command("import", staffed, *WHY, "--user", "孙某")
    assert code == 1
    assert "已于" in refused["files"][0]["refusal"]
    assert command("unlock", *about)[0] == 0
    assert command("import", staffed, *WHY, "--user", "孙某")[1]["change"] == locked["change"] + 2
