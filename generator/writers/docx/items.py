"""The styled flow as WordprocessingML: looks come from styles, never from numbers here."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from typing import Protocol

from generator.document.nodes import Align, Cell, Inlines, Row, Run
from generator.layout.flow import Columns, Gap, Grid, Item, RuleBelow, StyledParagraph
from generator.layout.pieces import Break, Note, Piece, Text
from generator.layout.sizes import PLAIN, Slot, iter_slots
from generator.ooxml.numbers import Twips
from generator.ooxml.xml import escape
from generator.writers.docx.styles import DATA_TABLE, LAYOUT_TABLE, SIGNATURE_GAP, SPACER

_CELL_STYLE = "BangNoiDung"
_HEADER_STYLE = "BangTieuDe"


class Notes(Protocol):
    """Where footnotes are kept while the text is written.

    Attributes:
        comma: The run between two references in a row, which would read as one number.
    """

    comma: str

    def add(self, runs: str) -> str:
        """Keep a note and return the run that calls it."""


def write_items(items: Iterable[Item], notes: Notes) -> str:
    """Return parts of the flow as paragraphs and tables, their footnotes added to the notes."""
    written = []
    for item in items:
        if isinstance(item, StyledParagraph):
            written.append(_write_paragraph(item, notes))
        elif isinstance(item, Grid):
            written.append(_write_grid(item, notes))
        elif isinstance(item, Gap):
            style = SIGNATURE_GAP if item.for_signature else SPACER
            written.append(write_p(style, keep=item.keep or item.is_above_words))
        elif isinstance(item, RuleBelow):
            written.append(write_rule(item))
        else:
            written.append(_write_columns(item, notes))
    return "".join(written)


def write_p(style: str, runs: str = "", *, keep: bool = False, properties: str = "") -> str:
    """Return a ``w:p`` in a style; ``properties`` follow keep-with-next in schema order."""
    kept = "<w:keepNext/>" if keep else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{kept}{properties}</w:pPr>{runs}</w:p>'


def _write_paragraph(item: StyledParagraph, notes: Notes) -> str:
    look = item.look
    runs = write_pieces(item.pieces, notes, bold=look.bold, italic=look.italic)
    properties = ""
    if item.indent:
        left, hanging = map(Twips.from_points, item.indent)
        properties = f'<w:ind w:left="{left}" w:hanging="{hanging}"/><w:jc w:val="left"/>'
    return write_p(look.style_id, runs, keep=item.keep, properties=properties)


def write_rule(rule: RuleBelow) -> str:
    """Return the line below a component: its characters, or a drawn line centred in its column.

    A drawn line is the upper border of a thin paragraph whose indents leave its length; Word and
    LibreOffice draw it alike, and it moves with its text.
    """
    style = rule.look.rule_style_id
    if rule.text:
        return write_p(style, write_run(rule.text))
    side = Twips.from_points(max(0, (rule.width_pt - rule.length_pt) / 2))
    return write_p(style, properties=f'<w:ind w:left="{side}" w:right="{side}"/>')


def write_pieces(
    pieces: Iterable[Piece], notes: Notes, *, bold: bool = False, italic: bool = False
) -> str:
    """Return pieces as runs; ``bold`` and ``italic`` say how the paragraph's style is."""
    runs = []
    for piece in pieces:
        if isinstance(piece, Text):
            runs.append(_write_text(piece, bold=bold, italic=italic))
        elif isinstance(piece, Break):
            runs.append("<w:r><w:br/></w:r>")
        elif isinstance(piece, Note):
            runs.append(notes.add(write_pieces(piece.pieces, notes)))
        else:
            runs.append(notes.comma)
    return "".join(runs)


def _write_text(text: Text, *, bold: bool, italic: bool) -> str:
    if text.component:
        look = f'<w:rStyle w:val="{text.component.style_id}"/>'
    else:
        look = ""
        if text.bold != bold:
            look += "<w:b/><w:bCs/>" if text.bold else '<w:b w:val="0"/><w:bCs w:val="0"/>'
        if text.italic != italic:
            look += "<w:i/><w:iCs/>" if text.italic else '<w:i w:val="0"/><w:iCs w:val="0"/>'
    return write_run(text.text, f"<w:rPr>{look}</w:rPr>" if look else "")


def write_run(text: str, properties: str = "") -> str:
    """Return text as a ``w:r``, its line breaks and tabs as Word writes them."""
    shown = "".join(map(_write_stretch, filter(None, re.split(r"(\n|\t)", text))))
    return f"<w:r>{properties}{shown or _write_stretch('')}</w:r>"


def _write_stretch(text: str) -> str:
    if text == "\n":
        return "<w:br/>"
    if text == "\t":
        return "<w:tab/>"
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>'


def _write_columns(columns: Columns, notes: Notes) -> str:
    # Word takes a cell without a paragraph for damage.
    rows = ([write_items(cell, notes) or write_p(SPACER) for cell in row] for row in columns.rows)
    return write_layout_table(layout_widths(columns), rows)


