"""Paragraphs of a Word file as rules see them, and stretches of their text."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import accumulate

from generator.readers.docx import WordParagraph, WordRun


class Zone(StrEnum):
    """The part of a document a paragraph belongs to."""

    HEAD = "head"  # from the letterhead to the addressees
    BODY = "body"
    FOOT = "foot"  # recipients and signature
    ANNEX = "annex"
    NOTE = "note"  # footnotes
    PAGE = "page"  # headers and footers of pages


@dataclass(slots=True, eq=False)
class Paragraph:
    """A paragraph with its text read once.

    Attributes:
        source: The paragraph as read, with its effective looks.
        text: Its text; breaks are newlines, footnote references have no characters.
        index: 0-based place among the paragraphs of the main part; among its kind elsewhere.
        zone: Part of the document it belongs to.
        component: Id of the component most of it is ("tieu_ngu", "de_muc_1"), "" when it was
            not recognised.
        footnote: Id of the footnote it stands in, None outside footnotes.
    """

    source: WordParagraph
    text: str
    index: int
    zone: Zone = Zone.BODY
    component: str = ""
    footnote: int | None = None
    _run_ends: list[int] | None = field(default=None, repr=False)

    @property
    def in_table(self) -> bool:
        """Return whether it stands in a table."""
        return self.source.cell is not None

    def page_at(self, start: int) -> int:
        """Return the page a character stood on when Word last laid the file out, 0 if not said."""
        page = self.source.page
        return page + bisect_right(self.source.page_starts, start) if page else 0

    def run_at(self, start: int) -> int:
        """Return the 1-based run a character stands in, 0 when not known."""
        if self._run_ends is None:
            self._run_ends = list(accumulate(len(run.text) for run in self.source.runs))
        index = bisect_right(self._run_ends, start)
        return self.source.runs[index].number if index < len(self._run_ends) else 0

    def span_of(self, match: re.Match[str]) -> "Span":
        """Return the stretch a pattern matched in its text, spaces around it included."""
        return Span(self, match.start(), match.end())

    def span(self, start: int = 0, end: int | None = None) -> "Span":
        """Return a stretch of its text, all of it by default, without spaces around it."""
        text = self.text[start:end]
        stripped = text.lstrip()
        first = start + len(text) - len(stripped) if stripped else start
        return Span(self, first, first + len(stripped.rstrip()))


@dataclass(frozen=True, slots=True, eq=False)
class Span:
    """A stretch of a paragraph's text."""

    paragraph: Paragraph
    start: int
    end: int

    @property
    def text(self) -> str:
        """Return its text."""
        return self.paragraph.text[self.start : self.end]

    @property
    def runs(self) -> Iterator[tuple[WordRun, int, int]]:
        """Yield the runs that print some of it, each with the stretch of the text it covers."""
        position = 0
        for run in self.paragraph.source.runs:
            first, last = max(position, self.start), min(position + len(run.text), self.end)
            if first < last and run.text[first - position : last - position].strip():
                yield run, first, last
            position += len(run.text)
