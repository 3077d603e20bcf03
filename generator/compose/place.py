"""Who issues a document, and where: names on the date of issue.

A locality's own names come before those the catalogue gives for its place and its bodies.
"""

import re
from dataclasses import dataclass, fields
from datetime import date
from typing import TypeVar

from generator.catalogues.agencies import AnyPlace, OwnPlace, agency, check_agency
from generator.catalogues.load import Catalogues
from generator.catalogues.model import Commune, Province
from generator.catalogues.places import (
    REFORM_DAY,
    Place,
    PlaceName,
    committee_of,
    commune_name,
    find_former,
    find_place,
    find_province,
    name_on,
    province_of,
)
from generator.compose import problems
from generator.diagnostics import Diagnostic
from generator.errors import InputError
from generator.inputs.load import Source
from generator.model.base import CapDonVi
from generator.model.locality import Locality

Given = TypeVar("Given")

_OF_OTHER_KIND = {
    "tỉnh": re.compile("Thành ủy|(?:nhân dân|Đảng bộ) thành phố"),
    "thành phố": re.compile("Tỉnh ủy|(?:nhân dân|Đảng bộ) tỉnh"),
}
_NAMED_LIKE_THE_CATALOGUE = (
    "ten_day_du",
    "ten_goi",
    "ten_in_hoa",
    "co_quan_chu_quan",
    "ky_hieu",
)
_REQUIRED = ("ten_goi", "ten_in_hoa", "ky_hieu")


@dataclass(frozen=True, slots=True)
class PlaceView:
    """``dia_phuong`` of the templates.

    Attributes:
        ten_goi: Proper name.
        loai: Kind of unit on the date ("tỉnh"), "" for an agency.
        ten_day_du: Kind and name in a sentence.
        cap: Level, as in ``locality.yaml``.
        cap_uy: Party committee ("Tỉnh ủy").
        dang_bo: Party organisation ("Đảng bộ tỉnh").
        uy_ban: People's committee ("Ủy ban nhân dân tỉnh").
        tinh: Name of the province around it, itself for a province.
        tinh_day_du: The same with its kind.
        loai_tinh: Kind of that province.
        cap_uy_tinh: Its party committee.
        bien_gioi: Countries it borders on land.
        ven_bien: It lies on the sea.
        hai_dao: It is an island or islands.
        province: The catalogue's entry of that province, None before or without one.
    """

    ten_goi: str
    loai: str
    ten_day_du: str
    cap: str
    cap_uy: str
    dang_bo: str
    uy_ban: str
    tinh: str = ""
    tinh_day_du: str = ""
    loai_tinh: str = ""
    cap_uy_tinh: str = ""
    bien_gioi: tuple[str, ...] = ()
    ven_bien: bool = False
    hai_dao: bool = False
    province: Province | None = None


def names_other_kind(name: str, place: PlaceView, day: date) -> bool:
    """Return whether a name is of a city where the place is in a province, or the reverse.

    Until the district level ended, provinces had cities below them, and nothing can be said.
    """
    kind = _OF_OTHER_KIND.get(place.loai_tinh)
    return bool(kind and day >= REFORM_DAY and kind.search(name))


def view_place(source: Source[Locality], catalogues: Catalogues, day: date) -> PlaceView:
    """Return the locality on a day.

    Raises:
        InputError: When its code or province is not in the catalogue.
    """
    locality = source.model
    own, province, place = _find_names(source, catalogues, day)
    around = _province_name(source, catalogues, day, province)
    unit = locality.loai_don_vi or (own.type.lower() if own else "")
    full = own.text if own and not locality.loai_don_vi else f"{unit} {locality.ten_goi}".strip()
    committee = _committee(locality.cap_don_vi, unit)
    return PlaceView(
        ten_goi=locality.ten_goi,
        loai=unit,
        ten_day_du=full,
        cap=locality.cap_don_vi.value,
        cap_uy=committee,
        dang_bo=f"Đảng bộ {unit}".strip(),
        uy_ban=f"Ủy ban nhân dân {unit}".strip(),
        tinh=around.proper if around else "",
        tinh_day_du=around.text if around else "",
        loai_tinh=around.type if around else "",
        cap_uy_tinh=around.party_committee if around else "",
        bien_gioi=_first_given(locality.bien_gioi, place.land_border if place else ()),
        ven_bien=_first_given(locality.ven_bien, place.coastal if place else False),
        hai_dao=isinstance(place, Commune) and place.island,
        province=province,
    )


