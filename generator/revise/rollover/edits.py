"""Edits of one text: how they are made, what they leave alone, and the years they move."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.catalogues.anniversaries import classify
from generator.checks.text.citations import find_citations
from generator.diagnostics import Location
from generator.i18n import N_
from generator.inputs.yaml import ValuePath
from generator.revise.change import Change, Kind


@dataclass(frozen=True, slots=True)
class Edit:
    """A change inside one text: the characters from ``start`` to ``end`` become ``new``.

    In "kế hoạch năm 2026" the year of the plan moves by
    ``Edit(13, 17, "2027", Kind.YEAR, N_("năm của kế hoạch"))``; an edit that puts in what stands
    there already asks a person (``look``).
    """

    start: int
    end: int
    new: str
    kind: Kind
    reason: str
    params: Mapping[str, Any] = field(default_factory=dict)
    look: bool = False

    def change(self, text: str, path: ValuePath, location: Location) -> Change:
        """Return the edit of a text as a change of the value that has it."""
        before = text[self.start : self.end].strip()
        after = self.new.strip()
        return Change(self.kind, before, after, self.reason, self.params, location, path, self.look)


def apply_edits(text: str, edits: list[Edit]) -> tuple[str, list[Edit]]:
    """Return the text with edits that do not overlap made, and those edits in their order."""
    made: list[Edit] = []
    for edit in sorted(edits, key=lambda one: (one.start, -one.end)):
        if not made or edit.start >= made[-1].end:
            made.append(edit)
    for edit in reversed(made):
        text = text[: edit.start] + edit.new + text[edit.end :]
    return text, made


DATA_PATH = Path(__file__).parent / "data" / "next_year.yaml"
"""What is over, and who does whose work now."""

CODE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|^\{:.*?\}$", re.DOTALL | re.MULTILINE)
_HISTORY = re.compile(r"[^.;\n]*\((?:cũ|trước đây|trước sáp nhập)[^)]*\)", re.IGNORECASE)


class Spans:
    """Places of a text in which nothing may be changed."""

    def __init__(self, text: str) -> None:
        self._spans = [match.span() for match in CODE.finditer(text)]
        self._spans += [_whole(text, one.start, one.end) for one in find_citations(text)]
        self._spans += [match.span() for match in _HISTORY.finditer(text)]

    def hit(self, start: int, end: int) -> bool:
        """Return whether a stretch touches one of the places."""
        return any(start < last and first < end for first, last in self._spans)


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a citation with its subject: up to the sentence's next stop."""
    stop = re.compile(r"[;.\n“]|, (?=[^\W\d_])").search(text, end)
    return start, stop.start() if stop else len(text)


RENEWAL_YEAR = 1986
_YEAR = re.compile(r"(?<![\d/.,-])(?:19|20)\d\d(?![\d])|(?<=/)(?:19|20)\d\d(?!\d)")
_RANGE = re.compile(
    r"(?<![\d/])(?:19|20)\d\d\s*(?:[-–—]|đến(?: năm)?)\s*(?:năm )?(?P<last>(?:19|20)\d\d)(?![\d/])"
)
_FULL_DATE = re.compile(r"(?:\d{1,2}/\d{1,2}/|ngày \d{1,2} tháng \d{1,2} năm )$")
_DEADLINE = re.compile(
    r"(?:trước|đến hết|chậm nhất|hạn|xong|gửi|báo cáo|từ|đến|trong)(?:[^.;]{0,25})?$", re.IGNORECASE
)
# A date behind a citation is the document's; one that opens a bracket is a founding day.
_DATE_OF_FACT = re.compile(r"(?:\}\},? *(?:ngày )?|\()$")
_EVENT = re.compile(
    r"(?:lần thứ [^\s,]+|khóa [IVXLC]+|nhiệm kỳ|(?:APEC|ASEAN|SEA Games|Festival)[^.;,]{0,20}),?"
    r" \(?(?:năm )?$"
)
_NAMED_YEAR = re.compile(r"\bNăm (?!nay|qua|tới|sau|trước|học)[^\d.,;:()\n]{3,80}(?<! năm) $")
_LAST_WORD = re.compile(r"(?<!\w)[^\W\d_]+(?= $)")
_WORDS_OF_TIME = frozenset({"Năm", "Tháng", "Quý", "Trong", "Đến", "Từ", "Trước", "Sau"})
_ENDING = re.compile(r"(?:tầm nhìn|đến) (?:năm )?$")
_BEGINNING = re.compile(r"(?:từ|kể từ|sau|ban hành|ký|khánh thành) (?:năm )?$")
_PAIR = re.compile(
    r"(?P<count>\d{1,4}) năm (?P<name>[^().;]{3,120}?) ?\("
    r"(?P<first>(?:\d{1,2}/){0,2}(?P<origin>\d{4})) ?[-–] ?"
    r"(?P<day>(?:\d{1,2}/){0,2})(?P<year>\d{4})\)"
)
_RENEWAL = re.compile(r"(?P<about>(?:gần|hơn|trên|sau|qua) )?(?P<count>\d{2}) năm (?=[đĐ]ổi mới)")


