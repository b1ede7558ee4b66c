"""The report of a layout, and what it means: the same three towns, written as that layout writes them."""

from dataclasses import dataclass, field
from random import Random

from tests.layouts.grid import Grid, written
from tests.layouts.layouts import Layout

TOWNS = {"T01": "青石镇", "T02": "柳湾乡", "T03": "望峰乡"}
# Villages by town; 东关村 stands in two of them, one ends in two 村, one has a single character before its suffix.
VILLAGES = {
    "T01": ("东关村", "西沟村", "王家庄村", "邱村村", "南坪社区", "一村"),
    "T02": ("新垅村", "东关村", "河口村", "柳树坪村", "桥头村", "上坪村"),
    "T03": ("望峰村", "后山村", "茶园村", "石门村", "枫树坳村", "大塘村"),
}
KEYS = {
    (town, name): f"V{t}{n:03d}" for t, town in enumerate(VILLAGES) for n, name in enumerate(VILLAGES[town])
}
PERIODS = {"2026-11-X1": "2026年11月上旬", "2026-10-X3": "2026年10月下旬"}
NEWEST = "2026-11-X1"
# column → its headers when there is one row of them, by which the layout's number chooses
WORDS = {
    "town": ("乡镇", "镇（街道）", "所属镇街", "镇（乡）", "乡 镇"),
    "village": ("行政村", "村（社区）", "村名", "村级单位", "村（居）"),
    "path": ("镇村", "镇、村", "乡镇村", "所在镇村"),
    "base": ("应计户数", "应计户数（户）", "应计农户数", "应计\n户数", "常住户数（应计户数）"),
    "count": ("卫生厕所户数", "卫生厕所（户）", "累计卫生厕所户数", "卫生 厕所\n户数", "已改厕户数"),
    "rate": ("卫生厕所普及率", "户厕普及率", "卫生厕所普及率（％）", "卫生厕所\n普及率"),
    "money": ("村集体经济总收入", "本年累计收入", "集体经济总收入", "村集体经济收入"),
}
# column → the levels above and at its header, when there are several rows of them
LEVELS = {
    2: {"base": ("户数情况", "应计户数"), "count": ("卫生厕所", "户数"), "rate": ("卫生厕所", "普及率"), "money": ("集体经济", "总收入")},
    3: {"base": ("人居环境", "户数情况", "应计户数"), "count": ("人居环境", "卫生厕所", "户数"),
        "rate": ("人居环境", "卫生厕所", "普及率"), "money": ("集体经济", "收入情况", "总收入")},
}  # fmt: skip
TITLE = "{who}{when}人居环境和集体经济情况表"

Truth = dict[tuple[str, str, str], tuple[int | None, int | None, int | None]]


@dataclass(frozen=True)
class Line:
    """One village: base, count = base × percent / 100, and money in fen."""

    town: str
    name: str
    base: int
    percent: int
    fen: int

    @property
    def count(self) -> int:
        return self.base * self.percent // 100


@dataclass
class Made:
    """A workbook with its name; truth: (indicator, village, period) → numerator, denominator, typed rate in ppm."""

    layout: Layout
    name: str
    content: bytes
    truth: Truth = field(default_factory=dict)


def made(layout: Layout) -> Made:
    """One sheet per town for the newest period, or one per period with all three towns; a csv has one sheet."""
    if layout.sheets == "town":
        told = [(TOWNS[town], NEWEST, [town]) for town in ("T01", "T02")]
    else:
        told = [(when.removeprefix("2026年"), code, list(TOWNS)) for code, when in PERIODS.items()]
    told = told[:1] if layout.file == "csv" else told
    grids = [Grid(name) for name, _, _ in told]
    found = Made(layout, _file_name(layout, told[0]), b"")
    for grid, (_, period, towns) in zip(grids, told, strict=True):
        lines = [line for town in towns for line in _lines(town, period)]
        _Sheet(layout, grid, period, towns).draw(lines)
        for line in lines:
            key = KEYS[line.town, line.name]
            found.truth["TOI_COV", key, period] = (line.count, line.base, line.percent * 10_000)
            found.truth["COL_INC", key, period] = (line.fen, None, None)
    found.content = written(grids, layout.file)
    return found


