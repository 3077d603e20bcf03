"""Plans that are built before they are written, from a copy of what they are made from."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.compose.build import Built, build_document, render, workspace_catalogues
from generator.compose.place import view_place
from generator.document.nodes import Document
from generator.errors import InputError
from generator.inputs.load import load_locality, load_plan
from generator.inputs.text_file import read_text
from generator.workspace import LOCALITY_FILE, Workspace, packaged_templates


@dataclass
class DraftBuilder:
    """Builds texts of one plan.

    Attributes:
        path: A copy of the plan beside copies of its neighbours.
        workspace: A copy of what the user's folder has for it.
        built: What was built last.
    """

    path: Path
    workspace: Workspace
    built: Built | None = None

    def build(self, text: str) -> Document:
        """Return the document a text of the plan asks for.

        Raises:
            InputError: With every problem found.
        """
        self.path.write_bytes(text.encode("utf-8"))
        self.built = build_document(self.path, self.workspace)
        return self.built.document

    def render(self, document: Document) -> bytes:
        """Return a document as the Word file the plan makes."""
        if self.built is None:
            msg = "nothing was built yet"
            raise ValueError(msg)
        built = replace(self.built, document=document)
        return render(built, "docx")

    def read(self, name: str) -> str | None:
        """Return the text of a file of the workspace, None when it has none."""
        try:
            return read_text(self.workspace.root / name, name)
        except InputError:
            return None

    def put(self, name: str, text: str) -> None:
        """Build from now on with another text of a file of the workspace."""
        (self.workspace.root / name).write_bytes(text.encode("utf-8"))


@contextmanager
def open_draft(plan_path: Path, workspace: Workspace) -> Iterator[DraftBuilder]:
    """Give a builder for texts of a plan."""
    with TemporaryDirectory() as folder:
        copy = Workspace(Path(folder).resolve())
        home = copy.plans_dir / plan_path.parent.name
        home.mkdir(parents=True)
        for path in plan_path.parent.glob("*.yaml"):
            shutil.copy(path, home / path.name)
        if workspace.catalogue_path.is_file():
            shutil.copy(workspace.catalogue_path, copy.catalogue_path)
        if workspace.budgets_dir.is_dir():
            shutil.copytree(workspace.budgets_dir, copy.budgets_dir)
        templates = workspace.root / "templates"
        if templates.is_dir() and templates.resolve() != packaged_templates().resolve():
            shutil.copytree(templates, copy.root / "templates")
        yield DraftBuilder(home / plan_path.name, copy)


def template_packs(plan_path: Path, workspace: Workspace) -> tuple[str, ...]:
    """Return the packs that may override templates for a plan."""
    locality = load_locality(plan_path.parent / LOCALITY_FILE)
    day = load_plan(plan_path).model.ngay_ban_hanh.first_day
    place = view_place(locality, workspace_catalogues(workspace), day)
    own = plan_path.parent.name
    return (own, place.province.slug) if place.province else (own,)


def read_template(name: str, packs: tuple[str, ...], workspace: Workspace) -> str | None:
    """Return a template as it is found first, None when there is none."""
    for root in workspace.template_roots(*packs):
        path = root.path / name
        if path.is_file():
            return path.read_text(encoding="utf-8")
    return None
