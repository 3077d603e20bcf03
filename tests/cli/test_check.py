"""``kehoach check`` and ``kehoach rule``: what they print, and their exit codes."""

import json
import shutil

import docx
import docx.shared
import openpyxl
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn


@pytest.fixture
def workspace(tmp_path, repository):
    """Return a workspace with one example plan."""
    shutil.copytree(repository / "plans" / "xa-yen-binh", tmp_path / "plans" / "xa-yen-binh")
    return tmp_path


@pytest.fixture
def built(workspace, kehoach):
    """Return a Word file of the workspace."""
    plan = workspace / "plans" / "xa-yen-binh" / "2027-huong-dan.yaml"
    assert kehoach("--workspace", workspace, "build", plan).exit_code == 0
    (path,) = (workspace / "out").glob("*.docx")
    return path


def test_a_clean_plan_has_no_errors_and_no_warnings(workspace, kehoach):
    result = kehoach("--workspace", workspace, "check", "--format", "json")

    assert result.exit_code == 0
    assert {row["severity"] for row in json.loads(result.stdout)} <= {"notice"}


@pytest.mark.parametrize("place", ["04", "04714"], ids=["province", "commune"])
def test_first_plans_have_no_errors(tmp_path, kehoach, place):
    assert kehoach("--workspace", tmp_path, "new", place, "2027").exit_code == 0

    result = kehoach("--workspace", tmp_path, "check", "--format", "json")

    assert [row for row in json.loads(result.stdout) if row["severity"] == "error"] == []
    assert result.exit_code == 0


def test_an_error_in_a_word_file_is_found_and_sets_the_exit_code(built, kehoach):
    document = docx.Document(str(built))
    document.sections[0].left_margin = docx.shared.Mm(20)
    document.save(str(built))

    result = kehoach("check", built, "--format", "json")

    assert result.exit_code == 1
    (row,) = [row for row in json.loads(result.stdout) if row["rule"] == "PAG08"]
    assert row["severity"] == "error"
    assert row["file"] == str(built)
    assert row["expected"] == "30"
    assert row["found"] == "20"
    assert "VPTW" in row["basis"]


def test_findings_of_a_plan_name_the_line_that_was_written(workspace, kehoach):
    plan = workspace / "plans" / "xa-yen-binh" / "2027-ke-hoach-dang.yaml"
    text = plan.read_text("utf-8")
    plan.write_text(
        text + "\nnoi_dung: |\n  # Mục đích\n\n  - Kết quả  sử lý thông tin.\n", "utf-8"
    )

    result = kehoach("--workspace", workspace, "check", plan, "--format", "json")

    row = next(row for row in json.loads(result.stdout) if row["rule"] == "ORT16")
    line = plan.read_text("utf-8").splitlines().index("  - Kết quả  sử lý thông tin.") + 1
    assert row["file"].endswith("2027-ke-hoach-dang.yaml")
    assert row["line"] == line
    assert row["part"] == "word/document.xml"


def test_a_rule_is_ignored_with_a_reason_and_reported_when_unused(workspace, kehoach):
    plan = workspace / "plans" / "xa-yen-binh" / "2027-huong-dan.yaml"
    text = plan.read_text("utf-8")
    plan.write_text(f"{text}\nbo_qua:\n  QHI02: không dùng\n", "utf-8")

    result = kehoach("--workspace", workspace, "check", plan, "--format", "json")

    row = next(row for row in json.loads(result.stdout) if row["rule"] == "CHK04")
    assert row["severity"] == "warning"
    assert row["line"] == len(text.splitlines()) + 3 or row["line"] > 0


def test_settings_of_the_workspace_ignore_rules(workspace, built, kehoach):
    document = docx.Document(str(built))
    document.sections[0].left_margin = docx.shared.Mm(20)
    document.save(str(built))
    settings = "bo_qua:\n  PAG08: giấy tiêu đề in sẵn\n"
    (workspace / "kiem-tra.yaml").write_text(settings, "utf-8")

    result = kehoach("--workspace", workspace, "check", built, "--format", "json")

    assert "PAG08" not in {row["rule"] for row in json.loads(result.stdout)}
    assert result.exit_code == 0


