"""Tables of Word files as grids, with the elements their cells came from."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from generator.ooxml.grid import Grid, GridCell
from generator.ooxml.ns import qn
from generator.ooxml.numbers import MAX_SPAN, whole
from generator.ooxml.package import Package, main_part, open_word
from generator.ooxml.references import Area
from generator.ooxml.xml import parse_xml

if TYPE_CHECKING:
    from lxml import etree

_P, _TBL, _TR, _TC, _T = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc"), qn("w:t")
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
            properties = cell.find(qn("w:tcPr"))
            span = max(_number(_child(properties, "w:gridSpan"), 1), 1)
            down = _child(properties, "w:vMerge")
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


def _child(properties: "etree._Element | None", name: str) -> "etree._Element | None":
    return properties.find(qn(name)) if properties is not None else None


def _number(element: "etree._Element | None", default: int = 0) -> int:
    return whole(element.get(_VAL), default, 0, MAX_SPAN) if element is not None else default
