"""One document, one way: numbering, items, repetitions, ends of paragraphs (CON).

Whoever reads sees these slips at once, without any list; programs that check spelling do not.
"""

import re
from collections.abc import Iterable, Iterator

from generator.checks.subject import WordSubject
from generator.checks.text.lists import Sentence, find_repeated_items, find_sentences, near
from generator.checks.text.prose import prose_of
from generator.diagnostics import Diagnostic, Marked, Severity
from generator.i18n import N_
from generator.recognise.paragraph import Paragraph, Zone
from generator.text.numbers import to_roman

_NUMBER = re.compile(r"^(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})(?P<mark>[.)])?\s+\S")
_ROMAN = re.compile(r"^(?P<number>[IVX]{1,5})\s*[.\-–]\s*\S")
_BULLET = re.compile(r"^\s*(?P<mark>[-+–])\s*(?=\S)")
_LONG = 60
_ROMANS = {to_roman(number): number for number in range(1, 40)}

# ------------------------------------------------------------------ numbering


def find_gaps(numbers: list[tuple[int, ...]]) -> Iterator[tuple[int, str, tuple[int, ...]]]:
    """Yield what is wrong in a list of numbers: place, what, and the number that is missing.

    >>> [(at, what, gone) for at, what, gone in find_gaps([(1, 1), (1, 2), (2,), (3, 1)])]
    [(0, 'parent', (1,)), (3, 'parent', (3,))]
    >>> list(find_gaps([(1,), (3,)]))
    [(1, 'gap', (2,))]
    """
    seen: set[tuple[int, ...]] = set()
    told: set[tuple[int, ...]] = set()
    last: dict[tuple[int, ...], int] = {}
    for at, number in enumerate(numbers):
        parent = number[:-1]
        if parent and parent not in seen and parent not in told:
            told.add(parent)
            seen.add(parent)
            last[parent[:-1]] = max(last.get(parent[:-1], 0), parent[-1])
            yield at, "parent", parent
        before = last.get(parent, 0)
        if number in seen and number not in told:
            yield at, "again", number
        elif number[-1] > before + 1:
            yield at, "gap", (*parent, before + 1)
        last[parent] = number[-1]
        seen.add(number)
        for key in [
            key for key in last if len(key) >= len(number) and key[: len(number)] == number
        ]:
            del last[key]


