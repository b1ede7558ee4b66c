"""A visit and its findings as what a change says: problems with their deductions, first steps, and the score they leave."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from pandas import DataFrame, Series, isna

from data_access.database import Store, head, reading
from data_access.rows import rows_known
from data_access.versions import Said, said_by_hand
from domain.finding import Checklist, Closed, Item, came_back, due_on, score_of, within_block
from domain.frames import among, texts, with_texts
from domain.measures.rectification import INSPECTION
from domain.numbering import next_after
from domain.permissions import ROLE_WORDS, Actor, Moment, Scope, role_words
from domain.places import VILLAGE
from domain.problem_life import CHECKERS, SEQ
from domain.problem_status import ProblemStatus
from domain.records import Event, Problem, Record, Visit
from domain.refusals import Refusal
from domain.setting import Setting
from services.known.read_checklist import read_checklist
from services.known.read_practice import read_practice
from services.known.read_setting import read_setting
from services.known.read_states import problems_on

MAY_RECORD = CHECKERS


@dataclass(frozen=True, slots=True)
class Finding:
    """What was seen; text blank: the village was visited and nothing was found.

    person  who is to put it right; blank leaves it 待交办
    fixed   put right on the spot, before the inspector's eyes
    limit   words among the limits of the checklist
    item    the item of the checklist that was ticked, for so many places; kind, severity and limit are then its own
    """

    village: str
    day: date
    text: str = ""
    kind: str = ""
    spot: str = ""
    severity: str = ""
    person: str = ""
    limit: str = ""
    fixed: bool = False
    item: str = ""
    places: int = 1


@dataclass(frozen=True, slots=True)
class Written:
    """number of the problem; rebound_of the closed problem it is the return of; deduction in hundredths of a point."""

    number: str
    rebound_of: str
    severity: str
    deduction: int


@dataclass(frozen=True)
class VisitSaid:
    """score  of the visit after these findings, hundredths of a point; typed: a ledger gave it, findings do not move it"""

    said: tuple[Said, ...]
    written: tuple[Written, ...]
    score: int
    typed: bool


@dataclass(frozen=True)
class Ground:
    """What is known before the visit is written, at change n.

    visits  the village's visits of that day; state `problem_state` of the day
    """

    n: int
    setting: Setting
    checks: Checklist
    visits: DataFrame
    state: DataFrame
    within: int


def ground_of(store: Store, actor: Actor, village: str, day: date, *, scope: Scope, today: date) -> Ground:
    """Refused: a role that does not inspect, a day to come, a village that is not there or not in the scope."""
    if actor.role not in MAY_RECORD:
        raise Refusal(
            f"登记督查由{role_words(MAY_RECORD)}来做，您的角色是{ROLE_WORDS[actor.role]}。",
            code="may_not_record",
        )
    if day > today:
        raise Refusal(f"督查日期 {day:%Y-%m-%d} 还没有到，请写到现场的那天。", code="visit_in_future")
    with reading(store) as connection:
        n = head(connection)
        visits = rows_known(connection, Visit, n, where={"place": [village]})
    setting, moment = read_setting(store, n), Moment(day, n)
    valid = {one.place for one in setting.roster.valid_on(day, VILLAGE)}
    if village not in valid or not (scope.places is None or village in scope.places):
        raise Refusal("没有选村，或这个村不在您的查看范围内。请从名单里选一个村。", code="no_village")
    return Ground(
        n=n,
        setting=setting,
        checks=read_checklist(store, moment),
        visits=visits[(visits["day"] == day).to_numpy(dtype=bool)],
        state=problems_on(store, n, day),
        within=read_practice(store, moment).rebound_days,
    )


def visit_said(ground: Ground, findings: Sequence[Finding], *, actor: Actor, team: str) -> VisitSaid:
    """findings  of one village on one day, at least one; those without text only say that it was visited."""
    village, day = findings[0].village, findings[0].day
    number = str(ground.visits["visit"].iloc[0]) if len(ground.visits) else f"督-{day:%Y%m%d}-{village}"
    told = ground.visits["score"].iloc[0] if len(ground.visits) else None
    own = with_texts(ground.state[(ground.state["village"] == village).to_numpy(dtype=bool)])
    before = own[((own["visit"] == number) & (own["status"] != "declined")).to_numpy(dtype=bool)]
    taken = [int(one) for one in before["deduction"].fillna(0)]
    blocks = _taken_by_block(before, ground.checks)
    unit = ground.setting.units.of_place(ground.setting.roster.town_of(village) or "", day)
    start, closed = f"日督-{day:%Y%m%d}-", closed_of(own)
    weights = dict(zip(own["problem"], texts(own["severity"]), strict=True))
    next_number = next_after(start, ground.state["problem"])
    rows: list[tuple[type[Record], Mapping[str, object]]] = []
    written: list[Written] = []
    for finding in (one for one in findings if one.text):
        item = ground.checks.items.get(finding.item)
        seen = _by_item(finding, item)
        again = came_back(
            closed, village=village, kind=seen.kind, spot=seen.spot.strip(), day=day, within=ground.within
        )
        severity = ground.checks.of_return(seen.severity, weights.get(again, "")) if again else seen.severity
        points = ground.checks.points(severity, item=item, places=seen.places, again=bool(again))
        points = within_block(points, item, blocks.get(item.block, 0) if item else 0)
        if item:
            blocks[item.block] = blocks.get(item.block, 0) + points
        taken.append(points)
        one = Written(f"{start}{next_number + len(written):03d}", again, severity, points)
        written.append(one)
        rows.append((Problem, _problem(seen, one, number, unit.unit if unit else None, ground.checks)))
        rows += [(Event, event) for event in _events(seen, one.number, actor)]
    given = None if told is None or isna(told) else int(told)
    visit = {"visit": number, "place": village, "day": day, "team": team or None}
    visit |= {} if given is not None else {"by_list": True}
    score = score_of(taken) if given is None else given
    return VisitSaid(tuple(_together([(Visit, visit), *rows])), tuple(written), score, given is not None)


def _by_item(finding: Finding, item: Item | None) -> Finding:
    if item is None:
        return finding
    return replace(finding, kind=item.kind, severity=item.severity, limit=item.due)


def _taken_by_block(before: DataFrame, checks: Checklist) -> dict[str, int]:
    """What earlier findings of the visit took off, by block of the checklist."""
    found: dict[str, int] = {}
    for code, points in zip(before["check_item"], before["deduction"], strict=True):
        item = checks.items.get(code) if isinstance(code, str) else None
        if item and not isna(points):
            found[item.block] = found.get(item.block, 0) + int(points)
    return found


def returns_of(found: DataFrame, rows: DataFrame, within: int) -> Series:
    """Which of some findings are the return of a problem in `rows` (`problem_state` columns) closed within so many days."""
    if found.empty:
        return Series(False, index=found.index)
    # What may have come back was closed no longer ago than that, in one of these villages.
    since = found["found_on"].min() - timedelta(days=within)
    recent = rows[["problem", "village", "category", "spot", "closed_on"]]
    recent = recent[(recent["closed_on"] >= since).to_numpy(dtype=bool)]
    recent = recent[among(recent["village"], found["village"].dropna().unique())]
    known: dict[str, list[Closed]] = {}
    for one in closed_of(recent):
        known.setdefault(one.village, []).append(one)
    columns = (found[name] for name in ("village", "category", "spot", "found_on"))
    back = [
        isinstance(village, str)
        and bool(_text(kind))
        and came_back(
            known.get(village, []),
            village=village,
            kind=_text(kind),
            spot=_text(spot),
            day=day.date(),
            within=within,
        )
        != ""
        for village, kind, spot, day in zip(*columns, strict=True)
    ]
    return Series(back, index=found.index, dtype=bool)


def closed_of(rows: DataFrame) -> list[Closed]:
    """The closed ones of some villages' problems."""
    own = rows[rows["closed_on"].notna().to_numpy(dtype=bool)]
    columns = (own[name].tolist() for name in ("problem", "village", "category", "spot", "closed_on"))
    return [
        Closed(str(number), village, _text(kind), _text(spot), day.date())
        for number, village, kind, spot, day in zip(*columns, strict=True)
    ]


