"""The summary of a budget as worksheets: by group, source and quarter, with charts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.budget.compute import Computed, ComputedRow, RowPath, Share
from generator.budget.money import UNIT_DONG, UNIT_NAMES, in_unit
from generator.budget.periods import Period
from generator.document.nodes import (
    ChartKind,
    Sheet,
    SheetCell,
    SheetChart,
    SheetLook,
    SheetRow,
)
from generator.model.money import DonViTinh
from generator.ooxml.cells import quote_sheet

SUMMARY_SHEET = "Tổng hợp"
DATA_SHEET = "Số liệu"
QUARTER_NAMES = {
    1: "Quý I",
    2: "Quý II",
    3: "Quý III",
    4: "Quý IV",
    0: "Nhiều quý, cả năm",
    None: "Chưa rõ thời gian",
}
NO_SOURCE = "Chưa xác định nguồn"
_CHART_COLUMN = 5
_CHART_ROWS = 17


def summary_sheets(
    computed: Computed, cells: Mapping[RowPath, str], total: str, annex: str
) -> tuple[Sheet, Sheet]:
    """Return the summary and the data its formulas add up.

    Args:
        computed: The budget with its sums.
        cells: Cell of each row's amount on the annex sheet.
        total: Cell of the total there.
        annex: The annex sheet's name as formulas write it.
    """
    data = _Data(computed, {path: f"{annex}!{cell}" for path, cell in cells.items()})
    return _Summary(computed, data, f"{annex}!{total}").sheet(), data.sheet()


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    amount: int
    formula: str


class _Data:
    """Two lists: what is spent when, and who gives what; both point to the annex."""

    def __init__(self, computed: Computed, cells: Mapping[RowPath, str]) -> None:
        self._unit = computed.budget.don_vi_tinh
        self.cells = cells
        self._names = computed.source_names
        self.times = list(self._times(computed.groups, None))
        self.sources: list[_Entry] = []
        for group in computed.groups:
            self._add_sources(group)

    def sheet(self) -> Sheet:
        heads = ("Thời gian", "Số tiền", None, "Nguồn", "Số tiền")
        rows = [SheetRow(tuple(SheetCell(head) for head in heads), SheetLook.HEAD)]
        gap = SheetCell()
        rows += [
            SheetRow(
                (*self._cells_of(self.times, number), gap, *self._cells_of(self.sources, number))
            )
            for number in range(max(len(self.times), len(self.sources)))
        ]
        return Sheet(DATA_SHEET, (24, 16, 4, 34, 16), tuple(rows), head=(1, 1), hidden=True)

    def _cells_of(self, entries: Sequence[_Entry], number: int) -> tuple[SheetCell, SheetCell]:
        if number >= len(entries):
            return SheetCell(), SheetCell()
        entry = entries[number]
        return SheetCell(entry.name), SheetCell(in_unit(entry.amount, self._unit), entry.formula)

    def _times(self, rows: Sequence[ComputedRow], above: Period | None) -> Iterator[_Entry]:
        for row in rows:
            period = row.period or above
            inner = [child for child in row.children if child.amount is not None]
            if inner:
                yield from self._times(inner, period)
            elif row.amount is not None:
                name = QUARTER_NAMES[period.quarter if period else None]
                yield _Entry(name, row.amount, self.cells[row.path])

    def _add_sources(self, row: ComputedRow) -> None:
        start = len(self.sources)
        inner: list[Share] = []
        for child in row.children:
            self._add_sources(child)
            inner.extend(child.shares)
        own = row.shares[len(inner) :]
        if not own:
            return
        # The last source takes what the others leave, so that a changed sum stays divided.
        for share in own[:-1]:
            self.sources.append(self._entry(share, ""))
        others = range(start + 2, len(self.sources) + 2)
        formula = self.cells[row.path]
        if others:
            formula += f"-SUM(E{others[0]}:E{others[-1]})"
        whole = sum(entry.amount for entry in self.sources[start:]) + own[-1].amount == row.amount
        self.sources.append(self._entry(own[-1], formula if whole else ""))

    def _entry(self, share: Share, formula: str) -> _Entry:
        formula = _round(formula, self._unit) if "-" in formula else formula
        return _Entry(self._names[share.source.kind], share.amount, formula)


class _Summary:
    def __init__(self, computed: Computed, data: _Data, total: str) -> None:
        self._computed = computed
        self._data = data
        self._total = total
        self._unit = computed.budget.don_vi_tinh
        self._rows: list[SheetRow] = []
        self._charts: list[SheetChart] = []

    def sheet(self) -> Sheet:
        computed = self._computed
        self._rows = [
            SheetRow((SheetCell("TỔNG HỢP KINH PHÍ"),), SheetLook.TITLE),
            SheetRow(
                (SheetCell(), SheetCell(), SheetCell(f"Đơn vị tính: {UNIT_NAMES[self._unit]}")),
                SheetLook.UNIT,
            ),
        ]
        self._table("Theo nhóm nhiệm vụ", self._groups(), ChartKind.BAR)
        self._table("Theo nguồn kinh phí", self._sources(), ChartKind.PIE)
        self._table("Theo thời gian", self._quarters(), ChartKind.COLUMN)
        return Sheet(
            SUMMARY_SHEET,
            (8, 52, 18, 4),
            tuple(self._rows),
            merges=("A1:C1",),
            charts=tuple(self._charts) if computed.total else (),
            one_page=True,
        )

    def _table(self, title: str, entries: Sequence[_Entry], kind: ChartKind) -> None:
        if not entries:
            return
        rows = self._rows
        rows.append(SheetRow((SheetCell("STT"), SheetCell(title), SheetCell("Kinh phí")),
                             SheetLook.HEAD))  # fmt: skip
        first = len(rows) + 1
        for number, entry in enumerate(entries, start=1):
            amount = SheetCell(in_unit(entry.amount, self._unit), entry.formula)
            name = SheetCell(entry.name)
            rows.append(SheetRow((SheetCell(number, align="center"), name, amount), SheetLook.TASK))
        last = len(rows)
        total = in_unit(self._computed.total, self._unit)
        whole = SheetCell(total, _round(f"SUM(C{first}:C{last})", self._unit))
        rows.append(SheetRow((SheetCell(), SheetCell("Cộng"), whole), SheetLook.TOTAL))
        rows.append(SheetRow())
        here = quote_sheet(SUMMARY_SHEET)
        points = tuple((entry.name, in_unit(entry.amount, self._unit)) for entry in entries)
        self._charts.append(
            SheetChart(
                kind,
                f"{title} ({UNIT_NAMES[self._unit]})",
                f"{here}!$B${first}:$B${last}",
                f"{here}!$C${first}:$C${last}",
                points,
                row=2 + _CHART_ROWS * len(self._charts),
                column=_CHART_COLUMN,
            )
        )

    def _groups(self) -> list[_Entry]:
        return [
            _Entry(f"{group.number}. {group.text}", group.amount, self._data.cells[group.path])
            for group in self._computed.groups
            if group.amount is not None
        ]

    def _sources(self) -> list[_Entry]:
        found = [
            _Entry(
                self._computed.source_names[kind],
                amount,
                self._sumif("D", "E", len(self._data.sources)),
            )
            for kind, amount in self._computed.by_source.items()
        ]
        found = self._numbered(found)
        if self._computed.unsourced:
            first = len(self._rows) + 2
            given = f"-SUM(C{first}:C{first + len(found) - 1})" if found else ""
            found.append(
                _Entry(NO_SOURCE, self._computed.unsourced, _round(self._total + given, self._unit))
            )
        return found

    def _quarters(self) -> list[_Entry]:
        found = [
            _Entry(QUARTER_NAMES[quarter], amount, self._sumif("A", "B", len(self._data.times)))
            for quarter, amount in self._computed.by_quarter.items()
            if amount or quarter
        ]
        return self._numbered(found)

    def _sumif(self, names: str, values: str, count: int) -> str:
        sheet, last = quote_sheet(DATA_SHEET), max(count, 1) + 1
        areas = [f"{sheet}!${each}$2:${each}${last}" for each in (names, values)]
        return _round(f"SUMIF({areas[0]},B{{row}},{areas[1]})", self._unit)

    def _numbered(self, entries: Sequence[_Entry]) -> list[_Entry]:
        """Put the rows the entries will stand in into their formulas."""
        first = len(self._rows) + 2
        return [
            _Entry(entry.name, entry.amount, entry.formula.replace("{row}", str(first + number)))
            for number, entry in enumerate(entries)
        ]


def _round(formula: str, unit: DonViTinh) -> str:
    """Return a formula without the traces of binary fractions: whole đồng of a unit."""
    digits = len(str(UNIT_DONG[unit])) - 1
    return f"ROUND({formula},{digits})" if digits else formula
