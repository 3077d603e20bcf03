"""Each command on a workspace: what it writes, what it prints, what it refuses."""

import json
import re
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import docx
import pytest
from click.testing import Result

from generator.app.scaffold import usual_issuer
from generator.catalogues.load import load_catalogues
from generator.catalogues.model import Confidence
from generator.compose.build import build_document
from generator.compose.kinds import DocumentKind, load_kinds
from generator.inputs.schema import json_schema
from generator.inputs.yaml import load_yaml
from generator.readers.docx import read_docx
from generator.standards import load_standard
from generator.templating.environment import BodyEnvironment, TemplateRoot
from generator.workspace import Workspace, packaged_templates
from generator.writers.docx.start_frame import make_frame
from generator.writers.pdf.fonts import STYLES, VIETNAMESE, Font

Run = Callable[..., Result]


@pytest.fixture
def workspace(tmp_path: Path, kehoach: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "ws"
    assert kehoach("init", root).exit_code == 0
    monkeypatch.chdir(root)
    return root


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


# init


def test_a_new_workspace_builds_as_it_is(workspace: Path, kehoach: Run) -> None:
    result = kehoach("build")

    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith("out/2027-huong-dan-cao-bang.docx (mới)\n")
    assert (workspace / "out" / "2027-huong-dan-cao-bang.docx").is_file()


def test_a_workspace_has_what_an_editor_needs(workspace: Path) -> None:
    settings = json.loads((workspace / ".vscode/settings.json").read_text("utf-8"))

    for schema, pattern in settings["yaml.schemas"].items():
        assert json.loads((workspace / schema).read_text("utf-8"))["title"]
        assert pattern.startswith(("plans/", "budgets/"))
    matched = {
        path for pattern in settings["yaml.schemas"].values() for path in workspace.glob(pattern)
    }
    assert matched == set(workspace.rglob("*.yaml"))


def test_the_modelines_of_the_example_find_their_schema(workspace: Path) -> None:
    for path in workspace.rglob("*.yaml"):
        schema = re.search(r"\$schema=(\S+)", path.read_text("utf-8"))
        assert schema is not None
        assert (path.parent / schema[1]).resolve().is_file()


def test_init_refuses_a_folder_with_files(tmp_path: Path, kehoach: Run) -> None:
    (tmp_path / "note.txt").write_text("x")

    result = kehoach("init", tmp_path)

    assert result.exit_code == 4
    assert "thư mục không trống (OUT07)" in result.stderr
    assert sorted(files_of(tmp_path)) == ["note.txt"]


def test_init_with_force_adds_what_is_missing_and_replaces_schemas_only(
    workspace: Path, kehoach: Run
) -> None:
    plan = workspace / "plans/cao-bang/2027-huong-dan.yaml"
    before = files_of(workspace)
    plan.write_text("mine", encoding="utf-8")
    (workspace / "README.md").unlink()
    (workspace / "schema/plan.schema.json").write_text("{}")

    result = kehoach("init", workspace, "--force")

    assert result.exit_code == 0
    assert plan.read_text("utf-8") == "mine"
    after = files_of(workspace)
    assert {name: after[name] for name in before if not name.startswith("plans/")} == {
        name: content for name, content in before.items() if not name.startswith("plans/")
    }


def test_init_where_a_file_is(tmp_path: Path, kehoach: Run) -> None:
    (tmp_path / "x").write_text("")

    assert kehoach("init", tmp_path / "x").exit_code == 4
    assert kehoach("init", tmp_path / "x" / "y").exit_code == 4


# new


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("Lào Cai", "lao-cai"),
        ("lao-cai", "lao-cai"),
        ("15", "lao-cai"),
        ("tỉnh Lào Cai", "lao-cai"),
        ("TP Hồ Chí Minh", "ho-chi-minh"),
        ("04714", "xa-yen-binh-lao-cai"),
        ("xã Hố Nai", ""),
    ],
)
def test_a_place_is_found_by_name_slug_or_code(
    workspace: Path, kehoach: Run, name: str, folder: str
) -> None:
    result = kehoach("new", name, "2027")

    if folder:
        assert result.exit_code == 0, result.stderr
        assert f"plans/{folder}/locality.yaml" in result.stdout.splitlines()
        assert (workspace / "plans" / folder / "2027-ke-hoach.yaml").is_file()
    else:
        assert result.exit_code == 3
        assert "không có tỉnh, xã, phường, đặc khu" in result.stderr