def test_a_wrong_key_in_the_settings_is_an_error_with_a_place(workspace, built, kehoach):
    (workspace / "kiem-tra.yaml").write_text("bo_qa: {}\n", "utf-8")

    result = kehoach("--workspace", workspace, "check", built)

    assert result.exit_code == 3
    assert "kiem-tra.yaml:1:1" in result.stderr


def test_known_findings_are_not_shown_again(built, kehoach, tmp_path):
    document = docx.Document(str(built))
    document.sections[0].left_margin = docx.shared.Mm(20)
    document.save(str(built))
    known = tmp_path / "known.json"

    first = kehoach("check", built, "--write-baseline", known)
    second = kehoach("check", built, "--baseline", known, "--format", "json")

    assert first.exit_code == 1
    assert second.exit_code == 0
    assert json.loads(second.stdout) == []


def test_the_settings_of_a_workspace_name_its_known_findings(workspace, built, kehoach):
    document = docx.Document(str(built))
    document.sections[0].left_margin = docx.shared.Mm(20)
    document.save(str(built))
    (workspace / "kiem-tra.yaml").write_text("da_biet: da-biet.json\n", "utf-8")
    known = workspace / "da-biet.json"

    missing = kehoach("--workspace", workspace, "check", built)
    first = kehoach("check", built, "--write-baseline", known)
    second = kehoach("--workspace", workspace, "check", built, "--format", "json")

    assert (missing.exit_code, first.exit_code, second.exit_code) == (3, 1, 0)
    assert json.loads(second.stdout) == []


@pytest.mark.parametrize(
    "content", [b"", b"hi", b"PK\x03\x04" + b"\0" * 40], ids=["empty", "text", "cut"]
)
def test_a_damaged_file_is_a_finding(content, tmp_path, kehoach):
    path = tmp_path / "a.docx"
    path.write_bytes(content)

    result = kehoach("check", path, "--format", "json")

    (row,) = json.loads(result.stdout)
    assert result.exit_code == 1
    assert row["severity"] == "error"
    assert row["file"] == str(path)


def test_files_keep_their_order_and_folders_are_walked(kehoach, tmp_path):
    folder = tmp_path / "many"
    folder.mkdir()
    for name in ("c", "a", "b", "d"):
        (folder / f"{name}.docx").write_bytes(b"x")
    (folder / "~$a.docx").write_bytes(b"x")
    (folder / "note.txt").write_text("x")
    last = tmp_path / "z.docx"
    last.write_bytes(b"x")

    result = kehoach("check", last, folder, "--format", "json")

    names = [row["file"].rpartition("/")[2] for row in json.loads(result.stdout)]
    assert names == ["z.docx", "a.docx", "b.docx", "c.docx", "d.docx"]


def test_known_findings_are_written_over_no_other_file(built, kehoach, tmp_path):
    other = tmp_path / "ke-hoach.yaml"
    other.write_text("nam_ke_hoach: 2027\n", encoding="utf-8")

    refused = kehoach("check", built, "--write-baseline", other)
    forced = kehoach("check", built, "--write-baseline", other, "--force")
    again = kehoach("check", built, "--write-baseline", other)

    assert refused.exit_code == 4
    assert "ke-hoach.yaml" in refused.stderr
    assert (forced.exit_code, again.exit_code) == (0, 0)
    assert json.loads(other.read_text("utf-8"))["version"] == 1


def test_in_a_folder_only_workbooks_to_fill_in_are_checked(tmp_path, kehoach):
    kehoach("--workspace", tmp_path, "new", "04", "2027")
    plan, folder = "cao-bang/2027-ke-hoach", tmp_path / "files"
    kehoach("--workspace", tmp_path, "build", plan, "--format", "xlsx", "-o", folder)
    kehoach("--workspace", tmp_path, "budget", "sheet", plan, "-o", folder / "sheet.xlsx")
    book = openpyxl.load_workbook(folder / "sheet.xlsx")
    for cell in (cell for sheet in book for row in sheet for cell in row):
        if cell.value == "Quý II":
            cell.value = "Quý II/2031"
    book.save(folder / "sheet.xlsx")

    result = kehoach("check", folder, "--format", "json")

    assert len(list(folder.glob("*.xlsx"))) == 2
    assert {row["file"].rpartition("/")[2] for row in json.loads(result.stdout)} == {"sheet.xlsx"}


