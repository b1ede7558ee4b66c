"""会议模式: the county on six full-screen slides, paged by keyboard, at one day and one version."""

from services.measures.trace_number import trace
from services.meeting.show_meeting import SLIDES, show_meeting
from views.county import the_store
from views.frame import open_page
from views.meeting import open_deck, show_slide
from views.provenance import show_provenance

page = open_page("meeting")
store = the_store()
codes, names = list(SLIDES), list(SLIDES.values())
for number, place in open_deck(page, names):
    with place:
        answer = page.ask(show_meeting, store, slide=codes[number - 1], look=page.theme.name)
        show_slide(answer, page, number, names)
show_provenance(
    lambda asked: page.ask(trace, store, record=asked.record, key=asked.key), page.theme, corrects=False
)
