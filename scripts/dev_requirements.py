"""Print the development requirements of pyproject.toml, one a line, for the lock file."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
print("\n".join(SETTINGS["dependency-groups"]["dev"]))
