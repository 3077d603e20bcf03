"""Sizes and places on the pages, measured in the file with another program than made it."""

from dataclasses import replace
from itertools import pairwise

import pytest
from pdf_reader import MM, read_pages
from specimens import annex, document, frame_of, long_paragraph

from generator.document.nodes import (
    Annex,
    Cell,
    Column,
    Footnote,
    Heading,
    Orientation,
    Paragraph,
    Row,
    Run,
    Table,
)
from generator.standards import load_standard
from generator.writers.pdf.looks import line_height
from generator.writers.pdf.write import write
from tests.changed_standards import changed_standard

LAYOUTS = [(name, layout) for name in ("nd30", "hd36", "hd05") for layout in ("named", "letter")]
IDS = ["-".join(each) for each in LAYOUTS]
MM_TOLERANCE = 1


def pages_of(standard_id, layout="named", *, blocks=None, annexes=(), **changes):
    made = document(frame_of(standard_id, layout, **changes), blocks, annexes)
    return read_pages(write(made, standard=load_standard(standard_id)))


def long_body(count=14):
    return tuple(long_paragraph() for _ in range(count))


@pytest.mark.parametrize(("standard_id", "layout"), LAYOUTS, ids=IDS)
def test_text_stands_between_the_margins(standard_id, layout):
    page = load_standard(standard_id).page
    for view in pages_of(standard_id, layout, blocks=long_body()):
        body = [each for each in view.letters if each.baseline > page.margin_top_mm.use]
        left, right = min(e.left for e in body), max(e.right for e in body)
        assert left == pytest.approx(page.margin_left_mm.use, abs=MM_TOLERANCE)
        assert right == pytest.approx(view.width - page.margin_right_mm.use, abs=MM_TOLERANCE)
        assert max(e.bottom for e in body) <= view.height - page.margin_bottom_mm.use + 1


@pytest.mark.parametrize("standard_id", ["nd30", "hd36", "hd05"])
def test_the_first_line_stands_at_the_top_margin(standard_id):
    standard = load_standard(standard_id)
    first = pages_of(standard_id)[0]
    top = min(letter.baseline for letter in first.letters)
    line = standard.components["co_quan_ban_hanh"].size_pt.use * 25.4 / 72

    assert top - line == pytest.approx(standard.page.margin_top_mm.use, abs=MM_TOLERANCE)


@pytest.mark.parametrize(("standard_id", "key"), [("nd30", "tieu_ngu"), ("hd05", "tieu_de_dang")])
def test_the_line_under_the_title_is_as_long_as_the_title(standard_id, key):
    view = pages_of(standard_id)[0]
    title = view.line(load_standard(standard_id).components[key].text)
    below = [rule for rule in view.rules if rule.y > title.baseline and rule.left > 90]
    rule = min(below, key=lambda each: each.y)

    assert rule.width == pytest.approx(title.width, rel=0.03)
    assert (rule.left + rule.right) / 2 == pytest.approx(title.middle, abs=0.5)


def test_lines_under_issuer_and_subject_are_a_third_to_a_half_of_the_text():
    view = pages_of("nd30")[0]
    for text, widest in (("TỈNH CAO BẰNG", "ỦY BAN NHÂN DÂN"), ("Triển khai", "Triển khai")):
        last, longest = view.line(text), view.line(widest)
        below = [
            rule
            for rule in view.rules
            if 0 < rule.y - last.baseline < 5
            and abs((rule.left + rule.right) / 2 - last.middle) < 2
        ]

        assert len(below) == 1
        assert longest.width / 3 <= below[0].width <= last.width / 2 + 0.2


@pytest.mark.parametrize("standard_id", ["nd30", "hd36", "hd05"])
def test_page_numbers_are_centred_in_the_top_margin_and_absent_on_page_1(standard_id):
    standard = load_standard(standard_id)
    views = pages_of(standard_id, blocks=long_body(40))
    page = standard.page
    middle = (page.margin_left_mm.use + page.width_mm.use - page.margin_right_mm.use) / 2

    assert not [e for e in views[0].letters if e.baseline < page.margin_top_mm.use]
    for number, view in enumerate(views[1:], start=2):
        line = view.lines[0]
        assert line.text == str(number)
        assert line.middle == pytest.approx(middle, abs=MM_TOLERANCE)
        assert page.header_mm.use < line.baseline < page.margin_top_mm.use
        assert line.size == standard.components["so_trang"].size_pt.use


