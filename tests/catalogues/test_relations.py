from datetime import date

import pytest

from generator.catalogues.relations import (
    COMPREHENSIVE,
    COMPREHENSIVE_STRATEGIC,
    STRATEGIC,
    check_levels,
    country_name,
    find_country,
    level_on,
    relation_occasions,
    select_relations,
)
from generator.errors import InputError


@pytest.mark.parametrize(
    ("year", "count"),
    [
        (2023, 43),
        (2024, 25),
        (2025, 54),
        (2026, 25),
        (2027, 43),
        (2028, 46),
        (2029, 26),
        (2030, 55),
    ],
)
def test_number_of_round_years_was_counted_by_hand(catalogues, year, count):
    assert len(relation_occasions(catalogues, year)) == count


def test_relations_set_up_this_year_have_no_anniversary(catalogues):
    assert "MW" not in {day.id for day in relation_occasions(catalogues, 2024)}
    assert "MW" not in {day.id for day in relation_occasions(catalogues, 2024, only_round=False)}
    assert "MW" in {day.id for day in relation_occasions(catalogues, 2029)}


def test_round_years_of_2026_in_order(catalogues):
    ids = [day.id for day in relation_occasions(catalogues, 2026)]

    assert ids[:6] == ["JM", "KW", "BA", "LB", "ET", "CL"]
    assert ids[-2:] == ["DK", "NO"]


def test_text_of_a_diplomatic_anniversary(catalogues):
    (chile,) = select_relations(catalogues, 2026, ["cl"])

    assert chile.text == (
        "kỷ niệm 55 năm Ngày thiết lập quan hệ ngoại giao Việt Nam - Chile (25/3/1971 - 25/3/2026)"
    )


def test_leap_day_is_kept_on_28_february(catalogues):
    (brunei,) = select_relations(catalogues, 2027, ["Brunei Darussalam"])

    assert brunei.dates == "29/02/1992 - 28/02/2027"


@pytest.mark.parametrize(
    ("country", "day", "level"),
    [
        ("BR", date(2024, 1, 31), COMPREHENSIVE),
        ("BR", date(2024, 11, 16), COMPREHENSIVE),
        ("BR", date(2024, 11, 17), STRATEGIC),
        ("SE", date(2024, 1, 31), None),
        ("US", date(2023, 9, 10), COMPREHENSIVE_STRATEGIC),
        ("PH", date(2026, 6, 1), "Đối tác chiến lược tăng cường"),
        ("CN", date(2008, 5, 30), None),
        ("CN", date(2008, 5, 31), COMPREHENSIVE_STRATEGIC),
        ("DK", date(2026, 1, 1), COMPREHENSIVE),
        ("PL", date(2026, 1, 1), None),
    ],
)
def test_level_of_partnership_is_that_of_the_day(catalogues, country, day, level):
    held = level_on(catalogues.relations[country], day)

    assert (held.level if held else None) == level


def test_default_choice_is_important_partners_in_round_years(catalogues):
    ids = {day.id for day in select_relations(catalogues, 2027)}

    assert {"LA", "KH", "KR", "ES", "IN"} <= ids
    assert ids.isdisjoint({"AD", "UZ", "CL"})


@pytest.mark.parametrize(
    ("name", "iso"), [("la", "LA"), ("Lào", "LA"), ("Gruzia", "GE"), ("UAE", "AE")]
)
def test_countries_are_found_by_code_and_by_any_name(catalogues, name, iso):
    assert find_country(catalogues, name).id == iso


def test_country_nobody_knows_stays_as_typed(catalogues):
    assert country_name(catalogues, "Atlantis") == "Atlantis"
    assert country_name(catalogues, "FR") == "Pháp"


def test_wrong_countries_are_all_reported(catalogues):
    with pytest.raises(InputError) as caught:
        select_relations(catalogues, 2024, ["Thái Lam", "MW"])

    unknown, too_young = caught.value.findings
    assert "'Thái Lan'" in unknown.hint_text()
    assert too_young.message_text() == ("quan hệ với Malawi chưa có ngày kỷ niệm trong năm 2024")


def test_levels_after_the_last_check_are_doubted(catalogues):
    assert check_levels(catalogues, date(2026, 1, 31)) == []
    assert [finding.id for finding in check_levels(catalogues, date(2026, 2, 1))] == ["FCT12"]


def test_neighbours_stand_first_where_nobody_chose(catalogues):
    chosen = [day.id for day in select_relations(catalogues, 2027)]

    assert chosen[:2] == ["LA", "KH"]
    assert [one for one in chosen if one in ("LA", "KH", "CN")] == chosen[:2]
