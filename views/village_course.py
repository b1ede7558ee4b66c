"""The score of a village over time beside its peers, its level and progress in words: on 村情画像."""

from charts.quantity import Quantity
from charts.tokens import Theme
from charts.trend import trend
from services.villages.village_course import VillageCourse
from services.villages.village_standing import VillageStanding
from views.frame import section
from views.markup import show, tag
from views.plot import draw, show_figure

HEIGHT = 150


def show_course(course: VillageCourse | None, standing: VillageStanding | None, theme: Theme) -> None:
    """Nothing before the village has a score in two periods."""
    if course is None or standing is None:
        return
    section("得分走势", "灰带＝同组中间一半")
    figure = draw(
        trend,
        course.series,
        quantity=Quantity("得分", "分", decimals=standing.stands.decimals),
        theme=theme,
        peers=course.bands,
        peer_name="同组",
        height=HEIGHT,
    )
    show_figure(figure, key="score_course", alt=course.said or "得分走势", download="村情画像_得分走势")
    show(tag("div", course.said, css="kb-parts"))
