"""Rendering Word frames: compiled once, shared by threads, rendered many times.

A frame is any Word file with docxtpl's tags. Beyond docxtpl's tags, ``{{ fn("...") }}`` (also
``chu_thich``) puts a real footnote after the text it follows. All values are escaped; raw
WordprocessingML passes only as ``WordXml`` or from a ``WordBlock``.
"""

import hashlib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from jinja2.environment import Template

from generator.diagnostics import Diagnostic
from generator.errors import InputError, KehoachError
from generator.ooxml.archive import Member, Prefix, pack
from generator.ooxml.package import Package, open_word, read_file
from generator.ooxml.properties import CoreProperties, write_core_properties
from generator.templating.limits import OverLimitError, limit
from generator.writers.docx.compile import NOTE_NAMES, compile_frame
from generator.writers.docx.engine_explain import Explainer
from generator.writers.docx.engine_findings import Reporter
from generator.writers.docx.engine_notes import END
from generator.writers.docx.engine_plan import (
    FramePlan,
    PartPlan,
    frame_key,
    load_plan,
    save_plan,
)
from generator.writers.docx.engine_sandbox import SINK, compile_part, environment
from generator.writers.docx.engine_sink import BlockFailedError, Sink, check_part
from generator.writers.docx.engine_tables import fix_grids, number_pictures
from generator.writers.docx.footnotes import FootnoteCollector, RefusingCollector

MAX_CHARACTERS = 32_000_000
_CHUNK = 4096
# The control characters that may stand in XML are tab, newline and carriage return.
_CONTROL = bytes(code for code in range(0x20) if code not in (0x09, 0x0A, 0x0D))
_NONCHARACTERS = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")
# One byte is found much faster than three, and Vietnamese text has none of this value.
_THEIR_FIRST_BYTE = b"\xef"


class CompiledPart(NamedTuple):
    """A part ready to be written."""

    plan: PartPlan
    template: Template
    reporter: Reporter


class _BadOutputError(Exception):
    """What was written is no XML; the finding to give when no tag can be blamed."""

    def __init__(self, finding: Diagnostic) -> None:
        super().__init__()
        self.finding = finding


class WordTemplate:
    """A compiled Word frame; it never changes, so that threads may share it."""

    __slots__ = ("_parts", "_plain", "_plan", "_with_notes", "name")

    def __init__(self, package: Package, plan: FramePlan) -> None:
        self.name = package.name
        self._plan = plan
        self._parts = tuple(
            CompiledPart(part, compile_part(part.source, part.name), Reporter(self.name, part.name))
            for part in plan.parts
        )
        self._plain = self._prefix(package, plan.replaced)
        notes = plan.notes
        self._with_notes = (
            self._prefix(package, {**plan.replaced, **notes.parts}, notes.part) if notes else None
        )

    @property
    def printed(self) -> frozenset[str]:
        """Return the names whose values the frame prints."""
        return frozenset(name for part in self._plan.parts for name in part.printed)

    @classmethod
    def compile(
        cls, source: bytes | Path, *, name: str = "", cache_dir: Path | None = None
    ) -> "WordTemplate":
        """Return a compiled frame.

        Args:
            source: The Word file or its content.
            name: How findings name the file; the path when not given.
            cache_dir: Where compiled frames are kept between runs; None keeps none.

        Raises:
            InputError: When the file is no Word file, or with all that is wrong with its tags.
        """
        package = open_word(source, name=name)
        if cache_dir is None:
            return cls(package, compile_frame(package))
        key = frame_key(package.to_bytes())
        plan = load_plan(cache_dir, key)
        if plan is not None:
            try:
                return cls(package, plan)
            except Exception:  # noqa: BLE001  (a spoiled copy may fail in any way)
                plan = None
        plan = compile_frame(package)
        save_plan(cache_dir, key, plan)
        return cls(package, plan)

    def render(
        self, context: Mapping[str, Any], *, properties: CoreProperties | None = None
    ) -> bytes:
        """Return a document.

        Args:
            context: The data: text, numbers, lists, mappings, and ``WordXml`` or ``WordBlock``
                values. Names the frame does not use are ignored.
            properties: Core properties; without them the frame's own are filled in. The dates
                and the editor of the frame's file are never kept.

        Raises:
            InputError: With all that is wrong with the data, each at its tag in the frame.
        """
        values = {**environment().globals, **context}
        try:
            with limit(fresh=True) as budget, budget.timed():
                return self._render(values, properties)
        except BlockFailedError as failed:
            raise failed.error from failed.error.__cause__
        except Exception as error:
            findings = self._explain(values, error)
            if not findings:
                raise
            raise InputError(findings) from error

    def _render(self, values: dict[str, Any], properties: CoreProperties | None) -> bytes:
        plan = self._plan
        own = plan.notes
        notes = (
            FootnoteCollector(own.reference_style, own.text_style, own.first_id)
            if own
            else FootnoteCollector()
        )
        written: dict[str, str] = {}
        for part in self._parts:
            name = part.plan.name
            if name == plan.core and properties is not None:
                continue
            if name == plan.main:
                text = _write(part, _parent(values, part, notes))
                text, footnotes = notes.resolve(text)
            else:
                refusing = RefusingCollector(part.reporter.location())
                text = _write(part, _parent(values, part, refusing))
            written[name] = _finish(part.plan, text)
        if properties is not None:
            written[plan.core] = write_core_properties(properties)
        elif plan.core not in written:
            written[plan.core] = plan.replaced[plan.core]
        prefix = self._plain
        if footnotes and own and self._with_notes:
            prefix = self._with_notes
            head, end, tail = (written.get(own.part) or own.content).rpartition(END)
            written[own.part] = head + footnotes + end + tail
        return prefix.finish([self._pack(name, text) for name, text in written.items()])

    def _pack(self, name: str, text: str) -> Member:
        reporter = Reporter(self.name, name)
        try:
            data = text.encode("utf-8")
        except UnicodeEncodeError as error:
            bad = f"U+{ord(text[error.start]):04X}"
            raise _BadOutputError(reporter.found("control_block", None, name=bad)) from error
        if len(data.translate(None, _CONTROL)) != len(data) or (
            _THEIR_FIRST_BYTE in data and any(bad in data for bad in _NONCHARACTERS)
        ):
            raise _BadOutputError(reporter.found("control_block", None, name=_first_control(text)))
        if any(part.plan.name == name and part.plan.verify for part in self._parts):
            reason = check_part(data)
            if reason:
                raise _BadOutputError(reporter.found("broken_part", None, reason=reason))
        return pack(name, data)

    def _explain(self, values: dict[str, Any], error: Exception) -> list[Diagnostic]:
        """Return all findings about the data, found by writing every part once more."""
        findings: list[Diagnostic] = []
        for part in self._parts:
            explainer = Explainer(part.plan, part.template, part.reporter, findings)
            explainer.run(values, is_main=part.plan.name == self._plan.main)
        if not findings and isinstance(error, _BadOutputError):
            return [error.finding]
        if not findings and isinstance(error, KehoachError):
            return list(error.findings)
        return _unique(findings)

    def _prefix(self, package: Package, parts: Mapping[str, str], notes_part: str = "") -> Prefix:
        package = package.with_parts({name: text.encode() for name, text in parts.items()})
        written = {part.name for part in self._plan.parts} | {self._plan.core, notes_part}
        return Prefix([member for member in package.members if member.name not in written])


