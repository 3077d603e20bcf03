"""What stands beside the text of a Word file: labels of lists, merged cells, pages, pictures."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.ooxml.numbers import MAX_LIST_NUMBER, MAX_SPAN, whole
from generator.ooxml.package import Package, main_part
from generator.ooxml.xml import qn
from generator.readers.docx.content import WordParagraph
from generator.readers.docx.parts import read_part
from generator.text.numbers import to_roman

if TYPE_CHECKING:
    from lxml import etree

_LEVELS = 9
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list: its number format, the text around numbers, the first number."""

    format: str
    text: str
    start: int


@dataclass(slots=True)
class _List:
    """A list: which counters it shares, its levels, and where it starts anew."""

    abstract: str
    levels: dict[int, _Level]
    restarts: dict[int, int]
    used: bool = False


@dataclass(slots=True)
class _Counters:
    values: dict[int, int] = field(default_factory=dict)


def read_labels(package: Package, paragraphs: Iterable[WordParagraph]) -> dict[int, str]:
    """Return the automatic label of each paragraph of the main part that has one, by its number.

    A bullet's label is its character, which may be one of a symbol font.
    """
    lists = _read_lists(package)
    if not lists:
        return {}
    counters: dict[str, _Counters] = {}
    labels = {}
    for paragraph in paragraphs:
        numbering = paragraph.look.numbering
        found = lists.get(str(numbering[0])) if numbering else None
        if numbering is None or found is None or numbering[1] not in found.levels:
            continue
        shared = counters.setdefault(found.abstract, _Counters())
        label = _next_label(found, numbering[1], shared.values)
        if label:
            labels[paragraph.number] = label
    return labels


def _next_label(found: _List, level: int, values: dict[int, int]) -> str:
    if not found.used:
        found.used = True
        for restarted, start in found.restarts.items():
            values[restarted] = start - 1
    for higher in range(level):
        values.setdefault(higher, found.levels[higher].start if higher in found.levels else 1)
    values[level] = values.get(level, found.levels[level].start - 1) + 1
    for deeper in range(level + 1, _LEVELS):
        values.pop(deeper, None)
    text = found.levels[level].text
    for place in range(level + 1):
        shown = found.levels.get(place)
        if shown and f"%{place + 1}" in text:
            text = text.replace(f"%{place + 1}", _format(values[place], shown.format))
    return text


def _format(value: int, kind: str) -> str:
    if kind == "upperRoman":
        return to_roman(value)
    if kind == "lowerRoman":
        return to_roman(value).lower()
    if kind in ("lowerLetter", "upperLetter"):
        letter = _LETTERS[(value - 1) % len(_LETTERS)] * ((value - 1) // len(_LETTERS) + 1)
        return letter.upper() if kind == "upperLetter" else letter
    if kind == "decimalZero":
        return f"{value:02d}"
    return "" if kind == "none" else str(value)


def _read_lists(package: Package) -> dict[str, _List]:
    lists: dict[str, _List] = {}
    for part in package.related(main_part(package), "numbering"):
        root = read_part(package, part)
        abstracts = {
            each.get(qn("w:abstractNumId"), ""): _read_levels(each)
            for each in root.findall(qn("w:abstractNum"))
        }
        for num in root.findall(qn("w:num")):
            name = _value(num.find(qn("w:abstractNumId")), "")
            levels = dict(abstracts.get(name, {}))
            restarts = {}
            for override in num.findall(qn("w:lvlOverride")):
                levels |= _read_levels(override)
                start = override.find(qn("w:startOverride"))
                if start is not None:
                    restarts[whole(override.get(qn("w:ilvl")))] = _start(start)
            lists[num.get(qn("w:numId"), "")] = _List(name, levels, restarts)
    return lists


def _read_levels(parent: "etree._Element") -> dict[int, _Level]:
    return {
        whole(level.get(qn("w:ilvl"))): _Level(
            _value(level.find(qn("w:numFmt")), "decimal"),
            _value(level.find(qn("w:lvlText")), ""),
            _start(level.find(qn("w:start"))),
        )
        for level in parent.findall(qn("w:lvl"))
    }


def _value(element: "etree._Element | None", default: str) -> str:
    return default if element is None else element.get(qn("w:val"), default)


def _start(element: "etree._Element | None") -> int:
    return whole(_value(element, "1"), 1, 0, MAX_LIST_NUMBER)


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
    column = next(column for cell, column, _ in row_cells(row) if cell is tc)
    return places[outer], outer.findall(qn("w:tr")).index(row), column


def _read_table(table: "etree._Element") -> tuple[WordCell, ...]:
    rows: list[list[WordCell]] = []
    for number, row in enumerate(table.findall(qn("w:tr"))):
        cells = [
            WordCell(number, column, span, _property(tc, "w:tcPr", "w:vMerge", "") == "continue")
            for tc, column, span in row_cells(row)
        ]
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


def row_cells(row: "etree._Element") -> Iterator[tuple["etree._Element", int, int]]:
    """Yield the cells of a row, each with its first column in the grid and how many it covers.

    Cells of tables inside them are none of the row's.
    """
    column = whole(_property(row, "w:trPr", "w:gridBefore", "0"), 0, 0, MAX_SPAN)
    for tc in row.iter(qn("w:tc")):
        if next(tc.iterancestors(qn("w:tr"))) is row:
            span = whole(_property(tc, "w:tcPr", "w:gridSpan", "1"), 1, 1, MAX_SPAN)
            yield tc, column, span
            column += span


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
