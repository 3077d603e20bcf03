"""A plan becomes a document: names, citations and days by date, local changes, the report."""

import sys
import textwrap

import pytest

from generator.app.render import make_file
from generator.compose.build import build_document
from generator.document.nodes import Heading, Orientation, Table, plain_text
from generator.document.walk import footnotes, iter_inlines
from generator.errors import InputError
from generator.workspace import Workspace, packaged_templates
from generator.writers import WRITERS, Made, Writer

LOCALITY = """\
ten_goi: Cao Bằng
cap_don_vi: tinh
ma_don_vi: "04"
dia_danh: Cao Bằng
he_thong: [dang, chinh_quyen]
co_quan_ban_hanh:
  ban_tuyen_giao:
    he_thong: dang
    danh_muc: ban-tuyen-giao-tinh
    noi_luu: Ban Tuyên giáo
    noi_nhan: [Thường trực Tỉnh ủy]
    nguoi_ky: truong_ban
  ubnd:
    he_thong: chinh_quyen
    danh_muc: ubnd-tinh
    noi_luu: VT, VX
nguoi_ky:
  truong_ban: {chuc_vu: TRƯỞNG BAN}
doi_tac:
  - {ten_goi: Viêng Chăn, don_vi: tỉnh, quoc_gia: LA}
  - {ten_goi: Xay-nha-bu-ly, don_vi: tỉnh, quoc_gia: LA}
  - {ten_goi: Vân Nam, don_vi: tỉnh, quoc_gia: CN}
ngay_truyen_thong:
  - {ten_goi: Ngày truyền thống của tỉnh, ngay: 25/8/1947}
"""
PLAN = """\
nam_ke_hoach: 2027
loai_van_ban: huong_dan_ban
co_quan_ban_hanh: ban_tuyen_giao
ngay_ban_hanh: {day}
"""


class Desk:
    """A workspace with one locality, and what its plans become."""

    def __init__(self, root):
        self.root = root
        self.write("plans/cao-bang/locality.yaml", LOCALITY)

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def build(self, plan="", day="15/02/2027", head=PLAN, name="2027-huong-dan", **options):
        text = head.format(day=day) + textwrap.dedent(plan)
        path = self.write(f"plans/cao-bang/{name}.yaml", text)
        return build_document(path, Workspace.open(self.root), **options)

    def errors(self, plan, **options):
        with pytest.raises(InputError) as caught:
            self.build(plan, **options)
        return [finding.text().split("\n")[0] for finding in caught.value.findings]


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def body(built):
    return [plain_text(inlines) for inlines in iter_inlines(built.document.blocks)]


def notes(built):
    return [plain_text(note.inlines) for note in footnotes(built.document.blocks)]


@pytest.mark.parametrize(
    ("day", "standard", "separator"),
    [("26/5/2026", "hd36", ","), ("27/5/2026", "hd05", ";")],
    ids=["last day of the old guide", "first day of the new guide"],
)
def test_a_party_document_follows_the_guide_of_its_date(desk, day, standard, separator):
    head = PLAN.replace("2027", "2026", 1)
    built = desk.build("noi_dung: |\n  Đoạn.\n", day=day, head=head)

    assert built.standard.id == standard
    assert built.document.frame.noi_nhan[0] == f"- Thường trực Tỉnh ủy{separator}"


@pytest.mark.parametrize(
    ("year", "day", "name", "symbol"),
    [
        (2024, "15/02/2024", "BAN TUYÊN GIÁO", "BTGTU"),
        (2026, "15/02/2026", "BAN TUYÊN GIÁO VÀ DÂN VẬN", "BTGDVTU"),
        (2027, "15/02/2027", "BAN TUYÊN GIÁO", "BTGTU"),
    ],
)
def test_the_issuer_bears_the_name_and_symbol_of_the_date(desk, year, day, name, symbol):
    head = PLAN.replace("2027", str(year), 1)
    frame = desk.build("noi_dung: |\n  Đoạn.\n", day=day, head=head).document.frame

    assert frame.co_quan_ban_hanh == (name,)
    assert frame.so_ky_hieu == f"Số      -HD/{symbol}"


