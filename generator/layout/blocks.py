"""Blocks of a text or an annex as a styled flow: which component each looks like."""

import re
from collections.abc import Sequence

from generator.document.nodes import Block, Bullet, Heading, Paragraph, Role, Table
from generator.layout.flow import Gap, Grid, Items, StyledParagraph
from generator.layout.pieces import Break, Piece, Text, pieces_of
from generator.layout.sizes import column_widths, least_widths
from generator.standards import Component, Standard

SPACER_PT = 6
"""Height of what stands between a table and what follows it."""

CELL_LOOK = "bang_noi_dung"
HEADER_LOOK = "bang_tieu_de"

_ROLES = {
    Role.TEXT: "noi_dung",
    Role.CAN_CU: "can_cu",
    Role.THAM_QUYEN: "tham_quyen_ban_hanh",
    Role.QUYET_DINH: "loi_quyet_dinh",
    Role.UNIT: "don_vi_tinh",
    Role.WORDS: "bang_chu",
}
_BULLETS = {1: "gach_dau_dong", 2: "dau_cong"}
_DEEPEST_HEADING = 4
_DIEU = re.compile(r"Điều ")
_CENTRED = re.compile(r"(?:Phần|Chương|Mục|Tiểu mục) ")


def lay_out_blocks(
    blocks: Sequence[Block], standard: Standard, width_pt: float, *, keep_last: int = 0
) -> Items:
    """Return blocks as paragraphs and tables.

    Args:
        blocks: The blocks.
        standard: The standard that lays them out.
        width_pt: Width between the margins, which tables fill.
        keep_last: How many of the last blocks stay on the page of what follows.
    """
    items: Items = []
    for position, block in enumerate(blocks):
        keep = position >= len(blocks) - keep_last
        following = blocks[position + 1] if position + 1 < len(blocks) else None
        above = isinstance(following, Paragraph) and following.role is Role.WORDS
        if isinstance(block, Table):
            items.append(_lay_out_table(block, standard, width_pt, keep=keep, above=above))
            # Word joins two tables that no paragraph parts, and wants one after the last.
            items.append(Gap(SPACER_PT, keep=keep, is_above_words=above))
        else:
            items.append(_lay_out_paragraph(block, standard, keep=keep or above))
    return items


def component_id(block: Paragraph | Bullet | Heading) -> str:
    """Return the id of the component a block looks like.

    >>> component_id(Heading((), level=2, label="Chương II"))
    'phan_chuong'
    """
    if isinstance(block, Paragraph):
        return _ROLES[block.role]
    if isinstance(block, Bullet):
        return _BULLETS[min(block.level, 2)]
    if _DIEU.match(block.label):
        return "dieu"
    if block.run_in:
        return "doan_danh_so"
    if _CENTRED.match(block.label):
        return "phan_chuong"
    return f"de_muc_{min(block.level, _DEEPEST_HEADING)}"


def _lay_out_paragraph(
    block: Paragraph | Bullet | Heading, standard: Standard, *, keep: bool
) -> StyledParagraph:
    look = standard.components[component_id(block)]
    is_title = isinstance(block, Heading) and not block.run_in
    bold = is_title and block.bold if isinstance(block, Heading) else look.bold
    text = pieces_of(block.inlines, bold=bold, italic=look.italic)
    return StyledParagraph(
        look,
        _lead(block, look, has_text=bool(text)) + text,
        keep=keep,
        level=look.outline_level if is_title else 0,
        block=block,
    )


def _lead(
    block: Paragraph | Bullet | Heading, look: Component, *, has_text: bool
) -> tuple[Piece, ...]:
    """Return what stands before a block's text: a mark, or a label."""
    if isinstance(block, Bullet):
        return (Text(f"{block.marker} ", look.bold, look.italic),)
    if not isinstance(block, Heading) or not block.label:
        return ()
    # "Điều 1." is bold though the passage after it is not (Nghị định 30/2020, PL I, II.6.đ).
    bold = block.bold or look.id == "dieu"
    label = Text(block.label, bold, look.italic)
    if not has_text:
        return (label,)
    return (label, Break() if look.id == "phan_chuong" else Text(" ", bold, look.italic))


def _lay_out_table(
    table: Table, standard: Standard, width_pt: float, *, keep: bool, above: bool
) -> Grid:
    look = standard.components[CELL_LOOK]
    least = least_widths(table, look)
    widths = tuple(column_widths(table, least, width_pt))
    return Grid(table, widths, sum(least), keep, is_above_words=above)
