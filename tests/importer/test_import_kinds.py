"""What a Word file is comes from the kinds there are; one without a kind keeps title and symbol."""

import docx
import pytest
import yaml
from imported_files import save

STATE = (
    ("ỦY BAN NHÂN DÂN", "TỈNH CAO BẰNG", "Số: 15/{symbol}-UBND"),
    (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Cao Bằng, ngày 15 tháng 3 năm 2027",
    ),
)
PARTY = (
    ("TỈNH ỦY CAO BẰNG", "*", "Số 15-{symbol}/TU"),
    ("ĐẢNG CỘNG SẢN VIỆT NAM", "Cao Bằng, ngày 15 tháng 3 năm 2027"),
)
FOOT = (("Nơi nhận:", "- Như trên,", "- Lưu VT."), ("CHỦ TỊCH", "Nguyễn Văn A"))
SECTIONS = ("I. KẾT QUẢ", "- Thông tin kịp thời.", "II. TỔ CHỨC", "- Thực hiện.")
TYPES = {"BÁO CÁO": "BC", "TỜ TRÌNH": "TTr", "THÔNG BÁO": "TB", "CHƯƠNG TRÌNH": "CTr"}


@pytest.fixture
def root(build_workspace):
    return build_workspace({"plans/README": ""})


def save_file(folder, head, title, symbol):
    (left, right) = head
    left = tuple(line.format(symbol=symbol) for line in left)
    title = (title, "công tác thông tin đối ngoại năm 2027")
    return save(folder, SECTIONS, head=(left, right), title=title, foot=FOOT)


def import_file(kehoach, root, file):
    made = kehoach("import", "--workspace", root, file)
    assert made.exit_code == 0, made.stderr
    path = root / made.stdout.splitlines()[0]
    return path, made


def number_and_title(path):
    word = docx.Document(path)
    lines = [line for cell in word.tables[0]._cells for line in cell.text.split("\n")]
    number = next(line for line in lines if line.startswith("Số"))
    title = next(each.text for each in word.paragraphs if each.text.strip())
    return number, title


def next_year(kehoach, root, plan):
    rolled = kehoach("new", "--workspace", root, plan.parent.name, "2028", "--from", plan)
    assert rolled.exit_code == 0, rolled.stderr
    new = root / rolled.stdout.splitlines()[0]
    built = kehoach("build", "--workspace", root, new)
    assert built.exit_code == 0, built.stderr
    out = root / "out" / f"{new.stem}-{new.parent.name}.docx"
    return new, rolled, number_and_title(out)


@pytest.mark.parametrize("title", TYPES)
@pytest.mark.parametrize(
    ("head", "he_thong", "number"),
    [
        (STATE, "chinh_quyen", "Số:      /{symbol}-UBND"),
        (PARTY, "dang", "Số      -{symbol}/TU"),
    ],
    ids=["state", "party"],
)
def test_next_years_symbol_fits_the_title(kehoach, root, tmp_path, head, he_thong, number, title):
    symbol = TYPES[title]
    plan, made = import_file(kehoach, root, save_file(tmp_path, head, title, symbol))
    typed = yaml.safe_load(plan.read_text("utf-8"))

    new, _, printed = next_year(kehoach, root, plan)

    assert typed["loai_van_ban"] == f"van_ban_khac_{he_thong}"
    assert typed["ten_loai"] == title.capitalize()
    assert not {"ten_loai", "so_ky_hieu"} & typed.get("the_thuc", {}).keys()
    assert f"chưa có mẫu riêng cho loại '{title.capitalize()}'" in made.stdout
    assert yaml.safe_load(new.read_text("utf-8"))["ten_loai"] == title.capitalize()
    assert printed == (number.format(symbol=symbol), title)


OWN_KIND = """\
ten_loai: Báo cáo
mo_ta: Báo cáo
he_thong: chinh_quyen
bo_cuc: named
cap_don_vi: [tinh]
ten_tep: bao-cao
trich_yeu: Kết quả
danh_so: [{mau: "1."}]
"""


def write_kind(root, name, text=OWN_KIND, folder="templates"):
    path = root / folder / "kinds" / name / "kind.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("folder", ["templates", "templates/packs/cao-bang"])
def test_a_kind_of_the_workspace_or_of_a_pack_is_found(kehoach, root, tmp_path, folder):
    write_kind(root, "bao_cao_rieng", folder=folder)

    plan, made = import_file(kehoach, root, save_file(tmp_path, STATE, "BÁO CÁO", "BC"))

    assert yaml.safe_load(plan.read_text("utf-8"))["loai_van_ban"] == "bao_cao_rieng"
    assert "ten_loai" not in plan.read_text("utf-8")
    assert "mẫu riêng" not in made.stdout


