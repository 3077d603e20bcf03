import io
import re
import shutil
import subprocess
import zipfile
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.budget.compute import Computed, compute
from generator.budget.layouts import Layout, load_layout
from generator.budget.sheets import build_sheets
from generator.catalogues.load import Catalogues, load_catalogues
from generator.diagnostics import errors_in
from generator.document.nodes import Sheet, SheetCell, SheetLook, SheetRow
from generator.model.budget import Budget
from generator.ooxml.cells import column_name
from generator.ooxml.workbook import Workbook, open_workbook
from generator.workspace import packaged_templates
from generator.writers.xlsx.write import write_workbook

DAY = date(2027, 1, 15)
LAYOUTS = ("a", "a2", "b", "c", "c2", "d", "e")


@lru_cache(maxsize=1)
def catalogues() -> Catalogues:
    return load_catalogues()


def layout(name: str, years: tuple[int, ...] = (2027,)) -> Layout:
    return load_layout(lambda file: (packaged_templates() / file, file), name, years)[0]


_amounts = st.one_of(
    st.integers(0, 9_999_999).map(lambda number: number * 1000),
    st.integers(0, 2 * 10**10).map(lambda number: number * 5),
    st.sampled_from(("lồng ghép", "theo dự toán được giao", "để mở")),
)
_sources = st.sampled_from(
    ([], ["Ngân sách tỉnh"], ["Xã hội hóa"], ["Ngân sách tỉnh, xã hội hóa"],
     [{"loai_nguon": "tinh", "ty_le": "60"}, {"loai_nguon": "xa"}])
)  # fmt: skip
_times = st.sampled_from(("Quý I", "Tháng 5 - 6", "Cả năm", "", "Quý II - Quý III", "Tháng 11"))


def _line(name: str, money: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({name: st.just("Việc"), "thoi_gian": _times, **money})


_own = st.one_of(
    _line("noi_dung", {"kinh_phi": _amounts, "nguon": _sources}),
    _line("noi_dung", {"so_luong": st.integers(1, 200), "so_lan": st.integers(1, 9),
                       "don_gia": st.integers(1, 5_000).map(lambda n: n * 1_000)}),
)  # fmt: skip
_parent = st.fixed_dictionaries(
    {"noi_dung": st.just("Việc"), "thoi_gian": _times,
     "chi_tiet": st.lists(_own, min_size=1, max_size=4)}
)  # fmt: skip
budgets = st.fixed_dictionaries(
    {
        "nam_ngan_sach": st.just(2027),
        "don_vi_tinh": st.sampled_from(("dong", "nghin_dong", "trieu_dong")),
        "nhom": st.lists(
            st.fixed_dictionaries(
                {"ten_nhom": st.just("Nhóm"),
                 "nhiem_vu": st.lists(_own | _parent, min_size=1, max_size=5)}
            ),
            min_size=1, max_size=4,
        ),
    }
).map(Budget.model_validate)  # fmt: skip


def found_cells(book: Workbook, sheet: str) -> dict[str, tuple[Any, str]]:
    info = book.sheet(sheet)
    assert info is not None
    return {
        f"{column_name(column)}{row}": (cell.value, cell.formula)
        for row, cells in book.grid(info).rows.items()
        for column, cell in cells.items()
    }


def computed_of(budget: Budget) -> Computed:
    computed = compute(budget, catalogues(), DAY)
    assert not errors_in(computed.findings)
    return computed


def annex(budget: Budget, name: str = "a") -> bytes:
    return write_workbook(build_sheets(computed_of(budget), layout(name), ("PHỤ LỤC",)))


def collected(count: int) -> list[Budget]:
    """Return the same random budgets on every run."""
    found: list[Budget] = []

    @given(budgets)
    @settings(max_examples=count, database=None, derandomize=True, deadline=None,
              suppress_health_check=list(HealthCheck))  # fmt: skip
    def collect(budget: Budget) -> None:
        found.append(budget)

    collect()
    return found


def recalculated(files: dict[str, bytes], folder: Path) -> dict[str, Workbook]:
    """Return workbooks after LibreOffice has calculated them, all in one call."""
    for name, content in files.items():
        # Without results LibreOffice has to calculate; with them it may believe them.
        (folder / name).write_bytes(without_results(content))
    out = folder / "out"
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to",
         "xlsx:Calc MS Excel 2007 XML", "--outdir", str(out),
         *(str(folder / name) for name in files)],
        check=True, capture_output=True, timeout=580,
    )  # fmt: skip
    return {name: open_workbook(out / name) for name in files}


