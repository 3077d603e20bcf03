"""The page on annexes names every layout, column and rule, and its example can be built."""

import re
from pathlib import Path

import yaml
from sample_budgets import layout, worked_out

from generator.budget.layouts import COLUMNS, PACKAGED_LAYOUTS
from generator.budget.names import EMPTY_NAMES
from generator.checks.table import rules_of
from generator.model.budget import Budget

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "annexes.md").read_text("utf-8")


def test_every_layout_column_and_rule_is_named():
    for name in (*PACKAGED_LAYOUTS, *COLUMNS):
        assert f"`{name}`" in PAGE
    first, last = (rule.id for rule in (rules_of("BUD")[19], rules_of("BUD")[-1]))
    assert f"| {first} - {last} |" in PAGE
    for rule in rules_of("BUD")[:19]:
        assert f"| {rule.id} |" in PAGE


def test_every_name_of_a_budget_is_documented_for_templates():
    names = (DOCS / "templates.md").read_text("utf-8")

    for name in (*EMPTY_NAMES, "lap_tu_du_toan"):
        assert f"`{name}`" in names


def test_the_example_of_the_page_is_a_budget():
    text = re.search(r"```yaml\n(nam_ngan_sach.*?)```", PAGE, re.DOTALL)[1]
    computed = worked_out(Budget.model_validate(yaml.safe_load(text)))

    assert computed.findings == ()
    assert computed.total == 76_000_000
    assert layout(computed.budget.mau_bang).has_money
