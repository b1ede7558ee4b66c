"""The ways one office writes what another writes differently: rates, numbers, days, yes and no."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

Cell = str | int | float | date | datetime | None

FULL_WIDTH = str.maketrans("0123456789.%,-", "０１２３４５６７８９．％，－")

FEN_PER_YUAN = 100
FEN_PER_WAN = 1_000_000


def full_width(text: str) -> str:
    """１２３．４％"""
    return text.translate(FULL_WIDTH)


def rounded(numerator: int, denominator: int, places: int) -> Decimal:
    """A rate in percent, half up."""
    exact = Decimal(numerator) * 100 / Decimal(denominator)
    return exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def rate(numerator: int, denominator: int, style: str) -> Cell:
    """A typed rate in one of the spellings; None where there is nothing to divide by."""
    if denominator == 0:
        return None
    percent = rounded(numerator, denominator, 1)
    match style:
        case "text":
            return f"{percent}%"
        case "wide sign":
            return f"{percent}％"
        case "wide":
            return full_width(f"{percent}%")
        case "about":
            return f"约{percent}%"
        case "number":
            return float(percent)
        case "fraction":
            return float(rounded(numerator, denominator, 2) / 100)
        case "fraction text":
            return str(rounded(numerator, denominator, 2) / 100)
    raise ValueError(style)


def day(value: date | None, style: str) -> Cell:
    """A day in one of the spellings; None stays an empty cell."""
    if value is None:
        return None
    match style:
        case "dots":
            return f"{value.year}.{value.month}.{value.day}"
        case "dashes":
            return value.isoformat()
        case "slashes":
            return f"{value.year}/{value.month}/{value.day}"
        case "chinese":
            return f"{value.year}年{value.month}月{value.day}日"
        case "short":
            return f"{value.month}月{value.day}日"
        case "digits":
            return f"{value:%Y%m%d}"
        case "serial":
            return (value - date(1899, 12, 30)).days
        case "cell":
            return value
    raise ValueError(style)


def yes(value: bool, style: str) -> Cell:
    """是/否 and its relatives."""
    words = {
        "word": ("是", "否"),
        "tick": ("√", "×"),
        "done": ("已完成", "未完成"),
        "fit": ("达标", "未达标"),
        "digit": (1, 0),
    }
    return words[style][0 if value else 1]


def wan(fen: int) -> float:
    """Fen as 万元, as many decimals as it takes."""
    return float(Decimal(fen) / FEN_PER_WAN)


def yuan(fen: int) -> float:
    """Fen as 元."""
    return float(Decimal(fen) / FEN_PER_YUAN)


def counted(value: int, style: str) -> Cell:
    """A count: a plain number, full-width digits, or with its measure word."""
    match style:
        case "plain":
            return value
        case "wide":
            return full_width(str(value))
        case "measured":
            return f"{value:,}户"
    raise ValueError(style)
