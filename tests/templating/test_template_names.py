"""Names of templates: each lies in its folder, whatever is written and linked."""

import os

import pytest

from generator.compose.build import build_document
from generator.diagnostics import Location
from generator.errors import InputError
from generator.templating.environment import BodyEnvironment, TemplateRoot
from generator.templating.names import reason_against
from generator.workspace import Workspace

HERE = Location("p.yaml", 3)
PLAN = """\
nam_ke_hoach: 2027
loai_van_ban: huong_dan_ban_thuong_vu
co_quan_ban_hanh: ban_thuong_vu
ngay_ban_hanh: "03/2027"
du_thao: true
"""


@pytest.fixture
def workspace(tmp_path, repository):
    folder = tmp_path / "noi-lam"
    plans = folder / "plans" / "xa"
    plans.mkdir(parents=True)
    (folder / "templates" / "clauses").mkdir(parents=True)
    text = (repository / "plans/xa-yen-binh/locality.yaml").read_text(encoding="utf-8")
    (plans / "locality.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "bi-mat.md.j2").write_text("BÍ MẬT", encoding="utf-8")
    return folder


def build(workspace, text):
    plan = workspace / "plans" / "xa" / "2027-thu.yaml"
    plan.write_text(PLAN + text, encoding="utf-8")
    return build_document(plan, Workspace.open(workspace))


def findings(run):
    with pytest.raises(InputError) as caught:
        run()
    return [(each.id, each.location.file, each.location.line) for each in caught.value.findings]


@pytest.mark.parametrize(
    "name",
    ["../x", "a/../x", "..", ".", "./x", "/x", "//x", "a//x", "a/", "", " ", "a/ /b", "\\x",
     "..\\x", "a\\b", "C:x", "C:/x", "c:\\x", "\\\\may\\x", "x\0.md.j2", "x\n", "x\u202ey",
     "CON", "nul.md.j2", "a/aux", "COM1", "lpt\u00b9.txt", "CONIN$", "prn .txt", "x.", "x ",
     "x:y", "a|b", "x?", "x*", "x" * 300],
)  # fmt: skip
def test_a_name_that_leads_elsewhere_is_refused_with_its_place(name, tmp_path):
    environment = BodyEnvironment([TemplateRoot(tmp_path, "templates")])

    with pytest.raises(InputError) as caught:
        environment.find(name, HERE)

    (finding,) = caught.value.findings
    assert (finding.id, finding.location) == ("TPL45", HERE)


@pytest.mark.parametrize(
    "name", ["clauses/mo_dau.md.j2", "kinds/a/body.md.j2", "Đoạn mở đầu.md.j2", "a..b", "console"]
)
def test_an_ordinary_name_is_not_refused(name):
    assert reason_against(name) is None


@pytest.mark.parametrize("kind", ["file", "folder", "chain"])
def test_a_link_out_of_the_folder_is_refused(kind, workspace):
    templates = workspace / "templates"
    outside = workspace.parent
    try:
        if kind == "folder":
            (templates / "ra").symlink_to(outside)
        else:
            (templates / "b.md.j2").symlink_to(outside / "bi-mat.md.j2")
            (templates / "a.md.j2").symlink_to(templates / "b.md.j2")
    except OSError:
        pytest.skip("this system makes no links")
    name = {"file": "b.md.j2", "folder": "ra/bi-mat.md.j2", "chain": "a.md.j2"}[kind]

    def run():
        build(workspace, f"noi_dung: |\n  # A\n\n  {{% include '{name}' %}}\n")

    assert findings(run) == [("TPL45", "plans/xa/2027-thu.yaml", 9)]


def test_a_link_within_the_folder_is_followed(workspace):
    clauses = workspace / "templates" / "clauses"
    (clauses / "that.md.j2").write_text("Nội dung thật.", encoding="utf-8")
    try:
        (clauses / "ten_khac.md.j2").symlink_to(clauses / "that.md.j2")
    except OSError:
        pytest.skip("this system makes no links")

    built = build(workspace, "noi_dung: |\n  # A\n\n  {{ dieu_khoan('ten_khac') }}\n")

    assert "Nội dung thật." in str(built.document.blocks)


def test_a_pipe_is_refused_and_not_waited_for(workspace):
    try:
        os.mkfifo(workspace / "templates" / "clauses" / "ong.md.j2")
    except (OSError, AttributeError):
        pytest.skip("this system makes no pipes")

    def run():
        build(workspace, "noi_dung: |\n  # A\n\n  {{ dieu_khoan('ong') }}\n")

    assert findings(run) == [("TPL45", "plans/xa/2027-thu.yaml", 9)]


@pytest.mark.parametrize("part", ["pack", "frame", "kind"])
def test_packs_frames_and_kinds_go_through_the_same_door(part, workspace):
    templates, outside = workspace / "templates", workspace.parent
    kind = templates / "kinds" / "huong_dan_ban_thuong_vu"
    try:
        if part == "pack":
            (templates / "packs").mkdir()
            (templates / "packs" / "xa").symlink_to(outside)
        else:
            kind.mkdir(parents=True)
            name = {"frame": "frame.docx", "kind": "kind.yaml"}[part]
            (kind / name).symlink_to(outside / "bi-mat.md.j2")
    except OSError:
        pytest.skip("this system makes no links")

    assert [each[0] for each in findings(lambda: build(workspace, ""))] == ["TPL45"]


@pytest.mark.parametrize("folder", ["templates", "budgets", "templates/clauses"])
def test_what_a_build_read_lies_in_the_workspace_or_the_package(folder, workspace):
    outside = workspace.parent / "xa-lac"
    (outside / "clauses").mkdir(parents=True)
    for name in ("a.md.j2", "clauses/a.md.j2"):
        (outside / name).write_text("Chữ.", encoding="utf-8")
    (workspace / "templates" / "clauses").rmdir()
    if folder == "templates":
        (workspace / "templates").rmdir()
    if folder == "budgets":
        with pytest.raises(InputError) as caught:
            Workspace.open(workspace).check_inputs(
                [outside / "a.md.j2"], workspace / "plans" / "xa" / "p.yaml"
            )
        assert [each.id for each in caught.value.findings] == ["TPL46"]
        return
    try:
        (workspace / folder).symlink_to(outside, target_is_directory=True)
    except OSError:
        pytest.skip("this system makes no links")

    def run():
        build(workspace, "noi_dung: |\n  # A\n\n  {{ dieu_khoan('a') }}\n")

    assert [each[0] for each in findings(run)] == ["TPL46" if folder == "templates" else "TPL45"]


@pytest.mark.parametrize(
    "text",
    ["{% include '../../x' %}", "{{ dieu_khoan('../x') }}", "{{ 'a' * 10**10 }}",
     "{{ ''.__class__ }}", "{{ nam_ke_hoach|random }}", "{{ dieu_khoan }}"],
)  # fmt: skip
def test_texts_of_a_kind_and_a_locality_go_through_the_same_door(text, workspace, repository):
    kind = workspace / "templates" / "kinds" / "huong_dan_ban_thuong_vu"
    kind.mkdir(parents=True)
    lines = (
        (repository / "templates/kinds/huong_dan_ban_thuong_vu/kind.yaml")
        .read_text(encoding="utf-8")
        .splitlines()
    )
    lines = [f'trich_yeu: "{text}"' if line.startswith("trich_yeu:") else line for line in lines]
    (kind / "kind.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")

    found = findings(lambda: build(workspace, "noi_dung: 'A'\n"))

    assert [each[1] for each in found] == ["kinds/huong_dan_ban_thuong_vu/kind.yaml"]


def test_a_file_named_by_the_user_may_lie_anywhere(workspace, tmp_path):
    plan = tmp_path / "noi-khac" / "xa" / "2027-thu.yaml"
    plan.parent.mkdir(parents=True)
    locality = workspace / "plans" / "xa" / "locality.yaml"
    (plan.parent / "locality.yaml").write_bytes(locality.read_bytes())
    plan.write_text(PLAN + "noi_dung: 'A'\n", encoding="utf-8")

    assert build_document(plan, Workspace.open(workspace)).document.blocks
