"""Quan hệ với các nước so với danh mục: ngày thiết lập, mức quan hệ, tên nước."""

import re
from collections.abc import Iterator
from datetime import date
from typing import cast

from generator.catalogues.load import Catalogues
from generator.catalogues.model import Relation
from generator.catalogues.relations import is_strategic, relation_occasions
from generator.checks.subject import WordSubject
from generator.checks.text.kept import kept
from generator.checks.text.prose import Prose, prose_of
from generator.diagnostics import Diagnostic, Severity
from generator.i18n import N_
from generator.text.dates import format_date

_DATE = re.compile(r" ?\((?:ngày )?(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})(?: ?[-–][^()]*)?\)")
_STRATEGIC = re.compile(r"[Đđ]ối tác (?P<fuzzy>mang tầm |tầm )?chiến lược(?P<full> toàn diện)?")
_BRACKETS = re.compile(r"\([^()]*\)")
_SHORTEST = 6
_COUNTRIES = re.compile(r"quan hệ ngoại giao với (?P<n>\d{1,3}) (?:quốc gia|nước)")


_Mention = tuple[Relation, str, int, int]


def _mentions(prose: Prose) -> list[_Mention]:
    """Return countries named in the text, by full and by short name, found once."""
    cache = prose.subject.cache
    if "countries" not in cache:
        cache["countries"] = [
            (relation, name, start, start + len(name))
            for relation, name, small in _country_names(prose.subject.catalogues)
            for start in prose.places(small)
        ]
    return cast("list[_Mention]", cache["countries"])


@kept
def _country_names(catalogues: Catalogues) -> list[tuple[Relation, str, str]]:
    return [
        (relation, name, name.lower())
        for relation in catalogues.relations.values()
        for name in (relation.full_name, relation.name, *relation.other_names)
        if name
    ]


# What makes the date behind a country's name that of the relation, and what ends its reach.
_SET_UP = re.compile(
    r"[Tt]hiết lập quan hệ (?:ngoại giao|với|giữa|Việt Nam)|quan hệ ngoại giao (?:với|giữa|của)"
)
_OTHER_EVENT = re.compile(
    r"[;.]|\d năm\b|\b(?:ký|Hiệp ước|Hiệp định|[Tt]hăm|[Tt]ết|[Hh]ội (?:đàm|thảo|nghị)|[Tt]uần)\b"
)


