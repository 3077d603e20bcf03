"""Files appear whole or not at all, and nobody's work is written over."""

import json
import os
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from generator.app.outputs import (
    Entry,
    Output,
    Source,
    State,
    is_portable,
    read_manifest,
    write_outputs,
)
from generator.errors import OutputError
from generator.files.safe_write import replace_files


def output(name: str, content: bytes, plan: str = "plans/a/2027.yaml") -> Output:
    inputs = (Source(plan, sha256(b"plan").hexdigest()),)
    digest = sha256(content).hexdigest()
    return Output(Entry(name, digest, "docx", plan, "hd05", "0.1.0", inputs=inputs), content)


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def ids(error: OutputError) -> list[str]:
    return [finding.id for finding in error.findings]


def test_new_files_and_their_manifest_appear_together(tmp_path: Path) -> None:
    written = write_outputs([output("a.docx", b"A"), output("b.docx", b"B")], tmp_path / "x" / "y")

    assert [item.state for item in written] == [State.NEW, State.NEW]
    assert sorted(tree(tmp_path)) == ["x/y/a.docx", "x/y/b.docx", "x/y/manifest.json"]


def test_the_manifest_says_what_was_made_from_what(tmp_path: Path) -> None:
    write_outputs([output("a.docx", b"A")], tmp_path)

    assert json.loads((tmp_path / "manifest.json").read_bytes()) == {
        "version": 1,
        "outputs": [
            {
                "file": "a.docx",
                "sha256": sha256(b"A").hexdigest(),
                "format": "docx",
                "plan": "plans/a/2027.yaml",
                "standard": "hd05",
                "kehoach": "0.1.0",
                "inputs": [
                    {"file": "plans/a/2027.yaml", "sha256": sha256(b"plan").hexdigest()},
                ],
            }
        ],
    }


def test_the_order_of_making_does_not_show_in_the_manifest(tmp_path: Path) -> None:
    first, second = output("a.docx", b"A"), output("b.docx", b"B")
    write_outputs([first, second], tmp_path / "one")
    write_outputs([second], tmp_path / "two")
    write_outputs([first], tmp_path / "two")

    assert tree(tmp_path / "one") == tree(tmp_path / "two")


def test_a_file_kehoach_made_is_replaced_and_other_entries_stay(tmp_path: Path) -> None:
    write_outputs([output("a.docx", b"A"), output("b.docx", b"B")], tmp_path)

    written = write_outputs([output("a.docx", b"A2")], tmp_path)

    assert [item.state for item in written] == [State.UPDATED]
    assert tree(tmp_path)["a.docx"] == b"A2"
    assert sorted(read_manifest(tmp_path).entries) == ["a.docx", "b.docx"]


def test_an_unchanged_file_is_not_touched(tmp_path: Path) -> None:
    write_outputs([output("a.docx", b"A")], tmp_path)
    os.utime(tmp_path / "a.docx", (1, 1))
    os.utime(tmp_path / "manifest.json", (1, 1))

    written = write_outputs([output("a.docx", b"A")], tmp_path)

    assert [item.state for item in written] == [State.UNCHANGED]
    assert {path.stat().st_mtime for path in tmp_path.iterdir()} == {1}


@pytest.mark.parametrize("made_by_us", [True, False], ids=["edited", "foreign"])
def test_somebody_elses_work_stops_everything(tmp_path: Path, made_by_us: bool) -> None:
    if made_by_us:
        write_outputs([output("b.docx", b"B")], tmp_path)
    (tmp_path / "b.docx").write_bytes(b"sua tay")
    before = tree(tmp_path)

    with pytest.raises(OutputError) as caught:
        write_outputs([output("a.docx", b"A"), output("b.docx", b"B2")], tmp_path)

    assert ids(caught.value) == ["OUT01"]
    assert caught.value.findings[0].location.file.endswith("b.docx")
    assert tree(tmp_path) == before


def test_force_writes_over_an_edited_file(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"sua tay")

    write_outputs([output("a.docx", b"A")], tmp_path, force=True)

    assert tree(tmp_path)["a.docx"] == b"A"


def test_a_foreign_file_with_the_same_bytes_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"A")

    assert write_outputs([output("a.docx", b"A")], tmp_path)[0].state is State.UNCHANGED


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b'{"version": 2, "outputs": []}',
        b'{"version": 1, "outputs": [{}]}',
        b"\xff",
    ],
    ids=["empty", "cut", "list", "newer", "no fields", "no utf-8"],
)
def test_a_manifest_that_cannot_be_understood_is_an_error(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "manifest.json").write_bytes(content)

    with pytest.raises(OutputError) as caught:
        write_outputs([output("a.docx", b"A")], tmp_path)

    assert ids(caught.value) == ["OUT03"]
    assert tree(tmp_path) == {"manifest.json": content}

    write_outputs([output("a.docx", b"A")], tmp_path, force=True)
    assert sorted(read_manifest(tmp_path).entries) == ["a.docx"]


