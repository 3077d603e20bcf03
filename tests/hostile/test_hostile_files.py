"""Office files made to harm: a finding each, soon and in little memory; nothing is written."""

import io
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from damaged_files import body, damaged, edit
from form_samples import FORMS, plain
from frame_helper import render as fill_in
from python_docx_files import make

from generator.app.check import check_file
from generator.app.check_word import Run
from generator.budget.consolidate.read import read_file
from generator.budget.forms.fill import fill_form
from generator.errors import InputError
from generator.ooxml import handed_in
from generator.ooxml.cells import Area, column_name, find_areas
from generator.ooxml.numbers import decimal, whole
from generator.ooxml.workbook import open_workbook

MAIN, SHEET = "word/document.xml", "xl/worksheets/sheet1.xml"
NO_NUMBERS = ("", "abc", "-", "1e999", "nan", "²", "9" * 5000, "0x10", "1,5", "①", "12 13")
NO_PLACES = ("abc", "ZZZZZZZZ99999999999", "XFE1", "A1048577", "A0", "foo", "²", "A" + "9" * 5000)
LIMIT = 700 << 20


def refused(source: bytes, suffix: str, folder: Path) -> list[str]:
    path = folder / f"a{suffix}"
    path.write_bytes(source)
    return [each.id for each in check_file(path, Run(folder))]


# ---------------------------------------------------------------------- numbers in Word files

PLACES = {
    "cell margin": '<w:tblPr><w:tblCellMar><w:top w:w="{}"/><w:left w:w="{}"/></w:tblCellMar>'
    "</w:tblPr>",
    "column": '<w:tblGrid><w:gridCol w:w="{}"/></w:tblGrid>',
}
IN_PARAGRAPHS = {
    "size": '<w:r><w:rPr><w:sz w:val="{}"/><w:w w:val="{}"/></w:rPr><w:t>chữ</w:t></w:r>',
    "note": '<w:r><w:footnoteReference w:id="{}"/></w:r>',
    "list": '<w:pPr><w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{}"/></w:numPr></w:pPr>',
    "indent": '<w:pPr><w:ind w:left="{}" w:hanging="{}"/><w:outlineLvl w:val="{}"/></w:pPr>',
}


