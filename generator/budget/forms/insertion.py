"""Putting rows into a worksheet of a package: everything that names rows follows them."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from copy import deepcopy
from typing import TYPE_CHECKING

from generator.ooxml.cells import Area, Insertion, find_areas, move_formula, shift_formula
from generator.ooxml.numbers import whole
from generator.ooxml.workbook import SheetInfo, Workbook, check_places
from generator.ooxml.xml import parse_xml, qn, relationship_type, to_bytes

if TYPE_CHECKING:
    from lxml import etree

_ROW, _CELL, _V, _F = qn("x:row"), qn("x:c"), qn("x:v"), qn("x:f")
_ANCHORS = frozenset((qn("xdr:twoCellAnchor"), qn("xdr:oneCellAnchor")))
_VML_ROW = re.compile(r"(<(?:\w+:)?Row>\s*)(\d+)(\s*</)")
_VML_ANCHOR = re.compile(r"(<(?:\w+:)?Anchor>\s*)([\d\s,]+?)(\s*</)")
_ANCHOR_NUMBERS = 8


class Parts:
    """The parts of a package while they change; those that do not are never written anew."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self._roots: dict[str, etree._Element] = {}
        self._before: dict[str, bytes] = {}
        self._data: dict[str, bytes] = {}

    def root(self, part: str) -> "etree._Element":
        """Return the root of a part, to be changed in place."""
        from lxml import etree

        if part not in self._roots:
            data = self.book.package.read(part)
            self.book.package.count(part, data)
            root = parse_xml(data, part, file=self.book.name, keep_blanks=True)
            check_places(root, part, self.book.name)
            self._roots[part] = root
            self._before[part] = etree.tostring(self._roots[part])
        return self._roots[part]

    def text(self, part: str, change: Callable[[str], str]) -> None:
        """Change a part as text; legacy drawings are not always well-formed XML."""
        before = self.book.package.read(part).decode("utf-8")
        after = change(before)
        if after != before:
            self._data[part] = after.encode("utf-8")

    def changed(self) -> dict[str, bytes]:
        """Return the parts that are not as they were."""
        from lxml import etree

        for part, root in self._roots.items():
            if etree.tostring(root) != self._before[part]:
                self._data[part] = to_bytes(root)
        return self._data


def share_no_formulas(root: "etree._Element") -> None:
    """Write out shared formulas in each of their cells, so that cells can be moved freely."""
    masters: dict[str, tuple[str, Area]] = {}
    for cell in root.iter(_CELL):
        formula = cell.find(_F)
        if formula is None or formula.get("t") != "shared":
            continue
        here = Area.parse(cell.get("r", "A1"))
        key = formula.get("si", "")
        if formula.text:
            masters[key] = (formula.text, here)
        elif key in masters:
            text, home = masters[key]
            formula.text = move_formula(text, here.top - home.top, here.left - home.left)
        for name in ("t", "si", "ref"):
            formula.attrib.pop(name, None)


def insert_rows(
    parts: Parts, sheet: SheetInfo, insertion: Insertion, patterns: Sequence[int]
) -> None:
    """Insert rows that look like others; formulas, ranges, pictures and charts follow.

    Args:
        parts: The package's parts.
        sheet: The sheet.
        insertion: Where and how many.
        patterns: For each new row the row above it whose look and formulas it copies.
    """
    root = parts.root(sheet.part)
    merges = [area for area in _merges(root) if area.top == area.bottom and area.top in patterns]
    _shift_sheet(root, insertion, sheet.name)
    _place(root, [copy_row(root, pattern, insertion.at + offset)
                  for offset, pattern in enumerate(patterns)])  # fmt: skip
    for offset, pattern in enumerate(patterns):
        row = insertion.at + offset
        for area in merges:
            if area.top == pattern:
                _add_merge(root, Area(row, area.left, row, area.right))
    _shift_elsewhere(parts, sheet, insertion)
    _shift_companions(parts, sheet, insertion)


