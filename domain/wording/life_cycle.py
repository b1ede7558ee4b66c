"""The life cycle of a problem as text: a Mermaid diagram and a table of steps, for docs/problem-life.md."""

import sys
from collections.abc import Iterator

from domain.permissions import role_words
from domain.problem_life import LIFE, NEEDS, Step
from domain.problem_status import ENDED, STATUS_WORDS, ProblemStatus

LEAD = """# 问题的一生

一张表（domain/problem_life.py）管所有来源的问题：台账导入、页面按钮和本图都由它得出。本文由
`python -m domain.wording.life_cycle > docs/problem-life.md` 生成，不手改。
"""


def life_cycle() -> str:
    """The whole document."""
    return "\n".join([LEAD, "```mermaid", *_diagram(), "```", "", *_table(), ""])


def _diagram() -> Iterator[str]:
    yield "stateDiagram-v2"
    for status in ProblemStatus:
        yield f'  state "{STATUS_WORDS[status]}" as {status.value}'
    yield f"  [*] --> {ProblemStatus.WAITING.value}: 发现"
    for step in LIFE:
        for start in (one for one in ProblemStatus if one in step.starts):
            yield f"  {start.value} --> {(step.to or start).value}: {step.word}"
    for status in (one for one in ProblemStatus if one in ENDED):
        yield f"  {status.value} --> [*]"


def _table() -> Iterator[str]:
    yield "| 步骤 | 从 | 到 | 谁能办 | 要写明 |"
    yield "|---|---|---|---|---|"
    for step in LIFE:
        to = STATUS_WORDS[step.to] if step.to else "不变"
        yield f"| {step.word} | {_starts(step)} | {to} | {_roles(step)} | {_needs(step)} |"


def _starts(step: Step) -> str:
    return "、".join(STATUS_WORDS[one] for one in ProblemStatus if one in step.starts)


def _roles(step: Step) -> str:
    return role_words(step.roles)


def _needs(step: Step) -> str:
    told = "、".join(NEEDS[name][0] for name in step.needs)
    return f"{told}；不能是责任人或报完成的人" if step.checks else told


if __name__ == "__main__":
    sys.stdout.write(life_cycle())
