"""Pieces of text as data for the typesetter: text stays a value, never a line of its language.

What the typesetter cannot set as it is, is settled here: characters the font lacks, letters
written from right to left, words wider than their line.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from generator.diagnostics import Diagnostic, Location, Problem
from generator.document.nodes import Origin
from generator.errors import InputError
from generator.layout import pieces as flow
from generator.ooxml.xml import FORBIDDEN
from generator.text.metrics import text_width
from generator.writers import problems

Data = dict[str, Any]
Piece = Data | str

TAB_SPACES = "\u00a0" * 8
BREAK_HERE = "\u200b"

_BREAKS = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
# Marks of direction would turn the words after them around; C1 controls print nothing.
_DROPPED = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\x7f-\x84\x86-\x9f\ufeff]")
# Joiners and variation selectors make one picture of several characters only in colour fonts.
_JOINER = "\u200d\ufe00-\ufe0f\U000e0000-\U000e0fff"
_JOINERS = re.compile(f"[{_JOINER}]")
_INVISIBLE = frozenset((BREAK_HERE, "\u00ad", "\u2060"))
_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_ALONE = re.compile(f"[{_JOINER}{_RTL}]+")
# "57-KL/TW", "22/2016/TT-BTTTT", and "/QĐ-UBND" whose number is open.
_PART = r"[A-ZĐ]\w*"
_SYMBOL = re.compile(
    rf"(?<![\w/.-])(?:\d+[a-z]?(?:/\d{{4}})?[/-]{_PART}|[/-]{_PART}(?=[/-]{_PART}))(?:[/-]{_PART})*"
)
_RTL_RUN = re.compile(f"[{_RTL}](?:[{_RTL}]|[ \u00a0](?=[{_RTL}]))*")


@dataclass(slots=True)
class TextSetter:
    """Turns text into pieces, gathering what a person should know about it.

    Attributes:
        letters: Code points of the font.
        findings: What was found.
        odd: Some character is set in another font or alone.
    """

    letters: frozenset[int]
    findings: dict[tuple[str, str, Origin | None], Diagnostic] = field(default_factory=dict)
    odd: bool = False

    def pieces(
        self,
        pieces: Sequence[flow.Piece],
        *,
        size_pt: float,
        width_pt: float,
        origin: Origin | None = None,
    ) -> list[Data]:
        """Return pieces of the flow as the typesetter takes them.

        Args:
            pieces: The pieces.
            size_pt: Their size.
            width_pt: Width of a line, which no word may pass.
            origin: Where the text came from, for findings.
        """
        made: list[Data] = []
        for piece in pieces:
            if isinstance(piece, flow.Text):
                made += self._text(piece, size_pt, width_pt, origin)
            elif isinstance(piece, flow.Note):
                made.append({"k": "note", "body": self._note(piece, width_pt, origin)})
            else:
                made.append({"k": "break" if isinstance(piece, flow.Break) else "comma"})
        return made

    def _note(self, note: flow.Note, width_pt: float, origin: Origin | None) -> list[Piece]:
        # The size of notes is the template's; a word is measured at the largest it may have.
        pieces = self.pieces(
            note.pieces, size_pt=_LARGEST_NOTE_PT, width_pt=width_pt, origin=origin
        )
        return compact([_plain(" ", bold=False, italic=False), *pieces], bold=False, italic=False)

    def _text(
        self, piece: flow.Text, size_pt: float, width_pt: float, origin: Origin | None
    ) -> list[Data]:
        """Return a text of one look as pieces.

        Raises:
            InputError: When the text has a character that no file can hold.
        """
        text, bold, italic = piece.text, piece.bold, piece.italic
        if FORBIDDEN.search(text):
            raise InputError(_forbidden(text, origin))
        text = unicodedata.normalize("NFC", text).replace("\t", TAB_SPACES)
        if _DROPPED.search(text):
            self._note_dropped(text, origin)
            text = _DROPPED.sub("", text)
        pieces: list[Data] = []
        for number, line in enumerate(_BREAKS.split(text)):
            if number:
                pieces.append({"k": "break"})
            whole = _break_words(line, width_pt, size_pt, bold=bold, italic=italic)
            pieces += self._line(whole, bold=bold, italic=italic, origin=origin)
        return pieces

    def _line(
        self, line: str, *, bold: bool, italic: bool, origin: Origin | None
    ) -> Iterator[Data]:
        for text, odd in _split_odd(line, self.letters):
            if not odd:
                yield from _keep_symbols(text, bold=bold, italic=italic)
                continue
            self.odd = True
            for char in text:
                if ord(char) not in self.letters and not char.isspace():
                    self._note_missing(char, line, origin)
                yield {"k": "odd", "t": char, "b": bold, "i": italic}

    def _note_missing(self, char: str, line: str, origin: Origin | None) -> None:
        code = f"U+{ord(char):04X}"
        self._add(problems.LETTER_MISSING, origin, line, code=code, char=char)

    def _note_dropped(self, text: str, origin: Origin | None) -> None:
        match = _DROPPED.search(text)
        code = f"U+{ord(match.group()):04X}" if match else ""
        self._add(problems.LETTER_DROPPED, origin, _DROPPED.sub("", text), code=code)

    def _add(self, problem: Problem, origin: Origin | None, quote: str, **params: str) -> None:
        found = problem.at(_place(origin), quote=quote.strip()[:60], **params)
        self.findings.setdefault((problem.id, params["code"], origin), found)


_LARGEST_NOTE_PT = 12


def _plain(text: str, *, bold: bool, italic: bool) -> Data:
    return {"k": "text", "t": text, "b": bold, "i": italic}


def _keep_symbols(text: str, *, bold: bool, italic: bool) -> Iterator[Data]:
    """Yield a text, each symbol of a document in it a piece that no line end parts.

    Word does not part them at "/", and nobody reads half a symbol.
    """
    start = 0
    for match in _SYMBOL.finditer(text):
        if start < match.start():
            yield _plain(text[start : match.start()], bold=bold, italic=italic)
        yield {"k": "whole", "t": match.group(), "b": bold, "i": italic}
        start = match.end()
    if start < len(text):
        yield _plain(text[start:], bold=bold, italic=italic)


def compact(pieces: Sequence[Piece], *, bold: bool, italic: bool) -> list[Piece]:
    """Return pieces with those in the look around them as plain text: most text is."""
    return [
        piece["t"]
        if isinstance(piece, dict)
        and piece["k"] == "text"
        and (piece["b"], piece["i"]) == (bold, italic)
        else piece
        for piece in pieces
    ]


def _split_odd(line: str, letters: frozenset[int]) -> Iterator[tuple[str, bool]]:
    """Yield stretches of a line; odd ones are set one character at a time.

    The typesetter refuses a file for one missing glyph, and stops at a run that is written from
    right to left; a character alone in a box does neither.
    """
    if _usual(letters).issuperset(line):
        if line:
            yield line, False
        return
    start = 0
    for match in _RTL_RUN.finditer(line):
        yield from _split_missing(line[start : match.start()], letters)
        yield match.group()[::-1], True
        start = match.end()
    yield from _split_missing(line[start:], letters)


def _split_missing(line: str, letters: frozenset[int]) -> Iterator[tuple[str, bool]]:
    usual = _usual(letters)
    start = 0
    for position, char in enumerate(line):
        if char in usual:
            continue
        if start < position:
            yield line[start:position], False
        start = position + 1
        if not _JOINERS.match(char):
            yield char, True
    if start < len(line):
        yield line[start:], False


@lru_cache(maxsize=8)
def _usual(letters: frozenset[int]) -> frozenset[str]:
    """Return the characters that the font sets as they are."""
    return frozenset(_ALONE.sub("", "".join(map(chr, letters)))) | _INVISIBLE


def _break_words(line: str, width_pt: float, size_pt: float, *, bold: bool, italic: bool) -> str:
    """Return the line with places to break in every word that is wider than a line."""
    # No letter is wider than the type is high, so most lines need no measuring.
    if max(map(len, line.split(" "))) * size_pt <= width_pt:
        return line
    return re.sub(
        r"[^ ]+",
        lambda match: (
            match.group()
            if text_width(match.group(), size_pt, bold=bold, italic=italic) <= width_pt
            else BREAK_HERE.join(match.group())
        ),
        line,
    )


def _forbidden(text: str, origin: Origin | None) -> Diagnostic:
    match = FORBIDDEN.search(text)
    code = f"U+{ord(match.group()):04X}" if match else ""
    shown = FORBIDDEN.sub("�", text)[:60]
    return problems.CONTROL_CHARACTER.at(_place(origin), quote=shown, code=code, text=shown)


def _place(origin: Origin | None) -> Location | None:
    return Location(origin.file, origin.line) if origin else None
