from dataclasses import dataclass
from datetime import date

from generator.catalogues.places import find_province
from generator.catalogues.relations import (
    list_partners,
    partner_occasions,
    partners_of,
    view_partner,
)

YEN_BAI = (
    "các tỉnh Viêng Chăn, Xay-nha-bu-ly (Lào), tỉnh Val-de-Marne, thành phố Chevilly-Larue (Pháp),"
    " tỉnh Vân Nam (Trung Quốc) và thành phố Mimasaka, tỉnh Okayama (Nhật Bản)"
)


@dataclass(frozen=True)
class DoiTac:
    ten_goi: str
    don_vi: str
    quoc_gia: str
    thuoc: str = ""
    tu_nam: int | None = None
    ngay_thiet_lap: date | None = None


OWN = (
    DoiTac("Viêng Chăn", "tỉnh", "LA", tu_nam=2008),
    DoiTac("Xay-nha-bu-ly", "tỉnh", "Lào"),
    DoiTac("Val-de-Marne", "tỉnh", "FR", tu_nam=1995),
    DoiTac("Chevilly-Larue", "thành phố", "Pháp", thuoc="tỉnh Val-de-Marne"),
    DoiTac("Vân Nam", "tỉnh", "CN"),
    DoiTac("Mimasaka", "thành phố", "JP", thuoc="tỉnh Okayama", ngay_thiet_lap=date(2019, 5, 7)),
)


def test_partners_are_listed_by_country(catalogues):
    of_yen_bai = [
        partner for partner in catalogues.partners.values() if partner.id[:7] == "yen-bai"
    ]
    in_laos_first = sorted(of_yen_bai, key=lambda partner: partner.quoc_gia != "LA")

    assert list_partners(in_laos_first, catalogues) == YEN_BAI


def test_a_localitys_own_partners_are_listed_alike(catalogues):
    assert list_partners(OWN, catalogues) == YEN_BAI


def test_partners_may_be_mappings(catalogues):
    partner = {"name": "Bách Sắc", "unit": "thành phố", "country": "CN", "since": "2005"}

    assert list_partners([partner], catalogues) == "thành phố Bách Sắc (Trung Quốc)"
    assert view_partner(partner, catalogues).since.year == 2005


def test_units_that_bear_more_than_kind_and_name_stay_whole(catalogues):
    cao_bang = partners_of(catalogues, find_province(catalogues, "04"))

    assert list_partners(cao_bang[:3], catalogues) == (
        "Khu tự trị dân tộc Choang Quảng Tây, các thành phố Bách Sắc, Sùng Tả (Trung Quốc)"
    )


def test_surroundings_are_named_unless_listed(catalogues):
    mimasaka = catalogues.partners["yen-bai-mimasaka"]
    okayama = catalogues.partners["yen-bai-okayama"]
    whole = "thành phố Mimasaka, tỉnh Okayama (Nhật Bản)"

    assert list_partners([mimasaka], catalogues) == whole
    assert list_partners([mimasaka, okayama], catalogues) == whole


def test_nobody_is_listed_as_nothing(catalogues):
    assert list_partners([], catalogues) == ""


def test_heir_has_the_partners_of_merged_provinces(catalogues):
    quang_tri = partners_of(catalogues, find_province(catalogues, "quang-tri"))

    assert {partner.province for partner in quang_tri} == {"Quảng Trị", "Quảng Bình"}
    assert list_partners(quang_tri, catalogues) == (
        "các tỉnh Savannakhet, Salavan, Champasak, Khăm Muộn (Lào)"
        " và các tỉnh Mukdahan, Ubon Ratchathani, Nakhon Phanom (Thái Lan)"
    )


def test_years_of_a_partnership(catalogues):
    found = partner_occasions(OWN, 2025, catalogues, locality="huyện Yên Bình")

    assert [(day.years, day.day) for day in found] == [
        (6, date(2025, 5, 7)),
        (30, None),
        (17, None),
    ]
    assert found[1].text == (
        "kỷ niệm 30 năm thiết lập quan hệ hợp tác giữa huyện Yên Bình và tỉnh Val-de-Marne (Pháp)"
        " (1995 - 2025)"
    )


def test_partnership_of_this_year_is_not_remembered(catalogues):
    assert partner_occasions(OWN[:1], 2008, catalogues) == ()
