"""A computed budget as what forms are filled with."""

from collections.abc import Iterable, Iterator, Mapping

from generator.budget.compute import Computed, ComputedRow
from generator.budget.forms.rows import DETAIL, GROUP, TASK, FormData, FormRow, FormValue
from generator.budget.layouts import COLUMNS, AnnexColumn
from generator.budget.money import UNIT_NAMES, words_of
from generator.budget.sources import SourceView
from generator.model.budget import LoaiNguon
from generator.model.columns import BY_FIELD
from generator.model.money import DonViTinh, format_count

_LEVELS = {1: GROUP, 2: TASK, 3: DETAIL}


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
    return FormRow(_LEVELS[row.level], values)


def _value(column: AnnexColumn, row: ComputedRow, unit: DonViTinh) -> FormValue:
    """Return what a form shows of a column: sums as whole đồng, all else as text."""
    amount = column.amount(row) if column.amount else None
    return amount if isinstance(amount, int) else column.value(row, unit)
