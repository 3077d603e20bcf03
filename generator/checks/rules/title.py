"""Tên loại, trích yếu (TLO, TYE, TYC)."""

from collections.abc import Iterator

from generator.checks.look import check_look
from generator.checks.measure import column_width, span_width
from generator.checks.rules.number_line import read_line
from generator.checks.subject import WordSubject
from generator.diagnostics import Diagnostic, Severity
from generator.i18n import N_
from generator.model.base import Regime
from generator.recognise.paragraph import Span

_LOOK = ("size", "bold", "italic", "align")
_LETTER = "Công văn"
_MOST_LINES = 4
_GAP_PT = 6.0


def check_present(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a document that is no letter and has no type name."""
    line = read_line(subject)
    if subject.component("ten_loai") or subject.kind == _LETTER or line is None or not line.parts:
        return
    types = {short: name for name, short in subject.standard.type_abbreviations.items() if short}
    name = types.get(line.parts[0])
    if name and name != _LETTER:
        yield subject.finding(
            line.span, N_("không thấy tên loại {expected} phía trên trích yếu"),
            expected=name.upper(), found="",
        )  # fmt: skip


def check_letter_title(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a letter with the title "CÔNG VĂN"."""
    for span in subject.component("ten_loai"):
        if subject.kind == _LETTER:
            yield subject.finding(
                span, N_("công văn không ghi tên loại “{quote}”"), found=span.text,
                hint=N_("bỏ dòng này; trích yếu đặt dưới số, ký hiệu"),
            )  # fmt: skip


def check_kept(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a title that a page break may part from its subject."""
    for span in subject.component("ten_loai"):
        subjects = subject.component("trich_yeu")
        if subjects and subjects[0].paragraph is span.paragraph:
            continue
        if not span.paragraph.source.look.keep_next:
            yield subject.finding(
                span, N_("tên loại chưa đặt đi liền với trích yếu (Keep with next)"),
                look={"keep_next": True},
            )  # fmt: skip


def check_subject_start(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find wrong looks of a party subject, and a capital at its start."""
    yield from check_look(subject, "trich_yeu", _LOOK)
    component = subject.standard.components.get("trich_yeu")
    for span in subject.component("trich_yeu")[:1]:
        text = span.text
        first = text.split()[0] if text else ""
        lower = component is not None and component.casing == "lower_start"
        if lower and text[:1].isupper() and first[1:].islower() and first in _COMMON:
            yield subject.finding(
                span.paragraph.span(span.start, span.start + 1),
                N_("trích yếu văn bản của Đảng bắt đầu bằng chữ thường"),
                expected=text[0].lower(), found=text[0], severity=Severity.NOTICE,
                replacement=text[0].lower(),
            )  # fmt: skip


# First words of subjects that are no names: only these are certainly common words.
_COMMON = frozenset(("Về", "Công", "Thực", "Tổ", "Triển", "Tăng", "Tiếp", "Nâng", "Hướng", "Xây"))


def check_dashes(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a party subject without its line of hyphens."""
    component = subject.standard.components.get("trich_yeu")
    subjects = subject.component("trich_yeu")
    if component is None or component.rule is None or not subjects:
        return
    expected = component.rule.text
    lines = subject.component("trich_yeu_rule")
    if not lines:
        yield subject.finding(
            subjects[-1], N_("dưới trích yếu thiếu dòng “{expected}”"),
            expected=expected, found="",
        )  # fmt: skip
    elif lines[0].text != expected:
        yield subject.finding(
            lines[0], N_("dưới trích yếu viết “{found}”, phải là “{expected}”"),
            expected=expected, found=lines[0].text, replacement=expected,
        )  # fmt: skip
    if lines:
        yield from check_look(
            subject, "trich_yeu", ("align",), lines[:1], severity=Severity.WARNING
        )


def check_phrase(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a subject that ends like a sentence or is very long."""
    spans = subject.component("trich_yeu") or subject.component("trich_yeu_cong_van")
    if not spans:
        return
    last = spans[-1]
    if last.text.endswith((".", ";", ",", ":")):
        yield subject.finding(
            last.paragraph.span(last.end - 1, last.end),
            N_("trích yếu không có dấu câu ở cuối"), found=last.text[-1], replacement="",
        )  # fmt: skip
    if _printed_lines(subject, spans) > _MOST_LINES:
        yield subject.finding(
            spans[0], N_("trích yếu dài hơn {expected} dòng; nên rút gọn"),
            expected=str(_MOST_LINES),
        )  # fmt: skip


def _printed_lines(subject: WordSubject, spans: tuple[Span, ...]) -> int:
    room = column_width(subject, spans[0].paragraph)
    if not room:
        return len(spans)
    return sum(max(1, round(span_width(span) / room + 0.49)) for span in spans)


def check_letter_subject(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a state letter's subject without "V/v" or in another look."""
    spans = subject.component("trich_yeu_cong_van")
    if spans and subject.regime is Regime.STATE:
        first = spans[0]
        prefix = subject.standard.letter_subject_prefix
        if not first.text.startswith(f"{prefix} "):
            yield subject.finding(
                first, N_("trích yếu công văn bắt đầu bằng “{expected}”"),
                expected=prefix, found=first.text.split()[0],
            )  # fmt: skip
    yield from check_look(subject, "trich_yeu_cong_van", _LOOK)


def check_letter_gap(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a letter's subject too near to its number."""
    spans, numbers = subject.component("trich_yeu_cong_van"), subject.component("so_ky_hieu")
    if not spans or not numbers or spans[0].paragraph is numbers[0].paragraph:
        return
    first, number = spans[0].paragraph, numbers[0].paragraph
    gap = max(first.source.look.before_pt, number.source.look.after_pt)
    if first.index == number.index + 1 and gap < _GAP_PT:
        yield subject.finding(
            spans[0], N_("trích yếu công văn cách số, ký hiệu {found} pt, phải là {expected} pt"),
            expected=f"{_GAP_PT:g}", found=f"{gap:g}", look={"before_pt": _GAP_PT},
        )  # fmt: skip
