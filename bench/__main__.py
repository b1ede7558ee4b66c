"""`make bench`: every measurement, one after the other, each as a ratio against a floor of the same run."""

import importlib

PARTS = ("reading", "importing", "store", "measuring", "ranking", "pages", "problems", "sign_in", "browser")


def main() -> None:
    for part in PARTS:
        print(f"\n== {part}")
        importlib.import_module(f"bench.{part}").main()


if __name__ == "__main__":
    main()
