"""What an inspector may choose from on a day, as any page asks for it."""

from data_access.database import Store
from domain.finding import Checklist
from domain.permissions import Moment, Scope
from services.known.read_checklist import read_checklist


def checklist_offered(store: Store, *, scope: Scope, moment: Moment) -> Checklist:  # noqa: ARG001 - as asked
    """Configuration: the same for everybody."""
    return read_checklist(store, moment)
