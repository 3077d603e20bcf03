"""Budgets of any shape, for properties that must hold for all of them."""

from typing import Any

from hypothesis import strategies as st

from generator.model.budget import Budget

_LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắếềểễệ ABCĐ0123456789.,;:|\\/-+=@'\"&<>%()\n\t_x"
WORDS = ("lồng ghép", "theo dự toán được giao", "để mở")
KINDS = ("trung_uong", "tinh", "xa", "ctmtqg", "xa_hoi_hoa", "khac")

texts = st.text(_LETTERS, max_size=24)
names = texts.filter(lambda text: bool(text.strip()))
amounts = st.one_of(
    st.integers(0, 10**12), st.integers(0, 10**18), st.integers(0, 10**6).map(lambda n: n * 10**6)
)
quantities = st.integers(0, 99_999).map(str) | st.tuples(
    st.integers(0, 999), st.integers(1, 9999)
).map(lambda pair: f"{pair[0]},{pair[1]:04d}")
sources = texts | st.fixed_dictionaries(
    {},
    optional={
        "loai_nguon": st.sampled_from(KINDS),
        "ten_nguon": texts,
        "chuong_trinh": texts,
        "nam_von": st.integers(2000, 2100),
        "so_tien": amounts,
        "ty_le": quantities,
    },
)


def _line(name: str, **extra: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    money = amounts | st.sampled_from(WORDS)
    return st.fixed_dictionaries(
        {name: names, "kinh_phi": money},
        optional={
            "chu_tri": texts,
            "phoi_hop": st.lists(texts, max_size=3),
            "thoi_gian": texts,
            "san_pham": texts,
            "so_luong": quantities,
            "don_vi_so_luong": texts,
            "so_lan": quantities,
            "don_vi_so_lan": texts,
            "don_gia": amounts,
            "dinh_muc": texts,
            "can_cu": texts,
            "theo_nam": st.dictionaries(st.integers(2025, 2032).map(str), money, max_size=3),
            "duoc_duyet": money,
            "nguon": st.lists(sources, max_size=3),
            "tieu_muc": texts,
            "cap_trinh": texts,
            "hinh_thuc": texts,
            "ghi_chu": texts,
            **extra,
        },
    )


_items = _line("noi_dung")
_tasks = _line("noi_dung", chi_tiet=st.lists(_items, min_size=1, max_size=3))
_groups = _line("ten_nhom", nhiem_vu=st.lists(_tasks, min_size=1, max_size=3))

budgets = st.fixed_dictionaries(
    {"nam_ngan_sach": st.integers(2026, 2030), "nhom": st.lists(_groups, min_size=1, max_size=3)},
    optional={
        "nam_ket_thuc": st.integers(2026, 2032),
        "ten_phu_luc": names,
        "mau_bang": st.sampled_from(("a", "a2", "b", "c", "d")),
        "don_vi_tinh": st.sampled_from(("dong", "nghin_dong", "trieu_dong")),
        "danh_so": st.sampled_from(("theo_nhom", "lien_tuc")),
        "danh_so_chi_tiet": st.sampled_from(("1.1", "a)", "-")),
        "tieng_le": st.sampled_from(("linh", "lẻ")),
        "ket_bang_chu": st.sampled_from(("dong", "dong_chan")),
    },
).map(Budget.model_validate)
"""Any budget a file may hold, sensible or not."""
