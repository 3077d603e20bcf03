"""Units convert by what they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.ooxml.numbers import EighthPoints, Emu, HalfPoints, Twips
from generator.ooxml.xml import qn, relationship_type, word_content_type, write_core_properties


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        (Twips.from_mm(25.4), 1440),
        (Twips.from_mm(210), 11906),
        (Twips.from_mm(297), 16838),
        (Twips.from_points(12.7), 254),
        (HalfPoints.from_points(13.5), 27),
        (EighthPoints.from_points(0.5), 4),
        (Emu.from_points(1), 12700),
    ],
)
def test_length_in_units(actual: int, expected: int) -> None:
    assert actual == expected


@given(st.integers(0, 31680))
def test_twips_survive_millimetres(twips: int) -> None:
    assert Twips.from_mm(Twips(twips).mm) == twips
    assert Twips.from_points(Twips(twips).points) == twips


def test_names_of_parts_are_office_names() -> None:
    assert qn("w:p") == "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"
    assert relationship_type("header").endswith("/officeDocument/2006/relationships/header")
    assert relationship_type("core-properties").endswith("/metadata/core-properties")
    assert word_content_type("styles").endswith("wordprocessingml.styles+xml")


def test_core_properties_leave_out_what_is_empty_and_escape_the_rest() -> None:
    text = write_core_properties(title="A & <B>")

    assert "<dc:title>A &amp; &lt;B&gt;</dc:title>" in text
    assert "dc:subject" not in text
    assert "dcterms:created>" not in text
