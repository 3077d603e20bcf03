"""Relations with other countries and their localities: anniversaries, levels, lists of partners.

A locality's own partners (``doi_tac`` in ``locality.yaml``) work as those of the catalogue do.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.catalogues import problems
from generator.catalogues.anniversaries import Occasion, sort_occasions
from generator.catalogues.load import Catalogues
from generator.catalogues.model import Confidence, Level, Partner, Province, Relation
from generator.catalogues.problems import Locate, nowhere
from generator.diagnostics import Diagnostic
from generator.errors import InputError
from generator.text.dates import AnyDate, OpenDate, format_date, parse_date, same_day
from generator.text.normalize import slug

RELATION_KIND = "quan hệ ngoại giao"

COMPREHENSIVE_STRATEGIC = "Đối tác chiến lược toàn diện"
STRATEGIC = "Đối tác chiến lược"
COMPREHENSIVE = "Đối tác toàn diện"
PARTNER_KIND = "địa phương đối tác"
NEIGHBOURS = ("LA", "KH", "CN")
"""Countries with a common border, in the order in which documents name them."""


def relation_occasions(
    catalogues: Catalogues, year: int, *, only_round: bool = True
) -> tuple[Occasion, ...]:
    """Return the days on which relations were set up, by day.

    Args:
        catalogues: The facts.
        year: Year to look at.
        only_round: Keep numbers of years ending in 0 or 5; age 0 never counts.
    """
    found = [_relation_occasion(relation, year) for relation in catalogues.relations.values()]
    return sort_occasions(
        occasion
        for occasion in found
        if occasion.years is not None
        and occasion.years > 0
        and (occasion.is_round or not only_round)
    )


def _relation_occasion(relation: Relation, year: int) -> Occasion:
    return Occasion(
        id=relation.id,
        name=f"Ngày thiết lập quan hệ ngoại giao Việt Nam - {relation.name}",
        year=year,
        founded=relation.established,
        day=same_day(relation.established, year),
        years=year - relation.established.year,
        kind=RELATION_KIND,
        scope="national",
        confidence=relation.confidence,
        source=relation.source,
        fact=relation,
    )


def rank(iso: str) -> int:
    """Return where a country stands in a list: neighbours first, the others as they come."""
    return NEIGHBOURS.index(iso) if iso in NEIGHBOURS else len(NEIGHBOURS)


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
        countries: ISO codes or names; None takes strategic partners in a round year,
            neighbours first.
        day: Day on which partnership counts; the first day of the year when not given.
        since: First day that is still to come; earlier ones are kept only when chosen.
        locate: Place of the country at an index.

    Raises:
        InputError: When a country is unknown or its relations are not older than the year.
    """
    if countries is None:
        on = day or date(year, 1, 1)
        strategic = [
            occasion
            for occasion in relation_occasions(catalogues, year)
            if is_strategic(catalogues.relations[occasion.id], on)
            and not (since is not None and occasion.is_before(since))
        ]
        return tuple(sorted(strategic, key=lambda occasion: rank(occasion.id)))
    every_year = {
        occasion.id: occasion for occasion in relation_occasions(catalogues, year, only_round=False)
    }
    chosen: list[Occasion] = []
    found: list[Diagnostic] = []
    for index, name in enumerate(countries):
        place = (locate or nowhere)((index,))
        relation = find_country(catalogues, name)
        if relation is None:
            found.append(problems.unknown(problems.NO_COUNTRY, place, name, _names(catalogues)))
        elif relation.id not in every_year:
            found.append(
                problems.RELATION_NOT_THAT_YEAR.at(place, country=relation.name, year=year)
            )
        else:
            chosen.append(every_year[relation.id])
    if found:
        raise InputError(found)
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
    return max(levels, key=_level_since, default=None)


def _level_since(level: Level) -> date:
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
    return [problems.LEVELS_NOT_CHECKED.at(as_of=format_date(as_of))]


@dataclass(frozen=True, slots=True)
class PartnerView:
    """What a list or an anniversary needs of any partner, whatever class it has.

    Attributes:
        name: Proper name.
        unit: Kind of unit.
        country: Vietnamese name of the country.
        full_name: Kind and name.
        parent: The unit around it, "" when there is none.
        since: When the relation began.
        fact: The catalogue's entry, None for a locality's own partner.
    """

    name: str
    unit: str
    country: str
    full_name: str
    parent: str = ""
    since: OpenDate | None = None
    fact: Partner | None = None

    @property
    def is_plain(self) -> bool:
        """Return whether kind and name are simply put together."""
        return self.full_name == f"{self.unit} {self.name}"


def partners_of(catalogues: Catalogues, province: Province) -> tuple[Partner, ...]:
    """Return the partners of a province and of the provinces merged into it."""
    return tuple(
        partner for partner in catalogues.partners.values() if partner.heir == province.code
    )


