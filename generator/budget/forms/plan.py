"""What goes where in a form: decided from its marks, or else from the heads of its columns."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from generator.budget import problems
from generator.budget.compute import GROUP, ITEM, TASK
from generator.budget.forms.data import (
    FormData,
    FormRow,
    FormValue,
    as_text,
    find_left_out,
    lacks_times,
    shown,
    times_in_quantity,
)
from generator.budget.forms.table import FormTable, find_table, is_total, is_waiting, table_unit
from generator.budget.heads import is_money, unit_in_head
from generator.budget.money import in_unit
from generator.diagnostics import Diagnostic, Location
from generator.errors import InputError
from generator.model.columns import BY_FIELD
from generator.model.money import DonViTinh
from generator.ooxml.cells import Grid, cell_name, column_name

MARK = re.compile(r"\{\{\s*([a-z0-9_.]+)\s*(?:\|\s*([a-z_]+)\s*)?\}\}")
# What is left at the end of "{{ noi_dung }} ({{ chu_tri }})" when nobody leads.
_RESIDUE = re.compile(r"(?:\s*\(\s*\)|\s*[-–—,;:/]\s*)+$")
_LEVELS = (GROUP, TASK, ITEM)
_PREFIXES = {"nhom": GROUP, "chi_tiet": ITEM}


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled form.

    Attributes:
        content: The file.
        findings: What was left as it was, and why.
        changed: Parts of the package that are not as they were.
    """

    content: bytes
    findings: tuple[Diagnostic, ...]
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FillPlan:
    """What goes where in one table.

    Attributes:
        first: First row of the list.
        last: Last row of the list that is there, ``first - 1`` when there is none.
        layouts: By level the texts with marks of each column.
        patterns: By level the row whose look the level's rows take; empty when each row of the
            list keeps its own.
        units: Units of columns with sums.
        totals: Rows of totals.
        columns: Fields of the columns that totals are written or looked for in.
        single: Cells with marks outside the list, and their texts.
        times_in_quantity: The form multiplies quantity and price only; the number of times
            goes into the quantity.
    """

    first: int
    last: int
    layouts: Mapping[int, Mapping[int, str]]
    patterns: Mapping[int, int] = field(default_factory=dict)
    units: Mapping[int, DonViTinh] = field(default_factory=dict)
    totals: tuple[int, ...] = ()
    columns: Mapping[int, str] = field(default_factory=dict)
    single: Mapping[tuple[int, int], str] = field(default_factory=dict)
    times_in_quantity: bool = False

    def rows(self, data: FormData) -> tuple[FormRow, ...]:
        """Return the rows as the form shows them."""
        if not self.times_in_quantity:
            return data.rows
        return tuple(
            FormRow(row.level, {**row.values, **times_in_quantity(row)}) for row in data.rows
        )

    def value(self, name: str, column: int, row: FormRow) -> FormValue:
        """Return what a mark in a column stands for; a sum whose unit is not known is left out."""
        value = row.values.get(name)
        if is_money(name) and column not in self.units and isinstance(value, int):
            return None
        return shown(value, name, self.units.get(column))

    def text(self, template: str, column: int, row: FormRow) -> str:
        """Return a text of a column with its marks filled in."""
        names = [mark.name for mark in read_marks(template)]
        return fill_marks(
            template, {name: as_text(self.value(name, column, row)) for name in names}
        )

    def total(self, column: int, data: FormData) -> int | Decimal | None:
        """Return what the row of totals says in a column, None when it says nothing there."""
        name, unit = self.columns[column], self.units.get(column)
        amount = data.totals.get(name)
        if unit is None or amount is None or name == "don_gia":
            return None
        return in_unit(amount, unit)

    def is_bold(self, level: int) -> bool:
        """Return whether rows of a level are made bold: groups whose look is not their own."""
        looks = list(self.patterns.values())
        return level == GROUP and looks.count(self.patterns.get(level, 0)) != 1


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark: its field, the level of the rows it asks for, and a unit it names."""

    name: str
    level: int
    unit: DonViTinh | None

    @property
    def of_row(self) -> bool:
        """Return whether it is repeated for each row."""
        return self.name in BY_FIELD or self.name.startswith("nam.")


def read_marks(text: str) -> list[Mark]:
    """Return the marks of a text.

    >>> [(mark.name, mark.level) for mark in read_marks("{{ nhom.noi_dung }}: {{ kinh_phi }}")]
    [('noi_dung', 1), ('kinh_phi', 2)]
    """
    marks = []
    for match in MARK.finditer(text):
        head, _, rest = match[1].partition(".")
        level = _PREFIXES.get(head, TASK)
        name = rest if head in _PREFIXES else match[1]
        unit = DonViTinh(match[2]) if match[2] in list(DonViTinh) else None
        marks.append(Mark(name, level, unit))
    return marks


def plan_filling(
    grids: Sequence[Grid], data: FormData, *, file: str, unit: DonViTinh | None
) -> tuple[int, FillPlan, list[Diagnostic]]:
    """Return which grid is filled, how, and what a person must know.

    Raises:
        InputError: When no grid has marks or a head that is known, or the list is not empty.
    """
    findings: list[Diagnostic] = []
    tables = {index: table for index, grid in enumerate(grids) if (table := find_table(grid))}
    marked = [index for index, grid in enumerate(grids) if _marked_rows(grid)]
    if marked:
        index = marked[0]
        plan = _plan_by_marks(grids[index], data, unit, file, findings)
    elif tables:
        index = max(tables, key=lambda index: (len(tables[index].columns), -index))
        plan = _plan_by_heads(grids[index], tables[index], data, unit, file, findings)
    else:
        raise InputError(problems.NO_FORM_TABLE.at(Location(file), mark="{{ noi_dung }}"))
    others = [grids[other].name for other in sorted({*tables, *marked} - {index})]
    below = list(_table_below(grids[index], plan))
    if below or others:
        name = grids[index].name
        names = "; ".join(f"'{other}'" for other in (*below, *others))
        place = Location(file, part=name)
        findings.append(problems.OTHER_TABLES.at(place, name=name, others=names))
    return index, plan, findings


def _table_below(grid: Grid, plan: FillPlan) -> Iterator[str]:
    """Yield the place of a second table below the list."""
    rows = {row: cells for row, cells in grid.rows.items() if row > plan.last + len(plan.totals)}
    table = find_table(replace(grid, rows=rows))
    if table:
        yield f"{grid.name}!{cell_name(table.top, min(rows[table.top], default=1))}"


# ---------------------------------------------------------------------- by heads


def _plan_by_heads(
    grid: Grid,
    table: FormTable,
    data: FormData,
    unit: DonViTinh | None,
    file: str,
    findings: list[Diagnostic],
) -> FillPlan:
    _refuse_printed_rows(grid, table, file)
    columns: dict[int, str] = {}
    units: dict[int, DonViTinh] = {}
    for column, head in table.columns.items():
        place = _place(file, grid, table.head_bottom, column)
        if head.money:
            found = table.unit_of(column) or unit
            if found is None:
                problem = problems.NO_FORM_UNIT
                findings.append(problem.at(place, quote=head.text, text=head.text))
                continue
            units[column] = found
        columns[column] = head.field
    findings += _unmapped(grid, table, file)
    place = Location(file, part=grid.name)
    findings += find_left_out(set(columns.values()), data, place)
    layout = {column: f"{{{{ {name} }}}}" for column, name in columns.items()}
    return FillPlan(
        table.first,
        table.last,
        dict.fromkeys(_LEVELS, layout),
        units=units,
        totals=table.totals,
        columns=columns,
        single=dict(_single_marks(grid, data, file, findings)),
        times_in_quantity=lacks_times(set(columns.values())),
    )


def _refuse_printed_rows(grid: Grid, table: FormTable, file: str) -> None:
    """Refuse a list whose first row already says something: whose row it is nobody can know."""
    if table.last >= table.first or table.first not in grid.rows or table.first in table.totals:
        return
    name = table.column("noi_dung")
    text = grid.cell(table.first, name).text.strip() if name else ""
    if not text or is_waiting(grid, table.first, table.columns):
        return
    place = _place(file, grid, table.first, name or 1)
    raise InputError(problems.PRINTED_ROWS.at(place, quote=text, text=text))


def _unmapped(grid: Grid, table: FormTable, file: str) -> Iterator[Diagnostic]:
    for column, head in sorted({**table.unknown, **table.doubtful}.items()):
        problem = problems.DOUBTFUL_HEAD if column in table.doubtful else problems.UNKNOWN_HEAD
        place = _place(file, grid, table.head_bottom, column)
        yield problem.at(place, quote=head.text, column=column_name(column), text=head.text)


def _place(file: str, grid: Grid, row: int, column: int) -> Location:
    return Location(file, part=f"{grid.name}!{cell_name(row, column)}")


# ---------------------------------------------------------------------- by marks


def fill_marks(text: str, words: Mapping[str, str]) -> str:
    """Return a text with the words of its marks, what stands around a mark without words left out.

    >>> fill_marks("{{ noi_dung }} ({{ chu_tri }})", {"noi_dung": "Thù lao", "chu_tri": ""})
    'Thù lao'
    """

    def replace(match: re.Match[str]) -> str:
        return words.get(read_marks(match[0])[0].name, words.get(match[1], match[0]))

    filled = MARK.sub(replace, text)
    return filled if all(words.values()) else _RESIDUE.sub("", filled)


def _marked_rows(grid: Grid) -> dict[int, int]:
    """Return the rows with marks that are repeated, and the level of each."""
    found: dict[int, int] = {}
    for row in sorted(grid.rows):
        marks = [mark for _, text in grid.texts(row) for mark in read_marks(text)]
        levels = {mark.level for mark in marks if mark.of_row}
        if levels:
            found[row] = min(levels) if GROUP in levels else max(levels)
    return found


def _plan_by_marks(
    grid: Grid,
    data: FormData,
    unit: DonViTinh | None,
    file: str,
    findings: list[Diagnostic],
) -> FillPlan:
    rows = _marked_rows(grid)
    first, last = min(rows), max(rows)
    if set(rows) != set(range(first, last + 1)) or len(set(rows.values())) != len(rows):
        raise InputError(problems.SCATTERED_MARKS.at(_place(file, grid, first, 1)))
    table = find_table(grid)
    layouts: dict[int, dict[int, str]] = {}
    units: dict[int, DonViTinh] = {}
    columns: dict[int, str] = {}
    used: set[str] = set()
    for row, level in rows.items():
        layouts[level] = {column: text for column, text in grid.texts(row) if read_marks(text)}
        for column, text in layouts[level].items():
            for mark in read_marks(text):
                columns.setdefault(column, mark.name)
                used.add(mark.name)
                if not is_money(mark.name):
                    continue
                known = mark.unit or _unit_above(grid, table, first, column) or unit
                if known is None:
                    place = _place(file, grid, row, column)
                    findings.append(problems.NO_FORM_UNIT.at(place, quote=text, text=text))
                else:
                    units[column] = known
    findings += find_left_out(used, data, Location(file, part=grid.name))
    # A level without a row of its own takes the nearest one's: no row of the annex is left out.
    nearest = {
        level: min(layouts, key=lambda other: (abs(other - level), -other)) for level in _LEVELS
    }
    pattern_rows = {level: row for row, level in rows.items()}
    return FillPlan(
        first,
        last,
        {level: layouts[other] for level, other in nearest.items()},
        patterns={level: pattern_rows[other] for level, other in nearest.items()},
        units=units,
        totals=tuple(row for row in range(last + 1, last + 3) if is_total(grid, row)),
        columns=columns,
        single=dict(_single_marks(grid, data, file, findings)),
        times_in_quantity=lacks_times(used),
    )


def _unit_above(grid: Grid, table: FormTable | None, first: int, column: int) -> DonViTinh | None:
    if table is None:
        return unit_in_head(grid.cell(first - 1, column).text) or table_unit(grid, first - 1)
    if column in table.columns:
        return table.unit_of(column)
    return unit_in_head(grid.cell(table.head_bottom, column).text) or table.unit


def _single_marks(
    grid: Grid, data: FormData, file: str, findings: list[Diagnostic]
) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield the cells whose marks are filled once."""
    for row in sorted(grid.rows):
        for column, text in grid.texts(row):
            marks = [mark for mark in read_marks(text) if not mark.of_row]
            unknown = [mark.name for mark in marks if mark.name not in data.words]
            place = _place(file, grid, row, column)
            known = ", ".join(sorted((*BY_FIELD, *data.words)))
            findings.extend(
                problems.UNKNOWN_MARK.at(place, quote=name, name=name, known=known)
                for name in unknown
            )
            if marks and len(unknown) < len(marks):
                yield (row, column), text
