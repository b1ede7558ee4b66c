"""What a change of settings would move, in one sentence, before it is confirmed: figures, values, lights, ranks."""

from datetime import datetime

from pandas import DataFrame

from data_access.database import Store
from data_access.versions import as_if_committed
from domain.permissions import WHOLE_COUNTY, Actor, Moment, Role
from domain.records import Alias, HeaderWord, LightRule, Record, SchemeItem, Target, Term
from domain.refusals import Refusal
from services.known.read_setting import read_setting
from services.measures.judge_measures import judge
from services.measures.read_measures import read_measures
from services.ranking.rank_places import rank, schemes
from services.settings.accept_settings import header_of, said_of
from services.settings.preview_settings import SettingsPreview

TRYING = Actor("试算", Role.ADMIN)
SUBJECT = ["indicator", "subject_kind", "subject"]
# Records that change words or how files are read, and no figure.
WORDS_ONLY: frozenset[type[Record]] = frozenset({Term, Alias, HeaderWord})
# What is judged but not scored, and what is scored but not judged: the rest of a county is as before.
ONLY_JUDGED: frozenset[type[Record]] = frozenset({Target, LightRule})
ONLY_SCORED: frozenset[type[Record]] = frozenset({SchemeItem})
LEVELS = ("village", "town")


def effect_words(store: Store, seen: SettingsPreview, *, moment: Moment) -> str:
    """「涉及 2 项指标、1,240 个数；确认后 37 个值、12 盏灯、85 个名次与现在不同」.

    Tried in a transaction that is never kept, as of the moment's day, against the newest version. What cannot be tried
    is said.
    """
    told = counted_words(seen)
    moved = {one.record for one in seen.edits} - WORDS_ONLY
    if not moved:
        return f"{told}只改写法，值、灯、名次都不变。"
    now = Moment(moment.as_of, seen.seen)
    judged, scored = not moved <= ONLY_SCORED, not moved <= ONLY_JUDGED
    before = _judged(store, now) if judged else None
    ranks = _ranks(store, now) if scored else {}
    at = datetime.combine(moment.as_of, datetime.min.time())
    header = header_of(TRYING, seen, reason="试算", now=at)
    try:
        with as_if_committed(store, header, said_of(seen), seen.seen) as (imagined, n):
            after = Moment(moment.as_of, n)
            values, lights = (0, 0) if before is None else _judged_apart(before, _judged(imagined, after))
            apart_ranks = _rank_apart(ranks, _ranks(imagined, after)) if scored else 0
    except Refusal as refusal:
        return f"{told}试算没有成功：{refusal.sentence}"
    counted = {"个值": values, "盏灯": lights, "个名次": apart_ranks}
    apart = "、".join(f"{count:,} {what}" for what, count in counted.items() if count)
    same = "、".join(what[1:] for what, count in counted.items() if not count)
    if not apart:
        return f"{told}确认后值、灯、名次都与现在一样。"
    return f"{told}确认后 {apart}与现在不同{f'，{same}不变' if same else ''}。"


def counted_words(seen: SettingsPreview) -> str:
    """「涉及 2 项指标、1,240 个数。」"""
    codes = {
        str(one.row[name])
        for one in seen.edits
        for name in ("code", "indicator", "about", "rule")
        if str(one.row.get(name, "")) in seen.used
    }
    figures = sum(seen.used[code] for code in codes)
    return f"涉及 {len(codes)} 项指标、库里 {figures:,} 个数。" if codes else ""


def _judged(store: Store, moment: Moment) -> DataFrame:
    """value and light of every measure, by indicator and subject."""
    codes = tuple(one.code for one in read_setting(store, moment.known_at).catalogue.valid_on(moment.as_of))
    found = judge(store, read_measures(store, scope=WHOLE_COUNTY, moment=moment, codes=codes), moment=moment)
    return found.drop_duplicates(SUBJECT).set_index(SUBJECT)[["value", "light"]]


def _judged_apart(now: DataFrame, then: DataFrame) -> tuple[int, int]:
    """Values and lights that differ; what is there only once differs too."""
    both = now.add_suffix("_now").join(then.add_suffix("_then"), how="outer")
    values = both["value_now"].astype("Float64"), both["value_then"].astype("Float64")
    apart = values[0].round(9).ne(values[1].round(9)).fillna(values[0].isna() != values[1].isna())
    lights = both["light_now"].fillna("none") != both["light_then"].fillna("none")
    return int(apart.sum()), int(lights.sum())


def _ranks(store: Store, moment: Moment) -> dict[tuple[str, str, str], str]:
    """(level, scheme, place) → rank, over every scheme and level."""
    found: dict[tuple[str, str, str], str] = {}
    for level in LEVELS:
        for scheme in _schemes(store, moment, level):
            rows = rank(store, scope=WHOLE_COUNTY, moment=moment, scheme=scheme, level=level)
            found |= {
                (level, scheme, str(subject)): str(place)
                for subject, place in zip(rows["subject"], rows["rank"], strict=True)
            }
    return found


def _schemes(store: Store, moment: Moment, level: str) -> list[str]:
    """Empty where no scheme is of this level."""
    try:
        return schemes(store, moment, level=level)
    except Refusal:
        return []


def _rank_apart(now: dict[tuple[str, str, str], str], then: dict[tuple[str, str, str], str]) -> int:
    return sum(now.get(one) != then.get(one) for one in {*now, *then})
