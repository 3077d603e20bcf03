"""Text files of a user, and small JSON files that kehoach keeps: read without trusting them."""

import codecs
import json
import re
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from generator.diagnostics import Diagnostic, Location
from generator.errors import InputError
from generator.inputs import problems
from generator.text.near import find_near

MAX_KIB = 1024
MAX_BYTES = 64 << 20
_MAX_FINDINGS = 20
_BYTE_ORDER_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)

# YAML breaks lines at U+0085, U+2028 and U+2029; private letters are Word's symbol bullets.
BAD_CHARACTERS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ue000-\uf8ff\ufffd-\uffff]"
)
# How Python holds the bytes of a file's name that are no UTF-8.
_LONE = re.compile("[\ud800-\udfff]")
INVISIBLE_CHARACTERS = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]"
)


_INSTEAD: ContextVar[Mapping[Path, str] | None] = ContextVar("instead", default=None)


@contextmanager
def read_instead(texts: Mapping[Path, str]) -> Iterator[None]:
    """Let files read, inside the block, as texts that are not on the disk yet.

    Args:
        texts: The text of each file, by its resolved path.
    """
    token = _INSTEAD.set(texts)
    try:
        yield
    finally:
        _INSTEAD.reset(token)


def code_point(character: str) -> str:
    """Return the name of a character as "U+00A0"."""
    return f"U+{ord(character):04X}"


def read_text(path: Path, display: str) -> str:
    """Return the text of a UTF-8 file, without its byte order mark.

    Raises:
        InputError: When the file is missing, too large, unreadable or not UTF-8, or its name.
    """
    name = display or path.name
    if _LONE.search(name):
        shown = name.encode("utf-8", "replace").decode()
        raise InputError(problems.NAME_NOT_UTF8.at(Location(shown), quote=shown))
    return decode(_read_bytes(path, display), display)


def decode(data: bytes, display: str) -> str:
    """Return the text of UTF-8 bytes.

    Raises:
        InputError: When the bytes are not UTF-8.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            raise InputError(problems.UTF16.at(Location(display), encoding=encoding))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n")
        column = len(before.rsplit(b"\n", 1)[-1].decode("utf-8-sig", "replace"))
        place = Location(display, line + 1, column + 1)
        raise InputError(problems.NOT_UTF8.at(place)) from None


def encode(text: str, before: bytes) -> bytes:
    """Return a text as UTF-8, with a byte order mark when the file had one before."""
    mark = codecs.BOM_UTF8 if before.startswith(codecs.BOM_UTF8) else b""
    return mark + text.encode("utf-8")


def find_bad_characters(text: str, display: str) -> list[Diagnostic]:
    """Return a finding for each character that no document may carry, the first ones only."""
    findings = []
    for match in BAD_CHARACTERS.finditer(text):
        start = text.rfind("\n", 0, match.start()) + 1
        place = Location(display, text.count("\n", 0, start) + 1, match.start() - start + 1)
        code = code_point(match[0])
        findings.append(problems.BAD_CHARACTER.at(place, quote=code, code=code))
        if len(findings) == _MAX_FINDINGS:
            break
    return findings


def _read_bytes(path: Path, display: str) -> bytes:
    place = Location(display)
    texts = _INSTEAD.get()
    if texts and path.resolve() in texts:
        return texts[path.resolve()].encode("utf-8")
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise InputError(problems.NOT_A_FILE.at(place))
        with path.open("rb") as file:
            data = file.read(MAX_KIB * 1024 + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise InputError(_no_file(path, place)) from None
    except PermissionError:
        raise InputError(problems.NO_PERMISSION.at(place)) from None
    except (OSError, ValueError) as error:
        raise InputError(problems.UNREADABLE.at(place, reason=_reason(error))) from None
    if len(data) > MAX_KIB * 1024:
        raise InputError(problems.TOO_LARGE.at(place, limit=MAX_KIB))
    return data


def _reason(error: OSError | ValueError) -> str:
    return getattr(error, "strerror", None) or str(error)


def _no_file(path: Path, place: Location) -> Diagnostic:
    """Return the finding for a missing file, naming one of the same folder that is near."""
    try:
        names = sorted(entry.name for entry in path.parent.iterdir() if entry.is_file())
    except OSError:
        names = []
    near = find_near(path.name, names)
    if near:
        return problems.NO_FILE.at(place, hint=problems.NEAR, near=near)
    return problems.NO_FILE.at(place)


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
