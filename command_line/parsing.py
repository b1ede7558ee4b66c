"""How a command is written: the words every command takes, and a mistyped one answered in Chinese."""

import argparse
from collections.abc import Callable
from datetime import date
from typing import NoReturn


class WrongUsage(Exception):
    """The command as typed says nothing we know."""


class Parser(argparse.ArgumentParser):
    """argparse speaks English when a command is mistyped; this one leaves the words to the caller."""

    def error(self, message: str) -> NoReturn:
        raise WrongUsage(message)


class Commands:
    """The commands as they come to be: each family adds its own."""

    def __init__(self) -> None:
        self.parser = Parser(prog="manage.py", add_help=False)
        self._made = self.parser.add_subparsers(dest="command", parser_class=Parser)

    def command(self, name: str, does: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
        """One command with the words every command takes; `does` gets the options, gives the exit code."""
        made = self._made.add_parser(name, add_help=False)
        made.add_argument("--database")
        made.add_argument("--user")
        made.add_argument("--json", action="store_true")
        made.set_defaults(does=does)
        return made


def with_moment(made: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """The command also asks as of which day, at which version."""
    made.add_argument("--as-of", type=date.fromisoformat)
    made.add_argument("--known-at", type=int)
    return made
