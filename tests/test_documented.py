"""The documentation tells the truth: its commands run, and everything there is stands in it."""

import re
import shlex
import shutil
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import click
import pytest
from click.testing import Result

from generator.cli.overview import COMMANDS, EXIT_CODES

READMES = ("README.md", "README.vi.md")


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def commands(text: str) -> list[list[str]]:
    """Return the words of each ``kehoach`` and ``cd`` line of the shell blocks."""
    lines = [line for block in blocks(text, "sh") for line in block.splitlines()]
    words = [shlex.split(line, comments=True) for line in lines]
    return [line for line in words if line and line[0] in ("kehoach", "cd")]


@pytest.mark.parametrize("name", READMES)
def test_the_commands_of_the_readme_run(
    repository: Path,
    kehoach: Callable[..., Result],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = []
    for program, *arguments in commands((repository / name).read_text("utf-8")):
        if program == "cd":
            monkeypatch.chdir(arguments[0])
            continue
        shown = arguments.index(">") if ">" in arguments else len(arguments)
        result = kehoach(*arguments[:shown])
        assert result.exit_code == 0, (arguments, result.stderr)
        ran.append(arguments[0])

    assert sorted(set(ran)) == sorted(COMMANDS)


def test_the_commands_of_the_tutorial_run(
    repository: Path,
    kehoach: Callable[..., Result],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("plans", "budgets"):
        shutil.copytree(repository / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)

    for _, *arguments in commands((repository / "docs" / "tutorial.md").read_text("utf-8")):
        result = kehoach(*arguments)
        assert result.exit_code == 0, (arguments, result.stderr)


def test_both_readmes_show_the_same_commands_and_tables(repository: Path) -> None:
    english, vietnamese = (
        (repository / name).read_text("utf-8").replace("README.vi.md", "README.md")
        for name in READMES
    )

    assert commands(english) == commands(vietnamese)
    for pattern in (r"^\| (`[^|]*`|\d+) \|", r"^```\w+$", r"\]\(([^)]*)\)", r"^##"):
        assert re.findall(pattern, english, re.MULTILINE) == re.findall(
            pattern, vietnamese, re.MULTILINE
        )
    for language in ("yaml", "powershell", "console"):
        assert blocks(english, language) == blocks(vietnamese, language)


@pytest.mark.parametrize("name", READMES)
def test_every_command_and_exit_code_is_in_the_readme(repository: Path, name: str) -> None:
    text = (repository / name).read_text("utf-8")

    rows = re.findall(r"^\| `kehoach (\w+)", text, re.MULTILINE)
    codes = re.findall(r"^\| (\d+) \|", text, re.MULTILINE)
    assert rows == list(COMMANDS)
    assert [int(code) for code in codes] == list(EXIT_CODES)


@pytest.mark.parametrize("name", READMES)
def test_options_named_in_the_readme_exist(repository: Path, name: str) -> None:
    named = set(
        re.findall(r"(?<![\w-])--[a-z]+(?:-[a-z]+)*", (repository / name).read_text("utf-8"))
    )

    known = {"--help"}
    for row in COMMANDS.values():
        command = import_module(row.module).command
        for parameter in command.get_params(click.Context(command)):
            known.update(parameter.opts)
    assert named - known == set()


@pytest.mark.parametrize("path", ["README.md", "README.vi.md", "CONTRIBUTING.md", "docs"])
def test_links_lead_somewhere(repository: Path, path: str) -> None:
    pages = [repository / path] if path.endswith(".md") else (repository / path).rglob("*.md")
    broken = [
        f"{page.relative_to(repository)}: {target}"
        for page in pages
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
        if not (page.parent / target).exists()
    ]

    assert broken == []


def test_every_folder_is_in_the_architecture(repository: Path) -> None:
    text = (repository / "docs" / "architecture.md").read_text("utf-8")
    package = repository / "generator"
    folders = [path.parent.name for path in package.glob("*/__init__.py")]
    modules = [path.name for path in package.glob("*.py") if not path.name.startswith("__")]

    assert [name for name in folders if f"`{name}/`" not in text] == []
    assert [name for name in modules if f"`{name}`" not in text] == []


def test_every_kind_has_a_page(repository: Path) -> None:
    silent = [
        path.parent.name
        for path in repository.glob("templates/kinds/*/kind.yaml")
        if not path.with_name("README.md").is_file()
    ]

    assert silent == []


def test_the_makefile_says_what_it_makes(repository: Path) -> None:
    text = (repository / "Makefile").read_text("utf-8")
    phony = re.search(r"^\.PHONY: (.*)$", text, re.MULTILINE)
    assert phony is not None

    described = re.findall(r"^([a-z]+):.*## ", text, re.MULTILINE)
    assert sorted(described) == sorted(phony[1].split())
