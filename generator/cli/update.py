"""``kehoach update``: a plan's own changes go along when its templates change."""

from pathlib import Path

import click

from generator.cli.commands import argument, define, open_workspace
from generator.cli.language import current, say
from generator.i18n import N_, translate


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
    from generator.app.templates import read_current, read_stored, store_path, stored_bytes
    from generator.cli.files import write_files
    from generator.cli.make import locate_plan
    from generator.inputs.text_file import encode, read_text
    from generator.revise.merge.update import update_plan

    workspace = open_workspace()
    path = locate_plan(plan, workspace).resolve()
    name = workspace.display(path)
    text = read_text(path, name)
    old, new = read_stored(path, workspace), read_current(path, workspace)
    store = store_path(path, workspace)
    files = {store: stored_bytes(new)}
    if old is None:
        message = say(N_("{plan}: đã ghi nhớ mẫu đang dùng ({version})"))
        lines = [message.format(plan=name, version=new.version)]
        conflicts = 0
    else:
        updated = update_plan(text, old, new)
        if updated.text != text:
            files[path] = encode(updated.text, path.read_bytes())
        lines = [
            f"{one.name}: " + translate(one.reason, current()).format(new=one.new)
            for one in updated.outcomes
        ] or [say(N_("{plan}: mẫu không đổi")).format(plan=name)]
        conflicts = sum(one.is_conflict for one in updated.outcomes)
    write_files(files, root=workspace.root, disposable={store})
    for line in lines:
        click.echo(line)
    if conflicts:
        message = N_("Còn {count} chỗ phải chọn trong {plan}, rồi mới làm được văn bản.")
        click.echo(say(message, count=conflicts, plan=name), err=True)
