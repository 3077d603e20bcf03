"""The parts of a workbook put together; its bytes depend on nothing but its sheets."""

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from generator.diagnostics import Diagnostic, Severity
from generator.document.nodes import Document
from generator.document.sheets import Sheet
from generator.errors import InputError
from generator.i18n import N_
from generator.ooxml.archive import DEFLATED, Member, pack, write_archive
from generator.ooxml.ns import CORE_PROPERTIES_TYPE, RELATIONSHIPS_TYPE, relationship_type
from generator.ooxml.references import quote_sheet
from generator.ooxml.workbook import MAIN_TYPE
from generator.ooxml.xml import DECLARATION, escape
from generator.writers.docx.theme import theme_of
from generator.writers.xlsx.charts import chart_xml, drawing_xml
from generator.writers.xlsx.sheet import MAIN, RELATIONSHIPS, sheet_xml
from generator.writers.xlsx.styles import FONT, Styles

_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_STYLES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.drawing+xml"
_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_THEME_TYPE = "application/vnd.openxmlformats-officedocument.theme+xml"
_CHUNK = 1 << 18
_LEVEL = 6


def write(document: Document, **_: Any) -> bytes:
    """Return the annexes of a document as a workbook.

    Raises:
        InputError: When no annex of the document is a worksheet.
    """
    sheets = [sheet for annex in document.annexes for sheet in annex.sheets]
    if not sheets:
        message = N_("văn bản không có phụ lục kinh phí nên không làm được tệp .xlsx")
        hint = N_("khai báo du_toan trong tệp kế hoạch, hoặc bỏ xlsx khỏi --format")
        raise InputError(Diagnostic("XLS01", Severity.ERROR, message, hint=hint))
    names = [sheet.name for sheet in sheets]
    if len(set(names)) < len(names):
        message = N_("văn bản có hai phụ lục kinh phí, một tệp .xlsx chỉ chứa được một")
        hint = N_("làm riêng tệp .xlsx của kế hoạch kèm theo")
        raise InputError(Diagnostic("XLS02", Severity.ERROR, message, hint=hint))
    return write_workbook(
        sheets, title=document.properties.title, author=document.properties.author
    )


def write_workbook(
    sheets: Sequence[Sheet],
    *,
    title: str = "",
    author: str = "",
    late: Callable[[], Sequence[Sheet]] | None = None,
) -> bytes:
    """Return sheets as a file; their rows are taken once, in the order of the sheets.

    Args:
        sheets: The sheets.
        title: Title of the file.
        author: Author of the file.
        late: Makes sheets that sum up the others when all rows of those have been taken; they
            stand before them.
    """
    parts = _Parts()
    written = [parts.add(sheet) for sheet in sheets]
    if late is not None:
        written = [*(parts.add(sheet) for sheet in late()), *written]
    return parts.finish(written, title, author)


@dataclass(frozen=True, slots=True)
class _Written:
    """A sheet that was written as a part of a number."""

    sheet: Sheet
    number: int


class _Parts:
    def __init__(self) -> None:
        self._styles = Styles()
        self._members: list[Member] = []
        self._types: dict[str, str] = {}
        self._sheets = 0
        self._charts = 0

    def add(self, sheet: Sheet) -> _Written:
        """Write a sheet and its charts."""
        self._sheets += 1
        number = self._sheets
        part = f"xl/worksheets/sheet{number}.xml"
        self._members.append(_pack_pieces(part, sheet_xml(sheet, self._styles)))
        self._types[part] = _SHEET_TYPE
        if sheet.charts:
            names = range(self._charts + 1, self._charts + len(sheet.charts) + 1)
            self._charts += len(sheet.charts)
            self._members += _chart_members(sheet, number, names)
            self._types[f"xl/drawings/drawing{number}.xml"] = _DRAWING_TYPE
            self._types |= {f"xl/charts/chart{each}.xml": _CHART_TYPE for each in names}
        return _Written(sheet, number)

    def finish(self, sheets: Sequence[_Written], title: str, author: str) -> bytes:
        """Return the file with its sheets in an order."""
        self._types |= {
            "xl/workbook.xml": MAIN_TYPE,
            "xl/styles.xml": _STYLES_TYPE,
            "xl/theme/theme1.xml": _THEME_TYPE,
            "docProps/core.xml": CORE_PROPERTIES_TYPE,
        }
        targets = [(f"worksheets/sheet{one.number}.xml", "worksheet") for one in sheets]
        targets += [("styles.xml", "styles"), ("theme/theme1.xml", "theme")]
        package = [("xl/workbook.xml", "officeDocument"), ("docProps/core.xml", "core-properties")]
        head = [
            pack("[Content_Types].xml", _content_types(self._types)),
            pack("_rels/.rels", _relationships(package)),
            pack("docProps/core.xml", _core(title, author)),
            pack("xl/workbook.xml", _workbook([one.sheet for one in sheets])),
            pack("xl/_rels/workbook.xml.rels", _relationships(targets)),
            pack("xl/theme/theme1.xml", theme_of(FONT).encode()),
            pack("xl/styles.xml", self._styles.xml()),
        ]
        return write_archive([*head, *self._members])


