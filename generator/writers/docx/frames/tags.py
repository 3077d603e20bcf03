"""The tags of one part of a Word frame, found by walking its tree, and made whole in it.

Word cuts a tag into runs wherever its look, its language or the editing changes. A tag is found
in the text of its paragraph and afterwards stands whole in one place, written as Jinja reads it.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from generator.ooxml.xml import qn

if TYPE_CHECKING:
    from lxml.etree import _Element

# Curly quotes inside a constant, kept from docxtpl, which takes all of them for delimiters.
CURLY = dict(zip("“”‘’", "\U0010fe00\U0010fe01\U0010fe02\U0010fe03", strict=True))

GUARD = "\U0010ff03"
"""Keeps signs apart that docxtpl would take for one; nothing in a finished document has it."""

FORMS = ("p", "tr", "tc", "r")
ENDS = {"{{": "}}", "{%": "%}", "{#": "#}"}
_SHOWN = 40
_LONG = 60
_AROUND = 30
_MOST_BRACES = 20
# docxtpl takes time for each of them that grows with their number.
_MOST_RAW = 200
_QUOTES = {"“": '"', "”": '"', "‘": "'", "’": "'"}


class Kind(StrEnum):
    """What kind of text a tag stands in."""

    TEXT = "text"
    MATH = "math"
    FIELD = "field"
    ATTRIBUTE = "attribute"
    REMOVED = "removed"


_TEXTS = {
    qn("w:t"): Kind.TEXT,
    qn("m:t"): Kind.MATH,
    qn("w:instrText"): Kind.FIELD,
    qn("w:delText"): Kind.REMOVED,
}
# What stands for a letter in the text of a run.
SIGNS = {
    qn("w:noBreakHyphen"): "-",
    qn("w:softHyphen"): "",
    qn("w:tab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
}
_P, _R, _T = qn("w:p"), qn("w:r"), qn("w:t")
_REMOVED = (qn("w:del"), qn("w:moveFrom"))


class Piece(NamedTuple):
    """A stretch of a paragraph's text: an element of text, or of one sign."""

    element: "_Element"
    text: str
    order: int


class Stretch(NamedTuple):
    """The part of a piece that belongs to a tag."""

    piece: Piece
    start: int
    end: int


@dataclass(slots=True, eq=False)
class Tag:
    """One tag.

    Attributes:
        seen: The tag as seen in Word.
        text: The tag as Jinja and docxtpl read it.
        kind: What text it stands in.
        paragraph: 1-based paragraph of the part, as Word counts; 0 when it is in none.
        quote: What is written around it.
        holder: The paragraph, or the element whose attribute it is.
        stretches: Where its letters stand.
        order: Its place in the part.
        attribute: The attribute it stands in.
    """

    seen: str
    kind: Kind
    paragraph: int
    quote: str
    holder: "_Element"
    stretches: tuple[Stretch, ...] = ()
    order: int = 0
    attribute: str = ""
    text: str = field(init=False)

    def __post_init__(self) -> None:
        self.text = _as_read(self.seen)

    @property
    def opener(self) -> str:
        """Return its first two letters."""
        return self.text[:2]

    @property
    def inside(self) -> str:
        """Return what stands between its delimiters, without form and trimming signs."""
        inside = self.text[2:-2].strip("-+") if self.opener != "{#" else self.text[2:-2]
        form = self.form
        return inside.removeprefix(form).strip() if form else inside.strip()

    @property
    def form(self) -> str:
        """Return "p", "tr", "tc" or "r" for a tag that stands for a whole of the text around it."""
        word, blank, _ = self.text[2:-2].partition(" ")
        return word if blank and word in FORMS else ""

    @property
    def command(self) -> str:
        """Return the word a command begins with ("if", "endfor"), "" for a value or a comment."""
        words = self.inside.split(maxsplit=1)
        return words[0] if self.opener == "{%" and words else ""

    @property
    def element(self) -> "_Element":
        """Return the element its first letter stands in."""
        return self.stretches[0].piece.element if self.stretches else self.holder


