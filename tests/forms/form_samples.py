"""Forms as a ministry or a finance office might make them, each with something of its own."""

import io
import zipfile
from collections.abc import Callable

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import DataBarRule, FormulaRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from generator.budget.compute import GROUP, ITEM, TASK
from generator.budget.forms.data import FormData, FormRow

MILLION = 1_000_000
DATA = FormData(
    rows=(
        FormRow(GROUP, {"stt": "I", "noi_dung": "Tập huấn, bồi dưỡng", "kinh_phi": 181 * MILLION,
                        "nguon.tinh": 181 * MILLION}),
        FormRow(TASK, {"stt": "1", "noi_dung": "Lớp tập huấn", "chu_tri": "Sở Ngoại vụ",
                       "phoi_hop": "Công an tỉnh", "thoi_gian": "Quý II", "san_pham": "02 lớp",
                       "kinh_phi": 121 * MILLION, "nguon": "Ngân sách tỉnh", "ghi_chu": "",
                       "nguon.tinh": 121 * MILLION}),
        FormRow(ITEM, {"stt": "1.1", "noi_dung": "Thù lao giảng viên", "so_luong": 4,
                         "so_lan": 1, "don_gia": 4 * MILLION, "kinh_phi": 16 * MILLION,
                         "nguon.tinh": 16 * MILLION}),
        FormRow(ITEM, {"stt": "1.2", "noi_dung": "Hội trường & thiết bị <âm thanh>",
                         "kinh_phi": 105 * MILLION, "nguon.tinh": 105 * MILLION}),
        FormRow(TASK, {"stt": "2", "noi_dung": "=Bồi dưỡng", "chu_tri": "Báo và Đài tỉnh",
                       "thoi_gian": "Quý III", "san_pham": "01 lớp", "kinh_phi": 60 * MILLION,
                       "nguon": "Ngân sách tỉnh", "nguon.tinh": 60 * MILLION}),
        FormRow(GROUP, {"stt": "II", "noi_dung": "Quảng bá", "kinh_phi": 80_500_000,
                        "nguon.xa_hoi_hoa": 80_500_000}),
        FormRow(TASK, {"stt": "1", "noi_dung": "Phóng sự", "chu_tri": "Báo và Đài tỉnh",
                       "thoi_gian": "Cả năm", "kinh_phi": 80_500_000, "nguon": "Xã hội hóa",
                       "nguon.xa_hoi_hoa": 80_500_000}),
        FormRow(TASK, {"stt": "2", "noi_dung": "Trao đổi tin, bài", "chu_tri": "Sở Ngoại vụ",
                       "thoi_gian": "Cả năm", "kinh_phi": "Lồng ghép"}),
    ),
    totals={"kinh_phi": 261_500_000, "nguon.tinh": 181 * MILLION, "nguon.xa_hoi_hoa": 80_500_000},
    words={"nam": "2027", "bang_chu": "Hai trăm sáu mươi mốt triệu", "tong_cong": "261.500.000"},
)  # fmt: skip

THIN = Side(style="thin")
BORDER = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)


