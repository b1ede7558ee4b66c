"""The records and the changes that say them."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# Compared by bytes on both engines.
TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")
KINDS = {"text": TEXT, "number": NUMBER, "day": sa.Date(), "yes_no": sa.Boolean()}

VERSIONS = (
    "id:number opened_by:number closed_by:number? said_by:number copy_of:number? said_fields:text? "
    "said_in:number? said_line:number?"
)

# Record → how many of the leading columns are its key, and the columns; "?" may be missing.
RECORDS = {
    "place": (
        1,
        "place:text name:text level:text parent:text? code:text? position:number category:text? "
        "tags:text? households:number? population:number? valid_from:day? valid_to:day? "
        "predecessors:text?",
    ),
    "alias": (
        3,
        "kind:text within:text written:text subject:text",
    ),
    "unit": (
        1,
        "unit:text name:text kind:text place:text? leader:text? aliases:text? position:number "
        "valid_from:day? valid_to:day?",
    ),
    "indicator": (
        2,
        "code:text valid_from:text name:text numerator_name:text denominator_name:text "
        "denominator_fixed:number? unit:text scale:number direction:text kind:text report_level:text "
        "rollup_place:text rollup_time:text light:text t1:number? t2:number? baseline:text "
        "unit_owner:text form:text aspect:text tags:text definition:text source:text",
    ),
    "header_word": (
        1,
        "written:text part:text",
    ),
    "form": (
        1,
        "form:text name:text layout:text level:text cadence:text due_offset:number due_shift:text "
        "cutoff_hour:number full:yes_no reporter:text",
    ),
    "target": (
        4,
        "indicator:text subject:text line:text day:day value:number",
    ),
    "light_rule": (
        2,
        "rule:text valid_from:text note_below:number? warn_below:number? bad_below:number? "
        "wording:text source:text",
    ),
    "scheme_item": (
        3,
        "scheme:text indicator:text valid_from:text block:text weight:number floor:number full:number "
        "level:text name:text decimals:number source:text",
    ),
    "term": (
        2,
        "term:text valid_from:text word:text",
    ),
    "calendar_exception": (
        1,
        "day:day works:yes_no name:text",
    ),
    "cadence": (
        2,
        "cadence:text valid_from:text about:text period:text product:text week_starts:number "
        "cutoff_hour:number",
    ),
    "figure": (
        4,
        "indicator:text subject_kind:text subject:text period:text cutoff:day status:text "
        "numerator:number? denominator:number? typed_rate:number? qualifier:text? explanation:text?",
    ),
    "project": (
        1,
        "project:text name:text year:number reserve:yes_no type:text? nature:text? place:text? "
        "content:text? invest_total:number? fund_received:number? impl_unit:text? lead_unit:text? "
        "leader:text? person:text? plan_start:day? plan_end:day? benefit_hh:number? "
        "benefit_pp:number? link_mode:text?",
    ),
    "project_status": (
        2,
        "project:text day:day stage:text? progress:number? act_start:day? act_end:day? "
        "accept_date:day? invested:number? paid:number? reimbursed:number? transferred:number? "
        "problem:text? next_step:text?",
    ),
    "allocation": (
        2,
        "project:text level:text amount:number?",
    ),
    "fund": (
        1,
        "document:text level:text batch:text? issued_on:day? issued:number? received:number? "
        "received_on:day? direct:yes_no?",
    ),
    "payment": (
        1,
        "payment:text project:text? document:text? day:day amount:number payee:text? method:text?",
    ),
    "visit": (
        1,
        "visit:text place:text day:day team:text? method:text? score:number?",
    ),
    "problem": (
        1,
        "problem:text source:text batch:text? found_on:day category:text? text:text? place:text? "
        "spot:text? severity:text? leader:text? lead_unit:text? duty_unit:text? person:text? "
        "goal:text? measure:text? deadline_written:text? deadline:day? long_term:yes_no "
        "next_review:day? rebound_of:text? visit:text? exposed:yes_no? deduction:number? "
        "evidence:text?",
    ),
    "event": (
        4,
        "about:text number:text day:day seq:number kind:text to_status:text actor:text? note:text?",
    ),
}
SALTED = {"figure", "project", "project_status", "problem", "event"}


def columns(declared: str) -> list[sa.Column]:
    made = []
    for declaration in declared.split():
        name, kind = declaration.split(":")
        made.append(sa.Column(name, KINDS[kind.rstrip("?")], nullable=kind.endswith("?")))
    return made


def upgrade() -> None:
    for name, (keys, declared) in RECORDS.items():
        salt = " salt:text?" if name in SALTED else ""
        op.create_table(name, *columns(f"{declared} {VERSIONS}{salt}"), sa.PrimaryKeyConstraint("id"))
        key = [declaration.split(":")[0] for declaration in declared.split()[:keys]]
        still_open, closed = sa.text("closed_by IS NULL"), sa.text("closed_by IS NOT NULL")
        op.create_index(
            f"{name}_open", name, key, unique=True, sqlite_where=still_open, postgresql_where=still_open
        )
        op.create_index(f"{name}_versions", name, [*key, "opened_by"], unique=True)
        op.create_index(f"{name}_opened", name, ["opened_by"])
        op.create_index(
            f"{name}_closed", name, ["closed_by"], sqlite_where=closed, postgresql_where=closed
        )
    create_bookkeeping()


def create_bookkeeping() -> None:
    op.create_table("head", *columns("one:number n:number hash:text"), sa.PrimaryKeyConstraint("one"))
    op.execute("INSERT INTO head (one, n, hash) VALUES (1, 0, '')")
    op.create_table(
        "change",
        *columns("n:number kind:text actor:text role:text reason:text"),
        sa.Column("at", sa.DateTime(), nullable=False),
        *columns(
            "withdraws:number? opened:number closed:number confirmed:number sections:text previous:text hash:text"
        ),
        sa.PrimaryKeyConstraint("n"),
    )
    op.create_table(
        "file",
        *columns("id:number change:number sha256:text name:text size:number?"),
        sa.Column("body", sa.LargeBinary()),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "source",
        *columns("id:number change:number file:number? sheet:text form:text? columns:text"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "confirmation",
        *columns(
            "id:number change:number record:text row:number said_fields:text? said_in:number? said_line:number?"
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "erasure",
        *columns("id:number change:number record:text row:number field:text digest:text"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "submission",
        *columns("id:number state:text actor:text role:text"),
        sa.Column("at", sa.DateTime(), nullable=False),
        *columns("title:text form:text? period:text? as_of:day? seen:number summary:text"),
        sa.Column("content", sa.LargeBinary()),
        *columns("decided_by:text?"),
        sa.Column("decided_at", sa.DateTime()),
        *columns("decision:text? change:number?"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "figure_latest",
        *columns(
            "indicator:text subject_kind:text subject:text row:number cutoff:day length:number said_by:number"
        ),
        sa.PrimaryKeyConstraint("indicator", "subject_kind", "subject"),
        sqlite_with_rowid=False,
        postgresql_with={"fillfactor": 50},
    )
    for table, column in (
        ("change", "withdraws"), ("file", "change"), ("file", "sha256"), ("source", "change"), ("source", "form"),
        ("confirmation", "change"), ("erasure", "change"), ("submission", "state"),
    ):  # fmt: skip
        op.create_index(f"ix_{table}_{column}", table, [column])
    op.create_index("confirmation_row", "confirmation", ["record", "row"])
    op.create_index("erasure_row", "erasure", ["record", "row"])


def downgrade() -> None:
    raise NotImplementedError("the store only grows")
