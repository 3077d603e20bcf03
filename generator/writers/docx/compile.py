"""From a Word frame to a plan: the work that is done once per frame.

docxtpl is called here for its tag cleaning, and nowhere else.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from jinja2 import TemplateSyntaxError, meta, nodes

from generator.diagnostics import Diagnostic, Location, Marked, Severity
from generator.errors import InputError
from generator.i18n import N_
from generator.ooxml.active_content import ActiveKind, find_active_content
from generator.ooxml.ns import (
    CORE_PROPERTIES_TYPE,
    NAMESPACES,
    qn,
    relationship_type,
    word_content_type,
)
from generator.ooxml.package import (
    CONTENT_TYPES,
    Package,
    content_types_with,
    main_part,
    relationships_part,
    relationships_with,
)
from generator.ooxml.xml import DECLARATION, to_text
from generator.templating.reasons import reason_for
from generator.writers.docx.engine_findings import Reporter
from generator.writers.docx.engine_notes import plan_notes
from generator.writers.docx.engine_plan import FramePlan, PartPlan
from generator.writers.docx.engine_sandbox import (
    environment,
    find_forbidden,
    needs_verifying,
    parse,
    printed_names,
)
from generator.writers.docx.engine_source import (
    TAG_START,
    PartSource,
    Problem,
    SeenTag,
    build_source,
    paragraph_texts,
    seen_tags,
    unclosed_tags,
)
from generator.writers.docx.engine_values import Site, SiteKind

if TYPE_CHECKING:
    from lxml import etree

NOTE_NAMES = ("fn", "chu_thich")

_ROW_FORM = re.compile(r"\{[{%#](tr|tc)\s")
_COLUMN_TAG = re.compile(r"\{%-?\s*(?:tc\s|colspan\s|hm\s*-?%)")
# What a core part says about the frame's own file, not about a document made from it.
_OF_THE_FRAME = ("cp:lastModifiedBy", "cp:revision", "cp:lastPrinted", "dcterms:created",
                 "dcterms:modified")  # fmt: skip


def compile_frame(package: Package) -> FramePlan:
    """Return the plan of a frame.

    Raises:
        InputError: With all that is wrong with the frame's tags.
    """
    findings = list(_find_active(package))
    main = main_part(package)
    replaced, core = _plan_properties(package, main)
    replaced.update(_drop_attached_template(package, main))
    package = package.with_parts({name: text.encode() for name, text in replaced.items()})
    compiler = _Compiler(package)
    parts = [compiler.part(main, always=True)]
    for kind in ("header", "footer", "footnotes"):
        parts += [compiler.part(name) for name in dict.fromkeys(package.related(main, kind))]
    parts.append(compiler.properties(core))
    findings += compiler.findings
    if findings:
        raise InputError(findings)
    planned = tuple(part for part in parts if part)
    notes = plan_notes(package, main) if _may_have_notes(planned[0]) else None
    return FramePlan(main, core, planned, replaced, notes)


def _may_have_notes(part: PartPlan) -> bool:
    source = part.source
    return any(
        site.kind is SiteKind.BLOCK or site.kind is SiteKind.RUN for site in source.sites
    ) or any(name in source.source for name in NOTE_NAMES)


@dataclass(slots=True)
class _Compiler:
    """Compiles the parts of one package, gathering what is wrong with any of them."""

    package: Package
    findings: list[Diagnostic] = field(default_factory=list)

    def part(self, name: str, *, always: bool = False) -> PartPlan | None:
        """Return the plan of a part with runs, None when it has no tags."""
        root = self.package.xml(name)
        texts = paragraph_texts(root)
        reporter = Reporter(self.package.name, name)
        self.findings += (reporter.problem(problem) for problem in _deleted_tags(root))
        text = to_text(root)
        if not always and not TAG_START.search("".join(texts)) and not TAG_START.search(text):
            return None
        seen = seen_tags(texts)
        problems = [
            *unclosed_tags(texts),
            *_unclosed_in_attributes(root),
            *_outside_tables(root, seen),
        ]
        # Cleaning drops what stands between a torn tag and the next end of a tag or a row.
        cleaned = "" if problems else _clean(text)
        source = self.source(cleaned, seen, problems, reporter, name)
        if source is None:
            return None
        tree = parse(source, name)
        return PartPlan(
            name,
            source,
            verify=needs_verifying(tree),
            grids=always and _COLUMN_TAG.search("".join(texts)) is not None,
            pictures=always and "<wp:docPr" in text,
            printed=tuple(sorted(printed_names(tree))),
        )

    def properties(self, name: str) -> PartPlan | None:
        """Return the plan of the core properties, None when they have no tags."""
        root = self.package.xml(name)
        text = to_text(root)
        if not TAG_START.search(text):
            return None
        reporter = Reporter(self.package.name, name)
        texts = [element.text or "" for element in root]
        seen = [tag._replace(paragraph=0) for tag in seen_tags(texts)]
        problems = [_without_paragraph(problem) for problem in unclosed_tags(texts)]
        source = self.source(text, seen, problems, reporter, name)
        return PartPlan(name, source, verify=True) if source else None

    def source(
        self,
        cleaned: str,
        seen: Sequence[SeenTag],
        torn: Sequence[Problem],
        reporter: Reporter,
        name: str,
    ) -> PartSource | None:
        """Return the source of a cleaned part, None after noting what is wrong with it."""
        if torn:
            self.findings += _wrong_tags(seen, reporter)
            self.findings += map(reporter.problem, torn)
            return None
        problems: list[Problem] = []
        try:
            built, problems = build_source(DECLARATION + cleaned, seen, environment())
            tree = parse(built, name)
        except TemplateSyntaxError as error:
            found = list(_wrong_tags(seen, reporter))
            if not problems and not found:
                reason = reason_for(error.message or "")
                found = [reporter.found("unreadable", None, reason=reason)]
        else:
            found = list(_forbidden_findings(built, tree, reporter))
        found += map(reporter.problem, problems)
        self.findings += found
        return None if found else built


def _clean(text: str) -> str:
    """Return a part with its tags made whole and lifted out of the XML they stand for."""
    from docxtpl import DocxTemplate

    start, end = text.find("<w:body"), text.rfind("</w:body>")
    start, end = (start, end) if 0 <= start < end else (0, len(text))
    cleaned: str = DocxTemplate("").patch_xml(text[start:end])
    return text[:start] + cleaned + text[end:]


def _deleted_tags(root: "etree._Element") -> Iterator[Problem]:
    paragraphs = list(root.iter(qn("w:p")))
    for deletion in root.iter(qn("w:del")):
        text = "".join(part.text or "" for part in deletion.iter(qn("w:delText")))
        if TAG_START.search(text):
            owner = next(deletion.iterancestors(qn("w:p")), None)
            number = paragraphs.index(owner) + 1 if owner is not None else 0
            yield Problem("deleted", Site(0, text[:60], SiteKind.TEXT, "", number, text[:60]))


def _unclosed_in_attributes(root: "etree._Element") -> Iterator[Problem]:
    """Find what begins a tag in the name or the description of a picture and does not end it."""
    number = 0
    for element in root.iter():
        number += element.tag == qn("w:p")
        for problem in unclosed_tags([str(value) for value in element.attrib.values()]):
            yield replace(problem, site=replace(problem.site, paragraph=number))


def _outside_tables(root: "etree._Element", seen: Sequence[SeenTag]) -> Iterator[Problem]:
    """Find the tags of rows and cells that stand in no table."""
    paragraphs: list[etree._Element] = []
    for tag in seen:
        form = _ROW_FORM.match(tag.text)
        if form:
            paragraphs = paragraphs or list(root.iter(qn("w:p")))
            above = paragraphs[tag.paragraph - 1].iterancestors(qn("w:tr"))
            if next(above, None) is None:
                yield Problem(f"outside_{form[1]}", _site_of(tag))


def _without_paragraph(problem: Problem) -> Problem:
    return replace(problem, site=replace(problem.site, paragraph=0))


def _wrong_tags(seen: Sequence[SeenTag], reporter: Reporter) -> Iterator[Diagnostic]:
    """Find what is wrong with each tag by itself."""
    for tag in seen:
        tree, reason = _parse_tag(tag.text)
        if reason:
            yield reporter.found("syntax", _site_of(tag), reason=reason_for(reason))
        for kind, name, _ in find_forbidden(tree) if tree else ():
            yield _forbidden(reporter, kind, name, _site_of(tag))


def _site_of(tag: SeenTag) -> Site:
    return Site(0, tag.text, SiteKind.TEXT, "", tag.paragraph, tag.quote)


_FORMS = re.compile(r"^(\{[{%#][-+]?)(?:p|tr|tc|r)\s")
_ALONE = re.compile(r"^\{%[-+]?\s*(\w+)")
_MERGES = ("cellbg", "colspan", "vm", "hm")


def _parse_tag(text: str) -> tuple[nodes.Template | None, str]:
    """Return a tag's tree and what is wrong with it; neither when it means nothing by itself."""
    tag = _FORMS.sub(r"\1 ", text).translate(str.maketrans("“”‘’", "\"\"''"))
    word = _ALONE.match(tag)
    name = word.group(1) if word else ""
    ends = {"if": "endif", "for": "endfor", "with": "endwith"}
    if name.startswith("end") or name in ("else", *_MERGES):
        return None, ""
    if name == "elif":
        tag = "{% if 1 %}" + tag + "{% endif %}"
    elif name in ends:
        tag += "{% " + ends[name] + " %}"
    try:
        return environment().parse(tag), ""
    except TemplateSyntaxError as error:
        # macro, call, set ... may end in another tag
        alone = "end of template" in (error.message or "")
        return None, "" if alone else (error.message or "?")


