"""Where a text names what is gone as if it were still there: not in history, not abroad."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from generator.catalogues import problems
from generator.catalogues.load import Catalogues
from generator.catalogues.model import Fact, OldName, Province
from generator.catalogues.places import PlaceName, name_on
from generator.diagnostics import Diagnostic
from generator.text.dates import format_date
from generator.text.normalize import lower_first, old_tone_style, to_nfc

# The issuer of a cited document keeps the name it had.
_CITED_ISSUER = re.compile(
    r"(?:\d{4}|năm +|[-/][A-ZĐ0-9&-]+),? (?:của|giữa) (?:[^.;,:()]|, (?=[A-ZĐÔƯ]))*$"
)
_REMEMBERED = re.compile(r"(?:[Tt]hành lập|[Tt]ái lập|[Gg]iải phóng|truyền thống|nguyên là) $")
_HISTORIC = re.compile(
    r"^\s*(?:\(?(?:cũ|nay là|trước đây|trước sáp nhập|đến ngày)\b)", re.IGNORECASE
)
_MERGED = re.compile(r"[^.;\n]{0,60}?\b(?:sắp xếp|sáp nhập|hợp nhất) (?:thành|vào)\b")
_LOOK_BACK = 120

_SENTENCE_END = re.compile(r"[;\n]|\.(?=\s|$)")
_YEAR = re.compile(r"(?<![\d/])(?:19|20)\d\d\b|(?<=/)(?:19|20)\d\d\b(?!/)")
# A year alone says when; the one of a full date may be that of a cited document.
_WHEN = re.compile(
    r"(?:\b(?:[Tt]rước|[Tt]ừ|[Đđ]ến|[Tt]rong|[Gg]iai đoạn|[Nn]hiệm kỳ|[Tt]hời kỳ)\b[^.;:]{1,30}?"
    r"|(?<!tháng \d )(?<!tháng \d\d )\b[Nn]ăm )(?:19|20)\d\d\b"
)
_UNTIL = re.compile(r"\b(?:trước|đến)\b[^.;:]{1,30}?(?:19|20)\d\d\b", re.IGNORECASE)

_NAME = r"[^\W\d_]+(?:[- ](?=[^\W\d_])(?!và\b|với\b|của\b|thuộc\b)[^\W\d_]+){0,4}"
_MORE_NAMES = rf"(?:(?:, | và |, và )(?:huyện |quận |thị xã |thị trấn |thành phố )?{_NAME}){{0,6}}?"
_IN_COUNTRY = re.compile(rf"{_MORE_NAMES} ?\((?P<name>[^()]+)\)")
_IN_PROVINCE = re.compile(rf"{_MORE_NAMES}(?:,| của| thuộc) (?:[Tt]ỉnh|[Bb]ang|[Kk]hu tự trị) ")


def bodies_gone(text: str | Iterable[str], day: date, catalogues: Catalogues) -> list[Diagnostic]:
    """Return findings about bodies and places a text names that do not exist on a day.

    What the text says of former times, of another country or as the issuer of a cited document
    is left out; see ``present_uses``.

    Args:
        text: A text, or paragraphs.
        day: Day of the document.
        catalogues: The facts.
    """
    whole = text if isinstance(text, str) else "\n".join(text)
    whole = old_tone_style(to_nfc(whole))
    found = [
        finding
        for old in catalogues.old_names.values()
        if old.is_gone(day)
        for finding in _find_old(catalogues, old, whole, day)
    ]
    return found + _former_units(catalogues, whole, day)


def _find_old(catalogues: Catalogues, old: OldName, text: str, day: date) -> list[Diagnostic]:
    quotes = present_uses(re.compile(old.pattern), text, old.valid_to, day, catalogues)
    return [_old_name_finding(old, quotes, day, old.replacement)] if quotes else []


def _old_name_finding(fact: Fact, quotes: Sequence[str], day: date, replacement: str) -> Diagnostic:
    quoted = ", ".join(f"'{quote}'" for quote in quotes)
    return problems.of_fact(
        problems.NAME_GONE, fact, quotes=quoted, day=format_date(day), replacement=replacement
    )


def _former_units(catalogues: Catalogues, text: str, day: date) -> list[Diagnostic]:
    found = []
    for former in catalogues.former_provinces.values():
        if day > former.valid_to and former.name in text:
            pattern = re.compile(rf"\b[Tt]ỉnh (?:ủy )?{re.escape(former.name)}\b")
            quotes = present_uses(pattern, text, former.valid_to, day, catalogues)
            if quotes:
                heir = name_on(catalogues.provinces[former.heir], day).text
                found.append(_old_name_finding(former, quotes, day, heir))
    for province in catalogues.provinces.values():
        if any((dated.name or province.name) in text for dated in province.dated_types):
            found += _former_types(catalogues, province, text, day)
    return found


def _former_types(
    catalogues: Catalogues, province: Province, text: str, day: date
) -> list[Diagnostic]:
    now = name_on(province, day)
    found = []
    for dated in province.dated_types:
        wrong = PlaceName(dated.type, dated.name or province.name, "")
        if (wrong.type, wrong.name) != (now.type, now.name):
            either = f"{re.escape(wrong.full)}|{re.escape(lower_first(wrong.full))}"
            pattern = re.compile(rf"\b(?:{either})\b")
            quotes = present_uses(pattern, text, dated.valid_to, day, catalogues)
            if quotes:
                found.append(_old_name_finding(province, quotes, day, now.text))
    return found


def present_uses(
    pattern: re.Pattern[str], text: str, until: date | None, day: date, catalogues: Catalogues
) -> tuple[str, ...]:
    """Return how a text of a day names a body or place that is gone, each way once.

    Left out: the issuer of a cited document, what the text calls former ("tỉnh Yên Bái (cũ)"),
    what it says of years in which the name was right, and units of other countries.

    Args:
        pattern: The name.
        text: Text with tone marks in the old style.
        until: Last day on which the name was right.
        day: Day of the document.
        catalogues: The facts.
    """
    found: dict[str, None] = {}
    for match in pattern.finditer(text):
        before = text[max(0, match.start() - _LOOK_BACK) : match.start()].rpartition("\n")[2]
        after = text[match.end() : match.end() + _LOOK_BACK]
        left_out = (
            _CITED_ISSUER.search(before)
            or _REMEMBERED.search(before)
            or _HISTORIC.match(after)
            or _MERGED.match(after)
            or (until and _is_past(text, match, until, day))
            or _is_abroad(after, catalogues)
        )
        if not left_out:
            found[match.group()] = None
    return tuple(found)


def _is_past(text: str, match: re.Match[str], until: date, day: date) -> bool:
    """Return whether the sentence around a name speaks of years in which it was right."""
    ends = [end.end() for end in _SENTENCE_END.finditer(text, 0, match.start())]
    end = _SENTENCE_END.search(text, match.end())
    before = text[ends[-1] if ends else 0 : match.start()]
    after = text[match.end() : end.start() if end else len(text)]
    years = [int(year) for year in _YEAR.findall(f"{before} {after}")]
    if not years or max(years) > until.year:
        return False
    ended = bool(_UNTIL.search(before) or _UNTIL.search(after))
    return ended or (bool(_WHEN.search(before)) and max(years) < day.year)


def _is_abroad(after: str, catalogues: Catalogues) -> bool:
    """Return whether what follows a name puts it into another country."""
    if re.match(r"-\w", after):  # a name written by its sound: "Sê-pôn"
        return True
    country = _IN_COUNTRY.match(after)
    if country and country["name"] in _countries(catalogues):
        return True
    province = _IN_PROVINCE.match(after)
    name = after[province.end() :] if province else ""
    return name[:1].isupper() and not name.startswith(_provinces(catalogues))


def _countries(catalogues: Catalogues) -> set[str]:
    return {
        name
        for one in catalogues.relations.values()
        for name in (one.name, one.full_name, *one.other_names)
    }


def _provinces(catalogues: Catalogues) -> tuple[str, ...]:
    names = {one.name for one in catalogues.provinces.values()}
    return tuple(names | {one.name for one in catalogues.former_provinces.values()})
