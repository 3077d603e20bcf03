"""What ``kehoach import`` does: reads the file, tries the plan, writes it, reports."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

import click

from generator.cli.files import write_files
from generator.cli.language import current, say
from generator.compose.build import build_document, workspace_catalogues
from generator.diagnostics import Diagnostic, Severity
from generator.files.overwrite import Rules, refuse
from generator.i18n import N_, printable
from generator.inputs.load import Source, load_locality
from generator.model.locality import Locality
from generator.revise.importer.compare import Difference, differences
from generator.revise.importer.make import Draft, draft_plan, folder_for
from generator.revise.importer.repairs import REPAIR
from generator.revise.importer.report import make_report, summarise
from generator.workspace import LOCALITY_FILE, Workspace

_MOST_ALIKE = 3
_THERE = Diagnostic(
    "IMP11",
    Severity.ERROR,
    N_("đã có tệp {path}"),
    hint=N_("ghi ra tệp khác bằng -o, hoặc thêm --force để ghi đè"),
)


def run_import(workspace: Workspace, file: Path, output: Path | None, *, force: bool) -> None:
    """Import a file and print the report.

    Args:
        workspace: Whose templates and catalogue are used.
        file: The file.
        output: The plan to write, None for the usual place.
        force: Write over a plan that is there.

    Raises:
        InputError: When the file cannot be imported; nothing is written.
        OutputError: When the plan is there already or cannot be written.
    """
    catalogues = workspace_catalogues(workspace)
    known = _locality_beside(output, workspace) if output else None
    draft = draft_plan(file, workspace, catalogues, known)
    if output is None:
        output, draft = _usual_place(workspace, file, draft)
    plan = {output: draft.plan.encode("utf-8")}
    refuse(plan, Rules(force, _THERE, (file,)))
    found = _try(draft, output, workspace)
    files = dict(plan)
    if draft.locality:
        files[output.parent / LOCALITY_FILE] = draft.locality.encode("utf-8")
    write_files(files, root=workspace.root)
    _print_report(workspace, draft, found, tuple(files))


def _locality_beside(plan: Path, workspace: Workspace) -> Source[Locality] | None:
    path = plan.parent / LOCALITY_FILE
    return load_locality(path, display=workspace.display(path)) if path.is_file() else None


def _usual_place(workspace: Workspace, file: Path, draft: Draft) -> tuple[Path, Draft]:
    """Return where a plan goes that nobody named a place for, and its text for that place."""
    folder = workspace.plans_dir / folder_for(draft.imported)
    imported = draft.imported
    path = folder / f"{imported.plan['nam_ke_hoach']}-{imported.file_part}.yaml"
    known = _locality_beside(path, workspace)
    if known is not None:
        draft = draft_plan(file, workspace, workspace_catalogues(workspace), known)
    return path, draft


def _try(draft: Draft, output: Path, workspace: Workspace) -> list[Difference]:
    """Build the plan in a folder of its own; return where it differs from the file.

    Raises:
        InputError: When it cannot be built.
    """
    with tempfile.TemporaryDirectory(prefix="kehoach-") as name:
        folder = Path(name) / (output.parent.resolve().name or "plans")
        folder.mkdir()
        plan = folder / output.name
        plan.write_text(draft.plan, encoding="utf-8")
        beside = output.parent / LOCALITY_FILE
        text = draft.locality or beside.read_text(encoding="utf-8")
        (folder / LOCALITY_FILE).write_text(text, encoding="utf-8")
        built = build_document(plan, workspace)
    return differences(draft.imported.expected, built.document, built.standard)


# ---------------------------------------------------------------------- the report


def _print_report(
    workspace: Workspace, draft: Draft, found: Sequence[Difference], paths: Sequence[Path]
) -> None:
    for path in paths:
        click.echo(printable(workspace.display(path)))
    click.echo(say(N_("Nhận ra:")))
    for finding in summarise(draft.imported):
        click.echo(f"  {_text(finding)}")
    report = make_report(draft.imported, found)
    if not found:
        click.echo(say(N_("Văn bản làm lại từ kế hoạch trùng từng chữ với tệp, trừ chỗ đã sửa.")))
    groups: dict[tuple[Severity, str], list[Diagnostic]] = {}
    for finding in report:
        groups.setdefault((finding.severity, _text(finding)), []).append(finding)
    if groups:
        click.echo(say(N_("Cần xem lại ({count}):"), count=len(groups)))
    for (severity, text), same in groups.items():
        mark = "!" if severity is Severity.WARNING else "-"
        click.echo(f"  {mark} {text}{_places(same)}")
        hint = same[0].hint_text(current())
        if hint and severity is Severity.WARNING:
            click.echo(f"    {hint}")
    plan = workspace.display(paths[0])
    click.echo(say(N_("Tiếp theo: kehoach build {plan}"), plan=plan), err=True)


def _text(finding: Diagnostic) -> str:
    text = finding.message_text(current())
    return f"{text} ({say(finding.confidence)})" if finding.confidence else text


def _places(findings: Sequence[Diagnostic]) -> str:
    """Return where findings of one text are, with what changed in the first ones."""
    paragraphs = [one.location.paragraph for one in findings if one.location.paragraph]
    changes = [
        f"'{one.found}' → '{one.expected}'"
        for one in findings
        if one.id == REPAIR and (one.found or one.expected)
    ]
    parts = []
    if paragraphs:
        numbers = ", ".join(map(str, dict.fromkeys(paragraphs)))
        where = say(N_("đoạn"))
        parts.append(f" [{where} {numbers}]")
    parts += [f"\n      {change}" for change in changes[:_MOST_ALIKE]]
    return "".join(parts)
