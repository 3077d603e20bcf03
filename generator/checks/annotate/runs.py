"""Runs cut where corrections begin and end, and text replaced as a tracked change."""

from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

from lxml import etree

from generator.checks.annotate.author import Signature
from generator.checks.annotate.looks import set_properties
from generator.ooxml.xml import qn
from generator.readers.docx.runs import RunPlace, piece_text, run_places

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_TEXT, _RUN, _RUN_LOOK = qn("w:t"), qn("w:r"), qn("w:rPr")
_PRINTED = {"\t": "w:tab", "\n": "w:br"}
# What may go with deleted text: nothing a reader would miss.
_HARMLESS = frozenset((qn("w:lastRenderedPageBreak"), _RUN_LOOK))
_TEXT_PIECES = frozenset(
    qn(name) for name in ("w:t", "w:tab", "w:br", "w:cr", "w:noBreakHyphen", "w:softHyphen")
)
_PLAIN_PARENTS = frozenset(
    qn(name) for name in ("w:p", "w:hyperlink", "w:smartTag", "w:sdtContent", "w:customXml")
)


def runs_in_fields(root: "etree._Element") -> "set[etree._Element]":
    """Return the runs of a part that fields own: their text comes back when they are updated."""
    depth = 0
    found: set[etree._Element] = set()
    for run in root.iter(_RUN):
        marks = [mark.get(qn("w:fldCharType"), "") for mark in run.iter(qn("w:fldChar"))]
        if depth or marks or any(True for _ in run.iterancestors(qn("w:fldSimple"))):
            found.add(run)
        depth = max(depth + marks.count("begin") - marks.count("end"), 0)
    return found


def may_replace(
    paragraph: "etree._Element", start: int, end: int, fields: "set[etree._Element]"
) -> bool:
    """Return whether text can be replaced without touching a field, a note or another's change."""
    places = [place for place in run_places(paragraph) if place.start < place.end]
    touched = [each for each in places if each.start < end and start < each.end]
    if not touched:
        touched = [_neighbour(places, start)] if places else []
    for place in touched:
        parent = place.run.getparent()
        if place.run in fields or parent is None or parent.tag not in _PLAIN_PARENTS:
            return False
    inner = [
        place for place in run_places(paragraph)
        if place.start == place.end and start < place.start < end
    ]  # fmt: skip
    if any(not _is_empty(place.run) for place in inner):
        return False
    return all(
        not (start < position < end) or piece.tag in _TEXT_PIECES or piece.tag in _HARMLESS
        for place in touched
        for piece, position in _positions(place)
    )


def _is_empty(run: "etree._Element") -> bool:
    return all(piece.tag in _HARMLESS for piece in run)


def _neighbour(places: list[RunPlace], position: int) -> RunPlace:
    """Return the run whose look text put in at a place takes: the one before it, if any."""
    before = [place for place in places if place.end <= position]
    return before[-1] if before else places[0]


def _positions(place: RunPlace) -> Iterator[tuple["etree._Element", int]]:
    position = place.start
    for piece in place.run:
        yield piece, position
        position += len(piece_text(piece))


def cut_runs(paragraph: "etree._Element", cuts: Iterable[int]) -> list[RunPlace]:
    """Cut the runs of a paragraph at places of its text; return them all, in order."""
    wanted = sorted(set(cuts))
    for place in run_places(paragraph):
        inner = [cut for cut in wanted if place.start <= cut <= place.end]
        if inner and place.start < place.end:
            _cut(place, inner)
    return run_places(paragraph)


@dataclass(frozen=True, slots=True)
class _Piece:
    element: "etree._Element"
    key: tuple[int, int]


def _cut(place: RunPlace, cuts: list[int]) -> None:
    run = place.run
    pieces = list(_iter_pieces(place, cuts))
    groups = [list(group) for _, group in groupby(pieces, key=lambda piece: piece.key)]
    if len(groups) < 2:  # noqa: PLR2004  (one group is the run as it is)
        return
    look = run.find(_RUN_LOOK)
    parent = run.getparent()
    assert parent is not None  # noqa: S101  (it was found below its paragraph)
    after = run
    for group in groups:
        made = etree.Element(_RUN, dict(run.attrib))
        if look is not None:
            made.append(_copy(look))
        made.extend(piece.element for piece in group)
        after.addnext(made)
        after = made
    after.tail = run.tail
    run.tail = None
    parent.remove(run)


