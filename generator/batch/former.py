"""Where the former content of a file is kept that was written over."""

import re
from contextlib import suppress
from pathlib import Path

from generator.workspace import STATE_DIR

FOLDER = f"{STATE_DIR}/ban-cu"
MOST = 20
"""Former contents kept of each file; older ones are removed."""


def former_path(path: Path, home: Path, stamp: str) -> Path:
    """Return a free name for what a file holds now: its path in the workspace and the time.

    Args:
        path: The file.
        home: The workspace, or the file's folder.
        stamp: The time as it stands in the name.
    """
    inside = path.parent.resolve().relative_to(home)
    folder = home / FOLDER / inside
    number = 1
    while True:
        again = f"-{number}" if number > 1 else ""
        copy = folder / f"{path.stem}.{stamp}{again}{path.suffix}"
        if not copy.exists():
            return copy
        number += 1


def prune(path: Path, copy: Path) -> None:
    """Remove all but the newest copies of a file."""
    pattern = re.compile(
        rf"{re.escape(path.stem)}\.(\d{{8}}-\d{{6}})(?:-(\d+))?{re.escape(path.suffix)}"
    )
    found = [
        (match, each) for each in copy.parent.iterdir() if (match := pattern.fullmatch(each.name))
    ]
    found.sort(key=lambda one: (one[0][1], int(one[0][2] or 1)))
    for _, old in found[:-MOST]:
        with suppress(OSError):
            old.unlink()
