"""What every stage reports with: a finding, its place and its severity. It prints nothing."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from textwrap import shorten
from typing import Any

from generator.i18n import N_, SOURCE_LANGUAGE, printable, translate


class Severity(StrEnum):
    """How much a finding weighs; only an error stops a build."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


SEVERITY_NAMES = {
    Severity.ERROR: N_("lỗi"),
    Severity.WARNING: N_("cảnh báo"),
    Severity.NOTICE: N_("lưu ý"),
}


_WORD_PART = re.compile(r"word/([a-z]+)\d*\.xml")
_PART_NAMES = {
    "document": "",
    "footnotes": N_("chú thích"),
    "endnotes": N_("chú thích cuối"),
    "header": N_("đầu trang"),
    "footer": N_("chân trang"),
    "comments": N_("bình luận"),
    "styles": N_("kiểu"),
    "numbering": N_("đánh số tự động"),
}
_QUOTED = 60  # characters of a quote: enough to find the place by its words


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """Where a finding is: a text file by line and column, or a Word file by part and paragraph.

    Attributes:
        file: Path as the user gave it, "/" between its parts.
        line: 1-based line, 0 when not known.
        column: 1-based column, 0 when not known.
        part: Part of a Word or Excel package ("word/document.xml", "đầu trang").
        paragraph: 1-based paragraph of the part, 0 when not known.
        page: 1-based printed page, 0 when not known.
        cell: 1-based table, row and column the paragraph stands in, () outside tables.
        run: 1-based run of the paragraph, those without text counted, 0 when not known.
    """

    file: str = ""
    line: int = 0
    column: int = 0
    part: str = ""
    paragraph: int = 0
    page: int = 0
    cell: tuple[int, ...] = ()
    run: int = 0

    def text(self, language: str = SOURCE_LANGUAGE) -> str:
        """Return the place in the form "file:line:column" or "file: part, paragraph n".

        The main part of a Word file has no name; the others are named as Word's users do.
        """
        place = printable(self.file, lines=False)
        if self.line:
            place += f":{self.line}"
            if self.column:
                place += f":{self.column}"
        details = []
        if self.page:
            page = translate(N_("trang"), language)
            details.append(f"{page} {self.page}")
        part = _part_text(self.part, language)
        if part:
            details.append(part)
        if self.paragraph:
            paragraph = translate(N_("đoạn"), language)
            details.append(f"{paragraph} {self.paragraph}")
        return ": ".join(filter(None, (place, printable(", ".join(details)))))


def _part_text(part: str, language: str) -> str:
    match = _WORD_PART.fullmatch(part)
    if not match or match[1] not in _PART_NAMES:
        return part
    return translate(_PART_NAMES[match[1]], language)


@dataclass(frozen=True, slots=True)
class TextFix:
    """A safe correction of text, by 0-based places in the text of a paragraph.

    Attributes:
        part: Part the paragraph stands in.
        paragraph: 1-based paragraph of the part.
        start: First character that is replaced.
        end: Character after the last one.
        replacement: What stands there afterwards.
    """

    part: str
    paragraph: int
    start: int
    end: int
    replacement: str


@dataclass(frozen=True, slots=True)
class LookFix:
    """A safe correction of formatting, of a paragraph or of characters in it.

    Attributes:
        part: Part the paragraph stands in.
        paragraph: 1-based paragraph of the part.
        start: First character whose look changes; paragraph properties ignore it.
        end: Character after the last one.
        changes: New values by property, named as in ``readers.docx``'s looks ("size_pt",
            "bold", "align"); "font" is the family of all slots.
    """

    part: str
    paragraph: int
    start: int
    end: int
    changes: Mapping[str, Any]


