"""Every tag form of docxtpl gives the document.xml that docxtpl gives."""

import io
from collections.abc import Mapping
from typing import Any

import docxtpl
import pytest
from frame_helper import render
from frame_specimens import frame, opened, p, r, tbl, tc, text_of, tr
from lxml import etree

from tests.invariants import check_package

AMPERSAND = "Sở TN&MT và <Sở> KH&ĐT \"Hòa Bình\" 'x'"
DATA: dict[str, Any] = {
    "ten": "Cao Bằng",
    "hiem": AMPERSAND,
    "nhieu_dong": "dòng một\ndòng hai\n\ndòng bốn",
    "cot": "một\thai\t",
    "cach": "  đầu và cuối  ",
    "so_luong": 12,
    "ty_le": 2.5,
    "dung": True,
    "sai": False,
    "trong": "",
    "mau": "FFEE00",
    "danh_sach": ["một", "hai & ba", "bốn"],
    "bang": [
        {"ten": "A", "nam": [1, 2, 3], "chon": True},
        {"ten": "B & <C>", "nam": [4, 5, 6], "chon": False},
    ],
    "tu_dien": {"ban_be": [{"nuoc": "Lào"}, {"nuoc": "Trung Quốc"}]},
}
BOLD = '<w:b/><w:sz w:val="26"/>'