def without_results(content: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                data = re.sub(rb"</f><v>[^<]*</v>", b"</f>", data)
            new.writestr(name, data)
    return stream.getvalue()


@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_calculates_every_formula_to_the_result_in_the_file(tmp_path: Path) -> None:
    random = collected(40)
    files = {
        f"{number}-{LAYOUTS[number % 4]}.xlsx": annex(budget, LAYOUTS[number % 4])
        for number, budget in enumerate(random)
    }

    books = recalculated(files, tmp_path)

    compared = 0
    for name, content in files.items():
        ours = open_workbook(content)
        for sheet in ours.sheets:
            theirs = found_cells(books[name], sheet.name)
            for place, (value, formula) in found_cells(ours, sheet.name).items():
                if formula:
                    compared += 1
                    assert theirs[place][0] == value, (name, sheet.name, place, formula)
    assert compared > 500


def test_a_changed_amount_changes_group_total_source_and_quarter() -> None:
    task = {"noi_dung": "Hội nghị", "kinh_phi": 120_000_000, "thoi_gian": "Quý II",
            "nguon": "Ngân sách tỉnh"}  # fmt: skip
    budget = Budget.model_validate(
        {"nam_ngan_sach": 2027, "nhom": [{"ten_nhom": "Tập huấn", "nhiem_vu": [task]}]}
    )

    book = open_workbook(annex(budget))

    cells, summary, data = (found_cells(book, name) for name in ("Phụ lục", "Tổng hợp", "Số liệu"))
    assert (cells["G4"][1], cells["G6"][1]) == ("SUM(G5)", "SUM(G4)")
    assert data["B2"] == (120, "'Phụ lục'!G5")
    assert data["E2"] == (120, "'Phụ lục'!G5")
    assert "SUMIF('Số liệu'!$D$2:$D$2,B" in summary["C8"][1]


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_layout_is_a_sound_workbook(name: str, tmp_path: Path) -> None:
    from openxml_audit import OpenXmlValidator

    budget = collected(12)[-1]
    path = tmp_path / "a.xlsx"
    path.write_bytes(annex(budget, name))

    result = OpenXmlValidator().validate(path)

    assert [str(error) for error in result.errors] == []


def test_pages_lie_fit_their_width_and_repeat_the_head() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(annex(collected(3)[-1], "a2")))["Phụ lục"]

    page = sheet.page_setup
    assert (page.paperSize, page.orientation) == (9, "landscape")
    assert (page.fitToWidth or 1, page.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("A5", "$3:$4")


def test_the_same_budget_gives_the_same_bytes() -> None:
    budget = collected(5)[-1]

    assert annex(budget) == annex(budget)


DANGEROUS = (
    "=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", '=HYPERLINK("http://x")', "{=1+1}", "'012",
    "012", "http://example.org", "mailto:a@example.org", "internal:A!A1", "_x000D_",
)  # fmt: skip


def dangerous_sheet() -> bytes:
    rows = tuple(SheetRow((SheetCell(text),), SheetLook.TASK) for text in DANGEROUS)
    return write_workbook([Sheet("A", (30,), rows)])


def test_texts_that_look_like_formulas_are_texts() -> None:
    cells = found_cells(open_workbook(dangerous_sheet()), "A")

    assert [cells[f"A{number}"] for number in range(1, len(DANGEROUS) + 1)] == [
        (text, "") for text in DANGEROUS
    ]


@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_shows_them_as_texts_too(tmp_path: Path) -> None:
    book = recalculated({"a.xlsx": dangerous_sheet()}, tmp_path)["a.xlsx"]

    cells = found_cells(book, "A")
    shown = [cells[f"A{number}"] for number in range(1, len(DANGEROUS) + 1)]
    assert [formula for _, formula in shown] == [""] * len(DANGEROUS)
    assert [str(text).strip() for text, _ in shown] == [text.strip() for text in DANGEROUS]


def test_what_excel_would_read_otherwise_stays_a_text_when_it_is_edited() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(dangerous_sheet())).active

    quoted = [bool(cell.quotePrefix) for (cell,) in sheet.iter_rows()]
    assert quoted == [text[0] in "=+-@\t\r'" for text in DANGEROUS]
    assert {cell.number_format for (cell,) in sheet.iter_rows()} == {"@"}
    assert not any(cell.hyperlink for (cell,) in sheet.iter_rows())


def test_characters_without_a_place_in_xml_are_left_out() -> None:
    cells = (SheetCell("a\x0bb\ud800c"), SheetCell("d\x0be", formula='"d"&"e"'))
    content = write_workbook([Sheet("A", (9, 9), (SheetRow(cells, SheetLook.TASK),))])

    assert found_cells(open_workbook(content), "A") == {"A1": ("abc", ""), "B1": ("de", '"d"&"e"')}


def test_numbers_are_exact_or_texts() -> None:
    values = (10**15 - 1, 10**15, Decimal("123456789.123456"), Decimal("-1234567890123456.5"))
    row = SheetRow(tuple(map(SheetCell, values)), SheetLook.TASK)

    cells = found_cells(open_workbook(write_workbook([Sheet("A", (9,) * 4, (row,))])), "A")

    assert [value for value, _ in cells.values()] == [
        10**15 - 1, "1.000.000.000.000.000", Decimal("123456789.123456"),
        "-1.234.567.890.123.456,5",
    ]  # fmt: skip


def test_the_first_sheet_that_is_shown_is_the_open_one() -> None:
    rows = (SheetRow((SheetCell(1),)),)
    content = write_workbook([Sheet("A", (9,), rows, hidden=True), Sheet("B", (9,), rows)])

    assert openpyxl.load_workbook(io.BytesIO(content)).active.title == "B"


def test_charts_cover_eight_columns_and_sixteen_rows_whatever_their_sizes() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(annex(collected(12)[-1])))["Tổng hợp"]

    corners = [(chart.anchor._from, chart.anchor.to) for chart in sheet._charts]
    assert [(to.col - top.col, to.row - top.row) for top, to in corners] == [(8, 16)] * 3
    assert {each for pair in corners for end in pair for each in (end.colOff, end.rowOff)} == {0}


def test_sums_are_formatted_also_where_an_empty_cell_came_first() -> None:
    cells = (SheetCell(), SheetCell(4_280_500_000))
    content = write_workbook([Sheet("A", (9, 9), (SheetRow(cells, SheetLook.TOTAL),))])

    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet["B1"].number_format == "[$-42A]#,##0"
