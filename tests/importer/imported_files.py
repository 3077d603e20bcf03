"""Small Word files as people hand them in, made with python-docx."""

from io import BytesIO
from pathlib import Path

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH

HEAD = (
    ("HUYỆN ỦY YÊN BÌNH", "BAN TUYÊN GIÁO", "*", "Số 15-HD/BTGHU"),
    ("ĐẢNG CỘNG SẢN VIỆT NAM", "Yên Bình, ngày 15 tháng 3 năm 2025"),
)
TITLE = ("HƯỚNG DẪN", "công tác thông tin đối ngoại năm 2025")
FOOT = (
    ("Nơi nhận:", "- Thường trực Huyện ủy (b/c),", "- Các cấp ủy cơ sở,", "- Lưu Ban Tuyên giáo."),
    ("TRƯỞNG BAN", "Nguyễn Văn A"),
)
OPENING = (
    "Thực hiện Kế hoạch công tác tuyên giáo của Ban Thường vụ Huyện ủy, Ban Tuyên giáo Huyện ủy"
    " hướng dẫn công tác thông tin đối ngoại năm 2025 như sau:"
)


def make(paragraphs=(), *, edit=None, head=HEAD, title=TITLE, foot=FOOT):
    """Return a Word file with a usual head and foot; ``edit`` may change it before it is saved."""
    document = docx.Document()
    _table(document, head)
    for line in title:
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(line).bold = True
    document.add_paragraph(OPENING)
    for text in paragraphs:
        document.add_paragraph(text)
    if edit:
        edit(document)
    _table(document, foot)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def save(folder: Path, *args, name="van-ban.docx", **kwargs) -> Path:
    path = folder / name
    path.write_bytes(make(*args, **kwargs))
    return path


def _table(document, columns):
    table = document.add_table(rows=1, cols=len(columns))
    for cell, lines in zip(table.rows[0].cells, columns, strict=True):
        for place, line in enumerate(lines):
            paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
            bold = line in ("BAN TUYÊN GIÁO", "TRƯỞNG BAN", "Nguyễn Văn A")
            paragraph.add_run(line).bold = bold
