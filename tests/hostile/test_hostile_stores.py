"""JSON that kehoach keeps beside the user's files, spoiled: told, or as if it were not there."""

import os
import sys
from pathlib import Path

import pytest

from generator.app.outputs import MANIFEST_FILE, read_manifest
from generator.app.update import read_stored, store_path
from generator.checks.config import is_baseline, read_baseline
from generator.errors import InputError, OutputError
from generator.inputs.text_file import read_json
from generator.workspace import Workspace

DEEP = 200_000
SPOILED = {
    "empty": b"",
    "half": b'{"version": 1, "outp',
    "deep lists": b"[" * DEEP,
    "deep lists with their ends": b"[" * DEEP + b"]" * DEEP,
    "deep objects": b'{"files":' * DEEP + b"1" + b"}" * DEEP,
    "deep inside": b'{"version": 1, "findings": ' + b"[" * DEEP + b"]" * DEEP + b"}",
    "a list": b"[]",
    "a number": b"5",
    "a text": b'"x"',
    "nothing": b"null",
    "rows of another kind": b'{"version": 1, "outputs": [5], "findings": [5], "files": [5]}',
    "no rows": b'{"version": 1, "outputs": 5, "findings": 5, "files": 5, "plan": 5, "key": 5}',
    "rows that are lists": b'{"version": 1, "outputs": [[]], "findings": [[]], "files": [[]]}',
    "an id that is a list": b'{"version": 1, "findings": [{"id": []}], "outputs": [{"inputs": 1}]}',
    "half of a pair": b'{"version": 1, "findings": [{"id": "\\ud800"}], "outputs": 5}',
    "no UTF-8": b"\xff\xfe[1]",
    "a huge number": b'{"version": ' + b"9" * 10_000 + b"}",
    "NUL": bytes(2000),
}


@pytest.fixture(params=SPOILED)
def spoiled(request) -> bytes:
    return SPOILED[request.param]


def test_a_spoiled_manifest_is_told(spoiled, tmp_path) -> None:
    (tmp_path / MANIFEST_FILE).write_bytes(spoiled)

    with pytest.raises(OutputError) as caught:
        read_manifest(tmp_path)
    assert caught.value.findings[0].id == "OUT03"


def test_a_spoiled_list_of_known_findings_is_told(spoiled, tmp_path) -> None:
    path = tmp_path / "known.json"
    path.write_bytes(spoiled)

    with pytest.raises(InputError) as caught:
        read_baseline(path)
    assert caught.value.findings[0].id == "CHK05"
    assert not is_baseline(path)


def test_spoiled_templates_of_a_plan_are_not_known(spoiled, tmp_path) -> None:
    workspace = Workspace.open(tmp_path)
    plan = workspace.plans_dir / "x" / "2027.yaml"
    path = store_path(plan, workspace)
    path.parent.mkdir(parents=True)
    path.write_bytes(spoiled)

    assert read_stored(plan, workspace) is None


@pytest.mark.skipif(sys.platform == "win32", reason="no such files on Windows")
def test_a_pipe_is_not_waited_for(tmp_path) -> None:
    path = tmp_path / "known.json"
    os.mkfifo(path)

    with pytest.raises(ValueError, match="known"):
        read_json(path)
    with pytest.raises(InputError):
        read_baseline(path)


def test_a_store_larger_than_any_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"[" + b"1," * 100 + b"1]")

    with pytest.raises(ValueError, match="101"):
        read_json(path, most=100)
