"""Days, months and years of a document: computed where they can be, written one way (DAT).

A wrong number of years and a day the calendar does not have are what everyone sees after signing.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from generator.checks.subject import WordSubject
from generator.checks.text.citations import citations_of, dates_of, period_of
from generator.checks.text.dates import (
    DatePair,
    Form,
    find_pairs,
    find_reversed,
    find_weekdays,
    weekday_name,
)
from generator.checks.text.prose import Hit, Prose, inside, prose_of
from generator.diagnostics import Diagnostic, Severity
from generator.text.dates import format_date

_COUNT = re.compile(r"(?:(?P<n>\d{1,4}) năm\b|lần thứ (?P<o>\d{1,4})\b)")
_REMEMBERED = re.compile(r"kỷ niệm|ngày |khánh thành|thành lập|truyền thống", re.IGNORECASE)
_BARRIER = re.compile(r"[;)\n]")
_LOOK_BACK = 320
_OLDEST = 1858
_AHEAD = 60

# ------------------------------------------------------------------ pure functions


def find_wrong_years(text: str) -> Iterator[Hit]:
    """Yield numbers of years that are not the difference of the dates in brackets after them.

    >>> [hit.expected for hit in find_wrong_years("10 năm Ngày A (10/10/1954 - 10/10/2024)")]
    ['70']
    """
    for pair in find_pairs(text):
        counted = _counted(text, pair)
        years = pair.second.year - pair.first.year
        if counted is None or years <= 0:
            continue
        group = "n" if counted["n"] else "o"
        if int(counted[group]) != years:
            yield Hit(
                counted.start(group),
                counted.end(group),
                f"{years:02d}",
                safe=_same_day(pair),
                severity=Severity.ERROR,
                values={"dates": text[pair.start : pair.end]},
            )


def _counted(text: str, pair: DatePair) -> re.Match[str] | None:
    before = text[max(0, pair.start - _LOOK_BACK) : pair.start]
    barriers = list(_BARRIER.finditer(before))
    first = barriers[-1].end() if barriers else 0
    start = pair.start - len(before) + first
    found = list(_COUNT.finditer(text, start, pair.start))
    if not found:
        return None
    # "kế hoạch 5 năm (2021 - 2025)" counts both ends: only what is remembered is a difference.
    full = pair.first.day is not None and pair.second.day is not None
    if not full and not _REMEMBERED.search(text[max(0, found[-1].start() - 60) : pair.start]):
        return None
    return found[-1]


def _same_day(pair: DatePair) -> bool:
    return (pair.first.day, pair.first.month) == (pair.second.day, pair.second.month)


def find_moved_days(text: str) -> Iterator[Hit]:
    """Yield second dates in brackets that fall on another day of the year than the first."""
    for pair in find_pairs(text):
        # Two days of one year are the first and the last day of an event.
        both = pair.first.day and pair.second.day and pair.first.year != pair.second.year
        if both and not _same_day(pair) and _counted(text, pair) is not None:
            yield Hit(pair.second_start, pair.end - 1)


# ------------------------------------------------------------------ checks


def check_years(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find numbers of years that are not the difference of the dates in brackets."""
    prose = prose_of(subject)
    hits = (hit for hit in find_wrong_years(prose.text) if prose.is_worded(hit.start))
    yield from prose.findings(hits)


