"""Annotated copies written beside the files that were checked, never over anything else."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from generator.app import convert
from generator.checks.annotate import annotate
from generator.diagnostics import Diagnostic, Location, Severity
from generator.errors import KehoachError, OutputError
from generator.i18n import N_, SOURCE_LANGUAGE
from generator.ooxml.package import read_file

COPY_SUFFIX = ".kiem-tra.docx"
_WORD = (".docx", *convert.SUFFIXES)


def copy_path(path: Path, folder: Path | None = None) -> Path:
    """Return where the annotated copy of a file goes.

    >>> copy_path(Path("gui/2027-huong-dan.docx")).as_posix()
    'gui/2027-huong-dan.kiem-tra.docx'
    """
    return (folder or path.parent) / f"{path.stem}{COPY_SUFFIX}"


def make_copies(
    paths: Sequence[Path],
    found: Sequence[Sequence[Diagnostic]],
    folder: Path | None = None,
    language: str = SOURCE_LANGUAGE,
    *,
    today: date | None = None,
) -> tuple[dict[Path, bytes], list[Path]]:
    """Return the annotated copy of each Word file, by its place, and the files without one.

    Args:
        paths: Files that were checked.
        found: The findings of each.
        folder: Where copies go; beside each file when not given.
        language: Language of the comments.
        today: The day of the check, which comments and changes name.

    Raises:
        OutputError: When two copies would have one name.
    """
    copies: dict[Path, bytes] = {}
    origins: dict[Path, Path] = {}
    without: list[Path] = []
    for path, findings in zip(paths, found, strict=True):
        copy = _copy(path, findings, language, today)
        if copy is None:
            without.append(path)
            continue
        target = copy_path(path, folder)
        if target in copies:
            raise OutputError(_same_name(origins[target], path, target))
        copies[target], origins[target] = copy, path
    return copies, without


def _copy(
    path: Path, findings: Sequence[Diagnostic], language: str, today: date | None
) -> bytes | None:
    if not findings or path.suffix.lower() not in _WORD:
        return None
    try:
        return annotate(
            _content(path), findings, today=today, language=language, name=path.as_posix()
        )
    except KehoachError:
        return None  # what is wrong with the file is among its findings already


def _content(path: Path) -> bytes:
    content = read_file(path, path.as_posix())
    if path.suffix.lower() not in convert.SUFFIXES:
        return content
    return convert.as_docx(content, path.as_posix())


def _same_name(first: Path, second: Path, target: Path) -> Diagnostic:
    return Diagnostic(
        "OUT02",
        Severity.ERROR,
        N_("'{first}' và '{second}' cùng cho ra tệp {name}"),
        Location(second.as_posix()),
        {"first": first.as_posix(), "second": second.as_posix(), "name": target.name},
        N_("kiểm tra hai tệp hai lần với hai thư mục khác nhau (-o), hoặc đổi tên một tệp"),
    )
