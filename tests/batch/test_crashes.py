"""A command that dies at any step leaves each file whole; the next run puts all right."""

import json
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import Result
from openpyxl import Workbook

sys.path.insert(0, str(Path(__file__).parent.parent / "pull"))
from word_edits import Editor

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")

Kehoach = Callable[..., Result]
Tree = dict[str, bytes]
PLAN = "plans/cao-bang/2027-huong-dan.yaml"
STATE_PLAN = "plans/ubnd-cao-bang/2027-ke-hoach.yaml"
MADE = "out/2027-huong-dan-cao-bang.docx"
DRIVER = Path(__file__).with_name("crash_driver.py")
OLDER = b"\n# older\n"
SAMPLED = 6
"""Steps tried of each command and signal: all take minutes; a write alone is tried at each."""
RANDOM_KILLS = 14


class Driver:
    """The warmed process, and what its children said."""

    def __init__(self, folder: Path) -> None:
        self.log = folder / "log.txt"
        self.process = subprocess.Popen(
            [sys.executable, str(DRIVER)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def run(
        self,
        root: Path,
        arguments: tuple[str, ...],
        at: int = 0,
        number: int = signal.SIGKILL,
        *,
        after: float = 0,
        warm: bool = False,
        code: str = "",
    ) -> int:
        """Run a command in a folder and return how it ended."""
        assert self.process.stdin
        assert self.process.stdout
        request = {
            "folder": str(root),
            "arguments": arguments,
            "at": at,
            "signal": number,
            "after": after,
            "log": str(self.log),
            "warm": warm,
            "code": code,
        }
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())

    @property
    def said(self) -> str:
        return self.log.read_text("utf-8")

    @property
    def count(self) -> int:
        return int(Path(f"{self.log}.count").read_text("utf-8"))

    def close(self) -> None:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.close()
        self.process.wait(30)
        self.process.stdout.close()


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Driver]:
    one = Driver(tmp_path_factory.mktemp("log"))
    yield one
    one.close()


