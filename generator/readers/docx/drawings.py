"""Level lines drawn in a Word file: the ones below a motto, a body's name or a title."""

import re
from typing import TYPE_CHECKING

from generator.ooxml.ns import qn
from generator.ooxml.numbers import decimal

if TYPE_CHECKING:
    from lxml import etree

DRAWN = frozenset((qn("w:drawing"), qn("w:pict"), qn("mc:AlternateContent")))
_EXTENT = qn("wp:extent")
_VML = "{urn:schemas-microsoft-com:vml}"
_EMU_PER_PT = 12700
_THICKEST_PT = 8
_LENGTH = re.compile(r"(-?[\d.]+)\s*(pt|in|cm|mm|px)?")
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "px": 0.75, None: 0.75}


def line_length(drawing: "etree._Element") -> float | None:
    """Return the length of a level line in points, 0 when not said; None for other pictures."""
    extent = next(drawing.iter(_EXTENT), None)
    if extent is not None:
        width, height = (_number(extent.get(name)) / _EMU_PER_PT for name in ("cx", "cy"))
        return width if height < _THICKEST_PT else None
    line = next(drawing.iter(f"{_VML}line"), None)
    if line is not None:
        start, end = (_point(line.get(name, "")) for name in ("from", "to"))
        return abs(end - start) or _styled(line.get("style", ""), "width") or 0.0
    for shape in drawing.iter(f"{_VML}shape", f"{_VML}rect"):
        tall = _styled(shape.get("style", ""), "height")
        if tall is not None and tall < _THICKEST_PT:
            return _styled(shape.get("style", ""), "width") or 0.0
    return None


def _number(text: str | None) -> float:
    return decimal(text)


def _point(text: str) -> float:
    match = _LENGTH.match(text)
    return _to_points(match) if match else 0.0


def _styled(style: str, name: str) -> float | None:
    for declaration in style.split(";"):
        key, _, value = declaration.partition(":")
        if key.strip() == name:
            match = _LENGTH.match(value.strip())
            return _to_points(match) if match else None
    return None


def _to_points(match: "re.Match[str]") -> float:
    return decimal(match[1]) * _POINTS[match[2]]
