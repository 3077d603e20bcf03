"""What a copied, old or oddly typed file says is put right, and each change is told."""

from datetime import date

import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from imported_files import save

from generator.catalogues.load import load_catalogues
from generator.document.nodes import Bullet, Heading, Paragraph, Run, Table, plain_text
from generator.model.base import Regime
from generator.revise.importer.citations import References
from generator.revise.importer.report import make_report
from generator.revise.importer.tidy import TCVN3, VNI, convert, encoding_of_text
from generator.revise.problems import INVISIBLE, STRAY, SYMBOL

SECTION = "I. MỤC ĐÍCH, YÊU CẦU"


@pytest.fixture
def trip(tmp_path, import_and_build):
    def run(*paragraphs, **kwargs):
        return import_and_build(save(tmp_path, paragraphs, **kwargs))

    return run


def texts(trip):
    return [
        plain_text(each.inlines) for each in trip.built.document.blocks if hasattr(each, "inlines")
    ]


def repairs(trip):
    return {each.message for each in trip.draft.imported.tidied.repairs.findings}


def told(trip):
    return [each.text() for each in make_report(trip.draft.imported, trip.differences)]


def test_a_plain_file_needs_no_repair(trip):
    result = trip(SECTION, "1. Mục đích", "- Thông tin kịp thời, chính xác.")

    assert repairs(result) == set()
    assert result.differences == []
    assert [each.label for each in result.built.document.blocks if isinstance(each, Heading)] == [
        "I.",
        "1.",
    ]


# ---------------------------------------------------------------------- copies of a PDF


def test_a_sentence_that_a_line_end_broke_is_whole_again(trip):
    result = trip(
        "Các cấp ủy, tổ chức đảng trực thuộc Huyện ủy tiếp tục quán triệt, triển khai",
        "thực hiện nghiêm túc các nội dung của Hướng dẫn này.",
    )

    assert texts(result)[-1].endswith(
        "triển khai thực hiện nghiêm túc các nội dung của Hướng dẫn này."
    )
    assert repairs(result) == {"nối dòng bị ngắt giữa câu"}
    assert any("nối dòng bị ngắt giữa câu" in line for line in told(result))


def test_lines_that_end_a_sentence_stay_apart(trip):
    result = trip(
        "Các cấp ủy, tổ chức đảng trực thuộc Huyện ủy tiếp tục quán triệt, triển khai.",
        "thực hiện nghiêm túc các nội dung của Hướng dẫn này.",
    )

    assert len(texts(result)) == 3
    assert repairs(result) == set()


def test_items_glued_to_one_line_are_parted(trip):
    result = trip(
        "- Tuyên truyền chủ trương của Đảng.- Tăng cường thông tin đối ngoại. - Phối hợp."
    )

    bullets = [each for each in result.built.document.blocks if isinstance(each, Bullet)]
    assert [plain_text(each.inlines) for each in bullets] == [
        "Tuyên truyền chủ trương của Đảng.",
        "Tăng cường thông tin đối ngoại.",
        "Phối hợp.",
    ]
    assert repairs(result) == {"tách các dòng bị nối vào nhau"}


def test_a_dash_inside_a_sentence_parts_nothing(trip):
    result = trip("- Tuyến Hà Nội - Hải Phòng; - hoạt động 2023 - 2025.")

    assert texts(result)[-1] == "Tuyến Hà Nội - Hải Phòng; - hoạt động 2023 - 2025."
    assert repairs(result) == set()


def test_page_numbers_between_paragraphs_are_left_out(trip):
    result = trip("Đoạn thứ nhất của văn bản.", "2", "Đoạn thứ hai của văn bản.", "- 3 -", "Hết.")

    assert texts(result)[1:] == ["Đoạn thứ nhất của văn bản.", "Đoạn thứ hai của văn bản.", "Hết."]
    assert repairs(result) == {"bỏ số trang lẫn trong nội dung"}


@pytest.mark.parametrize(
    ("typed", "read", "kind"),
    [
        ("Thông\u200b tin\ufeff", "Thông tin", INVISIBLE),
        ("Thông tin \uf0d2Việt Nam\uf0d3", "Thông tin “Việt Nam”", SYMBOL),
        ("Thông tin \ue123", "Thông tin", STRAY),
        ("di\ufb03cult Thông tin", "difficult Thông tin", SYMBOL),
    ],
)  # fmt: skip
def test_stray_characters_are_put_right(trip, typed, read, kind):
    result = trip(typed)

    assert texts(result)[-1] == read
    assert repairs(result) == {kind.message}


