"""Văn bản được viện dẫn: đủ phần, đúng ký hiệu, một văn bản chỉ viết một cách.

Vì sao: người nhận tra theo số, ký hiệu; sai một chữ là tra ra văn bản khác hoặc không ra gì.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from generator.checks.subject import WordSubject
from generator.checks.text.citations import (
    Citation,
    citations_of,
    same_start,
    subject_words,
)
from generator.checks.text.prose import Prose, prose_of
from generator.diagnostics import Diagnostic, Severity
from generator.i18n import N_
from generator.text.dates import format_date
from generator.text.normalize import old_tone_style

_ENOUGH_WORDS = 3
_NESTED = re.compile(
    r"(?:thực hiện|thi hành|triển khai|sửa đổi|bổ sung|thay thế|hướng dẫn|quy định|một số điều của"
    r"|ban hành kèm theo|sơ kết|tổng kết|số điều của) +$",
    re.IGNORECASE,
)
_DATED_BEFORE = re.compile(r"[Nn]gày [^.;\n]{6,30},? [^.;\n]{0,60}ban hành +$")


def _groups(prose: Prose) -> dict[tuple[str, str], list[Citation]]:
    groups: dict[tuple[str, str], list[Citation]] = {}
    for one in citations_of(prose):
        # One symbol may be of two documents when their kinds differ (85-KL/TW and 85-CT/TW do not).
        groups.setdefault((one.symbol, one.kind if one.year is None else ""), []).append(one)
    return groups


# ------------------------------------------------------------------ one document, two ways


def check_dates(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find what breaks REF01 (mot-van-ban-hai-ngay)."""
    prose = prose_of(subject)
    for group in _groups(prose).values():
        dated = [one for one in group if one.date]
        for one in dated[1:]:
            if one.date and dated[0].date and not _same_date(one, dated[0]):
                yield prose.finding(
                    one.date.start,
                    one.date.end,
                    N_("{symbol} ở đây đề ngày '{found}', nơi khác trong văn bản là '{expected}'"),
                    params={"symbol": one.symbol},
                    found=prose.text[one.date.start : one.date.end],
                    expected=prose.text[dated[0].date.start : dated[0].date.end],
                    severity=Severity.ERROR if one.year else Severity.WARNING,
                )


def _same_date(one: Citation, other: Citation) -> bool:
    first, second = one.date, other.date
    if first is None or second is None:
        return True
    return (first.day, first.month, first.year) == (second.day, second.month, second.year)


