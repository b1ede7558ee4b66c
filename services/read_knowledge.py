"""What the reader of a workbook is told: the county as known now, and the last figures to hold the new ones against."""

from datetime import date

from sqlalchemy import Connection

from data_access.figures import latest_figures
from data_access.rows import rows_known
from domain.places import roster
from domain.records import (
    Alias,
    Cadence,
    CalendarException,
    Form,
    Fund,
    HeaderWord,
    Indicator,
    Place,
    Problem,
    Project,
    Unit,
)
from services.read_setting import week_starts
from uploads.knowledge import Knowledge


def knowledge_within(connection: Connection, known_at: int, *, today: date) -> Knowledge:
    """The registers at a change. today chooses nothing but whether a period has begun."""
    aliases = rows_known(connection, Alias, known_at)
    projects = rows_known(connection, Project, known_at)
    problems = rows_known(connection, Problem, known_at)
    return Knowledge(
        roster=roster(rows_known(connection, Place, known_at), aliases),
        units=rows_known(connection, Unit, known_at),
        indicators=rows_known(connection, Indicator, known_at),
        header_words=rows_known(connection, HeaderWord, known_at),
        forms=rows_known(connection, Form, known_at),
        projects=projects[["project", "name", "year", "place"]],
        funds=rows_known(connection, Fund, known_at),
        today=today,
        aliases=aliases,
        exceptions=rows_known(connection, CalendarException, known_at),
        week_starts=week_starts(rows_known(connection, Cadence, known_at)),
        figures=latest_figures(connection, known_at),
        problems=problems[["problem", "source", "found_on", "place", "text"]],
    )
