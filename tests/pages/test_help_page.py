"""帮助: the manual task by task; every page's footer opens its own."""

import pytest

from domain.permissions import Role
from services.county.read_manual import read_manual
from tests.counties import subject_of
from tests.pages.screens import run_page, seen
from views.help import HELP
from views.navigation import may_open

pytestmark = pytest.mark.xdist_group("pages")


def test_it_opens_with_the_first_task_and_lists_all(sample_url):
    shown = seen(run_page("help", Role.LEADER, sample_url))
    assert "先看这一页" in shown
    assert all(task.title in shown for task in read_manual())


@pytest.mark.parametrize("task", read_manual(), ids=lambda task: task.title)
def test_every_task_opens_by_its_address(task, sample_url):
    app = run_page("help", Role.CLERK, sample_url, at=task.title)
    assert not app.exception, app.exception[0].message
    assert f">{task.title}</h2>" in "".join(node.proto.body for node in app.get("html"))


def test_a_word_is_found_with_its_line(sample_url):
    shown = seen(run_page("help", Role.CLERK, sample_url, find="打开密码"))
    assert "整份文件被拒收怎么办" in shown
    assert "手册里没有找到" in seen(run_page("help", Role.CLERK, sample_url, find="量子"))


# A meeting's slides fill the screen and have no footer.
WITH_FOOTER = [(code, task) for code, task in HELP.items() if code != "meeting"]


@pytest.mark.parametrize(("code", "task"), WITH_FOOTER)
def test_the_footer_of_a_page_opens_its_task(code, task, sample_url):
    role = next(role for role in Role if may_open(role, code))
    app = run_page(code, role, sample_url, **subject_of(code, sample_url))
    links = "".join(node.proto.body for node in app.get("html"))
    assert 'data-kb="page=help&amp;at=' in links, f"{code} has no footer with a link to “{task}”"