@pytest.mark.parametrize("place", ["04", "79", "04714", "24823"], ids=["tỉnh", "tp", "xã", "số"])
def test_every_kind_of_a_place_builds_at_once(workspace: Path, kehoach: Run, place: str) -> None:
    catalogues = load_catalogues()
    known = catalogues.provinces.get(place) or catalogues.communes[place]
    kinds = [name for name, kind in packaged_kinds().items() if usual_issuer(kind, known)]
    (workspace / "plans/cao-bang/locality.yaml").unlink()
    (workspace / "plans/cao-bang/2027-huong-dan.yaml").unlink()
    # Two kinds of guidance share a file name: each is made in its own workspace elsewhere.
    kinds = [kind for kind in kinds if kind != "huong_dan_ban_thuong_vu" or len(place) > 2]
    options = [option for kind in kinds for option in ("--kind", kind)]

    made = kehoach("new", place, "2027", *options)
    built = kehoach("build")

    assert made.exit_code == 0, made.stderr
    assert built.exit_code == 0, built.stderr
    assert len(list((workspace / "out").glob("2027-*.docx"))) == len(kinds)


def packaged_kinds() -> dict[str, DocumentKind]:
    root = TemplateRoot(packaged_templates(), "templates", packaged=True)
    return load_kinds(BodyEnvironment([root]))


def test_every_kind_with_a_name_of_its_own_can_be_started() -> None:
    kinds = packaged_kinds()

    assert [name for name, kind in kinds.items() if bool(kind.ten_loai) != bool(kind.bat_dau)] == []
    for kind in kinds.values():
        assert kind.file_part.startswith(kind.ten_tep)


OWN_KIND = """\
ten_loai: Tờ trình
mo_ta: Tờ trình về công tác thông tin đối ngoại
he_thong: chinh_quyen
bo_cuc: named
cap_don_vi: [tinh]
ten_tep: to-trinh
trich_yeu: về công tác thông tin đối ngoại năm {{ nam_ke_hoach }}
danh_so: [{mau: "1."}]
"""
OWN_START = "bat_dau: {co_quan: {tinh: ubnd}, kinh_gui: [Hội đồng nhân dân tỉnh]}\n"


@pytest.mark.parametrize("folder", ["templates", "templates/packs/lang-son"])
def test_a_kind_of_the_workspace_or_of_a_pack_is_started(
    workspace: Path, kehoach: Run, folder: str
) -> None:
    kind = workspace / folder / "kinds" / "to_trinh"
    kind.mkdir(parents=True)
    (kind / "kind.yaml").write_text(OWN_KIND + OWN_START, encoding="utf-8")
    (kind / "body.md.j2").write_text("# Sự cần thiết\n\nTrình xem xét.\n", encoding="utf-8")

    made = kehoach("new", "Lạng Sơn", "2027", "--kind", "to_trinh")
    built = kehoach("build", "plans/lang-son/2027-to-trinh.yaml")

    assert made.exit_code == 0, made.stderr
    assert built.exit_code == 0, built.stderr
    plan = (workspace / "plans/lang-son/2027-to-trinh.yaml").read_text("utf-8")
    assert "kinh_gui:\n  - Hội đồng nhân dân tỉnh\n" in plan
    word = docx.Document(workspace / "out/2027-to-trinh-lang-son.docx")
    assert "/TTr-UBND" in "".join(cell.text for cell in word.tables[0]._cells)


def test_a_kind_that_does_not_say_how_it_starts_is_told(workspace: Path, kehoach: Run) -> None:
    kind = workspace / "templates" / "kinds" / "to_trinh"
    kind.mkdir(parents=True)
    (kind / "kind.yaml").write_text(OWN_KIND, encoding="utf-8")
    before = files_of(workspace)

    result = kehoach("new", "Lạng Sơn", "2027", "--kind", "to_trinh")

    assert result.exit_code == 3
    assert "templates/kinds/to_trinh/kind.yaml" in result.stderr
    assert "loại 'to_trinh' chưa khai báo cách tạo kế hoạch mới (IN97)" in result.stderr
    assert "bat_dau: {co_quan: {tinh: ubnd, xa: ubnd}}" in result.stderr
    assert files_of(workspace) == before


