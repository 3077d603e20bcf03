"""``kehoach check --fix`` and ``--summary``: copies beside originals, a sheet of all findings."""

from datetime import date

import pytest
from openpyxl import load_workbook

from generator.app.check import check_files
from generator.app.check_word import make_copies
from generator.app.render import render
from generator.checks.annotate.plan import text_of
from generator.compose.build import build_document
from generator.ooxml.package import open_word
from generator.ooxml.xml import qn, to_bytes
from generator.workspace import Workspace


@pytest.fixture
def wrong_file(repository, tmp_path):
    """Return a document in which a word is mistyped."""
    plan = repository / "plans/xa-yen-binh/2027-huong-dan.yaml"
    package = open_word(render(build_document(plan, Workspace.open(repository)), "docx"))
    root = package.xml("word/document.xml")
    paragraph = next(each for each in root.iter(qn("w:p")) if "Truyền thanh" in text_of(each))
    *_, text = paragraph.iter(qn("w:t"))
    text.text += " Các bản hổ trợ nhau."
    path = tmp_path / "gui" / "van-ban.docx"
    path.parent.mkdir()
    path.write_bytes(package.with_parts({"word/document.xml": to_bytes(root)}).to_bytes())
    return path


def test_a_copy_is_written_beside_the_original_which_stays(kehoach, wrong_file):
    before = wrong_file.read_bytes()
    result = kehoach("check", wrong_file, "--fix")

    copy = wrong_file.with_name("van-ban.kiem-tra.docx")
    assert copy.is_file(), result.output
    assert wrong_file.read_bytes() == before
    assert copy.as_posix() in result.output


def test_marks_of_a_copy_are_of_the_day_of_the_check(wrong_file):
    found = check_files([wrong_file], Workspace.open(wrong_file.parent))
    copies, _ = make_copies([wrong_file], found, today=date(2027, 3, 4))
    again, _ = make_copies([wrong_file], found, today=date(2027, 3, 4))

    (copy,) = copies.values()
    package = open_word(copy)
    dates = {
        element.get(qn("w:date"))
        for part in ("word/document.xml", "word/comments.xml")
        for element in package.xml(part).iter(qn("w:ins"), qn("w:del"), qn("w:comment"))
    }
    assert dates == {"2027-03-04T00:00:00Z"}
    assert copies == again


def test_another_file_of_that_name_is_not_written_over(kehoach, wrong_file):
    copy = wrong_file.with_name("van-ban.kiem-tra.docx")
    copy.write_bytes(b"mine")
    refused = kehoach("check", wrong_file, "--fix")

    assert refused.exit_code != 0
    assert "OUT01" in refused.output
    assert copy.read_bytes() == b"mine"
    kehoach("check", wrong_file, "--fix", "--force")
    assert copy.read_bytes()[:2] == b"PK"


def test_copies_go_to_the_folder_that_is_named(kehoach, wrong_file, tmp_path):
    kehoach("check", wrong_file, "--fix", "-o", tmp_path / "ra")

    assert [path.name for path in (tmp_path / "ra").iterdir()] == ["van-ban.kiem-tra.docx"]
    assert [path.name for path in wrong_file.parent.iterdir()] == ["van-ban.docx"]


def test_a_copy_in_a_folder_is_not_checked_again(kehoach, wrong_file):
    kehoach("check", wrong_file.parent, "--fix")
    again = kehoach("check", wrong_file.parent, "--fix")

    assert "kiem-tra.kiem-tra" not in again.output
    assert len(list(wrong_file.parent.iterdir())) == 2


def test_the_summary_counts_the_findings_of_each_file(kehoach, wrong_file):
    sheet = wrong_file.parent / "bang-loi.xlsx"
    kehoach("check", wrong_file.parent, "--summary", sheet)
    result = kehoach("check", wrong_file.parent, "--summary", sheet, "--format", "json")

    assert "bang-loi" not in result.stdout
    book = load_workbook(sheet)
    files, rules, findings = (book[name] for name in ("Các tệp", "Các quy tắc", "Các lỗi"))
    assert files["B3"].value.endswith("gui/van-ban.docx")
    assert "ORT16" in {cell.value for cell in rules["B"]}
    quotes = [row[6].value for row in findings.iter_rows(min_row=3) if row[2].value == "ORT16"]
    assert quotes == ["hổ trợ"]
