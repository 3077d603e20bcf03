"""Bố cục, đánh số đề mục (STR)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.checks.subject import WordSubject
from generator.diagnostics import Diagnostic
from generator.i18n import N_
from generator.recognise import patterns
from generator.recognise.paragraph import Paragraph
from generator.text.numbers import to_roman

_ORDER = "abcdđeghiklmnopqrstuvxy"
_ROMAN_PART = frozenset(("phần", "chương"))
_ARABIC_PART = frozenset(("mục", "tiểu mục"))
_ROMAN = re.compile(r"[IVXLC]+")


@dataclass(frozen=True, slots=True)
class Numbered:
    """A numbered paragraph: its level, number, the mark after it, and the rest."""

    paragraph: Paragraph
    level: str  # "part", "dieu", "roman", "number", "letter"
    number: str
    mark: str
    rest: str
    word: str = ""


def numbered(subject: WordSubject) -> list[Numbered]:
    """Return the numbered paragraphs of the body in order."""
    known: list[Numbered] | None = subject.cache.get("numbered")
    if known is None:
        known = [
            each
            for paragraph in subject.running_text
            if (each := _read(paragraph, paragraph.text.strip())) is not None
        ]
        subject.cache["numbered"] = known
    return known


def _read(paragraph: Paragraph, text: str) -> Numbered | None:
    if paragraph.component == "phan_chuong":
        match = patterns.PHAN_CHUONG.fullmatch(text)
        if match:
            return Numbered(
                paragraph, "part", match["number"], "", match["rest"], match["word"].lower()
            )
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


def check_parts(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find parts and chapters without Roman numbers, or not centred and bold."""
    for each in numbered(subject):
        if each.level != "part" or each.word not in _ROMAN_PART:
            continue
        if not _ROMAN.fullmatch(each.number) and not each.number.lower().startswith("thứ"):
            yield subject.finding(
                each.paragraph, N_("số của {word} là chữ số La Mã"),
                params={"word": each.word}, found=each.number,
                expected=to_roman(int(each.number)) if each.number.isdecimal() else "",
            )  # fmt: skip
        yield from _check_centred_bold(subject, each.paragraph)


def _check_centred_bold(subject: WordSubject, paragraph: Paragraph) -> Iterator[Diagnostic]:
    span = paragraph.span()
    bold = all(run.look.bold for run, _, _ in span.runs)
    if not bold or paragraph.source.look.align != "center":
        yield subject.finding(
            paragraph, N_("dòng Phần, Chương, Mục phải in đậm, canh giữa"),
            look={"bold": True, "align": "center"},
        )  # fmt: skip