def _text(worth: object) -> str:
    return worth.strip() if isinstance(worth, str) else ""


def _problem(
    finding: Finding, one: Written, visit: str, unit: str | None, checks: Checklist
) -> dict[str, object]:
    limit = checks.at_once if finding.fixed else finding.limit
    return {
        "problem": one.number, "source": INSPECTION, "found_on": finding.day, "category": finding.kind,
        "text": finding.text.strip(), "place": finding.village, "spot": finding.spot.strip() or None,
        "severity": one.severity or None, "duty_unit": unit, "person": finding.person.strip() or None,
        "deadline_written": limit or None, "deadline": due_on(finding.day, limit, checks.limits) if limit else None,
        "long_term": False, "rebound_of": one.rebound_of or None, "visit": visit, "exposed": False,
        "deduction": one.deduction, "check_item": finding.item or None,
    }  # fmt: skip


def _events(finding: Finding, number: str, actor: Actor) -> list[dict[str, object]]:
    """发现; then 交办 where somebody is named; put right on the spot: reported by the village, seen by the inspector."""
    steps: list[tuple[str, ProblemStatus, str, str | None]] = [
        ("found", ProblemStatus.WAITING, actor.name, None)
    ]
    if finding.fixed:
        steps.append(("replied", ProblemStatus.CHECKING, finding.person.strip() or "村里", "当场整改"))
        steps.append(("closed", ProblemStatus.CLOSED, actor.name, "当场看着改好"))
    elif finding.person.strip():
        steps.append(("assigned", ProblemStatus.FIXING, actor.name, f"交 {finding.person.strip()}"))
    return [
        {
            "about": Problem.NAME, "number": number, "day": finding.day, "seq": SEQ[kind], "kind": kind,
            "to_status": status.value, "actor": who, "note": note,
        }
        for kind, status, who, note in steps
    ]  # fmt: skip


def _together(rows: Sequence[tuple[type[Record], Mapping[str, object]]]) -> list[Said]:
    """One saying per record."""
    records = dict.fromkeys(record for record, _ in rows)
    return [said_by_hand(record, *(row for kind, row in rows if kind is record)) for record in records]