def _forbidden_findings(
    source: PartSource, tree: nodes.Template, reporter: Reporter
) -> Iterator[Diagnostic]:
    for kind, name, line in find_forbidden(tree):
        yield _forbidden(reporter, kind, name, source.site_at(line))


def _forbidden(reporter: Reporter, kind: str, name: str, site: Site | None) -> Diagnostic:
    known = {"filter": environment().filters, "test": environment().tests}
    if kind in known:
        return reporter.unknown(kind, site, name, known[kind])
    return reporter.found(kind, site, name=name)


def undeclared_names(source: PartSource, name: str) -> set[str]:
    """Return the top-level names a part takes from the data."""
    return meta.find_undeclared_variables(parse(source, name)) - set(NOTE_NAMES)


def _find_active(package: Package) -> Iterator[Diagnostic]:
    """Find what would run or be fetched with every document made from the frame."""
    for each in find_active_content(package):
        remote = each.kind is ActiveKind.REMOTE and bool(each.what)
        # The path of the template on its author's machine is dropped, see below.
        if each.harmless and each.kind is not ActiveKind.EMBEDDED:
            continue
        yield Diagnostic(
            "OX11",
            Severity.ERROR,
            N_("khung lấy nội dung từ bên ngoài tệp: {target}") if remote else each.message,
            Location(package.name, part=each.part, paragraph=each.paragraph),
            {"what": Marked(each.what) if each.what else "", "target": each.target},
            hint=N_("chèn hẳn ảnh hoặc tệp vào khung thay vì liên kết tới")
            if remote
            else N_("xóa chỗ này khỏi khung, gõ thẳng chữ cần in"),
            quote=each.target,
        )


