"""Numbers that look like somebody's, made when a test runs; none is stored."""

import random
from datetime import date, timedelta

from domain.personal_numbers import passes_luhn


def id_number(seed=1) -> str:
    """A right ID number of nobody: an area that is not given out, a birthday, a right check digit."""
    chance = random.Random(seed)
    born = date(1950, 1, 1) + timedelta(days=chance.randrange(20_000))
    body = f"659{chance.randrange(100, 999)}{born:%Y%m%d}{chance.randrange(1000):03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return body + "10X98765432"[sum(w * int(d) for w, d in zip(weights, body, strict=True)) % 11]


def card_number(seed=1, begins="62", length=19) -> str:
    """A number that begins so and passes Luhn."""
    rest = length - 1 - len(begins)
    body = begins + f"{random.Random(seed).randrange(10**rest):0{rest}d}"
    return next(body + str(digit) for digit in range(10) if passes_luhn(body + str(digit)))


def phone_number(seed=1) -> str:
    return "1" + "39" + f"{random.Random(seed).randrange(10**8):08d}"
