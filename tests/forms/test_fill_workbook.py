import io
import shutil
import subprocess
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from form_samples import DATA, FORMS, SPARKLINES

from generator.budget.forms.data import FormData
from generator.budget.forms.sheet import fill_workbook
from generator.errors import InputError
from generator.model.money import DonViTinh
from generator.ooxml.cells import Area, cell_name
from generator.ooxml.workbook import open_workbook

SHEET = "xl/worksheets/sheet1.xml"
CHANGED = {
    "plain": {SHEET, "xl/workbook.xml"},
    "two_row_head": {SHEET},
    "hidden_columns": {SHEET},
    "with_chart": {
        SHEET, "xl/worksheets/sheet2.xml", "xl/charts/chart1.xml", "xl/drawings/drawing1.xml"
    },
    "with_text_box": {
        SHEET, "xl/worksheets/sheet2.xml", "xl/charts/chart1.xml", "xl/drawings/drawing1.xml"
    },
    "with_formats_and_lists": {
        SHEET, "xl/workbook.xml", "xl/comments/comment1.xml", "xl/drawings/commentsDrawing1.vml"
    },
    "with_own_formula": {SHEET},
    "with_marks": {SHEET},
    "no_unit": {SHEET},
}  # fmt: skip


def cells(content: bytes, sheet: int = 0) -> dict[str, object]:
    book = open_workbook(content)
    grid = book.grid(book.sheets[sheet])
    return {
        cell_name(row, column): f"={cell.formula}" if cell.formula else cell.value
        for row, found in grid.rows.items()
        for column, cell in found.items()
    }


def members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("name", FORMS)
def test_only_parts_that_must_change_change(name: str) -> None:
    form = FORMS[name]()

    filled = fill_workbook(form, DATA, name=f"{name}.xlsx")

    before, after = members(form), members(filled.content)
    assert list(before) == list(after)
    assert {part for part in before if before[part] != after[part]} == CHANGED[name]
    assert set(filled.changed) == CHANGED[name]


@pytest.mark.parametrize("name", FORMS)
def test_filling_twice_gives_the_same_bytes(name: str) -> None:
    form = FORMS[name]()

    assert fill_workbook(form, DATA).content == fill_workbook(form, DATA).content


def test_a_plain_form_gets_rows_in_its_own_unit_and_style() -> None:
    filled = fill_workbook(FORMS["plain"](), DATA)

    found = cells(filled.content)
    assert [found.get(f"{column}9") for column in "ABCDEFG"] == [
        "2", "=Bồi dưỡng", "Báo và Đài tỉnh", "Quý III", 60, "Ngân sách tỉnh", None
    ]  # fmt: skip
    assert found["A2"] == "DỰ TOÁN KINH PHÍ NĂM 2027"
    assert found["E13"] == "=SUM(E5:E12)"
    assert found["F17"] == "NGƯỜI LẬP BIỂU"
    book = openpyxl.load_workbook(io.BytesIO(filled.content))
    sheet = book.active
    assert sheet["B5"].font.bold  # the head's look, which differs from the row's in this only
    assert sheet["B6"].border.left.style == "thin"
    assert sheet.print_area == "'Biểu 01'!$A$1:$G$17"


def test_the_total_keeps_its_formula_and_gets_the_right_result() -> None:
    filled = fill_workbook(FORMS["plain"](), DATA)

    sheet = openpyxl.load_workbook(io.BytesIO(filled.content), data_only=True).active
    assert sheet["E13"].value == 261.5
    assert sum(sheet.cell(row, 5).value for row in (7, 8, 9, 11)) == 261.5


def test_two_row_heads_are_read_with_their_upper_row() -> None:
    filled = fill_workbook(FORMS["two_row_head"](), DATA)

    found = cells(filled.content)
    assert [found.get(f"{column}12") for column in "ABCDEFGH"] == [
        "1", "Phóng sự", "Báo và Đài tỉnh", None, 80_500_000, None, 80_500_000, None
    ]  # fmt: skip
    assert found["D7"] == "Công an tỉnh"
    assert [finding.id for finding in filled.findings] == ["FRM02", "FRM05", "FRM08"]
    assert filled.findings[0].location.part == "PL 2!H5"


def test_a_total_above_the_list_takes_the_new_rows_in() -> None:
    found = cells(fill_workbook(FORMS["hidden_columns"](), DATA).content)

    assert found["F3"] == "=SUM(F4:F11)"
    assert found["F6"] == 16_000
    assert "B6" not in found


def test_charts_and_other_sheets_follow_the_rows() -> None:
    filled = fill_workbook(FORMS["with_chart"](), DATA)

    parts = members(filled.content)
    chart = parts["xl/charts/chart1.xml"].decode()
    assert "'Dự toán'!$C$2:$C$9" in chart
    assert "'Dự toán'!$B$2:$B$9" in chart
    assert cells(filled.content, 1)["B1"] == "='Dự toán'!C10*2"
    assert "<xdr:row>13</xdr:row>" in parts["xl/drawings/drawing1.xml"].decode().replace(
        "<row>", "<xdr:row>"
    ).replace("</row>", "</xdr:row>")


def test_text_boxes_and_sparklines_stay() -> None:
    filled = fill_workbook(FORMS["with_text_box"](), DATA)

    parts = members(filled.content)
    assert "Gửi trước ngày 30/11" in parts["xl/drawings/drawing1.xml"].decode()
    moved = SPARKLINES.replace("C2:C3", "C2:C9").replace(">D4<", ">D10<")
    assert moved.split("<xm:f>")[1][:40] in parts[SHEET].decode()


