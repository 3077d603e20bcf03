"""Vietnamese dates: how they are typed, written and counted; nothing here knows documents.

A date may be open: the year is known, the day or the day and the month are filled in later.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

BLANK = " " * 6
"""What stands where a person writes a day or month by hand."""

_ROMAN_QUARTERS = ("I", "II", "III", "IV")

_TYPED = re.compile(
    r"(?:(?:(?P<d>\d{1,2})/)?(?P<m>\d{1,2})/)?(?P<y>\d{4})"
    r"|(?P<iy>\d{4})-(?P<im>\d{1,2})(?:-(?P<id>\d{1,2}))?"
)


class AnyDate(Protocol):
    """A date whose day, or day and month, may be None; ``datetime.date`` is one."""

    @property
    def year(self) -> int:
        """Return the year."""

    @property
    def month(self) -> int | None:
        """Return the month, None when open."""

    @property
    def day(self) -> int | None:
        """Return the day of the month, None when open."""


class DateForm(StrEnum):
    """The two ways a full date is written."""

    NUMERIC = "15/6/2023"
    LONG = "ngày 15 tháng 6 năm 2023"


@dataclass(frozen=True, slots=True)
class OpenDate:
    """A date of which only the year, or the year and the month, may be known.

    Attributes:
        year: Four digits.
        month: 1 to 12, None when open.
        day: 1 to 31, None when open; never known without the month.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError(self.day)
        date(
            self.year, 1 if self.month is None else self.month, 1 if self.day is None else self.day
        )

    @classmethod
    def of(cls, value: AnyDate) -> "OpenDate":
        """Return any date as an open date."""
        return cls(value.year, value.month, value.day)

    @property
    def exact(self) -> date | None:
        """Return the date when nothing is open."""
        if self.month is None or self.day is None:
            return None
        return date(self.year, self.month, self.day)

    @property
    def first_day(self) -> date:
        """Return the earliest day the date can be."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> date:
        """Return the latest day the date can be."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def __str__(self) -> str:
        return format_partial(self)


def parse_date(text: str) -> OpenDate:
    """Return a date typed as "15/02/2027", "2027-02-15", "02/2027", "2027-02" or "2027".

    Raises:
        ValueError: When the text is no date or names a day the calendar does not have.
    """
    match = _TYPED.fullmatch(text.strip())
    if match is None:
        raise ValueError(text)
    month, day = match["m"] or match["im"], match["d"] or match["id"]
    return OpenDate(
        int(match["y"] or match["iy"]),
        int(month) if month else None,
        int(day) if day else None,
    )


def format_day(day: int) -> str:
    """Return a day of the month; days below 10 take a zero.

    >>> format_day(7), format_day(19)
    ('07', '19')
    """
    return f"{day:02d}"


def format_month(month: int) -> str:
    """Return a month; only January and February take a zero (NĐ 30/2020, Phụ lục I, II.4.b).

    >>> format_month(2), format_month(3)
    ('02', '3')
    """
    return f"0{month}" if month in (1, 2) else str(month)


def format_date(value: date) -> str:
    """Return a full date in figures.

    >>> format_date(date(1954, 5, 7)), format_date(date(1930, 2, 3))
    ('07/5/1954', '03/02/1930')
    """
    return f"{format_day(value.day)}/{format_month(value.month)}/{value.year}"


def format_partial(value: AnyDate) -> str:
    """Return what is known of a date in figures.

    >>> format_partial(OpenDate(2008, 5)), format_partial(OpenDate(1995))
    ('5/2008', '1995')
    """
    if value.month is None:
        return str(value.year)
    if value.day is None:
        return f"{format_month(value.month)}/{value.year}"
    return format_date(date(value.year, value.month, value.day))


def format_open(year: int | None = None, month: int | None = None, day: int | None = None) -> str:
    """Return a date in words, with room for a pen where the day, month or year is open.

    >>> format_open(2027, 2, 5)
    'ngày 05 tháng 02 năm 2027'
    >>> format_open(2027, 2)
    'ngày      tháng 02 năm 2027'
    """
    written_day = BLANK if day is None else f" {format_day(day)} "
    written_month = BLANK if month is None else f" {format_month(month)} "
    written_year = BLANK[:-1] if year is None else f" {year}"
    return f"ngày{written_day}tháng{written_month}năm{written_year}"


def format_long(value: AnyDate) -> str:
    """Return a date in words, open parts left blank."""
    return format_open(value.year, value.month, value.day)


def format_citation_date(value: AnyDate, form: DateForm = DateForm.NUMERIC) -> str:
    """Return a date as a citation writes it, "ngày" first; an open date is always in words."""
    if form is DateForm.LONG or value.month is None or value.day is None:
        return format_long(value)
    return f"ngày {format_partial(value)}"


def quarter(month: int) -> int:
    """Return the quarter (1 to 4) of a month."""
    return (month - 1) // 3 + 1


def format_quarter(number: int, year: int | None = None) -> str:
    """Return a quarter as forms write it.

    >>> format_quarter(3, 2027)
    'quý III/2027'
    """
    name = f"quý {_ROMAN_QUARTERS[number - 1]}"
    return name if year is None else f"{name}/{year}"


def same_day(value: AnyDate, year: int) -> date | None:
    """Return the day of a yearly event in another year, None when the day is open.

    29 February falls on 28 February in common years.
    """
    if value.month is None or value.day is None:
        return None
    last = monthrange(year, value.month)[1]
    return date(year, value.month, min(value.day, last))