@pytest.mark.parametrize(("standard_id", "layout"), LAYOUTS, ids=IDS)
def test_each_part_has_its_size_and_weight(standard_id, layout):
    standard = load_standard(standard_id)
    made = document(frame_of(standard_id, layout))
    frame = made.frame
    views = read_pages(write(made, standard=standard))
    parts = {
        "co_quan_ban_hanh": frame.co_quan_ban_hanh[0],
        "so_ky_hieu": frame.so_ky_hieu.split("     ")[-1],
        "dia_danh_ngay": "tháng 02 năm 2027",
        "quyen_han": frame.quyen_han[0],
        "chuc_vu": frame.chuc_vu,
        "ho_ten": frame.ho_ten,
        "noi_nhan_label": "Nơi nhận:",
        "noi_nhan_list": frame.noi_nhan[1][:12],
        "de_muc_1": "MỤC ĐÍCH, YÊU CẦU",
        "noi_dung": "Căn cứ nhiệm vụ",
    }
    if layout == "named":
        parts |= {"ten_loai": frame.ten_loai, "trich_yeu": "đối ngoại năm 2027"}
    for key, text in parts.items():
        look = standard.components[key]
        letters = _letters_of(views, text)
        found = {(each.size, each.bold, each.italic) for each in letters}

        assert found == {(look.size_pt.use, look.bold, look.italic)}, key


def _letters_of(views, text):
    wanted = text.replace(" ", "")
    for view in views:
        for line in view.lines:
            start = line.text.find(wanted)
            if start >= 0:
                return line.letters[start : start + len(wanted)]
    raise AssertionError(text)


@pytest.mark.parametrize(("standard_id", "spacing_pt"), [("hd05", 18), ("nd30", 1.15 * 14 * 1.149)])
def test_lines_stand_as_far_apart_as_the_standard_says(standard_id, spacing_pt):
    view = pages_of(standard_id, blocks=(long_paragraph(6), long_paragraph()))[0]
    baselines = [line.baseline for line in view.lines if line.width > 150]
    gap = (baselines[3] - baselines[2]) * 72 / 25.4

    assert gap == pytest.approx(spacing_pt, abs=0.05)


@pytest.mark.parametrize(("standard_id", "indent_mm"), [("hd05", 10), ("nd30", 12.7)])
def test_first_lines_are_indented(standard_id, indent_mm):
    view = pages_of(standard_id, blocks=(long_paragraph(3),))[0]
    first = view.line("Cơquan,đơnvị,địaphương")

    assert first.left - 30 == pytest.approx(indent_mm, abs=0.5)


def test_an_annex_lies_on_its_side_and_is_counted_from_1():
    views = pages_of("nd30", annexes=(annex(rows=40), annex("Phụ lục II", rows=4)))
    turned = [view for view in views if view.width > view.height]
    numbers = [view.lines[0].text for view in turned]

    assert len(turned) >= 4
    assert numbers[0].startswith("Phụlục")
    assert numbers[1:3] == ["2", "3"]
    assert numbers[-1].startswith("PhụlụcII")
    assert all("STT" in line for view in turned[1:3] for line in [view.line("STT").text])


def test_an_upright_annex_stays_upright():
    views = pages_of("nd30", annexes=(annex(orientation=Orientation.PORTRAIT, rows=3),))

    assert views[-1].height > views[-1].width


def test_recipients_and_signature_stay_together_with_two_lines_of_text():
    for count in range(8, 30, 3):
        blocks = tuple(Paragraph((Run(f"Dòng số {n}."),)) for n in range(count * 2))
        views = pages_of("nd30", blocks=blocks)
        last = views[-1]
        above = [line for line in last.lines if line.text.startswith("Dòngsố")]

        assert last.line("Nơinhận:").baseline < last.line("NguyễnVănAn").baseline
        assert len(above) >= 2


def test_no_heading_ends_a_page():
    for count in range(20, 40):
        lines = tuple(Paragraph((Run(f"Dòng số {n}."),)) for n in range(count))
        blocks = (*lines, Heading((Run("Đề mục"),), 2, "1."), long_paragraph(4), *lines)
        for view in pages_of("nd30", blocks=blocks)[:-1]:
            assert "Đềmục" not in view.lines[-1].text


def test_a_wide_date_line_makes_its_column_wider():
    line = "Thành phố Hồ Chí Minh, ngày      tháng 02 năm 2027"
    view = pages_of("hd05", dia_danh_ngay=line)[0]
    baselines = {round(each.baseline, 1) for each in view.letters if each.italic}

    assert view.line("tháng02năm2027").right < 196
    assert len([b for b in baselines if b < 45]) <= 2


