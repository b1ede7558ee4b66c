"""The wall 整改前后: pairs of small pictures, two problems at a time."""

from collections.abc import Sequence

from services.county.installation import Store
from services.photos.kept_pictures import shown_picture
from services.photos.show_wall import Hung
from views.frame import section
from views.links import link
from views.markup import Html, show, tag
from views.paging import first_beside_head
from views.photos import no_picture

WIDTH = 460
ON_A_PAGE = 2


def hang(wall: Sequence[Hung], store: Store) -> None:
    """Nothing where nobody looked at a photo yet."""
    if not wall:
        return
    section("整改前后", "近 30 天，左前右后；点文字看这个问题")
    show(tag("div", *(_pair(one, store) for one in _page(wall)), css="kb-pairs"))


def _page(wall: Sequence[Hung]) -> Sequence[Hung]:
    """The chosen pairs; the select box beside the head says of how many."""
    if len(wall) <= ON_A_PAGE:
        return wall
    first, _words = first_beside_head(len(wall), ON_A_PAGE, key="wall")
    return wall[first : first + ON_A_PAGE]


def _pair(one: Hung, store: Store) -> Html:
    pictures = [_picture(one.before, "整改前", store), _picture(one.after, "整改后", store)]
    words = tag("figcaption", link(one.text, problem=one.number), f" · {one.status_word}")
    return tag("figure", tag("div", *pictures), words, css="kb-photo")


def _picture(sha256: str, side: str, store: Store) -> Html:
    address = shown_picture(store, sha256, WIDTH) if sha256 else ""
    if not address:
        return no_picture(sha256, side)
    return tag("img", src=address, alt=side, css="kb-shot")
