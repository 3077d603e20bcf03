"""A budget as a workbook that a person fills in: instructions, lines, lists to choose from."""

from collections.abc import Iterator, Sequence
from typing import Any

from generator.budget.money import tidy
from generator.budget.sheets import TIMES, list_area, list_sheet
from generator.budget.sources import SOURCE_NAMES
from generator.document.nodes import ChoiceList, Sheet, SheetCell, SheetLook, SheetRow, SheetValue
from generator.inputs.sheet_columns import (
    CHOICES_SHEET,
    DATA_SHEET,
    EXAMPLE,
    GROUP,
    INFO_ROWS,
    INFO_SHEET,
    ITEM,
    LEVEL,
    LEVELS,
    LINE_COLUMNS,
    ROW_ID,
    TASK,
    YEAR,
    LineColumn,
    join_list,
    join_sources,
)
from generator.model.budget import Budget, Dong, KhongSoTien, NhomDuToan
from generator.model.columns import Kind
from generator.ooxml.cells import Area

GUIDE_SHEET = "Hướng dẫn"
_SPARE_ROWS = 60
_HEAD_ROWS = 2
_LOOKS = {GROUP: SheetLook.GROUP, TASK: SheetLook.TASK, ITEM: SheetLook.ITEM}

_GUIDE_TITLE = "HƯỚNG DẪN LẬP DỰ TOÁN KINH PHÍ"
_GUIDE = """\
1. Trang “Thông tin”: ghi năm ngân sách, chọn đơn vị tính khi in.
2. Trang “Dự toán”: mỗi dòng một nhóm, một nhiệm vụ hoặc một mục con; chọn cấp ở cột đầu. Mục con \
đứng dưới nhiệm vụ của nó, nhiệm vụ đứng dưới nhóm.
3. Số tiền luôn ghi bằng đồng. Không có kinh phí riêng thì ghi: lồng ghép; chưa rõ thì ghi: để mở \
hoặc theo dự toán được giao. Không ghi số 0 thay cho các chữ này.
4. Nhóm và nhiệm vụ có dòng con thì để trống kinh phí: tổng được tính tự động. Có số lượng và đơn \
giá thì cũng để trống kinh phí.
5. Nhiều cơ quan phối hợp hoặc nhiều nguồn: mỗi mục một dòng trong ô (Alt+Enter). Chia nguồn: \
Ngân sách tỉnh | số tiền: 90.000.000, dòng dưới: Xã hội hóa | tỷ lệ: 25.
6. Dòng có cấp “Ví dụ” chỉ để xem, không được đọc; có thể xóa. Không đổi tên trang, không xóa dòng \
và cột ẩn. Thêm, xóa, đổi thứ tự dòng đều được.
7. Lưu tệp vào thư mục budgets/, ghi tên tệp ở mục du_toan của kế hoạch rồi chạy kehoach build."""

_EXAMPLES: tuple[dict[str, SheetValue], ...] = (
    {"noi_dung": "Tập huấn, bồi dưỡng (ví dụ một nhóm)"},
    {"noi_dung": "Lớp tập huấn kỹ năng (ví dụ một nhiệm vụ)", "chu_tri": "Sở Ngoại vụ",
     "phoi_hop": "Công an tỉnh\nSở Tài chính", "thoi_gian": "Quý II", "san_pham": "02 lớp",
     "nguon": "Ngân sách tỉnh"},
    {"noi_dung": "Thù lao giảng viên (ví dụ một mục con)", "so_luong": 4, "don_vi_so_luong": "buổi",
     "don_gia": 1_000_000},
)  # fmt: skip


