"""Another way in: the county's own identity provider (OpenID Connect), where it has one. Knows no account.

The settings are those of Streamlit's own support, Authlib under it too; the routes are ours, because Streamlit's need
an open page before anybody has signed in (decision 0019). Nothing of the provider's is kept but the browser's own
copy of its token, which signing out there asks for.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

BEGIN, BACK = "/sign-in/elsewhere", "/oauth2callback"
ADDRESSES = frozenset({BEGIN, BACK})
HINT = "kb_elsewhere"  # the cookie with the provider's token, sent back when signing out only
NEEDED = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")
WORDS, CLAIM = "统一认证登录", "preferred_username"
STAYS_IN = "已退出看板。统一认证那边没有退出的地址，公用电脑请关掉浏览器。"


@dataclass(frozen=True, slots=True)
class Provider:
    """words: what the button says; claim: where the login stands in what the provider says of a person."""

    client_id: str
    client_secret: str
    metadata: str
    back: str
    words: str
    claim: str


def provider_of(settings: Mapping[str, object]) -> Provider:
    """The provider of an [auth] section. ValueError names what is missing or wrong."""
    missing = [name for name in NEEDED if not str(settings.get(name) or "").strip()]
    if missing:
        raise ValueError(f"统一认证的设置（[auth]）里缺 {'、'.join(missing)}。请补上，或去掉整段 [auth]。")
    told = {name: str(worth) for name, worth in settings.items() if isinstance(worth, str)}
    if urlsplit(told["redirect_uri"]).path != BACK:
        raise ValueError(f"统一认证的 redirect_uri 要以 {BACK} 结尾，现在是 {told['redirect_uri']}。请改正。")
    return Provider(
        told["client_id"],
        told["client_secret"],
        told["server_metadata_url"],
        told["redirect_uri"],
        told.get("button", WORDS),
        told.get("account_claim", CLAIM),
    )


def begin_at(onward: str) -> str:
    """The address that begins the flow and leads on afterwards."""
    return f"{BEGIN}?next={quote(onward, safe='')}"
