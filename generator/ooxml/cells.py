"""Cells of spreadsheets and tables: "B12", "$A$1:$C$9", formulas with them, and their values."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache

MAX_ROW = 1_048_576
MAX_COLUMN = 16_384
_LETTERS = 26
_CELL_NAME = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})", re.ASCII)

_PLAIN = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]+)(?::\$?([A-Z]{1,3})\$?([0-9]+))?")
_SHEET = r"(?P<sheet>(?:'(?:[^']|'')+'|[^\W\d][\w.]*)!)?"
_CELL = r"\$?[A-Z]{1,3}\$?[0-9]{1,7}"
# Texts and references to other workbooks or to tables come first, so that nothing inside them
# is taken for a reference of this workbook.
_TOKEN = re.compile(
    r'"(?:[^"]|"")*"'
    r"|'?\[[^\]]*\](?:[^'!]*'?!)?" + _CELL + r"(?::" + _CELL + r")?"
    r"|\[[^\]]*\]"
    r"|(?<![\w.$])" + _SHEET + r"(?P<area>" + _CELL + r":" + _CELL + r"|" + _CELL + r""
    r"|\$?[0-9]{1,7}:\$?[0-9]{1,7})(?![\w(.!])"
)
_CORNER = re.compile(r"(\$?)([A-Z]{0,3})(\$?)([0-9]+)")


@cache
def column_name(number: int) -> str:
    """Return the letters of a column, counted from 1.

    >>> column_name(1), column_name(28)
    ('A', 'AB')
    """
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


@cache
def column_number(letters: str) -> int:
    """Return the number of a column, counted from 1.

    >>> column_number("AB")
    28
    """
    number = 0
    for letter in letters:
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number


def cell_name(row: int, column: int) -> str:
    """Return the name of a cell, both counted from 1.

    >>> cell_name(12, 2)
    'B12'
    """
    return f"{column_name(column)}{row}"


def is_cell(text: str) -> bool:
    """Return whether a text names a cell that a sheet has: "A1" to "XFD1048576".

    >>> is_cell("XFD1048576"), is_cell("XFE1"), is_cell("A1048577"), is_cell("A0")
    (True, False, False, False)
    """
    match = _CELL_NAME.fullmatch(text)
    return match is not None and column_number(match[1]) <= MAX_COLUMN and int(match[2]) <= MAX_ROW


def _place_of(cell: str) -> tuple[int, int]:
    letters = cell.rstrip("0123456789")
    return int(cell[len(letters) :]), column_number(letters)


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, all four edges inside it."""

    top: int
    left: int
    bottom: int
    right: int

    @classmethod
    def parse(cls, text: str) -> "Area":
        """Return the area of "B2" or "B2:C9".

        Raises:
            ValueError: When the text is neither, or names a place no sheet has.
        """
        first, _, last = text.replace("$", "").partition(":")
        if not is_cell(first) or not is_cell(last or first):
            raise ValueError(text)
        top, left = _place_of(first)
        bottom, right = _place_of(last or first)
        return cls(min(top, bottom), min(left, right), max(top, bottom), max(left, right))

    def __contains__(self, place: tuple[int, int]) -> bool:
        return self.top <= place[0] <= self.bottom and self.left <= place[1] <= self.right

    def text(self) -> str:
        """Return the area as "B2:C9", or "B2" when it is one cell."""
        first, last = cell_name(self.top, self.left), cell_name(self.bottom, self.right)
        return first if first == last else f"{first}:{last}"


@dataclass(frozen=True, slots=True)
class Insertion:
    """Rows put into a sheet, which move those below and grow the ranges they stand in.

    Attributes:
        sheet: Name of the sheet.
        at: Number the first new row gets.
        count: How many.
        body: First row of the list the rows belong to; a range of it that ends right above
            the new rows takes them in, a range that ends above the list does not.
    """

    sheet: str
    at: int
    count: int
    body: int

    def row(self, number: int) -> int:
        """Return the new number of a row."""
        return min(number + self.count, MAX_ROW) if number >= self.at else number

    def rows(self, first: int, last: int) -> tuple[int, int]:
        """Return the new edges of a range; one that ends right above the new rows grows."""
        grows = last >= self.at or (last == self.at - 1 and last >= self.body)
        end = min(last + self.count, MAX_ROW) if grows else last
        return self.row(first), end

    def area(self, area: Area) -> Area:
        """Return where an area is afterwards, grown when it ends right above the new rows."""
        top, bottom = self.rows(area.top, area.bottom)
        return Area(top, area.left, bottom, area.right)

    def moved(self, area: Area) -> Area:
        """Return where an area is afterwards, grown only when it stood around the new rows."""
        return Area(self.row(area.top), area.left, self.row(area.bottom), area.right)


def quote_sheet(name: str) -> str:
    """Return a sheet's name as formulas write it.

    >>> quote_sheet("Dự toán"), quote_sheet("Tong_hop")
    ("'Dự toán'", 'Tong_hop')
    """
    if re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", name) and not _PLAIN.fullmatch(name.upper()):
        return name
    return "'" + name.replace("'", "''") + "'"


