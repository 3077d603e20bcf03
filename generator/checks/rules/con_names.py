"""One thing has one name in a document: abbreviations, variants, kinds, recipients (CON06-11)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from generator.catalogues.load import Catalogues
from generator.checks.subject import WordSubject, once_for_facts
from generator.checks.text.lists import definitions_of, find_abbreviations
from generator.checks.text.prose import LETTER, UPPER, Prose, prose_of
from generator.diagnostics import Diagnostic, Severity
from generator.recognise.paragraph import Zone
from generator.text.normalize import lower_first, old_tone_style, slug

# ------------------------------------------------------------------ abbreviations


def check_abbreviations(subject: WordSubject, common: Sequence[str]) -> Iterator[Diagnostic]:
    """Find abbreviations that are not explained where they stand first.

    Args:
        subject: The file.
        common: Those that everyone reads without an explanation.
    """
    prose = prose_of(subject)
    known = set(common)
    definitions = definitions_of(prose)
    told = set()
    for start, token in find_abbreviations(prose.text):
        if token in known or token in told:
            continue
        zone = prose.at(start)[0].zone
        if zone not in _READ or prose.is_address(start):
            continue
        parts = {part for part in re.split(r"[-–&]", token) if part}
        defined = definitions.get(token)
        if (
            parts <= known
            or (defined and defined.start <= start)
            or _in_capitals(prose, start, token)
        ):
            continue
        told.add(token)
        is_quiet = defined is not None or zone is Zone.FOOT or len(parts) > 1
        severity = Severity.NOTICE if is_quiet else Severity.WARNING
        yield prose.finding(start, start + len(token), found=token, severity=severity)


_READ = frozenset((Zone.BODY, Zone.NOTE, Zone.ANNEX, Zone.FOOT))


def _in_capitals(prose: Prose, start: int, token: str) -> bool:
    """Return whether a word stands in a heading or signature in capitals, or is bracketed."""
    paragraph = prose.at(start)[0]
    signing = ("quyen_han", "chuc_vu", "ho_ten", "so_ky_hieu")
    if paragraph.component in signing or paragraph.in_table:
        return paragraph.component != "noi_nhan_list"
    is_bracketed = prose.text[start - 1 : start + len(token) + 1] == f"({token})"
    return is_bracketed or _has_most_capitals(prose.line(start))


@lru_cache(maxsize=1)  # a line is asked about for each of its words, one after the other
def _has_most_capitals(line: str) -> bool:
    letters = [char for char in line if char.isalpha()]
    return sum(char.isupper() for char in letters) > len(letters) * 0.6


# ------------------------------------------------------------------ variants


def _variant(prose: Prose, start: int, found: str, other: str, severity: Severity) -> Diagnostic:
    return prose.finding(start, start + len(found), expected=other, found=found, severity=severity)


_PEOPLE = re.compile(
    # What stands before is looked for last, so that only these two words are tried.
    r"[nN]hân dân\b(?:(?<=quần chúng .hân dân)|(?<=tầng lớp .hân dân)"
    r"|(?<=cán bộ, đảng viên, .hân dân)|(?<=của .hân dân)|(?<=và .hân dân))"
)
_LARGE = re.compile(r"N(?<!\w.)hân dân\b")


def check_people(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find "nhân dân" in small letters where the document has "Nhân dân" too."""
    prose = prose_of(subject)
    named = [match.start() for match in _PEOPLE.finditer(prose.text)]
    small = [at for at in named if prose.text[at] == "n" and prose.is_text(at)]
    if small and any(prose.is_text(match.start()) for match in _LARGE.finditer(prose.text)):
        yield _variant(prose, small[0], "nhân dân", "Nhân dân", Severity.NOTICE)


_LONGEST = 7
_SHORTEST = 3


@dataclass(slots=True)
class _Seen:
    text: str
    start: int
    count: int = 1


