"""The files a new workspace starts with, and where the worked example is taken from."""

from pathlib import Path
from string import Template

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


def workspace_files() -> dict[str, bytes]:
    """Return the files of a new workspace but its schemas: path and content."""
    files = {name: (STARTER_DIR / source).read_bytes() for name, source in _FILES.items()}
    files.update({name: (example_dir() / name).read_bytes() for name in EXAMPLE})
    return files


def fill(name: str, values: dict[str, str]) -> str:
    """Return a starter file with its ``$names`` filled in."""
    text = (STARTER_DIR / name).read_text(encoding="utf-8")
    return Template(text).substitute(values)
