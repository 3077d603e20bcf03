"""A table of a file as cells by row and column, whatever kind of file it came from."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from generator.ooxml.references import Area

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
        hidden_rows: Rows that are not shown.
        hidden_columns: Columns that are not shown.
        before: Lines of text right above a Word table, the nearest last.
    """

    name: str
    rows: dict[int, dict[int, GridCell]]
    merges: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
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
