"""Files of other programs and damaged ones: findings or errors with a place, no tracebacks."""

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from damaged_files import damaged
from python_docx_files import MAKERS, make

from generator.app.check import check_file
from generator.app.check_word import Run
from generator.checks.annotate import accept_all, annotate, reject_all
from generator.readers.docx import read_docx

ROOT = Path(__file__).parents[2]
FOREIGN = sorted((Path(__file__).parent / "foreign").glob("*.docx"))
MADE = sorted(MAKERS)
LEAST = 60
SECONDS = 10
BYTES = 500 << 20


def check(path):
    return check_file(path, Run(path.parent))


def assert_in_order(path):
    """Check a file, annotate it, and compare what comes back with the file."""
    source = path.read_bytes()
    findings = check(path)

    assert [one.text() for one in findings if one.id in ("CHK01", "CHK03")] == []
    assert all(one.location.file for one in findings)
    copy = annotate(source, findings)
    # A file without any paragraph gets one for the comments to stand at.
    texts = [one.text for one in read_docx(source).paragraphs] or [""]
    assert [one.text for one in read_docx(reject_all(copy)).paragraphs] == texts
    assert len(read_docx(accept_all(copy)).paragraphs) == len(texts)


def test_there_are_enough_files():
    assert len(FOREIGN) + len(MADE) >= LEAST


@pytest.mark.parametrize("path", FOREIGN, ids=lambda path: path.stem)
def test_a_file_of_another_program_is_checked(path):
    assert_in_order(path)


@pytest.mark.parametrize("name", MADE)
def test_a_file_of_python_docx_is_checked(name, tmp_path):
    path = tmp_path / f"{name}.docx"
    path.write_bytes(make(name))

    assert_in_order(path)


@pytest.mark.parametrize("program", ["pandoc", "libreoffice"])
def test_slips_are_found_whoever_wrote_the_file(program):
    path = next(each for each in FOREIGN if each.stem == f"{program}-slips-whole")
    found = {one.id for one in check(path)}

    assert {"DAT02", "ORT16", "ORT21", "ORG01"} <= found


DAMAGED = sorted(damaged(make("letterhead")))


def _limit():
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_DATA, (BYTES, BYTES))


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_file_is_a_finding_within_limits(name, tmp_path):
    path = tmp_path / "tep.docx"
    path.write_bytes(damaged(make("letterhead"))[name]())
    command = [sys.executable, "-m", "generator", "check", str(path), "--format", "json", "--fix"]
    result = subprocess.run(
        command,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=_limit,
    )

    assert "Traceback" not in result.stderr
    assert result.returncode in (0, 1), (result.returncode, result.stderr[-500:])
    findings = json.loads(result.stdout)
    assert all(finding["file"] for finding in findings)
    assert "CHK03" not in {finding["rule"] for finding in findings}
