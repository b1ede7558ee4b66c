"""The one rule of language: what a person can see is Chinese. Names that have no other form are named here."""

import re

# What stays Latin in an office's own writing: the programs, the kinds of file, sizes, addresses, numbers of things.
ALLOWED = (
    r"[^\s“”《》（）]*\.(?:xlsx|xlsm|xlsb|xls|csv|ods|docx)",  # a file's name
    r"(?<![A-Za-z])(?:xlsx|xlsm|xlsb|xls|csv|ods|docx|Excel|Word|WPS|Ctrl|QQ|JPG|PNG|WebP|HEIC)(?![A-Za-z])",
    r"(?<![A-Za-z])(?:B|KB|MB|GB)\b",  # a size: 10.6KB
    r"[^\s“”！，。；：]*![A-Z]{1,3}\d+",  # a cell: Sheet1!D47
    r"\bSheet\d+\b",
    r"\b[A-Z]{1,3}\d+\b",  # D47
    r"\b[A-Z]{2}-\d{4}-\d+\b",  # a project's number
    r"\bDC\d+\b",  # an inspection's number
    r"\bNo\b",
    r"#(?:REF|DIV/0|VALUE|NAME|N/A|NUM|NULL)[!?]?",  # what a broken formula shows
)
_ALLOWED = re.compile("|".join(ALLOWED))
_ENGLISH = re.compile(r"[A-Za-z]{2,}")
# An indicator's code: shown on 指标口径 only.
CODE = re.compile(r"\b[A-Z]{2,}(?:_[A-Z0-9]+)+\b")

# The keys of the sheets an administrator edits: shown on 目录 only.
KEY = re.compile(r"\b[A-Z]{2,}(?:_[A-Z0-9]+)*\b")

CODES_ON = {"catalogue": CODE, "indicator": CODE, "settings": KEY}


def english_on(page: str, text: str) -> list[str]:
    """The same of a text on a page, which may name the codes that belong to it."""
    codes = CODES_ON.get(page)
    return english_in(codes.sub(" ", text) if codes else text)


def english_in(text: str) -> list[str]:
    """The English words of a text a person sees; [] when it is Chinese."""
    return _ENGLISH.findall(_ALLOWED.sub(" ", text))
