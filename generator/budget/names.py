"""What a body template may say of a budget: total, sources, and who leads which row.

Everything is taken from the computed rows, so that text, table and words cannot disagree.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.budget.compute import TASK, Computed, ComputedRow
from generator.budget.layouts import Layout
from generator.budget.money import words_of
from generator.model.budget import CachDanhSo, LoaiNguon
from generator.text.normalize import to_nfc
from generator.text.numbers import group_digits

STANDING, PARTY, OFFICE, DEPARTMENT, POLICE, ARMY, ALL, PRESS, COMMUNE, FRONT, UNION = (
    *("thuong_truc", "dang", "van_phong", "so", "cong_an", "quan_su", "tap_the", "bao_chi"),
    *("cap_xa", "mat_tran", "doan_the"),
)
"""Kinds of bodies; the first is the one that a plan's committee charges with the whole."""

_KINDS = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (PARTY, r"(?:ban .*|văn phòng )?(?:tỉnh ủy|thành ủy|đảng ủy)"),
        (
            OFFICE,
            (
                r"(?:văn phòng )?(?:ủy ban nhân dân|ubnd|hội đồng nhân dân)"
                r"(?! (?:cấp xã|các xã|các phường|xã|phường|đặc khu))"
            ),
        ),
        (ALL, r"các (?:sở|ban|ngành)\b|các cơ quan(?! báo)"),
        (POLICE, r"công an"),
        (ARMY, r"(?:bộ chỉ huy|ban chỉ huy|bộ đội|bộ tư lệnh)"),
        (FRONT, r"(?:ủy ban )?mặt trận"),
        (
            UNION,
            (
                r"(?:hội|liên đoàn|đoàn|tỉnh đoàn|thành đoàn|liên hiệp"
                r"|các (?:tổ chức|đoàn thể|hội))\b"
            ),
        ),
        (COMMUNE, r"(?:ủy ban nhân dân|ubnd|các xã|xã|phường|đặc khu)\b"),
        (PRESS, r"(?:các )?(?:cơ quan )?(?:báo|đài)\b"),
    )
)
_ORDER = (STANDING, OFFICE, DEPARTMENT, POLICE, ARMY, ALL, PRESS, COMMUNE, PARTY, FRONT, UNION)
"""Bodies that a people's committee directs come before those it asks."""

_IN_SENTENCES = {
    LoaiNguon.CTMTQG: "vốn chương trình mục tiêu quốc gia",
    LoaiNguon.XA_HOI_HOA: "nguồn xã hội hóa",
}


@dataclass(frozen=True, slots=True)
class SourceTotal:
    """What one kind of source gives to the whole budget, as it stands inside a sentence."""

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
    """A body with the rows it leads and those it takes part in.

    Attributes:
        co_quan: The body.
        nhom: Its kind: one of ``STANDING`` to ``UNION``.
        chu_tri: Rows it leads.
        phoi_hop: Rows it takes part in.
    """

    co_quan: str
    nhom: str
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


def text_names(computed: Computed, layout: Layout, standing: str = "") -> dict[str, Any]:
    """Return the names a template may use for a budget, as ``docs/templates.md`` lists them.

    Args:
        computed: The budget.
        layout: Its table.
        standing: The body charged with the whole plan, "" when there is none.
    """
    has_total = computed.has_total
    total = computed.total
    return {
        "co_du_toan": True,
        "kinh_phi_tong": f"{group_digits(total)} đồng" if has_total else "",
        "kinh_phi_bang_chu": words_of(total, computed.budget) if has_total else "",
        "kinh_phi_theo_nguon": tuple(_source_totals(computed)) if has_total else (),
        "kinh_phi_trong_phu_luc": layout.has_money,
        "phan_cong_tu_du_toan": duties(computed, standing),
    }


def _source_totals(computed: Computed) -> Iterator[SourceTotal]:
    for kind in LoaiNguon:
        if computed.by_source.get(kind):
            amount = group_digits(computed.by_source[kind])
            name = computed.source_names[kind]
            name = _IN_SENTENCES.get(kind, f"{name[:1].lower()}{name[1:]}")
            yield SourceTotal(name, f"{amount} đồng")
    if computed.unsourced and computed.by_source:
        yield SourceTotal("chưa xác định nguồn", f"{group_digits(computed.unsourced)} đồng")


def duties(computed: Computed, standing: str = "") -> tuple[RowDuty, ...]:
    """Return the bodies of the rows in the usual order, each with what it leads and joins.

    The standing body comes first, whether or not a row names it.
    """
    leads: dict[str, list[RowView]] = {standing: []} if standing else {}
    joins: dict[str, list[RowView]] = {}
    for group in computed.groups:
        for row in group.children or (group,):
            view = _view(row, group, computed)
            if row.lead:
                leads.setdefault(row.lead, []).append(view)
            for body in row.line.phoi_hop:
                joins.setdefault(body, []).append(view)
    found = [
        RowDuty(
            body,
            STANDING if body == standing else kind_of_body(body),
            tuple(leads.get(body, ())),
            tuple(joins.get(body, ())),
        )
        for body in {**leads, **joins}
    ]
    return tuple(sorted(found, key=lambda duty: _ORDER.index(duty.nhom)))


def kind_of_body(name: str) -> str:
    """Return the kind of a body; one that nothing tells apart counts as a department.

    >>> kind_of_body("Bộ Tư lệnh Thủ đô Hà Nội"), kind_of_body("Thành đoàn")
    ('quan_su', 'doan_the')
    """
    plain = to_nfc(name).lower()
    return next((kind for kind, pattern in _KINDS if pattern.match(plain)), DEPARTMENT)


def rank_body(name: str) -> int:
    """Return the place of a body in lists: departments, forces, press, communes, unions.

    >>> sorted(("Báo và Đài tỉnh", "Công an tỉnh", "Sở Ngoại vụ"), key=rank_body)
    ['Sở Ngoại vụ', 'Công an tỉnh', 'Báo và Đài tỉnh']
    """
    return _ORDER.index(kind_of_body(name))


def _view(row: ComputedRow, group: ComputedRow, computed: Computed) -> RowView:
    through = computed.budget.danh_so is CachDanhSo.LIEN_TUC
    place = row.number if through or row.level < TASK else f"{group.number}.{row.number}"
    return RowView(place, row.text, row.line.thoi_gian, row.line.san_pham)


# ------------------------------------------------------------------ recipients

_COLLECTIVE = (
    (re.compile(r"các sở, ban, ngành"), {DEPARTMENT, POLICE, ARMY, ALL}),
    (re.compile(r"(?:các )?(?:cơ quan )?(?:báo|đài)|cơ quan báo chí|các cơ quan báo"), {PRESS}),
    (re.compile(r"(?:ủy ban nhân dân|ubnd) (?:các xã|các phường|cấp xã|xã, phường)"), {COMMUNE}),
    (re.compile(r"các tổ chức chính trị|các đoàn thể|các hội"), {UNION}),
)


def missing_recipients(computed: Computed, recipients: Iterable[str]) -> tuple[str, ...]:
    """Return the leads and co-ordinating bodies that a list of recipients does not reach.

    "Các sở, ban, ngành" reaches every department and force; the like holds for the press,
    communes and associations.
    """
    plain = [to_nfc(name).lower() for name in recipients]
    reached = {
        kind
        for name in plain
        for pattern, kinds in _COLLECTIVE
        if pattern.search(name)
        for kind in kinds
    }
    return tuple(
        duty.co_quan
        for duty in duties(computed)
        if duty.nhom not in reached and not any(duty.co_quan.lower() in name for name in plain)
    )
