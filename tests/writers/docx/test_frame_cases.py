"""Frames that trip programs of this kind: each comes out right, or is refused with its place.

Files collected from reports of others stand beside the checkout; where they are not, only the
small frames written here are tried.
"""

import json
import math
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from frame_helper import findings, render, warnings
from frame_specimens import frame, note_texts, opened, p, r, tbl, tc, text_of, tr

from tests.invariants import check_package

CASES = Path(__file__).parents[4] / "shared" / "cases" / "engine"
needs_cases = pytest.mark.skipif(not CASES.is_dir(), reason="no collected frames beside this")

# A collected frame, and the text of the document.
RIGHT: dict[str, list[str]] = {
    "a04_cellbg_selfclosed": ["đỏ"],
    "a06_empty_cell": ["a", ""],
    "a08_empty_table": ["trước", "sau"],
    "b06_nbh_in_tag": ["3"],
    "b07_nbsp_in_tag": ["An!", "x"],
    "b11_curly_in_string": ["nói “có”", "vâng"],
    "b16_ins_partial": ["An."],
    "b21_comment_on_tag": ["a", "b", "c"],
    "b23_bookmark_loop": ["a", "b"],
    "b27_nfd_name": ["An"],
    "c06_static_fn_dropped": ["Một^1", "Ba^2"],
    "c07_static_fn_loop": ["a^1", "b^2", "c^3"],
    "c09_endnotes": ["a"],
    "c17_paraid_loop": ["a", "b"],
    "c18_field_instr": ['trang A "B"', 'A "B"'],
    "c26_numbering": ["A", "m", "n", "B", "m", "n"],  # docxtpl goes on counting: 3., 4.
    "d04_float": ["0.30000000000000004 1e+20 nan 1.50 1000000000000000000000000000000"],
    "d09_bell_ff": ["một", "hai", "\n", "ba"],
    "d36_colspan": ["rộng", "b", "1", "2", "3"],
    "d38_cellbg_order": ["FF0000", "00FF00"],
    "e08_bom": ["Xin chào An & <b>", "có"],
    "e29_omml": ["a=5", "b=5"],
    "f02_fn_text_filter": ["^1", "a^2", "a^3"],
    "f03_macro_trim": ["", "[A & B]", "[một\nhai]"],
    "f05_footnote_p_all_gone": ["a^1"],
    "f06_sdt_emptied": ["", "sau"],
    "f09_cell_ends_in_table": ["lồng", ""],
    "g10_ptag_nospace": ["x"],
    "h01_grid_other_table": ["1", "2", "", "a", "b"],
    "h06_adjacent_tables": ["Bảng 1", "y", "", "Bảng 2", "y", "sau"],
    "i05_if_bold_leak": ["Căn cứ  điều lệ."],
}
# A collected frame, and for each finding its id and paragraph.
REFUSED: dict[str, list[tuple[str, int]]] = {
    "a01_mod_in_p": [("TPL02", 2)],
    "a09_two_p": [("TPL02", 3), ("TPL02", 3)],
    "a10_text_with_p": [("TPL02", 1)],
    "a13_merge_before_table": [("TPL02", 1)],
    "a16_merge_sect": [("TPL02", 3)],
    "b19_movefrom": [("TPL14", 1)],
    "d13_upper_filter_block": [("TPL15", 1)],
    "d14_set_block_upper": [("TPL15", 1)] * 4,
    "d17_macro_p_inline": [("TPL07", 4)],
    "d40_colspan_zero": [("TPL09", 0)],
    "e04_prefix_ns0": [("TPL16", 0)],
    "e27_altchunk": [("OX11", 0)],
    "f04_set_compare": [("TPL15", 1), ("TPL15", 1)],
    "g01_block_with_text": [("TPL02", 1)],
    "g02_text_after_ptag": [("TPL02", 3)],
    "g05_tc_with_text": [("TPL02", 1)],
    "g09_ptag_lower_space": [("TPL02", 1), ("TPL02", 3)],
    "g13_if_across_cells": [("TPL02", 1)],
    "i01_vm_tabs": [("TPL02", 3)],
    "i04_vm_static_table": [("TPL02", 1)],
    "z_e1_frame": [("TPL02", 26)],
    "z_e2_frame": [("TPL02", 35)],
}
# A collected frame with a tag where nobody fills it in: the part that the warning names.
WARNED = {
    "b22_tag_in_comment": "bình luận",
    "c11_sdt_bound": "customXml/item1.xml",
    "c21_hyperlink_url": "word/_rels/document.xml.rels",
    "c23_custom_props": "docProps/custom.xml",
    "h07_app_company": "docProps/app.xml",
}
UNLIKE_TEXT = {"c02_txbx_loop"}


