"""The formal parts of a file as values, and the body that issued it as an entry."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from generator.catalogues.load import Catalogues
from generator.compose.place import find_issuer, view_place
from generator.errors import InputError
from generator.inputs.load import Source
from generator.inputs.yaml import Loaded
from generator.model.base import CapDonVi, Regime
from generator.model.locality import Locality
from generator.recognise import patterns
from generator.recognise.paragraph import Paragraph, Span, Zone
from generator.recognise.parts import Recognised
from generator.revise import problems
from generator.revise.importer.tidy import Repairs, cut_runs
from generator.standards import Standard
from generator.text.dates import OpenDate
from generator.text.normalize import clean, slug

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
    recognised: Recognised, paragraphs: Sequence[Paragraph], repairs: Repairs
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
    pattern = _PARTY_SYMBOL if regime is Regime.PARTY else _STATE_SYMBOL
    symbol = pattern.match(" ".join(lines.get("so_ky_hieu", ())))
    draft = _DRAFT_NUMBER.search(next(iter(lines.get("du_thao", ())), ""))
    return FrameParts(
        regime=regime,
        known_regime=recognised.regime is not None,
        kind=recognised.kind,
        date=recognised.date,
        number=(symbol["number"] or "") if symbol else "",
        symbol=symbol["symbol"].strip() if symbol else "",
        kinh_gui_label=" ".join(lines.get("kinh_gui_label", ())),
        draft=int(draft[0]) if draft else bool(lines.get("du_thao")),
        lines={key: value for key, value in lines.items() if key not in _IGNORED},
        loose=(
            tuple(_loose(paragraphs, Zone.HEAD, components, repairs)),
            tuple(_loose(paragraphs, Zone.FOOT, components, repairs)),
        ),
    )


def note_fixed(parts: FrameParts, standard: Standard, repairs: Repairs) -> None:
    """Put down the fixed words that the file has otherwise than the standard prints them."""
    for key in _FIXED:
        component = standard.components.get(key)
        found = parts.text(key)
        if component is None or not component.text:
            continue
        wanted = component.text
        if found and clean(found) != clean(wanted):
            repairs.add(problems.FIXED, 0, found, wanted, wanted)
        elif not found and key in ("quoc_hieu", "tieu_ngu", "tieu_de_dang"):
            repairs.add(problems.FIXED, 0, "", wanted, wanted)


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


def _loose(
    paragraphs: Iterable[Paragraph],
    zone: Zone,
    components: Mapping[str, Sequence[Span]],
    repairs: Repairs,
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
                repairs.add(problems.STRAY, paragraph.source.number, detail=f"'{text}'")
                continue
            runs = cut_runs(paragraph.source.runs, start, end)
            source = replace(paragraph.source, runs=runs, cell=None)
            yield Paragraph(source, paragraph.text[start:end], paragraph.index, zone)


_LEVELS = (
    (CapDonVi.XA, "xã", re.compile(r"\bXÃ\b(?!\s+HỘI)")),
    (CapDonVi.XA, "phường", re.compile(r"\bPHƯỜNG\b")),
    (CapDonVi.XA, "đặc khu", re.compile(r"\bĐẶC KHU\b")),
    (CapDonVi.CO_QUAN, "", re.compile(r"\b(?:SỞ|CHI CỤC|TRƯỜNG|BỆNH VIỆN|CÔNG AN)\b")),
    (CapDonVi.HUYEN, "huyện", re.compile(r"\bHUYỆN\b")),
    (CapDonVi.HUYEN, "thị xã", re.compile(r"\bTHỊ (?:XÃ|ỦY|UỶ)\b")),
    (CapDonVi.TINH, "tỉnh", re.compile(r"\bTỈNH\b")),
    (CapDonVi.TINH, "thành phố", re.compile(r"\bTHÀNH (?:PHỐ|ỦY|UỶ)\b")),
    (CapDonVi.TRUNG_UONG, "", re.compile(r"^(?:BỘ|CHÍNH PHỦ|BAN BÍ THƯ)\b|TRUNG ƯƠNG")),
)
_PLACE_WORDS = re.compile(
    r"^.*?\b(?:TỈNH ỦY|TỈNH UỶ|THÀNH ỦY|THÀNH UỶ|HUYỆN ỦY|HUYỆN UỶ|THỊ ỦY|THỊ UỶ|TỈNH|THÀNH PHỐ"
    r"|HUYỆN|THỊ XÃ|XÃ|PHƯỜNG|ĐẶC KHU)\s+(?=\w)"
)
_WITHOUT_NAME = "Cơ quan ban hành"


@dataclass(frozen=True, slots=True)
class IssuerEntry:
    """The issuing body: its id, its entry, and the locality it belongs to.

    Attributes:
        name: Id in ``co_quan_ban_hanh``.
        locality: The whole locality as plain values.
    """

    name: str
    locality: dict[str, Any]


def find_known(
    known: Source[Locality], parts: FrameParts, catalogues: Catalogues, day: date
) -> str | None:
    """Return the id of the body of a locality that issued a document, None when it is new."""
    wanted = slug(parts.text("co_quan_ban_hanh"))
    place = view_place(known, catalogues, day)
    for name, body in known.model.co_quan_ban_hanh.items():
        names, _ = find_issuer(known, name, place, catalogues, day)
        if slug(" ".join(names.ten_in_hoa)) == wanted and body.he_thong is parts.regime:
            return name
    return None


def new_entry(parts: FrameParts, text: str, catalogues: Catalogues, day: date) -> IssuerEntry:
    """Return the locality of a document whose issuer is not known yet.

    The letterhead "HUYỆN ỦY YÊN BÌNH / BAN TUYÊN GIÁO" with "Số 15-HD/BTGHU" gives the district
    Yên Bình, whose body ``ban_tuyen_giao`` has the superior body "HUYỆN ỦY YÊN BÌNH", the name
    "Ban Tuyên giáo" and the letters "BTGHU". Where the catalogue has one body that prints just
    this letterhead on the day, the entry names it (``danh_muc``), so that its names follow the
    date.

    Args:
        parts: Its formal parts.
        text: Its text, where the body's name stands in small letters.
        catalogues: For the codes of provinces and the bodies there are.
        day: Day of issue.
    """
    lines = parts.lines.get("co_quan_ban_hanh", ())
    capitals = " ".join(lines)
    parent = " ".join(parts.lines.get("co_quan_chu_quan", ()))
    level, unit = _level(capitals, parent)
    in_sentence = capitals[:1] + capitals[1:].lower()
    named = _in_text(capitals, text) or in_sentence or _WITHOUT_NAME
    symbol, letter_unit = _symbols(parts)
    place = _place(parts)
    own_name = _place_name(capitals, parent, text) or place or named
    body: dict[str, Any] = {
        "he_thong": parts.regime.value,
        "ten_goi": re.sub(re.escape(own_name), lambda _: own_name, named, flags=re.IGNORECASE),
        "ten_in_hoa": list(lines) or [_WITHOUT_NAME.upper()],
    }
    if parent:
        body["co_quan_chu_quan"] = list(parts.lines["co_quan_chu_quan"])
    body["ky_hieu"] = symbol or "KH"
    if letter_unit:
        body["ky_hieu_don_vi"] = letter_unit
    locality: dict[str, Any] = {"ten_goi": own_name, "cap_don_vi": level.value}
    if unit:
        locality["loai_don_vi"] = unit
    if code := _code(level, own_name, catalogues):
        locality["ma_don_vi"] = code
    locality["dia_danh"] = place or own_name
    locality["he_thong"] = [parts.regime.value]
    name = slug(capitals).replace("-", "_")[:40].strip("_") or "co_quan"
    locality["co_quan_ban_hanh"] = {name: body}
    return _named_by_catalogue(IssuerEntry(name, locality), catalogues, day)


def _named_by_catalogue(entry: IssuerEntry, catalogues: Catalogues, day: date) -> IssuerEntry:
    """Return an entry that names its body by the catalogue.

    Typed names stay where no body, or more than one, prints just this letterhead on the day.
    """
    typed = entry.locality["co_quan_ban_hanh"][entry.name]
    wanted = _letterhead(entry, typed, catalogues, day)
    fitting = []
    for agency in catalogues.agencies.values():
        if (agency.level, agency.he_thong) != (entry.locality["cap_don_vi"], typed["he_thong"]):
            continue
        body = {"he_thong": typed["he_thong"], "danh_muc": agency.id}
        if "ky_hieu_don_vi" in typed:
            body["ky_hieu_don_vi"] = typed["ky_hieu_don_vi"]
        with suppress(InputError):
            if _letterhead(entry, body, catalogues, day) == wanted:
                fitting.append(body)
    if len(fitting) != 1:
        return entry
    return replace(entry, locality={**entry.locality, "co_quan_ban_hanh": {entry.name: fitting[0]}})


def _letterhead(
    entry: IssuerEntry, body: dict[str, Any], catalogues: Catalogues, day: date
) -> tuple[str, str, str]:
    source = as_source({**entry.locality, "co_quan_ban_hanh": {entry.name: body}})
    place = view_place(source, catalogues, day)
    names, _ = find_issuer(source, entry.name, place, catalogues, day)
    return " ".join(names.co_quan_chu_quan), " ".join(names.ten_in_hoa), names.ky_hieu


def as_source(locality: dict[str, Any]) -> Source[Locality]:
    """Return plain values as a validated locality that stands in no file."""
    return Source(Locality.model_validate(locality), Loaded(locality), Path())


def _level(capitals: str, parent: str) -> tuple[CapDonVi, str]:
    for text in (capitals, parent):
        for level, unit, pattern in _LEVELS:
            if text and pattern.search(text):
                return level, unit
    return CapDonVi.CO_QUAN, ""


def _symbols(parts: FrameParts) -> tuple[str, str]:
    """Return the letters of body and drafting unit in the symbol."""
    if parts.regime is Regime.PARTY:
        return parts.symbol, ""
    first, _, rest = parts.symbol.partition("-")
    if parts.kind == "Công văn":
        return first, rest
    return rest or first, ""


def _in_text(capitals: str, text: str) -> str:
    """Return a name as running text writes it, "" when it does not."""
    if not capitals:
        return ""
    pattern = r"\s+".join(re.escape(word) for word in capitals.split())
    for match in re.finditer(pattern, text, re.IGNORECASE):
        found = " ".join(match[0].split())
        if found != found.upper():
            return found
    return ""


def _place(parts: FrameParts) -> str:
    line = parts.text("dia_danh_ngay")
    before, comma, _ = line.partition(",")
    return before.strip() if comma and "ngày" not in before.lower() else ""


def _place_name(capitals: str, parent: str, text: str) -> str:
    """Return the proper name after "tỉnh", "huyện ủy"... in a body's name."""
    for candidate in (capitals, parent):
        name = _PLACE_WORDS.sub("", candidate)
        if name != candidate and name:
            return _in_text(name, text) or name.title()
    return ""


def _code(level: CapDonVi, name: str, catalogues: Catalogues) -> str:
    if level is not CapDonVi.TINH:
        return ""
    return next((each.code for each in catalogues.provinces.values() if each.name == name), "")