def copy_row(root: "etree._Element", pattern: int, number: int) -> "etree._Element":
    """Return a row with the look and the formulas of another one and nothing else in it."""
    source = find_row(root, pattern)
    row = deepcopy(source) if source is not None else root.makeelement(_ROW, {})
    row.set("r", str(number))
    row.tail = source.tail if source is not None else None
    for cell in row.iter(_CELL):
        place = Area.parse(cell.get("r", "A1"))
        cell.set("r", Area(number, place.left, number, place.left).text())
        formula = cell.find(_F)
        if formula is not None and formula.text and formula.get("t") is None:
            formula.text = move_formula(formula.text, number - pattern)
            _drop(cell, _V)
        else:
            empty_cell(cell)
    return row


def find_row(root: "etree._Element", number: int) -> "etree._Element | None":
    """Return a row of a sheet, None when it is not there."""
    return next((row for row in root.iter(_ROW) if row.get("r") == str(number)), None)


def empty_cell(cell: "etree._Element") -> None:
    """Take everything out of a cell but its style."""
    for child in list(cell):
        cell.remove(child)
    for name in ("t", "cm", "vm"):
        cell.attrib.pop(name, None)


def _place(root: "etree._Element", rows: "list[etree._Element]") -> None:
    data = root.find(qn("x:sheetData"))
    if data is None or not rows:
        return
    first = whole(rows[0].get("r"), 1)
    before = [row for row in data if whole(row.get("r")) < first]
    position = len(before)
    for offset, row in enumerate(rows):
        data.insert(position + offset, row)


def _add_merge(root: "etree._Element", area: Area) -> None:
    group = root.find(qn("x:mergeCells"))
    if group is None:
        return
    group.append(group.makeelement(qn("x:mergeCell"), {"ref": area.text()}))
    group.set("count", str(len(group)))


def _merges(root: "etree._Element") -> Iterator[Area]:
    for entry in root.iterfind(f"{qn('x:mergeCells')}/{qn('x:mergeCell')}"):
        yield Area.parse(entry.get("ref", "A1"))


def _drop(cell: "etree._Element", tag: str) -> None:
    for child in cell.findall(tag):
        cell.remove(child)


# ---------------------------------------------------------------------- the sheet itself


def _shift_sheet(root: "etree._Element", insertion: Insertion, name: str) -> None:
    for row in root.iter(_ROW):
        number = whole(row.get("r"))
        if number >= insertion.at:
            row.set("r", str(insertion.row(number)))
            for cell in row.iter(_CELL):
                place = Area.parse(cell.get("r", "A1"))
                cell.set("r", insertion.moved(place).text())
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        _shift_attributes(element, insertion)
        local = element.tag.rpartition("}")[2]
        if local in _FORMULA_TAGS and element.text:
            grow = not _stands_in_list(element, insertion)
            element.text = shift_formula(element.text, insertion, name, grow=grow)
        elif local == "sqref" and element.text:
            element.text = _shift_list(element.text, insertion.area)
    for element in root.iterfind(f"{qn('x:rowBreaks')}/{qn('x:brk')}"):
        element.set("id", str(insertion.row(whole(element.get("id")) + 1) - 1))


def _stands_in_list(element: "etree._Element", insertion: Insertion) -> bool:
    """Return whether a formula stands in a row of the list: "SUM(D6:F6)" is of its own row."""
    cell = element.getparent()
    if cell is None or cell.tag != _CELL:
        return False
    return insertion.body <= Area.parse(cell.get("r", "A1")).top < insertion.at + insertion.count


_FORMULA_TAGS = frozenset(("f", "formula", "formula1", "formula2"))
# Attributes that hold areas, and whether an area that ends above the new rows takes them in.
_AREA_ATTRIBUTES = {
    "sqref": True,
    "activeCell": False,
    "topLeftCell": False,
}
_GROWING_REFS = frozenset(("dimension", "autoFilter", "f", "table", "sortState", "ignoredError"))


