"""The rows of an annex as a tree: which stands under which, and which sums are counted once."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, lru_cache

from generator.budget.consolidate.amounts import NOTHING, SEVERAL, UNKNOWN, ReadAmount

_ROMAN = re.compile(r"[IVXLC]+|[A-HĐ]")
_WHOLE = re.compile(r"\d+")
_DOTTED = re.compile(r"\d+(?:\.\d+)+")
_LETTER = re.compile(r"[a-zđ]")
_MARKED = {"-": 10, "–": 10, "+": 11, "*": 11}


@dataclass(frozen=True, slots=True)
class Line:
    """A line with a sum of its own, or with a word in place of one.

    Attributes:
        group: Name of the group it stands in.
        text: What is paid for.
        lead: Who leads it.
        time: When.
        dong: Its sum, None for a word.
        word: What stands in place of a sum.
        sources: Its sum by kind of source.
    """

    group: str
    text: str
    lead: str
    time: str
    dong: Decimal | None
    word: str
    sources: Mapping[str, Decimal]


@dataclass
class Node:
    """A row with the rows below it.

    "I" 300 over "1" 100 and "2" 200 counts "1" and "2": a sum is counted where it is lowest.

    Attributes:
        row: Its row in the grid.
        rank: How deep it stands, by its ordinal (``rank_of``).
        text: What is paid for.
        amount: What its money cell says.
        sources: Parts of its sum by kind of source.
        kind: The kind of source it names.
        lead: Who leads it.
        time: When.
        own_source: Whether it names a source or parts itself.
        children: The rows below it.
    """

    row: int
    rank: int
    text: str
    amount: ReadAmount
    sources: Mapping[str, Decimal]
    kind: str
    lead: str
    time: str
    own_source: bool
    children: list["Node"] = field(default_factory=list)

    def inherit(self, parent: "Node") -> None:
        """Take the source of the row above when it names none itself."""
        if self.own_source:
            return
        whole = sum(parent.sources.values(), Decimal(0)) == parent.amount.dong
        if len(parent.sources) == 1 and whole:
            self.kind = next(iter(parent.sources))
        else:
            self.kind = SEVERAL if parent.sources else parent.kind

    @cached_property
    def counted(self) -> "tuple[Node, ...]":
        """Return the nodes whose sums make up this one's: the lowest that have any."""
        inner = [node for child in self.children for node in child.counted]
        sums = [node for node in inner if node.amount.dong is not None]
        if sums and self._divides(sums):
            return (self, *(node for node in inner if node.amount.dong is None))
        if sums or (inner and self.amount.dong is None):
            return tuple(inner)
        return (self,)

    def _divides(self, parts: "Sequence[Node]") -> bool:
        """Return whether this node alone knows which source gives how much."""
        return (
            len(self.sources) > 1
            and not any(node.own_source for node in parts)
            and self.amount.dong == sum((node.amount.dong or 0 for node in parts), Decimal(0))
        )

    def sum(self) -> Decimal:
        """Return the sum of the nodes that are counted."""
        return sum((node.amount.dong or Decimal(0) for node in self.counted), Decimal(0))

    def amounts(self) -> Iterator[Decimal]:
        """Yield every sum, of the node and of all below it, whether it is counted or not."""
        if self.amount.dong is not None:
            yield self.amount.dong
        for child in self.children:
            yield from child.amounts()

    def divided(self) -> dict[str, Decimal]:
        """Return the sum by kind of source, what no source gives included."""
        amount = self.amount.dong
        if amount is None:
            return {}
        if self.sources:
            rest = amount - sum(self.sources.values(), Decimal(0))
            return {**self.sources, **({UNKNOWN: rest} if rest > 0 else {})}
        return {self.kind: amount}


def counted_lines(roots: Sequence[Node]) -> Iterator[Line]:
    """Yield the lines whose sums are added, each with the group it stands in."""
    for root in roots:
        group = root.text if root.rank == 0 else ""
        for node in root.counted:
            if node is root and root.rank == 0 and node.amount is NOTHING:
                continue
            amount = node.amount
            yield Line(
                group, node.text, node.lead, node.time, amount.dong, amount.word, node.divided()
            )


@lru_cache(maxsize=4096)
def rank_of(ordinal: str, text: str) -> int | None:
    """Return how deep a row stands by its ordinal, None when it has none."""
    mark = ordinal.strip(" .)(")
    if _ROMAN.fullmatch(mark):
        return 0
    if _WHOLE.fullmatch(mark):
        return 1
    if _DOTTED.fullmatch(mark):
        return 1 + mark.count(".")
    if _LETTER.fullmatch(mark):
        return 9
    sign = (ordinal.strip() or text)[:1]
    return _MARKED.get(sign)
