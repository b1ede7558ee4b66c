"""Cards of the county's documents: 产业占比, 下达时长 with median and P90, 结余闲置; and refunds in words."""

from dataclasses import replace
from math import ceil
from statistics import median

from data_access.database import Store
from domain.comparisons import Against
from domain.measure_frame import PLACE
from domain.measures.funds import release_days
from domain.measures.spending import made_payments, year_documents
from domain.permissions import EVERY_PLACE, Moment, Scope
from domain.wording.numbers import plain, wan
from services.known.read_ledgers import read_ledgers
from services.known.read_setting import read_setting
from services.measures.compare_measures import earlier_measures
from services.measures.judge_measures import judge
from services.measures.key_figures import KeyFigure, widest_place
from services.measures.read_measures import read_measures, within
from services.measures.show_group import row_of

CODES = ("FND_IND", "FND_DAYS", "FND_IDLE")
DAYS = "FND_DAYS"


def funds_cards(
    store: Store, *, scope: Scope, moment: Moment, against: str = Against.LAST
) -> tuple[KeyFigure, ...]:
    """A card per measure of the county's documents that the catalogue knows; none for who may not see the county."""
    setting = read_setting(store, moment.known_at)
    county = setting.roster.county
    if county is None or widest_place(setting, scope, moment.as_of) != county.place:
        return ()
    everybody = read_measures(store, scope=EVERY_PLACE, moment=moment, codes=CODES)
    own = within(everybody, scope)
    own = own[((own["subject_kind"] == PLACE) & (own["subject"] == county.place)).to_numpy()]
    judged = judge(store, own.reset_index(drop=True), moment=moment)
    sides = earlier_measures(store, everybody, moment=moment, against=against)
    known = [one for code in CODES if (one := setting.catalogue.version(code, moment.as_of)) is not None]
    cards = []
    for one in known:
        row = row_of(one, judged, setting, county.place, moment, sides.get(one.code))
        told = _days_told(store, moment) if one.code == DAYS else row.parts
        cards.append(replace(row.figure, reported=told))
    return tuple(cards)


def _days_told(store: Store, moment: Moment) -> str:
    """「下达到到位，8 份文件：中位 12，九成在 21 个工作日内」; blank without a document that has both days."""
    setting, ledgers = read_setting(store, moment.known_at), read_ledgers(store, moment.known_at)
    spans = release_days(year_documents(ledgers.funds, moment.as_of), setting)
    if not spans:
        return ""
    most = spans[ceil(len(spans) * 0.9) - 1]
    return f"下达到到位，{len(spans)} 份文件：中位 {plain(median(spans), 0)}，九成在 {most} 个工作日内"


def refunds_told(store: Store, moment: Moment) -> str:
    """「支出已减去退款 2 笔 3.50 万元。」; blank without a refund this year."""
    made = made_payments(read_ledgers(store, moment.known_at).payments, moment.as_of)
    back = made["amount"][(made["amount"] < 0).to_numpy()]
    return f"支出已减去退款 {len(back)} 笔 {wan(-float(back.sum()))} 万元。" if len(back) else ""
