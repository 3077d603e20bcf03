"""The parts of a document are found wherever they stand: tables, tabs, text boxes, plain lines."""

from datetime import date
from io import BytesIO

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.shared import Pt

from generator.checks.subject import WordSubject
from generator.model.base import Regime
from generator.readers.docx import read_docx
from generator.recognise.paragraph import Zone

LEFT = ["ỦY BAN NHÂN DÂN", "TỈNH CAO BẰNG", "Số: 12/KH-UBND"]
RIGHT = [
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Cao Bằng, ngày 15 tháng 01 năm 2027",
]
TITLE = ["KẾ HOẠCH", "Công tác thông tin đối ngoại năm 2027"]
BODY = [
    "Thực hiện chương trình công tác năm 2027, Ủy ban nhân dân tỉnh ban hành kế hoạch như sau:",
    "I. MỤC ĐÍCH, YÊU CẦU",
    "1. Mục đích",
    "- Giới thiệu hình ảnh đất nước, con người Việt Nam với bạn bè quốc tế.",
    "Yêu cầu các cơ quan, đơn vị nghiêm túc tổ chức thực hiện./.",
]
RECIPIENTS = ["Nơi nhận:", "- Như Điều 3;", "- Lưu: VT, VX."]
SIGNATURE = ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "", "", "", "Nguyễn Văn A"]


def _lines(document, texts, align=None):
    for text in texts:
        paragraph = document.add_paragraph(text)
        if align is not None:
            paragraph.alignment = align


def _cell(cell, texts):
    cell.paragraphs[0].text = texts[0]
    for text in texts[1:]:
        cell.add_paragraph(text)


def _table(document, left, right):
    table = document.add_table(1, 2)
    _cell(table.cell(0, 0), left)
    _cell(table.cell(0, 1), right)


def in_tables(document):
    _table(document, LEFT, RIGHT)
    _lines(document, TITLE, WD_ALIGN_PARAGRAPH.CENTER)
    _lines(document, BODY)
    _table(document, RECIPIENTS, SIGNATURE)


def with_tabs(document):
    for left, right in zip(LEFT, RIGHT, strict=True):
        document.add_paragraph(f"{left}\t{right}")
    _lines(document, TITLE, WD_ALIGN_PARAGRAPH.CENTER)
    _lines(document, BODY)
    for left, right in zip([*RECIPIENTS, "", "", "", ""], SIGNATURE, strict=True):
        document.add_paragraph(f"{left}\t{right}")


def in_plain_lines(document):
    _lines(document, [*RIGHT[:2], *LEFT, RIGHT[2]], WD_ALIGN_PARAGRAPH.CENTER)
    _lines(document, TITLE, WD_ALIGN_PARAGRAPH.CENTER)
    _lines(document, BODY)
    _lines(document, SIGNATURE, WD_ALIGN_PARAGRAPH.RIGHT)
    _lines(document, RECIPIENTS)


def with_breaks(document):
    _table(document, ["\n".join(LEFT)], ["\n".join(RIGHT)])
    _lines(document, ["\n".join(TITLE)], WD_ALIGN_PARAGRAPH.CENTER)
    _lines(document, BODY)
    _table(document, ["\n".join(RECIPIENTS)], ["\n".join(SIGNATURE)])


def subject_of(make):
    document = docx.Document()
    make(document)
    stream = BytesIO()
    document.save(stream)
    return WordSubject(read_docx(stream.getvalue()))


def texts(subject, component):
    return [span.text for span in subject.component(component)]


@pytest.fixture(
    params=[in_tables, with_tabs, in_plain_lines, with_breaks], ids=lambda f: f.__name__
)
def subject(request):
    return subject_of(request.param)


def test_the_head_is_found_in_every_form(subject):
    assert texts(subject, "quoc_hieu") == [RIGHT[0]]
    assert texts(subject, "tieu_ngu") == [RIGHT[1]]
    assert texts(subject, "dia_danh_ngay") == [RIGHT[2]]
    assert texts(subject, "so_ky_hieu") == [LEFT[2]]
    assert subject.component_text("co_quan_ban_hanh") == "ỦY BAN NHÂN DÂN TỈNH CAO BẰNG"
    assert texts(subject, "ten_loai") == [TITLE[0]]
    assert texts(subject, "trich_yeu") == [TITLE[1]]


