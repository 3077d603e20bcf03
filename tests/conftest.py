"""Fixtures that several areas share; what needs more than the repository skips and says so."""

import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, settings

from generator.cli.application import cli
from generator.writers.libreoffice import without_network

pytest_plugins = ("tests.network.plugin",)

# Property tests tell what is wrong, not how busy the machine is.
settings.register_profile("kehoach", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("kehoach")

_REPOSITORY = Path(__file__).resolve().parent.parent
_MARKED_FIXTURES = {"samples_dir": "samples", "soffice_pdf": "office"}
_CONVERSION_SECONDS = 180


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that need LibreOffice or the samples by the fixtures they ask for."""
    for item in items:
        for fixture in getattr(item, "fixturenames", ()):
            if fixture in _MARKED_FIXTURES:
                item.add_marker(_MARKED_FIXTURES[fixture])


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what a developer has set from changing what the command prints."""
    for name in ("KEHOACH_LANG", "KEHOACH_DEBUG", "NO_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def repository() -> Path:
    """Return the root of the checkout."""
    return _REPOSITORY


@pytest.fixture(scope="session")
def samples_dir() -> Path:
    """Return the folder of the five real documents beside the project."""
    folder = _REPOSITORY.parent / "shared" / "samples"
    if not folder.is_dir():
        pytest.skip(f"the real sample documents are not at {folder}")
    return folder


@pytest.fixture(scope="session")
def soffice_pdf(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """Return a function that converts a document to PDF, with a profile of its own."""
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    base = tmp_path_factory.mktemp("soffice")

    def convert(path: Path) -> Path:
        folder = Path(tmp_path_factory.mktemp("pdf"))
        profile = f"-env:UserInstallation={(base / 'profile').as_uri()}"
        command = [*without_network(), soffice, profile, "--headless", "--convert-to", "pdf"]
        command += ["--outdir", folder, path]
        result = subprocess.run(
            command, capture_output=True, check=False, timeout=_CONVERSION_SECONDS
        )
        pdf = folder / f"{path.stem}.pdf"
        assert pdf.is_file(), (result.stdout + result.stderr).decode(errors="replace")
        return pdf

    return convert


@pytest.fixture
def runner() -> CliRunner:
    """Return click's runner."""
    return CliRunner()


@pytest.fixture
def kehoach(runner: CliRunner) -> Callable[..., Result]:
    """Return a function that runs ``kehoach`` with arguments, as from a shell."""

    def run(*arguments: str | Path) -> Result:
        return runner.invoke(cli, [str(argument) for argument in arguments], prog_name="kehoach")

    return run


@pytest.fixture
def build_workspace(tmp_path: Path) -> Callable[[Mapping[str, str]], Path]:
    """Return a function that makes a workspace of text files by path and returns its root."""

    def build(files: Mapping[str, str]) -> Path:
        root = tmp_path / "workspace"
        root.mkdir(exist_ok=True)
        for name, text in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return root

    return build
