"""Checks plans, budgets and other input files: the input itself, then the document it makes."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from generator.app.check_word import Run, check_subject
from generator.app.render import render
from generator.budget.amounts import BudgetFinding
from generator.budget.compute import compute
from generator.budget.layouts import LAYOUTS_DIR, load_layout
from generator.checks.budget_subject import BudgetSubject
from generator.checks.engine import Options, run
from generator.checks.rule import Stage
from generator.checks.subject import WordSubject
from generator.checks.table import rules_of
from generator.compose.build import build_document, workspace_catalogues
from generator.compose.kinds import DocumentKind, check_levels
from generator.diagnostics import Diagnostic, errors_in
from generator.document.nodes import Document, Origin, Table, plain_text
from generator.errors import KehoachError
from generator.inputs.load import Source, load_budget, load_locality, load_model, load_plan
from generator.inputs.sheet_columns import DATA_SHEET, INFO_SHEET
from generator.model.base import Regime
from generator.model.budget import Budget
from generator.ooxml.package import open_word
from generator.ooxml.workbook import open_workbook
from generator.readers.docx import read_docx
from generator.recognise.paragraph import Paragraph, Zone
from generator.standards import choose_standard
from generator.workspace import CATALOGUE_FILE, LOCALITY_FILE, Workspace

_KEYS = ("nam_ke_hoach", "loai_van_ban", "nhom")
KIND_FILE = "kind.yaml"
_INPUT = frozenset((Stage.INPUT,))


def check_input(path: Path, task: Run) -> list[Diagnostic]:
    """Return the findings of an input file."""
    workspace = Workspace.open(task.root)
    name = task.name(path)
    if path.name == CATALOGUE_FILE:
        workspace_catalogues(workspace)
        return []
    if path.name == LOCALITY_FILE:
        return list(load_locality(path, display=name).findings)
    if path.name == KIND_FILE:
        kind = load_model(path, DocumentKind, display=name)
        check_levels(kind.model.danh_so, kind.location("danh_so"))
        return list(kind.findings)
    if path.parent.name == LAYOUTS_DIR:
        load_layout(lambda _: (path, name), path.stem)
        return []
    if _is_budget(path, workspace):
        return _check_budget(path, name, workspace)
    return _check_plan(path, task, workspace)


def is_input(path: Path) -> bool:
    """Return whether a YAML file or workbook is one of ours, and not one of another program."""
    if path.name in (CATALOGUE_FILE, LOCALITY_FILE, KIND_FILE) or path.parent.name == LAYOUTS_DIR:
        return True
    if not {"plans", "budgets"}.isdisjoint(path.resolve().parts):
        return True
    if path.suffix.lower() == ".xlsx":
        return _is_sheet(path)
    try:
        start = path.read_text(encoding="utf-8-sig")
    except (OSError, ValueError):
        return False
    return any(f"{key}:" in start for key in _KEYS)


def _is_sheet(path: Path) -> bool:
    try:
        book = open_workbook(path)
    except KehoachError:
        return False
    return bool(book.sheet(INFO_SHEET) and book.sheet(DATA_SHEET))


def _is_budget(path: Path, workspace: Workspace) -> bool:
    if path.suffix.lower() == ".xlsx":
        return True
    resolved = path.resolve()
    if workspace.budgets_dir in resolved.parents:
        return True
    return workspace.plans_dir not in resolved.parents and "budgets" in resolved.parts


def _check_budget(path: Path, name: str, workspace: Workspace) -> list[Diagnostic]:
    source = load_budget(path, display=name)
    return [*source.findings, *_budget_rules(source, name, workspace)]


def _budget_rules(source: Source[Budget], name: str, workspace: Workspace) -> Iterator[Diagnostic]:
    """Yield what the rules on budgets find in a budget that no plan names."""
    catalogues = workspace_catalogues(workspace)
    years = source.model.cac_nam
    day = date(min(years), 1, 1)
    computed = compute(source.model, catalogues, day)
    for finding in computed.findings:
        path = finding.path if isinstance(finding, BudgetFinding) else ()
        yield finding.at(source.location(*path))
    if errors_in(computed.findings):
        return
    subject = BudgetSubject(
        name=name,
        standard=choose_standard(Regime.STATE, day),
        catalogues=catalogues,
        day=day,
        years=years,
        computed=computed,
        locate=source.location,
    )
    yield from run(subject, rules_of("BUD"), Options(stages=_INPUT))


# ---------------------------------------------------------------------- plans


def _check_plan(path: Path, task: Run, workspace: Workspace) -> list[Diagnostic]:
    built = build_document(path, workspace, standard=task.standard)
    package = open_word(render(built, "docx"), name=task.name(path))
    subject = WordSubject(
        read_docx(package), task.name(path), package=package, standard=built.standard.id,
        catalogues=workspace_catalogues(workspace),
    )  # fmt: skip
    plan = load_plan(path, display=task.name(path))
    found = check_subject(subject, task, plan.model.bo_qua, plan.location("bo_qua"))
    origins = dict(_origins(subject, built.document))
    placed = (_at_origin(finding, origins) for finding in found)
    return [*built.findings, *placed]


def _at_origin(finding: Diagnostic, origins: Mapping[tuple[str, int], Origin]) -> Diagnostic:
    """Return a finding with the file and line its paragraph was written in."""
    place = finding.location
    origin = origins.get((place.part, place.paragraph))
    if origin is None:
        return finding
    return finding.at(replace(place, file=origin.file, line=origin.line, column=0))


def _origins(subject: WordSubject, document: Document) -> Iterator[tuple[tuple[str, int], Origin]]:
    """Yield where the text of each paragraph of a finished document was written.

    Blocks and paragraphs are in the same order, so each block is looked for after the last.
    """
    paragraphs = [each for each in subject.paragraphs if each.zone in (Zone.BODY, Zone.ANNEX)]
    position = 0
    for text, origin in _block_texts(document):
        for index in range(position, len(paragraphs)):
            if paragraphs[index].text.endswith(text):
                position = index + 1
                source = paragraphs[index].source
                yield (source.part, source.number), origin
                yield from _note_origins(subject, paragraphs[index], origin)
                break


def _note_origins(
    subject: WordSubject, paragraph: Paragraph, origin: Origin
) -> Iterator[tuple[tuple[str, int], Origin]]:
    for note in subject.notes:
        if note.footnote in paragraph.source.footnotes:
            yield (note.source.part, note.source.number), origin


def _block_texts(document: Document) -> Iterator[tuple[str, Origin]]:
    for blocks in (document.blocks, *(annex.blocks for annex in document.annexes)):
        for block in blocks:
            if not isinstance(block, Table) and block.origin is not None:
                text = plain_text(block.inlines)
                if text:
                    yield text, block.origin