def tree(root: Path) -> Tree:
    """Return a user's files: what kehoach remembers for itself is left out."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".kehoach" not in path.relative_to(root).parts
    }


def leftovers(root: Path) -> list[str]:
    patterns = ("*.kehoach.tmp", "*.kehoach.old", "ghi-do-*", "khoa")
    return [path.name for pattern in patterns for path in root.rglob(pattern)]


def edit(file: Path) -> None:
    editor = Editor(file.read_bytes(), random.Random(2))  # noqa: S311
    editor.add_sentence(editor.body()[3], tracked=True)
    file.write_bytes(editor.save())


@dataclass(frozen=True)
class Case:
    """A command, what is there before it, and whether a second run is refused by design."""

    arguments: tuple[str, ...]
    prepare: Callable[[Path, Kehoach], None]
    again: tuple[int, ...] = (0,)
    # Typst starts threads, which a forked child would wait for and not have.
    warm: tuple[str, ...] = ()


def nothing(_: Path, __: Kehoach) -> None:
    pass


def built(root: Path, kehoach: Kehoach) -> None:
    assert kehoach("--workspace", root, "build", root / PLAN).exit_code == 0


def built_before(root: Path, kehoach: Kehoach) -> None:
    """Documents of an earlier state of both plans."""
    assert kehoach("--workspace", root, "build").exit_code == 0
    for path in root.glob("plans/*/locality.yaml"):
        text = path.read_text("utf-8")
        path.write_text(text.replace("dia_danh: Cao Bằng", "dia_danh: Lào Cai"), "utf-8")


def built_and_edited(root: Path, kehoach: Kehoach) -> None:
    built(root, kehoach)
    edit(root / MADE)


def templates_before(root: Path, kehoach: Kehoach) -> None:
    """A plan with a change of its own, and a clause that changed since."""
    clause = root / "templates/clauses/yeu_cau_dia_phuong.md.j2"
    clause.parent.mkdir(parents=True)
    source = Path(__file__).parents[2] / "templates/clauses" / clause.name
    lines = source.read_text("utf-8").splitlines()
    items = [number for number, line in enumerate(lines) if line.startswith("- ")]
    clause.write_text("\n".join([*lines, ""]), "utf-8")
    own = [f"      {line}\n" for line in lines if line.startswith("- ")]
    own[0] = "      - Của ta.\n"
    plan = root / PLAN
    text = plan.read_text("utf-8")
    change = f"dieu_chinh:\n  thay:\n    yeu_cau_dia_phuong: |\n{''.join(own)}"
    assert "dieu_chinh:\n" in text
    plan.write_text(text.replace("dieu_chinh:\n", change, 1), "utf-8")
    assert kehoach("--workspace", root, "update", plan).exit_code == 0
    lines[items[0]] = "- Của mẫu."
    clause.write_text("\n".join([*lines, ""]), "utf-8")


def word_file(root: Path, kehoach: Kehoach) -> None:
    built(root, kehoach)
    shutil.copy(root / MADE, root / "van-ban.docx")
    (root / PLAN).unlink()


def word_file_and_plan(root: Path, kehoach: Kehoach) -> None:
    word_file(root, kehoach)
    (root / PLAN).write_bytes(OLDER)


def wrong_word_file(root: Path, kehoach: Kehoach) -> None:
    built(root, kehoach)
    edit(root / MADE)
    assert kehoach("check", root / MADE, "--fix").exit_code in (0, 1)
    edit(root / MADE.replace(".docx", ".kiem-tra.docx"))


def form(root: Path, kehoach: Kehoach) -> None:
    arguments = ("--workspace", root, "build", root / STATE_PLAN, "--format", "xlsx")
    assert kehoach(*arguments, "-o", root / "a").exit_code == 0
    made = next((root / "a").glob("*.xlsx"))
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian", "Kinh phí (triệu đồng)"])
    sheet.append([1])
    book.save(root / "form.xlsx")
    for name in ("annex.xlsx", "form-da-dien.xlsx", "all.xlsx"):
        shutil.copy(made, root / name)


BUDGET = ("budget", "fill", "form.xlsx", "--plan", STATE_PLAN, "--force")
CASES = {
    "build": Case(("build", PLAN), nothing),
    "build again": Case(("build",), built_before),
    "build --force": Case(("build", PLAN, "--force"), built_and_edited),
    "build pdf and pages": Case(
        ("build", PLAN, "--format", "docx,pdf", "--pages", "png", "--force"),
        built_and_edited,
        warm=("build", PLAN, "--force"),
    ),
    "pull": Case(("pull", MADE, "--into", PLAN), built_and_edited),
    "update": Case(("update", PLAN), templates_before, again=(0, 3)),
    "import": Case(("import", "van-ban.docx"), word_file, again=(0, 4)),
    "import --force": Case(("import", "van-ban.docx", "-o", PLAN, "--force"), word_file_and_plan),
    "new": Case(("new", "Lào Cai", "2027"), nothing, again=(0, 4)),
    "new --from": Case(("new", "Cao Bằng", "2028", "--from", PLAN), built, again=(0, 4)),
    "check --fix": Case(("check", MADE, "--fix", "--force"), wrong_word_file, again=(0, 1)),
    "budget sheet": Case(("budget", "sheet", STATE_PLAN, "-o", "b.xlsx", "--force"), form),
    "budget fill": Case(BUDGET, form),
    "budget consolidate": Case(
        ("budget", "consolidate", "annex.xlsx", "-o", "all.xlsx", "--force"), form, again=(0, 1)
    ),
}


@pytest.fixture
def start(
    repository: Path, tmp_path: Path, kehoach: Kehoach
) -> Callable[[Case], tuple[Path, Callable[[], Path]]]:
    def prepare(case: Case) -> tuple[Path, Callable[[], Path]]:
        """Return the workspace before the command, and a function that gives a fresh copy."""
        before, work = tmp_path / "before", tmp_path / "work"
        for name in ("cao-bang", "ubnd-cao-bang"):
            shutil.copytree(repository / "plans" / name, before / "plans" / name)
        shutil.copytree(repository / "budgets", before / "budgets")
        case.prepare(before, kehoach)

        def fresh() -> Path:
            shutil.rmtree(work, ignore_errors=True)
            shutil.copytree(before, work)
            return work

        return before, fresh

    return prepare


def is_whole(now: Tree, old: Tree, new: Tree) -> list[str]:
    """Return the files that are neither as before nor as after the command."""
    wrong = [name for name in old if name in new and now.get(name) not in (old[name], new[name])]
    wrong += [name for name in new if name not in old and now.get(name, new[name]) != new[name]]
    temporary = (".kehoach.tmp", ".kehoach.old")
    known = {*old, *new}
    return wrong + [name for name in now if name not in known and not name.endswith(temporary)]


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT], ids=["kill", "ctrl-c"])
@pytest.mark.parametrize("name", CASES)
def test_at_every_step_each_file_is_whole_and_the_next_run_puts_all_right(
    start: Callable[[Case], tuple[Path, Callable[[], Path]]],
    driver: Driver,
    name: str,
    number: int,
) -> None:
    case = CASES[name]
    before, fresh = start(case)
    driver.run(fresh(), case.warm or case.arguments, warm=True)
    work = fresh()
    ended = driver.run(work, case.arguments)
    assert ended in (0, 1), driver.said
    old, new, count = tree(before), tree(work), driver.count
    assert new != old
    assert leftovers(work) == []
    mixed = []

    stride = max(1, count // SAMPLED)
    for at in range(1 + number % stride, count + 1, stride):
        work = fresh()
        code = driver.run(work, case.arguments, at, number)
        now = tree(work)
        assert is_whole(now, old, new) == [], (at, driver.said)
        left = leftovers(work)
        if number == signal.SIGINT:
            assert left == [], at
            assert code in (0, 1, 130), (at, driver.said)
        code = driver.run(work, case.arguments)
        assert code in case.again, (at, driver.said)
        assert "đã được sửa sau khi" not in driver.said
        # A lock file nobody holds means nothing; a run that writes nothing leaves it.
        assert [each for each in leftovers(work) if each != "khoa"] == [], at
        then = tree(work)
        assert is_whole(then, old, new) == [], at
        if any(each.endswith((".kehoach.tmp", ".kehoach.old", ".json")) for each in left):
            assert "lần ghi" in driver.said, (at, left, driver.said)
        if code not in (4, 3) and then != new:
            mixed.append(at)

    assert mixed == []


WRITE = """
from pathlib import Path
from generator.files.safe_write import replace_files
files = {Path(name): b"new" for name in ("plans/a", "out/b", "c", "out/deep/d")}
gone = {Path("out/gone"): "GONE"}
replace_files(files, stamp="20270102-030405", disposable={Path("c")}, gone=gone)
"""
RECOVER = """
from pathlib import Path
from generator.files.journal import recover
for each in recover([Path.cwd()]):
    print(each.text())