_COUNT = re.compile(
    r"(?:(?:gần|hơn|qua|sau) )?(?<![\d.,/])\d{1,3} năm"
    r" (?:thực hiện|triển khai|thi hành|qua|nay)(?!\w)|qua \d{2,3} năm(?!\w)"
)
_EDITION = re.compile(r"(?:SEA Games|ASIAD|Olympic) \d+", re.IGNORECASE)

EVENT = N_("năm của một sự kiện, giữ nguyên; xem câu này còn đúng trong năm {new} không")
PERIOD_OVER = N_("giai đoạn, nhiệm kỳ đã hết trước năm {new}; xem câu này còn đúng không")
OLD_YEAR = N_("năm {year} đã qua; xem câu này còn đúng trong năm {new} không")
OLD_COUNT = N_("số năm tính cho năm {old}; tính lại cho năm {new}")
OLD_DAY = N_("kỷ niệm của năm {year}, giữ nguyên; xem câu này còn đúng trong năm {new} không")


def move_years(text: str, old: int, new: int) -> list[Edit]:
    """Return the edits that take a text from one plan's year to another's.

    Years in template code, in citations, of terms, events and periods are facts and stay.
    """
    guarded = Spans(text)
    pairs = list(_move_pairs(text, old, new))
    edits = [*pairs, *_move_counts(text, old, new)]
    covered = [(edit.start, edit.end) for edit in pairs]

    def is_covered(place: int) -> bool:
        return any(start <= place < end for start, end in covered)

    for match in _RANGE.finditer(text):
        if not is_covered(match.start()):
            covered.append(match.span())
            if int(match["last"]) < new and not guarded.hit(*match.span()):
                edits.append(_ask(match, PERIOD_OVER, new=new))
    for match in _YEAR.finditer(text):
        if guarded.hit(*match.span()) or is_covered(match.start()):
            continue
        edit = _move_year(text, match, old, new)
        if edit is not None:
            edits.append(edit)
    for pattern, message in ((_COUNT, OLD_COUNT), (_EDITION, EVENT)):
        edits += [
            _ask(match, message, old=old, new=new)
            for match in pattern.finditer(text)
            if not guarded.hit(*match.span())
        ]
    return edits


def move_line(text: str, old: int, new: int) -> list[Edit]:
    """Return the edits of a short text that is about the plan itself, such as a subject."""
    return [
        Edit(*match.span(), str(new), Kind.YEAR, N_("năm của kế hoạch"))
        for match in re.finditer(rf"(?<!\d){old}(?!\d)", text)
    ]


def _ask(match: re.Match[str], message: str, **params: int) -> Edit:
    """Return an edit that changes nothing and asks a person."""
    return Edit(*match.span(), match.group(), Kind.YEAR, message, params, look=True)