def check_established(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find what breaks FCT28 (ngay-thiet-lap-quan-he)."""
    prose = prose_of(subject)
    seen = set()
    for relation, _, start, end in _mentions(prose):
        dated = _DATE.match(prose.text, end)
        right = relation.established.exact
        if not dated or not right or end in seen or not _is_of_relation(prose, start):
            continue
        seen.add(end)
        written = (int(dated["d"]), int(dated["m"]), int(dated["y"]))
        others = sum(a != b for a, b in zip(written, _parts(right), strict=True))
        if others and not _is_of_this_time(prose, written[2]):
            safe = relation.is_confirmed and others == 1
            yield prose.finding(
                dated.start("d"),
                dated.end("y"),
                N_("quan hệ ngoại giao với {country} lập ngày {expected}, không phải '{found}'"),
                params={"country": relation.name},
                expected=format_date(right),
                found=prose.text[dated.start("d") : dated.end("y")],
                basis=relation.source,
                confidence=relation.confidence,
                replacement=format_date(right) if safe else None,
            )


def _parts(day: date) -> tuple[int, int, int]:
    return day.day, day.month, day.year


def _is_of_relation(prose: Prose, start: int) -> bool:
    """Return whether a date behind a country that begins at a place is that of the relation."""
    before = prose.text[prose.start_of(start) : start]
    set_up = [match.end() for match in _SET_UP.finditer(before)]
    # Dates of the countries before it in a list have no reach of their own.
    return bool(set_up) and not _OTHER_EVENT.search(_BRACKETS.sub("", before[set_up[-1] :]))


def _is_of_this_time(prose: Prose, year: int) -> bool:
    """Return whether a year is that of the plan or later: such a date is of a meeting, no past."""
    return prose.plan_year is not None and year >= prose.plan_year


# "60 năm thiết lập quan hệ ngoại giao Việt Nam - ": a country is named behind it.
_YEARS = re.compile(
    r"(?<!\d)(?P<n>\d{1,3}) năm (?:[Nn]gày )?thiết lập quan hệ ngoại giao (?:giữa )?"
    r"(?:Việt Nam (?:[-–]|và|với) |với )(?:nước )?$"
)
_PAIR = re.compile(r" ?\([^()]*\d{4} ?[-–]")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_FARTHEST = 90


def check_years(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find what breaks FCT35 (so-nam-quan-he)."""
    prose = prose_of(subject)
    year = prose.plan_year
    seen = set()
    for relation, _, start, end in _mentions(prose) if year else ():
        assert year  # noqa: S101  (the loop is empty without it)
        first = max(prose.start_of(start), start - _FARTHEST)
        counted = _YEARS.search(prose.text[first:start])
        years = year - relation.established.year
        if not counted or years <= 0 or int(counted["n"]) == years or not prose.is_text(start):
            continue
        at = first + counted.start("n")
        # Two dates in brackets are DAT01's, another year in the sentence is the one that counts.
        if at in seen or _PAIR.match(prose.text, end) or _names_another_year(prose, at, end, year):
            continue
        seen.add(at)
        yield prose.finding(
            at,
            at + len(counted["n"]),
            N_("năm {year} là {expected} năm quan hệ ngoại giao với {country}, không phải {found}"),
            params={"year": year, "country": relation.name},
            expected=f"{years:02d}",
            found=counted["n"],
            basis=relation.source,
            confidence=relation.confidence,
            replacement=f"{years:02d}" if relation.is_confirmed else None,
        )


def _names_another_year(prose: Prose, start: int, end: int, year: int) -> bool:
    first = max(prose.text.rfind(mark, 0, start) for mark in ".;\n")
    sentence = prose.text[first + 1 : _sentence_end(prose.text, end)]
    return any(int(each) != year for each in _YEAR.findall(sentence))


def check_level(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find what breaks FCT27 (muc-quan-he)."""
    prose = prose_of(subject)
    if prose.period is None or "chiến lược" not in prose.lower:
        return
    day = prose.period[1]
    for match in _STRATEGIC.finditer(prose.text):
        if not prose.is_text(match.start()):
            continue
        end = _sentence_end(prose.text, match.end())
        listed = re.compile(r"(?: (?:của Việt Nam|và [^.;:]{0,60}?))?(?::| là| với| gồm)")
        link = listed.match(prose.text, match.end())
        if not link:
            continue
        for relation in _countries_in(prose, link.end(), end):
            if not is_strategic(relation, day):
                sure = relation.is_confirmed and not match["fuzzy"]
                yield prose.finding(
                    match.start(),
                    end,
                    N_("ngày {day} {country} chưa là đối tác chiến lược theo danh mục"),
                    params={"day": format_date(day), "country": relation.name},
                    severity=Severity.WARNING if sure else Severity.NOTICE,
                    basis=relation.source,
                    confidence=relation.confidence,
                )


def _sentence_end(text: str, start: int) -> int:
    found = re.compile(r"[.;\n]").search(text, start)
    return found.start() if found else len(text)


def _countries_in(prose: Prose, start: int, end: int) -> list[Relation]:
    found: dict[str, Relation] = {}
    for relation, _, first, _ in _mentions(prose):
        if start <= first < end:
            found[relation.id] = relation
    return list(found.values())


def check_name(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find what breaks FCT33 (ten-nuoc)."""
    prose = prose_of(subject)
    for relation, name, start, end in _mentions(prose):
        found = prose.text[start:end]
        # A short name may be an ordinary word, and a small one is no name.
        ordinary = len(name) < _SHORTEST or (" " not in name and found.islower())
        if found == name or found.isupper() or ordinary or not prose.is_text(start):
            continue
        first_only = found[1:] == name[1:] and _starts_sentence(prose.text, start)
        if not first_only:
            yield prose.finding(
                start,
                end,
                N_("tên nước viết là '{expected}', không phải '{found}'"),
                expected=name,
                found=found,
                severity=Severity.WARNING,
                basis=relation.source,
                confidence=relation.confidence,
                replacement=name if relation.is_confirmed else None,
            )


def _starts_sentence(text: str, start: int) -> bool:
    return start == 0 or bool(
        re.search(r"(?:^|[.!?:\n“(]|[-+])\s*$", text[max(0, start - 3) : start])
    )


def check_number(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find what breaks FCT34 (so-nuoc)."""
    prose = prose_of(subject)
    year = prose.plan_year
    for match in _COUNTRIES.finditer(prose.text) if year else ():
        assert year  # noqa: S101  (the loop is empty without it)
        due = relation_occasions(subject.catalogues, year)
        if int(match["n"]) != len(due) and prose.is_text(match.start()):
            yield prose.finding(
                match.start("n"),
                match.end(),
                N_("danh mục có {expected} nước kỷ niệm năm tròn, năm lẻ 5 trong năm {year}"),
                params={"year": year},
                expected=str(len(due)),
                found=match["n"],
                severity=Severity.NOTICE,
            )
