"""Diplomatic relations: their anniversaries and the level of partnership on a day."""

from collections.abc import Iterable, Sequence
from datetime import date

from generator.catalogues import findings
from generator.catalogues.findings import Locate, nowhere
from generator.catalogues.load import Catalogues
from generator.catalogues.model import Level, Relation
from generator.catalogues.occasion import Occasion, founded_day, sort_occasions
from generator.diagnostics import Diagnostic, Severity
from generator.errors import InputError
from generator.i18n import N_
from generator.text.dates import format_date
from generator.text.normalize import slug

KIND = "quan hệ ngoại giao"

COMPREHENSIVE_STRATEGIC = "Đối tác chiến lược toàn diện"
STRATEGIC = "Đối tác chiến lược"
COMPREHENSIVE = "Đối tác toàn diện"


def relation_occasions(
    catalogues: Catalogues, year: int, *, only_round: bool = True
) -> tuple[Occasion, ...]:
    """Return the days on which relations were set up, by day.

    Args:
        catalogues: The facts.
        year: Year to look at.
        only_round: Keep numbers of years ending in 0 or 5; age 0 never counts.
    """
    found = [_occasion(relation, year) for relation in catalogues.relations.values()]
    return sort_occasions(
        occasion
        for occasion in found
        if occasion.years is not None
        and occasion.years > 0
        and (occasion.is_round or not only_round)
    )


def _occasion(relation: Relation, year: int) -> Occasion:
    return Occasion(
        id=relation.id,
        name=f"Ngày thiết lập quan hệ ngoại giao Việt Nam - {relation.name}",
        year=year,
        founded=relation.established,
        day=founded_day(relation.established, year),
        years=year - relation.established.year,
        kind=KIND,
        scope="national",
        confidence=relation.confidence,
        source=relation.source,
        fact=relation,
    )


def select_relations(
    catalogues: Catalogues,
    year: int,
    countries: Sequence[str] | None = None,
    *,
    day: date | None = None,
    since: date | None = None,
    locate: Locate | None = None,
) -> tuple[Occasion, ...]:
    """Return the anniversaries of relations a document names.

    Args:
        catalogues: The facts.
        year: Year to look at.
        countries: ISO codes or names; None takes strategic partners in a round year.
        day: Day on which partnership counts; the first day of the year when not given.
        since: First day that is still to come; earlier ones are kept only when chosen.
        locate: Place of the country at an index.

    Raises:
        InputError: When a country is unknown or its relations are not older than the year.
    """
    if countries is None:
        on = day or date(year, 1, 1)
        return tuple(
            occasion
            for occasion in relation_occasions(catalogues, year)
            if is_strategic(catalogues.relations[occasion.id], on)
            and not (since is not None and occasion.is_before(since))
        )
    every_year = {
        occasion.id: occasion for occasion in relation_occasions(catalogues, year, only_round=False)
    }
    chosen: list[Occasion] = []
    problems: list[Diagnostic] = []
    for index, name in enumerate(countries):
        place = (locate or nowhere)((index,))
        relation = find_country(catalogues, name)
        if relation is None:
            message = N_("không có nước '{name}' trong danh mục quan hệ ngoại giao")
            problems.append(
                findings.unknown(
                    findings.UNKNOWN_ID, message, place, _names(catalogues), {"name": name}
                )
            )
        elif relation.id not in every_year:
            message = N_("quan hệ với {country} chưa có ngày kỷ niệm trong năm {year}")
            params = {"country": relation.name, "year": year}
            problems.append(findings.error(findings.NOT_THAT_YEAR, message, place, params))
        else:
            chosen.append(every_year[relation.id])
    if problems:
        raise InputError(problems)
    return sort_occasions(chosen)


def find_country(catalogues: Catalogues, name: str) -> Relation | None:
    """Return the relation with a country named by its ISO code or a Vietnamese name."""
    relations = catalogues.relations
    if name.upper() in relations:
        return relations[name.upper()]
    wanted = slug(name)
    for relation in relations.values():
        if wanted in map(slug, (relation.name, relation.full_name, *relation.other_names)):
            return relation
    return None


def country_name(catalogues: Catalogues, name: str) -> str:
    """Return the Vietnamese name of a country given by ISO code or name, as typed if unknown."""
    relation = find_country(catalogues, name)
    return relation.name if relation else name


def _names(catalogues: Catalogues) -> Iterable[str]:
    for relation in catalogues.relations.values():
        yield from (relation.id, relation.name, *relation.other_names)


def level_on(relation: Relation, day: date) -> Level | None:
    """Return the level of partnership on a day, None when there is none.

    A level known by month or year counts from the last day it can have begun.
    """
    levels = [
        level
        for level in relation.levels
        if not level.sectoral and (level.since is None or level.since.last_day <= day)
    ]
    return max(levels, key=_since, default=None)


def _since(level: Level) -> date:
    return level.since.last_day if level.since else date.min


def is_strategic(relation: Relation, day: date) -> bool:
    """Return whether the country is a strategic partner or one of the special relations."""
    level = level_on(relation, day)
    return level is not None and level.level != COMPREHENSIVE


def check_levels(catalogues: Catalogues, day: date) -> list[Diagnostic]:
    """Return a notice when levels on a day may be missing from the catalogue."""
    as_of = catalogues.relations_as_of.last_day
    if day <= as_of:
        return []
    message = N_("mức quan hệ đối tác chỉ được kiểm đến {as_of}; có thể thiếu nâng cấp sau đó")
    return [
        Diagnostic(
            findings.LEVELS_NOT_CHECKED,
            Severity.NOTICE,
            message,
            params={"as_of": format_date(as_of)},
        )
    ]
