"""The same inputs give the same bytes, whatever the machine is set to."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SETTINGS = [
    {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"},
    {"TZ": "Asia/Ho_Chi_Minh", "LC_ALL": "C", "PYTHONHASHSEED": "2", "KEHOACH_LANG": "en"},
]


def build(repository: Path, folder: Path, cwd: Path, settings: dict[str, str]) -> Path:
    workspace, out = folder / "workspace", folder / "out"
    for name in ("plans", "budgets"):
        shutil.copytree(repository / name, workspace / name)
    result = subprocess.run(
        [sys.executable, "-m", "generator", "--workspace", workspace, "build", "-o", out],
        cwd=cwd,
        env={
            **os.environ,
            **settings,
            "PYTHONPATH": str(repository),
            "HOME": str(folder),
            "XDG_CACHE_HOME": str(folder / "cache"),
        },
        capture_output=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr.decode()
    return out


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture(scope="module")
def first(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("first")
    return contents(build(repository, folder, repository, SETTINGS[0]))


def test_time_zone_locale_folder_and_hash_seed_do_not_show(
    repository: Path, tmp_path: Path, first: dict[str, bytes]
) -> None:
    folder = tmp_path / "ở nơi khác"
    folder.mkdir()

    second = contents(build(repository, folder, tmp_path, SETTINGS[1]))

    assert sorted(second) == sorted(first)
    assert [name for name in first if first[name] != second[name]] == []


def test_every_example_is_built(repository: Path, first: dict[str, bytes]) -> None:
    plans = [path for path in repository.glob("plans/*/*.yaml") if path.name != "locality.yaml"]

    assert len(first) == len(plans) + 1  # and the manifest