def test_the_foot_is_found_in_every_form(subject):
    assert texts(subject, "noi_nhan_label") == ["Nơi nhận:"]
    assert texts(subject, "noi_nhan_list") == RECIPIENTS[1:]
    assert texts(subject, "quyen_han") == SIGNATURE[:2]
    assert texts(subject, "chuc_vu") == [SIGNATURE[2]]
    assert texts(subject, "ho_ten") == [SIGNATURE[-1]]


def test_regime_date_kind_and_body_follow(subject):
    assert subject.regime is Regime.STATE
    assert subject.standard.id == "nd30"
    assert subject.day == date(2027, 1, 15)
    assert subject.kind == "Kế hoạch"
    assert [each.text for each in subject.body_paragraphs] == BODY
    assert texts(subject, "de_muc_1") == [BODY[1]]
    assert texts(subject, "de_muc_2") == [BODY[2]]


def _text_box(document, lines):
    content = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    pict = (
        '<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        ' xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape><v:textbox>'
        f"<w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    document.add_paragraph()._p.append(parse_xml(pict))


def test_a_letterhead_in_text_boxes_is_found():
    def make(document):
        _text_box(document, LEFT)
        _text_box(document, RIGHT)
        _lines(document, TITLE, WD_ALIGN_PARAGRAPH.CENTER)
        _lines(document, BODY)

    subject = subject_of(make)

    assert subject.regime is Regime.STATE
    assert texts(subject, "quoc_hieu") == [RIGHT[0]]
    assert texts(subject, "so_ky_hieu") == [LEFT[2]]
    assert subject.component_text("co_quan_ban_hanh") == "ỦY BAN NHÂN DÂN TỈNH CAO BẰNG"


@pytest.mark.parametrize(
    ("year", "standard"), [("2025", "hd36"), ("2026", "hd36"), ("2027", "hd05")]
)
def test_a_party_standard_is_chosen_by_the_date(year, standard):
    def make(document):
        left = ["TỈNH ỦY CAO BẰNG", "BAN TUYÊN GIÁO", "*", "Số 05-HD/BTGTU"]
        right = ["ĐẢNG CỘNG SẢN VIỆT NAM", f"Cao Bằng, ngày 15 tháng 01 năm {year}"]
        _table(document, left, right)
        _lines(document, ["HƯỚNG DẪN", "công tác thông tin đối ngoại"], WD_ALIGN_PARAGRAPH.CENTER)
        _lines(document, BODY)

    subject = subject_of(make)

    assert subject.regime is Regime.PARTY
    assert subject.standard.id == standard
    assert texts(subject, "co_quan_chu_quan") == ["TỈNH ỦY CAO BẰNG"]
    assert texts(subject, "co_quan_ban_hanh") == ["BAN TUYÊN GIÁO"]


def test_what_is_no_official_document_has_no_regime():
    subject = subject_of(lambda document: _lines(document, ["Kính chào anh.", "Hẹn gặp lại."]))

    assert not subject.regime_known
    assert subject.recognised.components == {}
    assert subject.date is None


def test_an_open_date_gives_no_day():
    def make(document):
        _table(document, LEFT, [*RIGHT[:2], "Cao Bằng, ngày      tháng 01 năm 2027"])
        _lines(document, BODY)

    subject = subject_of(make)

    assert subject.day is None
    assert str(subject.date) == "01/2027"


def test_a_page_break_before_a_label_begins_an_annex():
    def make(document):
        in_tables(document)
        document.add_page_break()
        label = document.add_paragraph("Phụ lục")
        label.alignment = WD_ALIGN_PARAGRAPH.CENTER
        label.runs[0].font.size = Pt(14)
        _lines(document, ["(Kèm theo Kế hoạch số 12/KH-UBND)"], WD_ALIGN_PARAGRAPH.CENTER)
        _lines(document, ["Nội dung của phụ lục."])

    subject = subject_of(make)

    (annex,) = subject.recognised.annexes
    assert [span.text for span in annex.components["phu_luc_label"]] == ["Phụ lục"]
    assert [span.text for span in annex.components["phu_luc_ref"]] == [
        "(Kèm theo Kế hoạch số 12/KH-UBND)"
    ]
    assert subject.paragraphs[-1].zone is Zone.ANNEX


def test_notes_follow_the_paragraph_that_calls_them(clean):
    subject = WordSubject(clean("huong_dan"))
    zones = [each.zone for each in subject.prose]

    calling = next(i for i, each in enumerate(subject.prose) if each.source.footnotes)
    assert zones[calling + 1] is Zone.NOTE
