"""Footnotes made from data: numbered by the finished text, whole packages, right pages."""

import re
from pathlib import Path
from typing import Any

import pytest
from frame_helper import render as fill_in
from frame_specimens import frame, note_texts, opened, p, r, tbl, text_of, tr
from office_helper import needs_office, page_texts, to_pdf
from openxml_audit import OpenXmlValidator
from specimens import document, party_frame

from generator.document.nodes import Footnote, Paragraph, Run
from generator.errors import InputError
from generator.ooxml.package import open_package
from generator.standards import load_standard
from generator.writers.docx.start_frame import make_frame
from generator.writers.docx.write import write
from tests.invariants import check_package

HD05 = load_standard("hd05")


def render(*blocks: str, data: dict[str, Any] | None = None, **parts: str) -> bytes:
    document = fill_in(frame(*blocks, **parts), data)
    assert check_package(document) == []
    return document


def audit(document: bytes, folder: Path) -> list[str]:
    path = folder / "audited.docx"
    path.write_bytes(document)
    result = OpenXmlValidator().validate(path)
    # The frames of these tests have no theme; Word does not ask for one.
    return [str(error) for error in result.errors if "relationships/theme" not in str(error)]


def test_no_call_leaves_the_package_without_footnotes() -> None:
    document = render("{% if co %}{{ fn('x') }}{% endif %}a", data={"co": False})

    assert "word/footnotes.xml" not in opened(document)
    assert b"footnotes" not in opened(document).read("[Content_Types].xml")


@pytest.mark.parametrize("count", [1, 13, 200])
def test_notes_of_a_loop_are_numbered_in_order(count: int, tmp_path: Path) -> None:
    data = {"ds": [f"ghi chú <{n}> & thêm" for n in range(1, count + 1)]}

    document = render("{%p for x in ds %}", "Đoạn{{ fn(x) }}.", "{%p endfor %}", data=data)

    assert text_of(document) == [f"Đoạn^{n}." for n in range(1, count + 1)]
    assert note_texts(document) == dict(enumerate(data["ds"], 1))
    assert audit(document, tmp_path) == []


def test_second_name_and_macro_argument() -> None:
    document = render(
        "{% macro dam(x) %}[{{ x }}]{% endmacro %}a{{ chu_thich('một') }} {{ dam(fn('hai')) }}"
    )

    assert text_of(document) == ["a^1 [^2]"]
    assert note_texts(document) == {1: "một", 2: "hai"}


def test_notes_in_table_cells_bold_and_italic_text() -> None:
    document = render(
        p(r("đậm{{ fn('một') }} tiếp", "<w:b/>"), r("nghiêng{{ fn('hai') }}", "<w:i/>")),
        tbl(
            2,
            tr("{%tr for x in ds %}", ""),
            tr("{{ x }}", "{{ fn('ô ' ~ x) }}"),
            tr("{%tr endfor %}", ""),
        ),
        data={"ds": ["a", "b"]},
    )

    assert text_of(document) == ["đậm^1 tiếpnghiêng^2", "a", "^3", "b", "^4"]
    runs = list(opened(document).xml("word/document.xml").iter("{*}r"))
    bold = ["".join(run.itertext()) for run in runs if run.find("{*}rPr/{*}b") is not None]
    assert bold == ["đậm", " tiếp"]


def test_dropped_paragraph_takes_its_note_along() -> None:
    document = render(
        "Một{{ fn('một') }}",
        "{%p if giu %}",
        "Hai{{ fn('hai') }}",
        "{%p endif %}",
        "Ba{{ fn('ba') }}",
        data={"giu": False},
    )

    assert text_of(document) == ["Một^1", "Ba^2"]
    assert note_texts(document) == {1: "một", 2: "ba"}


def test_captured_passage_left_out_or_written_twice() -> None:
    document = render(
        "{% set bo %}bỏ{{ fn('không in') }}{% endset %}"
        "{% set lap %}lặp{{ fn('lặp') }}{% endset %}{{ lap }} và {{ fn('giữa') }} rồi {{ lap }}"
    )

    assert text_of(document) == ["lặp^1 và ^2 rồi lặp^3"]
    assert note_texts(document) == {1: "lặp", 2: "giữa", 3: "lặp"}


