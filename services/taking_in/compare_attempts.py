"""A repaired file beside the attempt before it: which cells are other ones now, which issues are gone, left or new."""

from dataclasses import dataclass

from domain.issues import NOTE, Issue
from services.taking_in.preview import FilePreview


@dataclass(frozen=True, slots=True)
class Attempts:
    """name of the attempt before; issues by what became of them, notes left out."""

    name: str
    repaired: tuple[Issue, ...]
    left: tuple[Issue, ...]
    fresh: tuple[Issue, ...]

    @property
    def words(self) -> str:
        """「与刚才的“旬报.xlsx”比：37 处已改好 35 处，还剩 2 处，新出现 1 处。」."""
        before = len(self.repaired) + len(self.left)
        left = f"，还剩 {len(self.left)} 处" if self.left else ""
        fresh = f"，新出现 {len(self.fresh)} 处" if self.fresh else ""
        return f"与刚才的“{self.name}”比：{before} 处问题已改好 {len(self.repaired)} 处{left}{fresh}。"


def is_same_report(one: FilePreview, other: FilePreview) -> bool:
    """Whether two files are attempts at one report: the same form, the same periods, not the same bytes."""
    if one.reading is None or other.reading is None or one.sha256 == other.sha256:
        return False
    return (one.reading.form, one.reading.periods) == (other.reading.form, other.reading.periods)


def compare_attempts(before: FilePreview, now: FilePreview) -> Attempts:
    """An issue is the same while its code stands at the same cell."""
    old = {(one.code, one.sheet, one.cell): one for one in before.issues if one.level != NOTE}
    new = {(one.code, one.sheet, one.cell): one for one in now.issues if one.level != NOTE}
    return Attempts(
        name=before.name,
        repaired=tuple(one for key, one in old.items() if key not in new),
        left=tuple(one for key, one in new.items() if key in old),
        fresh=tuple(one for key, one in new.items() if key not in old),
    )
