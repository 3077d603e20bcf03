"""Writing one file a command was asked for: whole or not at all, never over another unasked."""

from pathlib import Path

import click

from generator.batch.outputs import replace_files
from generator.batch.reasons import cannot_write
from generator.cli.language import say
from generator.diagnostics import Diagnostic, Location, Severity
from generator.errors import OutputError
from generator.i18n import N_


def write_file(path: Path, content: bytes, *, force: bool, also_not: tuple[Path, ...] = ()) -> None:
    """Write a file and print its name.

    Args:
        path: The file.
        content: What is in it.
        force: Write over a file that is there.
        also_not: Inputs, which are never written over.

    Raises:
        OutputError: When the file is there already, is an input, or cannot be written.
    """
    if path.resolve() in {one.resolve() for one in also_not}:
        raise OutputError(_refusal(N_("tệp ghi ra trùng với tệp đọc vào, tệp gốc được giữ"), path))
    if path.exists() and not force:
        raise OutputError(_refusal(N_("đã có tệp này"), path))
    try:
        replace_files({path: content})
    except OSError as error:
        raise OutputError(cannot_write(error, path.parent)) from error
    click.echo(say(N_("Đã ghi {path}"), path=path.as_posix()))


def _refusal(message: str, path: Path) -> Diagnostic:
    return Diagnostic(
        "OUT07",
        Severity.ERROR,
        message,
        Location(path.as_posix()),
        hint=N_("ghi ra tệp khác bằng -o, hoặc thêm --force để ghi đè tệp đã có"),
    )