class Cut(NamedTuple):
    """A brace that is part of no tag: where, which, and what stands around it."""

    paragraph: int
    text: str
    quote: str


@dataclass(slots=True)
class PartTags:
    """The tags of one part.

    Attributes:
        root: The part.
        tags: Its tags in reading order.
        unclosed: The beginnings of tags that do not end in their paragraph.
        stray: The ends of tags that no tag has.
    """

    root: "_Element"
    tags: list[Tag] = field(default_factory=list)
    unclosed: list[Cut] = field(default_factory=list)
    stray: list[Cut] = field(default_factory=list)


def read_tags(root: "_Element") -> PartTags:
    """Return the tags of a part."""
    part = PartTags(root)
    scanner = _Scanner(part)
    for number, (paragraph, streams) in enumerate(_read_paragraphs(root), 1):
        for kind, pieces in streams.items():
            scanner.scan(paragraph, number, kind, pieces)
    _read_attributes(scanner, root)
    part.tags.sort(key=lambda tag: tag.order)
    return part


def read_texts(root: "_Element") -> PartTags:
    """Return the tags of a part that has texts but no paragraphs, as the properties have."""
    part = PartTags(root)
    scanner = _Scanner(part)
    for order, element in enumerate(root):
        scanner.scan(element, 0, Kind.ATTRIBUTE, [Piece(element, element.text or "", order)])
    return part


def has_tag(text: str) -> str:
    """Return the first whole tag of a text, "" when it has none."""
    for start, end in _find_tags(text):
        return text[start:end]
    return ""


def around(text: str, start: int, end: int) -> str:
    """Return a stretch of text with some of what stands before and after it."""
    left, right = max(start - _AROUND, 0), min(end + _AROUND, len(text))
    quote = ("…" if left else "") + text[left:right] + ("…" if right < len(text) else "")
    return " ".join(quote.split())


def _read_paragraphs(
    root: "_Element",
) -> Iterator[tuple["_Element", dict[Kind, list[Piece]]]]:
    """Yield each paragraph with its text, what is shown and what is not kept apart."""
    streams: dict[_Element, dict[Kind, list[Piece]]] = {}
    for order, element in enumerate(root.iter()):
        if element.tag == _P:
            streams[element] = defaultdict(list)
            continue
        above = list(element.iterancestors())
        kind = _TEXTS.get(str(element.tag))
        sign = SIGNS.get(str(element.tag))
        if kind is None and (sign is None or not above or above[0].tag != _R):
            continue
        owner = next((each for each in above if each.tag == _P), None)
        if owner is None:
            continue
        inner = above[: above.index(owner)]
        if any(each.tag in _REMOVED for each in inner):
            kind = Kind.REMOVED
        text = element.text or "" if sign is None else sign
        streams[owner][kind or Kind.TEXT].append(Piece(element, text, order))
    yield from streams.items()


def _read_attributes(scanner: "_Scanner", root: "_Element") -> None:
    number = 0
    for order, element in enumerate(root.iter()):
        number += element.tag == _P
        for name, value in element.attrib.items():
            if "{" in value:
                scanner.scan(
                    element, number, Kind.ATTRIBUTE, [Piece(element, str(value), order)], str(name)
                )


