"""Ngày kỷ niệm so với danh mục: đúng ngày, đúng số năm, đúng tên."""

import re
from collections.abc import Iterator
from datetime import date
from typing import cast

from generator.catalogues.load import Catalogues
from generator.catalogues.model import Anniversary
from generator.checks.subject import WordSubject
from generator.checks.text.kept import kept
from generator.checks.text.prose import prose_of, words_of
from generator.diagnostics import Diagnostic, Severity
from generator.i18n import N_
from generator.text.dates import format_date
from generator.text.normalize import old_tone_style

_LEAD = re.compile(r"^(?:Ngày|Cuộc|Sự kiện) (?=\w)")
_COUNT = re.compile(r"\b(?P<n>\d{1,3}) năm $")
# A bracket belongs to the nearest day before it: none may be named in between.
_BETWEEN = r"(?:(?!\d năm |[Nn]gày |[Kk]ỷ niệm )[^.;)\n(]){0,60}"
_DATE_AFTER = re.compile(rf"{_BETWEEN}\((?:ngày )?(?P<d>\d{{1,2}})/(?P<m>\d{{1,2}})/(?P<y>\d{{4}})")
_PAIR_AFTER = re.compile(rf"{_BETWEEN}\([^()]*\d{{4}}\s*[-–]")
_MAJOR = re.compile(r"các ngày lễ lớn[^.\n]{0,120}?(?:gồm|như|:)")
_SHORTEST = 12
_LONG_ENOUGH = 3


_Named = tuple[Anniversary, str, int]


def _named(subject: WordSubject) -> list[_Named]:
    """Return the catalogue's days a text names and where; a longer name hides one inside it."""
    if "named days" not in subject.cache:
        subject.cache["named days"] = list(_find_named(subject))
    return cast("list[_Named]", subject.cache["named days"])


def _find_named(subject: WordSubject) -> Iterator[_Named]:
    prose = prose_of(subject)
    taken: list[tuple[int, int]] = []
    words = prose.words
    for fact, name, small, parts in _names(subject.catalogues):
        for start in prose.places(small) if parts <= words else ():
            inside = any(first <= start < last for first, last in taken)
            if not inside and prose.is_text(start):
                taken.append((start, start + len(name)))
                yield fact, name, start


@kept
def _names(catalogues: Catalogues) -> list[tuple[Anniversary, str, str, frozenset[str]]]:
    """Return the names of the days, in small letters and their words too, the longest first."""
    found = []
    for fact in catalogues.anniversaries.values():
        for name in dict.fromkeys((fact.name, fact.name_in_text)):
            plain = _LEAD.sub("", name)
            parts = words_of(plain.lower())
            if len(plain) >= _SHORTEST and len(parts) >= _LONG_ENOUGH:
                found.append((fact, plain, plain.lower(), frozenset(parts)))
    return sorted(found, key=lambda each: -len(each[1]))


def check_date(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find what breaks FCT21 (ngay-goc)."""
    prose = prose_of(subject)
    for fact, name, start in _named(subject):
        end = start + len(name)
        after = _DATE_AFTER.match(prose.text, end)
        if not after or not isinstance(fact.day, date):
            continue
        written = (int(after["d"]), int(after["m"]), int(after["y"]))
        right = (fact.day.day, fact.day.month, fact.day.year)
        # One date in brackets may be the day of this year.
        if written == right or (written[:2] == right[:2] and not _has_pair(prose.text, end)):
            continue
        yield prose.finding(
            after.start("d"),
            after.end("y"),
            N_("{name} là {expected}, không phải '{found}'"),
            params={"name": fact.name},
            expected=format_date(fact.day),
            found=prose.text[after.start("d") : after.end("y")],
            basis=fact.source,
            confidence=fact.confidence,
            replacement=format_date(fact.day) if fact.is_confirmed else None,
        )


def _has_pair(text: str, start: int) -> bool:
    return bool(_PAIR_AFTER.match(text, start))


def check_years(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find what breaks FCT22 (so-nam-theo-danh-muc)."""
    prose = prose_of(subject)
    year = prose.plan_year
    for fact, name, at in _named(subject) if year else ():
        end = at + len(name)
        before = prose.text[max(0, at - 40) : at]
        counted = _COUNT.search(re.sub(r"(?:Ngày|ngày|Cuộc|cuộc|sự kiện|Sự kiện) $", "", before))
        if not counted or not isinstance(fact.day, date) or _has_pair(prose.text, end):
            continue
        assert year  # noqa: S101  (the loop is empty without it)
        years = year - fact.day.year
        if years > 0 and int(counted["n"]) != years:
            start = at - len(before) + counted.start("n")
            yield prose.finding(
                start,
                start + len(counted["n"]),
                N_("năm {year} là {expected} năm {name}, không phải {found} năm"),
                params={"year": year, "name": fact.name},
                expected=f"{years:02d}",
                found=counted["n"],
                severity=Severity.WARNING,
                basis=fact.source,
                confidence=fact.confidence,
                replacement=f"{years:02d}" if fact.is_confirmed else None,
            )


def check_name(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find what breaks FCT32 (ten-ngay-ky-niem)."""
    prose = prose_of(subject)
    for fact, name, start in _named(subject):
        found = prose.text[start : start + len(name)]
        right = old_tone_style(name)
        written = old_tone_style(" ".join(found.split()))
        # The first letter counts after "Ngày" only; elsewhere it may begin a sentence.
        whole = before_is_day(prose.text, start)
        differs = written != right if whole else written[1:] != right[1:]
        if differs and not found.isupper():
            yield prose.finding(
                start,
                start + len(name),
                N_("tên ngày kỷ niệm viết là '{expected}', không phải '{found}'"),
                expected=name,
                found=found,
                severity=Severity.WARNING,
                basis=fact.source,
                confidence=fact.confidence,
                replacement=name if fact.is_confirmed else None,
            )


def before_is_day(text: str, start: int) -> bool:
    """Return whether "Ngày" stands before a name, so that its first letter counts."""
    return text[max(0, start - 5) : start].lower() == "ngày "


def check_major(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find what breaks FCT20 (ngay-le-lon)."""
    prose = prose_of(subject)
    for match in _MAJOR.finditer(prose.text) if prose.has("ngày lễ lớn") else ():
        last = prose.text.find("\n", match.end())
        for fact, name, start in _named(subject):
            inside = match.end() <= start < (last if last > 0 else len(prose.text))
            if inside and fact.kind != "ngày lễ lớn" and fact.kind == "ngày truyền thống":
                yield prose.finding(
                    start,
                    start + len(name),
                    N_("'{found}' không phải ngày lễ lớn theo Nghị định 145/2013/NĐ-CP, Điều 4"),
                    found=prose.text[start : start + len(name)],
                    severity=Severity.NOTICE,
                )
