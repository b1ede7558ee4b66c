"""Accounts, open visits, attempts and deeds: beside the facts, outside the chain."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# Compared by bytes on both engines.
TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def text(name: str, *, blank: bool = False) -> sa.Column:
    return sa.Column(name, TEXT, nullable=blank)


def moment(name: str, *, blank: bool = False) -> sa.Column:
    return sa.Column(name, sa.DateTime(), nullable=blank)


def number(name: str) -> sa.Column:
    return sa.Column(name, NUMBER, nullable=False)


def upgrade() -> None:
    truths = [sa.Column(name, sa.Boolean(), nullable=False) for name in ("must_change", "disabled")]
    op.create_table(
        "account", number("id"), text("login"), text("name"), text("role"), text("place", blank=True),
        text("unit", blank=True), text("secret"), *truths, moment("at"),
        sa.PrimaryKeyConstraint("id"), sa.UniqueConstraint("login"), sa.UniqueConstraint("name"),
    )  # fmt: skip
    op.create_table("sign_in", text("token"), number("account"), moment("began"), moment("ends"),
                    sa.PrimaryKeyConstraint("token"))
    op.create_index("ix_sign_in_account", "sign_in", ["account"])
    op.create_table("sign_in_attempt", text("who"), number("failures"), moment("began"), moment("until", blank=True),
                    sa.PrimaryKeyConstraint("who"))
    op.create_table("deed", number("id"), moment("at"), text("name"), text("role"), text("kind"), text("about"),
                    sa.PrimaryKeyConstraint("id"))
