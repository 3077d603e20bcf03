"""Reading workbooks: sheets, shared texts, and cells as values; nothing is changed here."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, Location, Problem
from generator.errors import InputError
from generator.ooxml.cells import (
    MAX_COLUMN,
    MAX_ROW,
    Area,
    CellValue,
    Grid,
    GridCell,
    column_number,
    is_cell,
)
from generator.ooxml.numbers import is_whole, whole
from generator.ooxml.package import ENCRYPTED_PACKAGE, OLE, Package, open_package, read_file
from generator.ooxml.problems import (
    BAD_PLACE,
    BAD_XML,
    DAMAGED_SHEET,
    EMPTY,
    MACROS_SHEET,
    NO_WORKBOOK,
    OLD_WORKBOOK,
    PASSWORD_SHEET,
    RE_SAVE_SHEET,
    STRICT_SHEET,
)
from generator.ooxml.xml import qn, relationship_type

if TYPE_CHECKING:
    from lxml import etree

MAIN_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_TEMPLATE_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml"
_STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"

_ROW, _CELL, _V, _F, _IS = qn("x:row"), qn("x:c"), qn("x:v"), qn("x:f"), qn("x:is")
_MERGE, _COL = qn("x:mergeCell"), qn("x:col")
# The attributes that say where in a sheet something stands.
_PLACES = {_ROW: ("r",), _CELL: ("r",), _MERGE: ("ref",), _COL: ("min", "max")}
_SHOWN = 40  # characters of a wrong value
_T, _PHONETIC = qn("x:t"), qn("x:rPh")
# Excel writes characters XML has no place for as "_x000D_".
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DIGITS_OF_ROW = "0123456789"

# Built-in formats that show a number as a date, and letters that make a format of one's own do.
_DATE_FORMATS = frozenset((*range(14, 18), 22))
_DATE_CODE = re.compile(r"[dy]", re.IGNORECASE)
_FORMAT_TEXT = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_FIRST_DAY = date(1899, 12, 30)
_FIRST_DAY_1904 = date(1904, 1, 1)
# Excel keeps 15 digits; what comes after them in a file is noise of binary fractions.
_DIGITS = 15


@dataclass(frozen=True, slots=True)
class SheetInfo:
    """A sheet of a workbook.

    Attributes:
        name: As on its tab.
        part: Its part in the package.
        hidden: It is not shown.
    """

    name: str
    part: str
    hidden: bool = False


class Workbook:
    """An opened workbook."""

    def __init__(self, package: Package, part: str) -> None:
        self.package = package
        self.part = part
        self.sheets: tuple[SheetInfo, ...] = tuple(self._read_sheets())

    @property
    def name(self) -> str:
        """Return the file as findings name it."""
        return self.package.name

    @cached_property
    def root(self) -> "etree._Element":
        """Return the workbook part."""
        return self.package.xml(self.part)

    @cached_property
    def shared_texts(self) -> Sequence[str]:
        """Return the shared texts in their order."""
        parts = self.package.related(self.part, "sharedStrings")
        if not parts:
            return ()
        return [_text_of(item) for item in self.package.xml(parts[0]).iter(qn("x:si"))]

    @cached_property
    def date_styles(self) -> frozenset[str]:
        """Return the style numbers that show a number as a date."""
        parts = self.package.related(self.part, "styles")
        if not parts:
            return frozenset()
        root = self.package.xml(parts[0])
        formats = {str(number) for number in _DATE_FORMATS} | {
            entry.get("numFmtId", "")
            for entry in root.iter(qn("x:numFmt"))
            if _DATE_CODE.search(_FORMAT_TEXT.sub("", entry.get("formatCode", "")))
        }
        looks = root.find(qn("x:cellXfs"))
        return frozenset(
            str(number)
            for number, look in enumerate(looks if looks is not None else ())
            if look.get("numFmtId", "0") in formats
        )

    @cached_property
    def first_day(self) -> date:
        """Return the day that serial number 0 stands for."""
        settings = self.root.find(qn("x:workbookPr"))
        dates_1904 = settings is not None and settings.get("date1904") in ("1", "true")
        return _FIRST_DAY_1904 if dates_1904 else _FIRST_DAY

    def sheet(self, name: str) -> SheetInfo | None:
        """Return the sheet of a name, None when there is none."""
        return next((sheet for sheet in self.sheets if sheet.name == name), None)

    def grid(self, sheet: SheetInfo) -> Grid:
        """Return the cells of a sheet."""
        root = self.package.xml(sheet.part)
        check_places(root, sheet.part, self.name)
        return read_grid(root, sheet.name, self)

    def _read_sheets(self) -> list[SheetInfo]:
        targets = {
            relationship.id: relationship.target
            for relationship in self.package.relationships(self.part)
            if relationship.type == relationship_type("worksheet")
        }
        found = []
        for entry in self.root.iter(qn("x:sheet")):
            part = targets.get(entry.get(qn("r:id"), ""), "")
            if part in self.package:
                hidden = entry.get("state", "visible") != "visible"
                found.append(SheetInfo(entry.get("name", ""), part, hidden))
        return found


def open_workbook(source: bytes | Path, *, name: str = "") -> Workbook:
    """Return the workbook in a file.

    Raises:
        InputError: When it is no .xlsx, cannot be read, or carries macros.
    """
    if isinstance(source, Path):
        name = name or source.as_posix()
        source = read_file(source, name)
    location = Location(name)
    if not source.startswith(b"PK"):
        raise InputError(_foreign_problem(source).at(location))
    try:
        package = open_package(source, name=name)
    except InputError as error:
        raise InputError(_of_workbook(finding) for finding in error.findings) from None
    part = _main_part(package)
    if any("macroEnabled" in package.content_type(one.name) for one in package.members):
        raise InputError(MACROS_SHEET.at(location))
    if not part:
        raise InputError(NO_WORKBOOK.at(location))
    return Workbook(package, part)


def _of_workbook(finding: Diagnostic) -> Diagnostic:
    """Return a finding about a package in the words of spreadsheets."""
    row = {"OX02": DAMAGED_SHEET, "OX08": PASSWORD_SHEET}.get(finding.id)
    if row is not None:
        return replace(finding, message=row.message, hint=row.hint)
    return replace(finding, hint=RE_SAVE_SHEET) if finding.id == BAD_XML.id else finding


def _main_part(package: Package) -> str:
    for relationship in package.relationships():
        if relationship.type == _STRICT_OFFICE and relationship.target.startswith("xl/"):
            raise InputError(STRICT_SHEET.at(Location(package.name)))
        if relationship.type == relationship_type("officeDocument"):
            kind = package.content_type(relationship.target)
            known = kind in (MAIN_TYPE, _TEMPLATE_TYPE) and relationship.target in package
            return relationship.target if known else ""
    return ""


def _foreign_problem(source: bytes) -> Problem:
    """Return what a file is that is no zip archive."""
    if not source:
        return replace(EMPTY, hint=RE_SAVE_SHEET)
    if not source.startswith(OLE):
        return NO_WORKBOOK
    return PASSWORD_SHEET if ENCRYPTED_PACKAGE in source else OLD_WORKBOOK


# ---------------------------------------------------------------------- cells


def read_grid(root: "etree._Element", name: str, book: Workbook) -> Grid:
    """Return the cells of a worksheet's root."""
    rows: dict[int, dict[int, GridCell]] = {}
    number = 0
    for row in root.iterfind(f"{qn('x:sheetData')}/{_ROW}"):
        number = whole(row.get("r"), number + 1)
        rows[number] = _read_row(row, book)
    return Grid(name, rows, tuple(_read_merges(root)))


