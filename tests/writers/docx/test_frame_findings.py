"""What is wrong with a frame or its data is said with id, place, quote and exact words."""

import string
from typing import Any

import pytest
from frame_helper import findings, render
from frame_specimens import archive, core, frame, p, r, tbl, text_of, tr
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.errors import InputError

# Names the frames below use, so that only their tags are wrong.
NAMES = dict.fromkeys(("a", "b", "c", "d", "e", "x", "y", "ds", "ten"), "")

# id: a frame, what it says of it
BAD_FRAMES: dict[str, tuple[bytes, list[str]]] = {
    "unclosed-variable": (
        frame("Tỉnh", "Đây là {{ ten của tỉnh"),
        [
            "đoạn 2: thẻ '{{ ten của tỉnh' mở mà không đóng trong cùng đoạn (TPL02)",
        ],
    ),
    "unclosed-before-another-tag": (
        frame("{{ a", tbl(1, tr("{{ b }}")), "{% if c", "{% endif %}", "{# d", "{# e #}"),
        [
            "đoạn 1: thẻ '{{ a' mở mà không đóng trong cùng đoạn (TPL02)",
            "đoạn 3: thẻ '{% if c' mở mà không đóng trong cùng đoạn (TPL02)",
            "đoạn 5: thẻ '{# d' mở mà không đóng trong cùng đoạn (TPL02)",
        ],
    ),
    "unclosed-in-an-attribute": (
        frame(
            p(
                '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="{{ x"/></wp:inline>'
                "</w:drawing></w:r>"
            ),
            "{{ y }}",
        ),
        ["đoạn 1: thẻ '{{ x' mở mà không đóng trong cùng đoạn (TPL02)"],
    ),
    "row-and-cell-tags-outside-a-table": (
        frame("{%tr for x in a %}", "b", "{%tr endfor %}", "{{tc y }}"),
        [
            (
                f"đoạn {number}: thẻ {tag} có dạng '{form}' nhưng không đứng một mình trong một "
                f"{place} của bảng (TPL02)"
            )
            for number, tag, form, place in (
                (1, "{%tr for x in a %}", "tr", "hàng"),
                (3, "{%tr endfor %}", "tr", "hàng"),
                (4, "{{tc y }}", "tc", "ô"),
            )
        ],
    ),
    "one-row-tag-outside-a-table": (
        frame("{%tr for x in a %}"),
        [
            (
                "đoạn 1: thẻ {%tr for x in a %} có dạng 'tr' nhưng không đứng một mình trong một "
                "hàng của bảng (TPL02)"
            )
        ],
    ),
    "unended-if": (
        frame("a", "{% if x %}b"),
        [
            "đoạn 2: thẻ {% if x %} không có thẻ {% endif %} kết thúc (TPL02)",
        ],
    ),
    "unended-row-loop": (
        frame(tbl(1, tr("{%tr for x in ds %}"), tr("{{ x }}"))),
        [
            "đoạn 1: thẻ {%tr for x in ds %} không có thẻ {% endfor %} kết thúc (TPL02)",
        ],
    ),
    "stray-endif": (
        frame("a", "b", "{% endif %}"),
        [
            "đoạn 3: thẻ {% endif %} đứng ở chỗ không có thẻ mở tương ứng (TPL02)",
        ],
    ),
    "crossed-blocks": (
        frame("{% if a %}{% for x in ds %}{% endif %}{% endfor %}"),
        [
            "đoạn 1: thẻ {% endif %} đứng ở chỗ không có thẻ mở tương ứng (TPL02)",
            "đoạn 1: thẻ {% if a %} không có thẻ {% endif %} kết thúc (TPL02)",
        ],
    ),
    "block-cuts-table": (
        frame("{% if a %}", tbl(1, tr("x{% endif %}"))),
        [
            (
                "đoạn 1: thẻ {% if a %} và thẻ {% endif %} (đoạn 2) cắt ngang bảng, hàng hoặc"
                " đoạn (TPL02)"
            )
        ],
    ),
    "several-at-once": (
        frame("{{ a b }}", "{{ c | }}", p(r("{{ d"), r(" e }}"))),
        [
            (
                "đoạn 1: thẻ {{ a b }} viết sai cú pháp: gặp 'b' ở chỗ cần dấu }} kết thúc thẻ "
                "(TPL02)"
            ),
            (
                "đoạn 2: thẻ {{ c | }} viết sai cú pháp: gặp dấu }} kết thúc thẻ ở chỗ cần một "
                "tên (TPL02)"
            ),
            (
                "đoạn 3: thẻ {{ d e }} viết sai cú pháp: gặp 'e' ở chỗ cần dấu }} kết thúc thẻ "
                "(TPL02)"
            ),
        ],
    ),
    "unknown-command": (
        frame("{% neu x %}"),
        [
            "đoạn 1: thẻ {% neu x %} viết sai cú pháp: không có lệnh 'neu' (TPL02)",
        ],
    ),
    "private-attribute": (
        frame("a", "{{ x.__class__.__mro__ }}"),
        [
            (
                "đoạn 2: thẻ {{ x.__class__.__mro__ }} dùng '" + name + "', "
                "khung không được phép dùng (TPL03)"
            )
            for name in ("__mro__", "__class__")
        ],
    ),
    "private-item": (
        frame("{{ x['__globals__'] }}"),
        [
            (
                "đoạn 1: thẻ {{ x['__globals__'] }} dùng '__globals__', khung không được phép"
                " dùng (TPL03)"
            )
        ],
    ),
    "attr-filter": (
        frame("{{ x|attr('format') }}"),
        [
            "đoạn 1: thẻ {{ x|attr('format') }} dùng 'attr', khung không được phép dùng (TPL03)",
        ],
    ),
    "safe-filter": (
        frame("{{ x|safe }}"),
        [
            "đoạn 1: thẻ {{ x|safe }} dùng 'safe', khung không được phép dùng (TPL03)",
        ],
    ),
    "unknown-filter": (
        frame("{{ x|in_hoa }}", "{{ y|in_thuong }}"),
        [
            "đoạn 1: thẻ {{ x|in_hoa }} dùng bộ lọc 'in_hoa' không có (TPL04)",
            "đoạn 2: thẻ {{ y|in_thuong }} dùng bộ lọc 'in_thuong' không có (TPL04)",
        ],
    ),
    "unknown-test": (
        frame("{% if x is rong %}a{% endif %}"),
        [
            "đoạn 1: thẻ {% if x is rong %} dùng phép thử 'rong' không có (TPL04)",
        ],
    ),
    "include": (
        frame("{% include 'x.docx' %}"),
        [
            (
                "đoạn 1: thẻ {% include 'x.docx' %} dùng lệnh 'include', khung Word không hỗ "
                "trợ (TPL15)"
            )
        ],
    ),
    "tag-in-deleted-text": (
        frame(
            "a",
            p('<w:del w:id="1" w:author="A"><w:r><w:delText>{{ mat }}</w:delText></w:r></w:del>'),
        ),
        [("đoạn 2: thẻ '{{ mat }}' nằm trong chữ đã xóa còn lưu vết, dữ liệu sẽ lộ ở đó (TPL14)")],
    ),
    "header-and-body-together": (
        frame("{{ x", header=p("{% endfor %}")),
        [
            "đoạn 1: thẻ '{{ x' mở mà không đóng trong cùng đoạn (TPL02)",
            ("đầu trang, đoạn 1: thẻ {% endfor %} đứng ở chỗ không có thẻ mở tương ứng (TPL02)"),
        ],
    ),
}