def test_adjacent_references_get_a_superscript_comma(tmp_path: Path) -> None:
    document = render(
        p(r("x{{ fn('a') }}{{ fn('b') }}{{ fn('c') }} y", '<w:sz w:val="26"/>'), r("{{ fn('d') }}"))
    )

    assert text_of(document) == ["x^1,^2,^3 y^4"]
    commas = [
        run
        for run in opened(document).xml("word/document.xml").iter("{*}r")
        if "".join(run.itertext()) == ","
    ]
    styles = [[child.get(child.keys()[0]) for child in run[0]] for run in commas]
    assert styles == [["FootnoteReference", "26"]] * 2
    assert audit(document, tmp_path) == []


def test_references_across_runs_are_adjacent_but_not_across_paragraphs() -> None:
    document = render(
        p(r("x{{ fn('a') }}", "<w:b/>"), '<w:proofErr w:type="spellStart"/>', r("{{ fn('b') }}")),
        "{{ fn('c') }}",
    )

    assert text_of(document) == ["x^1,^2", "^3"]


def test_text_joined_with_a_note_is_still_escaped() -> None:
    document = render("{{ x ~ fn('a') ~ '&lt;' }} {{ x + fn('b') + x }}", data={"x": "<&>"})

    assert text_of(document) == ["<&>^1< <&>^2<&>"]


def test_notes_follow_those_of_the_frame() -> None:
    document = render(
        p(r("Có sẵn"), '<w:r><w:footnoteReference w:id="5"/></w:r>', r("{{ fn('mới') }}")),
        footnotes='<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
        '<w:footnote w:id="5"><w:p><w:r><w:t>sẵn {{ x }}</w:t></w:r></w:p></w:footnote>',
        data={"x": "có"},
    )

    assert text_of(document) == ["Có sẵn^1,^2"]
    assert note_texts(document) == {1: "sẵn có", 2: "mới"}


def test_styles_of_the_frame_are_found_by_name() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="VnbanCcchu">'
        '<w:name w:val="footnote text"/></w:style>'
        '<w:style w:type="character" w:styleId="ThamchiuCcchu">'
        '<w:name w:val="Footnote Reference"/></w:style>'
    )

    document = render("a{{ fn('x') }}", styles=styles)

    notes = opened(document).read("word/footnotes.xml").decode()
    assert '<w:pStyle w:val="VnbanCcchu"/>' in notes
    assert (
        '<w:rStyle w:val="ThamchiuCcchu"/>' in opened(document).read("word/document.xml").decode()
    )
    assert opened(document).read("word/styles.xml").decode().count("ootnote") == 2


def test_settings_name_the_separators_in_schema_order() -> None:
    settings = opened(render("a{{ fn('x') }}")).xml("word/settings.xml")

    names = [child.tag.rpartition("}")[2] for child in settings]
    assert names == ["zoom", "footnotePr", "compat"]
    assert [note.get(note.keys()[0]) for note in settings.iterfind("{*}footnotePr/*")] == [
        "-1",
        "0",
    ]


def test_our_text_and_the_frame_share_one_order(tmp_path: Path) -> None:
    source = open_package(make_frame(HD05, "named"))
    xml = source.read("word/document.xml").decode()
    body = re.search(r"<w:p><w:pPr><w:pStyle w:val=.The./></w:pPr><w:r><w:t [^>]*>\{\{p body", xml)
    assert body
    before, after = p(r("Trước{{ fn('trước') }}")), p(r("Sau{{ fn('sau') }}"))
    end = xml.index("</w:p>", body.start()) + len("</w:p>")
    xml = xml[: body.start()] + before + xml[body.start() : end] + after + xml[end:]
    note = Footnote((Run("chú thân"),))
    made = document(party_frame(), (Paragraph((Run("Thân"), note, note)),))

    content = write(
        made,
        standard=HD05,
        frame=source.with_parts({"word/document.xml": xml.encode()}).to_bytes(),
    )

    lines = [line for line in text_of(content) if "^" in line]
    assert lines == ["Trước^1", "Thân^2,^3", "Sau^4"]
    assert note_texts(content) == {1: "trước", 2: "chú thân", 3: "chú thân", 4: "sau"}
    assert audit(content, tmp_path) == []
    assert check_package(content) == []


