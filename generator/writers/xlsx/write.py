"""Worksheets as an Excel file, written by XlsxWriter; its bytes depend on its sheets alone."""

import io
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from xlsxwriter.chart import Chart
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from generator.document.nodes import (
    ChartKind,
    ChoiceList,
    Document,
    Sheet,
    SheetCell,
    SheetChart,
    SheetLook,
    SheetRow,
)
from generator.errors import InputError
from generator.ooxml.cells import Area, number_text
from generator.ooxml.xml import FORBIDDEN
from generator.writers import Made
from generator.writers.docx.theme import theme_of
from generator.writers.xlsx.looks import FONT, LINE_PX, PLAIN, WIDTH_PX, Looks, row_height
from generator.writers.xlsx.problems import NO_SHEETS, SEVERAL_ANNEXES

# Excel keeps 15 digits of a number; a longer one stays right as text only.
MAX_EXACT = 10**15
_A4 = 9
_MARGINS = {"left": 0.59, "right": 0.39, "top": 0.59, "bottom": 0.59}
_PAGE_NUMBER = "&C&P/&N"
# A date is asked for; the first day an archive can name stands for none.
_NO_DATE = datetime(1980, 1, 1)  # noqa: DTZ001  (XlsxWriter takes it as UTC)
_DEFAULT_COLUMN_PX = 72
_CHART_COLUMNS, _CHART_ROWS = 8, 16
_CHART_FONT = 13
_CHART_FORMAT = "[$-42A]#,##0"
# Told apart in grey print too.
_COLOURS = ("#2F5597", "#C55A11", "#7F7F7F", "#FFC000", "#548235", "#9DC3E6", "#7030A0")


def make(document: Document, **_: Any) -> Made:
    """Return the budget annexes of a document; a workbook never holds more of it.

    Raises:
        InputError: When no annex of the document is a worksheet, or several are.
    """
    sheets = [sheet for annex in document.annexes for sheet in annex.sheets]
    if not sheets:
        raise InputError(NO_SHEETS.at())
    if len({sheet.name for sheet in sheets}) < len(sheets):
        raise InputError(SEVERAL_ANNEXES.at())
    properties = document.properties
    return Made(write_workbook(sheets, title=properties.title, author=properties.author))


def write_workbook(sheets: Sequence[Sheet], *, title: str = "", author: str = "") -> bytes:
    """Return sheets as a file; their rows are taken once, in the order of the sheets."""
    stream = io.BytesIO()
    # In memory, since only so the dates inside the file are always the same.
    book = Workbook(
        stream,
        {
            "in_memory": True,
            "default_format_properties": dict(PLAIN),
            "default_row_height": LINE_PX,
            "default_column_width": _DEFAULT_COLUMN_PX,
        },
    )
    # Charts take their font from the theme.
    book.use_custom_theme(io.StringIO(theme_of(FONT)))
    book.set_properties({"title": title, "author": author, "created": _NO_DATE})
    looks = Looks(book)
    for sheet in sheets:
        _SheetWriter(book, sheet, looks).write()
    next((page for page in book.worksheets() if not page.hidden), book.worksheets()[0]).activate()
    book.close()
    return stream.getvalue()


