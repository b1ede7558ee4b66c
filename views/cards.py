"""Ruled KPI cards: value, gap to a named baseline, light, parts, 已报/应报, spark. Lines, not boxes."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan, nan

from charts.marks import missing_word
from charts.points import Point
from charts.quantity import Quantity
from charts.sketches import spark
from charts.tokens import Theme
from views.chips import chip, state
from views.links import link
from views.markup import Html, join, show, tag

MOST = 5


@dataclass(frozen=True, slots=True)
class Card:
    """One KPI as it is written.

    value, unit   「83.1」 「%」; a blank value is a missing one, then `status` says which kind
    gap           「低于县定节点 9.2 个百分点」; `gap_bad` writes it in red
    parts         「5,650.80 / 6,800.00 万元，较上旬 +3.7」
    reported      「已报 163 / 171 村，缺 8」
    word, rule    replace the light's own word; its rule, told on hover
    sketch        a spark as HTML, or blank
    trace         opens the value's provenance
    """

    name: str
    value: str
    unit: str
    light: str
    gap: str = ""
    parts: str = ""
    reported: str = ""
    word: str = ""
    rule: str = ""
    gap_bad: bool = False
    sketch: str = ""
    trace: str = ""
    status: str = "reported"


def show_cards(cards: Sequence[Card], theme: Theme) -> None:
    """The cards in one row, five at most: more than five is a table.

    Raises ValueError above five.
    """
    if len(cards) > MOST:
        raise ValueError(f"{len(cards)} cards in a row, at most {MOST}")
    level = any(card.gap for card in cards)
    row = [card_html(card, theme, level=level) for card in cards]
    show(tag("div", *row, css="kb-cards", style=f"--n:{len(cards)}"))


def show_few(cards: Sequence[Card], theme: Theme) -> None:
    """Cards beside the subject of a page, each in two lines: name, value, gap and light; parts, who reported."""
    row = [_few(card, theme) for card in cards]
    show(tag("div", *row, css="kb-few", style=f"--n:{len(cards)}"))


def _few(card: Card, theme: Theme) -> Html:
    gap = tag("b", card.gap, css="kb-red" if card.gap_bad else "") if card.gap else ""
    told = [tag("span", part, css="kb-parts") for part in (card.parts, card.reported) if part]
    head = (tag("b", card.name), _value(card), gap, _light(card, theme))
    return tag("div", tag("div", *head), tag("div", *told) if told else "")


def _light(card: Card, theme: Theme) -> Html:
    if not card.value:
        return state(card.status, theme)
    return (
        chip(card.light, theme, card.word, rule=card.rule) if card.light != "none" or card.word else Html("")
    )


def card_html(card: Card, theme: Theme, *, level: bool) -> Html:
    """One card, every text escaped; `level` keeps the line of the gap where a card beside it has one."""
    parts = [
        tag("div", tag("span", card.name), _light(card, theme), css="kb-card-head"),
        tag("div", _value(card), Html(card.sketch), css="kb-card-value"),
        tag("div", card.gap or "\u00a0", css="kb-gap kb-red" if card.gap_bad else "kb-gap") if level else "",
        tag("div", card.parts, css="kb-parts") if card.parts else "",
        tag("div", card.reported, css="kb-parts") if card.reported else "",
    ]
    return tag("div", *parts, css="kb-card")


def _value(card: Card) -> Html:
    if not card.value:
        return tag("div", missing_word(card.status) or "未报", css="kb-big kb-none")
    number = join(card.value, tag("small", card.unit) if card.unit else "")
    if card.trace:
        number = link(number, trace=card.trace, title="看这个数从哪里来")
    return tag("div", number, css="kb-big")


def measure_card(
    now: Point,
    quantity: Quantity,
    theme: Theme,
    *,
    baseline: str = "",
    change: str = "",
    reported: str = "",
    history: Sequence[float] = (),
    history_baseline: Sequence[float] = (),
    rule: str = "",
    trace: str = "",
) -> Card:
    """The card of one measured point.

    now       value, baseline, previous, parts, light, status
    baseline  its name: 县定节点, 时间序时, 全省平均, 目标
    change    what `previous` is: 「上旬」; blank: no change is told
    history   equal periods, oldest first, NaN missing, in frame units
    """
    moved = quantity.gap(now.value, now.previous)
    said = [quantity.parts(now.numerator, now.denominator), f"较{change} {moved}" if change and moved else ""]
    sketch = ""
    if history:
        words = f"{quantity.name}近 {len(history)} 期走势，本期 {quantity.shown(now.value)}"
        sketch = spark(list(history), theme, alt=words, baseline=list(history_baseline))
    return Card(
        name=quantity.name,
        value="" if now.missing else quantity.number(now.value),
        unit=quantity.unit,
        light=now.light,
        gap=gap_words(now.value, now.baseline, quantity, baseline),
        parts="，".join(text for text in said if text),
        reported=reported,
        rule=rule,
        sketch=sketch,
        trace=trace,
        status=now.status,
    )


def gap_words(value: float, due: float, quantity: Quantity, baseline: str) -> str:
    """「低于县定节点 9.2 个百分点」, 「与县定节点持平」; blank where either is missing."""
    said = quantity.gap_in_words(value, due)
    if not said or not baseline or isnan(value if value is not None else nan):
        return ""
    if said == "持平":
        return f"与{baseline}持平"
    return f"{said[0]}于{baseline} {said[2:]}"
