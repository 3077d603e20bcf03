"""One writer at a time, old copies kept, leftovers told, and no file taken for another."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import Result

from generator.errors import OutputError
from generator.files import lock
from generator.files.journal import recover
from generator.files.lock import Finished, hold_signals, locked
from generator.files.safe_write import MOST_FORMER, replace_files

Kehoach = Callable[..., Result]
DEAD = 2**22 + 1  # above the largest process id of Linux
STAMP = "20270102-030405"


def journal(root: Path, **changes: object) -> Path:
    """Leave what a dead process was doing: it was about to put a.txt in its place."""
    (root / "plans").mkdir(exist_ok=True)
    (root / "a.txt").write_bytes(b"old")
    (root / f".a.txt.{DEAD}-0.kehoach.tmp").write_bytes(b"new")
    path = root / ".kehoach" / f"ghi-do-{DEAD}.json"
    path.parent.mkdir(exist_ok=True)
    step = {
        "target": "a.txt",
        "temporary": f".a.txt.{DEAD}-0.kehoach.tmp",
        "backup": f".a.txt.{DEAD}-0.kehoach.old",
        "old": sha256(b"old").hexdigest(),
        "new": sha256(b"new").hexdigest(),
    }
    content = {"version": 1, "homes": ["."], "files": [step | changes], "gone": []}
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def test_a_write_that_was_ready_is_finished_and_told(tmp_path: Path) -> None:
    path = journal(tmp_path)

    told = recover([tmp_path])

    assert (tmp_path / "a.txt").read_bytes() == b"new"
    assert "nay đã ghi xong: a.txt" in told[0].text()
    assert not path.exists()
    assert recover([tmp_path]) == []


def test_a_write_that_was_not_ready_is_undone_and_told(tmp_path: Path) -> None:
    journal(tmp_path)
    (tmp_path / f".a.txt.{DEAD}-0.kehoach.tmp").write_bytes(b"ne")

    told = recover([tmp_path])

    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "plans"]
    assert (tmp_path / "a.txt").read_bytes() == b"old"
    assert "như trước lần ghi: a.txt" in told[0].text()


def test_what_somebody_changed_since_is_left_alone(tmp_path: Path) -> None:
    journal(tmp_path)
    (tmp_path / "a.txt").write_bytes(b"theirs")

    told = recover([tmp_path])

    assert (tmp_path / "a.txt").read_bytes() == b"theirs"
    assert "đã sửa từ đó được giữ nguyên: a.txt" in told[-1].text()


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"5", b"null", b"\xff\xfe", b'{"version": 1}', b"[" * 200_000],
    ids=["empty", "cut", "list", "number", "null", "no utf-8", "no fields", "deep"],
)
def test_a_journal_that_is_none_is_said_and_touches_nothing(tmp_path: Path, content: bytes) -> None:
    path = journal(tmp_path)
    path.write_bytes(content)

    told = recover([tmp_path])

    assert [each.id for each in told] == ["OUT12"]
    assert (tmp_path / "a.txt").read_bytes() == b"old"
    assert not path.exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"temporary": "mine.txt"},
        {"temporary": "../mine.txt"},
        {"backup": "mine.txt"},
        {"target": 5},
        {"target": "a\0.txt"},
        {"new": "abc"},
        {"old": ["x"]},
        {"target": "../plans"},
    ],
    ids=str,
)
def test_a_journal_moves_no_file_that_a_write_has_not_named(
    tmp_path: Path, changes: dict[str, object]
) -> None:
    journal(tmp_path, **changes)
    (tmp_path / "mine.txt").write_bytes(b"new")

    told = recover([tmp_path])

    assert [each.id for each in told] == ["OUT12"]
    assert (tmp_path / "mine.txt").read_bytes() == b"new"
    assert (tmp_path / "a.txt").read_bytes() == b"old"


def test_leftovers_of_dead_processes_are_removed_and_told(tmp_path: Path) -> None:
    left = tmp_path / f".a.txt.{DEAD}-3.kehoach.tmp"
    mine = [
        tmp_path / name
        for name in (
            ".a.txt.5.tmp",
            f"a.txt.{DEAD}-3.kehoach.tmp",
            f".a.txt.{DEAD}-3.kehoach.tmp.docx",
            ".a.txt.x-3.kehoach.tmp",
            f".a.txt.{os.getppid()}-3.kehoach.old",
        )
    ]
    for path in (left, *mine):
        path.write_bytes(b"x")

    receipt = replace_files({tmp_path / "b.txt": b"b"})

    assert not left.exists()
    assert all(path.exists() for path in mine)
    assert left.name in receipt.notices[0].text()


def test_the_former_file_is_kept_by_its_path_and_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    path = tmp_path / "plans" / "x.yaml"
    path.write_bytes(b"1")
    first = replace_files({path: b"2"}, stamp=STAMP).former[path]
    second = replace_files({path: b"3"}, stamp=STAMP).former[path]

    names = [each.relative_to(tmp_path).as_posix() for each in (first, second)]
    assert names == [
        f".kehoach/ban-cu/plans/x.{STAMP}.yaml",
        f".kehoach/ban-cu/plans/x.{STAMP}-2.yaml",
    ]
    assert [each.read_bytes() for each in (first, second, path)] == [b"1", b"2", b"3"]


def test_the_newest_former_files_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    for number in range(MOST_FORMER + 6):
        replace_files({path: b"%d" % number}, stamp=STAMP)
    kept = sorted(int(each.read_bytes()) for each in (tmp_path / ".kehoach/ban-cu").iterdir())

    assert kept == list(range(5, MOST_FORMER + 5))


def test_where_the_disk_knows_no_links_files_are_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object, **__: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    path = tmp_path / "x.docx"
    path.write_bytes(b"old")

    former = replace_files({path: b"new"}, stamp=STAMP).former[path]

    assert (path.read_bytes(), former.read_bytes()) == (b"new", b"old")


def test_another_process_that_writes_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = (
        "import sys,pathlib\nfrom generator.files.lock import locked\n"
        "with locked([pathlib.Path(sys.argv[1])]):\n print('in', flush=True)\n input()\n"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert other.stdout
    assert other.stdout.readline() == b"in\n"
    monkeypatch.setattr(lock, "PATIENCE", 0.1)

    with pytest.raises(OutputError) as caught:
        replace_files({tmp_path / "x": b"x"})
    other.kill()
    other.communicate()

    assert caught.value.findings[0].id == "OUT09"
    assert str(other.pid) in caught.value.findings[0].message_text()
    # The dead process holds nothing.
    replace_files({tmp_path / "x": b"x"})
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


def test_threads_wait_for_each_other(tmp_path: Path) -> None:
    errors = []

    def write(number: int) -> None:
        try:
            replace_files({tmp_path / "x": b"%d" % number, tmp_path / "y": b"%d" % number})
        except Exception as error:  # noqa: BLE001  (all of them are shown)
            errors.append(error)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert errors == []
    assert (tmp_path / "x").read_bytes() == (tmp_path / "y").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x", "y"]


def test_ctrl_c_is_heeded_after_the_files_are_in_place(tmp_path: Path) -> None:
    def write() -> None:
        with hold_signals() as held, locked([tmp_path]):
            signal.raise_signal(signal.SIGINT)
            held.written = (tmp_path / "x",)

    with pytest.raises(Finished) as caught:
        write()

    assert caught.value.files == (tmp_path / "x",)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_the_permissions_of_a_file_stay(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"old")
    path.chmod(0o600)

    replace_files({path: b"new"})

    assert path.stat().st_mode & 0o777 == 0o600
