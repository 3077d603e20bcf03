"""Numbers the sections of a body by a kind's scheme (Nghị định 30/2020, Phụ lục I, II.6.đ)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.diagnostics import Diagnostic, Location, Severity
from generator.document.nodes import Block, Blocks, Heading, Inlines, Run
from generator.document.walk import map_inlines
from generator.errors import InputError
from generator.i18n import N_
from generator.text.numbers import to_roman

LETTERS = "abcdđeghiklmnopqrstuvxy"
"""Letters of điểm in Vietnamese order, as the decree itself uses them."""

_PATTERN = re.compile(r"^(?P<prefix>\D*?\s?)(?P<number>I|A|a|1(?:\.1)*)(?P<mark>[.)\-/:]?)$")
_LABEL = re.compile(r"^\D*?\s?(?P<number>[IVXLC]+|\d+(?:\.\d+)*|[A-ZĐa-zđ])[.)\-/:]*$")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


@dataclass(frozen=True, slots=True)
class LevelStyle:
    """How one level of sections is numbered and printed.

    Attributes:
        pattern: A specimen of the label of the first section: "I.", "I-", "1.", "1.1.", "a)",
            "Điều 1.". A number with dots takes the numbers of the levels above.
        upper: Titles are printed in capitals.
        bold: Titles are printed bold.
    """

    pattern: str
    upper: bool = False
    bold: bool = False


def number_sections(blocks: Sequence[Block], styles: Sequence[LevelStyle]) -> Blocks:
    """Return the blocks with labelled headings.

    A heading that comes with a label keeps it, and those after it count on from there; such a
    heading may skip levels.

    Raises:
        InputError: When a section lies deeper than the scheme goes, or skips a level.
    """
    counters = [0] * (len(styles) + 1)
    depth = 0
    problems: list[Diagnostic] = []
    numbered: list[Block] = []
    for block in blocks:
        if not isinstance(block, Heading):
            numbered.append(block)
            continue
        skips = block.level > depth + 1 and not block.label
        if block.level > len(styles) or skips:
            problems.append(_bad_level(block, len(styles), depth))
            continue
        depth = block.level
        counters[depth] += 1
        counters[depth + 1 :] = [0] * (len(styles) - depth)
        if block.label:
            _count_from(block.label, counters, depth)
        numbered.append(_labelled(block, styles[depth - 1], counters[: depth + 1]))
    if problems:
        raise InputError(problems)
    return tuple(numbered)


def _labelled(heading: Heading, style: LevelStyle, counters: Sequence[int]) -> Heading:
    titled = not heading.run_in
    inlines: Inlines = heading.inlines
    if style.upper and titled:
        inlines = map_inlines(inlines, str.upper)
    bold = style.bold and titled
    if heading.given:
        bold = "dam" in heading.given
    return replace(
        heading,
        inlines=inlines or (Run(""),),
        label=heading.label or format_label(style.pattern, counters),
        bold=bold,
        given=(),
    )


def _count_from(label: str, counters: list[int], depth: int) -> None:
    """Set the counters to what a label says, as far as it says it."""
    numbers = label_numbers(label)[-depth:]
    if numbers:
        counters[depth - len(numbers) + 1 : depth + 1] = numbers


def label_numbers(label: str) -> list[int]:
    """Return the numbers in a label, the highest level's first; none when it is not a number.

    >>> label_numbers("IV-"), label_numbers("2.10."), label_numbers("đ)"), label_numbers("*")
    ([4], [2, 10], [5], [])
    """
    match = _LABEL.match(label)
    number = match["number"] if match else ""
    if not number:
        return []
    if number[0].isdigit():
        return [int(part) for part in number.split(".")]
    if number[0] in _ROMAN and all(letter in _ROMAN for letter in number):
        values = [_ROMAN[letter] for letter in number]
        pairs = zip(values, [*values[1:], 0], strict=True)
        return [sum(-value if value < after else value for value, after in pairs)]
    place = LETTERS.find(number.lower()) + 1
    return [place] if place else []


def format_label(pattern: str, counters: Sequence[int]) -> str:
    """Return the label for a section.

    Args:
        pattern: The specimen label of the level.
        counters: Numbers of the levels from the first down to this one, after a 0 for the body.

    >>> format_label("I.", [0, 4])
    'IV.'
    >>> format_label("1.1.", [0, 2, 1, 3])
    '1.3.'
    >>> format_label("a)", [0, 1, 1, 5])
    'đ)'
    """
    match = _PATTERN.match(pattern)
    if match is None:
        raise ValueError(pattern)
    number = counters[-1]
    if match["number"] == "I":
        text = to_roman(number)
    elif match["number"] in "aA":
        letter = LETTERS[(number - 1) % len(LETTERS)]
        text = letter if match["number"] == "a" else letter.upper()
    else:
        parts = match["number"].count(".") + 1
        text = ".".join(str(counter) for counter in counters[-parts:])
    return f"{match['prefix']}{text}{match['mark']}"


def is_pattern(pattern: str) -> bool:
    """Return whether a specimen label can be counted on."""
    return _PATTERN.match(pattern) is not None


def _bad_level(heading: Heading, deepest: int, depth: int) -> Diagnostic:
    place = Location(*heading.origin) if heading.origin else Location()
    title = "".join(inline.text for inline in heading.inlines if isinstance(inline, Run))
    if heading.level > deepest:
        return Diagnostic(
            "TPL23",
            Severity.ERROR,
            N_("mục '{title}' ở cấp {level}, mà loại văn bản này chỉ đánh số {deepest} cấp"),
            place,
            {"title": title, "level": heading.level, "deepest": deepest},
            N_("bớt dấu # trước tên mục, hoặc thêm một dòng vào danh_so của kind.yaml"),
            quote=title,
        )
    return Diagnostic(
        "TPL24",
        Severity.ERROR,
        N_("mục '{title}' ở cấp {level} nhưng phía trên không có mục cấp {missing}"),
        place,
        {"title": title, "level": heading.level, "missing": depth + 1},
        N_("thêm mục cấp trên, hoặc bớt dấu # trước tên mục"),
        quote=title,
    )
