"""Sums in words: right for every hard case in both styles, and read back without loss."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.text.numbers import (
    LARGEST_IN_WORDS,
    group_digits,
    money_in_words,
    number_in_words,
    read_words,
    to_letter,
    to_roman,
)

HARD = {
    0: "không",
    1: "một",
    4: "bốn",
    5: "năm",
    10: "mười",
    11: "mười một",
    14: "mười bốn",
    15: "mười lăm",
    20: "hai mươi",
    21: "hai mươi mốt",
    24: "hai mươi tư",
    25: "hai mươi lăm",
    31: "ba mươi mốt",
    44: "bốn mươi tư",
    45: "bốn mươi lăm",
    55: "năm mươi lăm",
    91: "chín mươi mốt",
    99: "chín mươi chín",
    100: "một trăm",
    101: "một trăm linh một",
    104: "một trăm linh bốn",
    105: "một trăm linh năm",
    110: "một trăm mười",
    111: "một trăm mười một",
    114: "một trăm mười bốn",
    115: "một trăm mười lăm",
    121: "một trăm hai mươi mốt",
    124: "một trăm hai mươi tư",
    150: "một trăm năm mươi",
    155: "một trăm năm mươi lăm",
    500: "năm trăm",
    505: "năm trăm linh năm",
    555: "năm trăm năm mươi lăm",
    999: "chín trăm chín mươi chín",
    1_000: "một nghìn",
    1_001: "một nghìn không trăm linh một",
    1_004: "một nghìn không trăm linh bốn",
    1_005: "một nghìn không trăm linh năm",
    1_010: "một nghìn không trăm mười",
    1_015: "một nghìn không trăm mười lăm",
    1_021: "một nghìn không trăm hai mươi mốt",
    1_100: "một nghìn một trăm",
    1_101: "một nghìn một trăm linh một",
    5_005: "năm nghìn không trăm linh năm",
    10_000: "mười nghìn",
    10_010: "mười nghìn không trăm mười",
    15_015: "mười lăm nghìn không trăm mười lăm",
    21_000: "hai mươi mốt nghìn",
    24_024: "hai mươi tư nghìn không trăm hai mươi tư",
    100_000: "một trăm nghìn",
    101_101: "một trăm linh một nghìn một trăm linh một",
    105_000: "một trăm linh năm nghìn",
    1_000_000: "một triệu",
    1_000_001: "một triệu không trăm linh một",
    1_000_010: "một triệu không trăm mười",
    1_001_000: "một triệu không trăm linh một nghìn",
    1_010_000: "một triệu không trăm mười nghìn",
    1_250_000: "một triệu hai trăm năm mươi nghìn",
    10_000_005: "mười triệu không trăm linh năm",
    21_000_000: "hai mươi mốt triệu",
    84_600_000: "tám mươi tư triệu sáu trăm nghìn",
    100_000_100: "một trăm triệu một trăm",
    500_000_000: "năm trăm triệu",
    999_999_999: (
        "chín trăm chín mươi chín triệu chín trăm chín mươi chín nghìn chín trăm chín mươi chín"
    ),
    1_000_000_000: "một tỷ",
    1_000_000_001: "một tỷ không trăm linh một",
    1_000_001_000: "một tỷ không trăm linh một nghìn",
    1_005_000_000: "một tỷ không trăm linh năm triệu",
    1_050_000_000: "một tỷ không trăm năm mươi triệu",
    2_140_250_000: "hai tỷ một trăm bốn mươi triệu hai trăm năm mươi nghìn",
    10_000_000_000: "mười tỷ",
    21_021_021_021: (
        "hai mươi mốt tỷ không trăm hai mươi mốt triệu không trăm hai mươi mốt nghìn"
        " không trăm hai mươi mốt"
    ),
    105_000_000_000: "một trăm linh năm tỷ",
    1_000_000_000_000: "một nghìn tỷ",
    1_001_000_000_000: "một nghìn không trăm linh một tỷ",
    1_000_000_000_005: "một nghìn tỷ không trăm linh năm",
    15_000_000_000_000: "mười lăm nghìn tỷ",
    10**15: "một triệu tỷ",
    10**15 + 5: "một triệu tỷ không trăm linh năm",
    10**15 + 10**12: "một triệu không trăm linh một nghìn tỷ",
    10**15 + 10**9: "một triệu không trăm linh một tỷ",
    10**17: "một trăm triệu tỷ",
    10**18 - 10**9: (
        "chín trăm chín mươi chín triệu chín trăm chín mươi chín nghìn chín trăm chín mươi chín tỷ"
    ),
    10**18: "một tỷ tỷ",
}


@pytest.mark.parametrize(("number", "words"), HARD.items())
def test_a_hard_number_is_right_in_both_styles(number, words):
    assert number_in_words(number) == words
    assert number_in_words(number, zero_tens="lẻ") == words.replace("linh", "lẻ")
    assert read_words(words) == number
    assert read_words(words.replace("linh", "lẻ").replace("nghìn", "ngàn")) == number


def test_the_table_has_sixty_cases_or_more():
    assert len(HARD) >= 60


@settings(max_examples=10_000, deadline=None)
@given(
    st.one_of(
        st.integers(0, LARGEST_IN_WORDS),
        st.lists(st.sampled_from((0, 1, 4, 5, 10, 14, 15, 21, 100, 101, 999)), max_size=6).map(
            lambda groups: sum(group * 1000**place for place, group in enumerate(groups))
        ),
    ),
    st.sampled_from(("linh", "lẻ")),
    st.booleans(),
)
def test_words_are_read_back_as_the_number(number, zero_tens, round_word):
    words = money_in_words(number, zero_tens=zero_tens, round_word=round_word)

    assert read_words(words[0].upper() + words[1:] + "./.") == number


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (500_000_000, "năm trăm triệu đồng chẵn"),
        (1_001_000, "một triệu không trăm linh một nghìn đồng chẵn"),
        (1_001_500, "một triệu không trăm linh một nghìn năm trăm đồng"),
        (0, "không đồng"),
    ],
)
def test_chan_closes_a_round_sum_only(amount, words):
    assert money_in_words(amount, round_word=True) == words


@pytest.mark.parametrize("number", [-1, 10**18 + 1])
def test_a_number_out_of_range_is_refused(number):
    with pytest.raises(ValueError, match=str(number)):
        number_in_words(number)


@pytest.mark.parametrize("number", [1.5, 1.0, Decimal(1), Fraction(1, 2), True, "1"])
def test_what_is_no_whole_number_is_refused(number):
    with pytest.raises(TypeError):
        number_in_words(number)


@pytest.mark.parametrize(
    "text",
    [
        *("", "đồng", "một triệu hai", "hai mốt", "một trăm hai", "một nghìn triệu"),
        *("một triệu nghìn", "tỷ", "nghìn", "một tỷ tỷ tỷ", "hai nghìn ba triệu", "mười mươi"),
        *("một trăm linh không", "120 triệu đồng", "một trăm đô la", "năm trăm năm trăm"),
    ],
)
def test_words_that_are_no_number_or_can_be_taken_two_ways_are_refused(text):
    with pytest.raises(ValueError, match=r".*"):
        read_words(text)


def test_numerals_letters_and_groups_of_digits():
    assert [to_roman(number) for number in (1, 4, 9, 14, 40, 90, 1944)] == [
        *("I", "IV", "IX", "XIV", "XL", "XC", "MCMXLIV"),
    ]
    assert [to_letter(number) for number in (1, 5, 23, 24, 46)] == ["a", "đ", "y", "aa", "ay"]
    assert group_digits(1_250_000) == "1.250.000"
