import io
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from generator.budget.consolidate.amounts import read_amount, read_number
from generator.budget.consolidate.build import Consolidated, consolidate, read_annexes
from generator.budget.consolidate.read import ReadAnnex, read_file
from generator.errors import InputError
from generator.model.money import DonViTinh
from generator.ooxml.workbook import open_workbook

HEADS = ("STT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Kinh phí", "Nguồn kinh phí")
CLEAN: tuple[tuple[Any, ...], ...] = (
    ("I", "Tập huấn", None, 180, None),
    (1, "Lớp tập huấn", "Sở Ngoại vụ", 120, "Ngân sách tỉnh"),
    ("1.1", "Thù lao", None, 20, None),
    ("1.2", "Hội trường", None, 100, None),
    (2, "Bồi dưỡng", "Báo tỉnh", 60, "Xã hội hóa"),
    ("II", "Quảng bá", None, 80.5, None),
    (1, "Phóng sự", "Báo tỉnh", 80.5, "Ngân sách tỉnh"),
    (2, "Trao đổi tin, bài", "Sở Ngoại vụ", "Lồng ghép", None),
    (None, "TỔNG CỘNG", None, 260.5, None),
)
NAME = "(Kèm theo Kế hoạch số 12/KH-UBND ngày 05/01/2027 của Ủy ban nhân dân xã Yên Bình)"


def read_annex(path: Path) -> ReadAnnex:
    (read,) = read_file(path)
    return read


def annex(path: Path, rows: tuple[tuple[Any, ...], ...] = CLEAN, **changes: Any) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "PL"
    sheet["A1"] = changes.pop("name", NAME)
    sheet["E2"] = changes.pop("unit", "Đơn vị tính: triệu đồng")
    for row, values in enumerate((HEADS, *rows), start=3):
        for column, value in enumerate(values, start=1):
            sheet.cell(row, column, value)
    for place, value in changes.items():
        sheet[place] = value
    book.save(path)
    return path


def found(path: Path) -> list[tuple[str, str]]:
    return [(each.id, each.location.part) for each in read_annex(path).findings]


def test_a_clean_annex_has_no_findings_and_adds_up(tmp_path: Path) -> None:
    read = read_annex(annex(tmp_path / "a.xlsx"))

    assert read.findings == ()
    assert read.total == read.stated == Decimal(260_500_000)
    assert read.locality == "Ủy ban nhân dân xã Yên Bình"
    assert [(line.group, line.text, line.dong) for line in read.lines][:3] == [
        ("Tập huấn", "Thù lao", 20_000_000),
        ("Tập huấn", "Hội trường", 100_000_000),
        ("Tập huấn", "Bồi dưỡng", 60_000_000),
    ]
    assert read.lines[-1].word == "Lồng ghép"
    assert read.lines[-1].dong is None


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"D12": 270.5}, [("GOP09", "PL!D12")]),
        ({"D12": 641}, [("GOP08", "PL!D12")]),
        ({"D5": 121, "D4": 180}, [("GOP07", "PL!D5")]),
        ({"D8": "60"}, [("GOP04", "PL!D8")]),
        ({"D8": "60 triệu đồng", "E2": "Đơn vị tính: nghìn đồng", "D12": 60_200.5, "D4": 60_120},
         [("GOP04", "PL!D8"), ("GOP06", "PL!D8")]),
        ({"D8": 60_000_000, "D12": 60_000_200.5, "D4": 60_000_120}, [("GOP06", "PL!D8")]),
        ({"D8": "khoảng 60", "D4": 120, "D12": 200.5}, [("GOP03", "PL!D8")]),
        ({"E2": None}, [("GOP02", "PL!D3")]),
    ],
    ids=["total is not the sum", "parents and children both counted", "parent is not its children",
         "number as text", "unit of its own", "sum in another unit", "unreadable sum", "no unit"],
)  # fmt: skip
def test_each_error_of_an_input_is_found(
    changes: dict[str, Any], expected: list[tuple[str, str]], tmp_path: Path
) -> None:
    assert found(annex(tmp_path / "a.xlsx", **changes)) == expected


def test_the_hint_about_a_missing_unit_names_the_right_option(tmp_path: Path) -> None:
    (finding,) = read_annex(annex(tmp_path / "a.xlsx", E2=None)).findings

    assert "--input-unit" in finding.hint_text("vi")
    assert "--input-unit" in finding.hint_text("en")


