"""Cited documents against the catalogue: in force, right date, issuer and subject (REF08-11)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.catalogues.can_cu import ReferenceState, check_reference, status_on
from generator.catalogues.model import Reference
from generator.catalogues.problems import PARTLY_REPLACED, UNKNOWN_DATE
from generator.checks.subject import WordSubject, once
from generator.checks.text.citations import (
    LEAD,
    Citation,
    citations_of,
    period_of,
    share,
    subject_words,
)
from generator.checks.text.lists import definitions_of, expand_abbreviations
from generator.checks.text.prose import Prose, prose_of
from generator.diagnostics import Diagnostic, Severity
from generator.text.dates import format_partial
from generator.text.normalize import old_tone_style

_SAME = 0.8
_LOCAL = re.compile(r"(?:TU|HU|ĐU|UBND|HĐND)$")
_TELLING = frozenset((ReferenceState.SUPERSEDED, ReferenceState.EXPIRED, ReferenceState.NOT_YET))
_CASED = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Known:
    citation: Citation
    reference: Reference
    title: str


@once
def _known(prose: Prose) -> list[_Known]:
    """Return the citations whose document is in the catalogue."""
    known = []
    for one in citations_of(prose):
        title = expand_abbreviations(one.title, definitions_of(prose))
        reference = _find(prose, one, subject_words(title))
        if reference:
            known.append(_Known(one, reference, title))
    return known


def _find(prose: Prose, one: Citation, words: tuple[str, ...]) -> Reference | None:
    """Return the catalogue's document: same symbol and same day of any year, or same subject.

    Numbers begin anew with each term, and every province has a -TU of its own: the symbol alone
    does not tell a document.
    """
    candidates = prose.subject.catalogues.references_by_symbol.get(one.symbol, ())
    for reference in candidates:
        known = reference.ngay
        # A slip in the year is likelier than two documents of one number and day.
        dated = one.date and (one.date.day, one.date.month) == (known.day, known.month)
        alike = share(words, subject_words(reference.trich_yeu)) if words else 0
        if dated or alike >= _SAME:
            return reference
    if len(candidates) == 1 and not one.date and not words and not _is_local(one):
        # Named in short: it is taken for the document of that number when it was long before.
        return candidates[0] if _names_kind(one, candidates[0]) else None
    if len(candidates) == 1 and one.year and _names_kind(one, candidates[0]):
        return candidates[0]
    return None


def _is_local(one: Citation) -> bool:
    return bool(_LOCAL.search(one.issued_by))


def _names_kind(one: Citation, reference: Reference) -> bool:
    return one.kind == reference.loai.lower()


def check_status(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find cited documents that are not in force."""
    prose = prose_of(subject)
    period = period_of(prose)
    if period is None:
        return
    day = period[0]
    told = set()
    for known in _known(prose):
        reference = known.reference
        if reference.id in told or known.citation.is_law:
            continue
        told.add(reference.id)
        is_over = status_on(subject.catalogues, reference, day).state in _TELLING
        for finding in check_reference(subject.catalogues, reference, day):
            if finding.id == PARTLY_REPLACED.id or (is_over and finding.id != UNKNOWN_DATE.id):
                place = prose.finding(known.citation.start, known.citation.symbol_end)
                yield replace(finding, id="", location=place.location, quote=place.quote)


def check_date(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find another date than the catalogue's."""
    prose = prose_of(subject)
    for known in _known(prose):
        written, right = known.citation.date, known.reference.ngay.exact
        if written and right and written.value != right:
            alike = share(subject_words(known.title), subject_words(known.reference.trich_yeu))
            yield prose.finding(
                written.start,
                written.end,
                expected=format_partial(right),
                fact=known.reference,
                severity=Severity.ERROR if alike >= _SAME else Severity.WARNING,
                symbol=known.citation.symbol,
            )


def check_issuer(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find another issuer than the catalogue's."""
    prose = prose_of(subject)
    for known in _known(prose):
        issuer, right = known.citation.issuer, known.reference.co_quan
        if not issuer or _is_local(known.citation) or not known.reference.so_ky_hieu:
            continue
        if not _agree(expand_abbreviations(issuer, definitions_of(prose)), right):
            yield prose.finding(
                known.citation.issuer_start,
                known.citation.issuer_start + len(issuer),
                expected=right,
                found=issuer,
                fact=known.reference,
                symbol=known.citation.symbol,
            )


def _agree(issuer: str, right: str) -> bool:
    issuer, right = (old_tone_style(text).lower() for text in (issuer, right))
    names = set(right.replace(" - ", " ").split())
    return issuer in right or right in issuer or names <= set(issuer.split())


def check_title(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find another subject than the catalogue's."""
    prose = prose_of(subject)
    for known in _known(prose):
        right = expand_abbreviations(known.reference.trich_yeu, definitions_of(prose))
        words, wanted = subject_words(known.title), subject_words(right)
        if not right or not words or not wanted:
            continue
        if words[: len(wanted)] == wanted:
            yield from _check_case(prose, known)
        elif share(words, wanted) < _SAME or not _is_cut(words, wanted):
            yield _other_title(prose, known, Severity.WARNING)


def _is_cut(words: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    """Return whether a subject is only shorter than the catalogue's, or only goes on."""
    return wanted[: len(words)] == words or words[: len(wanted)] == wanted


def _check_case(prose: Prose, known: _Known) -> Iterator[Diagnostic]:
    """Compare capitals of a subject that has the right words."""
    if known.title != known.citation.title:
        return
    written = _case_words(known.citation.title)
    right = _case_words(known.reference.trich_yeu)
    for (word, position), (wanted, _) in zip(written, right, strict=False):
        # Small letters may be the writer's; a capital the title has is part of a name.
        if word != wanted and word.lower() == wanted.lower() and wanted[0].isupper():
            start = known.citation.title_start + position
            yield prose.finding(
                start,
                start + len(word),
                "capital",
                expected=wanted,
                found=word,
                fact=known.reference,
                fix=True,
                symbol=known.citation.symbol,
            )


def _case_words(title: str) -> list[tuple[str, int]]:
    plain = LEAD.sub(lambda match: " " * len(match[0]), title)
    plain = re.sub(r"\([^()]{1,15}\)", lambda match: " " * len(match[0]), plain)
    return [(match[0], match.start()) for match in _CASED.finditer(plain)]


def _other_title(prose: Prose, known: _Known, severity: Severity) -> Diagnostic:
    one = known.citation
    length = min(len(one.title), len(known.reference.trich_yeu) + 10)
    return prose.finding(
        one.title_start,
        one.title_start + length,
        "title",
        expected=known.reference.trich_yeu,
        found=one.title[:length],
        fact=known.reference,
        severity=severity,
        symbol=one.symbol,
    )
