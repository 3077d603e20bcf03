import pytest

from generator.ooxml.cells import Area, Insertion, find_areas, move_formula, shift_formula

# Three rows put before row 8 of a list that begins at row 5.
INSERTION = Insertion("Dự toán", 8, 3, 5)


@pytest.mark.parametrize(
    ("formula", "shifted"),
    [
        ("SUM(E5:E7)", "SUM(E5:E10)"),
        ("SUM(E5:E9)", "SUM(E5:E12)"),
        ("SUM(E1:E4)", "SUM(E1:E4)"),
        ("E7*$E$8", "E7*$E$11"),
        ("'Dự toán'!E8", "'Dự toán'!E11"),
        ("Khac!E8+[1]Khac!E8", "Khac!E8+[1]Khac!E8"),
        ('IF(A8="E8","B8:B9",LOG10(A8))', 'IF(A11="E8","B8:B9",LOG10(A11))'),
        ("SUM($8:$9)+SUM(A:C)", "SUM($11:$12)+SUM(A:C)"),
        ("Bang8[E8]+TEN_E8", "Bang8[E8]+TEN_E8"),
    ],
)
def test_formulas_follow_inserted_rows(formula: str, shifted: str) -> None:
    assert shift_formula(formula, INSERTION, "Dự toán") == shifted


def test_a_range_of_one_row_of_the_list_does_not_grow_in_its_own_row() -> None:
    assert shift_formula("SUM(D7:F7)", INSERTION, "Dự toán", grow=False) == "SUM(D7:F7)"


def test_formulas_of_other_sheets_move_only_where_they_name_the_sheet() -> None:
    assert shift_formula("E8+'Dự toán'!E8", INSERTION, "Khac") == "E8+'Dự toán'!E11"


@pytest.mark.parametrize(
    ("formula", "moved"),
    [("D6*E6", "D9*E9"), ("D6/D$20", "D9/D$20"), ('$D6&"D6"', '$D9&"D6"'),
     ("SUM(D6:F6)", "SUM(D9:F9)"), ("Khac!D6", "Khac!D9")],
)  # fmt: skip
def test_copied_formulas_point_as_far_away_as_before(formula: str, moved: str) -> None:
    assert move_formula(formula, 3) == moved


def test_areas_are_found_with_their_sheets() -> None:
    assert find_areas("SUM(A1:B2)+'Năm 2027'!$C$3", "Một") == [
        ("một", Area(1, 1, 2, 2)),
        ("năm 2027", Area(3, 3, 3, 3)),
    ]
