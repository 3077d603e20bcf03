"""What an archive file must have: PDF/A-2b marks, an output intent, fonts, tags, stable bytes."""

import re
from io import BytesIO

import pikepdf
import pytest
from specimens import annex, document, frame_of

from generator.standards import load_standard
from generator.writers.pdf.write import issue_day, write, write_pages

MADE = document(frame_of("nd30"), annexes=(annex(rows=20),))
ND30 = load_standard("nd30")


@pytest.fixture(scope="module")
def pdf():
    with pikepdf.open(BytesIO(write(MADE, standard=ND30))) as opened:
        yield opened


def test_the_metadata_say_pdf_a_2b(pdf):
    with pdf.open_metadata() as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "B")
        assert metadata["dc:title"] == MADE.properties.title
        assert metadata["xmp:CreateDate"].startswith("2027-02-01")


def test_colours_have_an_output_intent(pdf):
    (intent,) = pdf.Root.OutputIntents

    assert intent.S == "/GTS_PDFA1"
    assert intent.DestOutputProfile.read_bytes()[36:40] == b"acsp"


def test_every_font_is_embedded_and_gives_its_text(pdf):
    fonts = {
        font.objgen: font
        for page in pdf.pages
        for font in page.get("/Resources", {}).get("/Font", {}).values()
    }

    assert fonts
    for font in fonts.values():
        descriptor = font.DescendantFonts[0].FontDescriptor
        assert any(key in descriptor for key in ("/FontFile2", "/FontFile3"))
        assert "/ToUnicode" in font


def test_the_file_is_tagged_in_vietnamese_with_a_title(pdf):
    kinds = set(_structure_kinds(pdf.Root.StructTreeRoot))

    assert bool(pdf.Root.MarkInfo.Marked)
    assert str(pdf.Root.Lang).lower().startswith("vi")
    assert {"/P", "/H1", "/H2", "/Table", "/TR", "/TH", "/TD"} <= kinds


def _structure_kinds(node):
    if isinstance(node, pikepdf.Array):
        for item in node:
            yield from _structure_kinds(item)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield str(node.S)
        if "/K" in node:
            yield from _structure_kinds(node.K)


def test_headings_are_bookmarks(pdf):
    with pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]

    assert titles[:2] == ["I. MỤC ĐÍCH, YÊU CẦU", "II. TỔ CHỨC THỰC HIỆN"]


def test_nothing_in_the_file_runs_or_reaches_out(pdf):
    content = write(MADE, standard=ND30)

    assert "/AcroForm" not in pdf.Root
    assert not re.search(rb"/(?:JavaScript|Launch|EmbeddedFiles|SubmitForm)\b", content)


@pytest.mark.parametrize("standard_id", ["nd30", "hd36", "hd05"])
def test_the_same_document_gives_the_same_bytes(standard_id):
    standard = load_standard(standard_id)
    first = write(document(frame_of(standard_id)), standard=standard)
    other = write(document(frame_of(standard_id, ho_ten="Lê Văn Bình")), standard=standard)
    again = write(document(frame_of(standard_id)), standard=standard)

    assert first == again
    assert first != other


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Cao Bằng, ngày      tháng 02 năm 2027", "2027-02-01"),
        ("Hà Nội, ngày 16 tháng 9 năm 2024", "2024-09-16"),
        ("Hà Nội, ngày 31 tháng 02 năm 2024", "2020-03-05"),
        ("", "2020-03-05"),
    ],
)
def test_the_file_is_dated_by_the_document(line, expected):
    assert issue_day(line, ND30).isoformat() == expected


def test_pages_are_pictures_of_the_size_asked_for():
    pictures = write_pages(MADE, standard=ND30, ppi=50)
    sizes = [(int.from_bytes(each[16:20]), int.from_bytes(each[20:24])) for each in pictures]

    assert all(each.startswith(b"\x89PNG") for each in pictures)
    assert sizes[0] == (413, 585)
    assert sizes[-1] == (585, 413)
