"""Record what an inspector found in a village: the visit, the problem and its first steps, written as one change."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from data_access.database import Store
from data_access.versions import Header, commit
from domain.permissions import Actor, Scope
from domain.personal_numbers import refuse_personal
from domain.photos import BEFORE, MOST_PHOTOS
from domain.refusals import Refusal
from services.photos.taken_in import PhotoFile, photos_said, pictures_kept, read_photos
from services.problems.visit_said import MAY_RECORD, Finding, ground_of, returns_of, visit_said
from uploads.photos import ReadPhoto

__all__ = ["MAY_RECORD", "Finding", "Recorded", "record_finding", "returns_of"]


@dataclass(frozen=True, slots=True)
class Recorded:
    """n the change; number "" where nothing was found; rebound_of the closed problem it is the return of; score the
    village's score of that visit in hundredths of a point, typed where a ledger gave it."""

    n: int
    number: str
    rebound_of: str
    severity: str
    score: int
    typed: bool = False


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
    ground = ground_of(store, actor, finding.village, finding.day, scope=scope, today=now.date())
    if finding.text and not finding.kind:
        raise Refusal("没有选问题类别。请选一类，再点“记下”。", code="finding_without_kind")
    if finding.kind and not finding.text:
        raise Refusal("没有写问题。请用一句话写明看到了什么，再点“记下”。", code="finding_without_words")
    refuse_personal({"看到的问题": finding.text, "点位": finding.spot, "责任人": finding.person})
    pictures = _pictures(finding, photos)
    lightest = next(iter(ground.checks.severities), "")
    seen = replace(
        finding, severity=finding.severity or lightest, limit=finding.limit or ground.checks.usual_limit
    )
    found = visit_said(ground, [seen], actor=actor, team=team)
    one = found.written[0] if found.written else None
    more = [photos_said(pictures_kept(store, pictures), one.number, BEFORE)] if pictures and one else []
    words = f"登记 {one.number}" if one else "登记督查，未发现问题"
    header = Header("edit", actor.name, actor.role.value, words, now, (), ())
    done = commit(store, header, [*found.said, *more], ground.n)
    if one is None:
        return Recorded(done.n, "", "", seen.severity, found.score, found.typed)
    return Recorded(done.n, one.number, one.rebound_of, one.severity, found.score, found.typed)


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
