"""One writer at a time in a folder, and no Ctrl-C while its files change places."""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from generator.diagnostics import Diagnostic, Location
from generator.errors import OutputError
from generator.files import problems
from generator.workspace import STATE_DIR

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

LOCK_FILE = "khoa"
PATIENCE = 10.0
"""Seconds to wait for another process; writing takes a fraction of one on most machines."""
_PAUSE = 0.05
# Windows locks bytes against reading too: one far behind the text leaves it readable.
_LOCKED_BYTE = 1 << 20
_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")

_held = threading.local()


class Finished(KeyboardInterrupt):
    """Ctrl-C came while files changed places; they were all written before it was heeded."""

    def __init__(self, files: Iterable[Path]) -> None:
        super().__init__()
        self.files = tuple(files)


class Held:
    """Signals that came while they were held."""

    def __init__(self) -> None:
        self.came: list[int] = []
        self.written: tuple[Path, ...] = ()

    def note(self, number: int, _: Any) -> None:
        """Remember a signal; what is being done goes on."""
        self.came.append(number)

    def check(self) -> None:
        """Stop now if it was asked for.

        Raises:
            KeyboardInterrupt: When a signal came.
        """
        if self.came:
            raise KeyboardInterrupt


@contextmanager
def hold_signals() -> Iterator[Held]:
    """Hold Ctrl-C and the like back; what came meanwhile takes effect at the end.

    Only the main thread can do so, and only the main thread is interrupted by Ctrl-C.
    """
    active: Held | None = getattr(_held, "signals", None)
    if active is not None:
        yield active
        return
    held = _held.signals = Held()
    before: dict[int, Any] = {}
    if threading.current_thread() is threading.main_thread():
        for name in _SIGNALS:
            number = getattr(signal, name, None)
            # A signal that is ignored (nohup) stays ignored.
            if number is not None and signal.getsignal(number) not in (signal.SIG_IGN, None):
                before[number] = signal.signal(number, held.note)
    try:
        yield held
    finally:
        _held.signals = None
        for number, handler in before.items():
            signal.signal(number, handler)
    if signal.SIGINT in held.came and before[signal.SIGINT] is signal.default_int_handler:
        raise Finished(held.written)
    for number in dict.fromkeys(held.came):
        signal.raise_signal(number)


@contextmanager
def locked(homes: Sequence[Path], check: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Keep other processes from writing in some folders; a dead process holds nothing.

    Args:
        homes: The folders; the same thread may lock one again.
        check: Called while waiting; what it raises ends the wait.

    Raises:
        OutputError: When another process goes on writing there.
        OSError: When the folder's state cannot be written.
    """
    mine: set[Path] = _held.__dict__.setdefault("homes", set())
    # In one order, so that two processes never wait for each other.
    wanted = sorted(set(homes) - mine)
    made: list[Path] = []
    with ExitStack() as stack:
        try:
            for home in wanted:
                handle = _wait_for(home, check, made)
                stack.callback(_release, home / STATE_DIR / LOCK_FILE, handle)
            mine.update(wanted)
            yield
        finally:
            mine.difference_update(wanted)
            stack.close()
            for folder in made:
                with suppress(OSError):
                    folder.rmdir()


def _wait_for(home: Path, check: Callable[[], None], made: list[Path]) -> int:
    """Return the open lock file of a folder, its lock taken."""
    path = home / STATE_DIR / LOCK_FILE
    end = time.monotonic() + PATIENCE
    while True:
        made[:0] = make_folder(path.parent)
        handle = _try_lock(path)
        if handle is not None:
            return handle
        if time.monotonic() > end:
            raise OutputError(_busy(home, path))
        check()
        time.sleep(_PAUSE)


def make_folder(folder: Path) -> list[Path]:
    """Create a folder and return what had to be created, the innermost first."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing


def _try_lock(path: Path) -> int | None:
    """Return the open and locked file, None when another process has it."""
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except FileNotFoundError:
        return None  # the process before us has just tidied its folder away
    except PermissionError:
        if sys.platform == "win32":
            return None  # it is just being removed
        raise
    try:
        if _take(handle) and _is_same(path, handle):
            os.truncate(handle, 0)
            os.write(handle, str(os.getpid()).encode("ascii"))
            return handle
    except BaseException:
        os.close(handle)
        raise
    os.close(handle)
    return None


def _take(handle: int) -> bool:
    """Take the lock without waiting; where the file system knows none, go on without."""
    try:
        if sys.platform == "win32":
            os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            os.lseek(handle, 0, os.SEEK_SET)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return True
    return True


def _is_same(path: Path, handle: int) -> bool:
    """Return whether the locked file is still the one at its path."""
    try:
        return os.path.samestat(path.stat(), os.fstat(handle))
    except FileNotFoundError:
        return False


def _release(path: Path, handle: int) -> None:
    if sys.platform == "win32":
        os.close(handle)  # an open file cannot be removed, not by us and not by others
    with suppress(OSError):
        path.unlink(missing_ok=True)
    if sys.platform != "win32":
        os.close(handle)  # last: what stands there afterwards is another process's
    with suppress(OSError):
        path.parent.rmdir()


def _busy(home: Path, path: Path) -> Diagnostic:
    pid, since = "?", "?"
    with suppress(OSError, ValueError):
        pid = str(int(path.read_bytes()[:20]))
        since = datetime.fromtimestamp(path.stat().st_mtime).astimezone().strftime("%H:%M:%S")
    return problems.BUSY.at(Location(home.as_posix()), pid=pid, since=since)
