"""One worksheet part, row by row, elements in the order of the schema."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from generator.document.sheets import ChoiceList, Sheet, SheetCell, SheetLook, SheetRow
from generator.ooxml.grid import number_text
from generator.ooxml.references import Area, cell_name, column_name
from generator.ooxml.xml import DECLARATION, FORBIDDEN, escape
from generator.text.metrics import text_width
from generator.writers.xlsx.styles import BOLD, SIZE, SIZES, Styles

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# Excel keeps 15 digits of a number; a longer one stays right as text only.
MAX_EXACT = 10**15
_MAX_TEXT = 32767
_A4 = 9
# Excel reads "_x000D_" in a text as the character itself.
_ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_MARGINS = (
    '<pageMargins left="0.59" right="0.39" top="0.59" bottom="0.59" header="0.3" footer="0.3"/>'
)
_LINE_PT = 15.75
# A width is counted in digits of the file's first font, which are 6 pt wide at 12 pt.
_POINTS_PER_CHARACTER = 6.0
_CELL_PADDING = 5.0
_WIDEST_EM = 0.6
_SPACE_EM = 0.25
_LINE_PT_TITLE = 18.75


def sheet_xml(sheet: Sheet, styles: Styles) -> Iterator[str]:
    """Yield a worksheet part in pieces, so that a long sheet never stands in memory whole."""
    yield (
        f'{DECLARATION}<worksheet xmlns="{MAIN}" xmlns:r="{RELATIONSHIPS}">'
        '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
    )
    yield _views(sheet)
    yield '<sheetFormatPr defaultRowHeight="15.75"/>'
    yield _columns(sheet)
    yield "<sheetData>"
    merged = {merge.partition(":")[0]: merge for merge in sheet.merges}
    starts = {Area.parse(merge).top for merge in sheet.merges}
    for number, row in enumerate(sheet.rows, start=1):
        height = _height(row, number, sheet, merged if number in starts else {})
        yield row_xml(row, number, styles, height)
    yield "</sheetData>"
    if sheet.merges:
        areas = "".join(f'<mergeCell ref="{area}"/>' for area in sheet.merges)
        yield f'<mergeCells count="{len(sheet.merges)}">{areas}</mergeCells>'
    yield _validations(sheet.choices)
    yield f'<printOptions horizontalCentered="1"/>{_MARGINS}'
    orientation = "landscape" if sheet.landscape else "portrait"
    yield (
        f'<pageSetup paperSize="{_A4}" orientation="{orientation}" fitToWidth="1"'
        f' fitToHeight="{int(sheet.one_page)}"/>'
    )
    yield "<headerFooter><oddFooter>&amp;C&amp;P/&amp;N</oddFooter></headerFooter>"
    if sheet.charts:
        yield '<drawing r:id="rId1"/>'
    yield "</worksheet>"


def _views(sheet: Sheet) -> str:
    if sheet.head is None:
        return '<sheetViews><sheetView workbookViewId="0"/></sheetViews>'
    below = sheet.head[1] + 1
    return (
        f'<sheetViews><sheetView workbookViewId="0"><pane ySplit="{sheet.head[1]}"'
        f' topLeftCell="A{below}" activePane="bottomLeft" state="frozen"/>'
        f'<selection pane="bottomLeft" activeCell="A{below}" sqref="A{below}"/>'
        "</sheetView></sheetViews>"
    )


def _columns(sheet: Sheet) -> str:
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"'
        + (' hidden="1"/>' if number in sheet.hidden_columns else "/>")
        for number, width in enumerate(sheet.widths, start=1)
    )
    return f"<cols>{columns}</cols>" if columns else ""


def row_xml(row: SheetRow, number: int, styles: Styles, height: float = 0) -> str:
    """Return one ``row`` element."""
    look = row.look
    cells = "".join(
        _cell(cell, f"{column_name(column)}{number}", styles.number(cell, look))
        for column, cell in enumerate(row.cells, start=1)
        if cell.value is not None or cell.formula or look is not SheetLook.TEXT
    )
    size = f' ht="{height}" customHeight="1"' if height else ""
    hidden = ' hidden="1"' if row.hidden else ""
    return f'<row r="{number}"{size}{hidden}>{cells}</row>'


def _cell(cell: SheetCell, place: str, style: int) -> str:
    value = cell.value
    if cell.formula:
        formula = f"<f>{escape(cell.formula)}</f>"
        if isinstance(value, str):
            text = escape(encode_text(value))
            return f'<c r="{place}" s="{style}" t="str">{formula}<v>{text}</v></c>'
        return f'<c r="{place}" s="{style}">{formula}<v>{_number(value)}</v></c>'
    if value is None or value == "":
        return f'<c r="{place}" s="{style}"/>'
    if isinstance(value, str):
        return _text(value, place, style)
    if not -MAX_EXACT < value < MAX_EXACT:
        return _text(_long_number(value), place, style)
    return f'<c r="{place}" s="{style}"><v>{_number(value)}</v></c>'


def _text(value: str, place: str, style: int) -> str:
    text = escape(encode_text(value))
    return (
        f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    )


def encode_text(text: str) -> str:
    r"""Return text as a cell holds it.

    >>> encode_text("\r_x000D_")
    '_x000D__x005F_x000D_'
    """
    text = FORBIDDEN.sub("", text)[:_MAX_TEXT]
    if "_x" in text:
        text = _ESCAPE_LIKE.sub("_x005F_", text)
    return text.replace("\r", "_x000D_")


def _number(value: int | Decimal | None) -> str:
    return "" if value is None else number_text(value)


def _long_number(value: int | Decimal) -> str:
    whole, _, part = number_text(value).partition(".")
    return f"{int(whole):,}".replace(",", ".") + (f",{part}" if part else "")


def _height(row: SheetRow, number: int, sheet: Sheet, merged: dict[str, str]) -> float:
    """Return the height a row's texts need: programs find it themselves only after an edit."""
    size = SIZES.get(row.look, SIZE)
    bold = row.look in BOLD
    lines = 1
    for column, cell in enumerate(row.cells, start=1):
        text = cell.value
        if not isinstance(text, str) or row.look is SheetLook.UNIT:
            continue
        area = merged and merged.get(cell_name(number, column))
        if area:
            place = Area.parse(area)
            widths = sheet.widths[place.left - 1 : place.right]
            height = place.bottom - place.top + 1
        else:
            widths, height = sheet.widths[column - 1 : column], 1
        room = sum(widths) * _POINTS_PER_CHARACTER - _CELL_PADDING
        if text and room > 0:
            lines = max(lines, -(-_lines(text, room, size, bold) // height))
    return lines * (_LINE_PT_TITLE if size > SIZE else _LINE_PT)


@lru_cache(maxsize=8192)
def _lines(text: str, room: float, size: int, bold: bool) -> int:
    """Return how many lines a text takes in a width."""
    count = 0
    for paragraph in text.split("\n"):
        count += 1
        if len(paragraph) * size * _WIDEST_EM <= room:
            continue
        used = 0.0
        for word in paragraph.split(" "):
            width = text_width(word, size, bold=bold)
            if used and used + width > room:
                count += 1
                used = 0.0
            used += width + size * _SPACE_EM
    return count


def _validations(choices: tuple[ChoiceList, ...]) -> str:
    if not choices:
        return ""
    inner = "".join(_validation(choice) for choice in choices)
    return f'<dataValidations count="{len(choices)}">{inner}</dataValidations>'


def _validation(choice: ChoiceList) -> str:
    error = ' showErrorMessage="1"' if choice.strict else ""
    prompt = ""
    if choice.text:
        prompt = (
            f' showInputMessage="1" promptTitle="{escape(choice.title)}"'
            f' prompt="{escape(choice.text)}"'
        )
    return (
        f'<dataValidation type="list" allowBlank="1"{error}{prompt} sqref="{choice.area}">'
        f"<formula1>{escape(choice.source)}</formula1></dataValidation>"
    )
