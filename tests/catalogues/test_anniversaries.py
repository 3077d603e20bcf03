from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.catalogues.anniversaries import YearClass, classify, lunar_day, occasions, select
from generator.diagnostics import Location
from generator.errors import InputError

LUNAR = [  # year, Tết, Giỗ Tổ: measured against an independent computation for UTC+7
    (2023, (22, 1), (29, 4)),
    (2024, (10, 2), (18, 4)),
    (2025, (29, 1), (7, 4)),
    (2026, (17, 2), (26, 4)),
    (2027, (6, 2), (16, 4)),
    (2028, (26, 1), (4, 4)),
    (2029, (13, 2), (23, 4)),
    (2030, (2, 2), (12, 4)),
    (2031, (23, 1), (1, 4)),
]


def by_id(catalogues, year):
    return {occasion.id: occasion for occasion in occasions(catalogues, year)}


@pytest.mark.parametrize(("year", "tet", "gio_to"), LUNAR)
def test_lunar_days_are_those_of_vietnam(catalogues, year, tet, gio_to):
    found = by_id(catalogues, year)

    assert found["tet"].day == date(year, tet[1], tet[0])
    assert found["gio-to"].day == date(year, gio_to[1], gio_to[0])


@pytest.mark.parametrize(
    ("year", "tet"), [(1985, (21, 1)), (2007, (17, 2)), (2030, (2, 2))], ids=str
)
def test_tet_differs_from_the_chinese_new_year_where_it_must(year, tet):
    assert lunar_day(1, 1, year) == date(year, tet[1], tet[0])


def test_last_lunar_month_may_fall_into_the_next_solar_year():
    assert lunar_day(23, 12, 2026) == date(2026, 2, 10)


def test_thirtieth_day_of_a_short_month_is_its_last():
    assert lunar_day(30, 12, 2025) == date(2025, 1, 28)


@pytest.mark.parametrize(
    ("year", "name", "text"),
    [
        (
            2024,
            "qdnd",
            "kỷ niệm 80 năm Ngày thành lập Quân đội nhân dân Việt Nam (22/12/1944 - 22/12/2024)",
        ),
        (
            2024,
            "dien-bien-phu",
            "kỷ niệm 70 năm Ngày Chiến thắng Điện Biên Phủ (07/5/1954 - 07/5/2024)",
        ),
        (
            2024,
            "giai-phong-thu-do",
            "kỷ niệm 70 năm Ngày Giải phóng Thủ đô (10/10/1954 - 10/10/2024)",
        ),
        (
            2025,
            "dang",
            "kỷ niệm 95 năm Ngày thành lập Đảng Cộng sản Việt Nam (03/02/1930 - 03/02/2025)",
        ),
        (
            2024,
            "bien-gioi-phia-bac",
            "kỷ niệm 45 năm cuộc chiến đấu bảo vệ biên giới phía Bắc (17/02/1979 - 17/02/2024)",
        ),
        (
            2027,
            "thanh-co-1972",
            (
                "kỷ niệm 55 năm sự kiện 81 ngày đêm chiến đấu bảo vệ Thành cổ Quảng Trị"
                " (28/6 - 16/9/1972)"
            ),
        ),
        (2027, "tet", "Tết Nguyên đán (06/02/2027)"),
        (2026, "van-hoa-viet-nam", "Ngày Văn hóa Việt Nam (24/11/2026)"),
    ],
)
def test_text_of_an_anniversary(catalogues, year, name, text):
    assert by_id(catalogues, year)[name].text == text


@pytest.mark.parametrize(
    ("year", "name", "years"),
    [
        (2024, "dien-bien-phu", 70),
        (2024, "hiep-dinh-geneve", 70),
        (2024, "qdnd", 80),
        (2024, "qptd", 35),
        (2024, "tay-nam", 45),
        (2024, "bien-gioi-phia-bac", 45),
        (2024, "hoang-sa-1974", 50),
        (2024, "gac-ma", 36),
        (2024, "bien-gioi-1999", 25),
        (2024, "van-kien-2009", 15),
        (2025, "dang", 95),
        (2025, "sinh-bac", 135),
        (2025, "cand", 80),
        (2025, "antq", 20),
        (2025, "giai-phong-mien-nam", 50),
        (2025, "quoc-khanh", 80),
    ],
)
def test_numbers_of_years_of_real_documents(catalogues, year, name, years):
    assert by_id(catalogues, year)[name].years == years


@given(st.integers(-50, 500))
def test_class_goes_by_the_number_of_years(years):
    expected = {0: YearClass.ROUND, 5: YearClass.FIVE}.get(years % 10, YearClass.OTHER)

    assert classify(years) == (expected if years > 0 else None)


