"""Names as offices write them, brought to a form in which two spellings of one name are equal.

Only what changes nothing about who is meant is taken off: width, blanks, a remark in brackets, one official
suffix. A likeness is never a match: it becomes a suggestion that somebody confirms (domain.md 4.9 #15).
"""

import difflib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

_BRACKETED = re.compile(r"[(\[【〔][^)\]】〕]*[)\]】〕]")
_BLANK = re.compile(r"[\s\u00b7\u200b\ufeff]+")

# What an official long form is short for. Longest first; one is replaced at most.
_LONG_FORMS = (
    ("社区居民委员会", "社区"),
    ("社区居委会", "社区"),
    ("社区村委会", "社区"),
    ("村民委员会", "村"),
    ("居民委员会", "社区"),
    ("村委会", "村"),
    ("居委会", "社区"),
    ("行政村", "村"),
    ("街道办事处", "街道"),
    ("街道办", "街道"),
    ("镇人民政府", "镇"),
    ("乡人民政府", "乡"),
    ("镇政府", "镇"),
    ("乡政府", "乡"),
)
# A committee behind the whole name of its village: 东关村＋村委会, 东关社区＋居委会.
_COMMITTEES = {"村": ("村民委员会", "村委会"), "社区": ("居民委员会", "居委会")}
# What may be left off altogether, once. 「邱村村」 becomes 邱村, 「邱村」 stays: never one character, never empty.
_SUFFIXES = ("民族乡", "办事处", "社区", "街道", "村", "镇", "乡", "办")

_LIKENESS = 0.5
_SUGGESTED = 3


@dataclass(frozen=True, slots=True)
class Match:
    """A name that means exactly one subject. how: exact | alias | normalised."""

    subject: str
    how: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A subject somebody may have meant, for a person to confirm."""

    subject: str
    name: str


@dataclass(frozen=True, slots=True)
class NoMatch:
    """A name nobody has confirmed.

    suggestions  up to three, most like first
    ambiguous    the name fits several subjects equally; the suggestions are those
    retired      subject that bears this name on other days: a village merged since, or one yet to begin
    """

    written: str
    suggestions: tuple[Suggestion, ...]
    ambiguous: bool = False
    retired: str | None = None


@lru_cache(maxsize=100_000)
def plain(written: str) -> str:
    """NFKC, no blanks; what stands in brackets stays: 石桥（东） and 石桥（西） may be two villages."""
    return _BLANK.sub("", unicodedata.normalize("NFKC", written))


@lru_cache(maxsize=100_000)
def clean(written: str) -> str:
    """NFKC, no blanks, no bracketed remark."""
    text = plain(written)
    return _BRACKETED.sub("", text) or text


def shortened(name: str) -> str:
    """The official long form replaced by the short one: 东关村民委员会 → 东关村.

    A single character keeps a long form that does not spell the short one: 一行政村 is not 一村村.
    """
    for long, short in _LONG_FORMS:
        if name.endswith(long) and len(name) - len(long) >= (1 if long.startswith(short) else 2):
            return name[: -len(long)] + short
    return name


def core(name: str) -> str:
    """The name without its one suffix, unless one character or nothing would be left."""
    for suffix in _SUFFIXES:
        if name.endswith(suffix) and len(name) - len(suffix) >= 2:
            return name[: -len(suffix)]
    return name


@lru_cache(maxsize=100_000)
def short_form(written: str) -> str:
    return shortened(clean(written))


@lru_cache(maxsize=100_000)
def body_form(written: str) -> str:
    """What a committee is the committee of, where its name says so in full: 东关村村民委员会 → 东关村; else blank."""
    name = clean(written)
    for whose, committees in _COMMITTEES.items():
        for committee in committees:
            body = name.removesuffix(committee)
            if body != name and body.endswith(whose) and len(body) >= 2:
                return body
    return ""


@lru_cache(maxsize=100_000)
def core_form(written: str) -> str:
    return core(short_form(written))


def best_match(written: str, names: Sequence[tuple[str, str]]) -> Match | NoMatch:
    """Which of (subject, name) pairs a written name means: exact, then normalised and unique, else suggestions.

    Widths are looked through first, then brackets, the official long form, last the suffix: 东关村委会 means 东关村
    even beside 东关社区, while 东关 alone would be either. 李村村委会 is 李村's where there is no 李村村; beside one it is either.
    """
    exact = [subject for subject, name in names if name == written.strip()]
    if len(exact) == 1:
        return Match(exact[0], "exact")
    for form in (plain, clean, short_form, core_form):
        found = [
            (subject, name)
            for subject, name in names
            if form(name) == form(written) or (form is short_form and clean(name) == body_form(written))
        ]
        if len({subject for subject, _ in found}) == 1:
            return Match(found[0][0], "normalised")
        if found:
            return NoMatch(written, tuple(Suggestion(*pair) for pair in found[:_SUGGESTED]), ambiguous=True)
    return NoMatch(written, suggestions(written, names))


def suggestions(written: str, names: Iterable[tuple[str, str]]) -> tuple[Suggestion, ...]:
    """Up to three names most like the written one, most like first; equals keep the given order."""
    rated = [(likeness(core_form(written), core_form(name)), subject, name) for subject, name in names]
    near = sorted((r for r in rated if r[0] >= _LIKENESS), key=lambda r: -r[0])
    return tuple(Suggestion(subject, name) for _, subject, name in near[:_SUGGESTED])


@lru_cache(maxsize=65_536)  # the same headers and names come back with every sheet of an office
def likeness(one: str, other: str) -> float:
    """0 … 1, by the characters two names share in the same order."""
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()
