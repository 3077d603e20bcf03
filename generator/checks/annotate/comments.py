"""Findings as Word comments: the part with their texts, and their anchors in the text."""

from collections.abc import Iterable, Sequence

from lxml import etree

from generator.checks.annotate.author import AUTHOR, INITIALS, Signature
from generator.checks.annotate.plan import Outcome
from generator.diagnostics import SEVERITY_NAMES, Diagnostic
from generator.i18n import N_, translate
from generator.ooxml.package import (
    CONTENT_TYPES,
    Package,
    content_types_with,
    relationships_part,
    relationships_with,
)
from generator.ooxml.xml import FORBIDDEN, NAMESPACES, parse_xml, qn, to_bytes, word_content_type

_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_PEOPLE = "http://schemas.microsoft.com/office/2011/relationships/people"
_PEOPLE_TYPE = word_content_type("people")
_OUTCOMES = {
    Outcome.DONE: N_("Đã sửa sẵn ở chế độ theo dõi thay đổi; chấp nhận hoặc từ chối trong Word."),
    Outcome.PARTLY: N_("Chỉ sửa sẵn được một phần; phần còn lại cần sửa tay."),
    Outcome.SKIPPED: N_("Không sửa sẵn được ở chỗ này; cần sửa tay."),
}


def comment_lines(finding: Diagnostic, outcome: Outcome, language: str) -> list[str]:
    """Return what the comment of a finding says, one paragraph a line."""
    severity = translate(SEVERITY_NAMES[finding.severity], language)
    lines = [
        f"[{finding.id}] {severity[:1].upper()}{severity[1:]}: {finding.message_text(language)}"
    ]
    details = (
        (N_("Gợi ý"), finding.hint_text(language)),
        (N_("Căn cứ"), finding.basis),
    )
    lines += [f"{translate(name, language)}: {text}" for name, text in details if text]
    if outcome in _OUTCOMES:
        lines.append(translate(_OUTCOMES[outcome], language))
    return [FORBIDDEN.sub("", line) for line in lines]


def comment_element(number: int, lines: Sequence[str], signature: Signature) -> "etree._Element":
    """Return a comment."""
    comment = etree.Element(qn("w:comment"), signature.attributes(number))
    comment.set(qn("w:initials"), INITIALS)
    for line in lines:
        run = etree.SubElement(etree.SubElement(comment, qn("w:p")), qn("w:r"))
        text = etree.SubElement(run, qn("w:t"))
        text.text = line
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return comment


def anchor(
    number: int, paragraph: "etree._Element", first: "etree._Element", last: "etree._Element"
) -> None:
    """Put the anchor of a comment around two children of a paragraph and what is between."""
    key = {qn("w:id"): str(number)}
    first.addprevious(etree.Element(qn("w:commentRangeStart"), key))
    end = etree.Element(qn("w:commentRangeEnd"), key)
    end.tail, last.tail = last.tail, None
    last.addnext(end)
    _refer(end, key)
    assert end.getparent() is paragraph  # noqa: S101  (comments stand nowhere else)


def anchor_empty(number: int, paragraph: "etree._Element") -> None:
    """Put the anchor of a comment at the end of a paragraph."""
    key = {qn("w:id"): str(number)}
    etree.SubElement(paragraph, qn("w:commentRangeStart"), key)
    _refer(etree.SubElement(paragraph, qn("w:commentRangeEnd"), key), key)


def _refer(end: "etree._Element", key: dict[str, str]) -> None:
    run = etree.Element(qn("w:r"))
    etree.SubElement(run, qn("w:commentReference"), key)
    run.tail, end.tail = end.tail, None
    end.addnext(run)


def old_comments(package: Package, main: str) -> "tuple[str, etree._Element]":
    """Return the name and the root of the part with comments, a new one when there is none."""
    for part in package.related(main, "comments"):
        return part, parse_xml(package.read(part), part, file=package.name, keep_blanks=True)
    root = etree.Element(qn("w:comments"), nsmap={"w": NAMESPACES["w"]})
    return _free_name(package, main, "comments"), root


def _free_name(package: Package, main: str, kind: str) -> str:
    folder = main.rpartition("/")[0]
    names = [f"{folder}/{kind}{number}.xml".lstrip("/") for number in ("", *range(2, 100))]
    return next(name for name in names if name not in package)


def people_part(package: Package, main: str) -> "tuple[str, etree._Element]":
    """Return the name and the root of the part that names authors, ours among them."""
    known = [each.target for each in package.relationships(main) if each.type == _PEOPLE]
    part = next((name for name in known if name in package), "")
    if part:
        root = parse_xml(package.read(part), part, file=package.name, keep_blanks=True)
    else:
        part = _free_name(package, main, "people")
        root = etree.Element(f"{{{_W15}}}people", nsmap={"w15": _W15})
    if all(person.get(f"{{{_W15}}}author") != AUTHOR for person in root):
        etree.SubElement(root, f"{{{_W15}}}person", {f"{{{_W15}}}author": AUTHOR})
    return part, root


def with_comments(
    package: Package, main: str, comments: Iterable["etree._Element"], signed: bool
) -> Package:
    """Return a package with comments put in; with the author named when something is signed."""
    added = list(comments)
    if added:
        part, root = old_comments(package, main)
        root.extend(added)
        package = _with_part(package, main, part, root, "comments")
    if signed:
        part, root = people_part(package, main)
        package = _with_part(package, main, part, root, "people")
    return package


def _with_part(
    package: Package, main: str, part: str, root: "etree._Element", kind: str
) -> Package:
    if part in package:
        return package.with_parts({part: to_bytes(root)})
    content_type = word_content_type("comments") if kind == "comments" else _PEOPLE_TYPE
    relationships = relationships_with(package, main, kind, part)
    if kind == "people":
        relationships[-1].set("Type", _PEOPLE)
    return package.with_parts(
        {
            part: to_bytes(root),
            CONTENT_TYPES: to_bytes(content_types_with(package, {part: content_type})),
            relationships_part(main): to_bytes(relationships),
        }
    )
