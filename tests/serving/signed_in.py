"""A server with accounts, asked over real HTTP and over the websocket as Streamlit's own pages ask it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from http.client import HTTPConnection
from urllib.parse import urlencode

from google.protobuf.text_format import MessageToString
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from data_access import accounts
from data_access.database import Store, reading, writing
from domain.permissions import Actor, Role
from services.accounts.manage_accounts import add_account
from services.accounts.passwords import hash_password

FIRST, OWN = "松树下喝一杯热茶好吗2026", "清晨沿河边走一走再开会7"  # the administrator's, their own
AT = datetime(2026, 11, 19, 8, 0)
ADMIN = Actor("本机", Role.ADMIN)
HTML = "text/html,application/xhtml+xml"
PATIENCE = 120


@dataclass(frozen=True)
class Given:
    """One account of the tests; its login is its role."""

    role: Role
    name: str
    word: str
    place: str = ""
    unit: str = ""


PEOPLE = (
    Given(Role.ADMIN, "孙某", "管理"),
    Given(Role.LEADER, "李某", "领导"),
    Given(Role.REVIEWER, "吴某", "审核"),
    Given(Role.INSPECTOR, "郑某", "督查"),
)


def give_accounts(store: Store, people: tuple[Given, ...] = PEOPLE, *, own: bool = True) -> None:
    """These accounts; own: they have changed their password already."""
    for one in people:
        add_account(
            store, ADMIN, login=one.role.value, name=one.name, role=one.word, password=FIRST, place=one.place,
            unit=one.unit, now=AT,
        )  # fmt: skip
    if own:
        secret = hash_password(OWN)
        with reading(store) as connection:
            known = accounts.list_accounts(connection)
        with writing(store) as (connection, _last):
            for account in known:
                accounts.set_secret(connection, account.id, secret, must_change=False)


@dataclass
class Answer:
    status: int
    body: str
    headers: dict[str, str] = field(repr=False)

    @property
    def token(self) -> str:
        """The visit's token of the answer's cookie, "" without one."""
        first = self.headers.get("set-cookie", "").split(";")[0]
        return first.partition("=")[2]


def ask(
    host: str, path: str, method: str = "GET", *, token: str = "", body: str = "", **headers: str
) -> Answer:
    """One request. A header given as "" is left out; those of a browser of this address are there."""
    given = {"Origin": f"http://{host}", "Accept": HTML, "Cookie": f"kb_visit={token}" if token else ""}
    if body:
        given["Content-Type"] = "application/x-www-form-urlencoded"
    given |= {name.replace("_", "-"): worth for name, worth in headers.items()}
    connection = HTTPConnection(host, timeout=PATIENCE)
    connection.request(method, path, body=body or None, headers={k: v for k, v in given.items() if v})
    answer = connection.getresponse()
    found = Answer(
        answer.status,
        answer.read().decode("utf-8", "replace"),
        {name.lower(): worth for name, worth in answer.getheaders()},
    )
    connection.close()
    return found


def come_in(host: str, login: str, password: str = OWN, *, token: str = "", onward: str = "/") -> Answer:
    body = urlencode({"login": login, "password": password, "next": onward})
    return ask(host, "/sign-in", "POST", token=token, body=body)


@contextmanager
def visiting(host: str, token: str, **more: str) -> Iterator["Visit"]:
    """An open websocket; websockets.exceptions.InvalidStatus where the guard refuses it."""
    headers = {"Cookie": f"kb_visit={token}"} if token else {}
    with connect(
        f"ws://{host}/_stcore/stream", additional_headers=headers, origin=more.get("origin", f"http://{host}"),
        subprotocols=["streamlit"], max_size=None,
    ) as socket:  # fmt: skip
        yield Visit(host, socket)


@dataclass
class Visit:
    """A page's session: every run gives the text of all that was shown."""

    host: str
    socket: object

    def session(self) -> str:
        """The id of this session, by which a page uploads."""
        self.socket.send(BackMsg(rerun_script={"page_name": "accounts"}).SerializeToString())
        while True:
            message = ForwardMsg.FromString(self.socket.recv(timeout=PATIENCE))
            if message.WhichOneof("type") == "new_session":
                return message.new_session.initialize.session_id

    def run(self, page: str, query: str = "") -> str:
        asked = BackMsg()
        rerun = asked.rerun_script
        rerun.query_string, rerun.page_name = query, page
        rerun.context_info.url = f"http://{self.host}/{page}"
        self.socket.send(asked.SerializeToString())
        told = []
        while True:
            message = ForwardMsg.FromString(self.socket.recv(timeout=PATIENCE))
            if message.WhichOneof("type") == "delta":
                told.append(MessageToString(message.delta, as_utf8=True))
            if message.WhichOneof("type") == "script_finished":
                return "".join(told).replace('\\"', '"')