def test_letters_and_marks_apart_become_one(trip):
    result = trip("Tho\u0302ng tin đo\u0302\u0301i ngoại")

    assert texts(result)[-1] == "Thông tin đối ngoại"
    assert repairs(result) == set()


# ---------------------------------------------------------------------- old encodings

LEGACY = "C«ng t¸c th«ng tin ®èi ngo¹i n¨m 2025 trªn ®Þa bµn huyÖn."
VNI_TEXT = "Coâng taùc thoâng tin ñoái ngoaïi naêm 2025 treân ñòa baøn huyeän."
MODERN = "Công tác thông tin đối ngoại năm 2025 trên địa bàn huyện."


def add(text, font=None):
    def edit(document):
        run = document.add_paragraph().add_run(text)
        if font:
            run.font.name = font

    return edit


@pytest.mark.parametrize(
    ("typed", "font", "encoding"),
    [
        (LEGACY, ".VnTime", TCVN3),
        (LEGACY, None, TCVN3),
        (VNI_TEXT, "VNI-Times", VNI),
        (VNI_TEXT, None, VNI),
    ],
    ids=["TCVN3 by font", "TCVN3 by text", "VNI by font", "VNI by text"],
)
def test_old_letters_are_told_by_font_and_by_text(trip, typed, font, encoding):
    result = trip(edit=add(typed, font))

    assert texts(result)[-1] == MODERN
    assert set(result.draft.imported.tidied.encodings) == {encoding}
    assert any(f"chuyển chữ từ bảng mã {encoding}" in line for line in told(result))


def test_capital_fonts_show_capitals(trip):
    result = trip(edit=add("h­íng dÉn", ".VnTimeH"))

    assert texts(result)[-1] == "HƯỚNG DẪN"


def test_modern_text_in_an_old_font_stays(trip):
    result = trip(edit=add(MODERN, ".VnTime"))

    assert texts(result)[-1] == MODERN
    assert result.draft.imported.tidied.encodings == {}


@pytest.mark.parametrize("text", [MODERN, "Le Français, déjà à Orléans", "50 % ± 2", "Hoà, thuỷ"])
def test_text_that_only_looks_odd_is_not_converted(text):
    assert encoding_of_text(text) == ""


ALPHABET = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
VNI_ALPHABET = (
    "aø aù aû aõ aï aê aè aé aú aü aë aâ aà aá aå aã aä ñ eø eù eû eõ eï eâ eà eá eå eã eä"
    " ì í æ ó ò oø où oû oõ oï oâ oà oá oå oã oä ô ôø ôù ôû ôõ ôï uø uù uû uõ uï ö öø öù öû öõ öï"
    " yø yù yû yõ î"
)


def test_every_letter_of_vni_is_known():
    assert [convert(each, VNI) for each in VNI_ALPHABET.split()] == list(ALPHABET)
    assert [convert(each.upper(), VNI) for each in VNI_ALPHABET.split()] == list(ALPHABET.upper())


# ---------------------------------------------------------------------- labels and tables


def numbered(document):
    """Two levels of Word's own numbering, and its own bullets."""
    numbering = document.part.numbering_part.element
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), "90")
    for level, (kind, text) in enumerate(
        (("upperRoman", "%1."), ("decimal", "%2."), ("bullet", "\uf0b7"))
    ):
        element = OxmlElement("w:lvl")
        element.set(qn("w:ilvl"), str(level))
        for name, value in (("w:start", "1"), ("w:numFmt", kind), ("w:lvlText", text)):
            child = OxmlElement(name)
            child.set(qn("w:val"), value)
            element.append(child)
        abstract.append(element)
    numbering.insert(0, abstract)
    number = OxmlElement("w:num")
    number.set(qn("w:numId"), "90")
    link = OxmlElement("w:abstractNumId")
    link.set(qn("w:val"), "90")
    number.append(link)
    numbering.append(number)
    for level, text in (
        (0, "MỤC ĐÍCH"), (1, "Mục đích chung"), (1, "Mục đích riêng"), (2, "Thông tin"),
        (0, "TỔ CHỨC"), (1, "Cấp ủy"),
    ):  # fmt: skip
        paragraph = document.add_paragraph(text)
        properties = paragraph._p.get_or_add_pPr()
        place = OxmlElement("w:numPr")
        for name, value in (("w:ilvl", str(level)), ("w:numId", "90")):
            child = OxmlElement(name)
            child.set(qn("w:val"), value)
            place.append(child)
        properties.append(place)


