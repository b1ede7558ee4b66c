"""Whatever is kept over changes: at every change of the sample county the pages are told what a fresh process is told."""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from data_access.database import Store
from domain.permissions import WHOLE_COUNTY, Moment
from services.funds.show_funds import show_funds
from services.known.kept import forget_all
from services.measures.compare_towns import compare_towns
from services.meeting.show_meeting import SLIDES, show_meeting
from services.meeting.slides import Slide
from services.overview.show_overview import show_overview
from services.problems.show_daily import show_daily
from services.problems.show_rectification import show_rectification
from services.projects.show_projects import show_projects
from services.ranking.show_ranking import show_ranking
from services.sanitation.show_sanitation import show_sanitation
from services.villages.show_village import show_village
from tests.loaded_county import SAMPLE_CHANGES
from views.sealing import sealed
from views.sharing import shared

DAY = date(2026, 11, 19)


def questions(store: Store, n: int) -> dict[str, Callable[[], object]]:
    asked = {"scope": WHOLE_COUNTY, "moment": Moment(DAY, n)}
    return {
        "overview": lambda: show_overview(store, **asked),
        "towns": lambda: compare_towns(store, **asked, code="REC_DONE"),
        "funds": lambda: show_funds(store, **asked, line="node", base="plan", place=""),
        "projects": lambda: show_projects(store, **asked),
        "sanitation": lambda: show_sanitation(store, **asked),
        "rectification": lambda: show_rectification(store, **asked),
        "daily": lambda: show_daily(store, **asked),
        "ranking": lambda: show_ranking(store, **asked, scheme="", group="", village=""),
        **{f"slide {slide}": partial(a_slide, store, n, slide) for slide in SLIDES},
        "village": lambda: show_village(store, **asked, found="V0020"),
    }


def a_slide(store: Store, n: int, slide: str) -> Slide:
    """A slide of the meeting, its chart as it is sent."""
    found = show_meeting(store, scope=WHOLE_COUNTY, moment=Moment(DAY, n), slide=slide, look="light")
    return replace(found, chart=found.chart.drawn().to_json() if found.chart else None)


def told_otherwise(store: Store, changes: range, pages: Collection[str] = ()) -> list[tuple[int, str]]:
    """(change, page) of the answers carried on through the changes that are not a fresh process's, held at each but the first.

    pages  the questions asked; () for all
    """
    forget_all()
    carried: dict[int, dict[str, object]] = {}
    for n in changes:
        asked = {name: ask for name, ask in questions(store, n).items() if not pages or name in pages}
        carried[n] = {name: sealed(ask()) for name, ask in asked.items()}
    wrong = []
    for n in changes[1:]:
        forget_all()
        for name, before in carried[n].items():
            if shared(sealed(questions(store, n)[name]()), before) is not before:
                wrong.append((n, name))
    return wrong


def test_answers_carried_over_a_recorded_step_are_those_of_a_fresh_process(sample):
    assert (
        told_otherwise(
            sample, range(SAMPLE_CHANGES - 1, SAMPLE_CHANGES + 1), ("overview", "daily", "ranking")
        )
        == []
    )


@pytest.mark.soak
def test_answers_are_those_of_a_fresh_process_at_every_change(sample):
    assert told_otherwise(sample, range(20, SAMPLE_CHANGES + 1)) == []
