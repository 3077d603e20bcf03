"""Sums of a budget against sums worked out here in another way, on the page and in words."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sample_budgets import BUDGETS, budget, layout, worked_out

from generator.budget.annex import build_annex, read_word_annexes
from generator.compose.build import build_document
from generator.document.nodes import Annex, Document, Orientation
from generator.model.budget import KhongSoTien, LoaiNguon
from generator.readers.docx import read_docx
from generator.text.numbers import read_words
from generator.workspace import Workspace
from generator.writers.docx.write import write

ROOT = Path(__file__).parents[2]


# ------------------------------------------------------------------ sums worked out again


def own(line):
    """Return a line's own sum, None when it has none."""
    if isinstance(line.kinh_phi, int):
        return line.kinh_phi
    if line.kinh_phi is None and line.don_gia is not None:
        count = (line.so_luong if line.so_luong is not None else 1) * (
            line.so_lan if line.so_lan is not None else 1
        )
        return int(count * line.don_gia)
    return None


def total_of(line):
    below = [*getattr(line, "nhiem_vu", ()), *getattr(line, "chi_tiet", ())]
    sums = [amount for amount in map(total_of, below) if amount is not None]
    return sum(sums) if sums else own(line)


def totals(made):
    """Return the sums of groups and their total, worked out from the model alone."""
    groups = [total_of(group) for group in made.nhom]
    known = [amount for amount in groups if amount is not None]
    return groups, sum(known) if known else None


@pytest.fixture(scope="module")
def built():
    return build_document(ROOT / "plans/ubnd-cao-bang/2027-ke-hoach.yaml", Workspace.open(ROOT))


# 100 files of 10 annexes each: a thousand budgets.
@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(BUDGETS, min_size=10, max_size=10))
def test_the_word_file_and_its_words_say_the_sums_of_a_thousand_budgets(built, budgets):
    annexes = tuple(
        Annex(
            "Phụ lục",
            ("TÊN",),
            "(Kèm theo)",
            Orientation.LANDSCAPE,
            build_annex(worked_out(made), layout(made.mau_bang, made.cac_nam)),
        )
        for made in budgets
    )
    document: Document = replace(built.document, blocks=(), annexes=annexes)
    word = read_docx(write(document, standard=built.standard))
    lines = [each.text for each in word.paragraphs if each.text.startswith("Bằng chữ: ")]
    tables = read_word_annexes(word)

    assert len(tables) == len(budgets)
    spoken = []
    for made, table in zip(budgets, tables, strict=True):
        groups, total = totals(made)
        unit = made.don_vi_tinh
        shown = replace(table, unit=unit)
        rows = reread(shown, unit)
        assert [rows[row.number] for row in table.rows if row.level == 1] == groups
        assert rows[""] == total
        if total is not None and made.mau_bang != "c2":
            spoken.append(total)
    assert [read_words(line.removeprefix("Bằng chữ: ")) for line in lines] == spoken


def reread(table, unit):
    """Return the sums of groups and the total in đồng, read with this table's own unit."""
    size = {"dong": 0, "nghin_dong": 3, "trieu_dong": 6}[unit]
    found = {}
    for row in (*table.rows, table.total):
        text = row.cells.get("kinh_phi", "")
        whole, _, part = text.replace(".", "").partition(",")
        found[row.number] = int(whole + part.ljust(size, "0")) if text[:1].isdigit() else None
    return found


@settings(max_examples=300)
@given(BUDGETS)
def test_every_sum_is_divided_among_sources_quarters_and_none_is_lost(made):
    computed = worked_out(made)
    groups, total = totals(made)

    assert [group.amount for group in computed.groups] == groups
    assert computed.total == (total or 0)
    assert sum(computed.by_source.values()) + computed.unsourced == computed.total
    assert sum(computed.by_quarter.values()) == computed.total
    for row in computed.rows():
        below = [child.amount for child in row.children if child.amount is not None]
        assert not below or sum(below) == row.amount


# ------------------------------------------------------------------ what single rows mean


def first(*groups, **keys):
    return worked_out(budget(*groups, **keys)).groups[0]


