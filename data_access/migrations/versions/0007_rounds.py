"""The rounds of screening 排查轮次 with their days, a configuration sheet like the others."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# Compared by bytes on both engines.
TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")
NAME = "round"
KEY = ["round"]


def upgrade() -> None:
    said = [sa.Column("round", TEXT, nullable=False)]
    days = [sa.Column(name, sa.Date(), nullable=False) for name in ("first_day", "last_day")]
    marks = [sa.Column(name, NUMBER, nullable=name == "closed_by") for name in ("id", "opened_by", "closed_by", "said_by")]
    origin = [sa.Column(name, kind, nullable=True) for name, kind in
              (("copy_of", NUMBER), ("said_fields", TEXT), ("said_in", NUMBER), ("said_line", NUMBER))]
    op.create_table(NAME, *said, *days, *marks, *origin, sa.PrimaryKeyConstraint("id"))
    still_open, closed = sa.text("closed_by IS NULL"), sa.text("closed_by IS NOT NULL")
    op.create_index(f"{NAME}_open", NAME, KEY, unique=True, sqlite_where=still_open, postgresql_where=still_open)
    op.create_index(f"{NAME}_versions", NAME, [*KEY, "opened_by"], unique=True)
    op.create_index(f"{NAME}_opened", NAME, ["opened_by"])
    op.create_index(f"{NAME}_closed", NAME, ["closed_by"], sqlite_where=closed, postgresql_where=closed)
