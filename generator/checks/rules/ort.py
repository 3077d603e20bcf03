"""Chính tả và cách gõ: Unicode, dấu cách, dấu câu, dấu thanh, chữ hay nhầm.

Vì sao: lỗi gõ làm chữ không tìm được, dòng ngắt sai, và làm người đọc nghi cả nội dung. Danh sách
chữ ở `generator/checks/data/orthography.yaml`.
"""

import re
from collections.abc import Iterator

from generator.catalogues.load import Catalogues
from generator.checks.subject import WordSubject
from generator.checks.text.citations import citations_of
from generator.checks.text.kept import kept
from generator.checks.text.prose import LETTER, Hit, Prose, prose_of, report
from generator.checks.text.wording import find_wordings, find_words, keep_case, read_data
from generator.diagnostics import Diagnostic, Severity
from generator.i18n import N_
from generator.recognise.paragraph import Zone
from generator.text.normalize import new_tone_style, old_tone_style

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
    """Find what breaks ORT14 (dau-thanh-lan)."""
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
        start, end = _word_around(prose.text, match)
        found = prose.text[start:end]
        yield prose.finding(
            start,
            end,
            N_("'{found}' đặt dấu thanh khác phần còn lại của văn bản ('{expected}')"),
            expected=move(found),
            found=found,
            severity=Severity.WARNING,
            replacement=move(found),
        )


def _word_around(text: str, match: re.Match[str]) -> tuple[int, int]:
    before = _WORD_BEFORE.search(text, max(0, match.start() - 12), match.start())
    return (before.start() if before else match.start()), match.end()


_QU = re.compile(r"(?P<q>[qQ])(?<!\w.)(?P<tone>[úùủũụÚÙỦŨỤ])(?P<rest>[aăâeêiơyAEIY])")
_GI = re.compile(r"(?P<q>[gG])(?<!\w.)(?P<tone>[íìỉĩị])(?P<rest>[aăâeêoôơuư])(?!\w)")
_TONES = ("ùúủũụ", "ìíỉĩị")
_WITH_TONE = {
    "a": "àáảãạ", "ă": "ằắẳẵặ", "â": "ầấẩẫậ", "e": "èéẻẽẹ", "ê": "ềếểễệ", "i": "ìíỉĩị",
    "o": "òóỏõọ", "ô": "ồốổỗộ", "ơ": "ờớởỡợ", "u": "ùúủũụ", "ư": "ừứửữự", "y": "ỳýỷỹỵ",
}  # fmt: skip


