"""The styled flow as data for the typesetter: one column of items with the spaces between them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from math import ceil
from typing import Any

from generator.document.nodes import Align, Annex, Inlines, Row, SheetChart, plain_text
from generator.layout.blocks import CELL_LOOK
from generator.layout.flow import Columns, Gap, Grid, Indent, Item, RuleBelow, StyledParagraph
from generator.layout.pieces import Note, Text
from generator.layout.sizes import CELL_MARGIN_MM, MM, Slot, iter_slots, width_of
from generator.model.money import format_count
from generator.standards import Component, Standard
from generator.writers.pdf.findings import SIGNATURE, LineOf
from generator.writers.pdf.inlines import Piece, TextSetter, compact
from generator.writers.pdf.looks import line_height

Data = dict[str, Any]

TABLE_STROKE_PT = 0.5
_RULE_WIDTH_PT = 0.75
_RULE_ROOM_PT = 3
# Notes of one paragraph that may need more than a page.
_MANY_NOTES = 12
# A row higher than this share of a page may be parted: kept whole, it would leave a page empty.
_WHOLE_ROW_SHARE = 0.6


@dataclass(slots=True)
class Marks:
    """Numbers the parts whose places on the pages are wanted, and remembers what they are."""

    parts: list[Any] = field(default_factory=list)

    def add(self, part: Any) -> int:
        """Take a part in and return its number."""
        self.parts.append(part)
        return len(self.parts) - 1


@dataclass(slots=True)
class Column:
    """Items in a column of a width; of the spaces of two neighbours the larger counts, as in Word.

    Attributes:
        standard: Where looks and spaces come from.
        setter: Makes pieces of text.
        marks: Where each part is remembered.
        page_height_pt: Height between the margins.
        width_pt: Width of the column.
        data: What was added so far.
    """

    standard: Standard
    setter: TextSetter
    marks: Marks
    page_height_pt: float
    width_pt: float
    data: list[Data] = field(default_factory=list)
    _after: float = 0
    _last: str = ""

    def add(self, items: Iterable[Item]) -> None:
        """Add parts of the flow."""
        for item in items:
            if isinstance(item, StyledParagraph):
                self._paragraph(item)
            elif isinstance(item, Grid):
                self._grid(item)
            elif isinstance(item, Gap):
                self.put({"k": "space", "height": item.height_pt, "keep": item.keep})
            elif isinstance(item, RuleBelow):
                self._rule(item)
            else:
                self._columns(item)

    def put(self, item: Data) -> None:
        """Add an item of the typesetter's, without space after it."""
        item.setdefault("gap", self._after)
        self.data.append(item)
        self._after, self._last = 0, ""

    def _paragraph(self, item: StyledParagraph, align: str = "") -> None:
        look = item.look
        first, hanging, left = (
            measure.use * MM for measure in (look.first_line_mm, look.hanging_mm, look.left_mm)
        )
        if item.indent:
            (left, hanging), first, align = item.indent, 0, "left"
        joined = look.contextual and self._last == look.id
        pieces = self.setter.pieces(
            item.pieces,
            size_pt=look.size_pt.use,
            width_pt=self.width_pt - first,
            origin=item.block.origin if item.block else None,
        )
        self.data.append(
            {
                "k": "par",
                "look": look.id,
                "gap": 0 if joined else self._after,
                "before": 0 if joined else max(look.before_pt.use - self._after, 0),
                "left": left - hanging,
                "first": first,
                "hanging": hanging,
                "align": align or look.align,
                # "Điều 1." opens a passage of its own: only a title stays with what follows.
                "keep": item.keep or look.keep_next or item.level > 0,
                "level": item.level,
                "mark": self._mark(item),
                "plain": sum(isinstance(one, Note) for one in item.pieces) > _MANY_NOTES,
                "body": compact(pieces, bold=look.bold, italic=look.italic),
            }
        )
        self._after, self._last = look.after_pt.use, look.id

    def _mark(self, item: StyledParagraph) -> int | None:
        if item.block:
            return self.marks.add(item.block)
        return self.marks.add(LineOf(item.look.id)) if item.is_line else None

    def _rule(self, item: RuleBelow) -> None:
        rule = item.look.rule
        if item.text:
            self._paragraph(StyledParagraph(item.look, (Text(item.text),)))
        else:
            self.put(
                {
                    "k": "rule",
                    "length": item.length_pt,
                    "stroke": _RULE_WIDTH_PT,
                    "before": _RULE_ROOM_PT,
                    "height": _RULE_ROOM_PT,
                    "keep": item.look.keep_next,
                }
            )
        self._after = rule.after_pt.use if rule else 0

    def _columns(self, item: Columns) -> None:
        self.put(
            {
                "k": "columns",
                "widths": list(item.widths_pt),
                "rows": [
                    [self._cell(*cell) for cell in zip(row, item.widths_pt, strict=True)]
                    for row in item.rows
                ],
                "keep": False,
                "mark": self.marks.add(SIGNATURE) if item.is_signature else None,
            }
        )

    def _cell(self, items: Iterable[Item], width_pt: float) -> list[Data]:
        """Return the items of a cell, the last one's space after it added."""
        cell = Column(self.standard, self.setter, self.marks, self.page_height_pt, width_pt)
        cell.add(items)
        if cell._after:
            cell.put({"k": "space", "height": cell._after, "keep": False, "gap": 0})
        return cell.data

    def _grid(self, item: Grid) -> None:
        look = self.standard.components[CELL_LOOK]
        rows = _RowSetter(self.standard, self.setter, item, self.page_height_pt * _WHOLE_ROW_SHARE)
        header, body = rows.rows()
        aligns = [str(column.align) for column in item.table.columns]
        self.put(
            {
                "k": "table",
                "look": CELL_LOOK,
                "widths": [*item.widths_pt, 0] if rows.holds_rows else list(item.widths_pt),
                "aligns": [*aligns, str(Align.LEFT)],
                "stroke": TABLE_STROKE_PT,
                "inset": CELL_MARGIN_MM * MM,
                "top": look.before_pt.use,
                "bottom": look.after_pt.use,
                "apart": look.before_pt.use + look.after_pt.use,
                "header": header,
                "rows": body,
                "keep": item.keep,
                "mark": self.marks.add(item),
            }
        )


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


