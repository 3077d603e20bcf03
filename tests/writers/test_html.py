"""The HTML page: whole, in the look of its standard, and nothing in it runs or is fetched."""

import re
from html.parser import HTMLParser

import pytest
from lxml import html

from generator.document.nodes import (
    Annex,
    Cell,
    Column,
    Document,
    Footnote,
    Frame,
    Heading,
    Orientation,
    Paragraph,
    Properties,
    Regime,
    Row,
    Run,
    Table,
)
from generator.errors import InputError
from generator.standards import load_standard
from generator.writers import WRITERS

ND30 = load_standard("nd30")
HOSTILE = '<script>alert("a")</script>&amp;<img src="https://example.org/a.png" onerror=\'b\'>'


def text(words, **look):
    return (Run(words, **look),)


def document(*blocks, annexes=(), **changes):
    values = {
        "regime": Regime.STATE,
        "standard": "nd30",
        "layout": "named",
        "co_quan_chu_quan": (),
        "co_quan_ban_hanh": ("ỦY BAN NHÂN DÂN",),
        "so_ky_hieu": "Số:      /KH-UBND",
        "dia_danh_ngay": "Cao Bằng, ngày      tháng 02 năm 2027",
        "ten_loai": "KẾ HOẠCH",
        "trich_yeu": ("Công tác đối ngoại",),
        "noi_nhan": ("- Như trên;",),
        "chuc_vu": "CHỦ TỊCH",
        "ho_ten": "Nguyễn Văn An",
    }
    frame = Frame(**{**values, **changes})
    return Document(frame, blocks, Properties("Kế hoạch", "", ""), annexes)


def annex(*blocks):
    return Annex("Phụ lục I", ("DỰ TOÁN",), "(Kèm theo)", Orientation.LANDSCAPE, blocks)


def page(made, **options):
    return WRITERS["html"].make(made, standard=ND30, **options).content.decode()


def tree(made, **options):
    return html.fromstring(page(made, **options).encode())


def words(element):
    return " ".join(element.text_content().split())


def test_the_page_has_every_formal_part_and_the_text_in_their_order():
    shown = words(tree(document(Paragraph(text("Nội dung.")))).find("body"))
    parts = ["ỦY BAN NHÂN DÂN", "CỘNG HÒA", "/KH-UBND", "KẾ HOẠCH", "Công tác", "Nội dung.",
             "Nơi nhận", "CHỦ TỊCH", "Nguyễn Văn An"]  # fmt: skip

    places = [shown.index(part) for part in parts]
    assert places == sorted(places)


def test_headings_are_headings_and_what_is_bold_and_italic_says_so_without_styles():
    made = tree(
        document(
            Heading(text("MỤC ĐÍCH"), level=1, label="I."),
            Paragraph((Run("thường "), Run("đậm", bold=True), Run(" nghiêng", italic=True))),
        )
    )

    assert [words(one) for one in made.iter("h2")] == ["I. MỤC ĐÍCH"]
    (paragraph,) = made.find_class("noi_dung")
    assert [words(one) for one in paragraph.iter("b")] == ["đậm"]
    assert [words(one) for one in paragraph.iter("i")] == ["nghiêng"]


def test_a_table_keeps_its_merged_cells_header_and_alignment():
    wide = Cell((text("Tổng"),), colspan=2)
    rows = (
        Row((Cell((text("TT"),)), Cell((text("Tên"),))), header=True),
        Row((Cell((text("1"),), rowspan=2), Cell((text("a"),)))),
        Row((Cell((text("b"),)),)),
        Row((wide,)),
    )
    (table,) = tree(document(Table((Column(1), Column(3)), rows))).find_class("bang")

    assert [words(one) for one in table.iter("th")] == ["TT", "Tên"]
    cells = [(words(one), one.get("colspan"), one.get("rowspan")) for one in table.iter("td")]
    assert cells == [("1", "1", "2"), ("a", "1", "1"), ("b", "1", "1"), ("Tổng", "2", "1")]
    assert "text-align:center" in next(table.iter("th")).find("p").get("style")


def test_footnotes_are_numbered_through_and_stand_at_the_end_of_their_section():
    note = Paragraph((Run("Chữ"), Footnote(text("Một."))))
    other = Paragraph((Run("Chữ"), Footnote(text("Hai."))))
    main, appended = tree(document(note, annexes=(annex(other),))).iter("section")

    assert [words(one) for one in main.find_class("chu_thich")] == ["1 Một."]
    assert [words(one) for one in appended.find_class("chu_thich")] == ["2 Hai."]


def test_annexes_alone_are_the_annexes_and_nothing_else():
    made = document(Paragraph(text("Nội dung.")), annexes=(annex(Paragraph(text("Kinh phí."))),))
    shown = words(tree(made, annexes_only=True).find("body"))

    assert shown == "Phụ lục I DỰ TOÁN (Kèm theo) Kinh phí."


def test_whatever_is_typed_stands_on_the_page_as_text():
    table = Table((Column(1),), (Row((Cell((text(HOSTILE),)),)),))
    made = document(
        Paragraph((Run(HOSTILE), Footnote(text(HOSTILE)))),
        table,
        annexes=(annex(Paragraph(text(HOSTILE))),),
        ho_ten=HOSTILE,
        noi_nhan=(HOSTILE,),
        kinh_gui_label="Kính gửi:",
        kinh_gui=(HOSTILE,),
        trich_yeu=(HOSTILE,),
    )
    source = page(made)
    tags = set()
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attributes: tags.update((tag, *dict(attributes)))
    parser.feed(source)

    assert not tags & {"script", "img", "link", "iframe", "src", "href", "onerror"}
    assert source.count("&lt;script&gt;") >= 7
    assert "url(" not in source


def test_line_breaks_of_a_text_are_those_of_the_page():
    made = tree(document(Paragraph(text("một\nhai"))))

    assert len(list(made.find_class("noi_dung")[0].iter("br"))) == 1


def test_a_character_that_no_page_can_hold_is_refused_with_its_code():
    with pytest.raises(InputError, match=re.escape("U+0007")):
        page(document(Paragraph(text("một\x07hai"))))


def test_a_frame_changed_by_hand_is_said_to_be_left_out():
    made = WRITERS["html"].make(document(), standard=ND30, frame=b"x", frame_name="k.docx")

    (finding,) = made.findings
    assert finding.text().startswith("k.docx: lưu ý: trang HTML trình bày theo thể thức chuẩn")


def test_equal_documents_give_equal_bytes():
    assert page(document()) == page(document())
