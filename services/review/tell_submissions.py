"""The list of submissions in the office's words: to a reviewer what waits for him, to a sender where his own stand."""

from dataclasses import dataclass

from pandas import DataFrame

from data_access.submissions import ACCEPTED, ASKED, OPEN, RETURNED, WAITING
from domain.permissions import Actor, Scope
from services.review.who_may import may_accept

MOST_DECIDED = 30


@dataclass(frozen=True)
class SubmissionsTold:
    """open, decided: LISTED of services/review/list_submissions.py; open oldest first. nothing: said for an empty `open`"""

    plain: str
    red: str
    sub: str
    open: DataFrame
    decided: DataFrame
    nothing: tuple[str, str]


def tell_submissions(rows: DataFrame, actor: Actor, scope: Scope, *, signed_in: bool) -> SubmissionsTold:
    """rows  LISTED, newest first"""
    is_open = rows["state"].isin(OPEN)
    waiting, decided = rows[is_open][::-1].reset_index(drop=True), rows[~is_open].head(MOST_DECIDED)
    if not signed_in:
        nothing = (
            "本机模式下不用审核。",
            "在“数据上报”核对后直接确认入库；建了账号以后，科员的表在这里等审核。",
        )
        return SubmissionsTold("本机模式：一个人报，一个人收", "", "", waiting, decided, nothing)
    if may_accept(actor, scope):
        return _to_reviewer(waiting, decided, actor)
    return _to_sender(rows, waiting, decided)


def _to_reviewer(waiting: DataFrame, decided: DataFrame, actor: Actor) -> SubmissionsTold:
    mine = int(((waiting["state"] == WAITING) & (waiting["actor"] != actor.name)).sum())
    asked = int((waiting["state"] == ASKED).sum())
    plain = f"{mine} 份报送等您审核" if mine else "没有等您审核的报送"
    sub = f"另有 {asked} 份在等报送人回答。" if asked else "打开看与库里的差异，收下、退回或询问。"
    return SubmissionsTold(
        plain, "", sub, waiting, decided.reset_index(drop=True), ("没有未办结的报送。", "")
    )


def _to_sender(rows: DataFrame, waiting: DataFrame, decided: DataFrame) -> SubmissionsTold:
    repaired = set(rows["former"].dropna())
    back = rows[
        (rows["state"] == RETURNED).to_numpy(dtype=bool) & ~rows["id"].isin(repaired).to_numpy(dtype=bool)
    ]
    asked = int((waiting["state"] == ASKED).sum())
    taken = int((rows["state"] == ACCEPTED).sum())
    plain = f"您报送了 {len(rows)} 份：{len(waiting) - asked} 份待审，{taken} 份已收下"
    parts = [f"{len(back)} 份退回要改" if len(back) else "", f"{asked} 份等您回答" if asked else ""]
    red = "，".join(part for part in parts if part)
    sub = "退回的照理由改好，在“数据上报”再放一次，会接在原来那份后面。"
    nothing = ("没有未办结的报送。", "在“数据上报”放入表格，核对后点“送审”。")
    if rows.empty:
        plain = "您还没有报送过"
    return SubmissionsTold(
        plain, f"；{red}" if red else "", sub, waiting, decided.reset_index(drop=True), nothing
    )
