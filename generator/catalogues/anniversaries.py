"""The remembered days of a year, computed from the catalogue: numbers of years are never typed."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from generator.catalogues import problems
from generator.catalogues.load import Catalogues
from generator.catalogues.model import (
    Anniversary,
    AnnualDay,
    Confidence,
    DaySpec,
    Fact,
    LunarDay,
    within,
)
from generator.catalogues.problems import Locate, nowhere
from generator.diagnostics import Diagnostic
from generator.errors import InputError
from generator.i18n import N_
from generator.text.dates import OpenDate, format_partial, same_day

ROUND_STEP = 10
FIVE_STEP = 5
MAJOR = "ngày lễ lớn"
LEADER = "ngày sinh lãnh tụ"
_OF_OTHERS = ("ngày hưởng ứng", "ngày quốc tế")
_OURS_TOO = ("asean-day", "lhq-day")
"""International days of organisations this country is a member of."""
_EVERYWHERE = ("tbls",)
"""Days every commune keeps besides the major ones."""


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


def occasions(catalogues: Catalogues, year: int) -> tuple[Occasion, ...]:
    """Return the remembered days of a year by day.

    Days whose founding year is this year or later are not remembered yet.
    """
    found = (_occasion(fact, year) for fact in catalogues.anniversaries.values())
    return sort_occasions(occasion for occasion in found if occasion is not None)


def lunar_day(day: int, month: int, year: int) -> date | None:
    """Return the day of a solar year on which a Vietnamese lunar day falls.

    The month is never a leap month. The last months of a lunar year may fall into the next
    solar year; a 30th day of a short month falls on its 29th.
    """
    # Calendars of other countries differ: Tết 2030 is 02/02 here, 03/02 in China.
    from lunar_vn import convert_lunar_to_solar, convert_solar_to_lunar

    for lunar_year in (year - 1, year):
        found: date = convert_lunar_to_solar(day, month, lunar_year)
        back = convert_solar_to_lunar(found.day, found.month, found.year)
        if back.day != day:
            found = convert_lunar_to_solar(day - 1, month, lunar_year)
        if found.year == year:
            return found
    return None


def _occasion(fact: Anniversary, year: int) -> Occasion | None:
    day, founded = _day_in(fact.day, year)
    years = None if founded is None else year - founded.year
    if (
        day is None
        or not fact.commemorated
        or (years is not None and years <= 0)
        or not within(day, fact.valid_from, fact.valid_to)
    ):
        return None
    name = next((old.name for old in fact.former_names if day <= old.valid_to), fact.name)
    return Occasion(
        id=fact.id,
        name=name,
        year=year,
        founded=founded,
        day=day,
        years=years,
        kind=fact.kind,
        scope=fact.scope,
        confidence=fact.confidence,
        source=fact.source,
        name_in_text=fact.name_in_text if name == fact.name else "",
        span=fact.span,
        province=fact.province,
        sensitive=fact.sensitive,
        fact=fact,
    )


def _day_in(spec: DaySpec, year: int) -> tuple[date | None, OpenDate | None]:
    if isinstance(spec, LunarDay):
        return lunar_day(spec.day, spec.month, year), None
    if isinstance(spec, AnnualDay):
        return same_day(OpenDate(2000, spec.month, spec.day), year), None
    founded = OpenDate.of(spec)
    return same_day(founded, year), founded


def select(
    found: Sequence[Occasion],
    *,
    chosen: Sequence[str] | None = None,
    excluded: Sequence[str] = (),
    scopes: Collection[str] = ("national",),
    provinces: Collection[str] = (),
    since: date | None = None,
    few: bool = False,
    known: Iterable[str] | None = None,
    locate: Locate | None = None,
) -> tuple[Occasion, ...]:
    """Return the days a document names.

    With ``chosen``, exactly those, by day. Without, every major day, and of the others those
    whose number of years ends in 0 or 5, birthdays in 0 alone; sensitive days, days of action
    and international days only when chosen.

    Args:
        found: The days of the year, as ``occasions`` gives them.
        chosen: Ids to take.
        excluded: Ids to leave out.
        scopes: Scopes to keep; days of ``provinces`` are kept whatever their scope.
        provinces: Codes of provinces whose own days are kept.
        since: First day that is still to come; earlier ones are kept only when chosen.
        few: Keep major days, the day of war invalids and local days only.
        known: Ids of the whole catalogue, to tell an unknown id from one not due this year.
        locate: Place of the id at ("chosen", 0) or ("excluded", 0).

    Raises:
        InputError: When an id is unknown or is not remembered that year.
    """
    by_id = {occasion.id: occasion for occasion in found}
    found_problems = [
        *_id_problems("chosen", chosen or (), by_id, known, locate or nowhere),
        *_id_problems("excluded", excluded, {**by_id, **dict.fromkeys(known or ())}, None, locate),
    ]
    if found_problems:
        raise InputError(found_problems)
    if chosen is not None:
        return sort_occasions(by_id[name] for name in dict.fromkeys(chosen) if name not in excluded)
    return tuple(
        day
        for day in found
        if (day.scope in scopes or day.province in provinces)
        and day.id not in excluded
        and not (since is not None and day.is_before(since))
        and _is_usual(day, few=few, local=day.scope == "locality" or day.province in provinces)
    )


def _is_usual(day: Occasion, *, few: bool, local: bool) -> bool:
    if day.kind == MAJOR or (few and day.id in _EVERYWHERE):
        return True
    if day.sensitive or (few and not local) or (day.kind in _OF_OTHERS and day.id not in _OURS_TOO):
        return False
    return day.year_class is YearClass.ROUND if day.kind == LEADER else day.is_round


def _id_problems(
    role: str,
    names: Sequence[str],
    by_id: Mapping[str, object],
    known: Iterable[str] | None,
    locate: Locate | None,
) -> list[Diagnostic]:
    everything = {*by_id, *(known or ())}
    found = []
    for index, name in enumerate(names):
        place = (locate or nowhere)((role, index))
        if name not in everything:
            found.append(problems.unknown(problems.NO_DAY, place, name, everything))
        elif name not in by_id:
            found.append(problems.DAY_NOT_THAT_YEAR.at(place, name=name))
    return found
