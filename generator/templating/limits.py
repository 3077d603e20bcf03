"""What making one document may cost: steps, letters, sizes of numbers, time.

Steps are counted, not timed, so that the same inputs give the same result on every machine; the
clock is only the last net. Whatever runs templates opens a budget with :func:`limit`.
"""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from numbers import Number
from types import GeneratorType
from typing import Any

from jinja2 import TemplateRuntimeError, Undefined

MAX_STEPS = 3_000_000
MAX_LETTERS = 10_000_000
MAX_TEXT = 500_000
MAX_OUTPUT = 2_000_000
MAX_BITS = 256
MAX_WIDTH = 1_000
MAX_SECONDS = 8

PIECE_LETTERS = 16
"""What a piece of output counts besides its letters, for the memory it takes."""

TEXT_STEPS = 200
"""What it costs to compile and run one text of a plan."""

LOAD_STEPS = 800
"""What it costs to look for another template."""

PROBLEM_STEPS = 10_000
"""What it costs to say what is wrong: to look for near names is slow."""

_ITEM_STEPS = 8
_LETTERS_A_STEP = 32
_STEPS_A_LOOK = 50_000
_CONTAINERS = (list, tuple, dict)
_LAZY = (GeneratorType, reversed, map, filter, zip, enumerate)


class OverLimitError(TemplateRuntimeError):
    """A template asked for more than a document can need."""

    @classmethod
    def steps(cls) -> "OverLimitError":
        """Return the error for too many loops and sums."""
        return cls(f"more than {MAX_STEPS} steps")

    @classmethod
    def text(cls, limit: int = MAX_TEXT) -> "OverLimitError":
        """Return the error for a text that is too long."""
        return cls(f"text longer than {limit} letters")

    @classmethod
    def number(cls) -> "OverLimitError":
        """Return the error for a number with too many figures."""
        return cls("number too large")

    @classmethod
    def width(cls) -> "OverLimitError":
        """Return the error for a width or a count that is too large."""
        return cls(f"width larger than {MAX_WIDTH}")

    @classmethod
    def time(cls) -> "OverLimitError":
        """Return the error for work that takes too long."""
        return cls(f"longer than {MAX_SECONDS} seconds")


class NotTextError(TemplateRuntimeError):
    """A template prints what has no words of its own: a function, an empty value, an object."""


