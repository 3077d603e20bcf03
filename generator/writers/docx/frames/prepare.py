"""Changes to a frame that docxtpl needs to read its tags as their author meant them."""

from collections import defaultdict
from copy import deepcopy
from typing import TYPE_CHECKING

from lxml import etree

from generator.ooxml.xml import parent_of, qn, remove
from generator.writers.docx.frames.check import CheckedPart, Group
from generator.writers.docx.frames.logic import CELL_VALUES, MERGES, NOTE_NAMES
from generator.writers.docx.frames.tags import CURLY, ENDS, GUARD, SIGNS, Kind, PartTags, Tag

if TYPE_CHECKING:
    from lxml.etree import _Element

_NOTE_CALLS = tuple(f"{name}(" for name in NOTE_NAMES)
_R, _T = qn("w:r"), qn("w:t")
_CURLY_MARKS = {ord(quote): mark for quote, mark in CURLY.items()}


def prepare(part: CheckedPart) -> None:
    """Make the tags of a sound part whole, and those that stand between runs runs of their own."""
    tags = part.tags.tags
    for tag in tags:
        if tag.form == "r" and tag.opener == "{{" and tag.inside.startswith(_NOTE_CALLS):
            # A note is a mark in the text until its reference takes the place of it.
            tag.text = f"{{{{ {tag.inside} }}}}"
    _make_whole(part.tags)
    for tag in reversed(_tags_between_runs(tags, part.groups)):
        _set_apart(tag)
    _keep_braces_apart(part.tags.root)
    for tag in tags:
        _unbind(tag)
        if tag.command in (*MERGES, *CELL_VALUES):
            _fill_properties(tag)


def _keep_braces_apart(root: "_Element") -> None:
    """Keep a brace at the end of a text from the text after it: docxtpl would join the two."""
    before = None
    for text in root.iter(_T):
        if (
            before is not None
            and (before.text or "").endswith(("{", "}", "%", "#"))
            and (text.text or "").startswith(("{", "}", "%", "#"))
        ):
            before.text = f"{before.text}{GUARD}"
        before = text


def _tags_between_runs(tags: list[Tag], groups: list[Group]) -> list[Tag]:
    """Return the tags that stand between runs, in their order.

    A condition that begins in a bold run and ends in a plain one would, left in its runs, make
    what follows it bold.
    """
    texts = {tag.element for tag in tags if tag.form == "r"}
    for group in groups:
        holders = {tag.holder for tag in group.tags}
        elements = {tag.element for tag in group.tags}
        inline = all(tag.kind is Kind.TEXT and not tag.form for tag in group.tags)
        if inline and len(holders) == 1 and len(elements) > 1:
            texts |= elements
    return [
        tag
        for tag in tags
        if tag.element in texts
        and tag.kind is Kind.TEXT
        and (tag.form == "r" or (not tag.form and tag.command and _is_of_block(tag, groups)))
        and "-" not in (tag.text[2:3], tag.text[-3:-2])
    ]


def _is_of_block(tag: Tag, groups: list[Group]) -> bool:
    return any(tag in group.tags for group in groups)


def _unbind(tag: Tag) -> None:
    """Let a content control show what the tag in it becomes, not what it is bound to."""
    for control in tag.holder.iter(qn("w:sdt")):
        _drop_binding(control)
    for control in tag.holder.iterancestors(qn("w:sdt")):
        _drop_binding(control)


def _drop_binding(control: "_Element") -> None:
    for properties in control.findall(qn("w:sdtPr")):
        for binding in properties.findall(qn("w:dataBinding")):
            properties.remove(binding)


def _fill_properties(tag: Tag) -> None:
    """Give a cell properties that docxtpl finds: it does not see an empty element."""
    cell = next(tag.holder.iterancestors(qn("w:tc")), None)
    if cell is None:
        return
    properties = cell.find(qn("w:tcPr"))
    if properties is None:
        properties = etree.Element(qn("w:tcPr"))
        cell.insert(0, properties)
    if not len(properties):
        attributes = {qn("w:w"): "0", qn("w:type"): "auto"}
        etree.SubElement(properties, qn("w:tcW"), attributes)


def _make_whole(part: PartTags) -> None:
    """Put each tag whole where its first letter stands, written as Jinja reads it."""
    edits: dict[tuple[_Element, str], list[tuple[int, int, str]]] = defaultdict(list)
    for tag in part.tags:
        text = _guarded(tag.text)
        for stretch in tag.stretches:
            key = (stretch.piece.element, tag.attribute)
            edits[key].append((stretch.start, stretch.end, text))
            text = ""
    for (element, attribute), changes in edits.items():
        if element.tag in SIGNS:
            remove(element)
            continue
        old = element.get(attribute, "") if attribute else element.text or ""
        new = _edited(old, changes)
        if attribute:
            element.set(attribute, new)
        else:
            element.text = new
            if element.tag == _T:
                element.set(qn("xml:space"), "preserve")


def _guarded(text: str) -> str:
    """Return a tag whose curly quotes, all inside constants, are not docxtpl's to change."""
    return text.translate(_CURLY_MARKS)


def _edited(text: str, changes: list[tuple[int, int, str]]) -> str:
    for start, end, new in sorted(changes, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _set_apart(tag: Tag) -> None:
    """Give a tag, already whole, a run of its own that looks like the run around it.

    Of several tags of a run the last one is set apart first.
    """
    text = tag.element
    run = parent_of(text)
    parent = parent_of(run)
    before, _, after = (text.text or "").rpartition(_guarded(tag.text))
    form = f"{tag.opener}r {tag.inside} {ENDS[tag.opener]}"
    rest = list(text.itersiblings())
    place = parent.index(run)
    properties = run.find(qn("w:rPr"))
    for offset, (words, moved) in enumerate(((form, []), (after, rest)), 1):
        new = run.makeelement(_R)
        if properties is not None:
            new.append(deepcopy(properties))
        holder = new.makeelement(_T, {qn("xml:space"): "preserve"})
        holder.text = words
        if words:
            new.append(holder)
        new.extend(moved)
        if words or moved:
            parent.insert(place + offset, new)
    text.text = before
