"""Finding an annex's table in a grid: its head, its columns, its empty rows, its totals."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from generator.budget.heads import Head, plain, recognise, unit_in_line
from generator.model.money import DonViTinh
from generator.ooxml.cells import Grid, GridCell

_HEAD_ROWS = 60
_LEAST_COLUMNS = 3
_MAX_DEPTH = 4
_COUNTER = re.compile(r"\(?(?:\d{1,2}|[A-ZĐ])\)?(?:\s*=.*)?")
_FILLER = re.compile(r"[\s.…\-_]*")
_ORDINAL = re.compile(
    r"[\s.…\-_()]*(?:[0-9]{1,3}|[IVX]{1,5}|[a-zđ]|[0-9]{1,2}(?:\.[0-9]{1,2})+)?[\s.…)]*"
)
_TOTAL = re.compile(r"(?:tong cong|tong so|tong kinh phi|tong|cong|cong tong)(?: .*)?")
_TOTAL_SCAN = 2
# A table with so many known columns is the annex; nobody puts two into one sheet.
_SURE_COLUMNS = 5


@dataclass(frozen=True, slots=True)
class FormTable:
    """An annex's table in a grid.

    Attributes:
        top: First row of the head.
        head_bottom: Last row of the head, a row of column numbers ("1 2 3") in it.
        columns: What each known column is.
        unknown: Columns whose words are not known.
        doubtful: Columns that say the same as another one: neither can be chosen.
        first: First row of the list.
        last: Last row that waits to be filled, ``first - 1`` when there is none.
        totals: Rows of totals.
        unit: Unit of the whole table, None when nothing says so.
    """

    top: int
    head_bottom: int
    columns: Mapping[int, Head]
    unknown: Mapping[int, Head]
    doubtful: Mapping[int, Head]
    first: int
    last: int
    totals: tuple[int, ...]
    unit: DonViTinh | None

    def column(self, field: str) -> int | None:
        """Return the column of a field, None when there is none."""
        return next((column for column, head in self.columns.items() if head.field == field), None)

    def unit_of(self, column: int) -> DonViTinh | None:
        """Return the unit of a money column: its own, else the table's."""
        head = self.columns[column]
        return head.unit or self.unit


def find_table(grid: Grid) -> FormTable | None:
    """Return the table of a grid that has most known columns, None when there is none."""
    best: FormTable | None = None
    last = min(grid.last_row, _HEAD_ROWS)
    for row in range(1, last + 1):
        if not any(may_be_head(cell.value) for cell in grid.rows.get(row, {}).values()):
            continue
        table = _read_table(grid, row)
        if table and (best is None or len(table.columns) > len(best.columns)):
            best = table
            if len(table.columns) >= _SURE_COLUMNS:
                break
    return best


def may_be_head(value: object) -> bool:
    """Return whether a cell may be the head of the column every table has."""
    return isinstance(value, str) and recognise(value).field == "noi_dung"


def _read_table(grid: Grid, top: int) -> FormTable | None:
    top, bottom = _head_rows(grid, top)
    columns: dict[int, Head] = {}
    unknown: dict[int, Head] = {}
    by_field: dict[str, list[int]] = {}
    for column, head in _heads(grid, top, bottom):
        if head.field:
            by_field.setdefault(head.field, []).append(column)
            columns[column] = head
        else:
            unknown[column] = head
    doubtful = {
        column: columns.pop(column)
        for places in by_field.values()
        if len(places) > 1
        for column in places
    }
    fields = {head.field for head in columns.values()}
    if "noi_dung" not in fields or len(fields) < _LEAST_COLUMNS:
        return None
    while _is_counter_row(grid, bottom + 1):
        bottom += 1
    first, last, totals = _body(grid, bottom + 1, columns)
    unit = table_unit(grid, top)
    return FormTable(top, bottom, columns, unknown, doubtful, first, last, totals, unit)


def _head_rows(grid: Grid, row: int) -> tuple[int, int]:
    """Return the first and last row of the head a row belongs to."""
    top = bottom = row
    for column, _ in grid.texts(row):
        area = grid.merge_at(row, column)
        if area and area.bottom - row < _HEAD_ROWS:
            bottom = max(bottom, area.bottom)
    # A wide cell above the found row, or below it, is one more level of the head.
    while top > 1 and row - top < _MAX_DEPTH and _is_upper_level(grid, top - 1, bottom):
        top -= 1
    while bottom - top < _MAX_DEPTH and _has_wide_cell(grid, top, bottom):
        below = list(grid.texts(bottom + 1))
        if not below or _is_counter_row(grid, bottom + 1) or not _under_wide(grid, top, bottom):
            break
        bottom += 1
    return top, bottom