# id: a frame, data, what it says of them
BAD_DATA: dict[str, tuple[bytes, dict[str, Any], list[str]]] = {
    "undefined-names-all-at-once": (
        frame("{{ mot }}", "{% if co %}{{ hai }}{% endif %}", tbl(1, tr("{{ ba.bon }}"))),
        {"co": False, "ba": {}},
        [
            "đoạn 1: thẻ {{ mot }} dùng tên 'mot' không có trong dữ liệu (TPL01)",
            "đoạn 2: thẻ {{ hai }} dùng tên 'hai' không có trong dữ liệu (TPL01)",
            "đoạn 3: thẻ {{ ba.bon }} dùng tên 'ba.bon' không có trong dữ liệu (TPL01)",
        ],
    ),
    "undefined-in-loop-and-test": (
        frame("{%p for x in ds %}", "{{ x }}", "{%p endfor %}", "{% if co %}a{% endif %}"),
        {},
        [
            "đoạn 1: thẻ {%p for x in ds %} dùng tên 'ds' không có trong dữ liệu (TPL01)",
            "đoạn 4: thẻ {% if co %} dùng tên 'co' không có trong dữ liệu (TPL01)",
        ],
    ),
    "undefined-in-split-tag": (
        frame("a", p(r("{"), r("{ te", "<w:b/>"), r("n }}"))),
        {},
        [
            "đoạn 2: thẻ {{ ten }} dùng tên 'ten' không có trong dữ liệu (TPL01)",
        ],
    ),
    "undefined-in-every-part": (
        frame("{{ a }}", header=p("x") + p("{{ b }}"), footer=p("{{ c }}"), core=core("{{ d }}")),
        {},
        [
            "đoạn 1: thẻ {{ a }} dùng tên 'a' không có trong dữ liệu (TPL01)",
            "đầu trang, đoạn 2: thẻ {{ b }} dùng tên 'b' không có trong dữ liệu (TPL01)",
            "chân trang, đoạn 1: thẻ {{ c }} dùng tên 'c' không có trong dữ liệu (TPL01)",
        ],
    ),
    "undefined-in-note": (
        frame("{{ fn(x) }}"),
        {},
        ["đoạn 1: thẻ {{ fn(x) }} dùng tên 'x' không có trong dữ liệu (TPL01)"],
    ),
    "control-character": (
        frame("a", "{{ x }}"),
        {"x": "dán\x0btừ nơi khác"},
        [
            (
                "đoạn 2: giá trị của thẻ {{ x }} có ký tự điều khiển U+000B, Word không mở "
                "được (TPL05)"
            )
        ],
    ),
    "control-character-in-note": (
        frame("{{ fn(x) }}"),
        {"x": "a\x01"},
        [
            (
                "đoạn 1: giá trị của thẻ {{ fn(x) }} có ký tự điều khiển U+0001, Word không "
                "mở được (TPL05)"
            )
        ],
    ),
    "noncharacter": (
        frame("{{ x }}"),
        {"x": "a\ufffe"},
        [
            (
                "đoạn 1: giá trị của thẻ {{ x }} có ký tự điều khiển U+FFFE, Word không mở "
                "được (TPL05)"
            )
        ],
    ),
    "lone-surrogate": (
        frame("{{ x }}"),
        {"x": "a\ud800"},
        [
            (
                "đoạn 1: giá trị của thẻ {{ x }} có ký tự điều khiển U+D800, Word không mở "
                "được (TPL05)"
            )
        ],
    ),
    "empty-values-all-at-once": (
        frame("{{ x }}", "{{ y.z }}"),
        {"x": None, "y": {"z": None}},
        [
            "đoạn 1: thẻ {{ x }} không có giá trị (trống) (TPL06)",
            "đoạn 2: thẻ {{ y.z }} không có giá trị (trống) (TPL06)",
        ],
    ),
    "text-where-a-block-stands": (
        frame("{{p x }}"),
        {"x": "chữ thường"},
        [
            (
                "đoạn 1: thẻ {{p x }} cần một khối hoặc đoạn Word, nhưng giá trị là chữ: 'chữ"
                " thường' (TPL08)"
            )
        ],
    ),
    "block-in-a-line": (
        frame("a {{ body }} b"),
        {"body": p("đoạn")},
        [
            "đoạn 1: thẻ {{ body }} chứa cả đoạn hoặc bảng nhưng đứng giữa dòng chữ (TPL07)",
        ],
    ),
    "failing-sum": (
        frame("a", "{{ x + 1 }}"),
        {"x": "chữ"},
        [
            "đoạn 2: thẻ {{ x + 1 }} không tính được: không cộng được chữ với số (TPL09)",
        ],
    ),
    "function-printed": (
        frame("{{ x.upper }}"),
        {"x": "a"},
        [
            (
                "đoạn 1: thẻ {{ x.upper }} in ra một giá trị không có chữ: "
                "'builtin_function_or_method' không in thành chữ được (TPL12)"
            )
        ],
    ),
    "list-printed": (
        frame("{{ x }}", "{{ y }}"),
        {"x": ["a"], "y": {"b": 1}},
        [
            f"đoạn {number}: thẻ {{{{ {name} }}}} in ra một giá trị không có chữ: "
            f"{kind} không in thành chữ được (TPL12)"
            for number, name, kind in ((1, "x", "danh sách"), (2, "y", "bảng tra"))
        ],
    ),
    "empty-note": (
        frame("{{ fn('') }}"),
        {},
        [
            "đoạn 1: chú thích không có nội dung (TPL12)",
        ],
    ),
    "private-through-format": (
        frame("{{ '{0.__class__}'.format(x) }}"),
        {"x": 1},
        [
            (
                "đoạn 1: thẻ {{ '{0.__class__}'.format(x) }} dùng '__class__', khung không "
                "được phép dùng (TPL03)"
            )
        ],
    ),
    "mutating-method": (
        frame("{{ x.append(1) }}"),
        {"x": []},
        [
            "đoạn 1: thẻ {{ x.append(1) }} dùng 'append', khung không được phép dùng (TPL03)",
        ],
    ),
    "huge-text": (
        frame("{{ 'a' * 999999999 }}"),
        {},
        [
            (
                "đoạn 1: thẻ {{ 'a' * 999999999 }} đòi hỏi nhiều hơn mức một văn bản cần: "
                "làm ra chữ dài hơn 500000 ký tự (TPL13)"
            ),
        ],
    ),
    "huge-power": (
        frame("{{ 9 ** 9 ** 9 }}"),
        {},
        [
            (
                "đoạn 1: thẻ {{ 9 ** 9 ** 9 }} đòi hỏi nhiều hơn mức một văn bản cần: "
                "số có quá nhiều chữ số (TPL13)"
            ),
        ],
    ),
    "huge-padding": (
        frame("{{ x.ljust(999999999) }}"),
        {"x": "a"},
        [
            (
                "đoạn 1: thẻ {{ x.ljust(999999999) }} đòi hỏi nhiều hơn mức một văn bản cần: "
                "độ rộng hoặc số lượng lớn hơn 1000 (TPL13)"
            ),
        ],
    ),
    "huge-range": (
        frame("{% for x in range(99999999) %}a{% endfor %}"),
        {},
        [
            (
                "đoạn 1: thẻ {% for x in range(99999999) %} đòi hỏi nhiều hơn mức một văn bản cần: "
                "range(...) dài hơn 100000 (TPL13)"
            ),
        ],
    ),
}


