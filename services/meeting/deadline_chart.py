"""The chart two slides share: what is open, by the days left or overdue, as it is drawn on the wall."""

from pandas import DataFrame

from charts.deadlines import deadlines
from domain.permissions import Moment
from services.meeting.slides import CHART_HEIGHT, WallChart, on_wall, row_pitch, wall

MOST_SHOWN = 12
HEAD = 70  # px of 15 px type around the rows (charts/deadlines.py)


def deadline_chart(dated: DataFrame, key: str, moment: Moment, look: str) -> WallChart:
    """Rows with `text`, `days_left`, `light` and the column `key` that numbers them; none without a deadline."""
    rows = DataFrame(
        {
            "subject": dated[key],
            "name": dated["text"],
            "period": "",
            "day": moment.as_of,
            "value": dated["days_left"],
            "light": dated["light"],
            "status": "reported",
        }
    )
    theme = wall(look)
    each = row_pitch(len(rows), HEAD, theme)
    return on_wall(deadlines, rows, theme=theme, each=each, height=CHART_HEIGHT, top=40)
