"""A document in a frame of the user's own: docxtpl fills it in, our text is put into it."""

import io
import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from docxtpl import DocxTemplate
from jinja2 import TemplateError
from lxml import etree
from markupsafe import Markup

from generator.diagnostics import Diagnostic
from generator.errors import InputError
from generator.ooxml.package import Package, main_part, open_package
from generator.ooxml.xml import (
    NAMESPACES,
    escape,
    parent_of,
    parse_xml,
    qn,
    remove,
    to_bytes,
    to_text,
)
from generator.templating.limits import OverLimitError, limit
from generator.templating.problems import reason_for
from generator.writers.docx.footnotes import FootnoteCollector
from generator.writers.docx.frames import problems
from generator.writers.docx.frames.frame import UserFrame, filled_parts, note_parts, unique
from generator.writers.docx.frames.logic import BLOCKS, NOTE_NAMES, BlockValue, environment
from generator.writers.docx.frames.problems import Reporter
from generator.writers.docx.frames.tags import CURLY, GUARD
from generator.writers.docx.frames.tidy import bad_spans, settle_notes, tidy
from generator.writers.docx.frames.trial import try_out
from generator.writers.problems import NOTE_IN_NOTE

if TYPE_CHECKING:
    from lxml.etree import _Element

# Marks that no text of a document has: before the number of a note, before that of a block, and
# after either.
_NOTE, _BLOCK, _END = "\U0010ff00", "\U0010ff02", "\U0010ff01"
_MARKS = re.compile(f"[{_NOTE}{_BLOCK}{_END}{GUARD}]")
_NOTE_MARK = re.compile(f"{_NOTE}([0-9]+){_END}")
# What docxtpl takes for a way to write braces.
_WRITTEN_BRACES = re.compile(r"(?<=\{)_(?=[{%])|(?<=[}%])_(?=\})")
_TAG = re.compile(r"\{[{%].*?[%}]\}", re.DOTALL)
_COLUMN_COMMANDS = ("colspan", "hm")
_TEXTS = tuple(map(qn, ("w:t", "w:instrText", "w:delText", "w:delInstrText")))
_TBL, _GRID = qn("w:tbl"), qn("w:tblGrid")
_R, _T, _P = qn("w:r"), qn("w:t"), qn("w:p")
_PROPERTIES = qn("w:rPr")
_REFERENCE = qn("w:footnoteReference")
_SEEN_THROUGH = tuple(map(qn, ("w:proofErr", "w:bookmarkStart", "w:bookmarkEnd")))
_KEPT_LOOKS = tuple(map(qn, ("w:rFonts", "w:sz", "w:szCs")))
_SPACES = f'xmlns:w="{NAMESPACES["w"]}" xmlns:r="{NAMESPACES["r"]}"'
_WORD = f"{{{NAMESPACES['w']}}}"


def fill(
    frame: UserFrame, values: Mapping[str, Any], notes: FootnoteCollector, last_section: str = ""
) -> Package:
    """Return a frame's package filled in.

    Args:
        frame: The frame.
        values: What its names stand for; those in ``BLOCKS`` are our own XML.
        notes: The footnotes of those values; those that the frame calls are added.
        last_section: The section at the end of the text, "" for the frame's own.

    Raises:
        InputError: With all that is wrong with the values, each at its tag.
    """
    called = _CalledNotes(notes)
    blocks = {
        name: BlockValue(f"{_BLOCK}{number}{_END}", values[name])
        for number, name in enumerate(BLOCKS)
        if name in values
    }
    context = {name: _guarded(value) for name, value in values.items()}
    context |= {**blocks, **dict.fromkeys(NOTE_NAMES, called.call)}
    _try_out(frame, context)
    package = _render(frame, context)
    main = main_part(package)
    root = _read(package, main)
    _put_blocks(root, {block.mark: block.xml for block in blocks.values()})
    _put_notes(root, called.references, notes.comma)
    if last_section:
        _put_section(root, last_section)
    roots = {name: _read(package, name) for name in filled_parts(package)} | {main: root}
    _tidy(frame, roots)
    package = package.with_parts({name: to_bytes(each) for name, each in roots.items()})
    settled = settle_notes(package, root, notes.xml)
    return _finish(package.with_parts({**settled, main: to_bytes(root)}))


def _read(package: Package, name: str) -> "_Element":
    """Return a filled part without the marks that kept signs apart."""
    data = package.read(name).decode("utf-8").replace(GUARD, "")
    return parse_xml(data.encode("utf-8"), name, keep_blanks=True)


def _tidy(frame: UserFrame, roots: Mapping[str, "_Element"]) -> None:
    """Mend the parts.

    Raises:
        InputError: With what cannot be mended.
    """
    damage: list[Diagnostic] = []
    for name, root in roots.items():
        tidy(root, keeps_tables_apart=name not in frame.adjacent)
        damage += _find_damage(root, Reporter(frame.name, name))
    if damage:
        raise InputError(damage)


def _try_out(frame: UserFrame, context: Mapping[str, Any]) -> None:
    """Run the tags of all parts by themselves.

    Raises:
        InputError: With all that goes wrong.
    """
    findings = list(frame.unknown)
    for part in frame.parts.values():
        findings += try_out(part.logic, context) if part.logic else ()
    if findings:
        raise InputError(unique(findings))


def _finish(package: Package) -> Package:
    """Return a filled package with the last marks taken out, stored the same on every machine."""
    parts = {}
    for member in package.members:
        data = package.read(member.name)
        if member.name.endswith((".xml", ".rels")):
            data = _MARKS.sub("", data.decode("utf-8")).encode("utf-8")
        parts[member.name] = data
    return package.with_parts(parts)


def _guarded(value: Any) -> Any:
    """Return a value whose texts docxtpl leaves as they are."""
    if isinstance(value, str):
        # A text that calls itself markup is one of the user's all the same.
        plain = str.__str__(value).replace("\r\n", "\n").replace("\r", "\n")
        return _WRITTEN_BRACES.sub(f"{GUARD}_", plain)
    if type(value) is list:
        return [_guarded(each) for each in value]
    if type(value) is dict:
        return {key: _guarded(each) for key, each in value.items()}
    return value


class _CalledNotes:
    """The footnotes that tags of a frame call; a mark stands for each until its text is done."""

    def __init__(self, notes: FootnoteCollector) -> None:
        self._notes = notes
        self.references: list[str] = []

    def call(self, text: Any) -> str:
        """Return the mark of a note with this text: what ``{{ fn(text) }}`` prints.

        Raises:
            InputError: When there is no text, or it calls a note itself.
        """
        plain = text.unescape() if isinstance(text, Markup) else text
        if plain is None or not str(plain).strip():
            raise InputError(problems.EMPTY_NOTE.at())
        if _NOTE in str(plain):
            raise InputError(NOTE_IN_NOTE.at())
        shown = escape(str(plain).strip()).replace("\n", "</w:t><w:br/><w:t>")
        run = f'<w:r><w:t xml:space="preserve">{shown}</w:t></w:r>'
        self.references.append(self._notes.add(run))
        return f"{_NOTE}{len(self.references) - 1}{_END}"


# --------------------------------------------------------------------------------------- docxtpl


class _Template(DocxTemplate):  # type: ignore[misc]
    """docxtpl, told what it cannot know: what to leave to us, and to hide no damage."""

    makes_columns = False

    def patch_xml(self, src_xml: str) -> str:
        """Return a part ready for Jinja, the signs inside its tags as a person reads them."""
        curly = str.maketrans({mark: quote for quote, mark in CURLY.items()})
        patched: str = super().patch_xml(src_xml)
        return _TAG.sub(lambda tag: tag[0].replace("&amp;", "&").translate(curly), patched)

    def fix_tables(self, xml: str) -> "_Element":
        """Return the body as a tree, its table grids changed only where tags make columns."""
        tree = etree.fromstring(xml)  # docxtpl's own parser would drop what is broken
        if not self.makes_columns:
            return tree
        fixed: _Element = super().fix_tables(xml)
        # docxtpl counts the cells of inner tables as cells of the table around them.
        for table, new in zip(list(tree.iter(_TBL)), list(fixed.iter(_TBL)), strict=True):
            grid, changed = table.find(_GRID), new.find(_GRID)
            if len(list(table.iter(_TBL))) > 1 and grid is not None and changed is not None:
                new.replace(changed, grid)
        return fixed

    def render_properties(self, context: Any, jinja_env: Any = None) -> None:
        """Leave the properties: a document has its own."""

    def render_footnotes(self, context: Any, jinja_env: Any = None) -> None:
        """Leave the notes: they would be filled in once for each section."""


def _render(frame: UserFrame, context: dict[str, Any]) -> Package:
    """Return a frame's package filled in by docxtpl."""
    source = frame.package
    template = _Template(io.BytesIO(source.to_bytes()))
    tags = frame.parts[main_part(source)].tags.tags
    template.makes_columns = any(
        tag.form == "tc" or tag.command in _COLUMN_COMMANDS for tag in tags
    )
    out = io.BytesIO()
    notes: dict[str, bytes] = {}
    try:
        with limit(fresh=True) as budget, budget.timed():
            template.render(context, environment(), autoescape=True)
            for part in note_parts(source):
                text = template.patch_xml(to_text(source.xml(part)))
                text = template.render_xml_part(text, None, context, environment())
                notes[part] = to_bytes(etree.fromstring(text))
        template.save(out)
    except (TemplateError, etree.XMLSyntaxError, ValueError, TypeError, AttributeError) as error:
        reporter = Reporter(frame.name, main_part(source))
        is_broken = isinstance(error, etree.XMLSyntaxError)
        problem = problems.BROKEN_PART if is_broken else problems.UNREADABLE
        problem = problems.PART_TOO_MUCH if isinstance(error, OverLimitError) else problem
        raise InputError(reporter.found(problem, reason=reason_for(str(error)))) from error
    return open_package(out.getvalue(), name=frame.name).with_parts(notes)


