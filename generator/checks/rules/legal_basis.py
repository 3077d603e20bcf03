"""Căn cứ ban hành (CCU)."""

from collections.abc import Iterator

from generator.checks.look import check_look
from generator.checks.subject import WordSubject
from generator.diagnostics import Diagnostic, Severity
from generator.i18n import N_


def check_basis_look(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find legal bases in another look."""
    aspects = ("size", "bold", "italic", "align")
    yield from check_look(subject, "can_cu", aspects)


def check_marks(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find wrong marks at the end of legal bases."""
    form = subject.standard.can_cu_form
    spans = subject.component("can_cu")
    for span in spans:
        last = span is spans[-1]
        wanted = form.end if last else form.separator
        found = span.text[-1]
        # Both regimes' own documents end the last basis with either mark.
        accepted = (wanted, ",", ".") if last and found in ",." and form.end == "," else (wanted,)
        if found not in accepted:
            yield subject.finding(
                span.paragraph.span(span.end - 1, span.end),
                N_("căn cứ cuối kết thúc bằng “{expected}”")
                if last
                else N_("mỗi căn cứ kết thúc bằng “{expected}”"),
                expected=wanted, found=found, replacement=wanted if found in ";,." else None,
            )  # fmt: skip


def check_dash(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find party bases without dash, in italics, or with wrong marks."""
    for span in subject.component("can_cu"):
        if not span.text.startswith("- "):
            yield subject.finding(
                span, N_("căn cứ của văn bản Đảng bắt đầu bằng gạch đầu dòng “- ”"),
                expected="- ", found=span.text[:2],
            )  # fmt: skip
    yield from check_look(subject, "can_cu", ("italic",), severity=Severity.WARNING)
    yield from check_marks(subject)
