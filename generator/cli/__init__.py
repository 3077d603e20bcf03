"""The command line: ``main`` and the table of commands; the rest is imported when it is needed.

The overview (``kehoach --help``) is printed without click, so that it appears at once.
"""

import os
import sys
from typing import NoReturn

from generator.cli.language import chosen, speaking, use_utf8
from generator.cli.overview import overview
from generator.i18n import LANGUAGES


def main() -> NoReturn:
    """Run the command line: the entry point of ``kehoach``."""
    arguments = sys.argv[1:]
    if _asks_for_overview(arguments):
        use_utf8()
        with speaking(chosen(arguments, os.environ)):
            sys.stdout.write(overview() + "\n")
        sys.exit(0)

    from generator.cli.application import cli

    cli.main(prog_name="kehoach")


def _asks_for_overview(arguments: list[str]) -> bool:
    rest = [argument for argument in arguments if argument not in ("--lang", *LANGUAGES)]
    return rest in (["--help"], ["-h"])
