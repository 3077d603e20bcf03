"""Effective formatting is what Word shows: styles, defaults, toggles, tables, theme."""

import pytest
from word_files import p, r, read, style, tbl, tc

BOLD = "<w:rPr><w:b/></w:rPr>"
DEFAULTS = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri"/>'
    '<w:sz w:val="22"/><w:lang w:val="en-US"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
    '<w:spacing w:after="160" w:line="259" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
    "</w:docDefaults>"
)
THEME = (
    "<a:themeElements><a:fontScheme name='x'><a:majorFont><a:latin typeface='Calibri Light'/>"
    "<a:ea typeface=''/><a:cs typeface=''/><a:font script='Viet' typeface='Times New Roman'/>"
    "</a:majorFont><a:minorFont><a:latin typeface='Calibri'/><a:ea typeface='MS Mincho'/>"
    "<a:cs typeface=''/><a:font script='Viet' typeface='Arial'/></a:minorFont></a:fontScheme>"
    "</a:themeElements>"
)
VIETNAMESE = '<w:themeFontLang w:val="vi-VN"/>'


def first(file):
    return file.paragraphs[0]


def run_look(body, **parts):
    return first(read(body, **parts)).runs[0].look


def in_style(style_id, *runs):
    return p(*runs, properties=f'<w:pStyle w:val="{style_id}"/>')


def test_defaults_hold_where_nothing_else_is_said():
    look = run_look(p(r("a")), styles=DEFAULTS)

    assert (look.fonts["ascii"], look.size_pt, look.language) == ("Calibri", 11, "en-US")


def test_words_own_defaults_hold_where_the_file_has_none():
    file = read(p(r("a")))

    assert (first(file).runs[0].look.size_pt, first(file).look.after_pt) == (10, 0)


def test_a_style_takes_over_what_it_is_based_on():
    styles = (
        style("A", '<w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:sz w:val="30"/></w:rPr>')
        + style("B", '<w:pPr><w:spacing w:before="40"/></w:pPr>', based_on="A")
        + style("C", "<w:rPr><w:i/></w:rPr>", based_on="B")
    )
    paragraph = first(read(in_style("C", r("a")), styles=DEFAULTS + styles))

    assert (paragraph.look.align, paragraph.look.before_pt) == ("center", 2)
    assert (paragraph.look.after_pt, round(paragraph.look.line, 3)) == (8, 1.079)
    assert (paragraph.runs[0].look.size_pt, paragraph.runs[0].look.italic) == (15, True)


def test_the_default_style_holds_for_a_paragraph_that_names_none():
    styles = style("Normal", "<w:rPr><w:sz w:val='28'/></w:rPr>", default=True)
    paragraph = first(read(p(r("a")), styles=styles))

    assert (paragraph.style_id, paragraph.runs[0].look.size_pt) == ("Normal", 14)


def test_an_unknown_style_is_the_default_one():
    styles = style("Normal", "<w:rPr><w:sz w:val='28'/></w:rPr>", default=True)

    assert first(read(in_style("Gone", r("a")), styles=styles)).style_id == "Normal"


def test_styles_based_on_each_other_in_a_circle_end():
    styles = style("A", BOLD, based_on="B") + style("B", based_on="A")

    assert run_look(in_style("A", r("a")), styles=styles).bold


@pytest.mark.parametrize(
    ("paragraph_bold", "character_bold", "direct", "expected"),
    [
        (True, False, "", True),
        (False, True, "", True),
        (True, True, "", False),
        (True, True, "<w:b/>", True),
        (True, False, '<w:b w:val="0"/>', False),
        (True, False, '<w:b w:val="false"/>', False),
        (False, False, '<w:b w:val="1"/>', True),
        (False, False, "", False),
    ],
)
def test_bold_of_two_styles_cancels_out_and_direct_bold_wins(
    paragraph_bold, character_bold, direct, expected
):
    styles = style("P", BOLD if paragraph_bold else "") + style(
        "C", BOLD if character_bold else "", kind="character"
    )
    body = in_style("P", r("a", f'<w:rStyle w:val="C"/>{direct}'))

    assert run_look(body, styles=styles).bold == expected


def test_a_style_switches_off_what_it_is_based_on():
    styles = style("A", BOLD) + style("B", '<w:rPr><w:b w:val="0"/></w:rPr>', based_on="A")

    assert not run_look(in_style("B", r("a")), styles=styles).bold


