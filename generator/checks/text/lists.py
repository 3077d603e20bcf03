"""Sentences, enumerations and abbreviations of a text; no rule is here."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

from generator.checks.subject import once
from generator.checks.text.prose import LETTER, Prose
from generator.text.normalize import strip_marks

_SENTENCE = re.compile(r"[^.;!?\n]+(?:\.(?=\d)[^.;!?\n]+)*")
_WORD = re.compile(r"[^\W_]+")
_LEAD = re.compile(r"^\s*(?:[-+–]\s*|\d+(?:\.\d+)*\.?\s+)")
_ITEM = re.compile(r"[^,;:.()\n“”]+")
_LISTING = re.compile(r"[^;:.!?()\n“”]+")
_FEW_WORDS = 6
_MANY_ITEMS = 4


class Sentence(NamedTuple):
    """A sentence: its place and its words in small letters."""

    start: int
    end: int
    words: tuple[str, ...]


def find_sentences(text: str) -> Iterator[Sentence]:
    """Yield the sentences of a text that have a few words or more."""
    for match in _SENTENCE.finditer(text):
        lead = _LEAD.match(match[0])
        start = match.start() + (lead.end() if lead else len(match[0]) - len(match[0].lstrip()))
        words = tuple(_WORD.findall(text[start : match.end()].lower()))
        if len(words) >= _FEW_WORDS:
            yield Sentence(start, match.end(), words)


def near(first: tuple[str, ...], second: tuple[str, ...], ratio: float = 0.85) -> bool:
    """Return whether two sentences have nearly the same words in nearly the same order.

    >>> near(("kiểm", "soát", "thông", "tin"), ("kiểm", "soát", "thông", "tin"))
    True
    """
    if first == second:
        return True
    shorter, longer = sorted((len(first), len(second)))
    if shorter < longer * 0.7:
        return False
    common = set(first) & set(second)
    if len(common) < shorter * ratio:
        return False
    # No order of the words can make more of them agree: the slow comparison is for few.
    least = min(sum(word in common for word in words) for words in (first, second))
    if 2 * least < ratio * (shorter + longer):
        return False
    return SequenceMatcher(None, first, second, autojunk=False).ratio() >= ratio


def find_repeated_items(text: str) -> Iterator[tuple[int, int]]:
    """Yield items that stand twice in one enumeration: the later place.

    >>> text = "nhất là tội phạm ma túy, mua bán người, buôn lậu, gian lận, ma túy."
    >>> [text[a:b] for a, b in find_repeated_items(text)]
    ['ma túy']
    """
    for match in _LISTING.finditer(text):
        if match[0].count(",") >= _MANY_ITEMS - 1:
            for items in _enumerations(text, *match.span()):
                yield from _repeated(text, items)


def _enumerations(text: str, start: int, end: int) -> Iterator[list[tuple[int, int]]]:
    """Yield runs of items parted by commas alone."""
    items: list[tuple[int, int]] = []
    for match in _ITEM.finditer(text, start, end):
        if items and text[items[-1][1] : match.start()] != ",":
            yield items
            items = []
        items.append(match.span())
    yield items


_SHOWN = re.compile(r"^(?:nhất là|như|gồm|bao gồm|là|đặc biệt là) ")


def _repeated(text: str, items: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    if len(items) < _MANY_ITEMS:
        return
    seen: list[str] = []
    for index, (start, end) in enumerate(items):
        item = " ".join(text[start:end].split()).lower()
        if " " in item and (item in seen[1:] or _ends_one(item, seen, index, items)):
            first = start + len(text[start:end]) - len(text[start:end].lstrip())
            yield first, end
        seen.append(item)


def _ends_one(item: str, seen: list[str], index: int, items: list[tuple[int, int]]) -> bool:
    """Return whether the last item is the end of an earlier one: "nhất là tội phạm ma túy"."""
    if index < _MANY_ITEMS - 1 or index != len(items) - 1:
        return False
    return any(_SHOWN.match(one) and one.endswith(f" {item}") for one in seen)


# ------------------------------------------------------------------ abbreviations

_DEFINED = re.compile(
    r"\((?:sau đây )?(?:viết tắt là |gọi tắt là |gọi là |viết tắt: )?([A-ZĐ]{2,10})(?: [a-z]+)?\)"
)
_TOKEN = re.compile(
    # The look back comes after the first letter, so that only capitals are tried.
    r"[A-ZĐ](?<![\w/\-.&@].)[A-ZĐ&]*[A-ZĐ](?:[-–][A-ZĐ&]{2,})*(?![\w@&]|[/\-](?=\w)|\.\w)"
)
_LETTERS = re.compile(rf"[{LETTER}]+")
_ROMAN = re.compile(r"[IVXLC]+")


@dataclass(frozen=True, slots=True)
class Definition:
    """An abbreviation with the words it stands for."""

    abbreviation: str
    words: str
    start: int


@once
def definitions_of(prose: Prose) -> dict[str, Definition]:
    """Return the abbreviations a document explains."""
    found: dict[str, Definition] = {}
    for match in _DEFINED.finditer(prose.text):
        words = _words_before(prose.text[max(0, match.start() - 120) : match.start()], match[1])
        found.setdefault(match[1], Definition(match[1], words, match.start(1)))
    return found


def _words_before(before: str, abbreviation: str) -> str:
    """Return the words before the bracket whose first letters the abbreviation has, or ""."""
    wanted = strip_marks(abbreviation).lower()
    words = list(_LETTERS.finditer(before))
    for skip in (0, 1, 2):
        count = len(wanted) + skip
        taken = words[-count:]
        letters = "".join(strip_marks(word[0]).lower()[0] for word in taken if word[0] != "và")
        if len(taken) == count and letters == wanted:
            return before[taken[0].start() :].strip()
    return ""


def expand_abbreviations(text: str, definitions: dict[str, Definition]) -> str:
    """Return a text with its explained abbreviations written out."""
    for abbreviation, definition in definitions.items():
        if definition.words and abbreviation in text:
            text = re.sub(rf"(?<!\()\b{abbreviation}\b(?!\))", definition.words, text)
    return text


def find_abbreviations(text: str) -> Iterator[tuple[int, str]]:
    """Yield capitals that look like an abbreviation, Roman numerals left out.

    >>> list(find_abbreviations("Tỉnh ủy, HĐNQ khóa XIII; số 57-KL/TW"))
    [(9, 'HĐNQ')]
    """
    for match in _TOKEN.finditer(text):
        if not _ROMAN.fullmatch(match[0]):
            yield match.start(), match[0]
