"""Forms that are Word files: their tables as grids, and the text part filled.

The text part is patched, all others stay byte for byte.
"""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from generator.budget.forms.data import FormData, FormRow, as_text
from generator.budget.forms.plan import (
    MARK,
    Filled,
    FillPlan,
    plan_filling,
    read_marks,
)
from generator.model.money import DonViTinh
from generator.ooxml.cells import Area, Grid, GridCell
from generator.ooxml.numbers import MAX_SPAN, whole
from generator.ooxml.package import Package, main_part, open_word
from generator.ooxml.xml import FORBIDDEN, parse_xml, qn, to_bytes

if TYPE_CHECKING:
    from lxml import etree

_P, _R, _T = qn("w:p"), qn("w:r"), qn("w:t")
_TBL, _TR, _TC = qn("w:tbl"), qn("w:tr"), qn("w:tc")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# Ids that no two paragraphs or rows of a file share.
_OWN_IDS = tuple(
    f"{{http://schemas.microsoft.com/office/word/2010/wordml}}{name}"
    for name in ("paraId", "textId")
)
_KEPT_IN_PARAGRAPH = qn("w:pPr")
_BREAKS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_VAL = qn("w:val")
_LINES_BEFORE = 12


@dataclass(frozen=True, slots=True)
class WordGrid:
    """A table of a Word file.

    Attributes:
        grid: Its cells.
        element: The ``w:tbl``.
        rows: The ``w:tr`` elements, the first is row 1.
        cells: The ``w:tc`` elements by row and first column.
    """

    grid: Grid
    element: "etree._Element"
    rows: "list[etree._Element]"
    cells: "dict[tuple[int, int], etree._Element]" = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WordTables:
    """A Word file with its tables."""

    package: Package
    part: str
    root: "etree._Element"
    tables: tuple[WordGrid, ...]


def read_tables(source: bytes | Path, *, name: str = "") -> WordTables:
    """Return the tables in the text of a Word file.

    Raises:
        InputError: When it is no Word file that can be read.
    """
    package = open_word(source, name=name)
    part = main_part(package)
    root = parse_xml(package.read(part), part, file=package.name, keep_blanks=True)
    tables: list[WordGrid] = []
    lines: list[str] = []
    body = root.find(qn("w:body"))
    for element in _iter_blocks(body if body is not None else root):
        if element.tag == _P:
            text = paragraph_text(element).strip()
            lines += [text] if text else []
        else:
            number = len(tables) + 1
            tables.append(_read_table(element, f"bảng {number}", tuple(lines[-_LINES_BEFORE:])))
            lines = []
    return WordTables(package, part, root, tuple(tables))


def _iter_blocks(parent: "etree._Element") -> "Iterator[etree._Element]":
    for child in parent:
        if child.tag in (_P, _TBL):
            yield child
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:ins")):
            yield from _iter_blocks(child)


def paragraph_text(paragraph: "etree._Element") -> str:
    """Return the text of a paragraph, deleted text and field codes left out."""
    return "".join(
        (element.text or "") if element.tag == _T else _BREAKS.get(str(element.tag), "")
        for run in paragraph.iter(qn("w:r"))
        for element in run
    )


def cell_text(cell: "etree._Element") -> str:
    """Return the text of a cell, one line for each paragraph."""
    return "\n".join(paragraph_text(paragraph) for paragraph in cell.findall(_P))


def _read_table(table: "etree._Element", name: str, before: tuple[str, ...]) -> WordGrid:
    rows = [row for row in table.iter(_TR) if next(row.iterancestors(_TBL)) is table]
    found: dict[int, dict[int, GridCell]] = {}
    cells: dict[tuple[int, int], etree._Element] = {}
    merges: list[Area] = []
    open_merges: dict[int, Area] = {}
    for number, row in enumerate(rows, start=1):
        found[number] = {}
        column = 1 + _number(row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}"))
        for cell in row.iter(_TC):
            if next(cell.iterancestors(_TR)) is not row:
                continue
            span = _span_of(cell)
            down = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            cells[number, column] = cell
            area = open_merges.get(column)
            if down is not None and down.get(_VAL, "continue") == "continue" and area:
                open_merges[column] = Area(area.top, area.left, number, area.right)
            else:
                _close(open_merges, column, merges)
                found[number][column] = GridCell(cell_text(cell) or None)
                if down is not None or span > 1:
                    open_merges[column] = Area(number, column, number, column + span - 1)
                if down is None:
                    _close(open_merges, column, merges)
            column += span
    for column in list(open_merges):
        _close(open_merges, column, merges)
    return WordGrid(Grid(name, found, tuple(merges), before=before), table, rows, cells)


def _close(open_merges: dict[int, Area], column: int, merges: list[Area]) -> None:
    area = open_merges.pop(column, None)
    if area and (area.bottom > area.top or area.right > area.left):
        merges.append(area)


def _number(element: "etree._Element | None", default: int = 0) -> int:
    return whole(element.get(_VAL), default, 0, MAX_SPAN) if element is not None else default


