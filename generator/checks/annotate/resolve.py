"""Accepting or refusing all of kehoach's tracked changes in a copy, as Word does it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.checks.annotate.author import AUTHOR
from generator.ooxml.package import open_word
from generator.ooxml.xml import parse_xml, qn, to_bytes

if TYPE_CHECKING:
    from lxml import etree

_AUTHOR = qn("w:author")
_NEW, _OLD = qn("w:ins"), qn("w:del")
_CHANGES = tuple(qn(f"w:{name}") for name in ("rPrChange", "pPrChange", "sectPrChange"))
# What a record of former properties does not hold, and keeps as it is.
_KEPT = frozenset(
    qn(f"w:{name}") for name in ("rPr", "sectPr", "headerReference", "footerReference")
)


def accept_all(source: bytes) -> bytes:
    """Return a copy with all tracked changes of kehoach accepted; those of others stay."""
    return _resolve(source, accept=True)


def reject_all(source: bytes) -> bytes:
    """Return a copy with all tracked changes of kehoach refused; those of others stay."""
    return _resolve(source, accept=False)


def _resolve(source: bytes, *, accept: bool) -> bytes:
    package = open_word(source)
    changed: dict[str, bytes] = {}
    for member in package.members:
        name = member.name
        if name.startswith("word/") and name.endswith(".xml"):
            data = package.read(name)
            if AUTHOR.encode() in data:
                root = parse_xml(data, name, keep_blanks=True)
                _resolve_part(root, accept=accept)
                changed[name] = to_bytes(root)
    return package.with_parts(changed).to_bytes()


def _ours(root: "etree._Element", *tags: str) -> Iterator["etree._Element"]:
    return (each for each in list(root.iter(*tags)) if each.get(_AUTHOR) == AUTHOR)


def _resolve_part(root: "etree._Element", *, accept: bool) -> None:
    for change in _ours(root, *_CHANGES):
        properties = change.getparent()
        if properties is None:
            continue
        properties.remove(change)
        if not accept:
            _restore(properties, change)
        if not len(properties) and not properties.attrib:
            _remove(properties)
    for run in _ours(root, _NEW, _OLD):
        if (run.tag == _NEW) == accept:
            _unwrap(run)
        else:
            _remove(run)


def _restore(properties: "etree._Element", change: "etree._Element") -> None:
    for child in list(properties):
        if child.tag not in _KEPT:
            properties.remove(child)
    former = change[0] if len(change) else ()
    start = sum(child.tag in _KEPT and child.tag.endswith("Reference") for child in properties)
    for place, child in enumerate(list(former), start=start):
        properties.insert(place, child)


def _unwrap(element: "etree._Element") -> None:
    parent = element.getparent()
    if parent is None:
        return
    place = parent.index(element)
    for child in list(element):
        for text in child.iter(qn("w:delText")):
            text.tag = qn("w:t")
        parent.insert(place, child)
        place += 1
    _remove(element)


def _remove(element: "etree._Element") -> None:
    parent = element.getparent()
    if parent is None:
        return
    previous = element.getprevious()
    if element.tail:
        if previous is not None:
            previous.tail = (previous.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)
