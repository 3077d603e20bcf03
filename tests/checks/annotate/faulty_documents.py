"""Word files in which the rules that correct something find it: one for each of those rules."""

from functools import cache, cached_property

import test_domain_cases as domain
from bench import build_clean, check
from content_faults import CONTENT_FAULTS
from form_faults import FORM_FAULTS
from mutators import component_run, fault

from generator.checks.annotate import accept_all, annotate
from generator.checks.engine import run
from generator.checks.subject import WordSubject
from generator.checks.table import all_rules
from generator.model.base import Regime
from generator.ooxml.archive import pack, write_archive
from generator.ooxml.package import open_word
from generator.ooxml.xml import NAMESPACES, escape, relationship_type, word_content_type
from generator.readers.docx import read_docx

BY_ID = {rule.id: rule for rule in all_rules()}
_FURTHER = [fault("salutation upright", "KGU07", component_run("kinh_gui_label", italic=False))]
_SITES = 3


class Faulty:
    """A file and the rule that corrects it."""

    def __init__(self, rule, data, name, regime=None):
        self.rule = rule
        self.data = data
        self.name = name
        self._regime = regime

    def findings(self, data=None):
        """Return what the rule finds in the file, or in what became of it."""
        package = open_word(data or self.data, name=self.name)
        subject = WordSubject(
            read_docx(package), self.name, package=package, regime=self._regime
        )  # fmt: skip
        return run(subject, [BY_ID[self.rule]])

    @cached_property
    def found(self):
        return self.findings()

    @cached_property
    def copy(self):
        return annotate(self.data, self.found)

    @cached_property
    def accepted(self):
        return accept_all(self.copy)

    @property
    def fixes(self):
        return [fix for finding in self.found for fix in finding.fixes]


@cache
def faulty_documents():
    """Return one file for each rule that corrects something, by its id."""
    found = {}
    for one in _injected():
        found.setdefault(one.rule, one)
    for one in _cases(found):
        found.setdefault(one.rule, one)
    return found


def _injected():
    known = set()
    documents = sorted(build_clean(), key=lambda one: len(one.data))
    for mutator in (*FORM_FAULTS, *CONTENT_FAULTS, *_FURTHER):
        sites = [(one, edit) for one in documents for edit in mutator.sites(one)]
        # The last one too: a fault of one regime may be found by another rule in the other.
        for document, edit in [*sites[:_SITES], *sites[-1:]]:
            wanted = set(mutator.rules) - known
            if not wanted:
                break
            draft = document.draft()
            edit(draft)
            rules = {each.id for each in check(draft.subject(), wanted) if each.fixes}
            known |= rules
            if rules:
                data = draft.package().to_bytes()
                yield from (Faulty(rule, data, mutator.name) for rule in sorted(rules))


def correcting_cases():
    """Yield the cases whose findings carry a correction."""
    for parameters in domain.load_cases():
        rule, case = parameters.values
        if any(finding.fixes for finding in domain.findings(rule, case)):
            yield rule, case


def _cases(known):
    for rule, case in correcting_cases():
        if rule in known or case.get("notes"):
            continue
        regime = Regime.STATE if case.get("regime") == "state" else Regime.PARTY
        one = Faulty(rule, as_word(domain.make_file(case)), f"case of {rule}", regime)
        if any(finding.fixes for finding in one.findings()):
            yield one


def as_word(file):
    """Return a file as read, with nothing in its package that no Word file can be without."""
    paragraphs = "".join(map(_paragraph, file.paragraphs))
    body = f"<w:body>{paragraphs}<w:sectPr/></w:body>"
    types = "application/vnd.openxmlformats-package.relationships+xml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{NAMESPACES["ct"]}">'
        f'<Default Extension="rels" ContentType="{types}"/><Override PartName="/word/document.xml"'
        f' ContentType="{word_content_type("document.main")}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{NAMESPACES["rel"]}"><Relationship Id="rId1"'
        f' Type="{relationship_type("officeDocument")}" Target="word/document.xml"/>'
        "</Relationships>",
        "word/document.xml": f'<w:document xmlns:w="{NAMESPACES["w"]}">{body}</w:document>',
    }
    return write_archive([pack(name, text.encode()) for name, text in parts.items()])


def _paragraph(paragraph):
    runs = "".join(
        f'<w:r><w:rPr><w:rFonts w:ascii="{run.look.fonts["ascii"]}"'
        f' w:hAnsi="{run.look.fonts["ascii"]}"/><w:sz w:val="{round(run.look.size_pt * 2)}"/>'
        f'</w:rPr><w:t xml:space="preserve">{escape(run.text)}</w:t></w:r>'
        for run in paragraph.runs
        if run.text
    )
    return f'<w:p><w:pPr><w:jc w:val="{paragraph.look.align}"/></w:pPr>{runs}</w:p>'
