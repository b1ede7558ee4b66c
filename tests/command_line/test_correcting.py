"""`correct` and `correct-row`: 更正一格 for scripts. A reviewer's is a change, a clerk's waits, a dry run writes nothing."""

import pytest

from data_access.database import open_store
from domain.permissions import Role
from tests.loaded_county import SAMPLE_CHANGES
from tests.serving.signed_in import PEOPLE, Given, give_accounts

FIGURE = ("correct", "TOI_COV", "V0020", "2026-11-X2", "--part", "numerator", "--value", "518")
ROW = ("correct-row", "project_status", "YL-2026-060", "2026-11-19", "--field", "paid", "--value", "18.5")
WHY = ("--reason", "核对台账，漏记一笔")


@pytest.fixture
def staffed(database):
    """A reviewer (吴某) and a clerk of 云溪镇 (周某)."""
    store = open_store(database)
    give_accounts(store, (*PEOPLE, Given(Role.CLERK, "周某", "科员", "云溪镇")), own=False)
    store.engine.dispose()


@pytest.mark.usefixtures("staffed")
def test_one_cell_is_corrected_from_the_command_line(command):
    assert command(*FIGURE, "--user", "吴某")[1]["code"] == "no_correction_reason"
    code, seen = command(*FIGURE, *WHY, "--dry-run", "--user", "吴某")
    assert code == 0
    assert (seen["old"], seen["new"], seen["change"], seen["submission"]) == ("516", "518", None, None)
    code, sent = command(*FIGURE, *WHY, "--user", "周某")
    assert (code, sent["change"], sent["submission"]) == (0, None, 1)
    code, done = command(*FIGURE, *WHY, "--user", "吴某")
    assert (code, done["change"]) == (0, SAMPLE_CHANGES + 1)
    assert command(*FIGURE, *WHY, "--user", "吴某")[1]["code"] == "same_value"


@pytest.mark.usefixtures("staffed")
def test_one_cell_of_a_ledger_is_corrected_from_the_command_line(command):
    assert command(*ROW, *WHY, "--user", "周某")[1]["code"] == "out_of_scope"
    code, done = command(*ROW, *WHY, "--user", "吴某")
    assert (code, done["old"], done["new"]) == (0, "17.00 万元", "18.50 万元")
    assert done["change"] == SAMPLE_CHANGES + 1
    assert command("changes", "--user", "吴某")[1]["rows"][0]["n"] == done["change"]


@pytest.mark.usefixtures("staffed")
def test_a_cell_filled_by_mistake_is_emptied_from_the_command_line(command):
    emptied = (*ROW[:-2], "--empty")
    assert command(*emptied, "--user", "吴某")[1]["code"] == "no_correction_reason"
    code, seen = command(*emptied, *WHY, "--dry-run", "--user", "吴某")
    assert (code, seen["old"], seen["new"], seen["change"]) == (0, "17.00 万元", "（空）", None)
    code, done = command(*emptied, *WHY, "--user", "吴某")
    assert (code, done["change"]) == (0, SAMPLE_CHANGES + 1)
    assert command(*emptied, *WHY, "--user", "吴某")[1]["code"] == "same_value"
    name = ("correct-row", "project", "YL-2026-060", "--field", "name", "--empty")
    assert command(*name, *WHY, "--user", "吴某")[1]["code"] == "never_empty"
