"""A workspace and the steps from a file to a built document, for tests of the importer."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.compose.build import Built, build_document, workspace_catalogues
from generator.revise.importer.make import Difference, Draft, differences, draft_plan
from generator.workspace import Workspace


@dataclass(frozen=True)
class Trip:
    """A file that was imported and built again."""

    draft: Draft
    built: Built
    differences: list[Difference]


@pytest.fixture(scope="session")
def workspace(repository: Path) -> Workspace:
    return Workspace.open(repository)


@pytest.fixture(scope="session")
def import_and_build(
    workspace: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Path], Trip]:
    def run(path: Path) -> Trip:
        folder = tmp_path_factory.mktemp("imported")
        draft = draft_plan(path, workspace, workspace_catalogues(workspace))
        (folder / "plan.yaml").write_text(draft.plan, encoding="utf-8")
        (folder / "locality.yaml").write_text(draft.locality, encoding="utf-8")
        built = build_document(folder / "plan.yaml", workspace)
        expected = draft.imported.expected
        return Trip(draft, built, differences(expected, built.document, built.standard))

    return run