def _find_names(
    source: Source[Locality], catalogues: Catalogues, day: date
) -> tuple[PlaceName | None, Province | None, Place | None]:
    """Return the name of the unit, its province, and the unit itself."""
    locality = source.model
    if not locality.ma_don_vi:
        return None, None, None
    place = find_place(
        catalogues, locality.ma_don_vi, locate=lambda _: source.location("ma_don_vi")
    )
    province = province_of(catalogues, place)
    own = name_on(place, day) if isinstance(place, Province) else commune_name(place)
    return own, province, place


def _first_given(typed: Given | None, known: Given) -> Given:
    """Return what a locality's file says, else what the catalogue knows."""
    return known if typed is None else typed


def _province_name(
    source: Source[Locality], catalogues: Catalogues, day: date, province: Province | None
) -> PlaceName | None:
    locality = source.model
    if locality.truc_thuoc:
        former = find_former(catalogues, locality.truc_thuoc)
        if former is not None and day <= former.valid_to:
            return PlaceName(former.type, former.name, committee_of(former.type))
        province = find_province(
            catalogues, locality.truc_thuoc, locate=lambda _: source.location("truc_thuoc")
        )
    return name_on(province, day) if province else None


def _committee(level: CapDonVi, unit: str) -> str:
    return "" if level is CapDonVi.TRUNG_UONG else committee_of(unit)


# ---------------------------------------------------------------------- the issuing body


@dataclass(frozen=True, slots=True)
class Issuer:
    """``co_quan`` of the templates; fields are named as in ``locality.yaml``."""

    ten_day_du: str
    ten_goi: str
    ten_in_hoa: tuple[str, ...]
    co_quan_chu_quan: tuple[str, ...]
    ky_hieu: str
    ky_hieu_don_vi: str
    noi_luu: str
    noi_nhan: tuple[str, ...]
    nguoi_ky: str


def find_issuer(
    source: Source[Locality], name: str, place: PlaceView, catalogues: Catalogues, day: date
) -> tuple[Issuer, tuple[Diagnostic, ...]]:
    """Return the issuing body on a day, and what is not sure about its name.

    What ``locality.yaml`` gives stands; the catalogue fills in the rest as of that day::

        ban_tuyen_giao: {danh_muc: ban-tuyen-giao-tinh, nguoi_ky: truong_ban}
          nguoi_ky          "truong_ban"               from locality.yaml
          ten_goi           "Ban Tuyên giáo Tỉnh ủy"   from the catalogue, on 15/02/2027
          ten_in_hoa        ("BAN TUYÊN GIÁO",)
          co_quan_chu_quan  ("TỈNH ỦY CAO BẰNG",)
          ky_hieu           "BTGTU"

    Args:
        source: The locality.
        name: Key of the body in its ``co_quan_ban_hanh``.
        place: The locality on that day.
        catalogues: Facts.
        day: The day of issue.

    Raises:
        InputError: When the catalogue has no such body on that day, or a name is missing.
    """
    body = source.model.co_quan_ban_hanh[name]
    values = {field.name: getattr(body, field.name) for field in fields(Issuer)}
    findings: tuple[Diagnostic, ...] = ()
    if body.danh_muc:
        where = source.location("co_quan_ban_hanh", name, "danh_muc")
        around = agency_place(source.model, place, catalogues)
        dated = agency(catalogues, body.danh_muc, day, place=around, locate=lambda _: where)
        for field in _NAMED_LIKE_THE_CATALOGUE:
            values[field] = values[field] or getattr(dated, field)
        findings = tuple(finding.at(where) for finding in check_agency(dated, day))
    missing = ", ".join(field for field in _REQUIRED if not values[field])
    if missing:
        where = source.location("co_quan_ban_hanh", name, key=True)
        incomplete = problems.ISSUER_INCOMPLETE.at(where, quote=name, name=name, missing=missing)
        raise InputError(incomplete)
    values["ten_day_du"] = values["ten_day_du"] or values["ten_goi"]
    return Issuer(**values), findings


def agency_place(locality: Locality, place: PlaceView, catalogues: Catalogues) -> AnyPlace:
    """Return the place that bodies of the catalogue belong to for a locality."""
    if locality.ma_don_vi and not locality.loai_don_vi:
        return find_place(catalogues, locality.ma_don_vi)
    return OwnPlace(place.loai, place.ten_goi, place.tinh_day_du)
