"""是/否 columns: whether a village is counted. 无 in such a column means no, not nothing."""

from functools import lru_cache

from domain.parsing.text import squeezed

YES = frozenset(
    {
        "是",
        "有",
        "√",
        "✓",
        "✔",
        "☑",
        "已完成",
        "完成",
        "已治理",
        "已收运",
        "已覆盖",
        "达标",
        "已曝光",
        "已推行",
        "Y",
        "y",
    }
)
NO = frozenset({"否", "无", "没有", "×", "✗", "✘", "☒", "x", "X", "未完成", "未治理", "未收运", "未覆盖", "不达标", "未达标",
                "未曝光", "未推行", "N", "n"})  # fmt: skip


@lru_cache(maxsize=4_096)
def read_truth(text: str) -> bool | None:
    """True for 是, False for 否; None when the text says neither."""
    key = squeezed(text).rstrip("。.")
    if key in YES:
        return True
    return False if key in NO else None
