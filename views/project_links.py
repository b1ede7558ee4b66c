"""The name of a project as a link to its own page: every list that names one uses it."""

from urllib.parse import urlencode

from views.links import follow, page_link
from views.markup import Html
from views.plot import Picked

PAGE, PARAMETER = "project", "project"
LONG_NAME = 13


def project_link(name: object, key: str, *, css: str = "") -> Html:
    """A project's name that opens its page, a long one free to take a second line.

    key: the project's number as the ledgers keep it
    """
    folds = "kb-folds" if len(str(name)) > LONG_NAME else ""
    return page_link(name, PAGE, css=" ".join(filter(None, (css, folds))), **{PARAMETER: key})


def go_to_project(picked: Picked) -> None:
    """A click on a project's point opens its page."""
    follow(urlencode({"page": PAGE, PARAMETER: picked.subject}))
