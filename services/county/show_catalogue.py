"""What the page 指标口径 shows: every indicator with its definition and rules, the forms, the light rules, the schemes.

As known at the moment: a page of last month shows last month's definitions.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from data_access.database import Store, reading
from data_access.rows import rows_known
from domain.baselines import EVERYBODY, LINE_NAMES, TargetLines
from domain.frames import records_of
from domain.lights import LightRules
from domain.permissions import Moment, Scope
from domain.records import Form, Indicator, LightRule, SchemeItem
from domain.setting import Setting
from domain.wording import definitions as words
from domain.wording.days import day_words
from services.known.read_setting import read_setting
from services.measures.judge_measures import read_rules

TO_CONFIRM = "请本县确认"
INDICATOR_COLUMNS = (
    "code", "name", "aspect", "unit", "direction", "definition", "parts", "counting", "light", "nodes", "form",
    "reporter", "due", "source", "note",
)  # fmt: skip
FORM_COLUMNS = ("form", "name", "level", "due", "coverage", "reporter", "indicators")
RULE_COLUMNS = ("name", "wording", "note_below", "warn_below", "bad_below", "source")
ITEM_COLUMNS = ("scheme", "block", "name", "weight", "floor", "full", "source")
RULE_NAMES = {"pace": "序时型", "target": "达标型", "zero": "清零型", "overdue": "逾期"}
HUNDREDTHS = 100


@dataclass(frozen=True)
class CatalogueShown:
    """Frames are in the office's own order.

    aspects     aspect 方面 → how many of the found indicators belong to it
    indicators  INDICATOR_COLUMNS, only what was sought; texts, blank where there is nothing to say
    forms       FORM_COLUMNS; rules RULE_COLUMNS; items ITEM_COLUMNS, weight in points
    """

    as_of: str
    plain: str
    sub: str
    aspects: Mapping[str, int]
    indicators: pd.DataFrame
    forms: pd.DataFrame
    rules: pd.DataFrame
    items: pd.DataFrame
    sources: tuple[str, ...]


def show_catalogue(store: Store, *, scope: Scope, moment: Moment, sought: str) -> CatalogueShown:
    """sought  words the indicators are searched for, in any text of theirs; blank for all"""
    setting = read_setting(store, moment.known_at)
    lines, rules = read_rules(store, moment.known_at)
    with reading(store) as connection:
        items = in_sheet_order(rows_known(connection, SchemeItem, moment.known_at))
        indicators = in_sheet_order(rows_known(connection, Indicator, moment.known_at))
        forms = in_sheet_order(rows_known(connection, Form, moment.known_at))
    asked = indicator_rows(setting, lines, rules, moment.as_of, list(indicators["code"].unique()))
    found = matching(asked, sought)
    return CatalogueShown(
        as_of=day_words(moment.as_of),
        plain=headline(asked, setting.forms),
        sub=what_to_confirm(asked, found, sought),
        aspects={aspect: int((found["aspect"] == aspect).sum()) for aspect in found["aspect"].unique()},
        indicators=found,
        forms=form_rows(records_of(Form, forms), setting, moment.as_of),
        rules=rule_rows(rules, setting, moment.as_of),
        items=item_rows(records_of(SchemeItem, items), setting, moment.as_of),
        sources=(
            "来源：指标目录、报表目录、灯规则和考核方案，管理员在“管理 → 目录”里改；换新版本时，办公室没改过的随之更新。",
        ),
    )


def indicator_rows(
    setting: Setting, lines: TargetLines, rules: LightRules, day: date, codes: list[str]
) -> pd.DataFrame:
    """INDICATOR_COLUMNS of the definitions that hold on the day, in the order of the codes."""
    held = [version for code in codes if (version := setting.catalogue.version(code, day)) is not None]
    rows = [_indicator_row(version, setting, lines, rules, day) for version in held]
    return pd.DataFrame(rows, columns=list(INDICATOR_COLUMNS), dtype=object)


def in_sheet_order(known: pd.DataFrame) -> pd.DataFrame:
    """Rows as known in the order of the office's own sheet; what was typed by hand comes last."""
    return known.sort_values("said_line", kind="stable", na_position="last", ignore_index=True)


