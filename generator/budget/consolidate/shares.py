"""Sources of money as annexes name them: one, several, or several with the part of each."""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache

from generator.budget.consolidate.amounts import read_amount
from generator.budget.heads import plain, source_kind
from generator.budget.sources import find_kind
from generator.model.budget import LoaiNguon
from generator.model.money import DonViTinh

SEVERAL, UNKNOWN = "nhieu_nguon", ""
"""Kinds of source beside those of the model: several at once, and none named."""

_SPLIT = re.compile(r"[;,+\n]|\bvà\b")
_PARTS = re.compile(r"[;\n]")


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
