"""Kinds of documents: complete for every place and year, addressable, different by level."""

import re
from pathlib import Path

import pytest
import yaml

from generator.catalogues.load import load_catalogues
from generator.compose.build import Built, build_document
from generator.document.nodes import Blocks, Heading, Paragraph, Role, Table, plain_text
from generator.document.walk import footnotes, iter_inlines, section_keys
from generator.workspace import Workspace

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"
KINDS = (
    "huong_dan_ban",
    "huong_dan_ban_thuong_vu",
    "ke_hoach_dang",
    "ke_hoach_ubnd",
    "quyet_dinh_ban_hanh_ke_hoach",
)
CATALOGUES = load_catalogues()
PROVINCES = tuple(CATALOGUES.provinces.values())
BODIES = {
    "tinh": {
        "ban": "ban-tuyen-giao-tinh",
        "btv": "ban-thuong-vu-tinh-uy",
        "ubnd": "ubnd-tinh",
    },
    "huyen": {"ban": "ban-tuyen-giao-huyen", "btv": "ban-thuong-vu-huyen-uy"},
    "xa": {"btv": "ban-thuong-vu-dang-uy-xa", "ubnd": "ubnd-xa"},
}
LEFT_OVER = re.compile(r"{{|{%|{:|\bNone\b|[;,:]\s*[;,.]|\(\s*\)|\s[;,]|[.;] \.|\.\.(?!\.)|\?\?")
SHORT_FORM = re.compile(r"(?<![/\w-])[A-ZĐ]{3,}\b(?![-/])")
FULL = ("huong_dan_ban", "ban"), ("ke_hoach_dang", "btv"), ("ke_hoach_ubnd", "ubnd")
SHORT = ("huong_dan_ban_thuong_vu", "btv"), ("ke_hoach_dang", "btv"), ("ke_hoach_ubnd", "ubnd")
COMMUNES = {"xã": "04714", "phường": "00004", "đặc khu": "06994"}
FEW_DAYS = {"chon": ["dang", "quoc-khanh"], "ngoai_giao": ["LA"]}