def _shift_attributes(element: "etree._Element", insertion: Insertion) -> None:
    local = str(element.tag).rpartition("}")[2]
    for name, grows in _AREA_ATTRIBUTES.items():
        value = element.get(name)
        if value:
            grow = grows and local != "selection"
            element.set(name, _shift_list(value, insertion.area if grow else insertion.moved))
    value = element.get("ref")
    if value:
        grow = local in _GROWING_REFS
        element.set("ref", _shift_list(value, insertion.area if grow else insertion.moved))


def _shift_list(text: str, move: Callable[[Area], Area]) -> str:
    try:
        return " ".join(move(Area.parse(item.replace("$", ""))).text() for item in text.split())
    except ValueError:
        return text


# ---------------------------------------------------------------------- everything else


def _shift_elsewhere(parts: Parts, sheet: SheetInfo, insertion: Insertion) -> None:
    """Shift formulas of other sheets, names and charts that point to the sheet."""
    package = parts.book.package
    for element in parts.root(parts.book.part).iter(qn("x:definedName")):
        element.text = shift_formula(element.text or "", insertion, "")
    for other in parts.book.sheets:
        if other.part != sheet.part and _mentions(parts.root(other.part), sheet.name):
            for element in parts.root(other.part).iter():
                local = str(element.tag).rpartition("}")[2]
                if local in _FORMULA_TAGS and element.text:
                    element.text = shift_formula(element.text, insertion, other.name)
    for member in package.members:
        if "chart" not in package.content_type(member.name) or not member.name.endswith(".xml"):
            continue
        if _mentions(parts.root(member.name), sheet.name):
            for element in parts.root(member.name).iter():
                if isinstance(element.tag, str) and element.tag.endswith("}f") and element.text:
                    element.text = shift_formula(element.text, insertion, "")


def _mentions(root: "etree._Element", name: str) -> bool:
    """Return whether a formula of a part names a sheet."""
    plain = name.replace("'", "''").casefold()
    ends = (f"{plain}!", f"{plain}'!")
    return any(
        isinstance(element.tag, str)
        and element.tag.rpartition("}")[2] in _FORMULA_TAGS
        and any(end in (element.text or "").casefold() for end in ends)
        for element in root.iter()
    )


def _shift_companions(parts: Parts, sheet: SheetInfo, insertion: Insertion) -> None:
    """Shift what belongs to the sheet: drawings, tables, comments, the order of calculation."""
    package = parts.book.package
    for relationship in package.relationships(sheet.part):
        if relationship.external or relationship.target not in package:
            continue
        kind = relationship.type.rpartition("/")[2]
        if kind == "drawing":
            _shift_drawing(parts.root(relationship.target), insertion)
        elif kind in ("table", "comments", "threadedComment"):
            for element in parts.root(relationship.target).iter():
                if isinstance(element.tag, str):
                    _shift_attributes(element, insertion)
        elif kind == "vmlDrawing":
            parts.text(relationship.target, lambda text: _shift_vml(text, insertion))
    _shift_chain(parts, sheet, insertion)


def _shift_drawing(root: "etree._Element", insertion: Insertion) -> None:
    for anchor in root:
        if anchor.tag not in _ANCHORS or anchor.get("editAs") == "absolute":
            continue
        start = anchor.find(f"{qn('xdr:from')}/{qn('xdr:row')}")
        end = anchor.find(f"{qn('xdr:to')}/{qn('xdr:row')}")
        moved = _shift_row_element(start, insertion)
        if end is None:
            continue
        if anchor.get("editAs") == "oneCell":
            end.text = str(whole(end.text) + moved)
        else:
            _shift_row_element(end, insertion)


def _shift_row_element(element: "etree._Element | None", insertion: Insertion) -> int:
    """Shift a row counted from 0 and return by how much."""
    if element is None:
        return 0
    number = whole(element.text)
    after = insertion.row(number + 1) - 1
    element.text = str(after)
    return after - number


