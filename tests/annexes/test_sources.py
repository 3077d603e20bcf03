"""Sources of money as they are typed, and the kinds they are told apart by."""

import pytest

from generator.budget.sources import find_kind, view_sources
from generator.model.budget import ChiTiet, LoaiNguon


def views(*sources):
    return view_sources(ChiTiet.model_validate({"noi_dung": "x", "nguon": list(sources)}))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ngân sách tỉnh", LoaiNguon.TINH),
        ("NS tỉnh (sự nghiệp văn hóa)", LoaiNguon.TINH),
        ("Ngân sách thành phố", LoaiNguon.TINH),
        ("Ngân sách cấp xã", LoaiNguon.XA),
        ("NS phường", LoaiNguon.XA),
        ("Ngân sách trung ương", LoaiNguon.TRUNG_UONG),
        ("NSTW", LoaiNguon.TRUNG_UONG),
        ("Chương trình mục tiêu quốc gia phát triển văn hóa", LoaiNguon.CTMTQG),
        ("CTMTQG DTTS", LoaiNguon.CTMTQG),
        ("Xã hội hóa", LoaiNguon.XA_HOI_HOA),
        ("Xã hội hoá", LoaiNguon.XA_HOI_HOA),
        ("Ngân sách địa phương", None),
        ("Quỹ khuyến học", None),
    ],
)
def test_a_name_tells_the_kind(text, kind):
    assert find_kind(text) is kind


def test_known_sources_in_one_text_are_parted_and_others_are_not():
    assert [view.name for view in views("Ngân sách tỉnh, xã hội hóa")] == [
        "Ngân sách tỉnh",
        "xã hội hóa",
    ]
    assert [view.name for view in views("Quỹ A, quỹ B")] == ["Quỹ A, quỹ B"]


def test_a_programme_and_its_year_are_read_from_the_name():
    (view,) = views("Chương trình mục tiêu quốc gia phát triển văn hóa năm 2027")

    assert (view.programme, view.year) == ("phát triển văn hóa", 2027)


def test_a_given_programme_makes_the_printed_name():
    (view,) = views({"loai_nguon": "ctmtqg", "chuong_trinh": "Phát triển văn hóa", "nam_von": 2027})

    assert view.name == "Chương trình mục tiêu quốc gia phát triển văn hóa năm 2027"
