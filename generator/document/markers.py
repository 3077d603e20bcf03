"""Invisible marks that travel through templates and Markdown inside the text.

An origin mark says which line of which file the text before it was written on; a deferred mark
stands for words that depend on what was said before them in the finished document (a citation is
long the first time, short after). Both are private-use characters, which no user text may hold.
"""

import re
from collections.abc import Callable

_FILE_BASE, _LINE_BASE, _PLANE_SIZE = 0xF0000, 0x100000, 0xFFFD
_OPEN, _CLOSE, _SEPARATOR = "\ue000", "\ue001", "\ue002"

JOINER = "\ue003"
"""A letter that prints nothing: Markdown's emphasis may begin or end at it anywhere."""

BREAK = "\ue004"
"""A line break where Markdown's own cannot stand: in a heading, in a table's cell."""

_ORIGIN = re.compile("([\U000f0000-\U000ffffd])([\U00100000-\U0010fffd])")
_DEFERRED = re.compile(f"{_OPEN}([^{_CLOSE}]*){_CLOSE}")
PRIVATE_USE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
_HIDDEN = 0xE100  # deferred keys travel as private-use characters, so Markdown leaves them alone


def origin_mark(file_number: int, line: int) -> str:
    """Return the mark for a line (1-based) of a registered file."""
    return chr(_FILE_BASE + file_number % _PLANE_SIZE) + chr(_LINE_BASE + min(line, _PLANE_SIZE))


def take_origin(text: str) -> tuple[str, tuple[int, int] | None]:
    """Return the text without its origin marks, and the first mark as (file number, line)."""
    match = _ORIGIN.search(text)
    if match is None:
        return text, None
    first = ord(match[1]) - _FILE_BASE, ord(match[2]) - _LINE_BASE
    return _ORIGIN.sub("", text), first


def deferred_mark(kind: str, *arguments: str) -> str:
    """Return a mark that :func:`resolve_deferred` replaces when the document is complete."""
    return _OPEN + _hide(_SEPARATOR.join((kind, *arguments))) + _CLOSE


def resolve_deferred(text: str, resolve: Callable[..., str]) -> str:
    """Replace every deferred mark by ``resolve(kind, *arguments)``, in reading order."""
    if _OPEN not in text:
        return text
    return _DEFERRED.sub(lambda match: resolve(*_show(match[1]).split(_SEPARATOR)), text)


def _hide(text: str) -> str:
    return "".join(
        char if char == _SEPARATOR else "".join(chr(_HIDDEN + byte) for byte in char.encode())
        for char in text
    )


def _show(text: str) -> str:
    parts = text.split(_SEPARATOR)
    return _SEPARATOR.join(bytes(ord(char) - _HIDDEN for char in part).decode() for part in parts)