FRAMES: dict[str, bytes] = {
    "variable": frame("Tỉnh {{ ten }}, {{ hiem }}.", "{{so_luong}} và {{ ty_le }} {{ dung }}"),
    "variable-in-formatted-run": frame(p(r("A {{ hiem }} B", BOLD), r(" {{ cot }}", "<w:i/>"))),
    "newline-in-data": frame(p(r("x {{ nhieu_dong }} y", BOLD))),
    "tab-in-data": frame(p(r("x {{ cot }} y", BOLD)), "{{ cot }}"),
    "spaces-in-data": frame("a{{ cach }}b", "{{ cach }}"),
    "dotted-and-indexed": frame("{{ tu_dien.ban_be[0].nuoc }} {{ tu_dien['ban_be'][1]['nuoc'] }}"),
    "filters": frame(
        "{{ ten|upper }} {{ danh_sach|join(', ') }} {{ hiem|e }} {{ ten|replace('Cao','Thấp') }}",
        "{{ trong|default('không', true) }} {{ danh_sach|length }} {{ ten|center(20) }}",
    ),
    "expressions": frame(
        "{{ so_luong * 2 + 1 }} {{ 'có' if dung else 'không' }} {{ ten ~ ' - ' ~ hiem }}",
        "{{ \"chữ 'trong' nháy\" }} {{ so_luong > 3 }} {{ '%d' % so_luong }}",
    ),
    "comparison-in-tag": frame("{% if so_luong &gt; 3 and so_luong &lt; 20 %}vừa{% endif %}"),
    "curly-quotes-of-word": frame("{{ “chữ” }} {{ tu_dien[‘ban_be’]|length }}"),
    "if-inline": frame("{% if dung %}có{% else %}không{% endif %} {% if sai %}x{% endif %}."),
    "elif-inline": frame("{% if sai %}a{% elif so_luong == 12 %}b{% else %}c{% endif %}"),
    "for-inline": frame("{% for x in danh_sach %}{{ loop.index }}) {{ x }}; {% endfor %}"),
    "for-else": frame("{% for x in [] %}{{ x }}{% else %}không có{% endfor %}"),
    "for-over-dict-method": frame("{% for k, v in tu_dien.items() %}{{ k }}{% endfor %}"),
    "set": frame("{% set y = ten|lower %}{{ y }}", "{% set z %}[{{ hiem }}]{% endset %}{{ z }}"),
    "macro": frame(
        "{% macro m(x, y='k') %}({{ x }}/{{ y }}){% endmacro %}{{ m(hiem) }} {{ m(1, y=ten) }}"
    ),
    "call": frame(
        "{% macro m() %}[{{ caller() }}]{% endmacro %}{% call m() %}{{ hiem }}{% endcall %}"
    ),
    "with": frame("{% with a = hiem %}{{ a }}{% endwith %}"),
    "filter-block": frame("{% filter trim %}  {{ hiem }}  {% endfilter %}"),
    "recursive-loop": frame(
        "{% for x in [[1, [2, [hiem]]]] recursive %}"
        "{% if x is string or x is number %}{{ x }}{% else %}({{ loop(x) }}){% endif %}{% endfor %}"
    ),
    "namespace": frame(
        "{% set n = namespace(t=0) %}{% for x in danh_sach %}{% set n.t = n.t + 1 %}{% endfor %}"
        "{{ n.t }}"
    ),
    "raw": frame("{% raw %}{{ khong_phai_the }}{% endraw %}"),
    "written-braces": frame("{_{ ten }_} và {_% if %_}"),
    "comment": frame("trước {# ghi chú {{ khong_co }} #}sau"),
    "paragraph-comment": frame("a", "{#p cả đoạn này bỏ #}", "b"),
    "row-comment": frame(tbl(2, tr("a", "b"), tr("{#tr bỏ hàng #}", "c"))),
    "paragraph-if": frame(
        "a", "{%p if sai %}", "bỏ {{ ten }}", "{%p else %}", "giữ", "{%p endif %}"
    ),
    "paragraph-for": frame("{%p for x in danh_sach %}", "- {{ x }}", "{%p endfor %}", "hết"),
    "paragraph-nested": frame(
        "{%p for b in bang %}",
        "{{ b.ten }}",
        "{%p if b.chon %}",
        "{%p for n in b.nam %}",
        "năm {{ n }}",
        "{%p endfor %}",
        "{%p endif %}",
        "{%p endfor %}",
    ),
    "row-for": frame(
        tbl(
            2,
            tr("Tên", "Năm"),
            tr("{%tr for b in bang %}", ""),
            tr("{{ b.ten }}", "{{ b.nam[0] }}"),
            tr("{%tr endfor %}", ""),
        )
    ),
    "row-if": frame(
        tbl(1, tr("{%tr if sai %}"), tr("bỏ"), tr("{%tr endif %}"), tr("{{ ten }}")),
    ),
    "cell-for": frame(
        tbl(
            2,
            tr("Tên", "{%tc for n in bang[0].nam %}", "{{ n }}", "{%tc endfor %}"),
            tr("{%tr for b in bang %}"),
            tr("{{ b.ten }}", "{%tc for n in b.nam %}", "{{ n }}", "{%tc endfor %}"),
            tr("{%tr endfor %}"),
        )
    ),
    "cell-if-removes-column": frame(
        tbl(
            3,
            tr("a", "{%tc if sai %}", "b", "{%tc endif %}", "c"),
            tr("d", "{%tc if sai %}", "e", "{%tc endif %}", "f"),
        )
    ),
    "run-if": frame(p("a ", "{%r if dung %}", r("đậm", "<w:b/>"), "{%r endif %}", " b")),
    "run-for": frame(p("{%r for x in danh_sach %}", r("{{ x }}, ", "<w:i/>"), "{%r endfor %}")),
    "cell-background": frame(tbl(1, tr(tc(p("{% cellbg mau %}{{ ten }}"))))),
    "cell-background-replaced": frame(
        tbl(1, tr(tc(p("{% cellbg mau %}x"), properties='<w:shd w:val="clear" w:fill="000000"/>')))
    ),
    "colspan": frame(
        tbl(
            3,
            tr(tc(p("{% colspan danh_sach|length %}{{ ten }}"))),
            tr("{%tc for x in danh_sach %}", "{{ x }}", "{%tc endfor %}"),
        )
    ),
    "vertical-merge": frame(
        tbl(
            2,
            tr("{%tr for x in danh_sach %}", ""),
            tr("{% vm %}chung {{ ten }}", "{{ x }}"),
            tr("{%tr endfor %}", ""),
        )
    ),
    "horizontal-merge": frame(
        tbl(
            3,
            tr("{%tc for x in danh_sach %}", "{% hm %}Tiêu đề {{ ten }}", "{%tc endfor %}"),
            tr("{%tc for x in danh_sach %}", "{{ x }}", "{%tc endfor %}"),
        )
    ),
    "static-merged-cells": frame(
        tbl(
            2,
            tr(tc("{{ ten }}", properties='<w:gridSpan w:val="2"/>')),
            tr(tc("a", properties='<w:vMerge w:val="restart"/>'), "b"),
            tr(tc(p(), properties="<w:vMerge/>"), "{{ hiem }}"),
        )
    ),
    "split-by-word": frame(
        p(
            r("Tỉnh {"),
            r("{ te", "<w:b/>"),
            '<w:proofErr w:type="spellStart"/>',
            r("n }"),
            r("} đẹp"),
        )
    ),
    "split-block-tag": frame(p(r("{% "), r("if du"), r("ng %"), r("}có{"), r("% endif"), r(" %}"))),
    "split-paragraph-tag": frame(
        p(r("{%"), r("p if"), r(" sai %}")), "bỏ", p(r("{%p en"), r("dif %}")), "giữ"
    ),
    "trim-previous": frame("Dòng một", "{%- if dung %}", "nối {{ ten }}", "{% endif %}"),
    "trim-next": frame("A {% if dung -%}", "B", "{%- endif %} C"),
    "jinja-trim": frame("a   {{- ten -}}   b"),
    "bookmarks-and-proofing": frame(
        p('<w:bookmarkStart w:id="0" w:name="x"/>', r("{{ ten }}"), '<w:bookmarkEnd w:id="0"/>')
    ),
    "hyperlink-anchor": frame(
        p('<w:hyperlink w:anchor="x"><w:r><w:t>{{ ten }}</w:t></w:r></w:hyperlink>')
    ),
    "attribute": frame(
        p('<w:r><w:rPr><w:color w:val="{{ mau }}"/></w:rPr><w:t>{{ ten }}</w:t></w:r>')
    ),
    "picture-ids": frame(
        "{%p for x in danh_sach %}",
        p(
            '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="{{ x }}"/></wp:inline>'
            "</w:drawing></w:r>"
        ),
        "{%p endfor %}",
    ),
    "no-tags": frame("chỉ có chữ &amp; dấu"),
    "empty": frame(),
}


