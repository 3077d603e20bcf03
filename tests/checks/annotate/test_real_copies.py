"""Annotated copies of real documents, and what LibreOffice makes of a copy."""

import shutil
import subprocess
import zipfile

import pytest
from copies import corrected_texts, paragraphs_of, plain_xml
from faulty_documents import faulty_documents
from openxml_audit import OpenXmlValidator

from generator.checks.annotate import accept_all, annotate, reject_all
from generator.checks.engine import run
from generator.checks.subject import WordSubject
from generator.diagnostics import TextFix
from generator.ooxml.package import open_word
from generator.readers.docx import read_docx
from tests.invariants import check_package

SAMPLES = (
    "bo-tttt-2024",
    "cao-bang-2026",
    "dang-uy-so-gddt-2024",
    "vinh-linh-2023",
    "yen-binh-2025",
)


def check(data):
    package = open_word(data, name="sample.docx")
    return run(WordSubject(read_docx(package), "sample.docx", package=package))


@pytest.fixture(params=SAMPLES)
def sample(request, samples_dir):
    return (samples_dir / f"{request.param}.docx").read_bytes()


def audit(data, tmp_path):
    path = tmp_path / "file.docx"
    path.write_bytes(data)
    return len(OpenXmlValidator().validate(str(path)).errors)


def test_a_real_document_is_corrected_where_it_was_wrong(sample):
    findings = check(sample)
    accepted = accept_all(annotate(sample, findings))

    known = {finding.message_text() for finding in findings if finding.fixes}
    left = {finding.message_text() for finding in check(accepted) if finding.fixes}
    assert known
    assert left & known == set()


def test_a_real_document_changes_only_where_it_was_wrong(sample):
    findings = check(sample)
    fixes = [fix for finding in findings for fix in finding.fixes]
    wrong = {(fix.part, fix.paragraph) for fix in fixes if isinstance(fix, TextFix)}
    before = paragraphs_of(sample)
    after = paragraphs_of(accept_all(annotate(sample, findings)))

    changed = {
        (old.part, old.number)
        for old, new in zip(before, after, strict=True)
        if old.text != new.text
    }
    assert changed <= wrong
    assert len(corrected_texts(sample, fixes)) == len(after)


def test_a_real_document_can_be_had_back(sample):
    assert plain_xml(reject_all(annotate(sample, check(sample)))) == plain_xml(sample)


def test_a_copy_of_a_real_document_is_as_sound_as_it_was(sample, tmp_path):
    copy = annotate(sample, check(sample))

    assert audit(copy, tmp_path) <= audit(sample, tmp_path)
    assert len(check_package(copy)) == len(check_package(sample))


@pytest.fixture(scope="module")
def soffice(tmp_path_factory):
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    profile = (tmp_path_factory.mktemp("soffice") / "profile").as_uri()

    def convert(files, kind, folder):
        command = [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", kind]
        command += ["--outdir", str(folder), *map(str, files)]
        subprocess.run(command, capture_output=True, check=True, timeout=240)
        return [folder / f"{file.stem}.{kind}" for file in files]

    return convert


@pytest.mark.office
def test_libreoffice_shows_the_tracked_changes(soffice, tmp_path):
    rules = ("ORT16", "ORT04", "BOD01", "BOD03", "PAG06", "FON01", "DAT01")
    files = []
    for rule in rules:
        files.append(tmp_path / f"{rule}.docx")
        files[-1].write_bytes(faulty_documents()[rule].copy)

    opened = soffice(files, "odt", tmp_path)

    shown = {}
    for rule, path in zip(rules, opened, strict=True):
        content = zipfile.ZipFile(path).read("content.xml").decode()
        assert "office:annotation" in content
        assert "kehoach" in content
        shown[rule] = {
            kind
            for kind in ("insertion", "deletion", "format-change")
            if f"<text:{kind}>" in content
        }
    assert shown["ORT16"] == shown["DAT01"] == {"insertion", "deletion"}
    assert shown["ORT04"] == {"deletion"}
    assert "format-change" in shown["BOD01"] & shown["FON01"]
