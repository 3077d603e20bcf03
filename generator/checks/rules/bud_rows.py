"""What rows of an annex say besides sums: bodies, times, sources, norms; and its form (BUD)."""

import re
from collections.abc import Iterator
from dataclasses import replace

from generator.budget.amounts import BudgetFinding
from generator.budget.annex import PrintedAnnex, PrintedRow
from generator.budget.compute import GROUP, ITEM, TASK, ComputedRow
from generator.budget.names import missing_recipients
from generator.budget.periods import parse_period
from generator.catalogues.old_names import bodies_gone
from generator.checks.budget_subject import BudgetSubject, RowFacts
from generator.diagnostics import Diagnostic, Severity
from generator.model.budget import LoaiNguon
from generator.text.normalize import to_nfc
from generator.text.numbers import group_digits, to_letter, to_roman

_SECOND_BODY = re.compile(
    r"[;/\n]|(?:,|\bvà\b|\+)\s+(?:Sở|Ban|Bộ|Ủy ban|UBND|Công an|Văn phòng|Đài|Báo|Cục|Phòng|Hội|"
    r"Trung tâm|Mặt trận|Tỉnh ủy|Thành ủy|Đảng ủy|Tỉnh [Đđ]oàn|Liên đoàn|Cơ quan|Các sở)\b"
)


def check_times(subject: BudgetSubject) -> Iterator[Diagnostic]:
    """Find times outside the year, and times nobody can place."""
    for row in subject.rows():
        if not row.time:
            continue
        period = parse_period(row.time, subject.years)
        if period is None:
            yield subject.finding(
                row.place("thoi_gian"),
                "unclear",
                severity=Severity.WARNING,
                quote=row.time,
                row=row.title,
                time=row.time,
            )
        elif not period.is_within(subject.years):
            yield subject.finding(
                row.place("thoi_gian"),
                "outside",
                quote=row.time,
                row=row.title,
                time=row.time,
                years=_years(subject),
            )


def check_leads(subject: BudgetSubject) -> Iterator[Diagnostic]:
    """Find tasks without a lead, with several, or whose lead also co-ordinates."""
    if not _has_column(subject, "chu_tri"):
        return
    for row in subject.rows():
        own_group = row.level == GROUP and not row.has_children
        if not row.lead and not row.inherits and (row.level == TASK or own_group):
            yield subject.finding(row.place("chu_tri"), "missing", row=row.title)
        if _SECOND_BODY.search(row.lead):
            yield subject.finding(
                row.place("chu_tri"), "several", quote=row.lead, row=row.title, lead=row.lead
            )
        yield from _lead_among_partners(subject, row)


def _lead_among_partners(subject: BudgetSubject, row: RowFacts) -> Iterator[Diagnostic]:
    lead = _plain(row.lead)
    for number, partner in enumerate(row.partners):
        if lead and _plain(partner) == lead:
            yield subject.finding(
                row.place("phoi_hop", number), "both", quote=partner, row=row.title, lead=row.lead
            )


def check_bodies(subject: BudgetSubject) -> Iterator[Diagnostic]:
    """Find bodies that do not exist on the day of the document."""
    for row in subject.rows():
        named = [(row.lead, ("chu_tri",))] if row.lead else []
        named += [(body, ("phoi_hop", n)) for n, body in enumerate(row.partners)]  # type: ignore[misc]
        for body, path in named:
            for finding in bodies_gone(body, subject.day, subject.catalogues):
                sure = finding.severity is Severity.WARNING
                yield replace(
                    finding,
                    severity=Severity.ERROR if sure else finding.severity,
                    location=row.place(*path),
                    quote=body,
                )


