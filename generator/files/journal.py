"""What a write is about to do, noted before it begins, so that the next run can finish it.

Whether a write is finished or undone is told from what stands on the disk, by its hash, never
from the note alone: a file somebody changed since then is left as it is.
"""

import json
import os
import re
import stat
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from generator.diagnostics import Diagnostic, Location, Problem
from generator.errors import OutputError
from generator.files import problems
from generator.files.lock import Held, hold_signals, locked
from generator.files.problems import reason_of
from generator.workspace import STATE_DIR

_NAME = "ghi-do-{pid}.json"
_PATTERN = "ghi-do-*"
_VERSION = 1
_LARGEST = 16 * 1024 * 1024
_BESIDE = re.compile(r"\.(?P<name>.+)\.(?P<pid>[1-9]\d{0,9})-\d+\.kehoach\.(?:tmp|old)")
# A pipe is opened without waiting for its other end; Windows has no such pipes.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_SHOWN = 60  # letters of a file's name in the name of its temporary file


@dataclass(frozen=True, slots=True)
class Step:
    """One file that changes.

    Attributes:
        target: The file.
        temporary: Its new content until it is put in its place.
        backup: The former file until all is in place.
        old: Hash of the former content, "" when there was none.
        new: Hash of the new content.
    """

    target: Path
    temporary: Path
    backup: Path
    old: str
    new: str

    @property
    def is_new(self) -> bool:
        """Return whether the new content is in its place."""
        return digest_of(self.target) == self.new

    @property
    def is_old(self) -> bool:
        """Return whether the place is as it was."""
        return digest_of(self.target) == self.old

    @property
    def is_ready(self) -> bool:
        """Return whether the new content only has to be put in its place."""
        return digest_of(self.temporary) == self.new


@dataclass(frozen=True, slots=True)
class Journal:
    """One write.

    Attributes:
        path: Where it is noted.
        homes: The folders it has locked.
        steps: The files that change.
        gone: Files that are removed at the end, with the hash of what may be removed.
    """

    path: Path
    homes: tuple[Path, ...]
    steps: tuple[Step, ...]
    gone: tuple[tuple[Path, str], ...] = ()

    @property
    def draft(self) -> Path:
        """Return where the note is written before it counts."""
        return self.path.with_suffix(".tmp")

    def to_bytes(self) -> bytes:
        """Return the note; paths below the folder are relative, so that it may be moved."""
        home = self.path.parent.parent
        content = {
            "version": _VERSION,
            "homes": [_name(each, home) for each in self.homes],
            "files": [
                {
                    "target": _name(step.target, home),
                    "temporary": step.temporary.name,
                    "backup": step.backup.name,
                    "old": step.old,
                    "new": step.new,
                }
                for step in self.steps
            ],
            "gone": [{"target": _name(path, home), "old": old} for path, old in self.gone],
        }
        return json.dumps(content, ensure_ascii=False).encode("utf-8", "surrogateescape")


def journal_path(home: Path) -> Path:
    """Return where this process notes what it writes in a folder."""
    return home / STATE_DIR / _NAME.format(pid=os.getpid())


def beside(path: Path, number: int, suffix: str) -> Path:
    """Return a hidden name beside a file that no other running process uses."""
    name = f".{path.name[:_SHOWN]}.{os.getpid()}-{number}.kehoach.{suffix}"
    return path.with_name(name)


def read_regular(path: Path, largest: int | None = None) -> bytes | None:
    """Return the bytes of a plain file, None when it is none, too large or cannot be read."""
    try:
        handle = os.open(path, _FLAGS)
    except (OSError, ValueError):
        return None
    try:
        with os.fdopen(handle, "rb") as stream:
            state = os.fstat(handle)
            if not stat.S_ISREG(state.st_mode) or (largest and state.st_size > largest):
                return None
            return stream.read()
    except OSError:
        return None


def digest_of(path: Path) -> str:
    """Return the hash of a file, "" when there is none that can be read."""
    content = read_regular(path)
    return "" if content is None else sha256(content).hexdigest()


def recover(homes: Iterable[Path]) -> list[Diagnostic]:
    """Finish or undo what interrupted writes left in some folders; say what was done.

    A folder in which another process is writing right now is left alone.
    """
    notices: list[Diagnostic] = []
    for home in dict.fromkeys(homes):
        for path in sorted((home / STATE_DIR).glob(_PATTERN)):
            with suppress(OutputError), hold_signals() as held:
                notices += _recover(path, held)
    return notices


def _recover(path: Path, held: Held) -> list[Diagnostic]:
    home = path.parent.parent
    known = _read(path)
    homes = known.homes if known else (home,)
    try:
        with locked([each for each in {home, *homes} if each.is_dir()], held.check):
            if not path.exists():
                return []  # it was another process's, which has finished
            is_begun = path.suffix != ".tmp"  # before its note is complete, a write does nothing
            notices = []
            if is_begun:
                garbage = problems.NOT_A_JOURNAL.at(Location(path.as_posix()))
                notices = _settle(known) if known else [garbage]
            path.unlink()
    except OSError as error:
        reason = reason_of(error)
        return [problems.NOT_RECOVERED.at(Location(path.as_posix()), reason=reason)]
    return notices


