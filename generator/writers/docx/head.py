"""Paragraphs of the head that depend on the width of their text: lines below it, addressees."""

from generator.ooxml.units import Twips
from generator.ooxml.xml import escape
from generator.standards import Component, Standard
from generator.text.metrics import text_width
from generator.writers.docx.body import write_run

_LABEL_STYLE = "KinhGuiLabel"


def write_rule(component: Component, length_pt: float, width_pt: float) -> str:
    """Return the line below a component, centred in a width.

    The line is the upper border of a thin paragraph whose indents leave its length; Word and
    LibreOffice draw it alike, and it moves with its text.
    """
    side = Twips.from_points(max(0, (width_pt - length_pt) / 2))
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{component.rule_style_id}"/>'
        f'<w:ind w:left="{side}" w:right="{side}"/></w:pPr></w:p>'
    )


def write_kinh_gui(standard: Standard, label: str, lines: tuple[str, ...], width_pt: float) -> str:
    """Return the addressees: one beside the label, several below each other under its colon.

    See Nghị định 30/2020/NĐ-CP, PL I, II.9.b and V.8a.
    """
    look = standard.components["kinh_gui"]
    label_look = standard.components["kinh_gui_label"]
    label_pt = _width(label_look, label)
    gap_pt = _width(look, " ")
    label_run = _write_label(label)
    if len(lines) == 1:
        text_pt = label_pt + gap_pt + _width(look, lines[0])
        runs = label_run + write_run(f" {lines[0]}")
        if text_pt <= width_pt:
            return _write_p(look.style_id, runs)
        hanging = label_pt + gap_pt
        return _write_p(look.style_id, runs, left_pt=hanging, hanging_pt=hanging)
    colon_pt = _width(label_look, label.rstrip(":"))
    dash_pt = _width(look, "- ")
    widest = max(_width(look, line) for line in lines)
    indent = Twips.from_mm(standard.components["noi_dung"].first_line_mm.use).points
    left = max(indent, (width_pt - colon_pt - widest) / 2)
    head = _write_p(look.style_id, label_run, left_pt=left)
    items = (
        _write_p(
            look.style_id,
            write_run(line),
            left_pt=left + colon_pt + dash_pt,
            hanging_pt=dash_pt,
        )
        for line in lines
    )
    return head + "".join(items)


def _width(look: Component, text: str) -> float:
    return text_width(text, look.size_pt.use, bold=look.bold, italic=look.italic)


def _write_label(label: str) -> str:
    return (
        f'<w:r><w:rPr><w:rStyle w:val="{_LABEL_STYLE}"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(label)}</w:t></w:r>'
    )


def _write_p(style: str, runs: str, *, left_pt: float = -1, hanging_pt: float = 0) -> str:
    """Return a ``w:p``, flush with an indent when one is given."""
    properties = ""
    if left_pt >= 0:
        left, hanging = Twips.from_points(left_pt), Twips.from_points(hanging_pt)
        properties = f'<w:ind w:left="{left}" w:hanging="{hanging}"/><w:jc w:val="left"/>'
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{runs}</w:p>'