# ------------------------------------------------------------------------------- our own content


def _put_blocks(root: "_Element", blocks: Mapping[str, str]) -> None:
    """Put our paragraphs and tables where their marks stand."""
    parsed = {
        mark: etree.fromstring(f"<w:body {_SPACES}>{xml}</w:body>") for mark, xml in blocks.items()
    }
    for text in list(root.iter(_T)):
        mark = text.text or ""
        if mark.startswith(_BLOCK) and mark in parsed:
            paragraph = next(text.iterancestors(_P))
            for element in parsed[mark]:
                paragraph.addprevious(deepcopy(element))
            remove(paragraph)


def _put_section(root: "_Element", xml: str) -> None:
    """Put a section at the end of the text in the place of the frame's own."""
    body = root.find(qn("w:body"))
    assert body is not None  # noqa: S101  (a package without one is refused when opened)
    for section in body.findall(qn("w:sectPr")):
        body.remove(section)
    body.append(etree.fromstring(f"<w:body {_SPACES}>{xml}</w:body>")[0])


def _put_notes(root: "_Element", references: list[str], comma: str) -> None:
    """Put the references to notes where their marks stand, cutting the run around each."""
    for first in list(root.iter(_T)):
        text: _Element | None = first
        while text is not None and (found := _NOTE_MARK.search(text.text or "")):
            text = _put_note(text, found, references[int(found[1])], comma)


def _put_note(
    text: "_Element", found: "re.Match[str]", reference: str, comma: str
) -> "_Element | None":
    """Put one reference in; return the text after it."""
    run = parent_of(text)
    whole, following = text.text or "", list(text.itersiblings())
    text.text = whole[: found.start()]
    properties = run.find(_PROPERTIES)
    after = run.makeelement(_R)
    if properties is not None:
        after.append(deepcopy(properties))
    rest = etree.SubElement(after, _T, {qn("xml:space"): "preserve"})
    rest.text = whole[found.end() :]
    after.extend(following)
    runs = [_own_look(_run(reference), properties)]
    if _is_after_reference(run):
        runs.insert(0, _own_look(_run(comma), properties))
    runs.append(after)
    for new in reversed(runs):
        run.addnext(new)
    if _is_before_reference(after):
        after.addprevious(_own_look(_run(comma), properties))
    if not _words(run):
        remove(run)
    if not _words(after):
        remove(after)
        return None
    return rest


def _run(xml: str) -> "_Element":
    return etree.fromstring(f"<w:p {_SPACES}>{xml}</w:p>")[0]


def _own_look(run: "_Element", properties: "_Element | None") -> "_Element":
    """Return a reference with the font and the size of the text around it, no more.

    Bold, italic, capitals and colour stay with the text; the number is printed upright.
    """
    for look in properties if properties is not None else ():
        if look.tag in _KEPT_LOOKS:
            run[0].append(deepcopy(look))
    return run


def _words(run: "_Element") -> bool:
    """Whether a run shows anything."""
    return any(child.tag not in (_PROPERTIES, _T) or child.text for child in run)


def _is_after_reference(run: "_Element") -> bool:
    return _meets_reference([run, *run.itersiblings(preceding=True)])


def _is_before_reference(run: "_Element") -> bool:
    return _meets_reference([run, *run.itersiblings()])


def _meets_reference(elements: list["_Element"]) -> bool:
    for element in elements:
        if element.tag in _SEEN_THROUGH:
            continue
        if element.tag != _R:
            return False
        if element.find(_REFERENCE) is not None:
            return True
        blank = all(
            child.tag == _PROPERTIES or (child.tag == _T and not (child.text or "").strip())
            for child in element
        )
        if not blank:
            return False
    return False


def _find_damage(root: "_Element", reporter: Reporter) -> Iterator[Diagnostic]:
    """Find what only the filled part shows: text outside all paragraphs, impossible cells."""
    for element in root.iter():
        if not isinstance(element.tag, str) or not element.tag.startswith(_WORD):
            continue
        inside = "" if element.tag in _TEXTS else element.text or ""
        lost = _MARKS.sub("", inside + (element.tail or "")).strip()
        if lost:
            yield reporter.found(problems.LEFT_OVER, lost=lost[:60])
            return
    yield from (reporter.found(problems.SPAN, value=value) for value in bad_spans(root))
