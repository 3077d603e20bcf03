"""``kehoach init``: a folder to work in, with one worked example."""

from pathlib import Path

import click

from generator.cli.commands import argument, define, option
from generator.cli.language import say
from generator.i18n import N_, printable


@define(
    "init",
    N_(
        "Tạo thư mục làm việc: plans/, budgets/, templates/, lược đồ và thiết lập cho trình soạn"
        " thảo, kèm một ví dụ làm được ngay.\n\n"
        "Thư mục đã có tệp thì phải thêm --force; khi đó tệp nào đã có được giữ nguyên, riêng"
        " các lược đồ trong schema/ được làm mới."
    ),
)
@argument("folder", type=click.Path(path_type=Path), metavar=N_("THƯ_MỤC"))
@option("--force", is_flag=True, help=N_("Thêm vào cả thư mục đã có tệp; không thay tệp nào."))
def command(folder: Path, force: bool) -> None:
    """Write the starter files."""
    from generator.app.starter import EXAMPLE, first_workspace
    from generator.cli.files import write_files

    missing, schemas = first_workspace(folder, force=force)
    files = missing | schemas
    write_files(files, root=folder, disposable=schemas)
    for path in sorted(files):
        click.echo(printable(path.as_posix()))
    click.echo(say(N_("Ví dụ: {plan}. Tiếp theo:"), plan=EXAMPLE[-1]), err=True)
    click.echo(f"  cd {printable(str(folder))}\n  kehoach build", err=True)
