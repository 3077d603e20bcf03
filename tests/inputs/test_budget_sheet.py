import io
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from random_budgets import budgets

from generator.budget.fill_in import fill_in_sheets
from generator.errors import InputError
from generator.inputs.load import load_budget
from generator.inputs.sheet_columns import LINE_COLUMNS, join_list, split_list
from generator.model.budget import Budget, DongChung
from generator.writers.xlsx.write import write_workbook

EXAMPLES = sorted(Path(__file__).parents[2].glob("budgets/*/*.yaml"))


def workbook(budget: Budget | None) -> bytes:
    return write_workbook(fill_in_sheets(budget, 2027), title="Dự toán")


def read_back(content: bytes, folder: Path) -> Budget:
    path = folder / "du-toan.xlsx"
    path.write_bytes(content)
    return load_budget(path).model


@given(budget=budgets)
@settings(
    max_examples=300, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
def test_a_budget_comes_back_from_its_workbook_unchanged(budget: Budget, tmp_path: Path) -> None:
    assert read_back(workbook(budget), tmp_path) == budget


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_examples_come_back_from_their_workbooks_unchanged(path: Path, tmp_path: Path) -> None:
    budget = load_budget(path).model

    assert read_back(workbook(budget), tmp_path) == budget


def test_every_value_of_a_line_has_a_column() -> None:
    columns = {column.field for column in LINE_COLUMNS} | {"theo_nam"}

    assert set(DongChung.model_fields) <= columns


def test_lists_with_line_breaks_and_bars_survive() -> None:
    items = ["Sở Ngoại vụ", "hai\ndòng", "a|b\\n", ""]

    assert split_list(join_list(items)) == items


def changed(content: bytes, changes: dict[str, object], sheet: str = "Dự toán") -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(content))
    for place, value in changes.items():
        book[sheet][place] = value
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def small_budget() -> Budget:
    task = {"noi_dung": "Hội nghị", "chu_tri": "Sở Ngoại vụ", "kinh_phi": 120_000_000}
    return Budget.model_validate(
        {"nam_ngan_sach": 2027, "nhom": [{"ten_nhom": "Tập huấn", "nhiem_vu": [task]}]}
    )


def test_numbers_typed_in_excel_are_read_as_people_mean_them(tmp_path: Path) -> None:
    content = changed(
        workbook(small_budget()),
        {"A5": "Nhiệm vụ", "B5": "Lớp", "H5": 2.5, "L5": 4_000_000, "Q5": 6606, "A6": "mục con",
         "B6": "Nước uống", "G6": "Lồng ghép", "D6": "Công an tỉnh\nSở Tài chính"},
    )  # fmt: skip

    task = read_back(content, tmp_path).nhom[0].nhiem_vu[1]

    assert (str(task.so_luong), task.don_gia, task.tieu_muc) == ("2.5", 4_000_000, "6606")
    assert task.chi_tiet[0].kinh_phi == "lồng ghép"
    assert task.chi_tiet[0].phoi_hop == ("Công an tỉnh", "Sở Tài chính")


def test_rows_marked_as_examples_are_not_read(tmp_path: Path) -> None:
    content = changed(workbook(None), {"A6": "Nhóm", "B6": "Nhóm thật", "G6": 5_000_000})

    budget = read_back(content, tmp_path)

    assert [group.ten_nhom for group in budget.nhom] == ["Nhóm thật"]
    assert budget.nam_ngan_sach == 2027


@pytest.mark.parametrize(
    ("changes", "rule", "place"),
    [
        ({"G4": "1.5"}, "", "Dự toán!G4"),
        ({"G4": -5}, "", "Dự toán!G4"),
        ({"A4": "Việc"}, "XLB04", "Dự toán!A4"),
        ({"A3": None, "B3": None}, "XLB05", "Dự toán!A4"),
        ({"G4": "=5*1000000"}, "XLB06", "Dự toán!G4"),
    ],
    ids=["fraction", "negative", "unknown level", "task without group", "formula without result"],
)
def test_what_is_wrong_is_told_with_its_cell(
    changes: dict[str, object], rule: str, place: str, tmp_path: Path
) -> None:
    path = tmp_path / "du-toan.xlsx"
    path.write_bytes(changed(workbook(small_budget()), changes))

    with pytest.raises(InputError) as error:
        load_budget(path, display="du-toan.xlsx")

    found = {(finding.id, finding.location.part) for finding in error.value.findings}
    assert any(part == place and (not rule or rule == name) for name, part in found), found


def test_a_workbook_that_is_not_ours_is_refused(tmp_path: Path) -> None:
    stream = io.BytesIO()
    openpyxl.Workbook().save(stream)
    path = tmp_path / "khac.xlsx"
    path.write_bytes(stream.getvalue())

    with pytest.raises(InputError) as error:
        load_budget(path)

    assert [finding.id for finding in error.value.findings] == ["XLB01"]


def test_a_column_of_their_own_is_told_not_lost_silently(tmp_path: Path) -> None:
    path = tmp_path / "du-toan.xlsx"
    path.write_bytes(changed(workbook(small_budget()), {"AZ2": "Người theo dõi", "AZ4": "An"}))

    findings = load_budget(path).findings

    assert [(finding.id, finding.location.part) for finding in findings] == [
        ("XLB03", "Dự toán!AZ2")
    ]


@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_cell_changed_in_libreoffice_comes_back_changed(tmp_path: Path) -> None:
    (tmp_path / "du-toan.xlsx").write_bytes(
        changed(workbook(small_budget()), {"G4": "=30*5000000", "E4": "Quý III"})
    )

    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
         "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path / "out"),
         str(tmp_path / "du-toan.xlsx")],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip

    task = load_budget(tmp_path / "out" / "du-toan.xlsx").model.nhom[0].nhiem_vu[0]
    assert (task.kinh_phi, task.thoi_gian) == (150_000_000, "Quý III")
