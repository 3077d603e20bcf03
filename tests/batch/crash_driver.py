"""Runs ``kehoach`` in forked children that die at a chosen step on the disk.

One warmed process answers lines of JSON with lines of JSON, so that each death costs little.
A step is anything that changes the disk below the folder a command runs in.
"""

import gc
import json
import os
import signal
import sys
import threading
from pathlib import Path
from typing import Any, NoReturn

# One thread only: a forked child has no others.
os.environ["OMP_NUM_THREADS"] = "1"

from generator.cli.application import cli

_EVENTS = {
    "os.rename",
    "os.remove",
    "os.mkdir",
    "os.rmdir",
    "os.link",
    "os.symlink",
    "os.truncate",
    "os.chmod",
    "os.utime",
    "shutil.copyfile",
}
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Steps:
    """Counts steps and sends a signal before one of them."""

    def __init__(self, root: str, at: int, number: int) -> None:
        self.root, self.at, self.number = root, at, number
        self.count = 0

    def audit(self, event: str, args: tuple[Any, ...]) -> None:
        is_write = event == "open" and isinstance(args[2], int) and args[2] & _WRITING
        if (event in _EVENTS or is_write) and self._is_inside(args[0]):
            self.step()

    def fsync(self, _: int) -> None:
        """Count; a process that dies leaves what it wrote to the system."""
        self.step()

    def step(self) -> None:
        self.count += 1
        if self.count == self.at:
            os.kill(os.getpid(), self.number)

    def _is_inside(self, path: Any) -> bool:
        if not isinstance(path, str | bytes | os.PathLike):
            return False
        return Path(os.fsdecode(path)).absolute().is_relative_to(self.root)


def _child(request: dict[str, Any]) -> NoReturn:
    os.chdir(request["folder"])
    log = os.open(request["log"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(log, 1)
    os.dup2(log, 2)
    code = 99
    signal.alarm(300)  # a child that hangs is a failure, not a test that never ends
    steps = Steps(request["folder"], request["at"], request["signal"])
    after = request.get("after", 0)
    if after:
        threading.Timer(after, os.kill, (os.getpid(), signal.SIGKILL)).start()
    sys.addaudithook(steps.audit)
    os.fsync = steps.fsync  # type: ignore[assignment]
    try:
        if request["code"]:
            exec(request["code"])  # noqa: S102  (the test's own)
            code = 0
        else:
            cli.main(request["arguments"], prog_name="kehoach")
    except SystemExit as end:
        code = int(end.code or 0)
    except KeyboardInterrupt:
        code = 130  # as the interpreter ends
    steps.at = 0
    sys.stdout.flush()
    sys.stderr.flush()
    Path(request["log"] + ".count").write_text(str(steps.count), encoding="utf-8")
    os._exit(code)


def _warm(request: dict[str, Any]) -> int:
    """Run a command here, so that children find its modules and tables loaded."""
    os.chdir(request["folder"])
    out, err = sys.stdout, sys.stderr
    with Path(request["log"]).open("w", encoding="utf-8") as log:
        sys.stdout = sys.stderr = log
        try:
            cli.main(request["arguments"], prog_name="kehoach")
        except SystemExit as end:
            return int(end.code or 0)
        finally:
            sys.stdout, sys.stderr = out, err
            gc.collect()
            gc.freeze()


def _answer(code: int) -> None:
    sys.stdout.write(f"{code}\n")
    sys.stdout.flush()


def main() -> None:
    # Whoever starts tests in the background may have Ctrl-C ignored, and children inherit that.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for line in sys.stdin:
        request = json.loads(line)
        if request["warm"]:
            _answer(_warm(request))
            continue
        pid = os.fork()
        if not pid:
            _child(request)
        _, status = os.waitpid(pid, 0)
        _answer(os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main()
