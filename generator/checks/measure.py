"""Lengths of what is on a page: columns, printed lines, the lines drawn below a text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.checks.subject import WordSubject
from generator.readers.docx import RunLook
from generator.recognise import patterns
from generator.recognise.paragraph import Paragraph, Span
from generator.text.metrics import text_width

MM = 72 / 25.4
"""Points in a millimetre."""

_LINE_EDGES = ("top", "bottom")
_BELOW = 3


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """A line below a text: its length in points, 0 when not known, and where it is."""

    length_pt: float
    paragraph: Paragraph
    kind: str  # "border", "shape", "text"


def column_width(subject: WordSubject, paragraph: Paragraph) -> float:
    """Return the width a paragraph has for its text, 0 when not known."""
    table = subject.table(paragraph)
    cell = paragraph.source.cell
    if table is not None and cell is not None:
        grid = table.grid_pt[cell.column : cell.column + 1]
        return sum(grid) - sum(table.margins_pt) if grid else 0.0
    section = subject.section(paragraph)
    return section.text_width_pt if section else 0.0


def span_width(span: Span) -> float:
    """Return the width of a stretch of text on one line, run by run."""
    return sum(
        _run_width(span.paragraph.text[first:last], run.look) for run, first, last in span.runs
    )


def _run_width(text: str, look: RunLook) -> float:
    shown = text.upper() if look.caps else text
    return text_width(shown, look.size_pt, bold=look.bold, italic=look.italic)


def longest_line(subject: WordSubject, spans: Sequence[Span]) -> float:
    """Return the width of the longest printed line of some stretches of text."""
    widths = []
    for span in spans:
        room = column_width(subject, span.paragraph)
        width = span_width(span)
        widths.append(min(width, room) if room else width)
    return max(widths, default=0.0)


def find_line(subject: WordSubject, spans: Sequence[Span]) -> DrawnLine | None:
    """Return the line below a text: a border, a drawn shape or characters; None for none."""
    last = spans[-1].paragraph
    return next(_lines(subject, last), None)


def _lines(subject: WordSubject, last: Paragraph) -> Iterator[DrawnLine]:
    if "bottom" in last.source.look.borders:
        yield DrawnLine(_border_length(subject, last), last, "border")
    for length in last.source.lines_pt:
        yield DrawnLine(length, last, "shape")
    for paragraph in subject.paragraphs[last.index + 1 : last.index + 1 + _BELOW]:
        if _cell(paragraph) != _cell(last):
            break
        source = paragraph.source
        for length in source.lines_pt:
            yield DrawnLine(length, paragraph, "shape")
        if not paragraph.text.strip() and any(edge in source.look.borders for edge in _LINE_EDGES):
            yield DrawnLine(_border_length(subject, paragraph), paragraph, "border")
        if patterns.TEXT_RULE.fullmatch(paragraph.text):
            yield DrawnLine(span_width(paragraph.span()), paragraph, "text")
        if paragraph.text.strip():
            break


def _cell(paragraph: Paragraph) -> tuple[int, int, int] | None:
    cell = paragraph.source.cell
    return (cell.table, cell.row, cell.column) if cell else None


def _border_length(subject: WordSubject, paragraph: Paragraph) -> float:
    width = column_width(subject, paragraph)
    look = paragraph.source.look
    return width - look.left_pt - look.right_pt if width else 0.0