Fix = TextFix | LookFix


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding.

    Attributes:
        id: Stable id of the rule ("IN03"); ids are never reused.
        severity: Error, warning or notice.
        message: What is wrong: a marked message with ``{name}`` places for ``params``.
        location: Where.
        params: Values for the message and the hint.
        hint: What to do: a marked message with the same places.
        quote: The value or text that is wrong, as it stands.
        expected: What should stand there.
        found: What stands there.
        basis: The article or source the finding rests on.
        confidence: How sure that basis is: "A" to "D", or a catalogue's own word.
        fixes: Corrections that are safe to offer; all of them together correct the finding.
        count: How many places it stands for.
    """

    id: str
    severity: Severity
    message: str
    location: Location = field(default_factory=Location)
    params: Mapping[str, Any] = field(default_factory=dict)
    hint: str = ""
    quote: str = ""
    expected: str = ""
    found: str = ""
    basis: str = ""
    confidence: str = ""
    fixes: tuple[Fix, ...] = ()
    count: int = 1

    def message_text(self, language: str = SOURCE_LANGUAGE) -> str:
        """Return the message in a language with its values filled in."""
        return _fill(translate(self.message, language), self.params, language)

    def hint_text(self, language: str = SOURCE_LANGUAGE) -> str:
        """Return the hint in a language with its values filled in, "" when there is none."""
        return _fill(translate(self.hint, language), self.params, language)

    def text(self, language: str = SOURCE_LANGUAGE) -> str:
        """Return the finding as "place: severity: message (ID)", the hint on a second line."""
        severity = translate(SEVERITY_NAMES[self.severity], language)
        place = self.location.text(language)
        head = f"{place}: {severity}" if place else severity
        lines = [f"{head}: {self.message_text(language)} ({self.id})"]
        details = (
            (N_("câu chữ"), self.quote_text(language)),
            (N_("gợi ý"), self.hint_text(language)),
        )
        lines += [f"  {translate(name, language)}: {text}" for name, text in details if text]
        return "\n".join(lines)

    def quote_text(self, language: str = SOURCE_LANGUAGE) -> str:
        """Return the first words of the quote, "" when the message shows it."""
        quote = printable(" ".join(self.quote.split()))
        shown = " ".join(self.message_text(language).split())
        if not quote or quote in shown:
            return ""
        return f"“{shorten(quote, _QUOTED, placeholder='…')}”"

    def at(self, location: Location) -> "Diagnostic":
        """Return the same finding at another place."""
        return replace(self, location=location)


@dataclass(frozen=True, slots=True)
class Problem:
    r"""What can be told, without its place: one row of the table of problems of a room.

    Rows stand in ``problems.py`` of the room that tells them, as constants; ``kehoach rule``
    explains an id from its rows. An id has one meaning: several rows of one id are variants of
    its words.

    >>> NO_FILE = Problem("IN01", N_("không tìm thấy tệp này"), N_("kiểm tra lại tên tệp"))
    >>> NO_FILE.at(Location("a.yaml")).text()
    'a.yaml: lỗi: không tìm thấy tệp này (IN01)\n  gợi ý: kiểm tra lại tên tệp'

    Attributes:
        id: The id ("IN03"); it never changes its meaning and is never used again.
        message: A marked message with ``{name}`` places.
        hint: What to do, a marked message with the same places; "" when the message says it all.
        severity: Error unless said otherwise.
    """

    id: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR

    def at(
        self,
        location: Location | None = None,
        *,
        quote: str = "",
        hint: str | None = None,
        **params: Any,
    ) -> Diagnostic:
        """Return the finding at a place, with another hint when the case has a better one.

        Args:
            location: Where, None where there is no place.
            quote: The value or text that is wrong, as it stands.
            hint: A marked hint for this case.
            params: Values for the places of message and hint.
        """
        return Diagnostic(
            self.id,
            self.severity,
            self.message,
            location or Location(),
            params,
            self.hint if hint is None else hint,
            quote,
        )


class Marked(str):
    """A parameter value that is itself a marked message, translated with the message."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Phrase:
    """A parameter value that is a marked message with places of its own."""

    message: str
    params: Mapping[str, Any] = field(default_factory=dict)

    def text(self, language: str = SOURCE_LANGUAGE) -> str:
        """Return the phrase in a language with its values filled in."""
        return translate(self.message, language).format(
            **{name: _word(value, language) for name, value in self.params.items()}
        )


def _fill(template: str, params: Mapping[str, Any], language: str) -> str:
    values = {name: _word(value, language) for name, value in params.items()}
    return template.format(**values) if values else template


def _word(value: Any, language: str) -> Any:
    if isinstance(value, Phrase):
        return value.text(language)
    if isinstance(value, Marked):
        return translate(value, language)
    return printable(value) if isinstance(value, str) else value


def errors_in(findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the findings that are errors."""
    return [finding for finding in findings if finding.severity is Severity.ERROR]
