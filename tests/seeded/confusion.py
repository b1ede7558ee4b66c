"""`python -m tests.seeded.confusion`: how many seeded slips are found, kind by kind, and how often clean data is blamed."""

import sys
from collections import Counter

from tests.seeded.clean import Book, money, toilets, watched
from tests.seeded.slips import BOOKS, KINDS, NOTE, seeded


def slips_found(books: int) -> dict[str, Counter[tuple[str, bool]]]:
    """Kind → by which issue its slips were found, and whether only by the total; ("", False) counts those missed."""
    by: dict[str, Counter[tuple[str, bool]]] = {kind: Counter() for kind in KINDS}
    for slip in seeded(books):
        by[slip.kind][slip.found_by(slip.read())] += 1
    return by


def missed(by: dict[str, Counter[tuple[str, bool]]]) -> int:
    return sum(told["", False] for told in by.values())


def clean_books(books: int) -> list[Book]:
    return [form(seed) for seed in range(books) for form in (toilets, money, watched)]


def false_alarms(books: int) -> tuple[int, int, Counter[str]]:
    """(cells of clean reports somebody would be asked about, all their data cells, by code)."""
    blamed: Counter[str] = Counter()
    cells = 0
    for book in clean_books(books):
        found = book.read()
        cells += found.cells
        blamed.update(issue.code for issue in found.issues if issue.level != NOTE)
    return sum(blamed.values()), cells, blamed


def main(books: int) -> None:
    by = slips_found(books)
    print("种类\t找到\t其中只由合计\t漏掉\t由哪条规则")
    for kind, told in by.items():
        lost = told["", False]
        by_total = sum(count for (_, is_total), count in told.items() if is_total)
        codes = Counter[str]()
        for (code, _), count in told.items():
            codes[code] += count
        rules = "、".join(f"{code} {count}" for code, count in codes.most_common() if code)
        print(f"{kind}\t{books - lost}\t{by_total}\t{lost}\t{rules}")
    whole = books * len(KINDS)
    found = whole - missed(by)
    print(f"合计\t{found} / {whole}\t{found / whole:.1%}")
    blamed, cells, codes = false_alarms(books)
    print(f"干净数据误报\t{blamed} / {cells}\t{blamed / cells:.2%}\t{dict(codes)}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else BOOKS)
