"""How the cells of a worksheet look, and how high its rows are."""

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from generator.document.nodes import Align, SheetCell, SheetLook
from generator.text.metrics import text_width

FONT = "Times New Roman"
_SIZE = 12
PLAIN: dict[str, Any] = {
    "font_name": FONT,
    "font_size": _SIZE,
    "font_family": 1,
    "font_scheme": "none",
}
"""The look of a cell without a look: also the font that column widths are counted in."""
LINE_PX = 21
WIDTH_PX = 8  # of a digit of that font, the unit of column widths
_PX_TO_PT = 0.75
_TITLE_LINE_PX = 25
_TITLE_SIZE = 14
_BOLD = frozenset((SheetLook.TITLE, SheetLook.HEAD, SheetLook.GROUP, SheetLook.TOTAL))
_ITALIC = frozenset((SheetLook.REFERENCE, SheetLook.UNIT, SheetLook.WORDS, SheetLook.EXAMPLE))
_BORDERED = frozenset(
    (SheetLook.HEAD, SheetLook.GROUP, SheetLook.TASK, SheetLook.ITEM, SheetLook.TOTAL,
     SheetLook.EXAMPLE)
)  # fmt: skip
_CENTRED = frozenset((SheetLook.TITLE, SheetLook.REFERENCE, SheetLook.HEAD))
_FILLS = {SheetLook.HEAD: "#D9E2F3", SheetLook.GROUP: "#F2F2F2", SheetLook.TOTAL: "#F2F2F2"}
_GREY = "#7F7F7F"
_TEXT_FORMAT = 49  # the built-in "@": what is typed stays a text
# What Excel would take for a formula, or for the mark of a text, when the cell is edited.
_READ_AS_OTHER = ("=", "+", "-", "@", "'", "\t", "\r")

_CELL_PADDING_PT = 5.0
_WIDEST_EM = 0.6
_SPACE_EM = 0.25


class Looks:
    """The formats of a workbook, each made when a cell first needs it."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._formats: dict[tuple[object, ...], Format] = {}

    def format_of(self, cell: SheetCell, look: SheetLook) -> Format:
        """Return the format of a cell in a row of a look."""
        value = cell.value
        quoted = isinstance(value, str) and value.startswith(_READ_AS_OTHER)
        number = None if isinstance(value, str) or value is None else _decimals(value)
        key = (look, cell.align, value is None, quoted, number, cell.suffix, cell.plain)
        known = self._formats.get(key)
        if known is None:
            properties = _look_properties(look) | {"quote_prefix": quoted}
            align = _alignment(cell, look)
            if align:
                properties["align"] = align
            shown = _number_format(cell)
            if shown:
                properties["num_format"] = shown
            known = self._formats[key] = self._book.add_format(properties)
        return known


def _look_properties(look: SheetLook) -> dict[str, Any]:
    properties: dict[str, Any] = {
        "bold": look in _BOLD,
        "italic": look in _ITALIC,
        "border": int(look in _BORDERED),
        "text_wrap": look is not SheetLook.UNIT,
        "valign": "vcenter" if look is SheetLook.HEAD else "top",
    }
    if look is SheetLook.TITLE:
        properties["font_size"] = _TITLE_SIZE
    if look is SheetLook.EXAMPLE:
        properties["font_color"] = _GREY
    if look in _FILLS:
        properties["bg_color"] = _FILLS[look]
    return properties


def _alignment(cell: SheetCell, look: SheetLook) -> str:
    if cell.align:
        return "justify" if cell.align == Align.JUSTIFY else str(cell.align)
    if look in _CENTRED:
        return "center"
    if look is SheetLook.UNIT:
        return "right"
    return "" if isinstance(cell.value, str) or cell.value is None else "right"


def _number_format(cell: SheetCell) -> str | int:
    """Return the format that shows all of a number, Vietnamese wherever it is opened.

    "#,##0" alone takes the separators of the reader's machine; 42A is Vietnamese. 1250.5 gets
    '[$-42A]#,##0.0'.
    """
    if isinstance(cell.value, str):
        return _TEXT_FORMAT
    if cell.value is None:
        return ""
    if cell.plain:
        return "0"
    decimals = _decimals(cell.value)
    code = "[$-42A]#,##0" + (f".{'0' * decimals}" if decimals else "")
    return f'{code} "{cell.suffix.replace(chr(34), "")}"' if cell.suffix else code


def _decimals(value: int | Decimal) -> int:
    """Return how many digits stand after the comma."""
    if not isinstance(value, Decimal):
        return 0
    exponent = value.normalize().as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def row_height(
    cells: Sequence[SheetCell], look: SheetLook, areas: Sequence[tuple[Sequence[float], int]]
) -> int:
    """Return the pixels a row's texts need: programs find them themselves only after an edit.

    Args:
        cells: The cells of the row.
        look: What the row is.
        areas: Of each cell, the widths of the columns and the number of rows it covers.
    """
    size = _TITLE_SIZE if look is SheetLook.TITLE else _SIZE
    lines = 1
    for cell, (widths, height) in zip(cells, areas, strict=False):
        if isinstance(cell.value, str) and look is not SheetLook.UNIT:
            room = sum(widths) * WIDTH_PX * _PX_TO_PT - _CELL_PADDING_PT
            if cell.value and room > 0:
                needed = _count_lines(cell.value, room, size, look in _BOLD)
                lines = max(lines, -(-needed // height))
    return lines * (_TITLE_LINE_PX if look is SheetLook.TITLE else LINE_PX)


@lru_cache(maxsize=8192)
def _count_lines(text: str, room: float, size: int, bold: bool) -> int:
    """Return how many lines a text takes in a width."""
    count = 0
    for paragraph in text.split("\n"):
        count += 1
        if len(paragraph) * size * _WIDEST_EM <= room:
            continue
        used = 0.0
        for word in paragraph.split(" "):
            width = text_width(word, size, bold=bold)
            if used and used + width > room:
                count += 1
                used = 0.0
            used += width + size * _SPACE_EM
    return count
