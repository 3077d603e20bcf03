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
    folder = home / FOLDER / path.parent.resolve().relative_to(home)
    numbers = [number for when, number in _copies(path, folder) if when == stamp]
    again = f"-{max(numbers) + 1}" if numbers else ""
    return folder / f"{path.stem}.{stamp}{again}{path.suffix}"


def prune(path: Path, copy: Path) -> None:
    """Remove all but the newest copies of a file."""
    copies = _copies(path, copy.parent)
    for when in sorted(copies)[:-MOST]:
        with suppress(OSError):
            copies[when].unlink()


def _copies(path: Path, folder: Path) -> dict[tuple[str, int], Path]:
    """Return the copies of a file by their time and, within one second, their number."""
    name = rf"{re.escape(path.stem)}\.(\d{{8}}-\d{{6}})(?:-(\d+))?{re.escape(path.suffix)}"
    copies = {}
    for each in folder.iterdir() if folder.is_dir() else ():
        match = re.fullmatch(name, each.name)
        if match:
            copies[match[1], int(match[2] or 1)] = each
    return copies
