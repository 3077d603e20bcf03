"""Built-in Word frames: a clean .docx with tags, made from a standard's numbers."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from html import unescape
from pathlib import Path

import generator
from generator.ooxml.archive import pack, write_archive
from generator.ooxml.ns import NAMESPACES
from generator.ooxml.package import open_package
from generator.ooxml.units import Twips
from generator.ooxml.xml import DECLARATION, escape
from generator.standards import Standard
from generator.writers.docx import parts
from generator.writers.docx.head import write_rule
from generator.writers.docx.sections import standard_setup, write_sect_pr
from generator.writers.docx.styles import (
    LAYOUT_TABLE,
    SECTION_END,
    SIGNATURE_GAP,
    SPACER,
    TAG,
    write_styles,
)
from generator.writers.docx.theme import write_theme
from generator.writers.measure import head_right_width, width_of

NAMED = "named"
LETTER = "letter"
LAYOUTS = (NAMED, LETTER)


@lru_cache(maxsize=64)
def builtin_frame(standard: Standard, layout: str, head_right_pt: float = 0) -> bytes:
    """Return the frame for a standard: the packaged one if it was made from these numbers.

    A standard with a changed number, and a head wider than usual, get a frame of their own.
    """
    if not head_right_pt:
        packaged = _read_packaged(standard.id, layout)
        if packaged is not None and read_fingerprint(packaged) == standard.fingerprint:
            return packaged
    return make_frame(standard, layout, head_right_pt=head_right_pt)


@cache
def _read_packaged(standard_id: str, layout: str) -> bytes | None:
    path = frames_dir() / frame_name(standard_id, layout)
    return path.read_bytes() if path.is_file() else None


def frames_dir() -> Path:
    """Return the folder of the packaged frames, in a wheel or in a checkout."""
    package = Path(generator.__file__).parent
    installed = package / "_templates"
    return (installed if installed.is_dir() else package.parent / "templates") / "frames"


def frame_name(standard_id: str, layout: str) -> str:
    """Return the file name of a packaged frame."""
    return f"{standard_id}-{layout}.docx"


def read_fingerprint(source: bytes) -> str:
    """Return the fingerprint of the standard a frame was made from, "" when it has none."""
    package = open_package(source)
    if "docProps/custom.xml" not in package:
        return ""
    text = package.read("docProps/custom.xml").decode("utf-8")
    found = re.search(rf'name="{parts.FINGERPRINT_PROPERTY}"[^>]*><vt:lpwstr>([^<]*)<', text)
    return unescape(found.group(1)) if found else ""


def make_frame(standard: Standard, layout: str, *, head_right_pt: float = 0) -> bytes:
    """Return a frame as a .docx with docxtpl's tags.

    Args:
        standard: Every size, margin and space comes from it.
        layout: "named" (type name and subject above the body) or "letter" (công văn).
        head_right_pt: Width the right column of the head needs for its date line; the column
            is never narrower than the standard's titles.
    """
    files = {
        "[Content_Types].xml": parts.write_content_types(parts.CONTENT_TYPES),
        "_rels/.rels": parts.write_relationships(parts.PACKAGE_RELATIONSHIPS),
        "docProps/core.xml": parts.write_core_properties(),
        "docProps/app.xml": parts.write_app_properties(),
        "docProps/custom.xml": parts.write_custom_properties(standard),
        "word/document.xml": _write_document(standard, layout, head_right_pt),
        "word/_rels/document.xml.rels": parts.write_relationships(parts.DOCUMENT_RELATIONSHIPS),
        "word/styles.xml": write_styles(standard),
        "word/settings.xml": parts.write_settings(standard),
        "word/fontTable.xml": parts.write_font_table(standard),
        "word/theme/theme1.xml": write_theme(standard),
        "word/footnotes.xml": parts.write_footnotes(),
        "word/header1.xml": parts.write_page_header(standard),
        "word/header2.xml": parts.write_first_header(standard),
    }
    return write_archive([pack(name, text.encode("utf-8")) for name, text in files.items()])


def head_widths(standard: Standard, head_right_pt: float = 0) -> tuple[Twips, Twips]:
    """Return the widths of the two columns of the head."""
    total = standard_setup(standard.page).text_width
    right = Twips.from_points(head_right_width(standard, head_right_pt))
    return Twips(total - right), right


def _write_document(standard: Standard, layout: str, head_right_pt: float) -> str:
    page = standard.page
    sect_pr = write_sect_pr(
        standard_setup(page), Twips.from_mm(page.header_mm.use), parts.HEADER_REFERENCES
    )
    body = "".join(
        (
            # LibreOffice 7.4 puts an empty line above a table that begins a file with footnotes;
            # a paragraph of its own, as thin as can be, keeps the head at the top margin.
            _write_p(SECTION_END),
            _write_head(standard, layout, head_widths(standard, head_right_pt)),
            _write_titles(standard) if layout == NAMED else "",
            _write_tag_if("kinh_gui", _write_fragment("kinh_gui")),
            _write_fragment("body"),
            _write_foot(standard),
            _write_fragment("annexes"),
            _write_p(SECTION_END),
            sect_pr,
        )
    )
    spaces = f'xmlns:w="{NAMESPACES["w"]}" xmlns:r="{NAMESPACES["r"]}"'
    return f"{DECLARATION}<w:document {spaces}><w:body>{body}</w:body></w:document>"


def _write_head(standard: Standard, layout: str, widths: tuple[Twips, Twips]) -> str:
    """Return the two-column head; in the state regime number and date share a row."""
    names = (
        _write_lines(standard, "co_quan_chu_quan"),
        _write_lines(standard, "co_quan_ban_hanh"),
        _write_rule_tag(standard, "co_quan_ban_hanh"),
    )
    titles = (
        _write_title(standard, key, widths[1])
        for key in ("quoc_hieu", "tieu_ngu", "tieu_de_dang")
        if key in standard.components
    )
    number = (
        _write_fixed(standard, "dau_sao"),
        _write_p("SoKyHieu", "{{ so_ky_hieu }}"),
        _write_lines(standard, "trich_yeu_cong_van", "trich_yeu") if layout == LETTER else "",
    )
    date = (
        _write_p("DiaDanhNgay", "{{ dia_danh_ngay }}"),
        _write_tag_if("draft_mark", _write_p("DuThao", "{{ draft_mark }}")),
    )
    return _write_tbl(widths, ((names, titles), (number, date)))


def _write_titles(standard: Standard) -> str:
    """Return type name and subject, above the body."""
    return (
        _write_p("TenLoai", "{{ ten_loai }}")
        + _write_lines(standard, "trich_yeu")
        + _write_rule_tag(standard, "trich_yeu")
    )


def _write_foot(standard: Standard) -> str:
    """Return recipients and signature in one row, which never splits."""
    total = standard_setup(standard.page).text_width
    left = Twips.from_mm(standard.page.foot_left_mm.use)
    recipients = _write_tag_if(
        "noi_nhan",
        _write_fixed(standard, "noi_nhan_label")
        + _write_lines(standard, "noi_nhan_list", "noi_nhan"),
        # Word takes a cell without a paragraph for damage.
        otherwise=_write_p(SPACER),
    )
    signature = (
        _write_lines(standard, "quyen_han"),
        _write_tag_if("chuc_vu", _write_p("ChucVu", "{{ chuc_vu }}")),
        _write_p(SIGNATURE_GAP),
        _write_p("HoTen", "{{ ho_ten }}"),
    )
    spacer = _write_p(SPACER, keep=True)
    return spacer + _write_tbl((left, Twips(total - left)), (((recipients,), signature),))


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


def _write_rule_tag(standard: Standard, key: str) -> str:
    """Return the line below a component: fixed characters, or a line as long as its text."""
    component = standard.components[key]
    if component.rule is None:
        return ""
    if component.rule.kind == "text":
        line = _write_p(component.rule_style_id, escape(component.rule.text))
        return _write_tag_if(key, line)
    return _write_fragment(f"{key}_rule")


def _write_lines(standard: Standard, key: str, tag: str = "") -> str:
    """Return a loop that writes one paragraph for each line of a component."""
    style = standard.components[key].style_id
    return (
        _write_p(TAG, f"{{%p for line in {tag or key} %}}")
        + _write_p(style, "{{ line }}")
        + _write_p(TAG, "{%p endfor %}")
    )


def _write_tag_if(name: str, content: str, *, otherwise: str = "") -> str:
    middle = _write_p(TAG, "{%p else %}") + otherwise if otherwise else ""
    start = _write_p(TAG, f"{{%p if {name} %}}")
    return start + content + middle + _write_p(TAG, "{%p endif %}")


def _write_fragment(name: str) -> str:
    """Return the paragraph that our writer's paragraphs take the place of."""
    return _write_p(TAG, f"{{{{p {name} }}}}")


def _write_p(style: str, text: str = "", *, keep: bool = False) -> str:
    run = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
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