def _pack_pieces(name: str, pieces: Iterable[str]) -> Member:
    """Return pieces of text as one deflated member, packed while they are made."""
    deflater = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    raw: list[bytes] = []
    crc = size = 0
    for data in _in_chunks(pieces):
        crc = zlib.crc32(data, crc)
        size += len(data)
        raw.append(deflater.compress(data))
    raw.append(deflater.flush())
    return Member(name, DEFLATED, crc, size, b"".join(raw))


def _in_chunks(pieces: Iterable[str]) -> Iterator[bytes]:
    waiting: list[str] = []
    length = 0
    for piece in pieces:
        waiting.append(piece)
        length += len(piece)
        if length >= _CHUNK:
            yield "".join(waiting).encode()
            waiting, length = [], 0
    yield "".join(waiting).encode()


def _chart_members(sheet: Sheet, number: int, names: Sequence[int]) -> list[Member]:
    drawing = f"drawing{number}.xml"
    members = [
        pack(
            f"xl/worksheets/_rels/sheet{number}.xml.rels",
            _relationships([(f"../drawings/{drawing}", "drawing")]),
        ),
        pack(f"xl/drawings/{drawing}", drawing_xml(sheet.charts)),
        pack(
            f"xl/drawings/_rels/{drawing}.rels",
            _relationships([(f"../charts/chart{name}.xml", "chart") for name in names]),
        ),
    ]
    members += [
        pack(f"xl/charts/chart{name}.xml", chart_xml(chart))
        for name, chart in zip(names, sheet.charts, strict=True)
    ]
    return members


def _content_types(types: dict[str, str]) -> bytes:
    overrides = "".join(
        f'<Override PartName="/{part}" ContentType="{kind}"/>' for part, kind in types.items()
    )
    return (
        f'{DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Default Extension="rels" ContentType="{RELATIONSHIPS_TYPE}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    ).encode()


def _relationships(targets: Sequence[tuple[str, str]]) -> bytes:
    inner = "".join(
        f'<Relationship Id="rId{number}" Type="{relationship_type(kind)}" Target="{target}"/>'
        for number, (target, kind) in enumerate(targets, start=1)
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{DECLARATION}<Relationships xmlns="{space}">{inner}</Relationships>'.encode()


def _core(title: str, author: str) -> bytes:
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/'
        'metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(author)}</dc:creator>"
        "<dc:language>vi-VN</dc:language></cp:coreProperties>"
    ).encode()


def _workbook(sheets: Sequence[Sheet]) -> bytes:
    active = next((n for n, sheet in enumerate(sheets) if not sheet.hidden), 0)
    entries = "".join(
        f'<sheet name="{escape(sheet.name)}" sheetId="{number}"'
        + (' state="hidden"' if sheet.hidden else "")
        + f' r:id="rId{number}"/>'
        for number, sheet in enumerate(sheets, start=1)
    )
    titles = "".join(
        f'<definedName name="_xlnm.Print_Titles" localSheetId="{index}">'
        f"{escape(quote_sheet(sheet.name))}!${sheet.head[0]}:${sheet.head[1]}</definedName>"
        for index, sheet in enumerate(sheets)
        if sheet.head is not None
    )
    names = f"<definedNames>{titles}</definedNames>" if titles else ""
    return (
        f'{DECLARATION}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONSHIPS}">'
        f'<bookViews><workbookView activeTab="{active}"/></bookViews>'
        f"<sheets>{entries}</sheets>{names}</workbook>"
    ).encode()
