"""Reading plain files only: a pipe or device is never waited for."""

import os
import stat
from pathlib import Path

# A pipe is opened without waiting for its other end; Windows has no such pipes.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def read_regular(path: Path, largest: int | None = None) -> bytes | None:
    """Return the bytes of a plain file, None when it is none, too large or cannot be read."""
    try:
        handle = os.open(path, _FLAGS)
    except (OSError, ValueError):
        return None
    try:
        with os.fdopen(handle, "rb") as stream:
            state = os.fstat(handle)
            if not stat.S_ISREG(state.st_mode) or (largest and state.st_size > largest):
                return None
            return stream.read()
    except OSError:
        return None