@pytest.mark.usefixtures("workspace")
def test_a_kind_there_is_not_is_told_with_those_there_are(kehoach: Run) -> None:
    result = kehoach("new", "Lạng Sơn", "2027", "--kind", "ke_hoach_so")

    assert result.exit_code == 3
    assert "không có loại văn bản 'ke_hoach_so' (TPL34)" in result.stderr
    assert "ke_hoach_ubnd" in result.stderr


def test_a_commune_issues_no_guidance_of_a_commission(workspace: Path, kehoach: Run) -> None:
    before = files_of(workspace)

    result = kehoach("new", "04714", "2027", "--kind", "huong_dan_ban")

    assert result.exit_code == 3
    assert "IN94" in result.stderr
    assert files_of(workspace) == before


@pytest.mark.usefixtures("workspace")
def test_a_decision_comes_with_the_plan_it_issues(kehoach: Run) -> None:
    result = kehoach("new", "15", "2027", "--kind", "quyet_dinh_ban_hanh_ke_hoach")

    assert result.stdout.split() == [
        "plans/lao-cai/locality.yaml",
        "budgets/lao-cai/2027.yaml",
        "plans/lao-cai/2027-ke-hoach.yaml",
        "plans/lao-cai/2027-quyet-dinh.yaml",
    ]


def test_a_plan_that_is_there_is_kept(workspace: Path, kehoach: Run) -> None:
    before = files_of(workspace)

    result = kehoach("new", "cao-bang", "2027")

    assert result.exit_code == 4
    assert "plans/cao-bang/2027-huong-dan.yaml: lỗi: tệp đã có, không ghi đè" in result.stderr
    assert files_of(workspace) == before


def test_a_locality_that_is_there_is_used(workspace: Path, kehoach: Run) -> None:
    locality = workspace / "plans/cao-bang/locality.yaml"
    before = locality.read_bytes()

    result = kehoach("new", "04", "2028")

    assert result.stdout.split() == ["plans/cao-bang/2028-huong-dan.yaml"]
    assert locality.read_bytes() == before


def test_a_kind_goes_where_its_issuer_is_declared(workspace: Path, kehoach: Run) -> None:
    own = workspace / "plans/cao-bang/locality.yaml"
    other = workspace / "plans/ubnd-cao-bang/locality.yaml"
    other.parent.mkdir()
    text = own.read_text("utf-8").replace("he_thong: [dang]", "he_thong: [chinh_quyen]")
    body = "co_quan_ban_hanh:\n  ubnd: {he_thong: chinh_quyen, danh_muc: ubnd-tinh}\n"
    other.write_text(text.split("co_quan_ban_hanh:")[0] + body, encoding="utf-8")

    result = kehoach("new", "04", "2028")

    assert "plans/cao-bang/2028-huong-dan.yaml" in result.stdout
    assert "plans/ubnd-cao-bang/2028-ke-hoach.yaml" in result.stdout
    assert kehoach("build").exit_code == 0


def test_a_folder_of_another_place_is_not_mixed_up(workspace: Path, kehoach: Run) -> None:
    locality = workspace / "plans/cao-bang/locality.yaml"
    text = locality.read_text("utf-8").replace('ma_don_vi: "04"', 'ma_don_vi: "08"')
    locality.write_text(text, encoding="utf-8")

    result = kehoach("new", "04", "2028")

    assert result.exit_code == 3
    assert "mã 08, không phải Cao Bằng (mã 04) (IN93)" in result.stderr


def test_partners_with_a_source_are_taken_over_neighbours_first(
    workspace: Path, kehoach: Run
) -> None:
    kehoach("new", "15", "2027")

    partners = load_yaml(workspace / "plans/lao-cai/locality.yaml").value["doi_tac"]
    names = [partner["ten_goi"] for partner in partners]
    sourced = {
        partner.ten_goi
        for partner in load_catalogues().partners.values()
        if partner.heir == "15" and partner.confidence is not Confidence.FROM_MEMORY
    }
    assert len(names) == 8
    assert set(names) < sourced
    assert [partner["quoc_gia"] for partner in partners][:6] == ["LA"] * 2 + ["CN"] * 4
    assert names[0] == "Viêng Chăn"


