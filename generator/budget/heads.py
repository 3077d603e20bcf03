"""What the columns of other people's tables are, by their heads; what is not sure is not taken."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from generator.model.columns import BY_FIELD, COLUMNS, MONEY_HEADS, Column, Kind
from generator.model.money import DonViTinh
from generator.text.normalize import clean, old_tone_style, strip_marks

Heads = tuple[tuple[str, re.Pattern[str]], ...]
"""Patterns of whole heads with the field each one is."""


def _heads(columns: Iterable[Column], *, under_money: bool = False) -> Heads:
    patterns = (
        (each.field, each.heads_under_money if under_money else each.heads) for each in columns
    )
    return tuple((field, re.compile(pattern)) for field, pattern in patterns if pattern)


_OF_SOURCES = [column for column in COLUMNS if column.sources]
_SOURCES = _heads(_OF_SOURCES)
_SOURCES_UNDER_MONEY = _heads(_OF_SOURCES, under_money=True)
_OTHERS = _heads(column for column in COLUMNS if not column.sources)
_UNDER_MONEY = _heads(COLUMNS, under_money=True)
_ABOUT_MONEY = re.compile(
    rf"(?:tong )?{MONEY_HEADS}.*|nguon.*|trong do|(?:phan|chia) theo nguon.*|co cau nguon.*"
)
_YEAR = re.compile(r"(?:nam |kinh phi nam |du toan nam )?(20\d\d)")

_UNITS = (
    (DonViTinh.TRIEU_DONG, re.compile(r"(?:trieu (?:dong|d)|trd|tr\.? ?d(?:ong)?|trieu)")),
    (DonViTinh.NGHIN_DONG, re.compile(r"(?:(?:nghin|ngan|1\.?000) ?(?:dong|d)|nghin|ngan)")),
    (DonViTinh.DONG, re.compile(r"(?:dong|vnd|d)")),
)
_UNIT_LINE = re.compile(r"(?:don vi tinh|dvt|don vi)(?: tien)? ?: ?([^)\n;,]{1,24})")
_PARENTHESES = re.compile(r"\(([^()]*)\)")
_SEPARATORS = re.compile(r"[/,;:.\-–—_*\s]+")


@dataclass(frozen=True, slots=True)
class Head:
    """What a column is.

    Attributes:
        field: "noi_dung", "nguon.tinh", "nam.2027"; "" when the words are not known.
        unit: Unit its head names, None when it names none.
        text: The words, the upper head before the lower.
    """

    field: str
    unit: DonViTinh | None
    text: str

    @property
    def money(self) -> bool:
        """Return whether the column holds sums."""
        return is_money(self.field)


def is_money(field: str) -> bool:
    """Return whether a field holds sums of money."""
    column = BY_FIELD.get(field)
    return field.startswith("nam.") or (column is not None and column.kind is Kind.MONEY)


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """Return words to compare: no marks, small letters, parentheses and separators left out.

    >>> plain("Sản phẩm/ Kết quả (*)")
    'san pham ket qua'
    """
    return " ".join(_SEPARATORS.sub(" ", _PARENTHESES.sub(" ", _small(text))).split())


@lru_cache(maxsize=4096)
def _small(text: str) -> str:
    return strip_marks(old_tone_style(clean(text.replace("\n", " ")))).lower()


@lru_cache(maxsize=4096)
def recognise(*path: str) -> Head:
    """Return what a column is by its heads, the upper ones first."""
    texts = [text for text in path if text.strip()]
    unit = next((found for text in reversed(texts) if (found := unit_in_head(text))), None)
    words = [plain(text) for text in texts]
    return Head(_field(words) if words else "", unit, " / ".join(clean(text) for text in texts))


def _field(words: Sequence[str]) -> str:
    leaf = words[-1]
    above = words[-2] if len(words) > 1 else ""
    if above and _ABOUT_MONEY.fullmatch(above):
        field = _first(_UNDER_MONEY, leaf) or _year(leaf)
        if field:
            return field
    return (
        _first(_SOURCES, leaf)
        or _first(_OTHERS, leaf)
        or (_first(_OTHERS, f"{above} {leaf}") if above else "")
        or _year(leaf)
    )


def _year(leaf: str) -> str:
    match = _YEAR.fullmatch(leaf)
    return f"nam.{match[1]}" if match else ""


def _first(heads: Heads, words: str) -> str:
    return next((field for field, pattern in heads if pattern.fullmatch(words)), "")


def source_kind(text: str) -> str:
    """Return the kind of source some words name ("tinh", "ctmtqg"), "" when they name none."""
    words = plain(text)
    field = _first(_SOURCES, words) or _first(_SOURCES_UNDER_MONEY, words)
    if not field and re.search(r"chuong trinh muc tieu quoc gia|ctmtqg", words):
        field = "nguon.ctmtqg"
    return field.removeprefix("nguon.")


def unit_in_head(text: str) -> DonViTinh | None:
    """Return the unit a head gives in parentheses: "Kinh phí (triệu đồng)"."""
    for inner in _PARENTHESES.findall(_small(text)):
        found = unit_of(re.sub(r"^(?:don vi tinh|dvt|don vi) ?:? ?", "", inner.strip()))
        if found:
            return found
    return None


def unit_in_line(text: str) -> DonViTinh | None:
    """Return the unit a line names: "Đơn vị tính: triệu đồng"."""
    match = _UNIT_LINE.search(_small(text))
    return unit_of(match[1]) if match else None


def unit_of(text: str) -> DonViTinh | None:
    """Return the unit some words are, None when they are no unit of money."""
    words = _small(text).strip(" .:()")
    return next((unit for unit, pattern in _UNITS if pattern.fullmatch(words)), None)