def test_sources_in_columns_must_add_up(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"] = "ĐVT: đồng"
    for area in ("A2:A3", "B2:B3", "C2:E2"):
        sheet.merge_cells(area)
    sheet["A2"], sheet["B2"], sheet["C2"] = "STT", "Nội dung", "Kinh phí"
    sheet["C3"], sheet["D3"], sheet["E3"] = "Tổng", "NS tỉnh", "NS xã"
    lines = (
        (1, "Hội nghị", 50_000_000, 30_000_000, 20_000_000),
        (2, "Ấn phẩm", 10_000_000, 4_000_000, 5_000_000),
    )
    for row, values in enumerate(lines, start=4):
        for column, value in enumerate(values, start=1):
            sheet.cell(row, column, value)
    book.save(path)

    read = read_annex(path)

    assert [(each.id, each.location.part) for each in read.findings] == [("GOP05", "Sheet!C5")]
    assert read.lines[0].sources == {"tinh": 30_000_000, "xa": 20_000_000}
    assert read.lines[1].sources == {"tinh": 4_000_000, "xa": 5_000_000, "": 1_000_000}


def test_word_annexes_are_read_as_well(tmp_path: Path) -> None:
    path = tmp_path / "xa.docx"
    document = docx.Document()
    document.add_paragraph(NAME)
    document.add_paragraph("Đơn vị tính: triệu đồng")
    table = document.add_table(1 + len(CLEAN), len(HEADS))
    for row, values in enumerate((HEADS, *CLEAN)):
        for column, value in enumerate(values):
            text = "" if value is None else str(value).replace(".", ",") if column == 3 else value
            table.cell(row, column).text = str(text)
    document.save(path)

    read = read_annex(path)

    assert read.findings == ()
    assert read.total == Decimal(260_500_000)
    assert read.locality == "Ủy ban nhân dân xã Yên Bình"


def test_a_file_without_an_annex_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    openpyxl.Workbook().save(path)

    with pytest.raises(InputError) as error:
        read_annex(path)

    assert [each.id for each in error.value.findings] == ["GOP01"]


@pytest.mark.parametrize(
    ("text", "number"),
    [("120.000.000", "120000000"), ("1.250,5", "1250.5"), ("0,5", "0.5"),
     ("120,000,000", "120000000"), ("1,250", "1.250"), ("12.50", None), ("1.2.3", None),
     ("", None), ("khoảng 5", None)],
)  # fmt: skip
def test_numbers_are_read_as_vietnamese_unless_there_is_no_doubt(
    text: str, number: str | None
) -> None:
    assert read_number(text) == (Decimal(number) if number else None)


def test_words_are_not_zero() -> None:
    for word in ("Lồng ghép", "Theo dự toán được giao", "-"):
        assert read_amount(word, DonViTinh.DONG).dong is None


def together(paths: list[Path], **options: Any) -> Consolidated:
    return consolidate(read_annexes(paths), **options)


def cells(content: bytes, sheet: str) -> dict[str, Any]:
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    return {cell.coordinate: cell.value for row in book[sheet].iter_rows() for cell in row
            if cell.value is not None}  # fmt: skip


def three(folder: Path) -> list[Path]:
    other = NAME.replace("xã Yên Bình", "phường Thục Phán")
    dong = tuple(
        (*row[:3], int(row[3] * 1_000_000) if isinstance(row[3], int | float) else row[3], row[4])
        for row in CLEAN
    )
    return [
        annex(folder / "1.xlsx"),
        annex(folder / "2.xlsx", dong, name=other, unit="Đơn vị tính: đồng"),
        annex(folder / "3.xlsx", name="Biểu tổng hợp", D12=1),
    ]


def test_inputs_of_different_units_become_one_table(tmp_path: Path) -> None:
    done = together(three(tmp_path))

    assert done.total == Decimal(3 * 260_500_000)
    summary = cells(done.content, "Tổng hợp")
    assert [summary[f"{column}5"] for column in "ABCD"] == [
        2, "Ủy ban nhân dân phường Thục Phán", 5, 260_500_000
    ]  # fmt: skip
    assert summary["D7"] == 781_500_000
    groups = cells(done.content, "Theo nhóm")
    assert (groups["B4"], groups["C4"], groups["B5"], groups["C5"]) == (
        "Tập huấn", 540_000_000, "Quảng bá", 241_500_000
    )  # fmt: skip


def test_each_input_s_errors_are_listed_by_file_and_cell(tmp_path: Path) -> None:
    done = together(three(tmp_path))

    errors = cells(done.content, "Lỗi")
    assert (Path(errors["B4"]).name, errors["C4"], errors["E4"]) == ("3.xlsx", "PL!D12", "GOP09")
    assert cells(done.content, "Tổng hợp")["M6"] == 1


def test_sums_are_formulas_over_the_lines(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(together(three(tmp_path)).content))

    assert book.sheetnames == ["Tổng hợp", "Theo nhóm", "Lỗi", "Chi tiết"]
    assert book["Tổng hợp"]["D5"].value == "=SUM('Chi tiết'!G9:G13)"
    assert book["Theo nhóm"]["C4"].value.startswith("=SUMIF('Chi tiết'!$C$4:$C$18,B4,")


def test_the_table_may_be_shown_in_millions(tmp_path: Path) -> None:
    done = together(three(tmp_path), unit=DonViTinh.TRIEU_DONG)

    assert cells(done.content, "Tổng hợp")["D7"] == 781.5


def test_originals_are_only_read(tmp_path: Path) -> None:
    paths = three(tmp_path)
    before = [(path.read_bytes(), path.stat().st_mtime_ns) for path in paths]

    together(paths)

    assert [(path.read_bytes(), path.stat().st_mtime_ns) for path in paths] == before


def test_a_broken_input_is_told_and_the_others_are_added(tmp_path: Path) -> None:
    paths = three(tmp_path)
    broken = tmp_path / "0.xlsx"
    broken.write_bytes(b"PK\x03\x04 not a workbook")

    done = together([broken, *paths])

    assert done.total == Decimal(781_500_000)
    assert done.findings[0].id == "OX02"
    assert done.findings[0].location.file.endswith("0.xlsx")


def test_several_workers_give_the_same_file(tmp_path: Path) -> None:
    paths = three(tmp_path) * 30

    with ThreadPoolExecutor(3) as pool:
        done = consolidate(read_annexes(paths, executor=pool, workers=3))

    assert done.content == together(paths).content
    assert open_workbook(done.content).sheet("Chi tiết") is not None
