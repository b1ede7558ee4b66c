"""A stored value as a person reads it: money in 万元, rates in percent, codes as their Chinese words.

For differences and histories, where any field of any record may stand beside any other.
"""

from collections.abc import Mapping
from datetime import date

from domain.boundaries import count_points
from domain.indicators import is_money
from domain.periods import parse
from domain.records import RECORDS, Indicator, Record, meanings
from domain.setting import Setting
from domain.wording.codes import CODED, NAMES_FORM, NAMES_INDICATOR
from domain.wording.numbers import MINUS, percent, plain, wan

NOTHING = "（空）"
FEN, PPM, HUNDREDTHS = 100, 1_000_000, 100
# Fields without `refers`, because a place or a unit may stand in them.
_SUBJECTS = {("figure", "subject"), ("alias", "subject"), ("alias", "within")}
# A picture is told by the beginning of its hash.
HASHES, FINGERPRINT = {("photo", "photo"), ("photo", "masked")}, 8

# Columns that feed several fields by rule: events of a problem, allocations of a project.
RULED_WORDS = {
    "aliases": "别名",
    "town.code": "镇的区划代码",
    "allocation.central": "中央资金",
    "allocation.province": "省级资金",
    "allocation.city": "市级资金",
    "allocation.county": "县级资金",
    "allocation.other": "其他资金",
    "status": "整改状态",
    "closed_word": "是否销号",
    "progress": "整改进展",
    "assigned": "交办日期",
    "done": "完成日期",
    "rechecked": "复查日期",
    "recheck": "复查结果",
    "closed": "销号日期",
    "extended_to": "延期后期限",
    "extension": "延期说明",
}
# What a column is read as that says which row it is.
NAMING_WORDS = {"village": "村", "town": "乡镇", "place": "镇村", "unit": "单位"}


def value_words(
    record: type[Record], field: str, worth: object, *, setting: Setting, indicator: str = ""
) -> str:
    """A field's value; 「（空）」 for none.

    worth      as stored (integers, codes) or as read (days); ISO texts of days are days
    indicator  the code a figure's parts belong to
    """
    if worth is None or worth != worth or worth == "":
        return NOTHING
    if isinstance(worth, bool):
        return "是" if worth else "否"
    if isinstance(worth, date):
        return worth.isoformat()
    if isinstance(worth, int):
        return _number_words(record, field, worth, setting.catalogue.versions.get(indicator, ()))
    return _text_words(record, field, str(worth), setting)


def _number_words(record: type[Record], field: str, worth: int, versions: tuple[Indicator, ...]) -> str:
    meaning = meanings(record)[field]
    if meaning.unit == "fen":
        return f"{wan(worth / FEN)} 万元"
    if meaning.unit == "ppm":
        return percent(worth / PPM) if record.NAME != "target" else plain(worth / PPM, 4)
    if meaning.unit in ("score2", "hundredth of a point"):
        return f"{plain(worth / HUNDREDTHS, 2)} 分"
    if record.NAME == "figure" and versions and field in ("numerator", "denominator"):
        return _part_words(versions[-1], worth)
    return f"{plain(worth, 0)}{f' {meaning.unit}' if meaning.unit else ''}" if field != "year" else str(worth)


def _part_words(version: Indicator, worth: int) -> str:
    """A reported part: an amount in 万元, counts whole, anything else with its decimals."""
    value = worth / 10**version.scale
    if is_money(version):
        return f"{wan(value)} 万元"
    return plain(value, 0 if value.is_integer() else version.scale)


def _text_words(record: type[Record], field: str, worth: str, setting: Setting) -> str:
    place = (record.NAME, field)
    if place in CODED and worth in CODED[place]:
        return CODED[place][worth]
    if record.NAME == "header_word":
        return _header_part(worth, setting) if field == "part" else worth.replace("‖", " / ")
    if place in NAMES_INDICATOR:
        return indicator_name(worth, setting)
    if place in NAMES_FORM:
        form = setting.forms.get(worth)
        return form.name if form else worth
    if meanings(record)[field].refers in ("place", "unit") or place in _SUBJECTS:
        return subject_name(worth, setting)
    if meanings(record)[field].unit == "shape":
        return f"{count_points(worth)} 个点的图形"
    if place == ("place", "predecessors"):
        return "、".join(subject_name(key, setting) for key in worth.split(";"))
    return worth[:FINGERPRINT] if place in HASHES else worth


