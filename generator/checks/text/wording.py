"""Wrong wordings with what should stand instead: lists in the rules' files, found in a document."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from generator.checks.subject import WordSubject, once
from generator.checks.text.prose import LETTER, LOWER, TEXT_ZONES, UPPER, Prose, prose_of
from generator.diagnostics import Diagnostic, Severity
from generator.inputs.packaged import read_packaged
from generator.recognise.paragraph import Span

DATA_DIR = Path(__file__).parents[1] / "data"
_CLASSES = {"U": UPPER, "L": LOWER, "A": LETTER}
_CLASS = re.compile(r"(?P<open>\[?)<(?P<name>[ULA])>")
_AROUND = 90


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
        pattern: What is wrong; of a component's text, what is right where ``is_form``.
        anchors: Small-letter strings, one of which stands in every match, near its ends.
        holds: The same, wherever in the match they stand.
        right: Template of what should stand there, "" when that is not known.
        fix: Template of a safe correction, None for none.
        swaps: Characters that are wrong in the match, with the right ones, in place of ``right``.
        severity: How sure it is.
        quoted: Whether it is looked for between quotation marks too.
        addressed: Whether it is looked for in web and mail addresses too.
        context: What must stand in the same paragraph, None for anything.
        note: Why, for the finding's message.
        says: Name of the rule's message, "" for the only one.
        is_form: Whether ``pattern`` is what the whole text should be.
    """

    pattern: re.Pattern[str]
    anchors: tuple[str, ...]
    holds: tuple[str, ...]
    right: str
    fix: str | None
    swaps: tuple[tuple[str, str], ...]
    severity: Severity
    quoted: bool
    addressed: bool
    context: re.Pattern[str] | None
    note: str
    says: str
    is_form: bool

    def corrected(self, match: re.Match[str]) -> str:
        """Return what should stand in place of a match, "" when that is not known."""
        if self.swaps:
            return "".join(dict(self.swaps).get(char, char) for char in match[0])
        return match.expand(self.right) if self.right else ""

    def details(self, match: re.Match[str]) -> dict[str, Any]:
        """Return what a finding says of a match."""
        right = self.corrected(match)
        fix = self.fix if self.fix is None else match.expand(self.fix)
        return {
            "expected": right,
            "fix": right if self.swaps else False if fix is None else fix,
            "severity": self.severity,
            "note": self.note or right,
            "count": len(match[0]),
            "code": f"{ord(match[0][0]):04X}",
            **match.groupdict(),
        }


@cache
def _wording(**entry: Any) -> Wording:
    right = entry.get("right", "")
    is_form = "form" in entry
    return Wording(
        pattern=re.compile(expand(entry["form" if is_form else "wrong"])),
        anchors=_several(entry.get("anchor", ())),
        holds=_several(entry.get("holds", ())),
        right=right,
        fix=entry.get("fix", right if right and entry.get("safe") != "false" else None),
        swaps=entry.get("swap", ()),
        severity=Severity(entry.get("severity", "warning")),
        quoted=entry.get("quoted") == "true",
        addressed=entry.get("addressed") == "true",
        context=re.compile(expand(entry["context"])) if "context" in entry else None,
        note=entry.get("note", ""),
        says=entry.get("says", ""),
        is_form=is_form,
    )


def _several(texts: str | tuple[str, ...]) -> tuple[str, ...]:
    return (texts,) if isinstance(texts, str) else texts


def _hashable(value: Any) -> Any:
    if isinstance(value, Mapping):
        return tuple(value.items())
    return tuple(value) if isinstance(value, list) else value


_Entries = Iterable[Mapping[str, Any]]


def check_wording(
    subject: WordSubject, phrases: _Entries | Mapping[str, _Entries], where: str = "worded"
) -> Iterator[Diagnostic]:
    """Find wrong wordings.

    Args:
        subject: The file.
        phrases: The wordings, or those of each regime; see ``Wording`` and CAP.yaml.
        where: "worded" (running text, subject, addressees, recipients), "text" (running text),
            "prose" (all of these and the rest of head and foot), "paragraphs" (every paragraph of
            the file as it stands, page headers too), "running" (those of running text), "body",
            or the id of a component.
    """
    for entry in phrases[subject.regime] if isinstance(phrases, Mapping) else phrases:
        wording = _wording(**{key: _hashable(value) for key, value in entry.items()})
        if where in _IN_PROSE:
            yield from _find_in_prose(prose_of(subject), wording, where)
        elif not wording.holds or not characters_of(subject).isdisjoint(wording.holds):
            yield from _find_in_spans(subject, wording, where)


# ------------------------------------------------------------------ in the text as a whole

_IN_PROSE = {"worded": Prose.is_worded, "text": Prose.is_text, "prose": lambda *_: True}


