r"""The columns of a budget's workbook and how lists are written in one cell.

What the workbook's maker writes and its reader reads is the same because both take it from here.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from generator.model.budget import NguonKinhPhi
from generator.model.columns import COLUMNS, YEARS, Kind
from generator.model.money import format_quantity

INFO_SHEET = "Thông tin"
DATA_SHEET = "Dự toán"
CHOICES_SHEET = "Danh mục"
LEVEL, ROW_ID, YEAR = "cap_dong", "ma_dong", f"{YEARS}."
GROUP, TASK, ITEM, EXAMPLE = "Nhóm", "Nhiệm vụ", "Mục con", "Ví dụ"
LEVELS = (GROUP, TASK, ITEM, EXAMPLE)


@dataclass(frozen=True, slots=True)
class LineColumn:
    """A column of the workbook.

    Attributes:
        field: Name of the value in the budget.
        title: Head of the column.
        width: In characters.
        kind: What its cells hold.
        help: Shown beside the cell.
    """

    field: str
    title: str
    width: float
    kind: Kind = Kind.TEXT
    help: str = ""


LINE_COLUMNS: tuple[LineColumn, ...] = tuple(
    LineColumn(each.line_field, each.sheet.title, each.sheet.width, each.kind, each.sheet.help)
    for each in COLUMNS
    if each.sheet
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
