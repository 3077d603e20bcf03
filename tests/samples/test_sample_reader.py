"""The instruments the samples are compared with find what they should, and only that."""

from sample_reader import Paragraph, WordText, dates, document_numbers, partners, section_tree
from word_runs import shared_runs, template_text

SENTENCE = "Một câu dài hơn mười lăm chữ để thử xem có bị chép lại hay không trong văn bản."


def test_sections_take_their_level_from_the_roman_ones_above():
    texts = ["I- MỤC ĐÍCH", "1. Mục đích", "1.1. Nội dung", "- 2. Không phải mục", "II. VIỆC"]

    found = list(section_tree(texts))

    assert found == [(1, "I"), (2, "1"), (3, "1.1"), (1, "II")]


def test_sections_without_roman_ones_begin_at_level_one():
    found = list(section_tree(["1. Một", "1.1. Hai", "2. Ba"]))

    assert found == [(1, "1"), (2, "1.1"), (1, "2")]


def test_a_footnote_call_belongs_to_the_section_above_it():
    body = (
        Paragraph("Mở đầu", 1),
        Paragraph("I. A", 0),
        Paragraph("1. B", 2),
        Paragraph("II. C", 1),
    )

    assert WordText((), body, (), ()).calls == ("", "I/1", "I/1", "II")


def test_document_numbers_in_every_form():
    text = "số 57- KL/TW, 158/2024/QH15, 1578/BTTTT-TTĐN, 858a/QĐ-TBDCB, 922/CTPH-BTTTT-UBDT"

    assert document_numbers(text) == {
        "57-KL/TW",
        "158/2024/QH15",
        "1578/BTTTT-TTĐN",
        "858a/QĐ-TBDCB",
        "922/CTPH-BTTTT-UBDT",
    }


def test_dates_and_spans_of_years_are_no_document_numbers():
    assert document_numbers("(25/8/1954 - 25/8/2024), giai đoạn 2021 - 2030 - Việt Nam") == set()


def test_dates_in_every_form():
    text = "ngày 7/9/2015; (12 - 13/12/2023); ngày 03 tháng 4 năm 2019; tháng 12 năm 2022; 5/2024"

    assert dates(text) == {
        (7, 9, 2015),
        (12, 12, 2023),
        (13, 12, 2023),
        (3, 4, 2019),
        (0, 12, 2022),
    }


def test_partners_are_found_by_any_spelling_and_not_inside_other_names():
    names = {"Xay Nhạ Bu Ly": "Xay-nha-bu-ly", "Lào": "Lào", "Pháp": "Pháp"}

    found = partners("Xay Nhạ Bu Ly; thành phố Lào Cai; Hiến pháp và Pháp luật", names)

    assert found == {"Xay-nha-bu-ly"}


def test_a_copied_sentence_is_found_whatever_its_case_and_punctuation():
    assert shared_runs(SENTENCE.upper().replace(" ", ", "), [SENTENCE])


def test_fourteen_words_in_common_are_not_a_run():
    ours = " ".join(SENTENCE.split()[:14])

    assert shared_runs(ours, [SENTENCE]) == []


def test_a_document_as_cited_and_a_book_title_do_not_count():
    text = (
        "Kết luận số 57-KL/TW, ngày 15/6/2023 của Bộ Chính trị về tiếp tục nâng cao chất lượng, "
        "hiệu quả công tác thông tin đối ngoại trong tình hình mới; “Phát huy truyền thống đại "
        "đoàn kết toàn dân tộc, xây dựng đất nước ta ngày càng giàu mạnh, văn minh, hạnh phúc”"
    )

    assert shared_runs(text, [text]) == []


def test_a_title_between_copied_words_does_not_join_them():
    title = (
        "về tiếp tục nâng cao chất lượng, hiệu quả công tác thông tin đối ngoại trong tình hình mới"
    )
    text = (
        f"Tám chữ đứng trước trích yếu của văn bản {title} tám chữ đứng sau trích yếu của bản này"
    )

    assert shared_runs(text, [text]) == []


def test_what_a_template_fills_in_cuts_its_prose():
    halves = SENTENCE.split(" để ")
    source = f"{halves[0]} {{{{ ten }}}} để {halves[1]}"

    assert shared_runs(template_text(source), [SENTENCE]) == []
