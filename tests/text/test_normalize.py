import doctest
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.revise import merge
from generator.text import compare, dates, normalize

SYLLABLES = ["hòa", "Thóa", "ủy", "thủy", "khỏe", "Lũy", "TÒA", "tòe"]


@pytest.mark.parametrize(
    "module", [compare, dates, normalize, merge], ids=["compare", "dates", "normalize", "merge"]
)
def test_examples_in_docstrings_hold(module):
    result = doctest.testmod(module)

    assert result.attempted > 0
    assert result.failed == 0


@pytest.mark.parametrize(
    ("new", "old"),
    [
        ("Thanh Hoá", "Thanh Hóa"),
        ("Khánh Hoà", "Khánh Hòa"),
        ("Uỷ ban", "Ủy ban"),
        ("cấp uỷ", "cấp ủy"),
        ("khoẻ", "khỏe"),
        ("HOÀ BÌNH", "HÒA BÌNH"),
    ],
)
def test_tone_marks_move_to_the_first_vowel(new, old):
    assert normalize.old_tone_style(new) == old
    assert normalize.new_tone_style(old) == new


@pytest.mark.parametrize("text", ["quý", "hoàn toàn", "hoặc", "quỳ", "thuyền", "khoản", "ngoại"])
def test_syllables_alike_in_both_styles_stay(text):
    assert normalize.old_tone_style(text) == text
    assert normalize.new_tone_style(text) == text


@given(st.lists(st.sampled_from(SYLLABLES), max_size=6).map(" ".join))
def test_tone_styles_are_inverse(text):
    assert normalize.old_tone_style(normalize.new_tone_style(text)) == text


@given(st.text())
def test_slug_is_ascii_and_stable(text):
    made = normalize.slug(text)

    assert made.isascii()
    assert normalize.slug(made) == made
    assert normalize.slug(unicodedata.normalize("NFD", text)) == made


def test_invisible_characters_and_doubled_spaces_go():
    assert normalize.clean("\ufeffCao\u200b  Bằng\u00a0 ") == "Cao Bằng"


def test_decomposed_letters_are_composed():
    assert normalize.to_nfc(unicodedata.normalize("NFD", "Đắk Lắk")) == "Đắk Lắk"


def test_unpaired_straight_quote_stays():
    assert normalize.curl_quotes('màn hình 5" rộng') == 'màn hình 5" rộng'


def test_lists_are_joined_with_va():
    assert normalize.join_and([]) == ""
    assert normalize.join_and(["Lào"]) == "Lào"
    assert normalize.join_and(("Lào", "Pháp")) == "Lào và Pháp"
