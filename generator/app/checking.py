"""Checks files of every kind: finds them, reads each as what it is, runs the rules over it."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from generator.app import convert
from generator.app.annotated import COPY_SUFFIX
from generator.app.check_inputs import check_input, is_input
from generator.app.check_run import Run, check_subject
from generator.catalogues.load import Catalogues
from generator.checks.annex_check import check_word_annexes
from generator.checks.config import load_config
from generator.checks.subject import WordSubject
from generator.compose.build import workspace_catalogues
from generator.diagnostics import Diagnostic, Location, Severity
from generator.errors import KehoachError
from generator.i18n import N_
from generator.ooxml.damage import damaged
from generator.ooxml.package import open_word, read_file
from generator.readers.docx import read_docx
from generator.templating.lint import lint_body
from generator.workspace import Workspace

WORD = ".docx"
FRAME = "frame.docx"
BODY_TEMPLATE = ".md.j2"
INPUTS = (".yaml", ".yml", ".xlsx")
SUFFIXES = (WORD, ".docm", *convert.SUFFIXES, *INPUTS, ".j2")
_SEVERAL = 2
# To start workers takes as long as a few files do.
_MANY = 8
_CHUNKS = 4


def find_files(given: Sequence[Path]) -> list[Path]:
    """Return the files to check: those named, and those below folders, each once, in order."""
    files: dict[Path, None] = {}
    for path in given:
        if path.is_dir():
            files.update(dict.fromkeys(_below(path)))
        else:
            files[path] = None
    return list(files)


def _below(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
        if hidden or not path.is_file() or not path.name.lower().endswith(SUFFIXES):
            continue
        if path.name.endswith(COPY_SUFFIX):
            continue
        if path.suffix.lower() not in INPUTS or is_input(path):
            yield path


def check_files(
    paths: Sequence[Path],
    workspace: Workspace,
    *,
    standard: str | None = None,
    jobs: int = 0,
    names: Mapping[Path, str] | None = None,
) -> list[list[Diagnostic]]:
    """Return the findings of each file, in the order of the files.

    Args:
        paths: Files, as from ``find_files``.
        workspace: The user's folder, for plans, catalogues and settings.
        standard: A standard to use in place of the one for regime and date.
        jobs: Processes to use; 0 for as many as there are processors.
        names: How files are named to the user, where not by their path.
    """
    config = load_config(workspace.root)
    task = Run(workspace.root, standard, config, dict(names or {}))
    count = min(jobs or os.cpu_count() or 1, len(paths))
    if count < _SEVERAL or len(paths) < _MANY:
        return [check_file(path, task) for path in paths]
    from concurrent.futures import ProcessPoolExecutor

    # Workers that are forked begin with the facts and the patterns the first file needed.
    first, rest = check_file(paths[0], task), paths[1:]
    size = max(1, len(rest) // (_CHUNKS * count))
    with ProcessPoolExecutor(count) as pool:
        return [first, *pool.map(check_file, rest, [task] * len(rest), chunksize=size)]


def check_file(path: Path, task: Run) -> list[Diagnostic]:
    """Return the findings of one file; a file that cannot be read is a finding."""
    try:
        return _check(path, task)
    except KehoachError as error:
        return [_named(finding, task.name(path)) for finding in error.findings]
    except Exception as error:
        if os.environ.get("KEHOACH_DEBUG"):
            raise
        return [damaged(task.name(path), error)]


def _named(finding: Diagnostic, name: str) -> Diagnostic:
    if finding.location.file:
        return finding
    return finding.at(replace(finding.location, file=name))


def _check(path: Path, task: Run) -> list[Diagnostic]:
    name = path.name.lower()
    if not path.exists():
        return [_missing(task.name(path))]
    if name.endswith(BODY_TEMPLATE) or name == FRAME:
        return _check_template(path, task)
    if name.endswith((".yaml", ".yml", ".xlsx")):
        return check_input(path, task)
    if name.endswith(convert.SUFFIXES):
        return check_word(
            convert.as_docx(_read(path, task), task.name(path)), task.name(path), task
        )
    return check_word(_read(path, task), task.name(path), task)


def _read(path: Path, task: Run) -> bytes:
    return read_file(path, task.name(path))


def _missing(name: str) -> Diagnostic:
    return Diagnostic(
        "CHK02", Severity.ERROR, N_("không có tệp '{name}'"), Location(name), {"name": name}
    )  # fmt: skip


def _check_template(path: Path, task: Run) -> list[Diagnostic]:
    if path.name.lower().endswith(WORD):
        from generator.writers.docx.user_frame import check_frame

        return check_frame(_read(path, task), task.name(path))
    from generator.budget.names import EMPTY_NAMES

    workspace = Workspace.open(task.root)
    budget_names = (*EMPTY_NAMES, "lap_tu_du_toan")
    return list(lint_body(path, task.name(path), workspace.template_roots(), budget_names))


def check_word(source: bytes, name: str, task: Run) -> list[Diagnostic]:
    """Return the findings of a Word file's content."""
    package = open_word(source, name=name)
    standard = task.standard or (task.config.model.tieu_chuan if task.config else None)
    subject = WordSubject(
        read_docx(package, name=name), name, package=package, standard=standard,
        catalogues=_catalogues(task.root),
    )  # fmt: skip
    return [*check_subject(subject, task), *check_word_annexes(subject)]


def _catalogues(root: Path) -> Catalogues:
    return workspace_catalogues(Workspace.open(root))


def count_errors(findings: Iterable[Diagnostic]) -> int:
    """Return how many findings are errors."""
    return sum(finding.severity is Severity.ERROR for finding in findings)
