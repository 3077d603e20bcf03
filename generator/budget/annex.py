"""The table of an annex: made from a computed budget, and read back as rules see it.

What is read may be anybody's: rows are known by what their columns are.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TYPE_CHECKING, TypeVar

from generator.budget.compute import GROUP, ITEM, TASK, Computed, ComputedRow
from generator.budget.heads import Head, recognise, unit_in_line
from generator.budget.layouts import AnnexColumn, Layout
from generator.budget.money import UNIT_DONG, UNIT_NAMES
from generator.diagnostics import Location
from generator.document.nodes import (
    Align,
    Annex,
    Block,
    Blocks,
    Cell,
    Column,
    Inlines,
    Origin,
    Paragraph,
    Role,
    Row,
    Run,
    Table,
    plain_text,
)
from generator.model.money import DonViTinh
from generator.text.normalize import to_nfc

if TYPE_CHECKING:
    from generator.readers.docx import WordFile, WordParagraph

TOTAL_NAME = "TỔNG CỘNG"
UNIT_LABEL = "Đơn vị tính: "
WORDS_LABEL = "Bằng chữ: "
WORDS_END = "./."

TOTAL = 0
"""Level of the row below all others."""

_ROMAN = re.compile(r"[IVXLC]+\.?")
_TASK = re.compile(r"\d+\.?")
_ITEM = re.compile(r"\d+(?:\.\d+)+\.?|[a-zđ]{1,2}\)|[-+]")
_TOTAL_NAME = re.compile(r"(?:tổng (?:cộng|số|kinh phí)|tổng|cộng)\b(?! hợp)", re.IGNORECASE)
_MONEY = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?")
_WORDS = re.compile(r"(?:số tiền )?(?:viết )?bằng chữ\s*:?\s*(.*)", re.IGNORECASE | re.DOTALL)
_UNIT_NAME = re.compile(r"đơn vị(?: tính)?\s*:", re.IGNORECASE)
_REFERENCE = re.compile(r"\(?\s*(?:ban hành )?kèm theo", re.IGNORECASE)

T = TypeVar("T")
Grid = Sequence[Mapping[int, str]]
"""Rows of texts by the column of the grid they begin at."""


def build_annex(computed: Computed, layout: Layout, file: str = "") -> Blocks:
    """Return the blocks of a budget's annex.

    Args:
        computed: The budget with its sums.
        layout: Which columns it has.
        file: The budget's file, remembered as where the table came from.
    """
    unit = computed.budget.don_vi_tinh
    columns = layout.columns
    rows = [*_header(layout), *(_task_row(row, columns, unit) for row in computed.rows())]
    if layout.has_money:
        rows[-1] = replace(rows[-1], keep_next=True)
        rows.append(_total_row(computed, columns, unit))
    widths = tuple(Column(column.width, column.align) for column in columns)
    table = Table(widths, tuple(rows), Origin(file) if file else None)
    blocks: list[Block] = [table]
    if layout.has_money:
        blocks.insert(0, Paragraph(_text(f"{UNIT_LABEL}{UNIT_NAMES[unit]}"), Role.UNIT))
    words = layout.total_words(computed)
    if words:
        blocks.append(Paragraph(_text(f"{WORDS_LABEL}{words}{WORDS_END}"), Role.WORDS))
    return tuple(blocks)


def _header(layout: Layout) -> list[Row]:
    two_rows = any(head.is_group for head in layout.heads)
    first: list[Cell] = []
    second: list[Cell] = []
    for head in layout.heads:
        if head.is_group:
            first.append(_head_cell(head.title, colspan=len(head.columns)))
            second.extend(_head_cell(column.title) for column in head.columns)
        else:
            height = 2 if two_rows else 1
            first.extend(_head_cell(column.title, rowspan=height) for column in head.columns)
    rows = [Row(tuple(first), header=True)]
    return [*rows, Row(tuple(second), header=True)] if two_rows else rows


def _head_cell(title: str, *, colspan: int = 1, rowspan: int = 1) -> Cell:
    return Cell((_text(title),), Align.CENTER, bold=True, colspan=colspan, rowspan=rowspan)


def _task_row(row: ComputedRow, columns: tuple[AnnexColumn, ...], unit: DonViTinh) -> Row:
    values = [column.value(row, unit) for column in columns]
    if row.level == GROUP:
        return replace(_summary_row(values, columns), keep_next=True)
    return Row(
        tuple(
            Cell((_text(value),), align=_align(column, value))
            for column, value in zip(columns, values, strict=True)
        )
    )


def _align(column: AnnexColumn, value: str) -> Align | None:
    """Centre the words that stand in place of a sum."""
    return Align.CENTER if column.is_money and value and not value[0].isdigit() else None


def _total_row(computed: Computed, columns: tuple[AnnexColumn, ...], unit: DonViTinh) -> Row:
    values = [column.total_value(computed, unit) for column in columns]
    name = next(index for index, column in enumerate(columns) if column.id == "noi_dung")
    values[name] = TOTAL_NAME
    return _summary_row(values, columns)


def _summary_row(values: list[str], columns: tuple[AnnexColumn, ...]) -> Row:
    """Return a bold row whose name covers the empty cells up to the next money column."""
    cells: list[Cell] = []
    index = 0
    while index < len(columns):
        column, span = columns[index], 1
        is_name = column.id == "noi_dung"
        while is_name and index + span < len(columns):
            if columns[index + span].is_money or values[index + span]:
                break
            span += 1
        align = Align.LEFT if is_name else _align(column, values[index])
        cells.append(Cell((_text(values[index]),), align=align, bold=True, colspan=span))
        index += span
    return Row(tuple(cells))


def _text(text: str) -> Inlines:
    return (Run(text),) if text else ()


# ---------------------------------------------------------------------- read back


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A row of a table.

    Attributes:
        number: What stands in the number column, without a full stop.
        level: ``GROUP``, ``TASK``, ``ITEM`` or ``TOTAL``.
        cells: Text by field ("noi_dung", "kinh_phi", "nguon.tinh").
        amounts: Sums in đồng by field; a cell of words has none.
        place: Where the row stands.
    """

    number: str
    level: int
    cells: Mapping[str, str]
    amounts: Mapping[str, int]
    place: Location

    @property
    def name(self) -> str:
        """Return the name of the task or group."""
        return self.cells.get("noi_dung", "")

    @property
    def amount(self) -> int | None:
        """Return the sum in đồng, None when the cell holds none."""
        return self.amounts.get("kinh_phi")


