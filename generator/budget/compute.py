"""What follows from a budget: numbers, sums and times of every row, as all outputs show them.

A sum that cannot be worked out is a finding; what is only inconsistent is left to the checks.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from generator.budget import problems
from generator.budget.amounts import BudgetFinding, Money, MoneyReader, NormLevel
from generator.budget.periods import Period, parse_period
from generator.budget.sources import SOURCE_NAMES, SourceNames, SourceView, view_sources
from generator.catalogues.load import Catalogues
from generator.diagnostics import Diagnostic
from generator.model.budget import (
    Budget,
    CachDanhSo,
    DanhSoChiTiet,
    Dong,
    KhongSoTien,
    LoaiNguon,
    NhomDuToan,
)
from generator.model.money import LARGEST_AMOUNT
from generator.text.numbers import group_digits, to_letter, to_roman

GROUP, TASK, ITEM = 1, 2, 3
"""Levels of rows: "I", "1", "1.1"."""

RowPath = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """What one source gives to a row.

    Attributes:
        source: The source as the row names it.
        amount: Its part of the row's amount in đồng.
    """

    source: SourceView
    amount: int


@dataclass(frozen=True, slots=True)
class ComputedRow:
    """A group, a task or a sub-item with what follows from it.

    Attributes:
        level: ``GROUP``, ``TASK`` or ``ITEM``.
        number: As printed: "I", "1", "1.1", "a)", "-".
        path: Keys and indexes of the line in the budget's file.
        line: The line as typed.
        text: Name of the group or task.
        lead: Who leads it: its own lead, else that of the row above.
        money: Its own quantity, price and amount, as far as it states them.
        amount: Its sum in đồng: of its sub-rows where they have sums, else its own; None when
            it has none. A row without a sum is not a row of 0.
        word: What stands in place of a sum, None when there is a sum or nothing.
        granted: The granted sum, worked out in the same way.
        granted_word: What stands in place of the granted sum.
        by_year: Its sums by year, for budgets of several years.
        sources: The sources it names itself.
        shares: Its parts by source, those of its sub-rows included; what no source is named for
            is in none of them.
        period: Months of its time, None when it names none or it is not understood.
        children: Its sub-rows.
    """

    level: int
    number: str
    path: RowPath
    line: Dong
    text: str
    lead: str
    money: Money
    amount: int | None
    word: KhongSoTien | None
    granted: int | None
    granted_word: KhongSoTien | None
    by_year: Mapping[int, int]
    sources: tuple[SourceView, ...]
    shares: tuple[Share, ...]
    period: Period | None
    children: "tuple[ComputedRow, ...]" = ()

    @property
    def norm(self) -> NormLevel | None:
        """Return the norm of its unit price."""
        return self.money.norm

    @property
    def by_source(self) -> dict[LoaiNguon, int]:
        """Return its sums by kind of source."""
        return sum_sources(self.shares)

    @property
    def unsourced(self) -> int:
        """Return the part of its amount that no source is named for."""
        return (self.amount or 0) - sum(share.amount for share in self.shares)

    @property
    def quarter(self) -> int | None:
        """Return 1 to 4, 0 for a time of several quarters, None when no time is known."""
        return self.period.quarter if self.period else None


@dataclass(frozen=True)
class Computed:
    """A budget with everything that follows from it.

    Attributes:
        budget: As typed.
        day: Day whose norms were taken.
        groups: The rows, sub-rows inside them.
        findings: What could not be worked out.
        source_names: What each kind of source is called at this place.
    """

    budget: Budget
    day: date
    groups: tuple[ComputedRow, ...]
    findings: tuple[Diagnostic, ...] = ()
    source_names: SourceNames = field(default_factory=lambda: SOURCE_NAMES)

    def rows(self) -> Iterator[ComputedRow]:
        """Yield all rows as the table shows them."""
        return iter_rows(self.groups)

    @cached_property
    def total(self) -> int:
        """Return the sum of all groups in đồng."""
        return sum(group.amount or 0 for group in self.groups)

    @cached_property
    def has_total(self) -> bool:
        """Return whether any row has a sum; without one there is no total, not a total of 0."""
        return any(group.amount is not None for group in self.groups)

    @cached_property
    def granted(self) -> int:
        """Return the sum of what was granted."""
        return sum(group.granted or 0 for group in self.groups)

    @cached_property
    def has_granted(self) -> bool:
        """Return whether any row says what was granted."""
        return any(group.granted is not None for group in self.groups)

    @cached_property
    def by_source(self) -> dict[LoaiNguon, int]:
        """Return the sums by kind of source, in the order of ``LoaiNguon``."""
        return sum_sources(share for group in self.groups for share in group.shares)

    @cached_property
    def unsourced(self) -> int:
        """Return the sum that no source is named for."""
        return sum(group.unsourced for group in self.groups)

    @cached_property
    def by_quarter(self) -> dict[int | None, int]:
        """Return the sums by quarter: 1 to 4; 0, several; None, no time known.

        Nothing is divided between quarters: what is spent over several is kept apart.
        """
        sums: dict[int | None, int] = dict.fromkeys((1, 2, 3, 4, 0, None), 0)
        for quarter, amount in _iter_quarters(self.groups, None):
            sums[quarter] += amount
        return sums

    @cached_property
    def by_year(self) -> dict[int, int]:
        """Return the sums by year of a budget of several years; years without any left out."""
        return {
            year: sum(group.by_year.get(year, 0) for group in self.groups)
            for year in self.budget.cac_nam
            if any(year in group.by_year for group in self.groups)
        }

    @cached_property
    def norms(self) -> tuple[NormLevel, ...]:
        """Return the norms that were used, each once, by first use."""
        return tuple({row.norm.norm.id: row.norm for row in self.rows() if row.norm}.values())


def compute(
    budget: Budget, catalogues: Catalogues, day: date, names: SourceNames = SOURCE_NAMES
) -> Computed:
    """Return a budget with numbers, sums, sources and times of every row.

    Args:
        budget: As typed.
        catalogues: Where norms are found, a workspace's corrections over them.
        day: Day of the document; the norms in force on it are taken.
        names: What each kind of source is called at the place of the budget.
    """
    builder = _Builder(budget, MoneyReader(catalogues, day), names)
    groups = tuple(
        builder.group(group, ("nhom", index), to_roman(index + 1))
        for index, group in enumerate(budget.nhom)
    )
    computed = Computed(budget, day, groups, tuple(builder.reader.findings), names)
    if max(computed.total, computed.granted) > LARGEST_AMOUNT:
        # No money cell or words can show such a total.
        too_large = BudgetFinding.of(
            problems.TOO_LARGE,
            ("nhom",),
            total=group_digits(max(computed.total, computed.granted)),
            largest=group_digits(LARGEST_AMOUNT),
        )
        return replace(computed, findings=(*computed.findings, too_large))
    return computed


def iter_rows(rows: Iterable[ComputedRow]) -> Iterator[ComputedRow]:
    """Yield rows and their sub-rows, each row before its sub-rows."""
    for row in rows:
        yield row
        yield from iter_rows(row.children)


def sum_sources(shares: Iterable[Share]) -> dict[LoaiNguon, int]:
    """Return the sums of shares by kind of source; kinds without a share are left out."""
    sums = dict.fromkeys(LoaiNguon, 0)
    named = set()
    for share in shares:
        sums[share.source.kind] += share.amount
        named.add(share.source.kind)
    return {kind: amount for kind, amount in sums.items() if kind in named}


def _iter_quarters(
    rows: Iterable[ComputedRow], above: Period | None
) -> Iterator[tuple[int | None, int]]:
    for row in rows:
        period = row.period or above
        inner = [child for child in row.children if child.amount is not None]
        if inner:
            yield from _iter_quarters(inner, period)
        elif row.amount is not None:
            yield (period.quarter if period else None), row.amount


class _Builder:
    """Makes rows from lines, the innermost first."""

    def __init__(self, budget: Budget, reader: MoneyReader, names: SourceNames) -> None:
        self.budget = budget
        self.names = names
        self.reader = reader
        self.tasks = 0

    def group(self, group: NhomDuToan, path: RowPath, number: str) -> ComputedRow:
        if self.budget.danh_so is CachDanhSo.THEO_NHOM:
            self.tasks = 0
        children = []
        for index, task in enumerate(group.nhiem_vu):
            self.tasks += 1
            inner = (*path, "nhiem_vu", index)
            name = str(self.tasks)
            lead = task.chu_tri or group.chu_tri
            items = tuple(
                self.row(ITEM, self._item(name, place), (*inner, "chi_tiet", place), item, lead)
                for place, item in enumerate(task.chi_tiet)
            )
            children.append(self.row(TASK, name, inner, task, group.chu_tri, items))
        return self.row(GROUP, number, path, group, "", tuple(children))

    def _item(self, task: str, place: int) -> str:
        style = self.budget.danh_so_chi_tiet
        if style is DanhSoChiTiet.GACH:
            return "-"
        if style is DanhSoChiTiet.CHU_CAI:
            return f"{to_letter(place + 1)})"
        return f"{task}.{place + 1}"

    def row(
        self,
        level: int,
        number: str,
        path: RowPath,
        line: Dong,
        lead: str,
        children: tuple[ComputedRow, ...] = (),
    ) -> ComputedRow:
        money = self.reader.read(line, path)
        sources = view_sources(line, self.names)
        amount = _sum(child.amount for child in children)
        granted = _sum(child.granted for child in children)
        amount = money.amount if amount is None else amount
        granted = money.granted if granted is None else granted
        return ComputedRow(
            level=level,
            number=number,
            path=path,
            line=line,
            text=line.ten_nhom if isinstance(line, NhomDuToan) else line.noi_dung,
            lead=line.chu_tri or lead,
            money=money,
            amount=amount,
            word=money.word if amount is None else None,
            granted=granted,
            granted_word=money.granted_word if granted is None else None,
            by_year=_years(money, children),
            sources=sources,
            shares=self._shares(sources, path, amount, children),
            period=parse_period(line.thoi_gian, self.budget.cac_nam) if line.thoi_gian else None,
            children=children,
        )

    def _shares(
        self,
        sources: tuple[SourceView, ...],
        path: RowPath,
        amount: int | None,
        children: tuple[ComputedRow, ...],
    ) -> tuple[Share, ...]:
        inner = tuple(share for child in children for share in child.shares)
        if amount is None or not sources:
            return inner
        if not inner:
            return tuple(
                Share(source, part) for source, part in self.reader.split(sources, amount, path)
            )
        # Sub-rows name their own sources; one source above them takes what they leave open.
        rest = amount - sum(share.amount for share in inner)
        if len(sources) == 1 and sources[0].takes_rest and rest > 0:
            return (*inner, Share(sources[0], rest))
        return inner


def _sum(amounts: Iterable[int | None]) -> int | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None


def _years(money: Money, children: tuple[ComputedRow, ...]) -> dict[int, int]:
    sums: dict[int, int] = {}
    for child in children:
        for year, amount in child.by_year.items():
            sums[year] = sums.get(year, 0) + amount
    return sums or dict(money.by_year)
