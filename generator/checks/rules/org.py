"""Bodies and places on the day of a document (ORG, ORT23), and who may issue what (AUT).

Nobody receives what is sent to a body that is gone or to a province that was merged. The body of a
document that is cited keeps the name of its time.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from generator.catalogues.load import Catalogues
from generator.catalogues.old_names import bodies_gone
from generator.checks.subject import WordSubject, once, once_for_facts
from generator.checks.text.citations import period_of
from generator.checks.text.prose import Prose, prose_of
from generator.diagnostics import Diagnostic, Marked
from generator.i18n import N_
from generator.recognise.paragraph import Zone
from generator.text.dates import format_date
from generator.text.normalize import lower_first, old_tone_style

_QUOTED = re.compile(r"'([^']*)'")
_PLACE = re.compile(r"^(?:[Tt]ỉnh|[Tt]hành phố|[Tt]ỉnh ủy)\b")
_DISTRICT = re.compile(
    r"(?i:huyện|quận|thị xã|thị trấn|thị ủy|Phòng Giáo dục|Phòng VH-TT|Phòng Văn hóa)"
)


@once
def _gone(subject: WordSubject) -> list[Diagnostic]:
    """Return what a document names that does not exist on any day it can be of."""
    prose = prose_of(subject)
    period = period_of(prose)
    return list(_find_gone(prose, period)) if period else []


def _find_gone(prose: Prose, period: tuple[date, date]) -> Iterator[Diagnostic]:
    facts = prose.subject.catalogues
    first, last = period
    for start in sorted(_candidates(prose, period)):
        text = prose.plain[start : start + len(prose.at(start)[0].text)]
        gone = bodies_gone(text, first, facts)
        if not gone:
            continue
        # A body that is gone on some days only, while the date is open, is nobody's error.
        quotes = _quotes(bodies_gone(text, last, facts)) if first != last else _quotes(gone)
        for finding in gone:
            for quote in sorted(_quotes([finding]) & quotes):
                yield from _at(prose, finding, start, text, quote)


def _candidates(prose: Prose, period: tuple[date, date]) -> set[int]:
    """Return where paragraphs begin that name a body or a place of another time."""
    first, last = period
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


@once_for_facts
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
    place = prose.finding(start + at, start + at + len(quote))
    yield replace(
        finding,
        message="",
        hint="",
        location=place.location,
        params={**finding.params, "found": quote},
        quote=quote,
        found=quote,
        expected=str(finding.params["replacement"]),
    )


def check_gone(subject: WordSubject, level: str) -> Iterator[Diagnostic]:
    """Find bodies and places that are gone, of one level ("district", "place", "body")."""
    for finding in _gone(subject):
        is_place = bool(_PLACE.match(finding.quote))
        is_district = bool(_DISTRICT.search(finding.quote))
        is_body = not is_place and not is_district
        if {"place": is_place, "district": is_district, "body": is_body}[level]:
            yield finding


def check_own(subject: WordSubject) -> Iterator[Diagnostic]:
    """Compare the names at the head of the document, in capitals, with the day."""
    period = period_of(prose_of(subject))
    if period is None:
        return
    first, last = period
    for component in ("co_quan_chu_quan", "co_quan_cap_tren", "co_quan_ban_hanh"):
        for span in subject.component(component):
            for old in subject.catalogues.old_names.values():
                if not (old.is_gone(first) and old.is_gone(last)):
                    continue
                match = re.search(old.pattern, old_tone_style(span.text), re.IGNORECASE)
                if match:
                    yield subject.finding(
                        span, expected=old.replacement, fact=old,
                        day=format_date(first), replacement=old.replacement,
                    )  # fmt: skip


# ------------------------------------------------------------------ who may issue what: AUT

_SINCE = date(2026, 1, 9)
"""The first day of Quy định 399-QĐ/TW."""


def _issuer(subject: WordSubject) -> str:
    return old_tone_style(subject.component_text("co_quan_ban_hanh")).upper()


def check_grass_roots(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a kind of document that a party body of a commune does not issue."""
    if subject.date is None or subject.date.last_day < _SINCE:
        return
    issuer = _issuer(subject)
    authority = old_tone_style(subject.component_text("quyen_han")).upper()
    barred: tuple[str, ...]
    if issuer.startswith("CHI BỘ"):
        who, barred = N_("chi bộ"), ("Hướng dẫn", "Quy định")
    elif not issuer.startswith("ĐẢNG ỦY"):
        return
    elif "BAN THƯỜNG VỤ" in authority:
        who, barred = N_("ban thường vụ đảng ủy cơ sở"), ("Quy chế",)
    else:
        who, barred = N_("ban chấp hành (đảng ủy cơ sở)"), ("Hướng dẫn",)
    if subject.kind in barred:
        yield _at_kind(subject, "", who)


def _at_kind(subject: WordSubject, message: str, who: str = "") -> Diagnostic:
    values: dict[str, Any] = {"who": Marked(who), "kind": lower_first(subject.kind)}
    spans = subject.component("ten_loai") or subject.component("so_ky_hieu")
    if spans:
        return subject.finding(spans[0], message, **values)
    return subject.file_finding(message, **values)


def check_party_kind(subject: WordSubject, kinds: list[str]) -> Iterator[Diagnostic]:
    """Find a kind that is none of the kinds of party documents."""
    if subject.kind and subject.kind not in kinds and subject.regime_known:
        yield _at_kind(subject, "")


def check_state_kind(subject: WordSubject, party_kinds: list[str]) -> Iterator[Diagnostic]:
    """Find a kind of party documents, and a resolution of a body that makes none."""
    if subject.kind in party_kinds:
        yield _at_kind(subject, "kind")
    elif subject.kind == "Nghị quyết" and re.match(r"ỦY BAN NHÂN DÂN|SỞ |PHÒNG ", _issuer(subject)):
        yield _at_kind(subject, "resolution")
