"""Numbers in a part: those that cannot be read are taken out, as if nobody had given them."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.ooxml.ns import qn

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
