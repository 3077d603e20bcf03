from datetime import date

import pytest

from generator.catalogues.places import (
    find_communes,
    find_place,
    find_province,
    name_on,
    province_of,
)
from generator.diagnostics import Location
from generator.errors import InputError

PROVINCES = {
    "01": "Hà Nội", "04": "Cao Bằng", "08": "Tuyên Quang", "11": "Điện Biên", "12": "Lai Châu",
    "14": "Sơn La", "15": "Lào Cai", "19": "Thái Nguyên", "20": "Lạng Sơn", "22": "Quảng Ninh",
    "24": "Bắc Ninh", "25": "Phú Thọ", "31": "Hải Phòng", "33": "Hưng Yên", "37": "Ninh Bình",
    "38": "Thanh Hóa", "40": "Nghệ An", "42": "Hà Tĩnh", "44": "Quảng Trị", "46": "Huế",
    "48": "Đà Nẵng", "51": "Quảng Ngãi", "52": "Gia Lai", "56": "Khánh Hòa", "66": "Đắk Lắk",
    "68": "Lâm Đồng", "75": "Đồng Nai", "79": "Hồ Chí Minh", "80": "Tây Ninh",
    "82": "Đồng Tháp", "86": "Vĩnh Long", "91": "An Giang", "92": "Cần Thơ", "96": "Cà Mau",
}  # fmt: skip


@pytest.mark.parametrize("code", PROVINCES)
def test_every_province_is_found_by_code_name_and_slug(catalogues, code):
    province = find_province(catalogues, code)

    assert province.name == PROVINCES[code]
    for name in (province.name, province.slug, f"tỉnh {province.name}", province.name.upper()):
        assert find_place(catalogues, name) is province


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Thanh Hoá", "38"),
        ("Khánh Hoà", "56"),
        ("Tp. Hồ Chí Minh", "79"),
        ("thành phố Đồng Nai", "75"),
        ("DAK LAK", "66"),
    ],
)
def test_provinces_are_found_however_they_are_spelt(catalogues, name, code):
    assert find_province(catalogues, name).code == code


@pytest.mark.parametrize(
    ("code", "day", "text", "committee"),
    [
        ("75", date(2024, 6, 1), "tỉnh Đồng Nai", "Tỉnh ủy"),
        ("75", date(2026, 4, 29), "tỉnh Đồng Nai", "Tỉnh ủy"),
        ("75", date(2026, 4, 30), "thành phố Đồng Nai", "Thành ủy"),
        ("22", date(2026, 8, 31), "tỉnh Quảng Ninh", "Tỉnh ủy"),
        ("22", date(2026, 9, 1), "thành phố Quảng Ninh", "Thành ủy"),
        ("24", date(2026, 9, 19), "tỉnh Bắc Ninh", "Tỉnh ủy"),
        ("24", date(2026, 9, 20), "thành phố Bắc Ninh", "Thành ủy"),
        ("46", date(2024, 12, 31), "tỉnh Thừa Thiên Huế", "Tỉnh ủy"),
        ("46", date(2025, 1, 1), "thành phố Huế", "Thành ủy"),
        ("04", date(2027, 1, 1), "tỉnh Cao Bằng", "Tỉnh ủy"),
        ("79", date(2027, 1, 1), "Thành phố Hồ Chí Minh", "Thành ủy"),
    ],
)
def test_provinces_have_the_name_of_the_day(catalogues, code, day, text, committee):
    named = name_on(catalogues.provinces[code], day)

    assert (named.text, named.party_committee) == (text, committee)


@pytest.mark.parametrize(
    ("day", "cities"),
    [
        (date(2025, 7, 1), 6),
        (date(2026, 4, 30), 7),
        (date(2026, 9, 1), 8),
        (date(2026, 9, 20), 9),
    ],
    ids=str,
)
def test_number_of_centrally_run_cities(catalogues, day, cities):
    named = [name_on(province, day) for province in catalogues.provinces.values()]

    assert sum(name.type == "thành phố" for name in named) == cities


def test_communes_are_counted_as_their_province_counts_them(catalogues):
    counted = {code: {} for code in catalogues.provinces}
    for code, commune in catalogues.communes.items():
        assert len(code) == 5
        assert code.isdecimal()
        kinds = counted[commune.province]
        kinds[commune.type] = kinds.get(commune.type, 0) + 1

    assert counted == {
        code: {kind: count for kind, count in province.communes.items() if count}
        for code, province in catalogues.provinces.items()
    }


def test_merged_provinces_make_the_sixty_three_of_before(catalogues):
    before = [name for one in catalogues.provinces.values() for name in one.merged_from]

    assert len(before) == len(set(before)) == 63
    assert catalogues.provinces["15"].merged_from == ("Yên Bái", "Lào Cai")


def test_commune_knows_what_it_was_formed_from(catalogues):
    commune = find_place(catalogues, "04714")

    assert commune.full_name == "xã Yên Bình"
    assert province_of(catalogues, commune).name == "Lào Cai"
    assert commune.formed_from == "Thị trấn Yên Bình, Xã Tân Hương, Xã Thịnh Hưng, Xã Đại Đồng"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("phuong-yen-hoa", "00175"),
        ("Phường Yên Hoà", "00175"),
        ("Đặc khu Cồn Cỏ", "19742"),
        ("phường thục phán", "01273"),
    ],
)
def test_communes_are_found_however_they_are_spelt(catalogues, name, code):
    assert [one.code for one in find_communes(catalogues, name)] == [code]


def test_a_name_of_several_communes_lists_them(catalogues):
    with pytest.raises(InputError) as caught:
        find_place(catalogues, "xa-yen-binh")

    (finding,) = caught.value.findings
    assert finding.id == "CAT09"
    assert "xã Yên Bình (Lào Cai, 04714)" in finding.message_text()
    assert find_place(catalogues, "xa-yen-binh", province="Lào Cai").code == "04714"


def test_marks_tell_communes_apart(catalogues):
    typed = find_communes(catalogues, "Tân Bình", province=catalogues.provinces["79"])

    assert [one.full_name for one in typed] == ["phường Tân Bình"]


@pytest.mark.parametrize("name", ["Yên Bái", "tinh-ha-giang", "Bà Rịa - Vũng Tàu"])
def test_a_merged_province_names_its_heir(catalogues, name):
    with pytest.raises(InputError, match="đã nhập vào"):
        find_place(catalogues, name)


def test_unknown_place_offers_near_ones(catalogues):
    with pytest.raises(InputError) as caught:
        find_place(catalogues, "cao-bag", locate=lambda _: Location("x.yaml", 3))

    (finding,) = caught.value.findings
    assert finding.location == Location("x.yaml", 3)
    assert "'Cao Bằng'" in finding.hint_text()


@pytest.mark.parametrize("code", ["00000", "4714", "99"])
def test_codes_are_taken_as_they_are(catalogues, code):
    with pytest.raises(InputError):
        find_place(catalogues, code)
