"""A computed budget becomes worksheets: the annex, its summary with charts, its lists.

Sums are formulas over the cells they follow from, with the results of the computed rows; where
a sum follows from no cell of the sheet it stands as a number.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from generator.budget.annex import TOTAL_NAME, UNIT_LABEL, WORDS_END, WORDS_LABEL
from generator.budget.compute import GROUP, ITEM, Computed, ComputedRow
from generator.budget.layouts import AnnexColumn, Layout
from generator.budget.money import UNIT_DONG, UNIT_NAMES, format_word, in_unit, tidy
from generator.budget.summary import summary_sheets
from generator.document.nodes import ChoiceList, Sheet, SheetCell, SheetLook, SheetRow
from generator.model.budget import DonViTinh, KhongSoTien
from generator.ooxml.cells import Area, cell_name, column_name, quote_sheet

ANNEX_SHEET = "Phụ lục"
LISTS_SHEET = "Danh mục"
_WIDTH = 1.35
_LOOKS = {GROUP: SheetLook.GROUP, ITEM: SheetLook.ITEM}
_ASKED = ("kinh_phi", "thanh_tien")
_FACTORS = ("so_luong", "so_lan", "don_gia")
TIMES = ("Cả năm", "Thường xuyên", "Quý I", "Quý II", "Quý III", "Quý IV")
_MAX_ARGUMENTS = 200
_LONGEST_LITERAL = 200


def build_sheets(
    computed: Computed, layout: Layout, title: Sequence[str] = (), reference: str = ""
) -> tuple[Sheet, ...]:
    """Return the worksheets of a budget's annex.

    Args:
        computed: The budget with its sums.
        layout: Which columns the annex has.
        title: Lines above it.
        reference: "(Kèm theo ...)".
    """
    annex = _AnnexSheet(computed, layout, title, reference)
    sheet = annex.build()
    lists = _lists(computed)
    if annex.asked is None or not computed.has_total:
        return (sheet, lists)
    cells = {row.path: annex.place(row, annex.asked) for row in computed.rows()}
    total = cell_name(annex.total_row, annex.asked)
    return (sheet, *summary_sheets(computed, cells, total, quote_sheet(ANNEX_SHEET)), lists)


@dataclass(frozen=True, slots=True)
class _Column:
    """A column with its number, counted from 1."""

    number: int
    column: AnnexColumn


class _AnnexSheet:
    """Lays out the annex: title lines, unit, head, rows, total, words."""

    def __init__(
        self, computed: Computed, layout: Layout, title: Sequence[str], reference: str
    ) -> None:
        self._computed = computed
        self._layout = layout
        self._unit = computed.budget.don_vi_tinh
        self._columns = [
            _Column(number, column) for number, column in enumerate(layout.columns, start=1)
        ]
        lines = [*title, *([reference] if reference else [])]
        self._above = [
            *(SheetRow((SheetCell(line),), SheetLook.TITLE) for line in title),
            *([SheetRow((SheetCell(reference),), SheetLook.REFERENCE)] if reference else []),
        ]
        if layout.has_money:
            blank = tuple(SheetCell() for _ in self._columns[1:])
            unit = SheetCell(f"{UNIT_LABEL}{UNIT_NAMES[self._unit]}")
            self._above.append(SheetRow((*blank, unit), SheetLook.UNIT))
        self._titles = len(lines)
        self._head = len(self._above) + 1
        self._two_rows = any(head.is_group for head in layout.heads)
        self._first = self._head + 1 + self._two_rows
        self._rows = list(computed.rows())
        self._numbers = {row.path: self._first + n for n, row in enumerate(self._rows)}
        self.total_row = self._first + len(self._rows)
        self.asked = next(
            (each.number for name in _ASKED for each in self._columns if each.column.id == name),
            None,
        )

    def place(self, row: ComputedRow, column: int) -> str:
        """Return the cell of a row in a column."""
        return cell_name(self._numbers[row.path], column)

    def build(self) -> Sheet:
        rows = [*self._above, *self._heads()]
        rows += [self._row(row) for row in self._rows]
        merges = [f"A{number}:{self._last}{number}" for number in range(1, self._titles + 1)]
        merges += self._head_merges()
        if self._layout.has_money:
            rows.append(self._total())
            words = self._words()
            if words is not None:
                number = self.total_row + 1
                merges.append(f"A{number}:{self._last}{number}")
                rows.append(SheetRow((words,), SheetLook.WORDS))
        return Sheet(
            ANNEX_SHEET,
            tuple(round(each.column.width * _WIDTH, 2) for each in self._columns),
            tuple(rows),
            merges=tuple(merges),
            head=(self._head, self._first - 1),
            choices=tuple(self._choices()),
        )

    @property
    def _last(self) -> str:
        return column_name(len(self._columns))

    # ------------------------------------------------------------------ head

    def _heads(self) -> Iterator[SheetRow]:
        first: list[SheetCell] = []
        second: list[SheetCell] = []
        for head in self._layout.heads:
            for position, column in enumerate(head.columns):
                upper = head.title if head.is_group else column.title
                first.append(SheetCell(upper if position == 0 else None))
                second.append(SheetCell(column.title if head.is_group else None))
        yield SheetRow(tuple(first), SheetLook.HEAD)
        if self._two_rows:
            yield SheetRow(tuple(second), SheetLook.HEAD)

    def _head_merges(self) -> Iterator[str]:
        if not self._two_rows:
            return
        column = 1
        for head in self._layout.heads:
            last = column + len(head.columns) - 1
            if head.is_group and last > column:
                yield Area(self._head, column, self._head, last).text()
            elif not head.is_group:
                yield from (
                    Area(self._head, each, self._head + 1, each).text()
                    for each in range(column, last + 1)
                )
            column = last + 1

    # ------------------------------------------------------------------ rows

    def _row(self, row: ComputedRow) -> SheetRow:
        cells = tuple(self._cell(row, each) for each in self._columns)
        return SheetRow(cells, _LOOKS.get(row.level, SheetLook.TASK))

    def _cell(self, row: ComputedRow, each: _Column) -> SheetCell:
        column = each.column
        if column.amount is not None:
            return self._money(row, each)
        if column.id == "so_luong" and row.money.quantity is not None:
            return SheetCell(tidy(row.money.quantity), align=column.align)
        if column.id == "so_lan" and row.money.times is not None:
            return SheetCell(
                tidy(row.money.times), align=column.align, suffix=row.line.don_vi_so_lan
            )
        return SheetCell(column.value(row, self._unit) or None, align=column.align)

    def _money(self, row: ComputedRow, each: _Column) -> SheetCell:
        amount = each.column.amount(row) if each.column.amount else None
        if isinstance(amount, KhongSoTien):
            return SheetCell(format_word(amount) or None, align="center")
        if amount is None:
            return SheetCell()
        formula = self._sum(row, each, amount) or self._product(row, each, amount)
        return SheetCell(in_unit(amount, self._unit), formula)

    def _sum(self, row: ComputedRow, each: _Column, amount: int) -> str:
        """Return the formula that adds the sub-rows, "" when they do not give the amount."""
        if each.column.total is None:
            return ""
        parts = [(child, self._amount(child, each)) for child in row.children]
        counted = [(child, part) for child, part in parts if part is not None]
        if not counted or sum(part for _, part in counted) != amount:
            return ""
        return self._exact(self._add([self._numbers[child.path] for child, _ in counted], each))

    def _amount(self, row: ComputedRow, each: _Column) -> int | None:
        amount = each.column.amount(row) if each.column.amount else None
        return amount if isinstance(amount, int) else None

    def _product(self, row: ComputedRow, each: _Column, amount: int) -> str:
        """Return the formula quantity × times × price, "" when the sheet does not show them."""
        if each.column.id not in _ASKED or row.money.price is None or row.money.quantity is None:
            return ""
        product = row.money.price * row.money.quantity * (row.money.times or 1)
        shown = {one.column.id: one.number for one in self._columns}
        wanted = [name for name in _FACTORS if name != "so_lan" or row.money.times is not None]
        if product != amount or not all(name in shown for name in wanted):
            return ""
        return self._exact("*".join(self.place(row, shown[name]) for name in wanted))

    def _add(self, numbers: Sequence[int], each: _Column) -> str:
        """Return the sum of rows of a column, neighbours as one range."""
        letters = column_name(each.number)
        ranges: list[list[int]] = []
        for number in numbers:
            if ranges and ranges[-1][1] == number - 1:
                ranges[-1][1] = number
            else:
                ranges.append([number, number])
        texts = [
            f"{letters}{first}" if first == last else f"{letters}{first}:{letters}{last}"
            for first, last in ranges
        ]
        chunks = [
            f"SUM({','.join(texts[start : start + _MAX_ARGUMENTS])})"
            for start in range(0, len(texts), _MAX_ARGUMENTS)
        ]
        return "+".join(chunks)

    def _exact(self, formula: str) -> str:
        """Return a formula rounded to whole đồng where the unit has decimals.

        Binary fractions do not add up exactly; whole numbers do.
        """
        return exact(formula, self._unit) if self._has_parts else formula

    @property
    def _has_parts(self) -> bool:
        return has_parts(self._computed)

    # ------------------------------------------------------------------ total

    def _total(self) -> SheetRow:
        return SheetRow(tuple(self._total_cell(each) for each in self._columns), SheetLook.TOTAL)

    def _total_cell(self, each: _Column) -> SheetCell:
        if each.column.id == "noi_dung":
            return SheetCell(TOTAL_NAME)
        total = each.column.total(self._computed) if each.column.total else None
        if total is None:
            return SheetCell()
        counted = [
            (self._numbers[group.path], part)
            for group in self._computed.groups
            if (part := self._amount(group, each)) is not None
        ]
        formula = ""
        if counted and sum(part for _, part in counted) == total:
            formula = self._exact(self._add([number for number, _ in counted], each))
        return SheetCell(in_unit(total, self._unit), formula)

    def _words(self) -> SheetCell | None:
        """Return the total in words, which says so when somebody has changed the total since."""
        words = self._layout.total_words(self._computed)
        column = self._layout.words
        if not words or column is None:
            return None
        text = f"{WORDS_LABEL}{words}{WORDS_END}"
        number = next(each.number for each in self._columns if each.column.id == column.id)
        total = column.total(self._computed) if column.total else None
        here = cell_name(self.total_row, number)
        size = UNIT_DONG[self._unit]
        stale = f"{WORDS_LABEL}(số tiền đã thay đổi, cần lập lại)"
        formula = f'IF(ROUND({here}*{size},0)={total},{_literal(text)},"{stale}")'
        return SheetCell(text, formula)

    # ------------------------------------------------------------------ lists

    def _choices(self) -> Iterator[ChoiceList]:
        sources = {name: number for number, name in enumerate(_LISTS, start=1)}
        lists = dict(_list_values(self._computed))
        for each in self._columns:
            name = _LIST_OF_COLUMN.get(each.column.id)
            if name is None or not self._rows:
                continue
            area = Area(self._first, each.number, self.total_row - 1, each.number).text()
            yield ChoiceList(area, list_area(LISTS_SHEET, sources[name], len(lists[name])))


def has_parts(computed: Computed) -> bool:
    """Return whether some sum of a budget is no whole number of its unit."""
    size = UNIT_DONG[computed.budget.don_vi_tinh]
    amounts = (
        amount
        for row in computed.rows()
        for amount in (row.amount, row.granted, row.money.price, *row.by_year.values(),
                       *(share.amount for share in row.shares))
    )  # fmt: skip
    quantities = (
        value for row in computed.rows() for value in (row.money.quantity, row.money.times)
    )
    return any(amount is not None and amount % size for amount in amounts) or any(
        value is not None and value != value.to_integral_value() for value in quantities
    )


def exact(formula: str, unit: DonViTinh) -> str:
    """Return a formula rounded to whole đồng of a unit."""
    return f"ROUND({formula},{len(str(UNIT_DONG[unit])) - 1})"


def _literal(text: str) -> str:
    """Return a text of a formula; Excel takes no more than 255 characters in one piece."""
    pieces = [
        text[start : start + _LONGEST_LITERAL] for start in range(0, len(text), _LONGEST_LITERAL)
    ]
    return "&".join('"' + piece.replace('"', '""') + '"' for piece in pieces)


# ---------------------------------------------------------------------- lists

_LISTS = ("Nguồn kinh phí", "Đơn vị tính", "Thời gian", "Cơ quan")
_LIST_OF_COLUMN = {
    "nguon": "Nguồn kinh phí",
    "dvt": "Đơn vị tính",
    "thoi_gian": "Thời gian",
    "chu_tri": "Cơ quan",
}
_COUNTING_UNITS = ("người", "lớp", "buổi", "ngày", "cuộc", "tin, bài", "phóng sự", "video", "bộ",
                   "chuyến", "đoàn", "tháng", "năm")  # fmt: skip


def _list_values(computed: Computed) -> Iterator[tuple[str, list[str]]]:
    from generator.budget.names import rank_body

    rows = list(computed.rows())
    named = [source.name for row in rows for source in row.sources]
    bodies = {row.line.chu_tri for row in rows} | {
        body for row in rows for body in row.line.phoi_hop
    }
    units = [row.line.don_vi_so_luong for row in rows if row.line.don_vi_so_luong]
    times = [row.line.thoi_gian for row in rows if row.line.thoi_gian]
    yield "Nguồn kinh phí", list(dict.fromkeys((*computed.source_names.values(), *named)))
    yield "Đơn vị tính", list(dict.fromkeys((*_COUNTING_UNITS, *units)))
    yield "Thời gian", list(dict.fromkeys((*TIMES, *times)))
    yield "Cơ quan", sorted(bodies - {""}, key=lambda name: (rank_body(name), name)) or [""]


def _lists(computed: Computed) -> Sheet:
    return list_sheet(LISTS_SHEET, (40, 20, 24, 46), dict(_list_values(computed)))


def list_sheet(name: str, widths: Sequence[float], lists: Mapping[str, Sequence[str]]) -> Sheet:
    """Return a sheet of lists to choose from, side by side, each below its name."""
    rows = [SheetRow(tuple(SheetCell(head) for head in lists), SheetLook.HEAD)]
    rows += [
        SheetRow(tuple(SheetCell(value) for value in values))
        for values in zip_longest(*lists.values())
    ]
    return Sheet(name, tuple(widths), tuple(rows), head=(1, 1))


def list_area(sheet: str, number: int, count: int) -> str:
    """Return where the list of a sheet of lists stands, as a list to choose from names it."""
    letters = column_name(number)
    return f"{quote_sheet(sheet)}!${letters}$2:${letters}${count + 1}"
