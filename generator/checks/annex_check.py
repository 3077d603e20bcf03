"""The budget rules over the annex tables of any Word file, whoever made it."""

import re

from generator.checks.annex_table import PrintedAnnex, read_word_annexes
from generator.checks.budget_subject import BudgetSubject
from generator.checks.engine import Options, run
from generator.checks.rule import Stage
from generator.checks.rules.bud import BUD_RULES
from generator.checks.subject import WordSubject
from generator.diagnostics import Diagnostic

_BY_INPUT = Options(stages=frozenset((Stage.INPUT,)))
_PLAN_YEAR = re.compile(r"năm (20\d\d)", re.IGNORECASE)
_LOOKED_AT = frozenset(("kinh_phi", "chu_tri", "thoi_gian"))


def check_word_annexes(subject: WordSubject) -> list[Diagnostic]:
    """Return what the budget rules find in the tables of a Word file.

    Only tables with a column of numbers, one of tasks, and money, leads or times are looked at;
    a file without a date has none of its annexes checked, as bodies and years depend on it.
    """
    found: list[Diagnostic] = []
    for annex in read_word_annexes(subject.file, subject.name):
        if _LOOKED_AT & annex.fields:
            found += _check(subject, annex)
    return found


def _check(subject: WordSubject, annex: PrintedAnnex) -> list[Diagnostic]:
    if subject.date is None:
        return []
    day = subject.date.first_day
    budget = BudgetSubject(
        name=subject.name,
        standard=subject.standard,
        catalogues=subject.catalogues,
        day=day,
        years=(_plan_year(subject) or day.year,),
        regime=subject.regime,
        regime_known=subject.regime_known,
        annex=annex,
        body=[paragraph.text for paragraph in subject.body_paragraphs],
        number=subject.component_text("so_ky_hieu"),
        dated=subject.component_text("dia_danh_ngay"),
    )
    return run(budget, BUD_RULES, _BY_INPUT)


def _plan_year(subject: WordSubject) -> int | None:
    """Return the year a document is for, as its subject says: often the year after its date."""
    match = _PLAN_YEAR.search(subject.component_text("trich_yeu"))
    return int(match[1]) if match else None
