"""What a change of settings would move, in one sentence, before it is confirmed."""

from data_access.database import Store
from domain.permissions import Moment
from services.settings.preview_settings import SettingsPreview


def effect_words(store: Store, seen: SettingsPreview, *, moment: Moment) -> str:
    """「涉及 2 项指标、1,240 个数」."""
    codes = {
        str(one.row[name])
        for one in seen.edits
        for name in ("code", "indicator", "about", "rule")
        if name in one.row and str(one.row[name]) in seen.used
    }
    figures = sum(seen.used[code] for code in codes)
    return f"涉及 {len(codes)} 项指标、{figures:,} 个数。" if codes else "不动到任何一个数。"
