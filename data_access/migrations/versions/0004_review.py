"""Submissions with their steps, the reviewer of a change, and locked periods."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# Compared by bytes on both engines.
TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")
LOCK, KEY = "period_lock", ["form", "period"]


def upgrade() -> None:
    op.add_column("change", sa.Column("reviewer", TEXT, nullable=True))
    op.add_column("submission", sa.Column("kind", TEXT, nullable=True))
    op.add_column("submission", sa.Column("former", NUMBER, nullable=True))
    op.create_table(
        "submission_step",
        *(sa.Column(name, NUMBER, nullable=False) for name in ("id", "submission")),
        sa.Column("at", sa.DateTime(), nullable=False),
        *(sa.Column(name, TEXT, nullable=False) for name in ("name", "role", "step", "words")),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_submission_step_submission", "submission_step", ["submission"])
    _create_lock()


def _create_lock() -> None:
    marks = [sa.Column(name, NUMBER, nullable=name == "closed_by") for name in ("id", "opened_by", "closed_by", "said_by")]
    origin = [sa.Column(name, kind, nullable=True) for name, kind in
              (("copy_of", NUMBER), ("said_fields", TEXT), ("said_in", NUMBER), ("said_line", NUMBER))]
    op.create_table(
        LOCK, *(sa.Column(name, TEXT, nullable=False) for name in KEY), sa.Column("locked", sa.Boolean(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False), *marks, *origin, sa.PrimaryKeyConstraint("id"),
    )  # fmt: skip
    still_open, closed = sa.text("closed_by IS NULL"), sa.text("closed_by IS NOT NULL")
    op.create_index(f"{LOCK}_open", LOCK, KEY, unique=True, sqlite_where=still_open, postgresql_where=still_open)
    op.create_index(f"{LOCK}_versions", LOCK, [*KEY, "opened_by"], unique=True)
    op.create_index(f"{LOCK}_opened", LOCK, ["opened_by"])
    op.create_index(f"{LOCK}_closed", LOCK, ["closed_by"], sqlite_where=closed, postgresql_where=closed)
