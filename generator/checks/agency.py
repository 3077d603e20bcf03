"""Symbols of bodies ("UBND", "BTGDVTU") against the names printed above them and the signer's."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.checks.subject import WordSubject
from generator.diagnostics import Diagnostic
from generator.i18n import N_
from generator.recognise import patterns
from generator.recognise.paragraph import Span

# What a symbol without doubt begins the name with, folded; local symbols are not here.
_NAMES: dict[str, str | tuple[str, ...]] = {
    "UBND": "uy ban nhan dan",
    "HĐND": "hoi dong nhan dan",
    "ĐU": "dang uy",
    "TU": ("tinh uy", "thanh uy", "ban chap hanh dang bo tinh", "ban chap hanh dang bo thanh"),
    "HU": "huyen uy",
    "CB": "chi bo",
    "BTGTU": "ban tuyen giao",
    "BTGDVTU": "ban tuyen giao va dan van",
    "BTGHU": "ban tuyen giao",
    "BTGDVHU": "ban tuyen giao va dan van",
    "VPTU": "van phong",
    "BTCTU": "ban to chuc",
    "BNCTU": "ban noi chinh",
    "UBKTTU": "uy ban kiem tra",
    "SGDĐT": "so giao duc va dao tao",
    "SNV": "so noi vu",
    "SVHTTDL": "so van hoa the thao va du lich",
    "SNgV": "so ngoai vu",
    "STC": "so tai chinh",
    "SYT": "so y te",
    "BTTTT": "bo thong tin va truyen thong",
    "BNV": "bo noi vu",
    "BTC": "bo tai chinh",
    "BNG": "bo ngoai giao",
}


@dataclass(frozen=True, slots=True)
class SymbolPart:
    """The body's part of a symbol, where it stands, and how its name must begin."""

    symbol: str
    span: Span
    names: tuple[str, ...]


def agency_of_symbol(subject: WordSubject) -> SymbolPart | None:
    """Return the body's part of the printed symbol, None when it is not a known one."""
    for span in subject.component("so_ky_hieu")[:1]:
        match = patterns.SO_KY_HIEU.fullmatch(span.text)
        parts = patterns.SYMBOL_PARTS.findall(match["rest"]) if match else []
        for symbol in parts:
            names = _NAMES.get(symbol)
            if names:
                start = span.start + span.text.rindex(symbol)
                place = span.paragraph.span(start, start + len(symbol))
                return SymbolPart(symbol, place, (names,) if isinstance(names, str) else names)
    return None


def disagrees(subject: WordSubject, part: SymbolPart | None) -> Iterator[Diagnostic]:
    """Yield a finding when the issuer's name does not begin as its symbol says."""
    issuer = subject.component_text("co_quan_ban_hanh")
    if part is None or not issuer:
        return
    folded = patterns.fold(issuer)
    if not folded.startswith(part.names):
        yield subject.finding(
            part.span,
            N_("ký hiệu “{quote}” không phải của “{issuer}”"),
            params={"issuer": issuer},
            found=part.symbol,
            hint=N_("sửa ký hiệu hoặc tên cơ quan cho khớp nhau"),
        )


_SIGNERS = {
    "UBND": ("uy ban nhan dan",),
    "HĐND": ("hoi dong nhan dan", "thuong truc hoi dong nhan dan", "chu tich"),
    "ĐU": ("dang uy", "ban thuong vu", "ban chap hanh", "thuong truc"),
    "TU": ("tinh uy", "thanh uy", "ban thuong vu", "ban chap hanh", "thuong truc"),
    "HU": ("huyen uy", "ban thuong vu", "ban chap hanh", "thuong truc"),
    "CB": ("chi bo", "chi uy"),
}


def disagrees_with_signer(
    subject: WordSubject, part: SymbolPart | None, span: Span, body: str
) -> Iterator[Diagnostic]:
    """Yield a finding when the collective that is signed for is not the symbol's."""
    allowed = _SIGNERS.get(part.symbol) if part else None
    if part and allowed and not patterns.fold(body).startswith(allowed):
        yield subject.finding(
            span,
            N_("ký thay mặt “{found}” nhưng ký hiệu là của {symbol}"),
            params={"symbol": part.symbol},
            found=body,
            expected=allowed[0].upper(),
        )
