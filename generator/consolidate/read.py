"""One annex as others made it: its lines in đồng, whose it is, and what is wrong with it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from generator.annexes.money import UNIT_NAMES
from generator.consolidate.amounts import NOTHING, ReadAmount, read_amount
from generator.diagnostics import Diagnostic, Location, Severity
from generator.errors import InputError
from generator.forms.columns import plain, source_kind
from generator.forms.table import FormTable, find_table, is_total
from generator.forms.word_grid import read_tables
from generator.i18n import N_
from generator.model.money import DonViTinh
from generator.ooxml.grid import Grid
from generator.ooxml.references import cell_name
from generator.ooxml.workbook import open_workbook
from generator.text.numbers import group_digits

SEVERAL, UNKNOWN = "nhieu_nguon", ""
"""Kinds of source beside those of the model: several at once, and none named."""

_ROMAN = re.compile(r"[IVXLC]+|[A-HĐ]")
_WHOLE = re.compile(r"\d+")
_DOTTED = re.compile(r"\d+(?:\.\d+)+")
_LETTER = re.compile(r"[a-zđ]")
_MARKED = {"-": 10, "–": 10, "+": 11, "*": 11}
_SPLIT = re.compile(r"[;,+\n]|\bvà\b")
_OF = re.compile(r"của\s+((?:ủy ban nhân dân|ubnd|sở|ban|đảng ủy|tỉnh ủy)[^);,\n]*)", re.IGNORECASE)
_BODY = re.compile(r"(?:ủy ban nhân dân|ubnd|đảng ủy|tỉnh ủy|sở|ban|phòng)\s+\S.*", re.IGNORECASE)
# Sums that would be absurd in the table's unit are likely typed in another.
_TOO_LARGE = {DonViTinh.TRIEU_DONG: 10**12, DonViTinh.NGHIN_DONG: 10**12}
_SURE_COLUMNS = 5
_TOO_SMALL_DONG = 10_000
_LEAST_PLAIN_DONG = 1_000_000


@dataclass(frozen=True, slots=True)
class Line:
    """A line with a sum of its own, or with a word in place of one.

    Attributes:
        group: Name of the group it stands in.
        text: What is paid for.
        lead: Who leads it.
        time: When.
        dong: Its sum, None for a word.
        word: What stands in place of a sum.
        sources: Its sum by kind of source.
    """

    group: str
    text: str
    lead: str
    time: str
    dong: Decimal | None
    word: str
    sources: Mapping[str, Decimal]


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


@dataclass(slots=True)
class _Node:
    row: int
    rank: int
    text: str
    amount: ReadAmount
    sources: dict[str, Decimal]
    lead: str
    time: str
    children: list["_Node"] = field(default_factory=list)

    def counted(self) -> "Iterator[_Node]":
        """Yield the nodes whose sums make up this one's: the lowest that have any."""
        inner = [node for child in self.children for node in child.counted()]
        if any(node.amount.dong is not None for node in inner):
            yield from inner
        elif self.amount.dong is not None:
            yield self
        elif inner:
            yield from inner
        else:
            yield self

    def sum(self) -> Decimal:
        """Return the sum of the nodes that are counted."""
        return sum((node.amount.dong or Decimal(0) for node in self.counted()), Decimal(0))


def read_annex(path: Path, *, name: str = "", unit: DonViTinh | None = None) -> ReadAnnex:
    """Return an annex.

    Args:
        path: An .xlsx or .docx file.
        name: How findings name it.
        unit: Unit of its sums when it does not say.

    Raises:
        InputError: When it cannot be read or has no annex in it.
    """
    name = name or path.as_posix()
    is_word = path.suffix.lower() == ".docx"
    grid, table = _find(path, name, is_word=is_word)
    return _Reader(grid, table, name, path.stem, unit, is_word=is_word).read()


def _find(path: Path, name: str, *, is_word: bool) -> tuple[Grid, FormTable]:
    best: tuple[Grid, FormTable] | None = None
    for grid in _grids(path, name, is_word=is_word):
        table = find_table(grid)
        if table and (best is None or len(table.columns) > len(best[1].columns)):
            best = grid, table
            if len(table.columns) >= _SURE_COLUMNS:
                break
    if best is None:
        raise InputError(
            Diagnostic(
                "GOP01",
                Severity.ERROR,
                N_("không tìm thấy bảng có cột 'Nội dung' và ít nhất hai cột khác nhận ra được"),
                Location(name),
                hint=N_("kiểm tra tiêu đề các cột của phụ lục"),
            )
        )
    return best


