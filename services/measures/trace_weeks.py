"""The 均分 of 逐村逐周: the mean of a village's weekly scores, with the visits of those weeks behind it."""

from data_access.database import Store
from domain.measure_frame import PLACE
from domain.periods import parse
from domain.permissions import Moment, Scope
from domain.refusals import Refusal
from domain.setting import Setting
from services.measures.provenance_shown import Provenance
from services.measures.trace_ledgers import ledger_parts
from services.sanitation.score_weeks import score_weeks
from services.taking_in.count_cells import place_words

SCORE = "ENV_SCORE"
WEEKS = "weeks"
"""What stands in the place of a period in the trace of such a mean."""


def trace_weeks(store: Store, scope: Scope, moment: Moment, setting: Setting, village: str) -> Provenance:
    """The panel of a village's mean; Refused: a village nobody visited in these weeks."""
    weeks = score_weeks(store, scope=scope, moment=moment)
    own = weeks.rows[(weeks.rows["village"] == village).to_numpy()]
    if own.empty or own["mean"].isna().all():
        raise Refusal("这个村这几周没有考评得分。请从页面上的数字点开。", code="no_trace")
    first = parse(weeks.codes[0]).start
    return Provenance(
        title=f"人居环境考评得分　{place_words(village, setting)}　{weeks.span}",
        value=f"{own['mean'].iloc[0]:.1f} 分",
        formula=f"{int(own['visits'].iloc[0])} 周有得分，各周相加再平均；一周查过几次的先平均",
        parts=ledger_parts(store, scope, moment, setting, SCORE, PLACE, village, first),
    )
