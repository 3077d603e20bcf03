"""Sums and sources as others write them.

Sums are numbers, numbers typed as text, or words in place of a sum; sources are one, several, or
several with the part of each.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from generator.budget.heads import plain, source_kind, unit_of
from generator.budget.money import UNIT_DONG
from generator.budget.sources import find_kind
from generator.model.budget import LoaiNguon
from generator.model.money import DonViTinh
from generator.ooxml.cells import CellValue

SEVERAL, UNKNOWN = "nhieu_nguon", ""
"""Kinds of source beside those of the model: several at once, and none named."""

_SPLIT = re.compile(r"[;,+\n]|\bvà\b")
_PARTS = re.compile(r"[;\n]")
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


# ---------------------------------------------------------------------- sources


@lru_cache(maxsize=4096)
def kind_of(text: str) -> str:
    """Return the kind of source a cell names, or that it names several or none.

    >>> kind_of("ngân sách phường"), kind_of("NS tỉnh; xã hội hóa")
    ('xa', 'nhieu_nguon')
    """
    if not plain(text):
        return UNKNOWN
    whole = _named(text)
    if whole:
        return whole
    names = (part.partition(":")[0] for part in _SPLIT.split(text))
    kinds = {_named(name) or LoaiNguon.KHAC.value for name in names if plain(name)}
    return kinds.pop() if len(kinds) == 1 else SEVERAL


def _named(text: str) -> str:
    known = source_kind(text)
    if known or _SPLIT.search(text):
        return known
    found = find_kind(text)
    return found.value if found else ""


@lru_cache(maxsize=4096)
def read_shares(text: str, unit: DonViTinh) -> Mapping[str, Decimal]:
    """Return the parts of "tên: số; tên: số" in đồng by kind; none when a part has no number.

    >>> read_shares("Ngân sách tỉnh: 90; Xã hội hóa: 0,5", DonViTinh.TRIEU_DONG)
    {'tinh': Decimal('90000000'), 'xa_hoi_hoa': Decimal('500000.0')}
    """
    shares: dict[str, Decimal] = {}
    for part in _PARTS.split(text) if ":" in text else ():
        if not part.strip():
            continue
        name, _, number = part.rpartition(":")
        amount = read_amount(number.strip(), unit)
        if not plain(name) or amount.dong is None:
            return {}
        kind = kind_of(name)
        shares[kind] = shares.get(kind, Decimal(0)) + amount.dong
    return shares