def _file_name(layout: Layout, told: tuple[str, str, list[str]]) -> str:
    """Without a title the name says what the sheets do not: the year, and the period or the town."""
    sheet, period, towns = told
    who = sheet if len(towns) == 1 and layout.file == "csv" else ""
    when = PERIODS[period] if layout.sheets == "town" or layout.file == "csv" else "2026年"
    return f"{who}{when}情况表.{layout.file}"


def _lines(town: str, period: str) -> list[Line]:
    chance = Random(f"{town} {period}")
    return [
        Line(
            town,
            name,
            100 * chance.randint(2, 9),
            chance.randint(61, 97),
            chance.randint(1001, 9999) * 10_000,
        )
        for name in VILLAGES[town]
    ]


class _Sheet:
    """Draws one sheet from the top."""

    def __init__(self, layout: Layout, grid: Grid, period: str, towns: list[str]) -> None:
        self.layout, self.grid, self.period, self.towns = layout, grid, period, towns
        self.columns = ["seq", *(["town", "village"] if layout.place == "two columns" else ["path"]),
                        "base", "count", "rate", "money"]  # fmt: skip

    def draw(self, lines: list[Line]) -> None:
        blocks = self._split(lines)
        who = TOWNS[self.towns[0]] if len(self.towns) == 1 else "云岭县"
        row = self._above(0, who)
        if self.layout.is_beside:
            for at, block in enumerate(blocks):
                self._table(row, at * (len(self.columns) + 1), block)
            return
        for at, block in enumerate(blocks):
            if at:
                row = self._between(row + 1, block)
            row = self._table(row, 0, block)

    def _split(self, lines: list[Line]) -> list[list[Line]]:
        """As many blocks as the layout has: towns where there are several, else a part of the villages each."""
        size = -(-len(lines) // self.layout.blocks)
        return [lines[at : at + size] for at in range(0, len(lines), size)]

    def _above(self, row: int, who: str) -> int:
        """Title, unit and day rows, as many as the layout has."""
        layout, width = self.layout, len(self.columns)
        unit = f"单位：户、{layout.money}" if layout.money != "by column" else ""
        rows = []
        if layout.above >= 1:
            title = TITLE.format(who=who, when=PERIODS[self.period])
            rows.append({0: title + (f"（单位：{layout.money}）" if unit and layout.above == 1 else "")})
        if layout.above >= 2:
            rows.append({0: f"填报单位：{who}人民政府", width - 2: f"单位：{layout.money}" if unit else None})
        if layout.above >= 3:
            until = {"2026-11-X1": "2026年11月10日", "2026-10-X3": "2026年10月31日"}[self.period]
            rows.append({0: f"填报时间：{until}"})
        for texts in rows:
            for column, text in texts.items():
                if text:
                    self.grid.cells[row, column] = text
            if layout.merged and len(texts) == 1:
                self.grid.merge(row, 0, row, width - 1)
            row += 1
        return row

    def _between(self, row: int, block: list[Line]) -> int:
        """An empty row and, where the layout has titles at all, one over the next block."""
        if self.layout.above:
            towns = list(dict.fromkeys(TOWNS[line.town] for line in block))
            who = towns[0] if len(towns) == 1 else "云岭县"
            self.grid.cells[row, 0] = TITLE.format(who=who, when=PERIODS[self.period]) + "（续）"
            if self.layout.merged:
                self.grid.merge(row, 0, row, len(self.columns) - 1)
            row += 1
        return row

    def _table(self, top: int, left: int, lines: list[Line]) -> int:
        """Header, total and rows of one block; the first row below it."""
        row = self._heads(top, left)
        if self.layout.total == "top":
            self._total(row, left, lines)
            row += 1
        first = row
        for number, line in enumerate(lines, 1):
            for at, column in enumerate(self.columns):
                self._cell(row, left + at, column, number, line)
            row += 1
        if self.layout.merged:
            self._merge_names(first, left, lines)
        if self.layout.total == "bottom":
            self._total(row, left, lines)
            row += 1
        return row

    def _heads(self, top: int, left: int) -> int:
        depth = self.layout.head
        for at, column in enumerate(self.columns):
            levels = self._levels(column)
            for level, text in enumerate(levels):
                self.grid.cells.setdefault((top + level, left + at), text)
            if len(levels) < depth:
                self.grid.merge(top + len(levels) - 1, left + at, top + depth - 1, left + at)
        for level in range(depth - 1):
            self._merge_heads(top + level, left)
        return top + depth

    def _levels(self, column: str) -> tuple[str, ...]:
        if self.layout.unseen and self.layout.unseen[0] == ("village" if column == "path" else column):
            word = self.layout.unseen[1]
            return (word + (f"（{self._unit()}）" if column == "money" else ""),)
        if column == "seq":
            return ("序号",)
        if self.layout.head > 1 and column in LEVELS[self.layout.head]:
            *above, own = LEVELS[self.layout.head][column]
        else:
            above, own = [], WORDS[column][self.layout.number % len(WORDS[column])]
        if column == "money" and self.layout.money == "by column":
            own += f"（{self._unit()}）"
        return (*above, own)

    def _unit(self) -> str:
        if self.layout.money == "by column":
            return ("元", "万元")[self.layout.number % 2]
        return self.layout.money

    def _merge_heads(self, row: int, left: int) -> None:
        """Equal texts beside each other are one merged head."""
        last = left + len(self.columns) - 1
        at = left
        while at <= last:
            end = at
            text = self.grid.cells.get((row, at))
            while end < last and text and self.grid.cells.get((row, end + 1)) == text:
                end += 1
                del self.grid.cells[row, end]
            self.grid.merge(row, at, row, end)
            at = end + 1

    def _merge_names(self, first: int, left: int, lines: list[Line]) -> None:
        """序号 and, where it has its own column, 乡镇 are one merged cell per town."""
        start = 0
        for at in range(1, len(lines) + 1):
            if at < len(lines) and lines[at].town == lines[start].town:
                continue
            for column in range(left, left + (2 if self.layout.place == "two columns" else 1)):
                self.grid.merge(first + start, column, first + at - 1, column)
                for row in range(first + start + 1, first + at):
                    self.grid.cells.pop((row, column), None)
            start = at

    def _cell(self, row: int, at: int, column: str, number: int, line: Line) -> None:
        worth: object
        match column:
            case "seq":
                worth = number
            case "town":
                worth = TOWNS[line.town]
            case "village":
                worth = line.name
            case "path":
                worth = TOWNS[line.town] + line.name
            case "money":
                worth = self._money(line.fen)
            case "rate":
                worth = self._rate(row, at, line.percent)
            case _:
                worth = getattr(line, column)
        self.grid.cells[row, at] = worth

    def _money(self, fen: int) -> float:
        return fen / (1_000_000 if self._unit() == "万元" else 100)

    def _rate(self, row: int, at: int, percent: int) -> object:
        match self.layout.percent:
            case "86%":
                self.grid.formats[row, at] = "0%"
                return percent / 100
            case "0.86":
                return percent / 100
            case "86":
                return percent
            case "约86%":
                return f"约{percent}%"
        return f"{percent}.0％"

    def _total(self, row: int, left: int, lines: list[Line]) -> None:
        cells = self.grid.cells
        cells[row, left + 1] = "合　计" if self.layout.number % 3 else "合计"
        places = {column: left + at for at, column in enumerate(self.columns)}
        base, count = sum(line.base for line in lines), sum(line.count for line in lines)
        cells[row, places["base"]], cells[row, places["count"]] = base, count
        cells[row, places["rate"]] = f"{count * 100 / base:.1f}%"
        cells[row, places["money"]] = self._money(sum(line.fen for line in lines))
