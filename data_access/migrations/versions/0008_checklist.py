"""The checklist 百分制清单 and what an inspector chooses from; which item a problem came of, which visit is scored by it."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# Compared by bytes on both engines.
TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    _versioned(
        "inspection_choice",
        ["about", "word", "valid_from"],
        [
            sa.Column("position", NUMBER, nullable=False),
            sa.Column("points", NUMBER, nullable=True),
            sa.Column("days", NUMBER, nullable=True),
            sa.Column("used", sa.Boolean(), nullable=False),
            sa.Column("source", TEXT, nullable=False),
        ],
    )
    _versioned(
        "check_item",
        ["item", "valid_from"],
        [
            sa.Column("position", NUMBER, nullable=False),
            *(sa.Column(name, TEXT, nullable=False) for name in ("block", "name", "per", "kind", "severity", "due", "source")),
            *(sa.Column(name, NUMBER, nullable=False) for name in ("block_points", "points")),
            sa.Column("used", sa.Boolean(), nullable=False),
        ],
    )
    op.add_column("visit", sa.Column("by_list", sa.Boolean(), nullable=True))
    op.add_column("problem", sa.Column("check_item", TEXT, nullable=True))


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
