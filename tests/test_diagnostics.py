"""A finding prints as one line with its place, and its hint below."""

import pytest

from generator.diagnostics import Diagnostic, Location, Marked, Severity
from generator.errors import InputError
from generator.i18n import N_


@pytest.mark.parametrize(
    ("location", "text"),
    [
        (Location("a.yaml", 14, 12), "a.yaml:14:12"),
        (Location("a.yaml", 14), "a.yaml:14"),
        (
            Location("a.docx", part="word/document.xml", paragraph=3),
            "a.docx: word/document.xml, đoạn 3",
        ),
        (Location(part="word/header1.xml"), "word/header1.xml"),
        (Location("a.docx"), "a.docx"),
        (Location(), ""),
    ],
)
def test_a_place_names_what_is_known(location, text):
    assert location.text() == text


def test_a_finding_is_one_line_and_its_hint_the_next():
    finding = Diagnostic(
        "IN03",
        Severity.ERROR,
        N_("không có khóa '{name}'"),
        Location("plans/a.yaml", 2, 1),
        {"name": "x", "near": "'y'"},
        N_("có phải {near}?"),
    )

    assert finding.text() == (
        "plans/a.yaml:2:1: lỗi: không có khóa 'x' (IN03)\n  gợi ý: có phải 'y'?"
    )


def test_a_marked_parameter_is_translated_with_the_message():
    finding = Diagnostic(
        "X01", Severity.NOTICE, "({word})", params={"word": Marked(N_("đã xác nhận"))}
    )

    assert finding.message_text("vi") == "(đã xác nhận)"
    assert finding.message_text("en") != "(đã xác nhận)"


def test_an_error_carries_all_its_findings():
    findings = [Diagnostic(f"X0{n}", Severity.ERROR, "m") for n in (1, 2)]

    assert [finding.id for finding in InputError(findings).findings] == ["X01", "X02"]
    assert str(InputError(findings[0])) == "lỗi: m (X01)"
