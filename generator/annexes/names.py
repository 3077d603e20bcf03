"""What a body template may say of a budget: total, sources, and who leads which row.

Everything is taken from the computed rows, so that text, table and words cannot disagree.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.annexes.compute import TASK, Computed, ComputedRow
from generator.annexes.layouts import Layout
from generator.annexes.sources import SOURCE_NAMES
from generator.annexes.words import words_of
from generator.model.budget import CachDanhSo, LoaiNguon
from generator.text.normalize import to_nfc
from generator.text.numbers import group_digits

_ORDER = (
    r"(?:ban .*|văn phòng )?(?:tỉnh ủy|thành ủy|đảng ủy)",
    r"(?:văn phòng )?(?:ủy ban nhân dân|ubnd|hội đồng nhân dân)(?! (?:cấp xã|các xã|xã|phường))",
    r"(?:sở|ban|thanh tra|phòng|trung tâm|các sở)\b",
    r"công an",
    r"(?:bộ chỉ huy|ban chỉ huy|bộ đội)",
    r"(?:ủy ban mặt trận|mặt trận|hội|liên đoàn|đoàn|tỉnh đoàn|liên hiệp|các tổ chức)\b",
    r"(?:ủy ban nhân dân|ubnd|các xã|xã|phường)\b",
    r"(?:cơ quan báo|báo|đài)\b",
)
_RANKS = tuple(map(re.compile, _ORDER))


@dataclass(frozen=True, slots=True)
class SourceTotal:
    """What one kind of source gives to the whole budget."""

    ten: str
    so_tien: str


@dataclass(frozen=True, slots=True)
class RowView:
    """A row that a body leads or takes part in.

    Attributes:
        muc: How the text points to it: "II.1", or "5" where tasks are counted through.
        noi_dung: The task.
        thoi_gian: When.
        san_pham: What comes of it.
    """

    muc: str
    noi_dung: str
    thoi_gian: str
    san_pham: str


@dataclass(frozen=True, slots=True)
class RowDuty:
    """A body with the rows it leads and those it takes part in."""

    co_quan: str
    chu_tri: tuple[RowView, ...]
    phoi_hop: tuple[RowView, ...]


EMPTY_NAMES: Mapping[str, Any] = {
    "co_du_toan": False,
    "kinh_phi_tong": "",
    "kinh_phi_bang_chu": "",
    "kinh_phi_theo_nguon": (),
    "kinh_phi_trong_phu_luc": False,
    "phan_cong_tu_du_toan": (),
}
"""The names of a document without a budget."""


def text_names(computed: Computed, layout: Layout) -> dict[str, Any]:
    """Return the names a template may use for a budget, as ``docs/templates.md`` lists them."""
    has_total = computed.has_total
    total = computed.total
    return {
        "co_du_toan": True,
        "kinh_phi_tong": f"{group_digits(total)} đồng" if has_total else "",
        "kinh_phi_bang_chu": words_of(total, computed.budget) if has_total else "",
        "kinh_phi_theo_nguon": tuple(_source_totals(computed)) if has_total else (),
        "kinh_phi_trong_phu_luc": layout.has_money,
        "phan_cong_tu_du_toan": duties(computed),
    }


def _source_totals(computed: Computed) -> Iterator[SourceTotal]:
    for kind in LoaiNguon:
        if computed.by_source.get(kind):
            amount = group_digits(computed.by_source[kind])
            yield SourceTotal(SOURCE_NAMES[kind], f"{amount} đồng")
    if computed.unsourced and computed.by_source:
        yield SourceTotal("Chưa xác định nguồn", f"{group_digits(computed.unsourced)} đồng")


def duties(computed: Computed) -> tuple[RowDuty, ...]:
    """Return the bodies of the rows in the usual order, each with what it leads and joins."""
    leads: dict[str, list[RowView]] = {}
    joins: dict[str, list[RowView]] = {}
    for group in computed.groups:
        for row in group.children or (group,):
            view = _view(row, group, computed)
            if row.lead:
                leads.setdefault(row.lead, []).append(view)
            for body in row.line.phoi_hop:
                joins.setdefault(body, []).append(view)
    bodies = sorted({**leads, **joins}, key=rank_body)
    return tuple(
        RowDuty(body, tuple(leads.get(body, ())), tuple(joins.get(body, ()))) for body in bodies
    )


def rank_body(name: str) -> int:
    """Return the place of a body in lists: party, committee, departments, forces, front, press.

    >>> sorted(("Báo và Đài tỉnh", "Công an tỉnh", "Sở Ngoại vụ"), key=rank_body)
    ['Sở Ngoại vụ', 'Công an tỉnh', 'Báo và Đài tỉnh']
    """
    plain = to_nfc(name).lower()
    return next((rank for rank, each in enumerate(_RANKS) if each.match(plain)), 2)


def _view(row: ComputedRow, group: ComputedRow, computed: Computed) -> RowView:
    through = computed.budget.danh_so is CachDanhSo.LIEN_TUC
    place = row.number if through or row.level < TASK else f"{group.number}.{row.number}"
    return RowView(place, row.text, row.line.thoi_gian, row.line.san_pham)


# ------------------------------------------------------------------ recipients

_BY_ARTICLE = re.compile(r"^\W*như điều \d")
_COLLECTIVE = (
    (re.compile(r"các sở, ban, ngành"), {2, 3, 4}),
    (re.compile(r"(?:các )?(?:cơ quan )?(?:báo|đài)|cơ quan báo chí|các cơ quan báo"), {7}),
    (re.compile(r"(?:ủy ban nhân dân|ubnd) (?:các xã|cấp xã|xã, phường)"), {6}),
    (re.compile(r"các tổ chức chính trị|các đoàn thể|các hội"), {5}),
)


def missing_recipients(computed: Computed, recipients: Iterable[str]) -> tuple[str, ...]:
    """Return the leads and co-ordinating bodies that a list of recipients does not reach.

    "Các sở, ban, ngành" reaches every department and force; the like holds for the press,
    communes and associations.
    """
    plain = [to_nfc(name).lower() for name in recipients]
    # "Như Điều 3": the decision's own article names who carries it out.
    if any(_BY_ARTICLE.search(name) for name in plain):
        return ()
    reached = {
        rank
        for name in plain
        for pattern, ranks in _COLLECTIVE
        if pattern.search(name)
        for rank in ranks
    }
    return tuple(
        duty.co_quan
        for duty in duties(computed)
        if rank_body(duty.co_quan) not in reached
        and not any(duty.co_quan.lower() in name for name in plain)
    )