@pytest.mark.usefixtures("workspace")
def test_a_partner_that_is_not_sure_is_told_after_each_build(kehoach: Run) -> None:
    kehoach("new", "15", "2027")

    report = kehoach("build", "lao-cai/2027-huong-dan").stdout

    assert "cần kiểm tra (một nguồn): tỉnh Xay-nha-bu-ly (Lào)" in report
    assert "Mimasaka" not in report


@pytest.mark.parametrize("place", ["01", "11", "42", "48", "80", "91"])
def test_a_first_draft_names_partners_of_its_province(
    workspace: Path, kehoach: Run, place: str
) -> None:
    files = kehoach("new", place, "2027").stdout.split()
    folder = workspace / Path(files[0]).parent

    assert len(load_yaml(folder / "locality.yaml").value["doi_tac"]) >= 2


@pytest.mark.parametrize(
    ("place", "kind", "addressees"),
    [
        ("Hà Tĩnh", "cong_van_dang", ["Các đảng ủy trực thuộc Tỉnh ủy"]),
        ("Hải Phòng", "cong_van_dang", ["Các đảng ủy trực thuộc Thành ủy"]),
        ("xã Lao Bảo", "cong_van_dang", ["Các chi bộ, đảng bộ trực thuộc Đảng ủy xã"]),
        (
            "Hà Tĩnh",
            "cong_van_chinh_quyen",
            ["Các sở, ban, ngành", "Ủy ban nhân dân các phường, xã"],
        ),
    ],
)
def test_a_letter_addresses_the_bodies_of_its_level_and_names_them_once(
    workspace: Path, kehoach: Run, place: str, kind: str, addressees: list[str]
) -> None:
    plan = workspace / kehoach("new", place, "2027", "--kind", kind).stdout.split()[-1]
    frame = build_document(plan, Workspace.open(workspace)).document.frame

    assert list(frame.kinh_gui) == addressees
    recipients = [line.strip("-;,. ") for line in frame.noi_nhan]
    assert recipients[0] == "Như trên"
    assert not set(recipients) & set(addressees)


def test_a_decision_goes_first_to_those_it_binds(workspace: Path, kehoach: Run) -> None:
    kind = "quyet_dinh_ban_hanh_ke_hoach"
    plan = workspace / kehoach("new", "Hà Tĩnh", "2027", "--kind", kind).stdout.split()[-1]
    frame = build_document(plan, Workspace.open(workspace)).document.frame

    assert frame.noi_nhan[0].strip("-; ") == "Như Điều 3"


def test_a_year_without_data_leaves_the_superiors_guidance_open(
    workspace: Path, kehoach: Run
) -> None:
    plan = kehoach("new", "Hà Tĩnh", "2029", "--kind", "huong_dan_ban").stdout.split()[-1]

    report = kehoach("build", workspace / plan).stdout

    assert "viện dẫn để mở, cần điền số và ngày: Hướng dẫn của Ban Tuyên giáo Trung ương" in report


# build


@pytest.mark.usefixtures("workspace")
def test_the_report_names_the_standard_and_what_is_not_confirmed(kehoach: Run) -> None:
    report = kehoach("build").stdout

    assert "trình bày theo Hướng dẫn số 05-HD/VPTW (độ tin cậy B)" in report
    assert "viện dẫn để mở, cần điền số và ngày: hướng dẫn của Ban Tuyên giáo Trung ương" in report
    assert "cần kiểm tra (một nguồn):" in report


def test_a_second_build_changes_nothing(workspace: Path, kehoach: Run) -> None:
    kehoach("build")
    before = files_of(workspace)

    assert "(không đổi)" in kehoach("build").stdout
    assert files_of(workspace) == before


def test_the_manifest_holds_the_hashes_of_what_was_read_and_made(
    workspace: Path, kehoach: Run
) -> None:
    kehoach("build")

    manifest = json.loads((workspace / "out/manifest.json").read_text("utf-8"))
    (row,) = manifest["outputs"]
    document = (workspace / "out" / row["file"]).read_bytes()
    assert row["sha256"] == sha256(document).hexdigest()
    inputs = {source["file"]: source["sha256"] for source in row["inputs"]}
    for name in ("plans/cao-bang/2027-huong-dan.yaml", "plans/cao-bang/locality.yaml"):
        assert inputs[name] == sha256((workspace / name).read_bytes()).hexdigest()
    assert "(kehoach)/templates/kinds/huong_dan_ban/body.md.j2" in inputs
    text = json.dumps(manifest)
    assert str(workspace) not in text
    assert "\\\\" not in text


def test_a_pdf_and_pictures_of_its_pages_are_made_beside_the_word_file(
    workspace: Path, kehoach: Run
) -> None:
    result = kehoach("build", "--format", "pdf,docx", "--pages", "png")

    assert result.exit_code == 0, result.stderr
    rows = json.loads((workspace / "out/manifest.json").read_text("utf-8"))["outputs"]
    made = {row["file"]: row.get("way") for row in rows}
    stem = "2027-huong-dan-cao-bang"
    pages = [name for name in made if name.endswith(".png")]
    assert set(made) == {f"{stem}.docx", f"{stem}.pdf", *pages}
    assert sorted(pages) == sorted(f"{stem}-{n + 1}.png" for n in range(len(pages)))
    assert made.pop(f"{stem}.docx") is None
    assert set(made.values()) == {"typst"}
    assert (workspace / f"out/{stem}.pdf").read_bytes()[:5] == b"%PDF-"
    assert (workspace / f"out/{stem}-1.png").read_bytes()[1:4] == b"PNG"


def test_what_the_pages_show_joins_the_report(workspace: Path, kehoach: Run) -> None:
    path = workspace / "plans/cao-bang/2027-huong-dan.yaml"
    text = path.read_text("utf-8")
    path.write_text(re.sub(r"(?m)^trich_yeu:.*\n", "", text) + "\ntrich_yeu: về 龍\n", "utf-8")

    assert "LAY06" not in kehoach("build").stdout
    result = kehoach("build", "--format", "pdf", "--pages", "png")

    assert result.exit_code == 0, result.stderr
    assert result.stdout.count("(LAY06)") == 1


def test_a_frame_changed_by_hand_has_no_pictures(workspace: Path, kehoach: Run) -> None:
    folder = workspace / "templates/kinds/huong_dan_ban"
    folder.mkdir(parents=True)
    (folder / "frame.docx").write_bytes(make_frame(load_standard("hd05"), "named"))

    result = kehoach("build", "--pages", "png")

    assert result.exit_code == 4
    assert "PDF08" in result.stderr
    assert "frame.docx" in result.stderr
    assert not (workspace / "out").exists()


def test_the_budget_annex_may_be_made_alone(repository: Path, tmp_path: Path, kehoach: Run) -> None:
    plan = repository / "plans/ubnd-cao-bang/2027-ke-hoach.yaml"

    result = kehoach(
        "--workspace", repository, "build", plan, "--annex-only",
        "--format", "docx,pdf", "-o", tmp_path,
    )  # fmt: skip

    assert result.exit_code == 0, result.stderr
    stem = "2027-ke-hoach-ubnd-cao-bang-phu-luc"
    word = read_docx(tmp_path / f"{stem}.docx")
    texts = [paragraph.text for paragraph in word.paragraphs]
    assert "Phụ lục" in texts
    assert "Nơi nhận:" not in texts
    assert (tmp_path / f"{stem}.pdf").read_bytes()[:5] == b"%PDF-"


def test_a_plan_without_budget_has_no_annex_to_make_alone(workspace: Path, kehoach: Run) -> None:
    result = kehoach("build", "--annex-only")

    assert result.exit_code == 3
    assert "BUD27" in result.stderr
    assert not (workspace / "out").exists()


def test_of_several_plans_those_without_budget_have_no_workbook_and_say_so(
    repository: Path, tmp_path: Path, kehoach: Run
) -> None:
    plans = repository / "plans/cao-bang/2027-huong-dan.yaml", repository / "plans/ubnd-cao-bang"

    result = kehoach(
        "--workspace", repository, "build", *plans, "--format", "docx,xlsx", "-o", tmp_path
    )

    assert result.exit_code == 0, result.stderr
    assert {path.name for path in tmp_path.glob("*cao-bang*")} == {
        "2027-huong-dan-cao-bang.docx",
        "2027-ke-hoach-ubnd-cao-bang.docx",
        "2027-ke-hoach-ubnd-cao-bang.xlsx",
        "2027-quyet-dinh-ubnd-cao-bang.docx",
        "2027-quyet-dinh-ubnd-cao-bang.xlsx",
    }
    assert result.stdout.count("(BUD27)") == 1
    assert "Đã làm 3 văn bản (5 tệp) trong" in result.stderr


def test_charts_need_a_format_with_pages(workspace: Path, kehoach: Run) -> None:
    result = kehoach("build", "--charts")

    assert result.exit_code == 2
    assert "--charts cần --format pdf hoặc --pages png." in result.stderr
    assert not (workspace / "out").exists()


def test_several_plans_without_any_budget_make_no_workbooks(
    repository: Path, tmp_path: Path, kehoach: Run
) -> None:
    plans = repository / "plans/cao-bang", repository / "plans/vinh-linh"

    result = kehoach(
        "--workspace", repository, "build", *plans, "--format", "xlsx", "-o", tmp_path / "out"
    )

    assert result.exit_code == 3
    assert result.stderr.count("BUD27") == 3
    assert not (tmp_path / "out").exists()


def test_an_edited_document_is_not_written_over(workspace: Path, kehoach: Run) -> None:
    kehoach("build")
    document = workspace / "out/2027-huong-dan-cao-bang.docx"
    document.write_bytes(b"edited in Word")

    refused = kehoach("build")
    assert refused.exit_code == 4
    assert "tệp đã được sửa sau khi kehoach làm ra (OUT01)" in refused.stderr
    assert document.read_bytes() == b"edited in Word"

    assert kehoach("build", "--force").exit_code == 0
    assert document.read_bytes()[:2] == b"PK"


def test_one_wrong_plan_stops_all_and_all_errors_are_told(workspace: Path, kehoach: Run) -> None:
    kehoach("new", "15", "2027")
    for name in ("2027-huong-dan", "2027-ke-hoach"):
        path = workspace / f"plans/lao-cai/{name}.yaml"
        path.write_text(path.read_text("utf-8") + "\nkhoa_la: 1\n", encoding="utf-8")

    result = kehoach("build")

    assert result.exit_code == 3
    assert result.stderr.count("không có khóa 'khoa_la'") == 2
    assert "Có 2 lỗi." in result.stderr
    assert not (workspace / "out").exists()


@pytest.mark.parametrize(
    "name",
    [
        "plans/cao-bang/2027-huong-dan.yaml",
        "plans/cao-bang/2027-huong-dan",
        "plans/cao-bang",
        "cao-bang/2027-huong-dan",
        "cao-bang",
        "plans",
    ],
)
def test_a_plan_may_be_named_in_short(workspace: Path, kehoach: Run, name: str) -> None:
    assert kehoach("build", name).exit_code == 0
    assert len(list((workspace / "out").glob("*.docx"))) == 1


