"""What a text says of a budget, and its assignments and recipients made from the rows."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from sample_budgets import CATALOGUES, DAY, budget, layout, worked_out

from generator.app.render import make_file
from generator.budget.compute import compute
from generator.budget.names import (
    EMPTY_NAMES,
    duties,
    kind_of_body,
    missing_recipients,
    text_names,
)
from generator.budget.sources import source_names
from generator.compose.build import build_document
from generator.document.nodes import Heading, plain_text
from generator.document.walk import iter_inlines
from generator.model.budget import CachDanhSo, LoaiNguon
from generator.readers.docx import read_docx
from generator.text.numbers import read_words
from generator.workspace import Workspace

ROOT = Path(__file__).parents[2]
ROWS = budget(
    [
        {"chu_tri": "Cơ quan báo chí của tỉnh", "phoi_hop": ["Sở Ngoại vụ"], "kinh_phi": 1},
        {"chu_tri": "Sở Ngoại vụ", "phoi_hop": ["Công an tỉnh", "Tỉnh Đoàn"], "kinh_phi": 2},
    ],
    [{"chu_tri": "Sở Ngoại vụ", "phoi_hop": ["Ủy ban nhân dân cấp xã"], "kinh_phi": "lồng ghép"}],
)


@pytest.fixture(scope="module")
def built():
    return build_document(ROOT / "plans/ubnd-cao-bang/2027-ke-hoach.yaml", Workspace.open(ROOT))


def test_a_document_without_a_budget_has_the_same_names():
    assert set(EMPTY_NAMES) == set(text_names(worked_out(ROWS), layout()))


def test_every_body_has_its_rows_in_the_usual_order():
    found = [
        (duty.co_quan, [row.muc for row in duty.chu_tri], [row.muc for row in duty.phoi_hop])
        for duty in duties(worked_out(ROWS))
    ]

    assert found == [
        ("Sở Ngoại vụ", ["I.2", "II.1"], ["I.1"]),
        ("Công an tỉnh", [], ["I.2"]),
        ("Cơ quan báo chí của tỉnh", ["I.1"], []),
        ("Ủy ban nhân dân cấp xã", [], ["II.1"]),
        ("Tỉnh Đoàn", [], ["I.2"]),
    ]


@pytest.mark.parametrize("standing", ["Sở Ngoại vụ", "Sở Văn hóa và Thể thao"])
def test_the_standing_body_comes_first_whether_a_row_names_it_or_not(standing):
    first, second = duties(worked_out(ROWS), standing)[:2]

    assert (first.co_quan, first.nhom) == (standing, "thuong_truc")
    assert second.nhom != "thuong_truc"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Sở Tài chính", "so"),
        ("Bộ Tư lệnh Thủ đô Hà Nội", "quan_su"),
        ("Bộ Chỉ huy Quân sự tỉnh", "quan_su"),
        ("Các sở, ban, ngành", "tap_the"),
        ("Các cơ quan báo chí", "bao_chi"),
        ("Thành đoàn", "doan_the"),
        ("Hội Liên hiệp Phụ nữ tỉnh", "doan_the"),
        ("Ủy ban Mặt trận Tổ quốc Việt Nam thành phố", "mat_tran"),
        ("Ban Tuyên giáo Thành ủy", "dang"),
        ("Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã", "van_phong"),
        ("Ủy ban nhân dân các phường", "cap_xa"),
    ],
)
def test_bodies_are_told_apart(name, kind):
    assert kind_of_body(name) == kind


def test_rows_counted_through_are_pointed_to_by_their_number_alone():
    made = ROWS.model_copy(update={"danh_so": CachDanhSo.LIEN_TUC})

    assert [row.muc for row in duties(worked_out(made))[0].chu_tri] == ["2", "3"]


@pytest.mark.parametrize(
    ("recipients", "missing"),
    [
        (
            [],
            [
                *("Sở Ngoại vụ", "Công an tỉnh", "Cơ quan báo chí của tỉnh"),
                *("Ủy ban nhân dân cấp xã", "Tỉnh Đoàn"),
            ],
        ),
        (
            ["- Các sở, ban, ngành;", "- Ủy ban nhân dân các xã, phường;", "- Cơ quan báo chí;"],
            ["Tỉnh Đoàn"],
        ),
        (
            ["Sở Ngoại vụ", "Công an tỉnh", "Tỉnh Đoàn", "UBND cấp xã", "Báo và Đài tỉnh"],
            [],
        ),
    ],
)
def test_recipients_reach_bodies_by_name_or_as_a_whole(recipients, missing):
    assert list(missing_recipients(worked_out(ROWS), recipients)) == missing


def test_the_text_of_the_example_says_the_annexs_total_and_words(built):
    text = "\n".join(plain_text(inlines) for inlines in iter_inlines(built.document.blocks))
    total = built.budgets[0].computed.total

    assert f"{total:,} đồng".replace(",", ".") in text
    words = text.split("(bằng chữ: ")[1].split(")")[0]
    assert read_words(words) == total
    assert (
        "trong đó: ngân sách tỉnh 1.830.250.000 đồng; ngân sách cấp xã 30.000.000 đồng; vốn "
        "chương trình mục tiêu quốc gia 180.000.000 đồng; nguồn xã hội hóa 100.000.000 đồng."
    ) in text


def test_each_body_of_the_example_is_given_its_rows_and_is_reached(built):
    computed = built.budgets[0].computed
    blocks = built.document.blocks
    start = next(n for n, block in enumerate(blocks) if plain(block) == "TỔ CHỨC THỰC HIỆN")
    sections = [plain(block) for block in blocks[start:] if isinstance(block, Heading)]
    text = "\n".join(map(plain, blocks[start:]))

    assert sections[1:3] == ["Sở Văn hóa, Thể thao và Du lịch", "Sở Tài chính"]
    assert sections.index("Các sở, ban, ngành") == sections.index("Bộ Chỉ huy Quân sự tỉnh") + 1
    assert sections[-1] == "Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh, Tỉnh Đoàn"
    assert [duty.co_quan for duty in duties(computed) if duty.co_quan not in text] == []
    assert "Sở Tư pháp (Mục I.1, IV.1)" in text
    assert missing_recipients(computed, built.document.frame.noi_nhan) == ()


def plain(block):
    return plain_text(getattr(block, "inlines", ()))


def test_an_article_reaches_the_bodies_it_names_and_no_others(tmp_path):
    for name in ("2027-ke-hoach", "2027-quyet-dinh", "locality"):
        copy_file(f"plans/ubnd-cao-bang/{name}.yaml", tmp_path)
    copy_file("budgets/ubnd-cao-bang/2027.yaml", tmp_path)
    path = tmp_path / "plans/ubnd-cao-bang/2027-quyet-dinh.yaml"
    text = path.read_text("utf-8").split("noi_nhan:")[0]
    path.write_text(f"{text}noi_nhan: [Như Điều 3]\n", "utf-8")

    decision = build_document(path, Workspace.open(tmp_path))

    assert decision.document.frame.noi_nhan[:-1] == (
        "- Như Điều 3;",
        "- Cơ quan báo chí của tỉnh;",
        "- Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh;",
        "- Tỉnh Đoàn;",
    )


@pytest.mark.parametrize(
    ("province", "commune", "heads", "name"),
    [
        ("thành phố", "cấp xã", ["NS thành phố", "NS cấp xã"], "ngân sách thành phố"),
        ("tỉnh", "đặc khu", ["NS tỉnh", "NS đặc khu"], "ngân sách tỉnh"),
    ],
)
def test_budgets_are_named_by_the_kind_of_place(province, commune, heads, name):
    names = source_names(province, commune)
    rows = budget([{"kinh_phi": 5, "nguon": [{"loai_nguon": "tinh"}]}])
    made = compute(rows, CATALOGUES, DAY, names)
    named = layout("a2").with_sources(names)

    assert [column.title for column in named.columns if column.title.startswith("NS ")] == heads
    assert [total.ten for total in text_names(made, named)["kinh_phi_theo_nguon"]] == [name]
    assert next(made.rows()).children[0].sources[0].name == names[LoaiNguon.TINH]


def test_the_example_has_twenty_rows_or_more_in_eight_groups(built):
    computed = built.budgets[0].computed
    tasks = [row for row in computed.rows() if row.level == 2]

    assert len(computed.groups) == 8
    assert len(tasks) >= 20


def test_the_annex_alone_holds_the_table_and_nothing_of_the_text(built):
    word = read_docx(make_file(built, "docx", annexes_only=True).content)
    texts = [paragraph.text for paragraph in word.paragraphs if paragraph.text]

    assert texts[0] == "Phụ lục"
    assert texts[-1].startswith("Bằng chữ: ")
    assert len(word.sections) == 1
    assert word.sections[0].width_pt > 800
    assert not word.footnotes
    assert not any("Nơi nhận" in text or text == "KẾ HOẠCH" for text in texts)


def test_a_layout_of_the_workspace_takes_the_place_of_the_packaged_one(tmp_path):
    for name in ("plans/ubnd-cao-bang/2027-ke-hoach.yaml", "plans/ubnd-cao-bang/locality.yaml"):
        copy_file(name, tmp_path)
    copy_file("budgets/ubnd-cao-bang/2027.yaml", tmp_path)
    folder = tmp_path / "templates" / "packs" / "cao-bang" / "annexes"
    folder.mkdir(parents=True)
    own = "ten_mau: Riêng\nmo_ta: Riêng\ncac_cot: [stt, noi_dung, kinh_phi]\ncot_tong: kinh_phi\n"
    (folder / "a.yaml").write_text(own, "utf-8")
    plan = tmp_path / "plans" / "ubnd-cao-bang" / "2027-ke-hoach.yaml"
    built = build_document(plan, Workspace.open(tmp_path))

    assert [column.id for column in built.budgets[0].layout.columns] == [
        *("stt", "noi_dung", "kinh_phi"),
    ]
    assert folder / "a.yaml" in built.inputs


def copy_file(name, root):
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes((ROOT / name).read_bytes())


def test_the_sum_in_words_stays_with_the_last_row(built):
    xml = (
        ZipFile(BytesIO(make_file(built, "docx", annexes_only=True).content))
        .read("word/document.xml")
        .decode()
    )
    rows = xml.split("<w:tr>")
    last, spacer = rows[-1].split("</w:tbl>")

    assert last.count("<w:keepNext/>") == last.count("<w:p>")
    assert "<w:keepNext/>" in spacer.split("Bằng chữ")[0]
    group = next(row for row in rows if ">II<" in row)
    assert group.count("<w:keepNext/>") == group.count("<w:p>")
