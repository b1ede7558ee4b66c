"""Which form 报表 a sheet is, by how much of its header the form's layout knows, helped by the words of its title."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from domain.parsing.text import squeezed
from domain.records import Form
from uploads.headers import Header, read_header
from uploads.knowledge import Knowledge
from uploads.sheets import Sheet
from uploads.vocabulary import Vocabulary

# Fields without which a table is not of this layout: all of one group.
_NEEDED: dict[str, tuple[frozenset[str], ...]] = {
    "roster": (
        frozenset({"place.name", "place.code"}),
        frozenset({"place.name", "place.category"}),
        frozenset({"town", "place.code"}),
        frozenset({"place.name", "place.valid_from"}),
        frozenset({"place.name", "place.households", "place.population"}),
    ),
    "units": (frozenset({"unit.name", "unit.kind"}), frozenset({"unit.name", "unit.leader"})),
    "projects": (frozenset({"project.name"}),),
    "funds": (frozenset({"fund.document"}), frozenset({"payment.day", "payment.amount"})),
    "inspections": (frozenset({"visit.day", "problem.text"}), frozenset({"visit.day", "visit.score"})),
    "rectification": (frozenset({"problem.text"}),),
    "directives": (frozenset({"directive.text", "directive.deadline"}),),
    "requests": (
        frozenset({"problem.text", "problem.problem"}),
        frozenset({"problem.text", "problem.found_on"}),
    ),
}
_COMMON = frozenset({"seq", "town", "village", "place", "county", "remark", "unit", "group"})
_TITLE_WORDS: dict[str, tuple[str, ...]] = {
    "roster": ("名册", "花名册", "区划"),
    "units": ("单位名册", "责任单位"),
    "projects": ("项目",),
    "funds": ("资金", "支付", "支出", "下达"),
    "inspections": ("督查", "考评", "暗访"),
    "rectification": ("整改", "反馈"),
    "directives": ("调度事项", "交办", "议定事项", "督办事项"),
    "requests": ("诉求", "工单", "热线", "12345", "12317", "信访"),
}


@dataclass(frozen=True, slots=True)
class Likeness:
    """A sheet read as a form: how many of its columns are understood, and its header in that form's words."""

    form: Form
    header: Header
    score: float


def likenesses(
    sheet: Sheet,
    rows: tuple[int, int],
    title: str,
    vocabularies: Mapping[str, Vocabulary],
    knowledge: Knowledge,
    naming: Mapping[int, str],
) -> list[Likeness]:
    """The sheet read as every form it could be, most like first.

    rows   first and last header row
    title  everything written around the table, with the sheet's and the file's name
    naming  column → field of a column that is known by its content only
    """
    headers = {
        layout: _named(read_header(sheet, *rows, vocabulary), naming)
        for layout, vocabulary in vocabularies.items()
    }
    forms = [*knowledge.forms_by_code.values(), *_unit_roster(knowledge)]
    found = [
        Likeness(form, headers[form.layout], _score(form, headers[form.layout], title, knowledge))
        for form in forms
    ]
    return sorted((one for one in found if one.score > 0), key=lambda one: -one.score)


def _named(header: Header, naming: Mapping[int, str]) -> Header:
    if not naming:
        return header
    headings = (
        replace(one, field=naming.get(one.column, one.field)) if not one.field else one
        for one in header.headings
    )
    return replace(header, headings=tuple(headings))


def _score(form: Form, header: Header, title: str, knowledge: Knowledge) -> float:
    """Columns understood, and a little for the words of the title; 0 where the sheet cannot be this form."""
    fields = {heading.field for heading in header.headings if heading.field}
    own = fields - _COMMON
    score = float(len(own))
    if not _has_what_it_needs(form.layout, fields):
        return 0.0
    if form.layout == "indicators":
        fed = _fed_by(fields, form, knowledge, knowledge.today)
        if not fed or not _has_rows_of(form, fields):
            return 0.0
        score = fed + len(own) * 0.1
    score += 0.05 * len(fields & _COMMON)
    score += 1.5 if any(word in squeezed(title) for word in _TITLE_WORDS.get(form.layout, ())) else 0.0
    return score + (0.5 if squeezed(form.name)[:4] in squeezed(title) else 0.0)


def _has_what_it_needs(layout: str, fields: set[str]) -> bool:
    if layout == "indicators":
        return any(name.startswith(("part:", "rate:")) for name in fields)
    return any(needed <= fields for needed in _NEEDED[layout])


def _has_rows_of(form: Form, fields: set[str]) -> bool:
    """Villages need a village column, units a unit column; a town's rows name towns and no villages."""
    if form.level == "village":
        return bool(fields & {"village", "place", "town"})
    if form.level == "unit":
        return bool(fields & {"unit", "town"})
    return bool(fields & {"town", "unit", "place"}) and "village" not in fields


def _fed_by(fields: set[str], form: Form, knowledge: Knowledge, day: date) -> int:
    """How many of the columns belong to this form's indicators."""
    own = knowledge.catalogue.of_form(form.form, day)
    words = {f"part:{v.numerator_name}" for v in own} | {f"rate:{v.code}" for v in own}
    words |= {f"part:{v.denominator_name}" for v in own if v.denominator_name}
    return len(fields & words)


def _unit_roster(knowledge: Knowledge) -> list[Form]:
    """The units arrive with the roster of places, under the same form."""
    rosters = [form for form in knowledge.forms_by_code.values() if form.layout == "roster"]
    return [form.model_copy(update={"layout": "units"}) for form in rosters[:1]]
