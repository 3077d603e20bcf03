"""Documents a text names: matched to the register or declared, and cited where words allow it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from generator.catalogues.can_cu import CitedDocument, cite, cite_short
from generator.catalogues.load import Catalogues
from generator.catalogues.model import Reference
from generator.checks.text.citations import Citation, find_citations
from generator.document.markdown import Piece
from generator.model.base import Regime
from generator.model.plan import VanBan
from generator.standards import choose_standard
from generator.text.dates import OpenDate
from generator.text.normalize import slug

_PARTY_SYMBOL = re.compile(r"\d+[a-z]?-")
_IN_NO_TABLE = {"CTHĐ": "Chương trình hành động"}
"""Letters that parties and offices use, though no standard lists them."""
_LETTERS = re.compile(r"[A-ZĐ][A-Za-zĐđ]*")
_MONEY = re.compile(
    r"(?<![\w.,/])(?:\d{1,3}(?:\.\d{3})+|\d+(?:,\d+)?)(?= (?:triệu |tỷ |tỉ |nghìn |ngàn )?đồng\b)"
    r" (?:triệu |tỷ |tỉ |nghìn |ngàn )?đồng"
)


@dataclass(slots=True)
class FoundDocument:
    """A document a text names.

    Attributes:
        key: Id it is cited by.
        symbol: Number and symbol.
        document: The register's entry or our own.
        registered: It is in the register.
        mentions: How often it is named.
        calls: How often a mention became a citation.
    """

    key: str
    symbol: str
    document: CitedDocument
    registered: bool
    mentions: int = 0
    calls: int = 0


@dataclass(slots=True)
class References:
    """The documents a file names, and the sums of money it gives.

    Attributes:
        catalogues: The register.
        regime: Whose form citations take.
        day: Date of the document.
        found: By symbol, in the order of their first mention.
        money: Sums by the name they have as parameters.
    """

    catalogues: Catalogues
    regime: Regime
    day: date
    found: dict[str, FoundDocument] = field(default_factory=dict)
    money: dict[str, str] = field(default_factory=dict)
    _cited: set[str] = field(default_factory=set)

    def collect(self, texts: Iterable[str]) -> None:
        """Take down every document that texts name."""
        mentions: dict[str, list[Citation]] = {}
        for text in texts:
            for citation in find_citations(text):
                mentions.setdefault(citation.symbol, []).append(citation)
        used: set[str] = set()
        for symbol, citations in mentions.items():
            document = self._registered(symbol, citations)
            name = slug(symbol) or "van-ban"
            key = document.id if document else _free(name, used, self.catalogues)
            used.add(key)
            self.found[symbol] = FoundDocument(
                key,
                symbol,
                document or self._declare(key, symbol, citations),
                document is not None,
                len(citations),
            )

    def _registered(self, symbol: str, citations: list[Citation]) -> Reference | None:
        """Return the register's document of a symbol, when the dates in the text agree."""
        known = self.catalogues.references_by_symbol.get(symbol, ())
        dates = {one.date.value for one in citations if one.date and one.date.value}
        for document in known:
            issued = document.ngay.exact
            if not dates or issued is None or issued in dates:
                return document
        return None

    def _declare(self, key: str, symbol: str, citations: list[Citation]) -> VanBan:
        """Return a document from what its mentions say, the fullest words of each part."""
        kind = next((one.kind for one in citations if one.kind), "")
        first = next((one for one in citations if one.date and one.date.value), None)
        issuer = next((one.issuer for one in citations if one.issuer), "")
        issued = first.date.value if first and first.date else None
        return VanBan(
            ma=key,
            loai=kind[:1].upper() + kind[1:] or _kind_of(symbol, self.day, self.catalogues),
            so_ky_hieu=symbol,
            ngay=OpenDate.of(issued) if issued else None,
            co_quan=issuer,
            trich_yeu=next((title for one in citations if (title := _subject(one.title))), ""),
            nguon="",
        )

    def link(self, text: str) -> Iterable[Piece]:
        """Return a text with its documents cited and its sums named where that prints the same."""
        position = 0
        for start, end, code in self._calls(text):
            if start < position:
                continue
            if text[position:start]:
                yield Piece(text[position:start])
            yield Piece(code, is_code=True)
            position = end
        if text[position:]:
            yield Piece(text[position:])

    def _calls(self, text: str) -> Iterable[tuple[int, int, str]]:
        calls: list[tuple[int, int, str, str]] = [
            (match.start(), match.end(), "money", match[0]) for match in _MONEY.finditer(text)
        ]
        calls.extend(
            (citation.start, citation.symbol_end, "document", citation.symbol)
            for citation in find_citations(text)
        )
        done = 0
        for start, end, what, value in sorted(calls):
            if start < done:
                continue
            if what == "money":
                yield start, end, self._sum(value)
                done = end
            else:
                call = self._citation(text, start, end, value)
                if call:
                    done = call[1]
                    yield call

    def _sum(self, text: str) -> str:
        name = next((key for key, value in self.money.items() if value == text), "")
        if not name:
            name = f"so_tien_{len(self.money) + 1}"
            self.money[name] = text
        return f"tham_so.{name}"

    def _citation(
        self, text: str, start: int, end: int, symbol: str
    ) -> tuple[int, int, str] | None:
        """Return the stretch of text that a citation prints, and the call that prints it."""
        found = self.found.get(symbol)
        if found is None:
            return None
        long = cite(
            found.document, self.regime, date_of_document=self.day, catalogues=self.catalogues
        )
        short = cite_short(found.document)
        was_cited = found.key in self._cited
        for form, words in (("day_du", long), ("ngan", short)):
            if not words or not text.startswith(words, start):
                continue
            following = text[start + len(words) : start + len(words) + 1]
            if following.isalnum() or following in ("/", "-"):
                continue
            usual = "ngan" if was_cited else "day_du"
            self._cited.add(found.key)
            found.calls += 1
            argument = "" if form == usual or long == short else f', "{form}"'
            return start, start + len(words), f'vien_dan("{found.key}"{argument})'
        number = text.find(symbol, start, end)
        if number < 0 or found.document.so_ky_hieu != symbol:
            return None
        self._cited.add(found.key)
        found.calls += 1
        return number, number + len(symbol), f'vien_dan("{found.key}", "so")'


