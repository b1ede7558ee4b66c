"""How a day and a minute are written: strip, tables, prose."""

from datetime import date, datetime


def day_words(day: date) -> str:
    """「2026年11月19日」: strips and prose that needs the year."""
    return f"{day.year}年{day.month}月{day.day}日"


def minute_words(moment: datetime) -> str:
    """「11-21 09:12」: tables."""
    return f"{moment:%m-%d %H:%M}"


def full_minute_words(moment: datetime) -> str:
    """「2026-11-21 09:12」: where years may differ."""
    return f"{moment:%Y-%m-%d %H:%M}"
