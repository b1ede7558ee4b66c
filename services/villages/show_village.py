"""Everything the 村情画像 page shows: one village on one screen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice, pairwise
from math import isnan

import numpy as np
from pandas import DataFrame

from data_access.database import Store
from domain.base_effect import rate_change_of
from domain.comparisons import Against
from domain.indicators import is_rate
from domain.measure_frame import Status
from domain.permissions import EVERY_PLACE, Moment, Scope
from domain.places import VILLAGE, PlaceNode
from domain.records import Figure, Indicator
from domain.rounding import half_up
from domain.setting import Setting
from domain.wording.conclusion import Conclusion
from domain.wording.rate_changes import change_words
from domain.wording.villages import AtHand, base_words, silent_words, village_conclusion
from services.accounts.rows_in_scope import require_place
from services.completeness.read_completeness import REACH, read_completeness
from services.known.kept import Shelf
from services.known.known_rows import last_change
from services.known.read_setting import SETTING, read_setting
from services.measures.compare_measures import Earlier, earlier_measures
from services.measures.read_revisions import revised_of
from services.ranking.rank_history import RankHistory
from services.sanitation.score_weeks import score_weeks
from services.villages.village_course import VillageCourse, village_course
from services.villages.village_history import VillageHistory, past_of, village_history
from services.villages.village_indicators import IndicatorRow, period_words, village_indicators
from services.villages.village_ledgers import VillageLedgers, village_ledgers
from services.villages.village_standing import VillageStanding, general_board, village_standing

MOST_BASES = 4


@dataclass(frozen=True, slots=True)
class VillagePage:
    """What the page shows.

    facts     (title, value) of the village, blank ones left out
    course    its score over time and beside its peers, None before there is a line
    scores    village key → score as it is ranked, of its siblings; NaN where not ranked
    weeks     (head, score) of the last weeks, oldest first, NaN where nobody looked
    bases     sentences on bases that moved, newest first
    silent    sentences on what has not been reported
    """

    conclusion: Conclusion
    facts: tuple[tuple[str, str], ...]
    standing: VillageStanding | None
    course: VillageCourse | None
    scores: dict[str, float]
    indicators: tuple[IndicatorRow, ...]
    weeks: tuple[tuple[str, float], ...]
    ledgers: VillageLedgers
    bases: tuple[str, ...]
    silent: tuple[str, ...]
    foot: tuple[str, ...]


def show_village(
    store: Store, *, scope: Scope, moment: Moment, found: str, against: str = Against.LAST
) -> VillagePage:
    """The page of a village that counts on the day and lies in the scope.

    found    its key, as `find_village` gives it
    against  what its indicators, its score and its place are compared with
    """
    require_place(scope, found)
    setting = read_setting(store, moment.known_at)
    board, history = general_board(store, moment, against), village_history(store, moment)
    standing = village_standing(store, board, found, moment)
    ledgers = village_ledgers(store, found, scope=scope, moment=moment)
    silent = _silent(store, found, setting, moment)
    node = setting.roster[found]
    then = past_of(history, found, scope=scope, setting=setting, day=moment.as_of)
    return VillagePage(
        conclusion=village_conclusion(
            node.name,
            standing.stands if standing else None,
            _at_hand(ledgers, [(form, times) for form, times, _ in silent]),
            since=standing.since if standing else "",
        ),
        facts=tuple((title, value) for title, value in _facts(node, setting, scope, moment) if value),
        standing=standing,
        course=village_course(board, found, setting, moment),
        scores=_scores(board, found, setting),
        indicators=village_indicators(
            history,
            found,
            then,
            _sides(store, history, moment, against, scope),
            revised_of(store, found, setting.catalogue.valid_on(moment.as_of), scope=scope, moment=moment),
            setting=setting,
            scope=scope,
            moment=moment,
        ),
        weeks=_weeks(store, found, moment),
        ledgers=ledgers,
        bases=_bases(then, setting, moment),
        silent=tuple(silent_words(*said) for said in silent),
        foot=_foot(standing),
    )


def _sides(
    store: Store, history: VillageHistory, moment: Moment, against: str, scope: Scope
) -> Mapping[str, Earlier]:
    """What each indicator is compared with; 上期 stands in the history itself."""
    if against == Against.LAST:
        return {}
    return earlier_measures(store, history.now, moment=moment, against=against, scope=scope)


def _facts(node: PlaceNode, setting: Setting, scope: Scope, moment: Moment) -> list[tuple[str, str]]:
    """Type and tags, size, what it was made of, who leads the town where names may be seen."""
    roster = setting.roster
    then = node.valid_from
    olds = [roster[key] for key in node.predecessors if key in roster]
    merged = (
        f"{then.year}年{then.month}月{then.day}日由{'、'.join(old.name for old in olds)}并成"
        if then and olds
        else ""
    )
    town = roster.town_of(node.place)
    leader = next((u.leader for u in setting.units.valid_on(moment.as_of) if town and u.place == town), None)
    return [
        ("类型", node.category or ""),
        ("标签", "、".join(node.tags)),
        ("户籍", f"{node.households:,} 户" if node.households is not None else ""),
        ("人口", f"{node.population:,} 人" if node.population is not None else ""),
        ("并村", merged),
        ("分管领导", (leader or "") if scope.may_see_names else ""),
    ]


def _at_hand(ledgers: VillageLedgers, silent: list[tuple[str, int]]) -> AtHand:
    late = ledgers.open["days_late"]
    return AtHand(
        open_problems=len(ledgers.open),
        late_problems=int((late > 0).sum()),
        longest_late=int(late.max()) if len(late) else 0,
        projects=len(ledgers.projects),
        late_projects=int((ledgers.projects["days_late"] > 0).sum()),
        silent=silent,
    )


def _scores(board: RankHistory | None, village: str, setting: Setting) -> dict[str, float]:
    if board is None:
        return {}
    town = setting.roster.town_of(village)
    rows = board.now.rows
    return {
        str(subject): float(score)
        for subject, score in zip(rows["subject"], rows["score"], strict=True)
        if setting.roster.town_of(str(subject)) == town
    }


def _weeks(store: Store, village: str, moment: Moment) -> tuple[tuple[str, float], ...]:
    found = score_weeks(store, scope=EVERY_PLACE, moment=moment)
    own = found.rows[(found.rows["village"] == village).to_numpy()]
    if own.empty:
        return ()
    return tuple(
        (head, float(own[code].iloc[0])) for head, code in zip(found.heads, found.codes, strict=True)
    )


def _silent(store: Store, village: str, setting: Setting, moment: Moment) -> list[tuple[str, int, str]]:
    """(form's name, periods running without a word, the last one it spoke of) of each form the village owes."""
    last = last_change(store, moment.known_at, Figure, *SETTING)
    key = (store, village, moment.as_of, last)
    return _SILENT.answer(key, lambda: _worked_out(store, village, setting, moment))


_SILENT: Shelf[list[tuple[str, int, str]]] = Shelf(64)


def _worked_out(store: Store, village: str, setting: Setting, moment: Moment) -> list[tuple[str, int, str]]:
    found = []
    for code, form in setting.forms.items():
        if form.level != VILLAGE or form.layout != "indicators":
            continue
        rows = read_completeness(store, scope=EVERY_PLACE, moment=moment, form=code, count=REACH).rows
        own = rows[((rows["subject"] == village) & (rows["silent"] > 0)).to_numpy()]
        for row in own.to_dict("records"):
            last = period_words(str(row["last"])) if isinstance(row["last"], str) else ""
            found.append((form.name, int(row["silent"]), last))
    return found


def _bases(then: DataFrame, setting: Setting, moment: Moment) -> tuple[str, ...]:
    """Bases that moved a rate as it is shown: what was done and what was counted, newest first. then: as of `past_of`."""
    own: dict[str, list[_Told]] = {}
    rows = then[(then["status"] == Status.REPORTED).to_numpy()]
    read = (
        rows[name].tolist() for name in ("indicator", "day", "period", "numerator", "denominator", "seam")
    )
    for code, *told in zip(*read, strict=True):
        own.setdefault(str(code), []).append(_Told(*told))
    steps = [step for code, told in own.items() for step in _steps(code, told, setting, moment)]
    newest = sorted(steps, key=lambda step: str(step.now.day), reverse=True)
    words = (_base_moved(step) for step in newest)
    return tuple(islice((told for told in words if told), MOST_BASES))


@dataclass(frozen=True, slots=True)
class _Told:
    """What one reported period said of a rate."""

    day: date
    period: str
    numerator: float
    denominator: float
    seam: bool


@dataclass(frozen=True, slots=True)
class _Step:
    """Two reported periods of one rate, one after the other."""

    version: Indicator
    before: _Told
    now: _Told


def _steps(code: str, told: list[_Told], setting: Setting, moment: Moment) -> Iterator[_Step]:
    """From period to period, where the base is another one and the definition the same."""
    version = setting.catalogue.version(code, moment.as_of)
    if version is None or not _grows(version):
        return
    for before, now in pairwise(told):
        bases = before.denominator, now.denominator
        moved = not isnan(sum(bases)) and not np.isclose(*bases)
        if moved and setting.catalogue.comparable(version.code, before.day, now.day):
            yield _Step(version, before, now)


def _grows(version: Indicator) -> bool:
    """A rate that work makes grow on a base that should stand: only there does a moved base mean anything."""
    counted = is_rate(version) and version.denominator_fixed is None
    return counted and version.kind == "cumulative" and version.direction == "up"


def _base_moved(step: _Step) -> str:
    """What was done and what was counted, in words; blank where it cannot be told or the rate stood as it was."""
    before, now = step.before, step.now
    change = rate_change_of((before.numerator, before.denominator), (now.numerator, now.denominator))
    if change is None or not half_up((change.done + change.counted) * 100, 1):
        return ""
    words = change_words(step.version.name, change, since=period_words(before.period))
    seam = "（并村前各村相加）" if before.seam else ""
    moved = base_words(step.version.denominator_name, before.denominator, now.denominator, words)
    return f"{period_words(now.period)}{seam} {moved}" if words else ""


def _foot(standing: VillageStanding | None) -> tuple[str, ...]:
    board = f"得分、名次取自{standing.scheme}，与同类村比；" if standing else ""
    return (
        f"{board}灰带＝同类村中间一半，灰线＝中位数；虚线不连＝当期未报。",
        "沿用＝本期未报，显示上次的数，不计入镇和县；不适用记为“／”。",
        "做得多、算得少＝率的变化里多做的和分母变小的各占多少。",
    )
