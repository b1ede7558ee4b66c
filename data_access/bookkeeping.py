"""The tables that keep the versions: changes, their files and sheets, confirmations, erasures, submissions.

Facts stand in `models`. Nothing here leaves data_access.
"""

from datetime import date, datetime

from sqlalchemy import BigInteger, DateTime, Index, Integer, String, Table
from sqlmodel import Field, SQLModel

# Civil time, Asia/Shanghai, is kept without a zone (DateTime).
# SQLite's own integer is 64 bits wide, and only a column called INTEGER can be its row number.
BIGINT = BigInteger().with_variant(Integer(), "sqlite")

# Compared byte by byte, as SQLite does: the same order on both engines, and the rules of a language are slow.
TEXT = String().with_variant(String(collation="C"), "postgresql")


class HeadRow(SQLModel, table=True):
    """The one row that is locked to write: the newest change and its hash."""

    __tablename__ = "head"

    one: int = Field(default=1, primary_key=True)
    n: int
    hash: str


class ChangeRow(SQLModel, table=True):
    """变更: number, who, when, why, what it withdraws, how much it did, and the chain.

    reviewer  who accepted what the actor had sent in; NULL where the actor took it in himself
    sections  name → digest of what it wrote, as JSON
    """

    __tablename__ = "change"

    n: int = Field(primary_key=True)
    kind: str
    actor: str
    role: str
    reason: str
    at: datetime = Field(sa_type=DateTime)
    withdraws: int | None = Field(default=None, index=True)
    reviewer: str | None = None
    opened: int
    closed: int
    confirmed: int
    sections: str
    previous: str
    hash: str


class FileRow(SQLModel, table=True):
    """A file of a change. The same content is kept once: the first row with a body serves the others."""

    __tablename__ = "file"

    id: int = Field(primary_key=True)
    change: int = Field(index=True)
    sha256: str = Field(index=True)
    name: str
    size: int | None = None
    body: bytes | None = None


class SourceRow(SQLModel, table=True):
    """A sheet of a change; `columns` maps CODE.field or RECORD.field to a column letter, as JSON."""

    __tablename__ = "source"

    id: int = Field(primary_key=True)
    change: int = Field(index=True)
    file: int | None = None
    sheet: str
    form: str | None = Field(default=None, index=True)
    columns: str


class ConfirmationRow(SQLModel, table=True):
    """A change that found the value it says standing already: which row, which fields, from which cells."""

    __tablename__ = "confirmation"
    __table_args__ = (Index("confirmation_row", "record", "row"),)

    id: int = Field(primary_key=True)
    change: int = Field(index=True)
    record: str
    row: int
    said_fields: str | None = None
    said_in: int | None = None
    said_line: int | None = None


class ErasureRow(SQLModel, table=True):
    """涂除: a text taken out by law; its digest stays so that the chain stays whole."""

    __tablename__ = "erasure"
    __table_args__ = (Index("erasure_row", "record", "row"),)

    id: int = Field(primary_key=True)
    change: int = Field(index=True)
    record: str
    row: int
    field: str
    digest: str


class SubmissionRow(SQLModel, table=True):
    """报送: what was sent in and waits; its content is dropped once it is accepted, returned or withdrawn."""

    __tablename__ = "submission"

    id: int = Field(primary_key=True)
    state: str = Field(index=True)
    kind: str | None = None
    former: int | None = None
    actor: str
    role: str
    at: datetime = Field(sa_type=DateTime)
    title: str
    form: str | None = None
    period: str | None = None
    as_of: date | None = None
    seen: int
    summary: str
    content: bytes | None = None
    decided_by: str | None = None
    decided_at: datetime | None = Field(default=None, sa_type=DateTime)
    decision: str | None = None
    change: int | None = None


class SubmissionStepRow(SQLModel, table=True):
    """What happened to a submission: sent, asked, answered, accepted, returned, withdrawn; by whom and with what words."""

    __tablename__ = "submission_step"

    id: int = Field(primary_key=True)
    submission: int = Field(index=True)
    at: datetime = Field(sa_type=DateTime)
    name: str
    role: str
    step: str
    words: str


class FigureLatestRow(SQLModel, table=True):
    """The latest figure of each indicator and subject, written in the transaction of its change."""

    __tablename__ = "figure_latest"
    # Half of each page stays free: a new latest figure then takes the place of the old one beside it.
    __table_args__ = {"sqlite_with_rowid": False, "postgresql_with": {"fillfactor": 50}}

    indicator: str = Field(primary_key=True)
    subject_kind: str = Field(primary_key=True)
    subject: str = Field(primary_key=True)
    row: int
    cutoff: date
    length: int
    said_by: int


def table_named(name: str) -> Table:
    """The table of that name, with every whole number 64 bits wide."""
    return SQLModel.metadata.tables[name]


def settle_types(table: Table) -> None:
    """Every whole number BIGINT (money in fen leaves 32 bits at 21 million yuan), every text compared by bytes."""
    for column in table.columns:
        if isinstance(column.type, Integer):
            column.type = BIGINT
        elif isinstance(column.type, String):
            column.type = TEXT
        if column.primary_key:
            column.autoincrement = False


for _name in (
    "head", "change", "file", "source", "confirmation", "erasure", "submission", "submission_step", "figure_latest",
):  # fmt: skip
    settle_types(table_named(_name))
