"""Parts of the text, their numbers and marks (STR)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.checks.subject import WordSubject, once
from generator.diagnostics import Diagnostic
from generator.recognise import patterns
from generator.recognise.paragraph import Paragraph, Span
from generator.text.numbers import to_roman

_ORDER = "abcdđeghiklmnopqrstuvxy"
_ROMAN_PART = frozenset(("phần", "chương"))
_ARABIC_PART = frozenset(("mục", "tiểu mục"))
_ROMAN = re.compile(r"[IVXLC]+")
_LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class Numbered:
    """A numbered paragraph: its level, number, the mark after it, and the rest."""

    paragraph: Paragraph
    level: str  # "part", "dieu", "roman", "number", "letter"
    number: str
    mark: str
    rest: str
    word: str = ""

    @property
    def number_span(self) -> Span:
        """Return where the number stands."""
        start = self.paragraph.text.index(self.number)
        return Span(self.paragraph, start, start + len(self.number))


@once
def numbered(subject: WordSubject) -> list[Numbered]:
    """Return the numbered paragraphs of the body in order."""
    read = (_read(paragraph, paragraph.text.strip()) for paragraph in subject.running_text)
    return [each for each in read if each is not None]


def _read(paragraph: Paragraph, text: str) -> Numbered | None:
    if paragraph.component == "phan_chuong":
        match = patterns.PHAN_CHUONG.fullmatch(text)
        if match:
            word = match["word"].lower()
            return Numbered(paragraph, "part", match["number"], "", match["rest"], word)
    elif paragraph.component == "dieu":
        match = patterns.DIEU.fullmatch(text)
        if match:
            return Numbered(paragraph, "dieu", match["number"], match["dot"], match["rest"])
    elif match := patterns.ROMAN.fullmatch(text):
        return Numbered(paragraph, "roman", match["number"], match["mark"], match["rest"])
    elif match := patterns.NUMBER.fullmatch(text):
        return Numbered(paragraph, "number", match["number"], match["mark"], match["rest"])
    elif match := patterns.LETTER.fullmatch(text):
        mark = match["open"] + match["mark"]
        return Numbered(paragraph, "letter", match["number"], mark, match["rest"])
    return None


def _parts(subject: WordSubject, words: frozenset[str]) -> Iterator[Numbered]:
    return (each for each in numbered(subject) if each.level == "part" and each.word in words)


def _is_bold(span: Span) -> bool:
    return all(run.look.bold for run, _, _ in span.runs)


def check_parts(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find parts and chapters without Roman numbers, or not centred and bold."""
    for each in _parts(subject, _ROMAN_PART):
        if not _ROMAN.fullmatch(each.number) and not each.number.lower().startswith("thứ"):
            expected = to_roman(int(each.number)) if each.number.isdecimal() else ""
            yield subject.finding(
                each.paragraph, "number", expected=expected, found=each.number, word=each.word
            )
        yield from _check_centred_bold(subject, each.paragraph)


def _check_centred_bold(subject: WordSubject, paragraph: Paragraph) -> Iterator[Diagnostic]:
    if not _is_bold(paragraph.span()) or paragraph.source.look.align != "center":
        yield subject.finding(paragraph, "look", look={"bold": True, "align": "center"})


