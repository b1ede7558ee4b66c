"""The as-of strip over every page of figures: which day, which 旬, who has reported it and who has not."""

from dataclasses import dataclass

from data_access.database import Store
from domain.permissions import Moment, Scope
from domain.wording.days import day_words
from services.completeness.read_completeness import Completeness, read_completeness
from services.known.read_setting import read_setting
from services.locking.list_locks import locked_words

# The form whose completeness every page tells: the one the whole county fills each 旬.
FORM = "ENV"
COUNTED = {"village": "村", "town": "镇"}
MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class Strip:
    """数据截至 and how complete the county's 旬报 is.

    as_of      「2026年11月19日 18:00」, the hour being the form's cut-off hour
    period     「11月中旬（11.11—11.20）」; blank where no period has come due
    expected, reported, counted   应报, 已报 and what is counted (村); None where no period has come due
    missing    who is missing, most first: 「柳湾乡 5」
    waiting    「3 镇已报待审」
    baseline   the name of the page's baseline
    right      what stands at the right end: 「第 46 期 · 未签发」
    locked     「11月中旬已锁定（11-25起）」
    """

    as_of: str
    period: str = ""
    expected: int | None = None
    reported: int | None = None
    counted: str = ""
    missing: tuple[str, ...] = ()
    waiting: str = ""
    baseline: str = ""
    right: str = ""
    locked: str = ""


def strip_of(
    store: Store, *, scope: Scope, moment: Moment, form: str = FORM, baseline: str = "", right: str = ""
) -> Strip:
    """The strip at a moment, within a scope.

    form      whose newest due period is told
    baseline  what the page's figures are held against, as it is named
    """
    found = read_completeness(store, scope=scope, moment=moment, form=form, count=1)
    return strip_from(store, found, moment=moment, form=form, baseline=baseline, right=right)


def strip_from(
    store: Store,
    found: Completeness,
    *,
    moment: Moment,
    form: str = FORM,
    baseline: str = "",
    right: str = "",
) -> Strip:
    """The strip of a completeness already read."""
    setting = read_setting(store, moment.known_at)
    known = setting.forms.get(form)
    hour = f" {known.cutoff_hour}:00" if known else ""
    as_of = f"{day_words(moment.as_of)}{hour}"
    if not found.periods or not found.expected or known is None:
        return Strip(as_of, baseline=baseline, right=right)
    towns = [(setting.roster[town].name, count) for town, count in found.missing_by_town()]
    named = tuple(f"{name} {count}" for name, count in towns[:MOST_NAMED])
    rest = len(towns) - MOST_NAMED
    return Strip(
        as_of=as_of,
        period=found.periods[-1].name,
        expected=found.expected,
        reported=found.reported,
        counted=COUNTED.get(known.level, "个"),
        missing=(*named, f"另有 {rest} 镇") if rest > 0 else named,
        baseline=baseline,
        right=right,
        locked=locked_words(store, form=form, period=found.periods[-1], moment=moment),
    )
