"""State letters: complete without a body of their own, and the example letters of a ministry."""

import textwrap
from pathlib import Path

import pytest

from generator.compose.build import Built, build_document
from generator.document.nodes import Bullet, Heading, Paragraph, plain_text
from generator.document.walk import footnotes
from generator.workspace import Workspace

ROOT = Path(__file__).parents[2]

LOCALITY = """\
ten_goi: {name}
cap_don_vi: tinh
ma_don_vi: "{code}"
dia_danh: {name}
he_thong: [chinh_quyen]
co_quan_ban_hanh:
  ubnd:
    he_thong: chinh_quyen
    danh_muc: ubnd-tinh
    ky_hieu_don_vi: VX
    noi_luu: VT, VX
    nguoi_ky: pho_chu_tich
  so:
    he_thong: chinh_quyen
    danh_muc: so-thong-tin-doi-ngoai
    noi_luu: VT
    nguoi_ky: giam_doc
nguoi_ky:
  pho_chu_tich:
    quyen_han: [TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH]
    chuc_vu: PHÓ CHỦ TỊCH
  giam_doc: {{chuc_vu: GIÁM ĐỐC}}
"""
COMMUNE = """\
ten_goi: Yên Bình
cap_don_vi: xa
ma_don_vi: "04714"
dia_danh: Yên Bình
he_thong: [chinh_quyen]
co_quan_ban_hanh:
  ubnd: {he_thong: chinh_quyen, danh_muc: ubnd-xa, noi_luu: VT}
"""
UNIT = """\
ten_goi: Trường Cao đẳng Du lịch
cap_don_vi: co_quan
dia_danh: Hà Nội
he_thong: [chinh_quyen]
co_quan_ban_hanh:
  truong:
    he_thong: chinh_quyen
    ten_day_du: Trường Cao đẳng Du lịch
    ten_goi: Trường Cao đẳng Du lịch
    ten_in_hoa: TRƯỜNG CAO ĐẲNG DU LỊCH
    ky_hieu: TCĐDL
    noi_luu: VT
"""
PLAN = """\
nam_ke_hoach: 2027
loai_van_ban: cong_van_chinh_quyen
co_quan_ban_hanh: {issuer}
ngay_ban_hanh: 12/2026
kinh_gui:
  - Các sở, ban, ngành
  - Ủy ban nhân dân các xã, phường
"""


class Office:
    """A workspace with one office, and the letters it writes."""

    def __init__(self, root: Path) -> None:
        self.folder = root / "plans" / "noi-gui"
        self.folder.mkdir(parents=True)
        self.root = root

    def letter(
        self, more: str = "", *, code: str = "04", name: str = "Cao Bằng", issuer: str = "ubnd"
    ) -> Built:
        locality = LOCALITY.format(code=code, name=name)
        return self.letter_from(locality, more, issuer=issuer)

    def letter_from(self, locality: str, more: str = "", *, issuer: str = "ubnd") -> Built:
        (self.folder / "locality.yaml").write_text(locality, encoding="utf-8")
        path = self.folder / "2027-cong-van.yaml"
        path.write_text(PLAN.format(issuer=issuer) + textwrap.dedent(more), encoding="utf-8")
        return build_document(path, Workspace.open(self.root))


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def lines(built: Built) -> list[str]:
    return [
        f"{block.label} {plain_text(block.inlines)}"
        if isinstance(block, Heading)
        else plain_text(block.inlines)
        for block in built.document.blocks
        if isinstance(block, Heading | Paragraph | Bullet)
    ]


def text(built: Built) -> str:
    return "\n".join(lines(built))


def line(built: Built, start: str) -> str:
    (found,) = (one for one in lines(built) if one.startswith(start))
    return found


def labels(built: Built) -> list[str]:
    return [block.label for block in built.document.blocks if isinstance(block, Heading)]


def example(name: str) -> Built:
    return build_document(ROOT / "plans" / f"{name}.yaml", Workspace.open(ROOT))


# ---------------------------------------------------------------- a letter without its own body


def test_a_province_writes_a_complete_letter_without_a_body(office):
    built = office.letter()
    frame = built.document.frame

    assert labels(built) == ["1.", "2.", "3.", "4.", "5."]
    assert lines(built)[0].endswith("năm 2027 với các nội dung sau:")
    assert lines(built)[-1].endswith("./.")
    assert frame.so_ky_hieu == "Số:      /UBND-VX"
    assert frame.ten_loai == ""
    assert frame.trich_yeu == ("V/v xây dựng Kế hoạch công tác thông tin đối ngoại năm 2027",)
    assert frame.noi_nhan == ("- Như trên;", "- Lưu: VT, VX.")
    assert (frame.quyen_han, frame.chuc_vu) == (
        ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"),
        "PHÓ CHỦ TỊCH",
    )


