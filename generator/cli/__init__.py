"""The command line: ``main`` and the table of commands; the rest is imported when it is needed.

The overview (``kehoach --help``) is printed without click, so that it appears at once.
"""

import os
import sys
from typing import NoReturn

from generator.cli.language import chosen, say, speaking, use_utf8
from generator.cli.overview import overview
from generator.i18n import LANGUAGES, N_

EXIT_NO_MACHINE = 4
_LARGEST_32_BIT = 2**32
_NO_32_BIT = N_(
    "lỗi: kehoach không chạy trên Python 32-bit của Windows; hãy gỡ ra, cài Python 64-bit (x64)"
    " từ python.org rồi cài lại kehoach"
)


def main() -> NoReturn:
    """Run the command line: the entry point of ``kehoach``."""
    arguments = sys.argv[1:]
    _refuse_32_bit(arguments)
    if _asks_for_overview(arguments):
        use_utf8()
        with speaking(chosen(arguments, os.environ)):
            sys.stdout.write(overview() + "\n")
        sys.exit(0)

    from generator.cli.application import cli

    cli.main(prog_name="kehoach")


def _refuse_32_bit(arguments: list[str]) -> None:
    """End with one clear sentence on 32-bit Windows, where the packages needed do not exist."""
    if sys.platform != "win32" or sys.maxsize > _LARGEST_32_BIT:
        return
    use_utf8()
    with speaking(chosen(arguments, os.environ)):
        sys.stderr.write(say(_NO_32_BIT) + "\n")
    sys.exit(EXIT_NO_MACHINE)


def _asks_for_overview(arguments: list[str]) -> bool:
    rest = [argument for argument in arguments if argument not in ("--lang", *LANGUAGES)]
    return rest in (["--help"], ["-h"])
