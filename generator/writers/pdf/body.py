"""Blocks of the body and of annexes as data for the typesetter."""

import re
from collections.abc import Sequence
from math import ceil
from typing import Any

from generator.document.nodes import (
    Align,
    Block,
    Bullet,
    Heading,
    Inlines,
    Paragraph,
    Role,
    Row,
    Table,
    plain_text,
)
from generator.standards import Standard
from generator.writers.measure import (
    CELL_MARGIN_MM,
    MM,
    Slot,
    column_widths,
    iter_slots,
    least_widths,
    width_of,
)
from generator.writers.pdf.flow import Flow, Marks
from generator.writers.pdf.frame import SPACER_PT
from generator.writers.pdf.inlines import Piece, TextSetter, compact
from generator.writers.pdf.looks import line_height

Data = dict[str, Any]

TABLE_STROKE_PT = 0.5
TEXT_LOOK = "bang_noi_dung"

_ROLES = {
    Role.TEXT: "noi_dung",
    Role.CAN_CU: "can_cu",
    Role.THAM_QUYEN: "tham_quyen_ban_hanh",
    Role.QUYET_DINH: "loi_quyet_dinh",
    Role.UNIT: "don_vi_tinh",
    Role.WORDS: "bang_chu",
}
_BULLETS = {1: "gach_dau_dong", 2: "dau_cong"}
_DEEPEST_HEADING = 4
_DIEU = re.compile(r"Điều ")
_CENTRED = re.compile(r"(?:Phần|Chương|Mục|Tiểu mục) ")
# A row higher than this share of a page may be parted: kept whole, it would leave a page empty.
_WHOLE_ROW_SHARE = 0.6


class BodySetter:
    """Sets blocks into a column.

    Args:
        standard: How they look.
        setter: Makes pieces of text.
        marks: Where each block is remembered.
        page_height_pt: Height between the margins.
    """

    def __init__(
        self, standard: Standard, setter: TextSetter, marks: Marks, page_height_pt: float
    ) -> None:
        self._standard = standard
        self._setter = setter
        self._marks = marks
        self._tallest_row = page_height_pt * _WHOLE_ROW_SHARE

    def blocks(self, flow: Flow, blocks: Sequence[Block], *, keep_last: int = 0) -> None:
        """Add blocks, the last ones kept on the page of what follows."""
        for position, block in enumerate(blocks):
            keep = position >= len(blocks) - keep_last
            if isinstance(block, Table):
                self._table(flow, block, keep=keep)
                # The same space as below a table of the Word file.
                flow.space(SPACER_PT, keep=keep)
            else:
                self._paragraph(flow, block, keep=keep)

    def _paragraph(self, flow: Flow, block: Paragraph | Bullet | Heading, *, keep: bool) -> None:
        key = _key(block)
        look = self._standard.components[key]
        size, width = look.size_pt.use, flow.width_pt
        bold = _is_bold(block, key)
        pieces = self._setter.inlines(
            block.inlines,
            size_pt=size,
            width_pt=width - look.first_line_mm.use * MM,
            bold=bold,
            italic=look.italic,
            origin=block.origin,
        )
        pieces = _lead(block, key, bold=bold, italic=look.italic, has_text=bool(pieces)) + pieces
        level = look.outline_level if isinstance(block, Heading) and not block.run_in else 0
        mark = self._marks.add(block)
        # "Điều 1." opens a passage of its own: only a title stays with what follows.
        flow.paragraph(key, pieces, keep=keep or level > 0, level=level, mark=mark)

    def _table(self, flow: Flow, table: Table, *, keep: bool) -> None:
        look = self._standard.components[TEXT_LOOK]
        widths = column_widths(table, look, flow.width_pt)
        setter = _TableSetter(self._standard, self._setter, table, widths, self._tallest_row)
        header, rows = setter.rows()
        needed = sum(least_widths(table, look))
        flow.add(
            {
                "k": "table",
                "look": TEXT_LOOK,
                "widths": [*widths, 0] if setter.holds_rows else widths,
                "aligns": [*(str(column.align) for column in table.columns), str(Align.LEFT)],
                "stroke": TABLE_STROKE_PT,
                "inset": CELL_MARGIN_MM * MM,
                "top": look.before_pt.use,
                "bottom": look.after_pt.use,
                "apart": look.before_pt.use + look.after_pt.use,
                "header": header,
                "rows": rows,
                "keep": keep,
                "mark": self._marks.add((table, needed > flow.width_pt)),
            }
        )


def _key(block: Paragraph | Bullet | Heading) -> str:
    """Return the id of the component a block looks like."""
    if isinstance(block, Paragraph):
        return _ROLES[block.role]
    if isinstance(block, Bullet):
        return _BULLETS[min(block.level, 2)]
    if _DIEU.match(block.label):
        return "dieu"
    if block.run_in:
        return "doan_danh_so"
    if _CENTRED.match(block.label):
        return "phan_chuong"
    return f"de_muc_{min(block.level, _DEEPEST_HEADING)}"


