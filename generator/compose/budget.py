"""A plan's budget on its way through the stages: worked out, named to the text, checked."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from generator.budget.amounts import BudgetFinding
from generator.budget.compute import Computed, compute
from generator.budget.layouts import Find, Layout, load_layout
from generator.budget.names import EMPTY_NAMES, missing_recipients, text_names
from generator.budget.sources import SOURCE_NAMES, SourceNames, source_names
from generator.catalogues.agencies import agency
from generator.catalogues.ledger import Ledger
from generator.catalogues.load import Catalogues
from generator.compose.place import PlaceView, agency_place
from generator.diagnostics import Diagnostic, errors_in
from generator.document.nodes import Annex, Blocks, Document, Heading, Table, plain_text
from generator.document.walk import iter_inlines
from generator.errors import InputError
from generator.inputs.load import Source
from generator.model.base import CapDonVi
from generator.model.budget import Budget
from generator.model.locality import Locality
from generator.model.plan import Plan
from generator.standards import Standard

_STANDING = {
    CapDonVi.TINH.value: "so-thong-tin-doi-ngoai",
    CapDonVi.XA.value: "phong-van-hoa-xa-hoi",
}
"""Who advises a people's committee on external information, by level."""
_BY_SECTION = re.compile(r"\bnhư (?:điều|mục) (\d+|[ivx]+)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class AnnexPart:
    """The budget of a plan, worked out, with the layout of its table.

    Attributes:
        source: The budget's file.
        computed: Everything that follows from it.
        layout: Which columns its table has.
    """

    source: Source[Budget]
    computed: Computed
    layout: Layout


def load_part(
    source: Source[Budget] | None,
    find: Find,
    note_file: Callable[[Path], None],
    catalogues: Catalogues,
    ledger: Ledger,
    day: date,
    place: PlaceView,
) -> AnnexPart | None:
    """Return a plan's budget worked out, None when it names none.

    Args:
        source: The budget.
        find: Where layouts are looked for.
        note_file: Told of the layout's file.
        catalogues: Facts.
        ledger: Takes down the norms that are used.
        day: Day of the document.
        place: Whose budget it is.

    Raises:
        InputError: When a sum cannot be worked out, or there is no such layout.
    """
    if source is None:
        return None
    model = source.model
    names = _source_names(place)
    computed = compute(model, catalogues, day, names)
    if errors_in(computed.findings):
        raise InputError([_place(source, finding) for finding in computed.findings])
    where = source.location("mau_bang")
    layout, path = load_layout(find, model.mau_bang, model.cac_nam, where)
    note_file(path)
    for norm in computed.norms:
        ledger.record(norm.norm, norm.norm.item)
    return AnnexPart(source, computed, layout.with_sources(names))


def _source_names(place: PlaceView) -> SourceNames:
    if place.cap == CapDonVi.XA.value:
        return source_names(place.loai_tinh or "tỉnh", place.loai)
    return source_names(place.loai, "cấp xã") if place.cap == CapDonVi.TINH.value else SOURCE_NAMES


def _place(source: Source[Budget], finding: Diagnostic) -> Diagnostic:
    path = finding.path if isinstance(finding, BudgetFinding) else ()
    return finding.at(source.location(*path))


def budget_names(
    plan: Plan, part: AnnexPart | None, locality: Locality, place: PlaceView, catalogues: Catalogues
) -> dict[str, Any]:
    """Return what the text may say of the budget, and which parts are made from its rows."""
    if part is None:
        return {**EMPTY_NAMES, "lap_tu_du_toan": plan.lap_tu_du_toan}
    standing = {**locality.tham_so, **plan.tham_so}.get("so_chu_tri") or ""
    body = _STANDING.get(place.cap)
    if not standing and body is not None:
        where = agency_place(locality, place, catalogues)
        standing = agency(catalogues, body, part.computed.day, place=where).ten_goi
    names = text_names(part.computed, part.layout, standing)
    return {**names, "lap_tu_du_toan": plan.lap_tu_du_toan}


def with_recipients(
    plan: Plan, part: AnnexPart | None, usual: Sequence[str], blocks: Blocks
) -> Plan:
    """Return a plan whose recipients reach every body of a budget's rows.

    Args:
        plan: The plan.
        part: The budget it goes with, None when nobody asked for its bodies.
        usual: Recipients where the plan names none.
        blocks: The document, for recipients it names by their section.
    """
    if part is None:
        return plan
    names = usual if plan.noi_nhan is None else plan.noi_nhan
    missing = missing_recipients(part.computed, spell_out(names, blocks))
    return plan.model_copy(update={"noi_nhan": (*names, *missing)})


def spell_out(recipients: Sequence[str], blocks: Blocks) -> tuple[str, ...]:
    """Return recipients with the words of the sections that "Như Điều 3", "Như Mục III" mean.

    ("Như Điều 3", "Lưu: VT") of a decision becomes ("Như Điều 3", "Lưu: VT", "Điều 3. Chánh Văn
    phòng, Giám đốc Sở Tài chính ... chịu trách nhiệm thi hành"), so that who is named in that
    section is not found missing among the recipients.
    """
    labels = [match[1].upper() for name in recipients if (match := _BY_SECTION.search(name))]
    return (*recipients, *(text for label in labels for text in _section(label, blocks)))


def _section(label: str, blocks: Blocks) -> Iterator[str]:
    level = 0
    for block in blocks:
        if isinstance(block, Heading) and (not level or block.level <= level):
            found = block.label.rstrip(".-)").upper().removeprefix("ĐIỀU ") == label
            level = block.level if found else 0
        if level:
            yield from (plain_text(inlines) for inlines in iter_inlines((block,)))


def find_annex(part: AnnexPart, document: Document) -> Annex:
    """Return the annex of a document that a budget's table stands in."""
    file = part.source.file
    return next(
        annex
        for annex in document.annexes
        for block in annex.blocks
        if isinstance(block, Table) and block.origin and block.origin.file == file
    )


def check_part(
    part: AnnexPart, document: Document, standard: Standard, catalogues: Catalogues
) -> list[Diagnostic]:
    """Return what the rules on budgets find in a document's annex and the text around it.

    Args:
        part: The budget.
        document: The document it belongs to.
        standard: The document's standard.
        catalogues: Facts.
    """
    from generator.budget.annex import read_annex
    from generator.checks.budget_subject import BudgetSubject
    from generator.checks.engine import Options, run
    from generator.checks.rule import Stage
    from generator.checks.table import rules_of

    frame, annex = document.frame, find_annex(part, document)
    bodies: list[Blocks] = [document.blocks]
    bodies += [each.blocks for each in document.annexes if each is not annex]
    subject = BudgetSubject(
        name=part.source.file,
        standard=standard,
        catalogues=catalogues,
        day=part.computed.day,
        years=part.computed.budget.cac_nam,
        regime=frame.regime,
        annex=read_annex(annex, part.source.file),
        computed=part.computed,
        layout=part.layout,
        locate=part.source.location,
        body=[plain_text(inlines) for blocks in bodies for inlines in iter_inlines(blocks)],
        number=frame.so_ky_hieu,
        dated=frame.dia_danh_ngay,
        recipients=spell_out(frame.noi_nhan, document.blocks),
    )
    return run(subject, rules_of("BUD"), Options(stages=frozenset((Stage.INPUT,))))