@pytest.mark.parametrize("name", BAD_FRAMES)
def test_bad_frame_says(name: str) -> None:
    source, expected = BAD_FRAMES[name]

    assert expected == findings(source, NAMES)


@pytest.mark.parametrize("name", BAD_DATA)
def test_bad_data_says(name: str) -> None:
    source, data, expected = BAD_DATA[name]

    assert expected == findings(source, data)


def test_finding_quotes_the_text_around_the_tag_and_suggests_a_name() -> None:
    with pytest.raises(InputError) as caught:
        render(
            frame("Căn cứ Chương trình hành động của tỉnh {{ ten_tinhh }} về thông tin đối ngoại"),
            {"ten_tinh": "x"},
        )

    finding = caught.value.findings[0]
    assert finding.quote == "…ương trình hành động của tỉnh {{ ten_tinhh }} về thông tin đối ngoại"
    assert finding.hint_text() == "có phải 'ten_tinh'?"


def test_names_a_frame_provides_for_need_not_be_given() -> None:
    source = frame("{{ x|default('không') }} {% if y is defined %}{{ y }}{% endif %}.")

    assert text_of(render(source)) == ["không ."]


def test_a_name_nobody_gives_is_told_also_where_it_is_not_printed() -> None:
    source = frame("{% if co %}{{ ho_tenn }}{% endif %}")

    assert findings(source, {"co": False, "ho_ten": "x"}) == [
        "đoạn 1: thẻ {{ ho_tenn }} dùng tên 'ho_tenn' không có trong dữ liệu (TPL01)"
    ]


