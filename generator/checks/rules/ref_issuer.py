"""The body a symbol names against the body a citation names."""

import re
from collections.abc import Iterator

from generator.catalogues.load import Catalogues
from generator.checks.subject import WordSubject
from generator.checks.text.citations import Citation, citations_of
from generator.checks.text.kept import kept
from generator.checks.text.prose import prose_of
from generator.checks.text.wording import read_data
from generator.diagnostics import Diagnostic
from generator.i18n import N_
from generator.model.base import Regime
from generator.text.normalize import old_tone_style

_ABBREVIATED = re.compile(r"\b(?:Bộ|Sở) [A-ZĐ&]{2,}")
_BODY = re.compile(
    r"^(?:Bộ|Sở|Cục|Chính phủ|Thủ tướng|Quốc hội|Ban Bí thư)\b|Ủy ban nhân dân|Hội đồng nhân dân"
    r"|(?:Tỉnh|Thành|Huyện|Đảng) ủy"
)
_YEAR_OF_SYMBOL = re.compile(r"^/(?:\d{4}/)?")
_KIND_AND_BODY = 2


def check_symbol_issuer(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find symbols that are not those of the body named as the issuer."""
    prose = prose_of(subject)
    for one in citations_of(prose):
        issuer = old_tone_style(one.issuer)
        if issuer and _is_of_another(one, issuer, subject.catalogues):
            yield prose.finding(
                one.symbol_start,
                one.issuer_start + len(one.issuer),
                N_("ký hiệu '{symbol}' không phải của {issuer}"),
                params={"symbol": one.symbol, "issuer": one.issuer},
                hint=N_("sửa ký hiệu hoặc cơ quan ban hành; đối chiếu bản gốc"),
                found=one.issuer,
            )


def _is_of_another(one: Citation, issuer: str, catalogues: Catalogues) -> bool:
    party = one.tail.startswith("-")
    part = one.issued_by if party else _YEAR_OF_SYMBOL.sub("", one.tail)
    rows: list[dict[str, str]] = read_data("issuers")["party" if party else "state"]
    row = next((row for row in rows if re.fullmatch(row["tail"], part)), None)
    if row:
        # "của A và B", "của A, B" name two bodies; only one of them needs to be the issuer.
        named = re.search(row["issuer"], issuer)
        return not named and bool(re.search(row["not"], issuer))
    names = () if party else _names_of(part, catalogues)
    if not names or any(name in issuer for name in names):
        return False
    return bool(_BODY.search(issuer)) and not _ABBREVIATED.search(issuer)


def _names_of(part: str, catalogues: Catalogues) -> tuple[str, ...]:
    """Return the names of the one body a symbol names: "QĐ-BNG", "BTTTT-TTĐN"."""
    symbols = _symbols(catalogues)
    segments = part.split("-")
    if segments[0] not in symbols:  # the kind of document
        segments = segments[1:]
    return symbols.get(segments[0], ()) if 0 < len(segments) <= _KIND_AND_BODY else ()


@kept
def _symbols(catalogues: Catalogues) -> dict[str, tuple[str, ...]]:
    """Return the names a body of the state bore, by symbol; none for bodies of every place."""
    found: dict[str, tuple[str, ...]] = {}
    for body in catalogues.agencies.values():
        for period in body.names:
            if period.ky_hieu and body.he_thong is Regime.STATE:
                name = old_tone_style(period.ten_goi)
                names = () if "{" in name else (name,)
                found[period.ky_hieu] = (*found.get(period.ky_hieu, ()), *names)
    return found