def test_automatic_numbers_are_labels_and_bullets_dash_items(trip):
    result = trip(edit=numbered)

    blocks = result.built.document.blocks[1:]
    assert [
        (each.label if isinstance(each, Heading) else each.marker, plain_text(each.inlines))
        for each in blocks
    ] == [
        ("I.", "MỤC ĐÍCH"),
        ("1.", "Mục đích chung"),
        ("2.", "Mục đích riêng"),
        ("-", "Thông tin"),
        ("II.", "TỔ CHỨC"),
        ("1.", "Cấp ủy"),
    ]


@pytest.mark.parametrize(
    ("lines", "labels"),
    [
        (("I. A", "1. B", "1.1. C", "a) D", "b) E", "2. F", "II. G", "1. H"),
         ["I.", "1.", "1.1.", "a)", "b)", "2.", "II.", "1."]),
        (("A. A", "I. B", "1. C", "B. D"), ["A.", "I.", "1.", "B."]),
        (("I/ A", "1/ B", "2/ C"), ["I/", "1/", "2/"]),
        (("1. A", "2. B", "2. C", "4. D"), ["1.", "2.", "2.", "4."]),
        (("1) A", "2) B"), ["1)", "2)"]),
        (("Phần I", "Phần I. A"), ["Phần I."]),
    ],
    ids=["four levels", "capital letters", "strokes", "a wrong number", "brackets", "parts"],
)  # fmt: skip
def test_labels_of_many_kinds_come_back_as_they_are(trip, lines, labels):
    result = trip(*(f"{line} nội dung" if " " in line else line for line in lines))

    assert result.differences == []
    found = [each.label for each in result.built.document.blocks if isinstance(each, Heading)]
    assert found[-len(labels) :] == labels


@pytest.mark.parametrize("line", ["1.250.000 đồng", "15/6/2023 là hạn", "2025. Năm mới", "a, b, c"])
def test_figures_at_the_start_of_a_line_are_no_labels(trip, line):
    result = trip(line)

    assert isinstance(result.built.document.blocks[-1], Paragraph)
    assert texts(result)[-1] == line


def test_other_marks_become_dashes_and_are_told(trip):
    result = trip("• Tuyên truyền trên báo chí", "-Tuyên truyền trực quan")

    assert [each.marker for each in result.built.document.blocks[1:]] == ["-", "-"]
    assert repairs(result) == {
        "đổi dấu đầu dòng '{detail}' thành dấu của thể thức",
        "thêm dấu cách sau '{detail}'",
    }


def test_a_table_keeps_its_merged_cells_paragraphs_and_notes_in_bold(trip):
    def edit(document):
        table = document.add_table(rows=3, cols=3)
        for place, text in enumerate(("TT", "Nhiệm vụ | việc", "Thời gian")):
            table.rows[0].cells[place].paragraphs[0].add_run(text).bold = True
        table.cell(1, 0).merge(table.cell(2, 0)).text = "1"
        table.cell(1, 1).merge(table.cell(1, 2)).text = "Hai cột"
        table.cell(2, 1).text = "Dòng một"
        table.cell(2, 1).add_paragraph("Dòng hai")

    result = trip(edit=edit)
    (table,) = (each for each in result.built.document.blocks if isinstance(each, Table))

    assert result.differences == []
    assert [row.header for row in table.rows] == [True, False, False]
    assert plain_text(table.rows[0].cells[1].paragraphs[0]) == "Nhiệm vụ | việc"
    assert [(each.colspan, each.rowspan) for each in table.rows[1].cells] == [(1, 2), (2, 1)]
    assert table.rows[2].cells[0].paragraphs == ((Run("Dòng một"),), (Run("Dòng hai"),))


# ---------------------------------------------------------------------- data


def test_assignments_become_data_that_the_text_prints(trip):
    result = trip(
        "I. TỔ CHỨC THỰC HIỆN",
        "1. Ban Tuyên giáo Huyện ủy",
        "- Tham mưu xây dựng kế hoạch.",
        "- Kiểm tra, đôn đốc.",
        "2. Các cấp ủy cơ sở",
        "- Tổ chức thực hiện.",
    )

    assert result.differences == []
    assert result.draft.imported.plan["to_chuc_thuc_hien"] == [
        {
            "co_quan": "Ban Tuyên giáo Huyện ủy",
            "viec": ["Tham mưu xây dựng kế hoạch.", "Kiểm tra, đôn đốc."],
        },
        {"co_quan": "Các cấp ủy cơ sở", "viec": ["Tổ chức thực hiện."]},
    ]
    assert "Kiểm tra, đôn đốc" not in result.draft.imported.plan["noi_dung"]


