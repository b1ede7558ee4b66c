"""From any number to file, sheet and cell, or to the list of what it is made of: every form and every derived measure."""

import pytest

from domain.indicators import DERIVED
from sample_data.by_hand import EXPOSURES
from services.known.read_setting import read_setting
from services.measures.read_measures import read_measures
from services.measures.trace_number import trace
from tests.services.leader_pages import LEADER, newest

# Nothing in the sample county is counted by it, or only what was recorded on a page.
NOTHING_COUNTED = {"TSK_DONE", "FND_IDLE", "FND_IDLE_RATE"}
# Their rows were last spoken of on a page, whatever ledger they came from.
BY_HAND = "|".join({step.problem for step in EXPOSURES})


def told_by(store):
    """(code, kind, subject) of one measure of each form at the level it is reported, and of every derived one."""
    moment = newest(store)
    setting = read_setting(store, moment.known_at)
    seen = set()
    for one in setting.catalogue.valid_on(moment.as_of):
        if one.form in seen or one.code in NOTHING_COUNTED:
            continue
        rows = read_measures(store, scope=LEADER, moment=moment, codes=(one.code,))
        # A count of none has nothing behind it.
        told = rows[(rows["value"].fillna(0) != 0).to_numpy()]
        if len(told):
            seen.add(one.form if one.report_level != DERIVED else one.code)
            at = 0 if one.report_level != DERIVED else -1
            row = told.sort_values("expected", kind="stable").to_dict("records")[at]
            yield one.code, str(row["subject_kind"]), str(row["subject"])


@pytest.fixture(scope="module")
def asked(sample):
    return list(told_by(sample))


def test_every_form_and_every_derived_measure_is_asked(sample, asked):
    moment = newest(sample)
    setting = read_setting(sample, moment.known_at)
    known = setting.catalogue.valid_on(moment.as_of)
    forms = {one.form for one in known if one.report_level != DERIVED}
    derived = {one.code for one in known if one.report_level == DERIVED} - NOTHING_COUNTED
    told = {code for code, _, _ in asked}
    of_form = {one.code: one.form for one in known}
    assert {of_form[code] for code in told if of_form[code]} == forms
    assert {code for code in told if not of_form[code]} == derived


def test_each_leads_to_file_sheet_and_cell_or_to_the_list_of_its_parts(sample, asked):
    moment, lost = newest(sample), {}
    for code, kind, subject in asked:
        parts = trace(sample, scope=LEADER, moment=moment, record="measure", key=(code, kind, subject)).parts
        real = parts[parts["status"].isin(["reported", "stale"]).to_numpy()]
        real = real[~real["name"].str.contains(BY_HAND).to_numpy(dtype=bool)]
        placed = real[["file", "sheet", "cell"]].notna().all(axis=1)
        if real.empty or not placed.all():
            lost[code] = real[~placed.to_numpy()]["name"].tolist()
    assert lost == {}


def test_reporting_in_time_lists_who_was_silent_first_and_when_each_came(sample):
    moment = newest(sample)
    setting = read_setting(sample, moment.known_at)
    town = next(key for key, node in setting.roster.nodes.items() if node.name == "柳湾乡")
    found = trace(sample, scope=LEADER, moment=moment, record="measure", key=("RPT_ONTIME", "place", town))
    assert found.value == "0.0%"
    assert found.parts["status"].tolist() == ["not_reported"] * 5 + ["reported"] * 6
    assert set(found.parts["value"][5:]) == {"11-19 18:40 迟报"}


def test_what_is_made_of_reports_opens_those_reports_and_no_ledger(sample):
    moment = newest(sample)
    setting = read_setting(sample, moment.known_at)
    county = setting.roster.county.place

    def files(code):
        found = trace(sample, scope=LEADER, moment=moment, record="measure", key=(code, "place", county))
        return set(found.parts["file"].dropna())

    assert files("COL_WEAK") == {"村集体经济收入（2026年三季度）.xlsx"}
    assert files("INC_GROW") == {"脱贫人口收入（2026年一至三季度）.xlsx", "脱贫人口收入（2025年同期）.xlsx"}
    assert {name[:6] for name in files("FND_GAP")} == {"云岭县202", "2026年资"}
