"""A frame of the user's own: read, checked as a whole, and made ready to be filled in."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from lxml import etree

from generator.diagnostics import Diagnostic, Location, Marked
from generator.errors import InputError
from generator.ooxml.active_content import ActiveKind, find_active_content
from generator.ooxml.package import (
    CONTENT_TYPES,
    Package,
    content_types_with,
    main_part,
    open_word,
    relationships_part,
    relationships_with,
)
from generator.ooxml.xml import (
    CORE_PROPERTIES_TYPE,
    parse_xml,
    qn,
    relationship_type,
    to_bytes,
    word_content_type,
    write_core_properties,
)
from generator.writers.docx.frames import problems
from generator.writers.docx.frames.check import CheckedPart, check_part
from generator.writers.docx.frames.logic import NAMES, find_misplaced_names
from generator.writers.docx.frames.prepare import prepare
from generator.writers.docx.frames.problems import Reporter
from generator.writers.docx.frames.tags import has_tag, read_tags, read_texts
from generator.writers.docx.frames.tidy import find_missing_notes, has_adjacent_tables

if TYPE_CHECKING:
    from lxml.etree import _Element


@dataclass(frozen=True, slots=True)
class UserFrame:
    """A frame that was checked and made ready.

    Attributes:
        package: Its package, its tags whole.
        printed: The names whose values it prints.
        unknown: The names that nobody gives.
        misplaced: The values that stand in the wrong form of tag, as far as their names tell.
        warnings: What it may lose or leave.
        adjacent: The parts in which two tables stand in a row.
        parts: Its checked parts by name.
    """

    package: Package
    printed: frozenset[str]
    unknown: tuple[Diagnostic, ...]
    misplaced: tuple[Diagnostic, ...]
    warnings: tuple[Diagnostic, ...]
    adjacent: frozenset[str]
    parts: Mapping[str, CheckedPart]

    @property
    def name(self) -> str:
        """Return how findings name it."""
        return self.package.name

    @property
    def body(self) -> "_Element":
        """Return its body."""
        root = self.package.xml(main_part(self.package))
        body = root.find(qn("w:body"))
        assert body is not None  # noqa: S101  (a package without one is refused when opened)
        return body


@lru_cache(maxsize=32)
def read_frame(source: bytes, name: str, names: tuple[str, ...] = NAMES) -> UserFrame:
    """Return a frame, ready to be filled in.

    Args:
        source: The Word file.
        name: How findings name it.
        names: What its tags may name.

    Raises:
        InputError: With all that is wrong with its tags, whatever the values.
    """
    opened = open_word(source, name=name)
    package = as_document(opened)
    findings = list(find_active(opened))
    unknown: list[Diagnostic] = []
    misplaced: list[Diagnostic] = []
    warnings: list[Diagnostic] = []
    checked: dict[str, CheckedPart] = {}
    adjacent = set()
    main = main_part(package)
    for part in filled_parts(package):
        reporter = Reporter(name, part)
        root = parse_xml(package.read(part), part, file=name, keep_blanks=True)
        etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)
        tags = read_tags(root)
        checked[part] = check_part(tags, reporter)
        findings += checked[part].findings
        logic = checked[part].logic
        if logic:
            unknown += logic.find_unknown(names)
            findings += logic.find_misused(takes_notes=part == main)
            misplaced += find_misplaced_names(tags.tags, reporter, names)
        warnings += map(reporter.stray, tags.stray)
        if has_adjacent_tables(root):
            adjacent.add(part)
    findings += _check_properties(package)
    findings += (
        Reporter(name, part).found(problems.NOTE_MISSING) for part in find_missing_notes(package)
    )
    if findings:
        raise InputError(unique(findings))
    warnings += _find_unfilled(package)
    for each in checked.values():
        prepare(each)
    whole = package.with_parts({part: to_bytes(each.tags.root) for part, each in checked.items()})
    logics = [each.logic for each in checked.values() if each.logic]
    printed = set[str]().union(*(logic.printed for logic in logics))
    return UserFrame(
        whole,
        frozenset(printed),
        tuple(unknown),
        tuple(misplaced),
        tuple(warnings),
        frozenset(adjacent),
        checked,
    )


def unique(findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return findings in the order of their places, each once."""
    once = {finding.text(): finding for finding in findings}.values()
    parts = list(dict.fromkeys(finding.location.part for finding in once))
    return sorted(once, key=lambda each: (parts.index(each.location.part), each.location.paragraph))