def _subject(title: str) -> str:
    """Return a subject when it is plain where it ends: nothing in it that could end it."""
    return title if title and not re.search(r"[,:()“”]| (?:và|như sau)\b", title) else ""


def _kind_of(symbol: str, day: date, catalogues: Catalogues) -> str:
    """Return the type a symbol names: "12-KH/TU" a Kế hoạch, "71/2018/TT-BTC" a Thông tư.

    The table of its regime's standard says so; what no standard knows (laws, circulars), the
    documents of the register do.
    """
    regime = Regime.PARTY if _PARTY_SYMBOL.match(symbol) else Regime.STATE
    table = choose_standard(regime, day).type_abbreviations
    registered: dict[str, set[str]] = {}
    for document in catalogues.references.values():
        for letters in _LETTERS.findall(document.so_ky_hieu)[:1]:
            registered.setdefault(letters, set()).add(document.loai)
    kinds = {letters: min(names) for letters, names in registered.items() if len(names) == 1}
    kinds |= {short: kind for kind, short in reversed(list(table.items())) if short}
    kinds |= _IN_NO_TABLE
    named = (kinds[letters] for letters in _LETTERS.findall(symbol) if letters in kinds)
    return next(named, "Văn bản")


def _free(key: str, used: set[str], catalogues: Catalogues) -> str:
    name, number = key, 1
    while name in used or name in catalogues.references or name in catalogues.pending:
        number += 1
        name = f"{key}-{number}"
    return name
