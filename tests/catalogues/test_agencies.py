from datetime import date

import pytest

from generator.catalogues.agencies import (
    OwnPlace,
    agency,
    check_agency,
    exists_on,
)
from generator.catalogues.old_names import bodies_gone
from generator.catalogues.places import find_place
from generator.diagnostics import Severity
from generator.errors import InputError

DISTRICT = OwnPlace("huyện", "Vĩnh Linh", "tỉnh Quảng Trị")


@pytest.mark.parametrize(
    ("day", "symbol", "uncertain"),
    [
        (date(2024, 6, 1), "BTGTU", False),
        (date(2025, 2, 2), "BTGTU", False),
        (date(2025, 2, 3), "BTGDVTU", True),
        (date(2025, 2, 28), "BTGDVTU", True),
        (date(2025, 3, 1), "BTGDVTU", False),
        (date(2025, 6, 30), "BTGDVTU", False),
        (date(2025, 7, 1), "BTGDVTU", False),
        (date(2026, 7, 24), "BTGDVTU", False),
        (date(2026, 7, 25), "BTGDVTU", True),
        (date(2026, 8, 1), "BTGDVTU", True),
        (date(2026, 8, 26), "BTGDVTU", True),
        (date(2026, 8, 27), "BTGTU", False),
        (date(2027, 1, 5), "BTGTU", False),
    ],
    ids=str,
)
def test_propaganda_commission_of_a_province(catalogues, day, symbol, uncertain):
    name = agency(catalogues, "ban-tuyen-giao-tinh", day, place=catalogues.provinces["04"])
    own = "Ban Tuyên giáo" if symbol == "BTGTU" else "Ban Tuyên giáo và Dân vận"

    assert name.ky_hieu == symbol
    assert name.ten_goi == f"{own} Tỉnh ủy"
    assert name.ten_day_du == f"{own} Tỉnh ủy Cao Bằng"
    assert name.ten_in_hoa == (own.upper(),)
    assert name.co_quan_chu_quan == ("TỈNH ỦY CAO BẰNG",)
    assert name.uncertain is uncertain
    assert [finding.severity for finding in check_agency(name, day)] == (
        [Severity.NOTICE] if uncertain else []
    )


@pytest.mark.parametrize(
    ("day", "full"),
    [
        (date(2025, 2, 2), "Ban Tuyên giáo Trung ương"),
        (date(2025, 2, 3), "Ban Tuyên giáo và Dân vận Trung ương"),
        (date(2026, 8, 27), "Ban Tuyên giáo Trung ương"),
    ],
    ids=str,
)
def test_propaganda_commission_of_the_centre(catalogues, day, full):
    name = agency(catalogues, "ban-tuyen-giao-trung-uong", day)

    assert name.ten_day_du == full
    assert name.uncertain is False


@pytest.mark.parametrize(
    ("day", "heading"),
    [
        (date(2026, 8, 31), "TỈNH ỦY QUẢNG NINH"),
        (date(2026, 9, 1), "THÀNH ỦY QUẢNG NINH"),
    ],
    ids=str,
)
def test_committee_follows_the_kind_of_province(catalogues, day, heading):
    name = agency(catalogues, "tinh-uy", day, place=catalogues.provinces["22"])

    assert name.ten_in_hoa == (heading,)
    assert name.ky_hieu == "TU"


@pytest.mark.parametrize(
    ("day", "ministry", "department"),
    [
        (date(2025, 2, 28), "Bộ Thông tin và Truyền thông", "Sở Thông tin và Truyền thông"),
        (date(2025, 3, 1), "Bộ Văn hóa, Thể thao và Du lịch", "Sở Văn hóa, Thể thao và Du lịch"),
    ],
    ids=str,
)
def test_ministry_in_charge_and_its_department(catalogues, day, ministry, department):
    place = catalogues.provinces["04"]

    assert agency(catalogues, "bo-thong-tin-doi-ngoai", day).ten_goi == ministry
    assert (
        agency(catalogues, "so-thong-tin-doi-ngoai", day, place=place).ten_day_du
        == f"{department} tỉnh Cao Bằng"
    )