def test_a_citation_is_long_the_first_time_wherever_that_comes_to_stand(desk):
    built = desk.build("""
        noi_dung: |
          {: #mot }
          # Một

          Theo {{ vien_dan("kl57") }}.
        dieu_chinh:
          them_truoc:
            mot: |
              Nêu {{ vien_dan("kl57") }}^[xem {{ vien_dan("nq59") }}].
          them_sau:
            mot: |
              Và {{ vien_dan("nq59") }}.
    """)
    title = "về tiếp tục nâng cao chất lượng, hiệu quả công tác thông tin đối ngoại"

    text = body(built)
    assert text[1].startswith(f"Nêu Kết luận số 57-KL/TW, ngày 15/6/2023 của Bộ Chính trị {title}")
    assert text[2:] == ["Theo Kết luận số 57-KL/TW.", "Và Nghị quyết số 59-NQ/TW."]
    assert notes(built)[0].startswith("xem Nghị quyết số 59-NQ/TW, ngày 24/01/2025")


def test_an_abbreviation_is_explained_once(desk):
    built = desk.build("""
        noi_dung: |
          Công tác {{ viet_tat("TTĐN", "thông tin đối ngoại") }} và {{ viet_tat("TTĐN", "x") }}.
    """)

    assert body(built) == ["Công tác thông tin đối ngoại (TTĐN) và TTĐN."]


def test_years_are_computed_and_partners_joined_by_country(desk):
    built = desk.build("""
        ngay_ky_niem:
          chon: [quoc-khanh, ngay-truyen-thong-cua-tinh, tet]
        noi_dung: |
          {{ liet_ke(ky_niem | map(attribute="cau") | list) }}.

          {{ doi_tac }}.
    """)

    assert body(built) == [
        (
            "Tết Nguyên đán (06/02/2027); kỷ niệm 80 năm Ngày truyền thống của tỉnh "
            "(25/8/1947 - 25/8/2027); kỷ niệm 82 năm Ngày Quốc khánh nước Cộng hòa xã hội "
            "chủ nghĩa Việt Nam (02/9/1945 - 02/9/2027)."
        ),
        "các tỉnh Viêng Chăn, Xay-nha-bu-ly (Lào) và tỉnh Vân Nam (Trung Quốc).",
    ]


def test_added_days_stand_beside_chosen_ones(desk):
    built = desk.build("""
        ngay_ky_niem:
          chon: [quoc-khanh]
          them: [{ten_goi: Ngày thử nghiệm, ngay: 01/3/1957}]
        noi_dung: |
          {{ liet_ke(ky_niem | map(attribute="ten") | list) }}
    """)

    assert body(built) == [
        "Ngày thử nghiệm; Ngày Quốc khánh nước Cộng hòa xã hội chủ nghĩa Việt Nam"
    ]


def test_a_document_without_a_number_is_cited_open_and_reported(desk):
    built = desk.build("""
        thuc_hien:
          - {loai: Hướng dẫn, so_ky_hieu: "     -HD/BTGTU", ngay: 2027, co_quan: Ban Tuyên giáo}
        noi_dung: |
          {{ thuc_hien[0] }}
    """)

    assert body(built) == [
        "Hướng dẫn số      -HD/BTGTU, ngày      tháng      năm 2027 của Ban Tuyên giáo"
    ]
    assert [finding.id for finding in built.findings].count("FCT07") == 1


