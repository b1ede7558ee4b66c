"""The way from any list to one village on one screen."""

from views.links import page_link
from views.markup import Html

PARAMETER = "village"


def village_link(name: object, place: str, *, css: str = "") -> Html:
    """The village's name as a link to its 村情画像; the page puts its full name into the address."""
    return page_link(name, "village", css=css, **{PARAMETER: place})
