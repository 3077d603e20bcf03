from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text import dates
from generator.text.dates import OpenDate


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (date(1954, 5, 7), "07/5/1954"),
        (date(1930, 2, 3), "03/02/1930"),
        (date(1944, 12, 22), "22/12/1944"),
        (date(2026, 1, 28), "28/01/2026"),
        (date(2023, 6, 15), "15/6/2023"),
        (date(2015, 9, 7), "07/9/2015"),
    ],
)
def test_zero_stands_before_days_below_ten_and_months_one_and_two_only(value, written):
    assert dates.format_date(value) == written


@pytest.mark.parametrize(
    ("parts", "written"),
    [
        ((2027, 2, 5), "ngày 05 tháng 02 năm 2027"),
        ((2027, 9, 30), "ngày 30 tháng 9 năm 2027"),
        ((2027, 2, None), "ngày      tháng 02 năm 2027"),
        ((2027, None, None), "ngày      tháng      năm 2027"),
    ],
)
def test_open_parts_of_a_date_in_words_are_blank(parts, written):
    assert dates.format_open(*parts) == written


def test_open_date_in_a_citation_is_written_in_words():
    assert dates.format_citation_date(OpenDate(2026)) == "ngày      tháng      năm 2026"
    assert dates.format_citation_date(OpenDate(2026, 3, 31)) == "ngày 31/3/2026"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("15/02/2027", (2027, 2, 15)),
        ("5/2/2027", (2027, 2, 5)),
        ("2027-02-15", (2027, 2, 15)),
        ("02/2027", (2027, 2, None)),
        ("2008-05", (2008, 5, None)),
        (" 2027 ", (2027, None, None)),
    ],
)
def test_dates_are_read_as_people_type_them(text, parts):
    assert dates.parse_date(text) == OpenDate(*parts)


@pytest.mark.parametrize(
    "text", ["31/02/2027", "2027-13-01", "00/2027", "0/5/2027", "15-02-2027", "mai", "", "15/2/27"]
)
def test_impossible_dates_are_refused(text):
    with pytest.raises(ValueError, match=r".*"):
        dates.parse_date(text)


def test_day_without_month_is_refused():
    with pytest.raises(ValueError, match="5"):
        OpenDate(2027, None, 5)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_date_survives_writing_and_reading(value):
    assert dates.parse_date(dates.format_date(value)).exact == value


@given(st.dates(min_value=date(1000, 1, 1)), st.integers(0, 2))
def test_open_dates_survive_and_bracket_the_day(value, known):
    opened = OpenDate(*(value.year, value.month, value.day)[: known + 1])

    assert dates.parse_date(str(opened)) == opened
    assert opened.first_day <= value <= opened.last_day


def test_quarters_are_written_in_roman_figures():
    assert dates.format_quarter(4) == "quý IV"
    assert dates.format_quarter(1, 2027) == "quý I/2027"


def test_leap_day_falls_on_28_february_in_common_years():
    assert dates.same_day(date(1992, 2, 29), 2027) == date(2027, 2, 28)
    assert dates.same_day(date(1992, 2, 29), 2028) == date(2028, 2, 29)
    assert dates.same_day(OpenDate(1995), 2027) is None
