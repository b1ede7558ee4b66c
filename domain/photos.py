"""What is said of a photo of a problem: which side of the work it shows, and whether somebody looked at it for faces and plates."""

from collections.abc import Mapping
from datetime import date

BEFORE, AFTER = "before", "after"
SIDES: Mapping[str, str] = {BEFORE: "整改前", AFTER: "整改后"}
CLEAR, MASKED = "clear", "masked"
LOOKS: Mapping[str, str] = {CLEAR: "已看过：无人脸车牌", MASKED: "已遮盖"}
GONE = "照片已涂除；没有涂除过的，是照片文件不在了，请从备份恢复"
NOT_LOOKED = "还没人看过有没有人脸车牌"
# Of one problem; more are an album, not evidence.
MOST_PHOTOS = 20


def taken_before(taken_on: date | None, found_on: date) -> str:
    """Why a photo "after" cannot be one by its own date; blank where it can or has none."""
    if taken_on is None or taken_on >= found_on:
        return ""
    return f"照片记着拍于 {taken_on:%Y-%m-%d}，早于发现问题的 {found_on:%Y-%m-%d}"
