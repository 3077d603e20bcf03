"""No table, row, sum or source of an input is lost without being told."""

import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from generator.budget.compute import Computed, compute
from generator.budget.consolidate.amounts import SEVERAL
from generator.budget.consolidate.build import consolidate, read_annexes
from generator.budget.consolidate.read import ReadAnnex, read_file
from generator.budget.layouts import load_layout
from generator.budget.sheets import build_sheets
from generator.catalogues.load import load_catalogues
from generator.model.budget import Budget
from generator.workspace import packaged_templates
from generator.writers.xlsx.write import write_workbook

MILLION = 1_000_000
HEADS = ("TT", "Nội dung", "Cơ quan chủ trì", "Kinh phí (triệu đồng)", "Nguồn")
ROWS: tuple[tuple[Any, ...], ...] = (
    ("I", "Tập huấn", None, 30, None),
    (1, "Lớp A", "Phòng VHXH", 10, "NS xã"),
    (2, "Lớp B", "Phòng VHXH", 20, "Ngân sách tỉnh"),
    (None, "Tổng cộng", None, 30, None),
)
OTHER: tuple[tuple[Any, ...], ...] = ((1, "Hội nghị", None, 7, "NS xã"), (None, "Cộng", None, 7))


def workbook(path: Path, *sheets: tuple[tuple[Any, ...], ...], **changes: Any) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets, start=1):
        sheet = book.create_sheet(f"Trang {number}")
        for row in rows:
            sheet.append(list(row))
    for place, value in changes.items():
        book.worksheets[0][place] = value
    book.save(path)
    return path


def found(annexes: tuple[ReadAnnex, ...]) -> list[tuple[str, str]]:
    return [(each.id, each.location.part) for annex in annexes for each in annex.findings]


def total(annexes: tuple[ReadAnnex, ...]) -> Decimal:
    return sum((annex.total for annex in annexes), Decimal(0))


def test_every_sheet_with_a_budget_is_read(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", (("UBND XÃ MỘT",), HEADS, *ROWS),
                    (("Hướng dẫn",),), (("UBND XÃ HAI",), HEADS, *OTHER))  # fmt: skip

    annexes = read_file(path)

    assert [annex.locality for annex in annexes] == ["UBND XÃ MỘT", "UBND XÃ HAI"]
    assert (total(annexes), found(annexes)) == (37 * MILLION, [])


def test_every_table_of_a_word_file_is_read(tmp_path: Path) -> None:
    document = docx.Document()
    for name, rows in (("UBND XÃ MỘT", ROWS), ("UBND XÃ HAI", OTHER)):
        document.add_paragraph(name)
        table = document.add_table(0, len(HEADS))
        for values in (HEADS, *rows):
            for cell, value in zip(table.add_row().cells, values, strict=False):
                cell.text = str(value or "")
    document.save(str(tmp_path / "a.docx"))

    annexes = read_file(tmp_path / "a.docx")

    assert [annex.locality for annex in annexes] == ["UBND XÃ MỘT", "UBND XÃ HAI"]
    assert (total(annexes), found(annexes)) == (37 * MILLION, [])


def test_tables_one_below_the_other_are_read(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", (("UBND XÃ MỘT",), HEADS, *ROWS, (), ("UBND XÃ HAI",),
                                          HEADS, *OTHER))  # fmt: skip

    annexes = read_file(path)

    assert [annex.locality for annex in annexes] == ["UBND XÃ MỘT", "UBND XÃ HAI"]
    assert (total(annexes), found(annexes)) == (37 * MILLION, [])


def test_a_head_repeated_on_the_next_page_is_no_new_table(tmp_path: Path) -> None:
    annexes = read_file(workbook(tmp_path / "a.xlsx", (HEADS, *ROWS[:2], HEADS, *ROWS[2:])))

    assert len(annexes) == 1
    assert (total(annexes), found(annexes)) == (30 * MILLION, [])


def test_a_sheet_that_sums_up_the_others_is_not_added_to_them(tmp_path: Path) -> None:
    summary = (HEADS, (1, "Tập huấn", None, 30, None), (2, "Hội nghị", None, 7, None))
    path = workbook(tmp_path / "a.xlsx", summary, (HEADS, *ROWS), (HEADS, *OTHER))

    annexes = read_file(path)

    assert total(annexes) == 37 * MILLION
    assert found(annexes) == [("GOP13", "Trang 1!A1")]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<is><t>Nội dung</t></is>", "<is><t>Nội dung</t></is>"),
        ("<is><t>Nội dung</t></is>", "<is><r><t>Nội </t></r><r><t>dung</t></r></is>"),
        ("<is><t>Nội dung</t></is>", "<is><t><![CDATA[Nội dung]]></t></is>"),
        ("<is><t>Nội dung</t></is>", "<is><t>N&#7897;i dung</t></is>"),
        ('t="inlineStr"><is><t>Nội dung</t></is>', 't="str"><f>A1</f><v>Nội dung</v>'),
    ],
    ids=["inline", "runs", "section", "entity", "formula"],
)
def test_a_table_is_found_however_its_head_is_stored(
    before: str, after: str, tmp_path: Path
) -> None:
    text = "".join(f'<c t="inlineStr"><is><t>{head}</t></is></c>' for head in HEADS)
    line = '<c><v>1</v></c><c t="inlineStr"><is><t>Lớp</t></is></c><c/><c><v>5</v></c>'
    path = workbook(tmp_path / "a.xlsx", (HEADS, *ROWS), ())
    part = f'<row r="1">{text}</row><row r="2">{line}</row>'.replace(before, after)
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    empty = parts["xl/worksheets/sheet2.xml"].decode()
    second = empty.replace("<sheetData></sheetData>", f"<sheetData>{part}</sheetData>")
    assert second != empty
    parts["xl/worksheets/sheet2.xml"] = second.encode()
    with zipfile.ZipFile(path, "w") as new:
        for name, data in parts.items():
            new.writestr(name, data)

    assert total(read_file(path)) == 35 * MILLION