def by_docxtpl(source: bytes, data: Mapping[str, Any]) -> bytes:
    template = docxtpl.DocxTemplate(io.BytesIO(source))
    template.render(dict(data), autoescape=True)
    out = io.BytesIO()
    template.save(out)
    return out.getvalue()


def canonical(document: bytes, part: str = "word/document.xml") -> str:
    """Return a part without what makes no difference in Word.

    docxtpl writes xml:space in places by chance, and cuts runs where its tags stood.
    """
    root = opened(document).xml(part)
    for mark in list(root.iter("{*}proofErr", "{*}t")):
        mark.attrib.pop("{http://www.w3.org/XML/1998/namespace}space", None)
        if mark.tag.endswith("proofErr") or not mark.text:
            mark.getparent().remove(mark)
    for run in list(root.iter("{*}r")):
        if all(child.tag.endswith("rPr") for child in run):
            run.getparent().remove(run)
            continue
        before = run.getprevious()
        if before is not None and before.tag == run.tag and look(before) == look(run):
            _join(before, run)
    for properties in root.iter("{*}tcPr"):
        properties[:] = sorted(properties, key=lambda child: child.tag)
    for number, note in enumerate(root.iter("{*}footnote"), 1):
        note.set(note.keys()[0], str(number))
    return etree.tostring(root, method="c14n").decode().replace("><", ">\n<")


