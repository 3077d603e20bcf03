"""Texts made to take long: work grows with their length, and findings stay few enough to read."""

import io
import json
import sys

import docx
import pytest

from generator.checks.annotate import annotate
from generator.checks.engine import MOST_IN_FILE, MOST_IN_PARAGRAPH, run
from generator.checks.report import to_json
from generator.checks.rule import Stage
from generator.checks.rules import con_names
from generator.checks.subject import WordSubject
from generator.checks.table import all_rules
from generator.ooxml.package import open_word
from generator.readers.docx import read_docx
from generator.recognise.paragraph import Paragraph

PIECES = {
    "brackets": " (",
    "dates": "(1/1/2020 ",
    "numbered": "1.",
    "quotes": "“",
    "abbreviations": "TTĐN ",
    "citations": "Nghị định số 1/2020/NĐ-CP ngày 1/1/2020 của Chính phủ ",
    "pairs": "kỷ niệm 10 năm (1/1/2000 - 1/1/2011), ",
}
FILE_RULES = [rule for rule in all_rules() if rule.stage is Stage.FILE]


def word_file(*paragraphs):
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def subject_of(data):
    return WordSubject(read_docx(open_word(data)), "a.docx")


def calls_of(subject):
    """Return how many functions the rules call for a file, and how much text is searched."""
    count = 0

    def tally(_frame, event, _argument):
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(tally)
    try:
        run(subject, FILE_RULES)
    finally:
        sys.setprofile(None)
    return count


@pytest.fixture(scope="module", autouse=True)
def _warm():
    for text in PIECES.values():
        run(subject_of(word_file("KẾ HOẠCH", text * 3)), FILE_RULES)


@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES)
def test_work_grows_with_the_text_not_with_its_square(piece):
    times = 3000 // len(piece)

    few, many = (
        calls_of(subject_of(word_file("KẾ HOẠCH", piece * count))) for count in (times, 4 * times)
    )

    assert many < 5 * few


def test_places_a_match_knows_are_not_searched_again(monkeypatch):
    asked = []
    span = Paragraph.span
    monkeypatch.setattr(Paragraph, "span", lambda *args: asked.append(args) or span(*args))

    (folded,) = [
        one
        for one in run(subject_of(word_file(" (" * 3000)), FILE_RULES)
        if one.id == "ORT08" and one.count > 1
    ]

    assert folded.count == 2999 - MOST_IN_PARAGRAPH
    assert len(asked) < 20


def test_a_line_is_weighed_once_for_all_its_abbreviations():
    con_names._has_most_capitals.cache_clear()

    run(subject_of(word_file("UBND và HĐQT hợp tác " * 300)), FILE_RULES)

    assert con_names._has_most_capitals.cache_info().misses < 5


def test_findings_of_one_rule_are_few_in_a_paragraph_and_in_a_file():
    data = word_file("KẾ HOẠCH", "từ , " * 500, *["Nội dung ,và"] * 900)

    found = [one for one in run(subject_of(data), FILE_RULES) if one.id == "ORT06"]

    here = [one for one in found if one.location.paragraph == 2]
    assert len(here) == MOST_IN_PARAGRAPH + 1
    assert len(found) == MOST_IN_FILE + 1
    assert sum(one.count for one in found) == 500 + 900
    (row,) = [row for row in json.loads(to_json(found)) if "count" in row]
    assert row["count"] == 500 + 900 - MOST_IN_FILE
    assert str(row["count"]) in row["message"]
    assert row["severity"] == "warning"


def test_a_copy_corrects_folded_findings_too():
    data = word_file("KẾ HOẠCH", *["Nội dung ,và"] * 250)
    found = run(subject_of(data), FILE_RULES)

    copy = annotate(data, [one for one in found if one.id == "ORT06"])

    assert open_word(copy).read("word/document.xml").count(b"<w:del ") == 250
