"""With which day a board is compared: 上期, 去年同期 or 考核基期, or why with none."""

from dataclasses import replace

from data_access.database import Store
from domain.comparisons import Compared, compared, why_uncompared
from domain.periods import period_containing
from domain.permissions import Moment
from domain.scoring import Scheme
from domain.wording.comparison import Uncompared
from services.known.read_setting import read_setting
from services.measures.compare_measures import assessed_from, restarts

COMPARED_BY = "xun"


def other_board(store: Store, scheme: Scheme, *, moment: Moment, against: str) -> Compared:
    """The period and day on which the places are ranked again, under the scheme of now.

    against  domain.comparisons.Against: 上期 is the 旬 before (of a 周榜 the week before)
    returns  without a day, and with the reason, where one of the items begins anew each January in between: points for
             what was paid by last December say nothing of what is paid by now
    """
    setting = read_setting(store, moment.known_at)
    cadence = scheme.cadence or COMPARED_BY
    period = period_containing(cadence, moment.as_of, week_starts=setting.week_starts)
    base = assessed_from(store, moment.known_at, moment.as_of)
    found = compared(period, as_of=moment.as_of, against=against, base=base)
    for item in scheme.items:
        one = setting.catalogue.version(item.indicator, moment.as_of)
        if one is None:
            continue
        why = why_uncompared(
            found, one, setting.catalogue, now=moment.as_of, first=None, restarts=restarts(one)
        )
        if why == Uncompared.NEW_YEAR:
            return replace(found, period=None, day=None, why=why)
    return found
