"""Visits and changes blocks: every text of a document in reading order, sections by their key."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from generator.document.nodes import (
    Block,
    Blocks,
    Cell,
    Footnote,
    Heading,
    Inline,
    Inlines,
    Row,
    Run,
    Table,
)


def map_text(blocks: Iterable[Block], change: Callable[[str], str]) -> Blocks:
    """Return the blocks with every run's text changed, in reading order, footnotes included."""
    return tuple(_map_block(block, change) for block in blocks)


def _map_block(block: Block, change: Callable[[str], str]) -> Block:
    if isinstance(block, Table):
        return replace(block, rows=tuple(_map_row(row, change) for row in block.rows))
    return replace(block, inlines=map_inlines(block.inlines, change))


def _map_row(row: Row, change: Callable[[str], str]) -> Row:
    return replace(row, cells=tuple(_map_cell(cell, change) for cell in row.cells))


def _map_cell(cell: Cell, change: Callable[[str], str]) -> Cell:
    paragraphs = tuple(map_inlines(inlines, change) for inlines in cell.paragraphs)
    return replace(cell, paragraphs=paragraphs)


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
