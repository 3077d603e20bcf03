"""Địa danh, ngày, tháng, năm (DDN, PDH08) và các cỡ chữ đi với nhau (SZC)."""

import re
from collections.abc import Iterator
from datetime import date

from generator.checks import patterns
from generator.checks.look import look_check
from generator.checks.paragraph import Span
from generator.checks.rule import BOTH, PARTY, STATE, Basis, Family
from generator.checks.subject import WordSubject
from generator.diagnostics import Diagnostic, Severity
from generator.i18n import N_
from generator.text.dates import format_day, format_month

_DDN = Family("địa danh, ngày tháng", form=True, prefix="DDN")
_PDH = Family("địa danh, ngày tháng", form=True, prefix="PDH")
_SZC = Family("cỡ chữ", form=True, prefix="SZC")
_LINE = re.compile(
    r"(?P<place>[^,]*),(?P<gap>\s*)ngày(?P<day>[\s\d.…_]*)tháng(?P<month>[\s\d.…_]*)"
    r"năm(?P<year>[\s\d.…_]*)"
)
_BLANK = re.compile(r"[\s.…_]*")
_GAP = re.compile(r" ?\d+ ?")
_PLACE_WORDS = ("Tỉnh ", "tỉnh ", "Xã ", "xã ", "Phường ", "phường ", "Huyện ", "huyện ")
_LETTERS = re.compile(r"[^\W\d_]")


