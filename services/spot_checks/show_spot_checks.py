"""Everything the 抽查登记 page shows."""

from dataclasses import dataclass

from data_access.database import Store
from domain.permissions import Moment, Scope
from domain.spot_check import minutes_words
from domain.wording.conclusion import Conclusion
from domain.wording.spot_checks import spot_check_conclusion
from services.completeness.strip_of import Strip, strip_of
from services.known.read_practice import read_practice
from services.spot_checks.list_spot_checks import Checked, list_spot_checks


@dataclass(frozen=True, slots=True)
class SpotCheckPage:
    """checks  the newest first"""

    strip: Strip
    conclusion: Conclusion
    checks: tuple[Checked, ...]
    foot: tuple[str, ...]


def show_spot_checks(store: Store, *, scope: Scope, moment: Moment) -> SpotCheckPage:
    """The page at a moment, within a scope."""
    checks, habits = list_spot_checks(store, scope=scope, moment=moment), read_practice(store, moment)
    waiting = [
        (f"{one.town_name}{one.village_name}", one.next_step.step.word) for one in checks if one.next_step
    ]
    late = sum(len(one.late) for one in checks if one.next_step)
    limits = "、".join(
        f"{word} {minutes_words(minutes)}"
        for word, minutes in (
            ("报告", habits.report_minutes), ("到位", habits.arrive_minutes), ("资料移交", habits.hand_over_minutes),
        )
    )  # fmt: skip
    return SpotCheckPage(
        strip=strip_of(store, scope=scope, moment=moment, form="INS"),
        conclusion=spot_check_conclusion(waiting, checks=len(checks), late=late),
        checks=checks,
        foot=(
            f"时限从接到通知算起：{limits}；是工作惯例，请本县在目录“用语”里定。",
            "没登记的一步，当天还不算超时，过了那天算。上级的抽查不算县里的日督查，不记得分。",
            "来源：本页登记。",
        ),
    )
