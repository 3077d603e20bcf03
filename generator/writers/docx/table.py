"""Data tables as ``w:tbl``: grid, merged cells, repeated header rows."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from generator.document.nodes import Align, Cell, Column, Row, Run, Table
from generator.ooxml.xml import escape
from generator.standards import Component
from generator.writers.docx.styles import DATA_TABLE
from generator.writers.measure import PLAIN, Slot, iter_slots, least_widths, widen

_TEXT_STYLE = "BangNoiDung"
_HEADER_STYLE = "BangTieuDe"
_TWIPS_PER_POINT = 20

WriteRuns = Callable[..., str]


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
    least = [width * _TWIPS_PER_POINT for width in least_widths(table, look)]
    widths = share_width(table.columns, width_twips, least)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    writer = _RowWriter(table, widths, write_runs)
    last = len(table.rows) - 1
    lines = iter_slots(table.rows, len(table.columns), short=True)
    rows = "".join(
        writer.write_tr(row, slots, keep=row.keep_next or (keep and position == last))
        for position, (row, slots) in enumerate(zip(table.rows, lines, strict=True))
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
        widths = widen(widths, least)
    edges = [0, *(round(edge) for edge in accumulate(widths))]
    return [right - left for left, right in pairwise(edges)]


# A text no cell has: control characters are refused before anything is written.
_MARK = "\x01"


def _only_run(cell: Cell) -> Run | None:
    """Return the one run a cell consists of, None for any other cell."""
    if len(cell.paragraphs) != 1 or len(cell.paragraphs[0]) != 1:
        return None
    run = cell.paragraphs[0][0]
    if not isinstance(run, Run):
        return None
    return run if run.text and "\n" not in run.text and "\t" not in run.text else None


class _RowWriter:
    def __init__(self, table: Table, widths: Sequence[int], write_runs: WriteRuns) -> None:
        self._columns = table.columns
        self._widths = widths
        self._write_runs = write_runs
        # What stands around the text of cells of one look: long tables have few looks.
        self._around: dict[tuple[object, ...], tuple[str, str]] = {}

    def write_tr(self, row: Row, slots: Sequence[Slot], *, keep: bool) -> str:
        """Return a ``w:tr``; no row is parted by a page break."""
        repeated = "<w:tblHeader/>" if row.header else ""
        header = row.header
        if slots is PLAIN:
            cells = "".join(
                [self._write_plain_tc(cell, n, header, keep) for n, cell in enumerate(row.cells)]
            )
        else:
            cells = "".join([self._write_tc(slot, header=header, keep=keep) for slot in slots])
        return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{cells}</w:tr>"

    def _write_plain_tc(self, cell: Cell, column: int, header: bool, keep: bool) -> str:
        """Return the ``w:tc`` of a cell that covers one place, quickly when it is one run."""
        run = _only_run(cell)
        if run is None:
            return self._write_tc(Slot(cell, column), header=header, keep=keep)
        key = (column, cell.align, cell.bold or run.bold, cell.italic or run.italic, header, keep)
        around = self._around.get(key)
        if around is None:
            marked = replace(cell, paragraphs=((replace(run, text=_MARK),),))
            whole = self._write_tc(Slot(marked, column), header=header, keep=keep)
            start, _, end = whole.partition(_MARK)
            around = self._around[key] = start, end
        return f"{around[0]}{escape(run.text)}{around[1]}"

    def _write_tc(self, slot: Slot, *, header: bool, keep: bool) -> str:
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