def check_glides(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find what breaks ORT15 (dau-thanh-qu-gi)."""
    prose = prose_of(subject)
    for pattern, tones, glide in ((_QU, _TONES[0], "u"), (_GI, _TONES[1], "i")):
        if not prose.spells(*(("q" if glide == "u" else "g") + tone for tone in tones)):
            continue
        for match in pattern.finditer(prose.text):
            index = tones.find(match["tone"].lower())
            right = match["q"] + glide + _WITH_TONE[match["rest"].lower()][index]
            if prose.is_worded(match.start()):
                yield prose.finding(
                    *match.span(),
                    N_("dấu thanh đặt ở chữ sau 'qu', 'gi': '{expected}'"),
                    expected=right,
                    found=match[0],
                    replacement=right,
                )


# ------------------------------------------------------------------ words


def check_spelling(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find what breaks ORT16 (chinh-ta)."""
    prose = prose_of(subject)
    message = N_("'{found}' sai chính tả: '{expected}'")
    yield from report(prose, find_words(prose, "orthography", "spelling"), message)
    yield from report(prose, find_wordings(prose, "orthography", "patterns"), message)
    yield from report(prose, _find_misspelt_provinces(prose), message)


# The two tones that are heard alike in half of the country.
_HOI, _NGA = "ảẳẩẻểỉỏổởủửỷ", "ãẵẫẽễĩõỗỡũữỹ"
_OTHER_TONE = {**dict(zip(_HOI, _NGA, strict=True)), **dict(zip(_NGA, _HOI, strict=True))}


@kept
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


def _find_misspelt_provinces(prose: Prose) -> Iterator[Hit]:
    for wrong, right in _misspelt_provinces(prose.subject.catalogues):
        for start in prose.places(wrong.lower()):
            found = prose.text[start : start + len(wrong)]
            if found[0].isupper() and prose.is_worded(start):
                yield Hit(start, start + len(wrong), keep_case(found, right), safe=True)


_DOUBLED = re.compile(r"\b(?P<one>\w++) (?P<two>(?P=one))\b(?!-)(?<!-)")


def check_doubled(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find what breaks ORT21 (chu-lap)."""
    prose = prose_of(subject)
    data = read_data("orthography")
    for match in _DOUBLED.finditer(prose.text):
        word = match["one"].lower()
        quiet = word in data["doubled"] or word.isdigit() or not prose.is_worded(match.start())
        # "Ban Xây dựng Đảng Đảng ủy": a name may end as the next one begins.
        if quiet or match["one"][0].isupper() or match["two"][0].isupper():
            continue
        # "dân dân tộc", "nước nước ngoài": a word may end as the next one begins.
        sure = word in data["grammar"]
        yield prose.finding(
            *match.span(),
            N_("chữ '{expected}' lặp liền nhau"),
            expected=match["one"],
            found=match[0],
            severity=Severity.WARNING if sure else Severity.NOTICE,
            replacement=match["one"] if sure else None,
        )


def check_number_word(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find what breaks ORT20 (thieu-chu-so)."""
    prose = prose_of(subject)
    for one in citations_of(prose):
        if one.kind and not one.has_number_word and not one.is_law:
            start = one.symbol_start
            symbol = prose.text[start : one.symbol_end]
            yield prose.finding(
                start,
                one.symbol_end,
                N_("thiếu 'số' trước '{found}'"),
                expected=f"số {symbol}",
                found=symbol,
                severity=Severity.NOTICE,
                replacement=f"số {symbol}",
            )


_DISTRICT = re.compile(
    r"(?i:huyện|quận|thị xã|thị trấn|thị ủy|Phòng Giáo dục|Phòng VH-TT|Phòng Văn hóa)"
)


def is_district(quote: str) -> bool:
    """Return whether a wording names a body or unit of the abolished district level."""
    return bool(_DISTRICT.search(quote))


def check_district(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find what breaks ORT23 (cap-huyen)."""
    from generator.checks.rules.org import gone_findings

    for finding in gone_findings(subject):
        if is_district(finding.quote):
            yield finding


_PLACEHOLDER = re.compile(
    r"\[(?:CẦN|TODO|ĐIỀN|\.\.\.|…)[^\]\n]*\]?|\{\{[^}\n]*(?:\}\})?|\{%[^%\n]*(?:%\})?|\}\}"
    r"|\bXXX+\b|…{3,}|\bTODO\b|\bLorem ipsum\b"
    # A date or a number may be left open, by hand, until the document is signed.
    r"|(?<![.…])(?<!ngày )(?<!ngày)(?<!tháng )(?<!tháng)(?<!năm )(?<!năm)(?<!số )(?<!số:)(?<!số: )"
    r"\.{6,}(?!\s*[-/])"
)


def check_placeholders(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find what breaks ORT22 (cho-chua-dien)."""
    prose = prose_of(subject)
    if not prose.holds("[", "{", "}}", "xxx", "…", "todo", "lorem", "......"):
        return
    for match in _PLACEHOLDER.finditer(prose.text):
        yield prose.finding(*match.span(), N_("còn chỗ chưa điền: '{quote}'"))


# ------------------------------------------------------------------ fixed strings

_DASH_START = re.compile(r"^\s*(?P<mark>[–—•▪●*]\s*|-(?=[^\s\-\d])|\+(?=[^\s+\d]))")


def check_dashes(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find what breaks ORT17 (gach-dau-dong)."""
    prose = prose_of(subject)
    for paragraph, start, text in prose.lines():
        if paragraph.zone not in (Zone.BODY, Zone.ANNEX) or paragraph.in_table:
            continue
        match = _DASH_START.match(text)
        if match and text.strip("-–— "):
            right = "+ " if match["mark"] == "+" else "- "
            yield prose.finding(
                start + match.start("mark"),
                start + match.end("mark"),
                N_("gạch đầu dòng là '-' (hoặc '+') và một dấu cách, không phải '{found}'"),
                expected=right,
                found=match["mark"],
                replacement=right,
                severity=Severity.WARNING,
            )


_NESTED = re.compile(r"“[^“”\n]*(?P<inner>“[^“”\n]*”)")


def check_quotes(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find what breaks ORT18 (ngoac-kep)."""
    prose = prose_of(subject)
    if '"' not in prose.text and not _NESTED.search(prose.text):
        return
    straight = [at for at, char in enumerate(prose.text) if char == '"' and prose.is_text(at)]
    if straight and "“" in prose.text:
        yield prose.finding(
            straight[0],
            straight[0] + 1,
            N_("văn bản dùng cả ngoặc kép thẳng và ngoặc kép cong: chọn một loại"),
            severity=Severity.NOTICE,
        )
    yield from _nested_quotes(prose)


def _nested_quotes(prose: Prose) -> Iterator[Diagnostic]:
    for match in _NESTED.finditer(prose.text):
        if prose.is_text(match.start()):
            inner = match["inner"]
            yield prose.finding(
                *match.span("inner"),
                N_("ngoặc kép lồng trong ngoặc kép: bên trong dùng ‘ ’"),
                expected=f"‘{inner[1:-1]}’",
                found=inner,
                severity=Severity.NOTICE,
            )


_THOUSANDS = re.compile(
    r"[1-9](?<![\d.,/].)[0-9]{0,2}(?:,[0-9]{3})+(?![\d,])(?! ?(?:tỷ|triệu|%|km|ha|m\b|kg|tấn))"
)
_PERCENT = re.compile(r"[0-9](?<![\d.,/].)[0-9]*\.[0-9]{1,2}(?= ?%)")


def check_numbers(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find what breaks ORT19 (viet-so)."""
    prose = prose_of(subject)
    for pattern, wrong, right in ((_THOUSANDS, ",", "."), (_PERCENT, ".", ",")):
        for match in pattern.finditer(prose.text):
            if prose.is_worded(match.start()) and not prose.is_address(match.start()):
                expected = match[0].replace(wrong, right)
                yield prose.finding(
                    *match.span(),
                    N_("số '{found}' viết là '{expected}': chấm hàng nghìn, phẩy phần lẻ"),
                    expected=expected,
                    found=match[0],
                    replacement=expected,
                    severity=Severity.WARNING,
                )


# ------------------------------------------------------------------ table
