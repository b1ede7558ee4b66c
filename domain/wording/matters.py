"""Why a matter stands where it stands: its three factors and what they make, as the full list prints them."""

from domain.matters import LONGEST, SOURCE_WEIGHTS, Matter
from domain.wording.numbers import percent, plain

# What each factor means, for the foot of the list.
WEIGHTS = "、".join(
    f"{word} {SOURCE_WEIGHTS[code]:.1f}"
    for code, word in {
        "superior": "上级反馈、巡察、审计", "hotline": "群众诉求", "self": "自查", "inspection": "日督查点位",
    }.items()
)  # fmt: skip
RULE = (
    "差距＝还没做成的份额（项目取支出差距和未完工份额中大的；未报按未报村占比；其余为 100%）；"
    f"分量＝项目按计划资金与最大项目之比，问题按来源（{WEIGHTS}），未报为 1.0；拖延满 {LONGEST} 天封顶。"
)


def reason_words(matter: Matter) -> str:
    """「差距 70.0% × 分量 1.00 × 30 / 30 天 ＝ 70.0」: what is shown multiplies to what is ranked on, in hundredths."""
    days = f"{min(matter.days, LONGEST)} / {LONGEST} 天"
    held = f"（已拖 {matter.days} 天）" if matter.days > LONGEST else ""
    score = plain(matter.urgency * 100, 1)
    return f"差距 {percent(matter.gap)} × 分量 {plain(matter.weight, 2)} × {days}{held} ＝ {score}"
