"""Small JSON files that kehoach itself keeps: read without trusting what stands in them."""

import json
import stat
from pathlib import Path
from typing import Any

MAX_BYTES = 64 << 20


def read_json(path: Path, *, most: int = MAX_BYTES) -> Any:
    """Return the content of a JSON file.

    Args:
        path: The file.
        most: How many bytes it may have.

    Raises:
        OSError: When it cannot be opened.
        ValueError: When it is no regular file, too large, nested too deep, or holds what is no
            JSON or no text.
    """
    if not stat.S_ISREG(path.stat().st_mode):
        raise ValueError(path.name)
    with path.open("rb") as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise ValueError(len(content))
    return parse_json(content)


def parse_json(content: bytes) -> Any:
    """Return what JSON in UTF-8 holds.

    Raises:
        ValueError: When it is nested too deep, or is no JSON or no text.
    """
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except RecursionError:
        raise ValueError("depth") from None
    if b"\\u" in content:
        # Half of a pair of code units is no letter: it could be neither printed nor written.
        json.dumps(data, ensure_ascii=False).encode("utf-8")
    return data
