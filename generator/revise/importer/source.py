"""Opens what a user hands in: any word-processor file, refused clearly when it cannot be a plan."""

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Diagnostic, Location
from generator.errors import InputError, OutputError
from generator.ooxml.handed_in import old_format
from generator.ooxml.package import open_word, read_file
from generator.readers.docx import WordFile, read_docx
from generator.readers.docx.extras import WordGrid, count_extras, read_grids, read_labels
from generator.revise import problems
from generator.writers.libreoffice import (
    CONVERSION_SECONDS,
    DOCX_FILTER,
    convert_content,
    find_libreoffice,
)

MAX_PAGES = 100
MAX_LETTERS = 250_000
_FEWEST_LETTERS = 60
_FEW_LETTERS = 300
_LETTERS_OF_LANGUAGE = 150
_LEAST_MARKED_SHARE = 0.06

_MARKED = re.compile("[à-ỹÀ-ỸăđĩũơưĂĐĨŨƠƯ]")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file as read, with what its text alone does not say.

    Attributes:
        word: Its content.
        name: How findings name it.
        labels: Automatic labels by paragraph number.
        grids: Cells of its tables.
        extras: How often it has what a plan cannot carry.
        converted: It was converted by LibreOffice first.
    """

    word: WordFile
    name: str
    labels: dict[int, str]
    grids: tuple[WordGrid, ...]
    extras: Counter[str]
    converted: bool = False


def open_source(path: Path, *, name: str = "") -> SourceFile:
    """Return a word-processor file.

    Raises:
        InputError: When it is no such file, is damaged or encrypted, has no text or far too much.
        OutputError: When LibreOffice is needed and missing, or fails.
    """
    name = name or path.as_posix()
    data = read_file(path, name)
    kind = old_format(data, name)
    converted = bool(kind)
    if kind:
        data = _to_docx(data, kind, name)
    package = open_word(data, name=name)
    extras = count_extras(package)
    if extras["page"] > MAX_PAGES:
        raise InputError(_too_long(name, extras["page"]))
    word = read_docx(package)
    _check_size(word, extras, name)
    labels = read_labels(package, word.paragraphs)
    return SourceFile(word, name, labels, read_grids(package), extras, converted)


def check_language(text: str, name: str) -> None:
    """Refuse a text that is not Vietnamese.

    Raises:
        InputError: When hardly any letter has a Vietnamese mark.
    """
    letters = len(_LETTER.findall(text))
    if letters < _LETTERS_OF_LANGUAGE:
        return
    if len(_MARKED.findall(text)) / letters < _LEAST_MARKED_SHARE:
        raise InputError(problems.NOT_VIETNAMESE.at(Location(name)))


def _check_size(word: WordFile, extras: Counter[str], name: str) -> None:
    notes = (paragraph for note in word.footnotes.values() for paragraph in note)
    text = "".join(paragraph.text for paragraph in (*word.paragraphs, *notes))
    letters = len(_LETTER.findall(text))
    if letters < _FEWEST_LETTERS or (letters < _FEW_LETTERS and extras["picture"] > 0):
        problem = problems.ONLY_PICTURES if extras["picture"] else problems.NO_TEXT
        raise InputError(problem.at(Location(name)))
    if letters > MAX_LETTERS:
        raise InputError(_too_long(name, letters // 2000))


def _too_long(name: str, pages: int) -> Diagnostic:
    return problems.TOO_LONG.at(Location(name), pages=pages, limit=MAX_PAGES)


def _to_docx(data: bytes, kind: str, name: str) -> bytes:
    """Return a file of another format as LibreOffice converts it."""
    program = find_libreoffice()
    if program is None:
        raise OutputError(problems.NO_LIBREOFFICE.at(Location(name), kind=kind))
    try:
        content, _ = convert_content(program, data, kind, DOCX_FILTER, CONVERSION_SECONDS)
    except TimeoutError as error:
        raise OutputError(problems.TOO_SLOW.at(seconds=round(CONVERSION_SECONDS))) from error
    if not content:
        raise InputError(problems.DAMAGED.at(Location(name)))
    return content