def test_a_table_of_tasks_becomes_data_that_the_table_prints(trip):
    rows = (
        ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian"),
        (
            "1",
            "Xây dựng chuyên mục",
            "Sở Văn hóa, Thể thao và Du lịch",
            "Sở Ngoại vụ; Báo",
            "Quý II",
        ),
        ("2", "Tập huấn (theo Kết luận số 57-KL/TW)", "Sở Nội vụ", "", "Cả năm"),
    )

    def edit(document):
        table = document.add_table(rows=len(rows), cols=len(rows[0]))
        for row, texts_ in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts_, strict=True):
                cell.paragraphs[0].add_run(text).bold = row is table.rows[0] or texts_ is rows[0]

    result = trip(edit=edit)

    assert result.differences == []
    assert result.draft.imported.plan["nhiem_vu"] == [
        {
            "noi_dung": "Xây dựng chuyên mục",
            "chu_tri": "Sở Văn hóa, Thể thao và Du lịch",
            "phoi_hop": ["Sở Ngoại vụ", "Báo"],
            "thoi_gian": "Quý II",
        },
        {
            "noi_dung": 'Tập huấn (theo {{ vien_dan("kl57", "ngan") }})',
            "chu_tri": "Sở Nội vụ",
            "thoi_gian": "Cả năm",
        },
    ]
    assert "Xây dựng chuyên mục" not in result.draft.imported.plan["noi_dung"]


def test_known_documents_are_cited_and_unknown_ones_declared(trip):
    result = trip(
        "Thực hiện Kết luận số 57-KL/TW, ngày 15/6/2023 của Bộ Chính trị.",
        "Theo Kế hoạch số 987-KH/HU, ngày 03/02/2025 của Huyện ủy Yên Bình.",
    )
    plan = result.draft.imported.plan

    assert result.differences == []
    assert 'vien_dan("kl57"' in plan["noi_dung"]
    assert 'vien_dan("987-kh-hu"' in plan["noi_dung"]
    assert plan["van_ban"] == [
        {
            "ma": "987-kh-hu",
            "loai": "Kế hoạch",
            "so_ky_hieu": "987-KH/HU",
            "ngay": "03/02/2025",
            "co_quan": "Huyện ủy Yên Bình",
        }
    ]


def test_days_partners_and_sums_become_data(trip):
    result = trip(
        "Tuyên truyền kỷ niệm 80 năm Ngày Quốc khánh nước Cộng hòa xã hội chủ nghĩa Việt Nam"
        " (02/9/1945 - 02/9/2025); quan hệ với tỉnh Vân Nam (Trung Quốc).",
        "Kinh phí thực hiện là 50.000.000 đồng.",
    )
    imported = result.draft.imported

    assert result.differences == []
    assert imported.plan["ngay_ky_niem"]["chon"] == ["quoc-khanh"]
    assert [each["ten_goi"] for each in imported.locality["doi_tac"]] == ["Vân Nam"]
    assert imported.plan["tham_so"] == {"so_tien_1": "50.000.000 đồng"}
    assert (
        'Tuyên truyền {{ liet_ke(ky_niem | map(attribute="cau") | list, "; ") }};'
        " quan hệ với {{ doi_tac }}."
    ) in imported.plan["noi_dung"]


def test_several_days_in_a_list_are_one_call(trip):
    result = trip(
        "Tuyên truyền kỷ niệm 50 năm Ngày Giải phóng miền Nam, thống nhất đất nước (30/4/1975 -"
        " 30/4/2025); kỷ niệm 135 năm Ngày sinh Chủ tịch Hồ Chí Minh (19/5/1890 - 19/5/2025).",
    )

    assert result.differences == []
    assert len(result.draft.imported.plan["ngay_ky_niem"]["chon"]) == 2
    assert "liet_ke(ky_niem" in result.draft.imported.plan["noi_dung"]


