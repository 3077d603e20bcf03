"""``kehoach pull``: what was changed in a Word file we made comes back into its plan."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.commands import argument, define, open_workspace, option
from generator.cli.language import current, say
from generator.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.diagnostics import Diagnostic
    from generator.revise.pull.pull import PullResult

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
    from generator.app.drafts import open_draft, read_template, template_packs
    from generator.app.made_from import read_made_from
    from generator.cli.files import write_files
    from generator.cli.make import locate_plan
    from generator.errors import InputError
    from generator.inputs.text_file import encode, read_text
    from generator.ooxml.damage import reading
    from generator.ooxml.package import read_file
    from generator.revise.pull.cells import Sources
    from generator.revise.pull.pull import pull_changes

    workspace = open_workspace()
    path = locate_plan(plan, workspace).resolve()
    name = workspace.display(path)
    text = read_text(path, name)
    made_from = read_made_from(file)
    problems = list(made_from.problems(path, workspace, file.as_posix()))
    if problems and not (dry_run or force):
        raise InputError(problems)
    packs = template_packs(path, workspace)
    with open_draft(path, workspace) as draft, reading(file.as_posix()):
        result = pull_changes(
            text,
            read_file(file, file.as_posix()),
            build=draft.build,
            render=draft.render,
            read_clause=lambda clause: read_template(f"clauses/{clause}.md.j2", packs, workspace),
            sources=Sources(draft.read, draft.put),
            name=file.as_posix(),
            sure=force or made_from.entry is not None,
        )
    changed = {workspace.root / one: new for one, new in result.files.items()}
    if result.text != text:
        changed[path] = result.text
    files = {one: encode(new, one.read_bytes()) for one, new in changed.items()}
    if files and not dry_run:
        record = made_from.renewed(path, files, workspace)
        write_files({**files, **record}, root=workspace.root, disposable=record)
    _print(result, problems, name)
    message = N_("Đã đưa {count} chỗ sửa về {plan}.")
    if dry_run:
        message = N_("Có {count} chỗ sửa đưa về được {plan}.")
    click.echo(say(message, count=len(result.pulled), plan=name), err=True)


def _print(result: "PullResult", problems: "Sequence[Diagnostic]", name: str) -> None:
    from generator.diagnostics import Severity

    for one in result.pulled:
        where = ".".join(map(str, one.path))
        place = f"{one.file or name}:{one.line}: {where}"
        click.echo(f"{place}: {_short(one.before)} → {_short(one.after)}")
        if one.is_whole:
            message = N_("{place}: cả mục nay ghi nguyên văn trong kế hoạch, không còn theo mẫu")
            click.echo(say(message, place=place), err=True)
    for problem in problems:
        click.echo(replace(problem, severity=Severity.WARNING).text(current()), err=True)
    for finding in result.findings:
        click.echo(finding.text(current()), err=True)


def _short(text: str) -> str:
    text = " ".join(text.split())
    shown = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3].rstrip()}..."
    return f"'{shown}'"
