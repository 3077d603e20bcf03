"""Which corrections are made: those that are safe here and do not contradict each other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from generator.checks.annotate.looks import part_changes
from generator.checks.annotate.runs import may_replace, runs_in_fields
from generator.diagnostics import Diagnostic, Fix, Severity, TextFix
from generator.ooxml.xml import qn
from generator.readers.docx.runs import piece_text, run_places

if TYPE_CHECKING:
    from lxml import etree

_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTICE: 2}
Key = tuple[str, int]


class Outcome(StrEnum):
    """What became of the corrections of a finding."""

    NONE = "none"  # it offers none
    DONE = "done"
    PARTLY = "partly"
    SKIPPED = "skipped"


@dataclass(slots=True)
class ParagraphPlan:
    """What is changed in one paragraph.

    Attributes:
        element: The paragraph.
        text: Its text.
        replacements: Stretches of it and what stands there afterwards.
        looks: Stretches of it and the properties their runs get.
        properties: Properties the paragraph gets.
        section: Properties its section gets.
    """

    element: "etree._Element"
    text: str
    replacements: dict[tuple[int, int], str] = field(default_factory=dict)
    looks: list[tuple[int, int, dict[str, Any]]] = field(default_factory=list)
    properties: dict[str, Any] = field(default_factory=dict)
    section: dict[str, Any] = field(default_factory=dict)


class Parts:
    """The parts of a package that may be changed, each parsed when first asked for."""

    def __init__(self, roots: "dict[str, etree._Element]") -> None:
        self.roots = roots
        self._paragraphs = {part: list(root.iter(qn("w:p"))) for part, root in roots.items()}
        self._fields: dict[str, set[etree._Element]] = {}

    def paragraph(self, part: str, number: int) -> "etree._Element | None":
        """Return a paragraph by its 1-based number among those of its part."""
        paragraphs = self._paragraphs.get(part, [])
        return paragraphs[number - 1] if 0 < number <= len(paragraphs) else None

    def fields(self, part: str) -> "set[etree._Element]":
        """Return the runs of a part that fields own."""
        if part not in self._fields:
            self._fields[part] = runs_in_fields(self.roots[part])
        return self._fields[part]


def text_of(paragraph: "etree._Element") -> str:
    """Return the text of a paragraph, as readers count it."""
    return "".join(
        "".join(map(piece_text, place.run))
        for place in run_places(paragraph)
        if place.start < place.end
    )


def make_plan(
    parts: Parts, findings: Sequence[Diagnostic]
) -> tuple[dict[Key, ParagraphPlan], list[Outcome]]:
    """Return what is changed in each paragraph, and what becomes of each finding's corrections.

    Where corrections contradict each other, that of the graver finding is made.
    """
    plans: dict[Key, ParagraphPlan] = {}
    outcomes = [Outcome.NONE] * len(findings)
    order = sorted(range(len(findings)), key=lambda index: _ORDER[findings[index].severity])
    for index in order:
        done = [_take(parts, plans, fix) for fix in findings[index].fixes]
        outcomes[index] = _outcome(done)
    return plans, outcomes


def _outcome(done: Iterable[bool]) -> Outcome:
    results = list(done)
    if not results:
        return Outcome.NONE
    if all(results):
        return Outcome.DONE
    return Outcome.PARTLY if any(results) else Outcome.SKIPPED


def _take(parts: Parts, plans: dict[Key, ParagraphPlan], fix: Fix) -> bool:
    plan = plans.get((fix.part, fix.paragraph))
    if plan is None:
        element = parts.paragraph(fix.part, fix.paragraph)
        if element is None:
            return False
        plan = ParagraphPlan(element, text_of(element))
        plans[fix.part, fix.paragraph] = plan
    if not 0 <= fix.start <= fix.end <= len(plan.text):
        return False
    if isinstance(fix, TextFix):
        return _take_text(plan, fix, parts.fields(fix.part))
    changes = part_changes(fix.changes)
    return changes is not None and _take_look(plan, fix.start, fix.end, *changes)


def _take_text(plan: ParagraphPlan, fix: TextFix, fields: "set[etree._Element]") -> bool:
    start, end, new = trim(plan.text, fix.start, fix.end, fix.replacement)
    if plan.replacements.get((start, end)) == new:
        return True
    if start == end and not new:
        return False
    if any(_overlap(start, end, *other) for other in plan.replacements):
        return False
    if not may_replace(plan.element, start, end, fields):
        return False
    plan.replacements[start, end] = new
    return True


def _overlap(start: int, end: int, first: int, last: int) -> bool:
    if start == end or first == last:
        return first <= start <= last if start == end else start <= first <= end
    return start < last and first < end


def trim(text: str, start: int, end: int, new: str) -> tuple[int, int, str]:
    """Return a replacement without the words that stay: what a secretary has to look at.

    >>> trim("Sở Du lich", 0, 10, "Sở Du lịch")
    (6, 10, 'lịch')
    >>> trim("hai  chữ", 3, 5, " ")
    (3, 4, '')
    """
    old = text[start:end]
    least = min(len(old), len(new))
    tail = 0
    while tail < least and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    head = 0
    while head < least - tail and old[head] == new[head]:
        head += 1
    if head + tail < least:
        # Half a word struck out is hard to read, so that whole words are replaced.
        head = old.rfind(" ", 0, head) + 1
        space = old.find(" ", len(old) - tail)
        tail = len(old) - space if space >= 0 else 0
    return start + head, end - tail, new[head : len(new) - tail]


def _take_look(
    plan: ParagraphPlan,
    start: int,
    end: int,
    run: dict[str, Any],
    paragraph: dict[str, Any],
    section: dict[str, Any],
) -> bool:
    kept = True
    for target, changes in ((plan.properties, paragraph), (plan.section, section)):
        for key, value in changes.items():
            kept &= target.setdefault(key, value) == value
    if run and start < end:
        for first, last, others in plan.looks:
            same = [key for key in run if key in others and run[key] != others[key]]
            kept &= not (same and start < last and first < end)
        if kept:
            plan.looks.append((start, end, run))
    return kept
