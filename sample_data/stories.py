"""What a leader should find in the county. The table in README.md is made from this."""

from sample_data import county_stories as county
from sample_data import village_stories as village
from sample_data.story import Story


def stories() -> list[Story]:
    """In the order of README.md."""
    return [
        county.money_behind(),
        village.shrunken_base(),
        county.came_back(),
        village.silent_villages(),
        village.corrected(),
        village.merged(),
        village.sewage_left_out(),
        village.waste_slipped(),
        village.unpaid_wages(),
        county.coverage(),
        county.twenty_five(),
        county.reserve_ratio(),
        county.sources(),
        county.late_projects(),
    ]


def table() -> str:
    """The stories as a Markdown table."""
    lines = ["| # | 看点 · story | 在哪里看 | 应看到的数 |", "|---|---|---|---|"]
    for at, story in enumerate(stories(), start=1):
        lines.append(
            f"| {at} | **{story.title}**<br>{story.english} | {story.where} | {'<br>'.join(story.figures)} |"
        )
    return "\n".join(lines)


OPENING, CLOSING = "<!-- stories -->", "<!-- /stories -->"


def told(text: str) -> str:
    """README.md with its table of stories written anew."""
    before, _, rest = text.partition(OPENING)
    _, _, after = rest.partition(CLOSING)
    return f"{before}{OPENING}\n{table()}\n{CLOSING}{after}"
