"""How somebody with an account comes to a page."""

from collections.abc import Callable

from playwright.sync_api import Page

from domain.permissions import Role
from tests.browser.sights import at_rest
from tests.serving.signed_in import OWN


def come_in(visit: Callable[..., Page], address: str, role: Role, onward: str) -> Page:
    """Straight to this address by the sign-in page in between."""
    page = visit(f"{address}{onward}")
    page.fill("input[name=login]", role.value)
    page.fill("input[name=password]", OWN)
    page.press("input[name=password]", "Enter")
    return at_rest(page)
