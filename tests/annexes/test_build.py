"""A budget becomes one table whose shown rows add up to its shown total."""

from hypothesis import given
from hypothesis import strategies as st

from generator.annexes.build import TOTAL_NAME, build_annex
from generator.annexes.money import format_amount, format_dong
from generator.document.nodes import Paragraph, Role, plain_text
from generator.model.budget import Budget, DonViTinh, KhongSoTien

AMOUNTS = st.one_of(st.integers(0, 10**12), st.sampled_from(KhongSoTien))
GROUPS = st.lists(st.lists(AMOUNTS, min_size=1, max_size=5), min_size=1, max_size=9)


def budget(groups, unit=DonViTinh.TRIEU_DONG):
    return Budget.model_validate(
        {
            "nam_ngan_sach": 2027,
            "don_vi_tinh": unit,
            "nhom": [
                {
                    "ten_nhom": f"Nhóm {number}",
                    "nhiem_vu": [
                        {
                            "noi_dung": "Việc",
                            "chu_tri": "Sở",
                            "thoi_gian": "Cả năm",
                            "kinh_phi": amount,
                        }
                        for amount in amounts
                    ],
                }
                for number, amounts in enumerate(groups, start=1)
            ],
        }
    )


def texts(row):
    return [plain_text(cell.paragraphs[0]) for cell in row.cells]


def dong(text, unit):
    size = {"dong": 0, "nghin_dong": 3, "trieu_dong": 6}[unit]
    whole, _, decimals = text.replace(".", "").partition(",")
    return int(whole + decimals.ljust(size, "0"))


@given(GROUPS, st.sampled_from(DonViTinh))
def test_shown_rows_add_up_to_shown_subtotals_and_total(groups, unit):
    table = build_annex(budget(groups, unit))[1]
    subtotals = []
    sums = []
    for row in table.rows[1:-1]:
        if len(row.cells) == len(table.columns):
            shown = texts(row)[6]
            sums[-1] += dong(shown, unit) if shown[:1].isdigit() else 0
        else:
            shown = texts(row)[2]
            subtotals.append(dong(shown, unit) if shown else 0)
            sums.append(0)

    assert sums == subtotals
    assert texts(table.rows[-1])[1:3] == [TOTAL_NAME, format_dong(sum(sums), unit)]


def test_groups_have_roman_numbers_and_tasks_restart_in_each():
    rows = build_annex(budget([[1, 2], [3]]))[1].rows

    assert [texts(row)[0] for row in rows] == ["STT", "I", "1", "2", "II", "1", ""]


def test_the_unit_stands_above_the_table():
    unit = build_annex(budget([[1]], DonViTinh.NGHIN_DONG))[0]

    assert isinstance(unit, Paragraph)
    assert (unit.role, plain_text(unit.inlines)) == (Role.UNIT, "Đơn vị tính: nghìn đồng")


def test_what_is_no_sum_is_never_shown_as_zero():
    unit = DonViTinh.TRIEU_DONG

    assert [format_amount(amount, unit) for amount in (0, *KhongSoTien)] == [
        "0",
        "Lồng ghép",
        "Theo dự toán được giao",
        "",
    ]


def test_typed_sums_are_whole_dong():
    assert budget([["1.250.000.000", "Lồng ghép", "20000"]]).tong_cong == 1_250_020_000
