import io
import zipfile

import docx
import pytest
from docx.document import Document
from form_samples import DATA

from generator.budget.forms.word import fill_word
from generator.errors import InputError
from generator.model.money import DonViTinh


def saved(document: Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def headed_form() -> bytes:
    """A head of two rows with merged cells, one empty row, a total, notes below."""
    document = docx.Document()
    document.add_paragraph("Biểu số 02 năm {{ nam }}")
    document.add_paragraph("Đơn vị tính: nghìn đồng")
    table = document.add_table(5, 6)
    table.style = "Table Grid"
    for column, head in enumerate(
        ("STT", "Nội dung công việc", "Cơ quan", "", "Kinh phí", "Xếp loại")
    ):
        table.cell(0, column).text = head
    table.cell(1, 2).text, table.cell(1, 3).text = "Chủ trì", "Phối hợp"
    for column in (0, 1, 4, 5):
        table.cell(0, column).merge(table.cell(1, column))
    table.cell(0, 2).merge(table.cell(0, 3))
    run = table.cell(2, 1).paragraphs[0].add_run(" ")
    run.italic = True
    table.cell(4, 1).text = "Tổng cộng"
    document.add_paragraph("Ghi chú: nộp trước 30/11.")
    return saved(document)


def rows_of(content: bytes) -> list[list[str]]:
    table = docx.Document(io.BytesIO(content)).tables[0]
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_a_word_table_is_filled_by_its_heads() -> None:
    filled = fill_word(headed_form(), DATA, name="bieu.docx")

    rows = rows_of(filled.content)
    assert len(rows) == 2 + len(DATA.rows) + 1
    assert rows[3] == ["1", "Lớp tập huấn", "Sở Ngoại vụ", "Công an tỉnh", "121.000", ""]
    assert rows[8] == ["1", "Phóng sự", "Báo và Đài tỉnh", "", "80.500", ""]
    assert rows[-1] == ["", "Tổng cộng", "", "", "261.500", ""]
    assert [finding.id for finding in filled.findings] == ["FRM02", "FRM05"]


def test_texts_take_the_look_of_the_form_s_empty_row() -> None:
    filled = fill_word(headed_form(), DATA)

    table = docx.Document(io.BytesIO(filled.content)).tables[0]
    assert table.cell(3, 1).paragraphs[0].runs[0].italic
    assert table.cell(2, 1).paragraphs[0].runs[0].bold
    assert not table.cell(3, 1).paragraphs[0].runs[0].bold


def test_marks_outside_the_table_are_filled_and_other_text_stays() -> None:
    filled = fill_word(headed_form(), DATA)

    document = docx.Document(io.BytesIO(filled.content))
    assert [paragraph.text for paragraph in document.paragraphs] == [
        "Biểu số 02 năm 2027", "Đơn vị tính: nghìn đồng", "Ghi chú: nộp trước 30/11."
    ]  # fmt: skip


def test_all_parts_but_the_text_are_byte_identical() -> None:
    form = headed_form()

    filled = fill_word(form, DATA)

    with (
        zipfile.ZipFile(io.BytesIO(form)) as old,
        zipfile.ZipFile(io.BytesIO(filled.content)) as new,
    ):
        assert old.namelist() == new.namelist()
        changed = [name for name in old.namelist() if old.read(name) != new.read(name)]
    assert changed == ["word/document.xml"]


def test_marked_rows_of_a_word_table_are_repeated_by_level() -> None:
    document = docx.Document()
    table = document.add_table(3, 3)
    for column, head in enumerate(("#", "Việc", "Tiền")):
        table.cell(0, column).text = head
    money = "{{ kinh_phi | trieu_dong }}"
    marks = (("{{ nhom.stt }}", "{{ nhom.noi_dung }}", ""),
             ("{{ stt }}", "{{ noi_dung }} - {{ chu_tri }}", money))  # fmt: skip
    for row, texts in enumerate(marks, start=1):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text

    rows = rows_of(fill_word(saved(document), DATA).content)

    assert rows[1:6] == [
        ["I", "Tập huấn, bồi dưỡng", ""],
        ["1", "Lớp tập huấn - Sở Ngoại vụ", "121"],
        ["1.1", "Thù lao giảng viên", "16"],
        ["1.2", "Hội trường & thiết bị <âm thanh>", "105"],
        ["2", "=Bồi dưỡng - Báo và Đài tỉnh", "60"],
    ]
    assert rows[7][2] == "80,5"
    assert rows[8][2] == "Lồng ghép"


def test_a_mark_cut_in_pieces_by_word_is_still_read() -> None:
    document = docx.Document()
    table = document.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Việc", "Tiền"
    paragraph = table.cell(1, 0).paragraphs[0]
    for piece in ("{{ noi", "_dung", " }}"):
        paragraph.add_run(piece)

    rows = rows_of(fill_word(saved(document), DATA).content)

    assert [row[0] for row in rows] == ["Việc", *(row.values["noi_dung"] for row in DATA.rows)]


def test_sums_without_a_unit_are_left_out_unless_it_is_given() -> None:
    document = docx.Document()
    table = document.add_table(2, 3)
    for column, head in enumerate(("Nội dung", "Cơ quan chủ trì", "Kinh phí")):
        table.cell(0, column).text = head
    form = saved(document)

    left = rows_of(fill_word(form, DATA).content)
    told = rows_of(fill_word(form, DATA, unit=DonViTinh.DONG).content)

    assert {row[2] for row in left[1:]} == {""}
    assert told[2][2] == "121.000.000"


def test_a_word_file_without_a_table_is_refused() -> None:
    with pytest.raises(InputError) as error:
        fill_word(saved(docx.Document()), DATA, name="bieu.docx")

    assert [finding.id for finding in error.value.findings] == ["FRM01"]
