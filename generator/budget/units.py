"""Whole đồng as numbers of a table's unit, exactly."""

from decimal import Decimal

from generator.budget.money import UNIT_DONG
from generator.model.budget import DonViTinh


def in_unit(amount: int, unit: DonViTinh) -> int | Decimal:
    """Return whole đồng as a number of a unit.

    >>> in_unit(1_250_500_000, DonViTinh.TRIEU_DONG)
    Decimal('1250.5')
    """
    whole, rest = divmod(amount, UNIT_DONG[unit])
    return whole if not rest else Decimal(amount) / UNIT_DONG[unit]
