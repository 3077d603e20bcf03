"""Every component of a finished file looks as its standard says, whatever its numbers are."""

from dataclasses import replace

import pytest
from format_reading import (
    MM,
    POINTS_PER_MM,
    components_of,
    differences,
    longest_line,
    rule_length,
    weight_differences,
)
from specimens import (
    annex,
    attached_plan,
    body,
    decision_body,
    document,
    frame_of,
    long_paragraph,
    text,
)

from generator.document.nodes import Heading, Orientation
from generator.readers.docx import read_docx
from generator.standards import STANDARD_IDS, load_standard
from generator.writers import WRITERS
from tests.changed_standards import changed_standard

# Another allowed number for everything the decree leaves open.
STATE_CHANGES = {
    "page": {
        "margin_top_mm": {"use": 25},
        "margin_bottom_mm": {"use": 23},
        "margin_left_mm": {"use": 35},
        "margin_right_mm": {"use": 20},
        "header_mm": {"use": 12},
    },
    "components": {
        "quoc_hieu": {"size_pt": {"use": 12}},
        "tieu_ngu": {"size_pt": {"use": 13}},
        "dia_danh_ngay": {"size_pt": {"use": 13}, "before_pt": {"use": 7}},
        "co_quan_chu_quan": {"size_pt": {"use": 12}},
        "co_quan_ban_hanh": {"size_pt": {"use": 12}, "rule": {"ratio": {"use": 0.45}}},
        "trich_yeu_cong_van": {"size_pt": {"use": 13}, "before_pt": {"use": 9}},
        "ten_loai": {"size_pt": {"use": 13}},
        "trich_yeu": {"size_pt": {"use": 13}, "rule": {"ratio": {"use": 0.35}}},
        "kinh_gui": {"size_pt": {"use": 13}},
        "kinh_gui_label": {"size_pt": {"use": 13}},
        "noi_dung": {
            "size_pt": {"use": 13},
            "first_line_mm": {"use": 10},
            "after_pt": {"use": 8},
            "line": {"use": 1.5},
        },
        "quyen_han": {"size_pt": {"use": 13}},
        "ho_ten": {"size_pt": {"use": 13}},
        "phu_luc_title": {"size_pt": {"use": 13}},
        "phu_luc_ref": {"size_pt": {"use": 13}},
        "bang_noi_dung": {"size_pt": {"use": 11}, "before_pt": {"use": 3}},
        "chu_thich": {"size_pt": {"use": 12}},
        "so_trang": {"size_pt": {"use": 14}},
    },
    "khoang_ky": {"lines": {"use": 5}},
}
# Numbers no party document has: the writer must have none of its own.
PARTY_CHANGES = {
    "page": {"margin_top_mm": 22, "margin_left_mm": 33, "margin_right_mm": 17, "header_mm": 11},
    "components": {
        "tieu_de_dang": {"size_pt": 14},
        "co_quan_chu_quan": {"size_pt": 13},
        "co_quan_ban_hanh": {"size_pt": 13, "bold": False},
        "so_ky_hieu": {"size_pt": 13, "italic": True},
        "dia_danh_ngay": {"size_pt": 13},
        "trich_yeu_cong_van": {"size_pt": 13, "italic": False},
        "du_thao": {"size_pt": 12, "italic": False},
        "ten_loai": {"size_pt": {"use": 15}, "before_pt": {"use": 20}},
        "trich_yeu": {"size_pt": {"use": 15}},
        "noi_dung": {
            "size_pt": {"use": 15},
            "first_line_mm": {"use": 12},
            "after_pt": {"use": 7.5},
            "line": {"use": 20},
        },
        "chuc_vu": {"bold": True},
        "noi_nhan_label": {"size_pt": 13, "underline": False, "italic": True},
        "noi_nhan_list": {"size_pt": 11, "left_mm": {"use": 4}, "hanging_mm": {"use": 2}},
    },
}
CHANGES = {"nd30": STATE_CHANGES, "hd36": PARTY_CHANGES, "hd05": PARTY_CHANGES}
# Parts in which runs of one paragraph may differ; their runs are tested one by one below.
MIXED = {"noi_dung", "gach_dau_dong", "dau_cong", "kinh_gui", "dieu", "chu_thich", "bang_noi_dung"}


