"""Numbers as documents print them: Roman, letters, grouped, and sums of money in words."""

import re
from collections.abc import Mapping

from generator.text.normalize import to_nfc

_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L")),
    *((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_LETTERS = "abcdđeghiklmnopqrstuvxy"


def to_roman(number: int) -> str:
    """Return a number from 1 to 3999 in Roman numerals.

    >>> to_roman(14), to_roman(1944)
    ('XIV', 'MCMXLIV')
    """
    text = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text


def to_letter(number: int) -> str:
    """Return the letter of a point of that number; after the last letter two stand together.

    >>> to_letter(1), to_letter(5), to_letter(24)
    ('a', 'đ', 'aa')
    """
    if number <= len(_LETTERS):
        return _LETTERS[number - 1]
    return to_letter((number - 1) // len(_LETTERS)) + _LETTERS[(number - 1) % len(_LETTERS)]


def group_digits(number: int) -> str:
    """Return a whole number with dots between thousands.

    >>> group_digits(1_250_000)
    '1.250.000'
    """
    return f"{number:,}".replace(",", ".")


# ---------------------------------------------------------------------- in words

LARGEST_IN_WORDS = 10**18

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_UNIT_AFTER_TENS = {1: "mốt", 4: "tư", 5: "lăm"}
_BILLION = 10**9
_SCALES = ((10**6, "triệu"), (10**3, "nghìn"), (1, ""))


def number_in_words(number: int, *, zero_tens: str = "linh") -> str:
    """Return a whole number from 0 to 10^18 in words.

    Empty groups of three are passed over; a group after another is read with its hundreds.

    Args:
        number: The number.
        zero_tens: "linh" or "lẻ", for a tens' place of 0 before a unit.

    Raises:
        TypeError: When it is no whole number.
        ValueError: When it is negative or larger than 10^18.

    >>> number_in_words(1_005_000_021)
    'một tỷ không trăm linh năm triệu không trăm hai mươi mốt'
    """
    if isinstance(number, bool) or not isinstance(number, int):
        raise TypeError(number)
    if not 0 <= number <= LARGEST_IN_WORDS:
        raise ValueError(number)
    return " ".join(_write_number(number, zero_tens)) if number else _DIGITS[0]


def money_in_words(amount: int, *, zero_tens: str = "linh", round_word: bool = False) -> str:
    """Return a sum in words with "đồng".

    Args:
        amount: Whole đồng.
        zero_tens: "linh" or "lẻ".
        round_word: A sum of whole thousands ends with "đồng chẵn".

    >>> money_in_words(500_000_000, round_word=True)
    'năm trăm triệu đồng chẵn'
    """
    words = f"{number_in_words(amount, zero_tens=zero_tens)} đồng"
    return f"{words} chẵn" if round_word and amount and amount % 1000 == 0 else words


def _write_number(number: int, zero_tens: str) -> list[str]:
    billions, rest = divmod(number, _BILLION)
    words = [*_write_number(billions, zero_tens), "tỷ"] if billions else []
    for size, name in _SCALES:
        group, rest = divmod(rest, size)
        if group:
            words += _write_group(group, zero_tens, with_hundreds=bool(words))
            words += [name] if name else []
    return words


def _write_group(group: int, zero_tens: str, *, with_hundreds: bool) -> list[str]:
    hundreds, rest = divmod(group, 100)
    tens, unit = divmod(rest, 10)
    words = [_DIGITS[hundreds], "trăm"] if hundreds or with_hundreds else []
    if tens == 0:
        if unit:
            words += [zero_tens, _DIGITS[unit]] if words else [_DIGITS[unit]]
        return words
    words += ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    if unit:
        special = {5: "lăm"} if tens == 1 else _UNIT_AFTER_TENS
        words.append(special.get(unit, _DIGITS[unit]))
    return words


_READ_DIGITS = {word: digit for digit, word in enumerate(_DIGITS)}
_READ_UNITS = {**_READ_DIGITS, "mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5}
_SPELLINGS = {"lẻ": "linh", "ngàn": "nghìn", "tỉ": "tỷ", "bẩy": "bảy"}
_WORD = re.compile(r"[^\W\d_]+")


def read_words(text: str) -> int:
    """Return the number that words stand for: "linh" or "lẻ", with or without "đồng chẵn".

    Short forms that can be taken in two ways ("một triệu hai") are refused.

    Raises:
        ValueError: When the words are no number.

    >>> read_words("Một tỷ không trăm linh năm triệu đồng chẵn./.")
    1005000000
    """
    words = [_SPELLINGS.get(word, word) for word in _WORD.findall(to_nfc(text).lower())]
    if words[-1:] == ["chẵn"]:
        words.pop()
    if words[-1:] == ["đồng"]:
        words.pop()
    if words == [_DIGITS[0]]:
        return 0
    if not words or any(character.isdigit() for character in text):
        raise ValueError(text)
    number = _read_number(words, text)
    if number > LARGEST_IN_WORDS:
        raise ValueError(text)
    return number


def _read_number(words: list[str], text: str) -> int:
    number = 0
    if "tỷ" in words:
        end = len(words) - 1 - words[::-1].index("tỷ")
        number = _read_number(words[:end], text) * _BILLION
        words = words[end + 1 :]
    elif not words:
        raise ValueError(text)
    for size, name in _SCALES:
        if name and name not in words:
            continue
        end = words.index(name) if name else len(words)
        if end or name:
            number += _read_group(words[:end], text, bare=number == 0) * size
        words = words[end + 1 :]
    return number


def _read_group(words: list[str], text: str, *, bare: bool) -> int:
    """Return a group of three; a unit that stands alone is only taken at the very front."""
    hundreds = 0
    rest = words
    if words[1:2] == ["trăm"]:
        hundreds = _lookup(_READ_DIGITS, words[0], text)
        rest = words[2:]
        bare = False
    match rest:
        case [] if len(words) > len(rest):
            below = 0
        case ["linh", unit] if unit != _DIGITS[0]:
            below = _lookup(_READ_UNITS, unit, text)
        case ["mười"]:
            below = 10
        case ["mười", unit]:
            below = 10 + _lookup(_READ_UNITS, unit, text)
        case [tens, "mươi"]:
            below = 10 * _lookup(_READ_DIGITS, tens, text)
        case [tens, "mươi", unit]:
            below = 10 * _lookup(_READ_DIGITS, tens, text) + _lookup(_READ_UNITS, unit, text)
        case [unit] if bare:
            below = _lookup(_READ_DIGITS, unit, text)
        case _:
            raise ValueError(text)
    return 100 * hundreds + below


def _lookup(table: Mapping[str, int], word: str, text: str) -> int:
    if word not in table:
        raise ValueError(text)
    return table[word]