def _indicator_row(
    version: Indicator, setting: Setting, lines: TargetLines, rules: LightRules, day: date
) -> tuple[str, ...]:
    form = setting.forms.get(version.form)
    nodes = [_nodes(version, line, lines, day) for line in LINE_NAMES]
    return (
        version.code,
        version.name,
        version.aspect,
        words.unit_words(version),
        words.DIRECTION_WORDS[version.direction],
        version.definition,
        words.parts_words(version),
        words.counting_words(version),
        words.light_words(version, rules.of(version, day)),
        "；".join(text for text in nodes if text),
        form.name if form else "由台账计算",
        form.reporter if form else version.unit_owner,
        words.due_words(form) if form else "",
        version.source,
        "；".join(broken.note for broken in setting.catalogue.breaks(version.code)),
    )


def _nodes(version: Indicator, line: str, lines: TargetLines, day: date) -> str:
    """The nodes of the year of the day; a line without one in that year is told by its newest."""
    every = lines.line(version, EVERYBODY, line)
    own = [node for node in every if node.day.year == day.year]
    return words.nodes_words(version, line, own or every[-1:])


def matching(rows: pd.DataFrame, sought: str) -> pd.DataFrame:
    """Rows in which every sought word occurs somewhere, upper and lower case alike."""
    texts = rows.apply(lambda row: "\n".join(row).lower(), axis=1) if len(rows) else pd.Series(dtype=str)
    kept = [all(word in text for word in sought.lower().split()) for text in texts]
    return rows[kept].reset_index(drop=True) if len(rows) else rows


def headline(asked: pd.DataFrame, forms: Mapping[str, Form]) -> str:
    if asked.empty:
        return "库里还没有指标目录"
    lit = int((asked["light"] != words.LIGHT_WORDS["none"]).sum())
    return f"目录有 {len(asked)} 项指标、{len(forms)} 张报表，其中 {lit} 项评灯"


def what_to_confirm(asked: pd.DataFrame, found: pd.DataFrame, sought: str) -> str:
    if sought.strip():
        return f"含“{sought.strip()}”的指标有 {len(found)} 项。"
    count = int(asked["source"].str.contains(TO_CONFIRM).sum()) if len(asked) else 0
    return f"{count} 项的依据里写着“{TO_CONFIRM}”，正式签发前请逐项核定。" if count else ""


def form_rows(forms: list[Form], setting: Setting, day: date) -> pd.DataFrame:
    rows = [
        (
            form.form,
            form.name,
            words.LEVEL_WORDS[form.level],
            words.due_words(form),
            "全量" if form.full else "只报有变化的",
            form.reporter,
            len(setting.catalogue.of_form(form.form, day)),
        )
        for form in forms
    ]
    return pd.DataFrame(rows, columns=list(FORM_COLUMNS))


def rule_rows(rules: LightRules, setting: Setting, day: date) -> pd.DataFrame:
    held = [rule for name in rules.versions if (rule := rules.named(name, day)) is not None]
    rows = [_rule_row(rule, setting, day) for rule in held]
    return pd.DataFrame(rows, columns=list(RULE_COLUMNS))


def _rule_row(rule: LightRule, setting: Setting, day: date) -> tuple[str, ...]:
    own = setting.catalogue.version(rule.rule, day)
    name = RULE_NAMES.get(rule.rule) or (own.name if own else rule.rule)
    days = rule.rule == "overdue"
    lines = (rule.note_below, rule.warn_below, rule.bad_below)
    return (name, rule.wording, *(words.line_words(line, days=days) for line in lines), rule.source)


def item_rows(items: list[SchemeItem], setting: Setting, day: date) -> pd.DataFrame:
    held = [item for item in items if item.valid_from <= day.isoformat()]
    rows = [_item_row(item, setting, day) for item in held]
    return pd.DataFrame(rows, columns=list(ITEM_COLUMNS))


def _item_row(item: SchemeItem, setting: Setting, day: date) -> tuple[object, ...]:
    own = setting.catalogue.version(item.indicator, day)
    return (
        item.name or item.scheme,
        item.block,
        own.name if own else item.indicator,
        item.weight / HUNDREDTHS,
        words.item_line_words(own, item.floor),
        words.item_line_words(own, item.full),
        item.source,
    )