def test_two_bodies_may_ask_for_the_same(tmp_path: Path) -> None:
    one, other = (("UBND XÃ MỘT",), HEADS, *ROWS), (("UBND XÃ HAI",), HEADS, *ROWS)

    read = read_file(workbook(tmp_path / "a.xlsx", one, other))
    twice = read_file(workbook(tmp_path / "b.xlsx", one, one))

    assert (total(read), found(read)) == (60 * MILLION, [])
    assert (total(twice), found(twice)) == (30 * MILLION, [("GOP13", "Trang 1!A2")])


def test_rows_after_the_total_of_a_group_are_read(tmp_path: Path) -> None:
    rows = (*ROWS[:3], (None, "Cộng I", None, 30), ("II", "Quảng bá", None, 7, None),
            (1, "Phóng sự", None, 7, "NS xã"), (None, "Cộng II", None, 7),
            (None, "Tổng cộng", None, 37))  # fmt: skip
    annexes = read_file(workbook(tmp_path / "a.xlsx", (HEADS, *rows)))
    wrong = read_file(workbook(tmp_path / "b.xlsx", (HEADS, *rows), D5=31))

    assert (total(annexes), found(annexes)) == (37 * MILLION, [])
    assert found(wrong) == [("GOP09", "Trang 1!D5")]


def test_what_stands_below_the_total_is_a_part_of_it_or_told(tmp_path: Path) -> None:
    parts = ((None, "Trong đó: Ngân sách tỉnh", None, 20), ("-", "Ngân sách xã", None, 10))
    more = (None, "Chi phí khác", None, 5)
    path = workbook(tmp_path / "a.xlsx", (HEADS, *ROWS, *parts, more, (None, "Người lập biểu")))

    annexes = read_file(path)

    assert (total(annexes), found(annexes)) == (30 * MILLION, [("GOP14", "Trang 1!D8")])


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"D3": "=5+5"}, "GOP10"),
        ({"D3": "#REF!"}, "GOP11"),
        ({"D3": -10}, "GOP12"),
    ],
    ids=["formula without a result", "error", "negative"],
)
def test_sums_that_are_none_are_told(
    changes: dict[str, Any], expected: str, tmp_path: Path
) -> None:
    annexes = read_file(workbook(tmp_path / "a.xlsx", (HEADS, *ROWS), **changes))

    assert (expected, "Trang 1!D3") in found(annexes)


def test_a_total_without_a_result_is_told(tmp_path: Path) -> None:
    annexes = read_file(workbook(tmp_path / "a.xlsx", (HEADS, *ROWS), D5="=SUM(D3:D4)"))

    assert found(annexes) == [("GOP10", "Trang 1!D5")]


def test_two_columns_of_money_that_say_the_same_are_told(tmp_path: Path) -> None:
    heads = ("TT", "Nội dung", "Cơ quan chủ trì", "Kinh phí (đồng)", "Kinh phí (đồng)", "Nguồn")

    annexes = read_file(workbook(tmp_path / "a.xlsx", (heads, (1, "A", "Sở A", 5, 5, "NS xã"))))

    assert found(annexes) == [("GOP15", "Trang 1!D1"), ("GOP15", "Trang 1!E1")]


