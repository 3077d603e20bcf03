"""``kehoach import``: somebody's Word file becomes a plan."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.commands import argument, define, open_workspace, option
from generator.cli.language import current, say
from generator.diagnostics import Diagnostic, Severity
from generator.i18n import N_, printable

if TYPE_CHECKING:
    from generator.app.import_word import ImportedFile
    from generator.workspace import Workspace

_MOST_ALIKE = 3


@define(
    "import",
    N_(
        "Nhập một văn bản Word đã có thành tệp kế hoạch, giữ nguyên từng chữ.\n\n"
        "TỆP là .docx, hoặc .doc, .odt, .rtf nếu máy có LibreOffice. Cơ quan ban hành chưa có thì"
        " tệp locality.yaml được tạo bên cạnh; kehoach build dùng được ngay. Cuối cùng in những"
        " gì nhận ra được, những chữ đã sửa và những điều cần người soạn xem lại."
    ),
)
@argument("file", type=click.Path(path_type=Path), metavar=N_("TỆP"))
@option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar=N_("KẾ_HOẠCH.yaml"),
    help=N_("Tệp kế hoạch; mặc định là plans/ĐỊA_PHƯƠNG/NĂM-LOẠI.yaml."),
)
@option("--force", is_flag=True, help=N_("Ghi đè tệp kế hoạch đã có."))
def command(file: Path, output: Path | None, force: bool) -> None:
    """Import a file and print the report."""
    from generator.app.import_word import import_word
    from generator.cli.files import write_files

    workspace = open_workspace()
    imported = import_word(workspace, file, output, force=force)
    write_files(imported.files, root=workspace.root)
    _print_report(workspace, imported)


def _print_report(workspace: "Workspace", done: "ImportedFile") -> None:
    from generator.revise.importer.report import make_report, summarise

    paths = list(done.files)
    for path in paths:
        click.echo(printable(workspace.display(path)))
    click.echo(say(N_("Nhận ra:")))
    for finding in summarise(done.draft.imported):
        click.echo(f"  {_text(finding)}")
    report = make_report(done.draft.imported, done.differences)
    if not done.differences:
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
    from generator.revise.problems import REPAIR_ID

    paragraphs = [one.location.paragraph for one in findings if one.location.paragraph]
    changes = [
        f"'{one.found}' → '{one.expected}'"
        for one in findings
        if one.id == REPAIR_ID and (one.found or one.expected)
    ]
    parts = []
    if paragraphs:
        numbers = ", ".join(map(str, dict.fromkeys(paragraphs)))
        where = say(N_("đoạn"))
        parts.append(f" [{where} {numbers}]")
    parts += [f"\n      {change}" for change in changes[:_MOST_ALIKE]]
    return "".join(parts)
