"""Measures how soon the command answers and how much memory one build takes.

Both sides of each comparison run in turn in this one run, so that a busy machine slows both.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 25
MAX_RATIO = 5.0
MAX_MIB = 120.0
PLAN = "plans/cao-bang/2027-huong-dan.yaml"
MEMORY = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
print(code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def kehoach() -> list[str]:
    """Return how the command is started: the installed one, else the module."""
    installed = Path(sys.executable).with_name("kehoach")
    return [str(installed)] if installed.exists() else [sys.executable, "-m", "generator"]


def seconds(command: list[str]) -> float:
    """Return how long a command takes."""
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def measure_start() -> float:
    """Print the times and return how many times a bare interpreter the help takes."""
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "kehoach --help": [*kehoach(), "--help"],
        "kehoach build --help": [*kehoach(), "build", "--help"],
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(ROUNDS):
        for name, command in commands.items():
            times[name].append(seconds(command))
    bare = statistics.median(times["python -c pass"])
    for name, values in times.items():
        middle = statistics.median(values)
        best, ratio = min(values) * 1000, middle / bare
        print(f"{name:<22}{middle * 1000:7.1f} ms median {best:7.1f} ms best {ratio:5.1f} x")
    return statistics.median(times["kehoach --help"]) / bare


def measure_build() -> float:
    """Print time and peak memory of building one document, return the memory in MiB."""
    with tempfile.TemporaryDirectory() as folder:
        command = [*kehoach(), "build", PLAN, "-o", folder]
        start = time.perf_counter()
        result = subprocess.run(
            [sys.executable, "-c", MEMORY, *command],
            cwd=ROOT,
            env={**os.environ, "XDG_CACHE_HOME": folder},
            capture_output=True,
            check=True,
        )
        elapsed = time.perf_counter() - start
    code, peak = map(int, result.stdout.split())
    assert code == 0, f"{' '.join(command)} failed with {code}"
    mib = peak / 1024
    print(f"{'build of one document':<22}{elapsed * 1000:7.1f} ms cold, peak {mib:.1f} MiB")
    return mib


def main() -> int:
    """Measure; return 1 when a target is missed."""
    ratio, mib = measure_start(), measure_build()
    missed = [
        f"kehoach --help takes {ratio:.1f} times a bare interpreter, the target is {MAX_RATIO:g}"
        for _ in range(ratio > MAX_RATIO)
    ]
    missed += [
        f"a build takes {mib:.1f} MiB, the target is {MAX_MIB:g}" for _ in range(mib > MAX_MIB)
    ]
    print("\n".join(missed) or "both targets are met")
    return len(missed) and 1


if __name__ == "__main__":
    sys.exit(main())
