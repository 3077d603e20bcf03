"""Visits, changes and numbers blocks: texts in reading order, sections by their key and label."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.diagnostics import Diagnostic, Location
from generator.document import problems
from generator.document.nodes import (
    Block,
    Blocks,
    Footnote,
    Heading,
    Inline,
    Inlines,
    Run,
    Table,
)
from generator.errors import InputError
from generator.text.numbers import to_roman


def map_text(blocks: Iterable[Block], change: Callable[[str], str]) -> Blocks:
    """Return the blocks with every run's text changed, in reading order, footnotes included."""
    return tuple(_map_block(block, change) for block in blocks)


def _map_block(block: Block, change: Callable[[str], str]) -> Block:
    if not isinstance(block, Table):
        return replace(block, inlines=map_inlines(block.inlines, change))
    rows = tuple(
        replace(
            row,
            cells=tuple(
                replace(
                    cell, paragraphs=tuple(map_inlines(each, change) for each in cell.paragraphs)
                )
                for cell in row.cells
            ),
        )
        for row in block.rows
    )
    return replace(block, rows=rows)


def map_inlines(inlines: Inlines, change: Callable[[str], str]) -> Inlines:
    """Return inlines with every run's text changed; runs that became empty are dropped."""
    return tuple(part for inline in inlines if (part := _map_inline(inline, change)) is not None)


def _map_inline(inline: Inline, change: Callable[[str], str]) -> Inline | None:
    if isinstance(inline, Run):
        text = change(inline.text)
        return Run(text, inline.bold, inline.italic) if text else None
    if isinstance(inline, Footnote):
        return Footnote(map_inlines(inline.inlines, change))
    return inline


def iter_inlines(blocks: Iterable[Block]) -> Iterator[Inlines]:
    """Yield the inlines of every block and table cell in reading order."""
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield from cell.paragraphs
        else:
            yield block.inlines


def footnotes(blocks: Iterable[Block]) -> tuple[Footnote, ...]:
    """Return the footnotes in the order of their calls."""
    return tuple(
        inline
        for inlines in iter_inlines(blocks)
        for inline in inlines
        if isinstance(inline, Footnote)
    )


def section_keys(blocks: Iterable[Block]) -> tuple[str, ...]:
    """Return the keys of the sections that have one."""
    return tuple(block.key for block in blocks if isinstance(block, Heading) and block.key)


def section_end(blocks: Blocks, start: int) -> int:
    """Return the index after the last block of the section whose heading is at ``start``."""
    heading = blocks[start]
    level = heading.level if isinstance(heading, Heading) else 0
    for index in range(start + 1, len(blocks)):
        block = blocks[index]
        if isinstance(block, Heading) and block.level <= level:
            return index
    return len(blocks)


def drop_sections(blocks: Blocks, keys: Iterable[str]) -> Blocks:
    """Return the blocks without the sections of these keys."""
    for key in keys:
        start = _find(blocks, key)
        if start is not None:
            blocks = blocks[:start] + blocks[section_end(blocks, start) :]
    return blocks


def replace_sections(blocks: Blocks, contents: Mapping[str, Blocks]) -> Blocks:
    """Return the blocks with the content below these sections' headings replaced."""
    for key, content in contents.items():
        start = _find(blocks, key)
        if start is not None:
            blocks = blocks[: start + 1] + content + blocks[section_end(blocks, start) :]
    return blocks


def extend_sections(
    blocks: Blocks, before: Mapping[str, Blocks], after: Mapping[str, Blocks]
) -> Blocks:
    """Return the blocks with content added at the start or the end of sections."""
    for key, content in before.items():
        start = _find(blocks, key)
        if start is not None:
            blocks = blocks[: start + 1] + content + blocks[start + 1 :]
    for key, content in after.items():
        start = _find(blocks, key)
        if start is not None:
            end = section_end(blocks, start)
            blocks = blocks[:end] + content + blocks[end:]
    return blocks


def _find(blocks: Blocks, key: str) -> int | None:
    for index, block in enumerate(blocks):
        if isinstance(block, Heading) and block.key == key:
            return index
    return None


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
    bad: list[Diagnostic] = []
    numbered: list[Block] = []
    for block in blocks:
        if not isinstance(block, Heading):
            numbered.append(block)
            continue
        skips = block.level > depth + 1 and not block.label
        if block.level > len(styles) or skips:
            bad.append(_bad_level(block, len(styles), depth))
            continue
        depth = block.level
        counters[depth] += 1
        counters[depth + 1 :] = [0] * (len(styles) - depth)
        if block.label:
            _count_from(block.label, counters, depth)
        numbered.append(_labelled(block, styles[depth - 1], counters[: depth + 1]))
    if bad:
        raise InputError(bad)
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
    level = heading.level
    if level > deepest:
        problem = problems.LEVEL_TOO_DEEP
        return problem.at(place, quote=title, title=title, level=level, deepest=deepest)
    problem = problems.LEVEL_MISSING
    return problem.at(place, quote=title, title=title, level=level, missing=depth + 1)
