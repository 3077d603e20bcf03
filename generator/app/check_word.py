"""A Word file held against the rules, and its annotated copy beside it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from generator.app import problems
from generator.checks.annotate import annotate
from generator.checks.budget_subject import check_word_annexes
from generator.checks.config import CheckConfig, ignored
from generator.checks.engine import Folding, Options, run
from generator.checks.subject import WordSubject
from generator.compose.build import workspace_catalogues
from generator.diagnostics import Diagnostic, Location
from generator.errors import KehoachError, OutputError
from generator.i18n import SOURCE_LANGUAGE
from generator.inputs.load import Source
from generator.ooxml.handed_in import old_format
from generator.ooxml.package import open_word, read_file
from generator.readers.docx import read_docx
from generator.workspace import Workspace
from generator.writers.libreoffice import (
    CONVERSION_SECONDS,
    DOCX_FILTER,
    convert_content,
    find_libreoffice,
)

CONVERTED_SUFFIXES = (".doc", ".odt", ".rtf")
COPY_SUFFIX = ".kiem-tra.docx"


@dataclass(frozen=True, slots=True)
class Run:
    """What one check of several files uses.

    Attributes:
        root: The workspace's folder.
        standard: A standard asked for, in place of the one for regime and date.
        config: The workspace's settings.
        display: How each file is named, by its path.
    """

    root: Path
    standard: str | None = None
    config: Source[CheckConfig] | None = None
    display: dict[Path, str] = field(default_factory=dict)

    def name(self, path: Path) -> str:
        """Return how a file is named to the user."""
        return self.display.get(path, path.as_posix())


def check_word(source: bytes, name: str, task: Run) -> list[Diagnostic]:
    """Return the findings of a Word file's content."""
    package = open_word(source, name=name)
    standard = task.standard or (task.config.model.tieu_chuan if task.config else None)
    subject = WordSubject(
        read_docx(package, name=name), name, package=package, standard=standard,
        catalogues=workspace_catalogues(Workspace.open(task.root)),
    )  # fmt: skip
    return [*check_subject(subject, task), *check_word_annexes(subject)]


def check_subject(
    subject: WordSubject,
    task: Run,
    ignore: Mapping[str, str] | None = None,
    place: Location | None = None,
) -> list[Diagnostic]:
    """Return the findings of a Word file as read, with what is ignored left out.

    Args:
        subject: The file.
        task: The run.
        ignore: Further ignored rules, with reasons.
        place: Where that list stands.
    """
    reasons, where, own = ignored(task.config, subject.name)
    unused = frozenset(own) | frozenset(ignore or ())
    options = Options(
        ignore={**reasons, **(ignore or {})},
        ignore_place=place or where,
        report_unused=unused,
    )
    found = run(subject, options=options)
    if not subject.regime_known:
        found.insert(0, problems.NO_REGIME.at(Location(subject.name)))
    return [*found, *_unreadable_numbers(subject)]


def _unreadable_numbers(subject: WordSubject) -> Iterator[Diagnostic]:
    folding = Folding()
    for value in subject.file.unreadable:
        place = Location(subject.name, part=value.part, paragraph=value.paragraph)
        finding = problems.NOT_A_NUMBER.at(
            place, quote=value.value, value=value.value, name=value.name
        )
        if not folding.takes(finding):
            yield finding
    rest = folding.rest()
    if rest is not None:
        yield rest


# ---------------------------------------------------------------------- other word processors


def as_docx(data: bytes, name: str) -> bytes:
    """Return a file as .docx, through LibreOffice; what is none of its files comes back as it is.

    Raises:
        InputError: When it needs a password or is of another program.
        OutputError: When LibreOffice is not there or cannot read the file.
    """
    kind = old_format(data, name)
    if not kind:
        return data
    program = find_libreoffice()
    if program is None:
        raise OutputError(problems.NO_LIBREOFFICE.at(Location(name)))
    try:
        content, _ = convert_content(program, data, kind, DOCX_FILTER, CONVERSION_SECONDS)
    except TimeoutError as error:
        seconds = round(CONVERSION_SECONDS)
        too_slow = problems.CONVERSION_TOO_SLOW.at(Location(name), seconds=seconds)
        raise OutputError(too_slow) from error
    if not content:
        raise OutputError(problems.CONVERSION_FAILED.at(Location(name)))
    return content


# ---------------------------------------------------------------------- annotated copies


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
            first, second = origins[target].as_posix(), path.as_posix()
            same = problems.SAME_COPY.at(
                Location(second), first=first, second=second, name=target.name
            )
            raise OutputError(same)
        copies[target], origins[target] = copy, path
    return copies, without


def _copy(
    path: Path, findings: Sequence[Diagnostic], language: str, today: date | None
) -> bytes | None:
    suffix, name = path.suffix.lower(), path.as_posix()
    if not findings or suffix not in (".docx", *CONVERTED_SUFFIXES):
        return None
    try:
        content = read_file(path, name)
        if suffix in CONVERTED_SUFFIXES:
            content = as_docx(content, name)
        return annotate(content, findings, today=today, language=language, name=name)
    except KehoachError:
        return None  # what is wrong with the file is among its findings already