def _span_of(cell: "etree._Element") -> int:
    return max(_number(cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}"), 1), 1)


# ---------------------------------------------------------------------- filling


def fill_word(
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
    word = read_tables(source, name=name)
    grids = [table.grid for table in word.tables]
    index, plan, findings = plan_filling(grids, data, file=word.package.name, unit=unit)
    _Filler(word.tables[index], plan, data).fill()
    _fill_paragraphs(word.root, data)
    changed = {word.part: to_bytes(word.root)}
    content = word.package.with_parts(changed).to_bytes()
    return Filled(content, tuple(findings), (word.part,))


class _Filler:
    def __init__(self, table: WordGrid, plan: FillPlan, data: FormData) -> None:
        self._table = table
        self._plan = plan
        self._data = data
        self._rows = plan.rows(data)

    def fill(self) -> None:
        self._fill_totals()
        for (number, column), text in self._plan.single.items():
            if number > self._plan.last or number < self._plan.first:
                _set_cell_text(self._table.cells[number, column], _words(text, self._data))
        self._fill_rows(self._templates())

    def _templates(self) -> "dict[int, etree._Element]":
        """Return copies of the rows of the list by number, taken before anything is written."""
        plan, rows = self._plan, self._table.rows
        last = max(plan.last, plan.first)
        numbers = [number for number in range(plan.first, last + 1) if number <= len(rows)]
        if plan.last < plan.first or not numbers:
            # No row waits: the total's look is taken, else that of the head.
            source = plan.totals[0] if plan.totals else plan.first - 1
            return {plan.first: deepcopy(rows[source - 1])}
        return {number: deepcopy(rows[number - 1]) for number in numbers}

    def _fill_rows(self, templates: "dict[int, etree._Element]") -> None:
        plan, rows = self._plan, self._table.rows
        anchor = rows[plan.first - 2]
        numbers = sorted(templates)
        for position, row in enumerate(self._rows):
            pattern = plan.patterns.get(row.level)
            if pattern is None:
                # The first row's look for all but the last, whose lower border may differ.
                spare = numbers[position] if position < len(numbers) - 1 else numbers[0]
                pattern = numbers[-1] if position == len(self._rows) - 1 else spare
            element = self._write_row(deepcopy(templates[pattern]), row)
            anchor.addnext(element)
            anchor = element
        for number in range(plan.first, plan.last + 1):
            old = rows[number - 1]
            if plan.patterns or number - plan.first < len(self._rows):
                parent = old.getparent()
                if parent is not None:
                    parent.remove(old)

    def _write_row(self, element: "etree._Element", row: FormRow) -> "etree._Element":
        layout = self._plan.layouts[row.level]
        column = 1
        for child in element.iter():
            for name in _OWN_IDS:
                child.attrib.pop(name, None)
        for cell in element.iter(_TC):
            template = layout.get(column, "")
            if template:
                _set_cell_text(
                    cell, self._plan.text(template, column, row), bold=self._plan.is_bold(row.level)
                )
            elif not self._plan.patterns:
                _set_cell_text(cell, "")
            column += _span_of(cell)
        return element

    def _fill_totals(self) -> None:
        for number in self._plan.totals[:1]:
            for column in self._plan.columns:
                cell = self._table.cells.get((number, column))
                total = self._plan.total(column, self._data)
                if cell is not None and total is not None:
                    _set_cell_text(cell, as_text(total))


def _fill_paragraphs(root: "etree._Element", data: FormData) -> None:
    """Fill the marks that stand in paragraphs outside the table."""
    for paragraph in root.iter(_P):
        text = paragraph_text(paragraph)
        if any(mark.name in data.words for mark in read_marks(text)):
            _set_paragraph_text(paragraph, _words(text, data))


def _words(text: str, data: FormData) -> str:
    return MARK.sub(lambda match: data.words.get(match[1], match[0]), text)


def _set_cell_text(cell: "etree._Element", text: str, *, bold: bool = False) -> None:
    """Put a text into a cell in the look of its first paragraph; others are taken out."""
    first, *others = cell.findall(_P)
    for paragraph in others:
        cell.remove(paragraph)
    _set_paragraph_text(first, text, bold=bold)


def _set_paragraph_text(paragraph: "etree._Element", text: str, *, bold: bool = False) -> None:
    look = _run_look(paragraph)
    for child in list(paragraph):
        if child.tag != _KEPT_IN_PARAGRAPH:
            paragraph.remove(child)
    text = FORBIDDEN.sub("", text)
    if not text:
        return
    run = paragraph.makeelement(_R, {})
    paragraph.append(run)
    if look is not None or bold:
        run.append(_bold(look, paragraph) if bold else look)  # type: ignore[arg-type]
    for number, line in enumerate(text.split("\n")):
        if number:
            run.append(run.makeelement(qn("w:br"), {}))
        written = run.makeelement(_T, {_SPACE: "preserve"})
        written.text = line
        run.append(written)


def _run_look(paragraph: "etree._Element") -> "etree._Element | None":
    """Return the look of the first run, or that of the paragraph's mark."""
    for path in (f".//{_R}/{qn('w:rPr')}", f"{qn('w:pPr')}/{qn('w:rPr')}"):
        found = paragraph.find(path)
        if found is not None:
            return deepcopy(found)
    return None


# Elements of w:rPr that stand before w:b in the schema.
_BEFORE_BOLD = frozenset((qn("w:rStyle"), qn("w:rFonts")))


def _bold(look: "etree._Element | None", paragraph: "etree._Element") -> "etree._Element":
    if look is None:
        look = paragraph.makeelement(qn("w:rPr"), {})
    for old in look.findall(qn("w:b")):
        look.remove(old)
    position = sum(child.tag in _BEFORE_BOLD for child in look)
    look.insert(position, look.makeelement(qn("w:b"), {}))
    return look
