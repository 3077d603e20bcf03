"""A built document against the file it was imported from: every difference of text or look."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from generator.document.nodes import (
    Block,
    Bullet,
    Document,
    Footnote,
    Heading,
    Inline,
    Inlines,
    LineBreak,
    Run,
    Table,
)
from generator.revise.importer.blocks import tidy_inlines
from generator.revise.importer.plan import Expected, printed_frame
from generator.revise.importer.repairs import shorten
from generator.standards import Standard
from generator.text.normalize import clean


@dataclass(frozen=True, slots=True)
class Difference:
    """A place where a built document is not what the file says."""

    wanted: str
    found: str


def differences(expected: Expected, document: Document, standard: Standard) -> list[Difference]:
    """Return where a document is not what its plan was imported from."""
    printed = printed_frame(document.frame, standard)
    found = [
        Difference(wanted, printed[key])
        for key, wanted in expected.frame.items()
        if printed[key] != wanted
    ]
    found += _compare(expected.blocks, document.blocks)
    for one, other in zip_longest(expected.annexes, document.annexes):
        if one is None or other is None:
            found.append(Difference(one.label if one else "", other.label if other else ""))
            continue
        for first, second in (
            ((one.label, *one.title, *one.subtitle, one.reference),
             (other.label, *other.title, *other.subtitle, other.reference)),
        ):  # fmt: skip
            wanted, built = clean(" ".join(first)), clean(" ".join(second))
            if wanted != built:
                found.append(Difference(wanted, built))
        found += _compare(one.blocks, other.blocks)
    return found


def _compare(wanted: Iterable[Block], built: Iterable[Block]) -> list[Difference]:
    first = [line for block in wanted for line in outline(block)]
    second = [line for block in built for line in outline(block)]
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return [
        Difference(shorten(" ".join(first[a:b]), 200), shorten(" ".join(second[c:d]), 200))
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
    ]


def outline(block: Block) -> Iterator[str]:
    """Yield the lines of a block: what it is, its text with looks and notes."""
    if isinstance(block, Table):
        for row in block.rows:
            yield " | ".join(
                f"{cell.colspan}x{cell.rowspan}{'H' if cell.bold else ''} "
                + " / ".join(_marked(each) for each in cell.paragraphs)
                for cell in row.cells
            )
    elif isinstance(block, Heading):
        kind = f"{'#' * block.level}{'~' if block.run_in else ''}{'!' if block.bold else ''}"
        yield f"{kind} {block.label} {_marked(block.inlines)}"
    elif isinstance(block, Bullet):
        yield f"{block.marker} {_marked(block.inlines)}"
    else:
        yield f"{block.role} {_marked(block.inlines)}"


def _marked(inlines: Inlines) -> str:
    return "".join(_mark(each) for each in tidy_inlines(inlines))


def _mark(inline: Inline) -> str:
    if isinstance(inline, Run):
        look = f"{'b' if inline.bold else ''}{'i' if inline.italic else ''}"
        return f"‹{look}:{inline.text}›" if look else inline.text
    if isinstance(inline, LineBreak):
        return "⏎"
    assert isinstance(inline, Footnote)  # noqa: S101
    return f"‹n:{_marked(inline.inlines)}›"
