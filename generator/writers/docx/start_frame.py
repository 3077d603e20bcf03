"""A Word frame to start one's own from: the formal parts with docxtpl's tags in their places."""

from itertools import groupby

from generator.document.nodes import Document, Frame, Properties
from generator.layout.flow import Columns, Item, Items, RuleBelow, StyledParagraph
from generator.layout.formal import DocumentLayout
from generator.ooxml.archive import pack, write_archive
from generator.standards import Standard
from generator.writers.docx import parts
from generator.writers.docx.footnotes import FootnoteCollector
from generator.writers.docx.items import (
    layout_widths,
    write_items,
    write_layout_table,
    write_p,
    write_run,
)
from generator.writers.docx.sections import word_room, write_section
from generator.writers.docx.styles import SPACER, TAG

# No tag of a text is wider than its column: what a frame prints is broken when it is filled in.
_ANY = "-"


def make_frame(standard: Standard, layout: str) -> bytes:
    """Return a Word frame to change by hand: the look of a standard, docxtpl's tags in it.

    Args:
        standard: Every size, margin and space comes from it.
        layout: One of ``LAYOUTS``.
    """
    formal = DocumentLayout(_sample(standard, layout), standard, word_room(standard))
    body = "".join(
        (
            _write_tags(formal.head()),
            _write_tags(formal.titles()),
            _write_between("if", "kinh_gui", _write_block("kinh_gui")),
            _write_block("body"),
            _write_tags(formal.foot()),
            _write_block("annexes"),
        )
    )
    files = {
        **parts.write_fixed_parts(standard),
        "docProps/core.xml": parts.write_tagged_properties(),
        "word/footnotes.xml": parts.write_footnotes(),
        "word/document.xml": parts.write_main_part(body, write_section(standard)),
    }
    return write_archive([pack(name, files[name].encode("utf-8")) for name in parts.NAMES])


def _sample(standard: Standard, layout: str) -> Document:
    """Return a document that has every formal part once."""
    frame = Frame(
        regime=standard.regime,
        standard=standard.id,
        layout=layout,
        co_quan_chu_quan=(_ANY,),
        co_quan_ban_hanh=(_ANY,),
        so_ky_hieu=_ANY,
        dia_danh_ngay=_ANY,
        ten_loai=_ANY,
        trich_yeu=(_ANY,),
        quyen_han=(_ANY,),
        chuc_vu=_ANY,
        ho_ten=_ANY,
        noi_nhan=(_ANY,),
        draft_mark=_ANY,
    )
    return Document(frame, (), Properties("", "", ""))


def _write_tags(items: Items) -> str:
    """Return parts with tags for values; those of one condition stand between its tags."""
    written = []
    for condition, group in groupby(items, _condition):
        parts_of_one = list(group)
        content = "".join(map(_write_tag, parts_of_one))
        if condition:
            # Word takes a cell without a paragraph for damage.
            otherwise = write_p(SPACER) if len(parts_of_one) == len(items) else ""
            content = _write_between("if", condition, content, otherwise)
        written.append(content)
    return "".join(written)


def _write_between(command: str, name: str, content: str, otherwise: str = "") -> str:
    """Return content between the tags of a condition or a loop."""
    start = write_p(TAG, write_run(f"{{%p {command} {name} %}}"))
    middle = write_p(TAG, write_run("{%p else %}")) + otherwise if otherwise else ""
    end = write_p(TAG, write_run(f"{{%p end{command.split(maxsplit=1)[0]} %}}"))
    return start + content + middle + end


def _condition(item: Item) -> str:
    return item.place.condition if isinstance(item, StyledParagraph | RuleBelow) else ""


def _write_tag(item: Item) -> str:
    if isinstance(item, Columns):
        rows = ([_write_tags(cell) for cell in row] for row in item.rows)
        return write_layout_table(layout_widths(item), rows)
    if isinstance(item, StyledParagraph) and item.place.name:
        name, style = item.place.name, item.look.style_id
        if item.place.is_list:
            return _write_between("for line in", name, write_p(style, write_run("{{ line }}")))
        return write_p(style, write_run(f"{{{{ {name} }}}}"))
    if isinstance(item, RuleBelow) and item.place.name and not item.text:
        return _write_block(f"{item.place.name}_rule")
    return write_items([item], FootnoteCollector(""))


def _write_block(name: str) -> str:
    """Return the paragraph that whole paragraphs take the place of."""
    return write_p(TAG, write_run(f"{{{{p {name} }}}}"))
