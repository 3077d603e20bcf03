"""What each rule of the new year does to a text, and what it leaves alone."""

import re
from datetime import date
from pathlib import Path

import pytest

from generator.catalogues.load import load_catalogues
from generator.revise.rollover.days import iter_sections, sections_over, task_over
from generator.revise.rollover.edits import apply_edits, move_line, move_years
from generator.revise.rollover.names import Names
from generator.revise.rollover.plan import PRINTS_DAYS, PRINTS_PARTNERS
from generator.revise.rollover.texts import OpenDocument, Successors, TextRules

DAY = date(2027, 3, 1)


def moved(text: str, old: int = 2026, new: int = 2027) -> str:
    return apply_edits(text, move_years(text, old, new))[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kế hoạch năm 2026 của tỉnh", "kế hoạch năm 2027 của tỉnh"),
        ("kết quả năm 2025, nhiệm vụ năm 2026", "kết quả năm 2026, nhiệm vụ năm 2027"),
        ("trước ngày 31/3/2026", "trước ngày 31/3/2027"),
        ("báo cáo trước ngày 15 tháng 11 năm 2026", "báo cáo trước ngày 15 tháng 11 năm 2027"),
        ("trong tháng 9/2026, quý II/2026", "trong tháng 9/2027, quý II/2027"),
        ("sau gần 40 năm đổi mới", "sau hơn 40 năm đổi mới"),
        ("thành tựu 40 năm đổi mới", "thành tựu 41 năm đổi mới"),
        (
            "80 năm Ngày Tổng tuyển cử (06/01/1946 - 06/01/2026)",
            "81 năm Ngày Tổng tuyển cử (06/01/1946 - 06/01/2027)",
        ),
        ("75 năm Báo Nhân Dân (1951 - 2026)", "76 năm Báo Nhân Dân (1951 - 2027)"),
    ],
)
def test_years_of_the_plan_move(text: str, expected: str) -> None:
    assert moved(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "nhiệm kỳ 2026 - 2031",
        "giai đoạn 2021 - 2026",
        "Nghị quyết số 59-NQ/TW, ngày 24/01/2025 của Bộ Chính trị",
        "Kế hoạch số 12-KH/TU, ngày 05/01/2026 của Tỉnh ủy về công tác đối ngoại năm 2026",
        "Nghị định số 148/2026/NĐ-CP ngày 12/5/2026 của Chính phủ",
        "Hội nghị APEC lần thứ 34, năm 2026",
        "đến năm 2030, tầm nhìn đến năm 2045",
        "từ năm 2026 đến nay",
        "{{ nam_ke_hoach - 1986 }} và {{ vien_dan('hd2026') }}",
        "khai giảng ngày 05/9/2026",
        "gần 50 năm đổi mới",
    ],
)
def test_years_of_facts_stay(text: str) -> None:
    assert moved(text) == text


def test_what_a_person_must_decide_is_asked() -> None:
    edits = move_years("khai giảng ngày 05/9/2026; APEC lần thứ 34, năm 2027", 2026, 2027)

    assert [(edit.new, edit.look) for edit in edits] == [("2026", True), ("2027", True)]


def test_an_anniversary_that_is_no_longer_round_is_asked() -> None:
    (edit,) = move_years("80 năm Ngày Tổng tuyển cử (06/01/1946 - 06/01/2026)", 2026, 2027)
    assert edit.look
    (edit,) = move_years("79 năm Ngày Thương binh (27/7/1947 - 27/7/2026)", 2026, 2027)
    assert not edit.look


def test_the_subject_moves_whatever_stands_around_the_year() -> None:
    text = "triển khai giai đoạn 2026 - 2030 trong năm 2026"

    assert apply_edits(text, move_line(text, 2026, 2027))[0] == text.replace("2026", "2027")


@pytest.mark.parametrize(
    ("when", "over"),
    [
        ("Tháng 3/2026", True),
        ("Quý II/2026", True),
        ("Trước ngày 30/6/2026", True),
        ("2024 - 2026", True),
        ("2025 - 2027", False),
        ("Quý II", False),
        ("Cả năm", False),
        ("Năm 2026", False),
        ("Hằng năm", False),
        ("Tháng 3/2027", False),
        ("", False),
    ],
)
def test_tasks_of_the_old_year_are_over_and_lasting_ones_are_not(when: str, over: bool) -> None:
    assert (task_over(when, "Xây dựng chuyên mục", 2026, DAY) is not None) is over


def test_a_task_for_an_event_that_was_is_over() -> None:
    what = "Tuyên truyền bầu cử đại biểu Quốc hội khóa XVI"

    assert task_over("Quý I", what, 2026, DAY) is not None
    assert task_over("Quý I", what, 2025, date(2026, 2, 1)) is None


def test_sections_end_where_the_next_of_their_level_begins() -> None:
    text = "# A\n\nx\n\n{: #b }\n## B\n\ny\n\n### C\n\nz\n\n{: #d }\n## D\n\nw\n"

    found = {section.title: text[section.start : section.end] for section in iter_sections(text)}

    assert found["B"] == "{: #b }\n## B\n\ny\n\n### C\n\nz\n\n"
    assert found["D"] == "{: #d }\n## D\n\nw\n"
    assert found["A"] == text