def case(name: str) -> tuple[bytes, dict[str, Any]]:
    data = CASES / f"{name}.json"
    text = data.read_text("utf-8") if data.is_file() else "{}"
    if text.startswith("{'"):
        values = eval(text, {"Decimal": Decimal, "nan": math.nan})  # noqa: S307  (a test's own)
    else:
        values = json.loads(text)
    return (CASES / f"{name}.docx").read_bytes(), values


@needs_cases
def test_every_collected_frame_has_its_outcome() -> None:
    known = {*RIGHT, *REFUSED, *WARNED, *UNLIKE_TEXT}

    assert {path.stem for path in CASES.glob("*.docx")} == known


@needs_cases
@pytest.mark.parametrize("name", RIGHT)
def test_collected_frame_comes_out_right(name: str) -> None:
    made = render(*case(name))

    assert text_of(made) == RIGHT[name]
    assert check_package(made) == []


@needs_cases
@pytest.mark.parametrize("name", REFUSED)
def test_collected_frame_is_refused_with_its_place(name: str) -> None:
    from generator.errors import InputError

    with pytest.raises(InputError) as caught:
        render(*case(name))

    found = caught.value.findings
    assert [(each.id, each.location.paragraph) for each in found] == REFUSED[name]
    assert all(each.quote or each.id in ("TPL09", "TPL16") for each in found)


@needs_cases
@pytest.mark.parametrize("name", WARNED)
def test_collected_frame_with_a_tag_nobody_fills_is_told(name: str) -> None:
    source, values = case(name)

    (warning,) = warnings(source, *values)

    assert WARNED[name] in warning
    assert warning.endswith("(KM05)")
    assert check_package(render(source, values)) == []


SECTION = "<w:p><w:pPr><w:sectPr/></w:pPr><w:r><w:t>{%p if x %}</w:t></w:r></w:p>"
REFERENCE = '<w:r><w:footnoteReference w:id="1"/></w:r>'
NOTES = '<w:footnote w:id="1"><w:p><w:r><w:t>ghi</w:t></w:r></w:p></w:footnote>'
MOVED = '<w:p><w:moveFrom w:id="1" w:author="A"><w:r><w:t>{{ x }}</w:t></w:r></w:moveFrom></w:p>'

