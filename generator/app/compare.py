"""The files that say what changed from last year's document: a list, and a Word comparison."""

from datetime import UTC, datetime
from pathlib import Path

from generator.compose.build import build_document, output_stem, render
from generator.diagnostics import Diagnostic
from generator.errors import InputError
from generator.workspace import Workspace
from generator.writers.docx.track import write_changes

_AUTHOR = "kehoach"
# Tracked changes carry a time; one that stays lets the same inputs give the same bytes.
_TIME = datetime(2000, 1, 1, tzinfo=UTC)


def comparison_files(
    workspace: Workspace, old: Path, new: Path, folder: Path, report: str
) -> tuple[dict[Path, bytes], tuple[Diagnostic, ...]]:
    """Return the list of changes and, when both plans can be built, the Word comparison.

    Returns:
        The content of each file, and why there is no comparison when there is none.
    """
    stem = f"{output_stem(new)}-thay-doi"
    files: dict[Path, bytes] = {folder / f"{stem}.txt": report.encode("utf-8")}
    findings: tuple[Diagnostic, ...] = ()
    try:
        before, after = (render(build_document(path, workspace), "docx") for path in (old, new))
        files[folder / f"{stem}.docx"] = write_changes(before, after, author=_AUTHOR, when=_TIME)
    except InputError as error:
        findings = error.findings
    return files, findings
