"""Capitals by Phụ lục II of Nghị định 30/2020/NĐ-CP: what no list of wordings finds (CAP)."""

import re
from collections.abc import Iterator, Sequence

from generator.catalogues.load import Catalogues
from generator.checks.subject import WordSubject, once_for_facts
from generator.checks.text.citations import KINDS
from generator.checks.text.prose import LETTER, LOWER, UPPER, Prose, prose_of
from generator.diagnostics import Diagnostic, Severity
from generator.recognise.paragraph import Zone


def _wrong(
    prose: Prose,
    start: int,
    end: int,
    right: str,
    severity: Severity = Severity.WARNING,
    message: str = "",
) -> Diagnostic:
    return prose.finding(
        start, end, message, expected=right, severity=severity, fix=True, note=right
    )


# ------------------------------------------------------------------ sentences

_STOP = re.compile(rf"[.?!] +(?=[{LOWER}])")
_WORD_BEFORE = re.compile(rf"(?P<word>[{LETTER}]+)[”’)]?$")
_NOT_STOPS = frozenset(("tp", "tr", "ts", "ths", "pgs", "gs", "tx", "tt", "đt", "st", "ks", "bs"))
_LIST_MARK = re.compile(r"^\s*(?:[-+–•]\s*|\d+(?:\.\d+)*[.)]\s+|[a-zđ]\)\s*)?")