def look(run: etree._Element) -> bytes:
    properties = run.find("{*}rPr")
    return b"" if properties is None else etree.tostring(properties)


def _join(before: etree._Element, run: etree._Element) -> None:
    for child in list(run):
        last = before[-1]
        if child.tag.endswith("}rPr"):
            continue
        if child.tag.endswith("}t") and last.tag == child.tag:
            last.text = (last.text or "") + (child.text or "")
        else:
            before.append(child)
    run.getparent().replace(run, before)


@pytest.mark.parametrize("name", FRAMES)
def test_document_is_docxtpls(name: str) -> None:
    expected = canonical(by_docxtpl(FRAMES[name], DATA))

    actual = render(FRAMES[name], DATA)

    assert expected == canonical(actual)


@pytest.mark.parametrize("name", sorted(set(FRAMES) - {"picture-ids", "empty"}))
def test_document_keeps_the_invariants(name: str) -> None:
    assert check_package(render(FRAMES[name], DATA)) == []


@pytest.mark.parametrize(
    ("part", "keyword"),
    [("word/header1.xml", "header"), ("word/footer1.xml", "footer")],
    ids=["header", "footer"],
)
def test_header_and_footer_are_docxtpls(part: str, keyword: str) -> None:
    source = frame(
        "x",
        **{keyword: p("{{ ten }} {{ hiem }}") + p("{%p if sai %}") + p("y") + p("{%p endif %}")},
    )
    expected = canonical(by_docxtpl(source, DATA), part)

    actual = render(source, DATA)

    assert expected == canonical(actual, part)


def test_footnotes_of_the_frame_are_docxtpls() -> None:
    note = p("{{ hiem }} {%r if dung %}", "{{ ten }}", "{%r endif %}")
    source = frame(
        p(r("Chữ"), '<w:r><w:footnoteReference w:id="2"/></w:r>'),
        footnotes=f'<w:footnote w:id="2">{note}</w:footnote>',
    )
    expected = canonical(by_docxtpl(source, DATA), "word/footnotes.xml")

    actual = render(source, DATA)

    assert expected == canonical(actual, "word/footnotes.xml")


def test_rich_text_of_docxtpl_is_taken() -> None:
    rich = docxtpl.RichText("đậm & <nghiêng>\nxuống\tdòng", bold=True, italic=True)
    data = {**DATA, "chu_dam": rich, "liet_ke": docxtpl.Listing("một\nhai & ba")}
    source = frame(p("trước {{r chu_dam }} sau"), p(r("{{ liet_ke }}", BOLD)))
    expected = canonical(by_docxtpl(source, data))

    actual = render(source, data)

    assert expected == canonical(actual)


def test_nested_table_does_not_widen_the_grid_around_it() -> None:
    # docxtpl counts the cells of inner rows as cells of the outer table
    source = frame(tbl(1, tr(tc(tbl(2, tr("{%tc if x %}", "{{ x }}", "{%tc endif %}", "y")), p()))))

    document = render(source, {"x": "1"})

    grids = [len(grid) for grid in opened(document).xml("word/document.xml").iter("{*}tblGrid")]
    assert grids == [1, 2]


def test_ampersand_inside_a_tag_is_the_character() -> None:
    # docxtpl leaves "&amp;" in the expression, so that this comparison is never true there
    source = frame("{% if co_quan == 'Sở TN&amp;MT' %}đúng{% endif %} {{ 'A &amp; B' }}")

    document = render(source, {"co_quan": "Sở TN&MT"})

    assert text_of(document) == ["đúng A & B"]


def test_windows_line_ends_are_line_ends() -> None:
    document = render(frame("{{ x }}"), {"x": "a\r\nb\rc"})

    assert text_of(document) == ["a\nb\nc"]


def test_markup_of_others_is_text() -> None:
    from markupsafe import Markup

    document = render(frame("{{ x }}"), {"x": Markup("<w:b/>")})

    assert text_of(document) == ["<w:b/>"]
