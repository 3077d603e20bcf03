"""``kehoach import`` writes a plan that builds at once, and never over another."""

import pytest
from imported_files import HEAD, save

SECTIONS = ("I. MỤC ĐÍCH", "- Thông tin kịp thời.", "II. TỔ CHỨC", "1. Các cấp ủy", "- Thực hiện.")


@pytest.fixture
def root(build_workspace):
    return build_workspace({"plans/README": ""})


def test_an_imported_plan_builds_at_once(kehoach, root, tmp_path):
    file = save(tmp_path, SECTIONS)

    made = kehoach("import", "--workspace", root, file)
    built = kehoach("build", "--workspace", root, "plans/huyen-yen-binh/2025-huong-dan.yaml")

    assert (made.exit_code, built.exit_code) == (0, 0), built.stderr
    assert made.stdout.splitlines()[:2] == [
        "plans/huyen-yen-binh/2025-huong-dan.yaml",
        "plans/huyen-yen-binh/locality.yaml",
    ]
    assert "trùng từng chữ với tệp" in made.stdout
    assert "2 mục" not in made.stdout
    assert "3 mục (2 cấp), 2 gạch đầu dòng" in made.stdout


def test_a_known_issuer_keeps_its_locality(kehoach, root, tmp_path):
    kehoach("import", "--workspace", root, save(tmp_path, SECTIONS))
    locality = root / "plans/huyen-yen-binh/locality.yaml"
    before = locality.read_text("utf-8")
    other = root / "plans/huyen-yen-binh/khac.yaml"

    result = kehoach("import", "--workspace", root, save(tmp_path, SECTIONS), "-o", other)

    assert result.exit_code == 0, result.stderr
    assert other.is_file()
    assert locality.read_text("utf-8") == before


def test_a_plan_that_is_there_is_not_written_over(kehoach, tmp_path):
    file = save(tmp_path, SECTIONS)
    target = tmp_path / "moi" / "plan.yaml"
    kehoach("import", file, "-o", target)
    target.write_text("# của tôi\n", encoding="utf-8")

    refused = kehoach("import", file, "-o", target)
    kept = target.read_text("utf-8")
    forced = kehoach("import", file, "-o", target, "--force")

    assert (refused.exit_code, kept, forced.exit_code) == (4, "# của tôi\n", 0)
    assert "đã có tệp" in refused.stderr
    assert target.read_text("utf-8") != kept


def test_another_issuer_does_not_go_into_the_folder_of_one(kehoach, tmp_path):
    target = tmp_path / "moi" / "plan.yaml"
    kehoach("import", save(tmp_path, SECTIONS), "-o", target)
    other = (("HUYỆN ỦY YÊN BÌNH", "BAN DÂN VẬN", "*", "Số 2-HD/BDVHU"), HEAD[1])
    file = save(tmp_path, SECTIONS, head=other, name="khac.docx")

    result = kehoach("import", file, "-o", tmp_path / "moi" / "khac.yaml")

    assert result.exit_code == 3
    assert "'BAN DÂN VẬN' không phải là cơ quan nào khai báo trong" in result.stderr
    assert not (tmp_path / "moi" / "khac.yaml").exists()


def test_parts_that_stray_from_the_form_are_kept_and_told(kehoach, tmp_path):
    head = (("HUYỆN ỦY YÊN BÌNH", "BAN TUYÊN GIÁO", "*", "Số 15 -HD/BTGHU"), HEAD[1])
    target = tmp_path / "moi" / "plan.yaml"

    result = kehoach("import", save(tmp_path, SECTIONS, head=head), "-o", target)

    assert "the_thuc:\n  so_ky_hieu: Số 15 -HD/BTGHU" in target.read_text("utf-8")
    assert "'so_ky_hieu' ghi khác thể thức" in result.stdout


def test_the_report_names_changes_with_their_paragraphs(kehoach, tmp_path):
    file = save(tmp_path, (*SECTIONS, "• Tuyên truyền trên báo chí.", "Thông\u200b tin thêm."))

    result = kehoach("import", file, "-o", tmp_path / "moi" / "plan.yaml")

    assert "đổi dấu đầu dòng '•' thành dấu của thể thức" in result.stdout
    assert "bỏ ký tự không nhìn thấy" in result.stdout
    assert "[đoạn 15]" in result.stdout