def test_a_section_about_an_election_that_was_is_over() -> None:
    text = "# Bầu cử đại biểu Quốc hội khóa XVI\n\na\n\n# Khác\n\nb\n"

    found = [(one.title, event.last_day.year) for one, event in sections_over(text, DAY)]

    assert found == [("Bầu cử đại biểu Quốc hội khóa XVI", 2026)]
    assert list(sections_over(text, date(2026, 3, 1))) == []


def test_a_document_to_come_keeps_the_level_of_its_issuer() -> None:
    catalogues = load_catalogues()
    day = date(2028, 3, 1)
    province = catalogues.provinces["04"]
    successors = Successors(catalogues, Names((), catalogues, day), province, 2026, 2028, day)

    central = successors.of_id("hd02tw26")
    local = successors.of_id("hd01yb")

    assert central is not None
    assert isinstance(central.new, OpenDocument)
    assert central.new.so_ky_hieu.strip() == "-HD/BTGTW"
    assert local is not None
    assert isinstance(local.new, OpenDocument)
    assert local.new.so_ky_hieu.strip() == "-HD/BTGTU"
    assert local.new.co_quan.startswith("Ban Tuyên giáo Tỉnh ủy")


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Năm đoàn kết hữu nghị Việt Nam - Lào 2022", "2022"),
        ("Năm hữu nghị Việt Nam - Campuchia 2022.", "2022"),
        ("Năm Du lịch quốc gia 2023", "2023"),
        ("Hội chợ thương mại Cao Bằng 2023", "2023"),
        ("tham gia SEA games 32 tại Campuchia", "SEA games 32"),
        ("kết quả 5 năm thực hiện Nghị quyết về kinh tế biển", "5 năm thực hiện"),
        ("theo định hướng ấy trong gần 40 năm qua", "gần 40 năm qua"),
        ("Hội nghị đối ngoại toàn quốc trong năm 2021", "2021"),
        ("nhiệm kỳ 2021-2023, tạo tiền đề", "2021-2023"),
        ("phấn đấu đến năm 2025 đạt chuẩn", "2025"),
        ("kỷ niệm 70 năm truyền thống Vĩnh Linh (25/8/1954 - 25/8/2024)", "25/8/2024"),
    ],
)
def test_what_was_true_in_the_old_year_stays_and_is_asked(text: str, asked: str) -> None:
    edits = move_years(text, 2023, 2027)

    assert moved(text, 2023, 2027) == text
    assert [(text[edit.start : edit.end], edit.look) for edit in edits] == [(asked, True)]


@pytest.mark.parametrize(
    "text",
    [
        "{{ vien_dan('nq36', 'ngan') }}, ngày 22/10/2018 của Ban Chấp hành Trung ương",
        "Nghị quyết số 36-NQ/TW, ngày 22/10/2018 của Ban Chấp hành Trung ương",
        "Ngày thành lập (25/8/1954)",
        "từ năm 1986",
        "đến năm 2030, tầm nhìn 2045",
        "nhiệm kỳ 2025 - 2030",
    ],
)
def test_old_years_of_references_and_beginnings_are_not_asked(text: str) -> None:
    assert move_years(text, 2023, 2027) == []


def test_a_finished_event_is_not_asked_in_the_title_of_a_book() -> None:
    catalogues = load_catalogues()
    names = Names((), catalogues, DAY)
    successors = Successors(catalogues, names, None, 2025, 2027, DAY)
    rules = TextRules(names, successors, 2025, 2027, DAY, "ngay_le_lon")
    text = "Sách “Thực hiện Nghị quyết Đại hội XIII của Đảng”; mục tiêu Đại hội XIII của Đảng."

    (edit,) = rules.change(text)[1]
    assert text[: edit.start].endswith("”; ")


def test_a_name_left_stands_at_its_line_of_the_old_text() -> None:
    catalogues = load_catalogues()
    names = Names((), catalogues, DAY)
    successors = Successors(catalogues, names, None, 2025, 2027, DAY)
    rules = TextRules(names, successors, 2025, 2027, DAY, "ngay_le_lon")
    text = "# Bầu cử đại biểu Quốc hội khóa XVI\n\na\n\n# Khác\n\nb\n\nc của Huyện ủy năm 2025\n"

    places = [text[: edit.start].count("\n") for edit in rules.change(text)[1] if not edit.new]
    assert places == [0, 8]


def test_clauses_that_print_days_and_partners_are_known(repository: Path) -> None:
    folder = repository / "templates" / "clauses"
    for path in folder.glob("*.md.j2"):
        text = path.read_text("utf-8")
        call = f'{{{{ dieu_khoan("{path.name.removesuffix(".md.j2")}") }}}}'
        if re.search(r"\bky_niem\b|dieu_khoan\(.ngay_le", text):
            assert PRINTS_DAYS.search(call), path.name
        if re.search(r"\bdoi_tac\b", text):
            assert PRINTS_PARTNERS.search(call), path.name
