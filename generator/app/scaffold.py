"""The first files of a province or commune: its ``locality.yaml`` and its plans."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, repeat

from generator.app.starter import fill
from generator.catalogues.agencies import agency
from generator.catalogues.load import Catalogues
from generator.catalogues.model import Commune, Confidence, Partner, Province
from generator.catalogues.places import PlaceName, commune_name, name_on, province_of
from generator.catalogues.relations import partners_of, rank
from generator.compose.kinds import DocumentKind
from generator.inputs.emit import scalar
from generator.inputs.schema import modeline
from generator.model.base import CapDonVi

_RECIPIENTS = {
    "central": "ban-tuyen-giao-trung-uong",
    "propaganda": "ban-tuyen-giao-tinh",
    "ministry": "bo-thong-tin-doi-ngoai",
    "government": "ubnd-tinh",
    "adviser": "so-thong-tin-doi-ngoai",
}
"""Bodies whose names in lists of recipients follow the date, by their place in the files."""
_MOST_PARTNERS = {CapDonVi.TINH: 8, CapDonVi.XA: 3}
"""How many partners a first draft names, by level: more make no sentence."""


def _level(place: Province | Commune) -> CapDonVi:
    return CapDonVi.TINH if isinstance(place, Province) else CapDonVi.XA


def default_kinds(kinds: Mapping[str, DocumentKind], place: Province | Commune) -> tuple[str, ...]:
    """Return the kinds every place of that level issues each year."""
    level = _level(place)
    return tuple(
        name for name, kind in kinds.items() if kind.bat_dau and level in kind.bat_dau.mac_dinh
    )


def usual_issuer(kind: DocumentKind, place: Province | Commune) -> str:
    """Return the issuing body of a kind at a place's level, "" when it is not issued there."""
    return kind.bat_dau.co_quan.get(_level(place), "") if kind.bat_dau else ""


def folder_name(catalogues: Catalogues, place: Province | Commune) -> str:
    """Return the folder of a place in ``plans/``; communes of one name bear their province's.

    A province's folder is its slug, so that a pack of that name is found.
    """
    if isinstance(place, Province):
        return place.slug
    same = catalogues.communes_by_slug.get(place.slug, ())
    return place.slug if len(same) == 1 else f"{place.slug}-{province_of(catalogues, place).slug}"


def locality_text(catalogues: Catalogues, place: Province | Commune, year: int) -> str:
    """Return the ``locality.yaml`` of a place, its names those of the start of a year."""
    province = province_of(catalogues, place)
    day = date(year, 1, 1)
    parent = name_on(province, day)
    name = parent if isinstance(place, Province) else commune_name(place)
    return fill(
        "province.yaml" if isinstance(place, Province) else "commune.yaml",
        {
            "modeline": modeline("locality", 2),
            "full_name": name.full,
            "province": parent.text,
            "code": place.code,
            "name": scalar(name.name),
            "dia_danh": scalar(_date_place(name)),
            "loai": name.type,
            "cap_uy": name.party_committee,
            "units": ", ".join(kind for kind, count in province.communes.items() if count),
            "border": _border(place),
            "partners": _partners(catalogues, province, _MOST_PARTNERS[_level(place)]),
            **{
                key: agency(catalogues, body, day, place=province).ten_goi
                for key, body in _RECIPIENTS.items()
            },
        },
    )


def plan_text(
    name: str,
    kinds: Mapping[str, DocumentKind],
    year: int,
    folder: str,
    issuer: str,
    signatory: str,
    addressees: Sequence[str] = (),
) -> str:
    """Return a plan that builds as it is, with comments on what is usually added.

    Args:
        name: Its kind.
        kinds: Every kind there is.
        year: Year of the plan.
        folder: Folder of the locality in ``plans/`` and ``budgets/``.
        issuer: Issuing body, a name of the locality's file.
        signatory: Its usual signatory, for a comment.
        addressees: Whom a letter is sent to.
    """
    return fill(
        "plan.yaml",
        {
            "modeline": modeline("plan", 2),
            "title": kinds[name].mo_ta,
            "year": str(year),
            "kind": name,
            "issuer": issuer,
            "signatory": signatory or "ma_nguoi_ky",
            "extra": "".join(_extra(kinds[name], kinds, year, folder, addressees)),
        },
    )


def usual_addressees(
    kind: DocumentKind, catalogues: Catalogues, place: Province | Commune, year: int
) -> list[str]:
    """Return whom a letter of a place is sent to at first."""
    given = kind.bat_dau.kinh_gui if kind.bat_dau else ()
    lines = given.get(_level(place), ()) if isinstance(given, dict) else given
    province = province_of(catalogues, place)
    name = (
        name_on(province, date(year, 1, 1)) if isinstance(place, Province) else commune_name(place)
    )
    units = ", ".join(unit for unit, count in province.communes.items() if count)
    return [
        line.format(cap_uy=name.party_committee, don_vi_cap_xa=units, loai=name.type)
        for line in lines
    ]