def _find_in_prose(prose: Prose, wording: Wording, where: str) -> Iterator[Diagnostic]:
    if wording.anchors and not any(prose.has(anchor) for anchor in wording.anchors):
        return
    if wording.holds and not prose.holds(*wording.holds):
        return
    is_in = _IN_PROSE[where]
    for match in _matches(prose, wording):
        start, end = match.span("at") if "at" in wording.pattern.groupindex else match.span()
        if wording.corrected(match) == match[0] or not is_in(prose, start):
            continue
        if not wording.quoted and prose.is_quoted(start):
            continue
        if not wording.addressed and prose.is_address(start):
            continue
        if wording.context and not wording.context.search(prose.line(start)):
            continue
        found = prose.text[start:end]
        yield prose.finding(start, end, wording.says, found=found, **wording.details(match))


def _matches(prose: Prose, wording: Wording) -> Iterator[re.Match[str]]:
    """Yield matches near the anchors: a pattern is not tried on the rest of the text."""
    if not wording.anchors:
        yield from wording.pattern.finditer(prose.text)
        return
    first = last = 0
    for start in sorted(at for anchor in wording.anchors for at in _find_all(prose.lower, anchor)):
        if start - _AROUND > last:
            yield from wording.pattern.finditer(prose.text, first, last)
            first = start - _AROUND
        last = start + _AROUND
    yield from wording.pattern.finditer(prose.text, first, last)


def _find_all(text: str, part: str) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


# ------------------------------------------------------------------ in paragraphs and components


@once
def characters_of(subject: WordSubject) -> frozenset[str]:
    """Return the characters of a file: what is not here need not be looked for."""
    return frozenset("".join(each.text for each in subject.all_paragraphs))


def _spans(subject: WordSubject, where: str) -> Iterable[Span]:
    if where == "body":
        paragraphs = subject.body_paragraphs
    elif where in ("paragraphs", "running"):
        paragraphs = subject.all_paragraphs
    else:
        return subject.component(where)
    return (
        Span(each, 0, len(each.text))
        for each in paragraphs
        if where != "running" or each.zone in TEXT_ZONES
    )


def _find_in_spans(subject: WordSubject, wording: Wording, where: str) -> Iterator[Diagnostic]:
    for span in _spans(subject, where):
        text = span.text
        if wording.is_form:
            if not wording.pattern.fullmatch(text.strip()):
                yield subject.finding(
                    span, wording.says, expected=wording.right, severity=wording.severity
                )
            continue
        for match in wording.pattern.finditer(text):
            start, end = (span.start + at for at in match.span())
            details = {"found": match[0].strip(), **wording.details(match)}
            yield subject.finding(span, wording.says, start=start, end=end, **details)


# ------------------------------------------------------------------ plain lists of words


def check_words(subject: WordSubject, words: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Find misspelt words of a list (wrong: right), case kept, quotations left out."""
    prose = prose_of(subject)
    for wrong, right in words.items():
        for start in prose.places(wrong):
            if prose.is_worded(start) and not prose.is_quoted(start):
                end = start + len(wrong)
                expected = keep_case(prose.text[start:end], right)
                severity = Severity.WARNING
                yield prose.finding(start, end, expected=expected, fix=True, severity=severity)


def keep_case(wrong: str, right: str) -> str:
    """Return the right word in the case of the wrong one.

    >>> keep_case("SỬ LÝ", "xử lý"), keep_case("Sử lý", "xử lý")
    ('XỬ LÝ', 'Xử lý')
    """
    if wrong.isupper():
        return right.upper()
    return right[:1].upper() + right[1:] if wrong[:1].isupper() else right


# ------------------------------------------------------------------ two ways in one document


def check_consistency(
    subject: WordSubject, pairs: Iterable[tuple[str, str]]
) -> Iterator[Diagnostic]:
    """Find the rarer of two ways of writing where a document has both.

    Args:
        subject: The file.
        pairs: The usual way and the other one; a few plain wordings each, parted by "|".
    """
    prose = prose_of(subject)
    for usual, other in pairs:
        if not prose.holds(*(each.lower() for each in other.split("|"))):
            continue  # the usual way is in most documents, the other in few
        ways = [_places_of(prose, way) for way in (other, usual)]
        if all(ways):
            fewer, more = sorted(ways, key=len)
            yield prose.finding(
                fewer[0].start(), fewer[0].end(),
                expected=more[0][0], severity=Severity.NOTICE,
            )  # fmt: skip


def _places_of(prose: Prose, way: str) -> list[re.Match[str]]:
    pattern = re.compile(rf"\b(?:{way})\b")
    return [match for match in pattern.finditer(prose.text) if prose.is_text(match.start())]
