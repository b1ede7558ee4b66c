"""Which projects a page looks at: those of a town, of a type, of a responsible unit; each may be left open."""

from dataclasses import dataclass, replace
from datetime import date

from pandas import DataFrame

from data_access.database import Store
from domain.permissions import Moment, Scope
from domain.places import TOWN, PlaceNode
from domain.refusals import Refusal
from domain.setting import Setting
from services.accounts.rows_in_scope import OUTSIDE
from services.funds.read_money import seen, short_unit
from services.known.read_setting import read_setting
from services.known.read_states import projects_on

EVERYWHERE = "all"
EVERY_KIND, EVERY_UNIT = "各类型", "各单位"


@dataclass(frozen=True, slots=True)
class Choice:
    """place and unit are keys, kind the words of a type; EVERYWHERE leaves one open."""

    place: str = EVERYWHERE
    kind: str = EVERYWHERE
    unit: str = EVERYWHERE

    @property
    def is_of_places_only(self) -> bool:
        """Whether the measures of a place answer it as they are."""
        return self.kind == self.unit == EVERYWHERE

    def within(self, scope: Scope) -> "Choice":
        """A department's page counts its own projects, in the towns too."""
        own = list(scope.units or ())
        is_department = scope.places is None and len(own) == 1
        return replace(self, unit=own[0]) if is_department and self.unit == EVERYWHERE else self

    def of(self, rows: DataFrame) -> DataFrame:
        """The rows (town, type, unit) it holds."""
        kept = rows
        for column, wanted in (("town", self.place), ("type", self.kind), ("unit", self.unit)):
            if wanted != EVERYWHERE:
                kept = kept[(kept[column] == wanted).to_numpy(dtype=bool)]
        return kept.reset_index(drop=True)


@dataclass(frozen=True, slots=True)
class Choices:
    """Code → words of what each control offers, the open choice first; no two words alike."""

    places: dict[str, str]
    kinds: dict[str, str]
    units: dict[str, str]


def choices_of_projects(store: Store, *, scope: Scope, moment: Moment) -> Choices:
    """Towns the scope may see; types and units that stand in the project ledgers known."""
    setting = read_setting(store, moment.known_at)
    towns = offered_towns(setting, scope, moment.as_of)
    state = seen(projects_on(store, moment.known_at, moment.as_of), scope)
    kinds = sorted(set(state["type"].dropna()), key=lambda kind: -int((state["type"] == kind).sum()))
    units: dict[str, str] = {}
    for key in state["unit"].dropna().drop_duplicates():
        node = setting.units.nodes.get(str(key))
        if node is not None:
            name = short_unit(node, setting)
            units[str(key)] = name if name not in units.values() else node.name
    return Choices(
        places={EVERYWHERE: "全县"} | {town.place: town.name for town in towns},
        kinds={EVERYWHERE: EVERY_KIND} | {str(kind): str(kind) for kind in kinds},
        units={EVERYWHERE: EVERY_UNIT} | units,
    )


def require_unit(store: Store, unit: str, *, scope: Scope, moment: Moment) -> None:
    """Refused: a unit that answers for nothing the scope may see, whether it exists or not."""
    if scope.is_limited() and unit != EVERYWHERE and unit not in (scope.units or ()):
        state = seen(projects_on(store, moment.known_at, moment.as_of), scope)
        if unit not in set(state["unit"].dropna()):
            raise Refusal(f"这个单位{OUTSIDE}", code="out_of_scope")


def offered_towns(setting: Setting, scope: Scope, day: date) -> list[PlaceNode]:
    """The towns a scope may see, in 区划顺序."""
    towns = setting.roster.valid_on(day, TOWN)
    return [town for town in towns if scope.places is None or town.place in scope.places]