def test_a_choice_between_kinds_of_one_name_is_told(kehoach, root, tmp_path):
    write_kind(root, "bao_cao_nam")
    write_kind(root, "bao_cao_quy")
    write_kind(root, "bao_cao_dang", OWN_KIND.replace("chinh_quyen", "dang"))

    plan, made = import_file(kehoach, root, save_file(tmp_path, STATE, "BÁO CÁO", "BC"))

    assert yaml.safe_load(plan.read_text("utf-8"))["loai_van_ban"] == "bao_cao_nam"
    assert "đã lấy bao_cao_nam; còn: bao_cao_quy" in made.stdout


def test_a_kind_kept_for_some_bodies_is_not_taken_for_others(kehoach, root, tmp_path):
    write_kind(root, "bao_cao_so", f"{OWN_KIND}ten_co_quan: [Sở]\n")

    plan, _ = import_file(kehoach, root, save_file(tmp_path, STATE, "BÁO CÁO", "BC"))

    assert yaml.safe_load(plan.read_text("utf-8"))["loai_van_ban"] == "van_ban_khac_chinh_quyen"


@pytest.mark.parametrize(
    ("head", "symbol", "number"),
    [
        (STATE, "BCN", "Số:      /BCN-UBND"),
        (PARTY, "BCN", "Số      -BCN/TU"),
    ],
    ids=["state", "party"],
)
def test_a_symbol_no_table_gives_is_kept_with_its_number_open(
    kehoach, root, tmp_path, head, symbol, number
):
    plan, _ = import_file(kehoach, root, save_file(tmp_path, head, "BÁO CÁO", symbol))
    text = plan.read_text("utf-8").replace("ten_loai: Báo cáo", "ten_loai: Báo cáo nhanh")
    plan.write_text(text, encoding="utf-8")

    _, rolled, printed = next_year(kehoach, root, plan)

    assert printed == (number, "BÁO CÁO NHANH")
    assert "không tự ghép được ký hiệu cho tên loại 'Báo cáo nhanh'" in rolled.stdout


def test_a_title_typed_over_its_kind_keeps_the_symbol_typed_with_it(kehoach, root, tmp_path):
    plan, _ = import_file(kehoach, root, save_file(tmp_path, STATE, "KẾ HOẠCH", "KH"))
    typed = "the_thuc:\n  so_ky_hieu: 'Số: 15/BC-UBND'\n  ten_loai: BÁO CÁO\n"
    text = plan.read_text("utf-8").replace("the_thuc:\n", typed)
    plan.write_text(text, encoding="utf-8")

    _, _, printed = next_year(kehoach, root, plan)

    assert printed == ("Số:      /BC-UBND", "BÁO CÁO")


PLAN = """\
nam_ke_hoach: 2027
loai_van_ban: {kind}
co_quan_ban_hanh: {issuer}
ngay_ban_hanh: 12/2027
{more}
"""


@pytest.mark.parametrize(
    ("kind", "more", "exit_code", "message"),
    [
        ("van_ban_khac_chinh_quyen", "noi_dung: Kết quả.", 3, "kế hoạch phải ghi ten_loai (TPL54)"),
        ("van_ban_khac_chinh_quyen", "ten_loai: Báo cáo", 3, "kế hoạch phải có noi_dung (TPL56)"),
        (
            "van_ban_khac_chinh_quyen",
            "ten_loai: Báo cáo nhanh\nnoi_dung: Kết quả.",
            0,
            "không có chữ viết tắt của tên loại 'Báo cáo nhanh' để ghi vào số, ký hiệu (TPL57)",
        ),
        (
            "van_ban_khac_dang",
            "ten_loai: Báo cáo nhanh\nnoi_dung: Kết quả.",
            3,
            "không có chữ viết tắt của tên loại 'Báo cáo nhanh' để ghi vào số, ký hiệu (TPL57)",
        ),
        ("ke_hoach_ubnd", "ten_loai: Báo cáo", 3, "loại 'ke_hoach_ubnd' có tên loại 'Kế hoạch'"),
    ],
)
def test_what_a_plan_of_any_type_lacks_is_told(kehoach, root, kind, more, exit_code, message):
    kehoach("new", "--workspace", root, "Cao Bằng", "2027")
    issuer = "ban_tuyen_giao" if kind.endswith("dang") else "ubnd"
    path = root / "plans/cao-bang/2027-bao-cao.yaml"
    path.write_text(PLAN.format(kind=kind, issuer=issuer, more=more), encoding="utf-8")

    result = kehoach("build", "--workspace", root, path)

    assert result.exit_code == exit_code
    assert message in result.output
