"""The text of a PDF is the text of the Word file, whatever a user writes."""

import random
from pathlib import Path

import pytest
from pdf_reader import docx_texts, folded, pdf_texts, read_pages
from specimens import document, frame_of, table, text

from generator.compose.build import build_document
from generator.document.nodes import (
    Annex,
    Bullet,
    Footnote,
    Heading,
    LineBreak,
    Orientation,
    Paragraph,
    Run,
    Table,
    plain_text,
)
from generator.errors import InputError
from generator.standards import load_standard
from generator.workspace import Workspace
from generator.writers.docx.write import write as write_docx
from generator.writers.pdf.write import make, write

ROOT = Path(__file__).parents[3]
WORKSPACE = Workspace.open(ROOT)
PLANS = WORKSPACE.plan_paths()
ND30 = load_standard("nd30")


def table_head(made):
    """Return the text of the header rows, which stand on every page of a table."""
    blocks = [block for annex in made.annexes for block in annex.blocks]
    tables = [block for block in blocks if isinstance(block, Table)]
    cells = [cell for each in tables[:1] for row in each.rows if row.header for cell in row.cells]
    return "".join(plain_text(inlines) for cell in cells for inlines in cell.paragraphs)


def both_texts(made, standard):
    pdf = pdf_texts(write(made, standard=standard), table_head(made))
    return pdf, docx_texts(write_docx(made, standard=standard))


@pytest.mark.parametrize("plan", PLANS, ids=[f"{p.stem}-{p.parent.name}" for p in PLANS])
def test_an_example_says_the_same_in_both_formats(plan):
    built = build_document(plan, WORKSPACE)

    pdf, word = both_texts(built.document, built.standard)

    assert pdf == word


MARKUP = (
    "#emph[a]", "#let x = 1", '#read("/etc/passwd")', "$x^2$", "<nhãn>", "@tham_chieu", "`mã`",
    "*đậm*", "_nghiêng_", "= Đề mục", "- mục", "+ mục", "/ a: b", "~", "---", "...", "//", "/* */",
    "\\", "\\u{41}", "\\#", '"', "'", "“ngoặc”", "‘đơn’", "{", "}", "[", "]", "](", "{{ a }}",
    "{% if %}", "&amp;", "<w:p/>", "]]>", "sys.inputs", "\u00a0", "\u2011", "…", "№",
    "https://example.vn/a/b?c=d&e=f#g", "R&D < 5%", "2+2=4", "^[1]", "|", "||", "#",
)  # fmt: skip
EMOJI = ("😀", "👨‍👩‍👧", "🇻🇳", "👍🏽", "✓", "→", "★", "❤️", "中文", "①", "☎")
MARKS = ("\u200e", "\u200f", "\u202e", "\u2066", "\u2069", "\u200b", "\ufeff", "\u061c")
WORDS = [
    "Cơ",
    "quan",
    "đơn",
    "vị",
    "ỦY",
    "BAN",
    "Nhân",
    "dân",
    "phối",
    "hợp",
    "thực",
    "hiện",
    "đúng",
    "hướng",
    "dẫn;",
    "Đề",
    "nghị",
    "ưỡn",
    "ngừng",
]


def random_text(chance):
    pieces = []
    for _ in range(chance.randint(1, 40)):
        kind = chance.random()
        if kind < 0.55:
            pieces.append(chance.choice(WORDS))
        elif kind < 0.8:
            pieces.append(chance.choice(MARKUP))
        elif kind < 0.88:
            pieces.append(chance.choice(EMOJI))
        elif kind < 0.95:
            pieces.append(chance.choice(MARKS) + chance.choice(WORDS))
        else:
            pieces.append(chance.choice("abcĐƯ#$_*") * chance.randint(60, 400))
    return chance.choice((" ", " ", "")).join(pieces) + chance.choice(("", "\n", "\t", " "))