@given(st.integers(1946, 2090))
def test_nothing_is_remembered_before_it_is_a_year_old(catalogues, year):
    for occasion in occasions(catalogues, year):
        assert occasion.day is not None
        assert occasion.day.year == year
        if occasion.founded:
            assert occasion.years == year - occasion.founded.year > 0


def test_days_come_in_order(catalogues):
    days = [occasion.day for occasion in occasions(catalogues, 2027)]

    assert days == sorted(days)


@pytest.mark.parametrize(
    ("year", "name"),
    [
        (2024, "Ngày Khoa học và Công nghệ Việt Nam"),
        (2026, "Ngày Khoa học, công nghệ và Đổi mới sáng tạo Việt Nam"),
    ],
)
def test_day_has_the_name_of_its_time(catalogues, year, name):
    assert by_id(catalogues, year)["khcn"].name == name


@pytest.mark.parametrize(
    ("name", "year", "kept"),
    [
        ("vinh-linh", 2024, True),
        ("vinh-linh", 2025, False),
        ("van-hoa-viet-nam", 2025, False),
        ("hoi-nghi-doi-ngoai-2021", 2026, False),
    ],
)
def test_days_are_kept_only_while_they_hold(catalogues, name, year, kept):
    assert (name in by_id(catalogues, year)) is kept


def test_default_choice_is_major_days_and_round_years(catalogues):
    chosen = {occasion.id for occasion in select(occasions(catalogues, 2024))}

    assert {"dang", "tet", "cmt8", "qdnd", "dien-bien-phu", "van-kien-2009"} <= chosen
    assert chosen.isdisjoint({"cand", "ngoai-giao", "hoang-sa-1974", "vinh-linh"})


def test_birthdays_are_named_in_tens_and_days_of_others_not_at_all(catalogues):
    chosen = {occasion.id for occasion in select(occasions(catalogues, 2027))}

    assert {"truong-chinh", "le-duan", "asean-day"} <= chosen  # 120, 120, 60 years
    assert chosen.isdisjoint({"pham-hung", "moi-truong", "cm-thang-muoi", "phap-luat"})
    assert "lhq-day" in {occasion.id for occasion in select(occasions(catalogues, 2025))}


def test_days_before_a_day_are_left_out_unless_chosen(catalogues):
    found = occasions(catalogues, 2027)
    march = date(2027, 3, 1)

    usual = {occasion.id for occasion in select(found, since=march)}
    assert "gio-to" in usual
    assert usual.isdisjoint({"tet", "dang"})
    assert [occasion.id for occasion in select(found, chosen=["dang"], since=march)] == ["dang"]


def test_few_days_are_major_ones_war_invalids_and_local_ones(catalogues):
    found = occasions(catalogues, 2027)
    chosen = select(found, scopes=("national", "locality"), provinces=["44"], few=True)

    assert {day.id for day in chosen if day.kind != "ngày lễ lớn"} == {
        *("tbls", "quang-tri-1972", "thanh-co-1972", "le-duan"),
    }


def test_days_of_a_province_join_when_asked_for(catalogues):
    found = occasions(catalogues, 2025)

    assert "cao-bang-giai-phong" not in {day.id for day in select(found)}
    assert "cao-bang-giai-phong" in {day.id for day in select(found, provinces=["04"])}


def test_chosen_days_are_exactly_those_by_day(catalogues):
    found = occasions(catalogues, 2024)
    chosen = select(found, chosen=["qdnd", "hoang-sa-1974", "qdnd", "dang"], excluded=["dang"])

    assert [day.id for day in chosen] == ["hoang-sa-1974", "qdnd"]


def test_wrong_ids_are_all_reported_with_near_ones(catalogues):
    def locate(path):
        return Location("plans/x.yaml", 10 + path[1])

    with pytest.raises(InputError) as caught:
        select(
            occasions(catalogues, 2024),
            chosen=["qdnn", "dang"],
            excluded=["zzzzz"],
            locate=locate,
        )

    first, second = caught.value.findings
    assert first.location == Location("plans/x.yaml", 10)
    assert first.message_text() == "không có ngày kỷ niệm 'qdnn' trong danh mục"
    assert "'qdnd'" in first.hint_text()
    assert second.message_text() == "không có ngày kỷ niệm 'zzzzz' trong danh mục"
    assert second.hint == ""


def test_a_known_day_that_is_not_due_says_so(catalogues):
    with pytest.raises(InputError) as caught:
        select(
            occasions(catalogues, 1998),
            chosen=["canh-sat-bien"],
            known=catalogues.anniversaries,
        )

    (finding,) = caught.value.findings
    assert finding.id == "CAT10"
    assert "'canh-sat-bien' không có trong năm này" in finding.message_text()
