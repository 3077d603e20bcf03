"""What is read back from a finished file is the document's own text, in order, notes too."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from specimens import annex, attached_plan, body, document, frame_of, party_frame, state_frame

from generator.document.nodes import (
    Align,
    Annex,
    Bullet,
    Cell,
    Column,
    Footnote,
    Heading,
    LineBreak,
    Orientation,
    Paragraph,
    Role,
    Row,
    Run,
    Table,
)
from generator.readers.docx import read_docx
from generator.standards import STANDARD_IDS, load_standard
from generator.writers import WRITERS

LETTERS = "aăâđêôơưẤẮỀỢữỵ .,;:-()&<>\"'{}%#\t/0123456789“”…"
TEXTS = st.text(LETTERS, min_size=1, max_size=30).filter(str.strip)
RUNS = st.builds(Run, TEXTS, bold=st.booleans(), italic=st.booleans())
NOTES = st.builds(Footnote, st.lists(RUNS, min_size=1, max_size=3).map(tuple))
INLINES = st.lists(st.one_of(RUNS, NOTES, st.just(LineBreak())), min_size=1, max_size=6).map(tuple)
TITLES = st.lists(RUNS, min_size=1, max_size=2).map(tuple)
PARAGRAPHS = st.builds(Paragraph, INLINES, role=st.sampled_from(Role))
BULLETS = st.builds(Bullet, INLINES, level=st.sampled_from((1, 2)))
HEADINGS = st.builds(
    Heading,
    TITLES,
    level=st.integers(1, 5),
    label=st.sampled_from(("I.", "II-", "1.", "1.1.", "a)", "Điều 1.", "Chương I", "")),
    run_in=st.booleans(),
    bold=st.booleans(),
)
CELLS = st.builds(
    Cell, st.lists(INLINES, max_size=2).map(tuple), bold=st.booleans(), italic=st.booleans()
)


@st.composite
def tables(draw):
    count = draw(st.integers(1, 4))
    columns = tuple(
        Column(draw(st.floats(1, 9)), draw(st.sampled_from(Align))) for _ in range(count)
    )
    rows = st.lists(CELLS, min_size=count, max_size=count).map(tuple)
    return Table(
        columns,
        tuple(Row(draw(rows), header=number == 0) for number in range(draw(st.integers(1, 3)))),
    )


BLOCKS = st.lists(st.one_of(PARAGRAPHS, BULLETS, HEADINGS, tables()), min_size=1, max_size=8).map(
    tuple
)
ANNEXES = st.lists(
    st.builds(
        Annex,
        label=st.sampled_from(("", "Phụ lục", "Phụ lục II")),
        title=st.lists(TEXTS, min_size=1, max_size=2).map(tuple),
        reference=TEXTS,
        orientation=st.sampled_from(Orientation),
        blocks=BLOCKS,
        subtitle=st.lists(TEXTS, max_size=1).map(tuple),
    ),
    max_size=2,
).map(tuple)


def words(text):
    return " ".join(text.split())


def inlines_text(inlines):
    return "".join(
        inline.text if isinstance(inline, Run) else "\n" if isinstance(inline, LineBreak) else ""
        for inline in inlines
    )


def block_texts(blocks):
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield from map(inlines_text, cell.paragraphs)
        elif isinstance(block, Bullet):
            yield f"{block.marker} {inlines_text(block.inlines)}"
        elif isinstance(block, Heading):
            yield f"{block.label} {inlines_text(block.inlines)}"
        else:
            yield inlines_text(block.inlines)


def inlines_of(blocks):
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield from cell.paragraphs
        else:
            yield block.inlines


def note_texts(blocks):
    for inlines in inlines_of(blocks):
        for inline in inlines:
            if isinstance(inline, Footnote):
                yield inlines_text(inline.inlines)


def expected_texts(each, standard):
    """Return the texts of a document in the order a file has them."""
    frame = each.frame
    fixed = [
        standard.components[key].text
        for key in ("quoc_hieu", "tieu_ngu", "tieu_de_dang")
        if key in standard.components
    ]
    star = ["*"] if "dau_sao" in standard.components else []
    hyphens = ["-----"] if standard.components["trich_yeu"].rule.kind == "text" else []
    letter = frame.layout == "letter"
    yield from (*frame.co_quan_chu_quan, *frame.co_quan_ban_hanh, *fixed, *star, frame.so_ky_hieu)
    yield from frame.trich_yeu if letter else ()
    yield from (frame.dia_danh_ngay, frame.draft_mark)
    if not letter:
        yield from (frame.ten_loai, *frame.trich_yeu, *hyphens)
    lines = standard.format_kinh_gui(frame.kinh_gui) if frame.kinh_gui else ()
    if len(lines) == 1:
        yield f"{frame.kinh_gui_label} {lines[0]}"
    elif lines:
        yield from (frame.kinh_gui_label, *lines)
    yield from block_texts(each.blocks)
    if frame.noi_nhan:
        yield from ("Nơi nhận:", *frame.noi_nhan)
    yield from (*frame.quyen_han, frame.chuc_vu, frame.ho_ten)
    for annex_ in each.annexes:
        yield from (annex_.label, *annex_.title, *annex_.subtitle, annex_.reference, *hyphens)
        yield from block_texts(annex_.blocks)


def check_round_trip(each, standard):
    file = read_docx(WRITERS["docx"].write(each, standard=standard))

    expected = [words(text) for text in expected_texts(each, standard) if words(text)]
    assert [words(p.text) for p in file.paragraphs if words(p.text)] == expected
    called = [file.footnotes[number] for p in file.paragraphs for number in p.footnotes]
    notes = [*note_texts(each.blocks), *(t for a in each.annexes for t in note_texts(a.blocks))]
    assert [words("".join(p.text for p in note)) for note in called] == list(map(words, notes))
    assert [number for p in file.paragraphs for number in p.footnotes] == list(
        range(1, len(notes) + 1)
    )


@pytest.mark.parametrize("standard_id", STANDARD_IDS)
@pytest.mark.parametrize("layout", ["named", "letter"])
def test_a_whole_document_reads_back_as_it_was(standard_id, layout):
    each = document(frame_of(standard_id, layout), body(), (annex(), attached_plan()))

    check_round_trip(each, load_standard(standard_id))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
@given(blocks=BLOCKS, annexes=ANNEXES, party=st.booleans())
def test_any_blocks_read_back_as_they_were(blocks, annexes, party):
    frame = party_frame() if party else state_frame()

    check_round_trip(document(frame, blocks, annexes), load_standard(frame.standard))


@settings(max_examples=40, deadline=None, derandomize=True)
@given(
    issuer=st.lists(TEXTS, min_size=1, max_size=3).map(tuple),
    subject=st.lists(TEXTS, min_size=1, max_size=3).map(tuple),
    names=st.lists(TEXTS, max_size=4).map(tuple),
    recipients=st.lists(TEXTS, max_size=12).map(tuple),
    signer=TEXTS,
)
def test_any_frame_reads_back_as_it_was(issuer, subject, names, recipients, signer):
    frame = state_frame(
        co_quan_ban_hanh=issuer,
        trich_yeu=subject,
        kinh_gui_label="Kính gửi:" if names else "",
        kinh_gui=names,
        noi_nhan=recipients,
        ho_ten=signer,
    )

    check_round_trip(document(frame), load_standard("nd30"))
