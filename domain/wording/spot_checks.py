"""抽查登记's headline: which villages are being reviewed, what is still missing, what was late."""

from collections.abc import Sequence

from domain.wording.conclusion import Conclusion, named


def spot_check_conclusion(waiting: Sequence[tuple[str, str]], *, checks: int, late: int) -> Conclusion:
    """「青石镇东关村迎检，下一步资料移交；」「2 步超时」.

    waiting  village and next step of each spot check something is still missing of, the newest first
    late     steps late of those
    """
    if not checks:
        return Conclusion("还没有登记过抽查")
    if not waiting:
        return Conclusion(f"登记过抽查 {checks} 次，每一步都有时刻")
    village, step = waiting[0]
    of_which = f"，{village}" if len(waiting) > 1 else "，"
    plain = f"{named([one for one, _ in waiting])}迎检{of_which}下一步：{step}"
    return Conclusion(f"{plain}；" if late else plain, f"{late} 步超过时限" if late else "")
