"""What the page 报送情况 shows: unit × form in cells, what to remind each town of, and what it costs a village to report."""

from collections.abc import Mapping
from dataclasses import dataclass

from data_access.database import Store
from domain.burden import MOST_PER_WEEK, FormBurden, form_burdens, per_village_and_week
from domain.completeness import RECEIVED, Tally, tally, tally_by_owner
from domain.permissions import Moment, Scope
from domain.places import VILLAGE
from domain.setting import Setting
from domain.wording.reminders import Lack, reminder_of
from services.completeness.read_cells import FormCells, read_cells
from services.known.read_setting import read_setting
from services.taking_in.read_quality_rules import read_quality_rules


@dataclass(frozen=True, slots=True)
class FormRow:
    """One form of the matrix: its newest due period, until when, and how late the county is."""

    form: str
    name: str
    period: str
    due: str
    days_late: int
    county: Tally
    reporter: str


@dataclass(frozen=True, slots=True)
class OwnerRow:
    """One town or unit: its cells by form; forms that ask nothing of it are absent. reminder: its 催报 text."""

    owner: str
    name: str
    by_form: Mapping[str, Tally]
    reminder: str

    @property
    def missing(self) -> int:
        return sum(one.missing for one in self.by_form.values())


@dataclass(frozen=True, eq=False)
class CompletenessShown:
    """forms and owners most missing first; per_week: cells a village is asked for in a week."""

    plain: str
    red: str
    sub: str
    forms: tuple[FormRow, ...]
    owners: tuple[OwnerRow, ...]
    burdens: tuple[FormBurden, ...]
    per_week: float
    warnings: tuple[str, ...]


def show_completeness(store: Store, *, scope: Scope, moment: Moment) -> CompletenessShown:
    setting = read_setting(store, moment.known_at)
    found = read_cells(store, scope=scope, moment=moment)
    forms = tuple(sorted((_form_row(one, moment) for one in found), key=lambda form: -form.county.missing))
    owners = _owner_rows(found, setting, moment)
    rules = read_quality_rules(store, moment.known_at)
    burdens = form_burdens(
        setting.catalogue, [one.form for one in found], rules.each("parts_not_whole"), moment.as_of
    )
    plain, red = headline(forms, owners)
    return CompletenessShown(
        plain=plain,
        red=red,
        sub="按格算：一张表 25 格空 1 格是 96%，不是 100%；待核的格算没有报到，不适用的不算应报。",
        forms=forms,
        owners=owners,
        burdens=burdens,
        per_week=per_village_and_week(burdens),
        warnings=burden_warnings(burdens),
    )


def headline(forms: tuple[FormRow, ...], owners: tuple[OwnerRow, ...]) -> tuple[str, str]:
    """「到期的 12 张报表应报 5,040 格，已报 98%」, and in red who lacks most."""
    if not forms:
        return "还没有到期的报表；放入第一份文件就可以开始", ""
    expected = sum(one.county.expected for one in forms)
    received = sum(one.county.received for one in forms)
    whole = Tally(expected, received, received)
    plain = f"到期的 {len(forms)} 张报表应报 {expected:,} 格，已报 {whole.words}"
    if not whole.missing:
        return f"{plain}，都已报齐", ""
    first = owners[0]
    return f"{plain}，还差 {whole.missing:,} 格", f"，{first.name}差得最多（{first.missing:,} 格）"


def _form_row(one: FormCells, moment: Moment) -> FormRow:
    return FormRow(
        form=one.form.form,
        name=one.form.name,
        period=one.period.short_name.removeprefix(f"{moment.as_of.year}年"),
        due=one.deadline.words,
        days_late=one.days_late(moment.as_of),
        county=tally(one.cells),
        reporter=one.form.reporter,
    )


def _owner_rows(found: tuple[FormCells, ...], setting: Setting, moment: Moment) -> tuple[OwnerRow, ...]:
    by_owner: dict[str, dict[str, Tally]] = {}
    for one in found:
        for owner, own in tally_by_owner(one.cells).items():
            by_owner.setdefault(owner, {})[one.form.form] = own
    until = reply_words(setting, moment)
    rows = [
        OwnerRow(owner, owner_name(owner, setting), own, _reminder(owner, found, setting, moment, until))
        for owner, own in by_owner.items()
    ]
    order = {key: at for at, key in enumerate([*setting.roster.nodes, *setting.units.nodes])}
    return tuple(sorted(rows, key=lambda row: (-row.missing, order.get(row.owner, len(order)))))


def owner_name(owner: str, setting: Setting) -> str:
    return setting.roster[owner].name if owner in setting.roster else setting.units[owner].name


def reply_words(setting: Setting, moment: Moment) -> str:
    """「11月20日18:00」: the working day after the day looked at."""
    day = setting.calendar.add(moment.as_of, 1)
    return f"{day.month}月{day.day}日18:00"


def _reminder(owner: str, found: tuple[FormCells, ...], setting: Setting, moment: Moment, until: str) -> str:
    lacks = []
    for one in found:
        cells = one.cells
        own = cells[((cells["owner"] == owner) & (cells["state"] != RECEIVED)).to_numpy(dtype=bool)]
        if own.empty:
            continue
        names: tuple[str, ...] = ()
        if one.form.level == VILLAGE:
            names = tuple(setting.roster[place].name for place in dict.fromkeys(own["subject"]))
        lacks.append(Lack(one.form.name, one.period.short_name, len(own), names, one.days_late(moment.as_of)))
    return reminder_of(owner_name(owner, setting), lacks, until)


def burden_warnings(burdens: tuple[FormBurden, ...]) -> tuple[str, ...]:
    """Cells that need not be asked: in two forms at once, or the sum of others; and a village asked for too many."""
    found = []
    week = per_village_and_week(burdens)
    if week > MOST_PER_WEEK:
        found.append(f"一个村平均每周要填 {week:.1f} 格，超过减负线 {MOST_PER_WEEK} 格。")
    twice: dict[str, list[str]] = {}
    for one in burdens:
        for part in one.twice:
            twice.setdefault(part, []).append(one.name)
        if one.derivable:
            found.append(f"{one.name}：{'、'.join(one.derivable)}由分项相加就有，不必再填。")
    found += [f"{part}在{'、'.join(names)}里各要一次，收一次就够。" for part, names in twice.items()]
    return tuple(found)
