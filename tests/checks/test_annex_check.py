"""The budget rules over a Word file that was read back: clean as made, wrong once changed."""

from dataclasses import replace
from pathlib import Path

import pytest

from generator.app.render import render
from generator.checks.budget_subject import check_word_annexes
from generator.checks.subject import WordSubject
from generator.compose.build import build_document
from generator.document.nodes import Paragraph, Run
from generator.readers.docx import read_docx
from generator.workspace import Workspace

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def built():
    return build_document(ROOT / "plans/ubnd-cao-bang/2027-ke-hoach.yaml", Workspace.open(ROOT))


def found(data):
    return check_word_annexes(WordSubject(read_docx(data), "ke-hoach.docx"))


def test_our_own_file_has_no_finding(built):
    assert [finding.text() for finding in found(render(built, "docx"))] == []


def test_a_total_changed_by_hand_is_found_with_its_paragraph(built):
    data = render(built, "docx")
    word = read_docx(data)
    paragraphs = tuple(
        replace(each, runs=(replace(each.runs[0], text="2.150,25"),))
        if each.text == "2.140,25"
        else each
        for each in word.paragraphs
    )
    subject = WordSubject(replace(word, paragraphs=paragraphs), "ke-hoach.docx")
    findings = check_word_annexes(subject)

    assert {finding.id for finding in findings} >= {"BUD02", "BUD03"}
    assert all(finding.location.file == "ke-hoach.docx" for finding in findings)
    assert any(finding.location.paragraph for finding in findings)


def test_sums_in_words_are_found_once_in_their_paragraph_without_an_annex(built):
    line = "Kinh phí in ấn: 12.500.000 đồng (Mười hai triệu đồng)."
    blocks = (*built.document.blocks, Paragraph((Run(line),)))
    for annexes in ((), built.document.annexes):
        document = replace(built.document, blocks=blocks, annexes=annexes)
        data = render(replace(built, document=document), "docx")
        (one,) = [each for each in found(data) if "12.000.000" in each.message_text()]

        assert (one.id, one.quote) == ("BUD02", "Mười hai triệu đồng")
        assert one.location.paragraph > 0
        assert one.location.column == line.index(one.quote) + 1
