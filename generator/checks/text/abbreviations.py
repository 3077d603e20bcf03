"""Abbreviations a document explains and uses; no rule is here."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from generator.checks.text.prose import LETTER, Prose
from generator.text.normalize import strip_marks

_DEFINED = re.compile(
    r"\((?:sau đây )?(?:viết tắt là |gọi tắt là |gọi là |viết tắt: )?([A-ZĐ]{2,10})(?: [a-z]+)?\)"
)
_TOKEN = re.compile(
    # The look back comes after the first letter, so that only capitals are tried.
    r"[A-ZĐ](?<![\w/\-.&@].)[A-ZĐ&]*[A-ZĐ](?:[-–][A-ZĐ&]{2,})*(?![\w@&]|[/\-](?=\w)|\.\w)"
)
_WORD = re.compile(rf"[{LETTER}]+")
_ROMAN = re.compile(r"[IVXLC]+")


@dataclass(frozen=True, slots=True)
class Definition:
    """An abbreviation with the words it stands for."""

    abbreviation: str
    words: str
    start: int


def definitions_of(prose: Prose) -> dict[str, Definition]:
    """Return the abbreviations a document explains, found once."""
    cache_ = prose.subject.cache
    if "abbreviations" not in cache_:
        found: dict[str, Definition] = {}
        for match in _DEFINED.finditer(prose.text):
            words = _words_before(prose.text[max(0, match.start() - 120) : match.start()], match[1])
            found.setdefault(match[1], Definition(match[1], words, match.start(1)))
        cache_["abbreviations"] = found
    return cast("dict[str, Definition]", cache_["abbreviations"])


def _words_before(before: str, abbreviation: str) -> str:
    """Return the words before the bracket whose first letters the abbreviation has, or ""."""
    wanted = strip_marks(abbreviation).lower()
    words = list(_WORD.finditer(before))
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