def _check_properties(package: Package) -> Iterator[Diagnostic]:
    """Find the tags of the core properties that do not end; the document gets its own."""
    part = core_part(package)
    if part in package:
        reporter = Reporter(package.name, part)
        yield from (reporter.unclosed(cut) for cut in read_texts(package.xml(part)).unclosed)


def _find_unfilled(package: Package) -> Iterator[Diagnostic]:
    """Find the parts that docxtpl leaves as they are and that have a tag all the same."""
    for part in unfilled_parts(package):
        text = package.read(part).decode("utf-8", "replace")
        tag = has_tag(text) if "{" in text else ""
        if tag:
            shown = " ".join(re.sub(r"<[^<>]*>", "", tag).split())[:60]
            yield Reporter(package.name, part).unfilled(shown)


_NOTE_PARTS = ("footnotes", "endnotes")
_TEXTUAL = (".xml", ".rels", ".htm", ".html", ".txt", ".rtf", ".mht")


def as_document(package: Package) -> Package:
    """Return a frame's package as that of a document, also when it is a Word template."""
    main = main_part(package)
    parts = _without_attached_template(package, main)
    types: dict[str, str] = {}
    if not package.related("", "core-properties"):
        relations = relationships_with(package, "", "core-properties", core_part(package))
        parts[relationships_part("")] = to_bytes(relations)
        parts[core_part(package)] = write_core_properties().encode("utf-8")
        types[core_part(package)] = CORE_PROPERTIES_TYPE
    if package.content_type(main) != word_content_type("document.main"):
        types[main] = word_content_type("document.main")
    if types:
        parts[CONTENT_TYPES] = to_bytes(content_types_with(package, types))
    return package.with_parts(parts)


def core_part(package: Package) -> str:
    """Return the name of the part with the core properties."""
    found = package.related("", "core-properties")
    return found[0] if found else "docProps/core.xml"


def filled_parts(package: Package) -> tuple[str, ...]:
    """Return the parts whose tags are filled in, the main part first, then in Word's order."""
    main = main_part(package)
    related = [
        name for kind in ("header", "footer", *_NOTE_PARTS) for name in package.related(main, kind)
    ]
    return tuple(dict.fromkeys((main, *related)))


def note_parts(package: Package) -> tuple[str, ...]:
    """Return the parts with footnotes and endnotes."""
    main = main_part(package)
    return tuple(name for kind in _NOTE_PARTS for name in package.related(main, kind))


def unfilled_parts(package: Package) -> list[str]:
    """Return the parts with text that nobody fills in."""
    filled = {*filled_parts(package), core_part(package)}
    names = (member.name for member in package.members)
    return [name for name in names if name not in filled and name.lower().endswith(_TEXTUAL)]


def _without_attached_template(package: Package, main: str) -> dict[str, bytes]:
    """Return the settings without the path of the Word template on its author's machine."""
    parts: dict[str, bytes] = {}
    wanted = relationship_type("attachedTemplate")
    for settings in package.related(main, "settings"):
        if not any(entry.type == wanted for entry in package.relationships(settings)):
            continue
        root = package.xml(settings)
        for element in root.findall(qn("w:attachedTemplate")):
            root.remove(element)
        parts[settings] = to_bytes(root)
        relations = relationships_part(settings)
        links = package.xml(relations)
        for entry in links.findall(qn("rel:Relationship")):
            if entry.get("Type") == wanted:
                links.remove(entry)
        parts[relations] = to_bytes(links)
    return parts


def find_active(package: Package) -> Iterator[Diagnostic]:
    """Find what would run or be fetched with every document made from the frame."""
    for each in find_active_content(package):
        remote = each.kind is ActiveKind.REMOTE and bool(each.what)
        # The path of the template on its author's machine is dropped, see above.
        if each.harmless and each.kind is not ActiveKind.EMBEDDED:
            continue
        problem = problems.CONTENT_FROM_OUTSIDE
        if not remote:
            problem = replace(problems.ACTIVE_CONTENT, message=each.message)
        yield problem.at(
            Location(package.name, part=each.part, paragraph=each.paragraph),
            quote=each.target,
            what=Marked(each.what) if each.what else "",
            target=each.target,
        )
