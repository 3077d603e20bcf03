from datetime import date

import pytest

from generator.catalogues.load import load_catalogues
from generator.catalogues.model import Confidence
from generator.diagnostics import Location
from generator.errors import InputError


def locate(path):
    return Location("plans/catalogue.yaml", len(path), 1)


def problems(corrections):
    with pytest.raises(InputError) as caught:
        load_catalogues(corrections, locate=locate)
    return caught.value.findings


def test_partial_correction_keeps_the_rest_of_the_entry(catalogues):
    corrected = load_catalogues(
        {"references": {"nq41": {"ngay": "12/3/2026", "confidence": "confirmed"}}},
        locate=locate,
    )
    packaged, changed = catalogues.references["nq41"], corrected.references["nq41"]

    assert changed.ngay.exact == date(2026, 3, 12)
    assert changed.confidence is Confidence.CONFIRMED
    assert changed.trich_yeu == packaged.trich_yeu
    assert changed.origin == Location("plans/catalogue.yaml", 2, 1)
    assert packaged.ngay.exact is None


def test_correction_alone_does_not_confirm_a_fact():
    corrected = load_catalogues({"anniversaries": {"bdbp": {"notes": "đã xem"}}})

    assert corrected.anniversaries["bdbp"].confidence is Confidence.FROM_MEMORY


def test_new_entries_join_the_catalogue():
    corrected = load_catalogues(
        {
            "anniversaries": {
                "ba-be": {
                    "name": "Ngày hội Ba Bể",
                    "day": "lunar:10/1",
                    "kind": "ngày truyền thống",
                    "scope": "province",
                    "province": "19",
                    "source": "cổng thông tin tỉnh",
                }
            },
            "communes": {
                "99999": {"type": "xã", "name": "Mới", "province": "04", "source": "nghị quyết"},
                "04714": {"name": "Yên Bình Mới"},
            },
        }
    )

    assert corrected.anniversaries["ba-be"].confidence is Confidence.SINGLE_SOURCE
    assert corrected.communes["99999"].full_name == "xã Mới"
    assert corrected.communes["04714"].full_name == "xã Yên Bình Mới"
    assert len(corrected.communes) == 3322
    assert corrected.communes_by_slug["xa-moi"] == ("99999",)


def test_values_may_come_typed_or_as_text():
    corrected = load_catalogues(
        {
            "anniversaries": {
                "qdnd": {"sensitive": "true", "day": date(1944, 12, 22)},
                "cand": {"sensitive": False},
            },
            "cost_norms": {"tk_an_A": {"amount": "2.900.000"}, "tk_an_B": {"amount": 1900000}},
        }
    )

    assert corrected.anniversaries["qdnd"].sensitive is True
    assert corrected.anniversaries["cand"].sensitive is False
    assert corrected.cost_norms["tk_an_A"].amount == 2_900_000
    assert corrected.cost_norms["tk_an_B"].amount == 1_900_000


def test_pending_document_can_be_filled_in():
    corrected = load_catalogues(
        {
            "references": {
                "hd2027": {
                    "loai": "Hướng dẫn",
                    "so_ky_hieu": "11-HD/BTGTW",
                    "ngay": "2027-01-20",
                    "co_quan": "Ban Tuyên giáo Trung ương",
                    "he_thong": "dang",
                    "source": "bản chính",
                    "confidence": "confirmed",
                }
            }
        }
    )

    assert corrected.references_by_symbol["11-HD/BTGTW"][0].id == "hd2027"