# id: a frame, the beginning of what it says
LOST: dict[str, tuple[bytes, str]] = {
    "text-before-a-paragraph-tag": (
        frame("Nơi nhận: {%p if x %}", "a", "{%p endif %}"),
        (
            "đoạn 1: thẻ {%p if x %} có dạng 'p' nhưng không đứng một mình trong một đoạn, sẽ mất: "
            "“Nơi nhận:”"
        ),
    ),
    "value-beside-a-paragraph-tag": (
        frame("{%p if x %}", "a", "{%p endif %}{{ y }}"),
        (
            "đoạn 3: thẻ {%p endif %} có dạng 'p' nhưng không đứng một mình trong một đoạn, "
            "sẽ mất: “{{ y }}”"
        ),
    ),
    "break-beside-a-paragraph-tag": (
        frame(p("{%p if x %}", '<w:r><w:br w:type="page"/></w:r>'), "a", "{%p endif %}"),
        (
            "đoạn 1: thẻ {%p if x %} có dạng 'p' nhưng không đứng một mình trong một đoạn, sẽ mất: "
            "ngắt trang hoặc ngắt dòng"
        ),
    ),
    "section-beside-a-paragraph-tag": (
        frame(SECTION, "a", "{%p endif %}"),
        (
            "đoạn 1: thẻ {%p if x %} có dạng 'p' nhưng không đứng một mình trong một đoạn, sẽ mất: "
            "ngắt phần"
        ),
    ),
    "note-beside-a-paragraph-tag": (
        frame(p("{%p if x %}", REFERENCE), "a", "{%p endif %}", footnotes=NOTES),
        (
            "đoạn 1: thẻ {%p if x %} có dạng 'p' nhưng không đứng một mình trong một đoạn, sẽ mất: "
            "chú thích"
        ),
    ),
    "text-in-the-row-of-a-row-tag": (
        frame(tbl(2, tr("{%tr for d in x %}", "Tên"), tr("{{ d }}", ""), tr("{%tr endfor %}", ""))),
        (
            "đoạn 1: thẻ {%tr for d in x %} có dạng 'tr' nhưng không đứng một mình trong một hàng, "
            "sẽ mất: “Tên”"
        ),
    ),
    "text-in-the-cell-of-a-cell-tag": (
        frame(tbl(3, tr("Tên {%tc for d in x %}", "{{ d }}", "{%tc endfor %}"))),
        (
            "đoạn 1: thẻ {%tc for d in x %} có dạng 'tc' nhưng không đứng một mình trong một ô, "
            "sẽ mất: “Tên”"
        ),
    ),
    "sign-docxtpl-does-not-see-past": (
        frame("{%p if x % 2 %}", "a", "{%p endif %}"),
        "đoạn 1: thẻ {%p if x % 2 %} có dấu % hoặc } bên trong, không dùng được ở dạng 'p'",
    ),
    "form-apart-from-its-braces": (
        frame("{% p if x %}", "a", "{% P endif %}"),
        "đoạn 1: thẻ {% p if x %} viết rời hoặc viết hoa chữ 'p'",
    ),
    "form-joined-to-its-command": (
        frame("{%pif x %}", "a", "{%pendif %}"),
        "đoạn 1: thẻ {%pif x %} thiếu dấu cách sau chữ 'p'",
    ),
    "trimming-away-text": (
        frame("Một", "Hai {%- if x %} ba{% endif %}"),
        "đoạn 2: thẻ {%- if x %} có dấu '-' nên nối với đoạn bên cạnh và làm mất: “Hai”",
    ),
    "trimming-into-a-table": (
        frame("{% set d = x -%}", tbl(1, tr("{{ d }}"))),
        (
            "đoạn 1: thẻ {% set d = x -%} có dấu '-' nên nối với đoạn bên cạnh và làm mất: "
            "phần đầu của bảng hoặc của đoạn kế tiếp"
        ),
    ),
    "condition-across-cells": (
        frame(tbl(2, tr("{% if x %}a", "b{% endif %}"))),
        "đoạn 1: thẻ {% if x %} và thẻ {% endif %} (đoạn 2) cắt ngang bảng, hàng hoặc đoạn",
    ),
    "merge-without-a-loop": (
        frame(tbl(1, tr("{% vm %}{{ x }}"))),
        "đoạn 1: thẻ {% vm %} chỉ dùng được trong một ô của hàng có vòng lặp for",
    ),
    "passage-changed-like-a-text": (
        frame("{% set d %}{{ x }}{% endset %}{{ d|upper }}"),
        "đoạn 1: thẻ {{ d|upper }} đổi hoặc so sánh 'd', là cả đoạn do khung viết ra",
    ),
    "filter-over-a-passage": (
        frame("{% filter upper %}{{ x }}{% endfilter %}"),
        "đoạn 1: thẻ {% filter upper %} đổi chữ của cả đoạn do khung viết ra",
    ),
    "tag-in-text-that-was-moved-away": (
        frame(MOVED),
        "đoạn 1: thẻ '{{ x }}' nằm trong chữ đã xóa còn lưu vết",
    ),
    "reference-without-its-note": (
        frame(p("{{ x }}", REFERENCE)),
        "khung có số chú thích mà không có nội dung chú thích (KM06)",
    ),
    "note-called-beside-the-text": (
        frame(header=p("{{ x }}{{ fn(x) }}")),
        "đầu trang, đoạn 1: không gọi được chú thích ở thẻ {{ fn(x) }}",
    ),
}


@pytest.mark.parametrize("name", LOST)
def test_what_would_be_lost_or_wrong_is_refused_in_words(name: str) -> None:
    source, expected = LOST[name]

    found = findings(source, {"x": "a", "y": "b"})

    assert found
    assert found[0].startswith(expected)


