"""A column is one row of the table of columns: with its field it is whole everywhere.

The package is copied and given a column nobody has, "Đơn vị thụ hưởng"; its commands then print
it, ask for it, read it and know it in tables of others.
"""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import openpyxl
import pypdfium2
import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "importer"))
from imported_files import save

ROW = """\
    Column(
        "don_vi_thu_huong",
        "Đơn vị thụ hưởng",
        12,
        sheet=SheetHead("Đơn vị thụ hưởng", 24, "Ai được hưởng"),
        heads="(?:don vi|doi tuong) thu huong",
    ),
"""
FIELD = """\
    don_vi_thu_huong: Annotated[
        str, Field(title="Đơn vị thụ hưởng", description="Ai được hưởng")
    ] = ""
"""
PLAN = "plans/ubnd-cao-bang/2027-ke-hoach.yaml"
BUDGET = """\
nam_ngan_sach: 2027
mau_bang: thu_huong
nhom:
  - ten_nhom: Tập huấn
    nhiem_vu:
      - noi_dung: Lớp tập huấn
        chu_tri: Sở Ngoại vụ
        thoi_gian: Quý II
        kinh_phi: 12.000.000
        nguon: Ngân sách tỉnh
        don_vi_thu_huong: Trường Nội trú
"""
LAYOUT = """\
ten_mau: Có đơn vị thụ hưởng
mo_ta: Thử một cột mới
cac_cot: [stt, noi_dung, chu_tri, don_vi_thu_huong, thoi_gian, kinh_phi, nguon]
cot_tong: kinh_phi
"""


def _insert(path: Path, before: str, text: str) -> None:
    source = path.read_text("utf-8")
    assert before in source
    path.write_text(source.replace(before, text + before, 1), "utf-8")


@pytest.fixture(scope="module")
def workspace(repository, tmp_path_factory):
    root = tmp_path_factory.mktemp("cot")
    for name in ("generator", "templates", "plans/ubnd-cao-bang"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(repository / name, root / name, ignore=ignored)
    model = root / "generator/model"
    _insert(model / "columns.py", '    Column(\n        "ghi_chu",', ROW)
    _insert(model / "budget.py", '    ghi_chu: Annotated[str, Field(title="Ghi chú"', FIELD)
    _insert(model / "plan.py", "\n\nclass PhanCong(", f"{FIELD}\n")
    (root / "budgets/ubnd-cao-bang").mkdir(parents=True)
    (root / "budgets/ubnd-cao-bang/2027.yaml").write_text(BUDGET, "utf-8")
    (root / "templates/annexes/thu_huong.yaml").write_text(LAYOUT, "utf-8")
    return root


@pytest.fixture
def run(workspace):
    def run(*words):
        done = subprocess.run(
            [sys.executable, "-m", "generator", *map(str, words)],
            cwd=workspace, capture_output=True, encoding="utf-8", check=False,
            env={"PYTHONPATH": str(workspace), "PYTHONIOENCODING": "utf-8", "PATH": ""},
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout + done.stderr

    return run


def cells(path: Path, sheet: str) -> set[object]:
    return {cell.value for row in openpyxl.load_workbook(path)[sheet].iter_rows() for cell in row}


def word_text(path: Path) -> str:
    return zipfile.ZipFile(path).read("word/document.xml").decode("utf-8")


def test_it_is_printed_in_every_format(run, workspace):
    run("build", PLAN, "--format", "docx,pdf,xlsx", "-o", "out")

    name = workspace / "out/2027-ke-hoach-ubnd-cao-bang"
    pages = pypdfium2.PdfDocument(name.with_suffix(".pdf"))
    pdf = " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in pages)
    for text in ("Đơn vị thụ hưởng", "Trường Nội trú"):
        assert text in word_text(name.with_suffix(".docx"))
        assert text in pdf
        assert text in cells(name.with_suffix(".xlsx"), "Phụ lục")


def test_the_workbook_to_fill_in_asks_for_it_and_is_read_back(run, workspace):
    plan = workspace / PLAN
    filled = workspace / "budgets/ubnd-cao-bang/2027.xlsx"
    run("budget", "sheet", PLAN, "-o", filled)
    assert cells(filled, "Dự toán") >= {"don_vi_thu_huong", "Đơn vị thụ hưởng", "Trường Nội trú"}

    other = plan.with_name("2027-tu-excel.yaml")
    text = plan.read_text("utf-8")
    other.write_text(text.replace("ubnd-cao-bang/2027.yaml", "ubnd-cao-bang/2027.xlsx"), "utf-8")
    run("build", other, "-o", "out-excel")

    assert "Trường Nội trú" in word_text(next((workspace / "out-excel").glob("*.docx")))


@pytest.mark.parametrize("mark", ["", "{{ don_vi_thu_huong }}"], ids=["by its head", "by a mark"])
def test_forms_of_others_are_filled_with_it(run, workspace, mark):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["E1"] = "Đơn vị tính: đồng"
    sheet.append(["STT", "Nội dung", "Cột 9" if mark else "Đối tượng thụ hưởng", "Kinh phí"])
    sheet.append(["{{ stt }}", "{{ noi_dung }}", mark, "{{ kinh_phi }}"] if mark else [None] * 4)
    sheet["A4"] = "Tổng cộng"
    book.save(workspace / "bieu.xlsx")

    run("budget", "fill", "bieu.xlsx", "--plan", PLAN, "-o", "da-dien.xlsx", "--force")

    assert "Trường Nội trú" in cells(workspace / "da-dien.xlsx", sheet.title)


def test_a_form_without_it_is_told(run, workspace):
    book = openpyxl.Workbook()
    book.active.append(["STT", "Nội dung", "Thời gian", "Ghi chú"])
    book.save(workspace / "thieu.xlsx")

    said = run("budget", "fill", "thieu.xlsx", "--plan", PLAN, "-o", "thieu-da-dien.xlsx")

    assert "Đơn vị thụ hưởng" in next(line for line in said.splitlines() if "FRM05" in line)


def test_an_imported_table_of_tasks_keeps_it_as_data(run, workspace):
    def add_table(document: docx.Document) -> None:
        rows = (
            ("STT", "Nội dung", "Cơ quan chủ trì", "Đơn vị thụ hưởng"),
            ("1", "Mở lớp tập huấn", "Ban Tuyên giáo", "Trường Nội trú"),
        )
        table = document.add_table(rows=2, cols=4)
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.paragraphs[0].add_run(text).bold = texts is rows[0]

    path = save(workspace, ("I. NHIỆM VỤ",), edit=add_table)
    run("import", path, "-o", "plans/nhap/2025-huong-dan.yaml")

    plan = (workspace / "plans/nhap/2025-huong-dan.yaml").read_text("utf-8")
    assert "don_vi_thu_huong: Trường Nội trú" in plan
    assert "{{ nv.don_vi_thu_huong }}" in plan
