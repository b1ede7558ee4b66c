"""The routes before the board: /sign-in, /password, /sign-out. Knows no account: a desk does the work.

Those who come in are dealt with in one thread, in the order they came: guesses are counted one by one. What a password costs
is worked out beside it at low priority (services/accounts/passwords.py).
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Protocol, TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from serving.cookies import set_visit
from serving.elsewhere import ADDRESSES, HINT, STAYS_IN, begin_at
from serving.forms import posted
from serving.guard import PASSWORD, SIGN_IN, SIGN_OUT, own_path
from serving.lasting import Lasting
from serving.sign_in_page import leaving_page, password_page, sign_in_page, sign_out_page

if TYPE_CHECKING:
    from serving.elsewhere_flow import Elsewhere

Done = TypeVar("Done")
MOST_WAITING = 100
BUSY = "现在登录的人太多。请过几秒再试。"
UNREAD = "表单没有读懂。请重新填写。"
DIFFER = "两遍新密码不一样。请重新填写。"


class Unwelcome(Exception):
    """Why it did not work, in one sentence."""

    def __init__(self, sentence: str, *, closed: bool = False) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.status = 429 if closed else 401


class Desk(Protocol):
    """Who knows the accounts. Tokens are what the cookie holds; every method may read and write the database."""

    cookie: str
    seconds: int
    shortest: int

    def has_accounts(self) -> bool: ...
    def guest(self, token: str | None) -> tuple[str, bool] | None: ...
    def sign_in(self, login: str, password: str, address: str, former: str | None) -> str: ...
    def change_password(self, token: str, old: str, new: str, address: str) -> str: ...
    def enter(self, login: str, address: str, former: str | None) -> str: ...
    def sign_out(self, token: str) -> None: ...
    def known_elsewhere(self, token: str) -> bool: ...


class WayIn:
    """desk  does the work; guest(token) is name and whether the password has to be changed first

    elsewhere  the county's own identity provider, where it has one
    """

    def __init__(self, desk: Desk, *, title: str, elsewhere: "Elsewhere | None" = None) -> None:
        self._desk = desk
        self._has_accounts = Lasting(desk.has_accounts)
        self._title = title
        self._elsewhere = elsewhere
        self._thread = ThreadPoolExecutor(1, "sign-in")
        self._waiting = 0

    @property
    def routes(self) -> list[Route]:
        return [
            Route(SIGN_IN, self.show_sign_in),
            Route(SIGN_IN, self.sign_in, methods=["POST"]),
            Route(PASSWORD, self.show_password),
            Route(PASSWORD, self.change_password, methods=["POST"]),
            Route(SIGN_OUT, self.show_sign_out),
            Route(SIGN_OUT, self.sign_out, methods=["POST"]),
            *(self._elsewhere.routes(self.enter, self._refused) if self._elsewhere else ()),
        ]

    @property
    def also_open(self) -> frozenset[str]:
        """Whole paths a stranger may ask for, beside the sign-in page."""
        return ADDRESSES if self._elsewhere else frozenset()

    async def show_sign_in(self, request: Request) -> Response:
        onward = own_path(request.query_params.get("next", "/"))
        if not await self._has_accounts() or await self._guest(request):
            return RedirectResponse(onward, 303)
        return self._sign_in_page(onward=onward)

    async def sign_in(self, request: Request) -> Response:
        fields = await posted(request)
        if fields is None or not await self._has_accounts():
            return self._sign_in_page(said=UNREAD, status=400)
        login, onward = fields.get("login", ""), own_path(fields.get("next", "/"))
        former, address = self._token(request), _address(request)
        try:
            token = await self._in_turn(
                lambda: self._desk.sign_in(login, fields.get("password", ""), address, former)
            )
        except Unwelcome as why:
            return self._sign_in_page(said=why.sentence, login=login[:40], onward=onward, status=why.status)
        return self._welcome(request, token, onward)

    async def enter(self, request: Request, login: str, onward: str) -> Response:
        """Whom the county's identity provider knows, by the login it told."""
        if not await self._has_accounts():
            return RedirectResponse("/", 303)
        try:
            token = await run_in_threadpool(self._desk.enter, login, _address(request), self._token(request))
        except Unwelcome as why:
            return self._sign_in_page(said=why.sentence, onward=onward, status=why.status)
        return self._welcome(request, token, onward)

    async def show_password(self, request: Request) -> Response:
        return await self._password_page(request, "", 200)

    async def change_password(self, request: Request) -> Response:
        fields, token = await posted(request), self._token(request)
        if fields is None or token is None:
            return await self._password_page(request, UNREAD, 400)
        if fields.get("new") != fields.get("again"):
            return await self._password_page(request, DIFFER, 400)
        address = _address(request)
        try:
            fresh = await self._in_turn(
                lambda: self._desk.change_password(
                    token, fields.get("old", ""), fields.get("new", ""), address
                )
            )
        except Unwelcome as why:
            return await self._password_page(request, why.sentence, why.status)
        return self._welcome(request, fresh, "/")

    async def show_sign_out(self, request: Request) -> Response:
        found = await self._guest(request)
        return RedirectResponse("/", 303) if found is None else sign_out_page(self._title, name=found[0])

    async def sign_out(self, request: Request) -> Response:
        token = self._token(request)
        answer: Response = RedirectResponse(SIGN_IN, 303)
        if token is not None:
            await run_in_threadpool(self._desk.sign_out, token)
            if self._elsewhere and self._desk.known_elsewhere(token):
                out = await self._elsewhere.way_out(request.cookies.get(HINT))
                answer = leaving_page(self._title, out) if out else self._sign_in_page(said=STAYS_IN)
                answer.delete_cookie(HINT, path=SIGN_OUT, httponly=True, samesite="lax")
        answer.delete_cookie(self._desk.cookie, path="/", httponly=True, samesite="lax")
        return answer

    def _sign_in_page(
        self, *, said: str = "", login: str = "", onward: str = "/", status: int = 200
    ) -> Response:
        words = self._elsewhere.words if self._elsewhere else ""
        other = (words, begin_at(onward)) if words else None
        return sign_in_page(self._title, said=said, login=login, onward=onward, status=status, other=other)

    async def _refused(self, _request: Request, said: str, status: int) -> Response:
        return self._sign_in_page(said=said, status=status)

    def _token(self, request: Request) -> str | None:
        return request.cookies.get(self._desk.cookie)

    async def _guest(self, request: Request) -> tuple[str, bool] | None:
        return await run_in_threadpool(self._desk.guest, self._token(request))

    def _welcome(self, request: Request, token: str, onward: str) -> Response:
        """On with a new token: whatever the browser came with opens nothing any more."""
        answer = RedirectResponse(onward, 303, headers={"Cache-Control": "no-store"})
        set_visit(answer, request.scope, self._desk.cookie, token, seconds=self._desk.seconds)
        return answer

    async def _password_page(self, request: Request, said: str, status: int) -> Response:
        found = await self._guest(request)
        if found is None:
            return RedirectResponse(SIGN_IN, 303)
        name, first = found
        return password_page(
            self._title, name=name, shortest=self._desk.shortest, first=first, said=said, status=status
        )

    async def _in_turn(self, work: Callable[[], Done]) -> Done:
        if self._waiting >= MOST_WAITING:
            raise Unwelcome(BUSY, closed=True)
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, work)
        finally:
            self._waiting -= 1


def _address(request: Request) -> str:
    return request.client.host if request.client else ""
