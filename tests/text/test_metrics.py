"""Widths and line breaks of Times New Roman text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.metrics import TABLE_PATH, UNITS_PER_EM, balance_lines, text_width

WORDS = st.lists(st.text("abcĐăộưừ", min_size=1, max_size=9), min_size=1, max_size=25)
VIETNAMESE = (
    "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
)


# Widths of Times New Roman's own files, known from the PostScript font metrics of Times.
@pytest.mark.parametrize(
    ("character", "bold", "italic", "thousandths"),
    [
        ("a", False, False, 444),
        ("W", False, False, 944),
        ("M", True, False, 944),
        ("a", True, False, 500),
        ("m", False, True, 722),
        ("m", True, True, 778),
        (" ", False, False, 250),
        ("-", True, False, 333),
    ],
)
def test_a_character_is_as_wide_as_in_times(character, bold, italic, thousandths):
    width = text_width(character, 1000, bold=bold, italic=italic)

    assert thousandths == pytest.approx(width, abs=1)


@pytest.mark.parametrize("letters", [VIETNAMESE, VIETNAMESE.upper()])
def test_every_vietnamese_letter_is_in_the_table(letters):
    known = {
        chr(int(line.split("\t")[0], 16))
        for line in TABLE_PATH.read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    }

    assert set() == set(letters) - known


def test_a_mark_above_a_letter_does_not_make_it_wider():
    assert text_width("a", UNITS_PER_EM) == text_width("ậ", UNITS_PER_EM)


@given(WORDS, st.floats(60, 300))
def test_broken_lines_keep_the_text_and_fit(words, width):
    text = " ".join(words)

    lines = balance_lines(text, width, 14)

    assert text == " ".join(lines)
    assert all(text_width(line, 14) <= width or " " not in line for line in lines)


def test_a_line_does_not_end_with_a_word_that_belongs_to_the_next():
    lines = balance_lines("Hợp tác hữu nghị và phát triển", 130, 14)

    assert lines == ("Hợp tác hữu nghị", "và phát triển")


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("THÀNH ỦY THÀNH PHỐ HỒ CHÍ MINH", 190, ("THÀNH ỦY THÀNH PHỐ", "HỒ CHÍ MINH")),
        ("THÀNH ỦY THÀNH PHỐ HỒ CHÍ MINH", 140, ("THÀNH ỦY", "THÀNH PHỐ", "HỒ CHÍ MINH")),
        ("ĐẢNG ỦY PHƯỜNG XUÂN HƯƠNG - ĐÀ LẠT", 150, ("ĐẢNG ỦY PHƯỜNG", "XUÂN HƯƠNG -", "ĐÀ LẠT")),
        ("BAN TUYÊN GIÁO TỈNH ỦY", 100, ("BAN", "TUYÊN GIÁO", "TỈNH ỦY")),
        ("VĂN HÓA XÃ HỘI VÀ GIA ĐÌNH", 140, ("VĂN HÓA XÃ HỘI", "VÀ GIA ĐÌNH")),
    ],
)
def test_rather_one_line_more_than_a_word_in_two(text, width, lines):
    assert lines == balance_lines(text, width, 14, bold=True)


def test_only_a_word_wider_than_the_line_is_broken_inside():
    assert balance_lines("TỈNH ỦY TUYÊN GIÁO", 80, 14, bold=True) == ("TỈNH ỦY", "TUYÊN", "GIÁO")


def test_lines_are_of_even_length():
    lines = balance_lines("BỘ THÔNG TIN VÀ TRUYỀN THÔNG", 200, 13, bold=True)

    assert lines == ("BỘ THÔNG TIN", "VÀ TRUYỀN THÔNG")


def test_the_room_for_an_open_day_is_not_broken():
    text = "Cao Bằng, ngày      tháng 02 năm 2027"

    assert text == " ".join(balance_lines(text, 80, 14))
    assert any("ngày      tháng" in line for line in balance_lines(text, 110, 14))
