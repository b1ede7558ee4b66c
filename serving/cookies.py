"""One cookie read from a request, and written so that no script of a page can read it."""

from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import Headers
from starlette.responses import Response

from serving.assets import Message


def cookie_of(scope: Message, name: str) -> str | None:
    """The worth of a cookie; None without it or where the header cannot be read."""
    try:
        found = SimpleCookie(Headers(scope=scope).get("cookie", "")).get(name)
    except CookieError:
        return None
    return found.value if found else None


def set_visit(answer: Response, scope: Message, name: str, token: str, *, seconds: int) -> None:
    """HttpOnly: no script reads it; Lax: no other site's form sends it; Secure where the browser came over TLS."""
    answer.set_cookie(
        name, token, max_age=seconds, path="/", httponly=True, samesite="lax", secure=is_secure(scope)
    )


def is_secure(scope: Message) -> bool:
    """Over TLS, as uvicorn tells it; it believes a proxy on this machine."""
    return scope.get("scheme") in ("https", "wss")