def specimens(standard):
    """Return documents that have every component between them."""
    named = frame_of(standard.id, "named", co_quan_chu_quan=("CƠ QUAN CẤP TRÊN",))
    letter = frame_of(standard.id, "letter")
    single = replace(letter, kinh_gui=("Các sở, ban, ngành tỉnh",), draft_mark="")
    blocks = (*body(), Heading(text("QUY ĐỊNH CHUNG"), 1, "Chương I"), long_paragraph())
    yield document(named, blocks, (annex(), annex("Phụ lục II", Orientation.PORTRAIT, 3)))
    yield document(replace(named, kinh_gui=()), decision_body(), (attached_plan(),))
    yield document(letter)
    yield document(single)


@pytest.fixture(
    scope="module",
    params=[(each, changed) for each in STANDARD_IDS for changed in (False, True)],
    ids=lambda param: f"{param[0]}-changed" if param[1] else param[0],
)
def written(request):
    standard_id, changed = request.param
    standard = changed_standard(standard_id, CHANGES[standard_id] if changed else None)
    files = []
    for each in specimens(standard):
        file = read_docx(WRITERS["docx"].write(each, standard=standard))
        files.append((each, file, components_of(file, each, standard)))
    return standard, files


def found_in(written):
    standard, files = written
    for _, file, found in files:
        for key, paragraph in found:
            yield standard.components[key], paragraph, file


def test_every_component_that_is_printed_is_found(written):
    standard, files = written
    found = {key for _, _, each in files for key, _ in each}

    printed = {key for key, each in standard.components.items() if each.printed}
    assert printed - found == {"kinh_gui_label"}


def test_every_component_has_the_look_the_standard_gives_it(written):
    standard = written[0]

    assert [
        difference
        for component, paragraph, _ in found_in(written)
        for difference in differences(component, paragraph, standard)
    ] == []


def test_every_component_has_its_weight_and_slope(written):
    assert [
        difference
        for component, paragraph, _ in found_in(written)
        if component.id not in MIXED
        for difference in weight_differences(component, paragraph)
    ] == []


def test_only_what_the_text_marks_is_bold_or_italic_in_the_body(written):
    marked = {("quan trọng", True, False), ("chữ nghiêng", False, True)}
    dieu = {("Điều 1.", True, False), ("Điều 2.", True, False), ("Điều 3.", True, False),
            ("Trách nhiệm thi hành", True, False)}  # fmt: skip
    looks = {
        (run.text.strip(), run.look.bold, run.look.italic)
        for component, paragraph, _ in found_in(written)
        if component.id in {"noi_dung", "gach_dau_dong", "dau_cong", "dieu", "chu_thich"}
        for run in paragraph.runs
        if run.look.vertical == "baseline" and run.text.strip()
    }

    assert {each for each in looks if each[1] or each[2]} == marked | dieu


def test_the_label_of_the_addressees_has_a_look_of_its_own(written):
    standard, _ = written
    label = standard.components["kinh_gui_label"]
    names = standard.components["kinh_gui"]
    for component, paragraph, _ in found_in(written):
        if component.id != "kinh_gui":
            continue
        for run in paragraph.runs:
            expected = label if run.text.startswith("Kính gửi") else names
            assert (run.look.size_pt, run.look.italic, run.look.bold) == (
                expected.size_pt.use,
                expected.italic,
                expected.bold,
            )


def test_bold_cells_are_the_only_bold_ones_below_the_head_of_a_table(written):
    cells = [
        (paragraph.text, {run.look.bold for run in paragraph.runs if run.footnote is None})
        for component, paragraph, _ in found_in(written)
        if component.id == "bang_noi_dung"
    ]

    assert {text for text, bold in cells if bold == {True}} >= {"Tổng cộng", "99.000.000"}
    assert all(bold == {False} for text, bold in cells if text.startswith("Nhiệm vụ"))


