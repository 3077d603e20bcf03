"""Border, sea and islands are the place's own, not those of the province around it."""

from datetime import date
from pathlib import Path

import pytest

from generator.catalogues.load import load_catalogues
from generator.catalogues.places import find_place
from generator.compose.place import PlaceView, view_place
from generator.errors import InputError
from generator.inputs.load import load_locality
from generator.model.base import CapDonVi

DAY = date(2027, 1, 15)


def view(folder: Path, place: str, more: str = "", level: str = "xa") -> PlaceView:

    catalogues = load_catalogues()
    code = find_place(catalogues, place).code
    path = folder / "locality.yaml"
    path.write_text(
        f'ten_goi: X\ncap_don_vi: {level}\nma_don_vi: "{code}"\ndia_danh: X\n'
        "he_thong: [dang]\nco_quan_ban_hanh:\n  du:\n    he_thong: dang\n"
        "    danh_muc: ban-thuong-vu-dang-uy-xa\n    nguoi_ky: bt\n"
        f"nguoi_ky:\n  bt:\n    chuc_vu: BÍ THƯ\n{more}",
        encoding="utf-8",
    )
    return view_place(load_locality(path), catalogues, DAY)


@pytest.mark.parametrize(
    ("place", "border", "sea", "island"),
    [
        ("xã Lao Bảo", ("Lào",), False, False),
        ("đặc khu Lý Sơn", (), True, True),
        ("đặc khu Phú Quốc", (), True, True),
        ("phường Hà Tiên", ("Campuchia",), True, False),
        ("xã Đàm Thủy", ("Trung Quốc",), False, False),
    ],
)
def test_a_commune_has_its_own_border_and_sea(
    tmp_path: Path, place: str, border: tuple[str, ...], sea: bool, island: bool
) -> None:
    found = view(tmp_path, place)

    assert (found.bien_gioi, found.ven_bien, found.hai_dao) == (border, sea, island)


def test_an_inland_commune_of_a_coastal_border_province_has_neither(tmp_path: Path) -> None:
    found = view(tmp_path, "19249")  # a ward of Quảng Trị away from both

    assert (found.bien_gioi, found.ven_bien) == ((), False)


def test_what_the_locality_says_stands_above_the_catalogue(tmp_path: Path) -> None:
    found = view(tmp_path, "xã Lao Bảo", "bien_gioi: []\nven_bien: true\n")

    assert (found.bien_gioi, found.ven_bien) == ((), True)


@pytest.mark.parametrize("typed", ["[Myx]", "Mỹ", "[Lào, Thái Lan]"])
def test_a_country_without_a_common_border_is_refused_with_its_place(
    tmp_path: Path, typed: str
) -> None:
    with pytest.raises(InputError) as caught:
        view(tmp_path, "xã Lao Bảo", f"bien_gioi: {typed}\n")

    (finding,) = caught.value.findings
    assert finding.location.line == 14
    assert finding.quote in typed


def test_a_province_keeps_what_the_catalogue_says(tmp_path: Path) -> None:
    found = view(tmp_path, "Quảng Trị", level="tinh")

    assert (found.bien_gioi, found.ven_bien, found.cap) == (
        ("Lào",), True, CapDonVi.TINH.value
    )  # fmt: skip


def test_248_communes_of_22_provinces_lie_on_the_land_border() -> None:
    communes = [one for one in load_catalogues().communes.values() if one.land_border]

    assert len(communes) == 248
    assert len({one.province for one in communes}) == 22
    assert {country for one in communes for country in one.land_border} == {
        "Lào", "Trung Quốc", "Campuchia"
    }  # fmt: skip
