"""What Word rules look at: a file with its components, regime, standard and date, found once."""

import datetime as dt
from collections.abc import Callable, Mapping
from functools import cache, cached_property, wraps
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from generator.catalogues.load import Catalogues, load_catalogues
from generator.diagnostics import Diagnostic, Fix, Location, LookFix, Severity, TextFix
from generator.model.base import Regime
from generator.readers.docx import WordFile, WordSection, WordTable
from generator.recognise.paragraph import Paragraph, Span, Zone
from generator.recognise.parts import Recognised, recognise
from generator.standards import Standard, choose_standard
from generator.standards.load import load_standard
from generator.text.dates import OpenDate

if TYPE_CHECKING:
    from generator.ooxml.package import Package

_Holder = TypeVar("_Holder", bound="Caching")
_Made = TypeVar("_Made")


class Caching(Protocol):
    """What keeps the results of functions that were called with it."""

    @property
    def cache(self) -> dict[Any, Any]:
        """The results by their function."""


def once(make: Callable[[_Holder], _Made]) -> Callable[[_Holder], _Made]:
    """Return a function that works out what a subject, or a text, has once for all rules."""

    @wraps(make)
    def of(holder: _Holder) -> _Made:
        if make not in holder.cache:
            holder.cache[make] = make(holder)
        made: _Made = holder.cache[make]
        return made

    return of


def once_for_facts(make: Callable[[Catalogues], _Made]) -> Callable[[Catalogues], _Made]:
    """Return a function that keeps what it made of the last catalogues.

    Many files are checked against the same facts: their names are sorted and folded once.
    """
    last: list[tuple[Catalogues, _Made]] = []

    @wraps(make)
    def of(catalogues: Catalogues) -> _Made:
        if not last or last[0][0] is not catalogues:
            last[:] = [(catalogues, make(catalogues))]
        return last[0][1]

    return of


class Sourced(Protocol):
    """A fact, or anything else that says where it is from and how sure it is."""

    @property
    def source(self) -> str:
        """Where it is from."""

    @property
    def confidence(self) -> str:
        """How sure it is."""


# A document without any date is judged by what holds now; the newest standards are the last ones.
_NO_DATE = dt.date(9999, 12, 31)


