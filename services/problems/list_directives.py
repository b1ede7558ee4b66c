"""上次调度定的事: the directives as they stand, those of the last meeting first, and what became of them in one sentence."""

from collections.abc import Mapping
from dataclasses import dataclass

from pandas import DataFrame

from data_access.database import Store
from domain.directive_life import DIRECTIVE_WORDS
from domain.frames import day_stamp
from domain.lights import overdue_levels
from domain.measures.directives import ENDED
from domain.permissions import Moment, Scope
from services.known.read_directives import directives_on
from services.known.read_setting import read_setting
from services.measures.judge_measures import read_rules
from services.problems.problem_words import unit_name
from services.problems.promises import promise_words

DIRECTIVE_COLUMNS = (
    "directive",
    "text",
    "who",
    "due",
    "status",
    "status_word",
    "days_late",
    "days_left",
    "light",
    "promise",
    "promise_short",
    "note",
)
DECIDED = "定了"


@dataclass(frozen=True, slots=True)
class Directives:
    """rows  DIRECTIVE_COLUMNS, late ones first, then by deadline, ended ones last; who 「县财政局 局长 邵某」; days_left
          to the deadline, NaN where ended; light by how late
    counts  the last meeting's 定了, 办结, 未办结, 逾期, 在办
    meeting, sentence  「11月中旬调度会，5 天前」, 「上次调度（11月中旬调度会，5 天前）定了 4 件：办结 2 件、逾期 1 件」; blank without any
    """

    rows: DataFrame
    counts: Mapping[str, int]
    meeting: str
    sentence: str


def list_directives(store: Store, *, scope: Scope, moment: Moment) -> Directives:
    """Those of the newest day anything was decided on, and of earlier ones what is still open.

    A scope of units sees those its units lead; one of places alone sees none. Names of persons as the scope may see.
    """
    state, setting = directives_on(store, moment.known_at, moment.as_of), read_setting(store, moment.known_at)
    if scope.is_limited():
        state = state[state["lead_unit"].isin(list(scope.units or ())).to_numpy(dtype=bool)]
    if state.empty:
        return Directives(DataFrame(columns=list(DIRECTIVE_COLUMNS)), {}, "", "")
    newest = max(state["given_on"])
    ended = state["status"].isin(ENDED)
    of_last = (state["given_on"] == newest).to_numpy(dtype=bool)
    kept = state.assign(ended=ended)[of_last | ~ended.to_numpy(dtype=bool)]
    order = ["ended", "days_late", "due", "directive"]
    kept = kept.sort_values(order, ascending=[True, False, True, True], kind="stable")
    _, rules = read_rules(store, moment.known_at)
    left = (kept["due"] - day_stamp(moment.as_of)).dt.days.astype("float64")

    def promised(*, short: bool) -> list[str]:
        return [
            promise_words(store, row, setting=setting, scope=scope, moment=moment, short=short)
            for row in kept.to_dict("records")
        ]

    rows = DataFrame(
        {
            "directive": kept["directive"],
            "text": kept["text"].fillna(""),
            "who": [
                " ".join(
                    filter(None, (unit_name(unit, setting), post, person if scope.may_see_names else ""))
                )
                for unit, post, person in zip(kept["lead_unit"], kept["post"], kept["person"], strict=True)
            ],
            "due": [f"{due:%m-%d}" for due in kept["due"]],
            "status": kept["status"],
            "status_word": [DIRECTIVE_WORDS[one] for one in kept["status"]],
            "days_late": kept["days_late"],
            "days_left": left.where(~kept["status"].isin(ENDED)),
            "light": overdue_levels(kept["days_late"], rules, moment.as_of),
            "promise": promised(short=False),
            "promise_short": promised(short=True),
            "note": [one if isinstance(one, str) else "" for one in kept["note"]],
        },
        columns=list(DIRECTIVE_COLUMNS),
    ).reset_index(drop=True)
    last = state[of_last]
    counts = _counts(last)
    told = "、".join(f"{word} {count} 件" for word, count in counts.items() if count and word != DECIDED)
    ago = (day_stamp(moment.as_of) - day_stamp(newest)).days
    meeting = f"{last['decided_at'].iloc[0]}，{ago} 天前"
    return Directives(rows, counts, meeting, f"上次调度（{meeting}）定了 {counts[DECIDED]} 件：{told}")


def _counts(last: DataFrame) -> dict[str, int]:
    """How the directives of the last meeting stand: an open one past its day is late, not under way."""
    late = (last["days_late"] > 0).to_numpy(dtype=bool)
    return {
        DECIDED: len(last),
        "办结": int((last["status"] == "done").sum()),
        "未办结": int((last["status"] == "undone").sum()),
        "逾期": int(late.sum()),
        "在办": int((~late & last["status"].isin(["given", "working"])).sum()),
    }
