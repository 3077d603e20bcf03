"""The wheel works in an environment of its own, outside the repository."""

import json
import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

IMPORTED = """
import json, sys
from generator.cli.application import cli
try:
    cli.main(["build"], prog_name="kehoach")
except SystemExit as stop:
    assert not stop.code, stop.code
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("PYTHON")
    }
    result = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, check=False)
    assert result.returncode == 0, (result.stdout + result.stderr).decode()
    return result


@pytest.fixture(scope="module")
def wheel(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = ["-m", "build", "--wheel", "--no-isolation", "--outdir", folder, repository]
    run(sys.executable, *command, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the programs of an environment that holds only the wheel.

    No network is needed: a .pth file lets it see the dependencies this test run uses. Such a
    folder's own .pth files are not read, so the checkout itself cannot be seen.
    """
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    python = programs / Path(sys.executable).name
    (site,) = (path for path in folder.rglob("site-packages") if path.is_dir())
    install = ["install", "--quiet", "--no-deps", "--no-index", "--no-cache-dir", wheel]
    run(sys.executable, "-m", "pip", "--python", python, *install, cwd=folder)
    (site / "dependencies.pth").write_text(sysconfig.get_paths()["purelib"])
    return programs


@pytest.fixture(scope="module")
def workspace(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("user")
    run(installed / "kehoach", "init", "x", cwd=folder)
    return folder / "x"


def test_init_and_build_work_with_templates_and_facts_of_the_wheel(
    installed: Path, workspace: Path
) -> None:
    run(installed / "kehoach", "new", "79", "2027", cwd=workspace)
    result = run(installed / "kehoach", "build", cwd=workspace)

    assert sorted(path.name for path in (workspace / "out").glob("*.docx")) == [
        "2027-huong-dan-cao-bang.docx",
        "2027-huong-dan-ho-chi-minh.docx",
        "2027-ke-hoach-ho-chi-minh.docx",
    ]
    assert "Hướng dẫn số 05-HD/VPTW" in result.stdout.decode()


def test_the_program_reads_nothing_of_the_checkout(
    installed: Path, workspace: Path, repository: Path
) -> None:
    result = run(installed / "kehoach", "doctor", "--format", "json", cwd=workspace)

    rows = {row["topic"]: row["value"] for row in json.loads(result.stdout)}
    assert str(installed.parent) in rows["Mẫu kèm theo"]
    assert str(repository) not in rows["Mẫu kèm theo"]


def test_a_build_needs_declared_dependencies_only(
    installed: Path, workspace: Path, repository: Path
) -> None:
    python = installed / Path(sys.executable).name
    result = run(python, "-c", IMPORTED, cwd=workspace)

    imported = json.loads(result.stdout.decode().splitlines()[-1])
    owners = metadata.packages_distributions()
    used = {owner.lower() for name in imported for owner in owners.get(name, ())} - {"kehoach"}
    locked = {
        line.split("==")[0].replace("-", "_")
        for line in (repository / "requirements.lock").read_text("utf-8").splitlines()
        if "==" in line
    }
    assert {name.replace("-", "_") for name in used} <= locked


MACHINES = {
    "Windows x64": ("win32", "AMD64"),
    "Windows ARM64": ("win32", "ARM64"),
    "macOS Intel": ("darwin", "x86_64"),
    "macOS ARM": ("darwin", "arm64"),
    "Linux": ("linux", "x86_64"),
}
# Packages that have, at the locked version, no wheel for a machine.
NO_WHEEL = {"Windows ARM64": {"typst", "isal"}, "macOS Intel": {"pikepdf"}}


@pytest.mark.parametrize("machine", MACHINES)
def test_no_machine_is_asked_for_a_package_it_cannot_have(machine: str, repository: Path) -> None:
    system, processor = MACHINES[machine]
    place = {"sys_platform": system, "platform_machine": processor}
    needed = {
        each.name for each in _requirements(repository)
        if each.marker is None or each.marker.evaluate(place)
    }  # fmt: skip

    assert not needed & NO_WHEEL.get(machine, set())
    assert ("typst" in needed) is (machine != "Windows ARM64")


def test_no_lxml_with_known_faults_is_accepted(repository: Path) -> None:
    (lxml,) = (each for each in _requirements(repository) if each.name == "lxml")

    assert "6.1.2" not in lxml.specifier
    assert "6.1.3" in lxml.specifier


def _requirements(repository: Path) -> list[Requirement]:
    settings = tomllib.loads((repository / "pyproject.toml").read_text("utf-8"))
    return [Requirement(each) for each in settings["project"]["dependencies"]]


def test_the_notice_names_the_licence_of_each_locked_package(repository: Path, wheel: Path) -> None:
    text = (repository / "THIRD_PARTY.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| ([\w.-]+) \| ([\w.]+) \| [^|?]+ \|$", text, re.MULTILINE))
    lock = (repository / "requirements.lock").read_text("utf-8")

    assert rows.pop("package") == "version"
    assert rows == dict(re.findall(r"^([\w.-]+)==([\w.]+)", lock, re.MULTILINE))
    names = zipfile.ZipFile(wheel).namelist()
    assert any(name.endswith("licenses/THIRD_PARTY.md") for name in names)


def test_messages_are_translated_in_the_wheel(installed: Path, workspace: Path) -> None:
    result = run(installed / "kehoach", "--lang", "en", "build", "--help", cwd=workspace)

    assert result.stdout.decode().startswith("Usage: kehoach build")


def test_the_wheel_holds_every_template_and_no_test(wheel: Path, repository: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())

    templates = repository / "templates"
    wanted = {
        f"generator/_templates/{path.relative_to(templates).as_posix()}"
        for path in templates.rglob("*")
        if path.is_file()
    }
    assert wanted <= names
    assert "generator/py.typed" in names
    roots = {name.split("/")[0] for name in names}
    assert {root for root in roots if not root.endswith(".dist-info")} == {"generator"}


def test_the_lock_files_hold_every_dependency_and_no_place(repository: Path) -> None:
    settings = tomllib.loads((repository / "pyproject.toml").read_text("utf-8"))
    locks = {
        "requirements.lock": settings["project"]["dependencies"]
        + settings["build-system"]["requires"],
        "requirements-dev.lock": settings["dependency-groups"]["dev"],
    }
    for file, requirements in locks.items():
        lines = (repository / file).read_text("utf-8").splitlines()
        names = {line.split("==")[0] for line in lines if "==" in line}
        for requirement in requirements:
            name = re.split(r"[\[<>=!~; ]", requirement)[0]
            assert name.lower().replace("_", "-") in names, f"run: make lock ({file})"
        assert not [line for line in lines if "//" in line or line.startswith("-")]
