"""What stands in a Word file besides text: merged cells, pages, things that text cannot carry."""

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.ooxml.ns import qn
from generator.ooxml.numbers import MAX_SPAN, whole
from generator.ooxml.package import Package, main_part
from generator.readers.docx.numbers import read_part

if TYPE_CHECKING:
    from lxml import etree


@dataclass(frozen=True, slots=True)
class WordCell:
    """A cell of a table's grid: all 0-based; a covered one goes on from the cell above it."""

    row: int
    column: int
    colspan: int
    covered: bool
    rowspan: int = 1


@dataclass(frozen=True, slots=True)
class WordGrid:
    """The cells of a table, and the table, row and column it stands in, None outside tables."""

    cells: tuple[WordCell, ...]
    parent: tuple[int, int, int] | None = None


def read_grids(package: Package) -> tuple[WordGrid, ...]:
    """Return the cells of each table of the main part, tables in the order they are read in."""
    root = read_part(package, main_part(package))
    fallback = qn("mc:Fallback")
    tables = [
        table
        for table in root.iter(qn("w:tbl"))
        if not any(True for _ in table.iterancestors(fallback))
    ]
    places = {table: index for index, table in enumerate(tables)}
    return tuple(WordGrid(_read_table(table), _parent(table, places)) for table in tables)


def _parent(
    table: "etree._Element", places: "dict[etree._Element, int]"
) -> tuple[int, int, int] | None:
    outer = next(table.iterancestors(qn("w:tbl")), None)
    tc = next(table.iterancestors(qn("w:tc")), None)
    if outer is None or tc is None or outer not in places:
        return None
    row = next(tc.iterancestors(qn("w:tr")))
    column = _skipped(row)
    for before in row.iter(qn("w:tc")):
        if before is tc:
            break
        if next(before.iterancestors(qn("w:tr"))) is row:
            column += _span(before)
    return places[outer], outer.findall(qn("w:tr")).index(row), column


def _read_table(table: "etree._Element") -> tuple[WordCell, ...]:
    rows: list[list[WordCell]] = []
    for number, row in enumerate(table.findall(qn("w:tr"))):
        column = _skipped(row)
        cells = []
        for tc in row.iter(qn("w:tc")):
            if next(tc.iterancestors(qn("w:tr"))) is not row:
                continue
            span = _span(tc)
            merge = _property(tc, "w:tcPr", "w:vMerge", "")
            cells.append(WordCell(number, column, span, merge == "continue"))
            column += span
        rows.append(cells)
    return tuple(_with_height(cell, rows) for cells in rows for cell in cells)


def _with_height(cell: WordCell, rows: list[list[WordCell]]) -> WordCell:
    height = 1
    for cells in rows[cell.row + 1 :]:
        below = next((each for each in cells if each.column == cell.column), None)
        if cell.covered or below is None or not below.covered:
            break
        height += 1
    return WordCell(cell.row, cell.column, cell.colspan, cell.covered, height)


def _skipped(row: "etree._Element") -> int:
    return whole(_property(row, "w:trPr", "w:gridBefore", "0"), 0, 0, MAX_SPAN)


def _span(tc: "etree._Element") -> int:
    return whole(_property(tc, "w:tcPr", "w:gridSpan", "1"), 1, 1, MAX_SPAN)


def _property(element: "etree._Element", group: str, name: str, default: str) -> str:
    found = element.find(f"{qn(group)}/{qn(name)}")
    if found is None:
        return default
    # An empty w:vMerge continues the cell above.
    return found.get(qn("w:val"), "continue" if name == "w:vMerge" else default)


_COUNTED = {
    "{http://schemas.openxmlformats.org/drawingml/2006/main}blip": "picture",
    "{urn:schemas-microsoft-com:vml}imagedata": "picture",
    qn("w:object"): "object",
    qn("w:endnoteReference"): "endnote",
    qn("w:commentReference"): "comment",
    qn("w:del"): "deletion",
    qn("w:moveFrom"): "deletion",
    qn("w:ins"): "insertion",
    qn("w:altChunk"): "chunk",
}
_EQUATION = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"


def count_extras(package: Package) -> Counter[str]:
    """Return how often a file has pictures, objects, endnotes, comments, equations, changes.

    "page" counts the pages that page breaks and the program that saved the file tell of.
    """
    found: Counter[str] = Counter()
    breaks = 0
    for element in package.xml(main_part(package)).iter():
        kind = _COUNTED.get(str(element.tag))
        if kind:
            found[kind] += 1
        elif element.tag == _EQUATION:
            found["equation"] += 1
        elif element.tag == qn("w:br") and element.get(qn("w:type")) == "page":
            breaks += 1
        elif element.tag in (qn("w:lastRenderedPageBreak"), qn("w:pageBreakBefore")):
            found["rendered"] += 1
    found["page"] = 1 + max(breaks, found.pop("rendered", 0), _told_pages(package) - 1)
    return found


def _told_pages(package: Package) -> int:
    """Return the number of pages in the file's own properties, 1 when it does not say."""
    if "docProps/app.xml" not in package:
        return 1
    for child in package.xml("docProps/app.xml"):
        if str(child.tag).endswith("}Pages"):
            return whole(child.text, 1, 1)
    return 1
