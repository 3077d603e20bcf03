"""Conversion by LibreOffice, and our pages beside its pages."""

import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from office_helper import needs_office, page_texts, to_pdf
from pdf_reader import docx_texts, folded, pdf_texts, read_pages
from specimens import annex, attached_plan, decision_body, document, frame_of

from generator.errors import OutputError
from generator.standards import load_standard
from generator.writers import office
from generator.writers.docx.start_frame import make_frame
from generator.writers.docx.write import write as write_docx
from generator.writers.pdf.write import Way, make, write

KINDS = {
    "named-nd30": document(frame_of("nd30"), annexes=(annex(rows=12),)),
    "letter-nd30": document(frame_of("nd30", "letter")),
    "decision": document(frame_of("nd30"), decision_body(), (attached_plan(),)),
    "named-hd36": document(frame_of("hd36")),
    "named-hd05": document(frame_of("hd05"), annexes=(annex("Phụ lục", rows=12),)),
    "letter-hd05": document(frame_of("hd05", "letter")),
}
ND30 = load_standard("nd30")


@pytest.mark.office
@needs_office
@pytest.mark.parametrize("kind", KINDS)
def test_pages_are_those_of_libreoffice(kind, tmp_path):
    made = KINDS[kind]
    standard = load_standard(made.frame.standard)
    theirs = read_pages(to_pdf(write_docx(made, standard=standard), tmp_path).read_bytes())
    ours = read_pages(write(made, standard=standard))
    ends = [[page.lines[0], _last_text_line(page)] for page in (ours[0], theirs[0])]

    assert abs(len(ours) - len(theirs)) <= 1
    for mine, office_line in zip(*ends, strict=True):
        lines = [folded(line.text) for line in theirs[0].lines]
        position = lines.index(folded(office_line.text))
        near = lines[max(position - 2, 0) : position + 3]
        assert folded(mine.text) in near


def _last_text_line(page):
    limit = max((rule.y for rule in page.rules if abs(rule.width - 50.8) < 12), default=999)
    body = [line for line in page.lines if line.size >= 13 and line.baseline < max(limit, 200)]
    return body[-1]


@pytest.mark.office
@needs_office
def test_a_frame_changed_by_hand_is_converted_and_says_so():
    made = KINDS["letter-nd30"]
    frame = make_frame(ND30, "letter")

    pdf = make(made, standard=ND30, frame=frame)

    assert pdf.way == Way.LIBREOFFICE
    assert make(made, standard=ND30).way == Way.TYPST
    assert folded("Kính gửi:") in pdf_texts(pdf.content)[0]
    assert docx_texts(write_docx(made, standard=ND30, frame=frame))[1]


@pytest.mark.office
@needs_office
def test_conversions_side_by_side_and_later_give_the_same_pages():
    word = write_docx(KINDS["letter-hd05"], standard=load_standard("hd05"))
    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(office.convert, [word, word])
    # The clock of the file has seconds.
    time.sleep(1.1)
    later = office.convert(word)

    assert first[1] == office.LIBREOFFICE
    # The program writes the time into its file: the bytes are the one thing not promised.
    assert pdf_texts(second[0]) == pdf_texts(first[0])
    assert pdf_texts(later[0]) == pdf_texts(first[0])


@pytest.mark.office
@needs_office
def test_a_converted_file_still_opens(tmp_path):
    word = write_docx(KINDS["letter-nd30"], standard=ND30)
    path = tmp_path / "a.pdf"
    path.write_bytes(office.convert(word)[0])

    assert "CỘNG HÒA" in page_texts(path)[0]


def fake_program(tmp_path, monkeypatch, script):
    path = tmp_path / "soffice"
    path.write_text(f"#!{sys.executable}\n{script}\n")
    path.chmod(0o755)
    monkeypatch.setattr(office, "find_libreoffice", lambda: path)


def found(time_limit=20.0):
    with pytest.raises(OutputError) as caught:
        office.convert(b"", time_limit=time_limit)
    return [each.id for each in caught.value.findings]


def test_no_office_program_is_said(monkeypatch):
    monkeypatch.setattr(office, "find_libreoffice", lambda: None)

    assert found() == ["PDF05"]


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script with a first line")
def test_a_program_that_makes_nothing_is_not_believed(tmp_path, monkeypatch):
    fake_program(tmp_path, monkeypatch, "")

    assert found() == ["PDF06"]


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script with a first line")
def test_a_program_that_hangs_is_ended_with_its_children(tmp_path, monkeypatch):
    child = tmp_path / "child"
    fake_program(
        tmp_path,
        monkeypatch,
        "import subprocess, sys, time\n"
        f"p = subprocess.Popen(['{shutil.which('sleep')}', '60'])\n"
        f"open({str(child)!r}, 'w').write(str(p.pid))\ntime.sleep(60)",
    )

    assert found(time_limit=2) == ["PDF07"]
    state = subprocess.run(
        ["ps", "-o", "stat=", "-p", child.read_text()], capture_output=True, text=True, check=False
    )
    assert state.stdout.strip()[:1] in ("", "Z")
    assert not Path(f"/proc/{child.read_text()}/exe").exists() or state.stdout[:1] == "Z"


def test_a_machine_without_the_typesetter_says_what_is_missing(monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)

    with pytest.raises(OutputError) as caught:
        write(KINDS["letter-nd30"], standard=ND30)
    assert caught.value.findings[0].id == "PDF10"
    assert "typst" in caught.value.findings[0].message_text()
