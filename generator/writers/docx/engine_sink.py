"""Where the tags of a frame put their values: the one place that decides what becomes markup."""

import html
import re
import sys
from collections.abc import Sequence
from typing import Any, NoReturn
from xml.parsers import expat

from jinja2.runtime import Undefined

from generator.diagnostics import Diagnostic
from generator.errors import InputError, KehoachError
from generator.ooxml.xml import FORBIDDEN, escape
from generator.writers.docx.engine_findings import Reporter
from generator.writers.docx.engine_values import (
    BREAK,
    Captured,
    NoteCall,
    Pieces,
    Site,
    SiteKind,
    WordBlock,
    WordXml,
    escape_text,
    is_printable,
    join_pieces,
    tab,
)
from generator.writers.docx.footnotes import FootnoteCollector, kept_properties

_RUN = re.compile(r"<w:(?:r|hyperlink|ins|bookmarkStart|bookmarkEnd|proofErr)[ />]")
_BLOCK = re.compile(r"<w:(?:p|tbl|tr|tc|sdt|sectPr)[ />]")
_RICH_RUN = re.compile(r"<w:r(?: [^>]*)?>.*?</w:r>", re.DOTALL)
_RUN_PROPERTIES = re.compile(r"<w:rPr>.*?</w:rPr>", re.DOTALL)
_NUMBERS = frozenset((int, float))
_DOCXTPL_TYPES = (("docxtpl.richtext", "RichText"), ("docxtpl.richtext", "RichTextParagraph"))


