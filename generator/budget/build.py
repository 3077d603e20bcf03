"""A computed budget and a layout become the blocks of an annex: unit line, table, words."""

from dataclasses import replace

from generator.budget.columns import AnnexColumn
from generator.budget.compute import GROUP, Computed, ComputedRow
from generator.budget.layouts import Layout
from generator.budget.money import UNIT_NAMES
from generator.budget.words import total_words
from generator.document.nodes import (
    Align,
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
)
from generator.model.budget import DonViTinh

TOTAL_NAME = "TỔNG CỘNG"
UNIT_LABEL = "Đơn vị tính: "
WORDS_LABEL = "Bằng chữ: "
WORDS_END = "./."


def build_annex(computed: Computed, layout: Layout, file: str = "") -> Blocks:
    """Return the blocks of a budget's annex.

    Args:
        computed: The budget with its sums.
        layout: Which columns it has.
        file: The budget's file, remembered as where the table came from.
    """
    unit = computed.budget.don_vi_tinh
    columns = layout.columns
    rows = [*_header(layout), *(_row(row, columns, unit) for row in computed.rows())]
    if layout.has_money:
        rows[-1] = replace(rows[-1], keep_next=True)
        rows.append(_total_row(computed, columns, unit))
    widths = tuple(Column(column.width, column.align) for column in columns)
    table = Table(widths, tuple(rows), Origin(file) if file else None)
    blocks: list[Block] = [table]
    if layout.has_money:
        blocks.insert(0, Paragraph(_text(f"{UNIT_LABEL}{UNIT_NAMES[unit]}"), Role.UNIT))
    words = total_words(computed, layout)
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


def _row(row: ComputedRow, columns: tuple[AnnexColumn, ...], unit: DonViTinh) -> Row:
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
