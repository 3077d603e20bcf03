"""Findings about pages."""

import pytest
from specimens import annex, document, frame_of, long_paragraph, text

from generator.document.nodes import Cell, Column, Heading, Origin, Paragraph, Row, Run, Table
from generator.errors import OutputError
from generator.standards import load_standard
from generator.writers.pdf.findings import SECTION, SIGNATURE, PageSpace, check_layout
from generator.writers.pdf.typeset import Place, Typesetter
from generator.writers.pdf.write import make, write

ND30 = load_standard("nd30")
SPACE = PageSpace(top=56, height=728)


def ids(made):
    return [each.id for each in make(made, standard=ND30).findings]


def placed(*parts):
    """Return parts of one section and their places."""
    names = [SECTION, *(part for part, _ in parts)]
    places = {number: Place(*at) for number, (_, at) in enumerate(parts, start=1)}
    return check_layout(names, places, ND30, [SPACE])


def test_a_sound_document_has_no_findings():
    assert ids(document(frame_of("nd30"), annexes=(annex(rows=12),))) == []


def test_looking_at_the_pages_does_not_change_them():
    made = document(frame_of("nd30"), annexes=(annex(rows=12),))

    assert make(made, standard=ND30).content == write(made, standard=ND30)


def test_a_heading_alone_at_a_page_end_is_found():
    heading = Heading(text("Mục đích"), 2, "1.", origin=Origin("a.md", 7))
    (finding,) = placed(
        (long_paragraph(), (1, 60, 1, 600)),
        (heading, (1, 700, 1, 700)),
        (long_paragraph(), (2, 60, 2, 300)),
    )

    assert finding.id == "LAY01"
    assert (finding.location.file, finding.location.line) == ("a.md", 7)
    assert "1. Mục đích" in finding.message_text()


@pytest.mark.parametrize(("end_y", "found"), [(57, ["LAY02"]), (76, [])])
def test_a_signature_with_less_than_two_lines_is_found(end_y, found):
    findings = placed(
        (long_paragraph(), (1, 60, 1, 600)),
        (long_paragraph(), (1, 620, 2, end_y)),
        (SIGNATURE, (2, 100, 2, 300)),
    )

    assert [each.id for each in findings] == found


def test_a_table_with_words_wider_than_its_columns_is_found():
    columns = tuple(Column(1) for _ in range(12))
    cells = tuple(Cell((text("khôngthểngắtđược"),)) for _ in columns)
    table = Table(columns, (Row(cells),), Origin("budget.yaml", 3))
    made = document(frame_of("nd30"), (long_paragraph(), table, long_paragraph()))

    assert ids(made) == ["LAY03"]


def test_a_name_that_breaks_is_found():
    name = "Nguyễn Phước Bảo Quý Tôn Nữ " * 3

    assert ids(document(frame_of("nd30", ho_ten=name.strip()))) == ["LAY04"]


def test_a_last_page_with_one_line_is_found():
    (finding,) = placed(
        (long_paragraph(), (1, 60, 1, 700)), (Paragraph((Run("Hết."),)), (2, 60, 2, 60))
    )

    assert (finding.id, finding.params["page"]) == ("LAY05", 2)


def test_a_file_whose_tags_fail_is_made_without_them_and_says_so(monkeypatch):
    compile_once = Typesetter._compile

    def fail_with_tags(self, **options):
        if options.get("pdf_tags", True):
            raise OutputError([])
        return compile_once(self, **options)

    monkeypatch.setattr(Typesetter, "_compile", fail_with_tags)
    made = make(document(frame_of("nd30")), standard=ND30)

    assert made.content.startswith(b"%PDF-")
    assert [each.id for each in made.findings] == ["LAY08"]
