"""Who acts and what they may see: both are arguments of every service, never looked up inside one."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

import numpy as np
from pandas import DataFrame, Series

from domain.frames import among


class Role(StrEnum):
    """The five plain roles: 领导 looks, 科员 reports, 审核 accepts, 督查 inspects, 管理 administers."""

    LEADER = "leader"
    CLERK = "clerk"
    REVIEWER = "reviewer"
    INSPECTOR = "inspector"
    ADMIN = "admin"


ROLE_WORDS = {
    Role.LEADER: "领导",
    Role.CLERK: "科员",
    Role.REVIEWER: "审核",
    Role.INSPECTOR: "督查",
    Role.ADMIN: "管理",
}


def role_words(roles: Collection[Role]) -> str:
    """「督查、管理」: who may do something, in the order in which the roles are declared."""
    return "、".join(word for role, word in ROLE_WORDS.items() if role in roles)


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who does something; `name` is stored with every change."""

    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Scope:
    """What may be seen; a field of every cache key (DESIGN 5.4), so it is hashable and has no default.

    places                place keys that may be seen; None is the whole county
    units                 unit keys that may be seen; None is every unit
    may_see_names         names of responsible officials
    may_see_small_counts  counts below 5 of people or households
    """

    places: frozenset[str] | None
    units: frozenset[str] | None
    may_see_names: bool
    may_see_small_counts: bool

    def is_limited(self) -> bool:
        """Confined to a town or to a department."""
        return self.places is not None or self.units is not None


def of_scope(rows: DataFrame, scope: Scope) -> Series:
    """True for each matter (a project, a problem: rows with village, town, unit) that may be seen.

    A town sees what lies in it and what its government answers for elsewhere; a department what it answers for,
    wherever that lies. What nobody answers for and what lies in no town is the county's.
    """
    if not scope.is_limited():
        return Series(True, index=rows.index)
    places, units = scope.places or (), scope.units or ()
    asked = (("village", places), ("town", places), ("unit", units))
    own = np.logical_or.reduce([among(rows[name], keys) for name, keys in asked])
    return Series(own, index=rows.index)


SEE_SMALL_COUNTS = frozenset({Role.CLERK, Role.REVIEWER, Role.ADMIN})
"""Those who keep the figures work with every count; who only looks sees counts of people below 5 as such."""


def scope_for(role: Role, *, places: frozenset[str] | None, units: frozenset[str] | None) -> Scope:
    """What a signed-in member of staff sees within these places and units (None: all); officials are named to them."""
    return Scope(places, units, may_see_names=True, may_see_small_counts=role in SEE_SMALL_COUNTS)


WHOLE_COUNTY = Scope(places=None, units=None, may_see_names=True, may_see_small_counts=True)
# What is worked out once for everybody, before a reader's own scope hides rows of it; it needs no names.
EVERY_PLACE = replace(WHOLE_COUNTY, may_see_names=False)


@dataclass(frozen=True, slots=True)
class Moment:
    """The two clocks of DESIGN 1: the day the figures speak about, and the change up to which is known."""

    as_of: date
    known_at: int
