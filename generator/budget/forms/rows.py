"""What a form is filled with: the rows of an annex by field, and what is said once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from generator.budget.heads import is_money
from generator.budget.money import in_unit
from generator.model.money import DonViTinh
from generator.ooxml.grid import number_text

GROUP, TASK, DETAIL = 0, 1, 2

FormValue = str | int | Decimal | None


@dataclass(frozen=True, slots=True)
class FormRow:
    """One row.

    Attributes:
        level: GROUP, TASK or DETAIL.
        values: Text, quantity, or whole đồng by field.
    """

    level: int
    values: Mapping[str, FormValue]


@dataclass(frozen=True, slots=True)
class FormData:
    """Everything a form may ask for.

    Attributes:
        rows: In the order of the annex.
        totals: Whole đồng by money field.
        words: What is said once, by the name of its mark ("bang_chu", "nam").
    """

    rows: tuple[FormRow, ...]
    totals: Mapping[str, int]
    words: Mapping[str, str] = field(default_factory=dict)


def summed_below(rows: Sequence[FormRow], position: int) -> frozenset[str]:
    """Return the money fields of a row whose sums rows below it, parts of it, have too."""
    found: set[str] = set()
    for row in rows[position + 1 :]:
        if row.level <= rows[position].level:
            break
        found.update(
            name for name, value in row.values.items() if isinstance(value, int) and is_money(name)
        )
    return frozenset(found - {"don_gia"})


def shown(value: FormValue, name: str, unit: DonViTinh | None) -> FormValue:
    """Return a value as a form's cell holds it: sums in the form's unit."""
    if isinstance(value, int) and is_money(name) and unit is not None:
        return in_unit(value, unit)
    return value


def as_text(value: FormValue) -> str:
    """Return a value as Vietnamese text: dots between thousands, a comma before decimals.

    >>> as_text(Decimal("1250.50")), as_text(None)
    ('1.250,5', '')
    """
    if value is None or isinstance(value, str):
        return value or ""
    whole, _, part = number_text(value).partition(".")
    text = f"{int(whole):,}".replace(",", ".")
    part = part.rstrip("0")
    return f"{text},{part}" if part else text
