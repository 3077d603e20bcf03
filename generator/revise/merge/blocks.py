"""Three versions of a Markdown text become one: by paragraphs and items, never by raw lines."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from generator.inputs.conflicts import END, OURS, THEIRS

_STARTS = re.compile(r"\s*(?:[-+*]|\d+[.)])\s|\s*#{1,6}\s|\s*\{:|\s*\|")


@dataclass(frozen=True, slots=True)
class Merged:
    """A merged text.

    Attributes:
        text: With both versions of what could not be merged.
        conflicts: How many such places it has.
    """

    text: str
    conflicts: int


def split_blocks(text: str) -> list[str]:
    """Return the paragraphs, items and headings of a text; blank lines go with the one before."""
    blocks: list[str] = []
    fresh = True
    for line in text.strip("\n").splitlines():
        if not line.strip():
            fresh = True
            if blocks:
                blocks[-1] += "\n"
            continue
        if fresh or _STARTS.match(line) or not blocks:
            # A line of attributes belongs to the block below it.
            if blocks and blocks[-1].strip().startswith("{:") and not fresh:
                blocks[-1] += f"{line}\n"
            else:
                blocks.append(f"{line}\n")
        else:
            blocks[-1] += f"{line}\n"
        fresh = False
    return blocks


def merge_texts(base: str, ours: str, theirs: str) -> Merged:
    """Return the plan's text with what the template changed since it was taken."""
    sides = [split_blocks(text) for text in (base, ours, theirs)]
    old, mine, new = ([_plain(block) for block in side] for side in sides)
    first, second = _matches(old, mine), _matches(old, new)
    out: list[str] = []
    conflicts = 0
    at, left, right = 0, 0, 0
    for place in [*(p for p in range(len(old)) if p in first and p in second), len(old)]:
        stop_left = first.get(place, len(mine)) if place < len(old) else len(mine)
        stop_right = second.get(place, len(new)) if place < len(old) else len(new)
        pieces = (sides[0][at:place], sides[1][left:stop_left], sides[2][right:stop_right])
        made, found = _choose(*pieces)
        out += made
        conflicts += found
        if place < len(old):
            out.append(sides[1][stop_left])
        at, left, right = place + 1, stop_left + 1, stop_right + 1
    return Merged("".join(out).rstrip("\n") + "\n" if out else "", conflicts)


def _matches(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return {one.a + step: one.b + step for one in blocks for step in range(one.size)}


def _choose(
    base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]
) -> tuple[list[str], int]:
    """Return the blocks of a stretch that all sides have, and how many conflicts are in it."""
    was, mine, new = (list(map(_plain, side)) for side in (base, ours, theirs))
    if mine == was:
        return list(theirs), 0
    if new in (was, mine):
        return list(ours), 0
    if len(was) == len(mine) == len(new) > 1:
        # Neighbours changed on different sides are no conflict: each block is its own field.
        made: list[str] = []
        conflicts = 0
        for one in zip(base, ours, theirs, strict=True):
            block, found = _choose(*([each] for each in one))
            made += block
            conflicts += found
        return made, conflicts
    left, right = ("".join(side).rstrip("\n") for side in (ours, theirs))
    return [conflict(left, right)], 1


def conflict(ours: str, theirs: str) -> str:
    """Return two texts of which a person chooses one."""
    lines = [OURS, ours.strip("\n"), THEIRS, theirs.strip("\n"), END]
    return "\n".join(line for line in lines if line) + "\n"


def _plain(block: str) -> str:
    return " ".join(block.split())
