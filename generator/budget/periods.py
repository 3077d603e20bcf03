"""Times as annexes write them ("Quý II", "Tháng 5 - 8"), turned into months."""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from generator.text.normalize import to_nfc

MONTHS = 12
SEVERAL_QUARTERS = 0
"""Stands for the quarter of an amount whose time is not within one quarter."""

_LEAP_YEAR = 2000
_FIRST_HALF, _SECOND_HALF = (0, 5), (6, 11)
_PHRASES = {
    **dict.fromkeys(
        (
            *("cả năm", "trong năm", "thường xuyên", "hằng năm", "hàng năm", "hằng tháng"),
            *("hàng tháng", "hằng quý", "hàng quý", "hằng tuần", "hàng tuần", "hằng ngày"),
            *("hàng ngày", "thường xuyên, liên tục", "cả giai đoạn"),
        ),
        (0, 11),
    ),
    **dict.fromkeys(("6 tháng đầu năm", "06 tháng đầu năm", "sáu tháng đầu năm"), _FIRST_HALF),
    **dict.fromkeys(("6 tháng cuối năm", "06 tháng cuối năm", "sáu tháng cuối năm"), _SECOND_HALF),
    **dict.fromkeys(("đầu năm",), (0, 2)),
    **dict.fromkeys(("giữa năm",), (4, 7)),
    **dict.fromkeys(("cuối năm",), (9, 11)),
}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_YEAR = re.compile(r"(?:,|/|\s|^)\s*(?:năm\s+)?(\d{4})$")
_TOKEN = re.compile(
    r"\s*(?:(?P<unit>quý|tháng|ngày|giai đoạn|năm)\b"
    r"|(?P<number>\d+(?:/\d+){0,2}|(?:iv|i{1,3})(?:/\d{4})?)(?![\w/])"
    r"|(?P<range>đến|tới|[-–—])"
    r"|(?P<list>[,;]|và\b)"
    r"|(?P<filler>từ|trước|trong|khoảng|đầu|giữa|cuối|hết|vào|hằng|hàng|định kỳ)\b)"
)


