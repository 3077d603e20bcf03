import re
import unicodedata
from pathlib import Path

import pytest
import yaml as pyyaml
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import Location, Severity
from generator.errors import InputError
from generator.inputs import yaml as inputs_yaml
from generator.inputs.text_file import BAD_CHARACTERS, INVISIBLE_CHARACTERS, MAX_KIB
from generator.inputs.yaml import MAX_DEPTH, load_yaml, load_yaml_text

CASES = pyyaml.safe_load(Path(__file__).with_name("bad_inputs.yaml").read_text("utf-8"))["cases"]

TRAPS = (
    *("no", "yes", "on", "off", "NO", "True", "012", "0o12", "0x1F", "0b1", "12:30", "190:20:30"),
    *("1.234", "1e3", ".5", "1_000", "+1", "-1", ".inf", ".nan", "2027-02-15", "15/02/2027", "="),
    *("nUlL", "1.250.000.000", "15-HD/TU"),
)

LETTERS = "abcxyzABCXYZ0123456789ăâđêôơưĂÂĐÊÔƠƯáàảãạếềểễệợựỹ"
words = st.text(st.sampled_from(LETTERS + "._/()+=;“”–…°²"), min_size=1, max_size=8)
plain_texts = st.one_of(
    st.sampled_from(TRAPS),
    st.lists(words, min_size=1, max_size=6)
    .map(" ".join)
    .filter(lambda text: text[0] in LETTERS and text not in {"~", "null", "Null", "NULL"}),
)
any_texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=60).map(
    lambda text: re.sub(r"[\r\n]", "", INVISIBLE_CHARACTERS.sub("", BAD_CHARACTERS.sub("", text)))
)


def one_value(text: str) -> object:
    return load_yaml_text(text).value


@given(plain_texts)
def test_plain_text_comes_back_as_typed(text: str) -> None:
    assert one_value(f"a: {text}\n") == {"a": unicodedata.normalize("NFC", text)}


@given(any_texts)
def test_text_in_single_quotation_marks_comes_back_as_typed(text: str) -> None:
    assert one_value("a: '" + text.replace("'", "''") + "'\n") == {
        "a": unicodedata.normalize("NFC", text)
    }


@given(any_texts)
def test_text_in_double_quotation_marks_comes_back_as_typed(text: str) -> None:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')

    assert one_value(f'a: "{escaped}"\n') == {"a": unicodedata.normalize("NFC", text)}


@given(st.lists(plain_texts, min_size=1, max_size=5))
def test_literal_block_keeps_its_lines(lines: list[str]) -> None:
    block = "".join(f"  {line}\n" for line in lines)

    assert one_value(f"a: |\n{block}") == {
        "a": unicodedata.normalize("NFC", "".join(f"{line}\n" for line in lines))
    }


@pytest.mark.parametrize("text", ["", "~", "null", "Null", "NULL"])
def test_plain_nothing_is_none(text: str) -> None:
    assert one_value(f"a: {text}\n") == {"a": None}


@pytest.mark.parametrize("text", ["", "~", "null"])
def test_quoted_nothing_is_text(text: str) -> None:
    assert one_value(f'a: "{text}"\n') == {"a": text}


def test_keys_are_text_whatever_they_look_like() -> None:
    assert one_value("2027: a\nno: b\n1.5: c\n") == {"2027": "a", "no": "b", "1.5": "c"}


def test_decomposed_text_is_composed_in_keys_and_values() -> None:
    text = unicodedata.normalize("NFD", "địa danh: Hoà Bình, Thừa Thiên Huế\n")

    assert text != unicodedata.normalize("NFC", text)
    assert one_value(text) == {"địa danh": "Hoà Bình, Thừa Thiên Huế"}


def test_byte_order_mark_is_no_part_of_the_first_key(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes("\ufeffđịa: danh\r\nb: c\r\n".encode())

    loaded = load_yaml(path)

    assert loaded.value == {"địa": "danh", "b": "c"}
    assert loaded.locate(("b",)) == Location(path.as_posix(), 2, 4)


def test_invisible_characters_are_dropped_with_a_warning() -> None:
    loaded = load_yaml_text("a: Cao\u200b Bằng\u00ad\n", display="a.yaml")

    assert loaded.value == {"a": "Cao Bằng"}
    assert [finding.severity for finding in loaded.findings] == [Severity.WARNING]
    assert loaded.findings[0].text() == (
        "a.yaml:1:4: cảnh báo: đã bỏ 2 ký tự vô hình (U+200B, U+00AD) trong 'Cao Bằng' (IN07)\n"
        "  gợi ý: gõ lại chỗ này nếu không muốn thấy cảnh báo"
    )


def test_aliases_stand_for_what_they_name() -> None:
    loaded = load_yaml_text("a: &a [x, y]\nb: *a\nc:\n  d: *a\n")

    assert loaded.value == {"a": ["x", "y"], "b": ["x", "y"], "c": {"d": ["x", "y"]}}
    assert loaded.locate(("c", "d", 1)) == Location("", 1, 11)
    assert loaded.locate(("c", "d"), key=True) == Location("", 4, 3)


def test_deepest_allowed_nesting_is_read() -> None:
    text = "[" * MAX_DEPTH + "]" * MAX_DEPTH

    value = one_value(text)

    for _ in range(MAX_DEPTH - 1):
        (value,) = value
    assert value == []


def test_aliases_cannot_nest_deeper_than_text() -> None:
    lines = ["a0: &a0 [x]"] + [f"a{n}: &a{n} [*a{n - 1}]" for n in range(1, MAX_DEPTH + 1)]

    with pytest.raises(InputError) as caught:
        load_yaml_text("\n".join(lines))

    assert [finding.id for finding in caught.value.findings] == ["IN17"]


def test_largest_allowed_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"a: b\n".ljust(MAX_KIB * 1024, b"\n"))

    assert load_yaml(path).value == {"a": "b"}