def _shift_vml(text: str, insertion: Insertion) -> str:
    def row(match: re.Match[str]) -> str:
        return f"{match[1]}{insertion.row(whole(match[2]) + 1) - 1}{match[3]}"

    def anchor(match: re.Match[str]) -> str:
        numbers = [whole(number) for number in match[2].split(",")]
        if len(numbers) == _ANCHOR_NUMBERS:
            moved = insertion.row(numbers[2] + 1) - 1 - numbers[2]
            numbers[2] += moved
            numbers[6] += moved
        return f"{match[1]}{', '.join(map(str, numbers))}{match[3]}"

    return _VML_ANCHOR.sub(anchor, _VML_ROW.sub(row, text))


def _shift_chain(parts: Parts, sheet: SheetInfo, insertion: Insertion) -> None:
    for part in parts.book.package.related(parts.book.part, "calcChain"):
        for entry in _chain_of(parts, part, sheet):
            entry.set("r", insertion.moved(Area.parse(entry.get("r", "A1"))).text())


def prune_chain(parts: Parts, sheet: SheetInfo) -> None:
    """Take cells that have no formula any more out of the order of calculation."""
    for part in parts.book.package.related(parts.book.part, "calcChain"):
        cells = {
            cell.get("r")
            for cell in parts.root(sheet.part).iter(_CELL)
            if cell.find(_F) is not None
        }
        for entry in _chain_of(parts, part, sheet):
            if entry.get("r") not in cells:
                # An entry without a sheet belongs to that of the entry before it.
                following = entry.getnext()
                if following is not None and following.get("i") is None and entry.get("i"):
                    following.set("i", entry.get("i", ""))
                parts.root(part).remove(entry)


def _chain_of(parts: Parts, part: str, sheet: SheetInfo) -> "list[etree._Element]":
    ids = _sheet_ids(parts.book)
    found, current = [], ""
    for entry in parts.root(part):
        current = entry.get("i") or current
        if ids.get(current) == sheet.part:
            found.append(entry)
    return found


def _sheet_ids(book: Workbook) -> dict[str, str]:
    targets = {
        relationship.id: relationship.target
        for relationship in book.package.relationships(book.part)
        if relationship.type == relationship_type("worksheet")
    }
    return {
        entry.get("sheetId", ""): targets.get(entry.get(qn("r:id"), ""), "")
        for entry in book.root.iter(qn("x:sheet"))
    }


def forget_results(parts: Parts, sheet: SheetInfo, known: Collection[str]) -> None:
    """Drop results that may be out of date and ask for a calculation when the file is opened.

    Args:
        parts: The package's parts.
        sheet: The sheet that was filled.
        known: Cells of it whose results are right.
    """
    dropped = False
    for other in parts.book.sheets:
        own = other.part == sheet.part
        if not own and not _mentions(parts.root(other.part), sheet.name):
            continue
        for cell in parts.root(other.part).iter(_CELL):
            formula = cell.find(_F)
            if formula is None or cell.find(_V) is None or (own and cell.get("r") in known):
                continue
            areas = find_areas(formula.text or "", other.name)
            if own or any(name == sheet.name.casefold() for name, _ in areas):
                _drop(cell, _V)
                cell.attrib.pop("t", None)
                dropped = True
    if dropped:
        _ask_for_calculation(parts)


def _ask_for_calculation(parts: Parts) -> None:
    root = parts.root(parts.book.part)
    settings = root.find(qn("x:calcPr"))
    if settings is None:
        settings = root.makeelement(qn("x:calcPr"), {})
        before = ("sheets", "functionGroups", "externalReferences", "definedNames")
        last = [child for child in root if str(child.tag).rpartition("}")[2] in before]
        last[-1].addnext(settings)
    settings.set("fullCalcOnLoad", "1")
