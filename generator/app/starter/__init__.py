"""The files a new workspace starts with: its schemas, its settings, the worked example."""

import json
from pathlib import Path
from string import Template

from generator.app import problems
from generator.diagnostics import Location
from generator.errors import OutputError
from generator.files.journal import read_regular
from generator.inputs.schema import DIALECT, SCHEMA_NAMES, json_schema, schema_path

STARTER_DIR = Path(__file__).parent
EXAMPLE = ("plans/cao-bang/locality.yaml", "plans/cao-bang/2027-huong-dan.yaml")

_FILES = {
    "README.md": "README.md",
    "templates/README.md": "templates-README.md",
    "budgets/README.md": "budgets-README.md",
    ".gitignore": "gitignore",
    ".vscode/settings.json": "vscode-settings.json",
    ".vscode/extensions.json": "vscode-extensions.json",
}


def example_dir() -> Path:
    """Return the folder that holds the worked example, of a wheel or of a checkout."""
    installed = STARTER_DIR / "example"
    return installed if installed.is_dir() else Path(__file__).parents[3]


def first_workspace(folder: Path, *, force: bool) -> tuple[dict[Path, bytes], dict[Path, bytes]]:
    """Return the files a folder lacks to work in, and the schemas, which are always renewed.

    Args:
        folder: The folder.
        force: It may have files already; they stay as they are.

    Raises:
        OutputError: When the folder has files already, or is a file.
    """
    if folder.exists() and not folder.is_dir():
        raise OutputError(problems.IS_A_FILE.at(Location(folder.as_posix())))
    if not force and folder.is_dir() and any(folder.iterdir()):
        raise OutputError(problems.NOT_EMPTY.at(Location(folder.as_posix())))
    files = {folder / name: content for name, content in _workspace_files().items()}
    missing = {path: content for path, content in files.items() if not path.exists()}
    return missing, {folder / name: content for name, content in schema_files().items()}


def _workspace_files() -> dict[str, bytes]:
    """Return the files of a new workspace but its schemas: path and content."""
    files = {name: (STARTER_DIR / source).read_bytes() for name, source in _FILES.items()}
    files.update({name: (example_dir() / name).read_bytes() for name in EXAMPLE})
    return files


def fill(name: str, values: dict[str, str]) -> str:
    """Return a starter file with its ``$names`` filled in."""
    text = (STARTER_DIR / name).read_text(encoding="utf-8")
    return Template(text).substitute(values)


def schema_text(name: str) -> str:
    """Return a schema as the text of its file."""
    catalogues = None
    if name == "catalogue":
        from generator.catalogues.entries import FACTS
        from generator.inputs.fields import fields_of

        catalogues = {catalogue: tuple(fields_of(fact)) for catalogue, fact in FACTS.items()}
    return json.dumps(json_schema(name, catalogues), ensure_ascii=False, indent=2) + "\n"


def schema_files() -> dict[str, bytes]:
    """Return every schema file of a workspace: path and content."""
    return {schema_path(name): schema_text(name).encode("utf-8") for name in SCHEMA_NAMES}


def missing_schemas(root: Path) -> dict[Path, bytes]:
    """Return the schema files that a workspace does not have yet."""
    files = {root / name: content for name, content in schema_files().items()}
    return {path: content for path, content in files.items() if not path.exists()}


def is_schema(path: Path) -> bool:
    """Return whether a file is a schema as kehoach writes them, of whatever version."""
    return f'"$schema": "{DIALECT}"'.encode() in (read_regular(path) or b"")[:200]
