"""The files of a workspace as validated models that still know where each value stands."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import ValidationError

from generator.diagnostics import Diagnostic, Location, Marked, errors_in
from generator.errors import InputError
from generator.i18n import N_
from generator.inputs import problems
from generator.inputs.budget_sheet import SUFFIX as SHEET_SUFFIX
from generator.inputs.budget_sheet import load_budget_sheet
from generator.inputs.explain import explain_errors
from generator.inputs.syntax import explain_text
from generator.inputs.text_file import read_text
from generator.inputs.yaml import Loaded, load_yaml, read_yaml, sorted_by_place
from generator.model.base import Model
from generator.model.budget import Budget
from generator.model.locality import Locality
from generator.model.plan import Plan

LOCALITY_FILE = "locality.yaml"

ModelT = TypeVar("ModelT", bound=Model)
ResultT = TypeVar("ResultT")


@dataclass(frozen=True, slots=True)
class Source(Generic[ModelT]):
    """A validated file.

    Attributes:
        model: What it says.
        loaded: The same as plain values, with places.
        path: Where it is.
    """

    model: ModelT
    loaded: Loaded
    path: Path

    @property
    def file(self) -> str:
        """Return the file as messages name it."""
        return self.loaded.file

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """Return the warnings found in reading the file."""
        return self.loaded.findings

    def location(self, *path: str | int, key: bool = False, line: int = 0) -> Location:
        """Return the place of a value, of its key, or of a line of its text.

        A value that the file leaves to its default has the place of what would hold it.
        """
        return self.loaded.locate(path, key=key, line=line)


def load_plan(path: Path, *, display: str = "") -> Source[Plan]:
    """Return a plan.

    Raises:
        InputError: With every problem of the file.
    """
    return load_model(path, Plan, display=display)


def load_locality(path: Path, *, display: str = "") -> Source[Locality]:
    """Return a locality.

    Raises:
        InputError: With every problem of the file.
    """
    return load_model(path, Locality, display=display)


def load_budget(path: Path, *, display: str = "") -> Source[Budget]:
    """Return a budget: a YAML file, or a workbook made by ``kehoach budget sheet``.

    Raises:
        InputError: With every problem of the file.
    """
    if path.suffix.lower() == SHEET_SUFFIX:
        return validate(load_budget_sheet(path, display=display), path, Budget)
    return load_model(path, Budget, display=display)


def load_workspace_catalogue(path: Path, *, display: str = "") -> Loaded:
    """Return what a workspace says of facts, not yet checked; None as value when it is empty.

    Raises:
        InputError: When the file cannot be read or is no mapping.
    """
    loaded = load_yaml(path, display=display)
    if loaded.value is not None:
        _require_keys(loaded)
    return loaded


def display_path(path: Path, workspace: Path) -> str:
    """Return a path as messages name it: from the workspace on, "/" between its parts."""
    try:
        return path.resolve().relative_to(workspace.resolve()).as_posix()
    except ValueError:
        return path.as_posix()


def try_load(load: Callable[[], ResultT], findings: list[Diagnostic]) -> ResultT | None:
    """Return what a function loads, None when it raised; its findings are added to the list."""
    try:
        return load()
    except InputError as error:
        findings.extend(error.findings)
        return None


def load_model(path: Path, model: type[ModelT], *, display: str = "") -> Source[ModelT]:
    """Return a file as any model.

    Raises:
        InputError: With every problem of the file.
    """
    display = display or path.as_posix()
    loaded = read_yaml(read_text(path, display), display)
    return validate(loaded, path, model)


def validate(loaded: Loaded, path: Path, model: type[ModelT]) -> Source[ModelT]:
    """Return what was loaded as a model.

    Raises:
        InputError: With every problem of the file.
    """
    _require_keys(loaded)
    findings = list(loaded.findings)
    value: ModelT | None = None
    try:
        value = model.model_validate(loaded.value)
    except ValidationError as error:
        findings += explain_errors(error.errors(include_url=False), loaded, model)
    if value is None or errors_in(findings):
        raise InputError(sorted_by_place(findings))
    return Source(value, loaded, path)


def _require_keys(loaded: Loaded) -> None:
    """Refuse a file that is empty, a list or one text."""
    value: Any = loaded.value
    if isinstance(value, dict):
        return
    if value is None:
        finding = problems.EMPTY_FILE.at(Location(loaded.file))
    else:
        found = Marked(N_("một danh sách") if isinstance(value, list) else N_("một đoạn chữ"))
        finding = problems.NOT_KEYS.at(loaded.locate(), found=found)
    if isinstance(value, str):
        finding = explain_text(loaded.lines, loaded.file) or finding
    raise InputError(sorted_by_place([*loaded.findings, finding]))
