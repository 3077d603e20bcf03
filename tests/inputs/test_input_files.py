import doctest
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import Location
from generator.errors import InputError
from generator.inputs import emit, schema
from generator.inputs.load import display_path, load_plan, load_workspace_catalogue
from generator.inputs.request import find_budget, load_request, resolve_inside
from generator.model.base import CapDonVi
from generator.text import near
from generator.text.dates import OpenDate

LOCALITY = """\
ten_goi: Vĩnh Linh
cap_don_vi: huyen
dia_danh: Vĩnh Linh
he_thong: dang
co_quan_ban_hanh:
  ban_thuong_vu: {he_thong: dang}
"""
PLAN = """\
nam_ke_hoach: 2025
loai_van_ban: huong_dan
co_quan_ban_hanh: ban_thuong_vu
ngay_ban_hanh: 2025
dieu_chinh:
  thay:
    muc_dich: |

      Đoạn một.

      Đoạn hai.
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = tmp_path / "plans" / "vinh-linh"
    folder.mkdir(parents=True)
    (folder / "locality.yaml").write_text(LOCALITY, "utf-8")
    (folder / "2025.yaml").write_text(PLAN, "utf-8")
    return tmp_path


def test_request_holds_models_and_places(workspace: Path) -> None:
    request = load_request(workspace / "plans/vinh-linh/2025.yaml", workspace)

    assert request.plan.model.ngay_ban_hanh == OpenDate(2025)
    assert request.locality.model.cap_don_vi is CapDonVi.HUYEN
    assert request.budget is None
    file = "plans/vinh-linh/2025.yaml"
    source = request.plan
    assert source.location("nam_ke_hoach") == Location(file, 1, 15)
    assert source.location("dieu_chinh", "thay", "muc_dich", key=True) == Location(file, 7, 5)
    assert source.location("dieu_chinh", "thay", "muc_dich", line=3) == Location(file, 11, 7)
    assert source.location("nguoi_ky") == Location(file, 1, 1)
    assert source.model.dieu_chinh.thay["muc_dich"].split("\n")[2] == "Đoạn hai."


def test_warnings_of_all_files_come_with_the_request(workspace: Path) -> None:
    for name in ("locality.yaml", "2025.yaml"):
        path = workspace / "plans/vinh-linh" / name
        path.write_text(path.read_text("utf-8") + "tham_so: {a: x\u200by}\n", "utf-8")

    request = load_request(workspace / "plans/vinh-linh/2025.yaml", workspace)

    assert [finding.id for finding in request.findings] == ["IN07", "IN07"]
    assert request.plan.model.tham_so == {"a": "xy"}


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("30/6/2024", ["IN44"]),
        ("01/7/2024", []),
        ("6/2024", ["IN44"]),
        ("7/2024", []),
        ("2024", []),
        ("30/6/2025", []),
        ("01/7/2025", ["IN49"]),
        ("31/12/2025", ["IN49"]),
        ("2025", []),
        ("01/2026", ["IN44", "IN49"]),
    ],
)
def test_date_of_issue_fits_the_year_and_the_level(
    workspace: Path, typed: str, ids: list[str]
) -> None:
    path = workspace / "plans/vinh-linh/2025.yaml"
    path.write_text(PLAN.replace("ngay_ban_hanh: 2025", f"ngay_ban_hanh: {typed}"), "utf-8")

    found: list[str] = []
    try:
        load_request(path, workspace)
    except InputError as error:
        found = [finding.id for finding in error.findings]

    assert found == ids


def test_catalogue_of_a_workspace_keeps_places(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.yaml"
    path.write_text("anniversaries:\n  dang:\n    name: x\n", "utf-8")

    loaded = load_workspace_catalogue(path, display="plans/catalogue.yaml")

    assert loaded.value == {"anniversaries": {"dang": {"name": "x"}}}
    place = loaded.locate(("anniversaries", "dang", "name"))
    assert place == Location("plans/catalogue.yaml", 3, 11)


def test_catalogue_with_comments_only_says_nothing(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.yaml"
    path.write_text("# chưa có gì\n", "utf-8")

    assert load_workspace_catalogue(path).value is None


def test_catalogue_that_is_a_list_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.yaml"
    path.write_text("- dang\n", "utf-8")

    with pytest.raises(InputError) as caught:
        load_workspace_catalogue(path)

    assert [finding.id for finding in caught.value.findings] == ["IN08"]


def test_file_is_named_as_given_when_nothing_else_is_said(tmp_path: Path) -> None:
    path = tmp_path / "2027.yaml"

    with pytest.raises(InputError) as caught:
        load_plan(path)

    assert [finding.location for finding in caught.value.findings] == [Location(path.as_posix())]


def test_path_is_shown_from_the_workspace_on(tmp_path: Path) -> None:
    assert display_path(tmp_path / "plans" / "a.yaml", tmp_path) == "plans/a.yaml"
    assert (
        display_path(tmp_path.parent / "a.yaml", tmp_path)
        == (tmp_path.parent / "a.yaml").as_posix()
    )


@pytest.mark.parametrize("text", ["a/2027.yaml", "a\\2027.yaml", "./a/2027.yaml"])
def test_budget_is_found_however_its_path_is_typed(tmp_path: Path, text: str) -> None:
    path = tmp_path / "budgets" / "a" / "2027.yaml"
    path.parent.mkdir(parents=True)
    path.write_text("", "utf-8")

    assert find_budget(text, tmp_path) == path.resolve()


@pytest.mark.parametrize(
    "text", ["..", "a/../../x", "/etc/passwd", "\\\\host\\x", "C:\\x", "c:x", "a\\..\\..\\x"]
)
def test_path_out_of_the_folder_is_refused(tmp_path: Path, text: str) -> None:
    assert resolve_inside(tmp_path, text) is None


def test_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "budgets"
    folder.mkdir()
    (folder / "out").symlink_to(tmp_path)

    assert resolve_inside(folder, "out/2027.yaml") is None


@given(st.text(st.sampled_from("ab./\\: "), max_size=12))
def test_whatever_path_is_accepted_lies_inside(text: str) -> None:
    folder = Path("/nowhere/budgets")

    path = resolve_inside(folder, text)

    assert path is None or path.is_relative_to(folder)


@pytest.mark.parametrize("module", [emit, near, schema], ids=lambda module: module.__name__)
def test_examples_in_docstrings_hold(module: object) -> None:
    assert doctest.testmod(module).failed == 0
