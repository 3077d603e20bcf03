"""A Word file and its findings become a copy with comments and tracked changes."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from generator.checks.annotate.author import Signature, free_numbers
from generator.checks.annotate.comments import (
    anchor,
    anchor_empty,
    comment_element,
    comment_lines,
    old_comments,
    with_comments,
)
from generator.checks.annotate.looks import properties_of, track
from generator.checks.annotate.plan import (
    Key,
    Outcome,
    ParagraphPlan,
    Parts,
    make_plan,
    text_of,
)
from generator.checks.annotate.runs import cut_runs, replace_text
from generator.diagnostics import Diagnostic
from generator.i18n import SOURCE_LANGUAGE
from generator.ooxml.package import Package, main_part, open_word
from generator.ooxml.xml import parse_xml, qn, to_bytes
from generator.readers.docx.runs import RunPlace

if TYPE_CHECKING:
    from lxml import etree

_PARTS = ("footnotes", "header", "footer")


def annotate(
    source: bytes,
    findings: Iterable[Diagnostic],
    *,
    today: dt.date | None = None,
    language: str = SOURCE_LANGUAGE,
    name: str = "",
) -> bytes:
    """Return a copy of a Word file with each finding as a comment, each correction tracked.

    Members of the package that hold nothing new are copied as they are stored.

    Args:
        source: The file.
        findings: What was found in it, with its corrections.
        today: The day it was checked, which marks name; none when not given.
        language: Language of the comments.
        name: How errors name the file.

    Raises:
        InputError: When it is not a Word file that can be read.
    """
    package = open_word(source, name=name)
    marked = list(findings)
    if not marked:
        return source
    date = f"{today.isoformat()}T00:00:00Z" if today else ""
    return _Copy(package, marked, date, language).make()


class _Copy:
    def __init__(
        self, package: Package, findings: Sequence[Diagnostic], date: str, language: str
    ) -> None:
        self._package = package
        self._findings = findings
        self._language = language
        self._main = main_part(package)
        names = [
            self._main,
            *dict.fromkeys(p for kind in _PARTS for p in package.related(self._main, kind)),
        ]
        self._parts = Parts({
            name: parse_xml(package.read(name), name, file=package.name, keep_blanks=True)
            for name in names
        })  # fmt: skip
        self._signature = Signature(date, free_numbers(self._parts.roots.values()))
        self._changed = {self._main}

    def make(self) -> bytes:
        plans, outcomes = make_plan(self._parts, self._findings)
        places = [self._place(finding) for finding in self._findings]
        cuts: dict[etree._Element, set[int]] = {}
        for element, start, end in places:
            cuts.setdefault(element, set()).update((start, end))
        runs = {
            element: [place for place in cut_runs(element, wanted) if place.start < place.end]
            for element, wanted in cuts.items()
        }
        # Anchors are found among the runs as they were, so that they are cut once for all.
        for plan in plans.values():
            for element in (plan.element, *_twins(plan.element)):
                known = cut_runs(element, _edges(plan))
                if element in runs:
                    runs[element] = [place for place in known if place.start < place.end]
        for key, plan in plans.items():
            self._change(key, plan)
        comments = self._anchor_all(places, runs, outcomes)
        parts = {name: to_bytes(self._parts.roots[name]) for name in sorted(self._changed)}
        package = self._package.with_parts(parts)
        return with_comments(package, self._main, comments, signed=True).to_bytes()

    # ------------------------------------------------------------------ corrections

    def _change(self, key: Key, plan: ParagraphPlan) -> None:
        for element in (plan.element, *_twins(plan.element)):
            self._change_runs(element, plan)
            if plan.properties:
                track(properties_of(element, "w:pPr"), plan.properties, self._signature)
        if plan.section:
            section = _section_of(plan.element)
            if section is not None:
                track(section, plan.section, self._signature)
        if plan.replacements or plan.looks or plan.properties or plan.section:
            self._changed.add(key[0])

    def _change_runs(self, element: "etree._Element", plan: ParagraphPlan) -> None:
        for place in cut_runs(element, ()):
            changes = _look_at(plan, place.start, place.end)
            deleted = any(
                start <= place.start and place.end <= end for start, end in plan.replacements
            )
            if changes and place.start < place.end and not deleted:
                track(properties_of(place.run, "w:rPr"), changes, self._signature)
        for (start, end), new in sorted(plan.replacements.items(), reverse=True):
            look = _look_at(plan, start, max(end, start + 1))
            replace_text(element, start, end, new, look, self._signature)

    # ------------------------------------------------------------------ comments

    def _place(self, finding: Diagnostic) -> "tuple[etree._Element, int, int]":
        """Return the paragraph of the main part and the stretch a comment stands at."""
        where = finding.location
        part = where.part or self._main
        found = self._parts.paragraph(part, where.paragraph)
        start = max(where.column - 1, 0)
        if found is not None and part != self._main:
            found, start = self._outside(found), 0
        elif found is not None:
            box = next(found.iterancestors(qn("w:txbxContent")), None)
            if box is not None:
                found, start = next(_outermost(found), found), 0
        if found is None:
            found, start = self._first(), 0
        text = text_of(found)
        end = start + len(finding.quote)
        if not finding.quote or text[start:end] != finding.quote:
            end = len(text)
        return found, min(start, len(text)), end

    def _outside(self, paragraph: "etree._Element") -> "etree._Element | None":
        """Return the paragraph that refers to the note a paragraph stands in; none for pages."""
        note = next(paragraph.iterancestors(qn("w:footnote")), None)
        if note is None:
            return None
        number = note.get(qn("w:id"))
        for reference in self._parts.roots[self._main].iter(qn("w:footnoteReference")):
            if reference.get(qn("w:id")) == number:
                return next(reference.iterancestors(qn("w:p")), None)
        return None

    def _first(self) -> "etree._Element":
        root = self._parts.roots[self._main]
        body = root.find(qn("w:body"))
        paragraphs = list(body.iter(qn("w:p"))) if body is not None else []
        for paragraph in paragraphs:
            inside = next(paragraph.iterancestors(qn("w:txbxContent")), None)
            if inside is None and text_of(paragraph).strip():
                return paragraph
        if paragraphs:
            return paragraphs[0]
        made = root.makeelement(qn("w:p"))
        if body is not None:
            body.insert(0, made)
        return made

    def _anchor_all(
        self,
        places: "Sequence[tuple[etree._Element, int, int]]",
        runs: "dict[etree._Element, list[RunPlace]]",
        outcomes: Sequence[Outcome],
    ) -> "Iterator[etree._Element]":
        _, root = old_comments(self._package, self._main)
        numbers = free_numbers([root])
        comments = []
        for finding, place, outcome in zip(self._findings, places, outcomes, strict=True):
            number = next(numbers)
            _anchor(number, place, runs[place[0]])
            lines = comment_lines(finding, outcome, self._language)
            comments.append(comment_element(number, lines, self._signature))
        return iter(comments)


def _anchor(
    number: int, place: "tuple[etree._Element, int, int]", runs: Sequence[RunPlace]
) -> None:
    paragraph, start, end = place
    covered = [each.run for each in runs if each.start < end and start < each.end]
    covered = covered or [each.run for each in runs if each.start <= start <= each.end]
    if not covered:
        anchor_empty(number, paragraph)
        return
    first = _child_of(paragraph, covered[0])
    last = _child_of(paragraph, covered[-1])
    following = last.getnext()
    if last.tag == qn("w:del") and following is not None and following.tag == qn("w:ins"):
        last = following
    anchor(number, paragraph, first, last)


def _child_of(paragraph: "etree._Element", element: "etree._Element") -> "etree._Element":
    parent = element.getparent()
    while parent is not None and parent is not paragraph:
        element, parent = parent, parent.getparent()
    return element


def _edges(plan: ParagraphPlan) -> set[int]:
    edges = {edge for pair in plan.replacements for edge in pair}
    for start, end, _ in plan.looks:
        edges.update((start, end))
    return edges


def _look_at(plan: ParagraphPlan, start: int, end: int) -> dict[str, object]:
    changes: dict[str, object] = {}
    for first, last, look in plan.looks:
        if first <= start and min(end, len(plan.text)) <= last:
            changes = {**look, **changes}
    return changes


def _outermost(paragraph: "etree._Element") -> "Iterator[etree._Element]":
    """Yield the paragraph of the page that carries the text box a paragraph stands in."""
    for box in paragraph.iterancestors(qn("w:txbxContent")):
        outer = next(box.iterancestors(qn("w:p")), None)
        if outer is not None and next(outer.iterancestors(qn("w:txbxContent")), None) is None:
            yield outer


def _twins(paragraph: "etree._Element") -> "list[etree._Element]":
    """Return the same paragraph of a text box in the form kept for older programs."""
    content = next(paragraph.iterancestors(qn("mc:AlternateContent")), None)
    choice = content.find(qn("mc:Choice")) if content is not None else None
    fallback = content.find(qn("mc:Fallback")) if content is not None else None
    if choice is None or fallback is None:
        return []
    first, second = (list(each.iter(qn("w:p"))) for each in (choice, fallback))
    if paragraph not in first or len(first) != len(second):
        return []
    twin = second[first.index(paragraph)]
    return [twin] if text_of(twin) == text_of(paragraph) else []


def _section_of(paragraph: "etree._Element") -> "etree._Element | None":
    """Return the properties of the section a paragraph stands in."""
    name = qn("w:sectPr")
    own = paragraph.find(f"{qn('w:pPr')}/{name}")
    if own is not None:
        return own
    for element in (paragraph, *paragraph.iterancestors()):
        for following in element.itersiblings():
            for section in following.iter(name):
                parent = section.getparent()
                if parent is not None and parent.tag != qn("w:sectPrChange"):
                    return section
    return None
