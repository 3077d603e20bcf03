"""Stretches of a text that a rule must leave alone: template code, citations, history."""

import re

from generator.checks.text.citations import find_citations

CODE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|^\{:.*?\}$", re.DOTALL | re.MULTILINE)
_HISTORY = re.compile(r"[^.;\n]*\((?:cũ|trước đây|trước sáp nhập)[^)]*\)", re.IGNORECASE)


class Spans:
    """Places of a text in which nothing may be changed."""

    def __init__(self, text: str, *, citations: bool = True, history: bool = True) -> None:
        self._spans = [match.span() for match in CODE.finditer(text)]
        if citations:
            self._spans += [_whole(text, one.start, one.end) for one in find_citations(text)]
        if history:
            self._spans += [match.span() for match in _HISTORY.finditer(text)]

    def hit(self, start: int, end: int) -> bool:
        """Return whether a stretch touches one of the places."""
        return any(start < last and first < end for first, last in self._spans)


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a citation with its subject: up to the sentence's next stop."""
    stop = re.compile(r"[;.\n“]|, (?=[^\W\d_])").search(text, end)
    return start, stop.start() if stop else len(text)
