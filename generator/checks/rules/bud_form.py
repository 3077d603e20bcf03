"""Rules on the form of an annex: numbering, reference line, head of the table."""

import re
from collections.abc import Iterator

from generator.budget.annex import PrintedAnnex, PrintedRow
from generator.budget.compute import GROUP, ITEM, TASK
from generator.checks.budget_subject import BudgetSubject
from generator.diagnostics import Diagnostic, Severity
from generator.i18n import N_
from generator.text.normalize import to_nfc
from generator.text.numbers import to_letter, to_roman

_NUMBER = re.compile(r"số\s*:?\s*(\d*[a-z]?\s*[-/]\s*[\wĐ/&-]+)", re.IGNORECASE)
_DATE = re.compile(r"ngày\s*(\d*)\s*tháng\s*(\d*)\s*năm\s*(\d*)", re.IGNORECASE)


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
        expected = _expected(row, counts[row.level], task)
        if expected and row.number != expected:
            yield Diagnostic(
                "",
                Severity.ERROR,
                N_("số thứ tự '{number}' của '{row}' phải là '{expected}'"),
                row.place,
                {"number": row.number, "row": row.name, "expected": expected},
                N_("đánh số liên tục, không cách số, không trùng số"),
                quote=row.number,
                expected=expected,
            )


def _counts_through(annex: PrintedAnnex) -> bool:
    """Return whether the first task of the second group goes on counting."""
    groups = 0
    for row in annex.rows:
        groups += row.level == GROUP
        if groups > 1 and row.level == TASK:
            return row.number != "1"
    return False


def _expected(row: PrintedRow, count: int, task: str) -> str:
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
        message = N_("phụ lục không có dòng '(Kèm theo ... số ... ngày ...)'")
        hint = N_("ghi dưới tên phụ lục, cùng số và ngày với văn bản")
        yield Diagnostic("", Severity.ERROR, message, annex.place, hint=hint)
        return
    reference = to_nfc(annex.reference)
    pairs = (
        (_number(reference), _number(subject.number)),
        (_date(reference), _date(subject.dated)),
    )
    for stated, right in pairs:
        if right and stated != right:
            yield Diagnostic(
                "",
                Severity.ERROR,
                N_("phụ lục ghi kèm theo văn bản '{stated}', văn bản là '{right}'"),
                annex.place,
                {"stated": stated or "…", "right": right},
                N_("sửa dòng kèm theo cho đúng số, ngày của văn bản"),
                quote=annex.reference,
                expected=right,
            )


def _number(text: str) -> str:
    match = _NUMBER.search(to_nfc(text))
    return "".join(match[1].split()).rstrip("-/") if match else ""


def _date(text: str) -> str:
    match = _DATE.search(to_nfc(text))
    if match is None:
        return ""
    parts = ("ngày", match[1].lstrip("0"), "tháng", match[2].lstrip("0"), "năm", match[3])
    return " ".join(part or "…" for part in parts)


def check_head(subject: BudgetSubject) -> Iterator[Diagnostic]:
    """Find a table whose head is not repeated on its other pages."""
    annex = subject.annex
    if annex is not None and not annex.repeats_head:
        message = N_("tiêu đề bảng không lặp lại ở các trang sau")
        hint = N_("chọn các dòng tiêu đề, bật 'Repeat Header Rows' (Lặp lại hàng tiêu đề)")
        yield Diagnostic("", Severity.WARNING, message, annex.place, hint=hint)
