"""`python -m tests.hostile.table`: how every kind of hostile file ends, in how long, and what memory it left taken."""

import time
from collections import Counter

from tests.hostile.corpus import corpus, small_files
from tests.hostile.test_hostile import ends, memory


def main() -> None:
    ends(small_files()[0])
    before, told, longest = memory(), Counter[str](), (0.0, "")
    for one in corpus():
        began = time.monotonic()
        code = ends(one)
        took = time.monotonic() - began
        told[code] += 1
        longest = max(longest, (took, one.kind))
        if took > 5:
            print(f"{took:.1f} s\t{one.kind}\t{code}")
    for code, count in told.most_common():
        print(f"{count}\t{code}")
    print(
        f"{told.total()} files, the longest {longest[0]:.1f} s ({longest[1]}), memory +{memory() - before:.0f} MB"
    )


if __name__ == "__main__":
    main()
