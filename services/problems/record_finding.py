"""Record what an inspector found in a village: the visit, the problem and its first steps, written as one change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from pandas import DataFrame, Series, isna

from data_access.database import Store, head, reading
from data_access.rows import rows_known
from data_access.versions import Header, Said, commit
from domain.finding import DEDUCTIONS, FULL_SCORE, LIMITS, Closed, came_back, due_on, raised
from domain.measures.rectification import INSPECTION
from domain.permissions import ROLE_WORDS, Actor, Moment, Role, Scope
from domain.personal_numbers import refuse_personal
from domain.photos import BEFORE, MOST_PHOTOS
from domain.places import VILLAGE
from domain.problem_life import CHECKERS, SEQ
from domain.problem_status import ProblemStatus
from domain.records import Event, Problem, Record, Visit
from domain.refusals import Refusal
from services.known.read_practice import read_practice
from services.known.read_setting import read_setting
from services.known.read_states import problems_on
from services.photos.taken_in import PhotoFile, photos_said, pictures_kept, read_photos
from uploads.photos import ReadPhoto

MAY_RECORD = CHECKERS


@dataclass(frozen=True, slots=True)
class Finding:
    """What was seen; text blank: the village was visited and nothing was found.

    person  who is to put it right; blank leaves it 待交办
    fixed   put right on the spot, before the inspector's eyes
    limit   a code of domain.finding.LIMITS
    """

    village: str
    day: date
    text: str = ""
    kind: str = ""
    spot: str = ""
    severity: str = "一般"
    person: str = ""
    limit: str = "three"
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Recorded:
    """n the change; number "" where nothing was found; rebound_of the closed problem it is the return of; score the
    village's score of that visit in hundredths of a point."""

    n: int
    number: str
    rebound_of: str
    severity: str
    score: int


def record_finding(
    store: Store,
    actor: Actor,
    finding: Finding,
    *,
    scope: Scope,
    team: str,
    now: datetime,
    photos: Sequence[PhotoFile | ReadPhoto] = (),
) -> Recorded:
    """Write it. The visit's score is 100 less the deductions of its findings: the same record, so they cannot differ.

    photos  of the problem as it was found
    Refused: a role that does not inspect; a village not in the scope; a day to come; a finding without words or kind;
    photos that cannot be read, or of nothing that was found: then nothing is written
    """
    _refuse(actor, finding, now)
    refuse_personal({"看到的问题": finding.text, "点位": finding.spot, "责任人": finding.person})
    pictures = _pictures(finding, photos)
    with reading(store) as connection:
        n = head(connection)
        visits = rows_known(connection, Visit, n, where={"place": [finding.village]})
    setting = read_setting(store, n)
    _refuse_village(finding, scope, {one.place for one in setting.roster.valid_on(finding.day, VILLAGE)})
    today = visits[(visits["day"] == finding.day).to_numpy(dtype=bool)]
    visit = str(today["visit"].iloc[0]) if len(today) else f"督-{finding.day:%Y%m%d}-{finding.village}"
    state, within = (
        problems_on(store, n, finding.day),
        read_practice(store, Moment(finding.day, n)).rebound_days,
    )
    own = state[(state["village"] == finding.village).to_numpy(dtype=bool)]
    again = came_back(_closed(own), village=finding.village, kind=finding.kind,
                      spot=finding.spot, day=finding.day, within=within) if finding.text else ""  # fmt: skip
    severity = raised(finding.severity) if again else finding.severity
    deduction = DEDUCTIONS[severity] if finding.text else 0
    score = max(0, _score_before(today, state, visit) - deduction)
    said: list[tuple[type[Record], Mapping[str, object]]] = [
        (
            Visit,
            {
                "visit": visit,
                "place": finding.village,
                "day": finding.day,
                "team": team or None,
                "score": score,
            },
        )
    ]
    number = ""
    if finding.text:
        number = _number(state, finding.day)
        unit = setting.units.of_place(setting.roster.town_of(finding.village) or "", finding.day)
        row = _problem(finding, number, visit, severity, deduction, again, unit.unit if unit else None)
        said += [(Problem, row), *((Event, event) for event in _events(finding, number, actor))]
    more = [photos_said(pictures_kept(store, pictures), number, BEFORE)] if pictures else []
    words = f"登记 {number}" if number else "登记督查，未发现问题"
    header = Header("edit", actor.name, actor.role.value, words, now, (), ())
    done = commit(store, header, [*_together(said), *more], n)
    return Recorded(done.n, number, again, severity, score)