def check_sentences(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find small letters after the end of a sentence."""
    prose = prose_of(subject)
    for match in _STOP.finditer(prose.text):
        before = _WORD_BEFORE.search(prose.text, max(0, match.start() - 30), match.start())
        if not before:
            continue
        word, start = before["word"], match.end()
        quiet = len(word) == 1 or word.lower() in _NOT_STOPS or prose.is_address(match.start())
        if quiet or not prose.is_text(start):
            continue
        end = _word_end(prose.text, start)
        yield prose.finding(before.start("word"), end, "stop", mark=match[0][0])
    yield from _check_starts(prose)


def _word_end(text: str, start: int) -> int:
    found = re.compile(rf"[{LETTER}]*").match(text, start)
    return found.end() if found else start


def _check_starts(prose: Prose) -> Iterator[Diagnostic]:
    before = ""
    for paragraph, start, text in prose.lines():
        if paragraph.zone is not Zone.BODY or paragraph.in_table or not text.strip():
            before = text.strip() if paragraph.zone is Zone.BODY else before
            continue
        mark = _LIST_MARK.match(text)
        first = mark.end() if mark else 0
        if text[first : first + 1].islower() and before.endswith((".", "!", "?")):
            end = _word_end(prose.text, start + first)
            word = prose.text[start + first : end]
            right = word[:1].upper() + word[1:]
            # A list item under "a)" may go on in small letters; a new paragraph may not.
            dashed = bool(mark and mark[0].strip())
            severity = Severity.NOTICE if dashed else Severity.WARNING
            yield _wrong(prose, start + first, end, right, severity, "start")
        before = text.strip()


# ------------------------------------------------------------------ places

_UNIT = re.compile(
    # The look back comes after the first letter, so that only these capitals are tried.
    rf"(?P<unit>[THXP](?<=[{LOWER},;] .)"
    r"(?:(?<=T)(?:ỉnh|hị xã|hành phố)|(?<=H)uyện|(?<=X)ã|(?<=P)hường)) "
    # "Xã Hội" is a word written in capitals, unless a name goes on ("xã Hội Sơn").
    rf"(?!Hội(?: Chủ\b|(?! [{UPPER}])))(?P<name>[{UPPER}][{LETTER}]+)"
)
_KEPT = ("Hồ", "Đoàn", "Điện", "Trần", "Lê", "Nguyễn", "Võ", "Phan", "Hoàng", "Lý", "Ngô", "Quang")
_ORDINARY = frozenset(
    ("Hòa Bình", "Thái Bình", "Hải Dương", "Ninh Bình", "Bình Định", "Bình Thuận")
)


def check_units(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find the words for a unit written in capitals, and provinces in small letters."""
    prose = prose_of(subject)
    for match in _UNIT.finditer(prose.text):
        start = match.start("unit")
        if not prose.is_worded(start) or match["name"] in _KEPT or prose.is_quoted(start):
            continue
        unit = match["unit"]
        right = unit[0].lower() + unit[1:]
        yield _wrong(prose, start, match.end("unit"), right)
    yield from _check_provinces(prose)


@once_for_facts
def _province_names(catalogues: Catalogues) -> list[tuple[str, str]]:
    """Return the names of provinces of several words, as written and in small letters."""
    names = {one.name for one in catalogues.provinces.values()}
    names |= {one.name for one in catalogues.former_provinces.values()}
    return [(name, name.lower()) for name in sorted(names - _ORDINARY) if " " in name]


def _check_provinces(prose: Prose) -> Iterator[Diagnostic]:
    for name, small in _province_names(prose.subject.catalogues):
        for start in prose.places(small):
            found = prose.text[start : start + len(name)]
            if found == name or found.isupper() or not prose.is_worded(start):
                continue
            named = prose.text[max(0, start - 5) : start].lower() == "tỉnh "
            if found[0].isupper() or named:
                yield _wrong(prose, start, start + len(name), name, Severity.ERROR)


# ------------------------------------------------------------------ words

# The people of other countries are not the Nhân dân the decree speaks of.
_OTHERS = re.compile(rf" (?:các nước|hai nước|hai bên|thế giới|tiến bộ|các dân tộc|[{UPPER}])")
_STATE_LINKS = ("đảng,", "đảng và", "pháp luật của", "chính sách của", "luật pháp của")
_PEOPLE, _STATE = "nhân dân", "nhà nước"


def check_people(
    subject: WordSubject, sure: Sequence[str], people: Sequence[str], state: Sequence[str]
) -> Iterator[Diagnostic]:
    """Find "nhân dân" and "nhà nước" in the wrong letters.

    Args:
        subject: The file.
        sure: What stands before "Nhân dân" when it is this country's for certain.
        people: What stands before a "nhân dân" that is an attribute.
        state: What stands before a "nhà nước" that is an attribute.
    """
    prose = prose_of(subject)
    for start in prose.places(_PEOPLE):
        end = start + len(_PEOPLE)
        before = prose.lower[max(0, start - 24) : start].rstrip()
        other = _OTHERS.match(prose.text, end) or before.endswith(tuple(people))
        if prose.text[start] == "n" and prose.is_text(start) and not other:
            is_sure = before.endswith(tuple(sure))
            severity = Severity.WARNING if is_sure else Severity.NOTICE
            yield _wrong(prose, start, end, "Nhân dân", severity)
    for start in prose.places(_STATE):
        end = start + len(_STATE)
        before = prose.lower[max(0, start - 24) : start].rstrip()
        small = prose.text[start] == "n"
        wrong = before.endswith(_STATE_LINKS if small else tuple(state))
        if wrong and prose.text[start:end] in ("nhà nước", "Nhà nước") and prose.is_text(start):
            yield _wrong(prose, start, end, "Nhà nước" if small else "nhà nước")


_SMALL_KIND = re.compile(rf"(?<=[{LETTER},;(] )(?P<kind>{'|'.join(KINDS)}) số (?=[0-9])")
_LONGEST_KIND = 30


def check_kinds(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find kinds of cited documents in small letters."""
    prose = prose_of(subject)
    for at in prose.places("số"):
        match = _SMALL_KIND.search(prose.text, max(0, at - _LONGEST_KIND), at + 5)
        if match and match.end() == at + 3 and prose.is_worded(at):
            kind = match["kind"]
            yield _wrong(prose, *match.span("kind"), kind[0].upper() + kind[1:])
