"""Level and progress together: 先进, 进步, 整改, 治理. Who stands at 99 cannot gain 5, so a gain is told as a share of
what was left to gain."""

import numpy as np
import pandas as pd

CLASSES = ("先进", "进步", "整改", "治理")


def progress_classes(now: pd.DataFrame, before: pd.DataFrame, *, full: float) -> pd.DataFrame:
    """The class of each subject with a score in both periods.

    now, before  subject, group, score (NaN: not ranked); full: the highest score there is
    returns      subject, group, score, change (points), progress (rise ÷ what was left; a fall ÷ what there was),
                 class: 先进 high and not falling, 进步 low and rising, 整改 high and falling, 治理 low and not rising;
                 high is the group's median or better
    """
    rows = now[["subject", "group", "score"]].merge(
        before[["subject", "score"]], on="subject", suffixes=("", "_before")
    )
    rows = rows[(rows["score"].notna() & rows["score_before"].notna()).to_numpy()].reset_index(drop=True)
    change = rows["score"] - rows["score_before"]
    room = np.where(change >= 0, full - rows["score_before"], rows["score_before"])
    progress = np.divide(change.to_numpy(), room, out=np.zeros(len(rows)), where=room > 0)
    is_high = (rows["score"] >= rows.groupby("group")["score"].transform("median")).to_numpy()
    first, second, third, fourth = CLASSES
    words = np.select(
        [is_high & (change >= 0), ~is_high & (change > 0), is_high], [first, second, third], default=fourth
    )
    return rows.drop(columns="score_before").assign(change=change, progress=progress, **{"class": words})
