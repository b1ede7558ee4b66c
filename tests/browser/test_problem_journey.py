"""One finding from its photo to closure, rebound and re-opening, by hand in a browser; the command line says the same."""

import json
import re
import subprocess
import sys

import pytest

from services.county.installation import sqlite_url
from tests.browser.servers import ROOT
from tests.browser.sights import at_rest, told
from tests.photographs import drawn, jpeg

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
BOX = "[data-testid=stFileUploader] input[type=file]"
DAY, NEXT = "2026-11-19", "2026-11-20"


@pytest.fixture
def database(address, tmp_path_factory):
    """The one behind the address."""
    files = tmp_path_factory.getbasetemp().glob("county*/sample.db")
    return sqlite_url(max(files, key=lambda file: file.stat().st_ctime))


def chosen(page, label, written):
    box = page.get_by_label(label)
    box.click()
    box.fill(written)
    page.keyboard.press("Enter")


def recorded(page, *, person, picture):
    """Record 石门村 污水横流 at the bridge, from a photo on; what the page says of it."""
    content = jpeg(drawn(picture))
    page.set_input_files(BOX, {"name": "桥头.jpg", "mimeType": "image/jpeg", "buffer": content})
    chosen(page, "村（写几个字就能找）", "石门")
    chosen(page, "问题类别", "污水")
    page.get_by_label("看到了什么（一句话）").fill("桥头污水外溢")
    page.get_by_label("组、点位").fill("桥头")
    page.get_by_label("交给谁（职务姓名）").fill(person)
    page.get_by_label("交给谁（职务姓名）").blur()
    page.get_by_role("button", name="记下").click()
    page.wait_for_selector("text=/已记 日督-\\d{8}-\\d{3}/")
    return told(page)


def stepped(page, word, **fields):
    at_rest(page).get_by_role("button", name=word, exact=True).click()  # the form of the step before is gone
    page.wait_for_selector("text=哪天办的")
    at_rest(page)
    for label, text in fields.items():
        page.get_by_label(label, exact=True).fill(text)
        page.get_by_label(label, exact=True).blur()
    page.get_by_role("button", name="办理").click()
    page.wait_for_selector(f"text=/已办：{word}，记为第 \\d+ 号变更/")


def opened(visit, address, number, day=DAY):
    page = at_rest(visit(f"{address}daily?as_of={day}&problem={number}"))
    page.wait_for_selector("text=下一步")
    return page


def listed(database, day):
    command = [sys.executable, "manage.py", "problems", "--json", "--database", database, "--as-of", day]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return {row["problem"]: row for row in json.loads(answer.stdout)["rows"]}


def test_a_finding_goes_to_closure_comes_back_and_is_opened_again(visit, address, database):
    said = recorded(at_rest(visit(f"{address}daily?as_of={DAY}")), person="村支书 甲某", picture=11)
    number = re.search(r"已记 (日督-\d{8}-\d{3})", said)[1]
    assert listed(database, DAY)[number]["status"] == "fixing"

    page = opened(visit, address, number)
    assert page.locator("[role=dialog] figure.kb-photo img").count() == 1
    stepped(page, "报完成", 佐证资料="照片 2 张", 说明="已清掏")
    stepped(page, "复查通过销号", 说明="现场看过")
    assert "已销号" in told(page)
    assert listed(database, DAY)[number]["status"] == "closed"

    said = recorded(at_rest(visit(f"{address}daily?as_of={NEXT}")), person="村支书 甲某", picture=12)
    assert f"这是 {number} 的反弹，程度记为“较重”" in said

    page = opened(visit, address, number, NEXT)
    stepped(page, "重新打开", 说明="又溢出来了")
    rows = listed(database, NEXT)
    assert (rows[number]["status"], rows[number]["reopens"]) == ("fixing", 1)
    page = at_rest(visit(f"{address}rectification?as_of={NEXT}"))
    still_open = sum(row["status"] not in ("closed", "declined") for row in rows.values())
    assert f"{still_open} 个未结" in told(page)
