"""Cơ quan, tỉnh, xã, bộ theo ngày của văn bản.

Vì sao: giao việc cho một cơ quan không còn, gửi đến một tỉnh đã nhập thì không ai nhận. Cơ quan của
văn bản được viện dẫn giữ tên khi ban hành.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from typing import NamedTuple, cast

from generator.catalogues.load import Catalogues
from generator.catalogues.old_names import bodies_gone
from generator.checks.subject import WordSubject
from generator.checks.text.kept import kept
from generator.checks.text.prose import Prose, prose_of
from generator.diagnostics import Diagnostic, Severity
from generator.i18n import N_
from generator.recognise.paragraph import Zone
from generator.text.dates import format_date
from generator.text.normalize import old_tone_style

_QUOTED = re.compile(r"'([^']*)'")
_PLACE = re.compile(r"^(?:[Tt]ỉnh|[Tt]hành phố|[Tt]ỉnh ủy)\b")
_DISTRICT = re.compile(
    r"(?i:huyện|quận|thị xã|thị trấn|thị ủy|Phòng Giáo dục|Phòng VH-TT|Phòng Văn hóa)"
)


def gone_findings(subject: WordSubject) -> list[Diagnostic]:
    """Return what a document names that does not exist on any day it can be of, found once."""
    if "gone" not in subject.cache:
        subject.cache["gone"] = list(_gone(prose_of(subject)))
    return cast("list[Diagnostic]", subject.cache["gone"])


def _gone(prose: Prose) -> Iterator[Diagnostic]:
    if prose.period is None:
        return
    facts = prose.subject.catalogues
    first, last = prose.period
    for start in sorted(_candidates(prose)):
        text = prose.plain[start : start + len(prose.at(start)[0].text)]
        found = bodies_gone(text, first, facts)
        if not found:
            continue
        # A body that is gone on some days only, while the date is open, is nobody's error.
        kept = _quotes(bodies_gone(text, last, facts)) if first != last else _quotes(found)
        for finding in found:
            for quote in sorted(_quotes([finding]) & kept):
                yield from _at(prose, finding, start, text, quote)


def _candidates(prose: Prose) -> set[int]:
    """Return where paragraphs begin that name a body or a place of another time."""
    assert prose.period  # noqa: S101  (asked before)
    first, last = prose.period
    facts = prose.subject.catalogues
    found: set[int] = set()
    for old in facts.old_names.values():
        if old.is_gone(first) and old.is_gone(last):
            found.update(_find(prose, old.pattern))
    for name, valid_to in _places(facts):
        if valid_to is None or valid_to < first:
            found.update(prose.places(name))
    starts = {prose.start_of(at) for at in found}
    return {at for at in starts if prose.at(at)[0].zone is not Zone.HEAD}


@kept
def _places(catalogues: Catalogues) -> list[tuple[str, date | None]]:
    """Return the provinces that changed, in small letters, and the last day of those gone."""
    gone = [(one.name.lower(), one.valid_to) for one in catalogues.former_provinces.values()]
    changed = [
        (name.lower(), None)
        for one in catalogues.provinces.values()
        if one.dated_types
        for name in (one.name, *(dated.name for dated in one.dated_types))
        if name
    ]
    return [*gone, *changed]


_BEFORE, _AFTER = 30, 80


def _find(prose: Prose, pattern: str) -> Iterator[int]:
    """Yield where a pattern stands; it is tried only around its own letters, if it has any."""
    text = prose.plain
    for one in _compiled(pattern):
        literal = one.literal
        if not literal and any(each in prose.plain_lower for each in one.either):
            yield from (match.start() for match in one.pattern.finditer(text))
        at = text.find(literal) if literal and one.words <= prose.plain_words else -1
        while at >= 0:
            match = one.pattern.search(text, max(0, at - _BEFORE), at + len(literal) + _AFTER)
            if match:
                yield match.start()
            at = text.find(literal, at + 1)


class _Wording(NamedTuple):
    """An alternative of a pattern, and what stands in each of its matches.

    Attributes:
        pattern: The alternative.
        literal: The longest text of every match, "" when they share none.
        words: Words of that in small letters.
        either: Texts in small letters, one of which stands in every match; "" may be one.
    """

    pattern: re.Pattern[str]
    literal: str
    words: frozenset[str]
    either: tuple[str, ...]


@cache
def _compiled(pattern: str) -> tuple[_Wording, ...]:
    """Return the alternatives of a pattern."""
    outer = _GROUP.sub(_blank, _GROUP.sub(_blank, pattern))
    if "(" in outer:
        return (_Wording(re.compile(pattern), "", frozenset(), ("",)),)
    found = []
    start = 0
    for shown in outer.split("|"):
        runs = _LITERAL.findall(shown.replace(r"\b", "\0\0"))
        literal = max(runs, key=len, default="")
        # The first and the last word may be parts of longer ones.
        words = frozenset(_WORD.findall(literal.lower())[1:-1])
        wording = pattern[start : start + len(shown)]
        groups = (each for each in _EITHER.finditer(wording) if _is_outer(wording, each.start()))
        group = next(groups, None)
        either = tuple(group[1].lower().split("|")) if group else ("",)
        found.append(_Wording(re.compile(wording), literal, words, either))
        start += len(shown) + 1
    return tuple(found)


def _blank(match: re.Match[str]) -> str:
    return "\0" * len(match[0])


def _is_outer(pattern: str, at: int) -> bool:
    return pattern.count("(", 0, at) == pattern.count(")", 0, at)


# A group of plain alternatives that must be there.
_EITHER = re.compile(r"\(\?:([\w ]+(?:\|[\w ]+)*)\)(?![?*+{])")
_GROUP = re.compile(r"\([^()]*\)[?*+]?|\[[^\]]*\][?*+]?")
_WORD = re.compile(r"\w+")
_LITERAL = re.compile(r"[\w ,]{3,}(?![?*+])")


def _quotes(found: list[Diagnostic]) -> set[str]:
    return {quote for one in found for quote in _QUOTED.findall(str(one.params["quotes"]))}


def _at(
    prose: Prose, finding: Diagnostic, start: int, plain: str, quote: str
) -> Iterator[Diagnostic]:
    at = plain.find(quote)
    if at < 0:
        return
    placed = prose.finding(
        start + at,
        start + at + len(quote),
        N_("'{found}' không đúng vào ngày {day}; tên vào ngày đó: {replacement}"),
        params=finding.params,
        found=quote,
        expected=str(finding.params["replacement"]),
        basis=finding.basis,
        confidence=finding.confidence,
        severity=finding.severity,
    )
    yield replace(placed, quote=quote)


def check_bodies(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find what breaks ORG01 (co-quan-khong-con)."""
    for finding in gone_findings(subject):
        if not _PLACE.match(finding.quote) and not _DISTRICT.search(finding.quote):
            yield finding


def check_places(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find what breaks ORG02 (tinh-da-nhap)."""
    for finding in gone_findings(subject):
        if _PLACE.match(finding.quote):
            yield finding


def check_own(subject: WordSubject) -> Iterator[Diagnostic]:
    """Compare the names at the head of the document, in capitals, with the day."""
    prose = prose_of(subject)
    if prose.period is None:
        return
    first, last = prose.period
    for component in ("co_quan_chu_quan", "co_quan_cap_tren", "co_quan_ban_hanh"):
        for span in subject.component(component):
            for old in subject.catalogues.old_names.values():
                if not (old.is_gone(first) and old.is_gone(last)):
                    continue
                match = re.search(old.pattern, old_tone_style(span.text), re.IGNORECASE)
                if match:
                    yield subject.finding(
                        span,
                        N_("cơ quan '{found}' không có vào ngày {day}; ngày đó là: {replacement}"),
                        params={"day": format_date(first), "replacement": old.replacement},
                        found=span.text,
                        expected=old.replacement,
                        severity=Severity.WARNING,
                        basis=old.source,
                        confidence=old.confidence,
                    )
