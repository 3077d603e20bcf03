"""Formal lines composed from the standards' forms."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import InputError
from generator.standards import load_standard

SYMBOLS = st.from_regex(r"[A-ZĐ]{2,6}", fullmatch=True)


@pytest.mark.parametrize(
    ("standard_id", "parts", "expected"),
    [
        ("nd30", ("12", "KH", "UBND"), "Số: 12/KH-UBND"),
        ("nd30", ("5", "HD", "SNV"), "Số: 05/HD-SNV"),
        ("nd30", (None, "KH", "UBND"), "Số:      /KH-UBND"),
        ("nd30", ("", "CTr", "UBND"), "Số:      /CTr-UBND"),
        ("nd30", ("05", None, "BNV", "VP"), "Số: 05/BNV-VP"),
        ("nd30", (None, None, "UBND", "VHXH"), "Số:      /UBND-VHXH"),
        ("nd30", ("1023", None, "BNV"), "Số: 1023/BNV"),
        ("hd36", ("782", "CV", "ĐU"), "Số 782-CV/ĐU"),
        ("hd36", ("1", "HD", "BTGDVTU"), "Số 01-HD/BTGDVTU"),
        ("hd05", (None, "KH", "ĐU"), "Số      -KH/ĐU"),
    ],
)
def test_number_and_symbol(standard_id, parts, expected):
    assert expected == load_standard(standard_id).format_so_ky_hieu(*parts)


@given(number=st.integers(1, 9999), symbol=SYMBOLS)
def test_every_party_number_has_the_form_of_its_regime(number, symbol):
    line = load_standard("hd05").format_so_ky_hieu(str(number), "HD", symbol)

    assert re.fullmatch(r"Số (?:0[1-9]|[1-9]\d+)-HD/[A-ZĐ]+", line)


def test_a_party_letter_needs_its_type():
    with pytest.raises(InputError, match="số, ký hiệu cần tên viết tắt"):
        load_standard("hd05").format_so_ky_hieu("5", None, "ĐU")


@pytest.mark.parametrize(("standard_id", "kind"), [("hd05", "CV"), ("nd30", "KH")])
def test_a_drafting_unit_has_no_place_but_in_a_state_letter(standard_id, kind):
    with pytest.raises(InputError, match="đơn vị soạn thảo “VX”"):
        load_standard(standard_id).format_so_ky_hieu("5", kind, "UBND", "VX")


@pytest.mark.parametrize(
    ("standard_id", "archive", "expected"),
    [
        ("nd30", "VT, VHXH", ("- Như trên;", "- Sở Nội vụ (để b/c);", "- Lưu: VT, VHXH.")),
        ("hd36", "Văn phòng", ("- Như trên,", "- Sở Nội vụ (để b/c),", "- Lưu Văn phòng.")),
        ("hd05", "Văn phòng", ("- Như trên;", "- Sở Nội vụ (để b/c);", "- Lưu Văn phòng.")),
    ],
)
def test_recipients(standard_id, archive, expected):
    items = ("Như trên", "Sở Nội vụ (để b/c);")

    assert expected == load_standard(standard_id).format_noi_nhan(items, archive)


def test_recipients_without_an_archive_line_end_with_the_mark():
    assert load_standard("nd30").format_noi_nhan(("A", "B"), "") == ("- A;", "- B.")


def test_one_addressee_stands_alone_and_several_are_listed():
    standard = load_standard("nd30")

    assert standard.format_kinh_gui(("Bộ Nội vụ",)) == ("Bộ Nội vụ",)
    assert standard.format_kinh_gui(("Bộ Nội vụ", "Bộ Tài chính")) == (
        "- Bộ Nội vụ;",
        "- Bộ Tài chính.",
    )


@pytest.mark.parametrize(
    ("standard_id", "kind", "expected"),
    [
        ("nd30", "cong_van", "Kính gửi:"),
        ("hd36", "to_trinh", "Kính gửi:"),
        ("hd05", "to_trinh", "Kính trình:"),
        ("hd05", "cong_van", "Kính gửi:"),
    ],
)
def test_the_label_before_the_addressees(standard_id, kind, expected):
    assert expected == load_standard(standard_id).kinh_gui_label(kind)


@pytest.mark.parametrize(
    ("standard_id", "ten_loai", "expected"),
    [
        ("nd30", "QUY ĐỊNH", "QyĐ"),
        ("hd05", "Quy định", "QĐ"),
        ("nd30", "Công văn", None),
        ("hd05", "Công văn", "CV"),
        ("nd30", "Chương trình", "CTr"),
        ("nd30", "Kết luận", None),
    ],
)
def test_type_abbreviations(standard_id, ten_loai, expected):
    assert expected == load_standard(standard_id).type_abbreviation(ten_loai)


def test_the_subject_of_a_letter():
    subject = "thực hiện công tác thông tin đối ngoại"

    assert f"V/v {subject}" == load_standard("nd30").format_letter_subject(subject)
    assert subject == load_standard("hd05").format_letter_subject(subject)


def test_annexes_are_numbered_only_when_there_are_several():
    assert load_standard("nd30").annex_label(1, 1) == "Phụ lục"
    assert load_standard("nd30").annex_label(4, 5) == "Phụ lục IV"
    assert load_standard("hd05").annex_label(4, 5) == "Phụ lục 4"
