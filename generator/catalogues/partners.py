"""Partner localities abroad: of which province, how listed, how many years.

A locality's own partners (``doi_tac`` in ``locality.yaml``) work as those of the catalogue do.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.catalogues.load import Catalogues
from generator.catalogues.model import Confidence, Partner, Province
from generator.catalogues.occasion import Occasion, founded_day, sort_occasions
from generator.catalogues.relations import country_name
from generator.text.dates import AnyDate, OpenDate, parse_date
from generator.text.normalize import slug

KIND = "địa phương đối tác"


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
        since=_since(partner),
        fact=partner if isinstance(partner, Partner) else None,
    )


def _field(partner: Any, *names: str) -> Any:
    for name in names:
        value = partner.get(name) if isinstance(partner, Mapping) else getattr(partner, name, None)
        if value is not None:
            return value
    return None


def _since(partner: Any) -> OpenDate | None:
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
            found.append(_occasion(view, view.since, year, locality))
    return sort_occasions(found)


def _occasion(view: PartnerView, since: OpenDate, year: int, locality: str) -> Occasion:
    with_whom = f"{view.full_name} ({view.country})"
    between = f"giữa {locality} và {with_whom}" if locality else f"với {with_whom}"
    fact = view.fact
    return Occasion(
        id=fact.id if fact else f"doi-tac-{slug(view.full_name)}",
        name=f"thiết lập quan hệ hợp tác {between}",
        year=year,
        founded=since,
        day=founded_day(since, year),
        years=year - since.year,
        kind=KIND,
        scope="locality",
        confidence=fact.confidence if fact else Confidence.CONFIRMED,
        source=fact.source if fact else "",
        province=fact.heir if fact else "",
        fact=fact,
    )