class Budget:
    """What is left for one document.

    Attributes:
        told: What was said when it was used up, so that it is said once.
    """

    __slots__ = ("_end", "_letters", "_next_look", "_open", "_steps", "told")

    def __init__(self) -> None:
        self._steps = MAX_STEPS
        self._letters = MAX_LETTERS
        self._next_look = MAX_STEPS - _STEPS_A_LOOK
        self._end = 0.0
        self._open = 0
        self.told: object = None

    @property
    def spent(self) -> int:
        """Return the steps taken so far."""
        return MAX_STEPS - self._steps

    @property
    def is_empty(self) -> bool:
        """Whether nothing more can be run."""
        return self._steps < 0 or self._letters < 0

    @contextmanager
    def timed(self) -> Iterator[None]:
        """Give the block its time, or what is left of it to a block in a block."""
        if not self._open:
            # Time this thread works, not what the clock shows: other programs do not count.
            self._end = time.thread_time() + MAX_SECONDS
        self._open += 1
        try:
            yield
        finally:
            self._open -= 1

    def spend(self, steps: int) -> None:
        """Take steps.

        Raises:
            OverLimitError: When there are not so many left.
        """
        self._steps -= steps
        if self._steps < self._next_look:
            self._look()

    def spend_letters(self, letters: int) -> None:
        """Take the letters of a text that is made or read.

        Raises:
            OverLimitError: When there are not so many left.
        """
        self._letters -= letters
        if self._letters < 0:
            raise OverLimitError.text(MAX_LETTERS)
        self.spend(letters // _LETTERS_A_STEP)

    def _look(self) -> None:
        if self._steps < 0:
            raise OverLimitError.steps()
        self._next_look = self._steps - _STEPS_A_LOOK
        if self._open and time.thread_time() > self._end:
            self._steps = -1
            raise OverLimitError.time()


_budget: ContextVar[Budget | None] = ContextVar("budget", default=None)


@contextmanager
def limit(*, fresh: bool = False) -> Iterator[Budget]:
    """Run the block within the budget that is open, or within a new one.

    Args:
        fresh: Open a new one in any case.
    """
    budget = (None if fresh else _budget.get()) or Budget()
    token = _budget.set(budget)
    try:
        yield budget
    finally:
        _budget.reset(token)


def spend(steps: int) -> bool:
    """Take steps from the budget that is open; true, so that a condition can hold it."""
    budget = _budget.get()
    if budget is not None:
        budget.spend(steps)
    return True


def spend_letters(letters: int) -> None:
    """Take letters from the budget that is open."""
    budget = _budget.get()
    if budget is not None:
        budget.spend_letters(letters)


def weigh(value: Any) -> Any:
    """Return a value after paying for going through all of it; lazy ones pay on the way."""
    if isinstance(value, str):
        if len(value) >= _LETTERS_A_STEP:
            spend_letters(len(value))
    elif isinstance(value, _CONTAINERS):
        _weigh_items(value)
    elif isinstance(value, range):
        spend(_ITEM_STEPS * len(value))
    elif isinstance(value, _LAZY):
        return _weigh_each(value)
    return value


def _weigh_items(container: Any) -> None:
    """Pay for a container as often as it is met: what repeats itself inside grows unseen."""
    waiting = [container]
    while waiting:
        container = waiting.pop()
        spend(_ITEM_STEPS * (len(container) + 1))
        if isinstance(container, dict):
            _weigh_flat(container, waiting)
            container = container.values()
        _weigh_flat(container, waiting)


def _weigh_flat(items: Iterable[Any], waiting: list[Any]) -> None:
    for item in items:
        if isinstance(item, str):
            if len(item) >= _LETTERS_A_STEP:
                spend_letters(len(item))
        elif isinstance(item, _CONTAINERS):
            waiting.append(item)


def _weigh_each(items: Iterable[Any]) -> Iterator[Any]:
    for item in items:
        spend(_ITEM_STEPS)
        yield weigh(item)


def check_text(value: Any) -> Any:
    """Return a value that a template made, unless it is a text that is too long."""
    if isinstance(value, str) and len(value) > MAX_TEXT:
        raise OverLimitError.text()
    return weigh(value)


def check_number(value: Any) -> None:
    """Refuse a whole number with more figures than any sum of money."""
    if isinstance(value, int) and value.bit_length() > MAX_BITS:
        raise OverLimitError.number()


def size_of(value: Any) -> float:
    """Return how large a number is, 0 for what is none."""
    return abs(value) if isinstance(value, int | float) else 0


def check_width(value: Any) -> None:
    """Refuse a width no line of a document has."""
    if size_of(value) > MAX_WIDTH:
        raise OverLimitError.width()


def check_printable(value: Any) -> None:
    """Refuse what has no words of its own; flat lists of words are let through.

    Raises:
        NotTextError: With the kind of the value.
    """
    if isinstance(value, str | Number | Undefined) or hasattr(value, "__html__"):
        return
    if isinstance(value, list | tuple) and all(isinstance(one, str | Number) for one in value):
        return
    own: Any = type(value).__str__
    if value is None or callable(value) or own is object.__str__:
        raise NotTextError(f"cannot print '{type(value).__name__}'")


def concat(pieces: Iterable[str]) -> str:
    """Return pieces of output as one text.

    Raises:
        OverLimitError: When it is longer than any document.
    """
    return "".join(_measured(pieces))


def _measured(pieces: Iterable[str]) -> Iterator[str]:
    size = 0
    for piece in pieces:
        size += len(piece) + PIECE_LETTERS
        if size > MAX_OUTPUT:
            error = OverLimitError.text(MAX_OUTPUT)
            if isinstance(pieces, GeneratorType):
                # Raised where the template stands, so that its line is known.
                pieces.throw(error)
            raise error
        yield piece
    spend_letters(size)
