"""Names, formulas, phone codes and counts against what is known (FCT23-26, FCT29-30).

A partner whose name is written wrong is offended; a formula with another word is a false quotation.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from generator.catalogues.load import Catalogues
from generator.catalogues.model import Confidence, Partner, Person, PlaceName
from generator.checks.subject import WordSubject, once_for_facts
from generator.checks.text.citations import period_of
from generator.checks.text.prose import UPPER, Hit, Prose, prose_of
from generator.diagnostics import Diagnostic, Severity

_NEAR = 0.86
_WORD = re.compile(r"[^\W_]+")

# ------------------------------------------------------------------ names


def check_names(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find names that are known to be written wrong."""
    prose = prose_of(subject)
    for fact, wrong, small in _wrong_names(subject.catalogues):
        for start in prose.places(small):
            end = start + len(wrong)
            if prose.text[start:end] != wrong or not prose.is_worded(start):
                continue
            expected = _in_place(wrong, fact.ten_goi if isinstance(fact, Partner) else fact.name)
            if not expected:
                continue
            yield prose.finding(
                start, end, expected=expected, found=wrong, fact=fact, fix=fact.is_confirmed
            )


_NamedFact = Partner | PlaceName | Person


@once_for_facts
def _wrong_names(catalogues: Catalogues) -> list[tuple[_NamedFact, str, str]]:
    """Return the names that are known to be written wrong: as written, and in small letters."""
    named: list[_NamedFact] = [
        *catalogues.partners.values(),
        *catalogues.place_names.values(),
        *catalogues.persons.values(),
    ]
    return [(fact, wrong, wrong.lower()) for fact in named for wrong in fact.wrong]


def _in_place(wrong: str, right: str) -> str:
    """Return the part of a right name that stands where the wrong spelling does."""
    count = len(wrong.split())
    words = right.split()
    windows = [" ".join(words[i : i + count]) for i in range(len(words) - count + 1)] or [right]
    best = max(windows, key=lambda window: SequenceMatcher(None, wrong, window).ratio())
    return (
        best
        if SequenceMatcher(None, wrong, best).ratio() > SequenceMatcher(None, wrong, right).ratio()
        else right
    )