class _Scanner:
    """Finds tags in texts; what a raw passage holds, also over several paragraphs, is text."""

    def __init__(self, part: PartTags) -> None:
        self._part = part
        self._raw = False

    def scan(
        self,
        holder: "_Element",
        number: int,
        kind: Kind,
        pieces: list[Piece],
        attribute: str = "",
    ) -> None:
        """Add the tags of one text."""
        text = "".join(piece.text for piece in pieces)
        if "{" not in text and "}" not in text:
            return
        if kind is Kind.REMOVED:
            self._note_removed(holder, number, text, pieces)
            return
        end = 0
        for tag_start, tag_end in _find_tags(text):
            tag = Tag(
                text[tag_start:tag_end],
                kind,
                number,
                around(text, tag_start, tag_end),
                holder,
                tuple(_stretches(pieces, tag_start, tag_end)),
                attribute=attribute,
            )
            if self._raw and tag.command != "endraw":
                continue
            if not self._raw:
                self._note_rest(text, end, tag_start, number)
            self._raw = tag.command == "raw"
            tag.order = tag.stretches[0].piece.order
            self._part.tags.append(tag)
            end = tag_end
        if not self._raw:
            self._note_rest(text, end, len(text), number)
        elif sum(map(text[end:].count, ENDS)) > _MOST_RAW:
            self._part.unclosed.append(Cut(number, text[end : end + _SHOWN], text[end:][:_LONG]))

    def _note_removed(
        self, holder: "_Element", number: int, text: str, pieces: list[Piece]
    ) -> None:
        """Note removed text with a tag, whole or not: it is still in the file."""
        if any(start in text for start in ENDS):
            seen = text[:_LONG]
            stretch = Stretch(pieces[0], 0, len(pieces[0].text))
            tag = Tag(seen, Kind.REMOVED, number, seen, holder, (stretch,), pieces[0].order)
            self._part.tags.append(tag)

    def _note_rest(self, text: str, start: int, end: int, number: int) -> None:
        """Note the braces between tags; the first ones say enough."""
        at = start
        while at < end - 1 and len(self._part.unclosed) + len(self._part.stray) < _MOST_BRACES:
            pair = text[at : at + 2]
            at += 2 if pair in ENDS else 1
            if pair in ENDS:
                shown = text[at - 2 : at - 2 + _SHOWN].strip()
                quote = around(text, at - 2, at - 2 + len(shown))
                self._part.unclosed.append(Cut(number, shown, quote))
            elif pair in ("}}", "%}"):
                self._part.stray.append(Cut(number, pair, around(text, at - 1, at + 1)))


def _find_tags(text: str) -> Iterator[tuple[int, int]]:
    """Find where each tag begins and ends, looking at no place more than a few times."""
    unended: set[str] = set()
    at = text.find("{")
    while 0 <= at < len(text) - 1:
        pair = text[at : at + 2]
        end = -1
        if pair in ENDS and pair not in unended:
            end = _find_end(text, pair, at + 2)
            if end < 0:
                unended.add(pair)
        if end >= 0:
            yield at, end + 2
            at = text.find("{", end + 2)
        else:
            at = text.find("{", at + 1)


def _find_end(text: str, opener: str, start: int) -> int:
    """Return where a tag ends, not counting what looks like its end inside a constant."""
    end = text.find(ENDS[opener], start)
    while opener != "{#" and end >= 0:
        quotes = [at for at in (text.find(each, start, end) for each in "\"'") if at >= 0]
        closing = text.find(text[min(quotes)], min(quotes) + 1) if quotes else -1
        if closing < 0:
            return end
        start = closing + 1
        if closing > end:
            end = text.find(ENDS[opener], start)
    return end


def _stretches(pieces: Iterable[Piece], start: int, end: int) -> Iterator[Stretch]:
    offset = 0
    for piece in pieces:
        left, right = max(start - offset, 0), min(end - offset, len(piece.text))
        if left < right:
            yield Stretch(piece, left, right)
        offset += len(piece.text)


def _as_read(seen: str) -> str:
    """Return a tag as Jinja reads it: plain blanks and quotes, composed letters.

    The quotes inside a constant are its text and stay as they are.
    """
    out = []
    quote = ""
    for letter in unicodedata.normalize("NFC", seen):
        shown = " " if letter.isspace() else letter
        if quote:
            quote = "" if shown == quote else quote
            out.append(shown)
        elif shown in _QUOTES:
            out.append(_QUOTES[shown])
        else:
            quote = shown if shown in "\"'" else ""
            out.append(shown)
    head, inside, tail = "".join(out[:2]), "".join(out[2:-2]), "".join(out[-2:])
    word, blank, rest = inside.partition(" ")
    if blank and word in FORMS:
        inside = f"{word} {rest.strip()} "
    return head + inside + tail
