"""Faults put into clean documents one at a time: nearly all are found, by the right rule."""

import random
from collections import Counter

import pytest
from bench import KNOWN, build_clean, check
from content_faults import CONTENT_FAULTS
from form_faults import FORM_FAULTS

from generator.diagnostics import Severity

SEED = 20270101
FAULTS = [*FORM_FAULTS, *CONTENT_FAULTS]
LEAST_FAULTS = 250
LEAST_FOUND = 0.97


@pytest.fixture(scope="module")
def documents():
    return build_clean()


def test_clean_documents_have_no_errors_and_no_warnings(documents):
    heavy = [
        finding.text()
        for document in documents
        for finding in check(document.subject)
        if finding.severity is not Severity.NOTICE
    ]

    assert heavy == []


def test_every_fault_names_rules_that_exist():
    named = {rule for mutator in FAULTS for rule in mutator.rules}

    assert {rule for rule in named if rule not in KNOWN and not rule.startswith("BUD")} == set()


def test_every_fault_has_a_place_in_some_document(documents):
    unused = [
        mutator.name for mutator in FAULTS if not any(mutator.sites(one) for one in documents)
    ]

    assert unused == []


def inject(documents, seed):
    """Put each fault in at a few places; yield it, the document and whether it was found."""
    chance = random.Random(seed)  # noqa: S311  (chosen again in the same way every time)
    for mutator in FAULTS:
        sites = [(one, edit) for one in documents for edit in mutator.sites(one)]
        for document, edit in chance.sample(sites, min(mutator.count, len(sites))):
            draft = document.draft()
            edit(draft)
            yield mutator, document, bool(draft.found(mutator.rules) & set(mutator.rules))


def test_injected_faults_are_found_by_the_right_rule(documents, record_property, capsys):
    results = list(inject(documents, SEED))

    missed = Counter(
        f"{mutator.name} ({' '.join(mutator.rules)})" for mutator, _, found in results if not found
    )
    rate = 1 - missed.total() / len(results)
    report = f"{len(results)} faults injected, {rate:.1%} found by the right rule"
    record_property("found", report)
    with capsys.disabled():
        print(f"\n{report}; missed: {dict(missed)}")  # noqa: T201  (the rate is what it is for)
    assert len(results) >= LEAST_FAULTS
    assert rate >= LEAST_FOUND, missed
