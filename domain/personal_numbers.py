"""Numbers that point at one person: resident ID numbers, bank cards, mobile phones, however they are typed.

Pure, and never returns one: where a number stands is told by its kind and its place in the text, `masked` takes it out.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from domain.refusals import Refusal

ID_NUMBER, CARD, PHONE = "身份证号", "银行卡号", "手机号"

_BETWEEN = r"[ \-‐‑‒–—―_.·•/]"  # what people put between groups of digits
_ID = re.compile(rf"(?<![0-9])(?=([1-8](?:{_BETWEEN}{{0,2}}[0-9]){{16}}{_BETWEEN}{{0,2}}[0-9Xx])(?![0-9]))")
_PLAIN_CARD = re.compile(r"(?<![0-9.])([0-9]{16,19})(?![0-9])")
_UNION_CARD = re.compile(r"(?<![0-9.])(62[0-9]{1,8}(?:[ \-][0-9]{3,13}){1,5})(?![0-9]|[ \-][0-9]{3})")
_FOURS = re.compile(
    r"(?<![0-9.])([3-9][0-9]{3}(?:([ \-])[0-9]{4})(?:\2[0-9]{4}){2}(?:\2[0-9]{1,3})?)(?![0-9]|[ \-][0-9]{3})"
)
_CARD_BEGINS = re.compile(r"62|4|5[1-5]|35|60|9558")
_SPEAKS_OF_CARDS = re.compile(r"卡|账号|帐号|账户|帐户|存折|银行|信用社|农商|开户")
_COUNTRY = r"(?:(?:\+|00)?86[ \-]{0,2})?"
_GROUPED = "|".join(
    (
        r"1[3-9][0-9]{9}",
        rf"1[3-9][0-9]({_BETWEEN})[0-9]{{4}}\2[0-9]{{4}}",
        rf"1[3-9][0-9]{{2}}({_BETWEEN})[0-9]{{3}}\3[0-9]{{4}}",
        rf"1[3-9][0-9]({_BETWEEN})[0-9]{{3}}\4[0-9]{{5}}",
        rf"1[3-9][0-9]{{2}}({_BETWEEN})[0-9]{{4}}\5[0-9]{{3}}",
        r"1[3-9][0-9][ \-](?!(?:19|20)[0-9]{2})[0-9]{8}",
        rf"1({_BETWEEN})[3-9](?:\6[0-9]){{9}}",
    )
)
_PHONE = re.compile(rf"(?<![0-9.])({_COUNTRY}(?:{_GROUPED}))(?![0-9]|\.[0-9])")
_PROVINCES = frozenset(
    [*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66), 71, 81, 82, 83]
)  # fmt: skip
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"), None)
_BLANKS = re.compile(r"[^\S ]|\u3000")


def searchable(text: str) -> str:
    """The text in half-width, without invisible signs and with plain blanks: what the other functions look through."""
    return _BLANKS.sub(" ", unicodedata.normalize("NFKC", text).translate(_UNSEEN))


def kinds_of(text: str) -> tuple[str, ...]:
    """身份证号, 银行卡号, 手机号: what a text holds of these, in this order; as typed, blanks and full width included."""
    known = {kind for kind, _ in _places(searchable(text))}
    return tuple(kind for kind in (ID_NUMBER, CARD, PHONE) if kind in known)


def holds_id_number(text: str) -> bool:
    """Whether a text holds a resident ID number: a province, a real birthday, a right check digit (GB 11643)."""
    return bool(_id_places(searchable(text)))


def holds_card_number(text: str) -> bool:
    """Whether a text holds a bank card: 16–19 digits that pass Luhn and begin as UnionPay cards do (62), stand in fours, or
    begin as another card does beside a word for one. A code alone passes Luhn one time in ten: it is no card."""
    return bool(_card_places(searchable(text)))


def holds_phone_number(text: str) -> bool:
    """Whether a text holds a mobile number."""
    return bool(_PHONE.search(searchable(text)))


def masked(text: str) -> str:
    """The text with 「……」 for every such number; unchanged where it holds none."""
    clean = searchable(text)
    places = sorted(place for _, place in _places(clean))
    if not places:
        return text
    kept, at = "", 0
    for start, end in places:
        if start >= at:
            kept, at = f"{kept}{clean[at:start]}……", end
    return kept + clean[at:]


def refuse_personal(typed: Mapping[str, object]) -> None:
    """Refuse a form in which somebody typed such a number. typed: what the field is called on the screen → what it holds."""
    for name, worth in typed.items():
        kinds = kinds_of(worth) if isinstance(worth, str) else ()
        if kinds:
            raise Refusal(
                f"“{name}”里写有{'、'.join(kinds)}，按规定不入库，没有记下。请删去号码后再提交。",
                code="personal_typed",
            )


def is_id_number(text: str) -> bool:
    """Whether a whole cell is one ID number."""
    clean = searchable(text).strip()
    return any(end - start == len(clean) for start, end in _id_places(clean))


def are_card_numbers(texts: Iterable[str], *, share: float = 0.5) -> bool:
    """Whether a column of long numbers is cards: codes pass Luhn one time in ten, cards always.

    share  more than this part of them must pass
    """
    numbers = [number for text in texts for number in _long_numbers(searchable(text))]
    return len(numbers) >= 3 and sum(map(passes_luhn, numbers)) > share * len(numbers)


def passes_luhn(number: str) -> bool:
    """The check of ISO/IEC 7812."""
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(number))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def is_phone(number: float) -> bool:
    """A mobile number that the workbook holds as a number; a round sum of money is none."""
    return 1.3e10 <= number < 2e10 and number == int(number) and int(number) % 100_000 != 0


def is_long_number(number: float) -> bool:
    """An ID or card number that the workbook has already rounded to 15 digits."""
    return 1e15 <= number < 1e19


def _places(clean: str) -> Iterator[tuple[str, tuple[int, int]]]:
    yield from ((ID_NUMBER, place) for place in _id_places(clean))
    yield from ((CARD, place) for place in _card_places(clean))
    yield from ((PHONE, found.span(1)) for found in _PHONE.finditer(clean))


def _id_places(clean: str) -> list[tuple[int, int]]:
    return [found.span(1) for found in _ID.finditer(clean) if _is_id(re.sub(r"[^0-9Xx]", "", found[1]))]


def _is_id(number: str) -> bool:
    if int(number[:2]) not in _PROVINCES:
        return False
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    remainder = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number, strict=False)) % 11
    return 1900 <= born.year < 2100 and _CHECKS[remainder] == number[17].upper()


def _card_places(clean: str) -> list[tuple[int, int]]:
    found = [one.span(1) for one in _UNION_CARD.finditer(clean) if _is_card(one[1])]
    found += [one.span(1) for one in _FOURS.finditer(clean) if _is_card(one[1]) and not _is_dated(one[1])]
    for one in _PLAIN_CARD.finditer(clean):
        beside = clean[max(0, one.start() - 14) : one.end() + 8]
        is_known = one[1].startswith("62") or (_CARD_BEGINS.match(one[1]) and _SPEAKS_OF_CARDS.search(beside))
        if is_known and passes_luhn(one[1]):
            found.append(one.span(1))
    return found


def _is_card(text: str) -> bool:
    digits = re.sub(r"\D", "", text)
    return 16 <= len(digits) <= 19 and passes_luhn(digits)


def _is_dated(text: str) -> bool:
    """「4105-2026-0001-0002」 is a file's number."""
    return bool(re.search(r"-20[0-3][0-9]-", text))


def _long_numbers(clean: str) -> list[str]:
    grouped = [one[1] for pattern in (_UNION_CARD, _FOURS) for one in pattern.finditer(clean)]
    digits = [number for text in grouped if 16 <= len(number := re.sub(r"\D", "", text)) <= 19]
    return [*_PLAIN_CARD.findall(clean), *digits]
