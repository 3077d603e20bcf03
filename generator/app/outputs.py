"""Writing what was made: whole or not at all, and never over what somebody else wrote."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from generator.app.manifest import MANIFEST_FILE, Entry, Manifest, read_manifest
from generator.diagnostics import Diagnostic, Location, Severity
from generator.errors import OutputError
from generator.files.journal import digest_of
from generator.files.lock import hold_signals, locked
from generator.files.overwrite import Rules, refusals
from generator.files.reasons import cannot_write
from generator.files.regular import read_regular
from generator.files.safe_write import home_of, replace_files
from generator.i18n import N_

_PAGE = re.compile(r"-\d+\.png$")
_RESERVED = {"con", "prn", "aux", "nul"} | {
    f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)
}


@dataclass(frozen=True, slots=True)
class Output:
    """A file to write and what the manifest says of it."""

    entry: Entry
    content: bytes


class State(StrEnum):
    """What writing did to a file."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Written:
    """A file of the folder after writing.

    Attributes:
        path: The file.
        state: What was done to it.
        former: Where its former content is kept, when it was written over by force.
        told: What was tidied up in its folder before.
    """

    path: Path
    state: State
    former: Path | None = None
    told: tuple[Diagnostic, ...] = ()


def write_outputs(
    outputs: Sequence[Output],
    folder: Path,
    *,
    force: bool = False,
    root: Path | None = None,
    stamp: str = "",
) -> tuple[Written, ...]:
    """Write all outputs and the manifest beside them, or nothing.

    A file that exists is replaced only when the manifest says that kehoach made it and its
    bytes are still those it wrote, or with ``force``. Pictures of pages that the document no
    longer has are removed under the same condition.

    Args:
        outputs: What was made.
        folder: Where to.
        force: Write over what kehoach did not make, or somebody edited.
        root: The workspace the documents were made in.
        stamp: The time, for the names of what is written over by force.

    Raises:
        OutputError: When something must not or cannot be written; the folder is as it was.
    """
    home = home_of(folder / MANIFEST_FILE, root)
    try:
        with hold_signals() as held, locked([home], held.check):
            return _write(outputs, folder, force=force, root=root, stamp=stamp)
    except OSError as error:
        raise OutputError(cannot_write(error, folder)) from error


def _write(
    outputs: Sequence[Output], folder: Path, *, force: bool, root: Path | None, stamp: str
) -> tuple[Written, ...]:
    """Do what ``write_outputs`` says while nobody else writes there."""
    manifest, is_ours = _manifest_of(folder, force=force)
    states = {output.entry.file: _state(output, folder) for output in outputs}
    refused = list(_iter_bad_names(outputs))
    refused = refused or list(_iter_refusals(outputs, folder, manifest, force=force))
    if refused:
        raise OutputError(refused)
    gone = _pages_gone(outputs, manifest)
    record = manifest.without(gone).updated(output.entry for output in outputs).to_bytes()
    files = {folder / output.entry.file: output.content for output in outputs}
    known = {path for path in files if _is_ours(path, manifest)}
    receipt = replace_files(
        {**files, folder / MANIFEST_FILE: record},
        root=root,
        stamp=stamp,
        disposable={*known, folder / MANIFEST_FILE} if is_ours else known,
        gone={folder / name: entry.sha256 for name, entry in gone.items()},
    )
    return tuple(
        Written(path, states[path.name], receipt.former.get(path), receipt.told) for path in files
    )


def _pages_gone(outputs: Sequence[Output], manifest: Manifest) -> dict[str, Entry]:
    """Return the entries of pictures of pages after the last one that was made now."""
    files = {output.entry.file for output in outputs}
    series = {_PAGE.sub("", file) for file in files if _PAGE.search(file)}
    return {
        name: entry
        for name, entry in manifest.entries.items()
        if name not in files and _PAGE.search(name) and _PAGE.sub("", name) in series
    }


def _manifest_of(folder: Path, *, force: bool) -> tuple[Manifest, bool]:
    """Return the manifest of a folder, and whether the file there may be written over."""
    try:
        return read_manifest(folder), True
    except OutputError:
        if force:
            return Manifest({}), False
        raise


def _state(output: Output, folder: Path) -> State:
    present = read_regular(folder / output.entry.file)
    if present is None:
        return State.NEW
    return State.UNCHANGED if present == output.content else State.UPDATED


def _is_ours(path: Path, manifest: Manifest) -> bool:
    """Return whether a file is as kehoach made it."""
    known = manifest.entries.get(path.name)
    return known is not None and digest_of(path) == known.sha256


def _iter_refusals(
    outputs: Sequence[Output], folder: Path, manifest: Manifest, *, force: bool
) -> Iterator[Diagnostic]:
    for output in outputs:
        path = folder / output.entry.file
        message = N_("tệp đã có và không phải do kehoach làm ra")
        if output.entry.file in manifest.entries:
            message = N_("tệp đã được sửa sau khi kehoach làm ra")
        hint = N_("chép tệp sang tên khác, ghi vào thư mục khác bằng -o, hoặc ghi đè bằng --force")
        allowed = force or _is_ours(path, manifest)
        there = Diagnostic("OUT01", Severity.ERROR, message, hint=hint)
        rules = Rules(allowed, there, named=False, may_be_same=True)
        yield from refusals(path, output.content, rules)


def _iter_bad_names(outputs: Sequence[Output]) -> Iterator[Diagnostic]:
    taken: dict[str, Output] = {}
    for output in outputs:
        name = output.entry.file
        other = taken.setdefault(name.casefold(), output)
        if other is not output:
            yield Diagnostic(
                "OUT02",
                Severity.ERROR,
                N_("'{first}' và '{second}' cùng cho ra tệp {name}"),
                Location(output.entry.plan),
                {"first": other.entry.plan, "second": output.entry.plan, "name": name},
                N_("làm hai văn bản ở hai thư mục khác nhau (-o), hoặc bỏ một tệp kế hoạch"),
            )
        elif not is_portable(name):
            yield Diagnostic(
                "OUT04",
                Severity.ERROR,
                N_("không dùng được tên tệp '{name}' trên mọi máy"),
                Location(output.entry.plan),
                {"name": name},
                N_("tên thư mục và tên tệp kế hoạch chỉ gồm chữ không dấu, chữ số và '-'"),
            )


def is_portable(name: str) -> bool:
    r"""Return whether a file name is safe on Windows, macOS and Linux.

    >>> [is_portable(name) for name in ("2027-huong-dan-cao-bang.docx", "a/b.docx", "CON.docx")]
    [True, False, False]
    """
    forbidden = set('<>:"/\\|?*') | {chr(code) for code in range(32)}
    stem = name.split(".", maxsplit=1)[0].casefold()
    return (
        bool(stem) and stem not in _RESERVED and not forbidden & set(name) and name[-1] not in ". "
    )