@dataclass(frozen=True, slots=True)
class PrintedAnnex:
    """An annex as printed.

    Attributes:
        rows: Its rows, the total apart.
        total: The row below them, None when there is none.
        heads: What the columns are, by their place.
        unit: Unit of its sums; đồng when none is named.
        names_unit: Whether a unit is named above the table or in a head.
        repeats_head: Whether the head is repeated on every page.
        words: The line of the total in words, "" when there is none.
        reference: The line that names the document, "" when there is none.
        place: Where the table stands.
    """

    rows: tuple[PrintedRow, ...]
    total: PrintedRow | None
    heads: tuple[Head, ...]
    unit: DonViTinh
    names_unit: bool
    repeats_head: bool
    words: str
    reference: str
    place: Location = field(default_factory=Location)

    @property
    def fields(self) -> frozenset[str]:
        """Return what its columns are."""
        return frozenset(head.field for head in self.heads if head.field)

    def children(self, index: int) -> tuple[PrintedRow, ...]:
        """Return the rows one level below a row."""
        level = self.rows[index].level
        inner: list[PrintedRow] = []
        for row in self.rows[index + 1 :]:
            if row.level <= level:
                break
            inner.append(row)
        lowest = min((row.level for row in inner), default=0)
        return tuple(row for row in inner if row.level == lowest)


def parse_amount(text: str, unit: DonViTinh) -> int | None:
    """Return the đồng of a money cell, None for words, and for what is no whole đồng.

    >>> parse_amount("2.140,25", DonViTinh.TRIEU_DONG), parse_amount("Lồng ghép", DonViTinh.DONG)
    (2140250000, None)
    """
    match = _MONEY.fullmatch(text.strip())
    if match is None:
        return None
    digits = match[1].replace(".", "")
    amount = Fraction(f"{digits}.{match[2] or 0}") * UNIT_DONG[unit]
    return int(amount) if amount.denominator == 1 else None


def read_annex(annex: Annex, file: str = "") -> PrintedAnnex | None:
    """Return the table of a document's annex, None when it has none."""
    tables = [block for block in annex.blocks if isinstance(block, Table)]
    if not tables:
        return None
    lines = [plain_text(block.inlines) for block in annex.blocks if isinstance(block, Paragraph)]
    table = tables[0]
    headers = sum(1 for row in table.rows if row.header)
    grid = tuple(_grid(table))
    places = [Location(file)] * len(grid)
    return _read(grid, headers, [*lines, annex.reference], places, Location(file))


def read_word_annexes(word: "WordFile", file: str = "") -> tuple[PrintedAnnex, ...]:
    """Return the tables of a Word file that have a column of tasks and one of numbers."""
    found = []
    # A file may have thousands of tables: what they share is read once.
    inside: dict[int, list[WordParagraph]] = {}
    lines = []
    for paragraph in word.paragraphs:
        if paragraph.cell is not None:
            inside.setdefault(paragraph.cell.table, []).append(paragraph)
        elif _tells(paragraph.text):
            lines.append(paragraph.text)
    for number, table in enumerate(word.tables):
        grid, places = _word_grid(inside.get(number, ()), number, len(table.rows), file)
        headers = sum(1 for row in table.rows if row.header)
        annex = _read(grid, headers, lines, places, places[0] if places else Location(file))
        if annex is not None and {"stt", "noi_dung"} <= annex.fields:
            found.append(annex)
    return tuple(found)


