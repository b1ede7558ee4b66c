"""Scope as a law: whoever is confined to a town or a department is told nothing that is only others'.

A small county in which every town and department writes a sign of its own (marked_county.py) is asked by many, in
random order and so through the same kept answers: pages, their downloads, changed addresses, records, the command line.
"""

import logging
import os
import random
from collections import Counter
from collections.abc import Callable, Iterator

import pytest

import manage
from data_access.database import Store
from domain.permissions import WHOLE_COUNTY, Moment, Role
from domain.records import RECORDS
from services.accounts.manage_accounts import add_account
from services.accounts.scope_of import scope_of
from services.known.list_rows import list_rows
from services.problems.show_rectification import show_rectification
from services.projects.show_projects import show_projects
from tests.pages.screens import words_on
from tests.scope.askings import Notes, User, able_to_open, altered, of_others
from tests.scope.marked_county import AS_OF, AT, DEPARTMENTS, TOWNS, marked_county, town, unit
from tests.scope.outside import Outside, outside
from tests.scope.reading import texts_in
from tests.serving.signed_in import ADMIN, FIRST
from views.navigation import PAGES

pytestmark = pytest.mark.xdist_group("pages")

CASES = int(os.environ.get("SCOPE_CASES", "2000"))
SEED = int(os.environ.get("SCOPE_SEED", "5"))
CONFINED = (
    2,
    1,
)  # towns and departments of which somebody asks: each scope has answers of its own to work out
FOLLOWED = 2  # links of the county's pages that each of them opens
ASKED, ALTERED = 16, 20  # different questions of pages, and with the signs of others
BY_PAGE = {"problem", "behind", "trace"}  # refused by the whole page: asked below, where the sentence is read
COMMANDS = (
    "figures",
    "figures --history",
    "rank",
    "problems",
    "problems --overdue",
    "rows",
    "changes",
    "account list",
    "check",
)


@pytest.fixture(scope="module", autouse=True)
def quiet() -> Iterator[None]:
    """Streamlit warns of every kept answer asked for outside a page."""
    logger = logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context")
    before, logger.disabled = logger.disabled, True
    yield
    logger.disabled = before


@pytest.fixture(scope="module")
def store(tmp_path_factory) -> Store:
    return marked_county(tmp_path_factory.mktemp("marked"))


@pytest.fixture(scope="module")
def chance() -> random.Random:
    return random.Random(SEED)


@pytest.fixture(scope="module")
def users(store, chance) -> dict[str, User]:
    """Login → who it is: one of the whole county, some of a town, some of a department, in any role; with accounts."""
    found = {"admin": User(Role.ADMIN, None, None, WHOLE_COUNTY)}
    places = [(town(sign), None) for sign in chance.sample(TOWNS, CONFINED[0])]
    places += [(None, unit(sign)) for sign in chance.sample(sorted(DEPARTMENTS), CONFINED[1])]
    for at, (place, own) in enumerate(places):
        role = chance.choice([one for one in Role if one is not Role.ADMIN])
        scope = scope_of(store, role, place=place, unit=own, known_at=newest(store).known_at)
        found[f"user{at}"] = User(role, place, own, scope)
    for login, one in found.items():
        words = {
            Role.ADMIN: "管理",
            Role.LEADER: "领导",
            Role.CLERK: "科员",
            Role.REVIEWER: "审核",
            Role.INSPECTOR: "督查",
        }
        add_account(
            store, ADMIN, login=login, name=f"孙{login}", role=words[one.role], password=FIRST, now=AT,
            place=f"{one.place[0]}岭镇" if one.place else "", unit=f"县{one.unit[0]}务局" if one.unit else "",
        )  # fmt: skip
    return found


@pytest.fixture(scope="module")
def hidden(store, users) -> dict[str, Outside]:
    """Login → what it may not be told."""
    return {login: outside(store, one.scope, place=one.place, unit=one.unit) for login, one in users.items()}


@pytest.fixture(scope="module")
def walk(store, users, hidden, chance) -> Notes:
    """Every page file as some see it who are confined, and their links with the signs of others; `leaks` of it."""
    notes = Notes(store)
    with pytest.MonkeyPatch.context() as patch, notes.listening(patch):
        for login in ("user0", "user2"):
            for page in PAGES:
                look(notes, users[login], hidden[login], page.code, {})
            links = [
                one for one in notes.addresses if one.parameters and BY_PAGE.isdisjoint(dict(one.parameters))
            ]
            for one in chance.sample(links, FOLLOWED):
                said = {name: str(of_others(worth, chance)) for name, worth in one.parameters}
                look(notes, users[login], hidden[login], one.code, said)
    return notes


