"""The rules of form over their cases: a change put into a clean document, and what is found."""

import re

import pytest
from rule_cases import iter_cases
from word_changes import FakePackage, change_file, make_package

from generator.checks.engine import Options, run
from generator.checks.rule import Status
from generator.checks.subject import WordSubject
from generator.checks.table import all_rules

BY_ID = {rule.id: rule for rule in all_rules()}
CASES = list(iter_cases())


def load_cases():
    for rule, name, case in CASES:
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


def is_like(text, pattern):
    """Return whether a text is the pattern, in which "…" stands for any text."""
    return re.fullmatch(re.escape(pattern).replace("…", ".*"), text, re.DOTALL) is not None


@pytest.mark.parametrize(("rule_id", "name", "case"), list(load_cases()))
def test_a_case_is_found_or_left_alone(rule_id, name, case, clean):
    found = find(rule_id, case, clean)

    wanted = case.get("finds", ())
    texts = [(finding.quote, finding.message_text()) for finding in found]
    assert len(texts) == len(wanted), texts
    for (quote, message), one in zip(texts, wanted, strict=True):
        assert is_like(quote, one.get("at", "")), quote
        assert is_like(message, one["says"]), message
    assert {finding.id for finding in found} <= {rule_id}
    assert bool(wanted) == name.startswith("fail_")


@pytest.mark.parametrize(
    "rule",
    [
        pytest.param(rule, id=rule.id)
        for rule in all_rules()
        if rule.status is Status.ACTIVE and rule.basis.is_sure
    ],
)
def test_a_rule_with_a_sure_basis_has_cases_both_ways(rule):
    names = [name for rule_id, name, _ in CASES if rule_id == rule.id]

    assert any(name.startswith("fail") for name in names)
    assert any(name.startswith("pass") for name in names)


def test_every_check_that_a_rule_names_is_there():
    for rule in all_rules():
        if rule.status is Status.ACTIVE:
            for check in getattr(rule.check, "parts", (rule.check,)):
                assert callable(check.function), rule.id


def test_every_case_is_of_a_rule():
    assert {rule_id for rule_id, _, _ in CASES} <= set(BY_ID)
