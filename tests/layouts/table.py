"""`python -m tests.layouts.table`: the 40 layouts with what became of each, and how many need nobody."""

import sys

from tests.layouts.layouts import FACTORS, layouts
from tests.layouts.outcome import outcome


def main(numbers: list[int]) -> None:
    chosen = [layout for layout in layouts() if not numbers or layout.number in numbers]
    print("\t".join(["", *FACTORS, "unseen", "ok", "steps"]))
    told = [outcome(layout) for layout in chosen]
    for one in told:
        choices = [str(getattr(one.layout, name)) for name in FACTORS]
        unseen = one.layout.unseen[1] if one.layout.unseen else ""
        state = "yes" if one.is_passed else f"NO wrong {len(one.wrong)} lost {len(one.lost)}"
        print("\t".join([str(one.layout.number), *choices, unseen, state, "; ".join(one.steps[:4])]))
    print(
        f"passed\t{sum(one.is_passed for one in told)} / {len(told)}\twrong\t{sum(len(one.wrong) for one in told)}"
    )


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]])
