"""What 更正一格 asks and what it would change, of a report's cell and of a ledger row's alike."""

from dataclasses import dataclass

from data_access.statements import Said
from domain.correctable import CORRECTING


@dataclass(frozen=True, slots=True)
class Correction:
    """Which cell of a report (a figure's key and its part: numerator or denominator), its new value as typed, and why."""

    indicator: str
    subject_kind: str
    subject: str
    period: str
    field: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class RowCorrection:
    """Which field of which ledger row (a record's name and its key as texts), its new value as typed, and why.

    empties  the cell was filled by mistake and is emptied; value is "" then
    """

    record: str
    key: tuple[str, ...]
    field: str
    value: str
    reason: str
    empties: bool = False


@dataclass(frozen=True)
class CorrectionSeen:
    """What a correction would change. who, what: 「云溪镇 云台村」, 「11月中旬 卫生厕所户数」; told: what the new value raises.

    period  of the report; None for a ledger row
    """

    asked: Correction | RowCorrection
    seen: int
    who: str
    what: str
    old: str
    new: str
    told: tuple[str, ...]
    said: Said
    form: str
    period: str | None
    town: str

    @property
    def words(self) -> str:
        """The change's reason: without the values, which not everybody may see of few people."""
        return f"{CORRECTING}{self.who} {self.what}：{self.asked.reason.strip()}"
