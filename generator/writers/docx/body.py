"""Blocks of a document as WordprocessingML; looks come from styles, never from numbers here."""

import re
from collections.abc import Sequence
from typing import Protocol

from generator.document.nodes import (
    Block,
    Bullet,
    Footnote,
    Heading,
    Inline,
    Inlines,
    LineBreak,
    Paragraph,
    Role,
    Run,
    Table,
)
from generator.ooxml.xml import escape
from generator.standards import Standard
from generator.writers.docx.styles import BODY, SPACER
from generator.writers.docx.table import write_tbl

_ROLE_STYLES = {
    Role.TEXT: BODY,
    Role.CAN_CU: "CanCu",
    Role.THAM_QUYEN: "ThamQuyenBanHanh",
    Role.QUYET_DINH: "LoiQuyetDinh",
    Role.UNIT: "DonViTinh",
    Role.WORDS: "BangChu",
}
_BULLET_STYLES = {1: "GachDauDong", 2: "DauCong"}
_DEEPEST_HEADING = 4
_DIEU = re.compile(r"Điều ")
_CENTRED = re.compile(r"(?:Phần|Chương|Mục|Tiểu mục) ")

SPACER_PARAGRAPH = f'<w:p><w:pPr><w:pStyle w:val="{SPACER}"/></w:pPr></w:p>'


class Notes(Protocol):
    """Where footnotes are kept while the text is written.

    Attributes:
        comma: The run between two references in a row, which would read as one number.
    """

    comma: str

    def add(self, runs: str) -> str:
        """Keep a note and return the run that calls it."""


def write_blocks(
    blocks: Sequence[Block],
    notes: Notes,
    standard: Standard,
    width_twips: int,
    *,
    keep_last: int = 0,
) -> str:
    """Return blocks as paragraphs and tables.

    Args:
        blocks: The blocks.
        notes: Where their footnotes go.
        standard: The standard that lays them out.
        width_twips: Width between the margins, which tables fill.
        keep_last: How many of the last blocks stay on the page of what follows.
    """
    parts = []
    for position, block in enumerate(blocks):
        following = blocks[position + 1] if position + 1 < len(blocks) else None
        # A sum in words on a page of its own tells nobody what it is the sum of.
        is_above_words = isinstance(following, Paragraph) and following.role is Role.WORDS
        keep = position >= len(blocks) - keep_last or is_above_words
        if isinstance(block, Table):
            look = standard.components["bang_noi_dung"]
            writer = _CellWriter(notes)
            parts.append(write_tbl(block, look, width_twips, writer, keep=keep))
            # Word joins two tables that no paragraph parts, and wants one after the last.
            parts.append(_write_spacer(keep=keep))
        else:
            parts.append(_write_p(block, notes, keep=keep))
    return "".join(parts)


def _write_p(block: Paragraph | Bullet | Heading, notes: Notes, *, keep: bool) -> str:
    if isinstance(block, Heading):
        style = _heading_style(block)
        runs = _write_heading_runs(block, style, notes)
    elif isinstance(block, Bullet):
        style = _BULLET_STYLES[min(block.level, 2)]
        runs = write_run(f"{block.marker} ")
        runs += write_inlines(block.inlines, notes)
    else:
        style = _ROLE_STYLES[block.role]
        runs = write_inlines(block.inlines, notes)
    return write_p(style, runs, keep=keep)


def write_p(style: str, runs: str, *, keep: bool = False, properties: str = "") -> str:
    """Return a ``w:p`` in a style; ``properties`` follow keep-with-next in schema order."""
    kept = "<w:keepNext/>" if keep else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{kept}{properties}</w:pPr>{runs}</w:p>'


def _write_spacer(*, keep: bool) -> str:
    return write_p(SPACER, "", keep=True) if keep else SPACER_PARAGRAPH