def test_a_plan_can_drop_replace_and_extend_sections_and_clauses(desk):
    desk.write("templates/clauses/loi_dau.md.j2", "Lời đầu.\n")
    desk.write(
        "templates/kinds/huong_dan_ban/body.md.j2",
        '{{ dieu_khoan("loi_dau") }}\n\n{: #mot }\n# Một\n\na\n\n{: #hai }\n# Hai\n\nb\n',
    )
    built = desk.build("""
        dieu_chinh:
          bo: [mot]
          thay:
            hai: |
              mới
          them_sau:
            loi_dau: |

              Thêm *lời*.
    """)

    assert body(built) == ["Lời đầu.", "Thêm lời.", "HAI", "mới"]
    assert [block.label for block in built.document.blocks if isinstance(block, Heading)] == ["I."]


def test_footnotes_of_the_plan_stand_where_the_text_calls_them(desk):
    built = desk.build("""
        chu_thich:
          mot: |
            Một *nghiêng*
            hai dòng.
          thua: Không gọi.
        noi_dung: |
          a{{ chu_thich("mot") }} b
    """)

    assert notes(built) == ["Một nghiêng hai dòng."]
    assert "plans/cao-bang/2027-huong-dan.yaml:10:3: cảnh báo: chú thích 'thua' không được gọi" in (
        next(finding.text() for finding in built.findings if finding.id == "TPL37")
    )


def test_every_wrong_name_is_reported_at_once_with_its_line(desk):
    found = desk.errors("""
        ngay_ky_niem:
          chon: [quoc-khanhh]
        noi_dung: |
          Một {{ vien_dan("kl5") }}

          Hai {{ dieu_khoan("khong_co") }}
          ba {{ ten_co_quan("ban-la") }} {{ chu_thich("x") }}
        dieu_chinh:
          bo: [khong_co_muc]
    """)

    file = "plans/cao-bang/2027-huong-dan.yaml"
    assert found == [
        f"{file}:7:10: lỗi: không có ngày kỷ niệm 'quoc-khanhh' trong danh mục (CAT08)",
        f"{file}:9: lỗi: không có văn bản 'kl5' trong danh mục viện dẫn (CAT08)",
        f"{file}:11: lỗi: không có điều khoản 'khong_co' trong templates/clauses (TPL35)",
        f"{file}:12: lỗi: không có cơ quan 'ban-la' trong danh mục (CAT08)",
        f"{file}:12: lỗi: không có chú thích 'x' trong chu_thich của kế hoạch (CAT08)",
        (
            f"{file}:14:8: lỗi: không có mục hay điều khoản 'khong_co_muc' để điều chỉnh "
            "trong loại văn bản này (TPL36)"
        ),
    ]


def test_a_name_nobody_gave_is_an_error_never_a_blank(desk):
    assert desk.errors("noi_dung: |\n  a\n\n  {{ tham_so.khong }} b\n") == [
        (
            "plans/cao-bang/2027-huong-dan.yaml:8: lỗi: mẫu dùng tên 'khong' mà không ai khai báo "
            "(TPL01)"
        )
    ]


