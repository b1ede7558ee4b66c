"""A small identity provider on this machine: real HTTP, a real RS256 key, codes that work once, PKCE checked.

What it says of a person, and with what it lies, is set by the test: `says` and `spoils`.
"""

import base64
import hashlib
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from tests.browser.servers import free_port

CLIENT, SECRET = "board", "a word only these two know"
KEY, STRANGE = (RSAKey.generate_key(2048, {"kid": "k1", "use": "sig"}) for _one in range(2))


@dataclass
class IdentityProvider:
    address: str
    says: dict[str, Any] = field(default_factory=dict)
    spoils: str = ""
    signed_out: list[dict[str, str]] = field(default_factory=list)
    _asked: dict[str, dict[str, str]] = field(default_factory=dict)

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self.described),
                Route("/authorize", self.authorize),
                Route("/token", self.token, methods=["POST"]),
                Route("/keys", self.keys),
                Route("/leave", self.leave),
            ]
        )

    async def described(self, _request: Request) -> Response:
        return JSONResponse(
            {
                "issuer": self.address,
                "authorization_endpoint": f"{self.address}/authorize",
                "token_endpoint": f"{self.address}/token",
                "jwks_uri": f"{self.address}/keys",
                "end_session_endpoint": f"{self.address}/leave",
                "id_token_signing_alg_values_supported": ["RS256", "none", "HS256"],
            }
        )

    async def keys(self, _request: Request) -> Response:
        return JSONResponse({"keys": [KEY.as_dict(private=False)]})

    async def authorize(self, request: Request) -> Response:
        """The person says yes at once."""
        asked = dict(request.query_params)
        code = secrets.token_urlsafe(8)
        self._asked[code] = asked
        return RedirectResponse(
            f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}", 302
        )

    async def token(self, request: Request) -> Response:
        body = (await request.body()).decode()
        fields = {part.partition("=")[0]: part.partition("=")[2] for part in body.split("&")}
        asked = self._asked.pop(fields["code"], None)
        expected = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        proof = base64.urlsafe_b64encode(hashlib.sha256(fields["code_verifier"].encode()).digest())
        if (
            asked is None
            or request.headers.get("authorization") != f"Basic {expected}"
            or proof.decode().rstrip("=") != asked["code_challenge"]
        ):
            return JSONResponse({"error": "invalid_grant"}, 400)
        told = {"access_token": "x", "token_type": "Bearer", "id_token": self.proof(asked["nonce"])}
        return JSONResponse(told)

    def proof(self, nonce: str) -> str:
        """The ID token of whom it says; one thing wrong where `spoils` names it."""
        now = int(time.time())
        claims = {
            "iss": "https://evil.example" if self.spoils == "issuer" else self.address,
            "aud": "another" if self.spoils == "audience" else CLIENT,
            "nonce": "stale" if self.spoils == "nonce" else nonce,
            "sub": "1",
            "iat": now,
            "exp": now - 3600 if self.spoils == "expired" else now + 300,
            **self.says,
        }
        key = STRANGE if self.spoils == "key" else KEY
        return jwt.encode({"alg": "RS256", "kid": "k1"}, claims, key, algorithms=["RS256"])

    async def leave(self, request: Request) -> Response:
        self.signed_out.append(dict(request.query_params))
        return RedirectResponse(
            f"{request.query_params['post_logout_redirect_uri']}?state={request.query_params['state']}", 302
        )


@contextmanager
def identity_provider() -> Iterator[IdentityProvider]:
    port = free_port()
    provider = IdentityProvider(f"http://127.0.0.1:{port}")
    server = uvicorn.Server(uvicorn.Config(provider.app(), port=port, log_level="error", access_log=False))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 20
    while not server.started and time.monotonic() < until:
        time.sleep(0.02)
    try:
        yield provider
    finally:
        server.should_exit = True
        thread.join(10)
