"""Layouts are data: found by name, overridden by path, wrong ones explained."""

import pytest
from sample_budgets import TEMPLATES

from generator.budget.heads import recognise
from generator.budget.layouts import COLUMNS, PACKAGED_LAYOUTS, load_layout
from generator.errors import InputError


def load(tmp_path, text, name="rieng"):
    path = tmp_path / f"{name}.yaml"
    path.write_text(f"ten_mau: Riêng\nmo_ta: Thử\n{text}", "utf-8")
    return load_layout(
        lambda wanted: (path, "rieng.yaml") if wanted == "annexes/rieng.yaml" else None, name
    )[0]


def errors(tmp_path, text):
    with pytest.raises(InputError) as caught:
        load(tmp_path, text)
    return [finding.text() for finding in caught.value.findings]


def test_every_packaged_layout_has_a_file_and_says_it_is_no_official_form():
    files = sorted(path.stem for path in (TEMPLATES / "annexes").glob("*.yaml"))

    assert files == sorted(PACKAGED_LAYOUTS)
    for name in files:
        text = (TEMPLATES / "annexes" / f"{name}.yaml").read_text("utf-8")
        assert "chưa tìm thấy mẫu phụ lục chính thức" in text


def test_a_layout_gives_columns_their_heads_and_widths(tmp_path):
    layout = load(
        tmp_path,
        "cac_cot: [stt, {ma_cot: noi_dung, tieu_de: Việc, do_rong: 40}, kinh_phi]\n"
        "cot_tong: kinh_phi\n",
    )

    assert [(column.title, column.width) for column in layout.columns] == [
        ("STT", 5),
        ("Việc", 40),
        ("Kinh phí", 9),
    ]
    assert layout.words is layout.columns[2]


def test_a_column_nobody_knows_is_an_error_with_its_place(tmp_path):
    assert errors(tmp_path, "cac_cot: [stt, noi_dung, kinhphi]\n") == [
        "rieng.yaml:3:26: lỗi: không có cột 'kinhphi' (TPL51)\n  gợi ý: có phải 'kinh_phi'?"
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("cac_cot: [stt, kinh_phi]", "mẫu bảng phải có cột 'stt' và cột 'noi_dung'"),
        ("cac_cot: [stt, noi_dung, stt]", "cột 'stt' có hai lần"),
        (
            "cac_cot: [stt, noi_dung, nguon_tinh, nguon_tw_ctmtqg, nguon_con_lai]",
            "các cột nguồn phải có mỗi loại nguồn đúng một lần; kiểm tra: xa",
        ),
        (
            "cac_cot: [stt, noi_dung]\ncot_tong: noi_dung",
            "cot_tong 'noi_dung' phải là một cột tiền của bảng",
        ),
    ],
)
def test_a_layout_that_would_lose_or_repeat_something_is_refused(tmp_path, text, message):
    assert message in errors(tmp_path, f"{text}\n")[0]


def test_a_layout_nobody_knows_names_those_there_are():
    def find(name):
        path = TEMPLATES / name
        return (path, name) if path.is_file() else None

    with pytest.raises(InputError) as caught:
        load_layout(find, "a3")

    assert caught.value.findings[0].hint_text() == "dùng một trong: a, a2, b, c, c2, d, e, f"


def test_the_heads_of_all_columns_are_recognised_when_a_table_is_read():
    unknown = {
        column.id
        for column in COLUMNS.values()
        if column.id != "theo_nam" and not recognise(column.title).field
    }

    # This head stands for two sources at once; a table that has it is read by its other columns.
    assert unknown == {"nguon_tw_ctmtqg"}
