"""Sizes of what is laid out: broken lines, lines below a text, columns of head and tables.

All lengths are in points and rest on the widths of Times New Roman alone.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.document.nodes import Block, Cell, Row, Table, plain_text
from generator.standards import Component, Standard
from generator.text.metrics import balance_lines, text_width

MM = 72 / 25.4
"""Points in a millimetre."""

CELL_MARGIN_MM = 1.5
TITLE_MARGIN_PT = 8
"""Room beside a title in its column, so that no reader's rounding breaks the line."""

TITLES = ("quoc_hieu", "tieu_ngu", "tieu_de_dang")
"""The fixed titles in the right column of the head; a standard has those of its regime."""

COLUMN_GAP_PT = 6
_SMALLEST_LEFT_PT = 140
_TWO_LINES = 1.5
# Cell edges and the rounding of a reader's own measure.
_ROUNDING_PT = 1.5
_EMPTY_CELL = Cell(((),))


def width_of(look: Component, text: str) -> float:
    """Return the width of a text in a component's look."""
    return text_width(text, look.size_pt.use, bold=look.bold, italic=look.italic)


def break_lines(
    look: Component, text: str, width_pt: float, room_pt: float = COLUMN_GAP_PT
) -> tuple[str, ...]:
    """Return a line broken evenly where it is wider than its column less some room."""
    return balance_lines(
        text, width_pt - room_pt, look.size_pt.use, bold=look.bold, italic=look.italic
    )


def rule_length(look: Component, lines: Iterable[str]) -> float:
    """Return the length of the drawn line below printed lines of text.

    The share is taken of the longest printed line, and where there is room of the last one too:
    the decree does not say which of them is "the text".
    """
    rule = look.rule
    if rule is None or rule.kind != "solid":
        return 0
    widths = [width_of(look, line) for line in lines]
    shares = rule.ratio.ranges or ((rule.ratio.use, rule.ratio.use),)
    low, high = shares[0][0], shares[-1][1]
    longest = max(widths)
    return max(low * longest, min(rule.ratio.use * longest, high * widths[-1]))


def head_widths(standard: Standard, date_line: str) -> tuple[float, float]:
    """Return the widths of the head's two columns; the right one holds titles and date line."""
    titles = [
        width_of(title, title.text) + TITLE_MARGIN_PT
        for key in TITLES
        if (title := standard.components.get(key)) is not None
    ]
    date = width_of(standard.components["dia_danh_ngay"], date_line) + TITLE_MARGIN_PT
    total = standard.page.text_width_mm * MM
    usual = standard.page.head_right_mm.use * MM
    right = max(min(max(usual, date), total - _SMALLEST_LEFT_PT), *titles)
    return total - right, right


def count_kept(blocks: Sequence[Block], standard: Standard, width_pt: float) -> int:
    """Return how many of the last blocks stay with the signature: at least two lines of text.

    A paragraph of two lines or more brings two of them along by itself (widow control).
    """
    look = standard.components["noi_dung"]
    lines = 0.0
    for count, block in enumerate(reversed(blocks), start=1):
        if isinstance(block, Table):
            return count
        lines += max(width_of(look, plain_text(block.inlines)) / width_pt, 1)
        if lines >= _TWO_LINES:
            return count
    return len(blocks)


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell at its place in the grid; ``covered`` by a cell of a row above."""

    cell: Cell
    column: int
    covered: bool = False


PLAIN: Sequence[Slot] = ()
"""Stands for a row of one plain cell for each column: long tables have many."""


def iter_slots(rows: Sequence[Row], count: int, *, short: bool = False) -> Iterator[Sequence[Slot]]:
    """Yield each row's cells with their columns, those covered from above put in.

    Args:
        rows: The rows.
        count: Number of columns.
        short: Yield ``PLAIN`` for rows without merged cells.

    Raises:
        ValueError: When a row has more cells than there are columns.
    """
    covering: dict[int, tuple[Cell, int]] = {}
    for row in rows:
        if short and not covering and len(row.cells) == count and _is_plain(row):
            yield PLAIN
            continue
        slots: list[Slot] = []
        cells = iter(row.cells)
        column = 0
        while column < count:
            if column in covering:
                cell, left = covering.pop(column)
                slots.append(Slot(cell, column, covered=True))
            else:
                cell = next(cells, _EMPTY_CELL)
                left = cell.rowspan
                slots.append(Slot(cell, column))
            if left > 1:
                covering[column] = (cell, left - 1)
            column += cell.colspan
        if column > count or next(cells, None) is not None:
            message = f"a row has more cells than the table's {count} columns"
            raise ValueError(message)
        yield slots


def _is_plain(row: Row) -> bool:
    return all(cell.colspan == 1 == cell.rowspan for cell in row.cells)


def least_widths(table: Table, look: Component) -> list[float]:
    """Return the width that each column needs so that no word of it is broken."""
    texts: list[set[tuple[str, bool]]] = [set() for _ in table.columns]
    lines = iter_slots(table.rows, len(table.columns), short=True)
    for row, slots in zip(table.rows, lines, strict=True):
        own = [(slot.column, slot.cell) for slot in slots if not slot.covered]
        for column, cell in own if slots is not PLAIN else enumerate(row.cells):
            if cell.colspan == 1:
                bold = row.header or cell.bold
                texts[column].update((plain_text(each), bold) for each in cell.paragraphs if each)
    words = [{(word, bold) for text, bold in each for word in text.split()} for each in texts]
    margins = 2 * CELL_MARGIN_MM * MM + _ROUNDING_PT
    size = look.size_pt.use
    return [
        max((text_width(word, size, bold=bold) for word, bold in each), default=0) + margins
        for each in words
    ]


def column_widths(table: Table, least: Sequence[float], width_pt: float) -> list[float]:
    """Return the widths of a table's columns by their shares; they add up to the whole.

    A column too narrow for its longest word takes room from wider ones, unless all columns
    together need more than there is.

    Args:
        table: The table.
        least: The width that each column needs.
        width_pt: The whole.
    """
    total = sum(column.width for column in table.columns)
    widths = [width_pt * column.width / total for column in table.columns]
    return _widen(widths, least) if sum(least) < width_pt else widths


def _widen(widths: Sequence[float], least: Sequence[float]) -> list[float]:
    """Return widths none of which is less than it must be, what they lack taken from the others."""
    lacking = sum(max(need - width, 0) for width, need in zip(widths, least, strict=True))
    spare = sum(max(width - need, 0) for width, need in zip(widths, least, strict=True))
    return [
        need if width < need else width - (width - need) * lacking / spare
        for width, need in zip(widths, least, strict=True)
    ]