def _saved(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _style_row(sheet: Worksheet, row: int, columns: int, *, bold: bool = False) -> None:
    for column in range(1, columns + 1):
        cell = sheet.cell(row, column)
        cell.border = BORDER
        cell.font = Font("Times New Roman", 12, bold=bold)
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def _body(sheet: Worksheet, first: int, count: int, columns: int) -> None:
    for row in range(first, first + count):
        _style_row(sheet, row, columns)


def plain() -> bytes:
    """One head row, title rows above, three rows to fill, a total with a formula, notes below."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Biểu 01"
    sheet["A1"] = "SỞ TÀI CHÍNH"
    sheet["A2"] = "DỰ TOÁN KINH PHÍ NĂM {{ nam }}"
    sheet.merge_cells("A2:G2")
    sheet["G3"] = "Đơn vị tính: triệu đồng"
    heads = ("STT", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Thời gian thực hiện", "Kinh phí",
             "Nguồn kinh phí", "Ghi chú")  # fmt: skip
    for column, head in enumerate(heads, start=1):
        sheet.cell(4, column, head)
    _style_row(sheet, 4, 7, bold=True)
    _body(sheet, 5, 3, 7)
    sheet["A8"], sheet["B8"], sheet["E8"] = None, "Tổng cộng", "=SUM(E5:E7)"
    _style_row(sheet, 8, 7, bold=True)
    sheet["B10"] = "Ghi chú: số liệu ghi theo triệu đồng, không để trống."
    sheet["F12"] = "NGƯỜI LẬP BIỂU"
    sheet.print_area = "A1:G12"
    sheet.print_title_rows = "4:4"
    return _saved(book)


def two_row_head() -> bytes:
    """Two head rows with merged cells, a row of column numbers, money by source in đồng."""
    book = Workbook()
    sheet = book.active
    sheet.title = "PL 2"
    sheet["A1"] = "Đơn vị: đồng"
    for area in ("A3:A4", "B3:B4", "C3:D3", "E3:G3", "H3:H4"):
        sheet.merge_cells(area)
    sheet["A3"], sheet["B3"], sheet["C3"], sheet["E3"], sheet["H3"] = (
        "TT", "Nội dung", "Cơ quan", "Kinh phí", "Mã số dự án")  # fmt: skip
    sheet["C4"], sheet["D4"] = "Chủ trì", "Phối hợp"
    sheet["E4"], sheet["F4"], sheet["G4"] = "Tổng số", "Ngân sách tỉnh", "Xã hội hóa"
    for column in range(1, 9):
        sheet.cell(5, column, f"({column})")
    _body(sheet, 3, 3, 8)
    _body(sheet, 6, 10, 8)
    sheet["B16"], sheet["E16"], sheet["F16"] = "CỘNG", "=SUM(E6:E15)", "=SUM(F6:F15)"
    sheet["G16"] = "=SUM(G6:G15)"
    _style_row(sheet, 16, 8, bold=True)
    return _saved(book)


def hidden_columns() -> bytes:
    """A hidden column of codes among the others, the total above the list."""
    book = Workbook()
    sheet = book.active
    heads = ("STT", "Mã", "Tên nhiệm vụ", "Cơ quan chủ trì", "Sản phẩm/Kết quả",
             "Kinh phí (nghìn đồng)")  # fmt: skip
    for column, head in enumerate(heads, start=1):
        sheet.cell(2, column, head)
    sheet.column_dimensions["B"].hidden = True
    sheet["C3"], sheet["F3"] = "Tổng số", "=SUM(F4:F5)"
    _style_row(sheet, 3, 6, bold=True)
    _body(sheet, 4, 2, 6)
    return _saved(book)


def with_chart() -> bytes:
    """A chart of the money column on the same sheet, another sheet that points to the total."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Dự toán"
    for column, head in enumerate(("STT", "Nội dung chi", "Thành tiền (đồng)"), start=1):
        sheet.cell(1, column, head)
    _body(sheet, 2, 2, 3)
    sheet["B4"], sheet["C4"] = "Tổng cộng", "=SUM(C2:C3)"
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=3, min_row=2, max_row=3))
    chart.set_categories(Reference(sheet, min_col=2, min_row=2, max_row=3))
    sheet.add_chart(chart, "B8")
    other = book.create_sheet("Tổng hợp")
    other["A1"], other["B1"] = "Tổng dự toán", "='Dự toán'!C4*2"
    third = book.create_sheet("Hướng dẫn")
    third["A1"] = "Không sửa trang này"
    return _saved(book)


TEXT_BOX = (
    "<xdr:twoCellAnchor><xdr:from><xdr:col>1</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>9</xdr:row>"
    "<xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>3</xdr:col><xdr:colOff>0</xdr:colOff>"
    '<xdr:row>12</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to><xdr:sp macro="" textlink="">'
    '<xdr:nvSpPr><xdr:cNvPr id="9" name="Hộp chữ 1"/><xdr:cNvSpPr txBox="1"/></xdr:nvSpPr>'
    '<xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="300000"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr><xdr:txBody><a:bodyPr/>'
    "<a:p><a:r><a:t>Gửi trước ngày 30/11</a:t></a:r></a:p></xdr:txBody></xdr:sp>"
    "<xdr:clientData/></xdr:twoCellAnchor>"
)
SPARKLINES = (
    '<extLst><ext uri="{05C60535-1F16-4fd2-B633-F4F36F0B64E0}" xmlns:x14="http://schemas.microsoft'
    '.com/office/spreadsheetml/2009/9/main"><x14:sparklineGroups xmlns:xm="http://schemas.microsoft'
    '.com/office/excel/2006/main"><x14:sparklineGroup><x14:sparklines><x14:sparkline><xm:f>'
    "'Dự toán'!C2:C3</xm:f><xm:sqref>D4</xm:sqref></x14:sparkline></x14:sparklines>"
    "</x14:sparklineGroup></x14:sparklineGroups></ext></extLst>"
)


