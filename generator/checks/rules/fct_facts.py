"""Anniversaries and relations with other countries against the catalogue (FCT)."""

import re
from collections.abc import Iterator
from datetime import date

from generator.catalogues.load import Catalogues
from generator.catalogues.model import Anniversary, Relation
from generator.catalogues.relations import is_strategic, relation_occasions
from generator.checks.subject import WordSubject, once, once_for_facts
from generator.checks.text.citations import period_of
from generator.checks.text.prose import Prose, prose_of, words_of
from generator.diagnostics import Diagnostic, Severity
from generator.text.dates import format_date
from generator.text.normalize import old_tone_style

# ------------------------------------------------------------------ anniversaries

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


@once
def _named(subject: WordSubject) -> list[_Named]:
    """Return the catalogue's days a text names and where; a longer name hides one inside it."""
    prose = prose_of(subject)
    named: list[_Named] = []
    taken: list[tuple[int, int]] = []
    words = prose.words
    for fact, name, small, parts in _names(subject.catalogues):
        for start in prose.places(small) if parts <= words else ():
            is_inside = any(first <= start < last for first, last in taken)
            if not is_inside and prose.is_text(start):
                taken.append((start, start + len(name)))
                named.append((fact, name, start))
    return named


@once_for_facts
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


def check_day(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find anniversaries with another date than the catalogue's."""
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
            expected=format_date(fact.day),
            fact=fact,
            fix=fact.is_confirmed,
            name=fact.name,
        )


def _has_pair(text: str, start: int) -> bool:
    return bool(_PAIR_AFTER.match(text, start))


def check_day_years(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find numbers of years that are not those since the catalogue's day."""
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
                expected=f"{years:02d}",
                found=counted["n"],
                fact=fact,
                fix=fact.is_confirmed,
                year=year,
                name=fact.name,
            )


def check_day_name(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find names of days written with other capitals."""
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
                expected=name,
                found=found,
                fact=fact,
                fix=fact.is_confirmed,
            )


def before_is_day(text: str, start: int) -> bool:
    """Return whether "Ngày" stands before a name, so that its first letter counts."""
    return text[max(0, start - 5) : start].lower() == "ngày "


def check_major(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find days among the great days that are none."""
    prose = prose_of(subject)
    for match in _MAJOR.finditer(prose.text) if prose.has("ngày lễ lớn") else ():
        last = prose.text.find("\n", match.end())
        for fact, name, start in _named(subject):
            inside = match.end() <= start < (last if last > 0 else len(prose.text))
            if inside and fact.kind != "ngày lễ lớn" and fact.kind == "ngày truyền thống":
                yield prose.finding(
                    start, start + len(name), found=prose.text[start : start + len(name)]
                )


# ------------------------------------------------------------------ relations

_DATE = re.compile(r" ?\((?:ngày )?(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})(?: ?[-–][^()]*)?\)")
_STRATEGIC = re.compile(r"[Đđ]ối tác (?P<fuzzy>mang tầm |tầm )?chiến lược(?P<full> toàn diện)?")
_BRACKETS = re.compile(r"\([^()]*\)")
_SHORTEST_COUNTRY = 6
_COUNTRIES = re.compile(r"quan hệ ngoại giao với (?P<n>\d{1,3}) (?:quốc gia|nước)")


_Mention = tuple[Relation, str, int, int]


@once
def _mentions(prose: Prose) -> list[_Mention]:
    """Return countries named in the text, by full and by short name."""
    return [
        (relation, name, start, start + len(name))
        for relation, name, small in _country_names(prose.subject.catalogues)
        for start in prose.places(small)
    ]


@once_for_facts
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
    """Find relations with another date than the catalogue's."""
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
                expected=format_date(right),
                fact=relation,
                fix=safe,
                country=relation.name,
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
_PAIR_OF_DATES = re.compile(r" ?\([^()]*\d{4} ?[-–]")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_FARTHEST = 90


def check_relation_years(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find numbers of years that are not those of the relation."""
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
        if (
            at in seen
            or _PAIR_OF_DATES.match(prose.text, end)
            or _names_another_year(prose, at, end, year)
        ):
            continue
        seen.add(at)
        yield prose.finding(
            at,
            at + len(counted["n"]),
            expected=f"{years:02d}",
            found=counted["n"],
            fact=relation,
            fix=relation.is_confirmed,
            year=year,
            country=relation.name,
        )


def _names_another_year(prose: Prose, start: int, end: int, year: int) -> bool:
    first = max(prose.text.rfind(mark, 0, start) for mark in ".;\n")
    sentence = prose.text[first + 1 : _sentence_end(prose.text, end)]
    return any(int(each) != year for each in _YEAR.findall(sentence))


def check_level(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find countries named as strategic partners that are none on that day."""
    prose = prose_of(subject)
    period = period_of(prose)
    if period is None or "chiến lược" not in prose.lower:
        return
    day = period[1]
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
                    fact=relation,
                    severity=Severity.WARNING if sure else Severity.NOTICE,
                    day=format_date(day),
                    country=relation.name,
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


def check_country_name(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find names of countries written with other capitals."""
    prose = prose_of(subject)
    for relation, name, start, end in _mentions(prose):
        found = prose.text[start:end]
        # A short name may be an ordinary word, and a small one is no name.
        ordinary = len(name) < _SHORTEST_COUNTRY or (" " not in name and found.islower())
        if found == name or found.isupper() or ordinary or not prose.is_text(start):
            continue
        first_only = found[1:] == name[1:] and _starts_sentence(prose.text, start)
        if not first_only:
            yield prose.finding(
                start, end, expected=name, found=found, fact=relation, fix=relation.is_confirmed
            )


def _starts_sentence(text: str, start: int) -> bool:
    return start == 0 or bool(
        re.search(r"(?:^|[.!?:\n“(]|[-+])\s*$", text[max(0, start - 3) : start])
    )


def check_country_number(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find another number of countries with an occasion than the catalogue has."""
    prose = prose_of(subject)
    year = prose.plan_year
    for match in _COUNTRIES.finditer(prose.text) if year else ():
        assert year  # noqa: S101  (the loop is empty without it)
        due = relation_occasions(subject.catalogues, year)
        if int(match["n"]) != len(due) and prose.is_text(match.start()):
            yield prose.finding(
                match.start("n"), match.end(), expected=str(len(due)), found=match["n"], year=year
            )
