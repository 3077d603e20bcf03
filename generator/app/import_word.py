"""Somebody's Word file becomes a plan: read, built again, compared with the file."""

from dataclasses import dataclass
from pathlib import Path

from generator.compose.build import build_document, workspace_catalogues
from generator.files.overwrite import Rules, refuse
from generator.files.problems import IMPORTED_PLAN_THERE
from generator.inputs.load import Source, load_locality
from generator.inputs.text_file import read_instead
from generator.model.locality import Locality
from generator.revise.importer.make import (
    Difference,
    Draft,
    differences,
    draft_plan,
    folder_for,
)
from generator.workspace import LOCALITY_FILE, Workspace


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """What importing a file would write.

    Attributes:
        draft: What was recognised.
        differences: Where the document built from the plan differs from the file.
        files: The content of the plan, then of its locality where there is none yet.
    """

    draft: Draft
    differences: tuple[Difference, ...]
    files: dict[Path, bytes]


def import_word(
    workspace: Workspace, file: Path, output: Path | None, *, force: bool
) -> ImportedFile:
    """Return a Word file as a plan that builds it again.

    Args:
        workspace: Whose templates and catalogue are used.
        file: The file.
        output: The plan to write, None for the usual place.
        force: The plan may be written over.

    Raises:
        InputError: When the file cannot be imported.
        OutputError: When the plan is there already.
    """
    catalogues = workspace_catalogues(workspace)
    known = _locality_beside(output, workspace) if output else None
    draft = draft_plan(file, workspace, catalogues, known)
    if output is None:
        imported = draft.imported
        name = f"{imported.plan['nam_ke_hoach']}-{imported.file_part}.yaml"
        output = workspace.plans_dir / folder_for(imported) / name
        known = _locality_beside(output, workspace)
        if known is not None:
            draft = draft_plan(file, workspace, catalogues, known)
    files = {output: draft.plan.encode("utf-8")}
    refuse(files, Rules(force, IMPORTED_PLAN_THERE, (file,)))
    texts = {output.resolve(): draft.plan}
    if draft.locality:
        beside = output.parent / LOCALITY_FILE
        texts[beside.resolve()] = draft.locality
        files[beside] = draft.locality.encode("utf-8")
    with read_instead(texts):
        built = build_document(output, workspace)
    found = differences(draft.imported.expected, built.document, built.standard)
    return ImportedFile(draft, tuple(found), files)


def _locality_beside(plan: Path, workspace: Workspace) -> Source[Locality] | None:
    path = plan.parent / LOCALITY_FILE
    return load_locality(path, display=workspace.display(path)) if path.is_file() else None