@pytest.mark.parametrize(
    ("body", "place", "heading", "above", "symbol"),
    [
        ("ubnd-tinh", "04", ("ỦY BAN NHÂN DÂN", "TỈNH CAO BẰNG"), (), "UBND"),
        ("ubnd-tinh", "79", ("ỦY BAN NHÂN DÂN", "THÀNH PHỐ HỒ CHÍ MINH"), (), "UBND"),
        ("ubnd-tinh", "04714", ("ỦY BAN NHÂN DÂN", "TỈNH LÀO CAI"), (), "UBND"),
        ("ubnd-xa", "04714", ("ỦY BAN NHÂN DÂN", "XÃ YÊN BÌNH"), (), "UBND"),
        ("dang-uy-xa", "04714", ("ĐẢNG ỦY XÃ YÊN BÌNH",), ("ĐẢNG BỘ TỈNH LÀO CAI",), "ĐU"),
        (
            "ban-thuong-vu-dang-uy-xa",
            "00175",
            ("ĐẢNG ỦY PHƯỜNG YÊN HÒA",),
            ("ĐẢNG BỘ THÀNH PHỐ HÀ NỘI",),
            "ĐU",
        ),
        ("ban-xay-dung-dang-xa", "04714", ("BAN XÂY DỰNG ĐẢNG",), ("ĐẢNG ỦY XÃ YÊN BÌNH",), "BXDĐ"),
        (
            "ban-tuyen-giao-dac-khu",
            "19742",
            ("BAN TUYÊN GIÁO VÀ DÂN VẬN",),
            ("ĐẢNG ỦY ĐẶC KHU CỒN CỎ",),
            "BTGDVĐU",
        ),
    ],
)
def test_heading_of_local_bodies(catalogues, body, place, heading, above, symbol):
    name = agency(catalogues, body, date(2027, 1, 5), place=find_place(catalogues, place))

    assert (name.ten_in_hoa, name.co_quan_chu_quan, name.ky_hieu) == (heading, above, symbol)


def test_district_bodies_end_with_june_2025(catalogues):
    name = agency(catalogues, "ban-thuong-vu-huyen-uy", date(2023, 3, 1), place=DISTRICT)

    assert name.ten_day_du == "Ban Thường vụ Huyện ủy Vĩnh Linh"
    assert name.co_quan_chu_quan == ("ĐẢNG BỘ TỈNH QUẢNG TRỊ",)
    assert exists_on(catalogues, "ban-tuyen-giao-huyen", date(2025, 6, 30))
    assert not exists_on(catalogues, "ban-tuyen-giao-huyen", date(2025, 7, 1))
    with pytest.raises(InputError, match="không còn từ sau ngày 30/6/2025"):
        agency(catalogues, "huyen-uy", date(2025, 7, 1), place=DISTRICT)


@pytest.mark.parametrize(
    ("body", "day", "place", "message"),
    [
        ("ban-tuyen-gaio-tinh", date(2027, 1, 1), "04", "không có cơ quan 'ban-tuyen-gaio-tinh'"),
        ("ban-tuyen-giao-tinh", date(2027, 1, 1), None, "cần biết thuộc tỉnh, xã nào"),
        ("ban-xay-dung-dang-xa", date(2025, 6, 30), "04714", "có từ ngày 01/7/2025"),
        ("ban-xay-dung-dang-xa", date(2027, 1, 1), "19742", "đặc khu không có cơ quan"),
        ("ban-tuyen-giao-dac-khu", date(2027, 1, 1), "04714", "xã không có cơ quan"),
        ("ubnd-xa", date(2027, 1, 1), "04", "Cao Bằng là cấp tỉnh"),
    ],
)
def test_bodies_that_cannot_be_are_errors(catalogues, body, day, place, message):
    where = find_place(catalogues, place) if place else None

    with pytest.raises(InputError, match=message):
        agency(catalogues, body, day, place=where)


