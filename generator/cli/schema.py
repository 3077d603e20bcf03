"""``kehoach schema``: the JSON Schemas of the files users write."""

from pathlib import Path, PurePosixPath

import click

from generator.cli.commands import argument, choices, define, option
from generator.i18n import N_, printable

NAMES = ("plan", "locality", "budget", "catalogue")


@define(
    "schema",
    N_(
        "In JSON Schema của các tệp khai báo, để trình soạn thảo gợi ý khóa và báo lỗi khi gõ:"
        " plan, locality, budget hoặc catalogue.\n\n"
        "Không có -o thì in một lược đồ ra màn hình, mặc định là plan; có -o thì ghi"
        " TÊN.schema.json vào thư mục đó, cả bốn lược đồ khi không nêu tên."
    ),
)
@argument("name", required=False, type=choices(NAMES), metavar=N_("[TÊN]"))
@option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar=N_("THƯ_MỤC"),
    help=N_("Ghi vào thư mục này; lược đồ cũ ở đó được thay."),
)
@option("--force", is_flag=True, help=N_("Ghi đè cả tệp không phải lược đồ của kehoach."))
def command(name: str | None, output: Path | None, force: bool) -> None:
    """Print or write schemas."""
    from generator.app.starter import is_schema, schema_files, schema_text
    from generator.cli.files import write_files
    from generator.files.overwrite import Rules, refuse

    if output is None:
        click.echo(schema_text(name or "plan"), nl=False)
        return
    files = {
        output / PurePosixPath(file).name: content
        for file, content in schema_files().items()
        if name is None or PurePosixPath(file).name.startswith(f"{name}.")
    }
    ours = {path for path in files if is_schema(path)}
    refuse({path: files[path] for path in ours}, Rules(force=True))
    refuse({path: files[path] for path in files if path not in ours}, Rules(force))
    write_files(files, disposable=ours)
    for path in files:
        click.echo(printable(path.as_posix()))
