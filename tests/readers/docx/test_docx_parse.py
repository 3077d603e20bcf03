"""What stands in a Word file: text in order, places in tables, sections, notes, fields."""

from pathlib import Path

import pytest
from word_files import SECTION, p, r, read, tbl, tc

from generator.errors import InputError
from generator.readers.docx import CellPlace, read_docx

SAMPLES = Path(__file__).parents[4] / "shared" / "samples"


def texts(file):
    return [paragraph.text for paragraph in file.paragraphs]


def test_breaks_tabs_and_hyphens_are_text():
    body = p("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:noBreakHyphen/></w:r>")

    assert texts(read(body)) == ["a\nb\tc-"]


def test_inserted_text_counts_and_deleted_text_does_not():
    body = p(
        r("a"),
        f"<w:ins>{r('b')}</w:ins>",
        "<w:del><w:r><w:delText>c</w:delText></w:r></w:del>",
        f"<w:hyperlink>{r('d')}</w:hyperlink>",
    )

    assert texts(read(body)) == ["abd"]


def test_paragraphs_inside_content_controls_are_found():
    body = f"<w:sdt><w:sdtContent>{p(r('a'))}</w:sdtContent></w:sdt>{p(r('b'))}"

    assert texts(read(body)) == ["a", "b"]


def test_a_text_box_is_read_once_after_its_paragraph():
    box = f"<w:txbxContent>{p(r('khung'))}</w:txbxContent>"
    drawing = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="x">{box}</mc:Choice>'
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    file = read(p(r("a"), drawing) + p(r("b")))

    assert [(each.text, each.text_box) for each in file.paragraphs] == [
        ("a", False),
        ("khung", True),
        ("b", False),
    ]


def test_a_cell_is_placed_by_the_columns_of_the_grid():
    body = tbl(
        (tc(p(r("a")), '<w:gridSpan w:val="2"/>'), tc(p(r("b")))),
        (tc(p(r("c"))), tc(p(r("d"))), tc(p(r("e")))),
        grid=(10, 20, 30),
    )
    places = {each.text: (each.cell.row, each.cell.column) for each in read(body).paragraphs}

    assert places == {"a": (0, 0), "b": (0, 2), "c": (1, 0), "d": (1, 1), "e": (1, 2)}


def test_a_table_in_a_cell_is_a_table_of_its_own():
    body = tbl((tc(tbl((tc(p(r("trong"))),)) + p(r("ngoài"))),))
    file = read(body)

    assert [(each.text, each.cell) for each in file.paragraphs] == [
        ("trong", CellPlace(1, 0, 0)),
        ("ngoài", CellPlace(0, 0, 0)),
    ]
    assert len(file.tables) == 2


def test_footnotes_are_read_by_the_run_that_refers_to_them():
    note = '<w:footnote w:id="{0}"{2}>{1}</w:footnote>'
    notes = note.format(-1, p(), ' w:type="separator"') + note.format(5, p(r("ghi chú")), "")
    reference = '<w:r><w:footnoteReference w:id="5"/></w:r>'
    file = read(p(r("a"), reference, r("b")), footnotes=notes)

    assert (texts(file), file.paragraphs[0].footnotes) == (["ab"], (5,))
    assert {key: [each.text for each in note] for key, note in file.footnotes.items()} == {
        5: ["ghi chú"]
    }


@pytest.mark.parametrize("text", [",", ", "])
def test_the_raised_comma_between_two_references_is_no_text(text):
    raised = '<w:vertAlign w:val="superscript"/>'
    reference = f'<w:r><w:rPr>{raised}</w:rPr><w:footnoteReference w:id="{{}}"/></w:r>'
    body = p(r("a"), reference.format(1), r(text, raised), reference.format(2), r(","))

    assert texts(read(body)) == ["a,"]


def test_a_raised_comma_elsewhere_is_text():
    assert texts(read(p(r("m"), r(",", '<w:vertAlign w:val="superscript"/>'), r("n")))) == ["m,n"]


def test_sections_count_from_the_break_and_take_over_headers():
    header = '<w:headerReference w:type="default" r:id="rId1"/>'
    first = f'<w:sectPr>{header}<w:pgSz w:w="11906" w:h="16838"/><w:titlePg/></w:sectPr>'
    last = (
        '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
        '<w:pgMar w:top="1134" w:left="1701" w:right="851" w:gutter="100"/>'
        '<w:pgNumType w:start="1"/></w:sectPr>'
    )
    number = p('<w:fldSimple w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>')
    file = read(p(r("a"), properties=first) + p(r("b")) + last, header=number)

    assert [each.section for each in file.paragraphs] == [0, 1]
    assert [each.landscape for each in file.sections] == [False, True]
    assert [each.title_page for each in file.sections] == [True, False]
    assert [each.first_number for each in file.sections] == [None, 1]
    assert [each.headers for each in file.sections] == [{"default": "word/header.xml"}] * 2
    assert file.sections[1].left_pt == 90.05
    assert file.headers["word/header.xml"][0].fields == ("PAGE",)


