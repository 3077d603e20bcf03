"""Word files as python-docx makes them, each with something of its own."""

import io

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.shared import Mm, Pt, RGBColor


def _plain(document):
    document.add_paragraph("Xã giới thiệu cảnh quan với khách đến thăm.")


def _empty(document):
    document.settings.odd_and_even_pages_header_footer = True


def _headings(document):
    for level in range(5):
        document.add_heading(f"Mục {level}", level)
        document.add_paragraph("Nội dung của mục.")


def _letterhead(document):
    table = document.add_table(2, 2)
    table.cell(0, 0).text = "ỦY BAN NHÂN DÂN\nXÃ BẢN MỚI"
    table.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    table.cell(1, 0).text = "Số: 9/KH-UBND"
    table.cell(1, 1).text = "Bản Mới, ngày 3 tháng 03 năm 2027"
    document.add_paragraph("KẾ HOẠCH").alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph("Công tác thông tin đối ngoại năm 2027")
    _slips(document)


def _typed_letterhead(document):
    document.add_paragraph("ĐẢNG BỘ TỈNH MỚI\tĐẢNG CỘNG SẢN VIỆT NAM")
    document.add_paragraph("ĐẢNG ỦY XÃ BẢN MỚI")
    document.add_paragraph("Số 12-HD/ĐU\tBản Mới, ngày 12/3/2027")
    document.add_paragraph("HƯỚNG DẪN")
    _slips(document)


def _slips(document):
    document.add_paragraph("- Sở  Thông tin và Truyền thông triễn khai ,bổ xung ngày 31/4/2027.")


def _lists(document):
    for style in ("List Bullet", "List Number", "List Bullet 2", "List Number 3"):
        document.add_paragraph("mục", style=style)


def _table(document):
    table = document.add_table(3, 4, style="Table Grid")
    table.cell(0, 0).merge(table.cell(1, 1))
    table.cell(2, 3).text = "1.250"


def _nested(document):
    cell = document.add_table(1, 1).cell(0, 0)
    for depth in range(12):
        cell.text = f"mức {depth}"
        cell = cell.add_table(1, 1).cell(0, 0)


def _sections(document):
    section = document.sections[0]
    section.left_margin, section.page_width = Mm(10), Mm(216)
    document.add_section().orientation = WD_ORIENT.LANDSCAPE
    document.sections[1].header.is_linked_to_previous = False
    document.sections[1].header.paragraphs[0].text = "trang"


def _looks(document):
    run = document.add_paragraph().add_run("Chữ đỏ , cỡ 9")
    run.font.size, run.font.color.rgb, run.font.name = Pt(9), RGBColor(255, 0, 0), "Arial"
    run.bold = run.italic = run.underline = run.font.strike = True


def _breaks(document):
    run = document.add_paragraph().add_run("một")
    for kind in (WD_BREAK.LINE, WD_BREAK.PAGE, WD_BREAK.COLUMN):
        run.add_break(kind)
        run.add_text("hai")
    run.add_tab()


def _long(document):
    for number in range(400):
        document.add_paragraph(f"Việc thứ {number} giao cho bản số {number} trước ngày 5/8/2027.")


def _one_paragraph(document):
    document.add_paragraph("Nội dung dài. " * 5000)


def _odd_characters(document):
    document.add_paragraph("😀 𝒳 \u200b\u00ad\u202e نص 中文 ﬁ \uf0b7 \ufffd")


def _tabs(document):
    document.add_paragraph("a\tb\tc\n\n\td")


def _header(document):
    document.sections[0].different_first_page_header_footer = True
    document.sections[0].footer.paragraphs[0].text = "Trang 1"


def _spaces(document):
    for text in ("", " ", "   ", "\u00a0", "\t"):
        document.add_paragraph(text)


def _custom_style(document):
    style = document.styles.add_style("Riêng", 1)
    style.base_style = document.styles["Heading 1"]
    style.font.name = ".VnTime"
    document.add_paragraph("Th«ng tin ®èi ngo¹i", style="Riêng")


def _wide_table(document):
    table = document.add_table(60, 20)
    for row in table.rows:
        row.cells[0].text = "1"


def _properties(document):
    document.core_properties.author = "A" * 200
    document.core_properties.language = "en-US"


MAKERS = {
    name.strip("_"): make
    for name, make in list(globals().items())
    if name.startswith("_") and not name.startswith("__") and callable(make)
}


def make(name):
    """Return a file by the name of what is special in it."""
    document = Document()
    MAKERS[name](document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()
