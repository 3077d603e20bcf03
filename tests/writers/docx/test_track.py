"""A comparison of two files: accepted it is the new one, rejected it says what the old one said."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from lxml import etree

from generator.ooxml.invariants import check_package
from generator.ooxml.ns import qn
from generator.ooxml.package import open_word
from generator.pipeline import build_document, render
from generator.workspace import Workspace
from generator.writers.docx.track import write_changes

WHEN = datetime(2027, 1, 1, tzinfo=UTC)


def word(*paragraphs: str) -> bytes:
    document = Document()
    for text in paragraphs:
        paragraph = document.add_paragraph()
        for number, part in enumerate(text.split("|")):
            paragraph.add_run(part).bold = number % 2 == 1
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def read(content: bytes, *, accepted: bool) -> list[str]:
    """Return the paragraphs as if all changes were accepted, or all rejected."""
    root = open_word(content).xml("word/document.xml")
    gone, kept = ("w:del", "w:ins") if accepted else ("w:ins", "w:del")
    texts: list[str] = []
    joined = False
    for paragraph in root.iter(qn("w:p")):
        text = "".join(
            (node.text or "")
            for node in paragraph.iter(qn("w:t"), qn("w:delText"))
            if not any(one.tag == qn(gone) for one in node.iterancestors())
        )
        marks = paragraph.findall(f"{qn('w:pPr')}/{qn('w:rPr')}/*")
        if joined:
            texts[-1] += text
        else:
            texts.append(text)
        joined = any(mark.tag == qn(gone) for mark in marks)
        assert not any(mark.tag == qn(kept) and not mark.get(qn("w:author")) for mark in marks)
    return [text for text in texts if text]


CASES = {
    "same": (["một hai", "ba"], ["một hai", "ba"]),
    "a word": (["kế hoạch năm 2026 của tỉnh"], ["kế hoạch năm 2027 của tỉnh"]),
    "two words": (["giữa tỉnh Yên Bái với Viêng Chăn"], ["giữa tỉnh Lào Cai với Viêng Chăn"]),
    "in bold": (["một |hai ba| bốn năm sáu"], ["một |hai mới| bốn năm bảy"]),
    "paragraph in": (["một hai ba", "bốn năm"], ["một hai ba", "mới hoàn toàn", "bốn năm"]),
    "paragraph out": (["một hai ba", "bỏ đoạn này", "bốn năm"], ["một hai ba", "bốn năm"]),
    "all else": (["một hai ba bốn"], ["năm sáu bảy tám chín"]),
}


@pytest.mark.parametrize("case", CASES)
def test_accepted_it_is_new_and_rejected_it_is_old(case: str) -> None:
    old, new = CASES[case]

    found = write_changes(word(*old), word(*new), author="a", when=WHEN)

    assert read(found, accepted=True) == [text.replace("|", "") for text in new]
    assert read(found, accepted=False) == [text.replace("|", "") for text in old]


def test_a_name_changes_as_a_whole() -> None:
    found = write_changes(word("tỉnh Yên Bái này"), word("tỉnh Lào Cai này"), author="a", when=WHEN)
    root = open_word(found).xml("word/document.xml")

    assert [each.text for each in root.iter(qn("w:delText"))] == ["Yên Bái"]


def test_two_years_of_a_real_plan(repository: Path) -> None:
    workspace = Workspace.open(repository)
    plans = ("2026-huong-dan.yaml", "2027-huong-dan.yaml")
    old, new = (
        render(build_document(repository / "plans" / "cao-bang" / name, workspace), "docx")
        for name in plans
    )

    found = write_changes(old, new, author="kehoach", when=WHEN)

    assert read(found, accepted=True) == read(new, accepted=True)
    assert sorted(read(found, accepted=False)) == sorted(read(old, accepted=True))
    assert list(check_package(open_word(found))) == []
    assert isinstance(open_word(found).xml("word/document.xml"), etree._Element)
