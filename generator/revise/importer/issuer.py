"""The issuing body of an imported document: an entry of ``locality.yaml``, old or new."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from generator.catalogues.load import Catalogues
from generator.compose.issuer import find_issuer
from generator.compose.place import view_place
from generator.errors import InputError
from generator.inputs.load import Source
from generator.inputs.yaml import Loaded
from generator.model.base import CapDonVi, Regime
from generator.model.locality import Locality
from generator.revise.importer.frame import FrameParts
from generator.text.normalize import slug

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
    locality: Locality, parts: FrameParts, in_capitals: Mapping[str, Sequence[str]]
) -> str | None:
    """Return the id of the body of a locality that issued a document, None when it is new.

    Args:
        locality: The locality.
        parts: The formal parts of the document.
        in_capitals: Names of the bodies at the date of issue, by id.
    """
    wanted = slug(parts.text("co_quan_ban_hanh"))
    for name, body in locality.co_quan_ban_hanh.items():
        own = slug(" ".join(in_capitals.get(name, body.ten_in_hoa)))
        if own == wanted and body.he_thong is parts.regime:
            return name
    return None


def new_entry(parts: FrameParts, text: str, catalogues: Catalogues) -> IssuerEntry:
    """Return the locality of a document whose issuer is not known yet.

    Args:
        parts: Its formal parts.
        text: Its text, where the body's name stands in small letters.
        catalogues: For the codes of provinces.
    """
    lines = parts.lines.get("co_quan_ban_hanh", ())
    capitals = " ".join(lines)
    parent = " ".join(parts.lines.get("co_quan_chu_quan", ()))
    level, unit = _level(capitals, parent)
    named = _in_text(capitals, text) or _sentence_case(capitals) or _WITHOUT_NAME
    symbol, letter_unit = _symbols(parts)
    body: dict[str, Any] = {
        "he_thong": parts.regime.value,
        "ten_goi": named,
        "ten_in_hoa": list(lines) or [_WITHOUT_NAME.upper()],
    }
    if parent:
        body["co_quan_chu_quan"] = list(parts.lines["co_quan_chu_quan"])
    body["ky_hieu"] = symbol or "KH"
    if letter_unit:
        body["ky_hieu_don_vi"] = letter_unit
    place = _place(parts)
    own_name = _place_name(capitals, parent, text) or place or named
    body["ten_goi"] = re.sub(re.escape(own_name), lambda _: own_name, named, flags=re.IGNORECASE)
    name = slug(capitals).replace("-", "_")[:40].strip("_") or "co_quan"
    locality: dict[str, Any] = {"ten_goi": own_name, "cap_don_vi": level.value}
    if unit:
        locality["loai_don_vi"] = unit
    code = _code(level, own_name, catalogues)
    if code:
        locality["ma_don_vi"] = code
    locality["dia_danh"] = place or own_name
    locality["he_thong"] = [parts.regime.value]
    locality["co_quan_ban_hanh"] = {name: body}
    return IssuerEntry(name, locality)


def named_by_catalogue(entry: IssuerEntry, catalogues: Catalogues, day: date) -> IssuerEntry:
    """Return an entry that names its body by the catalogue, so that its names follow the date.

    Typed names stay where no body, or more than one, prints just this letterhead on the day.
    """
    typed = entry.locality["co_quan_ban_hanh"][entry.name]
    wanted = _letterhead(entry, typed, catalogues, day)
    level = entry.locality["cap_don_vi"]
    found = []
    for agency in catalogues.agencies.values():
        if agency.level != level or agency.he_thong != typed["he_thong"]:
            continue
        body = {"he_thong": typed["he_thong"], "danh_muc": agency.id}
        if "ky_hieu_don_vi" in typed:
            body["ky_hieu_don_vi"] = typed["ky_hieu_don_vi"]
        try:
            if _letterhead(entry, body, catalogues, day) == wanted:
                found.append(body)
        except InputError:
            continue
    if len(found) != 1:
        return entry
    return replace(entry, locality={**entry.locality, "co_quan_ban_hanh": {entry.name: found[0]}})


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


def _sentence_case(capitals: str) -> str:
    return capitals[:1] + capitals[1:].lower()


def _place(parts: FrameParts) -> str:
    line = parts.text("dia_danh_ngay")
    before, comma, _ = line.partition(",")
    return before.strip() if comma and "ngày" not in before.lower() else ""


def _place_name(capitals: str, parent: str, text: str) -> str:
    """Return the proper name after "tỉnh", "huyện ủy"... in a body's name."""
    for candidate in _candidates(capitals, parent):
        name = _PLACE_WORDS.sub("", candidate)
        if name != candidate and name:
            return _in_text(name, text) or name.title()
    return ""


def _candidates(capitals: str, parent: str) -> Iterator[str]:
    for text in (capitals, parent):
        if _PLACE_WORDS.match(text):
            yield text


def _code(level: CapDonVi, name: str, catalogues: Catalogues) -> str:
    if level is not CapDonVi.TINH:
        return ""
    return next((each.code for each in catalogues.provinces.values() if each.name == name), "")
