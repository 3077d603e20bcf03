r"""The columns of a budget's workbook and how lists are written in one cell.

What the workbook's maker writes and its reader reads is the same because both take it from here.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from generator.model.budget import NguonKinhPhi
from generator.model.money import KhongSoTien, format_quantity

INFO_SHEET = "Thông tin"
DATA_SHEET = "Dự toán"
CHOICES_SHEET = "Danh mục"
LEVEL, ROW_ID, YEAR = "cap_dong", "ma_dong", "theo_nam."
GROUP, TASK, ITEM, EXAMPLE = "Nhóm", "Nhiệm vụ", "Mục con", "Ví dụ"
LEVELS = (GROUP, TASK, ITEM, EXAMPLE)


@dataclass(frozen=True, slots=True)
class LineColumn:
    """A column of the workbook.

    Attributes:
        field: Name of the value in the budget.
        title: Head of the column.
        width: In characters.
        kind: "text", "money", "quantity", "list" or "sources".
        help: Shown beside the cell.
    """

    field: str
    title: str
    width: float
    kind: str = "text"
    help: str = ""


LINE_COLUMNS: tuple[LineColumn, ...] = (
    LineColumn(LEVEL, "Cấp", 11, help="Nhóm, Nhiệm vụ hoặc Mục con; chọn trong danh sách"),
    LineColumn("noi_dung", "Nội dung", 44, help="Tên nhóm, nhiệm vụ hoặc khoản chi"),
    LineColumn("chu_tri", "Cơ quan chủ trì", 24, help="Chỉ một cơ quan"),
    LineColumn("phoi_hop", "Cơ quan phối hợp", 26, "list", "Mỗi cơ quan một dòng (Alt+Enter)"),
    LineColumn("thoi_gian", "Thời gian", 14, help="Cả năm, Quý II, Tháng 5 - 8, 15/6/2027"),
    LineColumn("san_pham", "Sản phẩm, kết quả", 22, help="Đếm được: 02 hội nghị"),
    LineColumn(
        "kinh_phi",
        "Kinh phí (đồng)",
        18,
        "money",
        "Số đồng; hoặc: lồng ghép, theo dự toán được giao, để mở. Để trống nếu có số lượng,"
        " đơn giá hoặc có mục con",
    ),
    LineColumn("so_luong", "Số lượng", 10, "quantity"),
    LineColumn("don_vi_so_luong", "ĐVT", 9, help="người, lớp, buổi"),
    LineColumn("so_lan", "Số lần", 9, "quantity", "Số lần, số ngày; để trống là 1"),
    LineColumn("don_vi_so_lan", "Đơn vị của số lần", 11, help="ngày, buổi"),
    LineColumn("don_gia", "Đơn giá (đồng)", 16, "money", "Để trống thì lấy mức của định mức"),
    LineColumn("dinh_muc", "Mã định mức", 16, help="Xem bằng lệnh kehoach budget norms"),
    LineColumn("can_cu", "Căn cứ đơn giá", 22, help="Khi không có định mức: báo giá, nghị quyết"),
    LineColumn(
        "nguon",
        "Nguồn kinh phí",
        26,
        "sources",
        "Mỗi nguồn một dòng. Chia nguồn: Ngân sách tỉnh | số tiền: 90.000.000 hoặc"
        " Ngân sách cấp xã | tỷ lệ: 40",
    ),
    LineColumn("duoc_duyet", "Được duyệt (đồng)", 18, "money"),
    LineColumn("tieu_muc", "Tiểu mục", 10),
    LineColumn("cap_trinh", "Cấp trình, ban hành", 22),
    LineColumn("hinh_thuc", "Hình thức văn bản", 16),
    LineColumn("ghi_chu", "Ghi chú", 20),
)


@dataclass(frozen=True, slots=True)
class InfoRow:
    """A value that is said once.

    Attributes:
        field: Its name in the budget.
        title: What it is called in the workbook.
        help: What to write.
        choices: What may be chosen: shown text by value; empty when anything may be written.
    """

    field: str
    title: str
    help: str
    choices: tuple[tuple[str, str], ...] = ()

    def shown(self, value: str) -> str:
        """Return the text shown for a value."""
        return next((text for text, own in self.choices if own == value), value)

    def value(self, text: str) -> str:
        """Return the value of a shown text; a text that is none of them stays as it is."""
        return dict(self.choices).get(text.strip().lower(), text)


INFO_ROWS: tuple[InfoRow, ...] = (
    InfoRow("nam_ngan_sach", "Năm ngân sách", "Bốn chữ số, bằng năm của kế hoạch"),
    InfoRow("nam_ket_thuc", "Năm kết thúc", "Chỉ cho chương trình nhiều năm"),
    InfoRow("ten_phu_luc", "Tên phụ lục", "Để trống thì đặt theo kế hoạch"),
    InfoRow("mau_bang", "Mẫu bảng", "a, a2, b, c, c2, d, e, f"),
    InfoRow(
        "don_vi_tinh",
        "Đơn vị tính khi in",
        "Trong tệp này luôn ghi số đồng",
        (("đồng", "dong"), ("nghìn đồng", "nghin_dong"), ("triệu đồng", "trieu_dong")),
    ),
    InfoRow(
        "danh_so",
        "Đánh số nhiệm vụ",
        "theo nhóm: mỗi nhóm đánh lại từ 1",
        (("theo nhóm", "theo_nhom"), ("liên tục", "lien_tuc")),
    ),
    InfoRow("danh_so_chi_tiet", "Đánh số mục con", "", (("1.1", "1.1"), ("a)", "a)"), ("-", "-"))),
    InfoRow("tieng_le", "Đọc số 0 hàng chục", "", (("linh", "linh"), ("lẻ", "lẻ"))),
    InfoRow(
        "ket_bang_chu",
        "Kết thúc số tiền bằng chữ",
        "đồng chẵn: thêm chữ chẵn khi số tiền tròn nghìn",
        (("đồng", "dong"), ("đồng chẵn", "dong_chan")),
    ),
)

_SOURCE_FIELDS = (
    ("loai_nguon", "loại"),
    ("chuong_trinh", "chương trình"),
    ("nam_von", "năm vốn"),
    ("so_tien", "số tiền"),
    ("ty_le", "tỷ lệ"),
)
_ESCAPES = {"\\": "\\\\", "\n": "\\n", "|": "\\|"}
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_PART = re.compile(r"(?<!\\)((?:\\\\)*)\|")
_EMPTY = "\\e"


def join_list(items: Sequence[str]) -> str:
    r"""Return a list as one text, an item on each line.

    >>> join_list(["Sở Ngoại vụ", "hai\ndòng"])
    'Sở Ngoại vụ\nhai\\ndòng'
    """
    return "\n".join(_escape(item) or _EMPTY for item in items)


def split_list(text: str) -> list[str]:
    """Return the items of a text made by :func:`join_list` or typed by a person."""
    return [_unescape(line.strip()) for line in text.split("\n") if line.strip()]


def join_sources(sources: Sequence[str | NguonKinhPhi]) -> str:
    """Return sources as one text, each on its line, its parts after bars."""
    return "\n".join(_source_text(source) for source in sources)


def split_sources(text: str) -> list[str | dict[str, str]]:
    """Return the sources of a text as a budget's file would give them."""
    return [_read_source(line.strip()) for line in text.split("\n") if line.strip()]


