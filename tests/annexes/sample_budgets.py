"""Budgets for tests: made from amounts alone, or drawn at random."""

from datetime import date
from pathlib import Path

from hypothesis import strategies as st

from generator.budget.compute import compute
from generator.budget.layouts import load_layout
from generator.catalogues.load import load_catalogues
from generator.model.budget import Budget, DonViTinh, KhongSoTien

TEMPLATES = Path(__file__).parents[2] / "templates"
DAY = date(2027, 1, 15)
CATALOGUES = load_catalogues()


def find(name):
    path = TEMPLATES / name
    return (path, name) if path.is_file() else None


def layout(name="a", years=(2027,)):
    return load_layout(find, name, years)[0]


def worked_out(budget, day=DAY, catalogues=CATALOGUES):
    return compute(budget, catalogues, day)


def budget(*groups, **keys):
    """Return a budget of groups, each a mapping or a list of tasks (mappings or amounts)."""
    return Budget.model_validate({"nam_ngan_sach": 2027, "nhom": list(map(group, groups)), **keys})


def group(value):
    if isinstance(value, dict):
        return {"ten_nhom": "Nhóm", **value}
    return {"ten_nhom": "Nhóm", "nhiem_vu": list(map(task, value))}


def task(value):
    usual = {"noi_dung": "Việc", "chu_tri": "Sở Ngoại vụ", "thoi_gian": "Cả năm"}
    if isinstance(value, dict):
        return {**usual, **value}
    return {**usual, "kinh_phi": value}


AMOUNTS = st.one_of(st.integers(0, 10**12), st.sampled_from(KhongSoTien))
LINES = st.one_of(
    AMOUNTS.map(lambda amount: {"kinh_phi": amount}),
    st.builds(
        lambda quantity, times, price: {
            "so_luong": quantity,
            "so_lan": times,
            "don_gia": price,
        },
        st.integers(0, 500),
        st.one_of(st.none(), st.integers(1, 30)),
        st.integers(0, 10**8),
    ),
)
SOURCES = st.sampled_from(
    (
        "Ngân sách tỉnh",
        "Ngân sách trung ương",
        "Ngân sách xã",
        "Xã hội hóa",
        "CTMTQG phát triển văn hóa năm 2027",
        "Quỹ",
    )
)
TASKS = st.builds(
    lambda line, items, source: {
        **(
            {"chi_tiet": [{"noi_dung": "Khoản", **item} for item in items]}
            if items
            else {**line, "nguon": source}
        ),
        **({"nguon": source} if items and source else {}),
    },
    LINES,
    st.lists(LINES, max_size=3),
    st.one_of(st.just(()), SOURCES),
)
GROUPS = st.one_of(
    st.lists(TASKS, min_size=1, max_size=4).map(
        lambda tasks: {"nhiem_vu": [task(each) for each in tasks]}
    ),
    LINES,
)
BUDGETS = st.builds(
    lambda groups, unit, through, items, name: budget(
        *groups, don_vi_tinh=unit, danh_so=through, danh_so_chi_tiet=items, mau_bang=name
    ),
    st.lists(GROUPS, min_size=1, max_size=6),
    st.sampled_from(DonViTinh),
    st.sampled_from(("theo_nhom", "lien_tuc")),
    st.sampled_from(("1.1", "a)", "-")),
    st.sampled_from(("a", "a2", "c", "c2", "d")),
)
