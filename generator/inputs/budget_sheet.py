"""A workbook filled by hand as the plain values of a budget, each with the cell it came from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from generator.diagnostics import Diagnostic, Location
from generator.errors import InputError
from generator.inputs.problems import (
    COLUMN_NOT_READ,
    NO_FIELD_NAMES,
    NO_LINE_ABOVE,
    NO_RESULT,
    NO_SHEETS,
    UNKNOWN_LEVEL,
)
from generator.inputs.sheet_columns import (
    DATA_SHEET,
    EXAMPLE,
    GROUP,
    INFO_ROWS,
    INFO_SHEET,
    ITEM,
    LEVEL,
    LEVELS,
    LINE_COLUMNS,
    ROW_ID,
    TASK,
    YEAR,
    split_list,
    split_sources,
)
from generator.inputs.yaml import Loaded, ValuePath
from generator.model.money import format_quantity
from generator.ooxml.cells import Grid, GridCell, cell_name
from generator.ooxml.workbook import open_workbook
from generator.text.normalize import to_nfc

SUFFIX = ".xlsx"
_KINDS = {column.field: column.kind for column in LINE_COLUMNS}
_KNOWN = {LEVEL, ROW_ID, *_KINDS}
_ID_ROWS = 12


@dataclass(frozen=True, slots=True)
class LoadedSheet(Loaded):
    """What a workbook says, with the cell of every value."""

    cells: Mapping[ValuePath, str] = field(default_factory=dict)

    def locate(
        self,
        path: ValuePath = (),
        *,
        key: bool = False,  # noqa: ARG002  (a cell is its own key)
        line: int = 0,  # noqa: ARG002
    ) -> Location:
        """Return the cell of a value, or of the nearest value around it that has one."""
        for length in range(len(path), 0, -1):
            cell = self.cells.get(path[:length])
            if cell:
                return Location(self.file, part=cell)
        return Location(self.file)

    def has(self, path: ValuePath) -> bool:
        """Return whether the workbook gives the value."""
        return path in self.cells


def load_budget_sheet(path: Path, *, display: str = "") -> LoadedSheet:
    """Return what a workbook made by ``kehoach budget sheet`` says.

    Raises:
        InputError: When it is no such workbook.
    """
    display = display or path.as_posix()
    book = open_workbook(path, name=display)
    info, data = book.sheet(INFO_SHEET), book.sheet(DATA_SHEET)
    if info is None or data is None:
        raise InputError(NO_SHEETS.at(Location(display), info=INFO_SHEET, data=DATA_SHEET))
    reader = _Reader(display)
    reader.read_info(book.grid(info))
    reader.read_lines(book.grid(data))
    return reader.result()


class _Reader:
    """Gathers values, their cells and what is wrong with them."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._value: dict[str, Any] = {}
        self._cells: dict[ValuePath, str] = {}
        self._findings: list[Diagnostic] = []

    def result(self) -> LoadedSheet:
        return LoadedSheet(self._value, self._file, tuple(self._findings), cells=dict(self._cells))

    def read_info(self, grid: Grid) -> None:
        rows = {row.field: row for row in INFO_ROWS}
        for number in sorted(grid.rows):
            found = rows.get(grid.cell(number, 4).text.strip())
            text = self._text(grid, number, 2)
            if found is not None and text:
                self._value[found.field] = found.value(text)
                self._cells[(found.field,)] = f"{grid.name}!{cell_name(number, 2)}"

    def read_lines(self, grid: Grid) -> None:
        columns, first = self._columns(grid)
        if columns is None:
            return
        groups: list[dict[str, Any]] = []
        self._value["nhom"] = groups
        self._cells[("nhom",)] = f"{grid.name}!A{first}"
        for number in sorted(grid.rows):
            if number >= first:
                self._read_line(grid, number, columns, groups)

    def _columns(self, grid: Grid) -> tuple[dict[str, int] | None, int]:
        """Return the columns by field and the first row below the head."""
        for number in range(1, _ID_ROWS):
            found = {text: column for column, text in grid.texts(number)}
            if LEVEL in found and "noi_dung" in found:
                self._tell_unknown(grid, number, found)
                return found, number + 2
        location = Location(self._file, part=grid.name)
        self._findings.append(NO_FIELD_NAMES.at(location, sheet=grid.name))
        return None, 0

    def _tell_unknown(self, grid: Grid, number: int, columns: Mapping[str, int]) -> None:
        named = set(columns.values())
        for column, text in grid.texts(number + 1):
            if column in named:
                continue
            place = self._location(grid, number + 1, column)
            self._findings.append(COLUMN_NOT_READ.at(place, title=text))

    def _read_line(
        self, grid: Grid, number: int, columns: Mapping[str, int], groups: list[dict[str, Any]]
    ) -> None:
        texts = {
            name: self._text(grid, number, column, _KINDS.get(name, "money"))
            for name, column in columns.items()
            if name != ROW_ID
        }
        if not any(texts.values()):
            return
        place = f"{grid.name}!{cell_name(number, columns[LEVEL])}"
        level = next((one for one in LEVELS if one.lower() == texts[LEVEL].lower()), "")
        if level == EXAMPLE:
            return
        path = self._path_of(level, groups, place, texts[LEVEL])
        if path is None:
            return
        line = _make_line(groups, level, texts["noi_dung"])
        self._cells[path] = f"{grid.name}!{cell_name(number, columns['noi_dung'])}"
        for name, column in columns.items():
            if texts.get(name) and name not in (LEVEL, "noi_dung"):
                self._put(line, path, name, texts[name])
                self._cells[self._inner(path, name)] = f"{grid.name}!{cell_name(number, column)}"
        name = "ten_nhom" if level == GROUP else "noi_dung"
        self._cells[(*path, name)] = self._cells[path]

    def _path_of(
        self, level: str, groups: list[dict[str, Any]], place: str, text: str
    ) -> ValuePath | None:
        last = ("nhom", len(groups) - 1)
        tasks = groups[-1].get("nhiem_vu", []) if groups else []
        if level == GROUP:
            return ("nhom", len(groups))
        if level == TASK and groups:
            return (*last, "nhiem_vu", len(tasks))
        if level == ITEM and tasks:
            return (*last, "nhiem_vu", len(tasks) - 1, "chi_tiet",
                    len(tasks[-1].get("chi_tiet", [])))  # fmt: skip
        here = Location(self._file, part=place)
        if level:
            above = GROUP if level == TASK else TASK
            self._findings.append(NO_LINE_ABOVE.at(here, level=level, above=above))
        else:
            self._findings.append(UNKNOWN_LEVEL.at(here, text=text, known=", ".join(LEVELS)))
        return None

    def _put(self, line: dict[str, Any], path: ValuePath, name: str, text: str) -> None:
        kind = _KINDS.get(name, "money")
        if name.startswith(YEAR):
            line.setdefault("theo_nam", {})[name.removeprefix(YEAR)] = text
            self._cells.setdefault((*path, "theo_nam"), "")
        elif kind == "list":
            line[name] = split_list(text)
        elif kind == "sources":
            line[name] = split_sources(text)
        else:
            line[name] = text

    @staticmethod
    def _inner(path: ValuePath, name: str) -> ValuePath:
        if name.startswith(YEAR):
            return (*path, "theo_nam", name.removeprefix(YEAR))
        return (*path, name)

    def _text(self, grid: Grid, row: int, column: int, kind: str = "text") -> str:
        """Return a cell as a budget's file would give it."""
        cell = grid.cell(row, column)
        if cell.formula and cell.value is None:
            place = self._location(grid, row, column)
            self._findings.append(NO_RESULT.at(place, formula=cell.formula))
        return _as_typed(cell, kind)

    def _location(self, grid: Grid, row: int, column: int) -> Location:
        return Location(self._file, part=f"{grid.name}!{cell_name(row, column)}")


def _make_line(groups: list[dict[str, Any]], level: str, name: str) -> dict[str, Any]:
    line: dict[str, Any] = {"ten_nhom" if level == GROUP else "noi_dung": name}
    if level == GROUP:
        groups.append(line)
    elif level == TASK:
        groups[-1].setdefault("nhiem_vu", []).append(line)
    else:
        groups[-1]["nhiem_vu"][-1].setdefault("chi_tiet", []).append(line)
    return line


def _as_typed(cell: GridCell, kind: str) -> str:
    value = cell.value
    if isinstance(value, date):
        return f"{value.day}/{value.month}/{value.year}"
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int):
        return format_quantity(Decimal(value)) if kind == "quantity" else str(value)
    if isinstance(value, Decimal):
        return format_quantity(value)
    return to_nfc(value).strip() if value else ""