def _settle(journal: Journal) -> list[Diagnostic]:
    steps = [step for step in journal.steps if step.is_new or step.is_old]
    theirs = [step.target for step in journal.steps if step not in steps]
    forward = all(step.is_new or step.is_ready for step in steps)
    moved = []
    for step in steps:
        if forward and not step.is_new:
            step.temporary.replace(step.target)
            moved.append(step.target)
        elif not forward and step.is_new and undo(step):
            moved.append(step.target)
    if forward:
        for path, old in journal.gone:
            if digest_of(path) == old:
                path.unlink()
    for step in journal.steps:
        for left in (step.temporary, step.backup):
            left.unlink(missing_ok=True)
    return list(_iter_notices(journal, moved, theirs, forward=forward))


def undo(step: Step) -> bool:
    """Put the former file back, or take the new one away where there was none."""
    if not step.old:
        step.target.unlink(missing_ok=True)
        return True
    if os.path.lexists(step.backup):
        step.backup.replace(step.target)
        return True
    return False


def _iter_notices(
    journal: Journal, moved: list[Path], theirs: list[Path], *, forward: bool
) -> Iterable[Diagnostic]:
    home = journal.path.parent.parent
    files = moved or [step.target for step in journal.steps if step.target not in theirs]
    if files:
        yield _about_files(problems.FINISHED if forward else problems.UNDONE, home, files)
    if theirs:
        yield _about_files(problems.CHANGED_SINCE, home, theirs)


def clean_leftovers(folders: Iterable[Path], known: Iterable[Path] = ()) -> list[Diagnostic]:
    """Remove temporary files that processes left which are no more; say which.

    To be called under the lock of the folders.

    Args:
        folders: Where to look.
        known: Files to leave.
    """
    notices = []
    keep = set(known)
    for folder in dict.fromkeys(folders):
        gone = [path for path in _iter_leftovers(folder) if path not in keep]
        removed = []
        for path in gone:
            with suppress(OSError):
                path.unlink()
                removed.append(path)
        if removed:
            notices.append(_about_files(problems.LEFTOVERS_REMOVED, folder, removed))
    return notices


def _iter_leftovers(folder: Path) -> Iterable[Path]:
    try:
        names = sorted(entry.name for entry in os.scandir(folder) if _BESIDE.fullmatch(entry.name))
    except OSError:
        return
    for name in names:
        match = _BESIDE.fullmatch(name)
        if match and read_regular(folder / name) is not None and not _runs(int(match["pid"])):
            yield folder / name


def _runs(pid: int) -> bool:
    """Return whether a process is there; where that cannot be asked, the lock is enough."""
    if os.name == "nt":
        return False  # os.kill would end it; the folder's lock says that nobody writes there
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _name(path: Path, home: Path) -> str:
    path = path.parent.resolve() / path.name  # where it stands, not where a link leads
    return (path.relative_to(home) if path.is_relative_to(home) else path).as_posix()


def _read(path: Path) -> Journal | None:
    """Return a journal, None when the file is not one, whatever it holds."""
    content = read_regular(path, _LARGEST)
    home = path.parent.parent
    try:
        data = json.loads(content or b"")
        if data["version"] != _VERSION:
            return None
        return Journal(
            path,
            tuple(home / _text(each) for each in data["homes"]),
            tuple(_step(row, home) for row in data["files"]),
            tuple((_inside(row["target"], home), _hash(row["old"])) for row in data["gone"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, MemoryError):
        return None


def _step(row: Any, home: Path) -> Step:
    target = home / _text(row["target"])
    old = _text(row["old"])
    names = (_text(row["temporary"]), _text(row["backup"]))
    for name in names:
        match = _BESIDE.fullmatch(name)
        # Only what a write would have named so may be moved or removed.
        if not match or match["name"] != target.name[:_SHOWN] or "/" in name or "\\" in name:
            raise ValueError(name)
    temporary, backup = (target.with_name(name) for name in names)
    return Step(target, temporary, backup, old and _hash(old), _hash(row["new"]))


def _inside(name: Any, home: Path) -> Path:
    path = home / _text(name)
    if ".." in path.parts or not path.is_relative_to(home):
        raise ValueError(name)
    return path


def _text(value: Any) -> str:
    if not isinstance(value, str) or "\0" in value:
        raise TypeError(value)
    return value


def _hash(value: Any) -> str:
    if not re.fullmatch("[0-9a-f]{64}", _text(value)):
        raise ValueError(value)
    return str(value)


def _about_files(problem: Problem, home: Path, files: Iterable[Path]) -> Diagnostic:
    names = ", ".join(_name(path, home) for path in files)
    return problem.at(Location(home.as_posix()), files=names)
