"""Filling a form that is a workbook: its own parts are patched, all others stay byte for byte."""

import re
from collections.abc import Collection, Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from generator.budget import problems
from generator.budget.forms.cells import SheetCells, count_lines
from generator.budget.forms.data import (
    FormData,
    FormRow,
    FormValue,
    shown,
    summed_below,
)
from generator.budget.forms.insertion import (
    Parts,
    copy_row,
    empty_cell,
    find_row,
    forget_results,
    insert_rows,
    prune_chain,
    share_no_formulas,
)
from generator.budget.forms.plan import MARK, Filled, FillPlan, fill_marks, plan_filling, read_marks
from generator.diagnostics import Diagnostic, Location
from generator.model.money import DonViTinh
from generator.ooxml.cells import Area, Grid, Insertion, cell_name, column_number
from generator.ooxml.numbers import whole
from generator.ooxml.workbook import SheetInfo, open_workbook, read_number
from generator.ooxml.xml import qn

if TYPE_CHECKING:
    from lxml import etree

_CELL, _F, _V = qn("x:c"), qn("x:f"), qn("x:v")
_SUM = re.compile(r"\+?(?:SUM\(|SUBTOTAL\((?:9|109)[,;])\s*([A-Z$0-9:]+)\s*\)", re.IGNORECASE)
_PRODUCT = re.compile(r"(?:PRODUCT\([^()]*\)|[A-Z]+\d+(?:\*[A-Z]+\d+)+)", re.IGNORECASE)
_FACTOR = re.compile(r"([A-Z]+)\d+")


def fill_workbook(
    source: bytes | Path, data: FormData, *, name: str = "", unit: DonViTinh | None = None
) -> Filled:
    """Return a form with the rows of an annex in it.

    Args:
        source: The form.
        data: What it is filled with.
        name: How findings name the form.
        unit: Unit of its sums when the form does not say.

    Raises:
        InputError: When the form has no table that can be filled.
    """
    book = open_workbook(source, name=name)
    sheets = [sheet for sheet in book.sheets if not sheet.hidden] or list(book.sheets)
    grids = [book.grid(sheet) for sheet in sheets]
    index, plan, findings = plan_filling(grids, data, file=book.name, unit=unit)
    parts = Parts(book)
    filler = _Filler(parts, sheets[index], grids[index], plan, data)
    filler.fill()
    changed = parts.changed()
    content = book.package.with_parts(changed).to_bytes() if changed else book.package.to_bytes()
    return Filled(content, (*findings, *filler.findings), tuple(sorted(changed)))