def check_titles_of_persons(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find persons with the office they had before."""
    prose = prose_of(subject)
    period = period_of(prose)
    if period is None:
        return
    for person in subject.catalogues.persons.values():
        if not person.role_to or not person.role_after or period[0] <= person.role_to:
            continue
        wrong = f"{person.role} {person.name}"
        for match in re.finditer(rf"(?<!cố ){re.escape(wrong)}", prose.text):
            if prose.is_text(match.start()) and not prose.is_quoted(match.start()):
                expected = f"{person.role_after} {person.name}"
                yield prose.finding(
                    *match.span(), expected=expected, found=wrong, fact=person, fix=True
                )


# ------------------------------------------------------------------ formulas


_Entry = Mapping[str, str]


def check_formulas(subject: WordSubject, formulas: Sequence[_Entry]) -> Iterator[Diagnostic]:
    """Find what is nearly, but not quite, a fixed formula.

    Args:
        subject: The file.
        formulas: Each with its ``text``, ``basis``, ``confidence``, and with what stands before it
            in the same sentence when it is not quoted (``near``).
    """
    prose = prose_of(subject)
    for start, end in prose.quotes():
        if prose.is_text(start):
            quoted = prose.text[start:end]
            for entry in formulas:
                yield from _near_formula(prose, entry, quoted, start)
    for entry in formulas:
        yield from _unquoted(prose, entry)


def _near_formula(prose: Prose, entry: _Entry, text: str, start: int) -> Iterator[Diagnostic]:
    right = entry["text"]
    if text.lower().strip(" .,;") == right.lower() or not _alike(text, right):
        return
    expected = right if text[:1].islower() == right[:1].islower() else text[0] + right[1:]
    yield prose.finding(
        start,
        start + len(text),
        expected=expected,
        found=text,
        fix=True,
        basis=entry["basis"],
        confidence=entry["confidence"],
    )


def _alike(text: str, right: str) -> bool:
    """Return whether a text has the same words as a formula, nearly all and in nearly its order."""
    first, second = _WORD.findall(text.lower()), _WORD.findall(right.lower())
    if abs(len(first) - len(second)) > 2:  # noqa: PLR2004
        return False
    return SequenceMatcher(None, first, second).ratio() >= _NEAR or sorted(first) == sorted(second)


def _unquoted(prose: Prose, entry: _Entry) -> Iterator[Diagnostic]:
    near = entry.get("near")
    if not near or near not in prose.lower:
        return
    first_word, last_word = entry["text"].split(",")[0], entry["text"].split()[-1]
    pattern = re.compile(
        rf"{near} (?:là )?({first_word}[^.;:“”\n]{{10,60}}?{last_word})", re.IGNORECASE
    )
    for match in pattern.finditer(prose.text):
        yield from _near_formula(prose, entry, match[1], match.start(1))


def check_works(subject: WordSubject, titles: Sequence[_Entry]) -> Iterator[Diagnostic]:
    """Find names of works that are nearly, but not quite, right.

    Args:
        subject: The file.
        titles: The names, each with its ``text`` and ``confidence``.
    """
    prose = prose_of(subject)
    for match in re.finditer(r"“(?P<title>[^“”\n]{12,}(?:“[^“”\n]*”[^“”\n]{0,3})?)”", prose.text):
        title = match["title"].rstrip(" .,;…”")
        if prose.is_text(match.start()):
            yield from _near_title(prose, title, match.start("title"), titles)


def _near_title(
    prose: Prose, title: str, start: int, titles: Sequence[_Entry]
) -> Iterator[Diagnostic]:
    words = _WORD.findall(title.lower())
    for entry in titles:
        right = entry["text"].rstrip("”")
        wanted = _WORD.findall(right.lower())
        if title.lower() == right.lower() or words[: len(wanted)] == wanted:
            continue
        if abs(len(words) - len(wanted)) <= 3 and _ratio(words, wanted) >= _NEAR - 0.2:  # noqa: PLR2004
            yield prose.finding(
                start,
                start + len(title),
                expected=entry["text"],
                found=title,
                fix=right if _ratio(words, wanted) >= _NEAR else False,
                confidence=entry["confidence"],
            )


def _ratio(first: list[str], second: list[str]) -> float:
    return SequenceMatcher(None, first, second).ratio()


# ------------------------------------------------------------------ contacts

_PHONE = re.compile(
    r"(?:ĐT|Điện thoại|Fax|Tel|Số điện thoại|Hotline|liên hệ)[.:]?\s*:?\s*"
    r"(?P<code>\(?0\d{1,3}\)?)(?P<gap>[ .\-)]+)(?P<rest>\d[\d .]{5,})",
    re.IGNORECASE,
)


def find_stale_phones(text: str, codes: Mapping[str, _Entry]) -> Iterator[Hit]:
    """Yield area codes that were changed in 2017.

    >>> codes = {"04": {"new": "024", "place": "Hà Nội", "confidence": "confirmed"}}
    >>> [hit.expected for hit in find_stale_phones("ĐT: 04. 37676666", codes)]
    ['024']
    """
    for match in _PHONE.finditer(text):
        code = match["code"].strip("()")
        entry = codes.get(code)
        digits = re.sub(r"\D", "", match["rest"])
        if entry and len(digits) in (6, 7, 8):
            start = match.start("code") + (match["code"][0] == "(")
            values = {"place": entry["place"], "confidence": entry["confidence"]}
            yield Hit(start, start + len(code), entry["new"], safe=True, values=values)


def check_phones(subject: WordSubject, codes: Mapping[str, _Entry]) -> Iterator[Diagnostic]:
    """Find area codes that were changed.

    Args:
        subject: The file.
        codes: By the old code, the ``new`` one, its ``place`` and ``confidence``.
    """
    prose = prose_of(subject)
    if not prose.holds("đt", "điện thoại", "fax", "tel", "hotline", "liên hệ"):
        return
    for hit in find_stale_phones(prose.text, codes):
        values = hit.values or {}
        sure = values["confidence"] == Confidence.CONFIRMED
        yield prose.finding(
            hit.start,
            hit.end,
            expected=hit.expected,
            fix=sure,
            confidence=values["confidence"],
            place=values["place"],
        )


# ------------------------------------------------------------------ counts

_COUNTED = re.compile(
    r"(?P<n>[0-9](?<![\d/.,].)[0-9]{0,2}) "
    r"(?P<what>tỉnh|nước|quốc gia|sự kiện|nhiệm vụ|giải pháp|văn kiện"
    r"|nội dung|nhóm|địa phương|cơ quan|đơn vị|xã|phường)(?P<between>[^.;:\n]{0,40}?)"
    r"(?P<link>:|,? gồm:?|,? bao gồm:?|,? là:?) (?P<list>[^.\n]+)"
)
_DATES = re.compile(r"\([^()]*\)")


def find_wrong_counts(text: str) -> Iterator[Hit]:
    """Yield counts that are not the number of what is listed after them.

    >>> [hit.expected for hit in find_wrong_counts("còn 3 tỉnh, gồm: Hà Giang, Lai Châu")]
    ['2']
    """
    for match in _COUNTED.finditer(text):
        listed = match["list"]
        counts = _count(listed, match["what"])
        if counts and int(match["n"]) not in counts:
            number = str(max(counts))
            yield Hit(match.start("n"), match.end("what"), number, severity=Severity.NOTICE)


def _count(listed: str, what: str) -> set[int]:
    """Return how many items a list can be taken to have; empty when it cannot be counted."""
    if what in ("tỉnh", "nước", "quốc gia"):
        names = re.match(rf"(?:[{UPPER}][^,;.(]*(?:\([^)]*\))?(?:, | và )?)+", listed)
        items = re.split(r", | và ", names[0]) if names else []
        return {len([item for item in items if item.strip(", ")])} - {0}
    if ";" in listed:
        parts = [part for part in listed.split(";") if part.strip()]
        dates = len(_DATES.findall(listed))
        return {dates} if dates > len(parts) else {len(parts)}
    return set()


def check_counts(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find counts that are not the number of what is listed."""
    prose = prose_of(subject)
    hits = (hit for hit in find_wrong_counts(prose.text) if prose.is_text(hit.start))
    yield from prose.findings(hits)