def _plan_properties(package: Package, main: str) -> tuple[dict[str, str], str]:
    """Return the parts that make the frame's package a document's, and its core part."""
    replaced: dict[str, str] = {}
    found = package.related("", "core-properties")
    core = found[0] if found else "docProps/core.xml"
    types: dict[str, str] = {}
    if found:
        root = package.xml(core)
        for name in _OF_THE_FRAME:
            for element in root.findall(qn(name)):
                root.remove(element)
        replaced[core] = DECLARATION + to_text(root)
    else:
        names = " ".join(f'xmlns:{key}="{NAMESPACES[key]}"' for key in ("cp", "dc", "dcterms"))
        replaced[core] = f"{DECLARATION}<cp:coreProperties {names}/>"
        relations = relationships_with(package, "", "core-properties", core)
        replaced[relationships_part("")] = DECLARATION + to_text(relations)
        types[core] = CORE_PROPERTIES_TYPE
    if package.content_type(main) != word_content_type("document.main"):
        types[main] = word_content_type("document.main")
    if types:
        replaced[CONTENT_TYPES] = DECLARATION + to_text(content_types_with(package, types))
    return replaced, core


def _drop_attached_template(package: Package, main: str) -> dict[str, str]:
    """Return the settings without the path of the Word template on its author's machine."""
    replaced: dict[str, str] = {}
    wanted = relationship_type("attachedTemplate")
    for settings in package.related(main, "settings"):
        relations = relationships_part(settings)
        if not any(entry.type == wanted for entry in package.relationships(settings)):
            continue
        root = package.xml(settings)
        for element in root.findall(qn("w:attachedTemplate")):
            root.remove(element)
        replaced[settings] = DECLARATION + to_text(root)
        links = package.xml(relations)
        for entry in links.findall(qn("rel:Relationship")):
            if entry.get("Type") == wanted:
                links.remove(entry)
        replaced[relations] = DECLARATION + to_text(links)
    return replaced