def test_a_committee_collects_plans_through_its_department_and_a_department_itself(office):
    department = "Sở Văn hóa, Thể thao và Du lịch"
    committee = office.letter()
    own = office.letter(issuer="so")

    assert line(committee, "Gửi kế hoạch").startswith(f"Gửi kế hoạch về {department} trong")
    assert f"\n{department} hướng dẫn nghiệp vụ" in text(committee)
    assert line(own, "Gửi kế hoạch").startswith(f"Gửi kế hoạch về {department} trong")
    assert "hướng dẫn nghiệp vụ" not in text(own)


def test_a_locality_names_its_own_department_and_deadlines(office):
    built = office.letter("""\
        tham_so:
          so_chu_tri: Sở Văn hóa và Thể thao
          han_gui_ke_hoach: trước ngày 15/01/2027
          han_bao_cao: cả năm trước ngày 05/11/2027
        """)

    assert line(built, "Gửi kế hoạch") == (
        "Gửi kế hoạch về Sở Văn hóa và Thể thao trước ngày 15/01/2027 để theo dõi, tổng hợp."
    )
    assert line(built, "Báo cáo").startswith("Báo cáo kết quả cả năm trước ngày 05/11/2027 và")
    assert "Sở Văn hóa, Thể thao và Du lịch" not in text(built)


@pytest.mark.parametrize(
    ("code", "name", "neighbours", "fishing"),
    [
        ("11", "Điện Biên", "Trung Quốc, Lào", False),
        ("91", "An Giang", "Campuchia", True),
        ("31", "Hải Phòng", None, True),
        ("01", "Hà Nội", None, False),
    ],
    ids=["two neighbours", "border and sea", "sea", "inland"],
)
def test_a_letter_speaks_of_the_borders_and_the_sea_a_province_has(
    office, code, name, neighbours, fishing
):
    content = text(office.letter(code=code, name=name))

    assert ("đường biên giới" in content) is bool(neighbours)
    assert neighbours is None or f"hợp tác và phát triển với {neighbours};" in content
    assert ("(IUU)" in content) is fishing


def test_a_commune_writes_to_its_own_offices(office):
    content = text(office.letter_from(COMMUNE))

    assert "Ủy ban nhân dân xã đề nghị các cơ quan, đơn vị lập kế hoạch" in content
    assert "22/2016/TT-BTTTT" not in content
    assert "Sở " not in content
    assert "báo cáo gửi về Ủy ban nhân dân xã." in content


def test_a_unit_writes_in_its_own_name(office):
    content = text(office.letter_from(UNIT, issuer="truong"))

    assert "Trường Cao đẳng Du lịch đề nghị các cơ quan, đơn vị lập kế hoạch" in content
    assert "phản ánh về Trường Cao đẳng Du lịch để được hướng dẫn" in content


def test_priorities_come_first_and_tasks_name_who_leads(office):
    built = office.letter("""\
        trong_tam: Tuần lễ Du lịch sinh thái của tỉnh.
        nhiem_vu:
          - noi_dung: Tổ chức đoàn báo chí nước ngoài thăm tỉnh
            chu_tri: Sở Ngoại vụ
            phoi_hop: [Công an tỉnh, Báo Cao Bằng]
            thoi_gian: Quý III
        """)
    content = lines(built)

    assert content[content.index("Thông tin, tuyên truyền năm 2027 tập trung vào:") + 1] == (
        "Tuần lễ Du lịch sinh thái của tỉnh."
    )
    assert line(built, "Tổ chức đoàn báo chí") == (
        "Tổ chức đoàn báo chí nước ngoài thăm tỉnh (Sở Ngoại vụ chủ trì, "
        "phối hợp với Công an tỉnh, Báo Cao Bằng; thời gian: quý III)."
    )


def test_assignments_take_the_place_of_the_general_duties(office):
    built = office.letter("""\
        to_chuc_thuc_hien:
          - co_quan: Sở Ngoại vụ
            viec: [Chủ trì việc thứ nhất., Báo cáo việc thứ hai.]
          - co_quan: Báo Cao Bằng
            viec: Mở chuyên mục.
        """)

    assert labels(built)[-3:] == ["5.", "5.1.", "5.2."]
    assert "5.1. Sở Ngoại vụ\nChủ trì việc thứ nhất.\nBáo cáo việc thứ hai." in text(built)
    assert "Người đứng đầu" not in text(built)
    assert lines(built)[-1].startswith("Trong quá trình thực hiện")