class Office:
    """A workspace with one place that declares nothing but its name and issuers."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / "plans" / "noi-nay"
        self.folder.mkdir(parents=True)

    def place(self, level: str, name: str, **more: object) -> None:
        bodies = {
            key: {"he_thong": "chinh_quyen" if key == "ubnd" else "dang", "danh_muc": body}
            for key, body in BODIES[level].items()
        }
        self._write(
            "locality.yaml",
            ten_goi=name,
            cap_don_vi=level,
            dia_danh=name,
            he_thong=["dang", "chinh_quyen"],
            co_quan_ban_hanh=bodies,
            **more,
        )

    def build(self, kind: str, issuer: str, year: int = 2027, **more: object) -> Built:
        path = self._write(
            f"{year}-{kind}.yaml",
            **{
                "nam_ke_hoach": year,
                "loai_van_ban": kind,
                "co_quan_ban_hanh": issuer,
                "ngay_ban_hanh": f"03/{year}",
                **more,
            },
        )
        return build_document(path, Workspace.open(self.root))

    def _write(self, name: str, **data: object) -> Path:
        path = self.folder / name
        path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
        return path


@pytest.fixture
def office(tmp_path):
    return Office(tmp_path)


@pytest.fixture
def province(office):
    office.place("tinh", "Cao Bằng", ma_don_vi="04")
    return office


def lines(blocks: Blocks) -> list[str]:
    notes = [plain_text(note.inlines) for note in footnotes(blocks)]
    return [plain_text(inlines) for inlines in iter_inlines(blocks)] + notes


def text_of(built: Built) -> str:
    blocks = [built.document.blocks, *(annex.blocks for annex in built.document.annexes)]
    return "\n".join(line for part in blocks for line in lines(part))


def empty_sections(blocks: Blocks) -> list[str]:
    """Return titled sections that nothing stands below."""
    found = []
    for block, following in zip(blocks, (*blocks[1:], None), strict=True):
        ends = following is None or (
            isinstance(following, Heading)
            and isinstance(block, Heading)
            and following.level <= block.level
        )
        if isinstance(block, Heading) and not block.run_in and ends:
            found.append(plain_text(block.inlines))
    return found


def assert_complete(built: Built) -> None:
    text = text_of(built)

    assert [line for line in text.split("\n") if LEFT_OVER.search(line)] == []
    assert empty_sections(built.document.blocks) == []
    assert [str(one.severity) for one in built.findings if one.severity != "notice"] == []


def sources() -> dict[str, str]:
    return {
        path.relative_to(TEMPLATES).as_posix(): path.read_text(encoding="utf-8")
        for path in TEMPLATES.rglob("*.md.j2")
        if "packs" not in path.parts
    }


def keys_in(kind: str) -> set[str]:
    folder = TEMPLATES / "kinds" / kind
    text = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.md.j2"))
    return set(re.findall(r"{: #(\w+)", text))


# ---------------------------------------------------------------------- documentation


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_is_documented_in_readme_and_comment(kind):
    folder = TEMPLATES / "kinds" / kind
    readme = (folder / "README.md").read_text(encoding="utf-8")
    comments = "".join(
        comment
        for path in folder.glob("*.md.j2")
        for comment in re.findall(r"{#.*?#}", path.read_text(encoding="utf-8"), re.DOTALL)
    )

    assert {key for key in keys_in(kind) if f"`{key}`" not in readme} == set()
    assert {key for key in keys_in(kind) if not re.search(rf"\b{key}\b", comments)} == set()


def test_every_clause_is_used_and_every_used_clause_exists():
    texts = list(sources().values())
    used = {
        name
        for text in texts
        for call in re.findall(r"dieu_khoan\((.*?)\)[ |]", text)
        for name in re.findall(r'"(\w+)"', re.sub(r'== "\w+"', "", call))
    }
    used |= {name for text in texts for name in re.findall(r'"clauses/(\w+)\.md\.j2"', text)}
    existing = {path.name.removesuffix(".md.j2") for path in TEMPLATES.glob("clauses/*.md.j2")}

    assert used == existing


def test_a_clause_is_never_named_like_a_section():
    keys = {key for kind in KINDS for key in keys_in(kind)}
    clauses = {path.name.removesuffix(".md.j2") for path in TEMPLATES.glob("clauses/*.md.j2")}

    assert keys & clauses == set()


def test_every_clause_says_what_it_is():
    silent = [
        name
        for name, text in sources().items()
        if name.startswith("clauses/") and not text.startswith("{# ")
    ]

    assert silent == []


# ---------------------------------------------------------------------- every place, every year


@pytest.mark.parametrize("fact", PROVINCES, ids=[province.slug for province in PROVINCES])
def test_every_province_has_complete_guidance_and_plan(office, fact):
    office.place("tinh", fact.name, ma_don_vi=fact.code)
    guidance = office.build("huong_dan_ban", "ban")
    plan = office.build("ke_hoach_ubnd", "ubnd")

    for built in (guidance, plan):
        assert_complete(built)
        assert fact.name in text_of(built)
    assert set(section_keys(guidance.document.blocks)) >= keys_in("huong_dan_ban") - {"nhiem_vu"}
    assert set(section_keys(plan.document.blocks)) >= keys_in("ke_hoach_ubnd") - {"nhiem_vu"}


@pytest.mark.parametrize("year", [2026, 2027, 2028])
@pytest.mark.parametrize(("kind", "issuer"), FULL)
@pytest.mark.parametrize("code", ["01", "46", "51"], ids=["inland-city", "coast", "two-borders"])
def test_a_province_is_served_every_year(office, code, kind, issuer, year):
    office.place("tinh", CATALOGUES.provinces[code].name, ma_don_vi=code)

    assert_complete(office.build(kind, issuer, year))


@pytest.mark.parametrize("year", [2026, 2027, 2028])
@pytest.mark.parametrize(("kind", "issuer"), SHORT)
@pytest.mark.parametrize("code", COMMUNES.values(), ids=["xa", "phuong", "dac-khu"])
def test_a_commune_is_served_every_year(office, code, kind, issuer, year):
    commune = CATALOGUES.communes[code]
    office.place("xa", commune.name, ma_don_vi=code)

    built = office.build(kind, issuer, year)

    assert_complete(built)
    assert "Ban Tuyên giáo" in text_of(built) or kind == "ke_hoach_ubnd"


@pytest.mark.parametrize("kind", ["huong_dan_ban", "huong_dan_ban_thuong_vu", "ke_hoach_dang"])
def test_a_district_before_july_2025_speaks_of_its_own_bodies(office, kind):
    office.place("huyen", "Yên Bình", loai_don_vi="huyện", truc_thuoc="Yên Bái")
    issuer = "ban" if kind == "huong_dan_ban" else "btv"

    text = text_of(office.build(kind, issuer, 2025))

    assert "Đề nghị Ủy ban nhân dân huyện" in text
    assert "Phòng Văn hóa và Thông tin" in text
    assert "cấp xã" not in text
    assert "Đại hội XIV" not in text


@pytest.mark.parametrize(
    ("day", "present", "absent"),
    [("06/2025", "cấp huyện", "hai cấp"), ("07/2025", "cấp xã", "cấp huyện")],
)
def test_levels_follow_the_day_of_issue_not_the_year_of_the_plan(province, day, present, absent):
    text = text_of(province.build("ke_hoach_ubnd", "ubnd", 2025, ngay_ban_hanh=day))

    assert present in text
    assert absent not in text


@pytest.mark.parametrize(
    ("kind", "issuer", "opening"),
    [
        (
            "ke_hoach_dang",
            "btv",
            (
                "Thực hiện Hướng dẫn số      -HD/BTGDVTU, ngày      tháng      năm      của Ban "
                "Tuyên giáo và Dân vận Tỉnh ủy Lào Cai về công tác thông tin đối ngoại năm 2026, "
            ),
        ),
        (
            "ke_hoach_ubnd",
            "ubnd",
            (
                "thực hiện Kế hoạch số      /KH-UBND ngày      tháng      năm      của "
                "Ủy ban nhân dân tỉnh Lào Cai về công tác thông tin đối ngoại năm 2026, "
            ),
        ),
    ],
)
def test_a_commune_names_what_it_carries_out_and_leaves_its_number_open(
    office, kind, issuer, opening
):
    office.place("xa", "Yên Bình", ma_don_vi="04714")
    built = office.build(kind, issuer, 2026)

    assert opening in lines(built.document.blocks)[0]
    assert [one.id for one in built.findings].count("FCT07") == 1


def test_abbreviations_are_explained_where_they_first_stand(province):
    built = province.build("huong_dan_ban", "ban", ngay_ky_niem=FEW_DAYS)
    body = " ".join(plain_text(one) for one in iter_inlines(built.document.blocks))
    titles = {line for line in lines(built.document.blocks) if line.isupper()}
    for title in titles:
        body = body.replace(title, "")

    found = set(SHORT_FORM.findall(body)) - {"XIV", "VII"}

    assert {"APEC", "ASEAN"} <= found
    for short in found:
        assert body.index(f"({short})") + 1 == body.index(short)


# ---------------------------------------------------------------------- levels and local changes


def test_a_commune_reads_a_text_of_its_own(office):
    office.place("tinh", "Lào Cai", ma_don_vi="15")
    whole = office.build("huong_dan_ban", "ban", ngay_ky_niem=FEW_DAYS)
    office.place("xa", "Yên Bình", ma_don_vi="04714")
    short = office.build("huong_dan_ban_thuong_vu", "btv", ngay_ky_niem=FEW_DAYS)

    common = set(lines(whole.document.blocks)) & set(lines(short.document.blocks))
    assert all(len(line.split()) < 8 for line in common)
    assert len(text_of(short).split()) * 2 < len(text_of(whole).split())


@pytest.mark.parametrize(
    ("code", "present", "absent"),
    [
        ("04", "biên giới trên đất liền Việt Nam - Trung Quốc", "ngư dân, chủ tàu"),
        ("51", "giáp biên của Lào và Campuchia", "Việt Nam - Trung Quốc"),
        ("48", "ngư dân, chủ tàu", "Việt Nam - Campuchia;"),
        ("01", "hướng về biển, đảo", "giáp biên"),
    ],
)
def test_border_and_sea_follow_the_place(office, code, present, absent):
    office.place("tinh", CATALOGUES.provinces[code].name, ma_don_vi=code)

    text = text_of(office.build("huong_dan_ban", "ban", ngay_ky_niem=FEW_DAYS))

    assert present in text
    assert absent not in text


@pytest.mark.parametrize("kind", ["huong_dan_ban", "ke_hoach_dang", "ke_hoach_ubnd"])
def test_any_section_can_be_left_out_by_its_key(province, kind):
    issuer = {"ke_hoach_dang": "btv", "ke_hoach_ubnd": "ubnd"}.get(kind, "ban")
    keys = set(section_keys(province.build(kind, issuer).document.blocks))

    for key in sorted(keys - {"muc_dich_yeu_cau", "noi_dung", "noi_dung_trong_tam"}):
        left = section_keys(province.build(kind, issuer, dieu_chinh={"bo": [key]}).document.blocks)
        assert set(left) == keys - {key}


def test_assignments_of_the_plan_replace_the_usual_ones(province):
    duties = [{"co_quan": "Văn phòng Tỉnh ủy", "viec": ["Theo dõi, đôn đốc."]}]

    built = province.build("huong_dan_ban", "ban", to_chuc_thuc_hien=duties)

    organisation = [
        plain_text(block.inlines)
        for block in built.document.blocks[-4:]
        if isinstance(block, Heading)
    ]
    assert organisation == ["TỔ CHỨC THỰC HIỆN", "Văn phòng Tỉnh ủy"]


@pytest.mark.parametrize("mark", ["", ".", ";", " . "])
def test_a_task_ends_in_one_full_stop_however_it_was_typed(province, mark):
    task = {"noi_dung": f"Làm phim{mark}", "san_pham": f"01 phim{mark}"}

    built = province.build("ke_hoach_ubnd", "ubnd", nhiem_vu=[task])

    assert "Làm phim (sản phẩm: 01 phim)." in lines(built.document.blocks)


def test_tasks_of_the_plan_make_a_section_of_their_own(province):
    task = {
        "noi_dung": "Làm phim",
        "chu_tri": "Sở A",
        "phoi_hop": ["Sở B", "Sở C & D"],
        "thoi_gian": "Quý II",
    }

    built = province.build("ke_hoach_ubnd", "ubnd", nhiem_vu=[task])

    assert "nhiem_vu" in section_keys(built.document.blocks)
    said = "Làm phim (Sở A chủ trì, phối hợp với Sở B, Sở C & D; thời gian: quý II)."
    assert said in lines(built.document.blocks)


def test_a_commune_committee_directs_its_government_and_collects_first(office):
    office.place("xa", "Yên Bình", ma_don_vi="04714")
    text = text_of(office.build("ke_hoach_dang", "btv"))

    assert "Ủy ban nhân dân xã chỉ đạo Phòng Văn hóa - Xã hội chủ trì" in text
    assert "gửi báo cáo năm 2027 về Đảng ủy xã trước ngày 20/11/2027." in text
    assert "quý I/2027" not in text


def test_a_regulation_is_fitted_to_the_levels_first_then_to_the_decree(province):
    text = text_of(province.build("ke_hoach_ubnd", "ubnd"))

    assert "phù hợp với mô hình chính quyền địa phương hai cấp và Nghị định số 148/2026" in text


def test_partners_are_named_only_when_there_are_any(office):
    partner = {"ten_goi": "Busan", "don_vi": "thành phố", "quoc_gia": "KR"}
    office.place("tinh", "Hồ Chí Minh", ma_don_vi="79", doi_tac=[partner])
    named = text_of(office.build("ke_hoach_ubnd", "ubnd"))
    unnamed = text_of(office.build("ke_hoach_ubnd", "ubnd", doi_tac=[]))

    assert "Phối hợp với thành phố Busan (Hàn Quốc)" in named
    assert "Phối hợp với các địa phương, tổ chức nước ngoài" in unnamed


def test_many_days_are_moved_to_a_note(province):
    days = ["dang", "quoc-khanh", "tbls", "asean-day", "lhq-1977", "viet-lao-1977"]
    wish = {"chon": days, "ngoai_giao": []}

    built = province.build("ke_hoach_ubnd", "ubnd", ngay_ky_niem=wish)

    (note,) = footnotes(built.document.blocks)
    said = text_of(built)
    assert plain_text(note.inlines).count(" năm Ngày ") == 4
    assert "kỷ niệm 97 năm" not in said
    assert said.index("97 năm Ngày thành lập Đảng") < said.index("82 năm Ngày Quốc khánh")


def test_a_few_days_stand_by_date_whatever_their_kind(province):
    wish = {"chon": ["quoc-khanh", "tbls", "sinh-bac"], "ngoai_giao": ["LA", "KH"]}

    text = text_of(province.build("ke_hoach_ubnd", "ubnd", ngay_ky_niem=wish))

    first, second, third = (text.index(name) for name in ("137 năm", "80 năm", "82 năm"))
    assert first < second < third
    assert "nhân kỷ niệm 60 năm Ngày thiết lập quan hệ ngoại giao Việt Nam - Campuchia" in text


def test_days_already_past_are_no_tasks(province):
    march = province.build("ke_hoach_ubnd", "ubnd")
    wish = {"chon": ["dang", "quoc-khanh"], "ngoai_giao": []}
    chosen = province.build("ke_hoach_ubnd", "ubnd", ngay_ky_niem=wish)

    assert "Ngày thành lập Đảng" not in text_of(march)
    assert "Việt Nam - Belarus" not in text_of(march)
    assert "137 năm Ngày sinh Chủ tịch" in text_of(march)
    assert "FCT13" not in {one.id for one in march.findings}
    assert "97 năm Ngày thành lập Đảng" in text_of(chosen)
    (notice,) = [one for one in chosen.findings if one.id == "FCT13"]
    assert notice.message_text().startswith("97 năm Ngày thành lập Đảng Cộng sản Việt Nam")


def test_a_day_that_a_plan_adds_is_named_whatever_its_number(province):
    added = [{"ten_goi": "Ngày mở cửa khẩu", "ngay": "25/8/1994"}]

    text = text_of(province.build("ke_hoach_ubnd", "ubnd", ngay_ky_niem={"them": added}))

    assert "33 năm Ngày mở cửa khẩu (25/8/1994 - 25/8/2027)" in text


def test_the_new_year_is_written_as_each_system_does(province):
    wish = {"chon": ["tet"], "ngoai_giao": []}
    state = province.build("ke_hoach_ubnd", "ubnd", ngay_ky_niem=wish)
    party = province.build("huong_dan_ban", "ban", ngay_ky_niem=wish)

    assert "tết Nguyên đán (06/02/2027)" in text_of(state)
    assert "Tết Nguyên đán (06/02/2027)" in text_of(party)


def test_a_commune_names_few_days(office):
    office.place("xa", "Yên Bình", ma_don_vi="04714")

    text = text_of(office.build("ke_hoach_dang", "btv"))

    assert "80 năm Ngày Thương binh - Liệt sĩ (27/7/1947 - 27/7/2027)" in text
    assert "Việt Nam - Lào" not in text
    assert text.count(" năm Ngày ") == 6


# ---------------------------------------------------------------------- decision and packs


def test_a_decision_has_bases_articles_and_the_plan(province):
    plan = province.build("ke_hoach_ubnd", "ubnd")
    built = province.build(
        "quyet_dinh_ban_hanh_ke_hoach", "ubnd", ke_hoach_kem_theo="2027-ke_hoach_ubnd.yaml"
    )

    blocks = built.document.blocks
    roles = [block.role for block in blocks if isinstance(block, Paragraph)]
    bases = [
        plain_text(block.inlines)
        for block in blocks
        if isinstance(block, Paragraph) and block.role is Role.CAN_CU
    ]
    assert roles[0] is Role.THAM_QUYEN
    assert roles[-1] is Role.QUYET_DINH
    assert [base[-1] for base in bases] == [";"] * (len(bases) - 1) + ["."]
    assert [block.label for block in blocks if isinstance(block, Heading)] == [
        "Điều 1.",
        "Điều 2.",
        "Điều 3.",
    ]
    attached = lines(built.document.annexes[0].blocks)
    assert lines(plan.document.blocks)[0].startswith("Căn cứ Nghị định")
    assert attached[0] == "MỤC ĐÍCH, YÊU CẦU"
    assert "148/2026/NĐ-CP ngày 12/5/2026 của Chính phủ" in "\n".join(attached)


def test_the_example_pack_adds_to_a_clause_and_to_a_block(office):
    office.place("tinh", "Lào Cai", ma_don_vi="15")
    province = office.build("huong_dan_ban", "ban")
    office.place("xa", "Yên Bình", ma_don_vi="04714")
    commune = office.build("huong_dan_ban_thuong_vu", "btv")

    assert "hanh_lang" in section_keys(province.document.blocks)
    assert "hanh_lang" not in section_keys(commune.document.blocks)
    assert "tên đơn vị hành chính sau sắp xếp" in text_of(commune)
    assert "phương châm" in text_of(commune)


# ---------------------------------------------------------------------- the examples of 2027


@pytest.mark.parametrize(
    ("plan", "number", "signer"),
    [
        ("cao-bang/2027-huong-dan", "Số      -HD/BTGTU", ("TRƯỞNG BAN",)),
        ("ubnd-cao-bang/2027-ke-hoach", "Số:      /KH-UBND", ("TM. ỦY BAN NHÂN DÂN",)),
        ("ubnd-cao-bang/2027-quyet-dinh", "Số:      /QĐ-UBND", ("TM. ỦY BAN NHÂN DÂN",)),
        ("xa-yen-binh/2027-huong-dan", "Số      -HD/ĐU", ("T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ")),
        ("xa-yen-binh/2027-ke-hoach-dang", "Số      -KH/ĐU", ("T/M ĐẢNG ỦY", "PHÓ BÍ THƯ")),
    ],
)
def test_an_example_is_an_open_draft_of_the_right_issuer(plan, number, signer):
    built = build_document(ROOT / "plans" / f"{plan}.yaml", Workspace.open(ROOT))

    frame = built.document.frame
    assert_complete(built)
    assert frame.so_ky_hieu == number
    assert set(signer) <= {*frame.quyen_han, frame.chuc_vu}
    assert (frame.draft_mark, frame.ho_ten) == ("DỰ THẢO", "")


def test_groups_of_the_example_budget_are_those_of_the_plan():
    built = build_document(
        ROOT / "plans" / "ubnd-cao-bang" / "2027-ke-hoach.yaml", Workspace.open(ROOT)
    )
    (table,) = [block for block in built.document.annexes[0].blocks if isinstance(block, Table)]
    titles = [
        plain_text(block.inlines)
        for block in built.document.blocks
        if isinstance(block, Heading) and block.key in keys_in("ke_hoach_ubnd") and block.level == 2
    ]
    groups = [
        plain_text(row.cells[1].paragraphs[0])
        for row in table.rows
        if re.fullmatch("[IVX]+", plain_text(row.cells[0].paragraphs[0]))
    ]

    assert groups == titles[2:]
