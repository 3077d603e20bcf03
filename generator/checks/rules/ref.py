"""Cited documents: all their parts, the right symbol, one way of citing each (REF).

Who receives a document looks the cited one up by its number and symbol.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from generator.catalogues.load import Catalogues
from generator.checks.subject import WordSubject, once, once_for_facts
from generator.checks.text.citations import Citation, citations_of, same_start, subject_words
from generator.checks.text.prose import Prose, prose_of
from generator.diagnostics import Diagnostic, Severity
from generator.model.base import Regime
from generator.text.dates import format_date
from generator.text.normalize import old_tone_style

_ENOUGH_WORDS = 3
_NESTED = re.compile(
    r"(?:thực hiện|thi hành|triển khai|sửa đổi|bổ sung|thay thế|hướng dẫn|quy định|một số điều của"
    r"|ban hành kèm theo|sơ kết|tổng kết|số điều của) +$",
    re.IGNORECASE,
)
_DATED_BEFORE = re.compile(r"[Nn]gày [^.;\n]{6,30},? [^.;\n]{0,60}ban hành +$")


@once
def _groups(prose: Prose) -> dict[tuple[str, str], list[Citation]]:
    groups: dict[tuple[str, str], list[Citation]] = {}
    for one in citations_of(prose):
        # One symbol may be of two documents when their kinds differ (85-KL/TW and 85-CT/TW do not).
        groups.setdefault((one.symbol, one.kind if one.year is None else ""), []).append(one)
    return groups


# ------------------------------------------------------------------ one document, two ways


def check_dates(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a document that is cited with two dates."""
    prose = prose_of(subject)
    for group in _groups(prose).values():
        dated = [one for one in group if one.date]
        for one in dated[1:]:
            if one.date and dated[0].date and not _same_date(one, dated[0]):
                yield prose.finding(
                    one.date.start,
                    one.date.end,
                    expected=prose.text[dated[0].date.start : dated[0].date.end],
                    severity=Severity.ERROR if one.year else Severity.WARNING,
                    symbol=one.symbol,
                )


def _same_date(one: Citation, other: Citation) -> bool:
    first, second = one.date, other.date
    if first is None or second is None:
        return True
    return (first.day, first.month, first.year) == (second.day, second.month, second.year)


