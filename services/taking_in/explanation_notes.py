"""脚注: what was said of the numbers a page shows, when their workbooks were taken in (features 17)."""

from pandas import DataFrame

from data_access.database import Store
from domain.frames import text_or_none
from domain.indicators import DERIVED
from domain.periods import parse
from domain.permissions import Moment, Scope
from domain.setting import Setting
from domain.wording.numbers import spaced
from services.known.read_setting import read_setting
from services.measures.read_measures import read_figures
from services.taking_in.count_cells import place_words

MOST_NOTES = 3


def explanation_notes(
    store: Store, *, scope: Scope, moment: Moment, codes: tuple[str, ...], subject: str = ""
) -> tuple[str, ...]:
    """One sentence per reason, the newest first; the rest is counted, and stands beside each number's cells.

    codes    the indicators the page shows, () for all
    subject  only what was said of this place or unit; "" for all
    """
    setting = read_setting(store, moment.known_at)
    asked = codes or tuple(
        code for code, versions in setting.catalogue.versions.items() if versions[-1].report_level != DERIVED
    )
    told = _told(read_figures(store, moment.known_at, asked), scope, moment, subject)
    notes = [
        _words(setting, rows, str(about), str(said))
        for (about, said), rows in told.groupby(["subject", "explanation"], sort=False)
    ]
    rest = len(notes) - MOST_NOTES
    more = (f"另有{rest}处数有说明，点数字可看。",) if rest > 0 else ()
    return (*notes[:MOST_NOTES], *(spaced(one) for one in more))


def _told(figures: DataFrame, scope: Scope, moment: Moment, subject: str) -> DataFrame:
    """The rows with a reason that speak on the day: of each indicator and subject the newest visible one."""
    if figures.empty:
        return figures
    seen = figures[(figures["cutoff"] <= moment.as_of).to_numpy(dtype=bool)]
    newest = seen.sort_values(["cutoff", "said_by"], kind="stable").drop_duplicates(
        ["indicator", "subject_kind", "subject"], keep="last"
    )
    said = newest[[bool(text_or_none(words)) for words in newest["explanation"]]]
    if subject:
        said = said[(said["subject"] == subject).to_numpy()]
    for kind, allowed in (("place", scope.places), ("unit", scope.units)):
        if allowed is not None:
            hidden = (said["subject_kind"] == kind) & ~said["subject"].isin(list(allowed))
            said = said[~hidden.to_numpy(dtype=bool)]
    return said.sort_values(["cutoff", "said_by"], ascending=False, kind="stable")


def _words(setting: Setting, rows: DataFrame, subject: str, said: str) -> str:
    """「注：石桥镇竹坑村 11月中旬卫生厕所普及率等2项，“应计户数核减28户”。」."""
    names = [setting.catalogue.versions[code][-1].name for code in rows["indicator"]]
    more = f"等{len(names)}项" if len(names) > 1 else ""
    try:
        period = parse(str(rows["period"].iloc[0])).short_name
    except ValueError:  # a round: its days stand in the office's own table
        period = str(rows["period"].iloc[0])
    where = place_words(subject, setting).replace(" ", "")
    return f"注：{where} {period}{names[0]}{more}，“{said}”。"
