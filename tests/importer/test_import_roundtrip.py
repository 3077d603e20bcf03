"""Plans made at random are built, imported and built again: the same text, looks and notes."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.app.render import render
from generator.compose.build import build_document, workspace_catalogues
from generator.inputs.emit import to_yaml
from generator.revise.importer.make import draft_plan, outline
from generator.revise.importer.plan import printed_frame
from generator.templating.environment import escape_markdown

WORDS = (
    "thông tin", "đối ngoại", "Tuyên truyền", "TTĐN", "(b/c)", "“cây tre Việt Nam”", "2 * 3 = 6",
    "tỉnh Cao Bằng", "[sic]", "50.000.000 đồng", "Kết luận số 57-KL/TW", "a_b_c", "VH-TT&TĐTT",
    "ngày 15/6/2023", "{{ x }}", "{% y %}", "\\", "#1", "~ 30%", "C^2", "|", "<b>", "&amp;", "+ 5",
    "kỷ niệm 80 năm Ngày Quốc khánh (02/9/1945 - 02/9/2025)", "1.5", "- x", "văn hóa; du lịch",
    "Nghị quyết số 59-NQ/TW, ngày 24/01/2025 của Bộ Chính trị", "“A”", "./.", "…", "l’Agence",
)  # fmt: skip
PHRASE = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)
RUN = st.tuples(PHRASE, st.sampled_from(("", "", "", "*", "**", "***")))


def escape(text):
    """Return text as a plan's Markdown that is no Jinja either."""
    return str(escape_markdown(text)).replace("%", "\\%")


@st.composite
def inline(draw, notes=True):
    """Return Markdown of a line of text that says just what it was drawn to say."""
    parts = []
    for text, mark in draw(st.lists(RUN, min_size=1, max_size=3)):
        escaped = escape(text)
        if mark:
            escaped = f"{mark}{{{{ noi_lien }}}}{escaped}{{{{ noi_lien }}}}{mark}"
        parts.append(f"{escaped}{{{{ noi_lien }}}}")
    line = "Về " + " ".join(parts)
    if notes and draw(st.integers(0, 5)) == 0:
        line += f"^[{draw(inline(notes=False))}]"
    return line


TITLE = PHRASE.map(lambda text: escape(f"Công tác {text}".rstrip(" .;:,")))


@st.composite
def body(draw, levels):
    lines = []
    depth = 0
    for _ in range(draw(st.integers(1, 9))):
        kind = draw(
            st.sampled_from(("heading", "heading", "run in", "text", "-", "-", "+", "table"))
        )
        if kind in ("heading", "run in"):
            depth = draw(st.integers(1, min(depth + 1, levels)))
            attributes = "{: .lien }\n" if kind == "run in" else ""
            text = draw(TITLE) if kind == "heading" else draw(inline()) + " như sau:"
            lines.append(f"{attributes}{'#' * depth} {text}")
        elif kind == "text":
            lines.append(draw(inline()))
        elif kind == "table":
            rows = draw(st.lists(st.tuples(inline(notes=False), inline()), min_size=1, max_size=3))
            cells = [f"| {one} | {other} |" for one, other in rows]
            lines.append("\n".join(["| TT | Nội dung |", "|---|---|", *cells]))
        else:
            lines.append(f"{kind} {draw(inline())}")
    return "\n\n".join(lines) + "\n"


ISSUERS = {
    "dang": {
        "he_thong": "dang",
        "ten_goi": "Ban Tuyên giáo Tỉnh ủy",
        "ten_in_hoa": ["BAN TUYÊN GIÁO"],
        "co_quan_chu_quan": ["TỈNH ỦY CAO BẰNG"],
        "ky_hieu": "BTGTU",
    },
    "chinh_quyen": {
        "he_thong": "chinh_quyen",
        "ten_goi": "Ủy ban nhân dân tỉnh",
        "ten_in_hoa": ["ỦY BAN NHÂN DÂN", "TỈNH CAO BẰNG"],
        "ky_hieu": "UBND",
        "ky_hieu_don_vi": "VX",
    },
}
KINDS = {
    "huong_dan_ban": ("dang", 4),
    "ke_hoach_dang": ("dang", 4),
    "cong_van_dang": ("dang", 3),
    "ke_hoach_ubnd": ("chinh_quyen", 3),
    "cong_van_chinh_quyen": ("chinh_quyen", 2),
}
NAME = st.sampled_from(
    (
        "Thường trực Tỉnh ủy (b/c)",
        "Các sở, ban, ngành",
        "Lãnh đạo Ban",
        "Báo Cao Bằng",
        "Như mục III",
    )
)