def check_programmes(subject: BudgetSubject) -> Iterator[Diagnostic]:
    """Find money of a national target programme without the programme's name and year."""
    for row in subject.rows():
        for number, source in enumerate(row.sources):
            if source.kind is not LoaiNguon.CTMTQG:
                continue
            if not source.programme or source.year is None:
                yield subject.finding(
                    row.place("nguon", number),
                    "unnamed",
                    quote=source.name,
                    row=row.title,
                    source=source.name,
                )
            elif source.year not in subject.years:
                yield subject.finding(
                    row.place("nguon", number),
                    "year",
                    quote=source.name,
                    row=row.title,
                    source=source.name,
                    year=source.year,
                    years=_years(subject),
                )


def check_unsourced(subject: BudgetSubject) -> Iterator[Diagnostic]:
    """Find sums that no source is named for."""
    if not _has_column(subject, "nguon") and not _has_column(subject, "nguon."):
        return
    for row in subject.rows():
        counts = row.level == TASK or (row.level == GROUP and not row.has_children)
        if counts and row.unsourced:
            amount = group_digits(row.unsourced)
            yield subject.finding(row.place("nguon"), row=row.title, amount=amount)


def check_amounts(subject: BudgetSubject) -> Iterator[Diagnostic]:
    """Find rows of a table with money that say nothing of money, and sums left open."""
    if not _has_column(subject, "kinh_phi"):
        return
    open_rows = 0
    for row in subject.rows():
        if row.has_children or row.amount is not None:
            continue
        if row.money_text.lower() == "để mở":
            open_rows += 1
        elif not row.money_text and (row.level == TASK or subject.computed is not None):
            yield subject.finding(row.place(), "missing", row=row.title)
    if open_rows:
        yield subject.finding(subject.place(), "open", severity=Severity.NOTICE, count=open_rows)


def check_stated(subject: BudgetSubject) -> Iterator[Diagnostic]:
    """Find a typed sum or word of a row that its sub-rows do not bear out."""
    if subject.computed is None:
        return
    for row in subject.computed.rows():
        sub = [child.amount for child in row.children if child.amount is not None]
        if sub and row.money.amount is not None and row.money.amount != row.amount:
            stated = f"{group_digits(row.money.amount)} đồng"
        elif sub and row.money.word is not None:
            stated = row.money.word.value
        else:
            continue
        yield subject.finding(
            subject.place(*row.path, "kinh_phi"),
            row=_name(row),
            stated=stated,
            found=group_digits(row.amount or 0),
        )


def check_ceilings(subject: BudgetSubject) -> Iterator[Diagnostic]:
    """Find unit prices above their norm, and local levels above the national ceiling."""
    if subject.computed is None:
        return
    for row in subject.computed.rows():
        norm = row.norm
        if norm is None:
            continue
        price = row.line.don_gia
        if price is not None and norm.ceiling is not None and price > norm.ceiling:
            yield subject.finding(
                subject.place(*row.path, "don_gia"),
                "price",
                basis=norm.norm.source,
                confidence=norm.norm.confidence,
                row=_name(row),
                price=group_digits(price),
                ceiling=group_digits(norm.ceiling),
                unit=norm.norm.unit,
                source=norm.citation or norm.norm.item,
            )
        if norm.is_local and norm.national is not None and (norm.ceiling or 0) > norm.national:
            yield subject.finding(
                norm.norm.origin or subject.place(*row.path, "dinh_muc"),
                "local",
                severity=Severity.WARNING,
                norm=norm.norm.item,
                local=group_digits(norm.ceiling or 0),
                national=group_digits(norm.national),
            )


def check_recipients(subject: BudgetSubject) -> Iterator[Diagnostic]:
    """Find bodies that rows name and the recipients do not reach."""
    if subject.computed is None or not subject.recipients:
        return
    missing = missing_recipients(subject.computed, subject.recipients)
    if missing:
        yield subject.finding(subject.place(), bodies="; ".join(missing))


