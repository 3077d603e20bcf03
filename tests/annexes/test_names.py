"""What a text says of a budget, and its assignments and recipients made from the rows."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from sample_budgets import budget, layout, worked_out

from generator.annexes.names import EMPTY_NAMES, duties, missing_recipients, text_names
from generator.document.nodes import Heading, plain_text
from generator.document.walk import iter_inlines
from generator.model.budget import CachDanhSo
from generator.pipeline import build_document, make_file
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
        ("Tỉnh Đoàn", [], ["I.2"]),
        ("Ủy ban nhân dân cấp xã", [], ["II.1"]),
        ("Cơ quan báo chí của tỉnh", ["I.1"], []),
    ]


def test_rows_counted_through_are_pointed_to_by_their_number_alone():
    made = ROWS.model_copy(update={"danh_so": CachDanhSo.LIEN_TUC})

    assert [row.muc for row in duties(worked_out(made))[0].chu_tri] == ["2", "3"]


@pytest.mark.parametrize(
    ("recipients", "missing"),
    [
        (
            [],
            [
                *("Sở Ngoại vụ", "Công an tỉnh", "Tỉnh Đoàn", "Ủy ban nhân dân cấp xã"),
                "Cơ quan báo chí của tỉnh",
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
    words = text.split("(Bằng chữ: ")[1].split(")")[0]
    assert read_words(words) == total


def test_each_body_of_the_example_has_a_section_and_is_reached(built):
    computed = built.budgets[0].computed
    titles = {
        plain_text(block.inlines) for block in built.document.blocks if isinstance(block, Heading)
    }

    assert {duty.co_quan for duty in duties(computed)} <= titles
    assert missing_recipients(computed, built.document.frame.noi_nhan) == ()


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
