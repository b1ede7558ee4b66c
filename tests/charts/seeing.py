"""How a colour looks to others: deuteranopia and protanopia after Machado, Oliveira and Fernandes (2009), and grey paper."""

from collections.abc import Callable

# Severity 1.0, applied to linear light (table of the paper's supplement).
MACHADO = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
}
GREY = ((0.2126, 0.7152, 0.0722),) * 3
SAME = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
SIGHTS: dict[str, tuple[tuple[float, ...], ...]] = {"usual": SAME, **MACHADO, "grey": GREY}


def seen_by(sight: str) -> Callable[[str], str]:
    """The sight as a function from `#RRGGBB` to `#RRGGBB`."""

    def seen(colour: str) -> str:
        light = [_linear(int(colour[place : place + 2], 16) / 255) for place in (1, 3, 5)]
        mixed = (sum(share * part for share, part in zip(row, light, strict=True)) for row in SIGHTS[sight])
        return "#" + "".join(f"{round(255 * _encoded(min(max(part, 0.0), 1.0))):02X}" for part in mixed)

    return seen


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _encoded(part: float) -> float:
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055