def check_part_titles(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find parts whose title is on the same line or not in bold capitals below."""
    texts = subject.running_text
    for each in _parts(subject, _ROMAN_PART):
        if each.rest and "\n" not in each.paragraph.text:
            yield subject.finding(each.paragraph, "line", word=each.word)
            continue
        position = texts.index(each.paragraph) + 1
        title = texts[position] if position < len(texts) else None
        if not each.rest and title is not None and title.text.strip()[:1].isalpha():
            is_right = patterns.is_upper(title.text) and _is_bold(title.span())
            if len(title.text) < _LONGEST_TITLE and not is_right:
                yield subject.finding(title, "look", word=each.word)


def check_sections(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find sections (Mục, Tiểu mục) without Arabic numbers, or not centred and bold."""
    for each in _parts(subject, _ARABIC_PART):
        if not each.number.isdecimal():
            yield subject.finding(each.paragraph, "number", found=each.number, word=each.word)
        yield from _check_centred_bold(subject, each.paragraph)


def _articles(subject: WordSubject) -> Iterator[Numbered]:
    return (each for each in numbered(subject) if each.level == "dieu")


def check_articles(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find articles without full stop or not bold."""
    for each in _articles(subject):
        length = each.number_span.end
        if each.mark != ".":
            yield subject.finding(
                each.paragraph, "mark", start=length, end=length + len(each.mark),
                expected=f"Điều {each.number}.", found=each.mark, fix=".",
            )  # fmt: skip
        head = each.paragraph.span(0, length)
        if not _is_bold(head):
            yield subject.finding(head, "bold", look={"bold": True})


def check_article_order(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find articles out of order."""
    expected = 0
    for each in _articles(subject):
        expected += 1
        if int(each.number) != expected:
            yield subject.finding(each.paragraph, expected=str(expected), found=each.number)
            expected = int(each.number)


def check_clause_start(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find clauses that do not begin at 1 below their heading, or skip a number."""
    last = 0
    is_begun = False
    for each in numbered(subject):
        if each.level in ("dieu", "roman", "part"):
            last, is_begun = 0, True
        elif each.level == "number" and "." not in each.number and is_begun:
            number = int(each.number)
            if number != last + 1:
                yield subject.finding(each.number_span, expected=str(last + 1), found=each.number)
            last = number


def check_letters(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find points out of the Vietnamese order."""
    last = -1
    for each in numbered(subject):
        if each.level != "letter":
            last = -1
            continue
        position = _ORDER.find(each.number)
        if position not in (last + 1, 0):
            expected, message = _ORDER[last + 1], "unknown" if position < 0 else "order"
            yield subject.finding(each.paragraph, message, expected=expected, found=each.number)
        last = position if position >= 0 else last + 1


def check_levels(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find levels that are not I. -> 1. -> a), and main headings not in bold capitals."""
    for each in numbered(subject):
        span = each.paragraph.span()
        if each.level == "letter" and each.mark != ")":
            is_open = "(" in each.mark
            found = f"({each.number})" if is_open else f"{each.number}{each.mark}"
            yield subject.finding(span, "letter", expected=f"{each.number})", found=found)
        elif each.level == "roman" and each.mark != ".":
            found = f"{each.number}{each.mark}"
            yield subject.finding(span, "roman", expected=f"{each.number}.", found=found)
        elif each.level == "roman" and each.paragraph.component == "de_muc_1":
            if not patterns.is_upper(span.text):
                yield subject.finding(span, "upper", expected=span.text.upper())
            elif not _is_bold(span):
                yield subject.finding(span, "bold", look={"bold": True})


def check_same_mark(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find headings with another mark than the first has."""
    romans = [each for each in numbered(subject) if each.level == "roman"]
    for each in romans[1:]:
        if each.mark != romans[0].mark:
            expected = f"{romans[0].number}{romans[0].mark}"
            found = f"{each.number}{each.mark}"
            yield subject.finding(each.paragraph, expected=expected, found=found)


def check_items(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find items with another mark than a hyphen and one space."""
    for paragraph in subject.running_text:
        text = paragraph.text.strip()
        if paragraph.component != "gach_dau_dong" or (text[0] == "-" and text[1:2] == " "):
            continue
        match = patterns.DASH.fullmatch(text)
        start = len(paragraph.text) - len(paragraph.text.lstrip())
        end = start + (match.start("rest") if match else 1)
        yield subject.finding(paragraph, start=start, end=end, expected="- ", fix=True)


def check_outline(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a document whose headings have no outline level."""
    headings = [
        each.paragraph
        for each in numbered(subject)
        if each.paragraph.component in ("de_muc_1", "phan_chuong", "dieu")
    ]
    if headings and not any(each.source.look.outline_level for each in headings):
        yield subject.finding(headings[0], found="0", expected="1")