@st.composite
def plans(draw):
    kind = draw(st.sampled_from(tuple(KINDS)))
    regime, levels = KINDS[kind]
    plan = {
        "nam_ke_hoach": 2026,
        "loai_van_ban": kind,
        "co_quan_ban_hanh": regime,
        "ngay_ban_hanh": draw(st.sampled_from(("15/02/2026", "02/2026", "2026", "3/11/2025"))),
        "trich_yeu": draw(st.sampled_from(
            ("công tác thông tin đối ngoại năm 2026", "Về thông tin đối ngoại năm 2026 & 2027")
        )),
        "du_thao": draw(st.sampled_from((True, False, 2))),
        "noi_dung": draw(body(levels)),
        "noi_nhan": draw(st.lists(NAME, max_size=4, unique=True)),
        "noi_luu": draw(st.sampled_from(("", "VT", "Văn phòng Tỉnh ủy"))),
        "nguoi_ky": draw(st.sampled_from((
            {"chuc_vu": "TRƯỞNG BAN", "ho_ten": "Nông Văn A"},
            {"quyen_han": ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"], "chuc_vu": "PHÓ CHỦ TỊCH"},
            {"quyen_han": ["T/M BAN THƯỜNG VỤ"], "chuc_vu": "PHÓ BÍ THƯ", "ho_ten": "Lê Thị B"},
        ))),
    }  # fmt: skip
    if draw(st.booleans()):
        plan["so_van_ban"] = str(draw(st.integers(1, 900)))
    if kind.startswith("cong_van"):
        plan["kinh_gui"] = draw(st.lists(NAME, min_size=1, max_size=3, unique=True))
    if draw(st.integers(0, 3)) == 0:
        plan["phu_luc"] = [
            {
                "nhan": "Phụ lục",
                "tieu_de": ["NHIỆM VỤ TRỌNG TÂM"],
                "kem_theo": "(Kèm theo Kế hoạch số 15/KH-UBND)",
                "huong_giay": draw(st.sampled_from(("doc", "ngang"))),
                "noi_dung": draw(body(1)),
            }
        ]
    return plan, regime


def locality(regime):
    return {
        "ten_goi": "Cao Bằng",
        "cap_don_vi": "tinh",
        "dia_danh": "Cao Bằng",
        "he_thong": [regime],
        "co_quan_ban_hanh": {regime: ISSUERS[regime]},
    }


def text_of(built):
    """Return the text, looks, notes and labels of a document, white space folded."""
    document = built.document
    frame = printed_frame(document.frame, built.standard)
    annexes = [
        line
        for annex in document.annexes
        for line in (annex.label, *annex.title, annex.reference, *lines(annex.blocks))
    ]
    return frame, lines(document.blocks), annexes, document.frame.draft_mark


def lines(blocks):
    return [re.sub(r"\s+", " ", line) for block in blocks for line in outline(block)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("plans")


@settings(
    max_examples=300,
    deadline=timedelta(seconds=20),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    derandomize=True,
)
@given(plans())
def test_a_plan_is_the_same_after_build_import_build(workspace, folder, drawn):
    plan, regime = drawn
    path = folder / "plan.yaml"
    path.write_text(to_yaml(plan), encoding="utf-8")
    (folder / "locality.yaml").write_text(to_yaml(locality(regime)), encoding="utf-8")
    first = build_document(path, workspace)
    word = folder / "van-ban.docx"
    word.write_bytes(render(first, "docx"))

    draft = draft_plan(word, workspace, workspace_catalogues(workspace))
    again = folder / "again"
    again.mkdir(exist_ok=True)
    (again / "plan.yaml").write_text(draft.plan, encoding="utf-8")
    (again / "locality.yaml").write_text(draft.locality, encoding="utf-8")
    second = build_document(again / "plan.yaml", workspace)

    assert text_of(second) == text_of(first)