def test_a_day_in_other_words_than_the_catalogue_s_stays_text(trip):
    result = trip("Hướng đến kỷ niệm 80 năm Quốc khánh nước ta (02/9/1945 - 02/9/2025).")

    assert result.differences == []
    assert "ngay_ky_niem" not in result.draft.imported.plan
    assert any("giữ nguyên chữ" in line for line in told(result))


def test_a_file_without_a_letterhead_is_imported_with_warnings(trip):
    result = trip(
        "Nội dung công tác thông tin đối ngoại.",
        head=(("Ghi chú",), ("Bản thảo",)),
        foot=(("Hết",), ("",)),
    )

    assert result.draft.imported.recognised.regime is None
    assert any(
        "không rõ văn bản của Đảng hay của cơ quan nhà nước" in line for line in told(result)
    )
    assert "Nội dung công tác thông tin đối ngoại." in texts(result)


# ---------------------------------------------------------------------- the issuing body


def test_a_body_of_the_catalogue_is_named_by_the_catalogue(trip):
    head = (
        ("TỈNH ỦY CAO BẰNG", "BAN TUYÊN GIÁO VÀ DÂN VẬN", "*", "Số 15-HD/BTGDVTU"),
        ("ĐẢNG CỘNG SẢN VIỆT NAM", "Cao Bằng, ngày 15 tháng 3 năm 2026"),
    )

    result = trip(SECTION, "1. Mục đích", "- Thông tin kịp thời.", head=head)

    (body,) = result.draft.imported.locality["co_quan_ban_hanh"].values()
    assert body == {"he_thong": "dang", "danh_muc": "ban-tuyen-giao-tinh"}
    assert result.differences == []


def test_a_head_the_catalogue_does_not_print_stays_typed(trip):
    result = trip(SECTION, "1. Mục đích", "- Thông tin kịp thời.")

    (body,) = result.draft.imported.locality["co_quan_ban_hanh"].values()
    assert body["ten_in_hoa"] == ["BAN TUYÊN GIÁO"]
    assert "danh_muc" not in body


# ---------------------------------------------------------------------- headers and footers


def test_lines_of_header_and_footer_are_told_and_page_numbers_are_not(trip):
    def edit(document):
        section = document.sections[0]
        section.header.paragraphs[0].text = "ĐẦU TRANG: MẬT"
        section.header.add_paragraph("- 2 -")
        section.footer.paragraphs[0].text = "Chân trang 2025"

    found = [line for line in told(trip(SECTION, edit=edit)) if "IMP42" in line]

    assert len(found) == 2
    assert "'ĐẦU TRANG: MẬT'" in found[0]
    assert "'Chân trang 2025'" in found[1]


def test_a_table_of_tasks_is_data_whatever_its_heads_are_called(tmp_path, import_and_build):
    rows = (
        (
            "TT",
            "Nội dung công việc",
            "Đơn vị chủ trì",
            "Phòng, ban phối hợp",
            "Thời gian thực hiện",
        ),
        ("1", "Mở lớp tập huấn", "Ban Tuyên giáo", "Công an xã; Đoàn xã", "Quý II"),
    )

    def add_table(document):
        table = document.add_table(rows=2, cols=5)
        for row, words in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, words, strict=True):
                cell.paragraphs[0].add_run(text).bold = words is rows[0]

    result = import_and_build(save(tmp_path, ("I. NHIỆM VỤ",), edit=add_table))

    assert result.draft.imported.plan["nhiem_vu"] == [
        {
            "noi_dung": "Mở lớp tập huấn",
            "chu_tri": "Ban Tuyên giáo",
            "phoi_hop": ["Công an xã", "Đoàn xã"],
            "thoi_gian": "Quý II",
        }
    ]
    assert result.differences == []


@pytest.mark.parametrize(
    ("symbol", "kind"),
    [
        ("905-TT/TU", "Thông tri"),
        ("905/2019/TT-BVHTTDL", "Thông tư"),
        ("905-CTHĐ/TU", "Chương trình hành động"),
        ("905/QĐ-UBND", "Quyết định"),
        ("905-QĐ/TU", "Quyết định"),
        ("905/TTr-STC", "Tờ trình"),
        ("905/XYZ", "Văn bản"),
    ],
)
def test_a_cited_document_without_its_kind_has_that_of_its_symbol(symbol, kind):
    references = References(load_catalogues(), Regime.PARTY, date(2026, 3, 1))

    references.collect([f"Theo văn bản số {symbol}, ngày 12/3/2019 về công tác."])

    assert {each.symbol: each.document.loai for each in references.found.values()} == {symbol: kind}