def _grids(path: Path, name: str, *, is_word: bool) -> Iterator[Grid]:
    if is_word:
        yield from (table.grid for table in read_tables(path, name=name).tables)
        return
    book = open_workbook(path, name=name)
    yield from (book.grid(sheet) for sheet in book.sheets if not sheet.hidden)


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
        money = self._columns.get("kinh_phi")
        self._unit = (table.unit_of(money) if money else None) or unit
        self._stated: tuple[int, Decimal] | None = None

    def read(self) -> ReadAnnex:
        if "kinh_phi" in self._columns and self._unit is None:
            self._add(
                "GOP02",
                N_("không rõ đơn vị tính nên không cộng số tiền"),
                self._table.head_bottom,
                "kinh_phi",
                hint=N_("ghi 'Đơn vị tính: ...' trên bảng, hoặc chạy lại với --unit"),
            )
        roots = self._tree()
        lines = tuple(self._lines(roots))
        self._check_units(roots)
        self._check_parents(roots)
        annex = ReadAnnex(self._file, self._locality(), lines, ())
        self._check_total(roots, annex.total)
        stated = self._stated[1] if self._stated else None
        return ReadAnnex(self._file, annex.locality, lines, tuple(self._findings), stated)

    # ------------------------------------------------------------------ rows

    def _tree(self) -> list[_Node]:
        roots: list[_Node] = []
        stack: list[_Node] = []
        for row in sorted(self._grid.rows):
            if row <= self._table.head_bottom:
                continue
            if is_total(self._grid, row):
                self._read_total(row)
                if roots:
                    break
                continue
            node = self._node(row, stack)
            if node is None:
                continue
            while stack and stack[-1].rank >= node.rank:
                stack.pop()
            (stack[-1].children if stack else roots).append(node)
            stack.append(node)
        return roots

    def _node(self, row: int, stack: Sequence[_Node]) -> _Node | None:
        text = self._text(row, "noi_dung")
        amount = self._amount(row, "kinh_phi")
        if not text and amount is NOTHING:
            return None
        ordinal = self._text(row, "stt")
        sources = {}
        for name in self._columns:
            if name.startswith("nguon."):
                part = self._amount(row, name)
                if part.dong is not None:
                    sources[name.removeprefix("nguon.")] = part.dong
        if "kinh_phi" not in self._columns and sources:
            amount = ReadAmount(sum(sources.values(), Decimal(0)))
        rank = _rank(ordinal, text)
        if rank is None:
            if not ordinal and amount is NOTHING and "stt" in self._columns and not sources:
                # A note below the table, or a line that goes on.
                return None
            rank = stack[-1].rank if stack and stack[-1].rank > 0 else 1
        node = _Node(
            row,
            rank,
            text,
            amount,
            sources,
            self._text(row, "chu_tri"),
            self._text(row, "thoi_gian"),
        )
        self._check_row(node)
        return node

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
        return read_amount(self._grid.cell(row, column).value, unit)

    def _read_total(self, row: int) -> None:
        amount = self._amount(row, "kinh_phi")
        if amount.dong is not None and self._stated is None:
            self._stated = row, amount.dong

    def _lines(self, roots: Sequence[_Node]) -> Iterator[Line]:
        for root in roots:
            group = root.text if root.rank == 0 else ""
            for node in root.counted():
                if node is root and root.rank == 0 and node.amount is NOTHING:
                    continue
                yield Line(
                    group,
                    node.text,
                    node.lead,
                    node.time,
                    node.amount.dong,
                    node.amount.word,
                    self._sources(node),
                )

    def _sources(self, node: _Node) -> dict[str, Decimal]:
        amount = node.amount.dong
        if amount is None:
            return {}
        if node.sources:
            rest = amount - sum(node.sources.values(), Decimal(0))
            return {**node.sources, **({UNKNOWN: rest} if rest > 0 else {})}
        return {_kind_of(self._text(node.row, "nguon")): amount}

    # ------------------------------------------------------------------ checks

    def _check_row(self, node: _Node) -> None:
        amount = node.amount
        if amount.bad:
            self._add(
                "GOP03",
                N_("không đọc được số tiền '{text}'"),
                node.row,
                "kinh_phi",
                text=amount.word,
            )
        if amount.as_text and not self._is_word:
            text = self._text(node.row, "kinh_phi")
            self._add(
                "GOP04",
                N_("số tiền '{text}' là chữ, công thức tổng không cộng"),
                node.row,
                "kinh_phi",
                hint=N_("gõ lại thành số"),
                text=text,
            )
        if amount.unit is not None and self._unit is not None and amount.unit is not self._unit:
            self._mixed(node.row, UNIT_NAMES[amount.unit])
        total = sum(node.sources.values(), Decimal(0))
        if node.sources and amount.dong is not None and total != amount.dong:
            self._add(
                "GOP05",
                N_("các nguồn cộng lại {found} đồng, kinh phí là {stated} đồng"),
                node.row,
                "kinh_phi",
                found=_shown(total),
                stated=_shown(amount.dong),
            )

    def _check_units(self, roots: Sequence[_Node]) -> None:
        """Find sums that are absurd in the table's unit."""
        nodes = [node for root in roots for node in root.counted() if node.amount.dong]
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
        self._add(
            "GOP06",
            N_("bảng tính bằng {own} nhưng số tiền này có vẻ ghi bằng {other}"),
            row,
            "kinh_phi",
            hint=N_("ghi lại theo một đơn vị tính"),
            own=own,
            other=other,
        )

    def _check_parents(self, nodes: Sequence[_Node]) -> None:
        for node in nodes:
            inner = sum((child.sum() for child in node.children), Decimal(0))
            stated = node.amount.dong
            if node.children and inner and stated is not None and stated != inner:
                self._add(
                    "GOP07",
                    N_("dòng ghi {stated} đồng, các dòng con cộng lại {found} đồng"),
                    node.row,
                    "kinh_phi",
                    stated=_shown(stated),
                    found=_shown(inner),
                )
            self._check_parents(node.children)

    def _check_total(self, roots: Sequence[_Node], total: Decimal) -> None:
        if self._stated is None or self._stated[1] == total:
            return
        row, stated = self._stated
        everything = sum((dong for root in roots for dong in _all_amounts(root)), Decimal(0))
        if stated == everything:
            message = N_("tổng {stated} đồng cộng cả dòng cha lẫn dòng con; đúng là {found} đồng")
            self._add("GOP08", message, row, "kinh_phi", stated=_shown(stated), found=_shown(total))
        else:
            message = N_("tổng ghi {stated} đồng, các dòng cộng lại {found} đồng")
            self._add("GOP09", message, row, "kinh_phi", stated=_shown(stated), found=_shown(total))

    def _add(
        self, rule: str, message: str, row: int, name: str, hint: str = "", **params: str
    ) -> None:
        place = cell_name(row, self._columns.get(name, 1))
        location = Location(self._file, part=f"{self._grid.name}!{place}")
        self._findings.append(Diagnostic(rule, Severity.ERROR, message, location, params, hint))

    # ------------------------------------------------------------------ whose it is

    def _locality(self) -> str:
        lines = [text for row in range(1, self._table.top) for _, text in self._grid.texts(row)]
        lines = [*self._grid.before, *lines]
        for line in lines:
            match = _OF.search(line)
            if match:
                return " ".join(match[1].split())
        for line in lines:
            if _BODY.fullmatch(line.strip()):
                return " ".join(line.split())
        return self._stem


