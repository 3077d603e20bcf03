"""Two real plans go to 2027: every changed place is listed, and nothing stale is left."""

import re
import shlex
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import yaml
from click.testing import Result

from generator.app.next_year import Rolled, next_plan
from generator.app.render import render
from generator.catalogues import problems
from generator.catalogues.load import load_catalogues
from generator.catalogues.old_names import bodies_gone
from generator.checks.engine import run
from generator.checks.subject import WordSubject
from generator.compose.build import Built, build_document
from generator.diagnostics import Severity
from generator.document.nodes import plain_text
from generator.document.walk import footnotes, iter_inlines
from generator.errors import OutputError
from generator.files.safe_write import replace_files
from generator.readers.docx import read_docx
from generator.revise.change import write_report
from generator.workspace import Workspace

EXPECTED = Path(__file__).parent / "expected"
TURNS = {
    "cao-bang": ("cao-bang", "cao-bang/2026-huong-dan.yaml", "cao-bang/2027-huong-dan.yaml"),
    "yen-binh": ("04714", "yen-binh/2025-huong-dan.yaml", "xa-yen-binh/2027-huong-dan.yaml"),
}
FACTS = {
    "cao-bang": r"nhiệm kỳ 2025 - 2030|nhiệm kỳ 2020 - 2025|\d{1,2}/\d{1,2}/20(?:25|26)"
    r"|kết quả nổi bật của năm 2026",
    "yen-binh": r"\d{1,2}/\d{1,2}/202\d|nhiệm kỳ 20\d\d - 20\d\d|kết quả năm 2026|/2026/QH16"
    r"|tháng      năm 2026",
}
PLANNED = {"cao-bang": (2025, 2026), "yen-binh": (2024, 2025, 2026)}


@pytest.fixture(scope="module", params=TURNS)
def turn(
    request: pytest.FixtureRequest, repository: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Workspace, Rolled]:
    root = tmp_path_factory.mktemp("workspace")
    shutil.copytree(repository / "plans", root / "plans")
    place, old, new = TURNS[request.param]
    (root / "plans" / new).unlink()
    workspace = Workspace.open(root)
    rolled = next_plan(workspace, place, 2027, root / "plans" / old)
    replace_files(rolled.files, root=root)
    return request.param, workspace, rolled


@pytest.fixture(scope="module")
def built(turn: tuple[str, Workspace, Rolled]) -> Built:
    return build_document(turn[2].plan, turn[1])


def all_text(built: Built) -> list[str]:
    document = built.document
    text = [plain_text(each) for each in iter_inlines(document.blocks)]
    text += [plain_text(note.inlines) for note in footnotes(document.blocks)]
    frame = document.frame
    return [
        *text, *frame.noi_nhan, *frame.trich_yeu, frame.so_ky_hieu, frame.dia_danh_ngay,
        *frame.co_quan_ban_hanh, *frame.co_quan_chu_quan,
    ]  # fmt: skip


def test_the_report_lists_exactly_these_changes(turn: tuple[str, Workspace, Rolled]) -> None:
    name, _, rolled = turn

    assert write_report(rolled.changes) == (EXPECTED / f"{name}.txt").read_text("utf-8")


def test_lines_that_no_change_names_are_as_they_were(turn: tuple[str, Workspace, Rolled]) -> None:
    name, workspace, rolled = turn
    old = (workspace.plans_dir / TURNS[name][1]).read_text("utf-8").splitlines()
    new = set(rolled.plan.read_text("utf-8").splitlines())
    covered: set[int] = set()
    for change in rolled.changes:
        # A text taken out whole stands on the line below its key.
        end = change.location.line + change.before.count("\n") + (2 if not change.after else 1)
        covered.update(range(change.location.line, end))

    lost = [
        (number, line)
        for number, line in enumerate(old, start=1)
        if line.strip() and line not in new and number not in covered
    ]
    assert lost == []


def test_no_year_of_the_old_plan_is_left(turn: tuple[str, Workspace, Rolled], built: Built) -> None:
    name = turn[0]
    left = []
    for text in all_text(built):
        rest = re.sub(FACTS[name], "", text)
        left += [(year, text) for year in PLANNED[name] if str(year) in rest]

    assert left == []


def test_no_body_or_place_of_the_old_year_is_left(built: Built) -> None:
    day = built.document.frame.dia_danh_ngay
    assert "2027" in day

    catalogues = load_catalogues()
    text = all_text(built)
    gone = bodies_gone(text, date(2027, 3, 1), catalogues)
    assert [finding.text() for finding in gone] == []
    assert [each for each in text if "Yên Bái" in each] == []


