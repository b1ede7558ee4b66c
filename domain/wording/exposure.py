"""曝光台's headline: how many are exposed, how many of them are put right, what waits for whom."""

from domain.wording.conclusion import Conclusion


def exposure_conclusion(*, exposed: int, closed: int, waiting: int) -> Conclusion:
    """「正在曝光 3 处，其中 1 处已销号；2 处还没改好」.

    waiting  proposed or approved, not yet shown
    """
    sub = f"另有 {waiting} 处拟曝光，审核通过、再点“曝光”才上这一页。" if waiting else ""
    if not exposed:
        return Conclusion("现在没有曝光的问题", sub=sub)
    left = exposed - closed
    plain = f"正在曝光 {exposed} 处，其中 {closed} 处已销号"
    return Conclusion(f"{plain}；" if left else plain, f"{left} 处还没改好" if left else "", sub)
