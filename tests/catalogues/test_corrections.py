from datetime import date

import pytest

from generator.catalogues.load import load_catalogues
from generator.catalogues.model import Confidence
from generator.diagnostics import Location
from generator.errors import InputError
from generator.inputs.yaml import Loaded, load_yaml_text

FILE = "plans/catalogue.yaml"


def problems(text):
    with pytest.raises(InputError) as caught:
        load_catalogues(load_yaml_text(text, display=FILE))
    return [finding.text() for finding in caught.value.findings]


def test_partial_correction_keeps_the_rest_of_the_entry(catalogues):
    text = "references:\n  nq41: {ngay: 12/3/2026, confidence: confirmed}\n"
    corrected = load_catalogues(load_yaml_text(text, display=FILE))
    packaged, changed = catalogues.references["nq41"], corrected.references["nq41"]

    assert changed.ngay.exact == date(2026, 3, 12)
    assert changed.confidence is Confidence.CONFIRMED
    assert changed.trich_yeu == packaged.trich_yeu
    assert changed.origin == Location(FILE, 2, 9)
    assert packaged.ngay.exact is None


def test_correction_alone_does_not_confirm_a_fact():
    corrected = load_catalogues(
        Loaded({"anniversaries": {"nguyen-luong-bang": {"notes": "đã xem"}}})
    )

    assert corrected.anniversaries["nguyen-luong-bang"].confidence is Confidence.FROM_MEMORY


def test_new_entries_join_the_catalogue():
    corrected = load_catalogues(
        Loaded(
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
                    "99999": {
                        "type": "xã",
                        "name": "Mới",
                        "province": "04",
                        "source": "nghị quyết",
                    },
                    "04714": {"name": "Yên Bình Mới"},
                },
            }
        )
    )

    assert corrected.anniversaries["ba-be"].confidence is Confidence.SINGLE_SOURCE
    assert corrected.communes["99999"].full_name == "xã Mới"
    assert corrected.communes["04714"].full_name == "xã Yên Bình Mới"
    assert len(corrected.communes) == 3322
    assert corrected.communes_by_slug["xa-moi"] == ("99999",)


def test_values_may_come_typed_or_as_text():
    corrected = load_catalogues(
        Loaded(
            {
                "anniversaries": {
                    "qdnd": {"sensitive": "true", "day": date(1944, 12, 22)},
                    "cand": {"sensitive": False},
                },
                "cost_norms": {"tk_an_A": {"amount": "2.900.000"}, "tk_an_B": {"amount": 1900000}},
            }
        )
    )

    assert corrected.anniversaries["qdnd"].sensitive is True
    assert corrected.anniversaries["cand"].sensitive is False
    assert corrected.cost_norms["tk_an_A"].amount == 2_900_000
    assert corrected.cost_norms["tk_an_B"].amount == 1_900_000


