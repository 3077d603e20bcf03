"""The columns an annex may have: one row of ``COLUMNS`` each."""

from collections.abc import Callable
from dataclasses import dataclass

from generator.annexes.money import format_amount
from generator.document.nodes import Align
from generator.model.budget import DongDuToan, DonViTinh


@dataclass(frozen=True, slots=True)
class AnnexColumn:
    """One column.

    Attributes:
        id: Name in layouts.
        title: Head of the column.
        width: Share of the table's width.
        align: Alignment of its cells.
        value: Text of a task's cell, given the task and the unit money is shown in.
        money: The column is summed for groups and for the table.
    """

    id: str
    title: str
    width: float
    align: Align
    value: Callable[[DongDuToan, DonViTinh], str]
    money: bool = False


COLUMNS: dict[str, AnnexColumn] = {
    column.id: column
    for column in (
        AnnexColumn(
            "noi_dung", "Nội dung nhiệm vụ", 24, Align.JUSTIFY, lambda dong, _: dong.noi_dung
        ),
        AnnexColumn("chu_tri", "Cơ quan chủ trì", 12, Align.LEFT, lambda dong, _: dong.chu_tri),
        AnnexColumn(
            "phoi_hop", "Cơ quan phối hợp", 14, Align.LEFT, lambda dong, _: "; ".join(dong.phoi_hop)
        ),
        AnnexColumn(
            "thoi_gian", "Thời gian thực hiện", 9, Align.CENTER, lambda dong, _: dong.thoi_gian
        ),
        AnnexColumn("san_pham", "Sản phẩm, kết quả", 14, Align.LEFT, lambda dong, _: dong.san_pham),
        AnnexColumn(
            "kinh_phi",
            "Kinh phí",
            9,
            Align.RIGHT,
            lambda dong, unit: format_amount(dong.kinh_phi, unit),
            money=True,
        ),
        AnnexColumn("nguon", "Nguồn kinh phí", 8, Align.LEFT, lambda dong, _: dong.nguon),
        AnnexColumn("ghi_chu", "Ghi chú", 6, Align.LEFT, lambda dong, _: dong.ghi_chu),
    )
}
"""By id, in the order of the canonical form."""