def _heading_style(heading: Heading) -> str:
    if _DIEU.match(heading.label):
        return "Dieu"
    if heading.run_in:
        return "DoanDanhSo"
    if _CENTRED.match(heading.label):
        return "PhanChuong"
    return f"DeMuc{min(heading.level, _DEEPEST_HEADING)}"


def _write_heading_runs(heading: Heading, style: str, notes: Notes) -> str:
    # "Điều 1." is bold though the passage after it is not (Nghị định 30/2020, PL I, II.6.đ).
    bold_style = style != "DoanDanhSo"
    bold_text = heading.bold and not heading.run_in
    label_bold = heading.bold or style == "Dieu"
    label = write_run(heading.label, bold=label_bold, base_bold=bold_style)
    text = write_inlines(heading.inlines, notes, bold=bold_text, base_bold=bold_style)
    if not label or not text:
        return label + text
    if style == "PhanChuong":
        return f"{label}<w:r><w:br/></w:r>{text}"
    gap = write_run(" ", bold=label_bold, base_bold=bold_style)
    return label + gap + text


def write_inlines(
    inlines: Inlines,
    notes: Notes,
    *,
    bold: bool = False,
    italic: bool = False,
    base_bold: bool = False,
) -> str:
    """Return inlines as runs.

    Args:
        inlines: The inlines.
        notes: Where footnotes go.
        bold: All of it is bold.
        italic: All of it is italic.
        base_bold: The paragraph's style is bold, so that a run says it when it is not.
    """

    def write(inline: Inline) -> str:
        if isinstance(inline, Run):
            return write_run(
                inline.text,
                bold=bold or inline.bold,
                italic=italic or inline.italic,
                base_bold=base_bold,
            )
        if isinstance(inline, LineBreak):
            return "<w:r><w:br/></w:r>"
        return _write_footnote(inline, notes)

    runs = []
    after_note = False
    for position, inline in enumerate(inlines):
        if after_note and _is_note_next(inlines, position):
            runs.append(notes.comma)
            after_note = False
        runs.append(write(inline))
        after_note = isinstance(inline, Footnote) or (after_note and _is_blank(inline))
    return "".join(runs)


def _is_note_next(inlines: Inlines, position: int) -> bool:
    """Whether a note follows with nothing but blanks before it."""
    following = (inline for inline in inlines[position:] if not _is_blank(inline))
    return isinstance(next(following, None), Footnote)


def _is_blank(inline: Inline) -> bool:
    return isinstance(inline, Run) and not inline.text.strip()


def _write_footnote(note: Footnote, notes: Notes) -> str:
    return notes.add(write_inlines(note.inlines, notes))


def write_run(
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    base_bold: bool = False,
) -> str:
    """Return text as a ``w:r``, "" for no text."""
    if not text:
        return ""
    shown = "".join(_write_piece(piece) for piece in re.split(r"(\n|\t)", text) if piece)
    return f"<w:r>{_write_look(bold=bold, italic=italic, base_bold=base_bold)}{shown}</w:r>"


def _write_piece(piece: str) -> str:
    if piece == "\n":
        return "<w:br/>"
    if piece == "\t":
        return "<w:tab/>"
    return f'<w:t xml:space="preserve">{escape(piece)}</w:t>'


def _write_look(*, bold: bool, italic: bool, base_bold: bool) -> str:
    look = ""
    if bold != base_bold:
        look += "<w:b/><w:bCs/>" if bold else '<w:b w:val="0"/><w:bCs w:val="0"/>'
    if italic:
        look += "<w:i/><w:iCs/>"
    return f"<w:rPr>{look}</w:rPr>" if look else ""


class _CellWriter:
    """Writes the paragraphs of a table's cells."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes

    def __call__(
        self, inlines: Inlines, *, bold: bool = False, italic: bool = False, base_bold: bool = False
    ) -> str:
        """Return inlines as runs."""
        return write_inlines(
            inlines,
            self._notes,
            bold=bold,
            italic=italic,
            base_bold=base_bold,
        )