def _tells(line: str) -> bool:
    """Return whether a line outside tables says something of them: unit, sum, reference."""
    return bool(
        unit_in_line(line) is not None
        or _UNIT_NAME.search(line)
        or _WORDS.match(line)
        or _REFERENCE.match(line)
    )


def _grid(table: Table) -> Iterator[dict[int, str]]:
    covered: dict[int, int] = {}
    for row in table.rows:
        texts: dict[int, str] = {}
        column = 0
        below: dict[int, int] = {}
        for cell in row.cells:
            while covered.get(column):
                column += 1
            texts[column] = "\n".join(map(plain_text, cell.paragraphs))
            if cell.rowspan > 1:
                spanned = range(column, column + cell.colspan)
                below.update(dict.fromkeys(spanned, cell.rowspan))
            column += cell.colspan
        covered = {each: left - 1 for each, left in {**covered, **below}.items() if left > 1}
        yield texts


def _word_grid(
    paragraphs: "Iterable[WordParagraph]", table: int, count: int, file: str
) -> tuple[list[dict[int, str]], list[Location]]:
    grid: list[dict[int, str]] = [{} for _ in range(count)]
    places = [Location(file)] * count
    for paragraph in paragraphs:
        cell = paragraph.cell
        if cell is None or cell.table != table:
            continue
        texts = grid[cell.row]
        if not texts:
            places[cell.row] = Location(file, paragraph=paragraph.number)
        before = texts.get(cell.column)
        text = paragraph.text
        texts[cell.column] = text if before is None else f"{before}\n{text}"
    return grid, places


def _read(
    grid: Grid, headers: int, lines: Sequence[str], places: Sequence[Location], place: Location
) -> PrintedAnnex | None:
    if not grid:
        return None
    repeats = headers > 0
    if not headers:
        headers = 2 if len(grid[0]) < max(map(len, grid[:3])) else 1
    heads = _heads(grid[:headers])
    named = _first(map(unit_in_line, lines)) or _first(head.unit for head in heads.values())
    unit = named or DonViTinh.DONG
    rows = [
        _row(texts, heads, unit, where)
        for texts, where in zip(grid[headers:], places[headers:], strict=True)
    ]
    total = next((row for row in reversed(rows) if row.level == TOTAL), None)
    return PrintedAnnex(
        rows=tuple(row for row in rows if row.level != TOTAL),
        total=total,
        heads=tuple(heads.values()),
        unit=unit,
        names_unit=named is not None or any(map(_UNIT_NAME.search, lines)),
        repeats_head=repeats,
        words=_first(match[1].strip() for line in lines if (match := _WORDS.match(line))) or "",
        reference=_first(line for line in lines if _REFERENCE.match(line)) or "",
        place=place,
    )


def _first(values: Iterable[T | None]) -> T | None:
    return next((value for value in values if value is not None), None)


def _heads(grid: Grid) -> dict[int, Head]:
    """Return what each column is; a head of several columns stands above each of them."""
    columns = sorted({column for texts in grid for column in texts})
    heads = {}
    for column in columns:
        path = []
        for texts in grid:
            begins = max((start for start in texts if start <= column), default=None)
            # In the lowest row a cell belongs to its own column alone.
            if begins is not None and (begins == column or texts is not grid[-1]):
                path.append(texts[begins])
        heads[column] = recognise(*path)
    return heads


def _row(
    texts: Mapping[int, str], heads: Mapping[int, Head], unit: DonViTinh, place: Location
) -> PrintedRow:
    cells: dict[str, str] = {}
    for column, text in texts.items():
        head = heads.get(column)
        if head and head.field:
            cells.setdefault(head.field, to_nfc(" ".join(text.split())))
    amounts: dict[str, int] = {}
    for column, text in texts.items():
        head = heads.get(column)
        if head and head.money:
            amount = parse_amount(text, head.unit or unit)
            if amount is not None:
                amounts.setdefault(head.field, amount)
    number = cells.get("stt", "").rstrip(".")
    return PrintedRow(number, _level(number, cells.get("noi_dung", "")), cells, amounts, place)


def _level(number: str, name: str) -> int:
    if not number and _TOTAL_NAME.match(name):
        return TOTAL
    if _ROMAN.fullmatch(number):
        return GROUP
    if _ITEM.fullmatch(number):
        return ITEM
    if _TASK.fullmatch(number) or number:
        return TASK
    return ITEM
