"""Invariants of every Word file we hand out, beyond what its schema can say.

Used in tests and after a build: references resolve, cells end with a paragraph, text stands
in runs, every part has a content type.
"""

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.diagnostics import Diagnostic, Location, Marked, Severity
from generator.errors import InputError
from generator.i18n import N_
from generator.ooxml.package import CONTENT_TYPES, Package, main_part, open_package
from generator.ooxml.xml import NAMESPACES, qn

if TYPE_CHECKING:
    from lxml import etree

_TEXT_HOLDERS = frozenset(
    qn(name) for name in ("w:t", "w:delText", "w:instrText", "w:delInstrText", "w:fldData")
)
_IN_RUN = _TEXT_HOLDERS - {qn("w:fldData")}
_RELATIONSHIP_IDS = re.compile(re.escape(f"{{{NAMESPACES['r']}}}"))
_STYLE_USES = {
    qn("w:pStyle"): "paragraph",
    qn("w:rStyle"): "character",
    qn("w:tblStyle"): "table",
}
_STYLE_LINKS = frozenset(qn(name) for name in ("w:basedOn", "w:next", "w:link"))

# Notes and comments: the element that refers, the kind of part, the element referred to.
_NOTES = (
    ("w:footnoteReference", "footnotes", "w:footnote", N_("chú thích cuối trang")),
    ("w:endnoteReference", "endnotes", "w:endnote", N_("chú thích cuối văn bản")),
    ("w:commentReference", "comments", "w:comment", N_("nhận xét")),
)


class _Place(NamedTuple):
    """An element and the number of the paragraph it stands in or after."""

    element: "etree._Element"
    paragraph: int


class _Part:
    """A part in Word's own language, with its paragraphs counted."""

    def __init__(self, package: Package, name: str, root: "etree._Element") -> None:
        self.package = package
        self.name = name
        self.root = root
        self.places: list[_Place] = []
        paragraph = 0
        for element in root.iter("*"):
            paragraph += element.tag == qn("w:p")
            self.places.append(_Place(element, paragraph))

    def found(self, rule: str, message: str, paragraph: int = 0, **params: Any) -> Diagnostic:
        location = Location(self.package.name, part=self.name, paragraph=paragraph)
        return Diagnostic(rule, Severity.ERROR, message, location, params)


def check_package(source: bytes | Path | Package, *, name: str = "") -> list[Diagnostic]:
    """Return what is wrong with a Word file as a package; nothing when all is well."""
    try:
        package = source if isinstance(source, Package) else open_package(source, name=name)
    except InputError as error:
        return list(error.findings)
    findings: list[Diagnostic] = []
    parts: dict[str, _Part] = {}
    for member in package.members:
        if member.name.endswith((".xml", ".rels")):
            try:
                parts[member.name] = _Part(package, member.name, package.xml(member.name))
            except InputError as error:
                findings += error.findings
    findings += _check_parts_declared(package)
    findings += _check_targets(package, parts)
    for part in parts.values():
        findings += _check_relationship_ids(part)
        if part.name.startswith("word/"):
            findings += _check_text(part)
            findings += _check_cells(part)
            findings += _check_styles(part, parts)
            findings += _check_numbering(part, parts)
    main = main_part(package)
    if main in parts:
        findings += _check_notes(parts[main], parts)
    return findings


def _check_parts_declared(package: Package) -> Iterator[Diagnostic]:
    for member in package.members:
        if member.name != CONTENT_TYPES and not package.content_type(member.name):
            message = N_("phần {part} không có kiểu nội dung")
            location = Location(package.name, part=member.name)
            yield Diagnostic("OX21", Severity.ERROR, message, location, {"part": member.name})


def _source_of(relationships: str) -> str:
    folder, base = posixpath.split(relationships)
    return posixpath.join(posixpath.dirname(folder), base.removesuffix(".rels"))


def _check_targets(package: Package, parts: dict[str, _Part]) -> Iterator[Diagnostic]:
    for part in parts.values():
        if not part.name.endswith(".rels"):
            continue
        related = package.relationships(_source_of(part.name))
        for key, count in Counter(entry.id for entry in related).items():
            if count > 1:
                yield part.found("OX22", N_("hai quan hệ cùng mã {id}"), id=key)
        for entry in related:
            if not entry.external and entry.target not in package:
                message = N_("quan hệ {id} chỉ tới phần {target} không có trong tệp")
                yield part.found("OX22", message, id=entry.id, target=entry.target)