def shift_formula(formula: str, insertion: Insertion, sheet: str, *, grow: bool = True) -> str:
    """Return a formula after rows were inserted.

    Args:
        formula: Without its "=".
        insertion: The rows.
        sheet: Name of the sheet the formula stands in; its plain references point there.
        grow: Ranges that end right above the new rows take them in.
    """

    def shift(name: str, area: str) -> str:
        if _sheet_of(name, sheet) != insertion.sheet.casefold():
            return name + area
        return name + _shift_area(area, insertion, grow=grow)

    return _replace_areas(formula, shift)


def move_formula(formula: str, rows: int, columns: int = 0) -> str:
    """Return a formula as it reads when its cell is copied so many rows and columns on.

    >>> move_formula('SUM(B$2:C3)&"A1"', 4)
    'SUM(B$2:C7)&"A1"'
    """

    def move(name: str, area: str) -> str:
        return name + ":".join(_move_corner(corner, rows, columns) for corner in area.split(":"))

    return _replace_areas(formula, move)


def find_areas(formula: str, sheet: str) -> list[tuple[str, Area]]:
    """Return the areas a formula refers to, each with its sheet's name in small letters."""
    found: list[tuple[str, Area]] = []

    def remember(name: str, area: str) -> str:
        corners = area.replace("$", "").split(":")
        if all(map(is_cell, corners)):
            found.append((_sheet_of(name, sheet), Area.parse(area)))
        elif all(map(str.isdecimal, corners)):
            first, last = (min(int(row), MAX_ROW) for row in corners)
            found.append((_sheet_of(name, sheet), Area(first, 1, last, MAX_COLUMN)))
        return name + area

    _replace_areas(formula, remember)
    return found


def _replace_areas(formula: str, change: Callable[[str, str], str]) -> str:
    def replace(match: re.Match[str]) -> str:
        area = match["area"]
        return match[0] if area is None else change(match["sheet"] or "", area)

    return _TOKEN.sub(replace, formula)


def _sheet_of(prefix: str, default: str) -> str:
    if not prefix:
        return default.casefold()
    name = prefix[:-1]
    if name.startswith("'"):
        name = name[1:-1].replace("''", "'")
    return name.casefold()


def _shift_area(area: str, insertion: Insertion, *, grow: bool) -> str:
    first, _, last = area.partition(":")
    start = _CORNER.fullmatch(first)
    if start is None:
        return area
    if not last:
        return f"{start[1]}{start[2]}{start[3]}{insertion.row(int(start[4]))}"
    end = _CORNER.fullmatch(last)
    if end is None:
        return area
    top, bottom = int(start[4]), int(end[4])
    if grow:
        top, bottom = insertion.rows(top, bottom)
    else:
        top, bottom = insertion.row(top), insertion.row(bottom)
    return f"{start[1]}{start[2]}{start[3]}{top}:{end[1]}{end[2]}{end[3]}{bottom}"


def _move_corner(corner: str, rows: int, columns: int) -> str:
    match = _CORNER.fullmatch(corner)
    if match is None or not match[2]:
        return corner
    letters = match[2] if match[1] else column_name(column_number(match[2]) + columns)
    row = match[4] if match[3] else str(int(match[4]) + rows)
    return f"{match[1]}{letters}{match[3]}{row}"


CellValue = str | int | Decimal | bool | date | None


def number_text(value: int | Decimal) -> str:
    """Return a number as files hold it: all its digits, a point before decimals.

    >>> number_text(10**18), number_text(Decimal("1E+2"))
    ('1000000000000000000', '100')
    """
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell.

    Attributes:
        value: What it shows; None for an empty cell.
        formula: The formula it is computed by, without "=", "" when there is none.
    """

    value: CellValue = None
    formula: str = ""

    @property
    def text(self) -> str:
        """Return the value as text, "" for an empty cell."""
        return "" if self.value is None else str(self.value)


EMPTY = GridCell()


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a sheet or of a Word table; rows and columns are counted from 1.

    Attributes:
        name: The sheet's name, or "bảng 1" for the first table of a Word file.
        rows: Cells that are there, by row and column.
        merges: Areas shown as one cell; the first cell of each holds its value.
        before: Lines of text right above a Word table, the nearest last.
    """

    name: str
    rows: dict[int, dict[int, GridCell]]
    merges: tuple[Area, ...] = ()
    before: tuple[str, ...] = field(default=())

    @property
    def last_row(self) -> int:
        """Return the number of the last row, 0 when there is none."""
        return max(self.rows, default=0)

    @property
    def last_column(self) -> int:
        """Return the number of the last column, 0 when there is none."""
        return max((max(cells, default=0) for cells in self.rows.values()), default=0)

    def cell(self, row: int, column: int) -> GridCell:
        """Return a cell, an empty one where there is none."""
        return self.rows.get(row, {}).get(column, EMPTY)

    def texts(self, row: int) -> Iterator[tuple[int, str]]:
        """Yield column and text of the cells of a row that have any."""
        for column, cell in sorted(self.rows.get(row, {}).items()):
            text = cell.text.strip()
            if text:
                yield column, text

    def merge_at(self, row: int, column: int) -> Area | None:
        """Return the merged area a cell belongs to."""
        return next((area for area in self.merges if (row, column) in area), None)
