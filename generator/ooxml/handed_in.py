"""Files as people hand them in: damage no reader foresaw, and formats LibreOffice has to convert.

A format is known by a file's content, not by its name.
"""

import io
import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

from generator.diagnostics import Diagnostic, Location
from generator.errors import InputError, KehoachError
from generator.ooxml.package import ENCRYPTED_PACKAGE
from generator.ooxml.problems import DAMAGED_CONTENT, OTHER_PROGRAM, PASSWORD


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


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RTF = b"{\\rtf"
_ODT_TYPES = (
    b"application/vnd.oasis.opendocument.text",
    b"application/vnd.oasis.opendocument.text-template",
)
_LONGEST_TYPE = 100
_MOST_MANIFEST = 1 << 20
# [MS-CFB] 2.6.1: names in the directory of an OLE file are UTF-16.
_WORD_STREAM = "WordDocument".encode("utf-16-le")


def old_format(data: bytes, name: str) -> str:
    """Return "doc", "rtf" or "odt" for a file LibreOffice converts, "" for any other file.

    Raises:
        InputError: When it is such a file and needs a password, for which LibreOffice would wait,
            or is an OLE file of another program.
    """
    if data.startswith(_OLE):
        if ENCRYPTED_PACKAGE in data or _is_encrypted_doc(data):
            raise InputError(PASSWORD.at(Location(name)))
        if _WORD_STREAM not in data:
            raise InputError(OTHER_PROGRAM.at(Location(name)))
        return "doc"
    if data.startswith(_RTF):
        return "rtf"
    return "odt" if data.startswith(b"PK") and _is_text_document(data, name) else ""


def _is_encrypted_doc(data: bytes) -> bool:
    start = data.find(b"\xec\xa5")
    # FibBase: flags at offset 10, bit 0x0100 is fEncrypted ([MS-DOC] 2.5.2).
    flags = int.from_bytes(data[start + 10 : start + 12], "little") if start >= 0 else 0
    return bool(flags & 0x0100)


def _is_text_document(data: bytes, name: str) -> bool:
    """Return whether a zip file says that it is an OpenDocument text."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if _member(archive, "mimetype", _LONGEST_TYPE).strip() not in _ODT_TYPES:
                return False
            manifest = _member(archive, "META-INF/manifest.xml", _MOST_MANIFEST)
    # zipfile raises several kinds of errors for archives that are damaged or made to harm;
    # the reader of Word files names what is wrong with them.
    except (zipfile.BadZipFile, KeyError, NotImplementedError, ValueError, RuntimeError, OSError):
        return False
    if b"encryption-data" in manifest:
        raise InputError(PASSWORD.at(Location(name)))
    return True


def _member(archive: zipfile.ZipFile, name: str, limit: int) -> bytes:
    with archive.open(name) as member:
        return member.read(limit)
