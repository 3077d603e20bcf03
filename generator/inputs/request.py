"""Everything one document is made from, read and checked together."""

from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Diagnostic, errors_in
from generator.errors import InputError
from generator.inputs.consistency import check_locality, check_plan, find_budget
from generator.inputs.load import (
    LOCALITY_FILE,
    Source,
    display_path,
    load_budget,
    load_locality,
    load_plan,
    try_load,
)
from generator.inputs.text_file import read_text
from generator.inputs.yaml import read_yaml, sorted_by_place
from generator.model.budget import Budget
from generator.model.locality import Locality
from generator.model.plan import Plan


@dataclass(frozen=True, slots=True)
class Request:
    """A plan with its locality and its budget.

    Attributes:
        plan: What is asked for.
        locality: Who asks.
        budget: Tasks and money, when the plan names them.
        findings: Warnings of all three.
    """

    plan: Source[Plan]
    locality: Source[Locality]
    budget: Source[Budget] | None
    findings: tuple[Diagnostic, ...] = ()


def load_request(plan_path: Path, workspace: Path) -> Request:
    """Return a plan with what it refers to.

    Args:
        plan_path: The plan; its locality stands in the same folder.
        workspace: The user's folder.

    Raises:
        InputError: With every problem of all the files.
    """
    findings: list[Diagnostic] = []
    locality_path = plan_path.parent / LOCALITY_FILE
    plan_name = display_path(plan_path, workspace)
    locality_name = display_path(locality_path, workspace)
    plan = try_load(lambda: load_plan(plan_path, display=plan_name), findings)
    locality = try_load(lambda: load_locality(locality_path, display=locality_name), findings)
    budget_name = plan.model.du_toan if plan else _budget_of_unsound(plan_path)
    budget = _load_budget(budget_name, workspace, findings)
    if locality:
        findings += check_locality(locality)
    if plan and locality:
        findings += check_plan(plan, locality, budget, workspace=workspace)
    for source in (plan, locality, budget):
        findings += source.findings if source else ()
    found = sorted_by_place(_without_repeats(findings))
    if plan is None or locality is None or errors_in(found):
        raise InputError(found)
    return Request(plan, locality, budget, found)


def _budget_of_unsound(plan_path: Path) -> str | None:
    """Return the budget a plan with problems names, so that the budget's are told as well."""
    try:
        value = read_yaml(read_text(plan_path, "")).value
    except InputError:
        return None
    name = value.get("du_toan") if isinstance(value, dict) else None
    return name if isinstance(name, str) else None


def _load_budget(
    text: str | None, workspace: Path, findings: list[Diagnostic]
) -> Source[Budget] | None:
    path = find_budget(text, workspace)
    if path is None:
        return None
    name = display_path(path, workspace)
    return try_load(lambda: load_budget(path, display=name), findings)


def _without_repeats(findings: list[Diagnostic]) -> list[Diagnostic]:
    """Keep the first of the findings that the checks of plan and locality share."""
    return list({finding.text(): finding for finding in findings}.values())
