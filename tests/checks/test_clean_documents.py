"""What we make ourselves has no errors and no warnings: every example, layout and standard."""

import shutil
from pathlib import Path

import pytest
from clean_documents import DOCUMENTS, clean_package

from generator.app.check_inputs import check_input
from generator.app.check_word import Run, check_word
from generator.diagnostics import Severity

ROOT = Path(__file__).parents[2]
PLANS = sorted(
    path.relative_to(ROOT)
    for path in (ROOT / "plans").glob("*/*.yaml")
    if path.name != "locality.yaml"
)
PARTY = {"cao-bang", "xa-yen-binh", "yen-binh", "vinh-linh", "dang-uy-so-gddt"}
LAYOUTS = sorted(path.stem for path in (ROOT / "templates" / "annexes").glob("*.yaml"))


def heavy(findings):
    return [each.text() for each in findings if each.severity is not Severity.NOTICE]


@pytest.mark.parametrize("plan", PLANS, ids=str)
def test_an_example_is_clean(plan):
    assert heavy(check_input(ROOT / plan, Run(ROOT))) == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_word_file_of_an_example_is_clean(name):
    assert heavy(check_word(clean_package(name).to_bytes(), f"{name}.docx", Run(ROOT))) == []


@pytest.mark.parametrize("standard", ["hd36", "hd05"])
@pytest.mark.parametrize("plan", [each for each in PLANS if each.parent.name in PARTY], ids=str)
def test_a_party_example_is_clean_by_either_guide(plan, standard):
    assert heavy(check_input(ROOT / plan, Run(ROOT, standard))) == []


@pytest.mark.parametrize("layout", LAYOUTS)
def test_an_annex_of_any_layout_is_clean(layout, tmp_path):
    for folder in ("plans/ubnd-cao-bang", "budgets"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    for budget in (tmp_path / "budgets").rglob("*.yaml"):
        kept = [
            line
            for line in budget.read_text("utf-8").splitlines()
            if not line.startswith("mau_bang:")
        ]
        budget.write_text("\n".join([*kept, f"mau_bang: {layout}", ""]), "utf-8")

    found = check_input(tmp_path / "plans/ubnd-cao-bang/2027-ke-hoach.yaml", Run(tmp_path))

    assert heavy(found) == []