def test_text_names_the_article_and_counts_on_stderr(built, kehoach):
    document = docx.Document(str(built))
    document.sections[0].left_margin = docx.shared.Mm(20)
    document.save(str(built))

    result = kehoach("check", built)

    assert "(PAG08)" in result.stdout
    assert "căn cứ: Hướng dẫn số 05-HD/VPTW" in result.stdout
    assert "1 tệp: 1 lỗi" in result.stderr


def test_a_body_template_is_checked_before_any_rendering(workspace, kehoach):
    folder = workspace / "templates" / "clauses"
    folder.mkdir(parents=True)
    path = folder / "thu.md.j2"
    path.write_text(
        "{% set x = 1 %}\n{{ nam_ke_hoac }}\n{{ co_quan.__class__ }}\n{{ a|attr('b') }}\n"
        "{{ nam_truoc|uper }}\n"
    )

    result = kehoach("--workspace", workspace, "check", path, "--format", "json")

    rows = {(row["rule"], row["line"], row["quote"]) for row in json.loads(result.stdout)}
    assert rows == {
        ("TPL04", 5, "uper"),
        ("TPL41", 3, ".__class__"),
        ("TPL41", 4, "|attr"),
        ("TPL42", 2, "nam_ke_hoac"),
        ("TPL42", 4, "a"),
        ("TPL43", 1, "x"),
    }


def test_the_packaged_templates_have_no_findings(repository, kehoach):
    result = kehoach(
        "--workspace", repository, "check", repository / "templates", "--format", "json"
    )

    assert json.loads(result.stdout) == []


def test_a_rule_is_explained_and_a_family_listed(kehoach):
    one = kehoach("rule", "qhi02")
    family = kehoach("rule", "QHI")

    assert "Quốc hiệu cỡ 12-13" in one.stdout
    assert [line[:5] for line in family.stdout.splitlines()] == ["QHI01", "QHI02", "QHI03"]


def test_a_rule_is_explained_in_english(kehoach):
    one = kehoach("--lang", "en", "rule", "QHI02")
    group = kehoach("--lang", "en", "rule", "LNG01")
    family = kehoach("--lang", "en", "rule", "QHI")

    assert one.stdout.splitlines()[:5] == [
        "QHI02 quoc-hieu-trinh-bay (error; state; Word file)",
        "The national name is of size 12-13, upright, bold, centred.",
        "",
        "Why: Size and style follow the table of samples.",
        "Wrong: Size 14",
    ]
    assert "A common name: these mistakes are found by the rules CAP." in group.stdout
    assert "QHI03  error    The national name stands" in family.stdout


def test_an_unknown_rule_is_a_usage_error_with_near_ids(kehoach):
    result = kehoach("rule", "QHI99")

    assert result.exit_code == 2
    assert "QHI0" in result.stderr


def edit(path, change):
    document = docx.Document(str(path))
    change(document)
    document.save(str(path))


def rows_of(result, **wanted):
    rows = json.loads(result.stdout)
    return [row for row in rows if all(row.get(key) == value for key, value in wanted.items())]


def test_a_bad_number_costs_no_other_finding(built, kehoach):
    def change(document):
        run = document.paragraphs[8].runs[0]
        run.font.size = docx.shared.Pt(14)
        run.font.element.rPr.find(qn("w:sz")).set(qn("w:val"), "abc")
        document.sections[0].left_margin = docx.shared.Mm(20)

    edit(built, change)

    result = kehoach("check", built, "--format", "json")

    (row,) = rows_of(result, rule="CHK10")
    assert (row["part"], row["quote"]) == ("word/document.xml", "abc")
    assert row["paragraph"] > 0
    assert rows_of(result, rule="PAG08")


def test_json_names_run_and_page_where_the_file_says_them(built, kehoach):
    def change(document):
        paragraph = document.paragraphs[-1]
        paragraph.add_run("Ghi chú: ").element.append(OxmlElement("w:lastRenderedPageBreak"))
        paragraph.add_run("xem  trang sau")

    edit(built, change)

    (row,) = rows_of(kehoach("check", built, "--format", "json"), quote="  ")

    assert row["page"] == 2
    assert row["run"] == len(docx.Document(str(built)).paragraphs[-1].runs)