"""


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT], ids=["kill", "ctrl-c"])
def test_a_write_cut_at_each_step_is_wholly_done_or_wholly_undone(
    tmp_path: Path, driver: Driver, number: int
) -> None:
    before, work = tmp_path / "before", tmp_path / "work"
    for name in ("plans/a", "out/b", "c", "out/gone"):
        (before / name).parent.mkdir(parents=True, exist_ok=True)
        (before / name).write_bytes(b"old")
    write = WRITE.replace("GONE", sha256(b"old").hexdigest())
    shutil.copytree(before, work)
    assert driver.run(work, (), code=write) == 0
    old, new = tree(before), tree(work)
    ends, count = set(), driver.count

    for at in range(1, count + 1):
        shutil.rmtree(work)
        shutil.copytree(before, work)
        driver.run(work, (), at, number, code=write)
        assert is_whole(tree(work), old, new) == [], at
        if number == signal.SIGINT:
            assert tree(work) in (old, new), at
            assert leftovers(work) == [], at
        changed = tree(work) not in (old, new) or any(
            each.endswith((".tmp", ".old")) for each in leftovers(work) if each[0] == "."
        )
        assert driver.run(work, (), code=RECOVER) == 0
        assert tree(work) in (old, new), (at, driver.said)
        assert not changed or "lần ghi" in driver.said, at
        assert [each for each in leftovers(work) if each != "khoa"] == [], at
        ends.add(tree(work) == new)

    assert ends == {True, False}


@pytest.mark.parametrize("name", ["build again", "pull", "import --force"])
def test_random_kills_leave_each_file_whole(
    start: Callable[[Case], tuple[Path, Callable[[], Path]]], driver: Driver, name: str
) -> None:
    case = CASES[name]
    before, fresh = start(case)
    driver.run(fresh(), case.warm or case.arguments, warm=True)
    work = fresh()
    assert driver.run(work, case.arguments) == 0
    old, new = tree(before), tree(work)
    chance = random.Random(name)  # noqa: S311

    for _ in range(RANDOM_KILLS):
        work = fresh()
        driver.run(work, case.arguments, after=chance.uniform(0.01, 1.0))
        assert is_whole(tree(work), old, new) == []
        assert driver.run(work, case.arguments) == 0, driver.said
        assert tree(work) == new
        assert [each for each in leftovers(work) if each != "khoa"] == []
