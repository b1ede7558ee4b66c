"""What is said of the tasks under a problem: self-checks tell how many were found this way."""

import pytest

from domain.wording.tasks import tasks_words


@pytest.mark.parametrize(
    ("tasks", "words"),
    [
        ([("任务", "已销号"), ("任务", "整改中")], "各镇任务 2 个，了结 1 个"),
        (
            [("自查", "待交办"), ("自查", "不予受理"), ("自查", "整改中"), ("自查", "已销号")],
            "自查 4 村：查出 2 处、没有 1 处、还没查 1 处",
        ),
        (
            [("任务", "待复查"), ("自查", "待交办")],
            "各镇任务 1 个，了结 0 个；自查 1 村：查出 0 处、没有 0 处、还没查 1 处",
        ),
        ([], ""),
    ],
)
def test_tasks_are_told_by_how_far_they_have_come_and_self_checks_by_what_they_found(tasks, words):
    assert tasks_words([kind for kind, _ in tasks], [status for _, status in tasks]) == words


def test_the_town_that_answers_on_the_problem_itself_is_named_with_the_towns_tasks():
    assert (
        tasks_words(["任务"], ["整改中"], own_town="云溪镇")
        == "各镇任务 1 个，了结 0 个，云溪镇的就在这一条上"
    )
    assert (
        tasks_words(["自查"], ["待交办"], own_town="云溪镇") == "自查 1 村：查出 0 处、没有 0 处、还没查 1 处"
    )
