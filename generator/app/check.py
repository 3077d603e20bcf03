"""Checks files of every kind: finds them, reads each as what it is, runs the rules over it."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.app import problems
from generator.app.check_inputs import check_input, is_input
from generator.app.check_word import (
    CONVERTED_SUFFIXES,
    COPY_SUFFIX,
    Run,
    as_docx,
    check_word,
)
from generator.checks.config import load_config, read_baseline, subtract
from generator.diagnostics import Diagnostic, Location
from generator.errors import KehoachError
from generator.ooxml.handed_in import damaged
from generator.ooxml.package import read_file
from generator.templating.lint import lint_body
from generator.workspace import Workspace

WORD = ".docx"
FRAME = "frame.docx"
BODY_TEMPLATE = ".md.j2"
INPUTS = (".yaml", ".yml", ".xlsx")
SUFFIXES = (WORD, ".docm", *CONVERTED_SUFFIXES, *INPUTS, ".j2")
# To start workers takes as long as a few files do.
_MANY = 8
_CHUNKS = 4


@dataclass(frozen=True, slots=True)
class Checked:
    """Files that were checked.

    Attributes:
        paths: The files.
        names: How each is named to the user.
        by_file: The findings of each.
        besides: Findings about the list of known ones.
    """

    paths: tuple[Path, ...]
    names: tuple[str, ...]
    by_file: tuple[tuple[Diagnostic, ...], ...]
    besides: tuple[Diagnostic, ...] = ()

    @property
    def findings(self) -> list[Diagnostic]:
        """Return all findings."""
        return [*(finding for findings in self.by_file for finding in findings), *self.besides]

    def without_known(self, baseline: Path) -> "Checked":
        """Return what is new since a list of known findings was written.

        Raises:
            InputError: When the list cannot be read.
        """
        place = Location(baseline.as_posix())
        left = subtract(self.findings, read_baseline(baseline), place)
        new = {id(finding) for finding in left}
        by_file = tuple(
            tuple(finding for finding in findings if id(finding) in new)
            for findings in self.by_file
        )
        known = {id(finding) for finding in self.findings}
        return replace(
            self,
            by_file=by_file,
            besides=tuple(finding for finding in left if id(finding) not in known),
        )


def check(
    given: Sequence[Path],
    workspace: Workspace,
    *,
    standard: str | None = None,
    leave: Path | None = None,
) -> Checked:
    """Return what is wrong with files, every plan of the workspace where none is named.

    Args:
        given: Files and folders.
        workspace: The user's folder, for plans, catalogues and settings.
        standard: A standard to use in place of the one for regime and date.
        leave: A file to leave out, because it will be written.
    """
    paths = find_files(given) if given else list(workspace.plan_paths())
    paths = [path for path in paths if leave is None or path.resolve() != leave.resolve()]
    names = {} if given else {path: workspace.display(path) for path in paths}
    found = check_files(paths, workspace, standard=standard, names=names)
    return Checked(
        tuple(paths),
        tuple(names.get(path, path.as_posix()) for path in paths),
        tuple(map(tuple, found)),
    )


def own_baseline(workspace: Workspace) -> Path | None:
    """Return the list of known findings that a workspace's settings name."""
    config = load_config(workspace.root)
    return workspace.root / config.model.da_biet if config and config.model.da_biet else None


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
    if count <= 1 or len(paths) < _MANY:
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
        return [problems.NO_FILE.at(Location(task.name(path)), name=task.name(path))]
    if name.endswith(BODY_TEMPLATE) or name == FRAME:
        return _check_template(path, task)
    if name.endswith(INPUTS):
        return check_input(path, task)
    content = read_file(path, task.name(path))
    if name.endswith(CONVERTED_SUFFIXES):
        content = as_docx(content, task.name(path))
    return check_word(content, task.name(path), task)


def _check_template(path: Path, task: Run) -> list[Diagnostic]:
    if path.name.lower().endswith(WORD):
        from generator.writers.docx.user_frame import check_frame

        return check_frame(read_file(path, task.name(path)), task.name(path))
    from generator.budget.names import EMPTY_NAMES

    workspace = Workspace.open(task.root)
    budget_names = (*EMPTY_NAMES, "lap_tu_du_toan")
    return list(lint_body(path, task.name(path), workspace.template_roots(), budget_names))
