"""Ký tự, dấu cách, dấu câu: những gì gõ máy để lại."""

import re
import unicodedata
from collections.abc import Iterator
from typing import cast

from generator.checks.subject import WordSubject
from generator.checks.text.prose import LETTER, LOWER, TEXT_ZONES, UPPER, prose_of
from generator.diagnostics import Diagnostic, Severity
from generator.i18n import N_
from generator.recognise.paragraph import Paragraph, Zone

# ------------------------------------------------------------------ characters

_MARKS = re.compile("[\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b]")
_INVISIBLE_SIGNS = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_INVISIBLE = re.compile(f"[{_INVISIBLE_SIGNS}]+")
# Lao, Khmer, Thai, Burmese, Arabic and the scripts of India need these between their letters.
_WITH_JOINERS = re.compile("[\u0600-\u06ff\u0900-\u0eff\u1000-\u109f\u1780-\u17ff]")
_NBSP = re.compile("^\u00a0+|\u00a0{2,}")
_TCVN3_SIGNS = "µ¶·¸¹»¼½¾ÆÇËÎÏÐÑÖ×ØÞßåæçëîïðñöøûüþ¬®©ª¨§"
_TCVN3 = re.compile(f"[{_TCVN3_SIGNS}]")
_VNI_SIGNS = "øûïåäüëöØÛÏÅÄÜËÖ"
_VNI = re.compile(f"[aeiouyAEIOUY][{_VNI_SIGNS}]")
_MOJIBAKE = re.compile("\ufffd|Ã[\u0080-\u00bf\u0152-\u2122]|áº.|á».|Ä\u2018|Ä\u0090|Æ[°¡]")
_TCVN3_ENOUGH = 3


