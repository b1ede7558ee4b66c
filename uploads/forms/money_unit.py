"""The money unit of a column: its own header, else the table's title, else asked. Never assumed."""

from domain.parsing.money import FEN
from uploads.headers import Heading
from uploads.tables import Table

UNITS = ("万元", "元", "亿元")


def money_unit(table: Table, heading: Heading) -> str | None:
    """元, 万元 …; None until somebody says, when neither the column nor the title does."""
    if heading.unit in FEN:
        return heading.unit
    if table.title.unit is not None:
        return table.title.unit
    text = f"工作表“{table.sheet.name}”的标题和“{heading.text}”列都没有写金额单位。金额按什么单位读？"
    choice = table.ask(
        f"money:{table.sheet.name}", text, UNITS, heading.field, range(min(3, len(table.rows)))
    )
    return choice if choice in FEN else None
