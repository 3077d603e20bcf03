"""No row and no sum is lost, and a total says what its cells add up to."""

import io
from datetime import date
from typing import Any

import docx
import openpyxl
import pytest
from form_samples import MILLION
from openpyxl.worksheet.worksheet import Worksheet

from generator.budget.compute import GROUP, ITEM, TASK, compute
from generator.budget.forms.data import FormData, FormRow, form_data
from generator.budget.forms.sheet import fill_workbook
from generator.budget.forms.word import fill_word
from generator.catalogues.load import load_catalogues
from generator.model.budget import Budget

OWN_MONEY = FormData(
    rows=(
        FormRow(GROUP, {"stt": "I", "noi_dung": "Tập huấn", "kinh_phi": 32 * MILLION}),
        FormRow(TASK, {"stt": "1", "noi_dung": "Lớp A", "chu_tri": "Sở A",
                       "kinh_phi": 20 * MILLION}),
        FormRow(TASK, {"stt": "2", "noi_dung": "Lớp B", "kinh_phi": 12 * MILLION}),
        FormRow(ITEM, {"stt": "2.1", "noi_dung": "Thù lao", "kinh_phi": 12 * MILLION}),
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


def ids(findings: Any) -> list[str]:
    return [finding.id for finding in findings]


TIMES = FormData(
    rows=(
        FormRow(TASK, {"stt": "1", "noi_dung": "Lớp tập huấn", "don_vi": "lớp", "so_luong": 2,
                       "so_lan": "4 buổi", "don_gia": 3 * MILLION, "kinh_phi": 24 * MILLION,
                       "so_luong_ca_lan": 8, "don_vi_ca_lan": "lớp × buổi"}),
        FormRow(TASK, {"stt": "2", "noi_dung": "Tài liệu", "don_vi": "bộ", "so_luong": 50,
                       "don_gia": 20_000, "kinh_phi": MILLION}),
    ),
    totals={"kinh_phi": 25 * MILLION},
)  # fmt: skip
QUANTITIES = {"A1": "STT", "B1": "Nội dung chi", "C1": "ĐVT", "D1": "Số lượng",
              "E1": "Đơn giá (đồng)", "F1": "Thành tiền (đồng)"}  # fmt: skip


def test_the_number_of_times_is_kept_in_a_form_without_a_column_for_it() -> None:
    filled = fill_workbook(saved({**QUANTITIES, "F2": "=D2*E2"}), TIMES, name="bieu.xlsx")

    sheet = opened(filled.content)
    assert columns(sheet, 2, 3, "CD") == [["lớp × buổi", "bộ"], [8, 50]]
    assert sheet["F2"].value == "=D2*E2"
    told = next(each for each in filled.findings if each.id == "FRM14")
    assert "Lớp tập huấn" in told.message_text("vi")


def test_a_form_with_a_column_of_times_keeps_both() -> None:
    filled = fill_workbook(saved({**QUANTITIES, "G1": "Số lần"}), TIMES)

    assert columns(opened(filled.content), 2, 2, "CDG") == [["lớp"], [2], ["4 buổi"]]
    assert "FRM14" not in ids(filled.findings)


def test_marks_of_quantity_and_price_keep_the_number_of_times() -> None:
    form = saved({"A3": "ND", "B3": "Giá (đồng)", "A4": "{{ noi_dung }}: {{ so_luong }}",
                  "B4": "{{ don_gia }}"})  # fmt: skip

    filled = fill_workbook(form, TIMES)

    assert opened(filled.content)["A4"].value == "Lớp tập huấn: 8"
    assert "FRM14" in ids(filled.findings)


SOURCES = FormData(
    rows=(
        FormRow(GROUP, {"stt": "I", "noi_dung": "Tập huấn", "kinh_phi": 39 * MILLION,
                        "nguon.tinh": 33 * MILLION, "nguon.xa_hoi_hoa": 6 * MILLION}),
        FormRow(TASK, {"stt": "1", "noi_dung": "Lớp A", "kinh_phi": 39 * MILLION,
                       "nguon.tinh": 33 * MILLION, "nguon.xa_hoi_hoa": 6 * MILLION}),
    ),
    totals={"kinh_phi": 39 * MILLION, "nguon.tinh": 33 * MILLION, "nguon.xa_hoi_hoa": 6 * MILLION},
)  # fmt: skip


def test_money_of_a_source_without_a_column_is_told_and_groups_show_all_sums_or_none() -> None:
    form = saved({**HEADS, "D1": "Ngân sách tỉnh (đồng)", "B6": "Tổng cộng", "C6": "=SUM(C2:C5)"})

    filled = fill_workbook(form, SOURCES, name="bieu.xlsx")

    told = next(each for each in filled.findings if each.id == "FRM15")
    assert told.message_text("vi") == "không có cột cho: Xã hội hóa (6.000.000 đồng)"
    sheet = opened(filled.content)
    assert columns(sheet, 2, 3, "CD") == [[None, 39 * MILLION], [None, 33 * MILLION]]
    assert sheet["D6"].value == 33 * MILLION


def test_no_source_is_missed_where_no_column_is_of_a_source_or_all_have_one() -> None:
    with_all = {**HEADS, "D1": "Ngân sách tỉnh (đồng)", "E1": "Xã hội hóa (đồng)"}

    for form in (HEADS, with_all):
        assert "FRM15" not in ids(fill_workbook(saved(form), SOURCES).findings)


def test_a_field_that_shares_a_cell_with_another_mark_has_its_place() -> None:
    shared = fill_workbook(saved({**MARKED, "B4": "{{noi_dung}} - {{ chu_tri }}"}), OWN_MONEY)
    alone = fill_workbook(saved(MARKED), OWN_MONEY)

    assert "FRM05" not in ids(shared.findings)
    assert "FRM05" in ids(alone.findings)


def test_tables_that_are_not_filled_are_named() -> None:
    def another(book: openpyxl.Workbook) -> None:
        sheet = book.create_sheet("Biểu 2")
        for place, value in HEADS.items():
            sheet[place] = value

    filled = fill_workbook(saved(HEADS, another), OWN_MONEY, name="bieu.xlsx")

    told = next(each for each in filled.findings if each.id == "FRM13")
    assert told.message_text("vi") == "chỉ điền bảng ở 'Sheet'; chưa điền: 'Biểu 2'"


def test_a_second_table_on_the_same_sheet_is_named() -> None:
    second = {f"{place[0]}10": value for place, value in HEADS.items()}
    form = saved({**HEADS, "B4": "Tổng cộng", **second, "B13": "Tổng cộng"})

    filled = fill_workbook(form, OWN_MONEY, name="bieu.xlsx")

    told = next(each for each in filled.findings if each.id == "FRM13")
    assert told.message_text("vi") == "chỉ điền bảng ở 'Sheet'; chưa điền: 'Sheet!A10'"


def budget(tasks: list[dict[str, Any]]) -> FormData:
    typed = {"nam_ngan_sach": 2027, "nhom": [{"ten_nhom": "Tập huấn", "nhiem_vu": tasks}]}
    return form_data(compute(Budget.model_validate(typed), load_catalogues(), date(2027, 1, 15)))


PARTS = [{"noi_dung": "Thù lao", "kinh_phi": 20 * MILLION},
         {"noi_dung": "Hội trường", "kinh_phi": 10 * MILLION}]  # fmt: skip
SPLIT = {**HEADS, "D1": "Ngân sách tỉnh (đồng)", "E1": "Xã hội hóa (đồng)", "B6": "Tổng cộng",
         "C6": "=SUM(C2:C5)", "D6": "=SUM(D2:D5)", "E6": "=SUM(E2:E5)"}  # fmt: skip


def test_a_part_takes_the_one_source_of_its_task() -> None:
    data = budget([{"noi_dung": "Lớp A", "nguon": "Ngân sách tỉnh", "chi_tiet": PARTS}])

    filled = fill_workbook(saved(SPLIT), data)

    sheet = opened(filled.content)
    assert columns(sheet, 2, 5, "CD") == [[None, None, 20 * MILLION, 10 * MILLION]] * 2
    assert opened(filled.content, results=True)["D6"].value == 30 * MILLION


def test_sources_that_only_the_task_divides_stay_with_the_task() -> None:
    sources = [{"ten_nguon": "Ngân sách tỉnh", "so_tien": 18 * MILLION}, "Xã hội hóa"]
    data = budget([{"noi_dung": "Lớp A", "nguon": sources, "chi_tiet": PARTS}])

    filled = fill_workbook(saved(SPLIT), data)

    sheet = opened(filled.content)
    assert columns(sheet, 2, 5, "CDE") == [
        [None, None, 20 * MILLION, 10 * MILLION],
        [None, 18 * MILLION, None, None],
        [None, 12 * MILLION, None, None],
    ]
    assert [opened(filled.content, results=True)[f"{column}6"].value for column in "CDE"] == [
        30 * MILLION, 18 * MILLION, 12 * MILLION
    ]  # fmt: skip


def test_quantity_and_unit_with_their_times_come_from_the_budget() -> None:
    task = {"noi_dung": "Lớp", "so_luong": 2, "don_vi_so_luong": "lớp", "so_lan": 4,
            "don_vi_so_lan": "buổi", "don_gia": 3 * MILLION}  # fmt: skip

    filled = fill_workbook(saved(QUANTITIES), budget([task]))

    row = columns(opened(filled.content), 3, 3, "CDEF")
    assert row == [["lớp × buổi"], [8], [3 * MILLION], [24 * MILLION]]