def test_the_code_of_a_field_is_no_text():
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>3</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    paragraph = read(p(field) + SECTION).paragraphs[0]

    assert (paragraph.text, paragraph.fields) == ("3", ("PAGE",))


def test_paragraphs_are_numbered_as_word_counts_them():
    body = p(r("a")) + tbl((tc(p(r("b"))), tc(p(r("c"))))) + p(r("d"))

    assert [each.number for each in read(body).paragraphs] == [1, 2, 3, 4]


def test_what_is_no_word_file_is_refused():
    with pytest.raises(InputError, match="không phải"):
        read_docx(b"%PDF-1.7", name="a.docx")


@pytest.mark.samples
@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the real sample documents are not here")
@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.docx")), ids=lambda path: path.stem)
def test_a_real_document_reads_as_another_library_reads_it(path):
    import docx

    other = docx.Document(str(path))
    file = read_docx(path)

    assert [each.text for each in file.paragraphs if each.cell is None] == [
        each.text for each in other.paragraphs
    ]
    cells = [
        paragraph.text
        for table in other.tables
        for row in table.rows
        for cell in row.cells
        for paragraph in cell.paragraphs
    ]
    assert [each.text for each in file.paragraphs if each.cell is not None] == cells


MARK = "<w:lastRenderedPageBreak/>"


def test_pages_are_those_of_the_last_layout():
    body = (
        p(r("a"))
        + p(f"<w:r><w:t>bb</w:t>{MARK}<w:t>cc</w:t></w:r>")
        + p(f"<w:r>{MARK}<w:t>d</w:t></w:r>")
    )

    found = [(each.page, each.page_starts) for each in read(body).paragraphs]

    assert found == [(1, ()), (1, (2,)), (3, ())]


def test_a_row_over_two_pages_counts_once():
    cell = f"<w:tc>{p(r('a'))}{p(f'<w:r>{MARK}<w:t>b</w:t></w:r>')}</w:tc>"
    table = f"<w:tbl><w:tr>{cell}{cell}</w:tr></w:tbl>"

    assert [each.page for each in read(table + p(r("c"))).paragraphs] == [1, 2, 1, 2, 2]


def test_without_marks_pages_are_not_known():
    assert [each.page for each in read(p(r("a")) + p(r("b"))).paragraphs] == [0, 0]


def test_runs_keep_their_place_among_all_runs():
    (paragraph,) = read(p(r("a"), "<w:r/>", f"<w:hyperlink>{r('b')}</w:hyperlink>")).paragraphs

    assert [run.number for run in paragraph.runs] == [1, 3]


def test_a_number_that_cannot_be_read_is_not_given_and_told():
    indent = '<w:ind w:left="x" w:right="567"/>'
    bad = f'<w:pPr>{indent}</w:pPr><w:r><w:rPr><w:sz w:val="abc"/></w:rPr><w:t>b</w:t></w:r>'
    sizes = '<w:rPr><w:sz w:val="28"/><w:szCs w:val=""/></w:rPr>'
    styles = f"<w:docDefaults><w:rPrDefault>{sizes}</w:rPrDefault></w:docDefaults>"

    file = read(f"{p(r('a'))}<w:p>{bad}</w:p>", styles=styles)

    assert [run.look.size_pt for each in file.paragraphs for run in each.runs] == [14, 14]
    assert (file.paragraphs[1].look.left_pt, file.paragraphs[1].look.right_pt) == (0, 567 / 20)
    assert sorted(
        (each.part, each.paragraph, each.name, each.value) for each in file.unreadable
    ) == [
        ("word/document.xml", 2, "w:ind w:left", "x"),
        ("word/document.xml", 2, "w:sz w:val", "abc"),
        ("word/styles.xml", 0, "w:szCs w:val", ""),
    ]


BAD_NUMBERS = {
    "note": "<w:p><w:r><w:footnoteReference w:id='x'/></w:r></w:p>",
    "table": """
        <w:tbl><w:tblPr><w:tblLook w:val='zz'/></w:tblPr>
        <w:tblGrid><w:gridCol w:w='?'/></w:tblGrid>
        <w:tr><w:trPr><w:gridBefore w:val='a'/></w:trPr>
        <w:tc><w:tcPr><w:gridSpan w:val='b'/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>""",
    "paragraph": """
        <w:p><w:pPr><w:numPr><w:ilvl w:val='a'/><w:numId w:val='b'/></w:numPr>
        <w:outlineLvl w:val='x'/>
        <w:spacing w:before='a' w:after='b' w:line='nan'/></w:pPr></w:p>""",
    "section": """
        <w:p><w:r><w:rPr><w:w w:val='x'/><w:spacing w:val='y'/></w:rPr><w:t>a</w:t></w:r></w:p>
        <w:sectPr><w:pgSz w:w='a' w:h='b'/><w:pgMar w:top='c' w:gutter='inf'/>
        <w:pgNumType w:start='d'/></w:sectPr>""",
}


@pytest.mark.parametrize("body", BAD_NUMBERS.values(), ids=BAD_NUMBERS)
def test_no_bad_number_loses_the_file(body):
    file = read(body)

    assert file.paragraphs
    assert file.unreadable
