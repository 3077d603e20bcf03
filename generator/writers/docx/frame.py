"""The formal parts of a document around its text, and a Word frame to start one's own from.

One code lays the parts out. What stands in them comes from a filler: a document's values, or
docxtpl's tags for a frame that somebody wants to change in Word.
"""

from collections.abc import Iterable
from typing import Protocol

from generator.ooxml.archive import pack, write_archive
from generator.ooxml.ns import NAMESPACES
from generator.ooxml.units import Twips
from generator.ooxml.xml import DECLARATION, escape
from generator.standards import Standard
from generator.writers.docx import parts
from generator.writers.docx.head import write_rule
from generator.writers.docx.sections import standard_setup, write_sect_pr
from generator.writers.docx.styles import LAYOUT_TABLE, SECTION_END, SIGNATURE_GAP, SPACER, TAG
from generator.writers.docx.values import LETTER
from generator.writers.measure import head_right_width, width_of

NAMED = "named"
LAYOUTS = (NAMED, LETTER)

_TEXT_START = '<w:t xml:space="preserve">'
_BREAK = f"</w:t><w:br/>{_TEXT_START}"
_TAB = f"</w:t><w:tab/>{_TEXT_START}"


class Filler(Protocol):
    """What stands in the places of the formal parts."""

    def paragraph(self, style: str, name: str) -> str:
        """Return the paragraph of a text."""

    def paragraphs(self, style: str, name: str) -> str:
        """Return one paragraph for each line of a text."""

    def block(self, name: str) -> str:
        """Return a value that is whole paragraphs and tables."""

    def when(self, name: str, content: str, otherwise: str = "") -> str:
        """Return content that stands only where there is a value of this name."""


class _TagFiller:
    """Writes docxtpl's tags where a document has its values."""

    def paragraph(self, style: str, name: str) -> str:
        """Return a paragraph with the tag of a text."""
        return _write_p(style, f"{{{{ {name} }}}}")

    def paragraphs(self, style: str, name: str) -> str:
        """Return a loop over the lines of a text."""
        start, end = _write_p(TAG, f"{{%p for line in {name} %}}"), _write_p(TAG, "{%p endfor %}")
        return start + _write_p(style, "{{ line }}") + end

    def block(self, name: str) -> str:
        """Return the paragraph that whole paragraphs take the place of."""
        return _write_p(TAG, f"{{{{p {name} }}}}")

    def when(self, name: str, content: str, otherwise: str = "") -> str:
        """Return content between the tags of a condition."""
        start, end = _write_p(TAG, f"{{%p if {name} %}}"), _write_p(TAG, "{%p endif %}")
        middle = _write_p(TAG, "{%p else %}") + otherwise if otherwise else ""
        return start + content + middle + end


def make_frame(standard: Standard, layout: str) -> bytes:
    """Return a Word frame to change by hand: the look of a standard, docxtpl's tags in it.

    Args:
        standard: Every size, margin and space comes from it.
        layout: "named" (type name and subject above the body) or "letter" (công văn).
    """
    files = {
        **parts.write_fixed_parts(standard),
        "docProps/core.xml": parts.write_tagged_properties(),
        "word/footnotes.xml": parts.write_footnotes(),
        "word/document.xml": write_main_part(
            standard, layout, head_widths(standard), _TagFiller(), write_section(standard)
        ),
    }
    return write_archive([pack(name, files[name].encode("utf-8")) for name in parts.NAMES])


def head_widths(standard: Standard, head_right_pt: float = 0) -> tuple[Twips, Twips]:
    """Return the widths of the two columns of the head."""
    total = standard_setup(standard.page).text_width
    right = Twips.from_points(head_right_width(standard, head_right_pt))
    return Twips(total - right), right


def foot_widths(standard: Standard) -> tuple[Twips, Twips]:
    """Return the widths of the two columns of the foot."""
    left = Twips.from_mm(standard.page.foot_left_mm.use)
    return left, Twips(standard_setup(standard.page).text_width - left)


def write_section(standard: Standard) -> str:
    """Return the section of a document's text."""
    header = Twips.from_mm(standard.page.header_mm.use)
    return write_sect_pr(standard_setup(standard.page), header, parts.HEADER_REFERENCES)


def write_main_part(
    standard: Standard, layout: str, head: tuple[Twips, Twips], filler: Filler, section: str
) -> str:
    """Return the part with the text.

    Args:
        standard: Every size, margin and space comes from it.
        layout: One of ``LAYOUTS``.
        head: The widths of the columns of the head.
        filler: What stands in the formal parts.
        section: The section at the end of the file.
    """
    body = "".join(
        (
            # LibreOffice 7.4 puts an empty line above a table that begins a file with footnotes;
            # a paragraph of its own, as thin as can be, keeps the head at the top margin.
            _write_p(SECTION_END),
            _write_head(standard, layout, head, filler),
            _write_titles(standard, filler) if layout == NAMED else "",
            filler.when("kinh_gui", filler.block("kinh_gui")),
            filler.block("body"),
            _write_foot(standard, filler),
            filler.block("annexes"),
            _write_p(SECTION_END),
            section,
        )
    )
    spaces = f'xmlns:w="{NAMESPACES["w"]}" xmlns:r="{NAMESPACES["r"]}"'
    return f"{DECLARATION}<w:document {spaces}><w:body>{body}</w:body></w:document>"


