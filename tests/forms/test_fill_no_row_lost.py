"""No row and no sum is lost, and a total says what its cells add up to."""

import io
from typing import Any

import docx
import openpyxl
import pytest
from form_samples import MILLION
from openpyxl.worksheet.worksheet import Worksheet

from generator.forms.rows import DETAIL, GROUP, TASK, FormData, FormRow
from generator.forms.sheet import fill_workbook
from generator.forms.word import fill_word

OWN_MONEY = FormData(
    rows=(
        FormRow(GROUP, {"stt": "I", "noi_dung": "Tập huấn", "kinh_phi": 32 * MILLION}),
        FormRow(TASK, {"stt": "1", "noi_dung": "Lớp A", "chu_tri": "Sở A",
                       "kinh_phi": 20 * MILLION}),
        FormRow(TASK, {"stt": "2", "noi_dung": "Lớp B", "kinh_phi": 12 * MILLION}),
        FormRow(DETAIL, {"stt": "2.1", "noi_dung": "Thù lao", "kinh_phi": 12 * MILLION}),
        FormRow(GROUP, {"stt": "II", "noi_dung": "Dự phòng", "kinh_phi": 7 * MILLION}),
    ),
    totals={"kinh_phi": 39 * MILLION},
)  # fmt: skip
NAMES = ["Tập huấn", "Lớp A", "Lớp B", "Thù lao", "Dự phòng"]


def saved(rows: dict[str, Any], change: Any = None) -> bytes:
    book = openpyxl.Workbook()
    for place, value in rows.items():
        book.active[place] = value
    if change:
        change(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def opened(content: bytes, *, results: bool = False) -> Worksheet:
    return openpyxl.load_workbook(io.BytesIO(content), data_only=results).active


def columns(sheet: Worksheet, first: int, last: int, letters: str) -> list[list[Any]]:
    return [[sheet[f"{letter}{row}"].value for row in range(first, last + 1)] for letter in letters]


MARKED = {"A3": "TT", "B3": "ND", "C3": "KP (đồng)", "A4": "{{ stt }}", "B4": "{{noi_dung}}",
          "C4": "{{ kinh_phi }}", "B5": "Cộng", "C5": "=SUM(C4:C4)"}  # fmt: skip


def test_rows_of_a_level_without_marks_are_written_too() -> None:
    filled = fill_workbook(saved(MARKED), OWN_MONEY)

    sheet = opened(filled.content)
    names, sums = columns(sheet, 4, 8, "BC")
    assert names == NAMES
    assert sums == [None, 20 * MILLION, None, 12 * MILLION, 7 * MILLION]
    assert sheet["C9"].value == "=SUM(C4:C8)"
    assert opened(filled.content, results=True)["C9"].value == 39 * MILLION


def test_rows_of_a_level_without_marks_are_written_into_word_tables_too() -> None:
    document = docx.Document()
    table = document.add_table(3, 3)
    for row, texts in enumerate((("TT", "ND", "KP (đồng)"),
                                 ("{{ stt }}", "{{noi_dung}}", "{{ kinh_phi }}"),
                                 ("", "Cộng", ""))):  # fmt: skip
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    stream = io.BytesIO()
    document.save(stream)

    filled = fill_word(stream.getvalue(), OWN_MONEY)

    table = docx.Document(io.BytesIO(filled.content)).tables[0]
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert [row[1] for row in rows] == ["ND", *NAMES, "Cộng"]
    assert [rows[5][2], rows[6][2]] == ["7.000.000", "39.000.000"]
    assert table.cell(1, 1).paragraphs[0].runs[0].bold
    assert not table.cell(2, 1).paragraphs[0].runs[0].bold


def test_a_total_that_leaves_cells_out_is_told_and_says_what_it_adds() -> None:
    form = saved({"A1": "STT", "B1": "Nội dung", "C1": "Kinh phí (đồng)", "A2": "", "C2": None,
                  "B3": "Tổng cộng", "C3": "=SUM(C2:C2)-0"})  # fmt: skip

    filled = fill_workbook(form, OWN_MONEY)

    assert "FRM07" in [finding.id for finding in filled.findings]
    assert opened(filled.content, results=True)["C8"].value is None


HEADS = {"A1": "STT", "B1": "Nội dung", "C1": "Kinh phí (đồng)"}


@pytest.mark.parametrize("rows", [2, 6, 12])
def test_rows_that_the_file_does_not_hold_wait_above_the_total(rows: int) -> None:
    total = 2 + rows
    form = saved({**HEADS, f"B{total}": "Tổng cộng", f"C{total}": f"=SUM(C2:C{total - 1})"})

    filled = fill_workbook(form, OWN_MONEY)

    sheet = opened(filled.content)
    last = max(rows, len(NAMES)) + 1
    assert columns(sheet, 2, 6, "B") == [NAMES]
    assert sheet[f"C{last + 1}"].value == f"=SUM(C2:C{last})"
    assert opened(filled.content, results=True)[f"C{last + 1}"].value == 39 * MILLION
    assert "FRM07" not in [finding.id for finding in filled.findings]


def test_rows_below_a_list_without_a_total_are_not_part_of_it() -> None:
    form = saved({**HEADS, "B5": "Người lập biểu"})

    sheet = opened(fill_workbook(form, OWN_MONEY).content)

    assert columns(sheet, 2, 6, "B") == [NAMES]
    assert sheet["B10"].value == "Người lập biểu"


def test_a_formula_far_below_that_misses_filled_rows_is_told() -> None:
    form = saved({**HEADS, "B5": "Ghi chú", "B8": "Kiểm tra", "C8": "=SUM(C3:C4)"})

    filled = fill_workbook(form, OWN_MONEY, name="bieu.xlsx")

    found = [each for each in filled.findings if each.id == "FRM07"]
    assert [each.location.part for each in found] == ["Sheet!C13"]
