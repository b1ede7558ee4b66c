"""改期 in words: how far a planned end moved since it was registered and since the version before."""

from datetime import date

from domain.wording.project_stages import difference_words


def slip_words(first: date, before: date, now: date) -> str:
    """「登记以来推后 61 天，较上版推后 30 天」; one of them where they are the same."""
    whole, last = _moved(first, now), _moved(before, now)
    if first == before:
        return f"登记以来{whole}"
    return f"登记以来{whole}，较上版{last}"


def _moved(was: date, now: date) -> str:
    said = difference_words(now, was)
    return "未变" if said == "按期" else said.replace("晚", "推后").replace("早", "提前")
