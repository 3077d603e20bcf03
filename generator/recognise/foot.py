"""Finds the foot of a document: recipients on the left, authority and name on the right."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from generator.recognise import patterns
from generator.recognise.paragraph import Paragraph, Span

_NAME_WORDS = range(2, 8)
_LINES_AFTER = 14
_POSITIONS = (
    "chủ tịch", "phó chủ tịch", "giám đốc", "bí thư", "trưởng ban", "phó", "chánh", "bộ trưởng",
    "thứ trưởng", "cục trưởng", "hiệu trưởng", "trưởng phòng", "thủ tướng", "chủ nhiệm", "tổng",
    "viện trưởng", "trưởng", "ủy viên", "uỷ viên", "thường trực", "thủ trưởng", "chỉ huy",
)  # fmt: skip


@dataclass(slots=True)
class Foot:
    """What was found below the body.

    Attributes:
        start: First paragraph of the foot.
        end: First paragraph below it.
        components: Stretches of text by component.
    """

    start: int
    end: int
    components: dict[str, list[Span]] = field(default_factory=dict)

    def add(self, component: str, span: Span) -> None:
        """Put a stretch under a component."""
        self.components.setdefault(component, []).append(span)


def find_foot(paragraphs: Sequence[Paragraph], start: int) -> Foot:
    """Return what stands below the body."""
    anchor = _find_anchor(paragraphs, start)
    if anchor is None:
        end = _annex_start(paragraphs, start)
        return Foot(end, end)
    first, last = _block(paragraphs, anchor, start)
    foot = Foot(first, last)
    block = paragraphs[first:last]
    left_column = _recipients(foot, block)
    _signature(foot, block, left_column)
    while foot.start > start and not paragraphs[foot.start - 1].text.strip():
        foot.start -= 1
    return foot


def _find_anchor(paragraphs: Sequence[Paragraph], start: int) -> int | None:
    """Return the paragraph with "Nơi nhận:", or else the first with a sign of authority."""
    for paragraph in paragraphs[start:]:
        match = patterns.NOI_NHAN.match(paragraph.text)
        rest = paragraph.text[match.end() :] if match else ""
        if match and (not rest.strip() or rest.lstrip(" ")[:1] in "\n\t-"):
            return paragraph.index
    for paragraph in paragraphs[start:]:
        text = paragraph.text.strip()
        if patterns.AUTHORITY.match(text) and patterns.is_upper(text.split("\n", 1)[0]):
            return paragraph.index
    return _position_table(paragraphs, start)


def _position_table(paragraphs: Sequence[Paragraph], start: int) -> int | None:
    """Return the first paragraph of a last table that holds only a position in capitals."""
    for paragraph in reversed(paragraphs[start : _annex_start(paragraphs, start)]):
        text = paragraph.text.strip()
        if text and patterns.is_upper(text) and text.lower().startswith(_POSITIONS):
            return paragraph.index
        if len(text) > 120:  # noqa: PLR2004  (running text: no signature above it)
            return None
    return None


def _annex_start(paragraphs: Sequence[Paragraph], start: int) -> int:
    for paragraph in paragraphs[start:]:
        first = paragraph.text.strip().split("\n", 1)[0]
        if patterns.PHU_LUC.fullmatch(first) and paragraph.source.look.align == "center":
            return paragraph.index
    return len(paragraphs)


def _block(paragraphs: Sequence[Paragraph], anchor: int, start: int) -> tuple[int, int]:
    """Return the paragraphs of the foot: its table, or lines around the anchor."""
    cell = paragraphs[anchor].source.cell
    if cell is not None:
        same = [
            each.index
            for each in paragraphs[start:]
            if each.source.cell and each.source.cell.table == cell.table
        ]
        return _with_signature_below(paragraphs, min(same), max(same) + 1)
    first = above = anchor
    while above > start and _is_signature_line(paragraphs[above - 1].text):
        above -= 1
        if patterns.is_upper(paragraphs[above].text):
            first = above
    return first, _foot_end(paragraphs, anchor)


def _with_signature_below(
    paragraphs: Sequence[Paragraph], first: int, last: int
) -> tuple[int, int]:
    """Return a block with the signature lines that stand below its table, if any."""
    block = paragraphs[first:last]
    if any(patterns.is_upper(each.text.strip()) for each in block):
        return first, last
    end = _foot_end(paragraphs, last - 1)
    has_lines = any(patterns.is_upper(each.text.strip()) for each in paragraphs[last:end])
    return (first, end) if has_lines else (first, last)


def _foot_end(paragraphs: Sequence[Paragraph], anchor: int) -> int:
    section = paragraphs[anchor].source.section
    for paragraph in paragraphs[anchor + 1 :]:
        first = paragraph.text.strip().split("\n", 1)[0]
        if (
            paragraph.source.section != section
            or paragraph.source.look.page_break_before
            or (first and patterns.PHU_LUC.fullmatch(first))
            or "\f" in paragraph.text
            or len(paragraph.text) > 240  # noqa: PLR2004
        ):
            return paragraph.index
    return len(paragraphs)


def _is_signature_line(text: str) -> bool:
    text = text.strip()
    return not text or (
        len(text) < 80  # noqa: PLR2004
        and (
            patterns.is_upper(text)
            or bool(patterns.AUTHORITY.match(text))
            or (_is_name(text) and text[-1] not in ".;:,/")
        )
    )


# ---------------------------------------------------------------------- the two sides


def _foot_lines(block: Sequence[Paragraph]) -> Iterator[tuple[Span, int]]:
    """Yield the lines of the foot with their column; tabs part the columns of plain text."""
    for paragraph in block:
        start = 0
        cell = paragraph.source.cell
        for line in paragraph.text.split("\n"):
            offset = start
            for tabs, piece in enumerate(line.split("\t")):
                if piece.strip():
                    yield paragraph.span(offset, offset + len(piece)), cell.column if cell else tabs
                offset += len(piece) + 1
            start += len(line) + 1


def _recipients(foot: Foot, block: Sequence[Paragraph]) -> int:
    """Find "Nơi nhận:" and its list; return the column they stand in, -1 for none."""
    column = -1
    for span, side in _foot_lines(block):
        match = patterns.NOI_NHAN.match(span.text)
        if match and column < 0:
            column = side
            end = span.start + match.end()
            foot.add("noi_nhan_label", span.paragraph.span(span.start, end))
            rest = span.paragraph.span(end, span.end)
            if rest.text:
                foot.add("noi_nhan_list", rest)
        elif column >= 0 and side == column:
            is_name = span.paragraph.in_table and not patterns.is_upper(span.text)
            if is_name or span.text[0] in "-–—+•*":
                foot.add("noi_nhan_list", span)
    return column


def _signature(foot: Foot, block: Sequence[Paragraph], left: int) -> None:
    """Find authority, position and name: the lines that are no recipients."""
    taken = {
        (id(span.paragraph), span.start) for spans in foot.components.values() for span in spans
    }
    lines = [
        span
        for span, side in _foot_lines(block)
        if (id(span.paragraph), span.start) not in taken
        and not (span.paragraph.in_table and side == left)
        and not patterns.NOI_NHAN.match(span.text)
    ][:_LINES_AFTER]
    capitals = [span for span in lines if patterns.is_upper(span.text)]
    names = [span for span in lines if _is_name(span.text)]
    for span, component in zip(capitals, _capital_components(capitals, names), strict=True):
        foot.add(component, span)
    if names:
        foot.add("ho_ten", names[-1])


def _capital_components(capitals: Sequence[Span], names: Sequence[Span]) -> list[str]:
    """Return which lines in capitals give the authority, the position and, rarely, the name."""
    signed = [bool(patterns.AUTHORITY.match(span.text)) for span in capitals]
    found = []
    for position, span in enumerate(capitals):
        last = position == len(capitals) - 1
        if signed[position]:
            found.append("quyen_han")
        elif not any(signed):
            # A head who signs in person has one line: the office, which is its own authority.
            found.append("ho_ten" if last and position and not names else "quyen_han")
        elif True in signed[position:]:
            found.append("quyen_han")
        elif span.text.lower().startswith(_POSITIONS):
            found.append("chuc_vu")
        elif last and not names:
            found.append("ho_ten")
        else:
            found.append("quyen_han" if "chuc_vu" not in found else "chuc_vu")
    return found


def _is_name(text: str) -> bool:
    words = text.replace(".", ". ").split()
    return (
        len(words) in _NAME_WORDS
        and not patterns.is_upper(text)
        and text[0] not in "-–—+•*("
        and not any(char.isdigit() for char in text)
        and sum(word[0].isupper() for word in words) >= len(words) - 1
    )
