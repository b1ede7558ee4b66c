"""Spot checks 抽查 by review teams from above, and when each step that follows was done."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# Compared by bytes on both engines.
TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    said = [sa.Column(name, TEXT, nullable=name == "leader") for name in ("place", "told_at", "reviewer", "leader")]
    _versioned("spot_check", ["spot_check"], [*said, sa.Column("told_on", sa.Date(), nullable=False)])
    done = [sa.Column(name, TEXT, nullable=name != "at") for name in ("at", "note", "salt")]
    _versioned("spot_check_step", ["spot_check", "step"], [*done, sa.Column("day", sa.Date(), nullable=False)])


def _versioned(name: str, key: list[str], said: list[sa.Column]) -> None:
    keys = [sa.Column(one, TEXT, nullable=False) for one in key]
    marks = [sa.Column(one, NUMBER, nullable=one == "closed_by") for one in ("id", "opened_by", "closed_by", "said_by")]
    origin = [sa.Column(one, kind, nullable=True) for one, kind in
              (("copy_of", NUMBER), ("said_fields", TEXT), ("said_in", NUMBER), ("said_line", NUMBER))]
    op.create_table(name, *keys, *said, *marks, *origin, sa.PrimaryKeyConstraint("id"))
    still_open, closed = sa.text("closed_by IS NULL"), sa.text("closed_by IS NOT NULL")
    op.create_index(f"{name}_open", name, key, unique=True, sqlite_where=still_open, postgresql_where=still_open)
    op.create_index(f"{name}_versions", name, [*key, "opened_by"], unique=True)
    op.create_index(f"{name}_opened", name, ["opened_by"])
    op.create_index(f"{name}_closed", name, ["closed_by"], sqlite_where=closed, postgresql_where=closed)