def _copy(element: "etree._Element") -> "etree._Element":
    copied = deepcopy(element)
    copied.tail = None
    return copied


def _iter_pieces(place: RunPlace, cuts: list[int]) -> Iterator[_Piece]:
    """Yield the children of a run, text cut; what prints nothing stands alone beside a cut."""
    position = place.start
    for number, child in enumerate([*place.run]):
        if child.tag == _RUN_LOOK:
            continue
        text = piece_text(child)
        if not text:
            alone = number + 1 if position in cuts and child.tag not in _HARMLESS else 0
            yield _Piece(child, (_interval(position, cuts), alone))
            continue
        last = position + len(text)
        edges = [position, *(cut for cut in cuts if position < cut < last), last]
        for first, end in pairwise(edges):
            part = child
            if len(edges) > 2:  # noqa: PLR2004  (both ends and a cut between them)
                part = _text_element(_TEXT, text[first - position : end - position])
            yield _Piece(part, (_interval(first, cuts), 0))
        position = last


def _interval(position: int, cuts: list[int]) -> int:
    return sum(cut <= position for cut in cuts)


def _text_element(tag: str, text: str) -> "etree._Element":
    element = etree.Element(tag)
    element.text = text
    if text != text.strip() or "  " in text:
        element.set(_SPACE, "preserve")
    return element


def replace_text(
    paragraph: "etree._Element",
    start: int,
    end: int,
    text: str,
    look: dict[str, Any],
    signature: Signature,
) -> None:
    """Replace text as a tracked change; runs must have been cut at both ends.

    Args:
        paragraph: The paragraph.
        start: First character.
        end: Character after the last one.
        text: What stands there afterwards.
        look: Properties the new text has in place of those of the old.
        signature: Who signs.
    """
    places = [place for place in run_places(paragraph) if place.start < place.end]
    deleted = [place.run for place in places if start <= place.start and place.end <= end]
    model: etree._Element | None = None
    after: etree._Element | None = None
    before: etree._Element | None = None
    if deleted:
        model, after = deleted[0], _delete(deleted, signature)
    elif places:
        neighbour = _neighbour(places, start)
        model = neighbour.run
        after = model if neighbour.end <= start else None
        before = model if after is None else None
    if not text:
        return
    insertion = etree.Element(qn("w:ins"), signature.attributes())
    insertion.append(_new_run(paragraph, model, text, look))
    if after is not None:
        _add_after(after, insertion)
    elif before is not None:
        before.addprevious(insertion)
    else:
        paragraph.append(insertion)


def _add_after(element: "etree._Element", added: "etree._Element") -> None:
    added.tail, element.tail = element.tail, None
    element.addnext(added)


def _delete(runs: "list[etree._Element]", signature: Signature) -> "etree._Element":
    """Wrap runs in deletions, neighbours in one; return the last deletion."""
    wrapper: etree._Element | None = None
    for run in runs:
        if wrapper is None or run.getprevious() is not wrapper or wrapper.tail:
            wrapper = etree.Element(qn("w:del"), signature.attributes())
            run.addprevious(wrapper)
        wrapper.tail, run.tail = run.tail, None
        wrapper.append(run)
        for piece in run.findall(_TEXT):
            piece.tag = qn("w:delText")
            piece.set(_SPACE, "preserve")
    assert wrapper is not None  # noqa: S101  (there is at least one run)
    return wrapper


def _new_run(
    paragraph: "etree._Element",
    model: "etree._Element | None",
    text: str,
    look: dict[str, Any],
) -> "etree._Element":
    run = etree.Element(_RUN)
    found = model.find(_RUN_LOOK) if model is not None else None
    if found is None and model is None:
        found = paragraph.find(f"{qn('w:pPr')}/{_RUN_LOOK}")
    properties = _copy(found) if found is not None else etree.Element(_RUN_LOOK)
    for mark in ("w:rPrChange", "w:ins", "w:del", "w:moveFrom", "w:moveTo"):
        for record in properties.findall(qn(mark)):
            properties.remove(record)
    set_properties(properties, look)
    if len(properties):
        run.append(properties)
    waiting = ""
    for character in text:
        if character not in _PRINTED:
            waiting += character
            continue
        if waiting:
            run.append(_text_element(_TEXT, waiting))
        run.append(etree.Element(qn(_PRINTED[character])))
        waiting = ""
    if waiting:
        run.append(_text_element(_TEXT, waiting))
    return run