def _check_relationship_ids(part: _Part) -> Iterator[Diagnostic]:
    known = {entry.id for entry in part.package.relationships(part.name)}
    for element, paragraph in part.places:
        for attribute, value in element.attrib.items():
            if _RELATIONSHIP_IDS.match(str(attribute)) and value and value not in known:
                message = N_("mã quan hệ {id} không có trong phần")
                yield part.found("OX23", message, paragraph, id=value)


def _check_text(part: _Part) -> Iterator[Diagnostic]:
    word = f"{{{NAMESPACES['w']}}}"
    for element, paragraph in part.places:
        tag, parent = str(element.tag), element.getparent()
        if not tag.startswith(word):
            continue
        texts = [child.tail for child in element]
        if tag not in _TEXT_HOLDERS:
            texts.append(element.text)
        for text in texts:
            if text and text.strip():
                message = N_("chữ '{text}' nằm ngoài w:t nên Word bỏ mất")
                yield part.found("OX24", message, paragraph, text=text.strip()[:60])
        if tag in _IN_RUN and (parent is None or parent.tag != qn("w:r")):
            message = N_("chữ '{text}' không nằm trong w:r")
            yield part.found("OX24", message, paragraph, text=(element.text or "")[:60])


def _check_cells(part: _Part) -> Iterator[Diagnostic]:
    for element, paragraph in part.places:
        if element.tag == qn("w:tc"):
            blocks = [child.tag for child in element if child.tag != qn("w:bookmarkEnd")]
            if not blocks or blocks[-1] != qn("w:p"):
                yield part.found("OX25", N_("ô của bảng không kết thúc bằng một đoạn"), paragraph)
        elif element.tag == qn("w:tr") and element.find(f".//{qn('w:tc')}") is None:
            yield part.found("OX25", N_("hàng của bảng không có ô nào"), paragraph)


def _check_styles(part: _Part, parts: dict[str, _Part]) -> Iterator[Diagnostic]:
    styles = _named_part(parts, "styles")
    known = {
        (style.get(qn("w:styleId")), style.get(qn("w:type"), "paragraph"))
        for style in (styles.root.iter(qn("w:style")) if styles else ())
    }
    ids = {style for style, _ in known}
    for element, paragraph in part.places:
        value = element.get(qn("w:val"))
        kind = _STYLE_USES.get(str(element.tag))
        missing = (kind is not None and (value, kind) not in known) or (
            part is styles and element.tag in _STYLE_LINKS and value not in ids
        )
        if missing:
            yield part.found("OX26", N_("kiểu '{id}' không có trong tệp"), paragraph, id=value)


def _check_numbering(part: _Part, parts: dict[str, _Part]) -> Iterator[Diagnostic]:
    numbering = _named_part(parts, "numbering")
    root = numbering.root if numbering else None
    numbers = _ids(root, "w:num", "w:numId")
    abstracts = _ids(root, "w:abstractNum", "w:abstractNumId")
    for element, paragraph in part.places:
        value = element.get(qn("w:val"))
        if element.tag == qn("w:numId") and value != "0" and value not in numbers:
            message = N_("danh sách đánh số {id} không có trong tệp")
            yield part.found("OX27", message, paragraph, id=value)
        nested = element.getparent() is not None
        if element.tag == qn("w:abstractNumId") and nested and value not in abstracts:
            message = N_("mẫu đánh số {id} không có trong tệp")
            yield part.found("OX27", message, paragraph, id=value)


def _ids(root: "etree._Element | None", element: str, attribute: str) -> set[str]:
    found = root.iter(qn(element)) if root is not None else ()
    return {entry.get(qn(attribute), "") for entry in found}


def _check_notes(main: _Part, parts: dict[str, _Part]) -> Iterator[Diagnostic]:
    for reference, kind, note, label in _NOTES:
        target = next(iter(main.package.related(main.name, kind)), "")
        known: Counter[str] = Counter()
        if target in parts:
            notes = parts[target].root.iter(qn(note))
            known = Counter(entry.get(qn("w:id"), "") for entry in notes)
        for key, count in known.items():
            if count > 1:
                message = N_("hai {kind} cùng mã {id}")
                yield parts[target].found("OX28", message, kind=Marked(label), id=key)
        used: set[str] = set()
        for element, paragraph in main.places:
            if element.tag != qn(reference):
                continue
            key = element.get(qn("w:id"), "")
            if key not in known:
                message = N_("{kind} mã {id} không có trong tệp")
                yield main.found("OX29", message, paragraph, kind=Marked(label), id=key)
            elif key in used:
                message = N_("{kind} mã {id} được gọi hai lần")
                yield main.found("OX30", message, paragraph, kind=Marked(label), id=key)
            used.add(key)


def _named_part(parts: dict[str, _Part], kind: str) -> _Part | None:
    return next((part for name, part in parts.items() if name == f"word/{kind}.xml"), None)
