"""The packaged standards and how they are chosen, changed and checked."""

from datetime import date

import pytest
from pydantic import ValidationError

from generator.errors import InputError
from generator.model.base import Regime
from generator.standards import STANDARD_IDS, Number, Standard, choose_standard, load_standard
from generator.standards.load import read_values
from tests.changed_standards import changed_standard


def messages(error):
    return [finding.message_text() for finding in error.value.findings]


@pytest.mark.parametrize(
    ("regime", "day", "expected"),
    [
        (Regime.PARTY, date(2026, 5, 26), "hd36"),
        (Regime.PARTY, date(2026, 5, 27), "hd05"),
        (Regime.PARTY, date(2018, 4, 3), "hd36"),
        (Regime.PARTY, date(2010, 1, 1), "hd36"),
        (Regime.PARTY, date(2030, 1, 1), "hd05"),
        (Regime.STATE, date(2026, 5, 26), "nd30"),
        (Regime.STATE, date(2027, 2, 1), "nd30"),
    ],
)
def test_a_document_follows_the_standard_of_its_regime_and_day(regime, day, expected):
    assert expected == choose_standard(regime, day).id


def test_a_user_may_ask_for_another_standard_of_the_regime():
    assert choose_standard(Regime.PARTY, date(2027, 1, 1), "hd36").id == "hd36"


def test_a_standard_of_the_other_regime_is_refused():
    with pytest.raises(InputError) as error:
        choose_standard(Regime.STATE, date(2027, 1, 1), "hd05")

    assert messages(error) == ["tiêu chuẩn “hd05” không dùng cho văn bản của cơ quan nhà nước"]


def test_an_unknown_standard_is_named_with_the_nearest_one():
    with pytest.raises(InputError) as error:
        load_standard("nd-30")

    assert messages(error) == ["không có tiêu chuẩn trình bày “nd-30”"]
    assert error.value.findings[0].hint_text() == "có phải “nd30”? Có: nd30, hd36, hd05"


def test_hd05_changes_only_what_its_file_says():
    old, new = load_standard("hd36"), load_standard("hd05")

    others = {key for key in old.components if old.components[key] != new.components[key]}
    like_the_body = {
        key for key, value in read_values("hd36")["components"].items() if "like" in value
    }
    assert others <= {"noi_dung", *like_the_body}
    assert old.page == new.page
    assert old.font == new.font
    assert old.so_ky_hieu_form == new.so_ky_hieu_form
    assert (Number(18, ((18, 22),)), ";") == (
        new.components["noi_dung"].line,
        new.noi_nhan_form.separator,
    )


@pytest.mark.parametrize("standard_id", STANDARD_IDS)
def test_every_component_says_where_it_comes_from_and_how_sure_that_is(standard_id):
    components = load_standard(standard_id).components.values()

    assert [each.id for each in components if not each.source] == []
    assert [each.id for each in components if each.confidence not in set("ABCD")] == []


@pytest.mark.parametrize("standard_id", STANDARD_IDS)
def test_no_two_components_share_a_style(standard_id):
    components = load_standard(standard_id).components.values()

    assert len(components) == len({each.style_id.lower() for each in components})
    assert len(components) == len({each.name.lower() for each in components})


def test_a_changed_number_reaches_what_is_like_it():
    standard = changed_standard("nd30", {"components": {"noi_dung": {"size_pt": {"use": 13}}}})

    assert standard.components["noi_dung"].size_pt.use == 13
    assert standard.components["de_muc_3"].size_pt.use == 13
    assert standard.components["ho_ten"].size_pt.use == 14


def test_a_change_alters_the_fingerprint_and_the_same_change_alters_it_the_same_way():
    change = {"page": {"margin_top_mm": {"use": 22}}}

    prints = [changed_standard("nd30", changes).fingerprint for changes in ({}, change, change)]
    assert prints[0] != prints[1] == prints[2]


@pytest.mark.parametrize(
    ("changes", "place", "reason"),
    [
        (
            {"components": {"noi_dung": {"size_pt": {"use": 16}}}},
            "components.noi_dung.size_pt",
            "16 is not 13-14",
        ),
        (
            {"components": {"noi_dung": {"first_line_mm": {"use": 11}}}},
            "components.noi_dung.first_line_mm",
            "11 is not 10; 12.7",
        ),
        (
            {"components": {"noi_dung": {"after_pt": {"use": 3}}}},
            "components.noi_dung.after_pt",
            "3 is not >= 6",
        ),
        ({"components": {"quoc_hieu": {"size_pt": {"use": 12}}}}, "", r"\(12\.0, 14\.0, 14\.0\)"),
        ({"pages": {}}, "pages", "not permitted"),
        ({"page": {"margin_top_mm": "x"}}, "page.margin_top_mm", "could not convert"),
        ({"page": {"header_mm": {"use": None}}}, "page.header_mm", "has no use"),
        (
            {"page": {"header_mm": {"min": 1, "choices": [2]}}},
            "page.header_mm",
            "one of range, choices, min",
        ),
        ({"components": {"de_muc_1": {"bold": "maybe"}}}, "components.de_muc_1.bold", "boolean"),
        ({"components": {"noi_dung": {"align": "middle"}}}, "components.noi_dung.align", "'left'"),
        ({"components": {"de_muc_1": {"like": "de_muc_9"}}}, "components", "like de_muc_9"),
        ({"components": {"noi_dung": {"like": "de_muc_1"}}}, "components", "a circle"),
        ({"regime": "party"}, "regime", "'dang'"),
        ({"font": None}, "font", "valid dictionary"),
    ],
)
def test_a_wrong_value_of_a_standard_is_refused_with_its_key(changes, place, reason):
    with pytest.raises(ValidationError, match=reason) as error:
        changed_standard("nd30", changes)

    places = {".".join(map(str, each["loc"])) for each in error.value.errors()}
    assert place in places


def test_a_missing_part_is_named():
    values = read_values("nd30")
    del values["font"]

    with pytest.raises(ValidationError) as error:
        Standard.model_validate(values)

    assert [(each["type"], each["loc"]) for each in error.value.errors()] == [
        ("missing", ("font",))
    ]
