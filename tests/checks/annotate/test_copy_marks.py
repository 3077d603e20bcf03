"""Where comments and changes stand in a copy, and what is left alone."""

import datetime as dt

import pytest
from lxml import etree

from generator.checks.annotate import accept_all, annotate, reject_all
from generator.diagnostics import Diagnostic, Location, LookFix, Severity, TextFix
from generator.ooxml.archive import pack, write_archive
from generator.ooxml.package import open_word
from generator.ooxml.xml import NAMESPACES, qn, relationship_type, word_content_type
from generator.readers.docx import read_docx
from tests.invariants import check_package

MAIN = "word/document.xml"
NOTES = "word/footnotes.xml"
COMMENTS = "word/comments.xml"
_NAMES = " ".join(f'xmlns:{key}="{NAMESPACES[key]}"' for key in ("w", "mc", "r"))


def word(body, **parts):
    """Return a Word file with a body and further parts, named by their kind."""
    overrides = {"document": "document.main", **{kind: kind for kind in parts}}
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{word_content_type(kind)}"/>'
        for name, kind in overrides.items()
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{relationship_type(kind)}" Target="{kind}.xml"/>'
        for n, kind in enumerate(parts, start=1)
    )
    rels = f'<Relationships xmlns="{NAMESPACES["rel"]}">'
    files = {
        "[Content_Types].xml": f'<Types xmlns="{NAMESPACES["ct"]}"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f"{types}</Types>",
        "_rels/.rels": f'{rels}<Relationship Id="rId1" Type="{relationship_type("officeDocument")}"'
        ' Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f"{rels}{links}</Relationships>",
        MAIN: f"<w:document {_NAMES}><w:body>{body}</w:body></w:document>",
        **{f"word/{kind}.xml": f"<w:{kind} {_NAMES}>{x}</w:{kind}>" for kind, x in parts.items()},
    }
    return write_archive([pack(name, text.encode()) for name, text in files.items()])


def run(text, inside=""):
    return f'<w:r>{inside}<w:t xml:space="preserve">{text}</w:t></w:r>'


def finding(*fixes, paragraph=1, part=MAIN, severity=Severity.ERROR, **details):
    place = Location("a.docx", part=part, paragraph=paragraph, column=details.pop("column", 1))
    return Diagnostic("ORT16", severity, "sai", place, fixes=fixes, **details)


def text_fix(start, end, new, paragraph=1, part=MAIN):
    return TextFix(part, paragraph, start, end, new)


def texts(data):
    return [paragraph.text for paragraph in read_docx(data).paragraphs]


def elements(data, name, part=MAIN):
    return list(open_word(data).xml(part).iter(qn(name)))


def commented(data):
    """Return the places of the paragraphs that have a comment."""
    paragraphs = elements(data, "w:p")
    return [
        place
        for place, each in enumerate(paragraphs)
        if next(each.iter(qn("w:commentReference")), None) is not None
    ]


def test_a_file_without_findings_is_given_back():
    source = word(f"<w:p>{run('chữ')}</w:p>")

    assert annotate(source, []) == source


def test_the_same_findings_give_the_same_bytes():
    source = word(f"<w:p>{run('hổ trợ')}</w:p>")
    one = finding(text_fix(0, 6, "hỗ trợ"))

    assert annotate(source, [one]) == annotate(source, [one])


def test_a_comment_names_rule_basis_and_hint_at_the_words():
    source = word(f"<w:p>{run('việc hổ trợ xã')}</w:p>")
    one = finding(quote="hổ trợ", column=6, basis="danh sách chính tả", hint="sửa lại")
    copy = annotate(source, [one], today=dt.date(2027, 1, 2))

    comment = elements(copy, "w:comment", COMMENTS)[0]
    said = ["".join(line.itertext()) for line in comment]
    assert said[0] == "[ORT16] Lỗi: sai"
    assert "Gợi ý: sửa lại" in said
    assert "Căn cứ: danh sách chính tả" in said
    assert comment.get(qn("w:author")) == "kehoach"
    assert comment.get(qn("w:date")) == "2027-01-02T00:00:00Z"
    start = elements(copy, "w:commentRangeStart")[0]
    assert "".join(start.getnext().itertext()) == "hổ trợ"


def test_text_is_replaced_across_runs_and_keeps_the_first_look():
    source = word(f"<w:p>{run('việc h', '<w:rPr><w:b/></w:rPr>')}{run('ổ trợ xã')}</w:p>")
    copy = annotate(source, [finding(text_fix(5, 11, "hỗ trợ"))])

    assert texts(accept_all(copy)) == ["việc hỗ trợ xã"]
    assert texts(reject_all(copy)) == ["việc hổ trợ xã"]
    inserted = elements(copy, "w:ins")[0]
    assert inserted.find(f".//{qn('w:b')}") is not None


def test_only_the_words_that_change_are_struck_out():
    source = word(f"<w:p>{run('Sở Du lich tỉnh')}</w:p>")
    copy = annotate(source, [finding(text_fix(0, 15, "Sở Du lịch tỉnh"))])

    assert ["".join(each.itertext()) for each in elements(copy, "w:del")] == ["lich"]
    assert ["".join(each.itertext()) for each in elements(copy, "w:ins")] == ["lịch"]


def test_tabs_and_breaks_around_a_correction_stay():
    body = "<w:p><w:r><w:t>một</w:t><w:tab/><w:t>hai  ba</w:t><w:br/><w:t>bốn</w:t></w:r></w:p>"
    copy = annotate(word(body), [finding(text_fix(7, 9, " "))])

    assert texts(accept_all(copy)) == ["một\thai ba\nbốn"]
    assert texts(reject_all(copy)) == ["một\thai  ba\nbốn"]


