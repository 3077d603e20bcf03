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
            "a.docx: đoạn 3",
        ),
        (
            Location("a.docx", part="word/footnotes.xml", paragraph=3, page=2),
            "a.docx: trang 2, chú thích, đoạn 3",
        ),
        (Location("a.docx", part="word/document.xml"), "a.docx"),
        (Location(part="word/header1.xml"), "đầu trang"),
        (Location("a.xlsx", part="Phụ lục"), "a.xlsx: Phụ lục"),
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


def test_the_first_words_of_a_quote_are_shown_where_the_message_has_none():
    quote = "Tổ chức tuyên truyền trên hệ thống truyền thanh cơ sở,\n đài của xã và các thôn"
    finding = Diagnostic("X01", Severity.ERROR, "phải canh đều", hint="h", quote=quote)
    told = Diagnostic("X01", Severity.ERROR, "'{quote}' sai", params={"quote": "ab"}, quote="ab")

    assert finding.text() == (
        "lỗi: phải canh đều (X01)\n"
        "  câu chữ: “Tổ chức tuyên truyền trên hệ thống truyền thanh cơ sở, đài…”\n"
        "  gợi ý: h"
    )
    assert told.text() == "lỗi: 'ab' sai (X01)"


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