def with_text_box() -> bytes:
    """The chart's form with a text box and sparklines, which openpyxl cannot write."""
    return _patched(
        with_chart(),
        {
            "xl/drawings/drawing1.xml": lambda text: text.replace(
                "</wsDr>", TEXT_BOX.replace("xdr:", "") + "</wsDr>"
            ).replace(
                "<wsDr ",
                '<wsDr xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" ',
                1,
            ),
            "xl/worksheets/sheet1.xml": lambda text: text.replace(
                "</worksheet>", SPARKLINES + "</worksheet>"
            ),
        },
    )


def with_formats_and_lists() -> bytes:
    """Conditional formats, lists to choose from, a comment, a name, a group of two columns."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Bieu"
    sheet["A1"] = "Đơn vị tính: nghìn đồng"
    heads = ("STT", "Nội dung công việc", "Tiến độ", "Đơn vị thực hiện", "Số tiền", "Tỷ trọng")
    for column, head in enumerate(heads, start=1):
        sheet.cell(2, column, head)
    _body(sheet, 3, 2, 6)
    for row in (3, 4):
        sheet.cell(row, 6, f"=E{row}/$E$5")
    sheet["B5"], sheet["E5"] = "Tổng", "=SUM(E3:E4)"
    sheet["B7"] = "Thủ trưởng đơn vị"
    sheet.conditional_formatting.add("E3:E4", DataBarRule("min", 0, "max", 100, color="FF638EC6"))
    red = PatternFill(bgColor="FFFF0000")
    sheet.conditional_formatting.add("B3:B4", FormulaRule(formula=["$E3>$E$5"], fill=red))
    times = DataValidation("list", formula1='"Quý I,Quý II,Quý III,Quý IV,Cả năm"')
    times.add("C3:C4")
    sheet.add_data_validation(times)
    sheet["B7"].comment = Comment("Ký, đóng dấu", "STC")
    book.defined_names["TongTien"] = DefinedName("TongTien", attr_text="Bieu!$E$5")
    return _saved(book)


def with_own_formula() -> bytes:
    """Quantity, price and the form's own formula for the amount; merged cells in each row."""
    book = Workbook()
    sheet = book.active
    sheet["A1"] = "ĐVT: đồng"
    heads = {1: "STT", 2: "Nội dung chi", 4: "Số lượng", 5: "Đơn giá", 6: "Thành tiền"}
    for column, head in heads.items():
        sheet.cell(2, column, head)
    sheet.merge_cells("B2:C2")
    for row in (3, 4, 5):
        sheet.merge_cells(start_row=row, end_row=row, start_column=2, end_column=3)
        sheet.cell(row, 6, f"=D{row}*E{row}")
    _body(sheet, 3, 3, 6)
    sheet["B6"], sheet["F6"] = "Tổng cộng", "=SUM(F3:F5)"
    return _saved(book)


def with_marks() -> bytes:
    """Rows with marks, one for each level, and marks in other places; no head that is known."""
    book = Workbook()
    sheet = book.active
    sheet["A1"] = "Phụ lục kinh phí {{ nam }} - {{ khong_co }}"
    sheet["A3"], sheet["B3"], sheet["C3"] = "#", "Mô tả", "VNĐ"
    sheet["A4"], sheet["B4"] = "{{ nhom.stt }}", "{{ nhom.noi_dung }}"
    sheet["C4"] = "{{ nhom.kinh_phi | nghin_dong }}"
    _style_row(sheet, 4, 3, bold=True)
    sheet["A5"], sheet["B5"] = "{{ stt }}", "{{ noi_dung }} ({{ chu_tri }})"
    sheet["C5"] = "{{ kinh_phi | nghin_dong }}"
    _style_row(sheet, 5, 3)
    sheet["B8"] = "Bằng chữ: {{ bang_chu }}./."
    return _saved(book)


def no_unit() -> bytes:
    """A money column whose unit nobody says, and two columns that say the same."""
    book = Workbook()
    sheet = book.active
    for column, head in enumerate(
        ("STT", "Nội dung", "Chủ trì", "Thời gian", "Kinh phí", "Ghi chú", "Ghi chú"), start=1
    ):
        sheet.cell(1, column, head)
    _body(sheet, 2, 1, 7)
    return _saved(book)


def _patched(source: bytes, changes: dict[str, Callable[[str], str]]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(source)) as old, zipfile.ZipFile(stream, "w") as new:
        for item in old.infolist():
            data = old.read(item)
            if item.filename in changes:
                text = data.decode()
                changed = changes[item.filename](text)
                assert changed != text
                data = changed.encode()
            new.writestr(item, data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


FORMS: dict[str, Callable[[], bytes]] = {
    form.__name__: form
    for form in (plain, two_row_head, hidden_columns, with_chart, with_text_box,
                 with_formats_and_lists, with_own_formula, with_marks, no_unit)
}  # fmt: skip