def test_braces_at_the_ends_of_paragraphs_do_not_meet() -> None:
    # docxtpl takes a brace at the end of one text and one at the start of the next for one sign
    before = frame("a {", tbl(1, tr("{{ b }}")))
    after = frame("a }", tbl(1, tr("}{% if b %}c{% endif %}")))

    assert text_of(render(before, {"b": "x"})) == ["a {", "x"]
    assert text_of(render(after, {"b": "x"})) == ["a }", "}c"]


def test_linked_picture_is_refused() -> None:
    rels = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'relationships/image" Target="http://example.org/x.png" TargetMode="External"/>'
        b"</Relationships>"
    )
    source = frame("x", header=p("y"), extra={"word/_rels/header1.xml.rels": rels})

    assert findings(source) == [
        ("đầu trang: khung lấy nội dung từ bên ngoài tệp: http://example.org/x.png (OX11)")
    ]


def field_of(code: str) -> str:
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{each}"/></w:r>' for each in ("begin", "end"))
    half = len(code) // 2
    runs = "".join(
        f"<w:r><w:instrText>{each}</w:instrText></w:r>" for each in (code[:half], code[half:])
    )
    return f"<w:p>{begin}{runs}{end}</w:p>"


@pytest.mark.parametrize(
    "code",
    ["DDEAUTO c:\\x", "DDE c:\\x", "INCLUDETEXT http://192.0.2.1/x", "INCLUDEPICTURE x.png",
     "LINK Excel.Sheet.12 x", "IMPORT x", "MACROBUTTON Chay x", "HYPERLINK file://192.0.2.1/x"],
)  # fmt: skip
@pytest.mark.parametrize("where", ["body", "header"])
def test_field_that_runs_or_fetches_is_refused(code: str, where: str) -> None:
    parts = {"body": (p("a") + field_of(code), ""), "header": (p("a"), p("b") + field_of(code))}
    body, header = parts[where]

    (found,) = findings(frame(body, header=header))

    assert found.endswith("(OX11)")
    assert "đoạn 2" in found
    assert code.removeprefix("HYPERLINK ") in found


