"""The fields of a part of a Word file, put together again over runs and paragraphs."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.ooxml.ns import qn

if TYPE_CHECKING:
    from lxml import etree

_P, _SIMPLE, _CHAR = qn("w:p"), qn("w:fldSimple"), qn("w:fldChar")
_CODES = (qn("w:instrText"), qn("w:delInstrText"))
_TYPE, _INSTR = qn("w:fldCharType"), qn("w:instr")
_NESTED = "\ufffc"
_WITHOUT_WIDTH = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_NAME = re.compile(r"[\s\"“”']*(=|[^\s\"“”\\]*)")
_ARGUMENT = re.compile(r"\s*(?:\"((?:[^\"\\]|\\.)*)\"|“([^”]*)”|(\\\\[^\s]+|[^\s\\\"][^\s]*))")


@dataclass(frozen=True, slots=True)
class Field:
    """A field's code.

    Attributes:
        code: The code in one piece; fields within it are "…".
        paragraph: 1-based paragraph of the part it begins in, 0 outside paragraphs.
        name: Its name in capitals.
        argument: The first word or quoted words after the name, "" when a switch follows.
        has_computed_name: Another field makes a part of the name.
    """

    code: str
    paragraph: int
    name: str
    argument: str
    has_computed_name: bool


@dataclass(slots=True)
class _Open:
    paragraph: int
    code: list[str] = field(default_factory=list)
    in_result: bool = False


def number_paragraphs(root: "etree._Element") -> "dict[etree._Element, int]":
    """Return the 1-based number of each paragraph of a part."""
    return {element: number for number, element in enumerate(root.iter(_P), start=1)}


def paragraph_of(element: "etree._Element", numbers: "dict[etree._Element, int]") -> int:
    """Return the number of the paragraph an element stands in, 0 outside paragraphs."""
    around = element if element.tag == _P else next(element.iterancestors(_P), None)
    return numbers[around] if around is not None else 0


def iter_fields(root: "etree._Element", numbers: "dict[etree._Element, int]") -> Iterator[Field]:
    """Yield the fields of a part, those within others first; codes outside fields are one too.

    Args:
        root: The part.
        numbers: Its paragraphs, see ``number_paragraphs``.
    """
    opened = [_Open(0)]
    for element in root.iter(_SIMPLE, _CHAR, *_CODES):
        if element.tag == _SIMPLE:
            yield from _read(element.get(_INSTR, ""), paragraph_of(element, numbers))
            _note_nested(opened[-1])
        elif element.tag in _CODES:
            if not opened[-1].in_result:
                opened[-1].code.append("".join(map(str, element.itertext())))
                opened[-1].paragraph = opened[-1].paragraph or paragraph_of(element, numbers)
        elif element.get(_TYPE) == "begin":
            opened.append(_Open(paragraph_of(element, numbers)))
        elif element.get(_TYPE) == "separate":
            opened[-1].in_result = True
        elif element.get(_TYPE) == "end" and len(opened) > 1:
            ended = opened.pop()
            yield from _read("".join(ended.code), ended.paragraph)
            _note_nested(opened[-1])
    for unclosed in reversed(opened):
        yield from _read("".join(unclosed.code), unclosed.paragraph)


def _note_nested(outer: _Open) -> None:
    # Outside all fields there is no code that a field could be a part of.
    if not outer.in_result and (outer.code or outer.paragraph):
        outer.code.append(_NESTED)


def _read(code: str, paragraph: int) -> Iterator[Field]:
    plain = unicodedata.normalize("NFKC", _WITHOUT_WIDTH.sub("", code))
    match = _NAME.match(plain)
    if not match or not plain.strip(f"{_NESTED}\t\r\n "):
        return
    argument = _ARGUMENT.match(plain, match.end())
    words = next((each for each in argument.groups() if each), "") if argument else ""
    yield Field(
        code=plain.replace(_NESTED, "…"),
        paragraph=paragraph,
        name=match[1].replace(_NESTED, "").upper(),
        argument=words.replace("\\\\", "\\").replace(_NESTED, "…"),
        has_computed_name=_NESTED in match[1],
    )