def look(notes: Notes, user: User, hidden: Outside, code: str, address: dict[str, str]) -> None:
    """One page with all it shows and offers: texts, hovers, grids, charts, names of files and what is in them."""
    app = notes.open(able_to_open(user, code), code, **address)
    typed = [part for worth in address.values() for part in worth.split("~")]
    files = [(name, data() if callable(data) else data) for name, data in notes.offered]
    told = hidden.found_in([*words_on(app), *texts_in(files)], typed=typed)
    notes.leaks += [(user.place or user.unit, code, address, told)] if told else []


def newest(store: Store) -> Moment:
    with store.engine.connect() as connection:
        return Moment(AS_OF, connection.exec_driver_sql("SELECT MAX(n) FROM change").scalar_one())


def test_no_page_shows_anything_from_outside(walk):
    assert len(walk.askings) > 40
    assert len(walk.addresses) > 100
    assert walk.leaks == []


def test_what_the_whole_county_is_told_would_be_found(walk, users, hidden):
    """The same questions in an unlimited scope: the answers hold what the confined may not be told."""
    now = newest(walk.store)
    asked = [one for one in walk.askings if one.question in (show_rectification, show_projects)]
    for login in ("user0", "user2"):
        answers = [one.answer(walk.store, WHOLE_COUNTY, now) for one in asked]
        assert all(hidden[login].found_in(texts_in(one)) for one in answers)


def test_in_thousands_of_random_cases_nobody_is_told_anything_from_outside(
    walk, users, hidden, chance, capsys
):
    store, known = walk.store, walk.all_askings()
    now = newest(store)
    askings = chance.sample(known, ASKED)
    askings += [altered(one, chance) for one in chance.sample(known, ALTERED)]
    asked = [(one, chance.choice((now, now, now, Moment(AS_OF, now.known_at - 1)))) for one in askings]
    read: dict[tuple[str, int], object] = {}
    counted: Counter[str] = Counter()
    leaks: list[tuple[object, ...]] = []

    def ask_page(login: str) -> tuple[object, list[str]]:
        asking, moment = chance.choice(asked)
        return asking.answer(store, users[login].scope, moment), asking.typed

    def ask_rows(login: str) -> tuple[object, list[str]]:
        record = chance.choice(list(RECORDS.values()))
        return list_rows(store, record, scope=users[login].scope, moment=now), []

    def ask_command(login: str) -> tuple[object, list[str]]:
        return command(login, store.url, chance, capsys), []

    kinds: dict[str, Callable[[str], tuple[object, list[str]]]] = {
        "page": ask_page,
        "rows": ask_rows,
        "command": ask_command,
    }
    for _ in range(CASES):
        login = chance.choice(list(users))
        [kind] = chance.choices(list(kinds), weights=(91, 8, 1))
        answer, typed = kinds[kind](login)
        counted[kind] += 1
        # A kept answer given to the same user again has been read.
        if read.get((login, id(answer))) is answer:
            continue
        read[login, id(answer)] = answer
        told = hidden[login].found_in(texts_in(answer), typed=typed)
        leaks += [(login, users[login].place or users[login].unit, kind, typed, told)] if told else []
    assert leaks == [], f"seed {SEED}"
    assert sum(counted.values()) >= 2000
    assert min(counted.values()) > 8, counted


def command(login: str, url: str, chance: random.Random, capsys) -> list[str]:
    """What a command of manage.py prints in this account's name, on both streams."""
    words = chance.choice(COMMANDS).split()
    if words[0] == "rows":
        words.append(chance.choice(list(RECORDS)))
    if words[0] in ("figures", "rank"):
        words += ["--level", chance.choice(["town", "village"])]
    if words[0] == "figures":
        words += ["--indicator", chance.choice(["TOI_COV", "PRJ_DONE", "MON_HH"])]
    if words[0] in ("figures", "rank", "problems", "rows"):
        words += ["--as-of", AS_OF.isoformat()]
    capsys.readouterr()
    manage.main([*words, "--database", url, "--user", login, *chance.choice([(), ("--json",)])])
    printed = capsys.readouterr()
    return [printed.out, printed.err]