def test_file_without_permission_is_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("a: b\n")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(InputError) as caught:
        load_yaml(path, display="a.yaml")

    assert str(caught.value) == (
        "a.yaml: lỗi: không có quyền đọc tệp này (IN03)\n"
        "  gợi ý: đóng chương trình đang mở tệp hoặc xin quyền đọc tệp"
    )


def test_name_the_system_cannot_have_is_a_finding() -> None:
    with pytest.raises(InputError) as caught:
        load_yaml(Path("a\0b.yaml"), display="a.yaml")

    assert [finding.id for finding in caught.value.findings] == ["IN03"]


def test_place_of_a_value_that_is_not_there_is_that_of_what_would_hold_it() -> None:
    loaded = load_yaml_text("a:\n  b: c\n", display="a.yaml")

    assert loaded.locate(("a", "x", "y")) == Location("a.yaml", 2, 3)
    assert loaded.locate(("a", "x"), key=True) == Location("a.yaml", 2, 3)
    assert loaded.locate(("x",)) == Location("a.yaml", 1, 1)
    assert load_yaml_text("", display="a.yaml").locate(("x",)) == Location("a.yaml")


def test_line_of_a_literal_block_has_its_own_place() -> None:
    loaded = load_yaml_text("a:\n  b: |\n\n    một\n\n    hai\n      ba\n", display="a.yaml")

    assert loaded.value["a"]["b"].strip().split("\n") == ["một", "", "hai", "  ba"]
    places = [loaded.locate(("a", "b"), line=line) for line in (1, 3, 4)]
    assert places == [Location("a.yaml", 4, 5), Location("a.yaml", 6, 5), Location("a.yaml", 7, 7)]


def test_line_of_other_text_has_the_place_of_the_value() -> None:
    loaded = load_yaml_text('a: "một\n\n  hai"\nb: >\n  ba\n', display="a.yaml")

    assert loaded.locate(("a",), line=2) == Location("a.yaml", 1, 4)
    assert loaded.locate(("b",), line=1) == Location("a.yaml", 4, 4)


trees = st.recursive(
    plain_texts,
    lambda children: st.one_of(
        st.lists(children, min_size=1, max_size=3),
        st.dictionaries(st.sampled_from("abcđêơ"), children, min_size=1, max_size=3),
    ),
    max_leaves=12,
)


def emit(tree: object, path: tuple, indent: int, lines: list[str], places: dict) -> None:
    """Write a tree as block YAML, noting the place of each key and value."""
    items = tree.items() if isinstance(tree, dict) else enumerate(tree)
    for key, child in items:
        head = " " * indent + (f"{key}:" if isinstance(tree, dict) else "-")
        if isinstance(tree, dict):
            places[(*path, key), True] = (len(lines) + 1, indent + 1)
        if isinstance(child, str):
            places[(*path, key), False] = (len(lines) + 1, len(head) + 2)
            lines.append(f"{head} {child}")
        else:
            lines.append(head)
            places[(*path, key), False] = (len(lines) + 1, indent + 3)
            emit(child, (*path, key), indent + 2, lines, places)


@given(st.dictionaries(st.sampled_from("xyz"), trees, min_size=1, max_size=3))
def test_places_are_those_of_the_text(tree: dict) -> None:
    lines: list[str] = []
    places: dict = {}
    emit(tree, (), 0, lines, places)

    loaded = load_yaml_text("\n".join(lines) + "\n", display="a.yaml")

    found = {(path, key): loaded.locate(path, key=key) for path, key in places}
    assert found == {at: Location("a.yaml", *place) for at, place in places.items()}


SNIPPETS = (
    *("a: b\n", "- ", "  ", "\n", ": ", "[", "]", "{", "}", '"', "'", "*", "&a ", "*a", "!", "|\n"),
    *(">", "---\n", "...\n", "%", "@", "\t", "#", "?", "đ", "\u0301", "\\", "\\u", ",", "<<: "),
    "{{ x }}",
)
snippets = st.sampled_from(SNIPPETS)


@given(st.lists(st.one_of(snippets, st.text(max_size=3)), max_size=30).map("".join))
def test_no_text_gets_anything_but_findings(text: str) -> None:
    try:
        load_yaml_text(text, display="a.yaml")
    except InputError as error:
        assert all(finding.text() for finding in error.findings)  # noqa: PT017


PARSED_CASES = [
    case
    for case in CASES
    if case.get("run") == "yaml" and not case.get("files", {}).get("a.yaml", "@").startswith("@")
]


@pytest.mark.parametrize("case", PARSED_CASES, ids=lambda case: case["name"])
def test_parser_without_c_gives_the_same_findings(
    case: dict, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inputs_yaml, "LOADER", pyyaml.SafeLoader)

    with pytest.raises(InputError) as caught:
        load_yaml_text(case["files"]["a.yaml"], display="a.yaml")

    assert [finding.text() for finding in caught.value.findings] == case["finds"]
