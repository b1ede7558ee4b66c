"""Stock and flow as an equation that adds up, and ages as one stacked strip."""

from collections.abc import Sequence
from dataclasses import dataclass

from charts.sketches import mark, strip
from charts.tokens import Theme
from domain.wording.numbers import MINUS
from views.markup import Html, join, tag


@dataclass(frozen=True, slots=True)
class Flow:
    """One term: 期初未结 (sign 0), 新增 (+1), 销号 (−1) …"""

    name: str
    count: int
    sign: int
    detail: str = ""


def equation_html(flows: Sequence[Flow], result: Flow) -> Html:
    """期初 + 新增 + 补录 + 重开 + 转入 − 销号 − 不予受理 − 转出 = 期末; terms of zero are not shown.

    Raises ValueError when the terms do not add up to the result.
    """
    total = sum(flow.count * (flow.sign or 1) for flow in flows)
    if total != result.count:
        raise ValueError(f"the terms add up to {total}, the result says {result.count}")
    parts = []
    for place, flow in enumerate(flow for flow in flows if flow.count or flow.sign == 0):
        if place:
            parts.append(tag("span", MINUS if flow.sign < 0 else "+"))
        parts.append(_term(flow, ""))
    return tag("div", *parts, tag("span", "="), _term(result, "kb-sum"), css="kb-eq")


def _term(flow: Flow, css: str) -> Html:
    return tag(
        "div",
        tag("div", flow.name, css="kb-name"),
        tag("div", flow.count, css="kb-big"),
        tag("div", flow.detail, css="kb-parts"),
        css=css,
    )


@dataclass(frozen=True, slots=True)
class Ages:
    """Open problems by time to their deadline, each counted once."""

    staged: int
    later: int
    within_week: int
    note: int
    warn: int
    bad: int

    @property
    def overdue(self) -> int:
        return self.note + self.warn + self.bad

    @property
    def total(self) -> int:
        return self.staged + self.later + self.within_week + self.overdue


STEPS = ("逾期 1—3 天", "4—7 天", "超过 7 天")
LETTERS = ("提醒函", "督办函", "约谈通报")


def ages_html(ages: Ages, theme: Theme) -> Html:
    """One strip over the whole width; labels below the long parts, mark, word and count for the short ones."""
    white = theme.bad_text
    parts = [
        (ages.staged, "hatch", theme.ink),
        (ages.later, theme.ctx2, theme.ink),
        (ages.within_week, theme.ctx, theme.paper if theme.name == "dark" else theme.ink),
        (ages.note, theme.note, theme.paper),
        (ages.warn, theme.warn, theme.paper),
        (ages.bad, theme.bad_chip, white),
    ]
    words = (
        f"未结 {ages.total} 个：阶段性 {ages.staged}，7 天以后到期 {ages.later}，7 天内到期 {ages.within_week}，"
        f"逾期 {ages.overdue}"
    )
    return join(Html(strip(parts, theme, alt=words)), _under(ages), _small(ages, theme))


# Shares below which a label would run into its neighbour on the narrowest screen: it is told beside the marks instead.
_ROOM = {"阶段性（长期坚持）": 18, "7 天以后到期": 16, "7 天内到期": 14}


def _long(ages: Ages) -> list[tuple[str, int, bool]]:
    """The parts that are not overdue: label, count, whether the label has room below its part."""
    counts = zip(_ROOM, (ages.staged, ages.later, ages.within_week), strict=True)
    return [(word, count, 100 * count >= _ROOM[word] * max(ages.total, 1)) for word, count in counts if count]


def _under(ages: Ages) -> Html:
    labels = [
        _label(word if has_room else "", count, ages.total, "") for word, count, has_room in _long(ages)
    ]
    if ages.overdue:
        labels.append(_label(f"逾期 {ages.overdue}", ages.overdue, ages.total, "kb-red kb-strong"))
    return tag("div", *labels, css="kb-under")


def _label(word: object, count: int, total: int, css: str) -> Html:
    return tag("span", word, css=css, style=f"width:{100 * count / total:.2f}%;white-space:nowrap")


def _small(ages: Ages, theme: Theme) -> Html:
    counts = zip(("note", "warn", "bad"), STEPS, LETTERS, (ages.note, ages.warn, ages.bad), strict=True)
    told = [tag("span", f"{word} {count}") for word, count, has_room in _long(ages) if not has_room]
    told += [
        tag("span", Html(mark(light, theme)), f" {step} {count}（{letter}）")
        for light, step, letter, count in counts
        if count
    ]
    return tag("div", *told, css="kb-small")
