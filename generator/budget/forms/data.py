"""What a form is filled with: rows, totals and words of a budget, and what finds no place in it.

What the annex says and the form has no column for is told, never dropped.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from decimal import Decimal

from generator.budget import problems
from generator.budget.compute import Computed, ComputedRow
from generator.budget.heads import is_money
from generator.budget.layouts import COLUMNS, AnnexColumn
from generator.budget.money import UNIT_NAMES, in_unit, words_of
from generator.budget.sources import SOURCE_NAMES, SourceView
from generator.diagnostics import Diagnostic, Location
from generator.model.budget import LoaiNguon
from generator.model.columns import BY_FIELD
from generator.model.money import DonViTinh, format_count, format_quantity

# Fields of parts that together are the total.
_SPLITS = ("nguon.", "nam.")

FormValue = str | int | Decimal | None


@dataclass(frozen=True, slots=True)
class FormRow:
    """One row.

    Attributes:
        level: ``GROUP``, ``TASK`` or ``ITEM`` of ``budget.compute``.
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
    return format_quantity(Decimal(value))


# ---------------------------------------------------------------------- from a budget


def form_data(computed: Computed) -> FormData:
    """Return the rows, totals and words of a computed budget."""
    budget = computed.budget
    totals = {"kinh_phi": computed.total} if computed.has_total else {}
    if computed.has_granted:
        totals["duoc_duyet"] = computed.granted
    totals |= {f"nguon.{kind.value}": amount for kind, amount in computed.by_source.items()}
    totals |= {f"nam.{year}": amount for year, amount in computed.by_year.items()}
    words = {
        "nam": str(budget.nam_ngan_sach),
        "don_vi_tinh": UNIT_NAMES[budget.don_vi_tinh],
        "tong_cong": f"{computed.total:,}".replace(",", ".") if computed.has_total else "",
        "bang_chu": words_of(computed.total, budget) if computed.has_total else "",
    }
    return FormData(tuple(_rows(computed.groups, (), computed)), totals, words)


def _rows(
    rows: Iterable[ComputedRow], above: tuple[SourceView, ...], computed: Computed
) -> Iterator[FormRow]:
    for row in rows:
        by_source = row.by_source
        if not row.shares and row.amount and len(above) == 1 and above[0].takes_rest:
            by_source = {above[0].kind: row.amount}
        yield _row(row, by_source, computed)
        yield from _rows(row.children, row.sources or above, computed)


def _row(row: ComputedRow, by_source: Mapping[LoaiNguon, int], computed: Computed) -> FormRow:
    values: dict[str, FormValue] = {
        name: _value(COLUMNS[column.id], row, computed.budget.don_vi_tinh)
        for name, column in BY_FIELD.items()
        if not column.sources
    }
    values["so_luong"] = row.money.quantity
    values["so_lan"] = row.money.times
    if row.money.times is not None and row.line.don_vi_so_lan:
        values["so_lan"] = format_count(row.money.times, row.line.don_vi_so_lan)
    if row.money.quantity is not None and row.money.times not in (None, 1):
        units = (row.line.don_vi_so_luong, row.line.don_vi_so_lan)
        values["so_luong_ca_lan"] = row.money.quantity * row.money.times
        values["don_vi_ca_lan"] = " × ".join(unit for unit in units if unit)
    for kind in LoaiNguon:
        values[f"nguon.{kind.value}"] = by_source.get(kind)
    for year, amount in row.by_year.items():
        values[f"nam.{year}"] = amount
    return FormRow(row.level, values)


def _value(column: AnnexColumn, row: ComputedRow, unit: DonViTinh) -> FormValue:
    """Return what a form shows of a column: sums as whole đồng, all else as text."""
    amount = column.amount(row) if column.amount else None
    return amount if isinstance(amount, int) else column.value(row, unit)


# ---------------------------------------------------------------------- left out


def find_left_out(used: AbstractSet[str], data: FormData, place: Location) -> Iterator[Diagnostic]:
    """Yield what the annex says and the form has no place for."""
    present = used | ({"nguon"} if any(name.startswith("nguon.") for name in used) else set())
    lacking = [
        column.title
        for name, column in BY_FIELD.items()
        if not column.may_lack
        and name not in present
        and any(row.values.get(name) for row in data.rows)
    ]
    if lacking:
        yield problems.NO_PLACE.at(place, fields="; ".join(lacking))
    lost = [text for prefix in _SPLITS for text in _lost_sums(prefix, used, data)]
    if lost:
        yield problems.NO_COLUMN_FOR_SUMS.at(place, sums="; ".join(lost))
    products = [str(row.values.get("noi_dung", "")) for row in data.rows if times_in_quantity(row)]
    if products and lacks_times(used):
        yield problems.TIMES_IN_QUANTITY.at(place, rows="; ".join(products))


def _lost_sums(prefix: str, used: AbstractSet[str], data: FormData) -> Iterator[str]:
    """Yield the parts of the total that have no column where other parts have one."""
    if any(name.startswith(prefix) for name in used):
        for name, amount in data.totals.items():
            if name.startswith(prefix) and name not in used and amount:
                yield f"{_part_name(name)} ({as_text(amount)} đồng)"


def _part_name(name: str) -> str:
    prefix, _, part = name.partition(".")
    return SOURCE_NAMES[LoaiNguon(part)] if prefix == "nguon" else f"năm {part}"


def lacks_times(used: AbstractSet[str]) -> bool:
    """Return whether a form multiplies quantity and price but not the number of times."""
    return {"so_luong", "don_gia"} <= used and "so_lan" not in used


def times_in_quantity(row: FormRow) -> dict[str, FormValue]:
    """Return quantity and unit of a row with its number of times in them, if it has one."""
    return {
        name: row.values[f"{name}_ca_lan"]
        for name in ("so_luong", "don_vi")
        if f"{name}_ca_lan" in row.values
    }