def test_all_wrong_names_of_all_templates_are_told_at_once(desk):
    clauses = desk.root / "templates/clauses"
    clauses.mkdir(parents=True)
    (clauses / "quyen_con_nguoi.md.j2").write_text(
        "- Sai {{ ten_sai }} và {{ nam_ke_hoac }}\n"
        "{% if nam_truoc == 1 %}{{ ten_sai3 }}{% endif %}\n"
        "- {{ tham_so.khong }} {{ vien_dan(ten_sai4) }}\n",
        encoding="utf-8",
    )
    (clauses / "loc.md.j2").write_text(
        "- {{ nam_truoc|uper }}\n- {{ ten_sai5 }} {{ 1 is od }}\n", encoding="utf-8"
    )
    (clauses / "cu_phap.md.j2").write_text("{% neu a %}\n", encoding="utf-8")
    (clauses / "vong.md.j2").write_text('- {{ dieu_khoan("vong") }}\n', encoding="utf-8")

    found = desk.errors("""
        noi_dung: |
          {{ ten_sai6 }} {{ dieu_khoan("loc") }}
          {{ dieu_khoan("quyen_con_nguoi") }}
          {{ dieu_khoan("cu_phap") }}
          {{ dieu_khoan("vong") }}
    """)

    syntax = "templates/clauses/cu_phap.md.j2:1: lỗi: lỗi cú pháp trong mẫu"
    no_name = "lỗi: mẫu dùng tên '{}' mà không ai khai báo (TPL01)"
    assert found == [
        f"plans/cao-bang/2027-huong-dan.yaml:7: {no_name.format('ten_sai6')}",
        f"{syntax}: không có lệnh 'neu' (TPL02)",
        "templates/clauses/loc.md.j2:1: lỗi: mẫu dùng bộ lọc 'uper' không có (TPL04)",
        "templates/clauses/loc.md.j2:2: lỗi: mẫu dùng phép thử 'od' không có (TPL04)",
        f"templates/clauses/loc.md.j2:2: {no_name.format('ten_sai5')}",
        f"templates/clauses/quyen_con_nguoi.md.j2:1: {no_name.format('ten_sai')}",
        f"templates/clauses/quyen_con_nguoi.md.j2:1: {no_name.format('nam_ke_hoac')}",
        f"templates/clauses/quyen_con_nguoi.md.j2:2: {no_name.format('ten_sai3')}",
        f"templates/clauses/quyen_con_nguoi.md.j2:3: {no_name.format('khong')}",
        f"templates/clauses/quyen_con_nguoi.md.j2:3: {no_name.format('ten_sai4')}",
        "templates/clauses/vong.md.j2:1: lỗi: điều khoản 'vong' gọi lại chính nó (TPL38)",
    ]


def test_a_kind_of_the_other_system_is_refused(desk):
    assert desk.errors("", head=PLAN.replace("huong_dan_ban", "ke_hoach_ubnd")) == [
        (
            "plans/cao-bang/2027-huong-dan.yaml:2:15: lỗi: loại văn bản 'ke_hoach_ubnd' là của hệ "
            "thống chinh_quyen, cơ quan 'ban_tuyen_giao' là dang (IN92)"
        )
    ]


def test_the_report_names_the_standard_open_references_and_bodies_that_are_gone(desk):
    built = desk.build("""
        noi_dung: |
          {{ vien_dan("hd_ttdn2027") }}; Ủy ban nhân dân huyện; {{ vien_dan("kl16") }}.
    """)
    ids = [finding.id for finding in built.findings]

    assert {"CHK09", "FCT07", "FCT08", "FCT02"} <= set(ids)
    assert "Hướng dẫn số      -HD/BTGTW, ngày      tháng      năm 2027" in body(built)[0]


STATE = PLAN.replace("huong_dan_ban", "ke_hoach_ubnd").replace("ban_tuyen_giao", "ubnd")
BUDGET = """\
nam_ngan_sach: 2027
nhom:
  - ten_nhom: Tập huấn
    nhiem_vu:
      - {noi_dung: Lớp, chu_tri: Sở, thoi_gian: Quý II, kinh_phi: 120.000.000}
"""


def test_a_budget_becomes_a_landscape_annex_that_names_its_plan(desk):
    desk.write("budgets/cao-bang/2027.yaml", BUDGET)
    built = desk.build("du_toan: cao-bang/2027.yaml\n", head=STATE)

    (annex,) = built.document.annexes
    assert (annex.label, annex.orientation) == ("Phụ lục", Orientation.LANDSCAPE)
    assert annex.reference == (
        "(Kèm theo Kế hoạch số      /KH-UBND ngày 15 tháng 02 năm 2027 của "
        "Ủy ban nhân dân tỉnh Cao Bằng)"
    )
    assert any(isinstance(block, Table) for block in annex.blocks)


