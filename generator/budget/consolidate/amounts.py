"""Sums as others write them: numbers, numbers typed as text, words in place of a sum."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from generator.budget.heads import plain, unit_of
from generator.budget.money import UNIT_DONG
from generator.model.money import DonViTinh
from generator.ooxml.grid import CellValue

_VIETNAMESE = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?")
_ENGLISH = re.compile(r"(\d{1,3}(?:,\d{3}){2,})(?:\.(\d+))?")
_WITH_UNIT = re.compile(r"([\d.,\s]*\d)\s*(\D+)")
_NOTHING = frozenset(("", "-", "–", "—", "x", "0đ", "..", "...", "…"))
_WORDS = re.compile(
    r"long ghep.*|theo du toan.*|theo thuc te.*|khong bo tri.*|de mo|tu can doi.*|theo quy dinh.*"
    r"|duoc giao.*|trong du toan.*|tu chu.*|khong"
)


@dataclass(frozen=True, slots=True)
class ReadAmount:
    """What a money cell says.

    Attributes:
        dong: The sum in đồng; None when the cell has none.
        word: What stands in place of a sum.
        as_text: The sum is text in a cell that should hold a number.
        unit: A unit the cell names itself.
        bad: The cell says something that is neither.
    """

    dong: Decimal | None = None
    word: str = ""
    as_text: bool = False
    unit: DonViTinh | None = None
    bad: bool = False


NOTHING = ReadAmount()


def read_amount(value: CellValue, unit: DonViTinh) -> ReadAmount:
    """Return what a money cell of a table in a unit says."""
    if isinstance(value, bool) or value is None:
        return NOTHING
    if isinstance(value, int | Decimal):
        return ReadAmount(Decimal(value) * UNIT_DONG[unit])
    return _read_text(str(value), unit)


@lru_cache(maxsize=16384)
def _read_text(value: str, unit: DonViTinh) -> ReadAmount:
    text = " ".join(value.split())
    if text.lower() in _NOTHING:
        return NOTHING
    number = read_number(text)
    if number is not None:
        return ReadAmount(number * UNIT_DONG[unit], as_text=True)
    match = _WITH_UNIT.fullmatch(text)
    named = unit_of(match[2]) if match else None
    if match and named:
        number = read_number(match[1].replace(" ", ""))
        if number is not None:
            return ReadAmount(number * UNIT_DONG[named], as_text=True, unit=named)
    if _WORDS.fullmatch(plain(text)):
        return ReadAmount(word=text)
    return ReadAmount(word=text, bad=any(char.isdigit() for char in text))


def read_number(text: str) -> Decimal | None:
    """Return a number written as in Vietnam, or in the English way where that is beyond doubt.

    >>> read_number("1.250,5"), read_number("120,000,000"), read_number("12,5a")
    (Decimal('1250.5'), Decimal('120000000'), None)
    """
    text = text.replace("\u00a0", "").replace(" ", "")
    for pattern, dots in ((_VIETNAMESE, "."), (_ENGLISH, ",")):
        match = pattern.fullmatch(text)
        if match:
            whole = match[1].replace(dots, "")
            return Decimal(f"{whole}.{match[2]}" if match[2] else whole)
    return None
