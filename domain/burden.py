"""填报负担: how many cells a village is asked for per 旬, and which of them need not be asked at all.

Every form counts with its own cadence (a monthly cell is a third of a cell per 旬). A cell is needless when two forms
ask for it, or when it is the sum of other cells that are asked (the rule 分项不等于合计 names them). A round 轮次 has days
of its own and is no month: what a round and a month both ask is asked once each.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from domain.completeness import asked_parts
from domain.indicators import Catalogue
from domain.periods import Cadence
from domain.records import Form, QualityRule

PER_XUN: Mapping[str, float] = {
    Cadence.DAY: 10.0, Cadence.WEEK: 10 / 7, Cadence.XUN: 1.0, Cadence.MONTH: 1 / 3, Cadence.QUARTER: 1 / 9,
    Cadence.HALF: 1 / 18, Cadence.YEAR: 1 / 36,
    # How many rounds a year has differs; three is what one county held, so a round counts as a third of a year.
    Cadence.ROUND: 1 / 12,
}  # fmt: skip
MOST_PER_WEEK = 30
"""New cells one village may be asked for in a week (减负：features.md row 29)."""


@dataclass(frozen=True, slots=True)
class FormBurden:
    """One form: cells of one subject in one period, the same per 旬, columns asked elsewhere too, columns derivable."""

    form: str
    name: str
    level: str
    cadence: str
    cells: int
    per_xun: float
    twice: tuple[str, ...]
    derivable: tuple[str, ...]


def form_burdens(
    catalogue: Catalogue, forms: Iterable[Form], rules: Iterable[QualityRule], day: date
) -> tuple[FormBurden, ...]:
    """The burden of every form with a cadence, the heaviest first."""
    asked = {
        form.form: (form, asked_parts(catalogue, form.form, day)) for form in forms if form.cadence in PER_XUN
    }
    wholes = {rule.about: set(rule.against.split(";")) for rule in rules if rule.rule == "parts_not_whole"}
    found = []
    for form, parts in asked.values():
        if not parts:
            continue
        elsewhere = {
            part.name
            for other, own in asked.values()
            if other.form != form.form and _is_round(other) == _is_round(form)
            for part in own
        }
        codes = {use.code for part in parts for use in part.uses}
        found.append(
            FormBurden(
                form=form.form,
                name=form.name,
                level=form.level,
                cadence=form.cadence,
                cells=len(parts),
                per_xun=len(parts) * PER_XUN[form.cadence],
                twice=tuple(part.name for part in parts if part.name in elsewhere),
                derivable=tuple(
                    part.name
                    for part in parts
                    if any(
                        use.field == "numerator" and wholes.get(use.code, {""}) <= codes for use in part.uses
                    )
                ),
            )
        )
    return tuple(sorted(found, key=lambda one: -one.per_xun))


def _is_round(form: Form) -> bool:
    return form.cadence == Cadence.ROUND


def per_village_and_week(burdens: Iterable[FormBurden]) -> float:
    """Cells one village is asked for in a week by the forms whose rows are villages."""
    return sum(one.per_xun for one in burdens if one.level == "village") * 7 / 10
