"""``kehoach init``: a folder to work in, with one worked example."""

from pathlib import Path

import click

from generator.app.starter import EXAMPLE, workspace_files
from generator.cli.commands import argument, define, option
from generator.cli.language import say
from generator.diagnostics import Diagnostic, Location, Severity
from generator.errors import OutputError
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
    from generator.app.schemas import schema_files
    from generator.cli.files import write_files

    if folder.exists() and not folder.is_dir():
        raise OutputError(_refusal(N_("đây là một tệp, không phải thư mục"), folder, ""))
    if not force and folder.is_dir() and any(folder.iterdir()):
        hint = N_("chọn thư mục khác, hoặc thêm --force để thêm các tệp còn thiếu")
        raise OutputError(_refusal(N_("thư mục không trống"), folder, hint))
    schemas = schema_files()
    files = {folder / name: content for name, content in workspace_files().items()}
    files = {path: content for path, content in files.items() if not path.exists()}
    renewed = {folder / name: content for name, content in schemas.items()}
    files |= renewed
    write_files(files, root=folder, disposable=renewed)
    for path in sorted(files):
        click.echo(printable(path.as_posix()))
    click.echo(say(N_("Ví dụ: {plan}. Tiếp theo:"), plan=EXAMPLE[-1]), err=True)
    click.echo(f"  cd {printable(str(folder))}\n  kehoach build", err=True)


def _refusal(message: str, folder: Path, hint: str) -> Diagnostic:
    return Diagnostic("OUT07", Severity.ERROR, message, Location(folder.as_posix()), hint=hint)