class _SheetWriter:
    """Writes one sheet."""

    def __init__(self, book: Workbook, sheet: Sheet, looks: Looks) -> None:
        self._book = book
        self._sheet = sheet
        self._looks = looks
        self._page: Worksheet = book.add_worksheet(sheet.name)
        self._merges = {(area.top, area.left): area for area in map(Area.parse, sheet.merges)}
        self._heights: list[int] = []

    def write(self) -> None:
        """Write everything of the sheet."""
        self._set_up_page()
        self._set_up_columns()
        # Before the cells: merging writes the first cell of the area anew.
        for area in self._sheet.merges:
            self._page.merge_range(area, None)
        for number, row in enumerate(self._sheet.rows):
            self._write_row(number, row)
        for choice in self._sheet.choices:
            self._offer(choice)
        for number, chart in enumerate(self._sheet.charts, start=1):
            self._insert_chart(chart, number)

    def _set_up_page(self) -> None:
        page, sheet = self._page, self._sheet
        if sheet.landscape:
            page.set_landscape()
        page.set_paper(_A4)
        page.set_margins(**_MARGINS)
        page.center_horizontally()
        page.fit_to_pages(1, int(sheet.one_page))
        page.set_footer(_PAGE_NUMBER)
        if sheet.head is not None:
            first, last = sheet.head
            page.repeat_rows(first - 1, last - 1)
            page.freeze_panes(last, 0)
            page.set_selection(last, 0, last, 0)
        if sheet.hidden:
            page.hide()

    def _set_up_columns(self) -> None:
        for column, width in enumerate(self._sheet.widths):
            hidden = {"hidden": True} if column + 1 in self._sheet.hidden_columns else {}
            self._page.set_column_pixels(column, column, round(width * WIDTH_PX), None, hidden)

    def _write_row(self, number: int, row: SheetRow) -> None:
        areas = [self._area(number, column) for column in range(len(row.cells))]
        height = row_height(row.cells, row.look, areas)
        self._heights.append(height)
        self._page.set_row_pixels(number, height, None, {"hidden": row.hidden})
        for column, cell in enumerate(row.cells):
            if cell.value is not None or cell.formula or row.look is not SheetLook.TEXT:
                self._write_cell(number, column, cell, row.look)

    def _area(self, row: int, column: int) -> tuple[Sequence[float], int]:
        """Return the widths of the columns that a cell covers, and the number of its rows."""
        area = self._merges.get((row + 1, column + 1))
        if area is None:
            return self._sheet.widths[column : column + 1], 1
        return self._sheet.widths[area.left - 1 : area.right], area.bottom - area.top + 1

    def _write_cell(self, row: int, column: int, cell: SheetCell, look: SheetLook) -> None:
        value, shown = cell.value, self._looks.format_of(cell, look)
        if isinstance(value, str):
            # XML has no place for these.
            value = FORBIDDEN.sub("", value)
        if cell.formula:
            result = "" if value is None else value
            self._page.write_formula(row, column, cell.formula, shown, result)
        elif value is None or value == "":
            self._page.write_blank(row, column, None, shown)
        elif isinstance(value, str):
            self._page.write_string(row, column, value, shown)
        elif -MAX_EXACT < value < MAX_EXACT:
            self._page.write_number(row, column, value, shown)
        else:
            self._page.write_string(row, column, _long_number(value), shown)

    def _offer(self, choice: ChoiceList) -> None:
        options: dict[str, Any] = {
            "validate": "list",
            "source": f"={choice.source}",
            "show_error": choice.strict,
            "show_input": bool(choice.text),
        }
        if choice.text:
            options |= {"input_title": choice.title, "input_message": choice.text}
        self._page.data_validation(choice.area, options)

    def _insert_chart(self, chart: SheetChart, number: int) -> None:
        widths = [round(width * WIDTH_PX) for width in self._sheet.widths]
        made = _make_chart(self._book, chart, f"Biểu đồ {number}")
        made.set_size(
            {
                "width": _covered(widths, chart.column - 1, _CHART_COLUMNS, _DEFAULT_COLUMN_PX),
                "height": _covered(self._heights, chart.row - 1, _CHART_ROWS, LINE_PX),
            }
        )
        options = {"description": chart.title}
        self._page.insert_chart(chart.row - 1, chart.column - 1, made, options)


def _long_number(value: int | Decimal) -> str:
    whole, _, part = number_text(value).partition(".")
    return f"{int(whole):,}".replace(",", ".") + (f",{part}" if part else "")


def _covered(sizes: Sequence[int], first: int, count: int, usual: int) -> int:
    """Return the size of a number of rows or columns; those beyond the sheet's are usual ones."""
    sized = sizes[first : first + count]
    return sum(sized) + usual * (count - len(sized))


def _make_chart(book: Workbook, chart: SheetChart, name: str) -> Chart:
    is_pie, is_bar = chart.kind is ChartKind.PIE, chart.kind is ChartKind.BAR
    made = book.add_chart({"type": chart.kind.value, "name": name})
    series: dict[str, Any] = {"categories": f"={chart.names}", "values": f"={chart.values}"}
    if is_pie:
        series["points"] = [
            {"fill": {"color": _COLOURS[index % len(_COLOURS)]}}
            for index in range(len(chart.points))
        ]
        series["data_labels"] = {"percentage": True, "num_format": "0%"}
    else:
        series |= {"fill": {"color": _COLOURS[0]}, "gap": 60, "data_labels": {"value": True}}
        quiet = {"major_tick_mark": "none", "minor_tick_mark": "none"}
        names: dict[str, Any] = {**quiet, "label_position": "low"}
        values = {**quiet, "num_format": _CHART_FORMAT, "major_gridlines": {"visible": True}}
        if is_bar:
            # A bar chart counts its names upwards unless it is told to begin at the top.
            names |= {"reverse": True, "crossing": "max"}
        # XlsxWriter calls the lower axis x, whatever stands on it.
        made.set_x_axis(values if is_bar else names)
        made.set_y_axis(names if is_bar else values)
    made.add_series(series)
    made.set_title({"name": chart.title, "name_font": {"size": _CHART_FONT, "bold": True}})
    made.set_legend({"position": "right"} if is_pie else {"none": True})
    return made