def _move_year(text: str, match: re.Match[str], old: int, new: int) -> Edit | None:
    year = int(match.group())
    if year > max(old + 1, new - 1):
        return None
    before = text[max(0, match.start() - 90) : match.start()]
    full = _FULL_DATE.search(before)
    if full:
        return _move_date(match, before[: full.start()], old, new)
    word = _LAST_WORD.search(before)
    # A year right behind a name is the name's: "Hội chợ Cao Bằng 2026".
    in_name = word is not None and word[0].istitle() and word[0] not in _WORDS_OF_TIME
    if _EVENT.search(before) or _NAMED_YEAR.search(before) or in_name:
        return _ask(match, EVENT, new=new)
    if _BEGINNING.search(before):
        return None
    if not old - 1 <= year <= old + 1 or _ENDING.search(before):
        return _ask(match, OLD_YEAR, year=year, new=new) if year < new else None
    if year == old + 1:
        message = N_("năm {year} là năm sau của văn bản cũ; xem câu này còn đúng không")
        return _ask(match, message, year=year)
    reason = N_("năm của kế hoạch") if year == old else N_("năm trước của kế hoạch")
    return Edit(*match.span(), str(year + new - old), Kind.YEAR, reason)


def _move_date(match: re.Match[str], before: str, old: int, new: int) -> Edit | None:
    """Return what becomes of the year of a full date: a deadline moves, others are facts."""
    year = int(match.group())
    if _DATE_OF_FACT.search(before):
        return None
    if year == old and _DEADLINE.search(before):
        reason = N_("thời hạn chuyển sang năm mới")
        return Edit(*match.span(), str(new), Kind.YEAR, reason)
    if year == old:
        message = N_("ngày của năm {year}: là một sự kiện hay thời hạn? nếu là thời hạn thì sửa")
        return _ask(match, message, year=year)
    return _ask(match, OLD_YEAR, year=year, new=new) if year < new else None


def _move_pairs(text: str, old: int, new: int) -> Iterator[Edit]:
    """Yield anniversaries typed in full: "80 năm Ngày ... (22/12/1944 - 22/12/2024)"."""
    for match in _PAIR.finditer(text):
        year = int(match["year"])
        if "{" in match.group():
            continue
        if year != old:
            if year < new:
                params = {"year": year, "new": new}
                span = match.start("day"), match.end("year")
                last = f"{match['day']}{year}"
                yield Edit(*span, last, Kind.DAY, OLD_DAY, params, look=True)
            continue
        count = new - int(match["origin"])
        first = match["first"]
        written = f"{count} năm {match['name']} ({first} - {match['day']}{new})"
        step = classify(count)
        still = step is not None and step.value != "nam_khac"
        if still:
            reason = N_("số năm và năm kỷ niệm tính lại cho năm {new}")
        else:
            reason = N_("{count} năm không phải năm tròn, năm lẻ 5; cân nhắc bỏ ngày này")
        params = {"new": new, "count": count}
        yield Edit(*match.span(), written, Kind.DAY, reason, params, look=not still)


def _move_counts(text: str, old: int, new: int) -> Iterator[Edit]:
    """Yield the years of đổi mới (since 1986), which grow by themselves."""
    for match in _RENEWAL.finditer(text):
        count, about = int(match["count"]), match["about"] or ""
        now = new - RENEWAL_YEAR
        if about == "gần " and now >= count:
            written = f"hơn {count} năm " if now > count else f"{count} năm "
        elif not about.startswith("g") and count == old - RENEWAL_YEAR:
            written = f"{about}{now} năm "
        else:
            continue
        message = N_("công cuộc đổi mới bắt đầu năm {start}: đến năm {new} là {now} năm")
        params = {"start": RENEWAL_YEAR, "new": new, "now": now}
        yield Edit(*match.span(), written, Kind.YEAR, message, params)