def check_impossible(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find days the calendar does not have."""
    prose = prose_of(subject)
    for one in dates_of(prose):
        if one.value is None and prose.is_worded(one.start):
            yield prose.finding(one.start, one.end)


def check_year(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find years that are hard to believe."""
    prose = prose_of(subject)
    period = period_of(prose)
    latest = (period[1].year if period else date.max.year - _AHEAD) + _AHEAD
    for one in dates_of(prose):
        if _OLDEST <= one.year <= latest or _is_remembered(subject, one.value):
            continue
        if prose.is_worded(one.start):
            # Days before 1858 are remembered too, but no document and no relation is that old.
            cited = prose.text.endswith("ngày ", 0, one.start)
            sure = one.year > latest or cited or "quan hệ" in prose.line(one.start)
            yield prose.finding(
                one.start,
                one.end,
                severity=Severity.ERROR if sure else Severity.WARNING,
                year=one.year,
            )


def _is_remembered(subject: WordSubject, day: date | None) -> bool:
    """Return whether a day, however old, is the founding day of one the catalogue knows."""
    return any(fact.day == day for fact in subject.catalogues.anniversaries.values())


def check_weekday(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find days of the week that are not those of their date."""
    prose = prose_of(subject)
    for one in find_weekdays(prose.text, dates_of(prose)):
        day = one.date.value
        if day and day.weekday() != one.weekday and prose.is_worded(one.start):
            yield prose.finding(
                one.start, one.end, expected=weekday_name(day.weekday()), day=format_date(day)
            )


def check_order(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find ranges that end before they begin."""
    prose = prose_of(subject)
    for start, end in find_reversed(prose.text):
        if prose.is_worded(start) and not prose.is_address(start):
            yield prose.finding(start, end)


def check_moved(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find remembered days that are on another day of the year."""
    prose = prose_of(subject)
    hits = (hit for hit in find_moved_days(prose.text) if prose.is_worded(hit.start))
    yield from prose.findings(hits)


def check_later(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find cited documents that are later than this one."""
    prose = prose_of(subject)
    period = period_of(prose)
    if period is None:
        return
    first, last = period
    for one in citations_of(prose):
        issued = one.date.value if one.date else None
        if one.date and issued and issued > last:
            yield prose.finding(
                one.date.start,
                one.date.end,
                symbol=one.symbol,
                issued=format_date(issued),
                day=format_date(last) if first == last else str(last.year),
            )


def check_form(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find dates with a zero too many or too few."""
    prose = prose_of(subject)
    pairs = [(pair.start, pair.end) for pair in find_pairs(prose.text)]
    for one in dates_of(prose):
        if one.is_zeroed or one.value is None or not prose.is_worded(one.start):
            continue
        found = prose.text[one.start : one.end]
        right = one.written()
        if one.form is Form.LONG:
            right = found[0] + right[1:]
        # Great days are often written as people say them ("2/9/1945"): a habit, not a fault.
        habit = inside(pairs, one.start)
        yield prose.finding(
            one.start,
            one.end,
            expected=right,
            found=found,
            severity=Severity.NOTICE if habit else Severity.WARNING,
            fix=True,
        )


def check_plan_year(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find remembered days that are not in the year of the plan."""
    prose = prose_of(subject)
    year = prose.plan_year
    for pair in find_pairs(prose.text) if year else ():
        second = pair.second
        if second.day and second.year != year and _is_told(prose, pair):
            yield prose.finding(pair.second_start, pair.end - 1, year=year)


def _is_told(prose: Prose, pair: DatePair) -> bool:
    return prose.is_worded(pair.start) and _counted(prose.text, pair) is not None


_YEAR = re.compile(r"\b20\d\d\b")
_NAMED_YEAR = re.compile(r"(?<!đến )\bnăm (20\d\d)\b(?! ?[-–])")
_OFTEN = 3


def check_subject_year(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a subject about a year that the text never names while it keeps naming a later one."""
    prose = prose_of(subject)
    for component in ("trich_yeu", "trich_yeu_cong_van"):
        for span in subject.component(component):
            years = _YEAR.findall(span.text)
            if len(years) != 1:
                continue
            text = "\n".join(line for _, start, line in prose.lines() if prose.is_text(start))
            named = Counter(_NAMED_YEAR.findall(text))
            later = max(named, key=named.__getitem__, default="")
            if years[0] not in text and later > years[0] and named[later] >= _OFTEN:
                yield subject.finding(span, expected=later, found=years[0])
