"""A remembered day in one year: how many years, which class of year, how it is written."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from generator.catalogues.model import Confidence, Fact
from generator.i18n import N_
from generator.text.dates import AnyDate, OpenDate, format_partial, same_day

ROUND_STEP = 10
FIVE_STEP = 5


class YearClass(StrEnum):
    """Class of an anniversary by its number of years (NĐ 145/2013/NĐ-CP, Điều 3)."""

    ROUND = "nam_tron"
    FIVE = "nam_le_5"
    OTHER = "nam_khac"


YEAR_CLASS_NAMES = {
    YearClass.ROUND: N_("năm tròn"),
    YearClass.FIVE: N_("năm lẻ 5"),
    YearClass.OTHER: N_("năm khác"),
}


def classify(years: int) -> YearClass | None:
    """Return the class of a number of years, None when there is nothing to celebrate."""
    if years <= 0:
        return None
    if years % ROUND_STEP == 0:
        return YearClass.ROUND
    return YearClass.FIVE if years % FIVE_STEP == 0 else YearClass.OTHER


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """A remembered day in one year.

    Attributes:
        id: Id of the fact, or of the locality's own day.
        name: Name on that day, as it stands alone.
        year: The year it is looked at in.
        founded: The founding day; None for days without one.
        day: The day in that year; None when only the founding year or month is known.
        years: How many years, None without a founding year.
        kind: Kind of day.
        scope: "national", "province", "district" or "locality".
        confidence: How sure the founding day is.
        source: Where it comes from.
        name_in_text: Name after "kỷ niệm 50 năm".
        span: First and last day of what went on for days.
        province: Code of the province of a local day.
        sensitive: Only taken when chosen by id.
        fact: The catalogue's entry, None for a locality's own day.
    """

    id: str
    name: str
    year: int
    founded: OpenDate | None
    day: date | None
    years: int | None
    kind: str
    scope: str
    confidence: Confidence
    source: str
    name_in_text: str = ""
    span: str = ""
    province: str = ""
    sensitive: bool = False
    fact: Fact | None = None

    @property
    def year_class(self) -> YearClass | None:
        """Return the class of the year, None without a founding year."""
        return None if self.years is None else classify(self.years)

    @property
    def is_round(self) -> bool:
        """Return whether the number of years ends in 0 or 5."""
        return self.year_class in (YearClass.ROUND, YearClass.FIVE)

    @property
    def dates(self) -> str:
        """Return the founding day and the day of the year: "07/5/1954 - 07/5/2024"."""
        if self.span:
            return self.span
        this_year = format_partial(self.day) if self.day else str(self.year)
        if self.founded is None:
            return this_year
        return f"{format_partial(self.founded)} - {this_year}"

    @property
    def phrase(self) -> str:
        """Return the days without "kỷ niệm", for lists that say it once."""
        name = self.name_in_text or self.name
        head = name if self.years is None else f"{self.years} năm {name}"
        return f"{head} ({self.dates})"

    @property
    def text(self) -> str:
        """Return "kỷ niệm 70 năm Ngày ... (07/5/1954 - 07/5/2024)"."""
        return self.phrase if self.years is None else f"kỷ niệm {self.phrase}"

    def is_before(self, day: date) -> bool:
        """Return whether the day of that year is known to be over by a day."""
        return self.day is not None and self.day < day


def founded_day(founded: AnyDate, year: int) -> date | None:
    """Return the day of a founding date in a year.

    Where the month of founding is known but its day is not, there is no day.
    """
    return same_day(founded, year)


def sort_occasions(occasions: Iterable[Occasion]) -> tuple[Occasion, ...]:
    """Return occasions by day; those without a day come last, older ones first."""
    return tuple(sorted(occasions, key=_sort_key))


def _sort_key(occasion: Occasion) -> tuple[date, int, str]:
    founded = occasion.founded
    return (
        occasion.day or date.max,
        founded.year if founded else 0,
        occasion.id,
    )
