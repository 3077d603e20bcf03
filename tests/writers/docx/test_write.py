"""A document as a Word file: sound, the same every time, kept together where it must be."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from openxml_audit import OpenXmlValidator
from specimens import (
    SENTENCE,
    annex,
    attached_plan,
    body,
    decision_body,
    document,
    frame_of,
    long_paragraph,
    party_frame,
    state_frame,
    table,
    text,
)

from generator.document.nodes import Origin, Paragraph, Run
from generator.errors import InputError
from generator.layout.formal import LAYOUTS
from generator.ooxml.package import open_word
from generator.readers.docx import read_docx
from generator.standards import STANDARD_IDS, load_standard
from generator.text.metrics import text_width
from generator.writers import WRITERS
from generator.writers.docx.start_frame import make_frame
from tests.invariants import check_package

ND30 = load_standard("nd30")
HD05 = load_standard("hd05")


def write(each, standard, **options):
    return WRITERS["docx"].write(each, standard=standard, **options)


def written(each, standard):
    return read_docx(write(each, standard))


def body_paragraph(file, start):
    return next(each for each in file.paragraphs if each.text.startswith(start))


def specimens():
    for standard_id in STANDARD_IDS:
        for layout in LAYOUTS:
            yield standard_id, document(frame_of(standard_id, layout), annexes=(annex(),))
    yield "nd30", document(state_frame(), decision_body(), (attached_plan(), annex()))
    yield "hd05", document(party_frame(noi_nhan=(), chuc_vu="", ho_ten="", draft_mark=""))
    yield "nd30", document(state_frame(), (*body(), table(2), table(3)))


@pytest.mark.parametrize(("standard_id", "each"), list(specimens()))
def test_the_file_is_sound(standard_id, each, tmp_path):
    data = write(each, load_standard(standard_id))
    path = tmp_path / "document.docx"
    path.write_bytes(data)

    assert [str(error) for error in OpenXmlValidator().validate(path).errors] == []
    assert check_package(data) == []


@pytest.mark.parametrize("standard_id", STANDARD_IDS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_frame_itself_is_sound(standard_id, layout, tmp_path):
    data = make_frame(load_standard(standard_id), layout)
    path = tmp_path / "frame.docx"
    path.write_bytes(data)

    assert [str(error) for error in OpenXmlValidator().validate(path).errors] == []
    assert check_package(data) == []


def test_no_tag_is_left_in_any_part():
    package = open_word(write(document(state_frame(), annexes=(annex(),)), ND30))
    parts = {each.name: package.read(each.name).decode() for each in package.members}

    assert [name for name, data in parts.items() if re.search(r"\{[{%#]|[}%#]\}", data)] == []


def test_equal_documents_have_equal_bytes_in_every_thread():
    pairs = [
        (document(frame_of(standard_id, layout), annexes=(annex(rows=4),)), standard_id)
        for standard_id in STANDARD_IDS
        for layout in LAYOUTS
    ]
    expected = [write(each, load_standard(standard_id)) for each, standard_id in pairs]

    with ThreadPoolExecutor(8) as pool:
        jobs = [
            pool.submit(write, each, load_standard(standard_id)) for each, standard_id in pairs * 20
        ]
    assert [job.result() for job in jobs] == expected * 20


def test_core_properties_and_language_are_those_of_the_document():
    file = written(document(party_frame()), HD05)

    assert file.properties == {
        "title": "Hướng dẫn & kế hoạch",
        "subject": "thông tin đối ngoại",
        "creator": "Ban <soạn thảo>",
        "language": "vi-VN",
    }
    assert file.language == "vi-VN"


def test_the_file_says_which_standard_it_was_made_from():
    package = open_word(write(document(party_frame()), HD05))

    properties = package.xml("docProps/custom.xml")
    assert {each.get("name"): "".join(each.itertext()) for each in properties} == {
        "kehoach.standard": "hd05",
        "kehoach.fingerprint": HD05.fingerprint,
    }


@pytest.mark.parametrize("standard_id", STANDARD_IDS)
def test_recipients_and_signature_stand_in_one_row_that_never_splits(standard_id):
    file = written(document(frame_of(standard_id)), load_standard(standard_id))
    recipients = body_paragraph(file, "Nơi nhận:")
    name = body_paragraph(file, "Nguyễn Văn An")

    assert recipients.cell.table == name.cell.table
    assert (recipients.cell.row, recipients.cell.column) == (0, 0)
    assert (name.cell.row, name.cell.column) == (0, 1)
    assert [row.cant_split for row in file.tables[name.cell.table].rows] == [True]


def kept_before_signature(blocks):
    """Return the texts of the body that stay on the page of the signature, the last first."""
    file = written(document(state_frame(), blocks), ND30)
    place = file.paragraphs.index(body_paragraph(file, "Nơi nhận:"))
    kept = []
    for paragraph in reversed(file.paragraphs[:place]):
        if not paragraph.look.keep_next:
            return kept
        if paragraph.text:
            kept.append(paragraph.text)
    return kept


def test_a_long_last_paragraph_stays_with_the_signature():
    assert kept_before_signature((long_paragraph(1), long_paragraph(3))) == [
        long_paragraph(3).inlines[0].text
    ]


def test_a_short_last_paragraph_brings_the_one_before_it_along():
    blocks = (long_paragraph(1), long_paragraph(2), Paragraph(text("Trân trọng./.")))

    assert kept_before_signature(blocks) == ["Trân trọng./.", (SENTENCE * 2).strip()]


def test_a_heading_before_the_kept_lines_stays_with_them():
    assert kept_before_signature(body())[-1] == "II. TỔ CHỨC THỰC HIỆN"


def test_the_last_row_of_a_table_stays_with_the_signature():
    kept = kept_before_signature((long_paragraph(), table(2)))

    assert set(kept) == {"Tổng cộng", "99.000.000", "Chưa gồm thuế"}


def test_type_name_and_subject_stay_with_the_text():
    file = written(document(state_frame()), ND30)

    assert body_paragraph(file, "KẾ HOẠCH").look.keep_next
    assert body_paragraph(file, "Triển khai công tác").look.keep_next


def test_the_head_of_a_table_is_repeated_and_no_row_splits():
    file = written(document(state_frame(), annexes=(annex(rows=40),)), ND30)
    rows = file.tables[-1].rows

    assert [row.header for row in rows] == [True, True, *[False] * 41]
    assert all(row.cant_split for row in rows)
    assert set(file.tables[-1].borders) >= {"top", "left", "bottom", "right", "insideH", "insideV"}


def test_a_table_fills_the_width_between_the_margins():
    file = written(document(state_frame(), annexes=(annex(),)), ND30)

    assert sum(file.tables[-1].grid_pt) == pytest.approx(file.sections[1].text_width_pt)


def test_no_column_is_narrower_than_its_longest_word():
    file = written(document(state_frame(), (table(3),)), ND30)
    grid = next(each.grid_pt for each in file.tables if each.style_id == "BangSoLieu")
    margins = 2 * 1.5 * 72 / 25.4

    assert grid[0] - margins > text_width("STT", 12, bold=True)
    assert grid[3] - margins > text_width("99.000.000", 12, bold=True)


def test_merged_cells_cover_the_grid():
    package = open_word(write(document(state_frame(), (table(1),)), ND30))
    xml = package.read("word/document.xml").decode()
    rows = [row for row in re.findall(r"<w:tr>.*?</w:tr>", xml) if "BangTieuDe" in row]

    assert [row.count("<w:tc>") for row in rows] == [4, 5]
    assert [row.count('<w:vMerge w:val="restart"/>') for row in rows] == [3, 0]
    assert [row.count("<w:vMerge/>") for row in rows] == [0, 3]


def test_two_tables_in_a_row_stay_two():
    file = written(document(state_frame(), (table(1), table(2), long_paragraph())), ND30)

    assert len(file.tables) == 4


def test_quoc_hieu_and_party_title_fit_their_column():
    for standard, key in ((ND30, "quoc_hieu"), (HD05, "tieu_de_dang")):
        look = standard.components[key]
        file = written(document(frame_of(standard.id)), standard)

        assert text_width(look.text, look.size_pt.use, bold=True) < file.tables[0].grid_pt[1]


@pytest.mark.parametrize("standard_id", STANDARD_IDS)
def test_a_long_date_line_widens_its_column(standard_id):
    standard = load_standard(standard_id)
    date = "Thành phố Hồ Chí Minh, ngày      tháng      năm 2027"
    file = written(document(frame_of(standard_id, dia_danh_ngay=date)), standard)
    size = standard.components["dia_danh_ngay"].size_pt.use

    assert text_width(date, size, italic=True) < file.tables[0].grid_pt[1]
    assert sum(file.tables[0].grid_pt) == pytest.approx(file.sections[0].text_width_pt)


def test_a_long_issuer_is_broken_into_even_lines():
    frame = party_frame(co_quan_ban_hanh=("ĐẢNG ỦY SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH",))

    assert "ĐẢNG ỦY SỞ VĂN HÓA,\nTHỂ THAO VÀ DU LỊCH" in [
        each.text for each in written(document(frame), HD05).paragraphs
    ]


def test_text_that_looks_like_markup_or_a_tag_stays_text():
    blocks = (Paragraph(text('Sở TN&MT <dự thảo> "A" {{ body }} {% if %}')), long_paragraph())
    file = written(document(state_frame(), blocks), ND30)

    assert body_paragraph(file, "Sở TN").text == blocks[0].inlines[0].text


def test_a_control_character_is_a_finding_at_the_line_it_came_from():
    block = Paragraph((Run("Nội dung\x07 sai"),), origin=Origin("plans/a.yaml", 12))

    with pytest.raises(InputError) as error:
        write(document(state_frame(), (block,)), ND30)

    assert [finding.text() for finding in error.value.findings] == [
        (
            "plans/a.yaml:12: lỗi: ký tự điều khiển U+0007 trong “Nội dung� sai” không đưa được "
            "vào tệp Word (KM01)\n  gợi ý: xóa ký tự đó rồi gõ lại"
        )
    ]


def changed_frame(change):
    package = open_word(make_frame(HD05, "named"))
    parts = ("word/document.xml", "word/styles.xml")
    return package.with_parts(
        {part: change(package.read(part).decode()).encode() for part in parts}
    ).to_bytes()


def test_a_frame_somebody_changed_is_filled_in_as_it_is():
    frame = changed_frame(
        lambda xml: xml.replace("Nơi nhận:", "Nơi nhận (sửa):").replace(
            'w:top="1134"', 'w:top="1300"'
        )
    )
    file = read_docx(write(document(party_frame(), annexes=(annex(),)), HD05, frame=frame))

    assert body_paragraph(file, "Nơi nhận (sửa):")
    assert {section.top_pt for section in file.sections} == {65}


def test_a_frame_without_a_place_for_the_text_is_refused():
    frame = changed_frame(lambda xml: xml.replace("{{p body }}", "").replace("{{p annexes }}", ""))

    with pytest.raises(InputError) as error:
        write(document(party_frame(), annexes=(annex(),)), HD05, frame=frame, frame_name="k.docx")

    assert [finding.text().split("\n")[0] for finding in error.value.findings] == [
        "k.docx: lỗi: khung Word không có chỗ cho phần này: thiếu thẻ {{p body }} (KM02)",
        "k.docx: lỗi: khung Word không có chỗ cho phần này: thiếu thẻ {{p annexes }} (KM02)",
    ]


@pytest.mark.parametrize(("standard_id", "each"), list(specimens()))
def test_the_built_in_frames_leave_nothing_out(standard_id, each):
    standard = load_standard(standard_id)
    frame = make_frame(standard, each.frame.layout)

    assert WRITERS["docx"].make(each, standard=standard, frame=frame).findings == ()


def test_a_frame_that_only_tests_the_body_has_no_place_for_it():
    tested = "{%p if body %}</w:t></w:r></w:p><w:p><w:r><w:t>{%p endif %}"
    frame = changed_frame(lambda xml: xml.replace("{{p body }}", tested))

    with pytest.raises(InputError, match=r"không có chỗ cho phần này: thiếu thẻ \{\{p body"):
        write(document(party_frame()), HD05, frame=frame)


def test_a_frame_without_our_styles_is_refused():
    frame = changed_frame(lambda xml: xml.replace('w:styleId="DeMuc1"', 'w:styleId="Khac"'))

    with pytest.raises(InputError, match="khung Word không có kiểu “Đề mục 1”"):
        write(document(party_frame()), HD05, frame=frame)


def test_a_document_without_annexes_ends_upright():
    file = written(document(state_frame()), ND30)

    assert [section.landscape for section in file.sections] == [False]


def test_annexes_follow_in_sections_of_their_own():
    annexes = (annex("Phụ lục I"), replace(attached_plan(), title=("QUY CHẾ",)))
    file = written(document(state_frame(), annexes=annexes), ND30)

    assert [section.landscape for section in file.sections] == [False, True, False]
    assert body_paragraph(file, "Phụ lục I").section == 1
    assert body_paragraph(file, "QUY CHẾ").section == 2


def test_a_head_who_signs_in_person_has_the_title_in_bold():
    file = written(document(party_frame(quyen_han=(), chuc_vu="TRƯỞNG BAN")), HD05)

    assert body_paragraph(file, "TRƯỞNG BAN").runs[0].look.bold
