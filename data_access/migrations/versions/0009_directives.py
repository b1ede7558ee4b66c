"""Directives 调度事项 of the dispatch meetings; what happened to them are events."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# Compared by bytes on both engines.
TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")
NAME = "directive"
KEY = ["directive"]


def upgrade() -> None:
    said = [sa.Column(name, TEXT, nullable=False) for name in (*KEY, "decided_at", "lead_unit", "post", "person")]
    known = [sa.Column(name, TEXT, nullable=True) for name in ("text", "leader", "standard", "indicator", "subject")]
    days = [sa.Column(name, sa.Date(), nullable=name in ("extended_to", "by_when"))
            for name in ("given_on", "deadline", "extended_to", "by_when")]
    values = [sa.Column(name, NUMBER, nullable=True) for name in ("from_value", "to_value")]
    marks = [sa.Column(name, NUMBER, nullable=name == "closed_by") for name in ("id", "opened_by", "closed_by", "said_by")]
    origin = [sa.Column(name, kind, nullable=True) for name, kind in
              (("copy_of", NUMBER), ("said_fields", TEXT), ("said_in", NUMBER), ("said_line", NUMBER), ("salt", TEXT))]
    op.create_table(NAME, *said, *known, *days, *values, *marks, *origin, sa.PrimaryKeyConstraint("id"))
    still_open, closed = sa.text("closed_by IS NULL"), sa.text("closed_by IS NOT NULL")
    op.create_index(f"{NAME}_open", NAME, KEY, unique=True, sqlite_where=still_open, postgresql_where=still_open)
    op.create_index(f"{NAME}_versions", NAME, [*KEY, "opened_by"], unique=True)
    op.create_index(f"{NAME}_opened", NAME, ["opened_by"])
    op.create_index(f"{NAME}_closed", NAME, ["closed_by"], sqlite_where=closed, postgresql_where=closed)