def random_inlines(chance, notes):
    inlines = []
    for _ in range(chance.randint(1, 4)):
        bold, italic = chance.random() < 0.3, chance.random() < 0.3
        inlines.append(Run(random_text(chance), bold=bold, italic=italic))
        if chance.random() < 0.2:
            inlines.append(LineBreak())
    for _ in range(notes):
        note = Footnote((Run(random_text(chance)[:120].strip() or "a"),))
        inlines.insert(chance.randint(1, len(inlines)), note)
    return tuple(inlines)


def random_body(chance):
    left = chance.choice((0, 0, 0, 1, 3, 60))
    blocks = []
    for number in range(chance.randint(1, 6)):
        notes = left if number == 0 else 0
        inlines = random_inlines(chance, notes)
        blocks.append(
            chance.choice(
                (
                    Paragraph(inlines),
                    Bullet(inlines, chance.choice((1, 2))),
                    Heading(inlines, chance.randint(1, 4), "1."),
                    Heading(inlines, 1, "Điều 1.", run_in=True, bold=False),
                )
            )
        )
    return tuple(blocks)


@pytest.mark.parametrize("seed", range(300))
def test_whatever_is_written_is_printed_as_it_is(seed):
    chance = random.Random(seed)  # noqa: S311  (the same cases each time)
    standard = load_standard(chance.choice(("nd30", "hd05")))
    made = document(frame_of(standard.id), random_body(chance))

    pdf, word = both_texts(made, standard)

    assert pdf == word


def test_text_of_every_part_is_data():
    frame = frame_of(
        "nd30",
        trich_yeu=("#panic() $a$ <b> về việc",),
        co_quan_ban_hanh=("*ỦY BAN* #",),
        kinh_gui_label="Kính gửi:",
        kinh_gui=("Sở #read() A", "Sở $B$"),
        ho_ten="#Nguyễn \\ An",
        noi_nhan=('- "Như trên" `x`;',),
        draft_mark="#DỰ_THẢO",
    )
    annex = Annex("Phụ lục", ("TÊN #x",), "(Kèm theo $x$)", Orientation.PORTRAIT, (table(2),))
    made = document(frame, (Paragraph(text("#")),), (annex,))

    printed, _ = pdf_texts(write(made, standard=ND30))

    for part in (*frame.trich_yeu, *frame.co_quan_ban_hanh, frame.ho_ten, *frame.noi_nhan,
                 frame.draft_mark, "Sở #read() A", "TÊN #x", "(Kèm theo $x$)"):  # fmt: skip
        assert folded(part) in printed


def test_a_missing_character_is_shown_as_a_box_and_named():
    made = make(document(frame_of("nd30"), (Paragraph(text("Xin chào 😀.")),)), standard=ND30)

    finding = next(each for each in made.findings if each.id == "LAY06")
    fonts = {letter.font for page in read_pages(made.content) for letter in page.letters}

    assert finding.params["char"] == "😀"
    assert any("KehoachBox" in font for font in fonts)


def test_letters_written_from_right_to_left_do_not_stop_the_typesetter():
    arabic = "\u0645\u0631\u062d\u0628\u0627"
    made = make(document(frame_of("nd30"), (Paragraph(text(f"a {arabic} b")),)), standard=ND30)

    printed, _ = pdf_texts(made.content)

    assert arabic[::-1] in printed


def test_a_direction_mark_is_dropped_and_named():
    made = make(document(frame_of("nd30"), (Paragraph(text("một \u202ehai ba")),)), standard=ND30)

    printed, _ = pdf_texts(made.content)

    assert "mộthaiba" in printed
    assert [each.params["code"] for each in made.findings] == ["U+202E"]


def test_a_control_character_is_refused():
    with pytest.raises(InputError) as caught:
        write(document(frame_of("nd30"), (Paragraph(text("a\x07b")),)), standard=ND30)

    assert [each.id for each in caught.value.findings] == ["PDF03"]
