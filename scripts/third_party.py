"""Write THIRD_PARTY.md: what the locked packages are licensed under, as they say themselves."""

import re
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "THIRD_PARTY.md"
LOCK = ROOT / "requirements.lock"
_HEAD = """# Third-party packages

kehoach is under the MIT licence (LICENSE).
None of these packages is part of it: pip installs them beside it, unchanged, from the versions in requirements.lock.
Whoever hands out a bundle that holds them hands out their licences too; each package carries its own text.
`docxtpl` is under the LGPL: a bundle must let its receiver replace it by another version.

| package | version | licence |
|---|---|---|
"""  # noqa: E501
_CLASSIFIER = "License :: OSI Approved :: "


def locked() -> list[tuple[str, str]]:
    """Return the locked packages and their versions."""
    return re.findall(r"^([\w.-]+)==([\w.]+)", LOCK.read_text(encoding="utf-8"), re.MULTILINE)


def licence_of(name: str) -> str:
    """Return what a package's metadata says its licence is."""
    found = metadata.metadata(name)
    stated = found.get("License-Expression") or found.get("License") or ""
    if stated and "\n" not in stated.strip():
        return stated.strip()
    kinds = [
        each.removeprefix(_CLASSIFIER)
        for each in found.get_all("Classifier") or ()
        if each.startswith(_CLASSIFIER)
    ]
    return ", ".join(kinds) or "?"


def notice() -> str:
    """Return the whole text."""
    rows = [f"| {name} | {version} | {licence_of(name)} |" for name, version in locked()]
    return _HEAD + "\n".join(rows) + "\n"


if __name__ == "__main__":
    TARGET.write_text(notice(), encoding="utf-8")
