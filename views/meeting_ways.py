"""Where the numbers, rows and points of a slide lead: to their parts beside it, or to a page with the way back."""

from collections.abc import Callable, Mapping
from urllib.parse import urlencode

from domain.permissions import Moment
from services.meeting.slides import NOWHERE, Way
from views.links import follow, link, page_link
from views.meeting_room import PARAMETER, PLACE, address_of
from views.plot import Picked
from views.provenance import PARAMETER as TRACE
from views.provenance import Trace


def led(content: object, way: Way, moment: Moment, number: int) -> object:
    """The content as a link where it leads somewhere. number: of the slide, from 1."""
    if way.trace:
        return link(content, title="看这个数从哪里来", **_beside_the_slide(way, number))
    return page_link(content, way.page, **_away(way, moment, number)) if way.page else content


def follow_point(leads: Mapping[str, Way], moment: Moment, number: int) -> Callable[[Picked], None]:
    """What a click on a point does: it goes the way its subject leads, nowhere where that leads nowhere."""

    def picked(point: Picked) -> None:
        way = leads.get(point.subject, NOWHERE)
        if way.trace:
            follow(urlencode(_beside_the_slide(way, number)))
        elif way.page:
            follow(urlencode({"page": way.page, **_away(way, moment, number)}))

    return picked


def _beside_the_slide(way: Way, number: int) -> dict[str, str]:
    """The parts of a number open beside the slide: day, version and slide stay."""
    record, *key = way.trace
    return {TRACE: Trace(record, tuple(key)).written(), PLACE: str(number)}


def _away(way: Way, moment: Moment, number: int) -> dict[str, str]:
    """A page of the normal view, at the meeting's day and version, that knows the slide to come back to."""
    return {**dict(way.opens), **address_of(moment), PARAMETER: str(number)}
