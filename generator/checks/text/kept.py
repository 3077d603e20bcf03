"""What rules make of the facts, kept from one document to the next; no rule is here."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from generator.catalogues.load import Catalogues

_Made = TypeVar("_Made")


def kept(make: Callable[[Catalogues], _Made]) -> Callable[[Catalogues], _Made]:
    """Return a function that keeps what it made of the last catalogues.

    Many files are checked against the same facts: their names are sorted and folded once.
    """
    last: list[tuple[Catalogues, _Made]] = []

    @wraps(make)
    def of(catalogues: Catalogues) -> _Made:
        if not last or last[0][0] is not catalogues:
            last[:] = [(catalogues, make(catalogues))]
        return last[0][1]

    return of
