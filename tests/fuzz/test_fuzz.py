"""One minute of fuzzing: spoiled files of every kind give findings, nothing else.

``make fuzz`` runs longer; ``pytest -m fuzz`` runs this alone, ``-m "not fuzz"`` leaves it out.
"""

import sys

import pytest

pytestmark = [
    pytest.mark.fuzz,
    pytest.mark.skipif(sys.platform == "win32", reason="limits of a process need a POSIX system"),
]
SEED = 20_261_130
GROUPS = {
    "word": (900, ["read-docx", "accept-docx", "check-docx", "check-foreign", "import-foreign"]),
    "texts": (1200, ["read-xlsx", "consolidate", "fill", "filled-sheet", "plan", "locality",
                     "budget", "body", "manifest", "baseline", "templates-store", "frame"]),
}  # fmt: skip


@pytest.mark.parametrize("group", GROUPS)
def test_spoiled_files_give_findings(group):
    from fuzzing import fuzz

    executions, names = GROUPS[group]
    tallies = fuzz(SEED, executions, 30, names)

    assert sum(one.executions for one in tallies.values()) > 0
    crashes = [crash for one in tallies.values() for crash in one.crashes]
    assert not crashes, crashes


def test_the_same_seed_gives_the_same_inputs():
    from fuzzing import make_input
    from targets import TARGETS

    for name in ("read-docx", "read-xlsx", "plan", "manifest"):
        first, again = (make_input(name, TARGETS[name], 7, 3) for _ in range(2))
        assert first == again


def test_a_crash_a_hang_and_a_full_memory_are_told(monkeypatch):
    import fuzzing
    from targets import Target

    def broken(data: bytes) -> None:
        if data == b"crash":
            raise ValueError(data)
        if data == b"hang":
            while True:
                pass
        if data == b"memory":
            bytearray(8 << 30)

    inputs = [b"fine", b"crash", b"hang", b"memory", b"fine"]
    target = Target(broken, lambda: {"one": b""}, lambda data, _: data, 1)
    monkeypatch.setattr(fuzzing, "TARGETS", {"broken": target})
    monkeypatch.setattr(fuzzing, "SECONDS", 0.5)
    monkeypatch.setattr(fuzzing, "make_input", lambda *args: inputs[args[-1]])

    tally = fuzzing.fuzz(1, 5, 30, ["broken"])["broken"]

    assert tally.executions == 5
    assert [crash.number for crash in tally.crashes] == [1, 2, 3]
    assert "over" in tally.crashes[1].what
    assert "MemoryError" in tally.crashes[2].what
