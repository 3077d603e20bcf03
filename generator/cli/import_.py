"""``kehoach import``: somebody's Word file becomes a plan; the work is in ``importing``."""

from pathlib import Path

import click

from generator.cli.commands import argument, define, open_workspace, option
from generator.i18n import N_


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
    from generator.cli.importing import run_import

    run_import(open_workspace(), file, output, force=force)
