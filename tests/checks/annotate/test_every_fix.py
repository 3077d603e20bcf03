"""Every correction: it corrects what was found and nothing else, and can be refused."""

import pytest
from copies import corrected_texts, paragraphs_of, plain_xml, untouched
from faulty_documents import correcting_cases, faulty_documents
from openxml_audit import OpenXmlValidator

from generator.checks.annotate import reject_all
from generator.ooxml.package import open_word
from tests.invariants import check_package

# The rules that offer a correction.
CORRECTING = """
    BOD01 BOD02 BOD03 BOD04 BOD05 BOD06 BOD07 BOD08 BOD09 BOD12 BOD14 CAP01 CAP02 CAP03
    CAP04 CAP05 CAP06 CAP07 CAP08 CAP09 CAP10 CAP11 CAP12 CAP13 CAP14 CAP15 CAP16 CAP17
    CAP18 CAP19 CAP20 CAP22 CAP23 CCU01 CCU02 CON09 CQB01 DAT01 DAT08 DDN02 DDN03 FCT21
    FCT22 FCT23 FCT24 FCT25 FCT28 FCT29 FCT30 FCT31 FCT32 FCT33 FCT35 FON01 FON04 FON05 FON06
    FON07 HDR04 KGU02 KGU07 NNH01 NNH02 NNH04 NNH05 NNH06 NUM03 NUM04 NUM05 ORT01 ORT02
    ORT04 ORT05 ORT06 ORT07 ORT08 ORT09 ORT14 ORT15 ORT16 ORT17 ORT19 ORT20 ORT21 PAG01
    PAG04 PAG05 PAG06 PAG07 PAG08 PDH01 PDH03 PDH06 PDH07 PDH08 PDH09 PLU02 PLU04 PLU07
    QHI01 QHI02 REF07 REF11 SIG02 SIG03 SIG04 SIG05 SIG06 SIG07 SKH01 SKH03 SKH04 SKH06
    STR04 STR08 STR10 TLO02 TLO03 TNG01 TNG02 TYC01 TYC03 TYE01 TYE03 TYE05
""".split()  # noqa: SIM905  (a list of words is read more easily)


@pytest.fixture(params=CORRECTING)
def faulty(request):
    return faulty_documents()[request.param]


def test_what_was_found_is_gone(faulty):
    left = faulty.findings(faulty.accepted)

    assert faulty.fixes
    assert [finding.message_text() for finding in left if finding.fixes] == []


def test_the_accepted_text_is_the_corrected_one(faulty):
    texts = [paragraph.text for paragraph in paragraphs_of(faulty.accepted)]

    assert texts == corrected_texts(faulty.data, faulty.fixes)


def test_other_paragraphs_keep_text_and_look(faulty):
    assert untouched(faulty.accepted, faulty.fixes) == untouched(faulty.data, faulty.fixes)


def test_refusing_all_gives_the_original(faulty):
    assert plain_xml(reject_all(faulty.copy)) == plain_xml(faulty.data)


def test_the_copy_is_as_sound_as_the_original(faulty, tmp_path):
    problems = []
    for data in (faulty.data, faulty.copy):
        path = tmp_path / "file.docx"
        path.write_bytes(data)
        problems.append([str(error) for error in OpenXmlValidator().validate(str(path)).errors])
        problems.append([finding.id for finding in check_package(data)])

    assert problems[2:] == problems[:2]


def test_other_members_are_copied_as_they_are_stored(faulty):
    before = {member.name: member for member in open_word(faulty.data).members}
    after = {member.name: member for member in open_word(faulty.copy).members}
    touched = {fix.part for fix in faulty.fixes} | {
        "word/document.xml",
        "word/_rels/document.xml.rels",
        "[Content_Types].xml",
    }

    # A document without relations, as the smallest ones are, gets its first ones too.
    added = set(after) - set(before) - {"word/_rels/document.xml.rels"}
    assert added == {"word/comments.xml", "word/people.xml"}
    assert {name: before[name] for name in set(before) - touched} == {
        name: after[name] for name in set(before) - touched
    }


def test_every_rule_that_corrects_is_among_them():
    rules = {rule for rule, _ in correcting_cases()} | set(faulty_documents())

    assert rules == set(CORRECTING)
