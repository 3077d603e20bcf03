"""What docxtpl would drop without a word: beside a tag that stands for a whole, or trimmed away."""

from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, Phrase
from generator.i18n import N_
from generator.ooxml.xml import parent_of, qn
from generator.writers.docx.frames.findings import Reporter
from generator.writers.docx.frames.tags import PartTags, Tag

if TYPE_CHECKING:
    from lxml.etree import _Element

_SHOWN = 60
_THINGS = {
    "w:drawing": N_("hình"),
    "w:pict": N_("hình"),
    "w:object": N_("đối tượng nhúng"),
    "w:footnoteReference": N_("chú thích"),
    "w:endnoteReference": N_("chú thích cuối"),
    "w:sectPr": N_("ngắt phần"),
    "w:fldChar": N_("trường"),
    "w:fldSimple": N_("trường"),
    "w:sym": N_("ký hiệu"),
    "m:oMath": N_("công thức"),
    "w:altChunk": N_("tệp chèn"),
}
_NAMES = {qn(name): words for name, words in _THINGS.items()}
_BREAK = qn("w:br")
_TEXTS = (qn("w:t"), qn("m:t"))
_T, _P, _R = qn("w:t"), qn("w:p"), qn("w:r")
# What may stand between two texts that docxtpl joins.
_JOINED = frozenset(map(qn, ("w:p", "w:r", "w:proofErr", "w:bookmarkStart", "w:bookmarkEnd")))
_PROPERTIES = (qn("w:pPr"), qn("w:rPr"))


def find_lost(whole: "_Element", tag: Tag) -> "str | Phrase":
    """Return what a paragraph, row or cell holds besides a tag, "" for nothing.

    A comment is written to take the words around it away.
    """
    own = {stretch.piece.element: stretch for stretch in tag.stretches}
    words = []
    for element in whole.iter(*_TEXTS, _BREAK):
        stretch = own.get(element)
        text = element.text or ""
        if element.tag == _BREAK:
            if stretch is None:
                words.append(" ")
        elif stretch is None:
            words.append(text)
        else:
            words.append(text[: stretch.start] + text[stretch.end :])
    text = " ".join("".join(words).split())
    if text and tag.opener != "{#":
        return f"“{text[:_SHOWN]}”"
    return _find_things(each for each in whole.iter() if each not in own)


def _find_things(elements: Iterable["_Element"]) -> "str | Phrase":
    for element in elements:
        if element.tag == _BREAK:
            return Phrase(N_("ngắt trang hoặc ngắt dòng"))
        if element.tag in _NAMES:
            return Phrase(_NAMES[element.tag])
    return ""


def find_trimmed(part: PartTags, reporter: Reporter) -> Iterator[Diagnostic]:
    """Find the tags with "-" that would take more with them than the end of a paragraph."""
    trimming = [tag for tag in part.tags if tag.seen.startswith("{%-") or tag.seen.endswith("-%}")]
    if not trimming:
        return
    elements = [each for each in part.root.iter() if isinstance(each.tag, str)]
    for tag in trimming:
        at = elements.index(tag.element)
        lost: str | Phrase = ""
        if tag.seen.startswith("{%-") and any(each.tag == _T for each in elements[:at]):
            lost = _lost_before(tag, elements[:at])
        if not lost and tag.seen.endswith("-%}"):
            lost = _lost_after(tag, elements, part.tags)
        if lost:
            yield reporter.found("trimmed", tag, lost=lost)


def _lost_before(tag: Tag, before: list["_Element"]) -> "str | Phrase":
    text = (tag.element.text or "")[: tag.stretches[0].start].strip()
    if text:
        return f"“{text[:_SHOWN]}”"
    between = list(takewhile(lambda each: each.tag != _T, reversed(before)))
    neighbour = before[len(before) - len(between) - 1]
    return _lost_between(neighbour, tag.element, between)


def _lost_after(tag: Tag, elements: list["_Element"], tags: Iterable[Tag]) -> "str | Phrase":
    last = tag.stretches[-1]
    element = last.piece.element
    # docxtpl stops at the next tag.
    if any(other.element is element and other.stretches[0].start >= last.end for other in tags):
        return ""
    at = elements.index(element)
    after = elements[at + 1 :]
    between = list(takewhile(lambda each: not _local(each).startswith("t"), after))
    if len(between) == len(after):
        return ""
    neighbour = after[len(between)]
    text = (element.text or "")[last.end :].strip()
    if text:
        return f"“{text[:_SHOWN]}”"
    if neighbour.tag != _T:
        return Phrase(N_("phần đầu của bảng hoặc của đoạn kế tiếp"))
    return _lost_between(element, neighbour, between)


def _lost_between(
    first: "_Element", second: "_Element", between: Iterable["_Element"]
) -> "str | Phrase":
    """Return what is lost when two texts become one."""
    places = [_place(each) for each in (first, second)]
    if None in places or places[0] is not places[1]:
        return Phrase(N_("ranh giới của bảng, ô hoặc đoạn"))
    for element in between:
        lost = _find_things([element])
        if lost:
            return lost
        inside = any(each.tag in _PROPERTIES for each in (element, *element.iterancestors()))
        if element.tag not in _JOINED and not inside:
            return Phrase(N_("phần tử {name}"), {"name": _local(element)})
    return ""


def _place(text: "_Element") -> "_Element | None":
    """Return what holds the paragraph of a text whose run stands directly in it."""
    run = parent_of(text)
    paragraph = run.getparent()
    if paragraph is None or run.tag != _R or paragraph.tag != _P:
        return None
    return paragraph.getparent()


def _local(element: "_Element") -> str:
    return str(element.tag).rpartition("}")[2]
