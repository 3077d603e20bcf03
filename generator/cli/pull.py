"""``kehoach pull``: what was changed in a Word file we made comes back into its plan."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.commands import argument, define, locate_plan, open_workspace, option
from generator.cli.language import current, say
from generator.i18n import N_

if TYPE_CHECKING:
    from generator.app.pull import Pulled

_LONGEST = 80


@define(
    "pull",
    N_(
        "Đưa chữ đã sửa trong tệp Word về kế hoạch đã làm ra tệp đó, để lần làm sau có các chỗ"
        " sửa ấy. Sửa có hay không bật theo dõi thay đổi đều được.\n\n"
        "Chữ lấy từ kế hoạch được sửa tại chỗ; chữ lấy từ mẫu được ghi vào dieu_chinh. Chỗ nào"
        " chưa đưa về được thì in ra."
    ),
)
@argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar=N_("TỆP"))
@option(
    "--into",
    "plan",
    type=click.Path(path_type=Path),
    required=True,
    metavar=N_("KẾ_HOẠCH"),
    help=N_("Tệp kế hoạch đã làm ra tệp Word này."),
)
@option("--dry-run", is_flag=True, help=N_("Chỉ in các chỗ sửa, không ghi vào kế hoạch."))
@option(
    "--force",
    is_flag=True,
    help=N_("Đưa về cả khi kế hoạch đã sửa sau khi làm tệp Word, hoặc tệp của kế hoạch khác."),
)
def command(file: Path, plan: Path, dry_run: bool, force: bool) -> None:
    """Bring the changes into the plan and print them."""
    from generator.app.pull import pull_file
    from generator.cli.files import write_files

    workspace = open_workspace()
    path = locate_plan(plan, workspace).resolve()
    name = workspace.display(path)
    pulled = pull_file(file, path, workspace, force=force, dry_run=dry_run)
    if not dry_run:
        files = {**pulled.files, **pulled.record}
        write_files(files, root=workspace.root, disposable=pulled.record)
    _print(pulled, name)
    message = N_("Đã đưa {count} chỗ sửa về {plan}.")
    if dry_run:
        message = N_("Có {count} chỗ sửa đưa về được {plan}.")
    click.echo(say(message, count=len(pulled.result.pulled), plan=name), err=True)


def _print(pulled: "Pulled", name: str) -> None:
    from generator.diagnostics import Severity
    from generator.revise.change import shorten

    for one in pulled.result.pulled:
        place = f"{one.location.file or name}:{one.location.line}: {one.name}"
        before, after = shorten(one.before, _LONGEST), shorten(one.after, _LONGEST)
        click.echo(f"{place}: '{before}' → '{after}'")
        if one.look:
            click.echo(f"{place}: {one.reason_text(current())}", err=True)
    for doubt in pulled.doubts:
        click.echo(replace(doubt, severity=Severity.WARNING).text(current()), err=True)
    for finding in pulled.result.findings:
        click.echo(finding.text(current()), err=True)
