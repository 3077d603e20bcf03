"""The packaged frames: what the script makes, used only while they fit the standard."""

import re

import pytest

from generator.errors import InputError
from generator.ooxml.package import open_word
from generator.standards import STANDARD_IDS, load_standard
from generator.writers.docx.compile import compile_frame
from generator.writers.docx.frame import (
    LAYOUTS,
    builtin_frame,
    frame_name,
    frames_dir,
    make_frame,
    read_fingerprint,
)
from tests.changed_standards import changed_standard

CHANGE = {"components": {"noi_dung": {"after_pt": {"use": 9}}}}


def parts_of(data):
    package = open_word(data)
    return {each.name: package.read(each.name) for each in package.members}


@pytest.mark.parametrize("standard_id", STANDARD_IDS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_packaged_frame_is_what_the_script_makes(standard_id, layout):
    packaged = (frames_dir() / frame_name(standard_id, layout)).read_bytes()

    # Parts, not bytes: another deflate library packs the same parts differently.
    assert parts_of(packaged) == parts_of(make_frame(load_standard(standard_id), layout))


def test_there_is_no_packaged_frame_but_these():
    names = {frame_name(standard_id, layout) for standard_id in STANDARD_IDS for layout in LAYOUTS}

    assert {path.name for path in frames_dir().glob("*.docx")} == names


def test_the_packaged_frame_is_used_for_the_standard_it_was_made_from():
    standard = load_standard("hd05")
    packaged = (frames_dir() / frame_name("hd05", "named")).read_bytes()

    assert builtin_frame(standard, "named") == packaged
    assert read_fingerprint(packaged) == standard.fingerprint


def test_a_changed_standard_gets_a_frame_of_its_own():
    standard = changed_standard("hd05", CHANGE)

    assert read_fingerprint(builtin_frame(standard, "named")) == standard.fingerprint


def test_a_file_without_our_property_has_no_fingerprint():
    package = open_word(make_frame(load_standard("nd30"), "named"))
    plain = package.with_parts({"docProps/custom.xml": b"<Properties/>"})

    assert read_fingerprint(plain.to_bytes()) == ""


TAG = re.compile(r"\{[{%].*?[%}]\}")
# What an editor leaves of a tag it cut: how the tag ends, or what stands after it.
CUTS = {
    "without-end": lambda tag: tag[:-2].rstrip(),
    "without-last-brace": lambda tag: tag[:-1],
    "with-half-a-tag-after": lambda tag: tag + tag[:-2].rstrip(),
}


@pytest.mark.parametrize("cut", CUTS)
@pytest.mark.parametrize("part", ["word/document.xml", "docProps/core.xml"])
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("standard_id", STANDARD_IDS)
def test_each_tag_cut_in_half_is_found_where_it_stands(standard_id, layout, part, cut):
    package = open_word((frames_dir() / frame_name(standard_id, layout)).read_bytes())
    xml = package.read(part).decode()

    for tag in TAG.finditer(xml):
        left = CUTS[cut](tag[0])
        changed = xml[: tag.start()] + left + xml[tag.end() :]
        half = left[left.rfind("{" + tag[0][1]) :]
        with pytest.raises(InputError) as caught:
            compile_frame(package.with_parts({part: changed.encode()}))
        paragraph = xml.count("<w:p>", 0, tag.start())
        assert [
            (found.id, found.location.part, found.location.paragraph, found.params["tag"])
            for found in caught.value.findings
        ] == [("TPL02", part, paragraph, half)]
        assert half in caught.value.findings[0].quote
