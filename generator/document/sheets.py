"""Worksheets as a tree: what a spreadsheet shows and how its cells follow from one another.

They belong to the document as its tables do; only a writer knows a file format. Formulas are in
A1 notation, without "=", each with its result.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

SheetValue = str | int | Decimal | None


class SheetLook(StrEnum):
    """What a row of a sheet is."""

    TITLE = "title"
    REFERENCE = "reference"
    UNIT = "unit"
    HEAD = "head"
    GROUP = "group"
    TASK = "task"
    ITEM = "item"
    TOTAL = "total"
    WORDS = "words"
    TEXT = "text"
    EXAMPLE = "example"


class ChartKind(StrEnum):
    """The charts a sheet may have."""

    BAR = "bar"
    COLUMN = "column"
    PIE = "pie"


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell.

    Attributes:
        value: A text, which is never taken for a formula; a number; None for an empty cell.
        formula: How the value follows from other cells, "" when it is typed.
        align: Where it stands, one of ``nodes.Align``; "" for the usual place of its kind.
        suffix: Shown after a number: "ngày".
        plain: A number shown as it is, without dots between thousands: a year, a code.
    """

    value: SheetValue = None
    formula: str = ""
    align: str = ""
    suffix: str = ""
    plain: bool = False


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row; an empty one has no borders."""

    cells: tuple[SheetCell, ...] = ()
    look: SheetLook = SheetLook.TEXT
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class ChoiceList:
    """Cells that offer a list; other values are allowed where ``strict`` is not set.

    Attributes:
        area: The cells: "C8:C60".
        source: Where the choices stand: "'Danh mục'!$A$2:$A$9".
        strict: Other values are refused.
        title: Head of the help shown beside the cell.
        text: That help.
    """

    area: str
    source: str
    strict: bool = False
    title: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class SheetChart:
    """A chart of cells of its own sheet or another.

    Attributes:
        kind: Its shape.
        title: Above it.
        names: Where the names stand: "'Tổng hợp'!$A$5:$A$8".
        values: Where the numbers stand.
        points: Names and numbers as they are now.
        row: First row it covers, counted from 1.
        column: First column it covers, counted from 1.
    """

    kind: ChartKind
    title: str
    names: str
    values: str
    points: tuple[tuple[str, int | Decimal], ...]
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worksheet.

    Attributes:
        name: On its tab: at most 31 characters.
        widths: Width of each column in characters.
        rows: From the first on; may be made while they are written.
        merges: Areas shown as one cell: "A1:I1".
        head: First and last row of the head: repeated on each page, kept in view.
        choices: Cells that offer lists.
        charts: Charts over the cells.
        hidden: Not shown on opening.
        landscape: The pages lie.
        hidden_columns: Columns not shown, counted from 1.
        one_page: Printed on one page.
    """

    name: str
    widths: tuple[float, ...]
    rows: Iterable[SheetRow]
    merges: tuple[str, ...] = ()
    head: tuple[int, int] | None = None
    choices: tuple[ChoiceList, ...] = ()
    charts: tuple[SheetChart, ...] = ()
    hidden: bool = False
    landscape: bool = True
    hidden_columns: frozenset[int] = frozenset()
    one_page: bool = False
