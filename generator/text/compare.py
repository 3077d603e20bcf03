"""The one comparison of two texts: what both have, what was changed, which of them belong together.

Everything that compares texts asks here: changes tracked in Word, words pulled back from Word,
three versions merged, a draft held against the file it was made from.
"""

import re
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_ALIKE = 0.5

Pair = tuple[int | None, int | None]
"""Places of two texts that belong together, None where one side has none."""


class Stretch(NamedTuple):
    """Neighbours in two sequences: the same on both sides, or what stands for what."""

    is_same: bool
    old: range
    new: range


def split_words(text: str) -> list[str]:
    """Return the words, signs and white space of a text, which together are the text.

    >>> split_words("Ban, ngành")
    ['Ban', ',', ' ', 'ngành']
    """
    return _WORDS.findall(text)


def align(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[Stretch]:
    """Yield the stretches of two sequences from the first to the last.

    >>> for one in align("abc", "axyc"): print(one.is_same, *one.old, "|", *one.new)
    True 0 | 0
    False 1 | 1 2
    True 2 | 3
    """
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield Stretch(tag == "equal", range(i, j), range(k, m))


def pair_texts(old: Sequence[str], new: Sequence[str]) -> Iterator[Pair]:
    """Yield places of texts that belong together, in the order of both.

    Equal texts belong together; between them those that have most of their words in common.

    >>> list(pair_texts(["a b c", "x"], ["a b d", "y", "x"]))
    [(0, 0), (None, 1), (1, 2)]
    """
    for stretch in align(old, new):
        if stretch.is_same:
            yield from zip(stretch.old, stretch.new, strict=True)
            continue
        left = list(stretch.old)
        for there in stretch.new:
            partner = next((here for here in left if _is_alike(old[here], new[there])), None)
            if partner is None:
                yield None, there
                continue
            while left[0] != partner:
                yield left.pop(0), None
            yield left.pop(0), there
        for here in left:
            yield here, None


def likeness(old: str, new: str) -> float:
    """Return how much of two texts is the same, letter by letter: from 0 to 1."""
    return SequenceMatcher(None, old, new, autojunk=False).ratio()


def _is_alike(old: str, new: str) -> bool:
    matcher = SequenceMatcher(None, split_words(old), split_words(new), autojunk=False)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE
