"""A budget becomes the blocks of an annex: unit line, table, total."""

from generator.annexes.columns import COLUMNS, AnnexColumn
from generator.annexes.money import UNIT_NAMES, format_dong
from generator.document.nodes import (
    Align,
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
from generator.model.budget import Budget, DongDuToan, NhomDuToan
from generator.text.numbers import to_roman

ORDINAL = Column(5, Align.CENTER)
TOTAL_NAME = "TỔNG CỘNG"


def build_annex(budget: Budget, file: str = "") -> Blocks:
    """Return the blocks of a budget's annex.

    Args:
        budget: Groups and tasks.
        file: The budget's file, remembered as where the table came from.
    """
    columns = tuple(COLUMNS.values())
    rows = [_header(columns)]
    for number, group in enumerate(budget.nhom, start=1):
        rows.append(_group_row(group, number, columns, budget))
        rows.extend(
            _task_row(task, position, columns, budget)
            for position, task in enumerate(group.nhiem_vu, start=1)
        )
    rows.append(_total_row(columns, budget))
    widths = (ORDINAL, *(Column(column.width, column.align) for column in columns))
    unit = Paragraph(_text(f"Đơn vị tính: {UNIT_NAMES[budget.don_vi_tinh]}"), Role.UNIT)
    return (unit, Table(widths, tuple(rows), Origin(file) if file else None))


def _header(columns: tuple[AnnexColumn, ...]) -> Row:
    titles = ("STT", *(column.title for column in columns))
    cells = tuple(Cell((_text(title),), align=Align.CENTER, bold=True) for title in titles)
    return Row(cells, header=True)


def _group_row(
    group: NhomDuToan, number: int, columns: tuple[AnnexColumn, ...], budget: Budget
) -> Row:
    has_sum = any(isinstance(task.kinh_phi, int) for task in group.nhiem_vu)
    subtotal = format_dong(group.tong_cong, budget.don_vi_tinh) if has_sum else ""
    return _summary_row(to_roman(number), group.ten_nhom, subtotal, columns)


def _total_row(columns: tuple[AnnexColumn, ...], budget: Budget) -> Row:
    total = format_dong(budget.tong_cong, budget.don_vi_tinh)
    return _summary_row("", TOTAL_NAME, total, columns)


def _summary_row(ordinal: str, name: str, money: str, columns: tuple[AnnexColumn, ...]) -> Row:
    """Return a bold row whose name covers the columns up to the money."""
    first_money = next(index for index, column in enumerate(columns) if column.money)
    cells = [
        Cell((_text(ordinal),), bold=True),
        Cell((_text(name),), align=Align.LEFT, bold=True, colspan=first_money),
        Cell((_text(money),), bold=True),
        *(Cell(((),)) for _ in columns[first_money + 1 :]),
    ]
    return Row(tuple(cells))


def _task_row(
    task: DongDuToan, position: int, columns: tuple[AnnexColumn, ...], budget: Budget
) -> Row:
    values = (str(position), *(column.value(task, budget.don_vi_tinh) for column in columns))
    return Row(tuple(Cell((_text(value),)) for value in values))


def _text(text: str) -> Inlines:
    return (Run(text),) if text else ()
