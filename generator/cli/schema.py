"""``kehoach schema``: the JSON Schemas of the files users write."""

from pathlib import Path, PurePosixPath

import click

from generator.cli.commands import argument, choices, define, option
from generator.i18n import N_

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
def command(name: str | None, output: Path | None) -> None:
    """Print or write schemas."""
    from generator.cli.schemas import schema_files, schema_text

    if output is None:
        click.echo(schema_text(name or "plan"), nl=False)
        return
    output.mkdir(parents=True, exist_ok=True)
    for file, content in schema_files().items():
        if name is None or PurePosixPath(file).name.startswith(f"{name}."):
            path = output / PurePosixPath(file).name
            path.write_bytes(content)
            click.echo(path.as_posix())
