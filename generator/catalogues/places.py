"""Provinces and communes: found by code, name or slug, named as on a day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from generator.catalogues import problems
from generator.catalogues.load import Catalogues
from generator.catalogues.model import (
    Commune,
    Confidence,
    DatedType,
    FormerProvince,
    Province,
    within,
)
from generator.catalogues.problems import Locate, nowhere
from generator.diagnostics import Diagnostic, Location, Problem
from generator.errors import InputError
from generator.text.near import find_all_near
from generator.text.normalize import clean, old_tone_style, slug

REFORM_DAY = date(2025, 7, 1)
CITY = "thành phố"
_COMMITTEES = {
    "tỉnh": "Tỉnh ủy",
    CITY: "Thành ủy",
    "huyện": "Huyện ủy",
    "quận": "Quận ủy",
    "thị xã": "Thị ủy",
}
_NAMED_AFTER_PEOPLE = frozenset({"Hồ Chí Minh"})
_PREFIXES = ("thanh-pho-", "tp-", "tinh-")
_COMMUNE_CODE_LENGTH = 5
_MAX_SUGGESTIONS = 5

Place = Province | Commune


@dataclass(frozen=True, slots=True)
class PlaceName:
    """The name of a unit on a day.

    Attributes:
        type: Kind of unit, small letters ("tỉnh", "thành phố", "xã").
        name: Proper name ("Cao Bằng").
        party_committee: "Tỉnh ủy", "Thành ủy" or "Đảng ủy".
        basis: What made it so, where the name changed.
        confidence: How sure the period is.
    """

    type: str
    name: str
    party_committee: str
    basis: str = ""
    confidence: Confidence = Confidence.CONFIRMED

    @property
    def text(self) -> str:
        """Return the name in a sentence: "tỉnh Cao Bằng", "Thành phố Hồ Chí Minh"."""
        return self.full if self.is_person else f"{self.type} {self.name}"

    @property
    def full(self) -> str:
        """Return the name standing alone: "Tỉnh Cao Bằng"."""
        return f"{self.type[:1].upper()}{self.type[1:]} {self.name}"

    @property
    def proper(self) -> str:
        """Return the name after a body: "Cao Bằng", but "Thành phố Hồ Chí Minh"."""
        return self.full if self.is_person else self.name

    @property
    def is_person(self) -> bool:
        """Return whether the unit bears a person's name and keeps its kind with it."""
        return self.name in _NAMED_AFTER_PEOPLE


def name_on(province: Province, day: date) -> PlaceName:
    """Return the name of a province or city on a day."""
    for dated in province.dated_types:
        if within(day, dated.valid_from, dated.valid_to):
            return _dated_name(province, dated)
    return PlaceName(province.type, province.name, committee_of(province.type))


def _dated_name(province: Province, dated: DatedType) -> PlaceName:
    return PlaceName(
        dated.type,
        dated.name or province.name,
        committee_of(dated.type),
        dated.basis,
        dated.confidence,
    )


def committee_of(kind: str) -> str:
    """Return the name of the party committee of a kind of unit ("tỉnh": "Tỉnh ủy")."""
    return _COMMITTEES.get(kind, "Đảng ủy")


def commune_name(commune: Commune) -> PlaceName:
    """Return the name of a commune, ward or special zone."""
    return PlaceName(commune.type, commune.name, "Đảng ủy")


def province_of(catalogues: Catalogues, place: Place) -> Province:
    """Return the province a place is or lies in."""
    if isinstance(place, Province):
        return place
    return catalogues.provinces[place.province]


def find_province(catalogues: Catalogues, name: str, *, locate: Locate | None = None) -> Province:
    """Return the province with a code, name or slug ("04", "Thanh Hoá", "cao-bang").

    Raises:
        InputError: When there is none; a province merged in 2025 names its heir.
    """
    wanted = _province_key(name)
    provinces = catalogues.provinces
    if name in provinces:
        return provinces[name]
    for province in provinces.values():
        if wanted == province.slug:
            return province
    place = (locate or nowhere)(())
    former = find_former(catalogues, name)
    if former:
        heir = provinces[former.heir]
        raise InputError(
            problems.MERGED_PROVINCE.at(place, name=former.name, heir=heir.name, code=heir.code)
        )
    names = {province.slug: province.name for province in provinces.values()}
    raise InputError(_unknown(problems.NO_PROVINCE, place, wanted, names, name))


