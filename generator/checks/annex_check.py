"""The budget rules over the annex tables of any Word file, whoever made it."""

import re
from dataclasses import replace
from datetime import date

from generator.budget.annex import PrintedAnnex, read_word_annexes
from generator.checks.budget_subject import BudgetSubject
from generator.checks.engine import Options, run
from generator.checks.rule import Stage
from generator.checks.subject import WordSubject
from generator.checks.table import rules_of
from generator.diagnostics import Diagnostic

_BY_INPUT = Options(stages=frozenset((Stage.INPUT,)))
_YEARS = re.compile(r"\b(?P<first>20\d\d)\b(?:\s*[-–—]\s*(?P<last>20\d\d)\b)?")
_LONGEST_PERIOD = 20
_LOOKED_AT = frozenset(("kinh_phi", "chu_tri", "thoi_gian"))


def check_word_annexes(subject: WordSubject) -> list[Diagnostic]:
    """Return what the budget rules find in the tables of a Word file, and in sums of its text.

    Only tables with a column of numbers, one of tasks, and money, leads or times are looked at;
    a file without a date has none of its annexes checked, as bodies and years depend on it.
    """
    read = read_word_annexes(subject.file, subject.name)
    annexes = [annex for annex in read if _LOOKED_AT & annex.fields]
    found: list[Diagnostic] = []
    for annex in annexes or (None,):  # sums in the text are looked at without a table too
        # What is wrong in the text is found once, with each of the tables.
        placed = [_place(subject, one) for one in _check(subject, annex)]
        found += [one for one in placed if one not in found]
    return found


def _place(subject: WordSubject, finding: Diagnostic) -> Diagnostic:
    """Return a finding about the text with the paragraph its quote stands in."""
    if finding.location.paragraph or not finding.quote:
        return finding
    for paragraph in subject.body_paragraphs:
        start = paragraph.text.find(finding.quote)
        if start >= 0:
            end = start + len(finding.quote)
            there = subject.finding(paragraph, finding.message, start=start, end=end)
            return replace(finding, location=replace(there.location, file=subject.name))
    return finding


def _check(subject: WordSubject, annex: PrintedAnnex | None) -> list[Diagnostic]:
    if subject.date is None:
        return []
    day = subject.date.first_day
    budget = BudgetSubject(
        name=subject.name,
        standard=subject.standard,
        catalogues=subject.catalogues,
        day=day,
        years=_plan_years(subject, day),
        regime=subject.regime,
        regime_known=subject.regime_known,
        annex=annex,
        body=[paragraph.text for paragraph in subject.body_paragraphs],
        number=subject.component_text("so_ky_hieu"),
        dated=subject.component_text("dia_danh_ngay"),
        recipients=[span.text for span in subject.component("noi_nhan_list")],
    )
    return run(budget, rules_of("BUD"), _BY_INPUT)


def _plan_years(subject: WordSubject, day: date) -> tuple[int, ...]:
    """Return the years a document plans for: those of its subject, else that of its date."""
    title = subject.component_text("trich_yeu") or subject.component_text("trich_yeu_cong_van")
    span = _YEARS.search(title)
    if span:
        first, last = int(span["first"]), int(span["last"] or span["first"])
        if first <= last <= first + _LONGEST_PERIOD:
            return tuple(range(first, last + 1))
    return (day.year,)
