"""Body templates are strict, sandboxed, escaped, and remember where each line came from."""

import pytest

from generator.diagnostics import Location
from generator.document.nodes import Origin, plain_text
from generator.document.parse import parse_body
from generator.errors import InputError
from generator.templating.environment import BodyEnvironment, TemplateRoot, current_place


@pytest.fixture
def folders(tmp_path):
    for name in ("rieng", "chung"):
        (tmp_path / name).mkdir()
    return tmp_path


@pytest.fixture
def environment(folders):
    return BodyEnvironment(
        [
            TemplateRoot(folders / "rieng", "rieng"),
            TemplateRoot(folders / "chung", "chung", packaged=True),
        ]
    )


def write(path, text):
    path.write_text(text, encoding="utf-8")


def test_each_block_names_the_template_line_it_came_from(folders, environment):
    write(
        folders / "chung" / "m.md.j2",
        "{# ghi chú #}\n# Mục {{ so }}\n\n{% for viec in cac_viec %}\n- {{ viec }};\n"
        "{% endfor %}\n\nHết *nghiêng* thôi\n",
    )
    text = environment.render_file("m.md.j2", {"so": 1, "cac_viec": ["a", "b"]})

    blocks = parse_body(text, environment.files.names)

    assert [(plain_text(block.inlines), block.origin) for block in blocks] == [
        ("Mục 1", Origin("chung/m.md.j2", 2)),
        ("a;", Origin("chung/m.md.j2", 5)),
        ("b;", Origin("chung/m.md.j2", 5)),
        ("Hết nghiêng thôi", Origin("chung/m.md.j2", 8)),
    ]


def test_emphasis_around_values_survives_the_marks(environment):
    text = environment.render_text(
        "*{{ a }}* và **b {{ a }}**, *c*.", {"a": "x (y)"}, Location("p")
    )

    runs = parse_body(text)[0].inlines

    assert [(run.text, run.bold, run.italic) for run in runs] == [
        ("x (y)", False, True),
        (" và ", False, False),
        ("b x (y)", True, False),
        (", ", False, False),
        ("c", False, True),
        (".", False, False),
    ]


def test_a_numbered_passage_may_begin_with_a_value(environment):
    text = environment.render_text("# T\n\n1. {{ a }}\n2. {{ a }}", {"a": "x"}, Location("p"))

    assert [plain_text(block.inlines) for block in parse_body(text)] == ["T", "x", "x"]


def test_macros_blocks_and_includes_are_not_escaped_twice(folders, environment):
    write(folders / "chung" / "in.md.j2", "*{{ a }}*")
    source = (
        "{% macro m(x) %}*{{ x }}*{% endmacro %}{{ m(a) }} {% include 'in.md.j2' %}"
        "{% set s %}*{{ a }}*{% endset %} {{ s }}"
    )

    runs = parse_body(environment.render_text(source, {"a": "1*2"}, Location("p")))[0].inlines

    assert [run.text for run in runs if run.italic] == ["1*2", "1*2", "1*2"]


def test_a_local_file_overrides_by_path_and_can_extend_the_packaged_one(folders, environment):
    write(folders / "chung" / "k.md.j2", "{% block a %}gốc{% endblock %} đuôi")
    write(
        folders / "rieng" / "k.md.j2",
        '{% extends "goc/k.md.j2" %}{% block a %}riêng, {{ super() }}{% endblock %}',
    )

    (block,) = parse_body(environment.render_file("k.md.j2", {}))

    assert plain_text(block.inlines) == "riêng, gốc đuôi"


def test_a_function_knows_the_line_it_was_called_from(folders, environment):
    write(folders / "chung" / "m.md.j2", "một\n\nhai {{ noi() }}\n")
    places = []

    environment.render_file("m.md.j2", {"noi": lambda: places.append(current_place()) or ""})

    assert places == [Location("chung/m.md.j2", 3)]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("a\n{{ khong }}", "p.yaml:8: lỗi: mẫu dùng tên 'khong' mà không ai khai báo (TPL01)"),
        ("{{ x.la }}", "p.yaml:7: lỗi: mẫu dùng tên 'la' mà không ai khai báo (TPL01)"),
        (
            "{{ x.__class__ }}",
            (
                "p.yaml:7: lỗi: mẫu dùng biểu thức không được phép: không được đọc thuộc tính "
                "'__class__' (TPL03)"
            ),
        ),
        (
            "{% if %}",
            (
                "p.yaml:7: lỗi: lỗi cú pháp trong mẫu: thiếu biểu thức trước dấu %} kết thúc thẻ "
                "(TPL02)"
            ),
        ),
        ("{% include 'la' %}", "p.yaml:7: lỗi: không có mẫu 'la' (TPL31)"),
        (
            "\n\n{{ 1 // 0 }}",
            "p.yaml:9: lỗi: không tính được biểu thức trong mẫu: chia cho số 0 (TPL09)",
        ),
    ],
    ids=["name", "attribute", "sandbox", "syntax", "missing file", "arithmetic"],
)
def test_a_wrong_template_is_named_with_file_and_line(environment, source, message):
    with pytest.raises(InputError) as caught:
        environment.render_text(source, {"x": "a"}, Location("p.yaml", 7))

    assert [finding.text().split("\n")[0] for finding in caught.value.findings] == [message]


@pytest.mark.parametrize(
    ("source", "hint"),
    [
        ("{{ khongg }}", "có phải 'khong', 'khong_co'?"),
        ("{{ bang.mott }}", "có phải 'mot'?"),
        ("{{ khong|uper }}", "có phải 'upper'?"),
        ("{{ xyz }}", "sửa tên, hoặc khai báo trong tham_so của kế hoạch"),
    ],
)
def test_a_wrong_name_has_near_ones(environment, source, hint):
    names = {"khong": "a", "khong_co": "b", "bang": {"mot": 1}}
    with pytest.raises(InputError) as caught:
        environment.render_text(source, names, Location("p.yaml", 7))

    assert [finding.hint_text() for finding in caught.value.findings] == [hint]


def test_a_name_a_template_provides_for_is_no_fault(environment):
    source = "{{ x|default('a') }}{% if y is defined %}{{ y }}{% endif %}"

    assert "a" in environment.render_text(source, {}, Location("p.yaml", 7))


def test_private_use_characters_in_values_cannot_forge_marks(environment):
    text = environment.render_text("{{ a }}", {"a": "x\ue000\U000f0000y"}, Location("p"))

    assert plain_text(parse_body(text)[0].inlines) == "xy"