def test_words_add_nothing_and_are_not_zero():
    group = first([5, "lồng ghép", "theo dự toán được giao", "để mở", 0])

    assert [row.amount for row in group.children] == [5, None, None, None, 0]
    assert [row.word for row in group.children] == [None, *KhongSoTien, None]
    assert (group.amount, first(["lồng ghép"]).amount) == (5, None)


def test_a_row_with_sub_items_is_their_sum_and_is_counted_once():
    items = [{"noi_dung": "a", "kinh_phi": 60}, {"noi_dung": "b", "kinh_phi": 30}]
    group = first([{"kinh_phi": 90, "chi_tiet": items}])

    assert (group.amount, worked_out(budget([{"kinh_phi": 90, "chi_tiet": items}])).total) == (
        90,
        90,
    )


def test_a_group_may_carry_its_own_sum_above_rows_without_sums():
    group = first({"kinh_phi": 70, "nhiem_vu": [{"noi_dung": "x"}, {"noi_dung": "y"}]})

    assert (group.amount, [row.amount for row in group.children]) == (70, [None, None])


def test_a_price_comes_from_the_norm_of_the_day_when_none_is_typed():
    row = first({"so_luong": "2,5", "so_lan": 2, "dinh_muc": "dich_noitiep"})

    assert (row.money.price, row.amount) == (750_000, 3_750_000)
    assert row.norm.citation == "điểm a khoản 2 Điều 11 Thông tư số 35/2026/TT-BTC"


def test_shares_are_sums_percents_and_a_rest():
    sources = [
        {"loai_nguon": "trung_uong", "so_tien": 50},
        {"loai_nguon": "tinh", "ty_le": "12,5"},
        "Xã hội hóa",
    ]
    row = first({"kinh_phi": 200, "nguon": sources})

    assert row.by_source == {
        LoaiNguon.TRUNG_UONG: 50,
        LoaiNguon.TINH: 25,
        LoaiNguon.XA_HOI_HOA: 125,
    }


def test_the_source_of_a_group_takes_what_its_rows_leave_open():
    group = first(
        {
            "nguon": "Ngân sách tỉnh",
            "nhiem_vu": [
                {"noi_dung": "x", "kinh_phi": 10, "nguon": "Ngân sách xã"},
                {"noi_dung": "y", "kinh_phi": 30},
            ],
        }
    )

    assert group.by_source == {LoaiNguon.TINH: 30, LoaiNguon.XA: 10}
    assert group.unsourced == 0


def test_what_is_spent_over_several_quarters_is_not_divided_between_them():
    rows = [
        {"kinh_phi": 10, "thoi_gian": "Quý II"},
        {"kinh_phi": 20, "thoi_gian": "Tháng 5 - 8"},
        {"kinh_phi": 40, "thoi_gian": ""},
    ]
    computed = worked_out(budget(rows))

    assert computed.by_quarter == {1: 0, 2: 10, 3: 0, 4: 0, 0: 20, None: 40}


def test_a_sub_item_has_the_lead_and_time_of_its_task():
    items = [{"noi_dung": "a", "kinh_phi": 1}]
    made = budget([{"chu_tri": "Sở A", "thoi_gian": "Quý IV", "chi_tiet": items}])
    computed = worked_out(made)
    item = computed.groups[0].children[0].children[0]

    assert (item.lead, item.line.chu_tri) == ("Sở A", "")
    assert computed.by_quarter[4] == 1


def test_large_quantities_lose_no_dong():
    row = first({"so_luong": "123.456.789,0125", "so_lan": "8.000", "don_gia": 999_999_937})

    expected = Decimal("123456789.0125") * 8000
    assert row.amount == int(expected) * 999_999_937


def test_asked_and_granted_sums_are_kept_apart():
    computed = worked_out(
        budget([{"kinh_phi": 100, "duoc_duyet": 80}, {"kinh_phi": 50, "duoc_duyet": "để mở"}])
    )

    assert (computed.total, computed.granted) == (150, 80)


def test_a_total_larger_than_words_can_say_is_found():
    made = worked_out(budget([{"kinh_phi": 999_999_999_999_999_999}, {"kinh_phi": 1_234_567}]))
    largest = worked_out(budget([{"kinh_phi": 10**18}]))

    (finding,) = made.findings
    assert (finding.id, finding.path) == ("BUD28", ("nhom",))
    assert "1.000.000.000.001.234.566 đồng" in finding.message_text()
    assert largest.findings == ()
