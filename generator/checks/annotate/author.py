"""Who signs what is put into the copy, when, and under which numbers."""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.ooxml.xml import qn

if TYPE_CHECKING:
    from lxml import etree

AUTHOR = "kehoach"
INITIALS = "KH"


@dataclass(slots=True)
class Signature:
    """Attributes of tracked changes and comments.

    Attributes:
        date: The same for all, "" to leave it out.
        numbers: Numbers that no other mark of the file has.
    """

    date: str = ""
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def attributes(self, number: int | None = None) -> dict[str, str]:
        """Return the attributes of the next mark, or of one whose number is known."""
        values = {
            qn("w:id"): str(next(self.numbers) if number is None else number),
            qn("w:author"): AUTHOR,
        }
        if self.date:
            values[qn("w:date")] = self.date
        return values


def free_numbers(roots: Iterable["etree._Element"]) -> Iterator[int]:
    """Return numbers that no mark in some parts has, from 1 on."""
    key = qn("w:id")
    used = {element.get(key) for root in roots for element in root.iter("{*}*")}
    return (number for number in itertools.count(1) if str(number) not in used)