def _is_upper_level(grid: Grid, row: int, bottom: int) -> bool:
    """Return whether a row above a head is part of it: some cell of it reaches down."""
    return any(
        (area := grid.merge_at(row, column)) is not None and row < area.bottom <= bottom
        for column, _ in grid.texts(row)
    )


def _has_wide_cell(grid: Grid, top: int, bottom: int) -> bool:
    return any(
        (area := grid.merge_at(row, column)) is not None
        and area.right > area.left
        and area.bottom == bottom
        for row in range(top, bottom + 1)
        for column, _ in grid.texts(row)
    )


def _under_wide(grid: Grid, top: int, bottom: int) -> bool:
    """Return whether the texts below a head stand only under its wide cells."""
    wide: set[int] = set()
    for row in range(top, bottom + 1):
        for column, _ in grid.texts(row):
            area = grid.merge_at(row, column)
            if area and area.right > area.left and area.bottom == bottom:
                wide.update(range(area.left, area.right + 1))
    return all(column in wide for column, _ in grid.texts(bottom + 1))


def _heads(grid: Grid, top: int, bottom: int) -> Iterator[tuple[int, Head]]:
    """Yield the columns with their words; a wide lowest cell counts as its first column."""
    taken: set[tuple[int, int]] = set()
    for column in range(1, grid.last_column + 1):
        path: list[str] = []
        places: list[tuple[int, int]] = []
        for row in range(top, bottom + 1):
            area = grid.merge_at(row, column)
            place = (area.top, area.left) if area else (row, column)
            text = grid.cell(*place).text.strip()
            if text and place not in places:
                path.append(text)
                places.append(place)
        if path and places[-1] not in taken:
            taken.add(places[-1])
            yield column, recognise(*path)


def _is_counter_row(grid: Grid, row: int) -> bool:
    texts = [text for _, text in grid.texts(row)]
    return len(texts) >= _LEAST_COLUMNS and all(_COUNTER.fullmatch(text) for text in texts)


def _body(grid: Grid, first: int, columns: Mapping[int, Head]) -> tuple[int, int, tuple[int, ...]]:
    """Return first and last row to fill and the rows of totals."""
    totals: list[int] = []
    last_row = max(grid.last_row, first)
    while first <= last_row and is_total(grid, first):
        totals.append(first)
        first += 1
    if totals and not is_waiting(grid, first, columns):
        # The total stands right below the head: there is no row to fill above it.
        return totals[0], totals[0] - 1, tuple(totals)
    row = first
    while row <= last_row and is_waiting(grid, row, columns):
        row += 1
    if not is_total(grid, row):
        # Rows that the file does not hold wait only where a total stands below them.
        row = next((number for number in range(first, row) if number not in grid.rows), row)
    last = row - 1
    while row <= last_row and is_total(grid, row):
        totals.append(row)
        row += 1
    return first, last, tuple(totals)


def is_total(grid: Grid, row: int) -> bool:
    """Return whether a row is named as a total in one of its first cells."""
    seen = 0
    for cell in grid.rows.get(row, {}).values():
        if not isinstance(cell.value, str) or not cell.value:
            continue
        seen += 1
        if _is_total_name(cell.value):
            return True
        if seen == _TOTAL_SCAN:
            return False
    return False


@lru_cache(maxsize=8192)
def _is_total_name(text: str) -> bool:
    return _TOTAL.fullmatch(plain(text)) is not None


def is_waiting(grid: Grid, row: int, columns: Mapping[int, Head]) -> bool:
    """Return whether a row has nothing in it but an ordinal, dots or formulas."""
    for column, cell in grid.rows.get(row, {}).items():
        if cell.formula or not cell.text.strip():
            continue
        head = columns.get(column)
        pattern = _ORDINAL if head and head.field == "stt" else _FILLER
        if not pattern.fullmatch(cell.text):
            return False
    return True


def table_unit(grid: Grid, top: int) -> DonViTinh | None:
    """Return the unit named above the table, the nearest lines first; two of them are none."""
    lines = [cell.text for row in range(1, top) for cell in _cells(grid, row)]
    for texts in (lines, grid.before):
        found = {unit for text in texts if (unit := unit_in_line(text))}
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def _cells(grid: Grid, row: int) -> list[GridCell]:
    return [cell for cell in grid.rows.get(row, {}).values() if isinstance(cell.value, str)]
