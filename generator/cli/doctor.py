"""``kehoach doctor``: what is installed on this machine and what is missing."""

import json
from typing import TYPE_CHECKING

import click

from generator.cli.commands import choices, define, open_workspace, option
from generator.cli.language import current, say
from generator.errors import KehoachError, OutputError
from generator.i18n import N_

if TYPE_CHECKING:
    from generator.app.doctor import Line


@define(
    "doctor",
    N_(
        "Kiểm tra máy: phiên bản, các gói Python, phông chữ sẽ được dùng, LibreOffice, thư mục"
        " làm việc.\n\n"
        "Mã thoát 4 khi thiếu thứ bắt buộc."
    ),
)
@option(
    "--format",
    "form",
    type=choices(("text", "json")),
    default="text",
    help=N_("In ra chữ (text) hoặc json; mặc định là text."),
)
def command(form: str) -> None:
    """Print what was found; fail when something needed is missing."""
    from generator.app.doctor import Line, examine_machine, examine_workspace

    lines = list(examine_machine())
    try:
        lines.append(examine_workspace(open_workspace()))
    except KehoachError as error:
        lines.append(Line(N_("Thư mục làm việc"), problem=error.findings[0]))
    if form == "json":
        rows = [line.to_object(current()) for line in lines]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        _print(lines)
    missing = [finding for line in lines if line.fatal and (finding := line.finding(current()))]
    if missing:
        raise OutputError(missing)


def _print(lines: "list[Line]") -> None:
    width = max(len(say(line.topic)) for line in lines) + 2
    todo = say(N_("gợi ý"))
    for line in lines:
        mark = "!" if line.problem else " "
        click.echo(f"{mark} {say(line.topic):<{width}}{line.value_text(current())}")
        hint = line.hint_text(current())
        if hint and not line.fatal:
            click.echo(f"  {'':<{width}}{todo}: {hint}")
