"""Packaged YAML is read as text, whatever line ends a checkout has."""

import pytest
import yaml

from generator.inputs.packaged import read_packaged

TEXT = """\
# a comment
so: 012
co: false
ngay: 2026-05-27
chu: "null"
trong: null
nhom: {a: [x, "y: z"], b: {}}
dong: |
  một
  hai
danh_sach:
  - ten: A
  - [1, [2]]
"""


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_values_are_text_until_a_model_types_them(tmp_path, line_end):
    path = tmp_path / "a.yaml"
    path.write_bytes(TEXT.replace("\n", line_end).encode())

    assert read_packaged(path) == {
        "so": "012",
        "co": "false",
        "ngay": "2026-05-27",
        "chu": "null",
        "trong": None,
        "nhom": {"a": ["x", "y: z"], "b": {}},
        "dong": "một\nhai\n",
        "danh_sach": [{"ten": "A"}, ["1", ["2"]]],
    }


def test_a_broken_file_is_refused(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text("a: [1\n", encoding="utf-8")

    with pytest.raises(yaml.YAMLError):
        read_packaged(path)
