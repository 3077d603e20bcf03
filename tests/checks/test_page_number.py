"""A document of several pages is known by breaks, sections, Word's own marks, lines and rows."""

from dataclasses import replace

import pytest

from generator.checks.rules.page import is_long
from generator.checks.subject import WordSubject
from generator.readers.docx import CellPlace, WordRow, WordTable


def short(clean, count=4):
    """Return a short document: a few paragraphs of a clean one, alike."""
    file = clean("ke_hoach")
    paragraph = next(each for each in file.paragraphs if len(each.text) > 60 and not each.cell)
    paragraphs = tuple(replace(paragraph, number=number, section=0) for number in range(1, count))
    return replace(file, paragraphs=paragraphs, sections=file.sections[:1], tables=())


def changed(file, index, **changes):
    paragraphs = list(file.paragraphs)
    paragraphs[index] = replace(paragraphs[index], **changes)
    return replace(file, paragraphs=tuple(paragraphs))


def long(file):
    return is_long(WordSubject(file))


def test_a_short_document_has_one_page(clean):
    assert not long(short(clean))


def test_breaks_and_marks_begin_pages(clean):
    file = short(clean)
    look = replace(file.paragraphs[1].look, page_break_before=True)

    assert long(changed(file, 1, page_break=True))
    assert long(changed(file, 1, look=look))
    assert long(changed(changed(file, 0, page=1), 2, page=2))


def test_a_break_after_the_last_line_begins_none(clean):
    file = short(clean)

    assert not long(changed(file, 2, page_break=True))
    assert not long(changed(file, 0, look=replace(file.paragraphs[0].look, page_break_before=True)))


@pytest.mark.parametrize("continuous", [True, False])
def test_a_second_section_begins_a_page_unless_it_goes_on(clean, continuous):
    file = changed(short(clean), 2, section=1)
    second = replace(file.sections[0], continuous=continuous)

    assert long(replace(file, sections=(*file.sections, second))) is not continuous


def test_many_short_lines_fill_a_page(clean):
    assert long(short(clean, 60))


def test_rows_of_a_table_fill_a_page_cells_of_a_row_do_not(clean):
    file = short(clean, 31)
    table = WordTable("", (150.0,) * 30, (WordRow(False, False),) * 30, {}, (0.0, 0.0))
    down, across = (
        replace(
            file,
            tables=(table,),
            paragraphs=tuple(
                replace(each, cell=CellPlace(0, *place(number)))
                for number, each in enumerate(file.paragraphs)
            ),
        )
        for place in (lambda number: (number, 0), lambda number: (0, number))
    )

    assert long(down)
    assert not long(across)