def check_nfc(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find what breaks ORT01 (unicode-dung-san)."""
    for paragraph in subject.all_paragraphs:
        if not unicodedata.is_normalized("NFC", paragraph.text):
            for match in re.finditer(r"\S+", paragraph.text):
                right = unicodedata.normalize("NFC", match[0])
                if right != match[0]:
                    yield subject.finding(
                        paragraph,
                        N_("'{found}' gõ bằng Unicode tổ hợp; phải là dựng sẵn"),
                        start=match.start(),
                        end=match.end(),
                        found=match[0],
                        expected=right,
                        replacement=right,
                    )


def check_invisible(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find what breaks ORT02 (ky-tu-vo-hinh)."""
    for paragraph, match in _matches(subject, _INVISIBLE, signs=_INVISIBLE_SIGNS):
        around = paragraph.text[max(match.start() - 1, 0) : match.end() + 1]
        if _WITH_JOINERS.search(around):
            continue
        yield subject.finding(
            paragraph,
            N_("có ký tự không nhìn thấy (U+{code})"),
            start=match.start(),
            end=match.end(),
            params={"code": f"{ord(match[0][0]):04X}"},
            replacement="",
        )


def check_nbsp(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find what breaks ORT03 (cach-khong-ngat)."""
    for paragraph, match in _matches(subject, _NBSP, TEXT_ZONES, "\u00a0"):
        yield subject.finding(
            paragraph,
            N_("dấu cách không ngắt dùng để lùi hoặc chừa khoảng"),
            start=match.start(),
            end=match.end(),
            severity=Severity.NOTICE,
        )


def check_tcvn3(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find what breaks ORT11 (bang-ma-tcvn3)."""
    old_font = any(name.startswith(".Vn") for name in _font_names(subject))
    if not old_font and _characters(subject).isdisjoint(_TCVN3_SIGNS):
        return
    for paragraph in subject.all_paragraphs:
        font = next((name for name in _fonts(paragraph) if name.startswith(".Vn")), "")
        hits = () if paragraph.text.isascii() else _TCVN3.findall(paragraph.text)
        if font or len(hits) >= _TCVN3_ENOUGH:
            yield subject.finding(
                paragraph,
                N_("chữ gõ bằng bảng mã TCVN3 (ABC) {font}: chuyển sang Unicode"),
                params={"font": font},
            )


def check_vni(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find what breaks ORT12 (bang-ma-vni)."""
    old_font = any(name.upper().startswith("VNI-") for name in _font_names(subject))
    if not old_font and _characters(subject).isdisjoint(_VNI_SIGNS):
        return
    for paragraph in subject.all_paragraphs:
        font = next((name for name in _fonts(paragraph) if name.upper().startswith("VNI-")), "")
        if font or len(_VNI.findall(paragraph.text)) >= _TCVN3_ENOUGH:
            yield subject.finding(
                paragraph,
                N_("chữ gõ bằng bảng mã VNI {font}: chuyển sang Unicode"),
                params={"font": font},
            )


def _fonts(paragraph: Paragraph) -> Iterator[str]:
    # Runs of one look share it, so a paragraph has few looks to ask.
    looks = {id(run.look): run.look for run in paragraph.source.runs if run.text.strip()}
    for look in looks.values():
        yield from look.fonts.values()


def check_mojibake(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find what breaks ORT13 (hong-bang-ma)."""
    for paragraph, match in _matches(subject, _MOJIBAKE, signs="\ufffdÃº»ÄÆ"):
        yield subject.finding(
            paragraph,
            N_("chữ bị hỏng bảng mã: '{quote}'"),
            start=match.start(),
            end=match.end(),
        )


def _characters(subject: WordSubject) -> frozenset[str]:
    """Return the characters of a file, found once: what is not here need not be looked for."""
    if "characters" not in subject.cache:
        found = frozenset("".join(each.text for each in subject.all_paragraphs))
        subject.cache["characters"] = found
    return cast("frozenset[str]", subject.cache["characters"])


def _font_names(subject: WordSubject) -> frozenset[str]:
    """Return the names of the fonts of a file, found once."""
    if "font names" not in subject.cache:
        looks = {
            id(run.look): run.look for each in subject.all_paragraphs for run in each.source.runs
        }
        found = frozenset(name for look in looks.values() for name in look.fonts.values())
        subject.cache["font names"] = found
    return cast("frozenset[str]", subject.cache["font names"])


def _matches(
    subject: WordSubject,
    pattern: re.Pattern[str],
    zones: frozenset[Zone] | None = None,
    signs: str = "",
) -> Iterator[tuple[Paragraph, re.Match[str]]]:
    """Yield the matches of a pattern; each has one of the signs, where signs are given."""
    if signs and _characters(subject).isdisjoint(signs):
        return
    for paragraph in subject.all_paragraphs:
        if zones is None or paragraph.zone in zones:
            for match in pattern.finditer(paragraph.text):
                yield paragraph, match


# ------------------------------------------------------------------ spaces

_DOUBLE = re.compile(r" {2}(?<=\S..) *+(?=\S)")
_BLANK_BEFORE = re.compile(r"(?:số:?|ngày|tháng|năm|[.…_]{2,}|[/:])$", re.IGNORECASE)
_BLANK_AFTER = re.compile(r"(?:tháng|năm|[-/]|[.…_]{2,})", re.IGNORECASE)
_EDGE = re.compile(r"\A[ \t]+(?=\S)|[ \t](?<=\S.)[ \t]*$")


def check_double(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find what breaks ORT04 (hai-dau-cach)."""
    for paragraph, match in _matches(subject, _DOUBLE, TEXT_ZONES):
        text = paragraph.text
        blank = _BLANK_BEFORE.search(text, 0, match.start()) or _BLANK_AFTER.match(
            text, match.end()
        )
        if not blank:
            yield subject.finding(
                paragraph,
                N_("có {count} dấu cách liền nhau"),
                start=match.start(),
                end=match.end(),
                params={"count": len(match[0])},
                severity=Severity.WARNING,
                replacement=" ",
            )


def check_edges(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find what breaks ORT05 (cach-dau-cuoi-doan)."""
    for paragraph, match in _edges(subject):
        leading = match.start() == 0
        # A note begins with a space after its number.
        if paragraph.in_table or (leading and paragraph.zone is Zone.NOTE):
            continue
        yield subject.finding(
            paragraph,
            N_("dấu cách thừa ở đầu hoặc cuối đoạn"),
            start=match.start(),
            end=match.end(),
            severity=Severity.WARNING if leading else Severity.NOTICE,
            replacement="",
        )


def _edges(subject: WordSubject) -> Iterator[tuple[Paragraph, re.Match[str]]]:
    for paragraph in subject.all_paragraphs:
        text = paragraph.text
        spaced = text.startswith((" ", "\t")) or text.rstrip("\n").endswith((" ", "\t"))
        if spaced and paragraph.zone in TEXT_ZONES:
            yield from ((paragraph, match) for match in _EDGE.finditer(text))


_TABS = re.compile(r"\t(?<=\S.)\t*(?=\S)")


def check_tabs(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find what breaks ORT09 (tab-trong-loi-van)."""
    for paragraph in subject.body_paragraphs:
        for match in _TABS.finditer(paragraph.text):
            yield subject.finding(
                paragraph,
                N_("dấu tab trong lời văn"),
                start=match.start(),
                end=match.end(),
                severity=Severity.WARNING,
                replacement=" ",
            )


def check_empty(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find what breaks ORT10 (doan-trong)."""
    empty = 0
    for paragraph in subject.paragraphs:
        if paragraph.zone is not Zone.BODY or paragraph.in_table:
            empty = 0
            continue
        if paragraph.text.strip():
            if empty > 1:
                yield subject.finding(
                    paragraph,
                    N_("{count} đoạn trống liền nhau ở trước đoạn này: dùng khoảng cách đoạn"),
                    params={"count": empty},
                    severity=Severity.WARNING,
                )
            empty = 0
        elif not paragraph.source.look.page_break_before and not paragraph.source.fields:
            empty += 1


# ------------------------------------------------------------------ punctuation

_BEFORE = re.compile(r"(?<=\S) +(?P<mark>[,;:!?)\]”]|\.(?!\.)|%)(?!\.\.)")
_NO_SPACE = re.compile(
    # The looks back come after the mark, so that only marks are tried.
    rf"[,;:!?.](?:(?<!\.)(?=[{LETTER}(“])|(?<=[{LOWER}]{{2}}\.)(?=[{UPPER}][{LOWER}]))"
)
_INSIDE = re.compile(r"(?<=[(\[{“]) +|(?<=\S) +(?=[)\]}”])")
_REPEATED = re.compile(r"(?<![.…])\.\.(?![.…])|,,|;;|,\.(?!\.)|(?<!\.)\.,|;\.(?!\.)|,;")


def check_before(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find what breaks ORT06 (cach-truoc-dau-cau)."""
    prose = prose_of(subject)
    spaced = prose.holds(" ,", " ;", " :", " !", " ?", " %", " .")
    for match in _BEFORE.finditer(prose.text) if spaced else ():
        if prose.is_worded(match.start()) and match["mark"] not in ")]”":
            yield prose.finding(
                *match.span(),
                N_("dấu cách thừa trước '{mark}'"),
                params={"mark": match["mark"]},
                expected=match["mark"],
                severity=Severity.WARNING,
                replacement=match["mark"],
            )
    doubled = prose.holds("..", ",,", ";;", ",.", ".,", ";.", ",;")
    for match in _REPEATED.finditer(prose.text) if doubled else ():
        if prose.is_worded(match.start()):
            yield prose.finding(
                *match.span(),
                N_("dấu câu lặp hoặc đi liền nhau: '{quote}'"),
                severity=Severity.WARNING,
            )


def check_after(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find what breaks ORT07 (thieu-cach-sau-dau-cau)."""
    prose = prose_of(subject)
    for match in _NO_SPACE.finditer(prose.text):
        if prose.is_worded(match.start()) and not prose.is_address(match.start()):
            mark = match[0]
            yield prose.finding(
                *match.span(),
                N_("thiếu dấu cách sau '{mark}'"),
                params={"mark": mark},
                expected=f"{mark} ",
                found=mark,
                severity=Severity.WARNING,
                replacement=f"{mark} ",
            )


def check_inside(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find what breaks ORT08 (cach-trong-ngoac)."""
    prose = prose_of(subject)
    spaced = prose.holds("( ", "[ ", "{ ", "“ ", " )", " ]", " }", " ”")
    for match in _INSIDE.finditer(prose.text) if spaced else ():
        if prose.is_worded(match.start()):
            yield prose.finding(
                *match.span(),
                N_("dấu cách thừa ở phía trong ngoặc"),
                severity=Severity.WARNING,
                replacement="",
            )
