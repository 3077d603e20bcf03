"""What LibreOffice prints of a finished file: lines that do not wrap, numbers, rules, pages."""

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from office_helper import needs_office, page_texts, to_pdf
from specimens import annex, document, frame_of, long_paragraph, party_frame, state_frame, text

from generator.document.nodes import Paragraph
from generator.standards import STANDARD_IDS, load_standard
from generator.text.metrics import text_width
from generator.writers import WRITERS

pytestmark = [needs_office, pytest.mark.office]


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """Return a function that prints a document once: the texts of its pages and its PDF."""
    made = {}

    def print_once(name, each, standard_id):
        if name not in made:
            folder = tmp_path_factory.mktemp(name)
            data = WRITERS["docx"].write(each, standard=load_standard(standard_id))
            path = to_pdf(data, folder)
            made[name] = (page_texts(path), path)
        return made[name]

    return print_once


def with_annexes(standard_id):
    blocks = tuple(long_paragraph(4) for _ in range(9))
    return document(frame_of(standard_id), blocks, (annex(rows=24), annex("Phụ lục II", rows=2)))


def lines_of(path, page_number=0):
    """Return the lines of text of a page, by how high they stand."""
    pdf = pypdfium2.PdfDocument(path)
    try:
        page = pdf[page_number]
        reader = page.get_textpage()
        lines = [line.strip() for line in reader.get_text_range().splitlines()]
        reader.close()
        page.close()
        return lines
    finally:
        pdf.close()


def rules_of(path):
    """Return left edge, upper edge and length of each level line drawn on the first page."""
    pdf = pypdfium2.PdfDocument(path)
    try:
        page = pdf[0]
        found = []
        for shape in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH]):
            left, bottom, right, top = shape.get_bounds()
            if right - left > 10 and top - bottom < 3:
                found.append((left, page.get_height() - top, right - left))
        page.close()
        return found
    finally:
        pdf.close()


@pytest.mark.parametrize("standard_id", STANDARD_IDS)
def test_pages_are_numbered_but_the_first_of_each_part(printed, standard_id):
    pages, _ = printed(standard_id, with_annexes(standard_id), standard_id)
    first_of_annex = next(n for n, page in enumerate(pages) if page.startswith("Phụ lục I "))
    last = len(pages) - 1

    assert not pages[0].startswith("1")
    assert [pages[n].split()[0] for n in range(1, first_of_annex)] == [
        str(n + 1) for n in range(1, first_of_annex)
    ]
    assert first_of_annex > 1
    assert [pages[n].split()[0] for n in range(first_of_annex + 1, last)] == [
        str(n - first_of_annex + 1) for n in range(first_of_annex + 1, last)
    ]
    assert last > first_of_annex + 1
    assert pages[last].startswith("Phụ lục II ")


@pytest.mark.parametrize("standard_id", STANDARD_IDS)
def test_titles_and_number_stand_on_one_line(printed, standard_id):
    _, path = printed(standard_id, with_annexes(standard_id), standard_id)
    lines = lines_of(path)
    frame = frame_of(standard_id)
    titles = {
        "nd30": ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"],
        "hd36": ["ĐẢNG CỘNG SẢN VIỆT NAM", "BAN TUYÊN GIÁO VÀ DÂN VẬN"],
    }

    for title in (*titles["nd30" if standard_id == "nd30" else "hd36"], frame.so_ky_hieu):
        words = " ".join(title.split())
        assert any(words in " ".join(line.split()) for line in lines), title


def test_lines_below_the_head_are_as_long_as_they_must_be(printed):
    _, path = printed("nd30", with_annexes("nd30"), "nd30")
    standard = load_standard("nd30")
    issuer = text_width("ỦY BAN NHÂN DÂN", 13, bold=True)
    motto = text_width(standard.components["tieu_ngu"].text, 14, bold=True)
    subject = text_width("Triển khai công tác thông tin đối ngoại năm 2027", 14, bold=True)
    lengths = sorted(length for _, _, length in rules_of(path))

    assert any(issuer / 3 <= length <= issuer / 2 for length in lengths)
    assert any(abs(length - motto) < 2 for length in lengths)
    assert any(subject / 3 <= length <= subject / 2 for length in lengths)


def test_the_line_below_the_party_title_is_as_long_as_the_title(printed):
    _, path = printed("hd05", with_annexes("hd05"), "hd05")
    title = text_width("ĐẢNG CỘNG SẢN VIỆT NAM", 15, bold=True)

    assert any(abs(length - title) < 2 for _, _, length in rules_of(path))


def test_the_head_begins_at_the_top_margin_though_there_are_footnotes(printed):
    _, path = printed("notes", document(party_frame()), "hd05")
    top_margin = 20 * 72 / 25.4
    title_rule = min(top for _, top, length in rules_of(path) if length > 150)

    # One line of the title lies between; LibreOffice 7.4 would put an empty one above it.
    assert title_rule - top_margin < 28


def almost_one_page(count):
    """Return a document whose signature lies at the end of page 1, behind some short lines."""
    lines = tuple(Paragraph(text(f"Dòng thứ {number}.")) for number in range(1, count + 1))
    blocks = (*(long_paragraph(2) for _ in range(5)), *lines)
    return document(state_frame(draft_mark=""), blocks)


@pytest.mark.parametrize("count", range(2, 9))
def test_the_signature_never_stands_alone(printed, count):
    """Push the signature over the end of the page line by line; two lines come along always."""
    pages, _ = printed(f"signature{count}", almost_one_page(count), "nd30")
    page = next(each for each in pages if "Nơi nhận:" in each)

    assert page.split("Nơi nhận:")[0].count("Dòng thứ") >= 2
    assert "Nguyễn Văn An" in page
    assert "Lưu: VT, VHXH." in page


def test_the_signature_was_pushed_to_the_second_page(printed):
    """Without this the test above could pass with everything on one page."""
    counts = [
        len(printed(f"signature{count}", almost_one_page(count), "nd30")[0]) for count in (2, 8)
    ]

    assert counts == [1, 2]
