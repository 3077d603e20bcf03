"""How every file of a user is written: beside its place first, then put there in one step.

At any moment, whatever happens, each file stands at its place, whole, old or new. Files of one
write change together: what cannot be put in place puts all back, and what a power cut leaves is
finished or undone by ``recover``.
"""

import errno
import os
import re
import shutil
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from generator.diagnostics import Diagnostic
from generator.files.journal import (
    Journal,
    Step,
    beside,
    clean_leftovers,
    digest_of,
    journal_path,
    read_regular,
    undo,
)
from generator.files.lock import Held, hold_signals, locked, make_folder
from generator.workspace import STATE_DIR, Workspace

FORMER_DIR = f"{STATE_DIR}/ban-cu"
MOST_FORMER = 20
"""Former contents kept of each file; older ones are removed."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a write did beside writing.

    Attributes:
        former: Where the former content of a file is kept, by the file.
        notices: What was tidied up before.
    """

    former: Mapping[Path, Path]
    notices: tuple[Diagnostic, ...] = ()


def home_of(path: Path, root: Path | None = None) -> Path:
    """Return the folder whose ``.kehoach`` knows of a file: its workspace, or its own folder.

    Args:
        path: The file.
        root: A workspace that may be too new to be recognised.
    """
    folder = path.parent.resolve()
    if root is not None and folder.is_relative_to(root.resolve()):
        return root.resolve()
    return Workspace.around(folder).root


def homes_of(paths: Iterable[Path], root: Path | None = None) -> tuple[Path, ...]:
    """Return the folders whose ``.kehoach`` knows of some files, each once."""
    return tuple(dict.fromkeys(home_of(path, root) for path in paths))


def replace_files(
    files: Mapping[Path, bytes],
    *,
    root: Path | None = None,
    stamp: str = "",
    disposable: Collection[Path] = (),
    gone: Mapping[Path, str] | None = None,
) -> Receipt:
    """Put all files in their places, folders made as needed; or leave everything as it was.

    Args:
        files: The new content of each; what is there already in these bytes is not touched.
        root: The workspace that is worked in.
        stamp: The time, for the names of former files; none is kept without.
        disposable: Files that can be made again; their former content is not kept.
        gone: Files to remove at the end, with the hash of what may be removed.

    Raises:
        OSError: When one cannot be put there.
        OutputError: When another process is writing there.
        KeyboardInterrupt: When Ctrl-C came; nothing is written, or everything is.
    """
    changed = {path: content for path, content in files.items() if read_regular(path) != content}
    paths = [*changed, *(gone or {})]
    if not paths:
        return Receipt({})
    homes = homes_of(paths, root)
    with hold_signals() as held, locked(homes, held.check):
        notices = clean_leftovers(path.parent for path in paths)
        steps = [_step(number, *each) for number, each in enumerate(changed.items())]
        journal = Journal(journal_path(homes[0]), homes, tuple(steps), tuple((gone or {}).items()))
        kept = {path for path in changed if stamp and path not in disposable}
        former = _write(journal, changed, kept, root, stamp, held)
        held.written = tuple(changed)
    return Receipt(former, tuple(notices))


def _step(number: int, path: Path, content: bytes) -> Step:
    old, new = digest_of(path), sha256(content).hexdigest()
    if not old and os.path.lexists(path):
        # What cannot be read cannot be kept either.
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), os.fspath(path))
    return Step(path, beside(path, number, "tmp"), beside(path, number, "old"), old, new)


def _write(
    journal: Journal,
    contents: Mapping[Path, bytes],
    kept: Collection[Path],
    root: Path | None,
    stamp: str,
    held: Held,
) -> dict[Path, Path]:
    """Do what a journal says and return where former files are kept."""
    made: list[Path] = []
    former: dict[Path, Path] = {}
    try:
        _put(journal.to_bytes(), journal.draft)
        journal.draft.replace(journal.path)
        _flush([journal.path.parent])
        for step in journal.steps:
            held.check()
            made[:0] = make_folder(step.target.parent)
            _stage(contents[step.target], step)
            if step.target in kept and step.old:
                former[step.target] = _keep(step.target, home_of(step.target, root), stamp)
        _swap(journal)
    except BaseException:
        _tidy(journal, former.values(), made)
        raise
    for path, old in journal.gone:
        # What cannot be removed does no harm.
        with suppress(OSError):
            if digest_of(path) == old:
                path.unlink()
    _flush({path.parent for path in contents})
    _tidy(journal)
    for path, copy in former.items():
        _prune(path, copy)
    return former


