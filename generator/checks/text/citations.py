"""The grammar of citations: kind, number and symbol, date, issuer and subject as they stand."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import cast

from generator.checks.subject import once
from generator.checks.text.dates import DateMention, find_dates
from generator.checks.text.prose import LOWER, UPPER, Prose
from generator.text.normalize import old_tone_style

KINDS = (
    *("chương trình hành động", "chương trình phối hợp", "nghị quyết liên tịch"),
    *("thông tư liên tịch", "bộ luật", "pháp lệnh", "nghị quyết", "quyết định", "chỉ thị"),
    *("kết luận", "quy chế", "quy định", "thông tri", "hướng dẫn", "thông báo", "thông cáo"),
    *("chương trình", "kế hoạch", "đề án", "báo cáo", "tờ trình", "công văn", "công điện"),
    *("nghị định", "thông tư", "luật", "lệnh", "quy hoạch", "phương án"),
)
LAWS = frozenset(("luật", "bộ luật", "pháp lệnh"))

_S = r"[ ]?"  # a space that does not belong there
_ORG = rf"[A-ZĐ][A-ZĐ{LOWER}\d&]*"
_SYMBOL = re.compile(
    # The look back comes after the first figure, so that only figures are tried.
    rf"(?P<number>[0-9](?<![\w/\-.][0-9])[0-9]{{0,4}}[a-z]?)"
    rf"(?:"
    rf"(?P<party>{_S}-{_S}[A-ZĐ][A-Za-zĐđ]{{0,3}}{_S}/{_S}{_ORG}(?:-[A-ZĐ]{{2,}})*)"
    rf"|(?P<state>{_S}/{_S}(?:(?P<year>\d{{4}}){_S}/{_S})?"
    rf"[A-ZĐ]{_ORG[len('[A-ZĐ]') :]}(?:{_S}-{_S}[A-ZĐ][A-ZĐa-zđ\d&]+)*)"
    rf")(?![\w/])"
)
_KIND = re.compile(
    rf"(?P<kind>{'|'.join(KINDS)})(?: (?:này|đó))?(?P<number> số:?)?[ ]?$", re.IGNORECASE
)
_NUMBER_WORD = re.compile(r"\b[Ss]ố:?[ ]?$")
_DATE_LINK = re.compile(r"[ ]?(?P<comma>,)?\s*(?:\()?(?:ra |ban hành )?(?:ngày\s+)?$")
_OF = re.compile(r"\)?,?\s+(?:của|giữa)\s+")
_TITLE_STARTS = (
    r"(?:về|ban hành|phê duyệt|quy định|hướng dẫn|sửa đổi|thực hiện|triển khai|nhằm|trong|kỷ niệm"
    r"|tổ chức|tuyên truyền|thành lập|bổ sung|giao (?:nhiệm vụ|kế hoạch|chỉ tiêu|dự toán)|đôn đốc"
    r"|quy chế|kiện toàn|công bố)"
)
_KIND_NAMES = "|".join(kind.capitalize() for kind in KINDS)
_ISSUER_ENDS = (
    rf"(?= {_TITLE_STARTS}\b| (?:là|có|đã|được|tại|để|với|nêu|theo|trên|cho|góp|gắn|đến|như|ký)\b"
    rf"| (?:và|cùng) (?i:{_KIND_NAMES})\b|,? (?:{_KIND_NAMES}) (?:số|hành động|phối hợp)\b"
    rf"|, [{LOWER}]|[;.()\n:“”]|, (?:{_KIND_NAMES}|Ban|Bộ|Sở|Ủy ban|Đảng ủy|Tỉnh|Huyện|Hội đồng)\b"
    r"|,?$)"
)
_ISSUER = re.compile(
    rf"[{UPPER}][^;.()\n:“”]{{2,110}}?(?: \(khóa [XVI]+\))?{_ISSUER_ENDS}", re.MULTILINE
)
_TITLE = re.compile(rf"[)]?\s+(?P<title>{_TITLE_STARTS} [^;\n]*)")
_TITLE_END = re.compile(r"\.(?=\s|$)|[.,]? *$")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Citation:
    """A document named by its number and symbol.

    Attributes:
        start: Where it begins, its kind included.
        end: Where its date, its issuer or its symbol ends, whichever comes last.
        kind: Kind in small letters, "" when none stands before the symbol.
        symbol: Number and symbol without spaces.
        symbol_start: Where the number begins.
        symbol_end: Where the symbol ends.
        has_number_word: Whether "số" stands before the number.
        year: Year in the symbol, None when there is none.
        date: Date after the symbol.
        comma: Whether a comma stands before the date.
        issuer: Issuing body after "của".
        issuer_start: Where it begins.
        title: The subject with what follows it up to the end of the sentence.
        title_start: Where it begins.
    """

    start: int
    end: int
    kind: str
    symbol: str
    symbol_start: int
    symbol_end: int
    has_number_word: bool
    year: int | None = None
    date: DateMention | None = None
    comma: bool = False
    issuer: str = ""
    issuer_start: int = 0
    title: str = ""
    title_start: int = 0

    @property
    def number(self) -> int:
        """Return the number."""
        return int(re.match(r"\d+", self.symbol)[0])  # type: ignore[index]

    @property
    def tail(self) -> str:
        """Return what follows the number: "-KL/TW"."""
        return self.symbol[len(cast("re.Match[str]", re.match(r"\d+[a-z]?", self.symbol))[0]) :]

    @property
    def issued_by(self) -> str:
        """Return the part of the symbol that names the issuer: "TW", "QĐ-TTg", "BTTTT-TTĐN"."""
        return self.tail.rpartition("/")[2]

    @property
    def is_law(self) -> bool:
        """Return whether it is a law, which is cited without number and issuer."""
        return self.kind in LAWS


def find_citations(text: str, dates: list[DateMention] | None = None) -> list[Citation]:
    """Return the documents a text names by symbol, in order.

    Args:
        text: The text.
        dates: Its dates, where they were found before.
    """
    dated = {one.start: one for one in (find_dates(text) if dates is None else dates)}
    starts = sorted(dated)
    return [_read(text, match, dated, starts) for match in _SYMBOL.finditer(text)]


def _read(
    text: str, match: re.Match[str], dated: dict[int, DateMention], starts: list[int]
) -> Citation:
    before = text[max(0, match.start() - 40) : match.start()].rpartition("\n")[2]
    kind = _KIND.search(before)
    start = match.start() - (len(before) - kind.start() if kind else 0)
    has_number = bool(kind["number"]) if kind else bool(_NUMBER_WORD.search(before))
    cursor = match.end()
    date, comma = _date_after(text, cursor, dated, starts)
    if date:
        cursor = date.end
    issuer, issuer_start = _issuer_after(text, cursor)
    if issuer:
        cursor = issuer_start + len(issuer)
    title, title_start = _title_after(text, cursor)
    year = match["year"] or (re.search(r"/(\d{4})/", match[0]) or [None, None])[1]
    return Citation(
        start=start,
        end=cursor,
        kind=old_tone_style(kind["kind"].lower()) if kind else "",
        symbol=_SPACES.sub("", match[0]),
        symbol_start=match.start(),
        symbol_end=match.end(),
        has_number_word=has_number,
        year=int(year) if year else None,
        date=date,
        comma=comma,
        issuer=issuer,
        issuer_start=issuer_start,
        title=title,
        title_start=title_start,
    )


def _date_after(
    text: str, cursor: int, dated: dict[int, DateMention], starts: list[int]
) -> tuple[DateMention | None, bool]:
    index = bisect_left(starts, cursor)
    if index == len(starts) or starts[index] - cursor >= 20:  # noqa: PLR2004
        return None, False
    start = starts[index]
    link = _DATE_LINK.fullmatch(text, cursor, start)
    return (dated[start], bool(link["comma"])) if link else (None, False)


def _issuer_after(text: str, cursor: int) -> tuple[str, int]:
    link = _OF.match(text, cursor)
    issuer = _ISSUER.match(text, link.end()) if link else None
    return (issuer[0].rstrip(), issuer.start()) if issuer else ("", 0)


def _title_after(text: str, cursor: int) -> tuple[str, int]:
    match = _TITLE.match(text, cursor)
    if not match:
        return "", 0
    title = match["title"]
    end = _TITLE_END.search(title)
    return (title[: end.start()] if end else title), match.start("title")


@once
def citations_of(prose: Prose) -> list[Citation]:
    """Return the citations in a document's running text."""
    found = find_citations(prose.text, dates_of(prose))
    return [one for one in found if prose.is_text(one.symbol_start)]


