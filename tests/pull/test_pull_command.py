"""``kehoach pull`` takes a file into the plan it was made from, and loses nobody's work."""

import json
import random
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

sys.path.insert(0, str(Path(__file__).parent))
from word_edits import SENTENCE, Editor

PLAN = "plans/cao-bang/2027-huong-dan.yaml"
FILE = "out/2027-huong-dan-cao-bang.docx"
Kehoach = Callable[..., Result]


@pytest.fixture
def desk(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with the plans of the examples."""
    for name in ("plans", "budgets"):
        shutil.copytree(repository / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def edit(file: Path, paragraph: int = 3) -> None:
    editor = Editor(file.read_bytes(), random.Random(2))  # noqa: S311
    editor.add_sentence(editor.body()[paragraph], tracked=True)
    file.write_bytes(editor.save())


def replace_in(path: Path, old: str, new: str) -> str:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path.read_text("utf-8")


def test_newer_words_of_the_plan_are_not_undone(desk: Path, kehoach: Kehoach) -> None:
    assert kehoach("build", PLAN).exit_code == 0
    edit(desk / FILE)
    plan = desk / PLAN
    replace_in(plan, 'ngay_ban_hanh: "02/2027"', 'ngay_ban_hanh: "05/3/2027"')
    newer = replace_in(plan, "tăng trưởng, hạ tầng", "tăng trưởng xanh, hạ tầng")

    refused = kehoach("pull", desk / FILE, "--into", PLAN)

    assert (refused.exit_code, plan.read_text("utf-8")) == (3, newer)
    assert f"{PLAN} đã sửa sau khi làm tệp Word này" in refused.stderr

    listed = kehoach("pull", desk / FILE, "--into", PLAN, "--dry-run")

    assert (listed.exit_code, plan.read_text("utf-8")) == (0, newer)
    assert "PULL05" in listed.stderr
    assert len(listed.stdout.splitlines()) == 3

    assert kehoach("pull", desk / FILE, "--into", PLAN, "--force").exit_code == 0
    assert SENTENCE.strip() in plan.read_text("utf-8")


def test_a_changed_locality_is_named(desk: Path, kehoach: Kehoach) -> None:
    assert kehoach("build", PLAN).exit_code == 0
    edit(desk / FILE)
    locality = desk / "plans/cao-bang/locality.yaml"
    locality.write_text(locality.read_text("utf-8") + "# ghi chú\n", encoding="utf-8")

    refused = kehoach("pull", desk / FILE, "--into", PLAN)

    assert refused.exit_code == 3
    assert "plans/cao-bang/locality.yaml đã sửa" in refused.stderr


def test_a_file_may_be_pulled_again(desk: Path, kehoach: Kehoach) -> None:
    assert kehoach("build", PLAN).exit_code == 0
    edit(desk / FILE)
    assert kehoach("pull", desk / FILE, "--into", PLAN).exit_code == 0
    edit(desk / FILE, paragraph=5)

    again = kehoach("pull", desk / FILE, "--into", PLAN)

    assert again.exit_code == 0, again.stderr
    assert "1 chỗ sửa" in again.stderr
    # The file still has what no plan has (looks): a build must not write over it.
    assert kehoach("build", PLAN).exit_code == 4


def test_the_file_of_another_plan_is_refused(desk: Path, kehoach: Kehoach) -> None:
    other = desk / "plans/lao-cai/2027-huong-dan.yaml"
    shutil.copytree(desk / "plans/cao-bang", other.parent)
    before = other.read_bytes()
    assert kehoach("build", PLAN).exit_code == 0
    edit(desk / FILE)

    refused = kehoach("pull", desk / FILE, "--into", other)

    assert (refused.exit_code, other.read_bytes()) == (3, before)
    assert f"làm từ kế hoạch {PLAN}" in refused.stderr


def test_a_file_without_manifest_has_to_be_of_the_office(desk: Path, kehoach: Kehoach) -> None:
    assert kehoach("build", PLAN, "-o", "out").exit_code == 0
    edit(desk / FILE)
    (desk / "mail").mkdir()
    file = shutil.copy(desk / FILE, desk / "mail" / "sửa.docx")
    other = desk / "plans/lao-cai/2027-huong-dan.yaml"
    shutil.copytree(desk / "plans/cao-bang", other.parent)
    replace_in(other.parent / "locality.yaml", "dia_danh: Cao Bằng", "dia_danh: Lào Cai")
    before = other.read_bytes()

    refused = kehoach("pull", file, "--into", other)
    taken = kehoach("pull", file, "--into", PLAN)

    assert (refused.exit_code, other.read_bytes()) == (3, before)
    assert "PULL01" in refused.stderr
    assert taken.exit_code == 0, taken.stderr
    assert SENTENCE.strip() in (desk / PLAN).read_text("utf-8")


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "bom"])
def test_line_ends_and_byte_order_mark_stay(desk: Path, kehoach: Kehoach, mark: bytes) -> None:
    plan = desk / PLAN
    old = mark + plan.read_bytes().replace(b"\n", b"\r\n")
    plan.write_bytes(old)
    assert kehoach("build", PLAN).exit_code == 0
    edit(desk / FILE)

    assert kehoach("pull", desk / FILE, "--into", PLAN).exit_code == 0

    new = plan.read_bytes()
    assert new != old
    assert new.startswith(mark + b"# yaml")
    assert new.count(b"\n") == new.count(b"\r\n")


def test_words_of_a_table_go_to_the_budget(desk: Path, kehoach: Kehoach) -> None:
    name = "plans/ubnd-cao-bang/2027-ke-hoach.yaml"
    file = desk / "out/2027-ke-hoach-ubnd-cao-bang.docx"
    budget = desk / "budgets/ubnd-cao-bang/2027.yaml"
    assert kehoach("build", name).exit_code == 0
    editor = Editor(file.read_bytes(), random.Random(1))  # noqa: S311
    editor.say(editor.named("Quy chế được ban hành"), "Quy chế mới", tracked=True)
    file.write_bytes(editor.save())
    before = budget.read_text("utf-8")

    done = kehoach("pull", file, "--into", name)

    assert done.exit_code == 0, done.stderr
    assert budget.read_text("utf-8") == before.replace("Quy chế được ban hành", "Quy chế mới")
    assert "budgets/ubnd-cao-bang/2027.yaml:15:" in done.stdout
    outputs = json.loads((desk / "out/manifest.json").read_bytes())["outputs"]
    assert [one["plan"] for one in outputs] == [name]
    assert "0 chỗ sửa" in kehoach("pull", file, "--into", name).stderr
