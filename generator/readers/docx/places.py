"""Where the text of a paragraph stands in its XML: the same characters as a reader sees."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.ooxml.ns import qn

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
_CONTAINERS = frozenset(
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
        elif child.tag in _CONTAINERS:
            yield from _iter_runs(child)