def test_remembered_days_are_those_of_the_new_year(built: Built) -> None:
    pairs = [
        (int(count), int(first), int(last))
        for text in all_text(built)
        for count, first, last in re.findall(
            r"(\d+) năm [^();]*\((?:[\d/]*/)?(\d{4}) - (?:[\d/]*/)?(\d{4})\)", text
        )
    ]

    assert [pair for pair in pairs if pair[2] != 2027 or pair[1] + pair[0] != 2027] == []


def test_no_cited_document_is_of_another_year_or_replaced(built: Built) -> None:
    wrong = (problems.SUPERSEDED.id, problems.EXPIRED.id, problems.OTHER_PLAN_YEAR.id)
    found = {one.message_text() for one in built.findings if one.id in wrong}

    assert found == set()


def test_the_checker_finds_nothing_of_the_old_year(built: Built) -> None:
    subject = WordSubject(read_docx(render(built, "docx")), regime=built.document.frame.regime)
    families = ("REF", "ORG", "DAT", "FCT")
    wrong = [
        found.text()
        for found in run(subject)
        if found.id.startswith(families) and found.severity is Severity.ERROR
    ]

    assert wrong == []


def test_the_standard_is_that_of_the_new_date(built: Built) -> None:
    assert built.standard.id == "hd05"


def test_the_new_plan_keeps_comments_and_modeline(turn: tuple[str, Workspace, Rolled]) -> None:
    name, workspace, rolled = turn
    old = (workspace.plans_dir / TURNS[name][1]).read_text("utf-8").splitlines()
    comments = [line for line in old if line.startswith("#")]

    new = rolled.plan.read_text("utf-8").splitlines()
    assert [line for line in new if line.startswith("#")] == comments
    yaml.safe_load("\n".join(new))


def test_a_plan_that_is_there_is_not_written_over(turn: tuple[str, Workspace, Rolled]) -> None:
    name, workspace, rolled = turn
    before = rolled.plan.read_bytes()
    place, old, _ = TURNS[name]

    with pytest.raises(OutputError):
        next_plan(workspace, place, 2027, workspace.plans_dir / old)
    assert rolled.plan.read_bytes() == before


def test_the_commands_of_the_tutorial_run(
    repository: Path,
    kehoach: Callable[..., Result],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shutil.copytree(repository / "plans", tmp_path / "plans")
    monkeypatch.chdir(tmp_path)
    text = (repository / "docs" / "tutorial.md").read_text("utf-8")
    blocks = re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    ran = 0
    for line in "".join(blocks).splitlines():
        program, *arguments = shlex.split(line, comments=True)
        assert program == "kehoach"
        result = kehoach(*arguments)
        assert result.exit_code == 0, (arguments, result.stderr)
        ran += 1

    assert ran >= 3
    assert len(list((tmp_path / "out").glob("*-thay-doi.docx"))) == 2


def test_a_date_typed_behind_a_citation_goes_with_its_document(
    repository: Path, build_workspace: Callable[..., Path]
) -> None:
    home = repository / "plans" / "cao-bang"
    text = (
        "nam_ke_hoach: 2026\nloai_van_ban: huong_dan_ban\nco_quan_ban_hanh: ban_tuyen_giao\n"
        'ngay_ban_hanh: "2026"\nnoi_dung: |\n'
        '  Theo {{ vien_dan("hd02tw26", "ngan") }}, ngày 28/01/2026 của Ban Tuyên giáo và Dân vận'
        " Trung ương về công tác thông tin đối ngoại năm 2026.\n"
    )
    files = {
        "plans/cao-bang/locality.yaml": (home / "locality.yaml").read_text("utf-8"),
        "plans/cao-bang/2026.yaml": text,
    }
    workspace = Workspace.open(build_workspace(files))
    rolled = next_plan(workspace, "cao-bang", 2027, workspace.plans_dir / "cao-bang" / "2026.yaml")
    replace_files(rolled.files, root=workspace.root)

    assert (
        '  Theo {{ vien_dan("hd_ttdn2027", "ngan") }}, ngày      tháng      năm 2027 của'
        " Ban Tuyên giáo Trung ương về công tác thông tin đối ngoại năm 2027.\n"
    ) in rolled.plan.read_text("utf-8")