def check_titles(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a document that is cited with two subjects."""
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
                    expected=_short(titled[0].title),
                    found=_short(one.title),
                    symbol=one.symbol,
                )


def _short(title: str) -> str:
    return title if len(title) <= 80 else f"{title[:80].rsplit(' ', 1)[0]}…"  # noqa: PLR2004


def check_issuers(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a document that is cited with two issuers."""
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
    return prose.finding(start, start + len(issuer), expected=other, found=issuer, symbol=symbol)


# ------------------------------------------------------------------ symbols


def check_symbol_year(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a year in the symbol that is not that of the date."""
    prose = prose_of(subject)
    for one in citations_of(prose):
        if one.year and one.date and one.date.year != one.year:
            yield prose.finding(
                one.symbol_start,
                one.date.end,
                expected=str(one.year),
                found=str(one.date.year),
                symbol=one.symbol,
                year=one.date.year,
            )


_YEARED = frozenset(("nghị định", "thông tư", "thông tư liên tịch"))
_YEARED_SINCE = 1997


def check_missing_year(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find symbols without the year that theirs have."""
    prose = prose_of(subject)
    for one in citations_of(prose):
        since = one.date is None or one.date.year >= _YEARED_SINCE
        if one.kind in _YEARED and one.year is None and since and one.tail.startswith("/"):
            year = f"{one.date.year}/" if one.date else "…/"
            expected = one.symbol.replace("/", f"/{year}", 1)
            yield prose.finding(
                one.symbol_start, one.symbol_end, expected=expected, found=one.symbol, kind=one.kind
            )


def check_symbol_spaces(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find spaces in symbols."""
    prose = prose_of(subject)
    for one in citations_of(prose):
        written = prose.text[one.symbol_start : one.symbol_end]
        if " " in written:
            yield prose.finding(
                one.symbol_start, one.symbol_end, expected=one.symbol, found=written, fix=True
            )


# ------------------------------------------------------------------ completeness


def check_parts(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find documents that are first cited without their date."""
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
            first.start, first.end, severity=Severity.NOTICE if later else Severity.WARNING
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
    """Find citations with and without a comma before the date."""
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
            count=len(with_comma),
            others=len(dated) - len(with_comma),
        )


# ------------------------------------------------------------------ order in time


# Party numbers begin anew with each committee's term, in the years of congresses.
_CONGRESS_YEARS = frozenset((0, 1))
_TERM = 5


def check_series(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find larger numbers of one series on earlier days."""
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
                    symbol=after.symbol,
                    day=format_date(second.value),
                    other=before.symbol,
                    other_day=format_date(first.value),
                )


def check_implementing(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find documents that are earlier than what they carry out."""
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
                symbol=one.symbol,
                day=format_date(issued),
                other=inner.symbol,
                other_day=format_date(base),
            )


# ------------------------------------------------------------------ symbol and issuer

_ABBREVIATED = re.compile(r"\b(?:Bộ|Sở) [A-ZĐ&]{2,}")
_BODY = re.compile(
    r"^(?:Bộ|Sở|Cục|Chính phủ|Thủ tướng|Quốc hội|Ban Bí thư)\b|Ủy ban nhân dân|Hội đồng nhân dân"
    r"|(?:Tỉnh|Thành|Huyện|Đảng) ủy"
)
_YEAR_OF_SYMBOL = re.compile(r"^/(?:\d{4}/)?")
_KIND_AND_BODY = 2


_Users = Sequence[Mapping[str, str]]


def check_symbol_issuer(subject: WordSubject, users: Mapping[str, _Users]) -> Iterator[Diagnostic]:
    """Find symbols that are not those of the body named as the issuer.

    Args:
        subject: The file.
        users: By regime, who uses which symbol: ``tail`` is the part of it that names the body,
            ``issuer`` the body, ``not`` bodies that certainly do not use it.
    """
    prose = prose_of(subject)
    for one in citations_of(prose):
        issuer = old_tone_style(one.issuer)
        if issuer and _is_of_another(one, issuer, users, subject.catalogues):
            yield prose.finding(
                one.symbol_start,
                one.issuer_start + len(one.issuer),
                found=one.issuer,
                symbol=one.symbol,
                issuer=one.issuer,
            )


def _is_of_another(
    one: Citation, issuer: str, users: Mapping[str, _Users], catalogues: Catalogues
) -> bool:
    party = one.tail.startswith("-")
    part = one.issued_by if party else _YEAR_OF_SYMBOL.sub("", one.tail)
    rows = users["dang" if party else "chinh_quyen"]
    row = next((row for row in rows if re.fullmatch(row["tail"], part)), None)
    if row:
        # "của A và B", "của A, B" name two bodies; only one of them needs to be the issuer.
        named = re.search(row["issuer"], issuer)
        return not named and bool(re.search(row["not"], issuer))
    names = () if party else _names_of(part, catalogues)
    if not names or any(name in issuer for name in names):
        return False
    return bool(_BODY.search(issuer)) and not _ABBREVIATED.search(issuer)


def _names_of(part: str, catalogues: Catalogues) -> tuple[str, ...]:
    """Return the names of the one body a symbol names: "QĐ-BNG", "BTTTT-TTĐN"."""
    symbols = _symbols(catalogues)
    segments = part.split("-")
    if segments[0] not in symbols:  # the kind of document
        segments = segments[1:]
    return symbols.get(segments[0], ()) if 0 < len(segments) <= _KIND_AND_BODY else ()


@once_for_facts
def _symbols(catalogues: Catalogues) -> dict[str, tuple[str, ...]]:
    """Return the names a body of the state bore, by symbol; none for bodies of every place."""
    found: dict[str, tuple[str, ...]] = {}
    for body in catalogues.agencies.values():
        for period in body.names:
            if period.ky_hieu and body.he_thong is Regime.STATE:
                name = old_tone_style(period.ten_goi)
                names = () if "{" in name else (name,)
                found[period.ky_hieu] = (*found.get(period.ky_hieu, ()), *names)
    return found
