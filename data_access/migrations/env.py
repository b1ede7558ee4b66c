"""Run by Alembic inside the transaction that `migrate` has begun."""

from alembic import context
from sqlmodel import SQLModel

import data_access.bookkeeping
import data_access.models  # noqa: F401  (fills SQLModel.metadata)

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
