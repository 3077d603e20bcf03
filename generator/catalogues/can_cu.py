"""Documents that are cited: found by id or symbol, written out, checked against a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Protocol

from generator.catalogues import problems
from generator.catalogues.load import Catalogues
from generator.catalogues.model import PendingReference, Reference, within
from generator.catalogues.problems import of_fact
from generator.diagnostics import Diagnostic, Problem
from generator.model.base import Regime
from generator.text.dates import (
    BLANK,
    AnyDate,
    DateForm,
    format_citation_date,
    format_date,
    format_open,
)
from generator.text.normalize import join_and

_SYMBOL_STARTS = ("-", "/")
_LAWS = ("Luật", "Pháp lệnh", "Bộ luật", "Hiến pháp")


class CitedDocument(Protocol):
    """What a citation needs; the register's references and a plan's own documents have it."""

    @property
    def loai(self) -> str:
        """Return the kind of document."""

    @property
    def so_ky_hieu(self) -> str:
        """Return number and symbol."""

    @property
    def ngay(self) -> AnyDate | None:
        """Return the date of issue."""

    @property
    def co_quan(self) -> str:
        """Return the issuing body."""

    @property
    def trich_yeu(self) -> str:
        """Return the subject."""


class CitationForm(StrEnum):
    """Long at the first mention, short after it."""

    LONG = "long"
    SHORT = "short"


class ReferenceState(StrEnum):
    """What a document is on a day."""

    IN_FORCE = "in force"
    AMENDED = "amended"
    NOT_ISSUED = "not issued"
    NOT_YET = "not yet in force"
    SUPERSEDED = "superseded"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ReferenceStatus:
    """The state of a document on a day, and the documents that changed it."""

    state: ReferenceState
    by: tuple[Reference, ...] = ()


def cite(
    document: CitedDocument,
    regime: Regime,
    *,
    form: CitationForm | str = CitationForm.LONG,
    date_form: DateForm = DateForm.NUMERIC,
    date_of_document: date | None = None,
    catalogues: Catalogues | None = None,
) -> str:
    """Return a citation as a document of a regime writes it.

    Args:
        document: What is cited.
        regime: Regime of the citing document: the party's puts a comma before the date.
        form: Long at the first mention, short after it.
        date_form: Date in figures or in words.
        date_of_document: Date of the citing document; amendments in force then are named.
        catalogues: Where amendments are looked up.
    """
    if form == CitationForm.SHORT:
        return cite_short(document)
    text = _cite_long(document, regime, date_form)
    if isinstance(document, Reference) and catalogues and date_of_document:
        amendments = amendments_on(catalogues, document, date_of_document)
        if amendments:
            named = join_and([_cite_amendment(one, regime, date_form) for one in amendments])
            return f"{text}, được sửa đổi, bổ sung bởi {named}"
    return text


def cite_short(document: CitedDocument) -> str:
    """Return the form of later mentions: "Kết luận số 57-KL/TW", "Luật Báo chí"."""
    own = getattr(document, "ten_ngan", "")
    if own:
        return str(own)
    if document.loai in _LAWS or not document.so_ky_hieu:
        return _unnumbered_name(document)
    return f"{document.loai} số{_number(document)}"


def is_open(document: CitedDocument) -> bool:
    """Return whether a document has a symbol but no number yet ("-HD/BTGTU")."""
    return document.so_ky_hieu.startswith(_SYMBOL_STARTS)


def _number(document: CitedDocument) -> str:
    """Return number and symbol after "số", with room for a pen where the number is open."""
    space = BLANK if is_open(document) else " "
    return f"{space}{document.so_ky_hieu}"


def _cite_long(document: CitedDocument, regime: Regime, date_form: DateForm) -> str:
    if not document.so_ky_hieu:
        return _unnumbered_name(document)
    comma = "," if regime is Regime.PARTY else ""
    dated = ""
    if document.ngay is not None:
        dated = f" {format_citation_date(document.ngay, date_form)}"
    if document.loai in _LAWS:
        # NĐ 30/2020, Phụ lục I, II.6.a: laws go without number, symbol and issuer.
        name = _unnumbered_name(document)
        if regime is Regime.STATE:
            return f"{name}{dated}"
        return f"{name} số{_number(document)}{comma if dated else ''}{dated}"
    head = f"{document.loai} số{_number(document)}{comma if dated else ''}{dated}"
    issuer = f" của {document.co_quan}" if document.co_quan else ""
    subject = f" {document.trich_yeu}" if document.trich_yeu else ""
    return f"{head}{issuer}{subject}"


def _unnumbered_name(document: CitedDocument) -> str:
    subject = document.trich_yeu
    if subject.startswith(document.loai) or not subject:
        return subject or document.loai
    return f"{document.loai} {subject}"


def _cite_amendment(reference: Reference, regime: Regime, date_form: DateForm) -> str:
    comma = "," if regime is Regime.PARTY else ""
    dated = format_citation_date(reference.ngay, date_form)
    return f"{cite_short(reference)}{comma} {dated}"


def cite_pending(
    pending: PendingReference, regime: Regime, *, form: CitationForm | str = CitationForm.LONG
) -> str:
    """Return an open citation: number and date are left for a person to fill in."""
    head = f"{pending.loai} số{BLANK}{pending.symbol_tail}"
    if form == CitationForm.SHORT:
        return head
    comma = "," if regime is Regime.PARTY else ""
    subject = f" {pending.trich_yeu}" if pending.trich_yeu else ""
    return f"{head}{comma} {format_open(pending.nam_ban_hanh)} của {pending.co_quan}{subject}"


def amendments_on(catalogues: Catalogues, reference: Reference, day: date) -> tuple[Reference, ...]:
    """Return the amendments of a document in force on a day, the oldest first."""
    found = [catalogues.references[name] for name in reference.amended_by]
    in_force = [one for one in found if within(day, one.valid_from, one.valid_to)]
    return tuple(sorted(in_force, key=lambda one: one.ngay.first_day))


def status_on(catalogues: Catalogues, reference: Reference, day: date) -> ReferenceStatus:
    """Return the state of a document on a day."""
    if day < reference.ngay.first_day:
        return ReferenceStatus(ReferenceState.NOT_ISSUED)
    if reference.valid_from and day < reference.valid_from:
        return ReferenceStatus(ReferenceState.NOT_YET)
    if reference.valid_to and reference.valid_to < day:
        return _ended(catalogues, reference, day)
    amendments = amendments_on(catalogues, reference, day)
    if amendments:
        return ReferenceStatus(ReferenceState.AMENDED, amendments)
    if reference.status == "unknown":
        return ReferenceStatus(ReferenceState.UNKNOWN)
    return ReferenceStatus(ReferenceState.IN_FORCE)


def _ended(catalogues: Catalogues, reference: Reference, day: date) -> ReferenceStatus:
    successor = catalogues.references.get(reference.replaced_by)
    by = (successor,) if successor and successor.ngay.first_day <= day else ()
    if by or reference.status == "superseded":
        return ReferenceStatus(ReferenceState.SUPERSEDED, by)
    return ReferenceStatus(ReferenceState.EXPIRED)


def check_reference(
    catalogues: Catalogues,
    document: Reference | PendingReference,
    day: date,
    *,
    plan_year: int | None = None,
) -> list[Diagnostic]:
    """Return what the report says of a cited document.

    Args:
        catalogues: The facts.
        document: What is cited.
        day: Date of the citing document; for an open date, its earliest day.
        plan_year: Year the citing document plans.
    """
    if isinstance(document, PendingReference):
        return [_pending_finding(document)]
    found = list(_state_findings(catalogues, document, day))
    if plan_year and document.plan_year not in (None, plan_year):
        years = {"other": document.plan_year, "year": plan_year}
        found.append(_of_reference(problems.OTHER_PLAN_YEAR, document, **years))
    if document.ngay.exact is None:
        found.append(_of_reference(problems.UNKNOWN_DATE, document))
    return found


def check_document_date(document: CitedDocument, day: date) -> list[Diagnostic]:
    """Return an error-prone date: a cited document that is later than the citing one."""
    issued = document.ngay
    if issued is None or issued.month is None or issued.day is None:
        return []
    issued_on = date(issued.year, issued.month, issued.day)
    if issued_on <= day:
        return []
    return [_later_finding(document, issued_on, day)]


def _later_finding(document: CitedDocument, issued_on: date, day: date) -> Diagnostic:
    return problems.LATER_THAN_DOCUMENT.at(
        name=cite_short(document), issued=format_date(issued_on), day=format_date(day)
    )


def _state_findings(catalogues: Catalogues, document: Reference, day: date) -> Iterable[Diagnostic]:
    status = status_on(catalogues, document, day)
    on = format_date(day)
    if status.state is ReferenceState.NOT_ISSUED:
        yield _later_finding(document, document.ngay.first_day, day)
    elif status.state is ReferenceState.NOT_YET and document.valid_from:
        since = format_date(document.valid_from)
        yield _of_reference(problems.NOT_IN_FORCE_YET, document, since=since)
    elif status.state is ReferenceState.SUPERSEDED and status.by:
        successor = cite_short(status.by[0])
        yield _of_reference(problems.SUPERSEDED, document, successor=successor, day=on)
    elif status.state is ReferenceState.SUPERSEDED:
        yield _of_reference(problems.SUPERSEDED_SOMEHOW, document, day=on)
    elif status.state is ReferenceState.EXPIRED and document.valid_to:
        last = format_date(document.valid_to)
        yield _of_reference(problems.EXPIRED, document, last=last)
    elif status.state is ReferenceState.UNKNOWN:
        yield _of_reference(problems.UNKNOWN_STATUS, document, day=on)
    if status.state in _STILL_USED:
        partly = replaced_in_part(catalogues, document, day)
        if partly:
            by = join_and([cite_short(one) for one in partly])
            yield _of_reference(problems.PARTLY_REPLACED, document, successor=by)


_STILL_USED = (ReferenceState.IN_FORCE, ReferenceState.AMENDED, ReferenceState.UNKNOWN)


def replaced_in_part(
    catalogues: Catalogues, reference: Reference, day: date
) -> tuple[Reference, ...]:
    """Return the documents in force on a day that replaced a part of another, the oldest first."""
    later = [catalogues.references[name] for name in reference.partly_replaced_by]
    in_force = [one for one in later if within(day, one.valid_from or one.ngay.first_day, None)]
    return tuple(sorted(in_force, key=lambda one: one.ngay.first_day))


def check_open(document: CitedDocument) -> list[Diagnostic]:
    """Return a notice for a plan's own document whose number or date is still open."""
    dated = document.ngay is not None and document.ngay.day is not None
    if not is_open(document) and dated:
        return []
    what = f"{document.loai} {document.so_ky_hieu} {document.trich_yeu}".strip()
    return [problems.OPEN_REFERENCE.at(hint="", what=what)]


def _pending_finding(pending: PendingReference) -> Diagnostic:
    return of_fact(
        problems.OPEN_REFERENCE,
        pending,
        hint=None if pending.usual else "",
        what=pending.what or pending.loai,
        usual=pending.usual,
    )


def _of_reference(problem: Problem, document: Reference, **params: Any) -> Diagnostic:
    """Return a finding about a cited document, named in its short form."""
    return of_fact(problem, document, name=cite_short(document), **params)
