"""Numbers and lengths in Office files.

A file may hold anything where a number belongs: a word, a million digits, a size no page has.
The functions are the one way readers take a text for a number: what is no number is the default,
what is out of bounds is the nearest bound; nothing raises. Each unit of length has a type of its
own, so that they cannot be confused.
"""

import re
from typing import Self

_WHOLE = re.compile(r"[+-]?[0-9]{1,9}", re.ASCII)
_DECIMAL = re.compile(
    r"[+-]?(?:[0-9]{1,20}(?:\.[0-9]{0,30})?|\.[0-9]{1,30})(?:[eE][+-]?[0-9]{1,2})?", re.ASCII
)
_BITS = re.compile(r"[0-9A-Fa-f]{1,8}", re.ASCII)
_MOST = 999_999_999

# Word numbers no list above this, and gives no table more columns.
MAX_LIST_NUMBER = 32_767
MAX_SPAN = 1_000


def is_whole(text: str, low: int = -_MOST, high: int = _MOST) -> bool:
    """Return whether a text is a whole number within bounds.

    >>> is_whole("12"), is_whole("12", 1, 9), is_whole("²"), is_whole("9" * 5000)
    (True, False, False, False)
    """
    text = text.strip()
    return _WHOLE.fullmatch(text) is not None and low <= int(text) <= high


def whole(text: str | None, default: int = 0, low: int = -_MOST, high: int = _MOST) -> int:
    """Return a whole number, the default for any other text, the nearest bound outside bounds.

    >>> whole("12"), whole("abc", 1), whole(None, 5), whole("70000", 1, 0, 32767)
    (12, 1, 5, 32767)
    """
    text = (text or "").strip()
    return max(low, min(int(text), high)) if _WHOLE.fullmatch(text) else default


def decimal(text: str | None, default: float = 0.0) -> float:
    """Return a number with or without decimals, the default for any other text.

    >>> decimal("12.5"), decimal("1e999", 3.0), decimal("nan"), decimal(None)
    (12.5, 3.0, 0.0, 0.0)
    """
    text = (text or "").strip()
    return max(-_MOST, min(float(text), _MOST)) if _DECIMAL.fullmatch(text) else default


def bits(text: str | None) -> int:
    """Return a hexadecimal number, 0 for any other text.

    >>> bits("04A0"), bits("xyz")
    (1184, 0)
    """
    text = (text or "").strip()
    return int(text, 16) if _BITS.fullmatch(text) else 0


_MM_PER_INCH = 25.4


class _Length(int):
    """A whole number of a unit; ``PER_INCH`` says how large the unit is."""

    PER_INCH = 1

    @classmethod
    def from_mm(cls, millimetres: float) -> Self:
        """Return the nearest whole number of units to a length in millimetres."""
        return cls(round(millimetres * cls.PER_INCH / _MM_PER_INCH))

    @classmethod
    def from_points(cls, points: float) -> Self:
        """Return the nearest whole number of units to a length in points (1/72 inch)."""
        return cls(round(points * cls.PER_INCH / 72))

    @property
    def mm(self) -> float:
        """Return the length in millimetres."""
        return self * _MM_PER_INCH / self.PER_INCH

    @property
    def points(self) -> float:
        """Return the length in points."""
        return self * 72 / self.PER_INCH


class Twips(_Length):
    """Twentieths of a point: indents, spacing, page sizes.

    >>> Twips.from_mm(30)
    1701
    >>> Twips.from_points(6)
    120
    """

    PER_INCH = 1440


class HalfPoints(_Length):
    """Half-points: sizes of type (``w:sz``).

    >>> HalfPoints.from_points(14)
    28
    """

    PER_INCH = 144


class EighthPoints(_Length):
    """Eighths of a point: widths of borders."""

    PER_INCH = 576


class Emu(_Length):
    """English metric units: drawings.

    >>> Emu.from_mm(10)
    360000
    """

    PER_INCH = 914400
