"""Dates as texts write them: found, read, compared with the calendar; no rule is here."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from generator.text.dates import format_day, format_month

NUMERIC = r"(?<![\d/.,])\d{1,2}/\d{1,2}/\d{4}(?![\d/])"
LONG = r"[Nn]gày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}\b"
# A look back stands after the first figure, so that only figures are tried.
_NUMERIC = re.compile(r"(?P<d>[0-9](?<![\d/.,][0-9])[0-9]?)/(?P<m>\d{1,2})/(?P<y>\d{4})(?![\d/])")
_LONG = re.compile(
    r"[Nn](?<!\w.)gày\s+(?P<d>\d{1,2})\s+tháng\s+(?P<m>\d{1,2})\s+năm\s+(?P<y>\d{4})\b"
)
_DATE = r"\d{1,2}/\d{1,2}/\d{4}"
_PAIR = re.compile(
    rf"\((?:ngày )?(?P<a>{_DATE}|\d{{1,2}}/\d{{4}}|\d{{4}})\s*[-–—]\s*"
    rf"(?:ngày )?(?P<b>{_DATE}|\d{{1,2}}/\d{{4}}|\d{{4}})\)"
)
_WEEKDAYS = ("hai", "ba", "tư", "năm", "sáu", "bảy", "chủ nhật")
_WEEKDAY = r"(?P<w>[Tt]hứ (?:[Hh]ai|[Bb]a|[Tt]ư|[Nn]ăm|[Ss]áu|[Bb]ảy|[2-7])\b|[Cc]hủ [Nn]hật|CN\b)"
_WEEKDAY_BEFORE = re.compile(rf"{_WEEKDAY},?\s*\(?,?\s*(?:ngày\s+)?\Z")
_LOOK_BACK = 80
_WEEKDAY_AFTER = re.compile(rf"\s*\({_WEEKDAY}\)")
_MONTHS = 12


class Form(StrEnum):
    """How a date is written."""

    NUMERIC = "numeric"
    LONG = "long"


@dataclass(frozen=True, slots=True)
class DateMention:
    """A full date in a text.

    Attributes:
        start: First character: of the day in figures, of "ngày" in words.
        end: Character after the last one.
        day: Day as written.
        month: Month as written.
        year: Year.
        form: How it is written.
        raw_day: The day's figures.
        raw_month: The month's figures.
    """

    start: int
    end: int
    day: int
    month: int
    year: int
    form: Form
    raw_day: str
    raw_month: str

    @property
    def value(self) -> date | None:
        """Return the day, None when the calendar has no such day."""
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None

    @property
    def is_zeroed(self) -> bool:
        """Return whether days below 10 and the months 1 and 2, and no others, have a zero."""
        return (self.raw_day, self.raw_month) == (format_day(self.day), format_month(self.month))

    def written(self) -> str:
        """Return the date in the same form with the zeros it should have."""
        day, month = format_day(self.day), format_month(self.month)
        if self.form is Form.NUMERIC:
            return f"{day}/{month}/{self.year}"
        return f"ngày {day} tháng {month} năm {self.year}"


def _mention(match: re.Match[str], form: Form) -> DateMention:
    raw_day, raw_month = match["d"], match["m"]
    return DateMention(
        match.start(),
        match.end(),
        int(raw_day),
        int(raw_month),
        int(match["y"]),
        form,
        raw_day,
        raw_month,
    )


def find_dates(text: str) -> list[DateMention]:
    """Return the full dates of a text, in order.

    >>> [str(one.value) for one in find_dates("ngày 05/3/2020; ngày 5 tháng 01 năm 2021")]
    ['2020-03-05', '2021-01-05']
    """
    found = [_mention(match, Form.NUMERIC) for match in _NUMERIC.finditer(text)]
    found += [_mention(match, Form.LONG) for match in _LONG.finditer(text)]
    return sorted(found, key=lambda one: one.start)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date, a month or a year, as it stands in brackets."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def value(self) -> date | None:
        """Return the day, None when it is no full date or no day of the calendar."""
        if self.month is None or self.day is None:
            return None
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None


def read_partial(text: str) -> PartialDate:
    """Return a date typed "7/5/1954", "5/2008" or "1930".

    >>> read_partial("5/2008")
    PartialDate(year=2008, month=5, day=None)
    """
    year, *rest = reversed([int(part) for part in text.split("/")])
    return PartialDate(year, *rest)


@dataclass(frozen=True, slots=True)
class DatePair:
    """Two dates in brackets: the founding day and the day that is remembered.

    Attributes:
        start: The opening bracket.
        end: After the closing bracket.
        first: The first date.
        second: The second date.
        second_start: Where the second date begins.
    """

    start: int
    end: int
    first: PartialDate
    second: PartialDate
    second_start: int


def find_pairs(text: str) -> Iterator[DatePair]:
    """Yield pairs of dates in brackets: "(07/5/1954 - 07/5/2024)"."""
    for match in _PAIR.finditer(text):
        first, second = read_partial(match["a"]), read_partial(match["b"])
        yield DatePair(match.start(), match.end(), first, second, match.start("b"))


@dataclass(frozen=True, slots=True)
class WeekdayMention:
    """A day of the week beside a date."""

    start: int
    end: int
    weekday: int
    date: DateMention


def find_weekdays(text: str, dates: list[DateMention]) -> Iterator[WeekdayMention]:
    """Yield days of the week that stand beside a date.

    >>> text = "thứ Hai, ngày 01/6/2026"
    >>> [one.weekday for one in find_weekdays(text, find_dates(text))]
    [0]
    """
    by_start = {one.start: one for one in dates} | {
        one.start + len("ngày "): one for one in dates if one.form is Form.LONG
    }
    for at, dated in sorted(by_start.items()):
        first = max(0, at - _LOOK_BACK)
        match = _WEEKDAY_BEFORE.search(text, first, at) if text[at : at + 1].isdigit() else None
        if match:
            yield WeekdayMention(match.start("w"), match.end("w"), _weekday(match["w"]), dated)
    for dated in dates:
        after = _WEEKDAY_AFTER.match(text, dated.end)
        if after:
            yield WeekdayMention(after.start("w"), after.end("w"), _weekday(after["w"]), dated)


def _weekday(text: str) -> int:
    word = text.lower().removeprefix("thứ ")
    if word.isdigit():
        return int(word) - 2
    return _WEEKDAYS.index(word) if word in _WEEKDAYS else 6


def weekday_name(weekday: int) -> str:
    """Return the name of a day of the week: "thứ Hai", "Chủ nhật"."""
    name = _WEEKDAYS[weekday]
    return "Chủ nhật" if name == "chủ nhật" else f"thứ {name.capitalize()}"


_YEARS = re.compile(
    r"(?P<a>[12](?<![\d/.\-–].)(?:(?<=1)9|(?<=2)[01])[0-9][0-9])(?:\s*[-–]\s*|\s+đến\s+(?:năm\s+)?)"
    r"(?P<b>(?:19|20|21)\d\d)(?![\d/\-–]|\.\d)"
)
_DAYS = re.compile(
    r"(?P<a>[0-9](?<![\d/.].)[0-9]?)\s*[-–]\s*(?P<b>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})(?![\d/])"
)
_DAY_MONTHS = re.compile(
    r"(?P<a>[0-9](?<![\d/.].)[0-9]?/\d{1,2})\s*[-–]\s*(?P<b>\d{1,2}/\d{1,2})/(?P<y>\d{4})(?![\d/])"
)
_FULL = re.compile(
    rf"(?P<a>[0-9](?<![\d/.].)[0-9]?/\d{{1,2}}/\d{{4}})(?:\s*[-–]\s*|\s+đến\s+(?:hết\s+)?(?:ngày\s+)?)(?P<b>{_DATE})(?![\d/])"
)


def find_reversed(text: str) -> Iterator[tuple[int, int]]:
    """Yield where ranges stand whose end is before their beginning.

    >>> text = "nhiệm kỳ 2025 - 2020; (13 - 12/12/2023); từ 05/6/2025 đến 01/6/2025"
    >>> [text[a:b] for a, b in find_reversed(text)]
    ['2025 - 2020', '13 - 12/12/2023', '05/6/2025 đến 01/6/2025']
    """
    for match in _YEARS.finditer(text):
        if int(match["a"]) > int(match["b"]):
            yield match.span()
    for match in _DAYS.finditer(text):
        if 0 < int(match["b"]) < int(match["a"]) <= 31 and int(match["m"]) <= _MONTHS:  # noqa: PLR2004
            yield match.span()
    for match in _DAY_MONTHS.finditer(text):
        if _month_first(match["a"]) > _month_first(match["b"]):
            yield match.span()
    for match in _FULL.finditer(text):
        first, last = read_partial(match["a"]).value, read_partial(match["b"]).value
        if first and last and first > last:
            yield match.span()


def _month_first(text: str) -> tuple[int, int]:
    day, _, month = text.partition("/")
    return int(month), int(day)
