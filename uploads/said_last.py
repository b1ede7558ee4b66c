"""What a form said last time: a column of it that is gone was most likely renamed, so nobody may pass over it.

Several offices may send one form, each its own columns: what counts is what the sheets most like this one said.
"""

from collections.abc import Collection, Mapping

import pandas as pd

from domain.records import Form, Indicator
from uploads.knowledge import Knowledge

_ALIKE = 0.5
"""Of this sheet's columns, the share another sheet must have to be the same report."""


def said_last(
    form: Form, present: Collection[str], towns: Collection[str], knowledge: Knowledge
) -> frozenset[str]:
    """Fields (「part:卫生厕所户数」, 「project.name」) that the last sheets most like this one said.

    present  fields this sheet has
    towns    keys of the towns the sheet names; of all where it names none
    returns  nothing for a form nobody ever sent, or not with such columns
    """
    if knowledge.columns_said is None:
        return frozenset()
    versions = {v.code: v for v in knowledge.catalogue.of_form(form.form, knowledge.today)}
    sheets = [frozenset(_field(said, versions) for said in one) for one in knowledge.columns_said(form.form)]
    own = frozenset(present) & frozenset[str]().union(*sheets)
    most = max((len(own & sheet) for sheet in sheets), default=0)
    if not most or most < _ALIKE * len(own):
        return frozenset()
    said = frozenset[str]().union(*(sheet for sheet in sheets if len(own & sheet) == most))
    return said if form.layout != "indicators" else said & _newest_parts(form, versions, towns, knowledge)


def _field(said: str, versions: Mapping[str, Indicator]) -> str:
    """A sheet's field as headers name it: 「TOI_COV.numerator」 is 「part:卫生厕所户数」."""
    code, _, side = said.partition(".")
    version = versions.get(code)
    if version is None:
        return said
    if side == "typed_rate":
        return f"rate:{code}"
    return f"part:{version.numerator_name if side == 'numerator' else version.denominator_name}"


def _newest_parts(
    form: Form, versions: Mapping[str, Indicator], towns: Collection[str], knowledge: Knowledge
) -> frozenset[str]:
    """The parts that the subjects of the sheet said in the newest period they spoke of."""
    figures = knowledge.figures
    own = figures[figures["indicator"].isin(list(versions)).to_numpy(dtype=bool)]
    if towns and form.level == "village":
        within = [knowledge.roster.town_of(str(subject)) in towns for subject in own["subject"]]
        own = own[pd.Series(within, index=own.index, dtype=bool).to_numpy()]
    if own.empty:
        return frozenset()
    newest = max(own["period"].unique(), key=_order)
    found = set()
    for code, rows in own[(own["period"] == newest).to_numpy(dtype=bool)].groupby("indicator", sort=False):
        for side in ("numerator", "denominator"):
            if rows[side].notna().any():
                found.add(_field(f"{code}.{side}", versions))
    return frozenset(found)


def _order(period: str) -> str:
    """Codes of one cadence stand in the order of time, rounds by their number."""
    year, _, number = period.partition("-")
    return f"{year}-{int(number):03d}" if period.startswith("R") else period
