"""A document as a styled flow: which look each block has, what stays together, how wide it is."""

from generator.document.nodes import (
    Align,
    Bullet,
    Cell,
    Column,
    Document,
    Footnote,
    Frame,
    Heading,
    LineBreak,
    Paragraph,
    Properties,
    Regime,
    Role,
    Row,
    Run,
    Table,
)
from generator.layout.blocks import lay_out_blocks
from generator.layout.flow import Columns, Gap, Grid, RuleBelow, StyledParagraph
from generator.layout.formal import DocumentLayout, standard_room
from generator.layout.pieces import Break, Comma, Note, Text, pieces_of
from generator.standards import load_standard

ND30, HD05 = load_standard("nd30"), load_standard("hd05")
WIDTH = 400.0


def lay_out(*blocks, standard=ND30, **options):
    return lay_out_blocks(blocks, standard, WIDTH, **options)


def looks(items):
    return [item.look.id for item in items if isinstance(item, StyledParagraph)]


def text(words, **look):
    return (Run(words, **look),)


def table(*widths, words="số"):
    columns = tuple(Column(width) for width in widths)
    return Table(columns, (Row(tuple(Cell((text(words),)) for _ in columns)),))


def letterhead(**changes):
    values = {
        "regime": Regime.STATE,
        "standard": "nd30",
        "layout": "named",
        "co_quan_chu_quan": (),
        "co_quan_ban_hanh": ("ỦY BAN NHÂN DÂN TỈNH",),
        "so_ky_hieu": "Số:      /KH-UBND",
        "dia_danh_ngay": "Cao Bằng, ngày      tháng 02 năm 2027",
        "ten_loai": "KẾ HOẠCH",
        "trich_yeu": ("Công tác đối ngoại năm 2027",),
        "ho_ten": "Nguyễn Văn An",
    }
    return Frame(**{**values, **changes})


def layout(*blocks, standard=ND30, **changes):
    made = Document(letterhead(**changes), blocks, Properties("", "", ""))
    return DocumentLayout(made, standard)


def test_each_kind_of_block_has_the_look_of_its_component():
    items = lay_out(
        Paragraph(text("Căn cứ"), Role.CAN_CU),
        Paragraph(text("văn bản")),
        Heading(text("Tên chương"), level=1, label="Chương I"),
        Heading(text("Phạm vi"), level=1, label="Điều 1."),
        Heading(text("Mục đích"), level=6, label="a)"),
        Heading(text("Đoạn"), level=2, label="1.", run_in=True),
        Bullet(text("một")),
        Bullet(text("hai"), level=3),
    )

    assert looks(items) == [
        "can_cu", "noi_dung", "phan_chuong", "dieu", "de_muc_4", "doan_danh_so", "gach_dau_dong",
        "dau_cong",
    ]  # fmt: skip


def test_the_label_of_an_article_is_bold_and_its_passage_is_not():
    (item,) = lay_out(Heading(text("Phạm vi"), 1, label="Điều 1.", run_in=True, bold=False))

    assert [(piece.text, piece.bold) for piece in item.pieces] == [
        ("Điều 1.", True),
        (" ", True),
        ("Phạm vi", False),
    ]


def test_the_title_of_a_chapter_stands_below_its_number():
    (item,) = lay_out(Heading(text("QUY ĐỊNH CHUNG"), 1, label="Chương I"))

    assert item.pieces == (Text("Chương I", bold=True), Break(), Text("QUY ĐỊNH CHUNG", bold=True))


def test_a_title_is_in_the_outline_and_a_passage_that_runs_on_is_not():
    title, passage = lay_out(
        Heading(text("Mục đích"), 2, label="1."),
        Heading(text("Đoạn"), 2, label="2.", run_in=True),
    )

    assert (title.level, passage.level) == (2, 0)


def test_what_a_component_makes_italic_is_italic_in_each_piece():
    (item,) = lay_out(Paragraph((Run("Căn cứ "), Run("Luật", bold=True)), Role.CAN_CU))

    assert item.pieces == (Text("Căn cứ ", italic=True), Text("Luật", bold=True, italic=True))