class _RowSetter:
    """Makes the cells of one table."""

    def __init__(
        self, standard: Standard, setter: TextSetter, grid: Grid, tallest_row: float
    ) -> None:
        self._look = standard.components[CELL_LOOK]
        self._setter = setter
        self._grid = grid
        self._table = grid.table
        self._widths = grid.widths_pt
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
        lines = (
            sum(
                max(1, ceil(width_of(self._look, plain_text(inlines)) / self._width(slot)))
                for inlines in slot.cell.paragraphs
            )
            for slot in slots
        )
        return max(lines, default=1) * line_height(self._look)

    def _cell(self, row: Row, slot: Slot, whole: bool) -> Data | list[Piece]:
        """Return a cell; one like most of its column is only its text."""
        cell = slot.cell
        align = self._grid.align(row, cell, slot.column)
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
        look = self._look
        pieces = self._setter.pieces(
            self._grid.pieces(row, slot.cell, inlines),
            size_pt=look.size_pt.use,
            width_pt=self._width(slot),
            origin=self._table.origin,
        )
        # A row of empty cells is as high as a row of text.
        return compact(pieces or [{"k": "strut"}], bold=look.bold, italic=look.italic)


PAGE_TITLE = "BIỂU ĐỒ TỔNG HỢP KINH PHÍ"
_NAME_LOOK, _TITLE_LOOK = "bang_noi_dung", "bang_tieu_de"
# Of the width of the page, what names and numbers take; the longest bar takes the rest.
_NAMES_SHARE, _NUMBERS_SHARE = 0.4, 0.12
_BAR_SHARE = 0.7
_GAP_PT = 14


def charts_of(annex: Annex) -> tuple[SheetChart, ...]:
    """Return the charts of an annex's worksheets, in their order."""
    return tuple(chart for sheet in annex.sheets for chart in sheet.charts)


def add_charts(column: Column, charts: Iterable[SheetChart]) -> None:
    """Add a page's title and its charts; all shapes become bars, which show sums best in print."""
    looks = column.standard.components
    column.add([_line(looks["phu_luc_title"], PAGE_TITLE)])
    for chart in charts:
        column.add([Gap(_GAP_PT), _line(looks[_TITLE_LOOK], chart.title, Indent(0))])
        column.put(_bars(column, chart))


def _line(look: Component, text: str, indent: Indent | None = None) -> StyledParagraph:
    return StyledParagraph(look, (Text(text, look.bold, look.italic),), keep=True, indent=indent)


def _bars(column: Column, chart: SheetChart) -> Data:
    names = column.width_pt * _NAMES_SHARE
    longest = column.width_pt * (1 - _NAMES_SHARE - _NUMBERS_SHARE)
    largest = max((value for _, value in chart.points), default=0) or 1
    look = column.standard.components[_NAME_LOOK]

    def pieces(text: str, width: float) -> list[Data | str]:
        made = column.setter.pieces((Text(text),), size_pt=look.size_pt.use, width_pt=width)
        return compact(made, bold=look.bold, italic=look.italic)

    return {
        "k": "bars",
        "look": _NAME_LOOK,
        "names": names,
        "height": line_height(look) * _BAR_SHARE,
        "rows": [
            {
                "name": pieces(name, names),
                "length": float(longest * float(Decimal(value) / Decimal(largest))),
                "number": pieces(format_count(Decimal(value)), longest),
            }
            for name, value in chart.points
        ],
    }