def layout_widths(columns: Columns) -> tuple[Twips, Twips]:
    """Return the widths of two columns; they add up to that of the text."""
    left = Twips.from_points(columns.widths_pt[0])
    return left, Twips(Twips.from_points(sum(columns.widths_pt)) - left)


def write_layout_table(widths: tuple[Twips, Twips], rows: Iterable[Iterable[str]]) -> str:
    """Return a table of two columns without borders, each cell given as its paragraphs."""
    body = "".join(
        "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
            for width, cell in zip(widths, row, strict=True)
        )
        + "</w:tr>"
        for row in rows
    )
    return _write_tbl(LAYOUT_TABLE, widths, body)


def _write_tbl(style: str, widths: Sequence[int], rows: str) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0000" w:firstRow="0" w:lastRow="0" w:firstColumn="0" w:lastColumn="0"'
        f' w:noHBand="1" w:noVBand="1"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
    )


def _write_grid(grid: Grid, notes: Notes) -> str:
    """Return a data table: merged cells, header rows that repeat on every page."""
    # A width of exactly half a twip must not fall to either side by the error of a sum.
    edges = [0, *(round(round(edge * 20, 6)) for edge in accumulate(grid.widths_pt))]
    widths = [right - left for left, right in pairwise(edges)]
    writer = _RowWriter(grid, widths, notes)
    rows = grid.table.rows
    last = len(rows) - 1 if grid.keep or grid.is_above_words else -1
    lines = iter_slots(rows, len(widths), short=True)
    written = [
        writer.write_tr(row, slots, keep=row.keep_next or position == last)
        for position, (row, slots) in enumerate(zip(rows, lines, strict=True))
    ]
    return _write_tbl(DATA_TABLE, widths, "".join(written))


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
    """Writes the rows of one table."""

    def __init__(self, grid: Grid, widths: Sequence[int], notes: Notes) -> None:
        self._grid = grid
        self._widths = widths
        self._notes = notes
        # What stands around the text of cells of one look: long tables have few looks.
        self._around: dict[tuple[object, ...], tuple[str, str]] = {}

    def write_tr(self, row: Row, slots: Sequence[Slot], *, keep: bool) -> str:
        """Return a ``w:tr``; no row is parted by a page break."""
        repeated = "<w:tblHeader/>" if row.header else ""
        if slots is PLAIN:
            plain = [self._write_plain_tc(row, cell, n, keep) for n, cell in enumerate(row.cells)]
            cells = "".join(plain)
        else:
            cells = "".join([self._write_tc(row, slot, keep=keep) for slot in slots])
        return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{cells}</w:tr>"

    def _write_plain_tc(self, row: Row, cell: Cell, column: int, keep: bool) -> str:
        """Return the ``w:tc`` of a cell that covers one place, quickly when it is one run."""
        run = _only_run(cell)
        if run is None:
            return self._write_tc(row, Slot(cell, column), keep=keep)
        bold, italic = cell.bold or run.bold, cell.italic or run.italic
        key = (column, cell.align, bold, italic, row.header, keep)
        around = self._around.get(key)
        if around is None:
            marked = replace(cell, paragraphs=((replace(run, text=_MARK),),))
            whole = self._write_tc(row, Slot(marked, column), keep=keep)
            start, _, end = whole.partition(_MARK)
            around = self._around[key] = start, end
        return f"{around[0]}{escape(run.text)}{around[1]}"

    def _write_tc(self, row: Row, slot: Slot, *, keep: bool) -> str:
        cell = slot.cell
        width = sum(self._widths[slot.column : slot.column + cell.colspan])
        merged = ""
        if cell.rowspan > 1:
            merged = "<w:vMerge/>" if slot.covered else '<w:vMerge w:val="restart"/>'
        properties = (
            f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>'
            + (f'<w:gridSpan w:val="{cell.colspan}"/>' if cell.colspan > 1 else "")
            + merged
            + ('<w:vAlign w:val="center"/>' if row.header else "")
            + "</w:tcPr>"
        )
        # Word takes a file whose cell does not end with a paragraph for damaged.
        paragraphs = ((),) if slot.covered or not cell.paragraphs else cell.paragraphs
        written = (self._write_cell_p(row, slot, inlines, keep=keep) for inlines in paragraphs)
        return f"<w:tc>{properties}{''.join(written)}</w:tc>"

    def _write_cell_p(self, row: Row, slot: Slot, inlines: Inlines, *, keep: bool) -> str:
        style = _HEADER_STYLE if row.header else _CELL_STYLE
        align = self._grid.align(row, slot.cell, slot.column)
        usual = Align.CENTER if row.header else Align.LEFT
        pieces = self._grid.pieces(row, slot.cell, inlines)
        runs = write_pieces(pieces, self._notes, bold=row.header)
        properties = f'<w:jc w:val="{align}"/>' if align is not usual else ""
        return write_p(style, runs, keep=keep, properties=properties)
