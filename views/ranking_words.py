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
    since = f"，较上旬 {moved}" if moved and moved != "—" else "，名次较上旬未动" if moved else ""
    return (
        f"{plain(stands.score, stands.decimals)} 分，{stands.group}第 {stands.rank}（{stands.of} 村{band}），"
        f"全县第 {standing.county_rank}（{standing.county_of} 村）{since}"
    )
