"""Every example plan becomes a sound Word file that says exactly what the document says."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from generator.app.render import render
from generator.compose.build import build_document
from generator.document.nodes import Bullet, Footnote, Heading, Table, plain_text
from generator.document.walk import footnotes
from generator.workspace import Workspace
from tests.invariants import check_package

ROOT = Path(__file__).parent.parent
WORKSPACE = Workspace.open(ROOT)
PLANS = WORKSPACE.plan_paths()
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(
    scope="module", params=PLANS, ids=[path.stem + "-" + path.parent.name for path in PLANS]
)
def example(request):
    built = build_document(request.param, WORKSPACE)
    return built, render(built, "docx")


def words(text):
    return " ".join(text.split())


def blocks_text(blocks):
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield from (plain_text(inlines) for inlines in cell.paragraphs)
        else:
            lead = f"{block.label} " if isinstance(block, Heading) else ""
            lead = f"{block.marker} " if isinstance(block, Bullet) else lead
            yield lead + plain_text(block.inlines)


def file_paragraphs(data, part):
    root = etree.fromstring(zipfile.ZipFile(BytesIO(data)).read(part))
    for paragraph in root.iter(f"{W}p"):
        nodes = paragraph.iter(f"{W}t", f"{W}br", f"{W}tab")
        yield words("".join((node.text or "") if node.tag == f"{W}t" else " " for node in nodes))


def test_the_file_passes_both_validators(example, tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(example[1])
    result = OpenXmlValidator().validate(str(path))

    assert [str(error) for error in result.errors] == []
    assert check_package(example[1]) == []


def test_the_file_holds_the_document_text_in_order(example):
    built, data = example
    document = built.document
    expected = [words(text) for text in blocks_text(document.blocks)]
    for annex in document.annexes:
        expected += [words(text) for text in blocks_text(annex.blocks)]
    found = list(file_paragraphs(data, "word/document.xml"))

    position = 0
    for text in filter(None, expected):
        assert text in found[position:], text
        position = found.index(text, position) + 1


def test_the_file_holds_the_footnotes_in_order(example):
    built, data = example
    blocks = (*built.document.blocks, *(b for a in built.document.annexes for b in a.blocks))
    expected = [words(plain_text(note.inlines)) for note in footnotes(blocks)]
    if "word/footnotes.xml" not in zipfile.ZipFile(BytesIO(data)).namelist():
        assert expected == []
        return
    found = [text for text in file_paragraphs(data, "word/footnotes.xml") if text]

    assert found == expected


def test_an_example_is_marked_as_a_draft_and_names_no_signatory(example):
    frame = example[0].document.frame

    assert frame.draft_mark == "DỰ THẢO"
    assert frame.ho_ten == ""


def test_no_mark_of_a_template_is_left_in_the_text(example):
    text = "\n".join(file_paragraphs(example[1], "word/document.xml"))

    assert not [mark for mark in ("{{", "{%", "\ue000", "None", "undefined") if mark in text]


def test_footnotes_do_not_stand_in_headings(example):
    headings = [block for block in example[0].document.blocks if isinstance(block, Heading)]

    assert not [
        heading
        for heading in headings
        if not heading.run_in and any(isinstance(part, Footnote) for part in heading.inlines)
    ]