def computed_findings(subject: BudgetSubject, rule: str) -> Iterator[Diagnostic]:
    """Yield what could not be worked out, of one kind."""
    for finding in subject.computed.findings if subject.computed else ():
        if finding.id == rule:
            path = finding.path if isinstance(finding, BudgetFinding) else ()
            yield finding.at(subject.place(*path))


def _has_column(subject: BudgetSubject, name: str) -> bool:
    """Return whether the printed table has a column, or one of a family ("nguon.")."""
    if subject.annex is None:
        return True
    if name.endswith("."):
        return any(field.startswith(name) for field in subject.annex.fields)
    return name in subject.annex.fields


def _years(subject: BudgetSubject) -> str:
    first, last = subject.years[0], subject.years[-1]
    return str(first) if first == last else f"{first} - {last}"


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


def _name(row: ComputedRow) -> str:
    return f"{row.number} {row.text}"


# ------------------------------------------------------------------ numbering and reference

_NUMBER_OF = re.compile(r"số\s*:?\s*(\d*[a-z]?\s*[-/]\s*[\wĐ/&-]+)", re.IGNORECASE)
_DAY_OF = re.compile(r"ngày\s*(\d*)\s*tháng\s*(\d*)\s*năm\s*(\d*)", re.IGNORECASE)


def check_numbering(subject: BudgetSubject) -> Iterator[Diagnostic]:
    """Find gaps and repeats in the numbers of groups, tasks and sub-items."""
    if subject.annex is None:
        return
    counts = {GROUP: 0, TASK: 0, ITEM: 0}
    through = _counts_through(subject.annex)
    task = ""
    for row in subject.annex.rows:
        if row.level == GROUP:
            counts[TASK] = counts[TASK] if through else 0
        if row.level <= TASK:
            counts[ITEM] = 0
            task = row.number
        counts[row.level] += 1
        expected = _expected_number(row, counts[row.level], task)
        if expected and row.number != expected:
            yield subject.finding(
                row.place, quote=row.number, expected=expected, number=row.number, row=row.name
            )


def _counts_through(annex: PrintedAnnex) -> bool:
    """Return whether the first task of the second group goes on counting."""
    groups = 0
    for row in annex.rows:
        groups += row.level == GROUP
        if groups > 1 and row.level == TASK:
            return row.number != "1"
    return False


def _expected_number(row: PrintedRow, count: int, task: str) -> str:
    if row.level == GROUP:
        return to_roman(count)
    if row.level == TASK:
        return str(count) if row.number.isdecimal() else ""
    if row.number.endswith(")"):
        return f"{to_letter(count)})"
    return f"{task}.{count}" if row.number[:1].isdecimal() else ""


def check_reference(subject: BudgetSubject) -> Iterator[Diagnostic]:
    """Find a reference line whose number or date is not the document's."""
    annex = subject.annex
    if annex is None or not (subject.number or subject.dated):
        return
    if not annex.reference:
        yield subject.finding(annex.place, "missing")
        return
    reference = to_nfc(annex.reference)
    pairs = (
        (_number(reference), _number(subject.number)),
        (_date(reference), _date(subject.dated)),
    )
    for stated, right in pairs:
        if right and stated != right:
            yield subject.finding(
                annex.place,
                "other",
                quote=annex.reference,
                expected=right,
                stated=stated or "…",
                right=right,
            )


def _number(text: str) -> str:
    match = _NUMBER_OF.search(to_nfc(text))
    return "".join(match[1].split()).rstrip("-/") if match else ""


def _date(text: str) -> str:
    match = _DAY_OF.search(to_nfc(text))
    if match is None:
        return ""
    parts = ("ngày", match[1].lstrip("0"), "tháng", match[2].lstrip("0"), "năm", match[3])
    return " ".join(part or "…" for part in parts)


def check_head(subject: BudgetSubject) -> Iterator[Diagnostic]:
    """Find a table whose head is not repeated on its other pages."""
    annex = subject.annex
    if annex is not None and not annex.repeats_head:
        yield subject.finding(annex.place)