class BlockFailedError(Exception):
    """Carries an error of a block's own code past the template's error handling."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error


class Sink:
    """Takes the values of the tags of one part in one rendering."""

    join = staticmethod(join_pieces)

    def __init__(self, sites: Sequence[Site], notes: FootnoteCollector, reporter: Reporter) -> None:
        self.sites = sites
        self.notes = notes
        self.reporter = reporter

    def write_text(self, value: Any, index: int) -> str:
        """Return a value as text inside ``w:t``."""
        if value.__class__ is str:
            if (
                "&" in value
                or "<" in value
                or ">" in value
                or "\n" in value
                or "\t" in value
                or "\r" in value
            ):
                return escape_text(value, self.sites[index].run_properties)
            return value
        return self._other_text(value, index)

    def write_plain(self, value: Any, index: int) -> str:
        """Return a value as text of an attribute or of an element that has no runs."""
        if isinstance(value, WordXml | Pieces):
            if isinstance(value, Captured):
                return value
            self.refuse("note_place" if isinstance(value, NoteCall) else "block_in_text", index)
        if not isinstance(value, Undefined) and isinstance(value, WordBlock):
            self.refuse("block_in_text", index)
        return escape(self._as_text(value, index))

    def write_xml(self, value: Any, index: int) -> str:
        """Return a value as runs, paragraphs, rows or cells, between which no text may stand."""
        if isinstance(value, Undefined):
            return str(value)
        if isinstance(value, WordBlock):
            return self._write_block(value)
        if isinstance(value, Pieces):
            return "".join(self.write_xml(piece, index) for piece in value)
        if isinstance(value, WordXml):
            return self._checked_xml(value, index)
        rich = _rich_text(value)
        if rich is not None:
            return rich
        text = self._as_text(value, index)
        if text.strip():
            self.refuse("text_in_block", index, value=text.strip()[:60])
        return ""

    def _other_text(self, value: Any, index: int) -> str:
        if value.__class__ in _NUMBERS:
            return str(value)
        site = self.sites[index]
        if isinstance(value, Undefined):
            return str(value)
        if isinstance(value, Pieces):
            return "".join(self.write_text(piece, index) for piece in value)
        if isinstance(value, Captured):
            return value
        if isinstance(value, NoteCall):
            kept = kept_properties(site.run_properties)
            return _interrupt(value.replace("</w:rPr>", kept + "</w:rPr>", 1), site)
        if isinstance(value, WordBlock):
            self.refuse("block_in_text", index)
        if isinstance(value, WordXml):
            xml = self._checked_xml(value, index)
            return _interrupt(xml, site) if _RUN.match(xml) else xml
        rich = _rich_text(value)
        if rich is not None:
            return _interrupt(rich, site)
        return escape_text(self._as_text(value, index), site.run_properties)

    def _as_text(self, value: Any, index: int) -> str:
        if isinstance(value, str):
            return str.__str__(value)
        if isinstance(value, Undefined):
            return str(value)
        if value is None:
            self.refuse("empty", index)
        if type(value).__module__ == "docxtpl.listing":
            return html.unescape(value.xml)
        if not is_printable(value) or type(value).__module__.startswith("docxtpl."):
            self.refuse("value", index, name=type(value).__name__)
        return str(value)

    def _write_block(self, block: WordBlock) -> str:
        try:
            return block.write(self.notes)
        except KehoachError:
            raise
        except Exception as error:
            raise BlockFailedError(error) from error

    def _checked_xml(self, value: WordXml, index: int) -> str:
        if isinstance(value, Captured | NoteCall):
            if isinstance(value, NoteCall) and self.sites[index].kind is SiteKind.BLOCK:
                self.refuse("note_place", index)
            return value
        reason = check_fragment(value)
        if reason:
            self.refuse("broken_xml", index, reason=reason)
        kind = self.sites[index].kind
        if kind in (SiteKind.TEXT, SiteKind.RUN) and _BLOCK.match(value):
            self.refuse("block_in_text", index)
        if kind is SiteKind.BLOCK and _RUN.match(value):
            self.refuse("text_in_block", index, value=_shown(value))
        return value

    def refuse(self, kind: str, index: int, **params: Any) -> NoReturn:
        """Stop with a finding at a tag."""
        raise InputError(self.reporter.found(kind, self.sites[index], **params))


class GatheringSink(Sink):
    """Goes on after a finding, so that one pass finds all of them."""

    def __init__(
        self,
        sites: Sequence[Site],
        notes: FootnoteCollector,
        reporter: Reporter,
        findings: list[Diagnostic],
    ) -> None:
        super().__init__(sites, notes, reporter)
        self.findings = findings

    def write_text(self, value: Any, index: int) -> str:
        """Return nothing; note what is wrong with the value."""
        return self._gather(super().write_text, value, index)

    def write_plain(self, value: Any, index: int) -> str:
        """Return nothing; note what is wrong with the value."""
        return self._gather(super().write_plain, value, index)

    def write_xml(self, value: Any, index: int) -> str:
        """Return nothing; note what is wrong with the value."""
        return self._gather(super().write_xml, value, index)

    def _gather(self, write: Any, value: Any, index: int) -> str:
        try:
            text: str = write(value, index)
        except InputError as error:
            self.findings += (
                finding if finding.location.part else finding.at(self._here(index))
                for finding in error.findings
            )
            return ""
        bad = FORBIDDEN.search(text)
        if bad:
            self.findings.append(self.reporter.control(self.sites[index], bad.group()))
        return text

    def _here(self, index: int) -> Any:
        return self.reporter.location(self.sites[index])


def check_fragment(xml: str) -> str:
    """Return why a stretch of XML is not well-formed, "" when it is."""
    return check_part(f"<x>{xml}</x>".encode("utf-8", "replace"))


def check_part(data: bytes) -> str:
    """Return why a part is not well-formed, "" when it is."""
    try:
        expat.ParserCreate().Parse(data, True)
    except expat.ExpatError as error:
        return str(error)
    return ""


def _interrupt(runs: str, site: Site) -> str:
    """Return runs that end the run around a tag and begin it again after them."""
    return f'</w:t></w:r>{runs}<w:r>{site.run_properties}<w:t xml:space="preserve">'


def _rich_text(value: Any) -> str | None:
    """Return the runs of docxtpl's own rich text, None for any other value.

    Only these classes are taken, by identity: their text is escaped by their own code.
    """
    for module, name in _DOCXTPL_TYPES:
        kind = getattr(sys.modules.get(module), name, None)
        if kind is not None and type(value) is kind:
            xml: str = value.xml
            return _RICH_RUN.sub(_with_breaks, xml) if "\n" in xml or "\t" in xml else xml
    return None


def _with_breaks(match: re.Match[str]) -> str:
    run = match.group()
    found = _RUN_PROPERTIES.search(run)
    return run.replace("\n", BREAK).replace("\t", tab(found.group() if found else ""))


def _shown(xml: str) -> str:
    return re.sub(r"<[^>]*>", "", xml)[:60]
