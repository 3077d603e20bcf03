"""``kehoach check`` of .doc, .odt and .rtf files, through LibreOffice."""

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import docx
import pytest

from generator.app import check_word

needs_office = pytest.mark.skipif(not shutil.which("soffice"), reason="no LibreOffice")
SLOW = """#!/bin/sh
(sleep 30; touch "{folder}/late") &
echo $! > "{folder}/pid"
wait
"""


def faulty(path):
    document = docx.Document()
    document.add_paragraph("KẾ HOẠCH")
    document.add_paragraph("Ngày 31/4/2026, các xã hổ trợ nhau.")
    document.save(str(path))


@pytest.mark.office
@needs_office
@pytest.mark.parametrize("kind", ["doc", "odt", "rtf"])
def test_a_file_of_another_kind_is_checked(tmp_path, kehoach, kind):
    faulty(tmp_path / "van ban.docx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "van ban.docx")], check=True, capture_output=True)
    path = tmp_path / f"van ban.{kind}"

    found = json.loads(kehoach("check", path, "--format", "json").stdout)

    assert {"DAT02", "ORT16"} <= {row["rule"] for row in found}
    assert {row["file"] for row in found} == {str(path)}


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands for the program")
def test_a_program_that_does_not_end_is_ended_with_its_children(tmp_path, kehoach, monkeypatch):
    program = tmp_path / "soffice"
    program.write_text(SLOW.format(folder=tmp_path), encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(check_word, "find_libreoffice", lambda: program)
    monkeypatch.setattr(check_word, "CONVERSION_SECONDS", 1)
    path = tmp_path / "cu.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"))

    (row,) = json.loads(kehoach("check", path, "--format", "json").stdout)

    assert row["rule"] == "CHK08"
    assert "sau 1 giây" in row["message"]
    child = int((tmp_path / "pid").read_text("utf-8"))
    for _ in range(50):
        if not is_running(child):
            return
        time.sleep(0.1)
    pytest.fail("the child goes on")


def is_running(number):
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{number}/stat")
    return not status.exists() or status.read_text("utf-8").split()[2] != "Z"
