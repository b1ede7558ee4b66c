"""Status chips: word, shape, fill and colour, in that order of trust. The word may be more telling than the light's."""

from charts.marks import missing_word
from charts.sketches import mark, pennant
from charts.tokens import Theme
from views.markup import Html, join, tag


def chip(light: str, theme: Theme, word: str = "", *, rule: str = "") -> Html:
    """A light's chip; `word` replaces the light's own («逾期 14 天»), `rule` is told on hover.

    light  ok note warn bad none
    """
    inner = theme.bad_text if light == "bad" else theme.warn if light == "warn" else ""
    shape = Html(mark(light, theme, colour=inner))
    return tag("span", shape, word or theme.word(light), css=f"kb-chip kb-chip-{light}", title=rule)


def late_chip(row: object, theme: Theme) -> Html | str:
    """「逾期 3 天」 with its light; nothing where the row is not late."""
    return chip(row.light, theme, f"逾期 {row.days_late} 天") if row.days_late else ""


def day_over_state(day: str, word: str) -> Html:
    """「11-05」 over 「退回」: two columns in the room of one, so that the state is in sight on every screen."""
    return tag("span", day, tag("span", word), css="kb-two")


def state(status: str, theme: Theme, detail: str = "") -> Html:
    """A data state other than reported, e.g. 「未报」, 「沿用10下旬」, 「11月20日截数」; 不适用 is 「／」."""
    if status == "not_applicable":
        return tag("span", "／", css="kb-none", title="不适用")
    word = detail or (missing_word(status) or "未报")
    if status in ("stale", "not_due", "hidden"):
        return tag("span", word, css="kb-none")
    return tag("span", Html(mark(status, theme)), word, css="kb-chip kb-chip-none")


def listed(kind: str, theme: Theme) -> Html:
    """红榜 is praise, 黑榜 its opposite; neither is a light. kind: "red" or "black"; anything else is blank."""
    if kind == "red":
        return tag("span", Html(pennant(theme)), "红榜", css="kb-chip kb-chip-red")
    return tag("span", "黑榜", css="kb-chip kb-chip-black") if kind == "black" else Html("")


def shape_key(theme: Theme, words: dict[str, str]) -> Html:
    """A how-to-read line of shapes in grey: {"bad": "滞后", "ok": "正常"} → 「■ 滞后 ● 正常」."""
    return join(
        *(
            tag("span", Html(mark(light, theme, colour=theme.ink2)), f" {word}", css="kb-whole")
            for light, word in words.items()
        ),
        between=" ",
    )
