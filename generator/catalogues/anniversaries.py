"""The remembered days of a year, computed from the catalogue: numbers of years are never typed."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from generator.catalogues import findings
from generator.catalogues.findings import Locate, nowhere
from generator.catalogues.load import Catalogues
from generator.catalogues.model import Anniversary, AnnualDay, DaySpec, LunarDay, within
from generator.catalogues.occasion import Occasion, YearClass, founded_day, sort_occasions
from generator.diagnostics import Diagnostic
from generator.errors import InputError
from generator.i18n import N_
from generator.text.dates import OpenDate, same_day

MAJOR = "ngày lễ lớn"
LEADER = "ngày sinh lãnh tụ"
_OF_OTHERS = ("ngày hưởng ứng", "ngày quốc tế")
_OURS_TOO = ("asean-day", "lhq-day")
"""International days of organisations this country is a member of."""
_EVERYWHERE = ("tbls",)
"""Days every commune keeps besides the major ones."""


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
    return founded_day(founded, year), founded


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
    problems = [
        *_id_problems("chosen", chosen or (), by_id, known, locate or nowhere),
        *_id_problems("excluded", excluded, {**by_id, **dict.fromkeys(known or ())}, None, locate),
    ]
    if problems:
        raise InputError(problems)
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
    problems = []
    for index, name in enumerate(names):
        place = (locate or nowhere)((role, index))
        if name not in everything:
            message = N_("không có ngày kỷ niệm '{name}' trong danh mục")
            problems.append(
                findings.unknown(findings.UNKNOWN_ID, message, place, everything, {"name": name})
            )
        elif name not in by_id:
            message = N_("ngày kỷ niệm '{name}' không có trong năm này")
            hint = N_("năm gốc phải trước năm của văn bản; bỏ mã này hoặc xem lại năm")
            problems.append(
                findings.error(findings.NOT_THAT_YEAR, message, place, {"name": name}, hint)
            )
    return problems
