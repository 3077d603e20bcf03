"""How commands write files: never unasked over another, told what was kept and tidied up."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from pathlib import Path

import click

from generator.cli.console import print_findings
from generator.cli.language import say
from generator.errors import OutputError
from generator.files.journal import recover
from generator.files.overwrite import Rules, refuse
from generator.files.problems import cannot_write
from generator.files.safe_write import Receipt, homes_of, replace_files
from generator.i18n import N_, printable


def write_file(path: Path, content: bytes, *, force: bool, also_not: Collection[Path] = ()) -> None:
    """Write a file and print its name.

    Args:
        path: The file.
        content: What is in it.
        force: Write over a file that is there.
        also_not: Inputs, which are never written over.

    Raises:
        OutputError: When the file is there already, is an input, or cannot be written.
    """
    write_files({path: content}, rules=Rules(force, inputs=also_not))
    click.echo(say(N_("Đã ghi {path}"), path=path.as_posix()))


def write_files(
    files: Mapping[Path, bytes],
    *,
    rules: Rules | None = None,
    root: Path | None = None,
    disposable: Collection[Path] = (),
) -> None:
    """Write files, all or none, and say where their former content is kept.

    Args:
        files: The content of each.
        rules: What is asked of their places; None where the command has seen to it.
        root: The workspace that is worked in.
        disposable: Files that can be made again; their former content is not kept.

    Raises:
        OutputError: When one must not or cannot be written; nothing is written then.
    """
    if not files:
        return
    tell_recovered(homes_of(files, root))
    if rules is not None:
        refuse(files, rules)
    try:
        receipt = replace_files(files, root=root, stamp=stamp(), disposable=disposable)
    except OSError as error:
        raise OutputError(cannot_write(error, next(iter(files)).parent)) from error
    tell(receipt)


def stamp() -> str:
    """Return the time now, for the names of former files."""
    return datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")


def tell_recovered(homes: Iterable[Path]) -> None:
    """Finish or undo what interrupted writes left in some folders, and say so."""
    print_findings(recover(homes))


def tell(receipt: Receipt) -> None:
    """Say what a write did beside writing."""
    print_findings(receipt.notices)
    for path, copy in receipt.former.items():
        message = N_("Bản cũ của {file} được giữ ở {copy}")
        click.echo(say(message, file=shown(path), copy=shown(copy)), err=True)


def shown(path: Path) -> str:
    """Return a path as short as the user would type it."""
    try:
        name = path.resolve().relative_to(Path.cwd()).as_posix() or "."
    except (ValueError, OSError):
        name = path.as_posix()
    return printable(name, lines=False)
