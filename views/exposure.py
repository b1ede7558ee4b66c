"""曝光台's fragments: a wall row a problem, readable from the back of the room; what is on the way."""

from domain.permissions import Role
from services.county.installation import Store
from services.photos.kept_pictures import shown_picture
from services.photos.show_exposed import Exposed, ExposurePage
from views.empty import nothing_yet
from views.filters import choose
from views.frame import Page, section
from views.links import link
from views.markup import Html, show, tag, two_lines
from views.paging import page_words
from views.photos import no_picture
from views.tables import Column, show_table

ON_A_PAGE, WIDTH = 4, 900


def show_exposures(answer: ExposurePage, store: Store) -> None:
    """Every exposed problem, newest first."""
    if not answer.exposed:
        nothing_yet("没有曝光的问题。", "在“日督查”或“问题整改”里点开问题，放照片，再办“拟曝光”。")
        return
    first = 0
    if len(answer.exposed) > ON_A_PAGE:
        first = (
            int(choose("第几页", page_words(len(answer.exposed), ON_A_PAGE), key="exposed")) - 1
        ) * ON_A_PAGE
    show(*(_row(one, store) for one in answer.exposed[first : first + ON_A_PAGE]))


def _row(one: Exposed, store: Store) -> Html:
    told = [
        tag("div", one.place, tag("span", one.spot, css="kb-grey"), css="kb-place"),
        tag("div", one.sentence or "（文字已涂除）", css="kb-said"),
        tag("div", tag("b", one.unit), "回应：", one.reply or "（文字已涂除）"),
        tag(
            "div",
            f"{one.day} 曝光 · {one.channel} · ",
            link(one.status_word, problem=one.number),
            css="kb-parts",
        ),
    ]
    return tag(
        "section", _picture(store, one.before, "整改前"), _picture(store, one.after, "整改后"), tag("div", *told),
        css="kb-wall",
    )  # fmt: skip


def _picture(store: Store, sha256: str, side: str) -> Html:
    address = shown_picture(store, sha256, WIDTH) if sha256 else ""
    if not address:
        return no_picture(sha256, side)
    return tag(
        "figure", tag("img", src=address, alt=side, css="kb-shot"), tag("figcaption", side), css="kb-photo"
    )


def show_waiting(page: Page, answer: ExposurePage) -> None:
    """Those proposed or approved, for those who do the work; never on the wall before they are exposed."""
    if page.actor.role is Role.LEADER or answer.waiting.empty:
        return
    section("拟曝光", "点问题办下一步；没有审核通过的不会上墙")
    columns = [
        Column(
            "问题 · 单位",
            write=lambda row: two_lines(link(row.text, problem=row.problem), [row.problem, row.unit_name]),
        ),
        Column("单位回应", write=lambda row: row.reply or tag("span", "还没有回应", css="kb-none")),
        Column("状态", "status_word"),
    ]
    show_table(answer.waiting, columns, compact=True, download="曝光_待曝光")
