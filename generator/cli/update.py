"""``kehoach update``: a plan's own changes go along when its templates change."""

from pathlib import Path

import click

from generator.cli.commands import argument, define, locate_plan, open_workspace
from generator.cli.language import current, say
from generator.i18n import N_


@define(
    "update",
    N_(
        "Đưa mẫu mới vào kế hoạch: so mẫu cũ, sửa đổi của kế hoạch (dieu_chinh) và mẫu mới theo"
        " từng mục, từng đoạn.\n\n"
        "Chỗ cả hai bên cùng sửa được ghi vào kế hoạch cả hai đoạn để người soạn chọn; chưa chọn"
        " thì kehoach build không làm văn bản. Lần chạy đầu tiên chỉ ghi nhớ mẫu đang dùng, trong"
        " thư mục .kehoach/."
    ),
)
@argument("plan", type=click.Path(path_type=Path), metavar=N_("KẾ_HOẠCH"))
def command(plan: Path) -> None:
    """Merge the templates of today into a plan, or remember them the first time."""
    from generator.app.update import renew_plan
    from generator.cli.files import write_files

    workspace = open_workspace()
    path = locate_plan(plan, workspace).resolve()
    name = workspace.display(path)
    renewed = renew_plan(path, workspace)
    write_files({**renewed.store, **renewed.files}, root=workspace.root, disposable=renewed.store)
    if renewed.changes is None:
        message = N_("{plan}: đã ghi nhớ mẫu đang dùng ({version})")
        click.echo(say(message).format(plan=name, version=renewed.version))
        return
    for change in renewed.changes:
        click.echo(f"{change.name}: {change.reason_text(current())}")
    if not renewed.changes:
        click.echo(say(N_("{plan}: mẫu không đổi")).format(plan=name))
    if renewed.conflicts:
        message = N_("Còn {count} chỗ phải chọn trong {plan}, rồi mới làm được văn bản.")
        click.echo(say(message, count=renewed.conflicts, plan=name), err=True)