@lru_cache(maxsize=4096)
def _rank(ordinal: str, text: str) -> int | None:
    """Return how deep a row stands by its ordinal, None when it has none."""
    mark = ordinal.strip(" .)(")
    if _ROMAN.fullmatch(mark):
        return 0
    if _WHOLE.fullmatch(mark):
        return 1
    if _DOTTED.fullmatch(mark):
        return 1 + mark.count(".")
    if _LETTER.fullmatch(mark):
        return 9
    sign = (ordinal.strip() or text)[:1]
    return _MARKED.get(sign)


@lru_cache(maxsize=4096)
def _kind_of(text: str) -> str:
    """Return the kind of source a cell names."""
    whole = source_kind(text)
    if whole or not plain(text):
        return whole or UNKNOWN
    kinds = {source_kind(part) or "khac" for part in _SPLIT.split(text) if part.strip()}
    return kinds.pop() if len(kinds) == 1 else SEVERAL


def _all_amounts(node: _Node) -> Iterator[Decimal]:
    if node.amount.dong is not None:
        yield node.amount.dong
    for child in node.children:
        yield from _all_amounts(child)


def _shown(dong: Decimal) -> str:
    whole = int(dong)
    return group_digits(whole) if dong == whole else f"{dong.normalize():f}".replace(".", ",")
