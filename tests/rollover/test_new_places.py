"""For whom and where ``kehoach new --from`` writes: agencies, chosen files, names of files."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from generator.inputs.load import load_plan

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def root(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(repository / "plans", tmp_path / "plans")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("place", ["dang-uy-so-gddt", "plans/dang-uy-so-gddt"])
def test_an_agency_is_named_by_its_folder(root: Path, kehoach: Run, place: str) -> None:
    old = "plans/dang-uy-so-gddt/2024-cong-van.yaml"
    issuer = load_plan(root / old).model.co_quan_ban_hanh

    result = kehoach("new", place, "2027", "--from", old)

    assert result.exit_code == 0, result.stderr
    new = root / "plans/dang-uy-so-gddt/2027-cong-van.yaml"
    assert load_plan(new).model.co_quan_ban_hanh == issuer
    assert kehoach("build", new).exit_code == 0


def test_a_ministry_is_named_by_its_folder(root: Path, kehoach: Run) -> None:
    result = kehoach("new", "bo-tttt", "2027", "--from", "plans/bo-tttt/2024-cong-van.yaml")

    assert result.exit_code == 0, result.stderr
    assert (root / "plans/bo-tttt/2027-cong-van.yaml").is_file()


def test_another_issuer_is_never_taken_in_silence(root: Path, kehoach: Run) -> None:
    result = kehoach("new", "ha-noi", "2027", "--from", "plans/dang-uy-so-gddt/2024-cong-van.yaml")

    assert result.exit_code == 0, result.stderr
    to_look_at = result.stdout.partition("Đã đổi")[0]
    assert "văn bản này do Ban Tuyên giáo Thành ủy ban hành" in to_look_at
    assert (root / "plans/ha-noi/2027-cong-van.yaml").is_file()


def test_a_name_that_is_neither_place_nor_folder_is_refused(kehoach: Run) -> None:
    result = kehoach("new", "khong-co", "2027", "--from", "plans/bo-tttt/2024-cong-van.yaml")

    assert result.exit_code == 3
    assert "khong-co" in result.stderr


def test_a_chosen_file_gets_its_locality_and_builds(root: Path, kehoach: Run) -> None:
    result = kehoach(
        "new", "cao-bang", "2027", "--from", "plans/cao-bang/2026-huong-dan.yaml",
        "-o", "nhap/2027.yaml",
    )  # fmt: skip

    assert result.exit_code == 0, result.stderr
    assert (root / "nhap/locality.yaml").is_file()
    assert kehoach("build", "nhap/2027.yaml").exit_code == 0


def test_a_new_locality_is_written_beside_the_chosen_file_only(root: Path, kehoach: Run) -> None:
    shutil.rmtree(root / "plans/xa-yen-binh")

    result = kehoach(
        "new", "04714", "2027", "--from", "plans/yen-binh/2025-huong-dan.yaml",
        "-o", "nhap/2027.yaml",
    )  # fmt: skip

    assert result.exit_code == 0, result.stderr
    assert (root / "nhap/locality.yaml").is_file()
    assert not list((root / "plans").glob("xa-yen-binh*"))
    assert kehoach("build", "nhap/2027.yaml").exit_code == 0


def test_a_folder_of_another_place_is_refused_and_nothing_written(root: Path, kehoach: Run) -> None:
    before = sorted(root.rglob("*"))

    result = kehoach(
        "new", "04714", "2027", "--from", "plans/yen-binh/2025-huong-dan.yaml",
        "-o", "plans/yen-binh/2027.yaml",
    )  # fmt: skip

    assert result.exit_code == 3
    assert "plans/yen-binh/locality.yaml" in result.stderr
    assert sorted(root.rglob("*")) == before
