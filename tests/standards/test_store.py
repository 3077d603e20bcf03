"""The compiled form of the standards says what their YAML says."""

import shutil

import pytest

from generator.standards import store
from generator.standards.parse import parse_standard


@pytest.mark.parametrize("standard_id", store.STANDARD_IDS)
def test_compiled_form_is_that_of_the_yaml(standard_id):
    path = store.STANDARDS_DIR / "compiled" / f"{standard_id}.json"

    assert path.read_text(encoding="utf-8") == store.compile_data(standard_id), (
        "run: python -m generator.standards.compile"
    )


@pytest.mark.parametrize("standard_id", store.STANDARD_IDS)
def test_both_forms_give_the_same_standard(standard_id):
    data, _ = store.parse_yaml(standard_id)

    assert parse_standard(store.read_data(standard_id)) == parse_standard(data)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    shutil.copytree(store.STANDARDS_DIR / "compiled", tmp_path / "compiled")
    for path in store.STANDARDS_DIR.glob("*.yaml"):
        shutil.copy(path, tmp_path)
    monkeypatch.setattr(store, "STANDARDS_DIR", tmp_path)
    return tmp_path


@pytest.mark.parametrize("standard_id", ["hd36", "hd05"])
def test_yaml_wins_over_a_compiled_form_that_is_out_of_date(folder, standard_id):
    path = folder / "hd36.yaml"
    path.write_text(path.read_text("utf-8") + "them: 1\n", "utf-8")

    assert store.read_data(standard_id)["them"] == 1


def test_line_ends_of_windows_do_not_make_the_compiled_form_stale(folder, monkeypatch):
    for path in folder.glob("*.yaml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    monkeypatch.setattr(store, "parse_yaml", None)

    assert store.read_data("nd30")["regime"] == "chinh_quyen"
