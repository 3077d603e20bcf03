"""The rules of form over their cases: a change put into a clean document, and what is found."""

from pathlib import Path

import pytest
import yaml
from word_changes import FakePackage, change_file, make_package

from generator.checks.engine import Options, run
from generator.checks.rule import Stage, Status
from generator.checks.subject import WordSubject
from generator.checks.table import RULES

CASES_DIR = Path(__file__).parent / "cases"
BY_ID = {rule.id: rule for rule in RULES}


def load_cases():
    for path in sorted(CASES_DIR.glob("*.yaml")):
        content = yaml.safe_load(path.read_text("utf-8"))
        rule = content.pop("rule")
        assert rule == path.stem
        for name, case in content.items():
            if "document" in case:
                yield pytest.param(rule, name, case, id=f"{rule}-{name}")


def find(rule_id, case, clean):
    """Return what one rule finds in a changed document."""
    file = clean(case["document"])
    for change in case.get("change", ()):
        file = change_file(file, change)
    package = FakePackage(parts=case["package"]) if "package" in case else None
    if "parts" in case:
        package = make_package(case["parts"])
    subject = WordSubject(file, "case.docx", package=package)
    return run(subject, [BY_ID[rule_id]], Options())


@pytest.mark.parametrize(("rule_id", "name", "case"), list(load_cases()))
def test_a_case_is_found_or_left_alone(rule_id, name, case, clean):
    found = find(rule_id, case, clean)

    if name.startswith("pass_"):
        assert found == []
        return
    assert {finding.id for finding in found} == {rule_id}
    wanted = case["finds"]
    assert any(
        all(getattr(finding, key) == value for key, value in wanted.items()) for finding in found
    ), [(finding.quote, finding.expected, finding.found) for finding in found]


@pytest.mark.parametrize(
    "rule",
    [
        pytest.param(rule, id=rule.id)
        for rule in RULES
        if rule.status is Status.ACTIVE and rule.basis.is_sure and rule.stage is not Stage.PAGES
    ],
)
def test_a_rule_with_a_sure_basis_has_cases_both_ways(rule):
    path = CASES_DIR / f"{rule.id}.yaml"
    names = list(yaml.safe_load(path.read_text("utf-8"))) if path.is_file() else []

    assert any(name.startswith("fail_") for name in names)
    assert any(name.startswith("pass_") for name in names)
