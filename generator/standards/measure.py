"""What a standard allows for one measure, read from a number or from a rule with what is used."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf
from typing import Annotated, Any

from pydantic import BeforeValidator


@dataclass(frozen=True, slots=True)
class Number:
    """What a standard allows for one measure, and what our writer takes.

    Attributes:
        use: The value our writer takes.
        ranges: Closed ranges of what is accepted; empty when the standard has no rule.
    """

    use: float
    ranges: tuple[tuple[float, float], ...] = ()

    def accepts(self, value: float, tolerance: float = 0.0) -> bool:
        """Return whether a measured value is allowed.

        >>> Number(12.7, ((10, 10), (12.7, 12.7))).accepts(11)
        False
        """
        return not self.ranges or any(
            low - tolerance <= value <= high + tolerance for low, high in self.ranges
        )

    @property
    def text(self) -> str:
        """Return the allowed values in words of digits only: "13-14", "10; 12.7", ">= 6"."""
        return "; ".join(_range_text(low, high) for low, high in self.ranges)


def _range_text(low: float, high: float) -> str:
    if high == inf:
        return f">= {low:g}"
    return f"{low:g}" if low == high else f"{low:g}-{high:g}"


ZERO = Number(0)


def _read_number(value: Any) -> Any:
    """Return what a measure may be, from one number or a mapping that says what is used.

    >>> _read_number({"range": ["13", "14"], "use": "14"})
    Number(use=14.0, ranges=((13.0, 14.0),))
    """
    if isinstance(value, Number):
        return value
    if not isinstance(value, Mapping):
        return Number(float(value), ((float(value), float(value)),))
    if value.get("use") is None:
        message = f"{dict(value)} has no use"
        raise ValueError(message)
    rule = {key: item for key, item in value.items() if key != "use" and item is not None}
    number = Number(float(value["use"]), _read_ranges(rule))
    if not number.accepts(number.use):
        message = f"{number.use:g} is not {number.text}"
        raise ValueError(message)
    return number


def _read_ranges(rule: Mapping[str, Any]) -> tuple[tuple[float, float], ...]:
    """Return the ranges of what is accepted; a standard made from another may take a rule away."""
    match [*rule.items()]:
        case [("range", [low, high])]:
            return ((float(low), float(high)),)
        case [("choices", [*items])]:
            return tuple((float(item), float(item)) for item in items)
        case [("min", low)]:
            return ((float(low), inf),)
        case []:
            return ()
    message = f"one of range, choices, min: {rule}"
    raise ValueError(message)


Measure = Annotated[Number, BeforeValidator(_read_number)]