def test_formats_lists_names_and_comments_follow_the_rows() -> None:
    filled = fill_workbook(FORMS["with_formats_and_lists"](), DATA)

    sheet = openpyxl.load_workbook(io.BytesIO(filled.content))["Bieu"]
    assert [str(rule.sqref) for rule in sheet.conditional_formatting] == ["E3:E10", "B3:B10"]
    assert [str(each.sqref) for each in sheet.data_validations.dataValidation] == ["C3:C10"]
    assert sheet["F10"].value == "=E10/$E$11"
    assert sheet["B13"].comment.text == "Ký, đóng dấu"
    assert sheet.parent.defined_names["TongTien"].attr_text == "Bieu!$E$11"
    assert "Row>12</" in members(filled.content)["xl/drawings/commentsDrawing1.vml"].decode()


def test_a_form_s_own_formula_stays_where_it_gives_the_amount() -> None:
    filled = fill_workbook(FORMS["with_own_formula"](), DATA)

    found = cells(filled.content)
    assert found["F5"] == "=D5*E5"
    assert (found["D5"], found["E5"]) == (4, 4_000_000)
    assert found["F6"] == 105_000_000
    book = open_workbook(filled.content)
    merged = {area.text() for area in book.grid(book.sheets[0]).merges}
    assert {f"B{row}:C{row}" for row in range(2, 11)} == merged - {"B11:C11"}


def test_marks_say_where_everything_goes() -> None:
    filled = fill_workbook(FORMS["with_marks"](), DATA)

    found = cells(filled.content)
    assert [found[f"{column}4"] for column in "ABC"] == ["I", "Tập huấn, bồi dưỡng", 181_000]
    assert [found[f"{column}10"] for column in "ABC"] == [
        "1", "Phóng sự (Báo và Đài tỉnh)", 80_500
    ]  # fmt: skip
    assert [found[f"{column}6"] for column in "ABC"] == ["1.1", "Thù lao giảng viên", 16_000]
    assert found["B14"] == "Bằng chữ: Hai trăm sáu mươi mốt triệu./."
    assert found["A1"] == "Phụ lục kinh phí 2027 - {{ khong_co }}"
    assert [finding.id for finding in filled.findings] == ["FRM05", "FRM06"]


def test_a_sum_without_a_unit_is_not_written_until_somebody_says_it() -> None:
    form = FORMS["no_unit"]()

    left = fill_workbook(form, DATA)
    told = fill_workbook(form, DATA, unit=DonViTinh.TRIEU_DONG)

    assert {finding.id for finding in left.findings} == {"FRM03", "FRM04", "FRM05"}
    assert cells(left.content).get("E4") is None
    assert cells(told.content)["E4"] == 16
    assert cells(told.content).get("F2") is None


def test_a_form_with_rows_of_its_own_is_refused() -> None:
    book = openpyxl.Workbook()
    for column, head in enumerate(("STT", "Nội dung", "Chủ trì", "Kinh phí (đồng)"), start=1):
        book.active.cell(1, column, head)
    book.active["A2"], book.active["B2"] = 1, "Tổ chức hội nghị"
    stream = io.BytesIO()
    book.save(stream)

    with pytest.raises(InputError) as error:
        fill_workbook(stream.getvalue(), DATA, name="form.xlsx")

    assert [finding.id for finding in error.value.findings] == ["FRM09"]
    assert error.value.findings[0].location.part == "Sheet!B2"


def test_a_workbook_without_a_table_is_refused() -> None:
    stream = io.BytesIO()
    openpyxl.Workbook().save(stream)

    with pytest.raises(InputError) as error:
        fill_workbook(stream.getvalue(), DATA, name="form.xlsx")

    assert [finding.id for finding in error.value.findings] == ["FRM01"]


def test_fewer_rows_than_the_form_has_leave_the_others_empty() -> None:
    one = FormData(DATA.rows[6:7], {"kinh_phi": 80_500_000})

    found = cells(fill_workbook(FORMS["two_row_head"](), one).content)

    assert found["B6"] == "Phóng sự"
    assert "B7" not in found
    assert found["E16"] == "=SUM(E6:E15)"


@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_every_filled_form_and_agrees_with_the_totals(tmp_path: Path) -> None:
    expected = {
        "plain": ("E13", Decimal("261.5")), "two_row_head": ("E16", 261_500_000),
        "hidden_columns": ("F3", 261_500), "with_chart": ("C10", 261_500_000),
        "with_text_box": ("C10", 261_500_000), "with_formats_and_lists": ("E11", 261_500),
        "with_own_formula": ("F11", 261_500_000),
    }  # fmt: skip
    for name in expected:
        (tmp_path / f"{name}.xlsx").write_bytes(fill_workbook(FORMS[name](), DATA).content)

    out = tmp_path / "out"
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
         "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(out),
         *map(str, sorted(tmp_path.glob("*.xlsx")))],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip

    found = {}
    for name, (place, _) in expected.items():
        book = open_workbook(out / f"{name}.xlsx")
        area = Area.parse(place)
        value = book.grid(book.sheets[0]).cell(area.top, area.left).value
        found[name] = (place, value)
    assert found == expected


def test_a_sum_without_a_unit_is_left_out_of_a_text_too() -> None:
    book = openpyxl.Workbook()
    book.active.append(["STT", "Nội dung", "Chủ trì"])
    book.active.append(["{{ stt }}", "{{ noi_dung }} ({{ kinh_phi }})", "{{ chu_tri }}"])
    stream = io.BytesIO()
    book.save(stream)

    filled = fill_workbook(stream.getvalue(), DATA)

    sheet = openpyxl.load_workbook(io.BytesIO(filled.content)).active
    assert sheet["B3"].value == "Lớp tập huấn"
    assert "FRM04" in {finding.id for finding in filled.findings}