@once
def dates_of(prose: Prose) -> list[DateMention]:
    """Return the full dates in a document."""
    return find_dates(prose.text)


@once
def period_of(prose: Prose) -> tuple[date, date] | None:
    """Return the first and the last day a document can be of, None when nothing is known.

    An open date is not before the documents that are cited with their dates: a plan of
    "ngày … tháng 3 năm 2027" that cites a decision of 12/3/2027 is of 12/3 to 31/3/2027.
    """
    dated = prose.subject.date
    if dated is None:
        return None
    first, last = dated.first_day, dated.last_day
    if first < last:
        days = [one.date.value for one in citations_of(prose) if one.date]
        first = max([first, *(day for day in days if day and first <= day <= last)])
    return first, last


# ------------------------------------------------------------------ subjects compared

# "2011-2020" and "2011 - 2020" are the same words.
_WORD = re.compile(r"[^\W_]+")
_BRACKETS = re.compile(r"\s*\([^()]{1,15}\)")
LEAD = re.compile(r"^(?:(?:nhằm|về việc|về|việc|ban hành|phê duyệt) +)+", re.IGNORECASE)


@cache
def subject_words(text: str) -> tuple[str, ...]:
    """Return the words of a subject that count when two are compared.

    >>> subject_words("về việc tiếp tục Quản lý (TTĐN)")
    ('tiếp', 'tục', 'quản', 'lý')
    """
    plain = LEAD.sub("", _BRACKETS.sub("", text))
    return tuple(word.lower() for word in _WORD.findall(old_tone_style(plain)))


def same_start(first: tuple[str, ...], second: tuple[str, ...], enough: int = 6) -> bool:
    """Return whether two subjects begin alike, as far as the shorter goes or far enough."""
    length = min(len(first), len(second), enough)
    return first[:length] == second[:length]


def share(first: tuple[str, ...], second: tuple[str, ...]) -> float:
    """Return how much of the shorter of two subjects stands in the other, from 0 to 1."""
    shorter, longer = sorted((first, second), key=len)
    if not shorter:
        return 0
    words = set(longer[: len(shorter) + 4])
    return sum(word in words for word in shorter) / len(shorter)