class _Filler:
    def __init__(
        self, parts: Parts, sheet: SheetInfo, grid: Grid, plan: FillPlan, data: FormData
    ) -> None:
        self.findings: list[Diagnostic] = []
        self._parts = parts
        self._sheet = sheet
        self._grid = grid
        self._plan = plan
        self._data = data
        self._rows = plan.rows(data)
        self._added = 0
        self._root = parts.root(sheet.part)
        self._cells = SheetCells(self._root, parts.book)

    @property
    def _last(self) -> int:
        """Return the last row of the list as it is now."""
        return max(self._plan.first + len(self._rows) - 1, self._plan.last + self._added)

    def fill(self) -> None:
        share_no_formulas(self._root)
        self._make_room()
        self._cells.number_rows()
        blank = self._summed_columns()
        for position, row in enumerate(self._rows):
            self._fill_row(self._plan.first + position, row, position, blank)
        for number in range(self._plan.first + len(self._rows), self._last + 1):
            self._clear_marks(number)
        self._fill_totals()
        for (number, column), text in self._plan.single.items():
            moved = number + self._added if number > self._plan.last else number
            self._cells.set_text(self._cells.get(moved, column), fill_marks(text, self._data.words))
        prune_chain(self._parts, self._sheet)
        forget_results(self._parts, self._sheet, self._cells.known)
        self._tell_summed(blank)

    # ------------------------------------------------------------------ room

    def _make_room(self) -> None:
        plan = self._plan
        available = plan.last - plan.first + 1
        missing = len(self._rows) - available
        # Inside the list when it has several rows, so that its last row keeps its lower border.
        inside = available > 1 and not plan.patterns
        at = plan.last if inside else plan.last + 1
        if missing > 0:
            source = plan.first if plan.first < at else self._neighbour()
            pattern = plan.last - 1 if inside else source
            patterns = [self._pattern(available + offset, pattern) for offset in range(missing)]
            insertion = Insertion(self._sheet.name, at, missing, plan.first)
            insert_rows(self._parts, self._sheet, insertion, patterns)
            self._added = missing
        if plan.patterns:
            self._restyle(min(available, len(self._rows)))

    def _neighbour(self) -> int:
        """Return the row to copy when the list has none: the total below, else the head."""
        return self._plan.totals[0] if self._plan.totals else self._plan.first - 1

    def _pattern(self, position: int, default: int) -> int:
        return self._plan.patterns.get(self._rows[position].level, default)

    def _restyle(self, count: int) -> None:
        """Give the rows that were there the look of their level's row with marks."""
        data = self._root.find(qn("x:sheetData"))
        copies = [
            copy_row(self._root, self._pattern(position, 0), self._plan.first + position)
            for position in range(count)
        ]
        for copy in copies:
            old = find_row(self._root, whole(copy.get("r")))
            if data is not None and old is not None:
                data.replace(old, copy)

    # ------------------------------------------------------------------ rows

    def _fill_row(self, number: int, row: FormRow, position: int, blank: frozenset[int]) -> None:
        layout = self._plan.layouts[row.level]
        below = summed_below(self._rows, position)
        longest = 1
        for column, template in layout.items():
            cell = self._cells.get(number, column)
            marks = read_marks(template)
            value = self._value(column, template, row)
            if column in blank and any(mark.name in below for mark in marks):
                value = None
            if self._keeps_formula(cell, row, value):
                continue
            self._cells.set_value(cell, value)
            if self._plan.is_bold(row.level):
                self._cells.embolden(cell)
            if isinstance(value, str) and self._cells.looks.wraps(cell.get("s", "0")):
                longest = max(longest, count_lines(value, self._cells.width(number, column)))
        self._cells.grow(number, longest)

    def _value(self, column: int, template: str, row: FormRow) -> FormValue:
        """Return what a cell holds: the value of its one mark, or a text with marks filled in."""
        if MARK.fullmatch(template.strip()):
            return self._plan.value(read_marks(template)[0].name, column, row)
        return self._plan.text(template, column, row)

    def _keeps_formula(self, cell: "etree._Element", row: FormRow, value: FormValue) -> bool:
        """Return whether the form's own formula gives the value, its result written down."""
        formula = cell.find(_F)
        if formula is None or not isinstance(value, int | Decimal):
            return False
        text = (formula.text or "").lstrip("+").replace("$", "")
        if not _PRODUCT.fullmatch(text):
            return False
        result = Decimal(1)
        for letters in _FACTOR.findall(text):
            name = self._plan.columns.get(column_number(letters), "")
            factor = row.values.get(name)
            unit = self._plan.units.get(column_number(letters))
            factor = shown(factor, name, unit)
            if not isinstance(factor, int | Decimal):
                return False
            result *= factor
        if result != value:
            return False
        self._cells.set_result(cell, value)
        return True

    def _summed_columns(self) -> frozenset[int]:
        """Return the columns whose total adds every row of the list."""
        first, last = self._plan.first, self._last
        found = set()
        for _, column, formula in self._total_formulas():
            area = _sum_area(formula)
            own = area is not None and area.left == area.right == column
            if area and own and area.top <= last and area.bottom >= first:
                found.add(column)
        # All sums of a row are shown or none, as long as rows below it have them.
        shared = {column for column in self._plan.units if self._plan.columns[column] != "don_gia"}
        return frozenset(found | shared if found & shared else found)

    def _total_formulas(self) -> Iterator[tuple[int, int, str]]:
        for number in self._plan.totals:
            moved = number + self._added if number > self._plan.last else number
            row = self._cells.rows.get(moved)
            for cell in row.iter(_CELL) if row is not None else ():
                formula = cell.find(_F)
                if formula is not None and formula.text:
                    yield moved, Area.parse(cell.get("r", "A1")).left, formula.text

    # ------------------------------------------------------------------ totals

    def _fill_totals(self) -> None:
        formulas = {(number, column): text for number, column, text in self._total_formulas()}
        for number in self._plan.totals[:1]:
            moved = number + self._added if number > self._plan.last else number
            for column in self._plan.columns:
                total = self._plan.total(column, self._data)
                if total is None:
                    continue
                cell = self._cells.get(moved, column)
                formula = formulas.get((moved, column))
                if formula is None:
                    self._cells.set_value(cell, total)
                elif self._covers_list(formula, column) and self._written(formula) == total:
                    self._cells.set_result(cell, total)
                else:
                    self.findings.append(self._doubtful_total(moved, column, formula))
        self._tell_other_sums(formulas)

    def _written(self, formula: str) -> Decimal | None:
        """Return what the cells of a sum hold now, None when some have formulas of their own."""
        area = _sum_area(formula)
        lines = self._cells.rows.items() if area else ()
        rows = [row for number, row in lines if area and area.top <= number <= area.bottom]
        total = Decimal(0)
        for cell in (each for row in rows for each in row.iterchildren(_CELL)):
            place = Area.parse(cell.get("r", "A1"))
            value = cell.find(_V)
            if area is None or (place.top, place.left) not in area:
                continue
            if cell.find(_F) is not None and cell.get("r") not in self._cells.known:
                return None
            if value is not None and cell.get("t", "n") == "n":
                total += _amount(value.text or "")
        return total

    def _tell_other_sums(self, known: Collection[tuple[int, int]]) -> None:
        """Tell sums of filled columns that stand elsewhere and leave rows of the list out."""
        inside = range(self._plan.first, self._plan.first + len(self._rows))
        for number, row in self._cells.rows.items():
            for cell in row.iter(_CELL) if number not in inside else ():
                formula = cell.findtext(_F) or ""
                column = Area.parse(cell.get("r", "A1")).left
                area = _sum_area(formula)
                if area is None or (number, column) in known or column not in self._plan.units:
                    continue
                # A sum of another list has numbers of its own and touches no row of this one.
                apart = area.top >= inside.stop or area.bottom < inside.start
                if area.left != column or (apart and self._written(formula)):
                    continue
                if not self._covers_list(formula, column):
                    self.findings.append(self._doubtful_total(number, column, formula))

    def _covers_list(self, formula: str, column: int) -> bool:
        area = _sum_area(formula)
        return (
            area is not None
            and area.left == area.right == column
            and area.top <= self._plan.first
            and area.bottom >= self._plan.first + len(self._rows) - 1
        )

    def _doubtful_total(self, number: int, column: int, formula: str) -> Diagnostic:
        place = self._place(number, column)
        return problems.DOUBTFUL_TOTAL.at(place, quote=formula, formula=formula)

    def _tell_summed(self, blank: frozenset[int]) -> None:
        sums = any(summed_below(self._rows, position) for position in range(len(self._rows)))
        if blank and sums:
            place = Location(self._parts.book.name, part=self._sheet.name)
            self.findings.append(problems.GROUPS_LEFT_EMPTY.at(place))

    def _place(self, number: int, column: int) -> Location:
        return Location(
            self._parts.book.name, part=f"{self._sheet.name}!{cell_name(number, column)}"
        )

    def _clear_marks(self, number: int) -> None:
        row = self._cells.rows.get(number)
        for cell in row.iter(_CELL) if row is not None else ():
            place = Area.parse(cell.get("r", "A1"))
            before = self._grid.cell(number, place.left).text
            if self._plan.patterns and read_marks(before) and cell.find(_F) is None:
                empty_cell(cell)


def _amount(text: str) -> int | Decimal:
    value = read_number(text)
    return value if isinstance(value, int | Decimal) else 0


def _sum_area(formula: str) -> Area | None:
    """Return the one area a formula adds up, None when it does anything else."""
    match = _SUM.fullmatch(formula.strip())
    if match is None:
        return None
    try:
        return Area.parse(match[1].replace("$", "").upper())
    except ValueError:
        return None
