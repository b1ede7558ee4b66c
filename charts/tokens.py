"""Colours and type of the 台账线 (ledger line): the one source for CSS variables, Plotly and SVG.

Ink is severity: 滞后 is filled, 预警 tinted, 提醒 outlined, 正常 bare, 未报 dashed. Status colours appear on
status only; the measured thing is always `accent`, its context grey, its baseline dashed ink.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Final

from domain.lights import LEVEL_WORDS

FONT: Final = (
    '"Microsoft YaHei","PingFang SC","Noto Sans CJK SC","Source Han Sans SC","Noto Sans SC",sans-serif'
)
CODE_FONT: Final = 'Consolas,"Noto Sans Mono CJK SC",monospace'

LIGHTS: Final = tuple(level.value for level in LEVEL_WORDS)


@dataclass(frozen=True, slots=True)
class Theme:
    """One set of colours and the chart text size; hashable, so it can be part of a cache key.

    series  at most four named series, always labelled directly
    heat    four bins from calm to needing attention, with the text colour that reads on each
    words   what the office calls the lights, in the order of LIGHTS (绿/蓝/黄/红 is the other set in use)
    text    chart text in px: 15 on pages, 26 in a meeting, scaled with the window
    """

    name: str
    paper: str
    tint: str
    ink: str
    ink2: str
    ink3: str
    rule: str
    hair: str
    accent: str
    accent_tint: str
    ctx: str
    ctx2: str
    track: str
    ok: str
    note: str
    warn: str
    warn_chip: str
    warn_text: str
    bad: str
    bad_chip: str
    bad_text: str
    bad_tint: str
    none: str
    pennant: str
    black_tag: str
    series: tuple[str, str, str, str]
    heat: tuple[str, str, str, str]
    heat_text: tuple[str, str, str, str]
    words: tuple[str, ...] = tuple(LEVEL_WORDS.values())
    text: int = 15

    @property
    def hover(self) -> int:
        """Text of the hover box: who points stands near, even in a meeting."""
        return 15 + (self.text - 15) // 2

    def px(self, size: float) -> float:
        """A line, a mark or a distance given for 15 px type, grown with the type: a wall is read from far away."""
        return round(size * self.text / 15, 1)

    def light(self, code: str) -> str:
        """Colour of the mark of a light code (ok note warn bad none)."""
        return {"ok": self.ok, "note": self.note, "warn": self.warn, "bad": self.bad}.get(code, self.none)

    def word(self, code: str) -> str:
        """What the office calls a light code."""
        return self.words[LIGHTS.index(code)]


LIGHT: Final = Theme(
    name="light",
    paper="#FFFFFF",
    tint="#F3F5F7",
    ink="#17212B",
    ink2="#45525F",
    ink3="#5F6B78",
    rule="#BFC8D1",
    hair="#E1E6EB",
    accent="#1B4F8A",
    accent_tint="#E4ECF5",
    ctx="#8995A1",
    ctx2="#C2CAD2",
    track="#E1E6EB",
    ok="#1F7A5A",
    note="#2F6AA8",
    warn="#B26A00",
    warn_chip="#FCEBC9",
    warn_text="#6A3E00",
    bad="#A3162A",
    bad_chip="#A3162A",
    bad_text="#FFFFFF",
    bad_tint="#F8E4E7",
    none="#5F6B78",
    pennant="#C8391C",
    black_tag="#17212B",
    series=("#1B4F8A", "#3A8C87", "#A8693A", "#76679A"),
    heat=("#EEF3F8", "#CFDDEC", "#99B5D5", "#4A78AB"),
    heat_text=("#17212B", "#17212B", "#17212B", "#FFFFFF"),
)

DARK: Final = Theme(
    name="dark",
    paper="#0F1720",
    tint="#1A2530",
    ink="#F3F6F8",
    ink2="#C5CED7",
    ink3="#9AA7B4",
    rule="#465463",
    hair="#2A3642",
    accent="#8DBBEC",
    accent_tint="#1E3248",
    ctx="#8795A3",
    ctx2="#526070",
    track="#2A3642",
    ok="#6CCFA5",
    note="#8DBBEC",
    warn="#F5BC55",
    warn_chip="#3A2A0C",
    warn_text="#F9D48F",
    bad="#FF8080",
    bad_chip="#D9343F",
    bad_text="#FFFFFF",
    bad_tint="#401C24",
    none="#9AA7B4",
    pennant="#FF8A5C",
    black_tag="#000000",
    series=("#8DBBEC", "#6CC4BE", "#E0A878", "#B9AADB"),
    heat=("#1A2836", "#24405E", "#315883", "#5583B4"),
    heat_text=("#F3F6F8", "#F3F6F8", "#F3F6F8", "#0B1118"),
)

THEMES: Final[Mapping[str, Theme]] = {"light": LIGHT, "dark": DARK}


def meeting(theme: Theme) -> Theme:
    """The same colours with meeting type, for a wall of 1920 × 1080: 18.5 px where the browser scales it to 768 lines."""
    return replace(theme, text=26)


def css_variables(theme: Theme) -> str:
    """`:root{--kb-paper:#FFFFFF;…}`: what static/board.css reads; tuples become numbered variables."""
    lines = [f"--kb-font:{FONT}", f"--kb-code:{CODE_FONT}"]
    for field in fields(theme):
        worth = getattr(theme, field.name)
        name = field.name.replace("_", "-")
        if isinstance(worth, tuple) and worth[0].startswith("#"):
            lines += [f"--kb-{name}-{place}:{colour}" for place, colour in enumerate(worth, start=1)]
        elif isinstance(worth, str) and worth.startswith("#"):
            lines.append(f"--kb-{name}:{worth}")
    return ":root{" + ";".join(lines) + "}"


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two `#RRGGBB` colours after WCAG 2.2, 1 to 21."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
