"""Runs another program for a while: with a time limit, and ended with its children."""

import os
import subprocess
import sys

_ENDING_SECONDS = 30.0


def run_program(
    command: list[str], time_limit: float, variables: dict[str, str] | None = None
) -> tuple[int, bytes]:
    """Run a program and return its code and what it said.

    Raises:
        TimeoutError: When it takes too long; with its children it is ended then.
    """
    process = subprocess.Popen(  # noqa: S603  (the command is ours, its paths made here)
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, **(variables or {})},
        # soffice is a script whose child does the work: both must end.
        start_new_session=sys.platform != "win32",
    )
    try:
        output, _ = process.communicate(timeout=time_limit)
    except subprocess.TimeoutExpired as error:
        _end(process)
        raise TimeoutError from error
    except BaseException:
        _end(process)
        raise
    return process.returncode, output


def _end(process: "subprocess.Popen[bytes]") -> None:
    if sys.platform == "win32":
        # Windows has no groups to end; taskkill ends a process and those it started.
        subprocess.run(  # noqa: S603
            ["taskkill", "/F", "/T", "/PID", str(process.pid)],  # noqa: S607
            capture_output=True,
            check=False,
            timeout=_ENDING_SECONDS,
        )
        process.kill()
    else:
        import signal

        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
