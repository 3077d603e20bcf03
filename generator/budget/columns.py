"""The printed columns of an annex: each with what its cells and its total hold."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from generator.budget.compute import Computed, ComputedRow
from generator.budget.money import format_amount, format_dong
from generator.document.nodes import Align
from generator.model import columns
from generator.model.budget import DonViTinh, KhongSoTien, LoaiNguon
from generator.model.columns import YEARS, Column, Kind
from generator.model.money import format_count

Text = Callable[[ComputedRow, DonViTinh], str]
Amount = Callable[[ComputedRow], int | KhongSoTien | None]
Total = Callable[[Computed], int | None]


@dataclass(frozen=True, slots=True)
class AnnexColumn:
    """One column.

    Attributes:
        id: Name in layouts.
        title: Head of the column.
        width: Share of the table's width.
        align: Alignment of its cells.
        text: Text of a row's cell, for columns without money.
        amount: What a money cell holds: đồng, a word, or nothing.
        total: What the last row holds below it, None when sums below it say nothing.
        kinds: Sources whose money it shows.
    """

    id: str
    title: str
    width: float
    align: Align = Align.LEFT
    text: Text | None = None
    amount: Amount | None = None
    total: Total | None = None
    kinds: frozenset[LoaiNguon] = field(default=frozenset())

    @property
    def is_money(self) -> bool:
        """Return whether the column shows sums of money."""
        return self.amount is not None

    def value(self, row: ComputedRow, unit: DonViTinh) -> str:
        """Return the text of a row's cell, money in the table's unit."""
        if self.amount is not None:
            return format_amount(self.amount(row), unit)
        return self.text(row, unit) if self.text else ""

    def total_value(self, computed: Computed, unit: DonViTinh) -> str:
        """Return the text of the cell in the last row."""
        total = self.total(computed) if self.total else None
        return "" if total is None else format_dong(total, unit)


def year_column(year: int, width: float = 8) -> AnnexColumn:
    """Return the column of one year of a budget of several years."""

    def amount(row: ComputedRow) -> int | KhongSoTien | None:
        return row.by_year.get(year, row.money.year_words.get(year))

    def total(computed: Computed) -> int | None:
        return computed.by_year.get(year)

    name = f"{YEARS}_{year}"
    return AnnexColumn(name, f"Năm {year}", width, Align.RIGHT, amount=amount, total=total)


def _of_sources(kinds: tuple[LoaiNguon, ...]) -> tuple[Amount, Total]:
    """Return what some sources give; a row they give nothing has an empty cell."""

    def given(by_source: Mapping[LoaiNguon, int]) -> int | None:
        amounts = [by_source[kind] for kind in kinds if kind in by_source]
        return sum(amounts) if amounts else None

    return lambda row: given(row.by_source), lambda computed: given(computed.by_source)


def _asked(row: ComputedRow) -> int | KhongSoTien | None:
    return row.word if row.amount is None else row.amount


def _granted(row: ComputedRow) -> int | KhongSoTien | None:
    return row.granted_word if row.granted is None else row.granted


def _basis(row: ComputedRow) -> str:
    cited = row.norm.citation if row.norm else ""
    return "; ".join(filter(None, (cited, row.line.can_cu)))


def _source_names(row: ComputedRow, unit: DonViTinh) -> str:
    """Return the sources of a row, each with its part when there are several."""
    parts = [share for share in row.shares if any(share.source is each for each in row.sources)]
    if len(row.sources) < 2 or len(parts) < len(row.sources):  # noqa: PLR2004
        return "; ".join(source.name for source in row.sources)
    return "; ".join(f"{part.source.name}: {format_dong(part.amount, unit)}" for part in parts)


# Columns whose text is more than the value of the line.
_TEXTS: dict[str, Text] = {
    "stt": lambda row, _: row.number,
    "noi_dung": lambda row, _: row.text,
    "so_luong": lambda row, _: format_count(row.money.quantity),
    "so_lan": lambda row, _: format_count(row.money.times, row.line.don_vi_so_lan),
    "nguon": _source_names,
    "can_cu": lambda row, _: _basis(row),
}
# By field: what a cell holds, and what the last row does.
_AMOUNTS: dict[str, tuple[Amount | None, Total | None]] = {
    "kinh_phi": (_asked, lambda computed: computed.total if computed.has_total else None),
    "duoc_duyet": (_granted, lambda computed: computed.granted if computed.has_granted else None),
    "don_gia": (lambda row: row.money.price, None),
    "": (None, None),
}


def _line_text(field: str) -> Text:
    def text(row: ComputedRow, _: DonViTinh) -> str:
        value = getattr(row.line, field)
        return value if isinstance(value, str) else "; ".join(value)

    return text


def _annex_column(column: Column) -> AnnexColumn:
    """Return a column of the table of columns with what its cells hold."""
    if column.kind is Kind.MONEY:
        amount, total = _of_sources(column.sources) if column.sources else _AMOUNTS[column.field]
        return AnnexColumn(
            column.id, column.title, column.width, Align.RIGHT, amount=amount, total=total,
            kinds=frozenset(column.sources),
        )  # fmt: skip
    text = _TEXTS.get(column.id) or _line_text(column.line_field)
    align = Align.CENTER if column.centred else Align.LEFT
    return AnnexColumn(column.id, column.title, column.width, align, text=text)


COLUMNS: dict[str, AnnexColumn] = {
    column.id: _annex_column(column) for column in columns.COLUMNS if column.title
}
"""By id; a layout names the columns it has and their order."""