def test_chosen_days_stand_in_the_text_and_the_rest_of_a_long_list_in_a_note(office):
    chosen = line(office.letter("ngay_ky_niem: {chon: [dang, cand]}"), "Các ngày lễ lớn")
    built = office.letter()
    default = line(built, "Các ngày kỷ niệm của năm 2027")
    rest = plain_text(footnotes(built.document.blocks)[0].inlines)

    assert "97 năm Ngày thành lập Đảng" in chosen
    assert "82 năm Ngày truyền thống Công an nhân dân" in chosen
    assert chosen.endswith("- 19/8/2027).")
    assert "50 năm Ngày Việt Nam gia nhập Liên hợp quốc" in default
    assert default.endswith("; các ngày lễ lớn, ngày kỷ niệm khác.")
    assert "Ngày thành lập ASEAN" in rest
    assert "Ngày Môi trường thế giới" not in rest
    assert "Liên hợp quốc" not in rest


def test_a_letter_cites_nothing_issued_after_its_year_began(office):
    (office.folder / "locality.yaml").write_text(
        LOCALITY.format(code="04", name="Cao Bằng"), encoding="utf-8"
    )
    plan = PLAN.format(issuer="ubnd").replace("2027", "2025").replace("12/2026", "16/12/2024")
    path = office.folder / "2025-cong-van.yaml"
    path.write_text(plan, encoding="utf-8")

    built = build_document(path, Workspace.open(office.root))

    assert "59-NQ/TW" not in text(built)
    assert "148/2026/NĐ-CP" not in text(built)
    assert "Sở Thông tin và Truyền thông" in text(built)
    assert [one.id for one in built.findings if "sau ngày của văn bản" in one.text()] == []


def test_what_is_handed_on_is_grounds_and_orders_of_the_plan(office):
    built = office.letter("""\
        thuc_hien: [cv_kh2027]
        can_cu: [nd72]
        """)
    opening = lines(built)[0]

    assert opening.startswith("Thực hiện Công văn số      /BVHTTDL")
    assert "; căn cứ Nghị định số 72/2015/NĐ-CP" in opening
    assert "22/2016/TT-BTTTT" not in opening


# ---------------------------------------------------------------- the ministry's letter of 2024


def test_the_ministry_letter_has_its_number_sections_and_signature():
    built = example("bo-tttt/2024-cong-van")
    frame = built.document.frame

    assert frame.so_ky_hieu == "Số: 3837/BTTTT-TTĐN"
    assert frame.dia_danh_ngay == "Hà Nội, ngày 16 tháng 9 năm 2024"
    assert frame.noi_nhan == ("- Như trên;", "- Lưu: VT, TTĐN.")
    assert (frame.quyen_han, frame.chuc_vu, frame.ho_ten) == (("KT. BỘ TRƯỞNG",), "THỨ TRƯỞNG", "")
    assert " ".join(labels(built)) == (
        "1. 1.1. 1.2. 1.3. 1.4. 2. 3. 3.1. 3.2. 3.3. 4. 4.1. 4.2. 5. 6. 6.1. 6.2. 6.3. 6.4. "
        "7. 7.1. 7.2. 8."
    )
    assert footnotes(built.document.blocks) == ()


def test_the_ministry_letter_counts_the_days_it_names():
    passage = line(example("bo-tttt/2024-cong-van"), "7.2.")

    assert "gồm 07 dịp" in passage
    assert passage.count("kỷ niệm ") == 7 + len(("sự kiện kỷ niệm lớn",))
    assert "50 năm Ngày Giải phóng miền Nam, thống nhất đất nước (30/4/1975 - 30/4/2025)" in passage
    assert "80 năm Ngày Cách mạng Tháng Tám (19/8/1945 - 19/8/2025)" in passage


def test_the_ministry_letter_cites_in_full_once():
    content = text(example("bo-tttt/2024-cong-van"))

    assert content.count("07/9/2015") == 1
    assert content.count("72/2015/NĐ-CP") == 3
    assert content.count("1191/QĐ-TTg ngày 05/8/2020 của Thủ tướng Chính phủ") == 1
    assert "922/CTPH-BTTTT-UBDT ngày 04/6/2024 giữa Bộ TTTT và Ủy ban Dân tộc" in content


# ---------------------------------------------------------------- the guidance of 2026


def test_the_guidance_of_2026_has_its_sections_and_its_footnote():
    built = example("cao-bang/2026-huong-dan")
    (note,) = footnotes(built.document.blocks)

    assert " ".join(label.rstrip(".-") for label in labels(built)) == (
        "I 1 2 II 1 1.1 1.2 1.3 1.4 1.5 2 III 1 2 3"
    )
    assert "APEC 2027" in plain_text(note.inlines)


def test_the_guidance_of_2026_cites_in_the_party_form():
    content = text(example("cao-bang/2026-huong-dan"))

    assert "Kế hoạch số 506-KH/TU, ngày 31/7/2025 của Tỉnh ủy Cao Bằng" in content
    assert "57-KL/TW ngày" not in content
    assert "59-NQ/TW ngày" not in content
