"""The frames that users start from: whole, with every name, and checked tag by tag."""

import re

import pytest
from specimens import document, frame_of

from generator.errors import InputError
from generator.layout.formal import LAYOUTS, DocumentLayout
from generator.ooxml.package import open_word
from generator.standards import STANDARD_IDS, load_standard
from generator.writers.docx.footnotes import FootnoteCollector
from generator.writers.docx.frames.logic import NAMES
from generator.writers.docx.sections import MainSection
from generator.writers.docx.start_frame import make_frame
from generator.writers.docx.user_frame import check_frame, formal_values

TAG = re.compile(r"\{[{%].*?[%}]\}")
# What an editor leaves of a tag it cut: how the tag ends, or what stands after it.
CUTS = {
    "without-end": lambda tag: tag[:-2].rstrip(),
    "without-last-brace": lambda tag: tag[:-1],
    "with-half-a-tag-after": lambda tag: tag + tag[:-2].rstrip(),
}


@pytest.mark.parametrize("standard_id", STANDARD_IDS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_starting_frame_is_in_order(standard_id, layout):
    assert check_frame(make_frame(load_standard(standard_id), layout), "khung.docx") == []


def test_the_names_of_a_frame_are_those_a_document_has():
    standard = load_standard("nd30")
    main = open_word(make_frame(standard, "named")).xml("word/document.xml")
    section = next(main.iter("{*}sectPr"))
    made = document(frame_of("nd30"))
    layout = DocumentLayout(made, standard)
    values = formal_values(layout, made, MainSection(section), FootnoteCollector("x"))

    assert set(values) == set(NAMES)


@pytest.mark.parametrize("cut", CUTS)
@pytest.mark.parametrize("part", ["word/document.xml", "docProps/core.xml"])
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("standard_id", STANDARD_IDS)
def test_each_tag_cut_in_half_is_found_where_it_stands(standard_id, layout, part, cut):
    package = open_word(make_frame(load_standard(standard_id), layout))
    xml = package.read(part).decode()

    for tag in TAG.finditer(xml):
        left = CUTS[cut](tag[0])
        changed = xml[: tag.start()] + left + xml[tag.end() :]
        half = left[left.rfind("{" + tag[0][1]) :]
        with pytest.raises(InputError) as caught:
            check_frame(package.with_parts({part: changed.encode()}).to_bytes(), "k.docx")
        paragraph = xml.count("<w:p>", 0, tag.start())
        assert [
            (found.id, found.location.part, found.location.paragraph, found.params["tag"])
            for found in caught.value.findings
        ] == [("TPL02", part, paragraph, half)]
        assert half in caught.value.findings[0].quote