def test_below_the_workspace_its_folder_is_found_and_named(
    workspace: Path, kehoach: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(workspace / "plans/cao-bang")

    result = kehoach("build", "2027-huong-dan.yaml")

    assert result.exit_code == 0, result.stderr
    assert (workspace / "out/2027-huong-dan-cao-bang.docx").is_file()
    assert not (workspace / "plans/cao-bang/out").exists()
    assert f"Thư mục làm việc: {workspace.resolve()}" in result.stderr


def test_plans_with_other_endings_are_built_or_named(workspace: Path, kehoach: Run) -> None:
    plan = workspace / "plans/cao-bang/2027-huong-dan.yaml"
    (plan.parent / "2028-huong-dan.yaml.txt").write_bytes(plan.read_bytes())
    plan.rename(plan.with_suffix(".yml"))

    result = kehoach("build")

    assert result.exit_code == 0, result.stderr
    assert (workspace / "out/2027-huong-dan-cao-bang.docx").is_file()
    assert "plans/cao-bang/2028-huong-dan.yaml.txt: đổi tên tệp, bỏ đuôi .txt" in result.stderr


def test_all_plans_of_a_mistyped_name_are_suggested(repository: Path, kehoach: Run) -> None:
    result = kehoach("--workspace", repository, "build", "2026-huong-dan/2027-huong-dan")

    assert result.exit_code == 2
    assert "plans/cao-bang/2027-huong-dan.yaml" in result.stderr
    assert "plans/xa-yen-binh/2027-huong-dan.yaml" in result.stderr


@pytest.mark.usefixtures("workspace")
def test_a_plan_named_twice_is_built_once(kehoach: Run) -> None:
    result = kehoach("build", "plans", "cao-bang/2027-huong-dan")

    assert result.exit_code == 0, result.stderr
    assert result.stdout.count("(mới)") == 1


@pytest.mark.usefixtures("workspace")
def test_a_plan_that_is_not_there_has_a_near_one(kehoach: Run) -> None:
    result = kehoach("build", "plans/cao-bang/2027-huong-dn.yaml")

    assert result.exit_code == 2
    assert "Có phải 'plans/cao-bang/2027-huong-dan.yaml'?" in result.stderr


def test_no_plans_is_wrong_input(tmp_path: Path, kehoach: Run) -> None:
    result = kehoach("--workspace", tmp_path, "build")

    assert result.exit_code == 3
    assert "IN91" in result.stderr


def test_the_workspace_may_be_named_before_or_after(
    workspace: Path, kehoach: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    before = kehoach("--workspace", workspace, "build", "-o", "one")
    after = kehoach("build", "--workspace", workspace, "-o", "two")

    assert (before.exit_code, after.exit_code) == (0, 0)
    assert files_of(tmp_path / "one") == files_of(tmp_path / "two")


def test_another_standard_may_be_asked_for(workspace: Path, kehoach: Run) -> None:
    result = kehoach("build", "--standard", "hd36")

    assert "trình bày theo Hướng dẫn số 36-HD/VPTW" in result.stdout
    manifest = json.loads((workspace / "out/manifest.json").read_text("utf-8"))
    assert manifest["outputs"][0]["standard"] == "hd36"


def test_a_standard_of_the_other_system_is_refused(workspace: Path, kehoach: Run) -> None:
    result = kehoach("build", "--standard", "nd30")

    assert result.exit_code == 3
    assert not (workspace / "out").exists()


@pytest.mark.usefixtures("workspace")
def test_messages_of_a_build_are_english_on_demand(kehoach: Run) -> None:
    result = kehoach("build", "--lang", "en")

    assert result.stdout.startswith("out/2027-huong-dan-cao-bang.docx (new)\n")


# calendar


@pytest.mark.usefixtures("workspace")
def test_the_calendar_of_a_year_is_in_order(kehoach: Run) -> None:
    result = kehoach("calendar", "2027")

    days = [line[:5] for line in result.stdout.splitlines() if line[:5].strip()]
    assert days == sorted(days, key=lambda day: [int(part) for part in day.split("/")][::-1])
    assert "02/9" in result.stdout


@pytest.mark.usefixtures("workspace")
def test_a_place_adds_its_own_days(kehoach: Run) -> None:
    everyone = kehoach("calendar", "2028").stdout.splitlines()
    place = kehoach("calendar", "2028", "--place", "Lào Cai").stdout.splitlines()

    assert set(everyone) < set(place)
    assert any("Mimasaka" in line for line in set(place) - set(everyone))


def test_a_plan_adds_the_days_of_its_locality(workspace: Path, kehoach: Run) -> None:
    locality = workspace / "plans/cao-bang/locality.yaml"
    days = "\nngay_truyen_thong:\n  - {ten_goi: Ngày của tỉnh, ngay: 06/10/1499}\n"
    locality.write_text(locality.read_text("utf-8") + days, encoding="utf-8")

    result = kehoach("calendar", "2029", "--plan", "cao-bang/2027-huong-dan")

    assert "Kỷ niệm 530 năm Ngày của tỉnh (06/10/1499 - 06/10/2029)" in result.stdout


@pytest.mark.usefixtures("workspace")
def test_the_calendar_as_data_and_as_events_says_the_same(kehoach: Run) -> None:
    rows = json.loads(kehoach("calendar", "2027", "--format", "json").stdout)
    events = kehoach("calendar", "2027", "--format", "ics").stdout

    assert len(rows) == len(kehoach("calendar", "2027").stdout.splitlines())
    assert events.count("BEGIN:VEVENT") == len(rows)
    assert {row["date"][:4] for row in rows if row["date"]} == {"2027"}


def test_a_calendar_in_a_file_has_its_line_ends_and_is_not_written_over(
    tmp_path: Path, kehoach: Run
) -> None:
    target = tmp_path / "2027.ics"
    first = kehoach("calendar", "2027", "--format", "ics", "-o", target)
    content = target.read_bytes()
    second = kehoach("calendar", "2027", "-o", target)

    assert (first.exit_code, second.exit_code) == (0, 4)
    assert target.read_bytes() == content
    assert content.count(b"\n") == content.count(b"\r\n") > 100
    assert b"\r\r" not in content


@pytest.mark.usefixtures("workspace")
def test_a_plan_and_a_place_together_are_wrong_usage(kehoach: Run) -> None:
    result = kehoach("calendar", "2027", "--plan", "cao-bang", "--place", "04")

    assert result.exit_code == 2


# schema


def test_schemas_are_printed_and_written_alike(kehoach: Run, tmp_path: Path) -> None:
    kehoach("schema", "-o", tmp_path / "s")

    for name in ("plan", "locality", "budget", "catalogue"):
        printed = kehoach("schema", name).stdout
        assert (tmp_path / "s" / f"{name}.schema.json").read_text("utf-8") == printed
    assert kehoach("schema").stdout == kehoach("schema", "plan").stdout
    assert json.loads(kehoach("schema", "plan").stdout) == json_schema("plan")


def test_one_schema_may_be_written_alone(kehoach: Run, tmp_path: Path) -> None:
    kehoach("schema", "budget", "-o", tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == ["budget.schema.json"]


def test_the_schema_of_corrections_knows_the_fields(kehoach: Run) -> None:
    schema = json.loads(kehoach("schema", "catalogue").stdout)

    entry = schema["properties"]["references"]["additionalProperties"]
    assert {"so_ky_hieu", "ngay", "confidence"} <= set(entry["properties"])


# doctor


@pytest.mark.usefixtures("workspace")
def test_the_doctor_says_what_is_there(kehoach: Run) -> None:
    result = kehoach("doctor", "--format", "json")

    assert result.exit_code == 0, result.stderr
    rows = {row["topic"]: row for row in json.loads(result.stdout)}
    assert rows["Thư mục làm việc"]["value"].endswith("(1 kế hoạch, 0 dự toán)")
    assert "(9 loại văn bản)" in rows["Mẫu kèm theo"]["value"]


def test_the_doctor_fails_when_templates_are_missing(
    kehoach: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("generator.workspace.packaged_templates", lambda: tmp_path)

    result = kehoach("doctor")

    assert result.exit_code == 4
    assert "DR05" in result.stderr


@pytest.mark.parametrize(
    ("letters", "topics"),
    [
        (VIETNAMESE, {"Phông chữ sẽ dùng": "Tinos"}),
        (
            "abc",
            {
                "Phông chữ sẽ dùng": "không có Times New Roman, Liberation Serif 2 hoặc Tinos",
                "Phông chữ cũ": "Tinos ở fonts/Tinos.ttf thiếu 134 trong 134 chữ tiếng Việt",
            },
        ),
        (None, {"Phông chữ sẽ dùng": "không có Times New Roman, Liberation Serif 2 hoặc Tinos"}),
    ],
    ids=["sound", "old", "none"],
)
def test_the_doctor_flags_fonts_without_vietnamese_letters(
    kehoach: Run, monkeypatch: pytest.MonkeyPatch, letters: str | None, topics: dict[str, str]
) -> None:
    codes = frozenset(map(ord, letters or ""))
    path = Path("fonts/Tinos.ttf")
    fonts = tuple(Font("Tinos", style, path, codes) for style in STYLES) if letters else ()
    monkeypatch.setattr("generator.writers.pdf.fonts.find_fonts", lambda: fonts)

    rows = json.loads(kehoach("doctor", "--format", "json").stdout)

    assert {row["topic"]: row["value"] for row in rows if "Phông" in row["topic"]} == topics


def test_recipients_typed_before_a_province_became_a_city_are_told(
    tmp_path: Path, kehoach: Run
) -> None:
    kehoach("--workspace", tmp_path, "new", "Bắc Ninh", "2026")
    kehoach("--workspace", tmp_path, "new", "Bắc Ninh", "2027")

    result = kehoach("--workspace", tmp_path, "build")

    old, new = result.stdout.split("2027-huong-dan-bac-ninh.docx")
    assert "(FCT14)" not in old
    told = "nơi nhận 'Thường trực Tỉnh ủy (b/c)': ngày ban hành đã là thành phố Bắc Ninh (FCT14)"
    assert told in new
