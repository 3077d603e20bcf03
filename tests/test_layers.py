"""Imports go one way: the contracts of pyproject.toml hold, and name every part of the package."""

import subprocess
import sys
import tomllib
from pathlib import Path

WHOLE_PRODUCT = {"fuzz", "hostile", "network", "samples", "word"}
"""Folders of tests of no one room, too slow for the core."""


def test_the_import_contracts_hold(repository: Path) -> None:
    lint_imports = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run(
        [lint_imports, "--no-logo", "--no-cache"], cwd=repository, capture_output=True, check=False
    )

    assert result.returncode == 0, result.stdout.decode() + result.stderr.decode()


def test_the_layers_name_every_part_of_the_package(repository: Path) -> None:
    settings = tomllib.loads((repository / "pyproject.toml").read_text("utf-8"))
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    parts = {
        f"generator.{path.stem}"
        for path in (repository / "generator").iterdir()
        if (path.is_dir() and (path / "__init__.py").is_file()) or path.suffix == ".py"
    } - {"generator.__init__", "generator.__main__"}

    assert {name.strip() for layer in layers for name in layer.split("|")} == parts


def test_the_core_of_the_tests_has_some_of_each_folder(repository: Path) -> None:
    core = (repository / "tests" / "quick.txt").read_text("utf-8").split()
    files = (path.relative_to(repository) for path in repository.glob("tests/*/**/test_*.py"))
    folders = {path.parts[1] for path in files}

    assert [name for name in core if not (repository / name).exists()] == []
    assert folders - {Path(name).parts[1] for name in core} == WHOLE_PRODUCT