def _source_text(source: str | NguonKinhPhi) -> str:
    if isinstance(source, str):
        return _escape(source) or _EMPTY
    parts = [_escape(source.ten_nguon)]
    for field, label in _SOURCE_FIELDS:
        value = getattr(source, field)
        if value is None or value == "":
            continue
        parts.append(f"{label}: {_escape(_SHOW.get(field, str)(value))}")
    return " | ".join(parts) if len(parts) > 1 else f"{parts[0]} |"


_SHOW: dict[str, Callable[[Any], str]] = {
    "ty_le": format_quantity,
    "so_tien": lambda amount: f"{amount:,}".replace(",", "."),
}


def _read_source(line: str) -> str | dict[str, str]:
    parts = [part.strip() for part in _PART.sub(r"\1\n", line).split("\n")]
    if len(parts) == 1:
        return _unescape(parts[0])
    found = {"ten_nguon": _unescape(parts[0])} if parts[0] else {}
    labels = {label: field for field, label in _SOURCE_FIELDS}
    for part in parts[1:]:
        label, colon, value = part.partition(":")
        if colon:
            field = labels.get(label.strip().lower(), label.strip())
            value = _unescape(value.strip())
            found[field] = value.removesuffix("%").strip() if field == "ty_le" else value
        elif part:
            found[part] = ""
    return found


def _escape(text: str) -> str:
    return "".join(_ESCAPES.get(char, char) for char in text)


def _unescape(text: str) -> str:
    if text == _EMPTY:
        return ""
    return _ESCAPED.sub(lambda match: "\n" if match[1] == "n" else match[1], text)


def money_text(value: int | KhongSoTien) -> str:
    """Return an amount as people type it."""
    if isinstance(value, KhongSoTien):
        return value.value
    return f"{value:,}".replace(",", ".")
