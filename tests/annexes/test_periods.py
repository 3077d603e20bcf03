"""Times as annexes write them, and the months they stand for."""

import pytest

from generator.budget.periods import parse_period


def months(text, years=(2027,)):
    period = parse_period(text, years)
    return period and [f"{month // 12}-{month % 12 + 1:02d}" for month in period.months]


def run(first, last, year=2027):
    return [f"{year}-{month:02d}" for month in range(first, last + 1)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cả năm", run(1, 12)),
        ("Thường xuyên", run(1, 12)),
        ("Cả năm 2027", run(1, 12)),
        ("hằng tháng", run(1, 12)),
        ("6 tháng đầu năm", run(1, 6)),
        ("Quý II", run(4, 6)),
        ("quý 3/2027", run(7, 9)),
        ("Quý II năm 2027", run(4, 6)),
        ("Quý II đến Quý IV", run(4, 12)),
        ("Quý I - II", run(1, 6)),
        ("Quý I, Quý IV", [*run(1, 3), *run(10, 12)]),
        ("Tháng 6", run(6, 6)),
        ("Tháng 5-8", run(5, 8)),
        ("Tháng 5 đến tháng 8/2027", run(5, 8)),
        ("Tháng 3, 6 và 9", ["2027-03", "2027-06", "2027-09"]),
        ("15/6/2027", run(6, 6)),
        ("Ngày 15/6", run(6, 6)),
        ("Trước ngày 30/11/2027", run(11, 11)),
        ("Từ 01/3 đến 15/4/2027", run(3, 4)),
        ("Tháng 11/2026 - tháng 02/2027", ["2026-11", "2026-12", "2027-01", "2027-02"]),
        ("Tháng 12 - tháng 01/2028", ["2027-12", "2028-01"]),
        ("Quý IV/2026", run(10, 12, 2026)),
        ("Năm 2028", run(1, 12, 2028)),
    ],
)
def test_a_time_is_its_months(text, expected):
    assert months(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        *("", "Khi có điều kiện", "Quý V", "Tháng 13", "32/5/2027", "30/02/2027", "29/02/2027"),
        *("Tháng 8 - 5", "- tháng 5", "Quý", "2028 - 2027", "tháng x"),
    ],
)
def test_what_is_no_time_is_not_guessed(text):
    assert months(text) is None


def test_a_time_without_a_year_is_of_every_year_of_a_programme():
    assert months("Quý I", (2027, 2028)) == [*run(1, 3), *run(1, 3, 2028)]


@pytest.mark.parametrize(
    ("text", "quarter", "within"),
    [("Tháng 7 - 9", 3, True), ("Tháng 6 - 7", 0, True), ("Quý I/2028", 1, False)],
)
def test_a_period_knows_its_quarter_and_whether_it_lies_in_the_year(text, quarter, within):
    period = parse_period(text, (2027,))

    assert (period.quarter, period.is_within((2027,))) == (quarter, within)
