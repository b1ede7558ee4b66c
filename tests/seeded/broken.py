"""One town's report with 37 errors a tired clerk makes, each at its cell, and what repairs them."""

from tests.pages.books import corrected

# cell → what was typed, what stood there, and the issues any of which names it
ERRORS = {
    "E8": ("七十八", 78, {"not_a_number"}),
    "E9": (-542, 542, {"negative"}),
    "E10": (180.5, 180, {"not_whole"}),
    "E11": ("#REF!", 422, {"error_value"}),
    "E12": (330, 348, {"base_shrank"}),
    "E13": (4240, 424, {"base_grew"}),
    "E14": (23700, 237, {"unit_slip"}),
    "F9": (561, 516, {"moved_unlike_peers"}),
    "F10": (116, 161, {"cumulative_fell"}),
    "F15": (310, 283, {"above_whole"}),
    "F16": ("一百七十九", 179, {"not_a_number"}),
    "F17": (1180, 118, {"above_whole"}),
    "F18": (3.22, 322, {"not_whole"}),
    "F19": (-304, 304, {"negative"}),
    "F20": (947, 749, {"above_whole"}),
    "F22": (271, 217, {"above_whole"}),
    "G23": (0.785, 0.885, {"rate_disagrees"}),
    "G24": (94.22, 0.9422, {"rate_hundredfold", "rate_disagrees"}),
    "H11": (380, 328, {"above_whole"}),
    "H12": (279, 297, {"cumulative_fell"}),
    "H13": ("o351", 351, {"not_a_number"}),
    "H16": (1570, 157, {"above_whole"}),
    "H18": (249, 294, {"cumulative_fell"}),
    "H19": (285.5, 285, {"not_whole"}),
    "H20": (67, 670, {"cumulative_fell"}),
    "I15": (0.7533, 0.8533, {"rate_disagrees"}),
    "J8": ("五", 5, {"not_a_number"}),
    "J13": (-10, 10, {"negative"}),
    "K10": (6, 5, {"above_whole"}),
    "K11": (12, 10, {"above_whole"}),
    "L16": ("若干", 7, {"not_a_number"}),
    "M17": (5, 4, {"above_whole"}),
    "M18": (13, 11, {"above_whole"}),
    "N19": ("大概", "√", {"not_yes_or_no"}),
    "O20": ("好", "√", {"not_yes_or_no"}),
    "C21": ("双溪村", "双溪口村", {"unknown_place"}),
    "M20": (27, 26, {"above_whole"}),
}


def broken() -> bytes:
    """The report as it first arrives; its name is `tests.pages.books.TOWN`."""
    return corrected({cell: typed for cell, (typed, _, _) in ERRORS.items()})


def repairs() -> dict[str, object]:
    """What the clerk puts into the cells that are marked."""
    return {cell: right for cell, (_, right, _) in ERRORS.items()}