class WordSubject:
    """A Word file as rules see it; everything is computed when first asked for, and kept.

    Attributes:
        file: The file as read.
        name: How findings name it.
        package: The package it was read from, None when only its content is known.
        cache: What functions marked ``once`` found out about it, by function.
    """

    def __init__(
        self,
        file: WordFile,
        name: str = "",
        *,
        package: "Package | None" = None,
        catalogues: Catalogues | None = None,
        standard: str | None = None,
        regime: Regime | None = None,
    ) -> None:
        self.file = file
        self.name = name
        self.package = package
        self._catalogues = catalogues
        self._standard_id = standard
        self._regime = regime
        self.cache: dict[Any, Any] = {}

    # ------------------------------------------------------------------ text

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """All paragraphs of the main part in reading order, zones and components set."""
        _ = self.recognised
        return self._paragraphs

    @cached_property
    def _paragraphs(self) -> tuple[Paragraph, ...]:
        return tuple(
            Paragraph(paragraph, paragraph.text, index)
            for index, paragraph in enumerate(self.file.paragraphs)
        )

    @cached_property
    def notes(self) -> tuple[Paragraph, ...]:
        """The paragraphs of all footnotes, in the order of the notes."""
        return tuple(
            Paragraph(paragraph, paragraph.text, index, Zone.NOTE, "chu_thich", note)
            for note, paragraphs in self.file.footnotes.items()
            for index, paragraph in enumerate(paragraphs)
        )

    @cached_property
    def page_paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs of page headers and footers."""
        return tuple(
            Paragraph(paragraph, paragraph.text, index, Zone.PAGE)
            for paragraphs in self.file.headers.values()
            for index, paragraph in enumerate(paragraphs)
        )

    @cached_property
    def all_paragraphs(self) -> tuple[Paragraph, ...]:
        """Every paragraph: the main part, footnotes, page headers and footers."""
        return (*self.paragraphs, *self.notes, *self.page_paragraphs)

    @cached_property
    def body_paragraphs(self) -> tuple[Paragraph, ...]:
        """Paragraphs with text between the head and the signature, those in tables left out."""
        return tuple(
            each
            for each in self.paragraphs
            if each.zone is Zone.BODY and not each.in_table and each.text.strip()
        )

    @cached_property
    def running_text(self) -> tuple[Paragraph, ...]:
        """The body and the text of annexes and attached documents outside their tables."""
        return (
            *self.body_paragraphs,
            *(
                each
                for annex in self.recognised.annexes
                for each in annex.paragraphs
                if not each.in_table
                and each.text.strip()
                and not each.component.startswith("phu_luc")
            ),
        )

    @cached_property
    def prose(self) -> tuple[Paragraph, ...]:
        """All running text in reading order: body, annexes, cells; each followed by its notes."""
        by_note: dict[int, list[Paragraph]] = {}
        for note in self.notes:
            by_note.setdefault(note.footnote or 0, []).append(note)
        found: list[Paragraph] = []
        for paragraph in self.paragraphs:
            if paragraph.zone in (Zone.BODY, Zone.ANNEX):
                found.append(paragraph)
                for note_id in paragraph.source.footnotes:
                    found += by_note.pop(note_id, [])
        return tuple(each for each in found if each.text.strip())

    # ------------------------------------------------------------------ what it is

    @cached_property
    def recognised(self) -> Recognised:
        """The components that were found, and how sure that is."""
        return recognise(self._paragraphs)

    def component(self, component_id: str) -> tuple[Span, ...]:
        """Return the stretches of text that are a component, () when there is none."""
        return self.recognised.components.get(component_id, ())

    def component_text(self, component_id: str) -> str:
        """Return the text of a component, its lines joined by spaces, "" when there is none."""
        return " ".join(" ".join(span.text.split()) for span in self.component(component_id))

    @cached_property
    def regime(self) -> Regime:
        """The regime as given or recognised; see ``regime_known``."""
        return self._given_regime or self.recognised.regime or Regime.STATE

    @property
    def _given_regime(self) -> Regime | None:
        if self._standard_id is not None:
            return load_standard(self._standard_id).regime
        return self._regime

    @property
    def regime_known(self) -> bool:
        """Whether the regime was given or recognised, and not taken for want of any sign."""
        return self._given_regime is not None or self.recognised.regime is not None

    @cached_property
    def standard(self) -> Standard:
        """The standard for regime and date, or the one that was asked for."""
        if self._standard_id is not None:
            return load_standard(self._standard_id)
        return choose_standard(self.regime, self.date.first_day if self.date else _NO_DATE)

    @cached_property
    def date(self) -> OpenDate | None:
        """The date of issue as far as it is filled in, None when there is none."""
        return self.recognised.date

    @property
    def day(self) -> dt.date | None:
        """The exact date of issue, None while it is open."""
        return self.date.exact if self.date else None

    @cached_property
    def kind(self) -> str:
        """Type name in sentence case ("Hướng dẫn", "Công văn"), "" when not recognised."""
        return self.recognised.kind

    @cached_property
    def catalogues(self) -> Catalogues:
        """The facts."""
        return self._catalogues or _packaged_catalogues()

    def section(self, paragraph: Paragraph) -> WordSection | None:
        """Return the section a paragraph of the main part stands in."""
        sections = self.file.sections
        index = paragraph.source.section
        return sections[index] if index < len(sections) else None

    def table(self, paragraph: Paragraph) -> WordTable | None:
        """Return the innermost table a paragraph stands in."""
        cell = paragraph.source.cell
        return self.file.tables[cell.table] if cell else None

    # ------------------------------------------------------------------ findings

    def finding(
        self,
        place: Paragraph | Span,
        message: str = "",
        /,
        *,
        start: int | None = None,
        end: int | None = None,
        hint: str = "",
        expected: str = "",
        found: str | None = None,
        fact: Sourced | None = None,
        basis: str = "",
        confidence: str = "",
        severity: Severity = Severity.ERROR,
        fix: str | bool = False,
        look: Mapping[str, Any] | None = None,
        fixes: tuple[Fix, ...] = (),
        **values: object,
    ) -> Diagnostic:
        """Return a finding at a paragraph or at a stretch of its text.

        Args:
            place: Where; a span gives ``start`` and ``end`` too.
            message: Name of one of the messages the rule ``says``, or a marked message.
            start: First character that is wrong; the whole paragraph when not given.
            end: Character after the last wrong one.
            hint: A marked hint, where it is another than the rule's.
            expected: What should stand there.
            found: What stands there, the text itself when not given.
            fact: The fact it rests on, where that is another than the rule's basis.
            basis: The source, in place of a fact's.
            confidence: How sure that source is; anything but "A", "B" and "confirmed" makes a
                notice of the finding.
            severity: At most this much; the rule's own weight is the upper limit too.
            fix: A safe correction: what to put in place of the stretch; True for ``expected``.
            look: A safe correction of its formatting, see ``LookFix``.
            fixes: Several safe corrections, in place of one.
            values: Values for message and hint; "quote", "expected" and "found" are there.
        """
        if isinstance(place, Span):
            start = place.start if start is None else start
            end = place.end if end is None else end
        paragraph = place.paragraph if isinstance(place, Span) else place
        if start is None or end is None:
            whole = paragraph.span()
            start = whole.start if start is None else start
            end = whole.end if end is None else end
        quote = paragraph.text[start:end]
        if found is None:
            found = quote if expected else ""
        replacement = fix if isinstance(fix, str) else expected if fix else None
        return Diagnostic(
            id="",
            severity=severity,
            message=message,
            location=self.locate(paragraph, start),
            params={"quote": quote, "expected": expected, "found": found, **values},
            hint=hint,
            quote=quote,
            expected=expected,
            found=found,
            basis=fact.source if fact else basis,
            confidence=fact.confidence if fact else confidence,
            fixes=fixes or _fixes(paragraph, start, end, replacement, look),
        )

    def file_finding(
        self,
        message: str = "",
        /,
        *,
        part: str = "",
        expected: str = "",
        found: str = "",
        severity: Severity = Severity.ERROR,
        quote: str = "",
        hint: str = "",
        **values: object,
    ) -> Diagnostic:
        """Return a finding about the file or one of its parts; see ``finding``."""
        params = {"expected": expected, "found": found, **values}
        return Diagnostic(
            "", severity, message, Location(self.name, part=part), params, hint, quote,
            expected=expected, found=found,
        )  # fmt: skip

    def locate(self, paragraph: Paragraph, start: int = 0) -> Location:
        """Return the place of a character of a paragraph."""
        cell = paragraph.source.cell
        return Location(
            self.name,
            part=paragraph.source.part,
            paragraph=paragraph.source.number,
            page=paragraph.page_at(start),
            column=start + 1,
            cell=(cell.table + 1, cell.row + 1, cell.column + 1) if cell else (),
            run=paragraph.run_at(start),
        )


@cache
def _packaged_catalogues() -> Catalogues:
    return load_catalogues()


def _fixes(
    paragraph: Paragraph,
    start: int,
    end: int,
    replacement: str | None,
    look: Mapping[str, Any] | None,
) -> tuple[Fix, ...]:
    place = (paragraph.source.part, paragraph.source.number, start, end)
    if replacement is not None:
        return (TextFix(*place, replacement),)
    return (LookFix(*place, look),) if look else ()
