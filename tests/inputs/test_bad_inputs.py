"""Bad inputs and the exact findings they get; the table is ``bad_inputs.yaml``."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from generator.cli.application import cli
from generator.errors import InputError
from generator.inputs.load import load_plan
from generator.inputs.request import load_request
from generator.inputs.yaml import load_yaml
from generator.ooxml.package import open_word
from generator.standards import load_standard
from generator.writers.docx.start_frame import make_frame

TABLE = yaml.safe_load(Path(__file__).with_name("bad_inputs.yaml").read_text("utf-8"))
PLAN = "plans/cao-bang/2027-huong-dan.yaml"
FRAME = "templates/kinds/huong_dan_ban/frame.docx"


def run_request(root: Path) -> list[str]:
    return _findings(lambda: load_request(root / PLAN, root))


def run_plan(root: Path) -> list[str]:
    return _findings(lambda: load_plan(root / PLAN, display=PLAN))


def run_yaml(root: Path) -> list[str]:
    return _findings(lambda: load_yaml(root / "a.yaml", display="a.yaml"))


def _findings(run: Callable[[], Any]) -> list[str]:
    try:
        run()
    except InputError as error:
        return [finding.text() for finding in error.findings]
    return []


def run_build(root: Path) -> list[str]:
    """Return what the command says; a finding ends where the next line is not indented."""
    result = CliRunner().invoke(cli, ["--workspace", str(root), "build", "-o", str(root / "out")])
    found = re.split(r"\n(?! )", result.stderr.rstrip("\n"))
    assert result.exit_code == 3, result.output
    if len(found) > 1:
        count = found.pop()
        assert count == f"Có {len(found)} lỗi."
    return found


RUNNERS = {"request": run_request, "plan": run_plan, "yaml": run_yaml, "build": run_build}


def changed_frame(changes: Mapping[str, str]) -> bytes:
    """Return the built-in frame with changes in its text."""
    package = open_word(make_frame(load_standard("hd05"), "named"))
    text = package.read("word/document.xml").decode()
    for old, new in changes.items():
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return package.with_parts({"word/document.xml": text.encode()}).to_bytes()


def write_case(root: Path, base: Mapping[str, str], case: Mapping[str, Any]) -> None:
    """Write the files of a case into an empty folder."""
    files: dict[str, str | None] = {**base, **case.get("files", {})}
    for name, edits in case.get("edit", {}).items():
        for old, new in edits.items():
            assert files[name].count(old) == 1, (name, old)
            files[name] = files[name].replace(old, new)
    data = {name: text.encode() for name, text in files.items() if text is not None}
    if "frame" in case:
        data[FRAME] = changed_frame(case["frame"])
    data |= {name: bytes.fromhex(text) for name, text in case.get("bytes", {}).items()}
    for name, content in data.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        is_filler = content.startswith(b"@") and content[1:].isdigit()
        path.write_bytes(b"#" * int(content[1:]) if is_filler else content)


def read_tree(root: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.mark.parametrize("case", TABLE["cases"], ids=[case["name"] for case in TABLE["cases"]])
def test_bad_input_gets_exactly_these_findings(case: Mapping[str, Any], tmp_path: Path) -> None:
    write_case(tmp_path, TABLE["base"], case)
    before = read_tree(tmp_path)

    found = RUNNERS[case.get("run", "request")](tmp_path)

    assert found == case["finds"]
    assert read_tree(tmp_path) == before


def test_base_of_the_table_is_sound(tmp_path: Path) -> None:
    write_case(tmp_path, TABLE["base"], {})

    assert load_request(tmp_path / PLAN, tmp_path).findings == ()
    result = CliRunner().invoke(cli, ["--workspace", str(tmp_path), "build", "-o", str(tmp_path)])
    assert result.exit_code == 0, result.stderr


def test_names_of_the_table_are_unique() -> None:
    names = [case["name"] for case in TABLE["cases"]]

    assert len(set(names)) == len(names) >= 40