def test_pending_document_can_be_filled_in():
    corrected = load_catalogues(
        Loaded(
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
    )

    assert corrected.references_by_symbol["11-HD/BTGTW"][0].id == "hd2027"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "anniversary: {}\n",
            (
                "1:1: lỗi: không có khóa 'anniversary' (IN20)\n"
                "  câu chữ: “{}”\n"
                "  gợi ý: có phải 'anniversaries'?"
            ),
        ),
        (
            "anniversaries: [qdnd]\n",
            (
                "1:16: lỗi: 'anniversaries' phải là nhóm 'khóa: giá trị', không phải danh sách"
                " (IN23)\n"
                "  câu chữ: “['qdnd']”\n"
                "  gợi ý: ghi các dòng 'khóa: giá trị' ở dưới, thụt vào hai dấu cách"
            ),
        ),
        (
            "anniversaries:\n  qdnd: 22/12\n",
            (
                "2:9: lỗi: 'qdnd' phải là nhóm 'khóa: giá trị', không phải chữ (IN23)\n"
                "  câu chữ: “22/12”\n"
                "  gợi ý: ghi các dòng 'khóa: giá trị' ở dưới, thụt vào hai dấu cách"
            ),
        ),
        (
            "references:\n  nd72: {trich_yue: về}\n",
            (
                "2:10: lỗi: không có khóa 'trich_yue' (IN20)\n"
                "  câu chữ: “về”\n"
                "  gợi ý: có phải 'trich_yeu'?"
            ),
        ),
        (
            "references:\n  nd72: {ngay: 31/02/2015}\n",
            (
                "2:16: lỗi: không có ngày 31/02/2015: tháng 2 năm 2015 chỉ có 28 ngày"
                " (IN29)\n"
                "  gợi ý: kiểm tra lại ngày và tháng"
            ),
        ),
        (
            "references:\n  nd72: {valid_from: '2015'}\n",
            (
                "2:22: lỗi: '2015' chưa đủ ngày, tháng, năm (IN29)\n"
                "  gợi ý: viết ngày/tháng/năm, ví dụ 25/8/1954"
            ),
        ),
        (
            "references:\n  nd72: {status: còn}\n",
            (
                "2:18: lỗi: 'còn' không phải là giá trị của 'status' (IN26)\n"
                "  gợi ý: các giá trị được dùng: in force, amended, superseded, expired, unknown"
            ),
        ),
        (
            "references:\n  nd72:\n    valid_to:\n",
            ("3:5: lỗi: khóa 'valid_to' chưa có giá trị (IN22)\n  gợi ý: ghi giá trị sau dấu ':'"),
        ),
        (
            'anniversaries:\n  tet: {day: "lunar:31/1"}\n',
            (
                "2:14: lỗi: 'lunar:31/1' không phải là ngày kỷ niệm (IN29)\n"
                "  gợi ý: viết ngày/tháng/năm; ngày âm lịch viết 'lunar:ngày/tháng', ngày hằng"
                " năm viết 'annual:tháng-ngày'"
            ),
        ),
        (
            "anniversaries:\n  tet: {confidence: sure}\n",
            (
                "2:21: lỗi: 'sure' không phải là giá trị của 'confidence' (IN26)\n"
                "  gợi ý: các giá trị được dùng: confirmed, single-source, from-memory"
            ),
        ),
        (
            "anniversaries:\n  tet: {sensitive: có}\n",
            (
                "2:20: lỗi: 'có' không phải là giá trị của 'sensitive' (IN26)\n"
                "  gợi ý: các giá trị được dùng: true, false"
            ),
        ),
        (
            "agencies:\n  tinh-uy:\n    names:\n    - {ten_goi: Tỉnh ủy, ten_in_hoa: TỈNH ỦY}\n",
            ("4:7: lỗi: thiếu khóa 'ky_hieu' (IN21)\n  gợi ý: thêm dòng 'ky_hieu: ...' ở nhóm này"),
        ),
        (
            "agencies:\n  tinh-uy: {exept: xa}\n",
            (
                "2:13: lỗi: không có khóa 'exept' (IN20)\n"
                "  câu chữ: “xa”\n"
                "  gợi ý: có phải 'except'?"
            ),
        ),
        (
            'old_names:\n  cap-huyen: {pattern: "("}\n',
            (
                "2:24: lỗi: '(' không phải là biểu thức chính quy (IN28)\n"
                "  gợi ý: kiểm tra các dấu ngoặc và dấu '\\' trong biểu thức"
            ),
        ),
        (
            'cost_norms:\n  tk_an_A: {amount: "2,9"}\n',
            ("2:21: lỗi: '2,9' không phải là số tiền (đồng) (IN30)\n  gợi ý: viết như 120.000.000"),
        ),
        (
            "relations:\n  FRA: {name: Pháp, source: x}\n",
            (
                "2:8: lỗi: mục mới 'FRA' của danh mục 'relations' thiếu: established, kind"
                " (CAT05)\n"
                "  gợi ý: có phải 'FR'?"
            ),
        ),
        (
            "references:\n  nd72: {replaced_by: nd1488}\n",
            (
                "2:23: lỗi: 'nd1488' không có trong danh mục 'references' (CAT06)\n"
                "  gợi ý: có phải 'nd148', 'nd145', 'nd104'?"
            ),
        ),
        (
            'communes:\n  "04714": {province: "98"}\n',
            ("2:23: lỗi: '98' không có trong danh mục 'provinces' (CAT06)"),
        ),
        (
            "references:\n  nd72: {valid_to: 01/01/2010}\n",
            (
                "2:9: lỗi: valid_to 01/01/2010 trước valid_from 22/10/2015 (IN29)\n"
                "  gợi ý: kiểm tra lại ngày đầu và ngày cuối"
            ),
        ),
    ],
)
def test_a_wrong_correction_says_what_and_where(text, expected):
    assert problems(text) == [f"{FILE}:{expected}"]


def test_all_problems_are_reported_at_once():
    lines = problems(
        "anniversaires: {}\n"
        "references:\n"
        "  nd72: {ngay: x, vaild_to: y}\n"
        "  nd70: {replaced_by: nd74}\n"
        "partners:\n"
        "  moi: {}\n"
    )

    assert [line.split(" ")[0] for line in lines] == [
        f"{FILE}:{place}:" for place in ("1:1", "3:16", "3:19", "4:9", "4:23", "6:8")
    ]


def test_new_entry_of_a_commune_is_no_surer_than_another():
    text = 'communes:\n  "99999": {type: xã, name: Mới, province: "04", source: nghị quyết}\n'
    corrected = load_catalogues(load_yaml_text(text))

    assert corrected.communes["99999"].confidence is Confidence.SINGLE_SOURCE
    assert corrected.communes["04714"].confidence is Confidence.CONFIRMED


def test_a_catalogue_without_entries_changes_nothing(catalogues):
    loaded = load_catalogues(load_yaml_text("references:\npartners: {}\n"))

    assert dict(loaded.references) == dict(catalogues.references)


@pytest.mark.parametrize("nothing", [None, Loaded(None), Loaded({})])
def test_no_corrections_change_nothing(catalogues, nothing):
    loaded = load_catalogues(nothing)

    assert dict(loaded.references) == dict(catalogues.references)
