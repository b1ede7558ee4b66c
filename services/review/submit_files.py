"""送审: previewed files wait for a reviewer. Nothing of them is a fact; every check of taking in holds already here."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from data_access.database import Store, reading
from data_access.submissions import OPEN, RETURNED, NewSubmission, Submission, list_submissions, submit
from domain.permissions import Actor
from domain.refusals import Refusal
from services.known.read_setting import read_setting
from services.review.kept_upload import Decided, packed
from services.review.who_may import refuse_no_sender
from services.taking_in.explain_figures import reasons_given
from services.taking_in.preview import Preview
from services.taking_in.split_preview import by_town
from services.taking_in.taking_in import refuse_unready
from uploads.reading import read_workbook
from uploads.sheets import Workbook

Opener = Callable[[bytes, str], Workbook]


@dataclass(frozen=True, slots=True)
class Sent:
    """number of the submission; former: the returned one it repairs, None for a first attempt."""

    number: int
    former: int | None


def submit_files(
    store: Store,
    actor: Actor,
    seen: Preview,
    decided: Decided,
    *,
    now: datetime,
    opener: Opener = read_workbook,
) -> Sent:
    """Keep the files waiting, with answers, decided conflicts and explanation.

    seen  the sender's own preview: made within his scope, which is where rows of others are refused
    Refused: who may not report; what taking in would refuse; nothing to say; the same file waiting already.
    """
    refuse_no_sender(actor)
    refuse_unready(store, seen, decided.reason, correct_only=decided.correct_only)
    read = [file for file in seen.files if file.reading is not None]
    if not read or not seen.compared:
        raise Refusal("没有要送审的内容：文件里没有与库里不同的数。", code="nothing_to_send")
    with reading(store) as connection:
        mine = [one for one in list_submissions(connection) if one.actor == actor.name]
    _refuse_waiting(mine, {file.sha256 for file in read})
    workbooks = {file.sha256: opener(seen.contents[file.sha256], file.name) for file in read}
    first = read[0].reading
    assert first is not None
    former = _former(mine, first.form, first.period)
    more = f" 等 {len(read)} 份" if len(read) > 1 else ""
    number = submit(
        store,
        NewSubmission(
            actor=actor.name,
            role=actor.role.value,
            at=now,
            kind="files",
            title=f"{read[0].name}{more}",
            form=first.form,
            period=first.period,
            as_of=first.as_of,
            seen=seen.seen,
            summary=json.dumps(_summary(store, seen), ensure_ascii=False),
            content=packed(seen, workbooks, decided),
            former=former,
            words=decided.reason.strip() or "；".join(reasons_given(seen)),
        ),
    )
    return Sent(number, former)


def _summary(store: Store, seen: Preview) -> Mapping[str, object]:
    """What a list shows without opening it: counts, towns by name, files by their hash."""
    setting = read_setting(store, seen.seen)
    names = {node.name for node in setting.roster.nodes.values() if node.level == "town"}
    towns = [town for town in by_town(store, seen)["town"] if town in names]
    return {
        "counts": asdict(seen.counts()),
        "explained": len(seen.to_explain()),
        "towns": towns,
        "files": [file.sha256 for file in seen.files if file.reading is not None],
    }


def _refuse_waiting(mine: list[Submission], hashes: set[str]) -> None:
    for one in mine:
        if one.state in OPEN and hashes & set(json.loads(one.summary).get("files", [])):
            raise Refusal(
                f"这份文件已经送审（第 {one.id} 份），不用再送。要改请先撤回那一份。", code="waiting_already"
            )


def _former(mine: list[Submission], form: str | None, period: str | None) -> int | None:
    """The newest attempt at the same report, where it came back."""
    same = (one for one in mine if one.kind == "files" and (one.form, one.period) == (form, period))
    newest = next(same, None)
    return newest.id if newest is not None and newest.state == RETURNED else None