def _refuse(actor: Actor, finding: Finding, now: datetime) -> None:
    if actor.role not in MAY_RECORD:
        may = "、".join(ROLE_WORDS[role] for role in Role if role in MAY_RECORD)
        raise Refusal(f"登记督查由{may}来做，您的角色是{ROLE_WORDS[actor.role]}。", code="may_not_record")
    if finding.day > now.date():
        raise Refusal(f"督查日期 {finding.day:%Y-%m-%d} 还没有到，请写到现场的那天。", code="visit_in_future")
    if finding.text and not finding.kind:
        raise Refusal("没有选问题类别。请选一类，再点“记下”。", code="finding_without_kind")
    if finding.kind and not finding.text:
        raise Refusal("没有写问题。请用一句话写明看到了什么，再点“记下”。", code="finding_without_words")


def _pictures(finding: Finding, photos: Sequence[PhotoFile | ReadPhoto]) -> list[ReadPhoto]:
    if photos and not finding.text:
        raise Refusal(
            "放了照片，却没有写问题。请用一句话写明看到了什么，再点“记下”。", code="finding_without_words"
        )
    if len(photos) > MOST_PHOTOS:
        raise Refusal(
            f"一个问题最多放 {MOST_PHOTOS} 张照片，这里有 {len(photos)} 张。请挑要紧的放。",
            code="too_many_photos",
        )
    read, refused = read_photos(photos)
    if refused:
        raise Refusal("".join(refused), code="photo_refused")
    return read


def _refuse_village(finding: Finding, scope: Scope, valid: set[str]) -> None:
    seen = scope.places is None or finding.village in scope.places
    if finding.village not in valid or not seen:
        raise Refusal("没有选村，或这个村不在您的查看范围内。请从名单里选一个村。", code="no_village")


def returns_of(found: DataFrame, rows: DataFrame, within: int) -> Series:
    """Which of some findings are the return of a problem in `rows` (`problem_state` columns) closed within so many days."""
    if found.empty:
        return Series(False, index=found.index)
    # What may have come back was closed no longer ago than that.
    since = found["found_on"].min() - timedelta(days=within)
    recent = rows[["problem", "village", "category", "spot", "closed_on"]]
    recent = recent[(recent["closed_on"] >= since).to_numpy(dtype=bool)]
    known = {str(village): _closed(own) for village, own in recent.groupby("village")}
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


def _closed(rows: DataFrame) -> list[Closed]:
    """The closed ones of some villages' problems."""
    own = rows[rows["closed_on"].notna().to_numpy(dtype=bool)]
    columns = (own[name].tolist() for name in ("problem", "village", "category", "spot", "closed_on"))
    return [
        Closed(str(number), village, _text(kind), _text(spot), day.date())
        for number, village, kind, spot, day in zip(*columns, strict=True)
    ]


def _text(worth: object) -> str:
    return worth.strip() if isinstance(worth, str) else ""


def _score_before(today: DataFrame, state: DataFrame, visit: str) -> int:
    """The score that stands; of a visit without one, 100 less what its findings so far took off."""
    score = today["score"].iloc[0] if len(today) else None
    if score is not None and not isna(score):
        return int(score)
    deducted = state["deduction"][(state["visit"] == visit).to_numpy(dtype=bool)]
    return FULL_SCORE - int(deducted.fillna(0).sum())


def _number(state: DataFrame, day: date) -> str:
    """「日督-20261119-007」, after the greatest of its day; never used again."""
    start = f"日督-{day:%Y%m%d}-"
    own = state["problem"][state["problem"].str.startswith(start).to_numpy(dtype=bool)]
    tails = [str(number).removeprefix(start) for number in own]
    return f"{start}{max((int(tail) for tail in tails if tail.isdigit()), default=0) + 1:03d}"


def _problem(
    finding: Finding, number: str, visit: str, severity: str, deduction: int, again: str, unit: str | None
) -> dict[str, object]:
    limit = "at_once" if finding.fixed else finding.limit
    return {
        "problem": number, "source": INSPECTION, "found_on": finding.day, "category": finding.kind,
        "text": finding.text.strip(), "place": finding.village, "spot": finding.spot.strip() or None,
        "severity": severity, "duty_unit": unit, "person": finding.person.strip() or None,
        "deadline_written": LIMITS[limit][0], "deadline": due_on(finding.day, limit), "long_term": False,
        "rebound_of": again or None, "visit": visit, "exposed": False, "deduction": deduction,
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
    found: list[Said] = []
    for record in dict.fromkeys(record for record, _ in rows):
        own = [row for kind, row in rows if kind is record]
        columns = {name: [row[name] for row in own] for name in own[0]}
        found.append(Said(record, None, columns, [None] * len(own)))
    return found
