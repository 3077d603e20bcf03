"""Budgets and the files around them: a sheet to fill in, foreign forms, many annexes, norms."""

import os
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from generator.app import problems
from generator.budget.amounts import find_norm
from generator.budget.consolidate.build import Consolidated, consolidate, read_annexes
from generator.budget.fill_in import fill_in_sheets
from generator.budget.forms.data import form_data
from generator.budget.forms.fill import fill_form
from generator.budget.forms.plan import Filled
from generator.catalogues.model import Confidence
from generator.compose.build import build_document, workspace_catalogues
from generator.diagnostics import Location
from generator.errors import InputError
from generator.i18n import SOURCE_LANGUAGE
from generator.inputs.request import load_request
from generator.model.money import DonViTinh
from generator.ooxml.handed_in import reading
from generator.text.normalize import strip_marks
from generator.workspace import STATE_DIR, Workspace
from generator.writers.xlsx.write import write_workbook

# Starting other processes costs more than reading so few files.
_FEW = 200


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file to write.

    Attributes:
        path: Where it usually goes.
        content: What is in it.
        inputs: What it was made from.
    """

    path: Path
    content: bytes
    inputs: tuple[Path, ...]


def make_sheet(plan: Path, workspace: Workspace) -> tuple[MadeFile, Path | None]:
    """Return a workbook to fill a plan's budget in, and the file of the budget it has."""
    request = load_request(plan, workspace.root)
    year = request.plan.model.nam_ke_hoach
    budget = request.budget.model if request.budget else None
    content = write_workbook(fill_in_sheets(budget, year), title=f"Dự toán {year}")
    path = workspace.budgets_dir / plan.parent.name / f"{year}.xlsx"
    own = request.budget.path if request.budget else None
    inputs = (plan, request.locality.path, *([own] if own else []))
    return MadeFile(path, content, inputs), own


def fill_budget(
    form: Path, plan: Path, workspace: Workspace, unit: DonViTinh | None
) -> tuple[MadeFile, Filled]:
    """Return somebody's form with a plan's budget in it, and what was left open.

    Raises:
        InputError: When the plan has no budget, or the form cannot be read or filled.
    """
    built = build_document(plan, workspace)
    if not built.budgets:
        raise InputError(problems.NO_BUDGET_FOR_FORM.at(Location(workspace.display(plan))))
    with reading(form.as_posix()):
        filled = fill_form(form, form_data(built.budgets[0].computed), unit=unit)
    path = form.with_name(f"{form.stem}-da-dien{form.suffix}")
    return MadeFile(path, filled.content, (form, *built.inputs)), filled


def consolidate_files(
    paths: Sequence[Path],
    *,
    unit: DonViTinh,
    input_unit: DonViTinh | None = None,
    jobs: int | None = None,
    language: str = SOURCE_LANGUAGE,
) -> Consolidated:
    """Return many annexes as one workbook.

    Args:
        paths: The annexes, as from ``annex_paths``.
        unit: Unit of money of the workbook.
        input_unit: Unit of the annexes that name none.
        jobs: Processes that read; as many as pay where not given.
        language: Language of the workbook.

    Raises:
        InputError: When no annex has a task.
    """
    workers = jobs or (1 if len(paths) < _FEW else os.cpu_count() or 1)
    with ProcessPoolExecutor(workers) if workers > 1 else nullcontext() as executor:
        annexes = read_annexes(paths, input_unit, executor, workers)
        done = consolidate(annexes, unit=unit, language=language)
    if done.findings and not any(place.tasks for place in done.places):
        raise InputError(done.findings)
    return done


def annex_paths(given: Iterable[Path], leave: Path) -> list[Path]:
    """Return files, those of folders sorted; Office's own and one to leave are left out."""
    paths: dict[Path, None] = {}
    for path in given:
        if not path.is_dir():
            paths[path] = None
            continue
        for inner in sorted(path.rglob("*")):
            is_table = inner.suffix.lower() in (".xlsx", ".docx") and inner.name[:2] != "~$"
            is_ours = STATE_DIR in inner.relative_to(path).parts
            if is_table and not is_ours and inner.resolve() != leave.resolve():
                paths[inner] = None
    return list(paths)


def norms_on(workspace: Workspace, day: date, words: str = "") -> list[dict[str, Any]]:
    """Return the cost norms in force on a day, those with some words in id or name."""
    catalogues = workspace_catalogues(workspace)
    wanted = strip_marks(words).lower()
    levels = [find_norm(catalogues, norm_id, day) for norm_id in sorted(catalogues.cost_norms)]
    return [
        {
            "id": level.norm.id,
            "item": level.norm.item,
            "ceiling": level.ceiling,
            "unit": level.norm.unit,
            "citation": level.citation,
            "local": level.is_local,
            "confirmed": level.norm.confidence is Confidence.CONFIRMED,
        }
        for level in levels
        if level is not None
        and level.is_in_force
        and wanted in strip_marks(f"{level.norm.id} {level.norm.item}").lower()
    ]