@pytest.mark.parametrize(
    ("budget", "kind", "title"),
    [
        ("", "ten_phu_luc: Danh mục việc của {{ trich_yeu }}\n", "DANH MỤC VIỆC CỦA VIỆC NĂM 2027"),
        ("ten_phu_luc: Phụ lục riêng\n", "ten_phu_luc: Danh mục việc\n", "PHỤ LỤC RIÊNG"),
        ("", "", "NHIỆM VỤ VÀ KINH PHÍ THỰC HIỆN KẾ HOẠCH VIỆC NĂM 2027"),
    ],
    ids=["kind", "budget", "neither"],
)
def test_the_annex_takes_the_title_of_its_budget_then_of_its_kind(desk, budget, kind, title):
    text = (packaged_templates() / "kinds/ke_hoach_ubnd/kind.yaml").read_text("utf-8")
    lines = [line for line in text.splitlines(True) if not line.startswith("ten_phu_luc")]
    desk.write("templates/kinds/ke_hoach_ubnd/kind.yaml", "".join(lines) + kind)
    desk.write("budgets/cao-bang/2027.yaml", BUDGET + budget)

    built = desk.build("du_toan: cao-bang/2027.yaml\ntrich_yeu: việc năm 2027\n", head=STATE)

    assert built.document.annexes[0].title == (title,)


class TextWriter:
    """A writer that knows nothing of annexes: it writes the text it is given."""

    @staticmethod
    def make(document, **_):
        return Made("\n".join(plain_text(one) for one in iter_inlines(document.blocks)).encode())


def test_a_format_that_cannot_make_annexes_alone_never_writes_the_document(desk, monkeypatch):
    monkeypatch.setitem(sys.modules, "text_writer", TextWriter)
    monkeypatch.setitem(WRITERS, "txt", Writer("text_writer", ".txt"))
    desk.write("budgets/cao-bang/2027.yaml", BUDGET)
    built = desk.build("du_toan: cao-bang/2027.yaml\n", head=STATE)

    assert "MỤC ĐÍCH" in make_file(built, "txt", charts=True).content.decode()
    with pytest.raises(InputError) as caught:
        make_file(built, "txt", annexes_only=True)

    (finding,) = caught.value.findings
    assert finding.message_text() == "định dạng txt không làm riêng phụ lục được"
    assert "docx, pdf, html, xlsx" in finding.hint_text()


def test_a_decision_carries_its_plan_and_the_plans_annex(desk):
    desk.write("budgets/cao-bang/2027.yaml", BUDGET)
    desk.build("du_toan: cao-bang/2027.yaml\n", head=STATE, name="2027-ke-hoach")
    decision = STATE.replace("ke_hoach_ubnd", "quyet_dinh_ban_hanh_ke_hoach")
    built = desk.build("ke_hoach_kem_theo: 2027-ke-hoach.yaml\n", head=decision, name="qd")

    plan, annex = built.document.annexes
    assert (plan.label, plan.title, plan.orientation) == (
        "",
        ("KẾ HOẠCH",),
        Orientation.PORTRAIT,
    )
    assert plan.reference.startswith("(Ban hành kèm theo Quyết định số      /QĐ-UBND ngày 15")
    assert annex.label == "Phụ lục"
    assert annex.reference.startswith("(Kèm theo Kế hoạch ban hành tại Quyết định số      /QĐ-UBND")
    assert any(path.name == "2027-ke-hoach.yaml" for path in built.inputs)


def test_inputs_name_every_file_that_was_read(desk):
    desk.write("templates/clauses/rieng.md.j2", "x\n")
    desk.write("plans/catalogue.yaml", "{}\n")
    built = desk.build('noi_dung: |\n  {{ dieu_khoan("rieng") }}\n')

    names = [path.name for path in built.inputs]
    assert {"rieng.md.j2", "catalogue.yaml", "locality.yaml", "kind.yaml"} <= set(names)
    assert built.inputs == tuple(sorted(built.inputs))


def test_a_locality_pack_overrides_a_packaged_clause_by_path(desk):
    desk.write("templates/packs/cao-bang/clauses/quyen_con_nguoi.md.j2", "Riêng của tỉnh.\n")
    built = desk.build('noi_dung: |\n  {{ dieu_khoan("quyen_con_nguoi") }}\n')

    assert body(built) == ["Riêng của tỉnh."]