@dataclass(frozen=True, slots=True)
class Period:
    """Months of one or more years, each as ``year * 12 + month - 1``."""

    months: tuple[int, ...]

    @property
    def years(self) -> tuple[int, ...]:
        """Return the years the months lie in, sorted."""
        return tuple(sorted({month // MONTHS for month in self.months}))

    @property
    def quarter(self) -> int:
        """Return the quarter all the months lie in, ``SEVERAL_QUARTERS`` when they do not."""
        quarters = {month // 3 for month in self.months}
        return quarters.pop() % 4 + 1 if len(quarters) == 1 else SEVERAL_QUARTERS

    def is_within(self, years: Sequence[int]) -> bool:
        """Return whether the months lie in the years."""
        return set(self.years) <= set(years)


@dataclass(frozen=True, slots=True)
class _Atom:
    """A stretch of months of a year that may not be named."""

    first: int
    last: int
    year: int | None
    opens_range: bool = False


class _NoPeriodError(ValueError):
    """The text is no time we understand."""


def parse_period(text: str, years: Sequence[int]) -> Period | None:
    """Return the months of a time, None when the text is not understood.

    Args:
        text: As typed.
        years: Years of the budget; a time that names no year is of each of them.

    >>> parse_period("Quý II - Quý III", [2027]).quarter
    0
    >>> [month % 12 + 1 for month in parse_period("Tháng 5-8", [2027]).months]
    [5, 6, 7, 8]
    >>> parse_period("Quý V", [2027])
    """
    plain = " ".join(to_nfc(text).lower().strip(" .").split())
    try:
        atoms = _phrase(plain) or list(_atoms(plain))
        months = sorted({month for atom in _ranges(atoms) for month in _months(atom, years)})
    except _NoPeriodError:
        return None
    return Period(tuple(months)) if months else None


def _phrase(text: str) -> list[_Atom]:
    match = _YEAR.search(text)
    year = int(match[1]) if match else None
    name = text[: match.start()].strip() if match else text
    # The word "năm" of "cả năm 2027" belongs to the phrase and to the year.
    span = _PHRASES.get(name) or _PHRASES.get(f"{name} năm")
    return [_Atom(*span, year)] if span else []


def _atoms(text: str) -> Iterator[_Atom]:
    unit = ""
    pending: _Atom | None = None
    place = 0
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            raise _NoPeriodError(text)
        place = match.end()
        if match["unit"]:
            unit = match["unit"]
        elif match["number"]:
            if unit == "năm" and pending is not None and len(match["number"]) == len("2027"):
                pending = replace(pending, year=int(match["number"]))
                continue
            if pending is not None:
                yield pending
            pending = _atom(unit, match["number"])
        elif match["range"]:
            if pending is None:
                raise _NoPeriodError(text)
            yield replace(pending, opens_range=True)
            pending = None
    if pending is None:
        raise _NoPeriodError(text)
    yield pending


def _atom(unit: str, text: str) -> _Atom:
    head, *rest = text.split("/")
    if unit == "quý":
        return _quarter(_ROMAN.get(head) or _whole(head), rest)
    parts = [_whole(head), *map(_whole, rest)]
    match parts:
        case [year] if year >= 1900 and unit != "tháng":  # noqa: PLR2004
            return _Atom(0, 11, year)
        case [month] if unit == "tháng":
            return _month(month, None)
        case [month, year] if year >= 1900:  # noqa: PLR2004
            return _month(month, year)
        case [day, month] if unit != "tháng":
            return _day(day, month, None)
        case [day, month, year]:
            return _day(day, month, year)
    raise _NoPeriodError(text)


def _whole(text: str) -> int:
    if not text.isdecimal():
        raise _NoPeriodError(text)
    return int(text)


def _quarter(number: int, rest: Sequence[str]) -> _Atom:
    if not 1 <= number <= 4 or len(rest) > 1:  # noqa: PLR2004  (a year has four quarters)
        raise _NoPeriodError(number)
    year = _whole(rest[0]) if rest else None
    return _Atom(number * 3 - 3, number * 3 - 1, year)


def _month(month: int, year: int | None) -> _Atom:
    if not 1 <= month <= MONTHS:
        raise _NoPeriodError(month)
    return _Atom(month - 1, month - 1, year)


def _day(day: int, month: int, year: int | None) -> _Atom:
    found = _month(month, year)
    if not 1 <= day <= monthrange(year or _LEAP_YEAR, month)[1]:
        raise _NoPeriodError(day)
    return found


def _ranges(atoms: Iterable[_Atom]) -> Iterator[_Atom]:
    """Join the two ends of a range; a year named last counts for what stands before it."""
    items = list(atoms)
    for index in range(len(items) - 2, -1, -1):
        if items[index].year is None:
            items[index] = replace(items[index], year=items[index + 1].year)
    index = 0
    while index < len(items):
        atom = items[index]
        if atom.opens_range:
            index += 1
            atom = _join(atom, items[index])
        yield atom
        index += 1


def _join(first: _Atom, last: _Atom) -> _Atom:
    if first.year is None or last.year is None:
        if first.first > last.last:
            raise _NoPeriodError(first)
        return _Atom(first.first, last.last, None)
    year = first.year
    if year == last.year and first.first > last.last:
        year -= 1
    span = (last.year - year) * MONTHS
    if span < 0:
        raise _NoPeriodError(first)
    return _Atom(first.first, last.last + span, year)


def _months(atom: _Atom, years: Sequence[int]) -> Iterator[int]:
    for year in [atom.year] if atom.year is not None else years:
        start = year * MONTHS
        yield from range(start + atom.first, start + atom.last + 1)
