"""Địa danh, ngày, tháng, năm (DDN, PDH08) và các cỡ chữ đi với nhau (SZC)."""

import re
from collections.abc import Iterator
from datetime import date

from generator.checks.subject import WordSubject
from generator.diagnostics import Diagnostic
from generator.i18n import N_
from generator.recognise import patterns
from generator.recognise.paragraph import Span
from generator.text.dates import format_day, format_month

_LINE = re.compile(
    r"(?P<place>[^,]*),(?P<gap>\s*)ngày(?P<day>[\s\d.…_]*)tháng(?P<month>[\s\d.…_]*)"
    r"năm(?P<year>[\s\d.…_]*)"
)
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
