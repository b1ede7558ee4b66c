"""The name of an indicator as a link to its own page."""

from views.links import page_link
from views.markup import Html, esc
from views.navigation import PAGES

PAGE, PARAMETER = "indicator", "indicator"


def indicator_link(name: object, code: str, **narrowed: str) -> Html:
    """The name that opens the indicator, narrowed by parameters of its page; its plain name where the menu has no such page."""
    if all(page.code != PAGE for page in PAGES):
        return esc(name)
    return page_link(name, PAGE, **{PARAMETER: code}, **narrowed)
