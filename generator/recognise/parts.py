"""Finds the parts of a document by text, order and place: letterhead, body, signature, annexes.

Looks (bold, size, alignment) decide only between candidates, because looks are what is checked.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.model.base import Regime
from generator.recognise import patterns
from generator.recognise.body import classify_body
from generator.recognise.foot import find_foot
from generator.recognise.head import Head, find_head
from generator.recognise.paragraph import Paragraph, Span, Zone
from generator.text.dates import OpenDate


@dataclass(frozen=True, slots=True)
class AnnexPart:
    """An annex or attached document: its paragraphs and the components at its head."""

    paragraphs: tuple[Paragraph, ...]
    components: dict[str, tuple[Span, ...]]


@dataclass(frozen=True, slots=True)
class Recognised:
    """The parts of a document.

    Attributes:
        components: Stretches of text by component, in order; head, foot and headings.
        regime: The regime, None when nothing tells it.
        date: The date of issue as far as filled in.
        kind: Type name in sentence case, "" when not known.
        body: First and one past the last paragraph of the body.
        annexes: Annexes and attached documents.
        confidence: 0 to 1: share of the usual parts that were found.
    """

    components: dict[str, tuple[Span, ...]]
    regime: Regime | None
    date: OpenDate | None
    kind: str
    body: tuple[int, int]
    annexes: tuple[AnnexPart, ...]
    confidence: float


_USUAL = {
    Regime.STATE: ("quoc_hieu", "tieu_ngu", "co_quan_ban_hanh", "so_ky_hieu", "dia_danh_ngay"),
    Regime.PARTY: ("tieu_de_dang", "co_quan_ban_hanh", "so_ky_hieu", "dia_danh_ngay"),
}


def recognise(paragraphs: Sequence[Paragraph]) -> Recognised:
    """Return the parts of a document, and set zone and component of its paragraphs."""
    head = find_head(paragraphs)
    foot = find_foot(paragraphs, head.end)
    for paragraph in paragraphs:
        index = paragraph.index
        if index < head.end:
            paragraph.zone = Zone.HEAD
        elif index < foot.start:
            paragraph.zone = Zone.BODY
        else:
            paragraph.zone = Zone.FOOT if index < foot.end else Zone.ANNEX
    annexes = tuple(_find_annexes(paragraphs, foot.end))
    body = classify_body([each for each in paragraphs if each.zone is Zone.BODY])
    for annex in annexes:
        classify_body([each for each in annex.paragraphs if not each.component])
    components: dict[str, tuple[Span, ...]] = {}
    for part in (head.components, foot.components, body):
        for key, found in part.items():
            components[key] = (*components.get(key, ()), *found)
    for key, spans in components.items():
        for span in spans:
            if not span.paragraph.component:
                span.paragraph.component = key
    regime = _regime(components)
    usual = _USUAL[regime] if regime else ()
    return Recognised(
        components=components,
        regime=regime,
        date=head.date,
        kind=_kind(head, components),
        body=(head.end, foot.start),
        annexes=annexes,
        confidence=sum(each in components for each in usual) / len(usual) if usual else 0.0,
    )


def _regime(components: dict[str, tuple[Span, ...]]) -> Regime | None:
    if "quoc_hieu" in components and "tieu_de_dang" not in components:
        return Regime.STATE
    if "tieu_de_dang" in components and "quoc_hieu" not in components:
        return Regime.PARTY
    if "tieu_ngu" in components and "tieu_de_dang" not in components:
        return Regime.STATE
    votes = [*_votes(components)]
    if not votes:
        return None
    party = sum(vote is Regime.PARTY for vote in votes)
    return Regime.PARTY if party * 2 > len(votes) else Regime.STATE


def _votes(components: dict[str, tuple[Span, ...]]) -> Iterable[Regime]:
    for span in components.get("so_ky_hieu", ()):
        match = patterns.SO_KY_HIEU.fullmatch(span.text)
        rest = match["rest"].strip() if match else ""
        if rest:
            yield Regime.PARTY if rest[0] in "-–—" else Regime.STATE
    for span in components.get("quyen_han", ()):
        match = patterns.AUTHORITY.match(span.text)
        if match and match["sign"] != "Q":
            yield Regime.PARTY if "/" in match["sign"] else Regime.STATE
    if "dau_sao" in components:
        yield Regime.PARTY


def _kind(head: Head, components: dict[str, tuple[Span, ...]]) -> str:
    if head.kind:
        return head.kind
    if "trich_yeu_cong_van" in components or {"kinh_gui", "so_ky_hieu"} <= components.keys():
        return "Công văn"
    return ""


def _find_annexes(paragraphs: Sequence[Paragraph], start: int) -> Iterable[AnnexPart]:
    rest = [each for each in paragraphs if each.index >= start]
    starts = [
        position
        for position, each in enumerate(rest)
        if not each.in_table and patterns.PHU_LUC.fullmatch(each.text.strip().split("\n", 1)[0])
    ]
    filled = [position for position, each in enumerate(rest) if each.text.strip()]
    if filled and (not starts or starts[0] > filled[0]):
        starts.insert(0, filled[0])
    for position, first in enumerate(starts):
        last = starts[position + 1] if position + 1 < len(starts) else len(rest)
        yield _annex(rest[first:last])


_HEAD_OF_ANNEX = 8


def _annex(paragraphs: Sequence[Paragraph]) -> AnnexPart:
    """Return an annex with label, title, subject lines and reference recognised."""
    found: dict[str, list[Span]] = {}
    lines = [
        (each, line)
        for each in paragraphs[:_HEAD_OF_ANNEX]
        if not each.in_table
        for line in split_lines(each)
    ]
    reference = next(
        (place for place, (_, line) in enumerate(lines) if patterns.ATTACHED.match(line.text)), None
    )
    stage = "phu_luc_label"
    for place, (paragraph, line) in enumerate(lines):
        if reference is not None and place > reference:
            if paragraph is not lines[reference][0]:
                break
            place = reference  # noqa: PLW2901  (the reference goes on after a line break)
        key = ""
        is_centred = paragraph.source.look.align == "center"
        if place == reference:
            key = "phu_luc_ref"
        elif stage == "phu_luc_label" and patterns.PHU_LUC.fullmatch(line.text):
            key, stage = "phu_luc_label", "phu_luc_title"
        elif (patterns.is_upper(line.text) and (reference is not None or is_centred)) or (
            # What stands between the label and the reference is the title, also in small letters.
            stage == "phu_luc_title" and reference is not None
        ):
            key, stage = "phu_luc_title", "phu_luc_subtitle"
        elif reference is not None and stage == "phu_luc_subtitle":
            key = "phu_luc_subtitle"
        elif reference is None:
            break
        if key:
            found.setdefault(key, []).append(line)
            paragraph.component = paragraph.component or key
    return AnnexPart(tuple(paragraphs), {key: tuple(spans) for key, spans in found.items()})


def split_lines(paragraph: Paragraph) -> list[Span]:
    """Return the lines of a paragraph that have text, parted at its breaks."""
    spans, start = [], 0
    for line in paragraph.text.split("\n"):
        if line.strip():
            spans.append(paragraph.span(start, start + len(line)))
        start += len(line) + 1
    return spans
