"""Record that a village was drawn for a real review, and when each thing that follows was done: one change each."""

from dataclasses import dataclass
from datetime import date, datetime

from data_access.database import Store, head, reading
from data_access.rows import rows_known
from data_access.versions import Committed, Header, commit, said_by_hand
from domain.numbering import next_after
from domain.permissions import ROLE_WORDS, Actor, Scope, role_words
from domain.personal_numbers import refuse_personal
from domain.places import VILLAGE
from domain.problem_life import REPORTERS
from domain.records import SpotCheck, SpotCheckStep
from domain.refusals import Refusal
from domain.spot_check import STEP_WORDS, clock_of, moment_of
from services.known.known_rows import known_rows
from services.known.read_setting import read_setting

MAY_RECORD = REPORTERS


@dataclass(frozen=True, slots=True)
class Drawn:
    """The notice: which village, when the county was told, by whom it is reviewed.

    told_at  as typed, 「9:12」; leader 包联领导, blank where not known
    """

    village: str
    told_on: date
    told_at: str
    reviewer: str
    leader: str = ""


def record_spot_check(store: Store, actor: Actor, drawn: Drawn, *, scope: Scope, now: datetime) -> str:
    """The number it was given, 「抽查-20261119-01」.

    Refused: who may not record; a village that is not there or outside the scope; no reviewer; a time to come; the village told
    of on that day already
    """
    _refuse_role(actor)
    told = _refuse_time("接到通知", drawn.told_on, drawn.told_at, now)
    if not drawn.reviewer.strip():
        raise Refusal("没有写谁来抽查。请写明检查单位，例如“省后评估组”。", code="no_reviewer")
    refuse_personal({"谁来抽查": drawn.reviewer, "包联领导": drawn.leader})
    with reading(store) as connection:
        n = head(connection)
    valid = {one.place for one in read_setting(store, n).roster.valid_on(drawn.told_on, VILLAGE)}
    if drawn.village not in valid or not (scope.places is None or drawn.village in scope.places):
        raise Refusal("没有选村，或这个村不在您的查看范围内。请从名单里选一个村。", code="no_village")
    known = known_rows(store, SpotCheck, n)
    again = known[
        ((known["place"] == drawn.village) & (known["told_on"] == drawn.told_on)).to_numpy(dtype=bool)
    ]
    if len(again):
        raise Refusal(
            f"这个村 {drawn.told_on:%m-%d} 的抽查已登记为 {again['spot_check'].iloc[0]}，请接着记它的下一步。",
            code="spot_check_known",
        )
    start = f"抽查-{drawn.told_on:%Y%m%d}-"
    number = f"{start}{next_after(start, known['spot_check']):02d}"
    row = {
        "spot_check": number, "place": drawn.village, "told_on": told.date(), "told_at": f"{told:%H:%M}",
        "reviewer": drawn.reviewer.strip(), "leader": drawn.leader.strip() or None,
    }  # fmt: skip
    _commit(store, actor, f"登记抽查 {number}", [(SpotCheck, row)], n, now)
    return number


def record_step(
    store: Store, actor: Actor, *, number: str, step: str, day: date, at: str, note: str, scope: Scope,
    now: datetime,
) -> Committed:  # fmt: skip
    """One of domain.spot_check.STEPS was done then; told again it is corrected.

    Refused: who may not record; a spot check that is not known or outside the scope; a time to come or before the notice
    """
    _refuse_role(actor)
    with reading(store) as connection:
        n = head(connection)
        own = rows_known(connection, SpotCheck, n, where={"spot_check": [number]})
    if own.empty or not (scope.places is None or own["place"].iloc[0] in scope.places):
        raise Refusal(f"没有抽查“{number}”，或不在您的查看范围内。请从名单里选。", code="no_spot_check")
    word = STEP_WORDS[step]
    done = _refuse_time(word, day, at, now)
    told = moment_of(own["told_on"].iloc[0], own["told_at"].iloc[0])
    if done < told:
        raise Refusal(
            f"{word}写的是 {done:%m-%d %H:%M}，早于接到通知的 {told:%m-%d %H:%M}。请核对日期和时刻。",
            code="step_before_notice",
        )
    refuse_personal({"说明": note})
    row = {
        "spot_check": number,
        "step": step,
        "day": day,
        "at": f"{done:%H:%M}",
        "note": note.strip() or None,
    }
    return _commit(store, actor, f"{word} {number}", [(SpotCheckStep, row)], n, now)


def _refuse_role(actor: Actor) -> None:
    if actor.role not in MAY_RECORD:
        raise Refusal(
            f"抽查由{role_words(MAY_RECORD)}来登记，您的角色是{ROLE_WORDS[actor.role]}。",
            code="may_not_record_spot_check",
        )


def _refuse_time(word: str, day: date, written: str, now: datetime) -> datetime:
    at = clock_of(written)
    if at is None:
        told = (
            f"{word}的时刻写的是“{written.strip()}”，读不懂。"
            if written.strip()
            else f"没有写{word}是几点几分。"
        )
        raise Refusal(f"{told}请写成 9:12 或 9点12分。", code="no_time")
    moment = datetime.combine(day, at)
    if moment > now:
        raise Refusal(
            f"{word}写的是 {moment:%m-%d %H:%M}，现在才 {now:%m-%d %H:%M}。请写实际的时刻。",
            code="time_to_come",
        )
    return moment


def _commit(
    store: Store, actor: Actor, words: str, rows: list[tuple[type, dict[str, object]]], n: int, now: datetime
) -> Committed:
    header = Header("edit", actor.name, actor.role.value, words, now, (), ())
    return commit(store, header, [said_by_hand(record, row) for record, row in rows], n)
