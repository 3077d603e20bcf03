"""Các dấu (MRK): khẩn, mật, lưu hành, dự thảo, ký hiệu người soạn thảo."""

import re
from collections.abc import Iterator

from generator.checks.look import check_look
from generator.checks.subject import WordSubject
from generator.diagnostics import Diagnostic
from generator.i18n import N_

_DRAFT = re.compile(r"DỰ THẢO|Dự thảo(?: lần \d+)?")
_TYPIST = re.compile(r"[A-ZĐ]{1,5}\.\s*\(?\d{1,4}\)?")


def check_urgency(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find an urgency mark in another look, or without its box."""
    yield from check_look(subject, "dau_khan", ("size", "bold", "upper"))
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
    yield from check_look(subject, "du_thao", ("size", "italic"))


def check_typist(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a drafter's code of another size."""
    spans = [
        paragraph.span()
        for paragraph in subject.paragraphs
        if paragraph.index >= subject.recognised.body[1] and _TYPIST.fullmatch(paragraph.text)
    ]
    yield from check_look(subject, "ky_hieu_nguoi_soan", ("size",), spans)