@pytest.mark.parametrize("part", ["header", "footer"])
def test_note_in_header_or_footer_is_refused_with_its_place(part: str) -> None:
    with pytest.raises(InputError) as caught:
        render("x", **{part: p("tên") + p("cơ quan{{ fn('x') }}")})

    finding = caught.value.findings[0]
    place = (finding.id, finding.location.part, finding.location.paragraph)
    assert place == ("TPL10", f"word/{part}1.xml", 2)


def test_note_in_a_note_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        render("a", "b{{ fn('x' ~ fn('y')) }}")

    finding = caught.value.findings[0]
    assert (finding.id, finding.location.paragraph) == ("TPL11", 2)


@pytest.mark.parametrize("kept", [(), (0,), (1, 3), (0, 1, 2, 3), (3,)])
def test_every_kept_note_is_referred_to_once_in_order(kept: tuple[int, ...]) -> None:
    names = "abcd"
    blocks = [
        block
        for number, name in enumerate(names)
        for block in (f"{{%p if {number} in kept %}}", f"x{{{{ fn('{name}') }}}}", "{%p endif %}")
    ]

    made = render(*blocks, data={"kept": list(kept)})

    assert text_of(made) == [f"x^{number}" for number in range(1, len(kept) + 1)]
    assert list(note_texts(made).values()) == [names[number] for number in kept]


@pytest.mark.parametrize("holder", ["ins", "smartTag", "sdtContent"])
def test_runs_stand_inside_whatever_holds_runs(holder: str) -> None:
    inner = f"<w:{holder}>{r('{{r fn(1) }}')}</w:{holder}>"
    wrapped = f"<w:sdt>{inner}</w:sdt>" if holder == "sdtContent" else inner

    assert text_of(render(p(r("a"), wrapped)))[0] == "a^1"


@needs_office
@pytest.mark.office
def test_notes_in_tables_and_rows_of_notes_stand_where_they_are_called(tmp_path: Path) -> None:
    # The tables end above the notes: LibreOffice, unlike Word, moves the note of a row that just
    # fits on a page to the next page.
    names = [f"Ô{number:02}" for number in range(1, 31)]
    data = {"ds": [{"ten": name, "giu": int(name[1:]) % 3 != 0} for name in names]}
    page_break = "<w:p><w:pPr><w:pageBreakBefore/></w:pPr><w:r><w:t>Trang mới</w:t></w:r></w:p>"
    tables = [
        tbl(
            2,
            tr("{%tr for x in ds" + part + " %}", ""),
            tr("{{ x.ten }}", "gọi {{ x.ten }}{% if x.giu %}{{ fn('chú ' ~ x.ten) }}{% endif %}"),
            tr("{%tr endfor %}", ""),
        )
        for part in ("[:15]", "[15:]")
    ]
    document = render(
        "Đầu{{ fn('chú đầu một') }}{{ fn('chú đầu hai') }}.",
        tables[0],
        page_break,
        tables[1],
        "Cuối{{ fn('chú cuối') }}.",
        data=data,
    )

    pages = page_texts(to_pdf(document, tmp_path))

    assert "Đầu1,2" in pages[0]
    kept = [item["ten"] for item in data["ds"] if item["giu"]]
    notes = ["đầu một", "đầu hai", *kept, "cuối"]
    calls = ["Đầu1", "Đầu1", *(f"gọi {name}" for name in kept), "Cuối"]
    for number, (note, call) in enumerate(zip(notes, calls, strict=True), 1):
        page = next(text for text in pages if call in text)
        assert f"{number} chú {note}" in page
    assert len(pages) == 2


@needs_office
@pytest.mark.office
@pytest.mark.parametrize("count", [1, 13, 200])
def test_note_stands_on_the_page_of_its_reference(count: int, tmp_path: Path) -> None:
    filler = "Nội dung thông tin đối ngoại của địa phương trong năm. " * 6
    items = [{"chu": f"Mốc{n:03}", "note": f"ChuThich{n:03}"} for n in range(1, count + 1)]
    document = render(
        "{%p for m in ds %}",
        p(r("{{ m.chu }}{{ fn(m.note) }} {{ filler }}")),
        "{%p endfor %}",
        data={"ds": items, "filler": filler},
    )

    pages = page_texts(to_pdf(document, tmp_path))

    for number, item in enumerate(items, 1):
        page = next(text for text in pages if item["chu"] in text)
        assert f"{number} {item['note']}" in page or f"{number}{item['note']}" in page
