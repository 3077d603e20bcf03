"""Two lists of texts side by side: which belong together, and which only one side has."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_ALIKE = 0.5


def pair_texts(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int | None, int | None]]:
    """Yield places of texts that belong together, in the order of both.

    >>> list(pair_texts(["a b c", "x"], ["a b d", "y", "x"]))
    [(0, 0), (None, 1), (1, 2)]
    """
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from zip(range(i, j), range(k, m), strict=True)
        else:
            yield from _near_pairs(old, new, range(i, j), range(k, m))


def _near_pairs(
    old: Sequence[str], new: Sequence[str], olds: range, news: range
) -> Iterator[tuple[int | None, int | None]]:
    left = list(olds)
    for there in news:
        found = next((here for here in left if is_alike(old[here], new[there])), None)
        if found is None:
            yield None, there
            continue
        while left[0] != found:
            yield left.pop(0), None
        yield left.pop(0), there
    for here in left:
        yield here, None


def is_alike(old: str, new: str) -> bool:
    """Return whether two texts have most of their words in common."""
    matcher = SequenceMatcher(None, WORDS.findall(old), WORDS.findall(new), autojunk=False)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE
