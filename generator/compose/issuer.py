"""The issuing body on the date of issue: the catalogue's names under the locality's own."""

from dataclasses import dataclass, fields, replace
from datetime import date

from generator.catalogues.agencies import AgencyName, AnyPlace, OwnPlace, agency, check_agency
from generator.catalogues.load import Catalogues
from generator.catalogues.places import find_place
from generator.compose.place import PlaceView
from generator.diagnostics import Diagnostic, Severity
from generator.errors import InputError
from generator.i18n import N_
from generator.inputs.load import Source
from generator.model.locality import CoQuanBanHanh, Locality

_NAMED_LIKE_THE_CATALOGUE = (
    "ten_day_du",
    "ten_goi",
    "ten_in_hoa",
    "co_quan_chu_quan",
    "ky_hieu",
)
_REQUIRED = ("ten_goi", "ten_in_hoa", "ky_hieu")


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

    Raises:
        InputError: When the catalogue has no such body on that day, or a name is missing.
    """
    body = source.model.co_quan_ban_hanh[name]
    own = Issuer(**{field.name: getattr(body, field.name) for field in fields(Issuer)})
    findings: tuple[Diagnostic, ...] = ()
    if body.danh_muc:
        where = source.location("co_quan_ban_hanh", name, "danh_muc")
        dated = agency(
            catalogues,
            body.danh_muc,
            day,
            place=agency_place(source.model, place, catalogues),
            locate=lambda _: where,
        )
        own = _filled(own, dated)
        findings = tuple(finding.at(where) for finding in check_agency(dated, day))
    _require_names(source, name, body, own)
    return replace(own, ten_day_du=own.ten_day_du or own.ten_goi), findings


def agency_place(locality: Locality, place: PlaceView, catalogues: Catalogues) -> AnyPlace:
    """Return the place that bodies of the catalogue belong to for a locality."""
    if locality.ma_don_vi and not locality.loai_don_vi:
        return find_place(catalogues, locality.ma_don_vi)
    return OwnPlace(place.loai, place.ten_goi, place.tinh_day_du)


def _filled(own: Issuer, dated: AgencyName) -> Issuer:
    missing = {
        field: getattr(dated, field)
        for field in _NAMED_LIKE_THE_CATALOGUE
        if not getattr(own, field)
    }
    return replace(own, **missing)


def _require_names(
    source: Source[Locality], name: str, body: CoQuanBanHanh, issuer: Issuer
) -> None:
    missing = [field for field in _REQUIRED if not getattr(issuer, field)]
    if not missing:
        return
    hint = N_("điền các khóa này, hoặc dùng danh_muc để lấy tên theo ngày ban hành")
    raise InputError(
        Diagnostic(
            "IN95",
            Severity.ERROR,
            N_("cơ quan ban hành '{name}' còn thiếu: {missing}"),
            source.location("co_quan_ban_hanh", name, key=True),
            {"name": name, "missing": ", ".join(missing), "he_thong": body.he_thong.value},
            hint,
            quote=name,
        )
    )
