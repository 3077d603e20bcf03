"""One annex as others made it: its lines in đồng, whose it is, and what is wrong with it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from html import unescape
from pathlib import Path

from generator.budget import problems
from generator.budget.consolidate.amounts import (
    NOTHING,
    UNKNOWN,
    ReadAmount,
    kind_of,
    read_amount,
    read_shares,
)
from generator.budget.consolidate.tree import Line, Node, counted_lines, rank_of
from generator.budget.forms.table import FormTable, find_table, is_total, may_be_head
from generator.budget.forms.word import read_tables
from generator.budget.heads import plain, recognise
from generator.budget.money import UNIT_NAMES
from generator.diagnostics import Diagnostic, Location, Problem
from generator.errors import InputError
from generator.model.money import DonViTinh
from generator.ooxml.cells import Grid, cell_name
from generator.ooxml.workbook import open_workbook
from generator.text.numbers import group_digits

_OF = re.compile(r"của\s+((?:ủy ban nhân dân|ubnd|sở|ban|đảng ủy|tỉnh ủy)[^);,\n]*)", re.IGNORECASE)
_BODY = re.compile(r"(?:ủy ban nhân dân|ubnd|đảng ủy|tỉnh ủy|sở|ban|phòng)\s+\S.*", re.IGNORECASE)
# Sums that would be absurd in the table's unit are likely typed in another.
_TOO_LARGE = {DonViTinh.TRIEU_DONG: 10**12, DonViTinh.NGHIN_DONG: 10**12}
_TWO = 2
_TEXTS = re.compile(rb"<t(?: [^>]*)?>([^<]*)")
# Shared texts, results of formulas, texts of several pieces, CDATA sections and escapes.
_TEXTS_ELSEWHERE = re.compile(rb't="(?:s|str)"|\bt=\'|<r[ >]|<!|_x[0-9A-Fa-f]{4}_')
# What formulas show that cannot be worked out.
_ERRORS = frozenset(("#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#N/A", "#NUM!", "#NULL!"))
_BREAKDOWN = re.compile(r"(?:trong do|bang chu|so tien bang chu|gom|bao gom)\b.*")
_TOO_SMALL_DONG = 10_000
_LEAST_PLAIN_DONG = 1_000_000


@dataclass(frozen=True, slots=True)
class ReadAnnex:
    """An annex that was read.

    Attributes:
        file: Its file.
        locality: Whose it is, as far as it says so; else the file's name.
        lines: Lines that are added; sums of other lines are not among them.
        findings: What is wrong with it.
        stated: The total it states, in đồng.
    """

    file: str
    locality: str
    lines: tuple[Line, ...]
    findings: tuple[Diagnostic, ...]
    stated: Decimal | None = None

    @property
    def total(self) -> Decimal:
        """Return the sum of the lines."""
        return sum((line.dong for line in self.lines if line.dong is not None), Decimal(0))


@dataclass(frozen=True, slots=True)
class _Total:
    """A row of a total: its sum, and how many of the topmost rows stand above it."""

    row: int
    dong: Decimal
    roots: int


def read_file(
    path: Path, *, name: str = "", unit: DonViTinh | None = None
) -> tuple[ReadAnnex, ...]:
    """Return the annexes of a file, one for each of its tables.

    Args:
        path: An .xlsx or .docx file.
        name: How findings name it.
        unit: Unit of its sums when it does not say.

    Raises:
        InputError: When it cannot be read or has no annex in it.
    """
    name = name or path.as_posix()
    is_word = path.suffix.lower() == ".docx"
    readers = [
        reader
        for grid in _grids(path, name, is_word=is_word)
        for reader in _read_grid(grid, name, path.stem, unit, is_word=is_word)
    ]
    if not readers:
        raise InputError(problems.NO_ANNEX.at(Location(name)))
    with_money = [reader for reader in readers if reader.has_money]
    return tuple(_without_summary(with_money or readers[:1]))


def _grids(path: Path, name: str, *, is_word: bool) -> Iterator[Grid]:
    if is_word:
        yield from (table.grid for table in read_tables(path, name=name).tables)
        return
    book = open_workbook(path, name=name)
    for sheet in book.sheets:
        if not sheet.hidden and _may_hold_table(book.package.read(sheet.part)):
            yield book.grid(sheet)


def _may_hold_table(data: bytes) -> bool:
    """Return whether a sheet's part may hold the head of a table, which takes less than reading it.

    Only texts that stand in the part whole are looked at; with any other kind it may.
    """
    if b"<sheetData" not in data or _TEXTS_ELSEWHERE.search(data):
        return True
    texts = (unescape(match[1].decode("utf-8", "replace")) for match in _TEXTS.finditer(data))
    return any(may_be_head(text) for text in texts)


def _read_grid(
    grid: Grid, name: str, stem: str, unit: DonViTinh | None, *, is_word: bool
) -> "Iterator[_Reader]":
    """Yield the tables of a grid, those above and below the plainest one too."""
    table = find_table(grid)
    if table is None:
        return
    reader = _Reader(grid, table, name, stem, unit, is_word=is_word)
    above = {row: cells for row, cells in grid.rows.items() if row < table.top}
    below = {row: cells for row, cells in grid.rows.items() if row > reader.last}
    yield from _read_grid(replace(grid, rows=above), name, stem, unit, is_word=is_word)
    yield reader
    lines = (*grid.before, *(text for row in sorted(above) for _, text in grid.texts(row)))
    rest = replace(grid, rows=below, before=lines)
    yield from _read_grid(rest, name, stem, unit, is_word=is_word)


def _without_summary(readers: "Sequence[_Reader]") -> Iterator[ReadAnnex]:
    """Yield the annexes; a table that sums up the others of its file is told and not added."""
    annexes = [reader.annex for reader in readers]
    whole = sum((annex.total for annex in annexes), Decimal(0))
    same = [place for place, annex in enumerate(annexes) if annex.total * 2 == whole != 0]
    if len({annex.locality for annex in annexes}) == len(annexes) == _TWO:
        same = []  # two bodies that ask for the same
    summary = min(same, key=lambda place: len(annexes[place].lines), default=None)
    for place, annex in enumerate(annexes):
        if place == summary:
            yield replace(annex, lines=(), findings=(readers[place].summary(),))
        else:
            yield annex


class _Reader:
    def __init__(
        self,
        grid: Grid,
        table: FormTable,
        file: str,
        stem: str,
        unit: DonViTinh | None,
        *,
        is_word: bool,
    ) -> None:
        self._grid = grid
        self._table = table
        self._file = file
        self._stem = stem
        self._is_word = is_word
        self._findings: list[Diagnostic] = []
        self._columns = {head.field: column for column, head in table.columns.items()}
        only_granted = "duoc_duyet" in self._columns and "kinh_phi" not in self._columns
        self._money = "duoc_duyet" if only_granted else "kinh_phi"
        self._parts = [name for name in self._columns if name.startswith("nguon.")]
        money = self._columns.get(self._money)
        self._unit = (table.unit_of(money) if money else None) or unit
        self._totals: list[_Total] = []
        self.last = table.head_bottom
        self.annex = self._read()

    @property
    def has_money(self) -> bool:
        """Return whether the table has a column of sums, or two of which none can be chosen."""
        heads = (*self._table.columns.values(), *self._table.doubtful.values())
        return any(head.money for head in heads)

    def summary(self) -> Diagnostic:
        """Return that the table sums up the others of its file."""
        return problems.SUMMARY_TABLE.at(self._place(self._table.top, 1))

    def _read(self) -> ReadAnnex:
        if self._money in self._columns and self._unit is None:
            self._add(problems.NO_UNIT, self._table.head_bottom)
        for column, head in sorted(self._table.doubtful.items()):
            if head.money and head.field not in self._columns:
                place = self._place(self._table.head_bottom, column)
                self._findings.append(problems.DOUBTFUL_MONEY.at(place, text=head.text))
        roots = self._tree()
        lines = tuple(counted_lines(roots))
        self._check_units(roots)
        self._check_parents(roots)
        annex = ReadAnnex(self._file, self._locality(), lines, ())
        stated = self._check_total(roots, annex.total)
        return replace(annex, findings=tuple(self._findings), stated=stated)

    # ------------------------------------------------------------------ rows

    def _tree(self) -> list[Node]:
        roots: list[Node] = []
        stack: list[Node] = []
        closed = False
        for row in sorted(self._grid.rows):
            if row <= self._table.head_bottom:
                continue
            if is_total(self._grid, row):
                dong = self._amount(row, self._money).dong
                if dong is not None:
                    self._totals.append(_Total(row, dong, len(roots)))
                self.last = row
                closed = bool(roots)
                continue
            if self._is_head(row):
                if closed:
                    break
                continue
            if closed and not self._goes_on(row):
                continue
            node = self._node(row, stack)
            if node is None:
                continue
            closed = False
            self.last = row
            while stack and stack[-1].rank >= node.rank:
                stack.pop()
            if stack:
                node.inherit(stack[-1])
            (stack[-1].children if stack else roots).append(node)
            stack.append(node)
        return roots

    def _is_head(self, row: int) -> bool:
        """Return whether a row is a head: this table's on a new page, or the next table's."""
        if rank_of(self._text(row, "stt"), "") is not None:
            return False
        text = self._text(row, "noi_dung")
        return (
            bool(text)
            and recognise(text).field == "noi_dung"
            and len(
                {field for _, cell in self._grid.texts(row) if (field := recognise(cell).field)}
            )
            > 1
        )

    def _goes_on(self, row: int) -> bool:
        """Return whether the list goes on below a total: that was one of a group then."""
        text = self._text(row, "noi_dung") or self._text(row, "stt")
        words = plain(text)
        if _BREAKDOWN.fullmatch(words) or kind_of(text.lstrip("-+* ")) not in (UNKNOWN, "khac"):
            return False
        if rank_of(self._text(row, "stt"), self._text(row, "noi_dung")) is not None:
            return True
        column = self._columns.get(self._money)
        value = self._grid.cell(row, column).value if column else None
        if words and isinstance(value, int | Decimal) and not isinstance(value, bool):
            self._add(problems.BELOW_TOTAL, row, text=text)
        return False

    def _node(self, row: int, stack: Sequence[Node]) -> Node | None:
        text = self._text(row, "noi_dung")
        amount = self._amount(row, self._money)
        if not text and amount is NOTHING:
            return None
        ordinal = self._text(row, "stt")
        sources = self._parts_of(row)
        if self._money not in self._columns and sources:
            amount = ReadAmount(sum(sources.values(), Decimal(0)))
        rank = rank_of(ordinal, text)
        if rank is None:
            if not ordinal and amount is NOTHING and "stt" in self._columns and not sources:
                # A note below the table, or a line that goes on.
                return None
            rank = stack[-1].rank if stack and stack[-1].rank > 0 else 1
        named = self._text(row, "nguon")
        if named and self._unit and not sources:
            sources = read_shares(named, self._unit)
        node = Node(
            row,
            rank,
            text,
            amount,
            sources,
            kind_of(named) if named else UNKNOWN,
            self._text(row, "chu_tri"),
            self._text(row, "thoi_gian"),
            own_source=bool(sources or named),
        )
        self._check_row(node)
        return node

    def _parts_of(self, row: int) -> Mapping[str, Decimal]:
        found = {}
        for name in self._parts:
            part = self._amount(row, name)
            if part.dong is not None:
                found[name.removeprefix("nguon.")] = part.dong
        return found

    def _text(self, row: int, name: str) -> str:
        column = self._columns.get(name)
        return " ".join(self._grid.cell(row, column).text.split()) if column else ""

    def _amount(self, row: int, name: str) -> ReadAmount:
        column = self._columns.get(name)
        if column is None:
            return NOTHING
        unit = self._table.unit_of(column) or self._unit
        if unit is None:
            return NOTHING
        cell = self._grid.cell(row, column)
        if cell.value is None and not cell.formula:
            return NOTHING
        if cell.value is None or cell.value in _ERRORS:
            problem = problems.NO_RESULT if cell.value is None else problems.ERROR_VALUE
            self._add(problem, row, name, text=str(cell.value or f"={cell.formula}"))
            return NOTHING
        amount = read_amount(cell.value, unit)
        if amount.dong is not None and amount.dong < 0:
            self._add(problems.NEGATIVE, row, name, text=_shown(amount.dong))
        return amount

    # ------------------------------------------------------------------ checks

    def _check_row(self, node: Node) -> None:
        amount = node.amount
        if amount.bad:
            self._add(problems.NO_NUMBER, node.row, text=amount.word)
        if amount.as_text and not self._is_word:
            text = self._text(node.row, self._money)
            self._add(problems.NUMBER_AS_TEXT, node.row, text=text)
        if amount.unit is not None and self._unit is not None and amount.unit is not self._unit:
            self._mixed(node.row, UNIT_NAMES[amount.unit])
        total = sum(node.sources.values(), Decimal(0))
        if node.sources and amount.dong is not None and total != amount.dong:
            stated = _shown(amount.dong)
            self._add(problems.OTHER_SHARES, node.row, found=_shown(total), stated=stated)

    def _check_units(self, roots: Sequence[Node]) -> None:
        """Find sums that are absurd in the table's unit."""
        nodes = [node for root in roots for node in root.counted if node.amount.dong]
        if self._unit is None or not nodes:
            return
        limit = _TOO_LARGE.get(self._unit)
        for node in nodes:
            dong = node.amount.dong or Decimal(0)
            if node.amount.unit is not None:
                continue
            if limit is not None and dong >= limit:
                self._mixed(node.row, UNIT_NAMES[DonViTinh.DONG])
            elif self._unit is DonViTinh.DONG and dong < _TOO_SMALL_DONG:
                large = sum(1 for one in nodes if (one.amount.dong or 0) >= _LEAST_PLAIN_DONG)
                if large:
                    self._mixed(node.row, UNIT_NAMES[DonViTinh.TRIEU_DONG])

    def _mixed(self, row: int, other: str) -> None:
        own = UNIT_NAMES[self._unit] if self._unit else ""
        self._add(problems.MIXED_UNITS, row, own=own, other=other)

    def _check_parents(self, nodes: Sequence[Node]) -> None:
        for node in nodes:
            inner = sum((child.sum() for child in node.children), Decimal(0))
            stated = node.amount.dong
            if node.children and inner and stated is not None and stated != inner:
                self._add(
                    problems.WRONG_PARENT, node.row, stated=_shown(stated), found=_shown(inner)
                )
            self._check_parents(node.children)

    def _check_total(self, roots: Sequence[Node], total: Decimal) -> Decimal | None:
        """Check the totals of the table and of its groups; return the one of the table."""
        sums = [root.sum() for root in roots]
        start = 0
        whole: list[_Total] = []
        for stated in self._totals:
            parts = sum(sums[start : stated.roots], Decimal(0))
            so_far = sum(sums[: stated.roots], Decimal(0))
            start = stated.roots or start
            if stated.roots in (0, len(roots)):
                whole.append(stated)
            elif stated.dong not in (parts, so_far):
                self._wrong_total(stated, parts)
        if not whole:
            return None
        right = next((stated for stated in whole if stated.dong == total), None)
        if right is None:
            everything = sum((dong for root in roots for dong in root.amounts()), Decimal(0))
            self._wrong_total(whole[0], total, twice=whole[0].dong == everything)
        return (right or whole[0]).dong

    def _wrong_total(self, stated: _Total, found: Decimal, *, twice: bool = False) -> None:
        problem = problems.COUNTED_TWICE if twice else problems.WRONG_TOTAL
        self._add(problem, stated.row, stated=_shown(stated.dong), found=_shown(found))

    def _add(self, problem: Problem, row: int, name: str = "", **params: str) -> None:
        """Note a problem of a row, in the column of a field; that of its sum when none is given."""
        column = self._columns.get(name or self._money, 1)
        self._findings.append(problem.at(self._place(row, column), **params))

    def _place(self, row: int, column: int) -> Location:
        return Location(self._file, part=f"{self._grid.name}!{cell_name(row, column)}")

    # ------------------------------------------------------------------ whose it is

    def _locality(self) -> str:
        lines = [text for row in range(1, self._table.top) for _, text in self._grid.texts(row)]
        lines = [*lines, *self._grid.before]
        for line in lines:
            match = _OF.search(line)
            if match:
                return " ".join(match[1].split())
        for line in lines:
            if _BODY.fullmatch(line.strip()):
                return " ".join(line.split())
        return self._stem


def _shown(dong: Decimal) -> str:
    whole = int(dong)
    return group_digits(whole) if dong == whole else f"{dong.normalize():f}".replace(".", ",")
