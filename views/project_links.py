"""The name of a project as a link to its own page: every list that names one uses it."""

from views.links import page_link
from views.markup import Html

PAGE, PARAMETER = "project", "project"


def project_link(name: object, key: str, *, css: str = "") -> Html:
    """A project's name that opens its page. key: the project's number as the ledgers keep it."""
    return page_link(name, PAGE, css=css, **{PARAMETER: key})
