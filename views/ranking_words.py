"""How a village's place is written wherever it stands."""

from domain.wording.numbers import plain
from services.villages.village_standing import VillageStanding
from views.tables import movement


def place_words(standing: VillageStanding) -> str:
    """「67.04 分，集聚提升类第 61（63 村，可能在第 53—63），全县第 118（120 村），较上旬 ↓ 4」."""
    stands = standing.stands
    low, high = standing.rank_low, standing.rank_high
    band = f"，可能在第 {low}—{high}" if low != high else ""
    moved = movement(standing.change) or standing.note
    then = standing.since
    since = f"，较{then} {moved}" if moved and moved != "—" else f"，名次较{then}未动" if moved else ""
    since = f"，{standing.uncompared}" if standing.uncompared else since
    return (
        f"{plain(stands.score, stands.decimals)} 分，{stands.group}第 {stands.rank}（{stands.of} 村{band}），"
        f"全县第 {standing.county_rank}（{standing.county_of} 村）{since}"
    )


def no_progress(uncompared: str, since: str, kind: str, measure: str) -> str:
    """「没有去年同期的数，不比进步。」, 「只看本期，不比进步。」, 「没有村上旬和本期都有得分，不比进步。」

    uncompared  why nothing is compared, blank where something is or 本期 was asked; since blank for 本期
    """
    if uncompared:
        return f"{uncompared}，不比进步。"
    return f"没有{kind}{since}和本期都有{measure}，不比进步。" if since else "只看本期，不比进步。"
