"""The runs of a paragraph: where each stands in its text, and level lines drawn in them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.ooxml.numbers import decimal
from generator.ooxml.xml import qn

if TYPE_CHECKING:
    from lxml import etree

TEXT = qn("w:t")
RUN = qn("w:r")
PIECES = {
    qn("w:tab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
    qn("w:softHyphen"): "\u00ad",
}
CONTAINERS = frozenset(
    qn(name) for name in ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo", "w:smartTag",
                          "w:hyperlink", "w:fldSimple")
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class RunPlace:
    """A run and the stretch of the paragraph's text it prints; empty for one without text."""

    run: "etree._Element"
    start: int
    end: int


def piece_text(piece: "etree._Element") -> str:
    """Return what a child of a run prints."""
    return (piece.text or "") if piece.tag == TEXT else PIECES.get(str(piece.tag), "")


def run_places(paragraph: "etree._Element") -> list[RunPlace]:
    """Return all runs of a paragraph, in order, with the characters of its text they print."""
    runs = list(_iter_runs(paragraph))
    texts = ["".join(map(piece_text, run)) for run in runs]
    shown = [place for place, run in enumerate(runs) if texts[place] or _is_note(run)]
    for before, place, after in zip(shown, shown[1:], shown[2:], strict=False):
        # Commas between two references belong to the references, as for the reader.
        between = _is_note(runs[before]) and _is_note(runs[after])
        if between and texts[place].strip() in (",", ";", ""):
            texts[place] = ""
    places, position = [], 0
    for run, text in zip(runs, texts, strict=True):
        places.append(RunPlace(run, position, position + len(text)))
        position += len(text)
    return places


def _is_note(run: "etree._Element") -> bool:
    return run.find(qn("w:footnoteReference")) is not None


def _iter_runs(parent: "etree._Element") -> Iterator["etree._Element"]:
    for child in parent:
        if child.tag == RUN:
            yield child
        elif child.tag in CONTAINERS:
            yield from _iter_runs(child)


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