def render_word(
    template: WordTemplate | bytes | Path | str,
    context: Mapping[str, Any],
    *,
    properties: CoreProperties | None = None,
    cache_dir: Path | None = None,
) -> bytes:
    """Return the document made from any Word file with docxtpl's tags and any data.

    Frames given as bytes or as a path are kept compiled as long as their content is the same.

    Raises:
        InputError: With all that is wrong with the frame, or with the data.
    """
    if isinstance(template, WordTemplate):
        return template.render(context, properties=properties)
    name = ""
    if isinstance(template, bytes):
        source = template
    else:
        path = Path(template)
        name = path.as_posix()
        source = read_file(path, name)
    return _compiled(_Frame(source, name, cache_dir)).render(context, properties=properties)


class _Frame:
    """A frame's content as a key of the cache: compared by digest, not byte by byte."""

    __slots__ = ("cache_dir", "digest", "name", "source")

    def __init__(self, source: bytes, name: str, cache_dir: Path | None) -> None:
        self.source, self.name, self.cache_dir = source, name, cache_dir
        self.digest = hashlib.sha256(source).digest()

    def __hash__(self) -> int:
        return hash(self.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Frame) and (self.digest, self.name) == (other.digest, other.name)


@lru_cache(maxsize=32)
def _compiled(frame: _Frame) -> WordTemplate:
    return WordTemplate.compile(frame.source, name=frame.name, cache_dir=frame.cache_dir)


def _parent(values: dict[str, Any], part: CompiledPart, notes: FootnoteCollector) -> dict[str, Any]:
    parent: dict[str, Any] = dict.fromkeys(NOTE_NAMES, notes.call)
    parent.update(values)
    parent[SINK] = Sink(part.plan.source.sites, notes, part.reporter)
    return parent


def _write(part: CompiledPart, parent: dict[str, Any]) -> str:
    template = part.template
    pieces: Iterator[str] = template.root_render_func(template.new_context(parent, shared=True))
    chunks = []
    size = 0
    while chunk := "".join(islice(pieces, _CHUNK)):
        size += len(chunk)
        if size > MAX_CHARACTERS:
            raise OverLimitError.text(MAX_CHARACTERS)
        chunks.append(chunk)
    return "".join(chunks)


def _finish(plan: PartPlan, text: str) -> str:
    if plan.grids:
        text = fix_grids(text)
    return number_pictures(text) if plan.pictures else text


def _first_control(text: str) -> str:
    from generator.ooxml.xml import FORBIDDEN

    found = FORBIDDEN.search(text)
    return f"U+{ord(found.group()):04X}" if found else "?"


def _unique(findings: list[Diagnostic]) -> list[Diagnostic]:
    return list({finding.text(): finding for finding in findings}.values())
