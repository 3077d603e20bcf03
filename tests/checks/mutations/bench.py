"""Clean documents taken apart, faults put into copies of them, and the rules run over those."""

from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lxml import etree

from generator.app.render import render
from generator.checks.annotate.looks import properties_of, set_properties
from generator.checks.annotate.runs import cut_runs
from generator.checks.budget_subject import check_word_annexes
from generator.checks.engine import Options, run
from generator.checks.subject import WordSubject
from generator.checks.table import all_rules
from generator.compose.build import build_document
from generator.model.base import Regime
from generator.ooxml.package import open_word
from generator.ooxml.xml import parse_xml, qn, to_bytes
from generator.readers.docx import read_docx
from generator.readers.docx.runs import run_places
from generator.workspace import Workspace

ROOT = Path(__file__).parents[3]
MAIN = "word/document.xml"
KNOWN = {rule.id: rule for rule in all_rules()}


@dataclass
class Clean:
    """A clean document: its package, its parts, and what is recognised in it."""

    name: str
    data: bytes

    @cached_property
    def package(self):
        return open_word(self.data, name=self.name)

    @cached_property
    def root(self):
        return parse_xml(self.package.read(MAIN), MAIN, keep_blanks=True)

    @cached_property
    def subject(self):
        return WordSubject(read_docx(self.package), self.name, package=self.package)

    @property
    def party(self):
        return self.subject.regime is Regime.PARTY

    def spans(self, component):
        spans = [*self.subject.component(component)]
        for annex in self.subject.recognised.annexes:
            spans += annex.components.get(component, ())
        if not spans:
            spans = [each.span() for each in self.subject.paragraphs if each.component == component]
        return spans

    def draft(self):
        return Draft(self)


class Draft:
    """A copy of a clean document that faults are put into."""

    def __init__(self, clean):
        self.clean = clean
        self.roots = {MAIN: deepcopy(clean.root)}
        self.paragraphs = list(self.roots[MAIN].iter(qn("w:p")))

    def part(self, name):
        if name not in self.roots:
            data = self.clean.package.read(name)
            self.roots[name] = parse_xml(data, name, keep_blanks=True)
        return self.roots[name]

    def element(self, paragraph):
        return list(self.part(paragraph.source.part).iter(qn("w:p")))[paragraph.source.number - 1]

    def text(self, paragraph, start, end, new):
        """Put a text in place of a stretch of a paragraph, in the look of its first run."""
        element = self.element(paragraph)
        places = [each for each in cut_runs(element, (start, end)) if each.start < each.end]
        inside = [each for each in places if start <= each.start and each.end <= end]
        if not inside:
            before = [each for each in places if each.end <= start]
            inside = before[-1:] or places[:1]
            old = "".join(inside[0].run.itertext(qn("w:t")))
            new = old + new if before else new + old
        for each in inside[1:]:
            each.run.getparent().remove(each.run)
        first = inside[0].run
        for piece in [*first]:
            if piece.tag != qn("w:rPr"):
                first.remove(piece)
        if new:
            piece = etree.SubElement(first, qn("w:t"))
            piece.text = new
            piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")

    def run(self, paragraph, start, end, **changes):
        for place in cut_runs(self.element(paragraph), (start, end)):
            if start <= place.start and place.end <= end and place.start < place.end:
                set_properties(properties_of(place.run, "w:rPr"), changes)

    def look(self, paragraph, **changes):
        set_properties(properties_of(self.element(paragraph), "w:pPr"), changes)

    def section(self, index, **changes):
        set_properties(self.sections()[index], changes)

    def sections(self):
        return list(self.roots[MAIN].iter(qn("w:sectPr")))

    def remove(self, paragraph):
        element = self.element(paragraph)
        element.getparent().remove(element)

    def repeat(self, paragraph, text=None):
        """Put a copy of a paragraph after it, with a text of its own."""
        element = self.element(paragraph)
        copied = deepcopy(element)
        element.addnext(copied)
        if text is not None:
            runs = [place.run for place in run_places(copied)]
            for run_element in runs[1:]:
                run_element.getparent().remove(run_element)
            for piece in [*runs[0]]:
                if piece.tag != qn("w:rPr"):
                    runs[0].remove(piece)
            if text:
                etree.SubElement(runs[0], qn("w:t")).text = text
        return copied

    def package(self):
        return self.clean.package.with_parts(
            {name: to_bytes(root) for name, root in self.roots.items()}
        )

    def subject(self):
        package = self.package()
        return WordSubject(read_docx(package), self.clean.name, package=package)

    def found(self, ids):
        """Return the ids of those rules that find something."""
        return {finding.id for finding in check(self.subject(), ids)}


def check(subject, ids=()):
    """Return the findings of some rules, of all when none are named, with budgets."""
    rules = [KNOWN[each] for each in ids if each in KNOWN] if ids else None
    found = run(subject, rules, Options()) if rules != [] else []
    if not ids or any(each.startswith("BUD") for each in ids):
        found += check_word_annexes(subject)
    return [each for each in found if not ids or each.id in ids]


def build_clean():
    """Return every example document."""
    workspace = Workspace.open(ROOT)
    return [
        Clean(
            f"{path.parent.name}/{path.stem}.docx", render(build_document(path, workspace), "docx")
        )
        for path in workspace.plan_paths()
    ]
