"""Text as the office types it, brought to one spelling. Knows nothing of numbers, dates or workbooks."""

import re
import unicodedata
from functools import lru_cache

# Longest first, so that 万元 is not read as 元 and 工作日 not as 日.
UNITS = (
    "元/人", "处/次", "人次", "村次", "车次", "工作日", "万元", "亿元", "千元", "百分点", "公里", "千米", "平方米", "公斤",
    "户", "人", "个", "座", "处", "吨", "亩", "米", "天", "日", "分", "台", "次", "套", "条", "件", "名", "只", "辆", "家",
    "岁", "倍", "元", "村", "组", "宗", "笔", "栋", "间", "所", "头", "株", "张", "%",
)  # fmt: skip
NULL_TOKENS = frozenset(
    {
        "",
        "-",
        "--",
        "---",
        "—",
        "——",
        "–",
        "/",
        "\\",
        "N/A",
        "n/a",
        "NA",
        "暂无",
        "待定",
        "空",
        "未报",
        "未填",
    }
)
DITTO_TOKENS = frozenset({"同上", "〃", "″", "′′", '"', "''"})

_SAYS = re.compile(r"\s*[^\s\-—–－‐―─/／\\＼NnＮｎ暂待空未]")  # begins as no blank word does
_REMEMBERED = 400  # characters of a text whose spelling is kept: a hostile cell holds millions
_LONGEST_TOKEN = 8  # with the blanks people put around a dash

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"), None)
_HALF_WIDTH = _INVISIBLE | {
    code + 0xFEE0: code
    for code in map(ord, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.%-+/#*")
}
_UNTIDY = re.compile(r"[\uff01-\uff5e\u200b-\u200f\u2060\ufeff\u00ad]|[^\S ]|^ |  | $")
_BLANKS = re.compile(r"\s+")
_UNIT_BRACKET = re.compile(
    r"[(\[【](?:计量)?(?:单位[::]?)?(" + "|".join(map(re.escape, UNITS)) + r")(?:[/、,](?:\w{1,4}))?[)\]】]"
)
_UNIT_TAIL = re.compile(r"(?<=.)[/:,、]?(万元|亿元|%)$")
_BRACKET = re.compile(r"[(\[【]([^()\[\]【】]*)[)\]】]")


def plain(text: str) -> str:
    """NFKC (full-width to half-width), invisible characters gone, every run of blanks one space, ends trimmed."""
    return _plain(text) if len(text) <= _REMEMBERED else _plain.__wrapped__(text)


@lru_cache(maxsize=65_536)
def _plain(text: str) -> str:
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(_INVISIBLE)
    return _BLANKS.sub(" ", text).strip()


def tidy(text: str) -> str:
    """Text to be kept and shown: full-width letters and digits made plain, blanks as in `plain`, Chinese marks kept."""
    if not _UNTIDY.search(text):
        return text
    return _BLANKS.sub(" ", text.translate(_HALF_WIDTH)).strip()


def squeezed(text: str) -> str:
    """`plain` with no blanks at all: 「小 计」 is 小计."""
    return plain(text).replace(" ", "")


def header_key(text: str) -> str:
    """One spelling for a header: line breaks, blanks, bracketed units and a leading mark gone; 「总投\\n资（万元）」 → 总投资."""
    return _header_key(text) if len(text) <= _REMEMBERED else _header_key.__wrapped__(text)


@lru_cache(maxsize=8_192)
def _header_key(text: str) -> str:
    key = squeezed(text)
    while True:
        bare = _UNIT_BRACKET.sub("", key).strip("*#:;,、.")
        bare = _UNIT_TAIL.sub("", bare) or bare
        if bare == key:
            return key
        key = bare


def header_unit(text: str) -> str | None:
    """The unit a header names, e.g. 万元 in 「总投资（万元）」; None when it names none."""
    key = squeezed(text)
    found = _UNIT_BRACKET.search(key) or _UNIT_TAIL.search(key)
    return found.group(1) if found else None


def without_brackets(text: str) -> str:
    """The header or name without bracketed remarks: 「常住户数(应计户数)」 → 常住户数."""
    return _BRACKET.sub("", squeezed(text))


def inside_brackets(text: str) -> tuple[str, ...]:
    """The bracketed remarks themselves: 「新圩镇(含大帽山埔顶村)」 → ("含大帽山埔顶村",)."""
    return tuple(_BRACKET.findall(squeezed(text)))


def is_blank_word(text: str) -> bool:
    """Whether the text is one of the ways to leave a cell empty: a dash, a slash, 暂无, 待定 …"""
    return len(text) <= _LONGEST_TOKEN and not _SAYS.match(text) and squeezed(text) in NULL_TOKENS


def is_ditto(text: str) -> bool:
    """同上, 〃: the same as the row above."""
    return len(text) <= _LONGEST_TOKEN and squeezed(text) in DITTO_TOKENS
