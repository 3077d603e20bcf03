"""Fuzzing: spoiled files go through every reader; whatever is no finding is saved and told.

    python tests/fuzz/fuzzing.py --seed 1 --executions 2000 --minutes 5

Each batch runs in a forked child with limits on memory and time, so that a hang or a memory
blow-up costs one input. The same seed gives the same inputs. Needs a POSIX system.
"""

import argparse
import json
import mmap
import os
import random
import signal
import struct
import sys
import time
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2])]

from targets import TARGETS, Target  # noqa: E402

from generator.errors import KehoachError  # noqa: E402

BATCH = 200
SECONDS = 10
MEMORY = 2 << 30


@dataclass
class Crash:
    """An input that gave something else than findings."""

    target: str
    number: int
    what: str
    data: bytes = field(repr=False)


@dataclass
class Tally:
    """How often a target ran, how often it told findings, and what broke it."""

    executions: int = 0
    refused: int = 0
    seconds: float = 0.0
    crashes: list[Crash] = field(default_factory=list)


def make_input(name: str, target: Target, seed: int, number: int) -> bytes:
    """Return the input of an execution; it depends on these arguments alone."""
    rng = random.Random(f"{seed}/{name}/{number}")
    seeds = target.seeds()
    return target.mutate(seeds[rng.choice(sorted(seeds))], rng)


def run_target(name: str, seed: int, numbers: range, tally: Tally, deadline: float) -> None:
    """Run the executions of a target in children until they are done or time is over."""
    target = TARGETS[name]
    target.seeds()  # once, before forking
    here = numbers.start
    began = time.monotonic()
    while here < numbers.stop and time.monotonic() < deadline:
        here = _run_batch(name, target, seed, range(here, min(here + BATCH, numbers.stop)), tally)
    tally.seconds += time.monotonic() - began


def _run_batch(name: str, target: Target, seed: int, numbers: range, tally: Tally) -> int:
    """Run some executions in a child; return the number of the next one."""
    shared = mmap.mmap(-1, 32)
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _be_child(name, target, seed, numbers, shared, writer)
    os.close(writer)
    ended, slow = _wait(child, shared)
    with os.fdopen(reader, "rb") as stream:
        lines = stream.read().decode("utf-8").splitlines()
    started, refused = struct.unpack("<qq", shared[:16])
    last = numbers.stop if ended == 0 else numbers.start + started
    tally.executions += last - numbers.start
    tally.refused += refused
    for line in lines:
        number, what = json.loads(line)
        tally.crashes.append(Crash(name, number, what, make_input(name, target, seed, number)))
    if ended:
        number = last - 1 if started else last
        what = f"over {SECONDS} s" if slow else f"ended by {ended}"
        tally.crashes.append(Crash(name, number, what, make_input(name, target, seed, number)))
        return max(last, numbers.start + 1)
    return last


def _wait(child: int, shared: mmap.mmap) -> tuple[int, bool]:
    """Wait for a child; return how it ended and whether it stayed at an input too long.

    Time is the processor's, which other work on the machine does not lengthen.
    """
    seen, since = -1, time.monotonic()
    while True:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return status, os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGPROF
        (started,) = struct.unpack("<q", shared[:8])
        if started != seen:
            seen, since = started, time.monotonic()
        # One that only waits uses no processor: the clock ends it, late on a busy machine.
        if time.monotonic() - since > SECONDS * 30:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            return -signal.SIGKILL, True
        time.sleep(0.005)


def _be_child(
    name: str, target: Target, seed: int, numbers: range, shared: mmap.mmap, writer: int
) -> None:
    import resource

    os.environ["KEHOACH_DEBUG"] = "1"
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    refused = 0
    try:
        for started, number in enumerate(numbers, start=1):
            shared[:16] = struct.pack("<qq", started, refused)
            before = time.process_time()
            signal.setitimer(signal.ITIMER_PROF, SECONDS * 1.2)  # ends this process
            try:
                target.run(make_input(name, target, seed, number))
            except KehoachError:
                refused += 1
            except Exception as error:
                _tell(writer, number, error)
            used = time.process_time() - before
            if used > SECONDS:
                _write(writer, number, f"{used:.0f} s")
        shared[:16] = struct.pack("<qq", len(numbers), refused)
    finally:
        os._exit(0 if sys.exc_info()[0] is None else 1)


def _tell(writer: int, number: int, error: Exception) -> None:
    frames = traceback.extract_tb(error.__traceback__)
    place = next((one for one in reversed(frames) if "/generator/" in one.filename), frames[-1])
    where = f"{Path(place.filename).name}:{place.lineno}"
    _write(writer, number, f"{type(error).__name__} at {where}: {str(error)[:80]}")


def _write(writer: int, number: int, what: str) -> None:
    os.write(writer, (json.dumps([number, what]) + "\n").encode("ascii"))


def shares(executions: int, names: list[str]) -> dict[str, int]:
    """Return how many executions each target gets, at least one."""
    whole = sum(TARGETS[name].share for name in names)
    return {name: max(1, executions * TARGETS[name].share // whole) for name in names}


def fuzz(seed: int, executions: int, seconds: float, names: list[str]) -> dict[str, Tally]:
    """Run the targets in turns, so that each gets its part when time is short."""
    wanted = shares(executions, names)
    done = dict.fromkeys(names, 0)
    tallies = {name: Tally() for name in names}
    deadline = time.monotonic() + seconds
    turns = max(1, executions // 2000)
    for turn in range(1, turns + 1):
        for name in names:
            stop = wanted[name] * turn // turns
            if time.monotonic() < deadline and stop > done[name]:
                run_target(name, seed, range(done[name], stop), tallies[name], deadline)
                done[name] = tallies[name].executions
    return tallies


def report(seed: int, tallies: dict[str, Tally]) -> Iterator[str]:
    """Yield lines: target, executions, refused with findings, crashes, seconds."""
    yield f"seed\t{seed}"
    yield "target\texecutions\trefused\tcrashes\tseconds"
    for name, one in tallies.items():
        row = (name, one.executions, one.refused, len(one.crashes), f"{one.seconds:.0f}")
        yield "\t".join(map(str, row))
    total = sum(one.executions for one in tallies.values())
    crashes = [crash for one in tallies.values() for crash in one.crashes]
    yield f"total\t{total}\t\t{len(crashes)}\t"
    for crash in crashes:
        yield f"crash\t{crash.target}\t{crash.number}\t{crash.what}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--executions", type=int, default=2000)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--target", action="append", choices=sorted(TARGETS))
    parser.add_argument("--report", type=Path, help="write the report here too, after each turn")
    parser.add_argument("--crashes", type=Path, default=Path("out/fuzz"))
    options = parser.parse_args()
    names = options.target or list(TARGETS)
    tallies = fuzz(options.seed, options.executions, options.minutes * 60, names)
    lines = list(report(options.seed, tallies))
    print("\n".join(lines))
    if options.report:
        options.report.write_text("\n".join(lines) + "\n", encoding="utf-8")
    crashes = [crash for one in tallies.values() for crash in one.crashes]
    for crash in crashes:
        options.crashes.mkdir(parents=True, exist_ok=True)
        (options.crashes / f"{crash.target}-{options.seed}-{crash.number}").write_bytes(crash.data)
    return 1 if crashes else 0


if __name__ == "__main__":
    sys.exit(main())
