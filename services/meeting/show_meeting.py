"""The meeting: its slides in order, each the same answer as its page, without names of persons."""

from collections.abc import Callable
from dataclasses import replace

from data_access.database import Store
from domain.permissions import Moment, Scope
from domain.refusals import Refusal
from domain.wording.conclusion import Conclusion
from domain.wording.slide_titles import NOTHING
from services.known.kept import Shelf
from services.known.read_states import last_of_work
from services.meeting.slide_decisions import slide_decisions
from services.meeting.slide_funds import slide_funds
from services.meeting.slide_overview import slide_overview
from services.meeting.slide_projects import slide_projects
from services.meeting.slide_ranking import slide_ranking
from services.meeting.slide_rectification import slide_rectification
from services.meeting.slide_sanitation import slide_sanitation
from services.meeting.slides import Slide

# What a slide is called and what makes it, in the order of the meeting.
_SLIDES: dict[str, tuple[str, Callable[..., Slide]]] = {
    "overview": ("总览", slide_overview),
    "projects": ("项目", slide_projects),
    "funds": ("资金", slide_funds),
    "sanitation": ("人居", slide_sanitation),
    "rectification": ("整改", slide_rectification),
    "ranking": ("排名", slide_ranking),
    "decisions": ("上次议定", slide_decisions),
}
# Made of projects and money alone: kept until their ledgers move.
_OF_WORK = frozenset({"projects", "funds"})
_KEPT: Shelf[Slide] = Shelf(16)
SLIDES = {code: name for code, (name, _) in _SLIDES.items()}


def show_meeting(store: Store, *, scope: Scope, moment: Moment, slide: str, look: str) -> Slide:
    """One slide at a moment, within a scope; names of persons are hidden whatever the scope may see.

    slide  a code of SLIDES; look: light | dark
    A question the county cannot answer yet (no scheme to rank by) is said on its slide; the meeting goes on.
    """
    name, make = _SLIDES[slide]
    unnamed = replace(scope, may_see_names=False)
    try:
        if slide not in _OF_WORK:
            return make(store, scope=unnamed, moment=moment, look=look)
        key = (store, last_of_work(store, moment.known_at), unnamed, moment.as_of, slide, look)
        return _KEPT.answer(key, lambda: make(store, scope=unnamed, moment=moment, look=look))
    except Refusal as refusal:
        return Slide(slide, name, Conclusion(f"{name}{NOTHING}"), missing=refusal.sentence)
