"""Automatic numbers: what Word prints before a paragraph that is numbered or marked by a list."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.ooxml.ns import qn
from generator.ooxml.numbers import MAX_LIST_NUMBER, whole
from generator.ooxml.package import Package, main_part
from generator.readers.docx.content import WordParagraph
from generator.readers.docx.numbers import read_part
from generator.text.numbers import to_roman

if TYPE_CHECKING:
    from lxml import etree

_LEVELS = 9
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list: its number format, the text around numbers, the first number."""

    format: str
    text: str
    start: int


@dataclass(slots=True)
class _List:
    """A list: which counters it shares, its levels, and where it starts anew."""

    abstract: str
    levels: dict[int, _Level]
    restarts: dict[int, int]
    used: bool = False


@dataclass(slots=True)
class _Counters:
    values: dict[int, int] = field(default_factory=dict)


def read_labels(package: Package, paragraphs: Iterable[WordParagraph]) -> dict[int, str]:
    """Return the automatic label of each paragraph of the main part that has one, by its number.

    A bullet's label is its character, which may be one of a symbol font.
    """
    lists = _read_lists(package)
    if not lists:
        return {}
    counters: dict[str, _Counters] = {}
    labels = {}
    for paragraph in paragraphs:
        numbering = paragraph.look.numbering
        found = lists.get(str(numbering[0])) if numbering else None
        if numbering is None or found is None or numbering[1] not in found.levels:
            continue
        shared = counters.setdefault(found.abstract, _Counters())
        label = _next_label(found, numbering[1], shared.values)
        if label:
            labels[paragraph.number] = label
    return labels


def _next_label(found: _List, level: int, values: dict[int, int]) -> str:
    if not found.used:
        found.used = True
        for restarted, start in found.restarts.items():
            values[restarted] = start - 1
    for higher in range(level):
        values.setdefault(higher, found.levels[higher].start if higher in found.levels else 1)
    values[level] = values.get(level, found.levels[level].start - 1) + 1
    for deeper in range(level + 1, _LEVELS):
        values.pop(deeper, None)
    text = found.levels[level].text
    for place in range(level + 1):
        shown = found.levels.get(place)
        if shown and f"%{place + 1}" in text:
            text = text.replace(f"%{place + 1}", _format(values[place], shown.format))
    return text


def _format(value: int, kind: str) -> str:
    if kind == "upperRoman":
        return to_roman(value)
    if kind == "lowerRoman":
        return to_roman(value).lower()
    if kind in ("lowerLetter", "upperLetter"):
        letter = _LETTERS[(value - 1) % len(_LETTERS)] * ((value - 1) // len(_LETTERS) + 1)
        return letter.upper() if kind == "upperLetter" else letter
    if kind == "decimalZero":
        return f"{value:02d}"
    return "" if kind == "none" else str(value)


def _read_lists(package: Package) -> dict[str, _List]:
    lists: dict[str, _List] = {}
    for part in package.related(main_part(package), "numbering"):
        root = read_part(package, part)
        abstracts = {
            each.get(qn("w:abstractNumId"), ""): _read_levels(each)
            for each in root.findall(qn("w:abstractNum"))
        }
        for num in root.findall(qn("w:num")):
            name = _value(num.find(qn("w:abstractNumId")), "")
            levels = dict(abstracts.get(name, {}))
            restarts = {}
            for override in num.findall(qn("w:lvlOverride")):
                levels |= _read_levels(override)
                start = override.find(qn("w:startOverride"))
                if start is not None:
                    restarts[whole(override.get(qn("w:ilvl")))] = _start(start)
            lists[num.get(qn("w:numId"), "")] = _List(name, levels, restarts)
    return lists


def _read_levels(parent: "etree._Element") -> dict[int, _Level]:
    return {
        whole(level.get(qn("w:ilvl"))): _Level(
            _value(level.find(qn("w:numFmt")), "decimal"),
            _value(level.find(qn("w:lvlText")), ""),
            _start(level.find(qn("w:start"))),
        )
        for level in parent.findall(qn("w:lvl"))
    }


def _value(element: "etree._Element | None", default: str) -> str:
    return default if element is None else element.get(qn("w:val"), default)


def _start(element: "etree._Element | None") -> int:
    return whole(_value(element, "1"), 1, 0, MAX_LIST_NUMBER)
