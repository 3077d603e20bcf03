"""A standard's components as the styles of a Word file (``word/styles.xml``)."""

from collections.abc import Iterator

from generator.layout.sizes import CELL_MARGIN_MM
from generator.ooxml.numbers import EighthPoints, HalfPoints, Twips
from generator.ooxml.xml import DECLARATION, NAMESPACES, escape
from generator.standards import Component, Standard

LAYOUT_TABLE = "KhungTrinhBay"
DATA_TABLE = "BangSoLieu"
SPACER = "Dem"
SECTION_END = "CuoiPhan"
SIGNATURE_GAP = "KhoangKy"
TAG = "The"
BODY = "NoiDung"

_AUTO_LINE = 240  # w:line counts 240ths of a line when its rule is "auto"
_RULE_WIDTH_PT = 0.75
_RULE_ROOM_PT = 3
_SPACER_PT = 6
_SECTION_END_PT = 1


def write_styles(standard: Standard) -> str:
    """Return the styles part: one style for each component that is printed."""
    printed = [each for each in standard.components.values() if each.printed]
    styles = [_write_doc_defaults(standard), *_write_base_styles()]
    styles += [_write_component(each) for each in printed]
    styles += [_write_rule_style(each) for each in printed if each.rule]
    styles += _write_helper_styles(standard)
    body = "".join(styles)
    return f'{DECLARATION}<w:styles xmlns:w="{NAMESPACES["w"]}">{body}</w:styles>'


def used_styles(standard: Standard) -> list[Component]:
    """Return the components whose styles our writer's own paragraphs and tables name."""
    body = {
        key
        for key in standard.components
        if key.startswith(("de_muc_", "phu_luc_", "bang_", "kinh_gui"))
    } | {"noi_dung", "can_cu", "dieu", "doan_danh_so", "gach_dau_dong", "dau_cong",
         "tham_quyen_ban_hanh", "loi_quyet_dinh", "phan_chuong", "don_vi_tinh"}  # fmt: skip
    return [standard.components[key] for key in sorted(body)]


def _write_doc_defaults(standard: Standard) -> str:
    family = escape(standard.font.family)
    fonts = " ".join(f'w:{slot}="{family}"' for slot in ("ascii", "hAnsi", "cs", "eastAsia"))
    size = HalfPoints.from_points(standard.components["noi_dung"].size_pt.use)
    color = standard.font.color
    # "auto" is black on white paper, and stays readable where a reader inverts the screen.
    shown = "" if color == "000000" else f'<w:color w:val="{color}"/>'
    language = standard.font.language
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {fonts}/>{shown}"
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        f'<w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="ar-SA"/>'
        '</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl/><w:spacing w:before="0"'
        f' w:after="0" w:line="{_AUTO_LINE}" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>"
    )


def _write_base_styles() -> Iterator[str]:
    yield (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        "<w:qFormat/></w:style>"
    )
    yield (
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/>'
        "<w:unhideWhenUsed/></w:style>"
    )
    yield (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>'
        '<w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        f"{_write_cell_margins(0)}</w:tblPr></w:style>"
    )
    yield (
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
    )


def _write_component(component: Component) -> str:
    """Return a component's ``w:style``."""
    kind = "character" if component.character else "paragraph"
    based = "DefaultParagraphFont" if component.character else "Normal"
    following = f'<w:next w:val="{BODY}"/>' if component.outline_level else ""
    custom = "" if component.builtin else ' w:customStyle="1"'
    paragraph = "" if component.character else write_paragraph_properties(component)
    return (
        f'<w:style w:type="{kind}"{custom} w:styleId="{component.style_id}">'
        f'<w:name w:val="{escape(component.builtin or component.name)}"/>'
        f'<w:basedOn w:val="{based}"/>{following}<w:qFormat/>'
        f"{paragraph}{write_run_properties(component)}</w:style>"
    )


def write_paragraph_properties(component: Component) -> str:
    """Return a component's ``w:pPr``."""
    level = component.outline_level
    parts = (
        "<w:keepNext/>" if component.keep_next else "",
        _write_spacing(component),
        _write_indents(component),
        "<w:contextualSpacing/>" if component.contextual else "",
        f'<w:jc w:val="{component.align}"/>',
        f'<w:outlineLvl w:val="{level - 1}"/>' if level else "",
    )
    return f"<w:pPr>{''.join(parts)}</w:pPr>"


def _write_spacing(component: Component) -> str:
    before = Twips.from_points(component.before_pt.use)
    after = Twips.from_points(component.after_pt.use)
    if component.line_rule == "exact":
        line = int(Twips.from_points(component.line.use))
    else:
        line = round(component.line.use * _AUTO_LINE)
    return (
        f'<w:spacing w:before="{before}" w:after="{after}"'
        f' w:line="{line}" w:lineRule="{component.line_rule}"/>'
    )


