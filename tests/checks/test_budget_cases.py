"""Every budget rule over its cases: what it finds, and what it leaves alone."""

from datetime import date
from pathlib import Path

import pytest
from rule_cases import iter_cases

from generator.budget.annex import build_annex, read_annex
from generator.budget.compute import compute
from generator.budget.layouts import load_layout
from generator.catalogues.load import load_catalogues
from generator.checks.budget_subject import BudgetSubject
from generator.checks.engine import Options, run
from generator.checks.rule import Stage
from generator.checks.table import rules_of
from generator.document.nodes import (
    Annex,
    Cell,
    Column,
    Orientation,
    Paragraph,
    Role,
    Row,
    Run,
    Table,
)
from generator.inputs.yaml import Loaded
from generator.model.base import Regime
from generator.model.budget import Budget
from generator.standards import choose_standard

TEMPLATES = Path(__file__).parents[2] / "templates"
CASES = list(iter_cases(("BUD",)))
BUD_RULES = rules_of("BUD")
RULES = {rule.id: rule for rule in BUD_RULES}
DAY = date(2027, 1, 15)


def load_cases():
    for rule, name, case in CASES:
        yield pytest.param(rule, name, case, id=f"{rule}-{name}")


def find_layout(name):
    path = TEMPLATES / name
    return (path, name) if path.is_file() else None


def cell(text):
    return Cell(((Run(str(text)),) if text not in (None, "") else (),))


def printed(case):
    """Return the annex a case spells out row by row."""
    table = case["table"]
    head = Row(tuple(map(cell, table["head"])), header=table.get("repeats", True))
    rows = tuple(Row(tuple(map(cell, row))) for row in table["rows"])
    blocks = [Table(tuple(Column(1) for _ in table["head"]), (head, *rows))]
    unit = table.get("unit", "triệu đồng")
    if unit:
        blocks.insert(0, Paragraph((Run(f"Đơn vị tính: {unit}"),), Role.UNIT))
    if "words" in table:
        blocks.append(Paragraph((Run(f"Bằng chữ: {table['words']}"),), Role.WORDS))
    return Annex("Phụ lục", (), case.get("reference", ""), Orientation.LANDSCAPE, tuple(blocks))


def make_subject(case):
    catalogues = load_catalogues(Loaded(case.get("catalogue")))
    day = date.fromisoformat(case["day"]) if "day" in case else DAY
    computed = layout = None
    if "budget" in case:
        budget = Budget.model_validate({"nam_ngan_sach": day.year, **case["budget"]})
        computed = compute(budget, catalogues, day)
        layout, _ = load_layout(find_layout, budget.mau_bang, budget.cac_nam)
        blocks = build_annex(computed, layout)
        reference = case.get("reference", "")
        annex = Annex("Phụ lục", (), reference, Orientation.LANDSCAPE, blocks)
    else:
        annex = None if "no_annex" in case else printed(case)
    return BudgetSubject(
        name="phu-luc",
        standard=choose_standard(Regime.STATE, day, None),
        catalogues=catalogues,
        day=day,
        years=computed.budget.cac_nam if computed else (day.year,),
        annex=read_annex(annex) if annex else None,
        computed=computed,
        layout=layout,
        body=case.get("body", ()),
        number=case.get("number", ""),
        dated=case.get("dated", ""),
        recipients=case.get("recipients", ()),
    )


@pytest.mark.parametrize(("rule", "name", "case"), list(load_cases()))
def test_a_rule_finds_what_its_cases_say(rule, name, case):
    found = run(make_subject(case), [RULES[rule]], Options(stages=frozenset((Stage.INPUT,))))

    assert [finding.message_text() for finding in found] == case.get("finds", [])
    assert bool(found) == name.startswith("fail")
    assert all(finding.id == rule for finding in found)


def test_every_rule_has_a_failing_and_a_passing_case():
    kinds = {rule: set() for rule in RULES}
    for rule, name, _ in CASES:
        kinds[rule].add(name.split("_")[0])

    assert kinds == {rule.id: {"fail", "pass"} for rule in BUD_RULES}


def test_ids_are_unique_and_in_order():
    ids = [rule.id for rule in BUD_RULES]

    assert ids == sorted(set(ids))