def in_catalogue(partner: Any, catalogues: Catalogues, province: Province) -> Partner | None:
    """Return the entry of the catalogue that a locality's own partner is, None when there is none.

    A partner of ``locality.yaml`` is typed there, often from the catalogue: what is not sure of
    the entry is not sure of the partner.
    """
    view = view_partner(partner, catalogues)
    for known in partners_of(catalogues, province):
        names = {known.ten_goi, *known.variants}
        if view.name in names and view.country == country_name(catalogues, known.quoc_gia):
            return known
    return None


def view_partner(partner: Any, catalogues: Catalogues) -> PartnerView:
    """Return any partner as lists see it.

    The fields are those of ``locality.yaml`` (ten_goi, don_vi, quoc_gia, thuoc, tu_nam,
    ngay_thiet_lap) or the English ones (name, unit, country, parent, since), as attributes
    or as keys.
    """
    name = _field(partner, "ten_goi", "name")
    unit = _field(partner, "don_vi", "unit")
    return PartnerView(
        name=name,
        unit=unit,
        country=country_name(catalogues, _field(partner, "quoc_gia", "country")),
        full_name=_field(partner, "ten_day_du", "full_name") or f"{unit} {name}",
        parent=_field(partner, "thuoc", "parent") or "",
        since=_partner_since(partner),
        fact=partner if isinstance(partner, Partner) else None,
    )


def _field(partner: Any, *names: str) -> Any:
    for name in names:
        value = partner.get(name) if isinstance(partner, Mapping) else getattr(partner, name, None)
        if value is not None:
            return value
    return None


def _partner_since(partner: Any) -> OpenDate | None:
    value = _field(partner, "ngay_thiet_lap", "since", "tu_nam")
    return None if value in (None, "") else to_open_date(value)


def to_open_date(value: AnyDate | str | int) -> OpenDate:
    """Return a date given as a date, an open date, a year or text."""
    if isinstance(value, int):
        return OpenDate(value)
    return parse_date(value) if isinstance(value, str) else OpenDate.of(value)


def list_partners(partners: Iterable[Any], catalogues: Catalogues) -> str:
    """Return partners by country, in the order given.

    "các tỉnh Viêng Chăn, Xay-nha-bu-ly (Lào) và tỉnh Val-de-Marne (Pháp)": units of one kind
    are put together; a unit's surroundings are named unless they are listed themselves.
    """
    by_country: dict[str, list[PartnerView]] = {}
    for partner in partners:
        view = view_partner(partner, catalogues)
        by_country.setdefault(view.country, []).append(view)
    listed = [f"{_list_units(views)} ({country})" for country, views in by_country.items()]
    return " và ".join(filter(None, (", ".join(listed[:-1]), *listed[-1:])))


def _list_units(views: Sequence[PartnerView]) -> str:
    listed = {view.full_name for view in views}
    groups: dict[str, list[str]] = {}
    for view in views:
        parent = view.parent if view.parent not in listed else ""
        if view.is_plain and not parent:
            groups.setdefault(view.unit, []).append(view.name)
        else:
            whole = f"{view.full_name}, {parent}" if parent else view.full_name
            groups[whole] = []
    return ", ".join(_write_group(unit, names) for unit, names in groups.items())


def _write_group(unit: str, names: Sequence[str]) -> str:
    if not names:
        return unit
    plural = "các " if len(names) > 1 else ""
    return f"{plural}{unit} {', '.join(names)}"


def describe_partner(partner: Any, catalogues: Catalogues) -> str:
    """Return one partner with its country: "thành phố Mimasaka, tỉnh Okayama (Nhật Bản)"."""
    return list_partners([partner], catalogues)


def partner_occasions(
    partners: Iterable[Any], year: int, catalogues: Catalogues, *, locality: str = ""
) -> tuple[Occasion, ...]:
    """Return how many years each partnership has in a year; those that begin later are left out.

    Args:
        partners: The catalogue's or a locality's own.
        year: Year to look at.
        catalogues: For names of countries.
        locality: Name of the locality in the text ("tỉnh Cao Bằng").
    """
    found = []
    for partner in partners:
        view = view_partner(partner, catalogues)
        if view.since is not None and view.since.year < year:
            found.append(_partner_occasion(view, view.since, year, locality))
    return sort_occasions(found)


def _partner_occasion(view: PartnerView, since: OpenDate, year: int, locality: str) -> Occasion:
    with_whom = f"{view.full_name} ({view.country})"
    between = f"giữa {locality} và {with_whom}" if locality else f"với {with_whom}"
    fact = view.fact
    return Occasion(
        id=fact.id if fact else f"doi-tac-{slug(view.full_name)}",
        name=f"thiết lập quan hệ hợp tác {between}",
        year=year,
        founded=since,
        day=same_day(since, year),
        years=year - since.year,
        kind=PARTNER_KIND,
        scope="locality",
        confidence=fact.confidence if fact else Confidence.CONFIRMED,
        source=fact.source if fact else "",
        province=fact.heir if fact else "",
        fact=fact,
    )
