"""Where the tags of a template begin and end, in time that grows with the text alone."""

import re
from collections.abc import Callable, Iterator

_START = re.compile(r"\{[{%#]")
_ENDS = {"{{": "}}", "{%": "%}", "{#": "#}"}


def find_tags(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each tag begins and ends; what never ends is text.

    >>> list(find_tags("a {{ b }} {% c {# d #}"))
    [(2, 9), (15, 22)]
    """
    unended: set[str] = set()
    start = _START.search(text)
    while start:
        at, end = start.start(), -1
        if start[0] not in unended:
            end = text.find(_ENDS[start[0]], start.end())
        if end < 0:
            # What has no end here has none further on: it is not looked for again.
            unended.add(start[0])
            start = _START.search(text, at + 1)
        else:
            yield at, end + 2
            start = _START.search(text, end + 2)


def replace_tags(text: str, replaced: Callable[[str], str]) -> str:
    """Return a text with each tag put in other words."""
    parts: list[str] = []
    end = 0
    for start, stop in find_tags(text):
        parts += (text[end:start], replaced(text[start:stop]))
        end = stop
    return "".join((*parts, text[end:]))