def test_two_plans_with_one_file_name_are_both_named(tmp_path: Path) -> None:
    pair = [output("a.docx", b"A", "plans/a/x.yaml"), output("A.docx", b"B", "plans/b/x.yaml")]

    with pytest.raises(OutputError) as caught:
        write_outputs(pair, tmp_path / "out")

    text = caught.value.findings[0].message_text()
    assert "plans/a/x.yaml" in text
    assert "plans/b/x.yaml" in text
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "name", ["con.docx", "a:b.docx", "a/b.docx", "..", "x.", "lpt1.docx", ".a"]
)
def test_names_windows_refuses_are_refused_everywhere(tmp_path: Path, name: str) -> None:
    assert not is_portable(name)
    with pytest.raises(OutputError) as caught:
        write_outputs([output(name, b"A")], tmp_path / "out")

    assert ids(caught.value) == ["OUT04"]
    assert tree(tmp_path) == {}


def test_a_folder_in_the_place_of_a_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.docx").mkdir()

    with pytest.raises(OutputError) as caught:
        write_outputs([output("a.docx", b"A")], tmp_path, force=True)

    assert ids(caught.value) == ["OUT05"]


def test_a_file_in_the_place_of_the_folder_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"")

    with pytest.raises(OutputError) as caught:
        write_outputs([output("a.docx", b"A")], tmp_path / "out")

    assert ids(caught.value) == ["OUT06"]
    assert "có một tệp" in caught.value.findings[0].message_text()


@pytest.mark.parametrize("failing", ["a.docx", "b.docx", "c.docx", "manifest.json"])
def test_when_one_file_cannot_be_placed_all_are_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    write_outputs([output("a.docx", b"A"), output("b.docx", b"B")], tmp_path)
    before = tree(tmp_path)
    replace = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if self.suffix == ".tmp" and Path(target).name == failing:
            raise PermissionError(13, "Permission denied", str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    new: Sequence[Output] = [output(name, b"new") for name in ("a.docx", "b.docx", "c.docx")]

    with pytest.raises(OutputError) as caught:
        write_outputs(new, tmp_path)

    assert ids(caught.value) == ["OUT06"]
    assert caught.value.findings[0].location.file.endswith(failing)
    assert tree(tmp_path) == before


def test_when_the_disk_is_full_nothing_is_left_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(OutputError) as caught:
        write_outputs([output("a.docx", b"A")], tmp_path / "x" / "y")

    assert "hết chỗ trống" in caught.value.findings[0].message_text()
    assert list(tmp_path.iterdir()) == []


def picture(number: int, content: bytes, name: str = "a") -> Output:
    made = output(f"{name}-{number}.png", content)
    return Output(replace(made.entry, format="png", way="typst"), content)


def test_pictures_of_pages_there_no_longer_are_removed(tmp_path: Path) -> None:
    write_outputs([picture(n, b"%d" % n) for n in (1, 2, 3)], tmp_path)
    write_outputs([picture(1, b"other", "b-a")], tmp_path)

    write_outputs([picture(1, b"1")], tmp_path)

    assert sorted(tree(tmp_path)) == ["a-1.png", "b-a-1.png", "manifest.json"]
    assert sorted(read_manifest(tmp_path).entries) == ["a-1.png", "b-a-1.png"]


def test_a_picture_somebody_changed_is_left_alone(tmp_path: Path) -> None:
    write_outputs([picture(1, b"1"), picture(2, b"2")], tmp_path)
    (tmp_path / "a-2.png").write_bytes(b"ve them")

    write_outputs([picture(1, b"1")], tmp_path)

    assert tree(tmp_path)["a-2.png"] == b"ve them"


def test_the_manifest_keeps_the_way_pages_were_laid_out(tmp_path: Path) -> None:
    write_outputs([picture(1, b"1"), output("a.docx", b"A")], tmp_path)

    entries = read_manifest(tmp_path).entries

    assert {name: entry.way for name, entry in entries.items()} == {
        "a-1.png": "typst",
        "a.docx": "",
    }


def test_an_old_file_that_cannot_be_removed_is_no_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"old")
    unlink = Path.unlink

    def held(self: Path, *, missing_ok: bool = False) -> None:
        if self.suffix == ".old":
            raise PermissionError(13, "in use", str(self))
        unlink(self, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", held)
    replace_files({path: b"new"})

    assert path.read_bytes() == b"new"
