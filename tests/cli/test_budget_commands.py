import io
import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from click.testing import Result

from generator.cli.budget import UNITS
from generator.model.money import DonViTinh

sys.path.insert(0, str(Path(__file__).parents[1] / "forms"))
from form_samples import FORMS

Run = Callable[..., Result]


@pytest.fixture
def workspace(repository: Path, tmp_path: Path) -> Path:
    for name in ("plans", "budgets"):
        shutil.copytree(repository / name / "ubnd-cao-bang", tmp_path / name / "ubnd-cao-bang")
    return tmp_path


PLAN = "ubnd-cao-bang/2027-ke-hoach"


def test_a_plan_built_from_its_filled_workbook_is_the_same_document(
    kehoach: Run, workspace: Path
) -> None:
    plan = workspace / "plans" / f"{PLAN}.yaml"
    first = kehoach("--workspace", workspace, "build", plan, "-o", workspace / "one")
    made = kehoach("--workspace", workspace, "budget", "sheet", plan)
    text = plan.read_text(encoding="utf-8")
    plan.write_text(text.replace("ubnd-cao-bang/2027.yaml", "ubnd-cao-bang/2027.xlsx"), "utf-8")
    second = kehoach("--workspace", workspace, "build", plan, "-o", workspace / "two")

    assert [first.exit_code, made.exit_code, second.exit_code] == [0, 0, 0], second.output
    name = "2027-ke-hoach-ubnd-cao-bang.docx"
    assert (workspace / "one" / name).read_bytes() == (workspace / "two" / name).read_bytes()


def test_a_workbook_is_not_written_over_another(kehoach: Run, workspace: Path) -> None:
    kehoach("--workspace", workspace, "budget", "sheet", PLAN)

    again = kehoach("--workspace", workspace, "budget", "sheet", PLAN)
    forced = kehoach("--workspace", workspace, "budget", "sheet", PLAN, "--force")

    assert (again.exit_code, forced.exit_code) == (4, 0)
    assert "OUT01" in again.output


def test_a_form_is_filled_beside_the_original(kehoach: Run, workspace: Path) -> None:
    form = workspace / "bieu.xlsx"
    form.write_bytes(FORMS["two_row_head"]())
    before = form.read_bytes()

    result = kehoach("--workspace", workspace, "budget", "fill", form, "--plan", PLAN)

    assert result.exit_code == 0
    assert "Mã số dự án" in result.output
    assert form.read_bytes() == before
    filled = openpyxl.load_workbook(workspace / "bieu-da-dien.xlsx", data_only=True).active
    total = next(row for row in filled.iter_rows(values_only=True) if row[1] == "CỘNG")
    assert total[4] == 2_140_250_000


def test_a_form_is_never_filled_over_itself(kehoach: Run, workspace: Path) -> None:
    form = workspace / "bieu.xlsx"
    form.write_bytes(FORMS["plain"]())
    before = form.read_bytes()

    result = kehoach("--workspace", workspace, "budget", "fill", form, "--plan", PLAN, "-o", form,
                     "--force")  # fmt: skip

    assert result.exit_code == 4
    assert form.read_bytes() == before


def test_an_annex_in_word_and_the_same_in_excel_are_consolidated(
    kehoach: Run, workspace: Path
) -> None:
    folder = workspace / "out"
    kehoach("--workspace", workspace, "build", PLAN, "--format", "docx,xlsx")

    result = kehoach("budget", "consolidate", folder, "-o", workspace / "tong-hop.xlsx")

    assert result.exit_code == 0, result.output
    book = openpyxl.load_workbook(workspace / "tong-hop.xlsx", data_only=True)
    rows = list(book["Tổng hợp"].iter_rows(min_row=4, values_only=True))
    assert [row[1] for row in rows] == [
        "Ủy ban nhân dân tỉnh Cao Bằng", "Ủy ban nhân dân tỉnh Cao Bằng", "TỔNG CỘNG"
    ]  # fmt: skip
    assert [row[3] for row in rows] == [2_140_250_000, 2_140_250_000, 4_280_500_000]


def test_inputs_that_are_all_wrong_leave_no_file(kehoach: Run, tmp_path: Path) -> None:
    stream = io.BytesIO()
    openpyxl.Workbook().save(stream)
    (tmp_path / "a.xlsx").write_bytes(stream.getvalue())

    result = kehoach("budget", "consolidate", tmp_path / "a.xlsx", "-o", tmp_path / "b.xlsx")

    assert result.exit_code == 3
    assert "GOP01" in result.output
    assert not (tmp_path / "b.xlsx").exists()


def test_errors_of_inputs_are_told_and_counted_in_the_exit_code(
    kehoach: Run, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    for row in (("STT", "Nội dung", "Kinh phí (đồng)"), (1, "Hội nghị", "5.000.000"),
                (None, "Tổng cộng", 5_000_000)):  # fmt: skip
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")

    result = kehoach("budget", "consolidate", tmp_path / "a.xlsx", "-o", tmp_path / "b.xlsx")

    assert result.exit_code == 1
    assert "Sheet!C2" in result.output
    assert (tmp_path / "b.xlsx").exists()


def test_norms_are_those_in_force_on_the_day(kehoach: Run) -> None:
    old = kehoach("budget", "norms", "tk_an_A", "--date", "01/5/2026", "--format", "json")
    new = kehoach("budget", "norms", "tk_an_A", "--date", "18/5/2026", "--format", "json")

    assert [entry["ceiling"] for entry in json.loads(new.stdout)] == [3_000_000]
    assert [entry["ceiling"] for entry in json.loads(old.stdout)] != [3_000_000]


def test_a_norm_without_a_sum_says_so_in_words(kehoach: Run) -> None:
    result = kehoach("budget", "norms", "hn_an_bu", "--date", "15/02/2027")

    assert " | không có mức chung, xem căn cứ | " in result.stdout


def test_an_impossible_day_is_a_usage_error(kehoach: Run) -> None:
    assert kehoach("budget", "norms", "--date", "31/02/2027").exit_code == 2


def test_every_unit_of_money_can_be_asked_for() -> None:
    assert tuple(unit.value for unit in DonViTinh) == UNITS