def test_the_line_below_a_text_has_the_share_of_its_length_that_is_allowed(written):
    standard, files = written
    solid = {
        key for key, each in standard.components.items() if each.rule and each.rule.kind == "solid"
    }
    measured = set()
    for _, file, found in files:
        for key in solid:
            above = [paragraph for name, paragraph in found if name == key]
            if not above:
                continue
            component = standard.components[key]
            line = file.paragraphs[file.paragraphs.index(above[-1]) + 1]
            share = rule_length(file, line) / longest_line(component, above)
            measured.add(key)

            assert line.look.borders == {"top": "single"}
            assert line.look.left_pt == pytest.approx(line.look.right_pt, abs=0.1)
            assert component.rule.ratio.accepts(share, 0.01)
    assert measured == solid


def test_a_line_of_characters_follows_the_text_it_belongs_to(written):
    standard, files = written
    rules = {
        key: each.rule.text
        for key, each in standard.components.items()
        if each.rule and each.rule.kind == "text"
    }
    lines = {
        (key, below.text, below.look.align, below.runs[0].look.bold)
        for _, file, found in files
        for key, paragraph in found
        if key in rules
        for below in [file.paragraphs[file.paragraphs.index(paragraph) + 1]]
    }

    assert lines == {(key, text, "center", False) for key, text in rules.items()}


def test_every_section_has_the_paper_and_margins_of_the_standard(written):
    standard, files = written
    page = standard.page
    for each, file, _ in files:
        for number, section in enumerate(file.sections):
            landscape = number > 0 and (
                each.annexes[number - 1].orientation is Orientation.LANDSCAPE
            )
            size = (section.height_pt, section.width_pt) if landscape else (
                section.width_pt, section.height_pt)  # fmt: skip
            measured = {
                "width_mm": size[0],
                "height_mm": size[1],
                "margin_top_mm": section.top_pt,
                "margin_bottom_mm": section.bottom_pt,
                "margin_left_mm": section.left_pt,
                "margin_right_mm": section.right_pt,
                "header_mm": section.header_pt,
            }

            assert section.landscape == landscape
            for name, points in measured.items():
                number_ = getattr(page, name)
                assert points / POINTS_PER_MM == pytest.approx(number_.use, abs=MM), name
                assert number_.accepts(points / POINTS_PER_MM, MM), name


def test_the_page_number_stands_in_the_header_of_all_pages_but_the_first(written):
    for _, file, _ in written[1]:
        for section in file.sections:
            default = file.headers[section.headers["default"]]
            first = file.headers[section.headers["first"]]

            assert section.title_page
            assert [paragraph.fields for paragraph in default] == [("PAGE",)]
            assert [(paragraph.fields, paragraph.text) for paragraph in first] == [((), "")]
            assert section.footers == {}


def test_every_annex_is_numbered_from_one(written):
    for each, file, _ in written[1]:
        assert len(file.sections) == 1 + len(each.annexes)
        assert {section.first_number for section in file.sections} == {1}
        assert {section.number_format for section in file.sections} == {"decimal"}


def test_the_room_for_the_signature_is_what_the_standard_says(written):
    standard, files = written
    for _, file, found in files:
        name = next(paragraph for key, paragraph in found if key == "ho_ten")
        gap = file.paragraphs[file.paragraphs.index(name) - 1]
        lines = gap.look.line / (name.runs[0].look.size_pt * 1.149)

        assert (gap.text, gap.look.line_rule) == ("", "atLeast")
        assert standard.khoang_ky.lines.accepts(lines, 0.02)
        assert lines == pytest.approx(standard.khoang_ky.lines.use, abs=0.02)


@pytest.mark.parametrize("standard_id", STANDARD_IDS)
def test_a_changed_number_changes_the_document(standard_id):
    each = document(frame_of(standard_id))
    usual = WRITERS["docx"].write(each, standard=load_standard(standard_id))
    for change in (
        {"components": {"noi_dung": {"size_pt": 15}}},
        {"components": {"ho_ten": {"size_pt": 15}}},
        {"page": {"margin_left_mm": 34}},
        {"khoang_ky": {"lines": {"use": 4}}},
    ):
        assert WRITERS["docx"].write(each, standard=changed_standard(standard_id, change)) != usual
