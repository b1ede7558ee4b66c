"""The flow of signing in at the county's own identity provider: there, back with proof, and signing out of both.

Imported only where there is a provider: Authlib and httpx cost every other start a second.
"""

import logging
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.starlette_client import OAuth
from joserfc.errors import JoseError
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from serving.cookies import is_secure
from serving.elsewhere import BACK, BEGIN, HINT, Provider
from serving.guard import SIGN_IN, SIGN_OUT, own_path

LONGEST_HINT = 3_800  # characters: a browser keeps no longer cookie
SECONDS = 10.0
# What the provider signs with, not what anybody can make who knows a shared word.
SIGNATURES = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
NO_ANSWER = "统一认证现在连不上，登录没有办成。请过一会儿再试，或用这里的登录名和密码登录。"
NOT_TRUE = (
    "统一认证没有办成：可能放得太久、按了后退，或在那边取消了。请再点一次，或用这里的登录名和密码登录。"
)
NO_LOGIN = "统一认证没有给出您的登录名。请找管理员核对统一认证的设置。"

_LOG = logging.getLogger(__name__)
_FAULTS = (AuthlibBaseError, JoseError, httpx.HTTPError, httpx.InvalidURL, ValueError, KeyError, RuntimeError)


class Elsewhere:
    """The two routes of the flow, and where to sign out."""

    def __init__(self, provider: Provider) -> None:
        self._provider = provider
        self._client: Any = OAuth().register(
            "county",
            client_id=provider.client_id,
            client_secret=provider.client_secret,
            server_metadata_url=provider.metadata,
            client_kwargs={"scope": "openid profile", "code_challenge_method": "S256", "timeout": SECONDS},
        )

    @property
    def words(self) -> str:
        return self._provider.words

    def routes(
        self,
        welcome: Callable[[Request, str, str], Awaitable[Response]],
        refuse: Callable[[Request, str, int], Awaitable[Response]],
    ) -> list[Route]:
        """welcome(request, login, onward) lets in or refuses; refuse(request, sentence, status) says why not."""

        async def begin(request: Request) -> Response:
            request.session["onward"] = own_path(request.query_params.get("next", "/"))
            try:
                await self._described()
                answer: Response = await self._client.authorize_redirect(request, self._provider.back)
            except _FAULTS as fault:
                _LOG.warning("the identity provider did not answer: %r", fault)
                return await refuse(request, NO_ANSWER, 503)
            answer.headers["Cache-Control"] = "no-store"
            return answer

        async def back(request: Request) -> Response:
            if not request.query_params or (set(request.query_params) == {"state"}):
                return RedirectResponse(SIGN_IN, 303)  # from signing out there
            onward = own_path(str(request.session.get("onward", "/")))
            try:
                issuer = (await self._described())["issuer"]
                said = await self._client.authorize_access_token(
                    request, claims_options={"iss": {"essential": True, "value": issuer}}
                )
                person = said["userinfo"]
            except httpx.TransportError as fault:
                _LOG.warning("the identity provider did not answer: %r", fault)
                return await refuse(request, NO_ANSWER, 503)
            except _FAULTS as fault:
                _LOG.warning("what the identity provider said does not hold: %s", type(fault).__name__)
                return await refuse(request, NOT_TRUE, 401)
            finally:
                request.session.clear()
            login = person.get(self._provider.claim)
            if not isinstance(login, str) or not login.strip():
                return await refuse(request, NO_LOGIN, 401)
            answer = await welcome(request, login, onward)
            if answer.status_code == 303 and len(said["id_token"]) <= LONGEST_HINT:
                answer.set_cookie(
                    HINT,
                    said["id_token"],
                    path=SIGN_OUT,
                    httponly=True,
                    samesite="lax",
                    secure=is_secure(request.scope),
                )
            return answer

        return [Route(BEGIN, begin), Route(BACK, back)]

    async def way_out(self, hint: str | None) -> str | None:
        """The address that signs out at the provider and leads back here; None where it has none or does not answer."""
        try:
            await self._described()
            found = await self._client.create_logout_url(
                post_logout_redirect_uri=self._provider.back,
                id_token_hint=hint,
                client_id=self._provider.client_id,
            )
        except _FAULTS as fault:
            _LOG.warning("no way out at the identity provider: %r", fault)
            return None
        return str(found["url"])

    async def _described(self) -> dict[str, Any]:
        """What the provider says of itself, with the signatures we take of it."""
        described: dict[str, Any] = await self._client.load_server_metadata()
        listed = described.get("id_token_signing_alg_values_supported") or ["RS256"]
        described["id_token_signing_alg_values_supported"] = [one for one in listed if one in SIGNATURES]
        if not described["id_token_signing_alg_values_supported"]:
            raise ValueError("no signature we take")
        return described
