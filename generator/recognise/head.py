"""Finds the head of a document: letterhead, number, date, title, subject and addressees."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from generator.recognise import patterns
from generator.recognise.paragraph import Paragraph, Span
from generator.text.compare import likeness
from generator.text.dates import OpenDate

_SEARCHED = 45
"""Paragraphs with text in which a head is looked for."""

_LONG = 160
_MOST_FOLDED = 60
_LETTERHEAD = frozenset(("quoc_hieu", "tieu_ngu", "tieu_de_dang", "so_ky_hieu", "dia_danh_ngay"))
_SUBJECT_LINES = 6
# From the first space of several only: a million of them is not a million places to look.
_BREAK = re.compile(r"\n|\t+|(?<! ) {3,}(?=CỘNG H|ĐẢNG CỘNG|Độc lập|[^,\d\n]{2,30}, ngày )")
_NOT_SUBJECT = (patterns.KINH_GUI, patterns.ROMAN, patterns.PHAN_CHUONG, patterns.DIEU)
_ONE_WORD = 30
_FIXED = (("quoc_hieu", patterns.QUOC_HIEU), ("tieu_ngu", patterns.TIEU_NGU),
          ("tieu_de_dang", patterns.TIEU_DE_DANG))  # fmt: skip
_LIKENESS = 0.82


@dataclass(slots=True)
class Head:
    """What was found above the body.

    Attributes:
        components: Stretches of text by component.
        end: First paragraph below the head.
        date: Date of issue as far as filled in.
        kind: Type name in sentence case, "" when none is printed.
    """

    components: dict[str, list[Span]] = field(default_factory=dict)
    end: int = 0
    date: OpenDate | None = None
    kind: str = ""

    def add(self, component: str, span: Span) -> None:
        """Put a stretch under a component."""
        self.components.setdefault(component, []).append(span)
        self.end = max(self.end, span.paragraph.index + 1)


@dataclass(frozen=True, slots=True)
class _Line:
    span: Span
    side: int
    folded: str


def find_head(paragraphs: Sequence[Paragraph]) -> Head:
    """Return what stands above the body."""
    head = Head()
    filled = [each for each in paragraphs if each.text.strip()][:_SEARCHED]
    lines = [line for paragraph in filled for line in _lines(paragraph)]
    used = _find_letterhead(head, lines)
    if not used:
        return head
    _find_agencies(head, lines, used)
    _find_title(head, filled)
    _find_addressees(head, filled)
    return head


def _lines(paragraph: Paragraph) -> Iterator[_Line]:
    """Yield the lines of a paragraph; a tab parts the left from the right side."""
    start, side = 0, 0
    cell = paragraph.source.cell
    for match in (*_BREAK.finditer(paragraph.text), None):
        end = match.start() if match else len(paragraph.text)
        span = paragraph.span(start, end)
        if span.text:
            place = cell.column if cell else side
            # Only short lines are compared letter by letter.
            folded = patterns.fold(span.text) if len(span.text) <= _MOST_FOLDED else ""
            yield _Line(span, place, folded)
        if match:
            side = 0 if match[0] == "\n" else side + 1
            start = match.end()


# ---------------------------------------------------------------------- letterhead


def _find_letterhead(head: Head, lines: Sequence[_Line]) -> set[int]:
    """Put fixed lines, number, date and marks in place; return which lines they are."""
    used: set[int] = set()
    for position, line in enumerate(lines):
        if len(line.span.text) > _LONG and not line.span.paragraph.in_table:
            break
        component = _letterhead_component(line, head)
        if component:
            head.add(component, line.span)
            used.add(position)
            if component == "dia_danh_ngay":
                head.date = read_date(line.span.text)
    if not _LETTERHEAD.intersection(head.components):
        head.components.clear()
        head.end = 0
        return set()
    _find_letter_subject(head, lines, used)
    return used


def _letterhead_component(line: _Line, head: Head) -> str:
    text = line.span.text
    for component, fixed in _FIXED:
        if component not in head.components and _is_like(line.folded, fixed):
            return component
    if patterns.STAR.fullmatch(text):
        return "dau_sao"
    if "so_ky_hieu" not in head.components and patterns.SO_KY_HIEU.fullmatch(text):
        return "so_ky_hieu"
    if "dia_danh_ngay" not in head.components and (
        patterns.DIA_DANH_NGAY.fullmatch(text) or patterns.DATE_IN_FIGURES.fullmatch(text)
    ):
        return "dia_danh_ngay" if len(text) < _LONG / 2 else ""
    for component, pattern in (
        ("du_thao", patterns.DRAFT),
        ("dau_khan", patterns.URGENCY),
        ("dau_mat", patterns.SECRECY),
        ("luu_hanh", patterns.CIRCULATION),
    ):
        if pattern.fullmatch(text):
            return component
    return ""


def _is_like(folded: str, fixed: str) -> bool:
    if abs(len(folded) - len(fixed)) > 4 or folded[:2] != fixed[:2]:  # noqa: PLR2004
        return False
    return folded == fixed or likeness(folded, fixed) > _LIKENESS


def read_date(text: str) -> OpenDate | None:
    """Return the date of a date line as far as it is filled in, None when it is no date."""
    match = patterns.DIA_DANH_NGAY.search(text) or patterns.DATE_IN_FIGURES.fullmatch(text)
    if match is None:
        return None
    year, month, day = (_number(match[name]) for name in ("year", "month", "day"))
    if year is None:
        return None
    try:
        return OpenDate(year, month, day if month else None)
    except ValueError:
        return None


def _number(text: str) -> int | None:
    digits = text.strip()
    return int(digits) if digits.isdecimal() and digits.isascii() else None


def _find_letter_subject(head: Head, lines: Sequence[_Line], used: set[int]) -> None:
    """Find the subject of a letter: right under its number, in the same column."""
    numbers = [
        position
        for position in used
        if lines[position].span in head.components.get("so_ky_hieu", ())
    ]
    if not numbers:
        return
    number = lines[numbers[0]]
    below = [
        (position, line)
        for position, line in enumerate(lines)
        if position > numbers[0] and position not in used and line.side == number.side
        and _same_block(line, number)
    ]  # fmt: skip
    begun = False
    for position, line in below:
        begun = begun or bool(patterns.LETTER_SUBJECT.match(line.span.text))
        if not begun or patterns.TEXT_RULE.fullmatch(line.span.text):
            break
        head.add("trich_yeu_cong_van", line.span)
        used.add(position)


def _same_block(line: _Line, other: _Line) -> bool:
    here, there = line.span.paragraph.source.cell, other.span.paragraph.source.cell
    if here is None or there is None:
        near = line.span.paragraph.index - other.span.paragraph.index
        return here is there and near <= 3 and line.span.paragraph.source.look.align == "center"  # noqa: PLR2004
    return here.table == there.table


def _find_agencies(head: Head, lines: Sequence[_Line], used: set[int]) -> None:
    """Find the names of the bodies: capitals on the left, above number and star."""
    stop = [
        position
        for position in used
        if any(
            lines[position].span in head.components.get(key, ())
            for key in ("so_ky_hieu", "dau_sao", "dia_danh_ngay")
        )
    ]
    fixed_sides = {
        line.side
        for line in lines
        if any(line.span in head.components.get(key, ()) for key in dict(_FIXED))
    }
    first_stop = min(stop, default=0)
    end = lines[first_stop].span.paragraph.index if stop else head.end
    names = [
        (position, line)
        for position, line in enumerate(lines)
        if position not in used
        and (position < first_stop or line.span.paragraph.index <= end)
        and patterns.is_upper(line.span.text)
        and (line.side not in fixed_sides or not line.span.paragraph.in_table)
    ]
    for (position, line), component in zip(names, _agency_components(names), strict=True):
        head.add(component, line.span)
        used.add(position)


def _agency_components(names: Sequence[tuple[int, _Line]]) -> list[str]:
    """Return which names are the superior body and which the issuing one.

    "HUYỆN ỦY YÊN BÌNH" in plain letters above a bold "BAN TUYÊN GIÁO" is the superior body of
    the commission. Where looks do not tell, the last line that begins as names of bodies do
    ("ỦY BAN NHÂN DÂN / TỈNH CAO BẰNG / SỞ TÀI CHÍNH") begins the issuing one.
    """
    starts = [
        place
        for place, (_, line) in enumerate(names)
        if patterns.AGENCY_START.match(line.span.text)
    ]
    bold = [is_bold(line.span) for _, line in names]
    first = None
    if True in bold and not bold[0] and all(bold[bold.index(True) :]):
        first = bold.index(True)
    if len(starts) > 1:
        first = starts[-1] if first is None else min(first, starts[-1])
    elif first is None:
        first = 0
    return [
        "co_quan_chu_quan" if place < first else "co_quan_ban_hanh" for place in range(len(names))
    ]


def is_bold(span: Span) -> bool:
    """Return whether most of a stretch is bold."""
    shown = sum(last - first for run, first, last in span.runs if run.look.bold)
    return shown * 2 > span.end - span.start


# ---------------------------------------------------------------------- title, addressees


def _find_title(head: Head, filled: Sequence[Paragraph]) -> None:
    """Find the type name and the subject lines below it."""
    end = _letterhead_end(head)
    below = [each for each in filled if each.index >= end]
    for position, paragraph in enumerate(below):
        lines = list(_lines(paragraph))
        name = patterns.TYPE_NAME.get(lines[0].folded)
        if name is None or len(lines[0].span.text) > _ONE_WORD:
            text = paragraph.text
            if len(text) > _LONG or patterns.KINH_GUI.match(text) or patterns.ROMAN.fullmatch(text):
                return
            continue
        if not patterns.is_upper(lines[0].span.text) and paragraph.source.look.align != "center":
            continue
        head.kind = name
        head.add("ten_loai", lines[0].span)
        for line in lines[1:]:
            head.add("trich_yeu", line.span)
        if len(lines) == 1:
            _find_subject(head, below[position + 1 :])
        return


def _letterhead_end(head: Head) -> int:
    spans = (span for key in _LETTERHEAD for span in head.components.get(key, ()))
    return max((span.paragraph.index + 1 for span in spans), default=0)


def _find_subject(head: Head, below: Sequence[Paragraph]) -> None:
    for paragraph in below[:_SUBJECT_LINES]:
        text = paragraph.text.strip()
        if patterns.TEXT_RULE.fullmatch(text):
            head.add("trich_yeu_rule", paragraph.span())
            return
        look = paragraph.source.look
        centred = look.align == "center" or (look.first_line_pt <= 0 and is_bold(paragraph.span()))
        begun = "trich_yeu" in head.components
        is_sentence = len(text) >= _LONG or text[-1:] in ".;:,"
        is_item = patterns.NUMBER.fullmatch(text) or patterns.DASH.fullmatch(text)
        if not centred and (begun or is_sentence or is_item):
            return
        if any(each.match(text) for each in _NOT_SUBJECT) or text.endswith(":"):
            return
        if begun:
            # A paragraph goes on with the subject when it follows at once, in small letters.
            last = head.components["trich_yeu"][-1].paragraph
            if paragraph.index != last.index + 1 or patterns.is_upper(paragraph.text):
                return
        for line in _lines(paragraph):
            head.add("trich_yeu", line.span)


def _find_addressees(head: Head, filled: Sequence[Paragraph]) -> None:
    """Find "Kính gửi:" and the names after it."""
    end = _letterhead_end(head)
    below = [each for each in filled if each.index >= end]
    for position, paragraph in enumerate(below[:_SUBJECT_LINES]):
        match = patterns.KINH_GUI.match(paragraph.text)
        if match is None:
            continue
        head.add("kinh_gui_label", paragraph.span(match.start("label"), match.end()))
        rest = paragraph.span(match.end())
        if rest.text:
            for line in _lines(paragraph):
                names = paragraph.span(max(line.span.start, match.end()), line.span.end)
                if names.text:
                    head.add("kinh_gui", names)
            if not rest.text.startswith(("-", "–", "—", "+")):
                return
        for each in below[position + 1 :]:
            if not patterns.DASH.fullmatch(each.text.strip()) or len(each.text) > _LONG:
                return
            head.add("kinh_gui", each.span())
            if each.text.rstrip().endswith("."):
                return
        return