def check_form(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a line that is not "<place>, ngày dd tháng mm năm yyyy"."""
    for span in subject.component("dia_danh_ngay")[:1]:
        match = _LINE.fullmatch(span.text.strip())
        if match and _LETTERS.search(match["place"]) and match["gap"] == " ":
            continue
        yield subject.finding(
            span,
            N_("viết “{found}”; phải theo mẫu “Địa danh, ngày … tháng … năm …”"),
            expected="<địa danh>, ngày dd tháng mm năm yyyy", found=span.text,
        )  # fmt: skip


def check_zeros(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a day below 10 or a month below 3 without zero, and zeros that are too many."""
    for span in subject.component("dia_danh_ngay")[:1]:
        match = patterns.DIA_DANH_NGAY.search(span.text)
        if match is None:
            continue
        for name, write in (("day", format_day), ("month", format_month)):
            found = match[name].strip()
            if not found.isdecimal() or not int(found):
                continue
            expected = write(int(found))
            if found != expected:
                start = span.start + match.start(name) + match[name].index(found)
                yield subject.finding(
                    span.paragraph.span(start, start + len(found)),
                    N_("viết “{found}”, phải là “{expected}”: chỉ thêm số 0 trước ngày dưới 10 và"
                       " tháng 1, 2"),
                    expected=expected, found=found, replacement=expected,
                )  # fmt: skip


def check_place(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a place that does not fit the issuing body."""
    above, body = (subject.component_text(key) for key in ("co_quan_chu_quan", "co_quan_ban_hanh"))
    issuer = " ".join(filter(None, (above, body)))
    for span in subject.component("dia_danh_ngay")[:1]:
        place = span.text.split(",", 1)[0].strip()
        name = patterns.fold(place)
        known = _place_in(patterns.fold(body)) or _province_in(patterns.fold(above))
        if not name or "ngay" in name.split() or not known or _fits(name, known):
            continue
        yield subject.finding(
            span.paragraph.span(span.start, span.start + len(place)),
            N_("địa danh “{found}” không khớp cơ quan ban hành ({issuer})"),
            params={"issuer": issuer}, found=place, expected=known,
        )  # fmt: skip


_OWN_PLACE = re.compile(
    r"(?:tinh uy|tinh|huyen uy|xa|phuong|thi tran|dac khu) (?P<name>\w+(?: \w+){1,2})$"
)


def _place_in(issuer: str) -> str:
    """Return the place a commune's or province's body is named after, folded."""
    match = _OWN_PLACE.search(issuer)
    return match["name"] if match else ""


def _province_in(above: str) -> str:
    """Return the province whose committee a commission belongs to: it sits where that does."""
    return _place_in(above) if above.startswith("tinh uy ") else ""


def _fits(name: str, known: str) -> bool:
    return known in name or name in known or name.endswith(known.rsplit(maxsplit=1)[-1])


def check_calendar(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a day that the calendar does not have."""
    for span in subject.component("dia_danh_ngay")[:1]:
        match = patterns.DIA_DANH_NGAY.search(span.text)
        if match is None:
            continue
        numbers = [match[name].strip() for name in ("year", "month", "day")]
        if not all(each.isdecimal() for each in numbers):
            continue
        try:
            date(*map(int, numbers))
        except ValueError:
            yield subject.finding(
                span, N_("ngày “{found}” không có trong lịch"),
                found="/".join(reversed(numbers)),
            )  # fmt: skip


def check_size_set(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find sizes of quốc hiệu, tiêu ngữ and date that do not go together."""
    sets = subject.standard.size_sets
    spans = [subject.component(key)[:1] for key in sets.components]
    if not sets.allowed_pt or not all(spans):
        return
    sizes = tuple(_size(each[0]) for each in spans)
    ranges = [subject.standard.components[key].size_pt for key in sets.components]
    in_range = all(each.accepts(size) for each, size in zip(ranges, sizes, strict=True))
    if in_range and sizes not in sets.allowed_pt:
        yield subject.finding(
            spans[0][0],
            N_("cỡ chữ Quốc hiệu, tiêu ngữ, ngày tháng là {found}; phải đi cùng nhau: {expected}"),
            expected="; ".join("/".join(f"{size:g}" for size in one) for one in sets.allowed_pt),
            found="/".join(f"{size:g}" for size in sizes),
        )  # fmt: skip


def _size(span: Span) -> float:
    return next((run.look.size_pt for run, _, _ in span.runs), 0.0)


RULES = (
    _DDN.row(
        1, "dia-danh-ngay-mau", Severity.ERROR, BOTH, Basis("", "A/B", "dia_danh_ngay"), check_form,
        "Viết đúng mẫu: Địa danh, ngày dd tháng mm năm yyyy.",
        "Ngày tháng ghi đầy đủ bằng chữ ngày, tháng, năm, sau địa danh có dấu phẩy.",
        "Hà Nội ngày 16/9/2024", "Hà Nội, ngày 16 tháng 9 năm 2024",
    ),
    _DDN.row(
        2, "dia-danh-ngay-so-0", Severity.ERROR, BOTH, Basis("", "A/B", "dia_danh_ngay"),
        check_zeros,
        "Chỉ thêm số 0 trước ngày dưới 10 và tháng 1, 2.",
        "Số 0 để chống sửa; tháng 3 đến 9 không cần.", "tháng 09 năm 2024", "tháng 9 năm 2024",
    ),
    _DDN.row(
        3, "dia-danh-ngay-trinh-bay", Severity.ERROR, STATE, Basis("", "A", "dia_danh_ngay"),
        look_check("dia_danh_ngay", "size", "bold", "italic", "align"),
        "Địa danh, ngày tháng cỡ 13-14, nghiêng, không đậm, canh giữa.",
        "Cỡ và kiểu chữ theo bảng mẫu.", "Chữ đứng", "Chữ nghiêng",
    ),
    _DDN.row(
        4, "dia-danh-co-quan", Severity.WARNING, BOTH, Basis("", "A/B", "dia_danh_ngay"),
        check_place,
        "Địa danh hợp với cơ quan ban hành.",
        "Địa danh là tên đơn vị hành chính nơi cơ quan đóng trụ sở.",
        "ĐẢNG ỦY XÃ YÊN BÌNH ... Lào Cai, ngày", "Yên Bình, ngày",
    ),
    _DDN.row(
        5, "ngay-khong-co", Severity.ERROR, BOTH, Basis("Lịch", "A"), check_calendar,
        "Ngày ban hành có trong lịch.", "Ngày không có thật làm văn bản vô giá trị.",
        "ngày 31 tháng 4 năm 2026", "ngày 30 tháng 4 năm 2026",
    ),
    _PDH.row(
        8, "dia-danh-ngay-dang", Severity.ERROR, PARTY, Basis("", "B", "dia_danh_ngay"),
        look_check("dia_danh_ngay", "size", "bold", "italic", "align"),
        "Địa danh, ngày tháng cỡ 14, nghiêng, không đậm.", "Cỡ và kiểu chữ theo bảng mẫu.",
        "Cỡ 13", "Cỡ 14",
    ),
    _SZC.row(
        1, "co-chu-di-cung", Severity.WARNING, STATE, Basis("PL I, Mục V, ghi chú", "A"),
        check_size_set,
        "Cỡ chữ Quốc hiệu, tiêu ngữ, ngày tháng là 13/14/14 hoặc 12/13/13.",
        "Các cỡ chữ tăng giảm cùng nhau để cân đối.", "12/14/14", "13/14/14",
    ),
)  # fmt: skip
