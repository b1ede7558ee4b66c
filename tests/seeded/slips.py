"""Ten kinds of slips of a tired clerk, seeded one after another into clean reports."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from random import Random

from tests.seeded.clean import VILLAGES, Book, money, toilets, watched
from uploads.statements import Reading

NOTE = "note"
LETTERS = "ABCDEFGHIJKLMNOP"
BOOKS = 20


@dataclass(frozen=True)
class Seeded:
    """One slip: what kind, in which report, under which head; the rows are those the report has changed."""

    kind: str
    book: Book
    head: str

    def read(self) -> Reading:
        return self.book.read()

    def found_by(self, reading: Reading) -> tuple[str, bool]:
        """(code, by its total only) of the issue that leads to it: at its own row, else at the total of its column.

        code is "" where nothing does.
        """
        rows = {str(row + 3) for row, _ in self.book.changed}
        letter = self.book.cell(0, self.head).rstrip("0123456789")
        asked = [issue for issue in reading.issues if issue.level != NOTE]
        for issue in asked:
            if issue.cell.lstrip(LETTERS) in rows:
                return issue.code, False
        total = f"{letter}{VILLAGES + 3}"
        return next(((issue.code, True) for issue in asked if issue.cell == total), ("", False))


def seeded(books: int = BOOKS) -> Iterator[Seeded]:
    """Every kind once in each of so many reports of its form."""
    for seed in range(books):
        for kind, (form, heads, change) in KINDS.items():
            chance = Random(f"{kind} {seed}")
            book = form(seed)
            row, head = chance.randrange(VILLAGES - 1), chance.choice(heads)
            at = book.heads.index(head)
            changed = change(chance, book, row, at)
            yield Seeded(
                kind, replace(book, changed={(i, head): worth for i, worth in changed.items()}), head
            )


Change = Callable[[Random, Book, int, int], dict[int, object]]


def _number(book: Book, row: int, at: int) -> int:
    worth = book.rows[row][at]
    assert isinstance(worth, int)
    return worth


def _words(chance: Random, book: Book, row: int, at: int) -> dict[int, object]:
    return {row: chance.choice(["三十", "若干", "同上期", "见附件", "8 5", "1o7"])}


def _negative(chance: Random, book: Book, row: int, at: int) -> dict[int, object]:
    return {row: -_number(book, row, at)}


def _yuan(chance: Random, book: Book, row: int, at: int) -> dict[int, object]:
    worth = book.rows[row][at]
    assert isinstance(worth, float)
    return {row: round(worth * 10_000)}


def _hundredfold(chance: Random, book: Book, row: int, at: int) -> dict[int, object]:
    return {row: _number(book, row, at) * 100}


def _digit(chance: Random, book: Book, row: int, at: int) -> dict[int, object]:
    """One typed twice, or one left out."""
    written = str(_number(book, row, at))
    place = chance.randrange(len(written))
    twice = written[: place + 1] + written[place:]
    once = written[:place] + written[place + 1 :] or "0"
    return {row: int(chance.choice([twice, once]))}


def _turned(chance: Random, book: Book, row: int, at: int) -> dict[int, object]:
    """Two neighbouring digits the wrong way round, in the first row from here that has two different ones."""
    for step in range(VILLAGES):
        own = (row + step) % VILLAGES
        written = str(_number(book, own, at))
        places = [i for i in range(len(written) - 1) if written[i] != written[i + 1]]
        if places:
            i = chance.choice(places)
            return {own: int(written[:i] + written[i + 1] + written[i] + written[i + 2 :])}
    raise AssertionError("no number with two different digits")


def _rows_off(chance: Random, book: Book, row: int, at: int) -> dict[int, object]:
    """Two villages' numbers in one another's row."""
    return {row: book.rows[row + 1][at], row + 1: book.rows[row][at]}


def _above(chance: Random, book: Book, row: int, at: int) -> dict[int, object]:
    return {row: _number(book, row, at - 1) + chance.randint(1, 9)}


def _smaller_base(chance: Random, book: Book, row: int, at: int) -> dict[int, object]:
    return {row: round(_number(book, row, at) * chance.uniform(0.91, 0.98))}


def _not_the_sum(chance: Random, book: Book, row: int, at: int) -> dict[int, object]:
    return {row: _number(book, row, at) + chance.choice([-3, -2, 1, 2, 4])}


COUNTS = ("卫生厕所户数", "无害化卫生厕所户数")
KINDS: dict[str, tuple[Callable[[int], Book], tuple[str, ...], Change]] = {
    "写成文字": (toilets, ("应计户数", *COUNTS), _words),
    "多了负号": (toilets, ("应计户数", *COUNTS), _negative),
    "元当万元": (money, ("总收入（万元）", "经营收入（万元）", "补助收入（万元）"), _yuan),
    "差一百倍": (toilets, ("应计户数", *COUNTS), _hundredfold),
    "多位少位": (toilets, ("应计户数", *COUNTS), _digit),
    "颠倒两位": (toilets, COUNTS, _turned),
    "错了一行": (toilets, COUNTS, _rows_off),
    "部分超过全体": (toilets, COUNTS, _above),
    "基数变小": (toilets, ("应计户数",), _smaller_base),
    "分项不等于合计": (watched, ("监测对象户数", "脱贫不稳定户户数", "边缘易致贫户户数"), _not_the_sum),
}