@pytest.mark.parametrize(
    ("corrections", "rule", "depth", "message", "hint"),
    [
        (
            {"anniversary": {}},
            "CAT01",
            1,
            "không có danh mục 'anniversary'",
            "có phải 'anniversaries'?",
        ),
        (
            {"anniversaries": ["qdnd"]},
            "CAT02",
            1,
            "danh mục 'anniversaries' phải gồm các mục theo mã",
            "",
        ),
        (
            {"anniversaries": {"qdnd": "22/12"}},
            "CAT02",
            2,
            "mục 'qdnd' của danh mục 'anniversaries' phải gồm các trường",
            "",
        ),
        (
            {"references": {"nd72": {"trich_yue": "về"}}},
            "CAT03",
            3,
            "mục 'nd72' của danh mục 'references' không có trường 'trich_yue'",
            "có phải 'trich_yeu'?",
        ),
        (
            {"references": {"nd72": {"ngay": "31/02/2015"}}},
            "CAT04",
            3,
            "'31/02/2015' không phải là ngày có trong lịch",
            "trường 'ngay' của mục 'nd72' trong danh mục 'references'",
        ),
        (
            {"references": {"nd72": {"valid_from": "2015"}}},
            "CAT04",
            3,
            "'2015' phải có đủ ngày, tháng, năm",
            "trường 'valid_from' của mục 'nd72' trong danh mục 'references'",
        ),
        (
            {"references": {"nd72": {"status": "còn"}}},
            "CAT04",
            3,
            "'còn' phải là một trong: in force, amended, superseded, expired, unknown",
            "trường 'status' của mục 'nd72' trong danh mục 'references'",
        ),
        (
            {"anniversaries": {"tet": {"day": "lunar:31/1"}}},
            "CAT04",
            3,
            "'lunar:31/1' phải là một ngày, lunar:ngày/tháng hoặc annual:tháng-ngày",
            "trường 'day' của mục 'tet' trong danh mục 'anniversaries'",
        ),
        (
            {"anniversaries": {"tet": {"confidence": "sure"}}},
            "CAT04",
            3,
            "'sure' phải là một trong: confirmed, single-source, from-memory",
            "trường 'confidence' của mục 'tet' trong danh mục 'anniversaries'",
        ),
        (
            {"agencies": {"tinh-uy": {"names": [{"ten_goi": "Tỉnh ủy"}]}}},
            "CAT04",
            3,
            "thiếu mục con: ten_in_hoa, ky_hieu",
            "trường 'names' của mục 'tinh-uy' trong danh mục 'agencies'",
        ),
        (
            {"old_names": {"cap-huyen": {"pattern": "("}}},
            "CAT04",
            3,
            "'(' không phải là biểu thức chính quy",
            "trường 'pattern' của mục 'cap-huyen' trong danh mục 'old_names'",
        ),
        (
            {"relations": {"FRA": {"name": "Pháp", "source": "x"}}},
            "CAT05",
            2,
            "mục mới 'FRA' của danh mục 'relations' thiếu: established, kind",
            "có phải 'FR'?",
        ),
        (
            {"references": {"nd72": {"replaced_by": "nd1488"}}},
            "CAT06",
            3,
            "'nd1488' không có trong danh mục 'references'",
            "có phải 'nd148', 'nd145', 'nqdh14'?",
        ),
        (
            {"communes": {"04714": {"province": "98"}}},
            "CAT06",
            3,
            "'98' không có trong danh mục 'provinces'",
            "",
        ),
        (
            {"references": {"nd72": {"valid_to": "01/01/2010"}}},
            "CAT07",
            2,
            "mục 'nd72': valid_to 2010-01-01 trước valid_from 2015-10-22",
            "",
        ),
    ],
)
def test_wrong_corrections_say_what_and_where(corrections, rule, depth, message, hint):
    (finding,) = problems(corrections)

    assert finding.id == rule
    assert finding.location == Location("plans/catalogue.yaml", depth, 1)
    assert finding.message_text() == message
    assert finding.hint_text() == hint


def test_all_problems_are_reported_at_once():
    found = problems(
        {
            "anniversaires": {},
            "references": {"nd72": {"ngay": "x", "vaild_to": "y"}},
            "partners": {"moi": {}},
        }
    )

    assert sorted(finding.id for finding in found) == ["CAT01", "CAT03", "CAT04", "CAT05"]


@pytest.mark.parametrize("nothing", [None, {}])
def test_no_corrections_change_nothing(catalogues, nothing):
    loaded = load_catalogues(nothing)

    assert dict(loaded.references) == dict(catalogues.references)
