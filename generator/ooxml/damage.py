"""The one place where what no reader foresaw in a handed-in file becomes a finding about it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from generator.diagnostics import Diagnostic, Location
from generator.errors import InputError, KehoachError
from generator.ooxml.problems import DAMAGED_CONTENT


@contextmanager
def reading(name: str) -> Iterator[None]:
    """Read a file that somebody handed in; whatever its content breaks is told as its damage.

    With ``KEHOACH_DEBUG`` set the exception itself is seen.

    Args:
        name: How the finding names the file.

    Raises:
        InputError: When its content cannot be read.
    """
    try:
        yield
    except (KehoachError, OSError):
        raise
    except Exception as error:
        if os.environ.get("KEHOACH_DEBUG"):
            raise
        raise InputError(damaged(name, error)) from error


def damaged(name: str, error: Exception) -> Diagnostic:
    """Return the finding for a file whose content broke its reader."""
    return DAMAGED_CONTENT.at(Location(name), kind=type(error).__name__)