def sources(annexes: tuple[ReadAnnex, ...]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for annex in annexes:
        for line in annex.lines:
            for kind, amount in line.sources.items():
                sums[kind] = sums.get(kind, 0) + int(amount)
    return sums


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Ngân sách thành phố", "tinh"), ("ngân sách tỉnh", "tinh"), ("NSNN cấp tỉnh", "tinh"),
        ("Ngân sách tỉnh năm 2027", "tinh"), ("ngân sách phường", "xa"),
        ("Ngân sách đặc khu", "xa"), ("ngân sách cấp xã", "xa"), ("NGÂN SÁCH XÃ", "xa"),
        ("Quỹ khuyến học", "khac"), ("Ngân sách tỉnh; xã hội hóa", SEVERAL),
    ],
)  # fmt: skip
def test_names_of_sources(name: str, kind: str, tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", (HEADS, (1, "Lớp", None, 12, name)))

    assert sources(read_file(path)) == {kind: 12 * MILLION}


def test_parts_of_a_line_go_to_their_sources(tmp_path: Path) -> None:
    line = (1, "Lớp", None, 120, "Ngân sách tỉnh: 90; Xã hội hóa: 30")
    wrong = (1, "Lớp", None, 130, "Ngân sách tỉnh: 90; Xã hội hóa: 30")

    read = read_file(workbook(tmp_path / "a.xlsx", (HEADS, line)))
    bad = read_file(workbook(tmp_path / "b.xlsx", (HEADS, wrong)))

    assert (sources(read), found(read)) == ({"tinh": 90 * MILLION, "xa_hoi_hoa": 30 * MILLION}, [])
    assert found(bad) == [("GOP05", "Trang 1!D2")]
    assert sources(bad)[""] == 10 * MILLION


def test_rows_take_the_source_of_the_row_above_them(tmp_path: Path) -> None:
    rows = (
        ("I", "Nhóm", None, 30, "Ngân sách tỉnh"),
        (1, "Lớp", None, 30, None),
        ("1.1", "Thù lao", None, 20, None),
        ("1.2", "Hội trường", None, 10, "NS xã"),
    )

    assert sources(read_file(workbook(tmp_path / "a.xlsx", (HEADS, *rows)))) == {
        "tinh": 20 * MILLION, "xa": 10 * MILLION
    }  # fmt: skip


BUDGET: dict[str, Any] = {
    "nam_ngan_sach": 2027,
    "don_vi_tinh": "trieu_dong",
    "nhom": [
        {"ten_nhom": "Tập huấn", "nhiem_vu": [
            {"noi_dung": "Lớp A", "nguon": "Ngân sách tỉnh", "chi_tiet": [
                {"noi_dung": "Thù lao", "kinh_phi": 20_500_000},
                {"noi_dung": "Hội trường", "kinh_phi": 9_500_000}]},
            {"noi_dung": "Lớp B", "chi_tiet": [
                {"noi_dung": "Thù lao", "kinh_phi": 70 * MILLION},
                {"noi_dung": "Hội trường", "kinh_phi": 50 * MILLION}],
             "nguon": [{"ten_nguon": "Ngân sách tỉnh", "so_tien": 90_500_000}, "Xã hội hóa"]},
            {"noi_dung": "Lớp C", "kinh_phi": 5 * MILLION, "nguon": "Ngân sách phường"}]},
        {"ten_nhom": "Dự phòng", "kinh_phi": 7 * MILLION, "nguon": "Ngân sách xã"},
        {"ten_nhom": "Quảng bá", "nhiem_vu": [
            {"noi_dung": "Phóng sự", "kinh_phi": 11 * MILLION},
            {"noi_dung": "Trao đổi tin", "kinh_phi": "lồng ghép"}]},
    ],
}  # fmt: skip


def built(folder: Path, layout_name: str) -> tuple[Computed, Path]:
    given = {**BUDGET, **({"nam_ket_thuc": 2027} if layout_name == "d" else {})}
    computed = compute(Budget.model_validate(given), load_catalogues(), date(2027, 1, 15))
    layout, _ = load_layout(lambda file: (packaged_templates() / file, file), layout_name)
    path = folder / f"{layout_name}.xlsx"
    path.write_bytes(write_workbook(build_sheets(computed, layout, ("PHỤ LỤC",))))
    return computed, path


# What the columns of sources of each layout show; the others show no source.
SHOWN = {"a": {}, "a2": {"xa_hoi_hoa": "khac", "ctmtqg": "trung_uong"}, "d": {}}


@pytest.mark.parametrize("name", ["a", "a2", "b", "c", "c2", "d", "e", "f"])
def test_our_own_layouts_keep_total_and_sources(name: str, tmp_path: Path) -> None:
    computed, path = built(tmp_path, name)

    annexes = read_file(path)

    assert found(annexes) == []
    if name in ("b", "e", "f"):
        assert total(annexes) == 0
        return
    assert total(annexes) == computed.total
    expected: dict[str, int] = {}
    for kind, amount in computed.by_source.items():
        shown = SHOWN[name].get(kind.value, kind.value) if name in SHOWN else ""
        expected[shown] = expected.get(shown, 0) + amount
    expected[""] = expected.get("", 0) + computed.unsourced
    assert sources(annexes) == expected


def test_all_tables_of_all_files_are_added(tmp_path: Path) -> None:
    workbook(tmp_path / "a.xlsx", (HEADS, *ROWS), (HEADS, *OTHER))
    workbook(tmp_path / "b.xlsx", (HEADS, *ROWS))

    done = consolidate(read_annexes(sorted(tmp_path.glob("*.xlsx"))))

    assert done.total == 67 * MILLION
    assert [place.total for place in done.places] == [30 * MILLION, 7 * MILLION, 30 * MILLION]
