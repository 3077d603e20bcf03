"""The styles part: every look a cell has had so far, numbered in order of first use."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from generator.document.nodes import Align
from generator.document.sheets import SheetCell, SheetLook
from generator.ooxml.xml import DECLARATION, escape

FONT = "Times New Roman"
SIZES = {SheetLook.TITLE: 14, SheetLook.HEAD: 12}
SIZE = 12
BOLD = frozenset((SheetLook.TITLE, SheetLook.HEAD, SheetLook.GROUP, SheetLook.TOTAL))
_ITALIC = frozenset((SheetLook.REFERENCE, SheetLook.UNIT, SheetLook.WORDS, SheetLook.EXAMPLE))
_BORDERED = frozenset(
    (SheetLook.HEAD, SheetLook.GROUP, SheetLook.TASK, SheetLook.ITEM, SheetLook.TOTAL,
     SheetLook.EXAMPLE)
)  # fmt: skip
_CENTRED = frozenset((SheetLook.TITLE, SheetLook.REFERENCE, SheetLook.HEAD))
_FILLS = {SheetLook.HEAD: "FFD9E2F3", SheetLook.GROUP: "FFF2F2F2", SheetLook.TOTAL: "FFF2F2F2"}
_GREY = "FF7F7F7F"
_FIRST_OWN_FORMAT = 164
_TEXT_FORMAT = 49
# "#,##0" alone takes the separators of the reader's machine; 42A is Vietnamese.
VIETNAMESE = "[$-42A]"
# Excel expects these two fills before any other.
_NO_FILLS = (
    '<fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill>'
)
_PLAIN_XF = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class _Style:
    look: SheetLook
    align: str
    format: str
    quoted: bool


class Styles:
    """Numbers for looks; ``xml`` is asked for when all cells are written."""

    def __init__(self) -> None:
        self._styles: dict[_Style, int] = {_Style(SheetLook.TEXT, "", "", quoted=False): 0}
        self._known: dict[tuple[object, ...], int] = {}

    def number(self, cell: SheetCell, look: SheetLook) -> int:
        """Return the number of a cell's style."""
        value = cell.value
        if isinstance(value, str):
            key: tuple[object, ...] = (look, cell.align, value.startswith(_FORMULA_STARTS))
        else:
            decimals = -1 if value is None else _decimals(value)
            key = (look, cell.align, decimals, cell.suffix, cell.plain)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._add(cell, look)
        return known

    def _add(self, cell: SheetCell, look: SheetLook) -> int:
        value = cell.value
        quoted = isinstance(value, str) and value.startswith(_FORMULA_STARTS)
        style = _Style(look, _alignment(cell, look), _format(cell), quoted)
        return self._styles.setdefault(style, len(self._styles))

    @cached_property
    def _formats(self) -> dict[str, int]:
        own = dict.fromkeys(style.format for style in self._styles if style.format not in ("", "@"))
        return {code: number for number, code in enumerate(own, start=_FIRST_OWN_FORMAT)} | {
            "": 0,
            "@": _TEXT_FORMAT,
        }

    def xml(self) -> bytes:
        """Return the part."""
        formats = "".join(
            f'<numFmt numFmtId="{number}" formatCode="{escape(code)}"/>'
            for code, number in self._formats.items()
            if number >= _FIRST_OWN_FORMAT
        )
        count = formats.count("<numFmt ")
        looks = list(dict.fromkeys(style.look for style in self._styles))
        fonts = "".join(_font(look) for look in looks)
        fills = "".join(
            f'<fill><patternFill patternType="solid"><fgColor rgb="{colour}"/>'
            '<bgColor indexed="64"/></patternFill></fill>'
            for colour in dict.fromkeys(_FILLS.values())
        )
        cells = "".join(self._xf(style, looks) for style in self._styles)
        parts = [
            f'<numFmts count="{count}">{formats}</numFmts>' if count else "",
            f'<fonts count="{len(looks)}">{fonts}</fonts>',
            f'<fills count="{2 + len(set(_FILLS.values()))}">{_NO_FILLS}{fills}</fills>',
            f'<borders count="2">{_border("")}{_border("thin")}</borders>',
            f'<cellStyleXfs count="1">{_PLAIN_XF}</cellStyleXfs>',
            f'<cellXfs count="{len(self._styles)}">{cells}</cellXfs>',
            '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
        ]
        main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        return f'{DECLARATION}<styleSheet xmlns="{main}">{"".join(parts)}</styleSheet>'.encode()

    def _xf(self, style: _Style, looks: list[SheetLook]) -> str:
        colours = list(dict.fromkeys(_FILLS.values()))
        colour = _FILLS.get(style.look)
        fill = 2 + colours.index(colour) if colour else 0
        border = int(style.look in _BORDERED)
        quoted = ' quotePrefix="1"' if style.quoted else ""
        horizontal = f' horizontal="{style.align}"' if style.align else ""
        middle = "center" if style.look is SheetLook.HEAD else "top"
        wrap = "" if style.look is SheetLook.UNIT else ' wrapText="1"'
        return (
            f'<xf numFmtId="{self._formats[style.format]}" fontId="{looks.index(style.look)}"'
            f' fillId="{fill}" borderId="{border}" xfId="0"{quoted} applyNumberFormat="1"'
            ' applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">'
            f'<alignment{horizontal} vertical="{middle}"{wrap}/></xf>'
        )


def _font(look: SheetLook) -> str:
    bold = "<b/>" if look in BOLD else ""
    italic = "<i/>" if look in _ITALIC else ""
    colour = f'<color rgb="{_GREY}"/>' if look is SheetLook.EXAMPLE else ""
    size = SIZES.get(look, SIZE)
    name = f'<name val="{FONT}"/><family val="1"/>'
    return f'<font>{bold}{italic}<sz val="{size}"/>{colour}{name}</font>'


def _border(kind: str) -> str:
    edges = ("left", "right", "top", "bottom")
    inner = "".join(
        f'<{edge} style="{kind}"><color auto="1"/></{edge}>' if kind else f"<{edge}/>"
        for edge in edges
    )
    return f"<border>{inner}<diagonal/></border>"


def _alignment(cell: SheetCell, look: SheetLook) -> str:
    if cell.align:
        return "justify" if cell.align == Align.JUSTIFY else str(cell.align)
    if look in _CENTRED:
        return "center"
    if look is SheetLook.UNIT:
        return "right"
    return "" if isinstance(cell.value, str) or cell.value is None else "right"


def _format(cell: SheetCell) -> str:
    if isinstance(cell.value, str):
        return "@"
    if cell.value is None:
        return ""
    if cell.plain:
        return "0"
    code = number_format(cell.value)
    return f'{code} "{cell.suffix.replace(chr(34), "")}"' if cell.suffix else code


def number_format(value: int | Decimal) -> str:
    """Return the format that shows all of a number, Vietnamese wherever it is opened.

    >>> number_format(Decimal("1250.50"))
    '[$-42A]#,##0.0'
    """
    decimals = _decimals(value)
    return f"{VIETNAMESE}#,##0" + (f".{'0' * decimals}" if decimals else "")


def _decimals(value: object) -> int:
    """Return how many digits stand after the comma."""
    if not isinstance(value, Decimal):
        return 0
    exponent = value.normalize().as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0
