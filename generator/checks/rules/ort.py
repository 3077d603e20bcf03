"""Spelling and typing: what no list of wordings finds (ORT)."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from generator.catalogues.load import Catalogues
from generator.checks.subject import WordSubject, once, once_for_facts
from generator.checks.text.citations import citations_of
from generator.checks.text.prose import LETTER, TEXT_ZONES, prose_of
from generator.checks.text.wording import characters_of, keep_case
from generator.diagnostics import Diagnostic, Severity
from generator.recognise.paragraph import Paragraph, Zone
from generator.text.normalize import new_tone_style, old_tone_style

# ------------------------------------------------------------------ characters

_OLD_CODE_ENOUGH = 3
_EDGE = re.compile(r"\A[ \t]+(?=\S)|[ \t](?<=\S.)[ \t]*$")


def check_nfc(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find letters put together of several characters."""
    for paragraph in subject.all_paragraphs:
        if not unicodedata.is_normalized("NFC", paragraph.text):
            for match in re.finditer(r"\S+", paragraph.text):
                expected = unicodedata.normalize("NFC", match[0])
                if expected != match[0]:
                    yield subject.finding(paragraph.span_of(match), expected=expected, fix=True)


def check_old_code(
    subject: WordSubject, fonts: str, signs: str, after: str = ""
) -> Iterator[Diagnostic]:
    """Find text typed in a code from before Unicode.

    Args:
        subject: The file.
        fonts: What the names of its fonts begin with, in small letters.
        signs: What its letters look like in Unicode.
        after: Letters, one of which stands before each sign; "" for any.
    """
    pattern = re.compile(f"[{after}][{signs}]" if after else f"[{signs}]")
    has_font = any(name.lower().startswith(fonts) for name in _font_names(subject))
    if not has_font and characters_of(subject).isdisjoint(signs):
        return
    for paragraph in subject.all_paragraphs:
        names = (name for name in _fonts(paragraph) if name.lower().startswith(fonts))
        font = next(names, "")
        if font or len(pattern.findall(paragraph.text)) >= _OLD_CODE_ENOUGH:
            yield subject.finding(paragraph, font=font)


def _fonts(paragraph: Paragraph) -> Iterator[str]:
    # Runs of one look share it, so a paragraph has few looks to ask.
    looks = {id(run.look): run.look for run in paragraph.source.runs if run.text.strip()}
    for look in looks.values():
        yield from look.fonts.values()


@once
def _font_names(subject: WordSubject) -> frozenset[str]:
    """Return the names of the fonts of a file."""
    looks = {id(run.look): run.look for each in subject.all_paragraphs for run in each.source.runs}
    return frozenset(name for look in looks.values() for name in look.fonts.values())


# ------------------------------------------------------------------ spaces, dashes, quotes


