"""Units of length and size of Office files, one type each, so that they cannot be confused."""

from typing import Self

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
