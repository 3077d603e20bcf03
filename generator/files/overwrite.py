"""The one decision whether a file may be written where something may already be."""

import io
import os
import zipfile
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Diagnostic, Location, Problem
from generator.errors import OutputError
from generator.files import problems
from generator.files.journal import read_regular

_TEXT = "text"
_BEGINNINGS = (
    (b"PK\x03\x04", "zip"),
    (b"%PDF", "pdf"),
    (b"\xd0\xcf\x11\xe0", "ole"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "png"),
    (b"\xff\xd8\xff", "jpeg"),
)
_PARTS = (("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx"))
_ENDINGS = {
    **dict.fromkeys((".docx", ".docm", ".dotx", ".dotm"), "docx"),
    **dict.fromkeys((".xlsx", ".xlsm", ".xltx", ".xltm"), "xlsx"),
    **dict.fromkeys((".odt", ".ods", ".pptx", ".zip"), "zip"),
    **dict.fromkeys((".doc", ".xls", ".ppt", ".dot"), "ole"),
    **dict.fromkeys((".jpg", ".jpeg"), "jpeg"),
    **dict.fromkeys((".yaml", ".yml", ".json", ".ics", ".txt", ".md", ".csv", ".j2"), _TEXT),
    ".pdf": "pdf",
    ".rtf": "rtf",
    ".png": "png",
}


@dataclass(frozen=True, slots=True)
class Rules:
    """What is asked of a place that is to be written to.

    Attributes:
        force: Whether the user said that a file there may be written over.
        problem: What is told of a file that is there and may not be written over.
        inputs: Files that were read, which are never written over.
        named: Whether the user chose the name, so that its ending has to be looked at.
        may_be_same: Whether a file that is there in the same bytes already is no obstacle.
    """

    force: bool
    problem: Problem = problems.FILE_THERE
    inputs: Collection[Path] = ()
    named: bool = True
    may_be_same: bool = False


def refuse(files: Mapping[Path, bytes], rules: Rules) -> None:
    """Make sure that files may be written.

    Raises:
        OutputError: When one may not.
    """
    problems = [one for path, content in files.items() for one in refusals(path, content, rules)]
    if problems:
        raise OutputError(problems)


def refusals(path: Path, content: bytes, rules: Rules) -> Iterator[Diagnostic]:
    """Yield why a file must not be written, nothing when it may."""
    place = Location(path.as_posix())
    if any(_is_same(path, one) for one in rules.inputs):
        yield problems.IS_AN_INPUT.at(place)
        return
    kind = kind_of(content)
    if rules.named and _ENDINGS.get(path.suffix.lower(), kind) != kind:
        yield problems.WRONG_ENDING.at(place, suffix=path.suffix)
        return
    if not os.path.lexists(path):
        return
    present = read_regular(path)
    if present is None:
        yield (problems.IS_A_FOLDER if path.is_dir() else problems.NOT_READABLE).at(place)
    elif present == content and (rules.force or rules.may_be_same):
        return
    elif kind_of(present) not in (kind, _TEXT):
        yield problems.OTHER_KIND.at(place, kind=kind_of(present))
    elif not rules.force:
        yield rules.problem.at(place, path=place.file)


def kind_of(content: bytes) -> str:
    """Return what kind of file some bytes are, by their beginning.

    >>> kind_of(b"%PDF-1.7"), kind_of(b"nam_ke_hoach: 2027")
    ('pdf', 'text')
    """
    kind = next((name for start, name in _BEGINNINGS if content.startswith(start)), _TEXT)
    if kind != "zip":
        return kind
    with suppress(zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = set(package.namelist())
        return next((found for part, found in _PARTS if part in names), kind)
    return kind


def _is_same(path: Path, other: Path) -> bool:
    """Return whether two paths are one file, by whatever names, links and letter case."""
    with suppress(OSError, ValueError):
        if path.samefile(other):
            return True
    with suppress(OSError, ValueError):
        return path.resolve() == other.resolve()
    return False