def fill_in_sheets(budget: Budget | None, year: int) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook to fill in.

    Args:
        budget: What is in it already; None starts with examples.
        year: Year of a budget that is only begun.
    """
    return (_guide(), _info(budget, year), _DataSheet(budget).build(), _choices())


def _guide() -> Sheet:
    rows = [SheetRow((SheetCell(_GUIDE_TITLE),), SheetLook.TITLE)]
    rows += [SheetRow((SheetCell(line),)) for line in _GUIDE.split("\n")]
    return Sheet(GUIDE_SHEET, (80,), tuple(rows), landscape=False)


def _info(budget: Budget | None, year: int) -> Sheet:
    known: dict[str, Any] = {"nam_ngan_sach": year, "mau_bang": "a", "don_vi_tinh": "trieu_dong",
                             "danh_so": "theo_nhom", "danh_so_chi_tiet": "1.1",
                             "tieng_le": "linh", "ket_bang_chu": "dong"}  # fmt: skip
    if budget is not None:
        known = budget.model_dump(mode="json", exclude={"nhom"}, exclude_none=True)
    heads = ("Mục", "Giá trị", "Cách ghi", None)
    rows = [SheetRow(tuple(SheetCell(head) for head in heads), SheetLook.HEAD)]
    for row in INFO_ROWS:
        value = known.get(row.field)
        shown = row.shown(str(value)) if value is not None else None
        cells = (SheetCell(row.title), SheetCell(shown), SheetCell(row.help), SheetCell(row.field))
        rows.append(SheetRow(cells, SheetLook.TASK))
    lists = [
        ChoiceList(
            f"B{number}",
            '"' + ",".join(text for text, _ in row.choices) + '"',
            strict=True,
            title=row.title,
            text=row.help or row.title,
        )
        for number, row in enumerate(INFO_ROWS, start=2)
        if row.choices
    ]
    return Sheet(
        INFO_SHEET, (30, 40, 50, 10), tuple(rows), head=(1, 1), choices=tuple(lists),
        hidden_columns=frozenset((4,)),
    )  # fmt: skip


class _DataSheet:
    """The lines: a hidden row of field names, the head, one row for each line."""

    def __init__(self, budget: Budget | None) -> None:
        self._lines = list(_iter_lines(budget)) if budget else []
        used = {each for _, _, line in self._lines for each in line.theo_nam}
        if budget is not None and budget.nam_ket_thuc is not None:
            used |= set(budget.cac_nam)
        years = tuple(
            LineColumn(f"{YEAR}{each}", f"Năm {each} (đồng)", 16, Kind.MONEY)
            for each in sorted(used)
        )
        self._columns = (*LINE_COLUMNS, *years, LineColumn(ROW_ID, "Mã dòng", 10))

    def build(self) -> Sheet:
        rows = [
            SheetRow(tuple(SheetCell(each.field) for each in self._columns), hidden=True),
            SheetRow(tuple(SheetCell(each.title) for each in self._columns), SheetLook.HEAD),
        ]
        rows += [self._row(level, path, line) for level, path, line in self._lines]
        if not self._lines:
            rows += [self._example(values) for values in _EXAMPLES]
        first = len(rows) + 1
        rows += [
            SheetRow(tuple(SheetCell() for _ in self._columns), SheetLook.TASK)
            for _ in range(_SPARE_ROWS)
        ]
        last = max(first, len(rows))
        return Sheet(
            DATA_SHEET,
            tuple(each.width for each in self._columns),
            tuple(rows),
            head=(1, _HEAD_ROWS),
            choices=tuple(self._lists(last)),
            hidden_columns=frozenset((len(self._columns),)),
        )

    def _row(self, level: str, path: str, line: Dong) -> SheetRow:
        name = line.ten_nhom if isinstance(line, NhomDuToan) else line.noi_dung
        own: dict[str, SheetValue] = {LEVEL: level, "noi_dung": name, ROW_ID: path}
        cells = tuple(
            SheetCell(own[each.field] if each.field in own else _value(line, each))
            for each in self._columns
        )
        return SheetRow(cells, _LOOKS[level])

    def _example(self, values: dict[str, SheetValue]) -> SheetRow:
        shown = {LEVEL: EXAMPLE, **values}
        cells = tuple(SheetCell(shown.get(each.field)) for each in self._columns)
        return SheetRow(cells, SheetLook.EXAMPLE)

    def _lists(self, last: int) -> Iterator[ChoiceList]:
        sources = {name: number for number, (name, _) in enumerate(_LISTS, start=1)}
        for number, each in enumerate(self._columns, start=1):
            area = Area(_HEAD_ROWS + 1, number, last, number).text()
            if each.field in sources:
                count = len(dict(_LISTS)[each.field])
                source = list_area(CHOICES_SHEET, sources[each.field], count)
                strict = each.field == LEVEL
                yield ChoiceList(area, source, strict, each.title, each.help or each.title)


def _iter_lines(budget: Budget) -> Iterator[tuple[str, str, Dong]]:
    for group_number, group in enumerate(budget.nhom, start=1):
        yield GROUP, f"{group_number}", group
        for task_number, task in enumerate(group.nhiem_vu, start=1):
            yield TASK, f"{group_number}.{task_number}", task
            for number, item in enumerate(task.chi_tiet, start=1):
                yield ITEM, f"{group_number}.{task_number}.{number}", item


def _value(line: Dong, column: LineColumn) -> SheetValue:
    if column.field.startswith(YEAR):
        return _money(line.theo_nam.get(int(column.field.removeprefix(YEAR))))
    value = getattr(line, column.field)
    if column.kind is Kind.MONEY:
        return _money(value)
    if column.kind is Kind.QUANTITY:
        return None if value is None else tidy(value)
    if column.kind is Kind.LIST:
        return join_list(value) or None
    if column.kind is Kind.SOURCES:
        return join_sources(value) or None
    return value or None


def _money(value: int | KhongSoTien | None) -> SheetValue:
    return value.value if isinstance(value, KhongSoTien) else value


_LISTS: tuple[tuple[str, Sequence[str]], ...] = (
    (LEVEL, LEVELS),
    ("thoi_gian", TIMES),
    ("nguon", tuple(SOURCE_NAMES.values())),
    ("don_vi_so_luong", ("người", "lớp", "buổi", "ngày", "cuộc", "tin, bài", "phóng sự", "bộ")),
    ("kinh_phi", ("lồng ghép", "theo dự toán được giao", "để mở")),
)


def _choices() -> Sheet:
    titles = {column.field: column.title for column in LINE_COLUMNS}
    lists = {titles[name]: values for name, values in _LISTS}
    return list_sheet(CHOICES_SHEET, (14, 18, 34, 18, 28), lists)
