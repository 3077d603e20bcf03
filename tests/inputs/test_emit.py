"""What is written as YAML is read back as the same text."""

from hypothesis import given
from hypothesis import strategies as st

from generator.inputs.emit import to_yaml
from generator.inputs.yaml import read_yaml

TEXT = st.one_of(
    st.text("aZ09 đ.,:;#-'\"[]{}&*!|>%@`\\?~=/()“”", max_size=30).map(str.strip),
    st.sampled_from(
        ("true", "null", "2027", "1.5", "- x", "a: b", "a #b", "", "'", "x:", "0x1F", "no")
    ),
    st.text("a :#-x", min_size=91, max_size=120).map(lambda text: f"b{text.strip()}"),
)  # fmt: skip


@given(st.dictionaries(st.sampled_from(("ten_goi", "so_van_ban", "noi_dung")), TEXT, min_size=1))
def test_every_text_is_read_back(values):
    loaded = read_yaml(to_yaml(values))

    assert {key: (text or "").strip() for key, text in loaded.value.items()} == values


@given(st.lists(st.dictionaries(st.sampled_from(("mau", "co_quan")), TEXT, min_size=1), min_size=1))
def test_lists_of_mappings_are_read_back(items):
    loaded = read_yaml(to_yaml({"danh_so": items}))

    assert [
        {key: (text or "").strip() for key, text in item.items()}
        for item in loaded.value["danh_so"]
    ] == items


def test_blocks_keep_their_blank_lines_and_indents():
    text = "# A\n\n- b\n  + c\n\n| d |\n"

    assert read_yaml(to_yaml({"noi_dung": text, "phu_luc": [{"noi_dung": text}]})).value == {
        "noi_dung": text,
        "phu_luc": [{"noi_dung": text}],
    }
