"""Which submissions there are for whoever asks: a reviewer those of all, anybody else his own; and who waits for whom."""

import json
from collections.abc import Sequence

from pandas import DataFrame

from data_access.database import Store, head, reading
from data_access.submissions import (
    ASKED,
    OPEN,
    RETURNED,
    STATE_WORDS,
    WAITING,
    Submission,
    newest_step,
)
from data_access.submissions import list_submissions as submissions_within
from domain.periods import parse
from domain.permissions import Actor, Scope
from domain.setting import Setting
from services.known.read_setting import read_setting
from services.review.who_may import may_accept

LISTED = (
    "id", "state", "state_word", "kind", "actor", "at", "title", "form", "form_name", "period", "period_name", "new",
    "changed", "explained", "towns", "former", "decided_by", "decided_at", "decision", "change",
)  # fmt: skip


def list_submissions(store: Store, actor: Actor, scope: Scope) -> DataFrame:
    """LISTED, newest first: to a reviewer everybody's, else one's own. towns: names joined by 、."""
    with reading(store) as connection:
        found = submissions_within(connection)
    setting = read_setting(store, _newest(store))
    seen = found if may_accept(actor, scope) else [one for one in found if one.actor == actor.name]
    return DataFrame([_row(one, setting) for one in seen], columns=list(LISTED), dtype=object)


def _newest(store: Store) -> int:
    with reading(store) as connection:
        return head(connection)


def _row(one: Submission, setting: Setting) -> tuple[object, ...]:
    told = json.loads(one.summary)
    counts = told.get("counts", {})
    form = setting.forms.get(one.form or "")
    return (
        one.id, one.state, STATE_WORDS[one.state], one.kind, one.actor, one.at, one.title, one.form,
        form.name if form else "", one.period, parse(one.period).short_name if one.period else "",
        counts.get("new", 0), counts.get("changed", 0), told.get("explained", 0), "、".join(told.get("towns", [])),
        one.former, one.decided_by, one.decided_at, one.decision, one.change,
    )  # fmt: skip


def waiting_for(store: Store, actor: Actor, scope: Scope) -> int:
    """How many submissions wait for the actor: to be reviewed by him, or to be answered or repaired by him."""
    with reading(store) as connection:
        found = submissions_within(connection)
    if may_accept(actor, scope):
        return sum(one.state == WAITING and one.actor != actor.name for one in found)
    mine = [one for one in found if one.actor == actor.name]
    repaired = {one.former for one in mine}
    return sum(one.state == ASKED or (one.state == RETURNED and one.id not in repaired) for one in mine)


def waiting_words(store: Store, scope: Scope) -> str:
    """「3 镇已报待审」, 「2 份等报送人回答」; "" where nothing is open. Of a part of the county only what concerns it."""
    with reading(store) as connection:
        found = submissions_within(connection, states=OPEN)
    if scope.is_limited() and found:
        setting = read_setting(store, _newest(store))
        own = {setting.roster[place].name for place in scope.places or () if place in setting.roster}
        found = [one for one in found if own & set(_towns([one]))]
    waiting = [one for one in found if one.state == WAITING]
    asked = len(found) - len(waiting)
    towns = set(_towns(waiting))
    elsewhere = sum(not _towns([one]) for one in waiting)
    words = [
        f"{len(towns)} 镇已报待审" if towns else "",
        f"{'另有 ' if towns else ''}{elsewhere} 份待审" if elsewhere else "",
        f"{asked} 份等报送人回答" if asked else "",
    ]
    return "，".join(word for word in words if word)


def _towns(found: Sequence[Submission]) -> list[str]:
    return [town for one in found for town in json.loads(one.summary).get("towns", [])]


def pulse(store: Store) -> tuple[int, int]:
    """Newest change and newest step of any submission: what a page shows is old once it moves."""
    with reading(store) as connection:
        return head(connection), newest_step(connection)