def _write_indents(component: Component) -> str:
    left = Twips.from_mm(component.left_mm.use)
    hanging = Twips.from_mm(component.hanging_mm.use)
    first = Twips.from_mm(component.first_line_mm.use)
    line = f'w:hanging="{hanging}"' if hanging else f'w:firstLine="{first}"'
    return f'<w:ind w:left="{left}" {line}/>'


def write_run_properties(component: Component) -> str:
    """Return a component's ``w:rPr``.

    Bold and italic are written even when off: a style says all of its own look.
    """
    size = HalfPoints.from_points(component.size_pt.use)
    parts = (
        _write_toggle("b", on=component.bold, character=component.character),
        _write_toggle("i", on=component.italic, character=component.character),
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>',
        '<w:u w:val="single"/>' if component.underline else "",
        '<w:bdr w:val="single" w:sz="6" w:space="0" w:color="auto"/>' if component.boxed else "",
    )
    return f"<w:rPr>{''.join(parts)}</w:rPr>"


def _write_toggle(name: str, *, on: bool, character: bool) -> str:
    if on:
        return f"<w:{name}/><w:{name}Cs/>"
    # Off in a character style would not switch off the paragraph style's, so it is left out.
    return "" if character else f'<w:{name} w:val="0"/><w:{name}Cs w:val="0"/>'


def _write_rule_style(component: Component) -> str:
    """Return the ``w:style`` of the line below a component."""
    rule = component.rule
    assert rule is not None  # noqa: S101  (the caller filters)
    after = Twips.from_points(rule.after_pt.use)
    if rule.kind == "text":
        look = (
            f'<w:pPr><w:keepNext w:val="0"/><w:spacing w:after="{after}"/></w:pPr>'
            '<w:rPr><w:b w:val="0"/><w:bCs w:val="0"/><w:i w:val="0"/><w:iCs w:val="0"/></w:rPr>'
        )
        based = component.style_id
    else:
        room = Twips.from_points(_RULE_ROOM_PT)
        width = EighthPoints.from_points(_RULE_WIDTH_PT)
        look = (
            f'<w:pPr><w:pBdr><w:top w:val="single" w:sz="{width}" w:space="0" w:color="auto"/>'
            f'</w:pBdr><w:spacing w:before="{room}" w:after="{after}" w:line="{room}"'
            ' w:lineRule="exact"/></w:pPr><w:rPr><w:sz w:val="4"/><w:szCs w:val="4"/></w:rPr>'
        )
        based = "Normal"
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{component.rule_style_id}">'
        f'<w:name w:val="{escape(component.name)} - kẻ"/><w:basedOn w:val="{based}"/>'
        f"<w:qFormat/>{look}</w:style>"
    )


def _write_helper_styles(standard: Standard) -> Iterator[str]:
    gap = Twips.from_points(standard.khoang_ky_pt)
    yield _write_gap_style(
        SIGNATURE_GAP, "Khoảng ký", f'<w:keepNext/><w:spacing w:line="{gap}" w:lineRule="atLeast"/>'
    )
    # What ends a section is as thin as can be: it must not fall on a page of its own.
    for style, name, height in (
        (SPACER, "Đệm", _SPACER_PT),
        (SECTION_END, "Cuối phần", _SECTION_END_PT),
    ):
        line = Twips.from_points(height)
        yield _write_gap_style(style, name, f'<w:spacing w:line="{line}" w:lineRule="exact"/>')
    # Tags that vanish are small and grey, so that a frame in Word looks like what it makes.
    yield (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{TAG}"><w:name w:val="Thẻ"/>'
        '<w:basedOn w:val="Normal"/><w:qFormat/><w:rPr><w:color w:val="7F7F7F"/>'
        '<w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr></w:style>'
    )
    yield (
        '<w:style w:type="character" w:styleId="FootnoteReference">'
        '<w:name w:val="footnote reference"/><w:basedOn w:val="DefaultParagraphFont"/>'
        '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    )
    yield _write_table_style(LAYOUT_TABLE, "Khung trình bày", "", 0)
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    yield _write_table_style(
        DATA_TABLE, "Bảng số liệu", f"<w:tblBorders>{edges}</w:tblBorders>", CELL_MARGIN_MM
    )


def _write_gap_style(style_id: str, name: str, properties: str) -> str:
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{style_id}">'
        f'<w:name w:val="{name}"/><w:basedOn w:val="Normal"/><w:qFormat/>'
        f"<w:pPr>{properties}</w:pPr></w:style>"
    )


def _write_table_style(style_id: str, name: str, borders: str, margin_mm: float) -> str:
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{style_id}">'
        f'<w:name w:val="{name}"/><w:basedOn w:val="TableNormal"/>'
        f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{borders}'
        f"{_write_cell_margins(margin_mm)}</w:tblPr></w:style>"
    )


def _write_cell_margins(margin_mm: float) -> str:
    margin = Twips.from_mm(margin_mm)
    sides = (("top", 0), ("left", margin), ("bottom", 0), ("right", margin))
    edges = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in sides)
    return f"<w:tblCellMar>{edges}</w:tblCellMar>"