def _extra(
    kind: DocumentKind,
    kinds: Mapping[str, DocumentKind],
    year: int,
    folder: str,
    addressees: Sequence[str],
) -> Iterator[str]:
    """Yield the lines of a plan that its kind needs."""
    start = kind.bat_dau
    if start is None:
        return
    if addressees:
        names = "".join(f"  - {scalar(name)}\n" for name in addressees)
        yield f"\nkinh_gui:\n{names}"
    if start.du_toan:
        yield "\n# Nhiệm vụ và kinh phí, in thành phụ lục; đường dẫn trong budgets/.\n"
        yield f"du_toan: {folder}/{year}.yaml\n"
    if start.ke_hoach_kem_theo:
        attached = kinds[start.ke_hoach_kem_theo].file_part
        yield f"\nke_hoach_kem_theo: {year}-{attached}.yaml\n"


def budget_text(catalogues: Catalogues, place: Province | Commune, year: int) -> str:
    """Return a budget with usual tasks and no sums."""
    adviser = "so-thong-tin-doi-ngoai" if isinstance(place, Province) else "phong-van-hoa-xa-hoi"
    lead = agency(catalogues, adviser, date(year, 1, 1), place=place).ten_goi
    values = {"modeline": modeline("budget", 2), "year": str(year), "lead": scalar(lead)}
    return fill("budget.yaml", values)


def _date_place(name: PlaceName) -> str:
    """Return the place of the date line: a name of figures or of a person keeps its kind."""
    return name.full if name.name[:1].isdigit() else name.proper


def _border(place: Province | Commune) -> str:
    """Return what the catalogue knows of border and sea, to be corrected where it is wrong."""
    countries = ", ".join(place.land_border)
    sea = "true" if place.coastal else "false"
    return (
        "# Biên giới trên đất liền, biển: theo danh mục; bỏ dấu # và sửa khi khác thực tế.\n"
        f"# bien_gioi: [{countries}]\n# ven_bien: {sea}"
    )


def _partners(catalogues: Catalogues, province: Province, most: int) -> str:
    """Return the partners: the nearest and surest to be used, the others to be chosen from.

    Neighbours stand first, Laos and Cambodia before China. What has a single source is used and
    told after each build; what has none is left to a person.
    """
    partners = sorted(
        partners_of(catalogues, province),
        key=lambda one: (rank(one.quoc_gia), not one.is_confirmed),
    )
    sourced = [one for one in partners if one.confidence is not Confidence.FROM_MEMORY]
    used, left = sourced[:most], sourced[most:]
    left += [one for one in partners if one.confidence is Confidence.FROM_MEMORY]
    lines = ["", "# Địa phương đối tác nước ngoài."]
    lines += ["doi_tac:"] if used else ["# doi_tac:"]
    lines += [f"  {line}" for partner in used for line in _partner_lines(partner)]
    if left:
        lines.append("  # Đối tác khác: kiểm tra rồi bỏ dấu # ở đầu các dòng để nêu trong văn bản.")
        lines += [f"  # {line}" for partner in left for line in _partner_lines(partner)]
    elif not used:
        lines += ["#   - ten_goi: Viêng Chăn", "#     don_vi: tỉnh", "#     quoc_gia: LA"]
    return "\n".join(lines) + "\n"


def _partner_lines(partner: Partner) -> list[str]:
    marks = chain(["- "], repeat("  "))
    return [
        f"{mark}{key}: {value}"
        for mark, (key, value) in zip(marks, _iter_fields(partner), strict=False)
    ]


def _iter_fields(partner: Partner) -> Iterator[tuple[str, str]]:
    yield "ten_goi", scalar(partner.ten_goi)
    unit = partner.ten_day_du.removesuffix(partner.ten_goi).strip()
    yield "don_vi", scalar(unit or partner.don_vi)
    yield "quoc_gia", scalar(partner.quoc_gia)
    if partner.thuoc:
        yield "thuoc", scalar(partner.thuoc)
    if partner.since and partner.since.day:
        yield "ngay_thiet_lap", scalar(str(partner.since))
    elif partner.since:
        yield "tu_nam", str(partner.since.year)
    notes = [] if partner.is_confirmed else [f"chưa xác nhận, theo: {partner.source}"]
    if partner.last:
        notes.append(f"gần nhất: {partner.last}")
    if notes:
        yield "ghi_chu", scalar("; ".join(notes))