def _write_head(
    standard: Standard, layout: str, widths: tuple[Twips, Twips], filler: Filler
) -> str:
    """Return the two-column head; in the state regime number and date share a row."""
    names = (
        _write_lines(standard, filler, "co_quan_chu_quan"),
        _write_lines(standard, filler, "co_quan_ban_hanh"),
        _write_line_below(standard, filler, "co_quan_ban_hanh"),
    )
    titles = (
        _write_title(standard, key, widths[1])
        for key in ("quoc_hieu", "tieu_ngu", "tieu_de_dang")
        if key in standard.components
    )
    number = (
        _write_fixed(standard, "dau_sao"),
        filler.paragraph("SoKyHieu", "so_ky_hieu"),
        _write_lines(standard, filler, "trich_yeu_cong_van", "trich_yeu")
        if layout == LETTER
        else "",
    )
    date = (
        filler.paragraph("DiaDanhNgay", "dia_danh_ngay"),
        filler.when("draft_mark", filler.paragraph("DuThao", "draft_mark")),
    )
    return _write_tbl(widths, ((names, titles), (number, date)))


def _write_titles(standard: Standard, filler: Filler) -> str:
    """Return type name and subject, above the body."""
    return (
        filler.paragraph("TenLoai", "ten_loai")
        + _write_lines(standard, filler, "trich_yeu")
        + _write_line_below(standard, filler, "trich_yeu")
    )


def _write_foot(standard: Standard, filler: Filler) -> str:
    """Return recipients and signature in one row, which never splits."""
    recipients = filler.when(
        "noi_nhan",
        _write_fixed(standard, "noi_nhan_label")
        + _write_lines(standard, filler, "noi_nhan_list", "noi_nhan"),
        # Word takes a cell without a paragraph for damage.
        otherwise=_write_p(SPACER),
    )
    signature = (
        _write_lines(standard, filler, "quyen_han"),
        filler.when("chuc_vu", filler.paragraph("ChucVu", "chuc_vu")),
        _write_p(SIGNATURE_GAP),
        filler.paragraph("HoTen", "ho_ten"),
    )
    spacer = _write_p(SPACER, keep=True)
    return spacer + _write_tbl(foot_widths(standard), (((recipients,), signature),))


def _write_title(standard: Standard, key: str, width: Twips) -> str:
    """Return a title and the line below it, which is as long as the title."""
    component = standard.components[key]
    length = width_of(component, component.text)
    rule = component.rule
    below = ""
    if rule:
        below = write_rule(component, length * rule.ratio.use, width.points)
    return _write_p(component.style_id, escape(component.text)) + below


def _write_fixed(standard: Standard, key: str) -> str:
    component = standard.components.get(key)
    return _write_p(component.style_id, escape(component.text)) if component else ""


def _write_line_below(standard: Standard, filler: Filler, key: str) -> str:
    """Return the line below a component: fixed characters, or a line as long as its text."""
    component = standard.components[key]
    if component.rule is None:
        return ""
    if component.rule.kind == "text":
        line = _write_p(component.rule_style_id, escape(component.rule.text))
        return filler.when(key, line)
    return filler.block(f"{key}_rule")


def _write_lines(standard: Standard, filler: Filler, key: str, name: str = "") -> str:
    """Return one paragraph for each line of a component."""
    return filler.paragraphs(standard.components[key].style_id, name or key)


def write_text_p(style: str, text: str) -> str:
    """Return the paragraph of a text, its line breaks and tabs as Word writes them."""
    return _write_p(style, escape(text).replace("\n", _BREAK).replace("\t", _TAB), always=True)


def _write_p(style: str, text: str = "", *, keep: bool = False, always: bool = False) -> str:
    run = f"<w:r>{_TEXT_START}{text}</w:t></w:r>" if text or always else ""
    kept = "<w:keepNext/>" if keep else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{kept}</w:pPr>{run}</w:p>'


def _write_tbl(
    widths: tuple[Twips, Twips], rows: Iterable[tuple[Iterable[str], Iterable[str]]]
) -> str:
    """Return a borderless table of two columns whose rows never split."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    body = "".join(
        "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{"".join(cell)}</w:tc>'
            for width, cell in zip(widths, row, strict=True)
        )
        + "</w:tr>"
        for row in rows
    )
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{LAYOUT_TABLE}"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0000" w:firstRow="0" w:lastRow="0" w:firstColumn="0" w:lastColumn="0"'
        f' w:noHBand="1" w:noVBand="1"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>'
    )
