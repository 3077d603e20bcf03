"""A comparison of two files: accepted it is the new one, rejected it says what the old one said."""

from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from lxml import etree

from generator.app.render import render
from generator.compose.build import build_document
from generator.ooxml.package import open_word
from generator.ooxml.xml import qn
from generator.workspace import Workspace
from generator.writers.docx.track import write_changes
from tests.invariants import check_package

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


def read_notes(content: bytes, *, accepted: bool) -> list[str]:
    """Return the paragraphs with the text of each note that is left in its place."""
    package = open_word(content)
    gone = qn("w:del" if accepted else "w:ins")
    notes = {one.get(qn("w:id")): one for one in package.xml("word/footnotes.xml")}

    def text(node: etree._Element) -> str:
        found = ""
        for part in node.iter(qn("w:t"), qn("w:delText"), qn("w:footnoteReference")):
            if any(one.tag == gone for one in part.iterancestors()):
                continue
            call = part.get(qn("w:id"))
            found += f"[{text(notes[call]).strip()}]" if call else part.text or ""
        return found

    paragraphs = package.xml("word/document.xml").iter(qn("w:p"))
    return [found for one in paragraphs if (found := text(one).strip())]


NOTES = {
    "dropped": (
        "một^[Ghi chú thứ nhất.] hai^[Chú giải khác hẳn.] ba",
        "một hai^[Chú giải khác hẳn.] ba",
    ),
    "added": ("một hai^[Chú giải khác hẳn.]", "một^[Ghi chú thứ nhất.] hai^[Chú giải khác hẳn.]"),
    "changed": ("một^[Theo kế hoạch năm 2026 của tỉnh.]", "một^[Theo kế hoạch năm 2027 của tỉnh.]"),
    "other": ("một^[Ghi chú thứ nhất.] hai", "một^[Hoàn toàn viết lại.] hai"),
    "with its paragraph": (
        "mở đầu ở đây^[Ghi chú thứ nhất.]\n\nđoạn hai khác^[Chú giải khác hẳn.]",
        "đoạn hai khác^[Chú giải khác hẳn.]",
    ),
    "moved": ("một^[Ghi chú thứ nhất.] hai ba bốn", "một hai ba bốn^[Ghi chú thứ nhất.]"),
}


@pytest.mark.parametrize("case", NOTES)
def test_notes_are_paired_by_their_calls(
    case: str, repository: Path, build_workspace: Callable[..., Path]
) -> None:
    locality = (repository / "plans/cao-bang/locality.yaml").read_text("utf-8")
    files = {"plans/cao-bang/locality.yaml": locality}
    for name, text in zip(("cu", "moi"), NOTES[case], strict=True):
        body = text.replace("\n", "\n  ")
        files[f"plans/cao-bang/{name}.yaml"] = (
            "nam_ke_hoach: 2026\nloai_van_ban: huong_dan_ban\nco_quan_ban_hanh: ban_tuyen_giao\n"
            f'ngay_ban_hanh: "2026"\nnoi_dung: |\n  {body}\n'
        )
    root = build_workspace(files)
    old, new = (
        render(build_document(root / f"plans/cao-bang/{name}.yaml", Workspace.open(root)), "docx")
        for name in ("cu", "moi")
    )

    found = write_changes(old, new, author="a", when=WHEN)

    assert read_notes(found, accepted=True) == read_notes(new, accepted=True)
    assert read_notes(found, accepted=False) == read_notes(old, accepted=True)
    assert any("[" in text for text in read_notes(found, accepted=False))
    assert list(check_package(open_word(found))) == []


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