def test_a_note_inside_the_words_keeps_them_from_being_replaced():
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    source = word(
        f"<w:p>{run('hổ')}{note}{run(' trợ')}</w:p>",
        footnotes=f'<w:footnote w:id="2"><w:p>{run("chú thích")}</w:p></w:footnote>',
    )
    copy = annotate(source, [finding(text_fix(0, 6, "giúp đỡ"))])

    assert texts(accept_all(copy)) == ["hổ trợ"]
    assert len(elements(copy, "w:footnoteReference")) == 1
    assert "cần sửa tay" in "".join(open_word(copy).xml(COMMENTS).itertext())


def test_text_of_a_field_is_left_alone():
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("12")}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    copy = annotate(word(f"<w:p>{field}</w:p>"), [finding(text_fix(0, 2, "13"))])

    assert elements(copy, "w:del") == []


def test_changes_of_others_are_left_alone():
    other = f'<w:ins w:id="7" w:author="Hà">{run("hổ trợ")}</w:ins>'
    copy = annotate(word(f"<w:p>{other}</w:p>"), [finding(text_fix(0, 6, "hỗ trợ"))])

    assert texts(accept_all(copy)) == ["hổ trợ"]
    assert [each.get(qn("w:author")) for each in elements(accept_all(copy), "w:ins")] == ["Hà"]


def test_a_word_in_a_footnote_is_corrected_and_the_comment_stands_at_its_reference():
    source = word(
        f'<w:p>{run("một")}</w:p><w:p>{run("hai")}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>',
        footnotes=f'<w:footnote w:id="2"><w:p>{run("hổ trợ")}</w:p></w:footnote>',
    )
    copy = annotate(source, [finding(text_fix(0, 6, "hỗ trợ", part=NOTES), part=NOTES)])

    assert read_docx(accept_all(copy)).footnotes[2][0].text == "hỗ trợ"
    assert elements(copy, "w:commentReference", NOTES) == []
    assert commented(copy) == [1]


def test_of_two_corrections_of_one_word_the_graver_one_is_made():
    source = word(f"<w:p>{run('hổ trợ')}</w:p>")
    findings = [
        finding(text_fix(0, 2, "hố"), severity=Severity.NOTICE),
        finding(text_fix(0, 6, "hỗ trợ")),
    ]

    assert texts(accept_all(annotate(source, findings))) == ["hỗ trợ"]


def test_looks_change_for_the_words_alone():
    source = word(f"<w:p>{run('một hai ba')}</w:p>")
    fix = LookFix(MAIN, 1, 4, 7, {"size_pt": 14, "bold": True})
    copy = annotate(source, [finding(fix)])

    runs = read_docx(accept_all(copy)).paragraphs[0].runs
    assert [(each.text, each.look.size_pt, each.look.bold) for each in runs] == [
        ("một ", 10, False),
        ("hai", 14, True),
        (" ba", 10, False),
    ]


def test_a_margin_changes_in_the_section_of_the_finding():
    margins = '<w:pgMar w:top="1" w:bottom="1" w:left="100" w:right="1"/>'
    first = f"<w:p><w:pPr><w:sectPr>{margins}</w:sectPr></w:pPr>{run('một')}</w:p>"
    source = word(f"{first}<w:p>{run('hai')}</w:p><w:sectPr>{margins}</w:sectPr>")
    fix = LookFix(MAIN, 2, 0, 3, {"margin_left_pt": 85})
    copy = annotate(source, [finding(fix, paragraph=2)])

    assert [each.left_pt for each in read_docx(accept_all(copy)).sections] == [5, 85]
    assert [each.left_pt for each in read_docx(reject_all(copy)).sections] == [5, 5]


def test_comments_that_are_there_stay():
    old = f'<w:comment w:id="0" w:author="Hà"><w:p>{run("xem lại")}</w:p></w:comment>'
    source = word(f'<w:p>{run("chữ")}<w:r><w:commentReference w:id="0"/></w:r></w:p>', comments=old)
    copy = annotate(source, [finding()])

    comments = elements(copy, "w:comment", COMMENTS)
    assert [each.get(qn("w:author")) for each in comments] == ["Hà", "kehoach"]
    assert check_package(copy) == []


def test_both_forms_of_a_text_box_are_corrected():
    box = f"<w:txbxContent><w:p>{run('hổ trợ')}</w:p></w:txbxContent>"
    drawn = f"<mc:AlternateContent><mc:Choice Requires='wps'>{box}</mc:Choice><mc:Fallback>{box}"
    source = word(f"<w:p><w:r>{drawn}</mc:Fallback></mc:AlternateContent></w:r></w:p>")
    copy = annotate(source, [finding(text_fix(0, 6, "hỗ trợ", 2), paragraph=2)])

    accepted = "".join(open_word(accept_all(copy)).xml(MAIN).itertext())
    assert accepted == "hỗ trợhỗ trợ"


@pytest.mark.parametrize("paragraph", [0, 9])
def test_a_finding_without_a_place_stands_at_the_first_words(paragraph):
    source = word(f"<w:p/><w:p>{run('chữ')}</w:p>")
    copy = annotate(source, [finding(paragraph=paragraph, part="")])

    assert commented(copy) == [1]


def test_a_file_without_paragraphs_takes_a_comment():
    copy = annotate(word(""), [finding(paragraph=0)])

    assert len(elements(copy, "w:commentReference")) == 1
    assert etree.tostring(open_word(copy).xml(MAIN))