@pytest.mark.parametrize(
    ("kind", "target"),
    [("aFChunk", "chunk.html"), ("oleObject", "embeddings/oleObject1.bin"),
     ("control", "activeX/activeX1.xml"), ("package", "embeddings/x.xlsx")],
)  # fmt: skip
def test_object_of_another_program_is_refused(kind: str, target: str) -> None:
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'relationships/{kind}" Target="{target}"/></Relationships>'
    )
    source = frame("x", header=p("y"), extra={"word/_rels/header1.xml.rels": rels.encode()})

    (found,) = findings(source)

    assert target in found
    assert found.endswith("(OX11)")


def test_zip_without_a_document_is_refused() -> None:
    assert findings(archive({"a.txt": b"x"})) == [
        "tệp nén này không chứa văn bản Word (OX03)",
    ]


TEXT = st.text(st.sampled_from(string.printable.replace("\x0b", "").replace("\x0c", "") + "đệ₫"))


@settings(max_examples=60)
@given(TEXT)
def test_any_text_comes_out_as_it_went_in(value: str) -> None:
    document = render(_FRAME, {"x": value})

    expected = value.replace("\r\n", "\n").replace("\r", "\n")
    assert text_of(document) == [f"[{expected}]", f"{expected}"]


_FRAME = frame("[{{ x }}]", p(r("{{ x }}", "<w:b/>")))
