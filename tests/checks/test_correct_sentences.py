"""Correct sentences: no rule gives an error or a warning when one stands in a clean plan."""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest
import yaml
from clean_documents import clean_file
from word_changes import change_file

from generator.checks.engine import run
from generator.checks.subject import WordSubject
from generator.diagnostics import Severity

SENTENCES = yaml.safe_load((Path(__file__).parent / "correct_sentences.yaml").read_text("utf-8"))
ENOUGH = 80


def heavy(file):
    """Return the errors and warnings of all rules that run over one file, with their counts."""
    found = run(WordSubject(file, "plan.docx"))
    return Counter(
        (one.id, one.quote, one.message_text())
        for one in found
        if one.severity is not Severity.NOTICE
    )


@cache
def before():
    """Return what is found without the sentence."""
    return heavy(clean_file("ke_hoach"))


def with_sentence(text):
    """Return the clean plan with a paragraph among the tasks."""
    change = {"insert": text, "after": "body", "at": 10}
    return change_file(clean_file("ke_hoach"), change)


@pytest.mark.parametrize("text", [one for group in SENTENCES.values() for one in group])
def test_nothing_is_said_against_a_correct_sentence(text):
    assert list(heavy(with_sentence(text)) - before()) == []


def test_there_are_enough_sentences():
    assert len({one for group in SENTENCES.values() for one in group}) >= ENOUGH