def check_part_titles(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find parts whose title is on the same line or not in bold capitals below."""
    for each in numbered(subject):
        if each.level != "part" or each.word not in _ROMAN_PART:
            continue
        if each.rest and "\n" not in each.paragraph.text:
            yield subject.finding(
                each.paragraph, N_("tên {word} đặt ở dòng dưới, không cùng dòng với số"),
                params={"word": each.word},
            )  # fmt: skip
            continue
        title = _next(subject, each.paragraph)
        if not each.rest and title is not None and title.text.strip()[:1].isalpha():
            upper = patterns.is_upper(title.text)
            bold = all(run.look.bold for run, _, _ in title.span().runs)
            if len(title.text) < 200 and not (upper and bold):  # noqa: PLR2004  (a title, not text)
                yield subject.finding(
                    title, N_("tên {word} phải in hoa, đậm, canh giữa"), params={"word": each.word}
                )


def _next(subject: WordSubject, paragraph: Paragraph) -> Paragraph | None:
    texts = subject.running_text
    position = texts.index(paragraph)
    return texts[position + 1] if position + 1 < len(texts) else None


def check_sections(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find sections (Mục, Tiểu mục) without Arabic numbers, or not centred and bold."""
    for each in numbered(subject):
        if each.level != "part" or each.word not in _ARABIC_PART:
            continue
        if not each.number.isdecimal():
            yield subject.finding(
                each.paragraph, N_("số của {word} là chữ số Ả Rập"),
                params={"word": each.word}, found=each.number,
            )  # fmt: skip
        yield from _check_centred_bold(subject, each.paragraph)


def check_articles(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find articles without full stop or not bold."""
    for each in numbered(subject):
        if each.level != "dieu":
            continue
        length = each.paragraph.text.index(each.number) + len(each.number)
        if each.mark != ".":
            yield subject.finding(
                each.paragraph, N_("sau số của Điều là dấu chấm: “{expected}”"),
                start=length, end=length + len(each.mark), expected=f"Điều {each.number}.",
                found=each.mark, replacement=".",
            )  # fmt: skip
        head = each.paragraph.span(0, length)
        if not all(run.look.bold for run, _, _ in head.runs):
            yield subject.finding(
                head, N_("chữ Điều và số của Điều phải in đậm"), look={"bold": True}
            )


def check_article_order(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find articles out of order."""
    expected = 0
    for each in numbered(subject):
        if each.level != "dieu":
            continue
        expected += 1
        if int(each.number) != expected:
            yield subject.finding(
                each.paragraph, N_("Điều {found} không liên tục, phải là Điều {expected}"),
                expected=str(expected), found=each.number,
            )  # fmt: skip
            expected = int(each.number)


def check_clause_start(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find clauses that do not begin at 1 below their heading, or skip a number."""
    last = 0
    begun = False
    for each in numbered(subject):
        if each.level in ("dieu", "roman", "part"):
            last, begun = 0, True
        elif each.level == "number" and "." not in each.number and begun:
            number = int(each.number)
            if number != last + 1:
                yield subject.finding(
                    each.paragraph,
                    N_("số “{found}” phải là “{expected}”: mỗi mục đánh lại từ 1, không nhảy"),
                    start=each.paragraph.text.index(each.number),
                    end=each.paragraph.text.index(each.number) + len(each.number),
                    expected=str(last + 1), found=each.number,
                )  # fmt: skip
            last = number


def check_letters(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find points out of the Vietnamese order."""
    last = -1
    for each in numbered(subject):
        if each.level != "letter":
            last = -1
            continue
        position = _ORDER.find(each.number)
        if position < 0:
            yield subject.finding(
                each.paragraph, N_("điểm không dùng chữ “{found}”"),
                expected=_ORDER[last + 1], found=each.number,
            )  # fmt: skip
        elif position not in (last + 1, 0):
            yield subject.finding(
                each.paragraph, N_("điểm “{found})” phải là “{expected})”"),
                expected=_ORDER[last + 1], found=each.number,
            )  # fmt: skip
        last = position if position >= 0 else last + 1


def check_levels(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find levels that are not I. -> 1. -> a), and main headings not in bold capitals."""
    for each in numbered(subject):
        if each.level == "letter" and each.mark != ")":
            yield subject.finding(
                each.paragraph, N_("điểm viết “{expected}”, không viết “{found}”"),
                expected=f"{each.number})",
                found=f"({each.number})" if "(" in each.mark else f"{each.number}{each.mark}",
            )  # fmt: skip
        elif each.level == "roman" and each.mark != ".":
            yield subject.finding(
                each.paragraph, N_("sau số La Mã là dấu chấm: “{expected}”"),
                expected=f"{each.number}.", found=f"{each.number}{each.mark}",
            )  # fmt: skip
        elif each.level == "roman" and each.paragraph.component == "de_muc_1":
            span = each.paragraph.span()
            if not patterns.is_upper(span.text):
                yield subject.finding(
                    span, N_("đề mục số La Mã phải viết in hoa"), expected=span.text.upper(),
                    found=span.text,
                )  # fmt: skip
            elif not all(run.look.bold for run, _, _ in span.runs):
                yield subject.finding(span, N_("đề mục số La Mã phải in đậm"), look={"bold": True})


def check_same_mark(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find headings with another mark than the first has."""
    romans = [each for each in numbered(subject) if each.level == "roman"]
    for each in romans[1:]:
        if each.mark != romans[0].mark:
            yield subject.finding(
                each.paragraph, N_("đề mục viết “{found}”, các đề mục khác viết “{expected}”"),
                expected=f"{romans[0].number}{romans[0].mark}", found=f"{each.number}{each.mark}",
            )  # fmt: skip


def check_items(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find items with another mark than a hyphen and one space."""
    for paragraph in subject.running_text:
        text = paragraph.text.strip()
        if paragraph.component != "gach_dau_dong" or (text[0] == "-" and text[1:2] == " "):
            continue
        match = patterns.DASH.fullmatch(text)
        start = len(paragraph.text) - len(paragraph.text.lstrip())
        end = start + (match.start("rest") if match else 1)
        yield subject.finding(
            paragraph, N_("đầu mục viết “{found}”, dùng gạch nối và một dấu cách “- ”"),
            start=start, end=end, expected="- ", found=paragraph.text[start:end],
            replacement="- ",
        )  # fmt: skip


def check_outline(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a document whose headings have no outline level."""
    headings = [
        each.paragraph
        for each in numbered(subject)
        if each.paragraph.component in ("de_muc_1", "phan_chuong", "dieu")
    ]
    bare = [each for each in headings if not each.source.look.outline_level]
    if bare and len(bare) == len(headings):
        yield subject.finding(
            bare[0], N_("đề mục không có cấp dàn bài, không hiện trong khung điều hướng"),
            found="0", expected="1",
        )  # fmt: skip
