"""Data tables as ``w:tbl``: grid, merged cells, repeated header rows."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from generator.document.nodes import Align, Cell, Column, Row, Table, plain_text
from generator.ooxml.units import Twips
from generator.standards import Component
from generator.text.metrics import text_width
from generator.writers.docx.styles import CELL_MARGIN_MM, DATA_TABLE

_TEXT_STYLE = "BangNoiDung"
_HEADER_STYLE = "BangTieuDe"
_EMPTY_CELL = Cell(((),))
# Cell edges and the rounding of a reader's own measure.
_ROUNDING_TWIPS = 30

WriteRuns = Callable[..., str]


@dataclass(frozen=True, slots=True)
class _Slot:
    """A cell at its place in the grid; ``covered`` by a cell of a row above."""

    cell: Cell
    column: int
    covered: bool = False


def write_tbl(
    table: Table, look: Component, width_twips: int, write_runs: WriteRuns, *, keep: bool = False
) -> str:
    """Return a table as wide as the text.

    Args:
        table: The table.
        look: How its text looks.
        width_twips: Width between the margins.
        write_runs: Writes a cell's inlines.
        keep: The last row stays on the page of what follows.
    """
    widths = share_width(table.columns, width_twips, _least_widths(table, look))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    writer = _RowWriter(table, widths, write_runs)
    last = len(table.rows) - 1
    rows = "".join(
        writer.write_tr(row, slots, keep=row.keep_next or (keep and position == last))
        for position, (row, slots) in enumerate(
            zip(table.rows, _iter_slots(table.rows, len(widths)), strict=True)
        )
    )
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{DATA_TABLE}"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0000" w:firstRow="0" w:lastRow="0" w:firstColumn="0" w:lastColumn="0"'
        f' w:noHBand="1" w:noVBand="1"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
    )


def share_width(
    columns: Sequence[Column], width_twips: int, least: Sequence[float] = ()
) -> list[int]:
    """Return the widths of columns by their shares; they add up to the whole.

    Args:
        columns: The columns.
        width_twips: The whole.
        least: Width each column needs for its longest word, at the cost of wider ones; nothing
            is given when the columns need more than there is.

    >>> share_width((Column(1), Column(1), Column(1)), 100)
    [33, 34, 33]
    """
    total = sum(column.width for column in columns)
    widths = [width_twips * column.width / total for column in columns]
    if least and sum(least) < width_twips:
        widths = _widen(widths, least)
    edges = [0, *(round(edge) for edge in accumulate(widths))]
    return [right - left for left, right in pairwise(edges)]


def _widen(widths: list[float], least: Sequence[float]) -> list[float]:
    lacking = sum(max(need - width, 0) for width, need in zip(widths, least, strict=True))
    spare = sum(max(width - need, 0) for width, need in zip(widths, least, strict=True))
    return [
        need if width < need else width - (width - need) * lacking / spare
        for width, need in zip(widths, least, strict=True)
    ]


def _least_widths(table: Table, look: Component) -> list[float]:
    """Return the width in twips that each column needs so that no word of it is broken."""
    words: list[set[tuple[str, bool]]] = [set() for _ in table.columns]
    for row, slots in zip(table.rows, _iter_slots(table.rows, len(table.columns)), strict=True):
        for slot in slots:
            if slot.cell.colspan == 1 and not slot.covered:
                bold = row.header or slot.cell.bold
                for inlines in slot.cell.paragraphs:
                    words[slot.column].update((word, bold) for word in plain_text(inlines).split())
    margins = 2 * Twips.from_mm(CELL_MARGIN_MM) + _ROUNDING_TWIPS
    return [
        20 * max((text_width(word, look.size_pt.use, bold=bold) for word, bold in each), default=0)
        + margins
        for each in words
    ]


def _iter_slots(rows: Sequence[Row], count: int) -> Iterator[list[_Slot]]:
    """Yield each row's cells with their columns, those covered from above put in."""
    covering: dict[int, tuple[Cell, int]] = {}
    for row in rows:
        slots: list[_Slot] = []
        cells = iter(row.cells)
        column = 0
        while column < count:
            if column in covering:
                cell, left = covering.pop(column)
                slots.append(_Slot(cell, column, covered=True))
            else:
                cell = next(cells, _EMPTY_CELL)
                left = cell.rowspan
                slots.append(_Slot(cell, column))
            if left > 1:
                covering[column] = (cell, left - 1)
            column += cell.colspan
        if column > count or next(cells, None) is not None:
            message = f"a row has more cells than the table's {count} columns"
            raise ValueError(message)
        yield slots


class _RowWriter:
    def __init__(self, table: Table, widths: Sequence[int], write_runs: WriteRuns) -> None:
        self._columns = table.columns
        self._widths = widths
        self._write_runs = write_runs

    def write_tr(self, row: Row, slots: Sequence[_Slot], *, keep: bool) -> str:
        """Return a ``w:tr``; no row is parted by a page break."""
        repeated = "<w:tblHeader/>" if row.header else ""
        cells = "".join(self._write_tc(slot, header=row.header, keep=keep) for slot in slots)
        return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{cells}</w:tr>"

    def _write_tc(self, slot: _Slot, *, header: bool, keep: bool) -> str:
        cell = slot.cell
        width = sum(self._widths[slot.column : slot.column + cell.colspan])
        merged = ""
        if cell.rowspan > 1:
            merged = "<w:vMerge/>" if slot.covered else '<w:vMerge w:val="restart"/>'
        properties = (
            f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>'
            + (f'<w:gridSpan w:val="{cell.colspan}"/>' if cell.colspan > 1 else "")
            + merged
            + ('<w:vAlign w:val="center"/>' if header else "")
            + "</w:tcPr>"
        )
        # Word takes a file whose cell does not end with a paragraph for damaged.
        inlines = ((),) if slot.covered or not cell.paragraphs else cell.paragraphs
        paragraphs = "".join(
            self._write_p(cell, slot.column, each, header=header, keep=keep) for each in inlines
        )
        return f"<w:tc>{properties}{paragraphs}</w:tc>"

    def _write_p(
        self, cell: Cell, column: int, inlines: object, *, header: bool, keep: bool
    ) -> str:
        style = _HEADER_STYLE if header else _TEXT_STYLE
        align = cell.align or (Align.CENTER if header else self._columns[column].align)
        usual = Align.CENTER if header else Align.LEFT
        runs = self._write_runs(
            inlines, bold=cell.bold or header, italic=cell.italic, base_bold=header
        )
        return (
            f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{"<w:keepNext/>" if keep else ""}'
            + (f'<w:jc w:val="{align}"/>' if align is not usual else "")
            + f"</w:pPr>{runs}</w:p>"
        )
