"""No command writes over what it read, or what is another kind of file; what it may is kept."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Kehoach = Callable[..., Result]
PLAN = "plans/cao-bang/2027-huong-dan.yaml"
MADE = "out/2027-huong-dan-cao-bang.docx"
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="needs links, pipes and devices")


@pytest.fixture
def desk(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kehoach: Kehoach
) -> Path:
    """A workspace with one plan, its document, and the document under another name."""
    shutil.copytree(repository / "plans/cao-bang", tmp_path / "plans/cao-bang")
    monkeypatch.chdir(tmp_path)
    assert kehoach("build", PLAN).exit_code == 0
    shutil.copy(MADE, "x.docx")
    return tmp_path


def link(desk: Path) -> str:
    (desk / "link.yaml").symlink_to("x.docx")
    return "link.yaml"


def hard_link(desk: Path) -> str:
    os.link(desk / "x.docx", desk / "hard.yaml")
    return "hard.yaml"


def through_a_linked_folder(desk: Path) -> str:
    (desk / "here").symlink_to(".")
    return "here/x.docx"


@POSIX
@pytest.mark.parametrize(
    "spelling",
    [
        lambda _: "x.docx",
        lambda _: "./out/../x.docx",
        lambda desk: str(desk / "x.docx"),
        link,
        hard_link,
        through_a_linked_folder,
    ],
    ids=["same", "dots", "absolute", "link", "hard link", "linked folder"],
)
def test_a_word_file_is_not_replaced_by_its_own_plan(
    desk: Path, kehoach: Kehoach, spelling: Callable[[Path], str]
) -> None:
    before = (desk / "x.docx").read_bytes()

    result = kehoach("import", "x.docx", "-o", spelling(desk), "--force")

    assert result.exit_code == 4
    assert "OUT07" in result.stderr
    assert (desk / "x.docx").read_bytes() == before


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("y.docx", None),
        ("y.yaml", b"PK\x03\x04 not a package"),
        ("y.yaml", b"%PDF-1.7"),
        ("y.yaml", b"\xd0\xcf\x11\xe0\xa1\xb1"),
        ("y.yaml", b"{\\rtf1}"),
        ("y.xlsx", b""),
        ("Y.DOCX", b""),
    ],
)
def test_a_plan_is_not_written_over_another_kind_of_file(
    desk: Path, kehoach: Kehoach, name: str, content: bytes | None
) -> None:
    before = Path(MADE).read_bytes() if content is None else content
    (desk / name).write_bytes(before)

    result = kehoach("import", "x.docx", "-o", name, "--force")

    assert result.exit_code == 4, result.output
    assert (desk / name).read_bytes() == before


@POSIX
@pytest.mark.parametrize("place", ["fifo", "device", "folder", "dangling", "no folder"])
@pytest.mark.parametrize(
    "command", [("import", "x.docx"), ("calendar", "2027")], ids=["import", "calendar"]
)
def test_what_is_no_file_is_refused_in_words(
    desk: Path, kehoach: Kehoach, place: str, command: tuple[str, ...]
) -> None:
    target = desk / "target"
    if place == "fifo":
        os.mkfifo(target)
    elif place == "device":
        target = Path("/dev/null")
    elif place == "folder":
        target.mkdir()
    elif place == "dangling":
        target.symlink_to("nowhere")
    else:
        (desk / "file").write_bytes(b"")
        target = desk / "file" / "x"

    result = kehoach(*command, "-o", target, "--force")

    assert result.exit_code in (2, 4), result.output
    assert result.stderr.strip()
    assert not (desk / "nowhere").exists()


@POSIX
@pytest.mark.parametrize("name", ["manifest.json", Path(MADE).name])
def test_a_pipe_in_the_folder_of_documents_is_not_waited_for(
    desk: Path, kehoach: Kehoach, name: str
) -> None:
    (desk / "out" / name).unlink()
    os.mkfifo(desk / "out" / name)

    assert kehoach("build", PLAN).exit_code == 4


def test_what_is_written_over_by_force_is_kept_and_told(desk: Path, kehoach: Kehoach) -> None:
    with Path(MADE).open("ab") as made:
        made.write(b"edited")
    edited = Path(MADE).read_bytes()

    result = kehoach("build", PLAN, "--force")

    assert result.exit_code == 0
    kept = list((desk / ".kehoach/ban-cu/out").iterdir())
    assert [each.read_bytes() for each in kept] == [edited]
    assert f"Bản cũ của {MADE} được giữ ở .kehoach/ban-cu/out/{kept[0].name}" in result.stderr


PLAN_WITH_MONEY = "plans/ubnd-cao-bang/2027-ke-hoach.yaml"
FORCED = {
    "Word": (("build", PLAN_WITH_MONEY), "out/2027-ke-hoach-ubnd-cao-bang.docx"),
    "PDF": (
        ("build", PLAN_WITH_MONEY, "--format", "pdf"),
        "out/2027-ke-hoach-ubnd-cao-bang.pdf",
    ),
    "Excel": (
        ("build", PLAN_WITH_MONEY, "--format", "xlsx"),
        "out/2027-ke-hoach-ubnd-cao-bang.xlsx",
    ),
    "annex": (
        ("build", PLAN_WITH_MONEY, "--annex-only"),
        "out/2027-ke-hoach-ubnd-cao-bang-phu-luc.docx",
    ),
    "sheet": (("budget", "sheet", PLAN_WITH_MONEY, "-o", "s.xlsx"), "s.xlsx"),
    "register": (
        ("budget", "consolidate", "out/2027-ke-hoach-ubnd-cao-bang.docx", "-o", "g.xlsx"),
        "g.xlsx",
    ),
    "plan": (
        ("import", "out/2027-ke-hoach-ubnd-cao-bang.docx", "-o", "plans/a/2027.yaml"),
        "plans/a/2027.yaml",
    ),
    "calendar": (("calendar", "2027", "--format", "ics", "-o", "c.ics"), "c.ics"),
    "frame": (
        ("build", PLAN_WITH_MONEY, "--start-frame"),
        "templates/kinds/ke_hoach_ubnd/frame.docx",
    ),
}


@pytest.mark.parametrize("what", FORCED)
def test_whatever_is_written_over_by_force_keeps_a_copy(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kehoach: Kehoach, what: str
) -> None:
    command, made = FORCED[what]
    for folder in ("plans/ubnd-cao-bang", "budgets"):
        shutil.copytree(repository / folder, tmp_path / folder)
    monkeypatch.chdir(tmp_path)
    assert kehoach("build", PLAN_WITH_MONEY).exit_code == 0
    first = kehoach(*command)
    assert first.exit_code == 0, first.output
    edited = Path(made).read_bytes() + b"\n# sua tay\n"
    Path(made).write_bytes(edited)

    result = kehoach(*command, "--force")

    assert result.exit_code == 0, result.output
    assert Path(made).read_bytes() != edited
    copies = [path for path in Path(".kehoach/ban-cu").rglob("*") if path.is_file()]
    assert edited in [path.read_bytes() for path in copies]
    assert ".kehoach/ban-cu/" in result.stderr


def test_a_document_as_kehoach_made_it_is_not_kept(desk: Path, kehoach: Kehoach) -> None:
    plan = desk / PLAN
    plan.write_text(plan.read_text("utf-8") + "# ghi chú\n", encoding="utf-8")
    assert kehoach("build", PLAN).exit_code == 0

    assert not (desk / ".kehoach").exists()


def test_outside_a_workspace_the_old_copy_is_beside_the_file(
    tmp_path: Path, kehoach: Kehoach
) -> None:
    target = tmp_path / "ngay.ics"
    target.write_bytes(b"mine")

    result = kehoach("calendar", "2027", "--format", "ics", "-o", target, "--force")

    assert result.exit_code == 0
    assert [each.read_bytes() for each in (tmp_path / ".kehoach/ban-cu").iterdir()] == [b"mine"]


def test_old_copies_are_no_inputs(desk: Path, kehoach: Kehoach) -> None:
    old = desk / "plans/.kehoach/ban-cu/cao-bang/2026-cu.yaml"
    old.parent.mkdir(parents=True)
    old.write_text("a: [", encoding="utf-8")

    assert kehoach("build", "plans").exit_code == 0


def test_a_schema_is_not_written_over_another_file(desk: Path, kehoach: Kehoach) -> None:
    target = desk / "s" / "plan.schema.json"
    target.parent.mkdir()
    target.write_bytes(b'{"mine": 1}')

    refused = kehoach("schema", "plan", "-o", "s")

    assert (refused.exit_code, target.read_bytes()) == (4, b'{"mine": 1}')
    assert kehoach("schema", "plan", "-o", "s", "--force").exit_code == 0
    target.write_bytes(target.read_bytes() + b" ")
    assert kehoach("schema", "plan", "-o", "s").exit_code == 0


@POSIX
@pytest.mark.parametrize(
    "name",
    ["a\x1b]0;x\x07.docx", "a\x1b[2J.docx", "a\x9b2J.docx", "a\rb.docx", "a\u202excod.docx"],
    ids=["osc", "csi", "c1", "return", "bidi"],
)
@pytest.mark.usefixtures("desk")
def test_the_name_of_a_file_commands_no_terminal(kehoach: Kehoach, name: str) -> None:
    shutil.copy("x.docx", name)

    for arguments in (("check", name, "--fix"), ("check", f"{name}.none"), ("import", name)):
        output = kehoach(*arguments).output

        assert not set(output) & set("\x1b\x07\x9b\r\u202e"), arguments


@POSIX
@pytest.mark.usefixtures("desk")
def test_an_output_that_is_full_is_not_called_a_file_that_was_not_written() -> None:
    Path(MADE).unlink()
    with Path("/dev/full").open("w") as full:
        result = subprocess.run(
            [sys.executable, "-m", "generator", "build", PLAN],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        )

    assert result.returncode == 74
    assert "không in hết được kết quả" in result.stderr.decode("utf-8")
    assert Path(MADE).exists()
