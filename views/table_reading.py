"""The words of our own HTML tables, cell by cell, for a workbook: what the screen says and nothing else."""

from html.parser import HTMLParser

Table = tuple[list[str], list[list[str]]]
# Where a cell begins a new line on the screen.
BREAKS = {"div", "p", "br"}
JOINT = "；"


def read_table(markup: str) -> Table:
    """Heads and rows of all tables in a fragment, one below the other under the first one's heads.

    A picture alone in a cell is told by its alt, a cell without text by its title (「当期未查」); a cell over several
    columns stands in the first of them. Columns without a single word (bars, marks) are left out.
    """
    reader = _Reader()
    reader.feed(markup)
    width = max((len(row) for row in (reader.heads, *reader.rows)), default=0)
    heads = [*reader.heads, *[""] * (width - len(reader.heads))]
    rows = [[*row, *[""] * (width - len(row))] for row in reader.rows]
    kept = [
        place for place, head in enumerate(heads) if any(row[place] for row in rows) or (head and not rows)
    ]
    return [heads[place] for place in kept], [[row[place] for place in kept] for row in rows]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.heads: list[str] = []
        self.rows: list[list[str]] = []
        self._row: list[str] | None = None
        self._cell: list[str] | None = None
        self._told = ""
        self._span = 1
        self._is_head = False
        self._after_bold = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._after_bold, after_bold = False, self._after_bold
        given = {name: worth or "" for name, worth in attrs}
        if tag == "tr":
            self._row, self._is_head = [], True
        elif tag in ("td", "th"):
            self._cell, self._told, self._span = [], given.get("title", ""), int(given.get("colspan", "1"))
            self._is_head = self._is_head and tag == "th"
        elif self._cell is None:
            return
        elif tag == "img":
            self._told = self._told or given.get("alt", "")
        elif tag in BREAKS or (tag == "span" and after_bold):
            # A bold name with something grey after it stands on two lines (views/markup.py two_lines).
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._after_bold = tag == "b"
        if tag in ("td", "th") and self._cell is not None and self._row is not None:
            lines = ["".join(line.split("\u2009")) for line in "".join(self._cell).split("\n")]
            text = JOINT.join(" ".join(line.split()) for line in lines if line.strip())
            self._row += [text or self._told, *[""] * (self._span - 1)]
            self._cell = None
        elif tag == "tr" and self._row is not None:
            if self._is_head:
                self.heads = self.heads or self._row
            else:
                self.rows.append(self._row)
            self._row = None
        elif tag in BREAKS and self._cell is not None:
            self._cell.append("\n")

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._after_bold = False
            self._cell.append(data)