def _put(content: bytes, path: Path) -> None:
    with path.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _stage(content: bytes, step: Step) -> None:
    try:
        _put(content, step.temporary)
    except OSError as error:
        # The user knows the file's own name, not the one it is written under first.
        error.filename = os.fspath(step.target)
        raise
    if step.old:
        with suppress(OSError):
            shutil.copymode(step.target, step.temporary)


def _keep(path: Path, home: Path, stamp: str) -> Path:
    """Keep what a file holds now under a name of its own and return it."""
    copy = _former_path(path, home, stamp)
    make_folder(copy.parent)
    _copy(path, copy)
    return copy


def _copy(path: Path, copy: Path) -> None:
    """Give a file a second name, or copy it where the disk knows no second names."""
    if path.is_symlink():
        shutil.copyfile(path, copy)  # what it shows, not where it leads
        return
    try:
        os.link(path, copy)
    except OSError:
        shutil.copy2(path, copy)


def _swap(journal: Journal) -> None:
    done: list[Step] = []
    try:
        for step in journal.steps:
            if step.old:
                _copy(step.target, step.backup)
            done.append(step)
            step.temporary.replace(step.target)
    except BaseException:
        for step in reversed(done):
            if step.is_new:
                undo(step)
        raise


def _tidy(journal: Journal, copies: Iterable[Path] = (), made: Iterable[Path] = ()) -> None:
    """Remove what a write needed; the journal last, for it names the rest.

    A virus scanner that still reads the old file is no reason to say that nothing was written.
    """
    for step in journal.steps:
        for path in (step.temporary, step.backup):
            with suppress(OSError):
                path.unlink(missing_ok=True)
    for path in copies:
        with suppress(OSError):
            path.unlink(missing_ok=True)
    for path in (journal.draft, journal.path):
        with suppress(OSError):
            path.unlink(missing_ok=True)
    for folder in made:
        with suppress(OSError):
            folder.rmdir()


def _flush(folders: Iterable[Path]) -> None:
    """Have the names in folders on the disk; Windows writes them itself."""
    if os.name == "nt":
        return
    for folder in folders:
        with suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


# ---------------------------------------------------------------------- former contents


def _former_path(path: Path, home: Path, stamp: str) -> Path:
    """Return a free name for what a file holds now: its path in the workspace and the time.

    Args:
        path: The file.
        home: The workspace, or the file's folder.
        stamp: The time as it stands in the name.
    """
    folder = home / FORMER_DIR / path.parent.resolve().relative_to(home)
    numbers = [number for when, number in _copies_of(path, folder) if when == stamp]
    again = f"-{max(numbers) + 1}" if numbers else ""
    return folder / f"{path.stem}.{stamp}{again}{path.suffix}"


def _prune(path: Path, copy: Path) -> None:
    """Remove all but the newest copies of a file."""
    copies = _copies_of(path, copy.parent)
    for when in sorted(copies)[:-MOST_FORMER]:
        with suppress(OSError):
            copies[when].unlink()


def _copies_of(path: Path, folder: Path) -> dict[tuple[str, int], Path]:
    """Return the copies of a file by their time and, within one second, their number."""
    name = rf"{re.escape(path.stem)}\.(\d{{8}}-\d{{6}})(?:-(\d+))?{re.escape(path.suffix)}"
    copies = {}
    for each in folder.iterdir() if folder.is_dir() else ():
        match = re.fullmatch(name, each.name)
        if match:
            copies[match[1], int(match[2] or 1)] = each
    return copies