def _header_part(part: str, setting: Setting) -> str:
    """What a confirmed header stands for: the part of an indicator as it is, a field of a ledger by its title."""
    kind, _, rest = part.partition(":")
    if part == "-":
        return "不读这一列"
    if kind == "rate":
        return f"{indicator_name(rest, setting)}（{PART_TITLES['typed_rate']}）"
    if kind == "name":
        return NAMING_WORDS.get(rest, rest)
    owner, _, field = part.partition(".")
    if owner in RECORDS and field in meanings(RECORDS[owner]):
        return f"{record_title(owner)}的{meanings(RECORDS[owner])[field].title}"
    return RULED_WORDS.get(part, part)


def difference_words(
    record: type[Record], field: str, old: object, new: object, *, setting: Setting, indicator: str = ""
) -> str:
    """「+8」, 「−9.2 个百分点」, 「+3.50 万元」 between two numbers; blank for anything else."""
    if not (_is_number(old) and _is_number(new)) or field == "year":
        return ""
    moved = int(str(new)) - int(str(old))
    size = value_words(record, field, abs(moved), setting=setting, indicator=indicator)
    if meanings(record)[field].unit == "ppm":
        size = f"{plain(abs(moved) / PPM * 100, 1)} 个百分点"
    return f"{'+' if moved > 0 else MINUS}{size}" if moved else ""


def _is_number(worth: object) -> bool:
    return isinstance(worth, int) and not isinstance(worth, bool)


def indicator_name(code: str, setting: Setting) -> str:
    versions = setting.catalogue.versions.get(code)
    return versions[-1].name if versions else code


def subject_name(key: str, setting: Setting) -> str:
    """「青石镇 上坪村」, a unit's name; the key itself for what no register holds."""
    roster = setting.roster
    if key in roster:
        town = roster.town_of(key)
        return f"{roster[town].name} {roster[key].name}" if town and town != key else roster[key].name
    return setting.units[key].name if key in setting.units else key


PART_TITLES = {"typed_rate": "手填"}
# An event's fields as the ledgers call them.
EVENT_TITLES = {"to_status": "状态", "note": "经过说明", "day": "经过日期"}


def field_title(record: type[Record], field: str, *, setting: Setting, indicator: str = "") -> str:
    """The office's name of a field: 「卫生厕所户数」, 「累计支付」."""
    versions = setting.catalogue.versions.get(indicator, ())
    if record.NAME == "figure" and versions:
        parts = {"numerator": versions[-1].numerator_name, "denominator": versions[-1].denominator_name}
        return (
            parts.get(field)
            or f"{versions[-1].name}（{PART_TITLES.get(field, meanings(record)[field].title)}）"
        )
    if record.NAME == "event" and field in EVENT_TITLES:
        return EVENT_TITLES[field]
    return meanings(record)[field].title


def key_words(
    record: type[Record], key: tuple[object, ...], setting: Setting, names: Mapping[str, str]
) -> str:
    """Who or what a row speaks of: 「青石镇 上坪村 11月中旬」, a project's name, an indicator's name.

    names  project key → its name; a key it does not hold is told as it is
    """
    if record.NAME == "figure":
        _, _, subject, period = (str(part) for part in key)
        return f"{subject_name(subject, setting)} {parse(period).short_name}"
    fields = [(name, meaning) for name, meaning in meanings(record).items() if meaning.key]
    shown = []
    for (name, meaning), part in zip(fields, key, strict=True):
        if part in ("", None, "*") or isinstance(part, int):
            continue
        named = names.get(str(part)) if meaning.refers == "project" or name in ("project", "number") else None
        shown.append(named or value_words(record, name, part, setting=setting))
    return " ".join(shown)


def record_title(name: str) -> str:
    return RECORDS[name].TITLE
