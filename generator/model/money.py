"""What stands in a money or quantity cell as people type it; no sums are computed here."""

import re
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema
from pydantic_core import PydanticCustomError

from generator.i18n import N_

LARGEST_AMOUNT = 10**18
"""The largest sum that can be typed, and read out in words."""

_GROUPED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+")
_QUANTITY = re.compile(r"(?P<whole>[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,9})(?:,(?P<part>[0-9]{1,4}))?")


class DonViTinh(StrEnum):
    """The unit money is shown in."""

    DONG = "dong"
    NGHIN_DONG = "nghin_dong"
    TRIEU_DONG = "trieu_dong"


class KhongSoTien(StrEnum):
    """What may stand where a sum would stand; none of these is 0."""

    LONG_GHEP = "lồng ghép"
    THEO_DU_TOAN = "theo dự toán được giao"
    DE_MO = "để mở"


def read_dong(text: str) -> int | None:
    """Return whole đồng typed as "1.250.000.000" or "1250000000", None for anything else.

    >>> read_dong("1.250.000.000"), read_dong("1,5")
    (1250000000, None)
    """
    text = text.strip()
    return int(text.replace(".", "")) if _GROUPED.fullmatch(text) else None


def read_quantity(text: str) -> Decimal | None:
    """Return a quantity typed as "12", "1.500" or "2,5", None for anything else.

    >>> read_quantity("1.500"), read_quantity("2,5"), read_quantity("2.5")
    (Decimal('1500'), Decimal('2.5'), None)
    """
    match = _QUANTITY.fullmatch(text.strip())
    if match is None:
        return None
    whole = match["whole"].replace(".", "")
    return Decimal(f"{whole}.{match['part']}") if match["part"] else Decimal(whole)


def format_quantity(value: Decimal) -> str:
    """Return a quantity as people type it.

    >>> format_quantity(Decimal("1500")), format_quantity(Decimal("2.50"))
    ('1.500', '2,5')
    """
    whole, _, part = f"{value:f}".partition(".")
    text = f"{int(whole):,}".replace(",", ".")
    part = part.rstrip("0")
    return f"{text},{part}" if part else text


def _bad_amount(value: Any, kind: str = "so_dong_sai") -> PydanticCustomError:
    message = N_("'{value}' không phải là số tiền (đồng)")
    return PydanticCustomError(kind, message, {"value": str(value)})


def _dong(value: Any) -> int:
    number = None if isinstance(value, bool) else value
    if not isinstance(number, int):
        number = read_dong(str(value))
    if number is None or not 0 <= number <= LARGEST_AMOUNT:
        raise _bad_amount(value)
    return number


def _dong_or_word(value: Any) -> Any:
    """Return whole đồng, or the word that stands for no sum."""
    try:
        return KhongSoTien(" ".join(str(value).lower().split()))
    except ValueError:
        pass
    try:
        return _dong(value)
    except PydanticCustomError:
        raise _bad_amount(value, "so_tien_sai") from None


def _quantity(value: Any) -> Decimal:
    number = value if isinstance(value, Decimal) else None
    if isinstance(value, int) and not isinstance(value, bool):
        number = Decimal(value)
    elif isinstance(value, str):
        number = read_quantity(value)
    if number is None or not number.is_finite() or number < 0:
        message = N_("'{value}' không phải là số lượng")
        raise PydanticCustomError("so_luong_sai", message, {"value": str(value)})
    return number


_TYPED_DONG: list[dict[str, Any]] = [
    {"type": "integer", "minimum": 0},
    {"type": "string", "pattern": r"^(\d{1,3}(\.\d{3})+|\d+)$"},
]

SoDong = Annotated[
    int,
    BeforeValidator(_dong),
    WithJsonSchema({"anyOf": _TYPED_DONG, "examples": ["4.000.000"]}),
]
"""A sum in whole đồng."""

SoTien = Annotated[
    int | KhongSoTien,
    BeforeValidator(_dong_or_word),
    Field(
        json_schema_extra={
            "anyOf": [*_TYPED_DONG, {"enum": [word.value for word in KhongSoTien]}],
            "examples": ["120.000.000", "lồng ghép", "theo dự toán được giao", "để mở"],
        }
    ),
]
"""A sum in đồng, or one of the words that stand for no sum."""

SoLuong = Annotated[
    Decimal,
    BeforeValidator(_quantity),
    PlainSerializer(format_quantity, return_type=str),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "integer", "minimum": 0},
                {"type": "string", "pattern": r"^(\d{1,3}(\.\d{3})+|\d+)(,\d{1,4})?$"},
            ],
            "examples": ["12", "1.500", "2,5"],
        }
    ),
]
"""A quantity, with a decimal comma."""


def format_count(count: Decimal | None, name: str = "") -> str:
    """Return a quantity with its unit, "" when there is none.

    >>> format_count(Decimal("2.5"), "ngày")
    '2,5 ngày'
    """
    return f"{format_quantity(count)} {name}".strip() if count is not None else ""