def check_edges(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find spaces at the beginning and the end of paragraphs."""
    for paragraph in subject.all_paragraphs:
        text = paragraph.text
        is_spaced = text.startswith((" ", "\t")) or text.rstrip("\n").endswith((" ", "\t"))
        if not is_spaced or paragraph.in_table or paragraph.zone not in TEXT_ZONES:
            continue
        for match in _EDGE.finditer(text):
            is_first = match.start() == 0
            # A note begins with a space after its number.
            if not is_first or paragraph.zone is not Zone.NOTE:
                severity = Severity.WARNING if is_first else Severity.NOTICE
                yield subject.finding(paragraph.span_of(match), severity=severity, fix="")


def check_empty(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find empty paragraphs in the place of space."""
    empty = 0
    for paragraph in subject.paragraphs:
        if paragraph.zone is not Zone.BODY or paragraph.in_table:
            empty = 0
        elif paragraph.text.strip():
            if empty > 1:
                yield subject.finding(paragraph, count=empty)
            empty = 0
        elif not paragraph.source.look.page_break_before and not paragraph.source.fields:
            empty += 1


_DASH_START = re.compile(r"^\s*(?P<mark>[–—•▪●*]\s*|-(?=[^\s\-\d])|\+(?=[^\s+\d]))")


def check_dashes(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find items with another mark than "-" or "+" and one space."""
    prose = prose_of(subject)
    for paragraph, start, text in prose.lines():
        if paragraph.zone not in (Zone.BODY, Zone.ANNEX) or paragraph.in_table:
            continue
        match = _DASH_START.match(text)
        if match and text.strip("-–— "):
            expected = "+ " if match["mark"] == "+" else "- "
            first, last = (start + at for at in match.span("mark"))
            yield prose.finding(first, last, expected=expected, fix=True)


def check_straight_quotes(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find straight quotation marks where there are curved ones too."""
    prose = prose_of(subject)
    if '"' in prose.text and "“" in prose.text:
        marks = (at for at, char in enumerate(prose.text) if char == '"' and prose.is_text(at))
        for at in list(marks)[:1]:
            yield prose.finding(at, at + 1, "mixed", severity=Severity.NOTICE)


# ------------------------------------------------------------------ tone marks

_ON_FIRST = re.compile(r"[òóỏõọÒÓỎÕỌ][aAeE](?!\w)|(?<![qQ])[ùúủũụÙÚỦŨỤ][yY](?!\w)")
_ON_SECOND = re.compile(r"[oO][àáảãạèéẻẽẹÀÁẢÃẠÈÉẺẼẸ](?!\w)|(?<![qQ])[uU][ỳýỷỹỵỲÝỶỸỴ](?!\w)")
_SECOND_PAIRS = tuple(
    vowel + toned for vowel, group in (("o", "àáảãạèéẻẽẹ"), ("u", "ỳýỷỹỵ")) for toned in group
)
_FIRST_PAIRS = tuple(
    toned + vowel
    for group, vowels in (("òóỏõọ", "ae"), ("ùúủũụ", "y"))
    for toned in group
    for vowel in vowels
)
_WORD_BEFORE = re.compile(rf"[{LETTER}]*$")


def check_tones(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find tone marks of oa, oe, uy that are placed otherwise than most in the document."""
    prose = prose_of(subject)
    # Most documents keep to one way: the other one's letters are nowhere in them.
    if not (prose.ends(*_SECOND_PAIRS) and prose.ends(*_FIRST_PAIRS)):
        return
    first = [match for match in _ON_FIRST.finditer(prose.text) if prose.is_text(match.start())]
    second = [match for match in _ON_SECOND.finditer(prose.text) if prose.is_text(match.start())]
    if not first or not second:
        return
    fewer, move = (second, old_tone_style) if len(second) <= len(first) else (first, new_tone_style)
    for match in fewer:
        before = _WORD_BEFORE.search(prose.text, max(0, match.start() - 12), match.start())
        start, end = before.start() if before else match.start(), match.end()
        yield prose.finding(start, end, expected=move(prose.text[start:end]), fix=True)


_QU = re.compile(r"(?P<q>[qQ])(?<!\w.)(?P<tone>[úùủũụÚÙỦŨỤ])(?P<rest>[aăâeêiơyAEIY])")
_GI = re.compile(r"(?P<q>[gG])(?<!\w.)(?P<tone>[íìỉĩị])(?P<rest>[aăâeêoôơuư])(?!\w)")
_WITH_TONE = {
    "a": "àáảãạ", "ă": "ằắẳẵặ", "â": "ầấẩẫậ", "e": "èéẻẽẹ", "ê": "ềếểễệ", "i": "ìíỉĩị",
    "o": "òóỏõọ", "ô": "ồốổỗộ", "ơ": "ờớởỡợ", "u": "ùúủũụ", "ư": "ừứửữự", "y": "ỳýỷỹỵ",
}  # fmt: skip


def check_glides(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find tone marks on the u of "qu" and the i of "gi"."""
    prose = prose_of(subject)
    for pattern, start, glide in ((_QU, "q", "u"), (_GI, "g", "i")):
        tones = _WITH_TONE[glide]
        if not prose.spells(*(start + tone for tone in tones)):
            continue
        for match in pattern.finditer(prose.text):
            tone = tones.find(match["tone"].lower())
            expected = match["q"] + glide + _WITH_TONE[match["rest"].lower()][tone]
            if prose.is_worded(match.start()):
                yield prose.finding(*match.span(), expected=expected, fix=True)


# ------------------------------------------------------------------ words

# The two tones that are heard alike in half of the country.
_HOI, _NGA = "ảẳẩẻểỉỏổởủửỷ", "ãẵẫẽễĩõỗỡũữỹ"
_OTHER_TONE = {**dict(zip(_HOI, _NGA, strict=True)), **dict(zip(_NGA, _HOI, strict=True))}


@once_for_facts
def _misspelt_provinces(catalogues: Catalogues) -> list[tuple[str, str]]:
    """Return the names of provinces with hỏi for ngã or the reverse, and the right names."""
    names = {one.name for one in catalogues.provinces.values()}
    names |= {one.name for one in catalogues.former_provinces.values()}
    return [
        (name[:at] + _OTHER_TONE[char] + name[at + 1 :], name)
        for name in sorted(names)
        for at, char in enumerate(name)
        if char in _OTHER_TONE
    ]


def check_provinces(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find names of provinces with the wrong one of two like tones."""
    prose = prose_of(subject)
    for wrong, right in _misspelt_provinces(subject.catalogues):
        for start in prose.places(wrong.lower()):
            end = start + len(wrong)
            if prose.text[start].isupper() and prose.is_worded(start):
                expected = keep_case(prose.text[start:end], right)
                severity = Severity.WARNING
                yield prose.finding(start, end, expected=expected, severity=severity, fix=True)


_DOUBLED = re.compile(r"\b(?P<one>\w++) (?P<two>(?P=one))\b(?!-)(?<!-)")


def check_doubled(
    subject: WordSubject, doubled: Sequence[str], grammar: Sequence[str]
) -> Iterator[Diagnostic]:
    """Find words that stand twice.

    Args:
        subject: The file.
        doubled: Words that are doubled on purpose.
        grammar: Words that never are.
    """
    prose = prose_of(subject)
    for match in _DOUBLED.finditer(prose.text):
        word = match["one"].lower()
        if word in doubled or word.isdigit() or not prose.is_worded(match.start()):
            continue
        # "Ban Xây dựng Đảng Đảng ủy": a name may end as the next one begins.
        if match["one"][0].isupper() or match["two"][0].isupper():
            continue
        # "dân dân tộc", "nước nước ngoài": a word may end as the next one begins.
        is_sure = word in grammar
        severity = Severity.WARNING if is_sure else Severity.NOTICE
        yield prose.finding(*match.span(), expected=match["one"], severity=severity, fix=is_sure)


def check_number_word(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find citations without "số" before the number."""
    prose = prose_of(subject)
    for one in citations_of(prose):
        if one.kind and not one.has_number_word and not one.is_law:
            start, end = one.symbol_start, one.symbol_end
            expected = f"số {prose.text[start:end]}"
            yield prose.finding(start, end, expected=expected, severity=Severity.NOTICE, fix=True)