def find_former(catalogues: Catalogues, name: str) -> FormerProvince | None:
    """Return the province of that name merged into another in 2025."""
    return catalogues.former_provinces.get(_province_key(name))


def _province_key(name: str) -> str:
    wanted = slug(name)
    for prefix in _PREFIXES:
        wanted = wanted.removeprefix(prefix)
    return wanted


def find_communes(
    catalogues: Catalogues, name: str, *, province: Province | None = None
) -> tuple[Commune, ...]:
    """Return the communes with a code, name or slug ("04714", "Xã Yên Bình", "xa-yen-binh").

    A name typed with its marks wins over names that differ only in marks; a name without
    its kind finds communes of every kind.
    """
    communes = catalogues.communes
    if name in communes:
        found = [communes[name]]
    else:
        codes = catalogues.communes_by_slug.get(slug(name), ())
        found = [communes[code] for code in codes]
        exact = _exact_matches(found, name)
        found = exact or found
    return tuple(one for one in found if province is None or one.province == province.code)


def _exact_matches(found: Iterable[Commune], name: str) -> list[Commune]:
    typed = old_tone_style(clean(name)).lower()
    return [one for one in found if typed in (one.name.lower(), one.full_name.lower())]


def find_place(
    catalogues: Catalogues,
    name: str,
    *,
    province: str | None = None,
    locate: Locate | None = None,
) -> Place:
    """Return the province or commune a person names.

    Args:
        catalogues: The facts.
        name: Code, name or slug of a province or commune.
        province: Code, name or slug of the province a commune lies in.
        locate: Place of the name.

    Raises:
        InputError: When there is none or more than one; what is near is listed.
    """
    if province is None and not _is_commune_code(name):
        key = _province_key(name)
        if name in catalogues.provinces or any(
            key == one.slug for one in catalogues.provinces.values()
        ):
            return find_province(catalogues, name)
        if slug(name) in catalogues.former_provinces:
            # "Yên Bái" is a ward of today too, but whoever types it bare means the province.
            return find_province(catalogues, name, locate=locate)
    home = find_province(catalogues, province, locate=locate) if province else None
    found = find_communes(catalogues, name, province=home)
    if len(found) == 1:
        return found[0]
    place = (locate or nowhere)(())
    if found:
        listed = ", ".join(_describe(catalogues, one) for one in found[:_MAX_SUGGESTIONS])
        raise InputError(problems.MANY_PLACES.at(place, count=len(found), name=name, places=listed))
    if home is None and find_former(catalogues, name):
        return find_province(catalogues, name, locate=locate)
    raise _no_place(catalogues, name, home, locate)


def _no_place(
    catalogues: Catalogues, name: str, home: Province | None, locate: Locate | None
) -> InputError:
    names = {} if home else {one.slug: one.name for one in catalogues.provinces.values()}
    for commune in catalogues.communes.values():
        if home is None or commune.province == home.code:
            names[commune.slug] = f"{commune.full_name} ({commune.code})"
    place = (locate or nowhere)(())
    return InputError(_unknown(problems.NO_PLACE, place, slug(name), names, name))


def _unknown(
    problem: Problem, place: Location, wanted: str, names: Mapping[str, str], name: str
) -> Diagnostic:
    near = ", ".join(f"'{names[key]}'" for key in find_all_near(wanted, names))
    return problem.at(place, hint=problems.NEAR_HINT if near else None, name=name, near=near)


def _is_commune_code(name: str) -> bool:
    return len(name) == _COMMUNE_CODE_LENGTH and name.isdecimal()


def _describe(catalogues: Catalogues, commune: Commune) -> str:
    return f"{commune.full_name} ({catalogues.provinces[commune.province].name}, {commune.code})"
