"""A finding with its photo: recorded, looked at with the brush, proposed for exposure; barred steps say why."""

from datetime import datetime

import pytest
from PIL import Image

from tests.browser.sights import at_rest, texts, told
from tests.pages.english import english_in
from tests.photographs import drawn, jpeg

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

BOX = "[data-testid=stFileUploader] input[type=file]"


def test_a_photo_is_covered_with_the_brush_before_its_problem_may_be_exposed(visit, address):
    page = at_rest(visit(f"{address}daily", width=1920, height=1080))
    page.set_input_files(BOX, {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": jpeg(drawn(1))})
    for label, choice in (("村（写几个字就能找）", "桃源坞"), ("问题类别", "垃圾积存")):
        page.get_by_label(label).first.fill(choice)
        page.keyboard.press("Enter")
    page.get_by_label("看到了什么（一句话）").fill("沟边存量垃圾未清理")
    page.get_by_role("button", name="记下", exact=True).click()
    said = page.wait_for_selector("text=/已记 日督-\\d+-\\d+/").inner_text()
    number = said.split("已记 ")[1].split("。")[0]

    page.goto(f"{address}daily?problem={number}")
    page.wait_for_selector("text=还没人看过有没有人脸车牌")
    assert page.get_by_role("button", name="拟曝光").is_disabled()
    page.wait_for_selector("text=还有 1 张照片没人看过有没有人脸车牌")
    page.get_by_role("button", name="看人脸车牌").click()
    canvas = page.locator("canvas[aria-label^=照片]")
    canvas.scroll_into_view_if_needed()
    page.wait_for_function("() => document.body.innerText.includes('拖动鼠标')")
    page.wait_for_timeout(1500)  # the picture is drawn when it has been decoded
    place = canvas.bounding_box()
    for left in (0.2, 0.6):
        page.mouse.move(place["x"] + left * place["width"], place["y"] + 0.3 * place["height"])
        page.mouse.down()
        page.mouse.move(
            place["x"] + (left + 0.1) * place["width"], place["y"] + 0.4 * place["height"], steps=4
        )
        page.mouse.up()
    page.get_by_role("button", name="遮住框选的 2 处").click()
    page.wait_for_selector("text=/已遮盖（王某）/")
    page.get_by_role("button", name="拟曝光").click()
    page.wait_for_selector("text=曝光文字")
    assert {text: found for text in texts(page) if (found := english_in(text))} == {}


def test_a_heap_of_large_photos_is_parted_whole_however_soon_the_button_is_pressed(visit, address):
    page = at_rest(visit(f"{address}drafts", width=1366, height=768))
    grain = Image.effect_noise((2400, 1800), 60).convert("RGB")
    files = [
        {
            "name": f"{at}.jpg",
            "mimeType": "image/jpeg",
            "buffer": jpeg(grain, taken=datetime(2026, 11, 19, 9, at)),
        }
        for at in range(12)
    ]
    page.get_by_label("群消息").fill("钱某某 2026-11-19 9:05\n青石镇桃源坞村沟边垃圾没清")
    page.set_input_files(BOX, files)
    page.get_by_role("button", name="分成草稿").click()
    page.wait_for_selector("text=还有 1 份草稿等您确认")
    at_rest(page)
    assert "12 张照片" in told(page)
    assert page.locator("img.kb-shot").count() == 12
    page.get_by_role("button", name="不要这份草稿").click()
    page.wait_for_selector("text=什么都没有记")


def test_a_photo_in_the_wrong_draft_is_moved_and_moved_back_by_keyboard_and_nothing_typed_is_lost(
    visit, address
):
    page = at_rest(visit(f"{address}drafts", width=1366, height=768))
    page.get_by_label("群消息").fill(
        "钱某某 2026-11-19 9:05\n青石镇桃源坞村沟边垃圾没清\n钱某某 2026-11-19 11:05\n路边乱堆"
    )
    files = [
        {
            "name": f"{at}.jpg",
            "mimeType": "image/jpeg",
            "buffer": jpeg(drawn(at), taken=datetime(2026, 11, 19, 9, at)),
        }
        for at in range(3)
    ]
    page.set_input_files(BOX, files)
    page.get_by_role("button", name="分成草稿").click()
    page.wait_for_selector("text=还有 2 份草稿等您确认")
    at_rest(page)
    assert "第 1 份，共 2 份 · 3 张照片" in told(page)
    page.get_by_label("看到了什么（一句话）").fill("沟边垃圾三处")
    moved(page, "照片 3", "第 2 份")
    page.wait_for_selector("text=照片 3 移到了第 2 份草稿")
    assert "第 1 份，共 2 份 · 2 张照片" in told(at_rest(page))
    assert page.get_by_label("看到了什么（一句话）").input_value() == "沟边垃圾三处"

    moved(page, "照片 2", "放到一边")
    page.wait_for_selector("text=放在一边的 1 张照片，不归哪一份")
    pressed(page, "下一份")
    page.wait_for_selector("text=第 2 份，共 2 份 · 1 张照片")
    page.get_by_label("交给谁（职务姓名）").fill("村支书 乙某")
    moved(page, "照片 3", "第 1 份")
    page.wait_for_selector("text=第 2 份，共 2 份 · 0 张照片")
    moved(page, "照片 2", "这一份")
    page.wait_for_selector("text=第 2 份，共 2 份 · 1 张照片")
    assert page.get_by_label("交给谁（职务姓名）").input_value() == "村支书 乙某"

    moved(page, "照片 2", "新的一份")
    page.wait_for_selector("text=还有 3 份草稿等您确认")
    assert {text: found for text in texts(at_rest(page)) if (found := english_in(text))} == {}
    pressed(page, "上一份")
    page.wait_for_selector("text=第 1 份，共 3 份 · 2 张照片")
    assert page.get_by_label("看到了什么（一句话）").input_value() == "沟边垃圾三处"
    for left in (2, 1, 0):
        pressed(page, "不要这份草稿")
        page.wait_for_selector(f"text=还有 {left} 份草稿" if left else "text=放入照片，粘贴群消息")


def moved(page, photo, where):
    at_rest(page)
    pressed(page, photo)
    box = page.get_by_label("移到")
    box.focus()
    page.keyboard.type(where)
    page.keyboard.press("Enter")
    pressed(page, "移过去")


def pressed(page, name):
    at_rest(page).get_by_role("button", name=name, exact=True).focus()
    page.keyboard.press("Enter")