@pytest.mark.parametrize(
    ("text", "day", "quoted"),
    [
        ("Đề nghị Huyện ủy và UBND huyện phối hợp.", date(2025, 6, 30), []),
        ("Đề nghị Huyện uỷ và UBND huyện phối hợp.", date(2025, 7, 1), ["Huyện ủy", "UBND huyện"]),
        ("Nhân dân huyện Yên Bình phấn khởi.", date(2026, 1, 1), ["huyện Yên Bình"]),
        ("Bộ Thông tin và Truyền thông chủ trì.", date(2025, 2, 28), []),
        ("Bộ TTTT chủ trì.", date(2025, 3, 1), ["Bộ TTTT"]),
        (
            "Thông tư số 22/2016/TT-BTTTT ngày 19/10/2016 của Bộ Thông tin và Truyền thông",
            date(2027, 1, 1),
            [],
        ),
        ("Ban Tuyên giáo Tỉnh ủy", date(2025, 7, 1), ["Ban Tuyên giáo"]),
        ("Ban Tuyên giáo Tỉnh ủy", date(2026, 9, 1), []),
        ("Ban Tuyên giáo và Dân vận Tỉnh ủy", date(2026, 8, 26), []),
        ("Ban Tuyên giáo và Dân vận Tỉnh ủy", date(2026, 8, 27), ["Ban Tuyên giáo và Dân vận"]),
        (
            "Hướng dẫn số 02-HD/BTGDVTW, ngày 28/01/2026 của Ban Tuyên giáo và Dân vận Trung ương",
            date(2026, 9, 1),
            [],
        ),
        ("Ủy ban Dân tộc", date(2025, 3, 1), ["Ủy ban Dân tộc"]),
        ("tỉnh Yên Bái và tỉnh Lào Cai", date(2025, 7, 1), ["tỉnh Yên Bái"]),
        ("tỉnh Yên Bái (cũ)", date(2025, 7, 1), []),
        ("Ngày thành lập tỉnh Yên Bái", date(2026, 1, 1), []),
        ("Tỉnh ủy Yên Bái", date(2025, 6, 30), []),
        ("tỉnh Đồng Nai", date(2026, 4, 29), []),
        ("tỉnh Đồng Nai", date(2026, 4, 30), ["tỉnh Đồng Nai"]),
        ("thành phố Đồng Nai", date(2026, 4, 29), ["thành phố Đồng Nai"]),
    ],
)
def test_wordings_out_of_date_are_found(catalogues, text, day, quoted):
    found = [finding.params["quotes"] for finding in bodies_gone(text, day, catalogues)]

    assert ", ".join(found) == ", ".join(f"'{quote}'" for quote in quoted)


def test_doubtful_change_of_a_body_is_only_a_notice(catalogues):
    (sure,) = bodies_gone("Huyện ủy", date(2026, 1, 1), catalogues)
    (doubtful,) = bodies_gone("Ủy ban Dân tộc", date(2026, 1, 1), catalogues)

    assert sure.severity is Severity.WARNING
    assert doubtful.severity is Severity.NOTICE
    assert doubtful.hint_text() == "tên vào ngày đó: Bộ Dân tộc và Tôn giáo"


def test_citation_in_one_paragraph_does_not_excuse_the_next(catalogues):
    paragraphs = ["Căn cứ văn bản ngày 19/10/2016 của", "Bộ Thông tin và Truyền thông chủ trì."]

    assert len(bodies_gone(paragraphs, date(2027, 1, 1), catalogues)) == 1


def test_the_issuer_of_an_open_citation_keeps_its_name(catalogues):
    text = (
        "Hướng dẫn số      -HD/BTGTW, ngày      tháng      năm      của Ban Tuyên giáo Trung ương"
    )

    assert bodies_gone(text, date(2025, 6, 1), catalogues) == []
