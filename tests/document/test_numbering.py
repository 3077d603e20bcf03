"""Sections are numbered by the kind's scheme."""

import pytest

from generator.document.nodes import plain_text
from generator.document.parse import parse_body
from generator.document.walk import LevelStyle, format_label, number_sections
from generator.errors import InputError

NAMED = (
    LevelStyle("I.", upper=True, bold=True),
    LevelStyle("1.", bold=True),
    LevelStyle("1.1."),
    LevelStyle("a)"),
)


def labels(text, styles=NAMED):
    return [block.label for block in number_sections(parse_body(text), styles) if block.label]


@pytest.mark.parametrize(
    ("pattern", "counters", "label"),
    [
        ("I.", [0, 9], "IX."),
        ("I-", [0, 14], "XIV-"),
        ("1.", [0, 2, 3], "3."),
        ("1.1.", [0, 2, 1, 3], "1.3."),
        ("1.1.1.", [0, 2, 1, 3], "2.1.3."),
        ("a)", [0, 1, 1, 4], "d)"),
        ("a)", [0, 1, 1, 5], "đ)"),
        ("a)", [0, 1, 1, 7], "g)"),
        ("Điều 1.", [0, 3], "Điều 3."),
    ],
)
def test_a_label_follows_its_specimen(pattern, counters, label):
    assert format_label(pattern, counters) == label


def test_counters_restart_below_each_section():
    text = "# A\n\n## B\n\n### C\n\n### D\n\n## E\n\n### F\n\n# G\n\n## H"

    assert labels(text) == ["I.", "1.", "1.1.", "1.2.", "2.", "2.1.", "II.", "1."]


def test_numbered_passages_count_with_the_sections_of_their_level():
    assert labels("# A\n\n1. B\n2. C\n\n## D") == ["I.", "1.", "2.", "3."]


def test_titles_take_the_look_of_their_level_and_run_in_passages_do_not():
    blocks = number_sections(parse_body("# Mục đích\n\n{: .lien }\n## Đoạn\n\n## Tên"), NAMED)

    assert [(plain_text(block.inlines), block.bold) for block in blocks] == [
        ("MỤC ĐÍCH", True),
        ("Đoạn", False),
        ("Tên", True),
    ]


@pytest.mark.parametrize(
    ("text", "rule"),
    [("# A\n\n### B", "TPL24"), ("## B", "TPL24"), ("# A\n\n## B", "TPL23")],
    ids=["skipped level", "first section too deep", "deeper than the scheme"],
)
def test_a_section_at_a_wrong_level_is_an_error(text, rule):
    with pytest.raises(InputError) as caught:
        number_sections(parse_body(text), NAMED[:1] if rule == "TPL23" else NAMED)

    assert [finding.id for finding in caught.value.findings] == [rule]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{: nhan="1.1." }\n## A\n\n## B\n\n# C', ["1.1.", "1.2.", "2."]),
        ('# A\n\n{: nhan="5." }\n# B\n\n# C', ["1.", "5.", "6."]),
        ('# A\n\n{: nhan="*" }\n# B\n\n# C', ["1.", "*", "3."]),
    ],
    ids=["skips a level", "goes on from it", "is no number"],
)
def test_a_label_of_its_own_is_kept_and_counted_on_from(text, expected):
    styles = (LevelStyle("1."), LevelStyle("1.1."))

    assert labels(text, styles) == expected


def test_a_section_may_say_how_its_title_looks():
    text = "# A\n\n{: .thuong }\n## B\n\n{: .dam }\n### C\n\n{: .dam .lien }\n### D"
    blocks = number_sections(parse_body(text), NAMED)

    assert [block.bold for block in blocks] == [True, False, True, True]
    assert all(block.given == () for block in blocks)


@pytest.mark.parametrize(
    ("pattern", "counters", "label"), [("A.", [0, 5], "Đ."), ("I/", [0, 2], "II/")]
)
def test_capital_letters_and_strokes_number_too(pattern, counters, label):
    assert format_label(pattern, counters) == label
