"""Lists of wrong wordings with what should stand instead: read from data, found in text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from generator.checks.text.prose import LETTER, LOWER, UPPER, Hit, Prose
from generator.diagnostics import Severity
from generator.inputs.packaged import read_packaged

DATA_DIR = Path(__file__).parents[1] / "data"
_CLASSES = {"U": UPPER, "L": LOWER, "A": LETTER}
_CLASS = re.compile(r"(?P<open>\[?)<(?P<name>[ULA])>")


@cache
def read_data(name: str) -> dict[str, Any]:
    """Return what a data file of the checks says, every value as text."""
    return read_packaged(DATA_DIR / f"{name}.yaml")


def expand(pattern: str) -> str:
    """Return a pattern with <U>, <L>, <A> as Vietnamese capitals, small letters, letters."""

    def letters(match: re.Match[str]) -> str:
        found = _CLASSES[match["name"]]
        return f"[{found}" if match["open"] else f"[{found}]"

    return _CLASS.sub(letters, pattern)


@dataclass(frozen=True, slots=True)
class Wording:
    """A wrong wording.

    Attributes:
        pattern: What is wrong.
        anchors: Small-letter strings, one of which stands in every match.
        right: Template of what should stand there, "" when that is not known.
        severity: How sure it is.
        safe: Whether the correction may be offered.
        quoted: Whether it is looked for between quotation marks too.
        context: What must stand in the same paragraph, None for anything.
        note: Why, for the finding's hint.
    """

    pattern: re.Pattern[str]
    anchors: tuple[str, ...]
    right: str
    severity: Severity
    safe: bool
    quoted: bool
    context: re.Pattern[str] | None
    note: str


@cache
def wordings(name: str, section: str) -> tuple[Wording, ...]:
    """Return the wordings of a section of a data file."""
    return tuple(_wording(entry) for entry in read_data(name).get(section, ()))


def _wording(entry: dict[str, Any]) -> Wording:
    anchors = entry["anchor"]
    right = entry.get("right", "")
    return Wording(
        pattern=re.compile(expand(entry["wrong"])),
        anchors=tuple([anchors] if isinstance(anchors, str) else anchors),
        right=right,
        severity=Severity(entry.get("severity", "warning")),
        safe=bool(right) and entry.get("safe") != "false",
        quoted=entry.get("quoted") == "true",
        context=re.compile(expand(entry["context"])) if "context" in entry else None,
        note=entry.get("note", ""),
    )


def find_wordings(prose: Prose, name: str, section: str) -> Iterator[Hit]:
    """Yield the wrong wordings of a section in a document's worded parts."""
    for wording in wordings(name, section):
        if any(prose.has(anchor) for anchor in wording.anchors):
            yield from _find(prose, wording)


_AROUND = 90


def _matches(prose: Prose, wording: Wording) -> Iterator[re.Match[str]]:
    """Yield matches near the anchors: a pattern is not tried on the rest of the text."""
    first = last = 0
    for start in sorted(_anchors(prose, wording)):
        if start - _AROUND > last:
            yield from wording.pattern.finditer(prose.text, first, last)
            first = start - _AROUND
        last = start + _AROUND
    yield from wording.pattern.finditer(prose.text, first, last)


def _anchors(prose: Prose, wording: Wording) -> Iterator[int]:
    for anchor in wording.anchors:
        at = prose.lower.find(anchor)
        while at >= 0:
            yield at
            at = prose.lower.find(anchor, at + 1)


def _find(prose: Prose, wording: Wording) -> Iterator[Hit]:
    for match in _matches(prose, wording):
        start, end = match.span()
        right = match.expand(wording.right) if wording.right else ""
        if right == match[0] or not prose.is_worded(start) or prose.is_address(start):
            continue
        if not wording.quoted and prose.is_quoted(start):
            continue
        if wording.context and not wording.context.search(prose.line(start)):
            continue
        note = wording.note or right
        yield Hit(start, end, right, wording.safe, wording.severity, {"note": note})


def find_words(prose: Prose, name: str, section: str) -> Iterator[Hit]:
    """Yield misspelt words of a plain list (wrong: right), case kept, quotations left out."""
    for wrong, right in read_data(name)[section].items():
        for start in prose.places(wrong):
            if prose.is_worded(start) and not prose.is_quoted(start):
                end = start + len(wrong)
                yield Hit(start, end, keep_case(prose.text[start:end], right), safe=True)


def keep_case(wrong: str, right: str) -> str:
    """Return the right word in the case of the wrong one.

    >>> keep_case("SỬ LÝ", "xử lý"), keep_case("Sử lý", "xử lý")
    ('XỬ LÝ', 'Xử lý')
    """
    if wrong.isupper():
        return right.upper()
    return right[:1].upper() + right[1:] if wrong[:1].isupper() else right