def test_a_direct_first_line_replaces_the_hanging_indent_of_the_style():
    styles = style("A", '<w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr>')
    body = p(r("a"), properties='<w:pStyle w:val="A"/><w:ind w:firstLine="567"/>')
    look = first(read(body, styles=styles)).look

    assert (look.left_pt, look.first_line_pt) == (36, 28.35)


def test_spacing_is_taken_over_attribute_by_attribute():
    styles = style("A", '<w:pPr><w:spacing w:before="60" w:line="360" w:lineRule="exact"/></w:pPr>')
    body = p(r("a"), properties='<w:pStyle w:val="A"/><w:spacing w:after="100"/>')
    look = first(read(body, styles=styles)).look

    assert (look.before_pt, look.after_pt, look.line_rule, look.line) == (3, 5, "exact", 18)


def test_alignments_by_the_side_of_reading_are_left_and_right():
    assert first(read(p(r("a"), properties='<w:jc w:val="end"/>'))).look.align == "right"


@pytest.mark.parametrize(("level", "expected"), [("0", 1), ("8", 9), ("9", 0)])
def test_outline_levels_count_from_one(level, expected):
    body = p(r("a"), properties=f'<w:outlineLvl w:val="{level}"/>')

    assert first(read(body)).look.outline_level == expected


def test_theme_fonts_are_those_of_the_language():
    fonts = '<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="majorHAnsi"/>'
    look = run_look(p(r("a", fonts)), theme=THEME, settings=VIETNAMESE)

    assert (look.fonts["ascii"], look.fonts["hAnsi"]) == ("Arial", "Times New Roman")


def test_theme_fonts_without_a_language_are_the_latin_ones():
    fonts = '<w:rFonts w:asciiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia"/>'
    look = run_look(p(r("a", fonts)), theme=THEME)

    assert (look.fonts["ascii"], look.fonts["eastAsia"]) == ("Calibri", "MS Mincho")


def test_a_named_font_replaces_the_theme_font_of_the_style():
    styles = style("A", '<w:rPr><w:rFonts w:asciiTheme="minorHAnsi"/></w:rPr>')
    body = in_style("A", r("a", '<w:rFonts w:ascii="Times New Roman"/>'))
    look = run_look(body, styles=styles, theme=THEME, settings=VIETNAMESE)

    assert look.fonts["ascii"] == "Times New Roman"


TABLE_STYLE = style(
    "T",
    '<w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:sz w:val="18"/></w:rPr>'
    '<w:tblPr><w:tblBorders><w:top w:val="single"/><w:left w:val="nil"/></w:tblBorders>'
    '<w:tblCellMar><w:left w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr>',
    kind="table",
)


def table(look="0020"):
    properties = f'<w:tblStyle w:val="T"/><w:tblLook w:val="{look}"/>'
    rows = [(tc(p(r("a"))), tc(p(r("b")))), (tc(p(r("c"))), tc(p(r("d"))))]
    return tbl(*rows, properties=properties)


def test_a_table_style_reaches_the_text_of_its_cells():
    file = read(table(), styles=TABLE_STYLE)

    assert {(each.look.align, each.runs[0].look.size_pt) for each in file.paragraphs} == {
        ("center", 9)
    }


@pytest.mark.parametrize(
    ("look", "bold"), [("0020", [True, True, False, False]), ("0000", [False] * 4)]
)
def test_the_first_row_has_its_own_look_where_the_table_asks_for_it(look, bold):
    file = read(table(look), styles=TABLE_STYLE)

    assert [each.runs[0].look.bold for each in file.paragraphs] == bold


def test_borders_and_margins_of_a_table_come_from_its_style():
    found = read(table(), styles=TABLE_STYLE).tables[0]

    assert (found.borders, found.margins_pt, found.grid_pt) == (
        {"top": "single"},
        (5.4, 0),
        (100, 150),
    )


def test_an_automatic_number_indents_below_the_direct_indent():
    numbering = (
        '<w:abstractNum w:abstractNumId="4"><w:lvl w:ilvl="1"><w:pPr><w:ind w:left="1440"'
        ' w:hanging="360"/></w:pPr></w:lvl></w:abstractNum><w:num w:numId="7">'
        '<w:abstractNumId w:val="4"/></w:num>'
    )
    number = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="7"/></w:numPr>'
    file = read(
        p(r("a"), properties=number) + p(r("b"), properties=f'{number}<w:ind w:left="720"/>'),
        numbering=numbering,
    )
    looks = [each.look for each in file.paragraphs]

    assert [(look.left_pt, look.first_line_pt) for look in looks] == [(72, -18), (36, -18)]
    assert looks[0].numbering == (7, 1)
