"""Stock and flow as an equation that adds up, and ages as one stacked strip."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from charts.sketches import mark, strip
from charts.tokens import Theme
from domain.wording.numbers import MINUS
from views.markup import Html, join, tag

# Writes a number so that it opens what it counts: (what it counts, as written) → content.
Opened = Callable[[str, object], object]


def closed(_what: str, shown: object) -> object:
    """A number that opens nothing."""
    return shown


@dataclass(frozen=True, slots=True)
class Flow:
    """One term: 期初未结 (sign 0), 新增 (+1), 销号 (−1) …; code is what `Opened` is told."""

    name: str
    count: int
    sign: int
    detail: str = ""
    code: str = ""


def equation_html(flows: Sequence[Flow], result: Flow, opened: Opened = closed) -> Html:
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
        parts.append(_term(flow, "", opened))
    return tag("div", *parts, tag("span", "="), _term(result, "kb-sum", opened), css="kb-eq")


def _term(flow: Flow, css: str, opened: Opened) -> Html:
    count = f"{flow.count:,}"
    return tag(
        "div",
        tag("div", flow.name, css="kb-name"),
        tag("div", opened(flow.code, count) if flow.count and flow.code else count, css="kb-big"),
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
    undated: int = 0

    @property
    def overdue(self) -> int:
        return self.note + self.warn + self.bad

    @property
    def total(self) -> int:
        return self.staged + self.undated + self.later + self.within_week + self.overdue


STEPS = ("逾期 1—3 天", "4—7 天", "超过 7 天")
LETTERS = ("提醒函", "督办函", "约谈通报")


def ages_html(ages: Ages, theme: Theme, opened: Opened = closed) -> Html:
    """One strip over the whole width; labels below the long parts, mark, word and count for the short ones.

    opened  is told the field of Ages a count belongs to, or overdue
    """
    white = theme.bad_text
    parts = [
        (ages.staged, "hatch", theme.ink),
        (ages.undated, theme.hair, theme.ink),
        (ages.later, theme.ctx2, theme.ink),
        (ages.within_week, theme.ctx, theme.paper if theme.name == "dark" else theme.ink),
        (ages.note, theme.note, theme.paper),
        (ages.warn, theme.warn, theme.paper),
        (ages.bad, theme.bad_chip, white),
    ]
    told = {
        "阶段性": ages.staged, "没有写期限": ages.undated, "7 天以后到期": ages.later, "7 天内到期": ages.within_week,
        "逾期": ages.overdue,
    }  # fmt: skip
    said = "，".join(f"{word} {count}" for word, count in told.items() if count or word != "没有写期限")
    words = f"未结 {ages.total} 个：{said}"
    return join(Html(strip(parts, theme, alt=words)), _under(ages, opened), _small(ages, theme, opened))


# Shares below which a label would run into its neighbour on the narrowest screen: it is told beside the marks instead.
_ROOM = {
    "staged": ("阶段性（长期坚持）", 18), "undated": ("没有写期限", 14), "later": ("7 天以后到期", 16),
    "within_week": ("7 天内到期", 14),
}  # fmt: skip


def _long(ages: Ages) -> list[tuple[str, int, bool]]:
    """The parts that are not overdue: field, count, whether the label has room below its part."""
    counts = {field: int(getattr(ages, field)) for field in _ROOM}
    return [
        (field, count, 100 * count >= _ROOM[field][1] * max(ages.total, 1))
        for field, count in counts.items()
        if count
    ]


def _under(ages: Ages, opened: Opened) -> Html:
    labels = [
        _label(opened(field, _ROOM[field][0]) if has_room else "", count, ages.total, "")
        for field, count, has_room in _long(ages)
    ]
    if ages.overdue:
        said = opened("overdue", f"逾期 {ages.overdue}")
        labels.append(_label(said, ages.overdue, ages.total, "kb-red kb-strong"))
    return tag("div", *labels, css="kb-under")


def _label(word: object, count: int, total: int, css: str) -> Html:
    return tag("span", word, css=css, style=f"width:{100 * count / total:.2f}%;white-space:nowrap")


def _small(ages: Ages, theme: Theme, opened: Opened) -> Html:
    counts = zip(("note", "warn", "bad"), STEPS, LETTERS, strict=True)
    told = [
        tag("span", opened(field, f"{_ROOM[field][0]} {count}"))
        for field, count, has_room in _long(ages)
        if not has_room
    ]
    told += [
        tag(
            "span", Html(mark(light, theme)), " ", opened(light, f"{step} {getattr(ages, light)}（{letter}）")
        )
        for light, step, letter in counts
        if getattr(ages, light)
    ]
    return tag("div", *told, css="kb-small")
