"""``kehoach update`` remembers templates, merges new ones and keeps conflicts until settled."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from generator.inputs.request import END, OURS, THEIRS

CLAUSE = "yeu_cau_dia_phuong"
PLAN = "plans/cao-bang/2027-huong-dan.yaml"


@pytest.fixture
def workspace(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(repository / "plans" / "cao-bang", tmp_path / "plans" / "cao-bang")
    source = repository / "templates" / "clauses" / f"{CLAUSE}.md.j2"
    target = tmp_path / "templates" / "clauses" / source.name
    target.parent.mkdir(parents=True)
    shutil.copy(source, target)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def first_item(workspace: Path, new: str) -> None:
    path = workspace / "templates" / "clauses" / f"{CLAUSE}.md.j2"
    lines = path.read_text("utf-8").splitlines()
    place = next(number for number, line in enumerate(lines) if line.startswith("- "))
    path.write_text("\n".join([*lines[:place], f"- {new}", *lines[place + 1 :], ""]), "utf-8")


def test_a_template_that_changed_goes_into_the_document(
    workspace: Path, kehoach: Callable[..., Result]
) -> None:
    plan = workspace / PLAN
    before = plan.read_bytes()
    assert "ghi nhớ" in kehoach("update", PLAN).stdout
    first_item(workspace, "Mẫu mới.")

    result = kehoach("update", PLAN)

    assert (result.exit_code, plan.read_bytes()) == (0, before)
    assert f"{CLAUSE}: mẫu đã đổi" in result.stdout
    assert "mẫu không đổi" in kehoach("update", PLAN).stdout


def test_a_conflict_stops_the_build_until_it_is_settled(
    workspace: Path, kehoach: Callable[..., Result]
) -> None:
    plan = workspace / PLAN
    clause = (workspace / "templates" / "clauses" / f"{CLAUSE}.md.j2").read_text("utf-8")
    items = [line for line in clause.splitlines() if line.startswith("- ")]
    own = "".join(f"      {line}\n" for line in ["- Của ta.", *items[1:]])
    text = plan.read_text("utf-8")
    text = text.replace("dieu_chinh:\n", f"dieu_chinh:\n  thay:\n    {CLAUSE}: |\n{own}", 1)
    plan.write_text(text, "utf-8")
    kehoach("update", PLAN)
    first_item(workspace, "Của mẫu.")

    updated = kehoach("update", PLAN)
    assert updated.exit_code == 0, updated.stderr
    both = f"{OURS}\n      - Của ta.\n      {THEIRS}\n      - Của mẫu.\n      {END}\n"
    assert both in plan.read_text("utf-8")
    refused = kehoach("build", PLAN)
    assert (refused.exit_code, "IN96" in refused.stderr) == (3, True)

    plan.write_text(plan.read_text("utf-8").replace(f"      {both}", "      - Của ta.\n"), "utf-8")
    assert plan.read_text("utf-8") == text
    assert kehoach("build", PLAN).exit_code == 0


def test_line_ends_and_byte_order_mark_stay(
    workspace: Path, kehoach: Callable[..., Result]
) -> None:
    plan = workspace / PLAN
    text = plan.read_text("utf-8")
    text = text.replace(
        "dieu_chinh:\n", f"dieu_chinh:\n  thay:\n    {CLAUSE}: |\n      - Của ta.\n"
    )
    before = b"\xef\xbb\xbf" + text.encode().replace(b"\n", b"\r\n")
    plan.write_bytes(before)
    kehoach("update", PLAN)
    first_item(workspace, "Của mẫu.")

    assert kehoach("update", PLAN).exit_code == 0

    after = plan.read_bytes()
    assert THEIRS.encode() in after
    assert after.startswith(before[:10])
    assert after.count(b"\n") == after.count(b"\r\n")