def test_two_notes_in_a_row_are_parted_by_a_comma():
    note = Footnote(text("nguồn"))
    pieces = pieces_of((Run("chữ"), note, Run(" "), note, LineBreak(), note))

    kinds = [type(piece) for piece in pieces]
    assert kinds == [Text, Note, Comma, Text, Note, Break, Note]


def test_the_last_blocks_stay_with_what_follows():
    items = lay_out(*[Paragraph(text("đoạn"))] * 4, keep_last=2)

    assert [item.keep for item in items] == [False, False, True, True]


def test_a_table_knows_when_its_sum_in_words_follows():
    words = Paragraph(text("Bằng chữ: ..."), Role.WORDS)
    grid, gap, _ = lay_out(table(1), words)
    alone = lay_out(table(1))[0]

    assert grid.is_above_words
    assert gap.is_above_words
    assert not alone.is_above_words


def test_columns_share_the_width_and_the_longest_word_takes_room_from_wider_ones():
    even, gap = lay_out(table(1, 3))
    narrow = lay_out(table(1, 99, words="nghiêng"))[0]

    assert even.widths_pt == (100.0, 300.0)
    assert isinstance(gap, Gap)
    assert narrow.widths_pt[0] > WIDTH / 100
    assert round(sum(narrow.widths_pt), 6) == WIDTH


def test_a_header_cell_is_bold_and_centred_and_others_follow_their_column():
    header, row = Row((Cell((text("TT"),)),), header=True), Row((Cell((text("1"),)),))
    grid = lay_out(Table((Column(1, Align.RIGHT),), (header, row)))[0]

    assert isinstance(grid, Grid)
    assert [grid.align(one, one.cells[0], 0) for one in (header, row)] == [
        Align.CENTER,
        Align.RIGHT,
    ]
    pieces = [grid.pieces(one, one.cells[0], one.cells[0].paragraphs[0]) for one in (header, row)]
    assert pieces == [(Text("TT", bold=True),), (Text("1"),)]


def test_a_long_date_line_widens_the_right_column_of_the_head():
    short = standard_room(ND30, "Hà Nội, ngày 01 tháng 02 năm 2027").head_pt
    long = standard_room(ND30, "Thừa Thiên Huế - Vĩnh Phúc, ngày      tháng      năm 2027").head_pt

    assert long[1] > short[1]
    assert round(sum(long), 6) == round(sum(short), 6)


def test_the_line_below_a_subject_is_drawn_or_written_as_its_standard_says():
    (drawn,) = layout().rule_below("trich_yeu")
    (written,) = layout(standard=HD05).rule_below("trich_yeu")

    assert (drawn.text, drawn.length_pt > 0) == ("", True)
    assert (written.text, written.length_pt) == ("-----", 0)
    assert layout(trich_yeu=()).rule_below("trich_yeu") == []


def test_a_letter_has_its_subject_in_the_head_and_no_title():
    letter = layout(layout="letter")
    (head,) = letter.head()

    assert letter.titles() == []
    assert "trich_yeu_cong_van" in looks(head.rows[1][0])


def test_a_head_who_signs_in_person_has_the_title_as_the_bold_line():
    _, foot = layout(chuc_vu="CHỦ TỊCH").foot()

    assert isinstance(foot, Columns)
    assert looks(foot.rows[0][1]) == ["quyen_han", "ho_ten"]


def test_every_formal_part_names_the_value_it_prints():
    made = layout(noi_nhan=("- Như trên;",), chuc_vu="PHÓ CHỦ TỊCH", quyen_han=("KT. CHỦ TỊCH",))
    parts = [*made.head(), *made.titles(), *made.foot()]
    cells = [item for one in parts if isinstance(one, Columns) for row in one.rows for cell in row
             for item in cell]  # fmt: skip
    named = {
        item.place.name
        for item in [*parts, *cells]
        if isinstance(item, StyledParagraph | RuleBelow) and item.place.name
    }

    assert named == set(made.texts) - {"co_quan_chu_quan", "draft_mark"}
