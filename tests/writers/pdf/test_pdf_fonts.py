"""Which fonts are used, and which are refused."""

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from generator.errors import OutputError
from generator.writers.pdf.fonts import STYLES, VIETNAMESE, find_fonts, require_fonts, usable_family
from generator.writers.pdf.typeset import BOX_FONT_PATH
from scripts.make_box_font import make_font


def make_family(folder, family, letters, styles=STYLES):
    for style in styles:
        builder = FontBuilder(1000, isTTF=True)
        builder.setupGlyphOrder([".notdef", "a"])
        builder.setupCharacterMap(dict.fromkeys(map(ord, letters), "a"))
        glyph = TTGlyphPen(None).glyph()
        builder.setupGlyf({".notdef": glyph, "a": glyph})
        builder.setupHorizontalMetrics({".notdef": (500, 0), "a": (500, 0)})
        builder.setupHorizontalHeader(ascent=800, descent=-200)
        builder.setupNameTable({"familyName": family, "styleName": style})
        builder.setupOS2()
        builder.setupPost()
        name = f"{family.replace(' ', '')}-{style.replace(' ', '')}.ttf"
        builder.save(folder / name.replace("TimesNewRoman", "times"))


def test_there_are_134_vietnamese_letters():
    assert len(VIETNAMESE) == 134


def test_times_new_roman_comes_before_its_likenesses(tmp_path):
    make_family(tmp_path, "Liberation Serif", VIETNAMESE)
    make_family(tmp_path, "Times New Roman", VIETNAMESE)

    assert require_fonts([tmp_path]).family == "Times New Roman"


def test_an_old_font_is_refused_and_named(tmp_path):
    lacking = sorted(VIETNAMESE)[:42]
    make_family(tmp_path, "Liberation Serif", lacking)

    with pytest.raises(OutputError) as caught:
        require_fonts([tmp_path])

    (finding,) = caught.value.findings
    assert finding.id == "PDF02"
    assert finding.params["count"] == 92
    assert "fonts-liberation2" in finding.hint_text()
    assert "Times New Roman" in finding.hint_text()


def test_a_whole_font_is_taken_past_an_old_one(tmp_path):
    make_family(tmp_path, "Liberation Serif", "abc")
    make_family(tmp_path, "Tinos", VIETNAMESE)

    assert usable_family(find_fonts([tmp_path])) == "Tinos"


def test_a_family_without_all_four_styles_is_not_enough(tmp_path):
    make_family(tmp_path, "Tinos", VIETNAMESE, STYLES[:3])

    with pytest.raises(OutputError) as caught:
        require_fonts([tmp_path])

    assert [each.id for each in caught.value.findings] == ["PDF01"]


def test_a_file_that_is_no_font_is_passed_over(tmp_path):
    (tmp_path / "times.ttf").write_bytes(b"not a font")

    assert find_fonts([tmp_path]) == ()


def test_the_font_of_boxes_is_what_its_script_makes():
    assert BOX_FONT_PATH.read_bytes() == make_font()
