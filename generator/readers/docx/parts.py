"""Parts of a Word file made fit to be read.

Tracked changes are accepted; numbers that cannot be read are taken out, as if nobody had given
them.
"""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.ooxml.package import Package, main_part, open_word
from generator.ooxml.xml import DECLARATION, parse_xml, qn, to_text

if TYPE_CHECKING:
    from lxml import etree

    from generator.ooxml.package import Package

_VAL = qn("w:val")
_WHOLE = re.compile(r"[+-]?\d{1,9}")
_LENGTH = re.compile(r"[+-]?\d{1,9}(?:\.\d+)?(?:pt)?")
_SIZE = re.compile(r"\d{1,9}(?:\.\d+)?")
_PERCENT = re.compile(r"\d{1,9}(?:\.\d+)?%?")
_BITS = re.compile(r"[0-9A-Fa-f]{1,8}")
_SIDES = ("left", "right", "start", "end")
# By element: attributes readers take for numbers, and how such a number looks.
_NUMBERS: dict[str, tuple[re.Pattern[str], tuple[str, ...]]] = {
    "sz": (_SIZE, ("val",)),
    "szCs": (_SIZE, ("val",)),
    "w": (_PERCENT, ("val",)),
    "spacing": (_LENGTH, ("val", "before", "after")),
    "ind": (_LENGTH, (*_SIDES, "firstLine", "hanging")),
    "pgSz": (_SIZE, ("w", "h")),
    "pgMar": (_LENGTH, ("top", "bottom", "left", "right", "header", "footer", "gutter")),
    "pgNumType": (_WHOLE, ("start",)),
    "gridCol": (_SIZE, ("w",)),
    **dict.fromkeys(_SIDES, (_SIZE, ("w",))),
    "start": (_WHOLE, ("w", "val")),
    "gridSpan": (_WHOLE, ("val",)),
    "gridBefore": (_WHOLE, ("val",)),
    "tblLook": (_BITS, ("val",)),
    "outlineLvl": (_WHOLE, ("val",)),
    "numId": (_WHOLE, ("val",)),
    "ilvl": (_WHOLE, ("val",)),
    "startOverride": (_WHOLE, ("val",)),
    "lvl": (_WHOLE, ("ilvl",)),
    "lvlOverride": (_WHOLE, ("ilvl",)),
    "footnote": (_WHOLE, ("id",)),
    "footnoteReference": (_WHOLE, ("id",)),
}
_KNOWN = {
    qn(f"w:{name}"): (pattern, tuple((each, qn(f"w:{each}")) for each in attributes))
    for name, (pattern, attributes) in _NUMBERS.items()
}
_LINE = qn("w:line")
_SPACING = qn("w:spacing")


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A value that should be a number and is none.

    Attributes:
        part: Part it stands in.
        paragraph: 1-based paragraph of the part, 0 outside paragraphs.
        name: Element and attribute ("w:sz w:val").
        value: What stands there.
    """

    part: str
    paragraph: int
    name: str
    value: str


def read_part(package: "Package", part: str) -> "etree._Element":
    """Return the root of a part without the numbers that cannot be read."""
    root = package.xml(part)
    take_out_unreadable(root, part)
    return root


def take_out_unreadable(root: "etree._Element", part: str) -> list[Unreadable]:
    """Take the numbers that cannot be read out of a part, and return them."""
    bad = [
        (element, name, attribute)
        for element in root.iter(*_KNOWN)
        for name, attribute in _unreadable(element)
    ]
    if not bad:
        return []
    numbers = {each: number for number, each in enumerate(root.iter(qn("w:p")), start=1)}
    found = []
    for element, name, attribute in bad:
        paragraph = next(element.iterancestors(qn("w:p")), None)
        local = str(element.tag).rpartition("}")[2]
        number = numbers[paragraph] if paragraph is not None else 0
        found.append(Unreadable(part, number, f"w:{local} w:{name}", element.attrib.pop(attribute)))
        parent = element.getparent()
        if attribute == _VAL and not element.attrib and parent is not None:
            # Without its value an element would still hide that of the style.
            parent.remove(element)
    return found


def _unreadable(element: "etree._Element") -> list[tuple[str, str]]:
    pattern, attributes = _KNOWN[str(element.tag)]
    found = [
        (name, attribute)
        for name, attribute in attributes
        if (value := element.get(attribute)) is not None and not pattern.fullmatch(value.strip())
    ]
    if element.tag == _SPACING and not _SIZE.fullmatch(element.get(_LINE, "0").strip()):
        found.append(("line", _LINE))
    return found


_GONE = tuple(
    qn(f"w:{name}")
    for name in ("del", "moveFrom", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange",
                 "trPrChange", "tcPrChange", "moveFromRangeStart", "moveFromRangeEnd",
                 "moveToRangeStart", "moveToRangeEnd")
)  # fmt: skip
_KEPT = (qn("w:ins"), qn("w:moveTo"))
_P, _PPR, _RPR, _ROW = qn("w:p"), qn("w:pPr"), qn("w:rPr"), qn("w:tr")
_END_GONE = f"{_PPR}/{_RPR}/{qn('w:del')}"
_END_MOVED = f"{_PPR}/{_RPR}/{qn('w:moveFrom')}"
_ROW_GONE = f"{qn('w:trPr')}/{qn('w:del')}"


def accept_changes(source: bytes, *, name: str = "") -> Package:
    """Return the package of a Word file with its tracked changes accepted.

    Raises:
        InputError: When it is no Word file that can be read.
    """
    package = open_word(source, name=name)
    main = main_part(package)
    parts = {}
    for part in (main, *package.related(main, "footnotes")):
        data = package.read(part)
        if any(mark in data for mark in (b"<w:ins", b"<w:del", b"<w:move")):
            root = parse_xml(data, part, file=name, keep_blanks=True)
            _accept(root)
            parts[part] = (DECLARATION + to_text(root)).encode("utf-8")
    return package.with_parts(parts) if parts else package


def _accept(root: "etree._Element") -> None:
    for row in list(root.iter(_ROW)):
        if row.find(_ROW_GONE) is not None:
            _drop(row)
    joined = [
        paragraph
        for paragraph in root.iter(_P)
        if paragraph.find(_END_GONE) is not None or paragraph.find(_END_MOVED) is not None
    ]
    for element in list(root.iter(*_GONE)):
        _drop(element)
    for element in list(root.iter(*_KEPT)):
        _unwrap(element)
    for paragraph in reversed(joined):
        _join(paragraph)


def _join(paragraph: "etree._Element") -> None:
    """Put what is left of a paragraph whose end was deleted at the start of the next one."""
    following = paragraph.getnext()
    left = [child for child in paragraph if child.tag != _PPR]
    if following is None or following.tag != _P:
        if not left and paragraph.getprevious() is not None:
            _drop(paragraph)
        return
    properties = following.find(_PPR)
    at = 0 if properties is None else 1
    own = paragraph.find(_PPR)
    if left and own is not None:
        # Word gives the joined paragraph the look of the first one.
        if properties is not None:
            _drop(properties)
        following.insert(0, own)
        at = 1
    for offset, child in enumerate(left):
        following.insert(at + offset, child)
    _drop(paragraph)


def _drop(element: "etree._Element") -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(element: "etree._Element") -> None:
    parent = element.getparent()
    if parent is None:
        return
    at = parent.index(element)
    for offset, child in enumerate(list(element)):
        parent.insert(at + offset, child)
    parent.remove(element)