def test_a_changed_number_of_the_standard_changes_the_page():
    wider = changed_standard("nd30", {"page": {"margin_left_mm": {"use": 35}}})
    made = replace(document(frame_of("nd30")), blocks=long_body())
    view = read_pages(write(made, standard=wider))[0]

    assert min(each.left for each in view.letters) == pytest.approx(35, abs=MM_TOLERANCE)


@pytest.mark.parametrize("standard_id", ["hd36", "hd05"])
def test_a_title_without_authority_line_is_bold_in_its_place(standard_id):
    with_line = pages_of(standard_id)[-1].line("PHÓ TRƯỞNG BAN")
    alone = pages_of(standard_id, quyen_han=())[-1].line("PHÓ TRƯỞNG BAN")

    assert not any(letter.bold for letter in with_line.letters)
    assert all(letter.bold for letter in alone.letters if letter.text.strip())


def grouped_rows(rows_above, *, keep):
    cells = [(f"{number}", "việc") for number in range(rows_above)]
    plain = [Row(tuple(Cell(((Run(each),),)) for each in row)) for row in cells]
    head = Row((Cell(((Run("I"),),)), Cell(((Run("Đầu nhóm"),),))), keep_next=keep)
    rows = (*plain, head, *plain[:3])
    table = Table((Column(1), Column(9)), rows)
    return Annex("Phụ lục", ("A",), "(x)", Orientation.LANDSCAPE, (table,))


def test_a_row_that_stays_with_the_next_is_not_the_last_of_a_page():
    def heads(keep):
        for count in range(14, 28):
            made = (grouped_rows(count, keep=keep),)
            for view in pages_of("nd30", annexes=made)[1:]:
                lowest = max(line.baseline for line in view.lines)
                yield any("nhóm" in line.text for line in view.lines if lowest - line.baseline < 1)

    assert any(heads(keep=False))
    assert not any(heads(keep=True))


def test_keeping_rows_together_leaves_the_columns_as_they_are():
    views = [pages_of("nd30", annexes=(grouped_rows(5, keep=keep),))[-1] for keep in (False, True)]

    first, second = ([(line.text, line.left) for line in view.lines] for view in views)
    assert first == second


def test_lines_of_notes_stand_as_far_apart_as_the_standard_says():
    """As far inside a note as its look says, and between notes by its space more."""
    look = load_standard("nd30").components["chu_thich"]
    line = line_height(look)
    long_note = Footnote((Run("một ghi chú dài để xuống dòng " * 12),))
    words = (Run("Thứ nhất"), long_note, Run(", thứ hai"), long_note, Run("."))
    view = pages_of("nd30", blocks=(Paragraph(words),))[0]
    notes = [each for each in view.lines if each.size == look.size_pt.use]
    gaps = [(after.baseline - before.baseline) / MM for before, after in pairwise(notes)]
    inside = len(gaps) // 2

    expected = [line] * inside + [line + look.after_pt.use] + [line] * inside
    assert gaps == pytest.approx(expected, abs=0.05)


@pytest.mark.parametrize("level", [1, 2, 3, 4])
@pytest.mark.parametrize("standard_id", ["nd30", "hd36", "hd05"])
def test_a_heading_of_two_lines_is_not_stretched(standard_id, level):
    title = "Chương trình mục tiêu quốc gia, " + "thôngtin" * 8
    view = pages_of(standard_id, blocks=(Heading((Run(title),), level, "6."), long_paragraph(6)))[0]
    page = load_standard(standard_id).page
    first = view.line("mục tiêu quốc gia")

    assert first.right < view.width - page.margin_right_mm.use - 5


@pytest.mark.parametrize(
    "symbol", ["57-KL/TW", "173/QĐ-TTg", "22/2016/TT-BTTTT", "158/2024/QH15", "858a/QĐ-TBDCB"]
)
def test_the_symbol_of_a_document_stands_on_one_line(symbol):
    for count in range(8, 26):
        words = f"{'m' * count} {'m' * 15} số {symbol}, ngày ký {'m' * count}"
        view = pages_of("nd30", blocks=(Paragraph((Run(words),)),))[0]

        assert view.line(symbol)


def test_a_symbol_wider_than_its_line_is_parted():
    symbol = "12/NQ-" + "M" * 60
    view = pages_of("nd30", blocks=(Paragraph((Run(f"số {symbol}"),)),))[0]

    assert max(letter.right for letter in view.letters) < view.width - 14


def test_a_symbol_stands_as_high_as_the_text_around_it():
    view = pages_of(
        "nd30", blocks=(Paragraph((Run("Kết luận số 57-KL/TW, ngày"),)), long_paragraph())
    )[0]

    assert len({round(each.baseline, 2) for each in view.line("số57-KL/TW,ngày").letters}) == 1
