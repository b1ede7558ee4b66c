"""What pages ask and where they lead: noted while the real pages run, to be asked again by somebody else."""

import html
import random
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlsplit

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import views.frame
from data_access.database import Store
from domain.permissions import Moment, Role, Scope
from domain.refusals import Refusal
from services.measures.trace_number import trace
from services.problems.list_behind import list_behind
from services.problems.open_problem import open_problem
from services.problems.show_rectification import show_rectification
from services.projects.open_project import open_project
from services.projects.project_choice import EVERYWHERE
from tests.pages.screens import run_page
from tests.scope.marked_county import TOWNS, WORKS_IN, town, unit
from views.cache import cached
from views.navigation import may_open

WORKS = tuple(WORKS_IN)
_LEADS = re.compile(r'href="([^"]*\?[^"]*)"')


@dataclass(frozen=True)
class User:
    """Somebody of the marked county; place and unit are the keys the account is confined to."""

    role: Role
    place: str | None
    unit: str | None
    scope: Scope


@dataclass(frozen=True)
class Asking:
    """A question as a page asks it, without who asks and when."""

    question: Callable[..., object]
    arguments: tuple[object, ...]
    parameters: tuple[tuple[str, object], ...]

    @property
    def typed(self) -> list[str]:
        """What the asker says himself: every word of the parameters."""
        words = [
            str(word)
            for _, worth in self.parameters
            for word in (worth if isinstance(worth, (tuple, frozenset)) else (worth,))
        ]
        return [part for word in words for part in word.split("~")]

    def answer(self, store: Store, scope: Scope, moment: Moment) -> object:
        """The kept answer, or the sentence of its refusal."""
        try:
            return cached(
                self.question, store, *self.arguments, database=store.url, scope=scope, moment=moment,
                **dict(self.parameters),
            )  # fmt: skip
        except Refusal as refusal:
            return refusal.sentence


@dataclass(frozen=True)
class Address:
    code: str
    parameters: tuple[tuple[str, str], ...]


class Notes:
    """Everything pages asked, where their links lead, and what they offer for download."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.askings: dict[Asking, None] = {}
        self.addresses: dict[Address, None] = {}
        self.offered: list[tuple[str, object]] = []
        self.leaks: list[tuple[object, ...]] = []

    @contextmanager
    def listening(self, patch: pytest.MonkeyPatch) -> Iterator[None]:
        """Note what pages ask and offer while they run."""
        button = st.download_button

        def noted(question: Callable[..., object], *arguments: object, **asked: object) -> object:
            own = {name: asked[name] for name in asked if name not in ("scope", "moment", "database")}
            plain = tuple(one for one in arguments if not isinstance(one, Store))
            self.askings[Asking(question, plain, tuple(sorted(own.items())))] = None
            return cached(question, *arguments, **asked)

        def offering(label: str, **asked: object) -> object:
            self.offered.append((str(asked["file_name"]), asked["data"]))
            return button(label, **asked)

        with patch.context() as patched:
            patched.setattr(views.frame, "cached", noted)
            patched.setattr(st, "download_button", offering)
            yield

    def open(self, user: User, code: str, **address: str) -> AppTest:
        """Run a page for this user and note where its links lead."""
        self.offered.clear()
        app = run_page(code, user.role, self.store.url, scope=user.scope, **address)
        assert not app.exception, f"{code} {address}: {app.exception[0].message}"
        for node in app._tree:
            body = getattr(getattr(node, "proto", None), "body", "")
            for href in _LEADS.findall(body if isinstance(body, str) else ""):
                found = urlsplit(html.unescape(href))
                path = "overview" if found.path == "." else found.path or code
                self.addresses[Address(path, tuple(parse_qsl(found.query)))] = None
        return app

    def all_askings(self) -> list[Asking]:
        """What pages asked, and what they would on following their links to one row."""
        found = dict(self.askings)
        for address in self.addresses:
            said = dict(address.parameters)
            if "trace" in said:
                record, *key = said["trace"].split("~")
                found[Asking(trace, (), (("key", tuple(key)), ("record", record)))] = None
            if "project" in said:
                found[Asking(open_project, (), (("project", said["project"]),))] = None
            if "problem" in said:
                found[Asking(open_problem, (), (("number", said["problem"]),))] = None
            if "behind" in said:
                page = next(one for one in self.askings if one.question is show_rectification)
                asked = dict(page.parameters) | {"behind": said["behind"]}
                asked.pop("against")
                found[Asking(list_behind, (), tuple(sorted(asked.items())))] = None
        return list(found)


def able_to_open(user: User, code: str) -> User:
    """The user, in a role that may open the page where the own one may not; administrators are never confined."""
    roles = (user.role, Role.INSPECTOR, Role.CLERK, Role.REVIEWER)
    return replace(user, role=next((role for role in roles if may_open(role, code)), user.role))


def of_others(worth: object, chance: random.Random) -> object:
    """The same with the signs of other towns and units: a key, a name or a link of somebody else."""
    if isinstance(worth, (tuple, frozenset)):
        return type(worth)(of_others(one, chance) for one in worth)
    if not isinstance(worth, str):
        return worth
    towns, units = chance.sample(TOWNS, len(TOWNS)), chance.sample(WORKS, len(WORKS))
    return worth.translate(str.maketrans(dict(zip((*TOWNS, *WORKS), (*towns, *units), strict=True))))


def altered(asking: Asking, chance: random.Random) -> Asking:
    """What a changed address would ask; a control left open is set to a town or unit of somebody."""
    said = {name: of_others(worth, chance) for name, worth in asking.parameters}
    for name, keys in (("place", [town(sign) for sign in TOWNS]), ("unit", [unit(sign) for sign in WORKS])):
        if said.get(name) == EVERYWHERE:
            said[name] = chance.choice(keys)
    return replace(asking, parameters=tuple(sorted(said.items())))
