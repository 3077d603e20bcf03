"""Findings of one rule that are too many to read: the last ones become one with their number."""

from collections import Counter
from dataclasses import replace

from generator.diagnostics import Diagnostic, Fix
from generator.i18n import N_

MOST_IN_FILE = 200
MOST_IN_PARAGRAPH = 20
# The corrections of folded findings are still offered, as many as a copy is made with quickly.
_MOST_FIXED_IN_FILE = 1000
_MOST_FIXED_IN_PARAGRAPH = 100


class Folding:
    """What one rule found in one file, so far."""

    def __init__(self) -> None:
        self._shown = 0
        self._by_paragraph: Counter[tuple[str, int]] = Counter()
        self._first: Diagnostic | None = None
        self._count = 0
        self._fixes: list[Fix] = []

    def takes(self, finding: Diagnostic) -> bool:
        """Return whether a finding is one too many; it is counted then."""
        place = (finding.location.part, finding.location.paragraph)
        here = self._by_paragraph[place] if finding.location.paragraph else 0
        self._by_paragraph[place] += 1
        if here < MOST_IN_PARAGRAPH and self._shown < MOST_IN_FILE:
            self._shown += 1
            return False
        self._first = self._first or finding
        self._count += 1
        if here < _MOST_FIXED_IN_PARAGRAPH and len(self._fixes) < _MOST_FIXED_IN_FILE:
            self._fixes += finding.fixes
        return True

    def rest(self) -> Diagnostic | None:
        """Return the finding that stands for those that were one too many."""
        if self._first is None:
            return None
        return replace(
            self._first,
            message=N_("và {count} chỗ nữa trái quy tắc này, từ đây trở đi"),
            params={"count": self._count},
            hint="",
            expected="",
            found="",
            fixes=tuple(self._fixes),
            count=self._count,
        )
