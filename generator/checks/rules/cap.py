"""Viết hoa theo Phụ lục II Nghị định 30/2020/NĐ-CP.

Vì sao: viết hoa sai tên cơ quan, tên riêng là lỗi thể thức hay bị trả lại nhất; danh sách cụm từ ở
`generator/checks/data/capitalisation.yaml`.
"""

import re
from collections.abc import Iterator

from generator.catalogues.load import Catalogues
from generator.checks.kinds import check_capitals
from generator.checks.subject import WordSubject
from generator.checks.text.citations import KINDS
from generator.checks.text.kept import kept
from generator.checks.text.prose import LETTER, LOWER, UPPER, Prose, prose_of
from generator.checks.text.wording import read_data
from generator.diagnostics import Diagnostic, Severity
from generator.i18n import N_
from generator.recognise.paragraph import Zone

_MESSAGE = N_("'{found}' viết hoa sai: {note}")


def check_new_year(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find what breaks CAP20 (tet)."""
    return check_capitals(subject, f"CAP20_{subject.regime.value}")


def _wrong(prose: Prose, start: int, end: int, right: str, **details: object) -> Diagnostic:
    found = prose.text[start:end]
    return prose.finding(
        start,
        end,
        _MESSAGE,
        params={"note": right},
        expected=right,
        found=found,
        **{"severity": Severity.WARNING, "replacement": right, **details},
    )


# ------------------------------------------------------------------ sentences

_STOP = re.compile(rf"[.?!] +(?=[{LOWER}])")
_WORD_BEFORE = re.compile(rf"(?P<word>[{LETTER}]+)[”’)]?$")
_NOT_STOPS = frozenset(("tp", "tr", "ts", "ths", "pgs", "gs", "tx", "tt", "đt", "st", "ks", "bs"))
_LIST_MARK = re.compile(r"^\s*(?:[-+–•]\s*|\d+(?:\.\d+)*[.)]\s+|[a-zđ]\)\s*)?")


def check_sentences(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find what breaks CAP01 (dau-cau)."""
    prose = prose_of(subject)
    for match in _STOP.finditer(prose.text):
        before = _WORD_BEFORE.search(prose.text, max(0, match.start() - 30), match.start())
        if not before:
            continue
        word, start = before["word"], match.end()
        quiet = len(word) == 1 or word.lower() in _NOT_STOPS or prose.is_address(match.start())
        if quiet or not prose.is_text(start):
            continue
        yield prose.finding(
            before.start("word"),
            _word_end(prose.text, start),
            N_("sau dấu '{mark}' phải viết hoa, hoặc dấu '{mark}' là gõ nhầm dấu phẩy"),
            params={"mark": match[0][0]},
            severity=Severity.ERROR,
        )
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
            yield _wrong(prose, start + first, end, right, severity=severity)
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
    """Find what breaks CAP04 (don-vi-hanh-chinh)."""
    prose = prose_of(subject)
    for match in _UNIT.finditer(prose.text):
        start = match.start("unit")
        if not prose.is_worded(start) or match["name"] in _KEPT or prose.is_quoted(start):
            continue
        unit = match["unit"]
        right = unit[0].lower() + unit[1:]
        yield _wrong(prose, start, match.end("unit"), right)
    yield from _check_provinces(prose)


@kept
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
                yield _wrong(prose, start, start + len(name), name, severity=Severity.ERROR)


# ------------------------------------------------------------------ words

# The people of other countries are not the Nhân dân the decree speaks of.
_OTHERS = re.compile(rf" (?:các nước|hai nước|hai bên|thế giới|tiến bộ|các dân tộc|[{UPPER}])")
_STATE_LINKS = ("đảng,", "đảng và", "pháp luật của", "chính sách của", "luật pháp của")
_PEOPLE, _STATE = "nhân dân", "nhà nước"


def check_people(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find what breaks CAP12 (nhan-dan-nha-nuoc)."""
    prose = prose_of(subject)
    data = read_data("capitalisation")
    for start in prose.places(_PEOPLE):
        end = start + len(_PEOPLE)
        before = prose.lower[max(0, start - 24) : start].rstrip()
        other = _OTHERS.match(prose.text, end) or before.endswith(tuple(data["nhan_dan"]))
        if prose.text[start] == "n" and prose.is_text(start) and not other:
            sure = before.endswith(tuple(data["nhan_dan_sure"]))
            severity = Severity.WARNING if sure else Severity.NOTICE
            yield _wrong(prose, start, end, "Nhân dân", severity=severity)
    for start in prose.places(_STATE):
        end = start + len(_STATE)
        before = prose.lower[max(0, start - 24) : start].rstrip()
        small = prose.text[start] == "n"
        wrong = before.endswith(_STATE_LINKS if small else tuple(data["nha_nuoc"]))
        if wrong and prose.text[start:end] in ("nhà nước", "Nhà nước") and prose.is_text(start):
            yield _wrong(prose, start, end, "Nhà nước" if small else "nhà nước")


_SMALL_KIND = re.compile(rf"(?<=[{LETTER},;(] )(?P<kind>{'|'.join(KINDS)}) số (?=[0-9])")
_LONGEST_KIND = 30


def check_kinds(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find what breaks CAP17 (loai-van-ban)."""
    prose = prose_of(subject)
    for at in prose.places("số"):
        match = _SMALL_KIND.search(prose.text, max(0, at - _LONGEST_KIND), at + 5)
        if match and match.end() == at + 3 and prose.is_worded(at):
            kind = match["kind"]
            yield _wrong(prose, *match.span("kind"), kind[0].upper() + kind[1:])
