"""考评得分 of each village in each of several windows, in one pass over the visits.

The same worth as ENV_SCORE of one window (domain.measures.inspection): the mean over a village's scored visits.
"""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from domain.frames import day_stamp
from domain.measures.inspection import inspection_days
from domain.periods import Period
from domain.places import VILLAGE
from domain.setting import Setting

_NOTHING_FOUND = pd.DataFrame({"village": [], "town": [], "found_on": pd.DatetimeIndex([])})


def scores_by_window(
    visits: pd.DataFrame, windows: Sequence[Period], *, setting: Setting, as_of: date
) -> pd.DataFrame:
    """Mean score in points of each village that counts on as_of, NaN where nobody looked.

    visits   fields of `Visit`; a merged village's visits count for its successor
    windows  do not overlap; what lies after as_of is not seen
    returns  index village in 区划顺序, one column per window code
    """
    villages = [node.place for node in setting.roster.valid_on(as_of, VILLAGE)]
    seen = inspection_days(visits, _NOTHING_FOUND, setting=setting, as_of=as_of)
    scored = seen[seen["score"].notna().to_numpy()]
    code = pd.Series("", index=scored.index)
    for window in windows:
        within = (scored["day"] >= day_stamp(window.start)) & (scored["day"] <= day_stamp(window.end))
        code = code.mask(within, window.code)
    means = scored.groupby(["village", code.rename("window")])["score"].mean().unstack()
    return means.reindex(index=villages, columns=[window.code for window in windows]).astype("float64")