def check_numbers(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find gaps and repeats in numbers, and sub-items without their item."""
    for group in _numbered(subject):
        numbers = [number for _, number in group]
        for at, what, missing in find_gaps(numbers):
            paragraph, number = group[at]
            yield subject.finding(
                paragraph,
                what,
                end=min(len(paragraph.text), _LONG),
                number=_dotted(number),
                missing=_dotted(missing),
            )
    yield from _check_roman(subject)


def _dotted(number: tuple[int, ...]) -> str:
    return ".".join(map(str, number))


def _numbered(subject: WordSubject) -> Iterator[list[tuple[Paragraph, tuple[int, ...]]]]:
    """Yield the numbered paragraphs of each part of the body: numbers begin anew in each."""
    group: list[tuple[Paragraph, tuple[int, ...]]] = []
    for paragraph in subject.body_paragraphs:
        text = paragraph.text.strip()
        if paragraph.component in ("dieu", "phan_chuong") or _ROMAN.match(text):
            yield group
            group = []
            continue
        match = _NUMBER.match(text)
        if match and (match["mark"] or "." in match["number"]):
            number = tuple(int(part) for part in match["number"].split("."))
            group.append((paragraph, number))
    yield group


def _check_roman(subject: WordSubject) -> Iterator[Diagnostic]:
    before = 0
    for paragraph in subject.body_paragraphs:
        match = _ROMAN.match(paragraph.text.strip())
        number = _ROMANS.get(match["number"]) if match else None
        if not match or number is None or paragraph.component not in ("de_muc_1", "doan_danh_so"):
            if paragraph.component == "phan_chuong":
                before = 0
            continue
        if number != before + 1 and not (number == 1 and before):
            what = "again" if number == before else "gap"
            yield subject.finding(
                paragraph,
                what,
                end=min(len(paragraph.text), _LONG),
                number=match["number"],
                missing=to_roman(before + 1),
            )
        before = number


# ------------------------------------------------------------------ bullets


def check_bullets(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find "+" that stands where "-" should: no dash item above it since the last heading."""
    dashed = told = False
    for paragraph in subject.body_paragraphs:
        match = _BULLET.match(paragraph.text)
        if match is None:
            if _is_heading(paragraph):
                dashed = told = False
        elif match["mark"] != "+":
            dashed = True
        elif not dashed and not told:
            told = True
            yield subject.finding(
                paragraph, start=match.start("mark"), end=match.end("mark"), expected="-", found="+"
            )


def _is_heading(paragraph: Paragraph) -> bool:
    numbered = _NUMBER.match(paragraph.text.strip()) or _ROMAN.match(paragraph.text.strip())
    return (
        bool(numbered) or paragraph.component.startswith("de_muc") or paragraph.component == "dieu"
    )


def check_missing_bullet(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a paragraph without a dash among paragraphs with one."""
    body = subject.body_paragraphs
    for before, paragraph, after in zip(body, body[1:], body[2:], strict=False):
        plain = not _BULLET.match(paragraph.text) and not _is_heading(paragraph)
        if not plain or paragraph.component not in ("noi_dung", ""):
            continue
        at = body.index(paragraph)
        is_among = _meets_bullet(reversed(body[max(0, at - 3) : at])) and (
            _BULLET.match(after.text) or _meets_bullet(body[at + 1 : at + 3])
        )
        if is_among and not before.text.rstrip().endswith(":"):
            end = min(len(paragraph.text), _LONG)
            yield subject.finding(paragraph, end=end)


def _meets_bullet(paragraphs: Iterable[Paragraph]) -> bool:
    """Return whether an item stands among some paragraphs before the first heading."""
    for each in paragraphs:
        if _is_heading(each):
            return False
        if _BULLET.match(each.text):
            return True
    return False


# ------------------------------------------------------------------ repetition


def check_repeated(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find sentences that stand nearly alike in one paragraph, or alike in two."""
    prose = prose_of(subject)
    seen: dict[tuple[str, ...], int] = {}
    for paragraph, start, text in prose.lines():
        if paragraph.zone is not Zone.BODY:
            continue
        here: list[Sentence] = []
        for sentence in find_sentences(text):
            again = next((one for one in here if near(one.words, sentence.words)), None)
            far = seen.get(sentence.words)
            if again or (far is not None and len(sentence.words) >= 15):  # noqa: PLR2004
                yield prose.finding(
                    start + sentence.start,
                    start + sentence.end,
                    severity=Severity.WARNING if again else Severity.NOTICE,
                    other=_cut(text[again.start : again.end])
                    if again
                    else Marked(N_("một câu ở trên")),
                )
            here.append(sentence)
            seen.setdefault(sentence.words, paragraph.index)


def _cut(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60].rsplit(' ', 1)[0]}…"  # noqa: PLR2004


def check_items(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find what an enumeration names twice."""
    prose = prose_of(subject)
    for start, end in find_repeated_items(prose.text):
        if prose.is_text(start) and not prose.is_quoted(start):
            yield prose.finding(start, end)


# ------------------------------------------------------------------ ends of paragraphs

_ENDS = (".", ";", ":", ",", "!", "?", "…")
_CLOSERS = "”’\"') "


def check_ends(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find paragraphs that end without a mark."""
    body = subject.body_paragraphs
    for index, paragraph in enumerate(body):
        text = paragraph.text.rstrip()
        bullet = _BULLET.match(text)
        sentence = bullet or (
            len(text) > _LONG and paragraph.component in ("noi_dung", "doan_danh_so")
        )
        if not sentence or text.rstrip(_CLOSERS).endswith(_ENDS) or text.endswith(_ENDS):
            continue
        if not bullet and not _is_sentence(text):
            continue
        mark = _mark_for(body, index)
        yield subject.finding(
            paragraph,
            start=text.rfind(" ") + 1,
            end=len(text),
            expected=text[text.rfind(" ") + 1 :] + mark,
            fix=True,
        )


def _is_sentence(text: str) -> bool:
    return not text.isupper() and "\n" not in text and not _NUMBER.match(text)


def _mark_for(body: tuple[Paragraph, ...], index: int) -> str:
    around = body[max(0, index - 1) : index] + body[index + 1 : index + 2]
    listed = [one.text.rstrip()[-1:] for one in around if _BULLET.match(one.text)]
    goes_on = index + 1 < len(body) and _BULLET.match(body[index + 1].text)
    return ";" if goes_on and ";" in listed else "."
