"""The files of a build beside their manifest, written whole or not at all.

``manifest.json`` says which files kehoach made beside it, from what; it has no clock and no
absolute paths. What it does not name, somebody else wrote: that is never written over unasked.
"""

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Any

from generator.app import problems
from generator.diagnostics import Diagnostic, Location
from generator.errors import OutputError
from generator.files import problems as file_problems
from generator.files.journal import digest_of, read_regular
from generator.files.lock import hold_signals, locked
from generator.files.overwrite import Rules, refusals
from generator.files.problems import cannot_write
from generator.files.safe_write import home_of, replace_files
from generator.inputs.text_file import read_json
from generator.workspace import Workspace, packaged_templates

MANIFEST_FILE = "manifest.json"
MANIFEST_VERSION = 1
PACKAGE_NAME = "(kehoach)"
_PAGE = re.compile(r"-\d+\.png$")
_RESERVED = {"con", "prn", "aux", "nul"} | {
    f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)
}


def digest(content: bytes) -> str:
    """Return the SHA-256 of some bytes in hexadecimal."""
    return sha256(content).hexdigest()


@dataclass(frozen=True, slots=True)
class Source:
    """A file that something was made from: its name in the workspace and its hash."""

    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One file that was made.

    Attributes:
        file: Its name in the folder of the manifest.
        sha256: Hash of its bytes as they were written.
        format: Output format.
        plan: The plan it was made from.
        standard: The standard it was laid out by.
        kehoach: The version that made it.
        way: Which program laid out its pages; "" for files without pages of their own.
        inputs: Every file that was read for it.
    """

    file: str
    sha256: str
    format: str
    plan: str
    standard: str
    kehoach: str
    way: str = ""
    inputs: tuple[Source, ...] = ()

    def to_object(self) -> dict[str, Any]:
        """Return the entry as plain values, in the order of the file."""
        return {name: value for name, value in asdict(self).items() if name != "way" or value}


@dataclass(frozen=True, slots=True)
class Manifest:
    """The entries of one folder, by file name."""

    entries: Mapping[str, Entry]

    def without(self, files: Iterable[str]) -> "Manifest":
        """Return the manifest without the entries of some files."""
        dropped = set(files)
        return Manifest({name: each for name, each in self.entries.items() if name not in dropped})

    def updated(self, entries: Iterable[Entry]) -> "Manifest":
        """Return the manifest with entries added or replaced; the others keep their place."""
        return Manifest({**self.entries, **{entry.file: entry for entry in entries}})

    def to_bytes(self) -> bytes:
        """Return the file's content: the same entries give the same bytes."""
        content = {
            "version": MANIFEST_VERSION,
            "outputs": [self.entries[name].to_object() for name in sorted(self.entries)],
        }
        return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of a folder, an empty one when there is none.

    Raises:
        OutputError: When there is one and it cannot be understood.
    """
    path = folder / MANIFEST_FILE
    try:
        return _from_json(read_json(path))
    except FileNotFoundError:
        return Manifest({})
    except (ValueError, KeyError, TypeError) as error:
        raise OutputError(problems.NOT_A_MANIFEST.at(Location(path.as_posix()))) from error


def _from_json(content: Any) -> Manifest:
    if content["version"] != MANIFEST_VERSION:
        raise ValueError(content["version"])
    entries = {}
    for row in content["outputs"]:
        inputs = tuple(Source(_text(item["file"]), _text(item["sha256"])) for item in row["inputs"])
        names = ("file", "sha256", "format", "plan", "standard", "kehoach")
        texts = {name: _text(row[name]) for name in names}
        entries[texts["file"]] = Entry(**texts, inputs=inputs, way=_text(row.get("way", "")))
    return Manifest(entries)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def stable_name(path: Path, workspace: Workspace) -> str:
    """Return a name of a file that is the same wherever the workspace and the package lie."""
    resolved = path.resolve()
    if resolved.is_relative_to(workspace.root):
        return resolved.relative_to(workspace.root).as_posix()
    templates = packaged_templates().resolve()
    if resolved.is_relative_to(templates):
        return f"{PACKAGE_NAME}/templates/{resolved.relative_to(templates).as_posix()}"
    package = Path(__file__).resolve().parent.parent
    if resolved.is_relative_to(package):
        return f"{PACKAGE_NAME}/{resolved.relative_to(package).as_posix()}"
    try:
        return Path(os.path.relpath(resolved, workspace.root)).as_posix()
    except ValueError:
        return resolved.name


def source_path(name: str, workspace: Workspace) -> Path:
    """Return the file that a stable name means here."""
    templates = f"{PACKAGE_NAME}/templates/"
    if name.startswith(templates):
        return packaged_templates() / name.removeprefix(templates)
    if name.startswith(f"{PACKAGE_NAME}/"):
        return Path(__file__).resolve().parent.parent / name.removeprefix(f"{PACKAGE_NAME}/")
    return workspace.root / name


# ---------------------------------------------------------------------- writing


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
        notices: What was tidied up in its folder before.
    """

    path: Path
    state: State
    former: Path | None = None
    notices: tuple[Diagnostic, ...] = ()


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
        Written(path, states[path.name], receipt.former.get(path), receipt.notices)
        for path in files
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
        is_known = output.entry.file in manifest.entries
        rules = Rules(
            force or _is_ours(path, manifest),
            file_problems.EDITED_FILE if is_known else file_problems.FOREIGN_FILE,
            named=False,
            may_be_same=True,
        )
        yield from refusals(path, output.content, rules)


def _iter_bad_names(outputs: Sequence[Output]) -> Iterator[Diagnostic]:
    taken: dict[str, Output] = {}
    for output in outputs:
        name = output.entry.file
        other = taken.setdefault(name.casefold(), output)
        if other is not output:
            yield problems.SAME_NAME.at(
                Location(output.entry.plan),
                first=other.entry.plan,
                second=output.entry.plan,
                name=name,
            )
        elif not is_portable(name):
            yield problems.NAME_NOT_PORTABLE.at(Location(output.entry.plan), name=name)


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
