"""A document's text as one string with the places of its paragraphs; no rule is here."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from generator.checks.subject import WordSubject, once
from generator.diagnostics import Diagnostic, Severity
from generator.recognise.paragraph import Paragraph, Zone
from generator.text.normalize import old_tone_style

UPPER = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
LOWER = "a-z" + UPPER[3:].lower()
LETTER = UPPER + LOWER

TEXT_ZONES = frozenset((Zone.BODY, Zone.ANNEX, Zone.NOTE))
WORDED_COMPONENTS = frozenset(("trich_yeu", "trich_yeu_cong_van", "kinh_gui", "noi_nhan_list"))

# Each becomes one character, so that places in this text are places in the paragraph's.
_SAME_WIDTH = (("\u00a0", " "), ("\u202f", " "), ("\u2007", " "), ("\t", " "), ("\u2011", "-"))
_CLOSING = {"“": "”", '"': '"', "‘": "’"}
_OPENING = re.compile('[“"‘]')
_ADDRESS_MARKS = ("@", "://", "www.", ".vn", ".com", ".org", ".net")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+|\b[\w-]++\.(?:vn|com|org|net)\b\S*")
_WORD = re.compile(r"\w+")
_YEAR = re.compile(r"\bnăm (\d{4})\b")


class Prose:
    """The text rules of content read: head, body with footnotes in place, recipients.

    Attributes:
        subject: The file.
        paragraphs: Its paragraphs in reading order.
        text: Their texts, one a line; spaces that look alike are one character.
        cache: What functions marked ``once`` found out about it, by function.
    """

    def __init__(self, subject: WordSubject) -> None:
        self.subject = subject
        self.cache: dict[Any, Any] = {}
        outer = {Zone.HEAD: [], Zone.FOOT: []}  # type: dict[Zone, list[Paragraph]]
        for paragraph in subject.paragraphs:
            if paragraph.zone in outer and paragraph.text.strip():
                outer[paragraph.zone].append(paragraph)
        self.paragraphs = (*outer[Zone.HEAD], *subject.prose, *outer[Zone.FOOT])
        text = "\n".join(each.text for each in self.paragraphs)
        for other, usual in _SAME_WIDTH:  # several times faster than a table of translation
            text = text.replace(other, usual)
        self.text = text
        self._starts: list[int] = []
        position = 0
        for paragraph in self.paragraphs:
            self._starts.append(position)
            position += len(paragraph.text) + 1

    @cached_property
    def lower(self) -> str:
        """The text in small letters, of the same length."""
        lowered = self.text.lower()
        if len(lowered) == len(self.text):
            return lowered
        return "".join(small if len(small := char.lower()) == 1 else char for char in self.text)

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of the text in small letters: what is not here need not be looked for."""
        # What stands between spaces is mostly said more than once: each is taken apart once.
        return frozenset(_WORD.findall(" ".join(set(self.lower.split()))))

    @cached_property
    def vocabulary(self) -> str:
        """The words of the text in small letters, each once, one a line: quick to search."""
        return "\n".join((*self.words, ""))

    @cached_property
    def plain_lower(self) -> str:
        """The plain text in small letters."""
        return self.plain.lower()

    @cached_property
    def plain_words(self) -> frozenset[str]:
        """The words of the plain text in small letters."""
        return frozenset(old_tone_style(self.vocabulary).split("\n"))

    @cached_property
    def plain(self) -> str:
        """The text with tone marks of open oa, oe, uy on the first vowel, of the same length."""
        if old_tone_style(self.vocabulary) == self.vocabulary:
            return self.text
        moved = old_tone_style(self.text)
        return moved if len(moved) == len(self.text) else self.text

    def has(self, phrase: str) -> bool:
        """Return whether a phrase of small letters may stand in the text, whole words only."""
        return _bag_of(phrase) <= self.words and phrase in self.lower

    def holds(self, *parts: str) -> bool:
        """Return whether any of some strings of small letters stands in the text."""
        text = self.lower
        return any(part in text for part in parts)

    def spells(self, *parts: str) -> bool:
        """Return whether any of some strings of small letters, no others, stands in a word."""
        words = self.vocabulary
        return any(part in words for part in parts)

    def ends(self, *parts: str) -> bool:
        """Return whether a word ends in any of some strings of small letters."""
        return self.spells(*(f"{part}\n" for part in parts))

    def places(self, phrase: str) -> Iterator[int]:
        """Yield where a phrase of small letters stands as whole words, whatever its capitals."""
        if not _bag_of(phrase) <= self.words:
            return
        text = self.lower
        at = text.find(phrase)
        while at >= 0:
            end = at + len(phrase)
            inside = at > 0 and text[at - 1].isalnum()
            if not inside and not text[end : end + 1].isalnum():
                yield at
            at = text.find(phrase, at + 1)

    def at(self, offset: int) -> tuple[Paragraph, int]:
        """Return the paragraph an offset lies in, and its place there."""
        index = bisect_right(self._starts, offset) - 1
        return self.paragraphs[index], offset - self._starts[index]

    def start_of(self, offset: int) -> int:
        """Return where the paragraph an offset lies in begins."""
        return self._starts[bisect_right(self._starts, offset) - 1]

    def line(self, offset: int) -> str:
        """Return the text of the paragraph an offset lies in."""
        start = self.start_of(offset)
        return self.text[start : start + len(self.at(offset)[0].text)]

    def lines(self) -> Iterator[tuple[Paragraph, int, str]]:
        """Yield each paragraph, where it begins, and its text."""
        for paragraph, start in zip(self.paragraphs, self._starts, strict=True):
            yield paragraph, start, self.text[start : start + len(paragraph.text)]

    def is_text(self, offset: int) -> bool:
        """Return whether an offset lies in running text: body, annex or footnote."""
        return self.at(offset)[0].zone in TEXT_ZONES

    def is_worded(self, offset: int) -> bool:
        """Return whether an offset lies in running text, a subject, addressees or recipients."""
        paragraph = self.at(offset)[0]
        return paragraph.zone in TEXT_ZONES or paragraph.component in WORDED_COMPONENTS

    @cached_property
    def _quotes(self) -> list[tuple[int, int]]:
        return list(find_quotes(self.text))

    @cached_property
    def _addresses(self) -> list[tuple[int, int]]:
        # The search is slow, and most paragraphs have no address at all.
        if not any(mark in self.text for mark in _ADDRESS_MARKS):
            return []
        return [
            match.span()
            for _, start, text in self.lines()
            if any(mark in text for mark in _ADDRESS_MARKS)
            for match in _ADDRESS.finditer(self.text, start, start + len(text))
        ]

    def is_quoted(self, offset: int) -> bool:
        """Return whether an offset lies between quotation marks."""
        return inside(self._quotes, offset)

    def is_address(self, offset: int) -> bool:
        """Return whether an offset lies in a web or mail address."""
        return inside(self._addresses, offset)

    def quotes(self) -> Iterator[tuple[int, int]]:
        """Yield where the text between quotation marks begins and ends."""
        return ((start + 1, end - 1) for start, end in self._quotes)

    @cached_property
    def plan_year(self) -> int | None:
        """The year the document plans: named in its subject, else that of its date."""
        for component in ("trich_yeu", "trich_yeu_cong_van", "ten_loai"):
            years = _YEAR.findall(self.subject.component_text(component))
            if years:
                return int(years[-1])
        return self.subject.date.year if self.subject.date else None

    def finding(self, start: int, end: int, message: str = "", /, **details: Any) -> Diagnostic:
        """Return a finding about a stretch of the text; see ``WordSubject.finding``."""
        paragraph, first = self.at(start)
        last = min(first + end - start, len(paragraph.text))
        if details.get("expected") and "found" not in details:
            details["found"] = self.text[start:end]
        return self.subject.finding(paragraph, message, start=first, end=last, **details)

    def findings(self, hits: "Iterable[Hit]", message: str = "") -> Iterator[Diagnostic]:
        """Yield a finding for each hit."""
        for hit in hits:
            yield self.finding(
                hit.start,
                hit.end,
                message,
                expected=hit.expected,
                found=self.text[hit.start : hit.end],
                severity=hit.severity,
                fix=hit.safe and hit.expected,
                **(hit.values or {}),
            )


