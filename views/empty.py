"""Pages without figures: nothing yet, not due, partial, refused, our fault. Never a blank, never a zero."""

from datetime import date

from views.links import link, page_link
from views.markup import show, tag
from views.navigation import entry


def nothing_yet(what: str, next_step: str) -> None:
    """「本旬还没有导入资金台账。」 and what to do about it."""
    show(tag("div", tag("b", what), next_step, css="kb-empty"))


def before_the_first_day(first_day: date | None, *, may_report: bool) -> None:
    """The as-of day lies before the data begin; offers the day they begin on, or the way to the first file."""
    if first_day is None:
        step = "办公室可在“数据上报”页放入第一份表。"
        show(
            tag(
                "div",
                tag("b", "库里还没有数据。"),
                page_link("去放入第一份表 ›", "upload") if may_report else step,
                css="kb-empty",
            )
        )
        return
    words = f"数据从 {first_day.year}年{first_day.month}月{first_day.day}日 开始。"
    show(
        tag(
            "div",
            tag("b", words),
            link("看这一天", as_of=first_day.isoformat()),
            css="kb-empty",
        )
    )


def not_due(what: str, due: date) -> None:
    """「11月20日截数」: not missing, not yet asked for."""
    nothing_yet(what, f"{due.month}月{due.day}日截数，现在还不算未报。")


def refused(sentence: str) -> None:
    """A refusal's sentence as it stands."""
    show(tag("div", sentence, css="kb-refused", role="alert"))


def refused_here(sentence: str, code: str) -> None:
    """A page whose address names what lies outside: the same page without it, at the same moment, is one press away."""
    refused(sentence)
    show(tag("div", page_link(f"看您范围内的“{entry(code).title}”", code), css="kb-refused"))


def our_fault(number: str) -> None:
    """Anything that is neither an issue of a file nor a refusal: the trace is in the log under this number."""
    refused(f"系统出错，编号 {number}，请联系管理员。")
