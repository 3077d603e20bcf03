"""A Word file as it is when every tracked change in it is accepted."""

from typing import TYPE_CHECKING

from generator.ooxml.ns import qn
from generator.ooxml.package import Package, main_part, open_word
from generator.ooxml.xml import DECLARATION, parse_xml, to_text

if TYPE_CHECKING:
    from lxml import etree

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