def _is_bold(block: Paragraph | Bullet | Heading, key: str) -> bool:
    if isinstance(block, Heading):
        return block.bold and not block.run_in
    return key in ("tham_quyen_ban_hanh", "loi_quyet_dinh")


def _lead(
    block: Paragraph | Bullet | Heading, key: str, *, bold: bool, italic: bool, has_text: bool
) -> list[Data]:
    """Return what stands before a block's text: a label, a mark."""
    if isinstance(block, Bullet):
        return [{"k": "text", "t": f"{block.marker} ", "b": bold, "i": italic}]
    if not isinstance(block, Heading) or not block.label:
        return []
    # "Điều 1." is bold though the passage after it is not (Nghị định 30/2020, PL I, II.6.đ).
    label_bold = bold or block.bold or key == "dieu"
    label = {"k": "text", "t": block.label, "b": label_bold, "i": italic}
    if not has_text:
        return [label]
    if key == "phan_chuong":
        return [label, {"k": "break"}]
    return [label, {"k": "text", "t": " ", "b": label_bold, "i": italic}]


def _holder(count: int) -> Data:
    """Return an empty cell that keeps rows together."""
    return {
        "colspan": 1,
        "rowspan": count,
        "whole": True,
        "middle": False,
        "align": str(Align.LEFT),
        "pars": [],
    }


class _TableSetter:
    def __init__(
        self,
        standard: Standard,
        setter: TextSetter,
        table: Table,
        widths: Sequence[float],
        tallest_row: float,
    ) -> None:
        self._standard = standard
        self._setter = setter
        self._table = table
        self._widths = widths
        self._tallest_row = tallest_row

    def rows(self) -> tuple[list[Any], list[Any]]:
        """Return the cells of the header rows on top, and those of the other rows."""
        header: list[Any] = []
        body: list[Any] = []
        on_top = True
        rows = self._table.rows
        lines = [
            [slot for slot in slots if not slot.covered]
            for slots in iter_slots(rows, len(self._widths))
        ]
        heights = list(map(self._height, lines))
        holders = self._holders(heights) if self.holds_rows else [()] * len(rows)
        for row, cells, height, holder in zip(rows, lines, heights, holders, strict=True):
            on_top = on_top and row.header
            part = header if on_top else body
            part.extend(self._cell(row, slot, height <= self._tallest_row) for slot in cells)
            part.extend(holder)
        return header, body

    @property
    def holds_rows(self) -> bool:
        """Return whether rows stay with the next: the table then has a column without width."""
        return any(row.keep_next for row in self._table.rows[:-1])

    def _holders(self, heights: Sequence[float]) -> list[tuple[Any, ...]]:
        """Return each row's cell in the column without width.

        The typesetter keeps the rows of one unbreakable cell on one page.
        """
        holders: list[tuple[Any, ...]] = []
        rows = self._table.rows
        while len(holders) < len(rows):
            first = last = len(holders)
            while last < len(rows) - 1 and rows[last].keep_next and not rows[last].header:
                last += 1
            if sum(heights[first : last + 1]) > self._tallest_row:
                last = first
            count = last - first + 1
            holders.append(([] if count == 1 else _holder(count),))
            holders.extend([()] * (count - 1))
        return holders

    def _width(self, slot: Slot) -> float:
        span = self._widths[slot.column : slot.column + slot.cell.colspan]
        return sum(span) - 2 * CELL_MARGIN_MM * MM

    def _height(self, slots: Sequence[Slot]) -> float:
        """Return about how high a row is."""
        look = self._standard.components[TEXT_LOOK]
        lines = (
            sum(
                max(1, ceil(width_of(look, plain_text(inlines)) / self._width(slot)))
                for inlines in slot.cell.paragraphs
            )
            for slot in slots
        )
        return max(lines, default=1) * line_height(look)

    def _cell(self, row: Row, slot: Slot, whole: bool) -> Data | list[Piece]:
        """Return a cell; one like most of its column is only its text."""
        cell = slot.cell
        align = cell.align or (
            Align.CENTER if row.header else self._table.columns[slot.column].align
        )
        paragraphs = [self._pieces(inlines, slot, row) for inlines in cell.paragraphs or ((),)]
        column = self._table.columns[slot.column].align
        usual = align is column is not Align.JUSTIFY and not row.header
        if usual and whole and cell.colspan == cell.rowspan == len(paragraphs) == 1:
            return paragraphs[0]
        return {
            "colspan": cell.colspan,
            "rowspan": cell.rowspan,
            "whole": whole and cell.rowspan == 1,
            "middle": row.header,
            "align": str(align),
            "pars": paragraphs,
        }

    def _pieces(self, inlines: Inlines, slot: Slot, row: Row) -> list[Piece]:
        look = self._standard.components[TEXT_LOOK]
        pieces = self._setter.inlines(
            inlines,
            size_pt=look.size_pt.use,
            width_pt=self._width(slot),
            bold=slot.cell.bold or row.header,
            italic=slot.cell.italic,
            origin=self._table.origin,
        )
        # A row of empty cells is as high as a row of text.
        pieces = pieces or [{"k": "strut"}]
        return compact(pieces, bold=look.bold, italic=look.italic)
