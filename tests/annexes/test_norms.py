"""Cost norms by day, corrected by a workspace, and how they are cited."""

from datetime import date

import pytest

from generator.budget.amounts import find_norm
from generator.catalogues.load import load_catalogues
from generator.inputs.yaml import Loaded


@pytest.mark.parametrize(
    ("day", "ceiling", "citation"),
    [
        (date(2026, 5, 17), 1_000_000, "Thông tư số 71/2018/TT-BTC"),
        (date(2026, 5, 18), 2_000_000, "điểm c khoản 1 Điều 8 Thông tư số 35/2026/TT-BTC"),
    ],
)
def test_the_level_in_force_on_the_day_is_taken(day, ceiling, citation):
    level = find_norm(load_catalogues(), "tk_an_B", day)

    assert (level.ceiling, level.citation, level.is_in_force) == (ceiling, citation, True)


def test_a_norm_without_an_earlier_level_is_not_in_force_before_it():
    assert not find_norm(load_catalogues(), "dich_noitiep", date(2026, 5, 17)).is_in_force


def test_a_provinces_own_level_takes_the_place_of_the_ceiling():
    own = {"amount": 500_000, "circular": "Nghị quyết số 05/2026/NQ-HĐND"}
    catalogues = load_catalogues(Loaded({"cost_norms": {"dich_noitiep": own}}))
    level = find_norm(catalogues, "dich_noitiep", date(2027, 1, 1))

    assert (level.ceiling, level.national, level.is_local) == (500_000, 750_000, True)
    assert level.citation == "Nghị quyết số 05/2026/NQ-HĐND"


def test_an_amended_circular_is_cited_with_the_one_that_amends_it():
    level = find_norm(load_catalogues(), "ctp_luutru", date(2027, 1, 1))

    assert level.citation == (
        "Điều 6 Thông tư số 40/2017/TT-BTC (sửa đổi bởi Thông tư số 12/2025/TT-BTC)"
    )


def test_an_id_nobody_knows_is_no_norm():
    assert find_norm(load_catalogues(), "khong_co", date(2027, 1, 1)) is None
