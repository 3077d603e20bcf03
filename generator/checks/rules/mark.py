"""Các dấu (MRK): khẩn, mật, lưu hành, dự thảo, ký hiệu người soạn thảo."""

import re
from collections.abc import Iterator

from generator.checks.look import compare_look, look_check
from generator.checks.rule import BOTH, PARTY, STATE, Basis, Family
from generator.checks.subject import WordSubject
from generator.diagnostics import Diagnostic, Severity
from generator.i18n import N_

_FAMILY = Family("dấu, chỉ dẫn", form=True, prefix="MRK")
_DRAFT = re.compile(r"DỰ THẢO|Dự thảo(?: lần \d+)?")
_TYPIST = re.compile(r"[A-ZĐ]{1,5}\.\s*\(?\d{1,4}\)?")


def check_urgency(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find an urgency mark in another look, or without its box."""
    yield from look_check("dau_khan", "size", "bold", "upper")(subject)
    component = subject.standard.components.get("dau_khan")
    for span in subject.component("dau_khan"):
        source = span.paragraph.source
        boxed = (
            source.look.borders
            or source.text_box
            or any(run.look.border for run, _, _ in span.runs)
        )
        if component is not None and component.boxed and not boxed:
            yield subject.finding(span, N_("dấu chỉ độ khẩn phải đóng khung"), expected="single")


def check_secrecy(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a secrecy mark that is typed."""
    for span in subject.component("dau_mat"):
        yield subject.finding(
            span, N_("dấu chỉ độ mật “{found}” phải đóng bằng con dấu, không gõ trong tệp"),
            found=span.text,
            hint=N_("không soạn, gửi văn bản mật trên máy nối mạng; hỏi cơ quan bảo vệ bí mật"),
        )  # fmt: skip


def check_draft(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a draft mark in another form or look."""
    for span in subject.component("du_thao"):
        if not _DRAFT.fullmatch(span.text):
            yield subject.finding(
                span, N_("dấu dự thảo viết “{found}”, thường là “{expected}”"),
                expected="Dự thảo lần 1", found=span.text,
            )  # fmt: skip
    yield from compare_look(subject, "du_thao", ("size", "italic"))


def check_typist(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a drafter's code of another size."""
    spans = [
        paragraph.span()
        for paragraph in subject.paragraphs
        if paragraph.index >= subject.recognised.body[1] and _TYPIST.fullmatch(paragraph.text)
    ]
    yield from compare_look(subject, "ky_hieu_nguoi_soan", ("size",), spans)


RULES = (
    _FAMILY.row(
        1, "dau-khan", Severity.WARNING, STATE, Basis("", "A", "dau_khan"), check_urgency,
        "Dấu khẩn in hoa, cỡ 13-14, đậm, trong khung.", "Quy định về dấu chỉ độ khẩn.",
        "Khẩn (chữ thường)", "KHẨN trong khung",
    ),
    _FAMILY.row(
        2, "dau-mat", Severity.ERROR, BOTH,
        Basis("Quy định về bảo vệ bí mật nhà nước", "A/B"), check_secrecy,
        "Không gõ dấu mật trong tệp.", "Độ mật đóng bằng con dấu; văn bản mật không soạn ở đây.",
        "MẬT", "(đóng dấu)",
    ),
    _FAMILY.row(
        3, "luu-hanh", Severity.NOTICE, BOTH, Basis("", "A/B", "luu_hanh"),
        look_check("luu_hanh", "size", "bold", "upper"),
        "Chỉ dẫn lưu hành in hoa, đậm.", "Quy định về chỉ dẫn phạm vi lưu hành.",
        "Lưu hành nội bộ", "LƯU HÀNH NỘI BỘ",
    ),
    _FAMILY.row(
        4, "du-thao", Severity.NOTICE, PARTY, Basis("", "C", "du_thao"), check_draft,
        "Dự thảo lần n, cỡ 14, nghiêng.", "Cách ghi dự thảo của văn bản Đảng.",
        "(Dự thảo)", "Dự thảo lần 2",
    ),
    _FAMILY.row(
        5, "ky-hieu-nguoi-soan", Severity.NOTICE, STATE, Basis("", "A", "ky_hieu_nguoi_soan"),
        check_typist,
        "Ký hiệu người soạn thảo cỡ 11.", "Quy định về ký hiệu người soạn thảo.",
        "PL.(300) cỡ 14", "PL.(300) cỡ 11",
    ),
)  # fmt: skip
