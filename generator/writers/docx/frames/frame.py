"""A frame of the user's own, checked as a whole and made ready to be filled in."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from lxml import etree

from generator.diagnostics import Diagnostic
from generator.errors import InputError
from generator.ooxml.package import Package, main_part, open_word
from generator.ooxml.xml import parse_xml, qn, to_bytes
from generator.writers.docx.frames.check import CheckedPart, check_part
from generator.writers.docx.frames.findings import Reporter
from generator.writers.docx.frames.logic import NAMES, find_misplaced_names
from generator.writers.docx.frames.notes import find_missing_notes
from generator.writers.docx.frames.package import (
    as_document,
    core_part,
    filled_parts,
    find_active,
    unfilled_parts,
)
from generator.writers.docx.frames.prepare import prepare
from generator.writers.docx.frames.tags import has_tag, read_tags, read_texts
from generator.writers.docx.frames.tidy import has_adjacent_tables

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
    findings += (Reporter(name, part).found("note_missing") for part in find_missing_notes(package))
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
