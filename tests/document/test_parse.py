"""Markdown bodies become blocks; what a document cannot carry is named with its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.document.markdown import BREAK, JOINER, origin_mark
from generator.document.nodes import (
    Align,
    Bullet,
    Footnote,
    Heading,
    LineBreak,
    Origin,
    Paragraph,
    Role,
    Run,
    Table,
    plain_text,
)
from generator.document.parse import parse_body
from generator.errors import InputError
from generator.templating.environment import escape_markdown


def only(text):
    (block,) = parse_body(text)
    return block


def test_paragraph_keeps_bold_and_italic_runs():
    assert only("một *hai* **ba** bốn").inlines == (
        Run("một "),
        Run("hai", italic=True),
        Run(" "),
        Run("ba", bold=True),
        Run(" bốn"),
    )


def test_soft_break_is_a_space_and_backslash_break_is_a_line_break():
    assert only("một\nhai\\\nba").inlines == (Run("một hai"), LineBreak(), Run("ba"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# A", [(1, False, "")]),
        ("{: #muc_dich }\n## A", [(2, False, "muc_dich")]),
        ("{: #muc_dich .lien }\n## A", [(2, True, "muc_dich")]),
        ("# A\n\n1. B\n2. C", [(1, False, ""), (2, True, ""), (2, True, "")]),
        ("## A\n\n1. B", [(2, False, ""), (3, True, "")]),
    ],
    ids=["section", "key", "run-in", "numbered below level 1", "numbered below level 2"],
)
def test_sections_have_level_look_and_key(text, expected):
    found = [(block.level, block.run_in, block.key) for block in parse_body(text)]

    assert found == expected


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("- a\n- b", [1, 1]),
        ("- a\n+ b\n- c", [1, 2, 1]),
        ("- a\n  - b\n  + c\n- d", [1, 2, 2, 1]),
        ("+ a", [2]),
    ],
    ids=["one level", "plus after dash", "nested", "plus alone"],
)
def test_bullets_have_two_levels(text, levels):
    blocks = parse_body(text)

    assert all(isinstance(block, Bullet) for block in blocks)
    assert [block.level for block in blocks] == levels


def test_bullets_after_a_numbered_passage_end_its_list():
    blocks = parse_body("# T\n\n1. Các cơ quan:\n- một\n- hai\n2. Báo chí")

    assert [type(block).__name__ for block in blocks] == [
        "Heading",
        "Heading",
        "Bullet",
        "Bullet",
        "Heading",
    ]


def test_footnotes_stand_where_they_are_called():
    note, second = Footnote((Run("chú "), Run("thích", italic=True))), Footnote((Run("hai"),))

    assert only("a^[chú *thích*]^[hai] b").inlines == (Run("a"), note, second, Run(" b"))


def test_footnotes_may_stand_in_table_cells():
    table = only("| A | B |\n|---|---:|\n| x^[n] | y |")

    assert isinstance(table, Table)
    assert [column.align for column in table.columns] == [Align.LEFT, Align.RIGHT]
    assert table.rows[0].header
    assert table.rows[1].cells[0].paragraphs == ((Run("x"), Footnote((Run("n"),))),)


def test_a_class_gives_a_paragraph_its_role():
    assert only("{: .can_cu }\nCăn cứ Luật;").role is Role.CAN_CU


@pytest.mark.parametrize(
    "text",
    ["<b>x</b>", "[x](http://y)", "    thụt vào", "`mã`", "> trích", "![x](y)", "http://a.vn"],
)
def test_other_markdown_is_plain_text(text):
    assert plain_text(only(text).inlines) == text.strip()


def test_origin_marks_name_the_line_and_vanish_from_the_text():
    block = parse_body(f"- ý{origin_mark(1, 12)} một", ["a", "mau.md"])[0]

    assert block == Bullet((Run("ý một"),), 1, Origin("mau.md", 12))


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("{: .la }\nđoạn", "TPL20"),
        ("a^[b^[c]]", "TPL21"),
        ("- a\n  - b\n    - c", "TPL22"),
        ("- a\n  1. b", "TPL22"),
    ],
    ids=["unknown role", "note in note", "third level", "numbers in bullets"],
)
def test_what_a_document_cannot_carry_is_an_error(text, rule):
    with pytest.raises(InputError) as caught:
        parse_body(text)

    assert [finding.id for finding in caught.value.findings] == [rule]


TEXTS = st.text(st.characters(exclude_categories=("C", "Z"), include_characters=" \n"), max_size=60)


@given(TEXTS)
def test_an_escaped_value_prints_exactly_itself(value):
    blocks = parse_body(f"x{escape_markdown(value)}x")

    text = "".join(plain_text(block.inlines) for block in blocks)
    lines = [line.strip(" ") for line in f"x{value}x".split("\n")]
    assert isinstance(blocks[0], Paragraph)
    assert [line.strip(" ") for line in text.split("\n")] == lines


@given(TEXTS.filter(str.strip))
def test_an_escaped_value_never_starts_a_block_of_its_own(value):
    blocks = parse_body(escape_markdown(value))

    assert not any(isinstance(block, Heading | Bullet | Table) for block in blocks)


def test_a_table_says_its_widths_header_rows_and_merged_cells():
    text = (
        '{: rong="1 3 2" dau="2" gop="1.1:1x2 1.2:2x1" }\n'
        "| TT | Việc | |\n|---|---|---|\n| | Tên | Hạn |\n| 1 | A | B |\n"
    )
    (table,) = parse_body(text)

    assert [column.width for column in table.columns] == [1, 3, 2]
    assert [row.header for row in table.rows] == [True, True, False]
    assert [
        [(plain_text(cell.paragraphs[0]), cell.colspan, cell.rowspan) for cell in row.cells]
        for row in table.rows
    ] == [
        [("TT", 1, 2), ("Việc", 2, 1)],
        [("Tên", 1, 1), ("Hạn", 1, 1)],
        [("1", 1, 1), ("A", 1, 1), ("B", 1, 1)],
    ]


def test_an_invisible_letter_lets_emphasis_end_anywhere():
    (paragraph,) = parse_body(f"**“A”{JOINER}**b")

    assert paragraph.inlines == (Run("“A”", bold=True), Run("b"))


def test_a_break_mark_parts_lines_where_markdown_cannot():
    heading, table = parse_body(f"# A{BREAK}B\n\n| C{BREAK}D |\n|---|\n")

    assert heading.inlines == (Run("A"), LineBreak(), Run("B"))
    assert table.rows[0].cells[0].paragraphs == ((Run("C"),), (Run("D"),))
