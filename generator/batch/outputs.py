"""Writing what was made: whole or not at all, and never over what somebody else wrote."""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from generator.batch.manifest import MANIFEST_FILE, Entry, Manifest, digest, read_manifest
from generator.batch.reasons import cannot_write
from generator.diagnostics import Diagnostic, Location, Severity
from generator.errors import OutputError
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
    """A file of the folder after writing."""

    path: Path
    state: State


def write_outputs(
    outputs: Sequence[Output], folder: Path, *, force: bool = False
) -> tuple[Written, ...]:
    """Write all outputs and the manifest beside them, or nothing.

    A file that exists is replaced only when the manifest says that kehoach made it and its
    bytes are still those it wrote, or with ``force``. Pictures of pages that the document no
    longer has are removed under the same condition.

    Raises:
        OutputError: When something must not or cannot be written; the folder is as it was.
    """
    manifest = _manifest_of(folder, force=force)
    states = {output.entry.file: _state(output, folder) for output in outputs}
    refused = [] if force else list(_iter_refusals(outputs, folder, manifest, states))
    refused.extend(_iter_bad_names(outputs, folder))
    if refused:
        raise OutputError(refused)
    changed = {
        folder / output.entry.file: output.content
        for output in outputs
        if states[output.entry.file] is not State.UNCHANGED
    }
    gone = _pages_gone(outputs, manifest)
    record = manifest.without(gone).updated(output.entry for output in outputs).to_bytes()
    if _read(folder / MANIFEST_FILE) != record:
        changed[folder / MANIFEST_FILE] = record
    try:
        replace_files(changed)
    except OSError as error:
        raise OutputError(cannot_write(error, folder)) from error
    for entry in gone.values():
        _remove(folder / entry.file, entry.sha256)
    return tuple(
        Written(folder / output.entry.file, states[output.entry.file]) for output in outputs
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


def _remove(path: Path, known: str) -> None:
    """Remove a file that is as kehoach made it; what cannot be removed does no harm."""
    content = _read(path)
    if content is not None and digest(content) == known:
        with suppress(OSError):
            path.unlink()


def _manifest_of(folder: Path, *, force: bool) -> Manifest:
    try:
        return read_manifest(folder)
    except OutputError:
        if force:
            return Manifest({})
        raise
    except OSError as error:
        raise OutputError(cannot_write(error, folder)) from error


def _state(output: Output, folder: Path) -> State:
    present = _read(folder / output.entry.file)
    if present is None:
        return State.NEW
    return State.UNCHANGED if present == output.content else State.UPDATED


def _read(path: Path) -> bytes | None:
    """Return the bytes of a file, None when there is none that could be read."""
    try:
        return path.read_bytes()
    except OSError:
        return None


def _iter_refusals(
    outputs: Sequence[Output], folder: Path, manifest: Manifest, states: dict[str, State]
) -> Iterator[Diagnostic]:
    for output in outputs:
        name = output.entry.file
        path = folder / name
        if states[name] is State.UNCHANGED or not os.path.lexists(path) or path.is_dir():
            continue
        known = manifest.entries.get(name)
        present = _read(path)
        if known is None:
            yield _refusal(N_("tệp đã có và không phải do kehoach làm ra"), path)
        elif present is None or digest(present) != known.sha256:
            yield _refusal(N_("tệp đã được sửa sau khi kehoach làm ra"), path)


def _refusal(message: str, path: Path) -> Diagnostic:
    return Diagnostic(
        "OUT01",
        Severity.ERROR,
        message,
        Location(path.as_posix()),
        hint=N_("chép tệp sang tên khác, ghi vào thư mục khác bằng -o, hoặc ghi đè bằng --force"),
    )


def _iter_bad_names(outputs: Sequence[Output], folder: Path) -> Iterator[Diagnostic]:
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
        elif (folder / name).is_dir():
            yield Diagnostic(
                "OUT05",
                Severity.ERROR,
                N_("đã có một thư mục mang tên tệp này"),
                Location((folder / name).as_posix()),
                hint=N_("đổi tên thư mục đó, hoặc ghi vào thư mục khác bằng -o"),
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


def replace_files(files: Mapping[Path, bytes]) -> None:
    """Put all files in their places, folders made as needed; or leave everything as it was.

    New content is first written beside its place under another name, so that the places
    themselves only ever change by a rename.

    Raises:
        OSError: When one cannot be put there.
    """
    made: list[Path] = []
    staged: dict[Path, Path] = {}
    try:
        for path, content in files.items():
            made[:0] = _make_folder(path.parent)
            staged[path] = _beside(path, "tmp")
            _write(content, staged[path], path)
        _swap(staged)
    except BaseException:
        for temporary in staged.values():
            temporary.unlink(missing_ok=True)
        for created in made:
            with suppress(OSError):
                created.rmdir()
        raise


def _make_folder(folder: Path) -> list[Path]:
    """Create a folder and return what had to be created, the innermost first."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing


def _write(content: bytes, temporary: Path, path: Path) -> None:
    try:
        with temporary.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
    except OSError as error:
        # The user knows the file's own name, not the one it is written under first.
        error.filename = os.fspath(path)
        raise


def _beside(path: Path, suffix: str) -> Path:
    """Return a name beside a file that no other running process uses."""
    return path.with_name(f".{path.name}.{os.getpid()}.{suffix}")


def _swap(staged: dict[Path, Path]) -> None:
    kept: dict[Path, Path | None] = {}
    try:
        for path, temporary in staged.items():
            kept[path] = _keep(path)
            temporary.replace(path)
    except BaseException:
        for path, backup in reversed(kept.items()):
            if backup is not None:
                backup.replace(path)
            elif not staged[path].exists():
                path.unlink(missing_ok=True)
        raise
    for backup in kept.values():
        if backup is not None:
            # Everything is in its place: a virus scanner that still reads the old file is no
            # reason to say that nothing was written.
            with suppress(OSError):
                backup.unlink(missing_ok=True)


def _keep(path: Path) -> Path | None:
    """Move a file that is to be replaced aside and return where it is now."""
    return path.replace(_beside(path, "old")) if os.path.lexists(path) else None