def check_titles(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find what breaks REF02 (mot-van-ban-hai-trich-yeu)."""
    prose = prose_of(subject)
    for group in _groups(prose).values():
        titled = [one for one in group if len(subject_words(one.title)) >= _ENOUGH_WORDS]
        for one in titled[1:]:
            words, first = subject_words(one.title), subject_words(titled[0].title)
            if one.date and titled[0].date and not _same_date(one, titled[0]):
                continue
            if not same_start(first, words):
                yield prose.finding(
                    one.title_start,
                    one.title_start + min(len(one.title), 80),
                    N_("{symbol} được viện dẫn với hai trích yếu: '{found}' và '{expected}'"),
                    params={"symbol": one.symbol},
                    found=_short(one.title),
                    expected=_short(titled[0].title),
                    severity=Severity.WARNING,
                )


def _short(title: str) -> str:
    return title if len(title) <= 80 else f"{title[:80].rsplit(' ', 1)[0]}…"  # noqa: PLR2004


def check_issuers(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find what breaks REF03 (mot-van-ban-hai-co-quan)."""
    prose = prose_of(subject)
    for group in _groups(prose).values():
        named = [one for one in group if one.issuer]
        for one in named[1:]:
            if _same_date(one, named[0]) and not _same_issuer(one.issuer, named[0].issuer):
                yield _two_issuers(prose, one.symbol, one.issuer_start, one.issuer, named[0].issuer)
        # "Hướng dẫn của ... về ..." in a guidance is the document's own name.
        if named and named[0].kind != subject.kind.lower():
            yield from _unnumbered(prose, named[0])


def _same_issuer(first: str, second: str) -> bool:
    if _initials(first) == _initials(second):
        return True
    first, second = (old_tone_style(text).lower() for text in (first, second))
    if _is_standing(first) != _is_standing(second):
        return False
    return first in second or second in first


def _is_standing(issuer: str) -> bool:
    return issuer.startswith("ban thường vụ")


def _initials(text: str) -> str:
    words = [word for word in text.split() if word not in ("và", "&")]
    return "".join(word if word.isupper() else word[0] for word in words).lower()


def _unnumbered(prose: Prose, cited: Citation) -> Iterator[Diagnostic]:
    """Find the same document named without its number: kind, issuer and the same subject."""
    if not cited.kind or len(subject_words(cited.title)) < _ENOUGH_WORDS:
        return
    head = " ".join(cited.title.split()[:4])
    if prose.text.count(head) < 2 or not prose.has(f"{cited.kind} của"):  # noqa: PLR2004
        return
    head = re.escape(head)
    pattern = re.compile(rf"(?i:{cited.kind}) của (?P<issuer>[^.;,\n]{{3,60}}?) {head}")
    for match in pattern.finditer(prose.text):
        if not _same_issuer(match["issuer"], cited.issuer):
            yield _two_issuers(
                prose, cited.symbol, match.start("issuer"), match["issuer"], cited.issuer
            )


def _two_issuers(prose: Prose, symbol: str, start: int, issuer: str, other: str) -> Diagnostic:
    return prose.finding(
        start,
        start + len(issuer),
        N_("{symbol} ở đây là của '{found}', nơi khác trong văn bản là của '{expected}'"),
        params={"symbol": symbol},
        found=issuer,
        expected=other,
        severity=Severity.WARNING,
    )


# ------------------------------------------------------------------ symbols


def check_symbol_year(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find what breaks REF05 (nam-trong-ky-hieu)."""
    prose = prose_of(subject)
    for one in citations_of(prose):
        if one.year and one.date and one.date.year != one.year:
            yield prose.finding(
                one.symbol_start,
                one.date.end,
                N_("năm trong ký hiệu {symbol} khác năm ban hành {year}"),
                params={"symbol": one.symbol, "year": one.date.year},
                expected=str(one.year),
                found=str(one.date.year),
            )


_YEARED = frozenset(("nghị định", "thông tư", "thông tư liên tịch"))
_YEARED_SINCE = 1997


def check_missing_year(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find what breaks REF15 (thieu-nam-trong-ky-hieu)."""
    prose = prose_of(subject)
    for one in citations_of(prose):
        since = one.date is None or one.date.year >= _YEARED_SINCE
        if one.kind in _YEARED and one.year is None and since and one.tail.startswith("/"):
            year = f"{one.date.year}/" if one.date else "…/"
            expected = one.symbol.replace("/", f"/{year}", 1)
            yield prose.finding(
                one.symbol_start,
                one.symbol_end,
                N_("số, ký hiệu của {kind} có năm ban hành: '{expected}'"),
                params={"kind": one.kind},
                expected=expected,
                found=one.symbol,
                severity=Severity.WARNING,
            )


def check_symbol_spaces(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find what breaks REF07 (dau-cach-trong-ky-hieu)."""
    prose = prose_of(subject)
    for one in citations_of(prose):
        written = prose.text[one.symbol_start : one.symbol_end]
        if " " in written:
            yield prose.finding(
                one.symbol_start,
                one.symbol_end,
                N_("số, ký hiệu viết liền: '{expected}', không phải '{found}'"),
                expected=one.symbol,
                found=written,
                replacement=one.symbol,
            )


# ------------------------------------------------------------------ completeness


def check_parts(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find what breaks REF06 (thieu-ngay)."""
    prose = prose_of(subject)
    for group in _groups(prose).values():
        first = group[0]
        if first.is_law or first.date or not first.kind or _is_nested(prose, first):
            continue
        if _DATED_BEFORE.search(prose.text[max(0, first.start - 120) : first.start]):
            continue
        if prose.at(first.start)[0].in_table:  # a column of references is short on purpose
            continue
        later = any(one.date for one in group)
        yield prose.finding(
            first.start,
            first.end,
            N_("viện dẫn lần đầu '{quote}' thiếu ngày ban hành"),
            hint=N_("lần đầu ghi đủ: tên loại, số, ký hiệu, ngày, cơ quan ban hành, trích yếu"),
            severity=Severity.NOTICE if later else Severity.WARNING,
        )


def _is_nested(prose: Prose, one: Citation) -> bool:
    """Return whether a document is named inside the subject of another one."""
    before = prose.text[max(0, one.start - 60) : one.start].rpartition("\n")[2]
    if not _NESTED.search(before):
        return False
    return any(
        other.title_start and other.title_start < one.start < other.title_start + len(other.title)
        for other in citations_of(prose)
    )


def check_comma(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find what breaks REF12 (dau-phay-truoc-ngay)."""
    prose = prose_of(subject)
    dated = [one for one in citations_of(prose) if one.date]
    with_comma = [one for one in dated if one.comma]
    fewer = with_comma if len(with_comma) * 2 < len(dated) else [o for o in dated if not o.comma]
    if 0 < len(fewer) < len(dated):
        one = fewer[0]
        assert one.date  # noqa: S101  (only dated ones are here)
        yield prose.finding(
            one.symbol_start,
            one.date.end,
            N_("{count} viện dẫn có dấu phẩy trước ngày, {others} không có: chọn một cách"),
            params={"count": len(with_comma), "others": len(dated) - len(with_comma)},
            hint=N_("văn bản của Đảng có dấu phẩy, văn bản hành chính không có"),
        )


# ------------------------------------------------------------------ order in time


# Party numbers begin anew with each committee's term, in the years of congresses.
_CONGRESS_YEARS = frozenset((0, 1))
_TERM = 5


def check_series(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find what breaks REF13 (so-va-ngay-trong-loat)."""
    prose = prose_of(subject)
    by_series: dict[tuple[str, int], list[Citation]] = {}
    for one in citations_of(prose):
        party = one.tail.startswith("-")
        if one.date and party and one.date.year % _TERM in _CONGRESS_YEARS:
            continue
        if one.date and one.date.value and one.kind != "công văn":
            by_series.setdefault((one.tail, one.date.year), []).append(one)
    for series in by_series.values():
        ordered = sorted(series, key=lambda one: one.number)
        for before, after in pairwise(ordered):
            first, second = before.date, after.date
            if first and second and first.value and second.value and first.value > second.value:
                yield prose.finding(
                    after.symbol_start,
                    second.end,
                    N_("{symbol} ({day}) có số lớn hơn mà ngày sớm hơn {other} ({other_day})"),
                    params={
                        "symbol": after.symbol,
                        "day": format_date(second.value),
                        "other": before.symbol,
                        "other_day": format_date(first.value),
                    },
                )


def check_implementing(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find what breaks REF14 (trien-khai-truoc-ban-goc)."""
    prose = prose_of(subject)
    found = citations_of(prose)
    for one, inner in pairwise(found):
        inside = one.title_start and one.title_start < inner.start < one.title_start + len(
            one.title
        )
        if not inside or not _NESTED.search(prose.text[one.title_start - 1 : inner.start]):
            continue
        issued, base = one.date and one.date.value, inner.date and inner.date.value
        if one.date and issued and base and issued < base:
            yield prose.finding(
                one.date.start,
                one.date.end,
                N_("{symbol} ({day}) có trước văn bản mà nó thực hiện, {other} ({other_day})"),
                params={
                    "symbol": one.symbol,
                    "day": format_date(issued),
                    "other": inner.symbol,
                    "other_day": format_date(base),
                },
                severity=Severity.WARNING,
            )


# ------------------------------------------------------------------ table
