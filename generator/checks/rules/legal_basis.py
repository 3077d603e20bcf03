"""Căn cứ ban hành (CCU)."""

from collections.abc import Iterator

from generator.checks.look import compare_look
from generator.checks.rule import PARTY, STATE, Basis, Family, group
from generator.checks.subject import WordSubject
from generator.diagnostics import Diagnostic, Severity
from generator.i18n import N_

_FAMILY = Family("căn cứ", form=True, prefix="CCU")


def check_look(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find legal bases in another look."""
    aspects = ("size", "bold", "italic", "align")
    yield from compare_look(subject, "can_cu", aspects)


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
    yield from compare_look(subject, "can_cu", ("italic",), severity=Severity.WARNING)
    yield from check_marks(subject)


RULES = (
    _FAMILY.row(
        1, "can-cu-trinh-bay", Severity.ERROR, STATE, Basis("", "A", "can_cu"), check_look,
        "Mỗi căn cứ một dòng riêng, chữ nghiêng, cỡ 13-14, canh đều hai bên.",
        "Cỡ và kiểu chữ theo quy định.", "Căn cứ chữ đứng", "Căn cứ chữ nghiêng",
    ),
    _FAMILY.row(
        2, "can-cu-dau-cau", Severity.WARNING, STATE, Basis("", "A", "can_cu"), check_marks,
        "Cuối mỗi căn cứ là dấu chấm phẩy, căn cứ cuối là dấu chấm.", "Quy định về căn cứ.",
        "Căn cứ cuối kết thúc bằng dấu phẩy", "Căn cứ cuối kết thúc bằng dấu chấm",
    ),
    _FAMILY.row(
        3, "can-cu-dang", Severity.WARNING, PARTY, Basis("", "B", "can_cu"), check_dash,
        "Căn cứ của văn bản Đảng: gạch đầu dòng, chữ đứng, chấm phẩy, cuối là dấu phẩy.",
        "Cách trình bày của chính các văn bản của Trung ương.",
        "Căn cứ Điều lệ Đảng; (nghiêng)", "- Căn cứ Điều lệ Đảng;",
    ),
    group("CCU04", "vien-dan-du", "căn cứ", ("REF",), "Viện dẫn đủ tên loại, số, ngày, cơ quan."),
    group("CCU05", "vien-dan-gon", "căn cứ", ("REF",), "Lần sau chỉ ghi tên loại và số, ký hiệu."),
    group("CCU06", "can-cu-con-hieu-luc", "căn cứ", ("REF",), "Văn bản viện dẫn còn hiệu lực."),
)  # fmt: skip
