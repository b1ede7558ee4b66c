"""How far the tasks under a problem have come: of the towns' how many are over, of the villages' self-checks what they found."""

from collections.abc import Sequence

from domain.problem_status import ENDED, STATUS_WORDS, ProblemStatus

TASK_WORD, CHECK_WORD = "任务", "自查"
_OVER = frozenset(STATUS_WORDS[one] for one in ENDED)
_NOTHING, _NOT_YET = STATUS_WORDS[ProblemStatus.DECLINED], STATUS_WORDS[ProblemStatus.WAITING]


def tasks_words(kinds: Sequence[str], statuses: Sequence[str], *, own_town: str = "") -> str:
    """「各镇任务 3 个，了结 1 个；自查 12 村：查出 3 处、没有 5 处、还没查 4 处」, either part left out where there is none.

    kinds     TASK_WORD or CHECK_WORD of each; statuses  its status in words. A self-check that finds nothing is declined
    own_town  the town that answers on the problem itself and has no task of its own, blank where none does: told with the
              towns' tasks 「各镇任务 2 个，了结 1 个，云溪镇的就在这一条上」
    """
    told = list(zip(kinds, statuses, strict=True))
    own, checks = ([status for kind, status in told if kind == word] for word in (TASK_WORD, CHECK_WORD))
    here = f"，{own_town}的就在这一条上" if own_town else ""
    parts = [f"各镇任务 {len(own)} 个，了结 {sum(one in _OVER for one in own)} 个{here}"] if own else []
    if checks:
        nothing, left = checks.count(_NOTHING), checks.count(_NOT_YET)
        found = len(checks) - nothing - left
        parts.append(f"自查 {len(checks)} 村：查出 {found} 处、没有 {nothing} 处、还没查 {left} 处")
    return "；".join(parts)
