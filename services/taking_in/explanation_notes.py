"""脚注: what was said of the numbers a page shows, when their workbooks were taken in (features 17)."""

from pandas import DataFrame, concat

from data_access.database import Store
from domain.frames import rows_where, text_or_none
from domain.indicators import DERIVED
from domain.periods import parse
from domain.permissions import Moment, Scope
from domain.setting import Setting
from domain.wording.numbers import spaced
from services.known.kept import Shelf
from services.known.known_rows import last_change, last_change_of_figures, packed_figures
from services.known.read_setting import SETTING, read_setting
from services.taking_in.count_cells import place_words

MOST_NOTES = 3
_READ = ("indicator", "subject_kind", "subject", "period", "cutoff", "explanation", "said_by")


def explanation_notes(
    store: Store, *, scope: Scope, moment: Moment, codes: tuple[str, ...], subjects: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """One sentence per reason, the newest first; the rest is counted, and stands beside each number's cells.

    codes    the indicators the page shows, () for all
    subjects only what was said of these places and units; () for all
    """
    setting = read_setting(store, moment.known_at)
    asked = codes or tuple(
        code for code, versions in setting.catalogue.versions.items() if versions[-1].report_level != DERIVED
    )
    last = last_change_of_figures(store, moment.known_at, asked, until=moment.as_of)
    key = (
        store,
        max(last, last_change(store, moment.known_at, *SETTING)),
        moment.as_of,
        scope,
        asked,
        subjects,
    )
    return _NOTES.answer(key, lambda: _written(store, scope, moment, asked, subjects))


_NOTES: Shelf[tuple[str, ...]] = Shelf(128)


def _written(
    store: Store, scope: Scope, moment: Moment, codes: tuple[str, ...], subjects: tuple[str, ...]
) -> tuple[str, ...]:
    setting = read_setting(store, moment.known_at)
    told = _told([_explained(store, moment, code) for code in codes], scope, subjects)
    reasons = told[["subject", "explanation"]].drop_duplicates()
    notes = [
        _words(
            setting,
            told[((told["subject"] == about) & (told["explanation"] == said)).to_numpy()],
            about,
            said,
        )
        for about, said in reasons.head(MOST_NOTES).itertuples(index=False)
    ]
    rest = len(reasons) - MOST_NOTES
    more = (f"另有{rest}处数有说明，点数字可看。",) if rest > 0 else ()
    return (*notes, *(spaced(one) for one in more))


def _explained(store: Store, moment: Moment, code: str) -> DataFrame:
    """The rows of an indicator with a reason that speak on the day: of each subject the newest visible one."""
    last = last_change_of_figures(store, moment.known_at, (code,), until=moment.as_of)

    def work() -> DataFrame:
        packed = packed_figures(store, code, moment.known_at)
        if packed.says_nothing_in("explanation"):
            return DataFrame(columns=list(_READ))
        figures = packed.frame(_READ)
        # Only who ever gave a reason can have one that stands.
        giving = figures["subject"][figures["explanation"].notna().to_numpy()].unique()
        figures = figures[figures["subject"].isin(giving).to_numpy()]
        seen = figures[(figures["cutoff"] <= moment.as_of).to_numpy(dtype=bool)]
        newest = seen.sort_values(["cutoff", "said_by"], kind="stable").drop_duplicates(
            ["subject_kind", "subject"], keep="last"
        )
        return rows_where(newest, (bool(text_or_none(words)) for words in newest["explanation"]))

    return _EXPLAINED.answer((store, code, last, moment.as_of), work)


_EXPLAINED: Shelf[DataFrame] = Shelf(256)


def _told(explained: list[DataFrame], scope: Scope, subjects: tuple[str, ...]) -> DataFrame:
    """What the scope may see of them, the newest first."""
    said = concat([rows for rows in explained if len(rows)] or explained, ignore_index=True)
    if subjects:
        said = said[said["subject"].isin(subjects).to_numpy(dtype=bool)]
    for kind, allowed in (("place", scope.places), ("unit", scope.units)):
        if allowed is not None:
            hidden = (said["subject_kind"] == kind) & ~said["subject"].isin(list(allowed))
            said = said[~hidden.to_numpy(dtype=bool)]
    return said.sort_values(["cutoff", "said_by"], ascending=False, kind="stable")


def _words(setting: Setting, rows: DataFrame, subject: str, said: str) -> str:
    """「注：石桥镇竹坑村 11月中旬卫生厕所普及率等2项，“应计户数核减28户”。」."""
    names = [setting.catalogue.versions[code][-1].name for code in rows["indicator"]]
    more = f"等{len(names)}项" if len(names) > 1 else ""
    period = parse(str(rows["period"].iloc[0])).short_name
    where = place_words(subject, setting).replace(" ", "")
    return f"注：{where} {period}{names[0]}{more}，“{said}”。"
