"""Numbers that point at one person: 18-digit ID numbers, bank cards, mobile phones. Pure; never returns one."""

import re
from collections.abc import Iterable
from datetime import date

_ID = re.compile(
    r"(?<!\d)([1-8]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx])(?![\dXx])"
)
_CARD = re.compile(r"(?<!\d)(\d{16,19})(?!\d)")
_BLANKED_CARD = re.compile(r"(?<!\d)(\d{4}(?:[ -]\d{4}){3}(?:[ -]\d{1,3})?)(?!\d)")
_PHONE = re.compile(r"(?<!\d)1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


def holds_id_number(text: str) -> bool:
    """Whether a text holds a resident ID number 身份证号 with a real birthday and a right check digit (GB 11643)."""
    return any(_is_id(found) for found in _ID.findall(text))


def holds_card_number(text: str) -> bool:
    """Whether a text holds a number of 16–19 digits that passes Luhn and begins as UnionPay cards do (62)."""
    return any(number.startswith("62") and passes_luhn(number) for number in _long_numbers(text))


def holds_phone_number(text: str) -> bool:
    """Whether a text holds a mobile number 手机号."""
    return bool(_PHONE.search(text))


def are_card_numbers(texts: Iterable[str]) -> bool:
    """Whether a column of long numbers is cards: codes pass Luhn one time in ten, cards always."""
    numbers = [number for text in texts for number in _long_numbers(text)]
    return len(numbers) >= 3 and sum(map(passes_luhn, numbers)) * 2 > len(numbers)


def passes_luhn(number: str) -> bool:
    """The check of ISO/IEC 7812."""
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(number))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def is_phone(number: float) -> bool:
    """A mobile number that the workbook holds as a number."""
    return 1.3e10 <= number < 2e10 and number == int(number)


def is_long_number(number: float) -> bool:
    """An ID or card number that the workbook has already rounded to 15 digits."""
    return 1e15 <= number < 1e19


def _is_id(number: str) -> bool:
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    remainder = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number, strict=False)) % 11
    return born.year >= 1900 and _CHECKS[remainder] == number[17].upper()


def _long_numbers(text: str) -> list[str]:
    return _CARD.findall(text) + [re.sub(r"\D", "", found) for found in _BLANKED_CARD.findall(text)]
