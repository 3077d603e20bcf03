"""A budget becomes one table whose shown rows add up to its shown total."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_budgets import AMOUNTS, BUDGETS, budget, layout, worked_out

from generator.budget.annex import TOTAL_NAME, WORDS_LABEL, build_annex
from generator.budget.layouts import PACKAGED_LAYOUTS
from generator.budget.money import format_amount, format_dong
from generator.document.nodes import Align, Paragraph, Role, Table, plain_text
from generator.model.budget import DonViTinh, KhongSoTien
from generator.text.numbers import read_words


def build(made, name=None):
    return build_annex(worked_out(made), layout(name or made.mau_bang, made.cac_nam))


def table_of(blocks):
    return next(block for block in blocks if isinstance(block, Table))


def texts(row):
    return [plain_text(cell.paragraphs[0]) for cell in row.cells]


def grid(table):
    """Return the body rows as one text per column, covered columns empty."""
    rows = []
    for row in table.rows:
        if row.header:
            continue
        line = []
        for cell in row.cells:
            line += [plain_text(cell.paragraphs[0]), *[""] * (cell.colspan - 1)]
        rows.append(line)
    return rows


def dong(text, unit):
    size = {"dong": 0, "nghin_dong": 3, "trieu_dong": 6}[unit]
    whole, _, decimals = text.replace(".", "").partition(",")
    return int(whole + decimals.ljust(size, "0"))


@given(
    st.lists(st.lists(AMOUNTS, min_size=1, max_size=5), min_size=1, max_size=9),
    st.sampled_from(DonViTinh),
)
def test_shown_rows_add_up_to_shown_subtotals_and_total(groups, unit):
    rows = grid(table_of(build(budget(*groups, don_vi_tinh=unit))))
    shown = [(row[0], row[6]) for row in rows]
    subtotals, sums = [], []
    for number, text in shown[:-1]:
        if number.isdigit():
            sums[-1] += dong(text, unit) if text[:1].isdigit() else 0
        else:
            subtotals.append(dong(text, unit) if text else 0)
            sums.append(0)

    assert sums == subtotals
    has_sum = any(not isinstance(amount, KhongSoTien) for each in groups for amount in each)
    assert rows[-1][1] == TOTAL_NAME
    assert rows[-1][6] == (format_dong(sum(sums), unit) if has_sum else "")


@settings(max_examples=300)
@given(BUDGETS)
def test_the_words_below_the_table_read_back_are_the_total(made):
    blocks = build(made)
    total = worked_out(made).total
    words = [
        plain_text(block.inlines)
        for block in blocks
        if isinstance(block, Paragraph) and block.role is Role.WORDS
    ]

    expected = total if worked_out(made).has_total and made.mau_bang != "c2" else None
    found = [read_words(text.removeprefix(WORDS_LABEL)) for text in words]
    assert found == ([] if expected is None else [expected])


@pytest.mark.parametrize("name", PACKAGED_LAYOUTS)
def test_every_row_of_every_layout_covers_every_column_once(name):
    made = budget(
        {"kinh_phi": 5, "nguon": "Ngân sách tỉnh"},
        [{"so_luong": 2, "don_gia": 5, "nguon": "Xã hội hóa"}, "lồng ghép"],
        nam_ket_thuc=2029,
    )
    table = table_of(build(made, name))
    count = len(table.columns)
    below = [0] * count
    for row in table.rows:
        width = sum(cell.colspan for cell in row.cells)
        covered = sum(1 for left in below if left)
        assert width + covered == count
        below = [max(left - 1, 0) for left in below]
        place = 0
        for cell in row.cells:
            while below[place] and row.header and cell.rowspan == 1 and covered:
                place += 1
            for column in range(place, place + cell.colspan):
                below[column] = max(below[column], cell.rowspan - 1)
            place += cell.colspan


def test_groups_have_roman_numbers_and_tasks_restart_in_each():
    rows = grid(table_of(build(budget([1, 2], [3]))))

    assert [row[0] for row in rows] == ["I", "1", "2", "II", "1", ""]


def test_tasks_can_be_counted_through():
    rows = grid(table_of(build(budget([1, 2], [3], danh_so="lien_tuc"))))

    assert [row[0] for row in rows] == ["I", "1", "2", "II", "3", ""]


@pytest.mark.parametrize(
    ("style", "numbers"),
    [("1.1", ["2.1", "2.2"]), ("a)", ["a)", "b)"]), ("-", ["-", "-"])],
)
def test_sub_items_are_numbered_as_chosen(style, numbers):
    items = [{"noi_dung": "x", "kinh_phi": 1}, {"noi_dung": "y", "kinh_phi": 2}]
    made = budget([5, {"chi_tiet": items}], danh_so_chi_tiet=style)

    assert [row[0] for row in grid(table_of(build(made)))][3:5] == numbers


def test_the_unit_stands_above_the_table():
    unit = build(budget([1], don_vi_tinh="nghin_dong"))[0]

    assert isinstance(unit, Paragraph)
    assert (unit.role, plain_text(unit.inlines)) == (Role.UNIT, "Đơn vị tính: nghìn đồng")


def test_what_is_no_sum_is_never_shown_as_zero():
    unit = DonViTinh.TRIEU_DONG

    assert [format_amount(amount, unit) for amount in (0, *KhongSoTien, None)] == [
        "0",
        "Lồng ghép",
        "Theo dự toán được giao",
        "",
        "",
    ]


@pytest.mark.parametrize("name", ["b", "e", "f"])
def test_a_table_without_money_has_no_unit_no_total_and_no_words(name):
    blocks = build(budget([1]), name)

    assert [type(block) for block in blocks] == [Table]
    assert TOTAL_NAME not in str(blocks)


def test_a_budget_of_words_alone_leaves_its_total_to_a_pen():
    blocks = build(budget(["lồng ghép", "để mở"]))

    assert grid(table_of(blocks))[-1][:2] == ["", TOTAL_NAME]
    assert not any(part.strip() for part in grid(table_of(blocks))[-1][2:])
    assert not any(isinstance(block, Paragraph) and block.role is Role.WORDS for block in blocks)


def test_source_columns_stand_under_one_head_of_two_rows():
    made = budget([{"kinh_phi": 10, "nguon": [{"loai_nguon": "xa", "ty_le": 40}, "Xã hội hóa"]}])
    table = table_of(build(made, "a2"))

    first, second = table.rows[:2]
    assert [cell.rowspan for cell in first.cells] == [2, 2, 2, 2, 2, 2, 1, 2]
    assert texts(second) == ["Tổng", "NSTW (CTMTQG)", "NS tỉnh", "NS cấp xã", "Nguồn khác"]
    assert grid(table)[-1][6:11] == ["0,00001", "", "", "0,000004", "0,000006"]


def test_an_amount_asked_and_one_granted_stand_side_by_side():
    made = budget(
        {"so_luong": 2, "don_gia": 50_000_000, "duoc_duyet": 84_600_000},
        [{"kinh_phi": 9_000_000, "duoc_duyet": 8_000_000}],
        don_vi_tinh="dong",
        ket_bang_chu="dong_chan",
    )
    blocks = build(made, "c2")

    assert [row[6:8] for row in grid(table_of(blocks))] == [
        ["100.000.000", "84.600.000"],
        ["9.000.000", "8.000.000"],
        ["9.000.000", "8.000.000"],
        ["109.000.000", "92.600.000"],
    ]
    assert plain_text(blocks[-1].inlines) == (
        "Bằng chữ: Chín mươi hai triệu sáu trăm nghìn đồng chẵn./."
    )


def test_a_budget_of_several_years_has_a_column_for_each():
    years = {"2027": 10, "2028": "lồng ghép", "2029": 7}
    made = budget([{"theo_nam": years}], nam_ket_thuc=2029, don_vi_tinh="dong")
    table = table_of(build(made, "d"))

    assert texts(table.rows[1]) == ["Năm 2027", "Năm 2028", "Năm 2029", "Tổng"]
    assert [row[4:8] for row in grid(table)] == [
        ["10", "", "7", "17"],
        ["10", "Lồng ghép", "7", "17"],
        ["10", "", "7", "17"],
    ]


def test_no_group_row_and_no_total_stands_alone_on_a_page():
    rows = table_of(build(budget([1, 2], [3]))).rows
    kept = [row.keep_next for row in rows if not row.header]

    assert kept[0]
    assert kept[-2:] == [True, False]


@pytest.mark.parametrize("name", PACKAGED_LAYOUTS)
def test_the_narrow_cells_of_a_table_are_not_justified(name):
    table = table_of(build(budget((1_000_000,)), name))
    cells = [cell.align for row in table.rows for cell in row.cells]

    assert Align.JUSTIFY not in [*cells, *(column.align for column in table.columns)]