@cache
def words_of(phrase: str) -> tuple[str, ...]:
    """Return the words of a phrase."""
    return tuple(_WORD.findall(phrase))


@cache
def _bag_of(phrase: str) -> frozenset[str]:
    return frozenset(words_of(phrase))


def find_quotes(text: str) -> Iterator[tuple[int, int]]:
    """Yield what stands between quotation marks of one line, the marks included.

    Each mark is looked for once, so that many open ones take no longer than their number.

    >>> text = "theo “Kế hoạch” và 'A'"
    >>> [text[start:end] for start, end in find_quotes(text)]
    ['“Kế hoạch”']
    """
    following = dict.fromkeys(("\n", *_CLOSING.values()), -1)

    def find(mark: str, start: int) -> int:
        if following[mark] < start:
            at = text.find(mark, start)
            following[mark] = at if at >= 0 else len(text)
        return following[mark]

    last = 0
    for match in _OPENING.finditer(text):
        start = match.start()
        if start >= last:
            end = find(_CLOSING[match[0]], start + 1)
            if end < find("\n", start + 1):
                last = end + 1
                yield start, last


def inside(spans: list[tuple[int, int]], offset: int) -> bool:
    """Return whether an offset lies in one of some stretches, which stand in order."""
    index = bisect_right(spans, (offset, 1 << 60)) - 1
    return index >= 0 and spans[index][0] <= offset < spans[index][1]


@once
def prose_of(subject: WordSubject) -> Prose:
    """Return the text of a file."""
    return Prose(subject)


@dataclass(frozen=True, slots=True)
class Hit:
    """What a pure function found in a text: where, and what should stand there.

    Attributes:
        start: First character.
        end: Character after the last one.
        expected: What should stand there, "" when that is not known.
        safe: Whether ``expected`` may be offered as a correction.
        severity: How sure it is that something is wrong.
        values: Further values for the message.
    """

    start: int
    end: int
    expected: str = ""
    safe: bool = False
    severity: Severity = Severity.WARNING
    values: Mapping[str, Any] | None = None