def check_case_variants(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find names of several words whose later words are written with other capitals elsewhere.

    "Ban Chỉ đạo 35 cấp tỉnh" twice and "Ban chỉ đạo 35 cấp tỉnh" once: the latter is found.
    """
    prose = prose_of(subject)
    seen: dict[str, dict[str, _Seen]] = {}
    for start, words in _varied_starts(prose):
        for phrase in _windows(words):
            forms = seen.setdefault(phrase.lower(), {})
            if phrase in forms:
                forms[phrase].count += 1
            else:
                forms[phrase] = _Seen(phrase, start)
    # How a province is written is told by a rule of its own, which knows the right way.
    places = _places(subject.catalogues)
    told: list[tuple[int, int]] = []
    several = [forms for forms in seen.values() if len(forms) > 1]
    for forms in sorted(several, key=lambda each: -len(next(iter(each)))):
        ordered = sorted(
            (one for one in forms.values() if not one.text.isupper()),
            key=lambda one: (one.count, -one.start),
        )
        if len(ordered) < 2 or not _same_end(ordered[0].text, ordered[-1].text):  # noqa: PLR2004
            continue
        fewer, more = ordered[0], ordered[-1]
        if any(name in fewer.text.lower() for name in places):
            continue
        where = (fewer.start, fewer.start + len(fewer.text))
        if not any(start <= where[0] < end or where[0] <= start < where[1] for start, end in told):
            told.append(where)
            cut = _last_difference(fewer.text, more.text)
            yield _variant(prose, fewer.start, fewer.text[:cut], more.text[:cut], Severity.WARNING)


@once_for_facts
def _places(catalogues: Catalogues) -> list[str]:
    return [one.name.lower() for one in catalogues.provinces.values()]


def _same_end(first: str, second: str) -> bool:
    """Return whether two forms go on alike after what differs: only then are they one name."""
    return first.rpartition(" ")[2] == second.rpartition(" ")[2]


def _last_difference(first: str, second: str) -> int:
    """Return where the word after the last word that differs ends."""
    last = max(at for at, (a, b) in enumerate(zip(first, second, strict=True)) if a != b)
    end = first.find(" ", last)
    after = first.find(" ", end + 1) if end >= 0 else -1
    return after if after >= 0 else len(first)


_NAME_START = re.compile(
    rf"[{UPPER}](?<![\w\-].)(?=([{LETTER}]*+ [{LETTER}\d\-]++ [{LETTER}\d\-]++))"
)
_NAME = re.compile(rf"[{LETTER}]++(?: [{LETTER}\d\-]++){{{_SHORTEST - 1},{_LONGEST - 1}}}+")


def _varied_starts(prose: Prose) -> Iterator[tuple[int, list[str]]]:
    """Yield the names that stand more than once with other capitals: where, and their words."""
    groups: dict[str, list[int]] = {}
    for start in _NAME_START.finditer(prose.text):
        groups.setdefault(prose.lower[start.start() : start.end(1)], []).append(start.start())
    for group in groups.values():
        if len(group) > 1:
            named = [(at, match[0]) for at in group if (match := _NAME.match(prose.text, at))]
            if len({name for _, name in named}) > 1:
                split = [(at, name.split(" ")) for at, name in named if prose.is_text(at)]
                if _varies([words for _, words in split]):
                    yield from split


def _varies(names: list[list[str]]) -> bool:
    """Return whether two names are the same words up to one that has other capitals."""
    forms: dict[str, str] = {}
    for words in names:
        for phrase in _windows(words):
            if forms.setdefault(phrase.lower(), phrase) != phrase:
                return True
    return False


def _windows(words: list[str]) -> Iterator[str]:
    for count in range(_SHORTEST, len(words) + 1):
        # A window ends where its last word is one of the name's, so that it is a name at all.
        yield " ".join(words[:count])


# ------------------------------------------------------------------ names of the document

_SELF_NAME = re.compile(
    r"Trên đây là (?P<kind>[Hh]ướng dẫn|[Kk]ế hoạch|[Bb]áo cáo|[Cc]hương trình"
    r"|[Cc]ông văn|[Tt]hông báo)"
    r"(?P<rest> (?:của|thực hiện|về))"
)


def check_kind(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a document that calls itself another kind than it is."""
    prose = prose_of(subject)
    for match in _SELF_NAME.finditer(prose.text):
        named = match["kind"].capitalize()
        if subject.kind and named != subject.kind:
            yield prose.finding(
                *match.span("kind"), expected=lower_first(subject.kind), found=match["kind"]
            )


_KEPT_AT = re.compile(r"Lưu:? ?(?P<where>[A-ZĐ][A-ZĐ&]{3,})")


def check_own_symbol(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find another abbreviation of the body in its archive line than in its symbol."""
    prose = prose_of(subject)
    symbol = re.search(r"/([A-ZĐ]{3,})", subject.component_text("so_ky_hieu"))
    for match in _KEPT_AT.finditer(prose.text) if symbol else ():
        where, wanted = match["where"], symbol[1] if symbol else ""
        is_foot = prose.at(match.start())[0].zone is Zone.FOOT
        if is_foot and where != wanted and _alike(where.replace("&", ""), wanted):
            yield _variant(prose, match.start("where"), where, wanted, Severity.WARNING)


def _alike(first: str, second: str) -> bool:
    shorter, longer = sorted((first, second), key=len)
    kept = iter(longer)
    return len(shorter) >= len(longer) - 2 and all(char in kept for char in shorter)


# ------------------------------------------------------------------ recipients

_LEAD = re.compile(
    r"^(?:\d+\.|[-+])?\s*(?:Đề nghị |Giao )?(?P<body>(?:Ban|Sở|Phòng|Văn phòng|Ủy ban"
    r"|Uỷ ban|Mặt trận|Các|Trung tâm|Công an|Bộ Chỉ huy|Đảng ủy|Hội|Đài|Báo)\b"
    r"[^:.;,()\n]{4,80})(?P<end>:|$)"
)
_TASKS = re.compile(r"TỔ CHỨC THỰC HIỆN|PHÂN CÔNG")
_ORDINARY = frozenset(
    ("cac", "va", "cua", "tinh", "xa", "don", "vi", "co", "quan", "huyen", "thuoc")
)


def check_recipients(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find bodies that get a task and are no recipients."""
    listed = slug(" ".join(span.text for span in subject.component("noi_nhan_list")))
    if not listed:
        return
    # "Như trên" is whoever the document is addressed to, and "như mục III" whom it names there.
    listed += "-" + slug(subject.component_text("kinh_gui"))
    if "nhu-muc" in listed or "nhu-phan" in listed:
        return
    issuer = slug(subject.component_text("co_quan_ban_hanh"))
    inside = False
    for paragraph in subject.body_paragraphs:
        text = paragraph.text.strip()
        if paragraph.component == "de_muc_1":
            inside = bool(_TASKS.search(text.upper()))
        match = _LEAD.match(text) if inside else None
        if not match or not (match["end"] == ":" or paragraph.component.startswith("de_muc")):
            continue
        body = match["body"].strip()
        if not _is_listed(slug(old_tone_style(body)), listed, issuer):
            start = paragraph.text.find(body)
            yield subject.finding(paragraph, start=start, end=start + len(body))


# A general recipient stands for many: "Các sở, ban, ngành", "Ủy ban nhân dân các xã, phường".
_GENERAL = (
    ("cac-so", r"so-|ban-(?!tuyen)|cong-an|bo-chi-huy|cac-so|cac-co-quan"),
    ("ban-nganh", r"so-|ban-(?!tuyen)|cong-an|bo-chi-huy|cac-ban|cac-co-quan"),
    ("cac-xa", r"uy-ban-nhan-dan-(?:cac|cap)?-?xa|cac-xa"),
    ("cac-co-quan", r"cac-co-quan|so-|van-phong"),
    ("co-quan-bao-chi", r"cac-co-quan-bao-chi|bao-|dai-"),
)
_MOST = 0.55


def _is_listed(body: str, listed: str, issuer: str) -> bool:
    words = [word for word in body.split("-") if word not in _ORDINARY]
    if any(general in listed and re.match(kinds, body) for general, kinds in _GENERAL):
        return True
    known = set(listed.split("-")) | set(issuer.split("-"))
    initials = "".join(word[0] for word in body.split("-"))
    return sum(word in known for word in words) >= len(words) * _MOST or initials in listed.split(
        "-"
    )
