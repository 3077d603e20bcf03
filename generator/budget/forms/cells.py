"""The cells of a form's worksheet: found, made, written, and looked at.

A form is never given a style that is not its own.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from generator.budget.forms.data import FormValue, as_text
from generator.budget.forms.insertion import empty_cell
from generator.ooxml.cells import Area, cell_name, number_text
from generator.ooxml.numbers import decimal, whole
from generator.ooxml.workbook import Workbook
from generator.ooxml.xml import FORBIDDEN, qn
from generator.text.metrics import text_width

if TYPE_CHECKING:
    from lxml import etree

_CELL, _V, _IS, _T = qn("x:c"), qn("x:v"), qn("x:is"), qn("x:t")
# A number with more digits would not come back from Excel as it was put in.
MAX_EXACT = 10**15
_LINE_PT = 15.75
_DEFAULT_WIDTH = 8.43
# Of the usual fonts of forms; a line too many is better than one that is cut off.
_POINTS_PER_CHARACTER = 5.25
_PADDING_PT = 4.0
_SIZE_PT = 12.0
_SPACE_PT = 3.0


class SheetCells:
    """The cells of a worksheet that is filled.

    Attributes:
        rows: The ``x:row`` elements by number.
        known: Cells with formulas whose results were written and are right.
        looks: The styles of the workbook.
    """

    def __init__(self, root: "etree._Element", book: Workbook) -> None:
        self.rows: dict[int, etree._Element] = {}
        self.known: set[str] = set()
        self.looks = Looks(book)
        self._root = root
        self._widths = dict(_read_widths(root))

    def number_rows(self) -> None:
        """Take down where each row is, when no more are inserted."""
        self.rows = {whole(row.get("r")): row for row in self._root.iter(qn("x:row"))}

    def get(self, number: int, column: int) -> "etree._Element":
        """Return a cell, made with the look of its column when it is not there."""
        row = self.rows.get(number)
        if row is None:
            row = self._make_row(number)
        position = 0
        for cell in row.iter(_CELL):
            place = Area.parse(cell.get("r", "A1")).left
            if place == column:
                return cell
            if place < column:
                position += 1
        row.attrib.pop("spans", None)
        cell = row.makeelement(_CELL, {"r": cell_name(number, column)})
        style = row.get("s") if row.get("customFormat") else self._column_style(column)
        if style:
            cell.set("s", style)
        row.insert(position, cell)
        return cell

    def _make_row(self, number: int) -> "etree._Element":
        row = self._root.makeelement(qn("x:row"), {"r": str(number)})
        self.rows[number] = row
        data = self._root.find(qn("x:sheetData"))
        if data is not None:
            following = [one for one in data if whole(one.get("r")) > number]
            data.insert(data.index(following[0]) if following else len(data), row)
        return row

    def _column_style(self, column: int) -> str | None:
        for entry in self._root.iterfind(f"{qn('x:cols')}/{qn('x:col')}"):
            if whole(entry.get("min")) <= column <= whole(entry.get("max")):
                return entry.get("style")
        return None

    def set_value(self, cell: "etree._Element", value: FormValue) -> None:
        """Put a text, a number or nothing into a cell; what Excel would round stands as text."""
        if value is None or value == "":
            empty_cell(cell)
        elif isinstance(value, str):
            self.set_text(cell, value)
        elif not -MAX_EXACT < value < MAX_EXACT:
            self.set_text(cell, as_text(value))
        else:
            empty_cell(cell)
            _append(cell, _V, number_text(value))

    def set_text(self, cell: "etree._Element", text: str) -> None:
        """Put a text into a cell, which is never a formula."""
        empty_cell(cell)
        cell.set("t", "inlineStr")
        holder = cell.makeelement(_IS, {})
        cell.append(holder)
        written = _append(holder, _T, FORBIDDEN.sub("", text))
        written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")

    def set_result(self, cell: "etree._Element", value: int | Decimal) -> None:
        """Write down the result of the formula of a cell."""
        for child in cell.findall(_V):
            cell.remove(child)
        cell.attrib.pop("t", None)
        _append(cell, _V, number_text(value))
        self.known.add(cell.get("r", ""))

    def embolden(self, cell: "etree._Element") -> None:
        """Give a cell the bold style that is like its own, if the workbook has one."""
        style = self.looks.bold_twin(cell.get("s", "0"))
        if style:
            cell.set("s", style)

    def width(self, number: int, column: int) -> float:
        """Return the width of a cell in points, the cells merged into it counted."""
        group = self._root.find(qn("x:mergeCells"))
        right = column
        for entry in group if group is not None else ():
            area = Area.parse(entry.get("ref", "A1"))
            if (number, column) in area and area.top == area.bottom:
                right = area.right
        width = sum(self._widths.get(each, _DEFAULT_WIDTH) for each in range(column, right + 1))
        return max(width * _POINTS_PER_CHARACTER - _PADDING_PT, 1)

    def grow(self, number: int, lines: int) -> None:
        """Make a row as high as its text, unless it is high enough.

        Excel fits rows whose height nobody has set; other programs take what the file says.
        """
        row = self.rows.get(number)
        if row is None or (lines == 1 and row.get("ht") is None):
            return
        needed = lines * _LINE_PT
        if decimal(row.get("ht")) < needed:
            row.set("ht", f"{needed:g}")
            row.attrib.pop("customHeight", None)


def count_lines(text: str, room: float) -> int:
    """Return how many lines a text takes in a width in points."""
    count = 0
    for paragraph in text.split("\n"):
        count, used = count + 1, 0.0
        for word in paragraph.split(" "):
            width = text_width(word, _SIZE_PT)
            if used and used + width > room:
                count, used = count + 1, 0.0
            used += width + _SPACE_PT
    return count


def _append(parent: "etree._Element", tag: str, text: str) -> "etree._Element":
    child = parent.makeelement(tag, {})
    child.text = text
    parent.append(child)
    return child


def _read_widths(root: "etree._Element") -> Iterator[tuple[int, float]]:
    for entry in root.iterfind(f"{qn('x:cols')}/{qn('x:col')}"):
        first, last = whole(entry.get("min"), 1), whole(entry.get("max"), 1)
        for column in range(first, min(last, first + 100) + 1):
            yield column, decimal(entry.get("width"), _DEFAULT_WIDTH)


# ---------------------------------------------------------------------- styles


class Looks:
    """The cell styles of a workbook, by their numbers."""

    def __init__(self, book: Workbook) -> None:
        parts = book.package.related(book.part, "styles")
        root = book.package.xml(parts[0]) if parts else None
        self._fonts = _children(root, "x:fonts")
        self._looks = _children(root, "x:cellXfs")
        self._twins: dict[str, str | None] = {}

    def wraps(self, style: str) -> bool:
        """Return whether a style breaks long texts into lines."""
        look = self._look(style)
        alignment = look.find(qn("x:alignment")) if look is not None else None
        return alignment is not None and alignment.get("wrapText") in ("1", "true")

    def bold_twin(self, style: str) -> str | None:
        """Return the number of a style that differs only in being bold, None without one."""
        if style not in self._twins:
            self._twins[style] = self._find_twin(style)
        return self._twins[style]

    def _find_twin(self, style: str) -> str | None:
        own = self._look(style)
        if own is None or not self._fonts:
            return None
        plain, font = _without_font(own), self._plain_font(own)
        for number, look in enumerate(self._looks):
            same = _without_font(look) == plain and self._plain_font(look) == font
            if same and self._is_bold(look):
                return str(number)
        return None

    def _look(self, style: str) -> "etree._Element | None":
        number = whole(style, -1)
        return self._looks[number] if 0 <= number < len(self._looks) else None

    def _font(self, look: "etree._Element") -> "etree._Element":
        number = whole(look.get("fontId"))
        return self._fonts[number if 0 <= number < len(self._fonts) else 0]

    def _is_bold(self, look: "etree._Element") -> bool:
        bold = self._font(look).find(qn("x:b"))
        return bold is not None and bold.get("val", "1") in ("1", "true")

    def _plain_font(self, look: "etree._Element") -> list[tuple[str, str]]:
        return sorted(
            (str(child.tag), str(sorted(child.attrib.items())))
            for child in self._font(look)
            if child.tag != qn("x:b")
        )


def _children(root: "etree._Element | None", name: str) -> "list[etree._Element]":
    group = root.find(qn(name)) if root is not None else None
    return list(group) if group is not None else []


def _without_font(look: "etree._Element") -> tuple[str, str]:
    attributes = sorted(
        (key, value) for key, value in look.attrib.items() if key not in ("fontId", "applyFont")
    )
    children = [(str(child.tag), sorted(child.attrib.items())) for child in look]
    return str(attributes), str(children)
