"""The formal parts of a file as values: what stands in the letterhead and in the foot."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from generator.model.base import Regime
from generator.recognise import patterns
from generator.recognise.paragraph import Paragraph, Span, Zone
from generator.recognise.parts import Recognised
from generator.revise.importer import repairs
from generator.revise.importer.repairs import RepairList
from generator.revise.importer.tidy import cut_runs
from generator.standards import Standard
from generator.text.dates import OpenDate
from generator.text.normalize import clean

_IGNORED = frozenset(("dau_sao", "trich_yeu_rule"))
_FIXED = ("quoc_hieu", "tieu_ngu", "tieu_de_dang", "noi_nhan_label")
_DRAFT_NUMBER = re.compile(r"\d+")
_YEAR = re.compile(r"\b20\d\d\b")
_PARTY_SYMBOL = re.compile(
    r"S[ốô]\s*:?\s*(?P<number>\d+[a-z]?)?[\s.…_]*-\s*(?P<kind>[^\W\d_]+)\s*/\s*(?P<symbol>.+)",
    re.IGNORECASE,
)
_STATE_SYMBOL = re.compile(
    r"S[ốô]\s*:?\s*(?P<number>\d+[a-z]?)?[\s.…_]*/\s*(?P<symbol>.+)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class FrameParts:
    """The formal parts as they stand in a file; () and "" for what it does not have.

    Attributes:
        regime: Party or state.
        known_regime: The regime was recognised, not assumed.
        kind: Type name in sentence case.
        date: Date of issue as far as it is filled in.
        number: The number without its symbol.
        symbol: The issuer's letters in the symbol, of a letter with those of its unit.
        kinh_gui_label: The word before the addressees.
        draft: False, True or the number of the draft.
        lines: The other parts' lines by component.
        loose: Lines of the head that are no part, then those of the foot.
    """

    regime: Regime
    known_regime: bool
    kind: str
    date: OpenDate | None
    number: str
    symbol: str
    kinh_gui_label: str
    draft: bool | int
    lines: Mapping[str, tuple[str, ...]]
    loose: tuple[tuple[Paragraph, ...], tuple[Paragraph, ...]]

    def text(self, component: str) -> str:
        """Return the lines of a component as one text."""
        return " ".join(self.lines.get(component, ()))

    def year(self, text: str) -> int:
        """Return the year the document plans: that of its subject, else that of its issue.

        Args:
            text: Its whole text, for a document without either.
        """
        subject = self.text("trich_yeu") or self.text("trich_yeu_cong_van")
        years = [int(year) for year in _YEAR.findall(subject)]
        issued = self.date
        if issued is None:
            return max(years or [int(year) for year in _YEAR.findall(text)], default=2000)
        # A document for a year is issued from July of the year before.
        fitting = [
            year
            for year in years
            if issued.last_day >= date(year - 1, 7, 1) and issued.first_day <= date(year, 12, 31)
        ]
        return fitting[0] if fitting else issued.year


def read_frame(
    recognised: Recognised, paragraphs: Sequence[Paragraph], found_repairs: RepairList
) -> FrameParts:
    """Return the formal parts of a recognised file."""
    components = {key: list(spans) for key, spans in recognised.components.items()}
    if "trich_yeu_cong_van" not in components and "ten_loai" not in components:
        components["trich_yeu_cong_van"] = _letter_subject(paragraphs, components)
    lines = {
        component: tuple(text for span in spans if (text := clean(span.text)))
        for component, spans in components.items()
    }
    regime = recognised.regime or Regime.STATE
    number, symbol = _split_symbol(" ".join(lines.get("so_ky_hieu", ())), regime)
    return FrameParts(
        regime=regime,
        known_regime=recognised.regime is not None,
        kind=recognised.kind,
        date=recognised.date,
        number=number,
        symbol=symbol,
        kinh_gui_label=" ".join(lines.get("kinh_gui_label", ())),
        draft=_draft(lines.get("du_thao", ())),
        lines={key: value for key, value in lines.items() if key not in _IGNORED},
        loose=(
            tuple(_loose(paragraphs, Zone.HEAD, components, found_repairs)),
            tuple(_loose(paragraphs, Zone.FOOT, components, found_repairs)),
        ),
    )


def note_fixed(parts: FrameParts, standard: Standard, found_repairs: RepairList) -> None:
    """Put down the fixed words that the file has otherwise than the standard prints them."""
    for key in _FIXED:
        component = standard.components.get(key)
        found = parts.text(key)
        if component is None or not component.text:
            continue
        wanted = component.text
        if found and clean(found) != clean(wanted):
            found_repairs.add(repairs.FIXED, 0, found, wanted, wanted)
        elif not found and key in ("quoc_hieu", "tieu_ngu", "tieu_de_dang"):
            found_repairs.add(repairs.FIXED, 0, "", wanted, wanted)


def _split_symbol(line: str, regime: Regime) -> tuple[str, str]:
    pattern = _PARTY_SYMBOL if regime is Regime.PARTY else _STATE_SYMBOL
    match = pattern.match(line)
    if match is None:
        return "", ""
    return match["number"] or "", match["symbol"].strip()


def _letter_subject(
    paragraphs: Iterable[Paragraph], components: Mapping[str, Sequence[Span]]
) -> list[Span]:
    """Return the lines below a letter's number in its cell that are no other part."""
    number = next(iter(components.get("so_ky_hieu", ())), None)
    if number is None or number.paragraph.source.cell is None:
        return []
    taken = {id(span.paragraph) for spans in components.values() for span in spans}
    return [
        each.span()
        for each in paragraphs
        if each.source.cell == number.paragraph.source.cell
        and each.index > number.paragraph.index
        and id(each) not in taken
        and each.text.strip()
        and not patterns.TEXT_RULE.fullmatch(each.text.strip())
    ]


def _draft(lines: Sequence[str]) -> bool | int:
    if not lines:
        return False
    number = _DRAFT_NUMBER.search(lines[0])
    return int(number[0]) if number else True


def _loose(
    paragraphs: Iterable[Paragraph],
    zone: Zone,
    components: Mapping[str, Sequence[Span]],
    found_repairs: RepairList,
) -> Iterator[Paragraph]:
    """Yield the stretches of a zone's text that were not recognised as any part."""
    spans: dict[int, list[Span]] = {}
    for found in components.values():
        for span in found:
            spans.setdefault(id(span.paragraph), []).append(span)
    for paragraph in paragraphs:
        if paragraph.zone is not zone:
            continue
        known = sorted(spans.get(id(paragraph), ()), key=lambda span: span.start)
        starts = [0, *(span.end for span in known)]
        ends = [*(span.start for span in known), len(paragraph.text)]
        for start, end in zip(starts, ends, strict=True):
            text = paragraph.text[start:end].strip()
            if not text or patterns.TEXT_RULE.fullmatch(text) or patterns.STAR.fullmatch(text):
                continue
            if known and len(text) < 2:  # noqa: PLR2004
                found_repairs.add(repairs.STRAY, paragraph.source.number, detail=f"'{text}'")
                continue
            runs = cut_runs(paragraph.source.runs, start, end)
            source = replace(paragraph.source, runs=runs, cell=None)
            yield Paragraph(source, paragraph.text[start:end], paragraph.index, zone)