def _read_row(row: "etree._Element", book: Workbook) -> dict[int, GridCell]:
    cells: dict[int, GridCell] = {}
    column = 0
    for cell in row:
        reference = cell.get("r")
        column = _column_of(reference) if reference else column + 1
        value: CellValue = None
        formula = ""
        for child in cell:
            tag = child.tag
            if tag == _V:
                value = _value(child.text or "", cell.get("t", "n"), cell.get("s", "0"), book)
            elif tag == _IS:
                value = _text_of(child)
            elif tag == _F:
                formula = child.text or f"#{child.get('si', '')}"
        if value is not None or formula:
            cells[column] = GridCell(value, formula)
    return cells


@lru_cache(maxsize=65536)
def _column_of(reference: str) -> int:
    return column_number(reference.rstrip(_DIGITS_OF_ROW))


def _value(text: str, kind: str, style: str, book: Workbook) -> CellValue:
    if kind == "s":
        texts = book.shared_texts
        position = whole(text, -1)
        return texts[position] if 0 <= position < len(texts) else ""
    if kind == "n":
        number = read_number(text)
        if isinstance(number, int | Decimal) and style != "0" and style in book.date_styles:
            return _day(number, book)
        return number
    if kind == "b":
        return text in ("1", "true")
    return text


def read_number(text: str) -> CellValue:
    """Return the number in a cell, the text where it is none, None for no text."""
    if len(text) <= _DIGITS and text.isascii() and text.isdigit():
        return int(text)
    try:
        number = Decimal(repr(float(text)))
    except ValueError:
        return text or None
    if not number.is_finite():
        return text
    return int(number) if number == number.to_integral_value() else number


def _day(number: int | Decimal, book: Workbook) -> CellValue:
    if number < 1:
        return number
    try:
        return book.first_day + timedelta(days=int(number))
    except OverflowError:
        return number


def _text_of(item: "etree._Element") -> str:
    """Return the text of a shared or inline string, furigana left out."""
    if len(item) == 1 and item[0].tag == _T:
        text = item[0].text or ""
    else:
        found = []
        for element in item.iter(_T):
            parent = element.getparent()
            if parent is None or parent.tag != _PHONETIC:
                found.append(element.text or "")
        text = "".join(found)
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def check_places(root: "etree._Element", part: str, file: str) -> None:
    """Refuse rows, columns, cells and merged areas that no sheet has.

    Raises:
        InputError: At the first one: Excel repairs such a file by guessing.
    """
    for element in root.iter(_ROW, _CELL, _MERGE, _COL):
        for name in _PLACES[str(element.tag)]:
            value = element.get(name)
            if value is not None and not _is_place(str(element.tag), value):
                shown = value if len(value) <= _SHOWN else f"{value[:_SHOWN]}…"
                raise InputError(BAD_PLACE.at(Location(file, part=part), value=shown))


def _is_place(tag: str, value: str) -> bool:
    if tag == _CELL:
        return is_cell(value)
    if tag == _MERGE:
        return all(map(is_cell, value.split(":", 1)))
    return is_whole(value, 1, MAX_ROW if tag == _ROW else MAX_COLUMN)


def _read_merges(root: "etree._Element") -> list[Area]:
    group = root.find(qn("x:mergeCells"))
    if group is None:
        return []
    return [Area.parse(entry.get("ref", "A1")) for entry in group.iterfind(_MERGE)]