@pytest.mark.parametrize("value", NO_NUMBERS)
def test_what_is_no_number_in_a_word_file_is_no_crash(value: str, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("KEHOACH_DEBUG", "1")
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="{}"/></w:tcPr><w:p/></w:tc>'
    table = "".join(f"<w:tbl>{one}<w:tr>{cell}</w:tr></w:tbl>" for one in PLACES.values())
    text = "".join(f"<w:p>{one}</w:p>" for one in IN_PARAGRAPHS.values())
    section = '<w:sectPr><w:pgSz w:w="{}"/><w:pgNumType w:start="{}"/></w:sectPr>'
    changed = body((table + text + section).replace("{}", value))

    refused(edit(make("letterhead"), {MAIN: changed}), ".docx", tmp_path)


@pytest.mark.parametrize("value", NO_NUMBERS)
def test_a_frame_whose_numbers_are_none_is_no_crash(value: str) -> None:
    note = f'<w:footnote w:id="{value}"><w:p/></w:footnote>'
    word = make("letterhead")
    with zipfile.ZipFile(io.BytesIO(word)) as archive:
        types = archive.read("[Content_Types].xml").decode()
        rels = archive.read("word/_rels/document.xml.rels").decode()
    space = "http://schemas.openxmlformats.org"
    notes = f'<w:footnotes xmlns:w="{space}/wordprocessingml/2006/main">{note}</w:footnotes>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    new = f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'
    relation = (
        f'<Relationship Id="rIdN" Type="{space}/officeDocument/2006/relationships/footnotes"'
        ' Target="footnotes.xml"/></Relationships>'
    )
    frame = edit(
        word,
        {
            "word/footnotes.xml": notes.encode(),
            "[Content_Types].xml": types.replace("</Types>", new).encode(),
            "word/_rels/document.xml.rels": rels.replace("</Relationships>", relation).encode(),
            MAIN: body("<w:p><w:r><w:t>{{ fn('chú thích') }}</w:t></w:r></w:p>"),
        },
    )

    assert fill_in(frame)


@pytest.mark.parametrize("value", NO_NUMBERS)
def test_a_number_that_is_none_is_the_default(value: str) -> None:
    assert whole(value, 7) == 7
    assert decimal(value, 7) == 7


def test_numbers_have_bounds() -> None:
    assert whole("999999999", 1, 1, 63) == 63
    assert whole("-5", 1, 1, 63) == 1
    assert abs(decimal("9e99")) < 10**10


def test_a_list_that_starts_at_a_thousand_million_is_soon_read(tmp_path) -> None:
    level = (
        '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="999999999"/>'
        '<w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1)"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    item = (
        '<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>'
    )
    source = edit(make("letterhead"), {"word/numbering.xml": level.encode(), MAIN: body(item * 50)})

    began = time.process_time()
    refused(source, ".docx", tmp_path)

    assert time.process_time() - began < 5


# ---------------------------------------------------------------------- places in sheets


def sheet(change) -> bytes:
    return edit(plain(), {SHEET: change})


SPOILED = {
    "row": lambda text, value: text.replace('<row r="1"', f'<row r="{value}"', 1),
    "cell": lambda text, value: text.replace('<c r="A1"', f'<c r="{value}"', 1),
    "merge": lambda text, value: text.replace("</sheetData>", "</sheetData><mergeCells>"
                                              f'<mergeCell ref="{value}"/></mergeCells>', 1),
    "column": lambda text, value: text.replace("<sheetData>", f'<cols><col min="{value}" max="2" '
                                               'hidden="1"/></cols><sheetData>', 1),
}  # fmt: skip


@pytest.mark.parametrize("value", NO_PLACES)
@pytest.mark.parametrize("kind", SPOILED)
def test_a_place_no_sheet_has_is_a_finding_about_it(kind: str, value: str, tmp_path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(sheet(lambda text: SPOILED[kind](text, value)))
    from form_samples import DATA

    for read in (read_file, lambda one: fill_form(one, DATA)):
        with pytest.raises(InputError) as caught:
            read(path)
        finding = caught.value.findings[0]
        assert finding.id == "OX12"
        assert finding.location.part == SHEET
        assert value[:8] in finding.text()


@pytest.mark.parametrize(
    "merge", ["A1:XFD1048576", "A1:A1048576", "A3:XFD3", "B2:XFD1048576", "A4:H1048576"]
)
def test_a_merge_as_large_as_the_sheet_takes_no_time(merge: str, tmp_path) -> None:
    from form_samples import DATA

    path = tmp_path / "a.xlsx"
    path.write_bytes(sheet(lambda text: SPOILED["merge"](text, merge)))
    began = time.process_time()
    for read in (read_file, lambda one: fill_form(one, DATA)):
        try:
            read(path)
        except InputError as error:
            assert error.findings[0].hint_text()  # noqa: PT017

    assert time.process_time() - began < 3


@pytest.mark.parametrize("value", ["9" * 5000, "1e999", "nan", "²", "-", "1.2.3"])
def test_a_cell_with_no_number_is_read_as_its_text(value: str) -> None:
    book = open_workbook(
        sheet(lambda text: text.replace("<sheetData>", f'<sheetData><row r="1"><c r="A1"><v>{value}'
                                        '</v></c></row>', 1)), name="a.xlsx"
    )  # fmt: skip

    assert book.grid(book.sheets[0]).rows


@pytest.mark.parametrize("text", ["XFE1", "A0", "A1048577", "A1:XFE2", "", "1", "A1:B2:C3"])
def test_an_area_outside_the_sheet_is_none(text: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011  (its text is the area)
        Area.parse(text)

    assert caught.value.args == (text,)


def test_formulas_may_name_what_no_sheet_has() -> None:
    assert find_areas("SUM(XFE1:XFE9)+A1+9999999:9999999", "S")[0] == ("s", Area(1, 1, 1, 1))
    assert not column_name(-3)


@pytest.mark.parametrize("name", FORMS)
def test_sound_forms_are_still_read(name: str) -> None:
    book = open_workbook(FORMS[name](), name="a.xlsx")

    assert book.grid(book.sheets[0]).rows


# ---------------------------------------------------------------------- too many elements

_CELLS = '<row r="1">' + "<c><v>1</v></c>" * 100 + "</row>"
MANY = {
    "paragraphs": (".docx", lambda: edit(make("letterhead"), {MAIN: body("<w:p/>" * 3_000_000)})),
    "paragraphs with an end tag": (
        ".docx", lambda: edit(make("letterhead"), {MAIN: body("<w:p></w:p>" * 2_000_000)})),
    "runs": (".docx", lambda: edit(make("letterhead"),
                                   {MAIN: body(f"<w:p>{'<w:r/>' * 2_000_000}</w:p>")})),
    "elements nobody knows": (
        ".docx", lambda: edit(make("letterhead"), {MAIN: body("<a/>" * 4_000_000)})),
    "styles": (".docx", lambda: edit(make("letterhead"), {"word/styles.xml": lambda text:
               text.replace("</w:styles>", "<w:style/>" * 2_000_000 + "</w:styles>")})),
    "comments in the XML": (
        ".docx", lambda: edit(make("letterhead"), {MAIN: body("<!---->" * 2_000_000)})),
    "cells": (".xlsx", lambda: sheet(lambda text: text.replace(
        "<sheetData>", "<sheetData>" + _CELLS * 20_000))),
    "rows": (".xlsx", lambda: sheet(lambda text: text.replace(
        "<sheetData>", "<sheetData>" + "<row/>" * 4_000_000))),
    "merges": (".xlsx", lambda: sheet(lambda text: text.replace(
        "</sheetData>", "</sheetData><mergeCells>" + "<mergeCell/>" * 4_000_000 +
        "</mergeCells>"))),
}  # fmt: skip
_READ = """
import resource, sys, pathlib
resource.setrlimit(resource.RLIMIT_AS, ({limit}, {limit}))
from generator.errors import InputError
from generator.budget.consolidate.read import read_file
from generator.ooxml.package import open_word
from generator.readers.docx import read_docx
path = pathlib.Path(sys.argv[1])
try:
    read_docx(open_word(path)) if path.suffix == ".docx" else read_file(path)
except InputError as error:
    print(error.findings[0].id, "limit" in error.findings[0].params)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process need a POSIX system")
@pytest.mark.parametrize("name", MANY)
def test_more_elements_than_any_file_has_are_refused_in_little_memory(name, tmp_path) -> None:
    suffix, source = MANY[name]
    path = tmp_path / f"a{suffix}"
    # Not packed, so that the limit on how much a part grows does not come first.
    with zipfile.ZipFile(io.BytesIO(source())) as old, zipfile.ZipFile(path, "w") as new:
        for one in old.namelist():
            new.writestr(one, old.read(one))

    began = time.monotonic()
    command = [sys.executable, "-c", _READ.format(limit=LIMIT), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)

    assert done.stdout.split() == ["OX04", "True"], done.stderr[-400:]
    assert time.monotonic() - began < 30


@pytest.mark.parametrize("encoding", ["UTF-7", "IBM037", "EBCDIC-CP-US", "UCS-4", "x"])
def test_an_encoding_that_hides_elements_is_refused(encoding: str, tmp_path) -> None:
    part = f'<?xml version="1.0" encoding="{encoding}"?><a/>'.encode()

    assert refused(edit(make("letterhead"), {MAIN: part}), ".docx", tmp_path) == ["OX05"]


# ---------------------------------------------------------------------- whatever is left


@pytest.mark.parametrize("error", [RecursionError, MemoryError, ValueError, KeyError, IndexError])
def test_what_nobody_foresaw_is_a_finding_that_names_the_file(error) -> None:
    with pytest.raises(InputError) as caught, handed_in.reading("bieu.docx"):
        raise error

    assert caught.value.findings[0].location.file == "bieu.docx"
    assert error.__name__ in caught.value.findings[0].text()


def test_developers_see_the_exception_itself(monkeypatch) -> None:
    monkeypatch.setenv("KEHOACH_DEBUG", "1")
    with pytest.raises(KeyError), handed_in.reading("bieu.docx"):
        raise KeyError


@pytest.mark.parametrize("name", sorted(damaged(make("letterhead"))))
def test_damaged_files_end_every_command_with_its_own_code(name, kehoach, tmp_path) -> None:
    if "0,000" in name:
        pytest.skip("large: its limits are tested with the checks")
    path = tmp_path / "hong.docx"
    path.write_bytes(damaged(make("letterhead"))[name]())

    for command in (("check", path), ("import", path, "-o", tmp_path / "p" / "2027-a.yaml"),
                    ("budget", "consolidate", path, "-o", tmp_path / "g.xlsx")):  # fmt: skip
        result = kehoach("--workspace", Path(__file__).parents[2], *command)
        assert result.exit_code in (0, 1, 2, 3, 4), result.output
