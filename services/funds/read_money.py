"""Every planned project with its money and its work on one day: what it should have paid, and its light."""

from datetime import date

import numpy as np
from pandas import DataFrame, Series

from data_access.database import Store
from domain.baselines import EVERYBODY, Baseline, baseline
from domain.frames import texts
from domain.lights import LightRules, light, no_light
from domain.measure_frame import quotient
from domain.measures.own_due import money_due
from domain.measures.projects import planned
from domain.measures.spending import spending_by_project
from domain.permissions import Moment, Scope, of_scope
from domain.places import CROSS_TOWN, CROSS_TOWN_NAME
from domain.records import Indicator
from domain.setting import Setting
from domain.units import UnitNode
from services.known.kept import Shelf
from services.known.read_ledgers import read_ledgers
from services.known.read_setting import read_setting
from services.known.read_states import last_of_funds, projects_on
from services.measures.judge_measures import last_of_judgement, read_rules

DUE = "应达"
RECEIVED = "FND_PAY_RCV"
MONEY_COLUMNS = (
    "plan", "received", "rate", "due", "gap", "light", "sentence", "town_name", "village_name", "unit_name",
)  # fmt: skip


def read_money(store: Store, *, scope: Scope, moment: Moment, code: str, line: str = "") -> DataFrame:
    """The year's planned projects in ledger order: the columns of `project_state` and MONEY_COLUMNS.

    code     the payment rate asked (FND_PAY …): whose denominator `rate` is taken of
    line     the baseline chosen; blank takes the indicator's default
    returns  paid, plan, received in yuan; rate and due as fractions, gap = rate − due; NaN where a part is missing.
             paid is the treasury's where it covers the day. person and leader are None for those who may not see names.
             Kept until a change alters the ledgers, the lines or the rules; nobody writes into it
    """
    last = max(last_of_funds(store, moment.known_at), last_of_judgement(store, moment.known_at))
    key = (store, last, scope, moment.as_of, code, line)
    return _MONEY.answer(key, lambda: _worked_out(store, scope, moment, code, line))


_MONEY: Shelf[DataFrame] = Shelf(16)


def _worked_out(store: Store, scope: Scope, moment: Moment, code: str, line: str) -> DataFrame:
    setting = read_setting(store, moment.known_at)
    ledgers = read_ledgers(store, moment.known_at)
    state = projects_on(store, moment.known_at, moment.as_of)
    money = spending_by_project(state, ledgers.allocations, ledgers.payments, as_of=moment.as_of)
    rows = planned(state, moment.as_of).assign(
        plan=money["plan"], received=money["received"], paid=money["paid"]
    )
    rows = seen(rows.reset_index(drop=True), scope)
    return named(_judged(rows, store, setting, code, line, moment), setting, scope)


def _judged(
    rows: DataFrame, store: Store, setting: Setting, code: str, line: str, moment: Moment
) -> DataFrame:
    """rate, due, gap, light and sentence of each project."""
    lines, rules = read_rules(store, moment.known_at)
    indicator = setting.catalogue.version(code, moment.as_of)
    chosen = line or (indicator.baseline if indicator else "")
    against = (
        baseline(indicator, EVERYBODY, line=chosen, day=moment.as_of, lines=lines)
        if indicator and chosen
        else None
    )
    base = (rows["received"] if code == RECEIVED else rows["plan"]).to_numpy(dtype="float64")
    rate = quotient(rows["paid"].to_numpy(dtype="float64"), base)
    due = money_due(rows, line=against.value if against else np.nan, as_of=moment.as_of)
    lights = [
        _light(indicator, value, whole, aim, rules, moment.as_of)
        for value, whole, aim in zip(rate, base, due, strict=True)
    ]
    return rows.assign(
        base=base,
        rate=rate,
        due=due,
        gap=rate - due.to_numpy(),
        light=Series([level for level, _ in lights], index=rows.index, dtype="str"),
        sentence=Series([said for _, said in lights], index=rows.index, dtype="str"),
    )


def _light(
    indicator: Indicator | None, value: float, base: float, due: float, rules: LightRules, day: date
) -> tuple[str, str]:
    """A project is judged by the rule of the payment rate, held against its own due."""
    if indicator is None:
        return no_light("").level.value, ""
    against = None if due != due else Baseline("own", due, DUE)
    found = light(indicator, value, base=base, against=against, rules=rules, day=day)
    return found.level.value, found.sentence()


def seen(rows: DataFrame, scope: Scope) -> DataFrame:
    """The projects (rows with village, town, unit) a scope may see."""
    return rows[of_scope(rows, scope).to_numpy(dtype=bool)].reset_index(drop=True)


def named(rows: DataFrame, setting: Setting, scope: Scope) -> DataFrame:
    """town_name, village_name, unit_name (short) beside the keys; officials' names only for those who may see them."""
    places = {key: node.name for key, node in setting.roster.nodes.items()} | {CROSS_TOWN: CROSS_TOWN_NAME}
    units = {key: short_unit(node, setting) for key, node in setting.units.nodes.items()}
    told = rows.assign(
        town_name=rows["town"].map(places),
        village_name=rows["village"].map(places),
        unit_name=rows["unit"].map(units),
    )
    return told if scope.may_see_names else told.assign(person=None, leader=None)


def full_names(rows: DataFrame) -> list[str]:
    """「柳湾乡污水管网二期」: project names with their town in front where it is not in them already."""
    pairs = zip(texts(rows["name"]), texts(rows["town_name"]), strict=True)
    return [name if town in name else f"{town}{name}" for name, town in pairs]


def short_unit(node: UnitNode, setting: Setting) -> str:
    """「柳湾乡」 for a town's government, the short name 简称 of a department where it has one."""
    if node.place is not None and node.place in setting.roster:
        return setting.roster[node.place].name
    return node.aliases[0] if node.aliases else node.name