def loop(*blocks: str) -> bytes:
    return frame("{%p for d in x %}", *blocks, "{%p endfor %}", footnotes=NOTES)


def test_each_copy_of_a_reference_has_a_note_of_its_own() -> None:
    made = render(loop(p("{{ d }}", REFERENCE)), {"x": ["a", "b"]})

    assert text_of(made) == ["a^1", "b^2"]
    assert note_texts(made) == {1: "ghi", 2: "ghi"}


def test_a_note_without_a_reference_does_not_stay() -> None:
    source = frame("{%p if x %}", p("a", REFERENCE), "{%p endif %}", "b", footnotes=NOTES)

    made = render(source, {"x": False})

    assert text_of(made) == ["b"]
    assert note_texts(made) == {}


def test_marks_of_comments_bookmarks_and_paragraphs_stand_once() -> None:
    space = "http://schemas.microsoft.com/office/word/2010/wordml"
    inner = (
        f'<w:p xmlns:w14="{space}" w14:paraId="1A2B3C4D"><w:bookmarkStart w:id="5" w:name="muc"/>'
        '<w:r><w:t>{{ d }}</w:t></w:r><w:bookmarkEnd w:id="5"/></w:p>'
    )

    xml = opened(render(loop(inner), {"x": ["a", "b"]})).read("word/document.xml").decode()

    counts = [xml.count(each) for each in ("1A2B3C4D", "bookmarkStart", "bookmarkEnd")]
    assert counts == [1, 1, 1]


def test_cells_tables_and_parts_are_never_left_empty() -> None:
    source = frame(
        tbl(1, tr(tc(p("{%p if x %}"), p("a"), p("{%p endif %}")))),
        "giữa",
        tbl(1, tr("{%tr if x %}"), tr("b"), tr("{%tr endif %}")),
        header=p("{%p if x %}") + p("c") + p("{%p endif %}"),
    )

    made = render(source, {"x": False})

    assert text_of(made) == ["", "giữa"]
    assert text_of(made, "word/header1.xml") == [""]
    assert len(list(opened(made).xml("word/document.xml").iter("{*}tbl"))) == 1
    assert check_package(made) == []


def test_tables_of_a_loop_stay_apart() -> None:
    made = render(loop(tbl(1, tr("{{ d }}"))), {"x": ["a", "b"]})

    assert text_of(made) == ["a", "", "b"]


def test_text_after_a_condition_keeps_its_own_look() -> None:
    source = frame(p(r("Căn cứ {% if x %}khẩn", "<w:b/>"), r(" gấp{% endif %} điều lệ.")))

    made = opened(render(source, {"x": False})).xml("word/document.xml")

    looks = {
        "".join(run.itertext()): run.find("{*}rPr/{*}b") is not None for run in made.iter("{*}r")
    }
    assert looks["Căn cứ "] is True
    assert looks[" điều lệ."] is False


@pytest.mark.parametrize(
    ("cut", "expected"),
    [
        (("{{ t", "en }}"), ["An"]),
        (("{", "{ ten }", "}."), ["An."]),
        (("{{ ten", "|upper }}"), ["AN"]),
        (("{{\u00a0ten\u00a0}}",), ["An"]),
        (("{{ 'nói “' ~ ten ~ '”' }}",), ["nói “An”"]),
        (("{{ “ông ” ~ ten }}",), ["ông An"]),
        (("{% if ten == 'A &amp; B' %}a{% else %}b{% endif %}",), ["b"]),
    ],
)
def test_a_tag_is_read_as_its_author_sees_it(cut: tuple[str, ...], expected: list[str]) -> None:
    looks = ("", "<w:b/>", "<w:i/>")
    source = frame(p(*(r(text, look) for text, look in zip(cut, looks, strict=False))))

    assert text_of(render(source, {"ten": "An"})) == expected


def test_endnotes_are_filled_in() -> None:
    if not CASES.is_dir():
        pytest.skip("no collected frames beside this")

    made = opened(render(*case("c09_endnotes")))

    assert b"An" in made.read("word/endnotes.xml")
    assert b"{{" not in made.read("word/endnotes.xml")
