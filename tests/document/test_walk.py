"""Blocks can be visited in reading order and changed by section."""

from generator.document.markdown import deferred_mark, resolve_deferred
from generator.document.nodes import Heading, plain_text
from generator.document.parse import parse_body
from generator.document.walk import (
    drop_sections,
    extend_sections,
    footnotes,
    map_text,
    replace_sections,
)

BODY = parse_body("""{: #mot }
# Một

a^[ghi chú]

{: #hai }
## Hai

b

{: #ba }
# Ba

| c | d |
|---|---|
| e^[f] | g |
""")


def lines(blocks):
    return [plain_text(block.inlines) for block in blocks if hasattr(block, "inlines")]


def test_every_text_is_visited_in_reading_order():
    seen = []
    map_text(BODY, lambda text: seen.append(text) or text)

    assert seen == ["Một", "a", "ghi chú", "Hai", "b", "Ba", "c", "d", "e", "f", "g"]


def test_footnotes_come_in_the_order_of_their_calls():
    assert [plain_text(note.inlines) for note in footnotes(BODY)] == ["ghi chú", "f"]


def test_a_dropped_section_takes_its_subsections_along():
    assert lines(drop_sections(BODY, ["mot"])) == ["Ba"]


def test_replaced_content_keeps_the_heading():
    changed = replace_sections(BODY, {"mot": parse_body("mới")})

    assert lines(changed) == ["Một", "mới", "Ba"]


def test_content_is_added_right_below_the_heading_or_at_the_end_of_the_section():
    changed = extend_sections(BODY, {"mot": parse_body("đầu")}, {"mot": parse_body("cuối")})

    assert lines(changed) == ["Một", "đầu", "a", "Hai", "b", "cuối", "Ba"]


def test_an_unknown_key_changes_nothing():
    assert drop_sections(BODY, ["khong_co"]) == BODY


def test_deferred_words_are_resolved_in_reading_order_after_local_changes():
    mark = deferred_mark("vd", "kl57")
    blocks = parse_body(f"{{: #x }}\n# X\n\nhai {mark}")
    blocks = extend_sections(blocks, {"x": parse_body(f"một {mark}^[ba {mark}]")}, {})
    count = iter("123")

    changed = map_text(
        blocks, lambda text: resolve_deferred(text, lambda kind, ref: f"{kind}-{ref}-{next(count)}")
    )

    assert isinstance(changed[0], Heading)
    assert lines(changed) == ["X", "một vd-kl57-1", "hai vd-kl57-3"]
    assert plain_text(footnotes(changed)[0].inlines) == "ba vd-kl57-2"
